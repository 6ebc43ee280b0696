//! A household that still names somebody who has left gets no answer from them.

use super::*;

rules! {
    /// `covered_by` names a member whose term has ended.
    pub RULE: "cover-ended", Warning;
    what "住户的包联人已经离任。" "A household's `covered_by` names a member whose term has ended.";
    why "公开栏会改由其他包联人或网格负责人答复。写上接手的人，村民才知道找谁。"
        "The board answers with the others named, or with the grid's lead. Name who took over.";
    example "\
grids:
  - {id: g1, name: 东网格, level: grid, lead: 王芳}
members:
  - name: 王芳
  - {name: 李强, to: 2025-12-31}
households:
<   - {id: h-1, door: 1号, grid: g1, covered_by: 李强}
< #                                              ^^^^
>   - {id: h-1, door: 1号, grid: g1, covered_by: 王芳}
";
}

/// Gathers the households by the member who left: that is the one fault.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    let mut stale: BTreeMap<MemberIx, Vec<(Span, HouseholdIx)>> = BTreeMap::new();
    for household in board.household_ids() {
        let record = &board[household];
        // A past `covers` beside somebody in office is history.
        let is_followed = record.covered_from.iter().any(|at| !board[at.value].term.ended(as_of));
        let listed = match record.covered_by.is_empty() {
            true if is_followed => &[],
            true => record.covered_from.as_slice(),
            false => record.covered_by.as_slice(),
        };
        for at in listed.iter().filter(|at| board[at.value].term.ended(as_of)) {
            stale.entry(at.value).or_default().push((at.span, household));
        }
    }
    for (member, mut places) in stale {
        places.sort();
        let who = naming::member(board, member);
        let (zh, en) = naming::list(places.iter().map(|(_, at)| naming::household(board, *at)));
        let message =
            text!("{who} 已经离任，{zh} 的包联人还写着这个人", "{who} has left, but still covers {en}");
        let help = text!("写上接手的人。", "Name who took over.");
        let mut problem = Diagnostic::new(&RULE, places[0].0, message).help(help);
        if let Some(to) = &board[member].term.to {
            problem = problem.related(to.span, text!("任期到这一天为止", "the term ended on this day"));
        }
        out.push(problem);
    }
}
