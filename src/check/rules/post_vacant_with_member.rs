//! A post is held or vacant, never both.

use super::*;

rules! {
    /// `vacant: true` beside a member.
    pub RULE: "post-vacant-with-member", Error;
    what "岗位写了责任人，又写明空缺。" "A post names a member and is declared vacant.";
    why "两样只能留一样。人已离任的，删去责任人，或给任期写上“止”（to）。"
        "Keep one of the two. For a holder who left, remove the member or give the term a `to`.";
    example "\
grids:
  - id: g1
    name: 东网格
    level: grid
    lead: 王芳
    posts:
<       - {post: 调解员, member: 李强, vacant: true}
< #                                            ^^^^
>       - {post: 调解员, vacant: true}
members:
  - name: 王芳
  - name: 李强
";
}

/// Looks at every post.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for grid in board.grid_ids() {
        for post in &board[grid].posts {
            let (Some(member), Some(vacant)) = (&post.member, &post.vacant) else { continue };
            if !vacant.value {
                continue;
            }
            let (name, title) = (naming::grid(board, grid), naming::shown(&post.title.value));
            let who = naming::member(board, member.value);
            let message = text!(
                "网格 {name} 的岗位“{title}”写着 {who}，又写明空缺",
                "post {title} of grid {name} names {who} and is declared vacant"
            );
            let help = text!("只留一样。", "Keep one of the two.");
            let related = text!("责任人写在这里", "the member");
            out.push(Diagnostic::new(&RULE, vacant.span, message).help(help).related(member.span, related));
        }
    }
}
