//! A post says who holds it, or that it is vacant: silence may be a slip.

use super::*;

rules! {
    /// Neither member nor vacant.
    pub RULE: "post-holder-missing", Warning;
    what "岗位既没有写责任人，也没有写明空缺。" "A post names no member and is not declared vacant.";
    why "按空缺公布。漏写的补上责任人；确实空缺的写“空缺: 是”（vacant: true）。"
        "It is published as vacant. Name the member, or write `vacant: true`.";
    example "\
grids:
  - id: g1
    name: 东网格
    level: grid
    lead: 王芳
    posts:
      - post: 调解员
#             ^^^^^^
>         vacant: true
members:
  - name: 王芳
";
}

/// Looks at every post.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for grid in board.grid_ids() {
        for post in &board[grid].posts {
            let is_vacant = post.vacant.as_ref().is_some_and(|vacant| vacant.value);
            if post.member.is_some() || is_vacant || post.is_dangling {
                continue;
            }
            let (name, title) = (naming::grid(board, grid), naming::shown(&post.title.value));
            let message = text!(
                "网格 {name} 的岗位“{title}”没有写责任人，按空缺公布",
                "post {title} of grid {name} names no member and counts as vacant"
            );
            let help = text!(
                "写上“责任人”（member），或写“空缺: 是”（vacant: true）。",
                "Name a `member`, or write `vacant: true`."
            );
            let span = post.vacant.as_ref().map_or(post.title.span, |vacant| vacant.span);
            out.push(Diagnostic::new(&RULE, span, message).help(help));
        }
    }
}
