//! The village's own numbers (口径): how many households a grid or member should have, how many staff, how many grids.

use super::*;
use crate::status::norms::{Counted, Outside, Tally};

rules! {
    /// Outside a norm's bounds.
    pub RULE: "norm-exceeded", Warning;
    what "数目超出本板自己定的口径（上限或下限）。"
        "A number lies outside the bounds of the board's own norm.";
    why "口径是 site.yaml 里“口径”（norms）写的，程序里没有任何固定的数。调整网格或包联，或修改口径。"
        "Norms are the board's own, written under `norms` in site.yaml; none is built in. Adjust the grids or covers, or the norm.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
norms:
  - {what: grid_households, target: 2, tolerance: 50%}
-- content/records.yaml --
grids:
  - {id: g1, name: 东网格, level: grid, lead: 王芳}
#                  ^^^^^^
members:
  - name: 王芳
households:
  - {id: h-1, door: 1号, grid: g1}
  - {id: h-2, door: 2号, grid: g1}
  - {id: h-3, door: 3号, grid: g1}
<   - {id: h-4, door: 4号, grid: g1}
";
}

/// Measures every norm.
pub fn check(board: &Ground, register: &Held, as_of: AsOf, out: &mut Diagnostics) {
    let norms = || board.settings.norms.iter().filter(|norm| norm.is_measured());
    if norms().next().is_none() {
        return;
    }
    let gaps = &register.gaps;
    let is_sound = |grid: GridIx| coverage::is_network_sound(board, gaps, grid);
    let tally = Tally::of(board, as_of);
    for norm in norms() {
        for (counted, count) in tally.measure(norm) {
            match counted {
                Counted::Subject(Subject::Member(member)) => {
                    if board[member].grid.as_ref().is_none_or(|grid| is_sound(grid.value)) {
                        compare(board, norm, Subject::Member(member), count, 0, out);
                    }
                }
                Counted::Subject(Subject::Grid(grid)) => {
                    if is_sound(grid) && !is_lost(board, gaps, norm.what, grid) {
                        let of_households = norm.what == Measure::GridHouseholds;
                        let lacking = if of_households { gaps.households } else { 0 };
                        compare(board, norm, Subject::Grid(grid), count, lacking, out);
                    }
                }
                Counted::Team(grid, at) => {
                    let team = &board[grid].teams[at];
                    if is_sound(grid) {
                        compare_team(norm, team, gaps.staff || gaps.is_faulty(team.at), out);
                    }
                }
            }
        }
    }
}

/// A grid that lost children or households to faults reported already is not measured.
fn is_lost(board: &Ground, gaps: &Gaps, what: Measure, grid: GridIx) -> bool {
    match what {
        Measure::ChildGrids => gaps.grids,
        Measure::GridStaff => {
            let record = &board[grid];
            gaps.staff
                || gaps.is_faulty(record.at)
                || record.posts.iter().any(|post| post.is_dangling || gaps.is_faulty(post.at))
        }
        Measure::GridHouseholds => gaps.grids && (!board.is_leaf(grid) || board[grid].households.is_empty()),
        _ => false,
    }
}

/// Compares the size of a team with the bounds.
fn compare_team(norm: &Norm, team: &Team, lost: bool, out: &mut Diagnostics) {
    let (name, count) = (naming::shown(&team.name), team.members.len());
    let message = match norm.outside(count, 0) {
        Some(Outside::Above(bound)) => {
            let bound = bound.normalize();
            text!(
                "队伍 {name} 有 {count} 人，高于上限 {bound}",
                "team {name}: {count} members, above the bound of {bound}"
            )
        }
        Some(Outside::Below(bound)) if !lost => {
            let bound = bound.normalize();
            text!(
                "队伍 {name} 有 {count} 人，低于下限 {bound}",
                "team {name}: {count} members, below the bound of {bound}"
            )
        }
        _ => return,
    };
    let help = text!("调整成员，或修改口径。", "Adjust its members, or the norm.");
    let problem = Diagnostic::new(&RULE, team.at, message).severity(norm.severity.unwrap_or(RULE.severity));
    out.push(problem.help(help).related(norm.at, text!("口径写在这里", "the norm")));
}

/// Compares a count with the bounds; `lacking` more may belong to it.
fn compare(
    board: &Ground,
    norm: &Norm,
    subject: Subject,
    count: usize,
    lacking: usize,
    out: &mut Diagnostics,
) {
    let Some(outside) = norm.outside(count, lacking) else { return };
    let name = naming::subject(board, subject);
    let (zh, en) = match norm.what {
        Measure::GridHouseholds => ("户数", "households"),
        Measure::MemberHouseholds => ("包联户数", "households covered"),
        Measure::GridStaff => ("网格人员数", "staff"),
        Measure::ChildGrids => ("下级网格数", "grids below"),
        Measure::GridTeams => ("队伍数", "teams"),
        Measure::TeamMembers => ("队伍人数", "members of a team"),
    };
    let (zh, en) = match &norm.only {
        Some(only) => (format!("{zh}（{only}）"), format!("{en} ({only})")),
        None => (zh.to_owned(), en.to_owned()),
    };
    let message = match outside {
        Outside::Above(bound) => {
            let bound = bound.normalize();
            text!(
                "{name} 的{zh}是 {count}，高于上限 {bound}",
                "{name}: {en} {count}, above the bound of {bound}"
            )
        }
        Outside::Below(bound) => {
            let bound = bound.normalize();
            text!(
                "{name} 的{zh}是 {count}，低于下限 {bound}",
                "{name}: {en} {count}, below the bound of {bound}"
            )
        }
    };
    let span = match subject {
        Subject::Grid(grid) => board[grid].name.span,
        Subject::Member(member) => board[member].name.span,
    };
    out.push(
        Diagnostic::new(&RULE, span, message)
            .severity(norm.severity.unwrap_or(RULE.severity))
            .help(text!("调整划分，或修改口径。", "Adjust who belongs where, or the norm."))
            .related(norm.at, text!("口径写在这里", "the norm")),
    );
}
