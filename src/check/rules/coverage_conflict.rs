//! Household and member must agree on who covers whom; several at once are written at the household only.

use super::*;

rules! {
    /// `covers` against `covered_by`, or two `covers`.
    pub RULE: "coverage-conflict", Error;
    what "包联关系自相矛盾：住户写的包联人与责任人写的包联户不一致，或两名责任人都把同一户写成自己的包联户。"
        "Who covers a household is told in two ways: its `covered_by` does not list a member whose `covers` names it, or two members' `covers` name it.";
    why "不知道以谁为准。几个人共同包联一户，只在住户的“包联人”（covered_by）里写成列表。"
        "Nobody can tell which holds. Where several members share a household, list them in its `covered_by` only.";
    example "\
grids:
  - {id: g1, name: 东网格, level: grid, lead: 王芳}
members:
<   - {name: 王芳, covers: [h-1]}
< #                         ^^^
<   - {name: 李强, covers: [h-2]}
<   - {name: 赵敏, covers: [h-2]}
< #                         ^^^
>   - name: 王芳
>   - {name: 李强, covers: [h-1]}
>   - name: 赵敏
households:
  - {id: h-1, door: 1号, grid: g1, covered_by: 李强}
<   - {id: h-2, door: 2号, grid: g1}
>   - {id: h-2, door: 2号, grid: g1, covered_by: [李强, 赵敏]}
";
}

/// Conflicts of one `covers` with one other statement, the households they share.
#[derive(Default)]
struct Conflict {
    /// The other statement's place, for the first household.
    other: Option<Span>,
    households: Vec<HouseholdIx>,
}

/// Looks at every household that some `covers` names. Two overlapping ranges are one conflict, not one a household.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    let mut conflicts: BTreeMap<(Span, MemberIx, MemberIx, bool), Conflict> = BTreeMap::new();
    for household in board.household_ids().filter(|&at| !board[at].covered_from.is_empty()) {
        let record = &board[household];
        // Members who left keep their list as history: it no longer speaks.
        let speaks = |at: &&At<MemberIx>| board[at.value].term.holds(as_of);
        let network = |at: &At<MemberIx>| board.cover_network(at.value, household);
        let mut earlier: Vec<&At<MemberIx>> = Vec::new();
        for claim in record.covered_from.iter().filter(speaks) {
            let same = |other: &&&At<MemberIx>| network(other) == network(claim);
            let mut listed = record.covered_by.iter().filter(speaks).filter(|other| same(&other)).peekable();
            let is_listed = listed.peek().is_some();
            let rival = match listed.peek().copied() {
                Some(first) => (!listed.any(|other| other.value == claim.value)).then_some(first),
                None => earlier.iter().copied().find(|other| same(&other) && other.value != claim.value),
            };
            if let Some(rival) = rival {
                let key = (claim.span, claim.value, rival.value, is_listed);
                let conflict = conflicts.entry(key).or_default();
                conflict.other.get_or_insert(rival.span);
                conflict.households.push(household);
            }
            earlier.push(claim);
        }
    }
    for ((span, claims, rival, is_listed), conflict) in conflicts {
        let (one, other) = (naming::member(board, claims), naming::member(board, rival));
        let (zh, en) = naming::list(conflict.households.iter().map(|at| naming::household(board, *at)));
        let message = match is_listed {
            true => text!(
                "{one} 的包联户写了 {zh}，而住户写的包联人是 {other}",
                "{one} covers {en}, but `covered_by` there says {other}"
            ),
            false => text!(
                "{one} 和 {other} 都把 {zh} 写成自己的包联户",
                "both {one} and {other} say that they cover {en}"
            ),
        };
        let help = text!(
            "只留一处；共同包联的在住户的“包联人”（covered_by）里写成列表。",
            "Keep one; where both share a household, list them in its `covered_by`."
        );
        let related = match is_listed {
            true => text!("住户写的包联人在这里", "the household says so here"),
            false => text!("{other} 写在这里", "{other} says so here"),
        };
        let mut problem = Diagnostic::new(&RULE, span, message).help(help);
        if let Some(place) = conflict.other {
            problem = problem.related(place, related);
        }
        out.push(problem);
    }
}
