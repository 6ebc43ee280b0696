//! Somebody who backs up two posts at once can stand in for one of them only.

use super::*;

rules! {
    /// One backup, two posts.
    pub RULE: "backup-double", Warning;
    what "一个人同时给两个岗位当 B 岗。" "A member backs up two posts at once.";
    why "两个 A 岗同时不在时顶不过来。给其中一个岗位另找 B 岗。"
        "When both holders are away, one post stands empty. Name another backup for one of them.";
    example "\
grids:
  - id: g1
    name: 东网格
    level: grid
    posts:
      - {post: 网格长, member: 王芳, backup: 李强}
  - id: g2
    name: 西网格
    level: grid
    posts:
<       - {post: 网格长, member: 赵敏, backup: 李强}
< #                                            ^^^^
>       - {post: 网格长, member: 赵敏, backup: 王芳}
members:
  - name: 王芳
  - name: 李强
  - name: 赵敏
";
}

/// Gathers the posts in force by their backup.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    let mut posts: BTreeMap<MemberIx, Vec<(GridIx, &Post, Span)>> = BTreeMap::new();
    for grid in board.grid_ids().filter(|&grid| board.in_force(grid, as_of)) {
        for post in board[grid].posts.iter().filter(|post| post.term.holds(as_of)) {
            if let (Some(member), Some(backup)) = (board.backup(post, as_of), &post.backup) {
                posts.entry(member).or_default().push((grid, post, backup.span));
            }
        }
    }
    for (member, posts) in posts.iter().filter(|(_, posts)| posts.len() > 1) {
        let who = naming::member(board, *member);
        let place = |&(grid, post, _): &(GridIx, &Post, Span)| {
            format!("{} {}", naming::grid(board, grid), naming::shown(&post.title.value))
        };
        let (zh, en) = naming::list(posts.iter().map(place));
        let message = text!("{who} 同时是 {zh} 的 B 岗", "{who} backs up several posts at once: {en}");
        let help = text!("给其中的岗位另找 B 岗。", "Name another backup for all but one.");
        let related = text!("先写在这里", "named here first");
        let (first, second) = (posts[0].2, posts[1].2);
        out.push(Diagnostic::new(&RULE, second, message).help(help).related(first, related));
    }
}
