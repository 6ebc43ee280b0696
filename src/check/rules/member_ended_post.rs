//! Who has left holds no post: a post that still names them is told, so that it is filled.

use super::*;

rules! {
    /// A post of somebody whose own term has ended.
    pub RULE: "member-ended-post", Warning;
    what "岗位或 B 岗写的责任人已经离任。" "A post's member or backup has left: their own term has ended.";
    why "责任人自己的任期一结束，所任岗位都按空缺公布。写上接任的人，或给岗位写上“止”（to）。"
        "The end of a member's own term ends every post they held. Name the new holder, or give the post a `to`.";
    example "\
grids:
  - id: g1
    name: 东网格
    level: grid
    lead: 王芳
    posts:
<       - {post: 调解员, member: 李强}
< #                              ^^^^
>       - {post: 调解员, member: 李强, to: 2025-12-31}
members:
  - name: 王芳
  - {name: 李强, to: 2025-12-31}
";
}

/// Looks at posts in force; the lead's own post, when nobody else leads, is `lead-vacant`'s matter.
pub fn check(board: &Ground, register: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for grid in board.grid_ids().filter(|&grid| board.in_force(grid, as_of)) {
        for post in board[grid].posts.iter().filter(|post| !post.term.ended(as_of)) {
            // The end may be what could not be read.
            if register.gaps.is_faulty(post.at) {
                continue;
            }
            let told = post.is_lead && !coverage::lead_in_office(board, grid, as_of);
            if let Some(member) = post.member.as_ref().filter(|_| !told) {
                report(board, grid, post, member, as_of, out);
            }
            if let Some(backup) = &post.backup {
                report(board, grid, post, backup, as_of, out);
            }
        }
    }
}

fn report(
    board: &Ground,
    grid: GridIx,
    post: &Post,
    member: &At<MemberIx>,
    as_of: AsOf,
    out: &mut Diagnostics,
) {
    let Some(to) = board[member.value].term.end().filter(|to| to.value < as_of.0) else { return };
    let (name, title) = (naming::grid(board, grid), naming::shown(&post.title.value));
    let who = naming::member(board, member.value);
    let message = text!(
        "网格 {name} 的“{title}”还写着 {who}，此人已经离任",
        "{title} of grid {name} still names {who}, who has left"
    );
    let help =
        text!("写上接任的人，或给岗位写上“止”（to）。", "Name the new holder, or give the post a `to`.");
    let related = text!("任期到这一天为止", "the term ended on this day");
    out.push(Diagnostic::new(&RULE, member.span, message).help(help).related(to.span, related));
}
