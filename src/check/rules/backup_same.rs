//! AB 岗: the backup stands in for the holder, so it is somebody else.

use super::*;

rules! {
    /// A = B.
    pub RULE: "backup-same", Error;
    what "B 岗与 A 岗是同一个人。" "A post's backup is its holder.";
    why "B 岗在 A 岗不在时顶上，必须另有其人。"
        "The backup stands in when the holder is away, so it must be somebody else.";
    example "\
grids:
  - id: g1
    name: 东网格
    level: grid
    posts:
<       - {post: 网格长, member: 王芳, backup: 王芳}
< #                                            ^^^^
>       - {post: 网格长, member: 王芳, backup: 李强}
members:
  - name: 王芳
>   - name: 李强
";
}

/// Looks at every post with a backup.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for grid in board.grid_ids() {
        for post in &board[grid].posts {
            let (Some(member), Some(backup)) = (&post.member, &post.backup) else { continue };
            if member.value != backup.value {
                continue;
            }
            let (name, title) = (naming::grid(board, grid), naming::shown(&post.title.value));
            let who = naming::member(board, member.value);
            let message = text!(
                "网格 {name} 的“{title}”A、B 岗都是 {who}",
                "{who} is both holder and backup of {title} of grid {name}"
            );
            let help = text!("B 岗换一个人，或删去。", "Name another backup, or none.");
            let related = text!("A 岗写在这里", "the holder");
            out.push(Diagnostic::new(&RULE, backup.span, message).help(help).related(member.span, related));
        }
    }
}
