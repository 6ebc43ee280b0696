//! The village's own numbers (口径): how many households a grid or member should have, how many staff, how many grids.

use rust_decimal::Decimal;

use super::*;
use crate::status::totals::Total;

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
    // Nothing can keep a norm whose bounds exclude each other; that is told.
    let is_possible = |norm: &&Norm| norm.min.zip(norm.max).is_none_or(|(min, max)| min <= max);
    let is_measured = |norm: &&Norm| norm.severity.is_some() && is_possible(norm);
    let norms = || board.settings.norms.iter().filter(is_measured);
    if norms().next().is_none() {
        return;
    }
    let gaps = &register.gaps;
    let tally = Tally::of(board, as_of);
    for norm in norms() {
        if norm.what == Measure::MemberHouseholds {
            let is_placed = |at: MemberIx| {
                board[at].grid.as_ref().is_none_or(|grid| coverage::is_network_sound(board, gaps, grid.value))
            };
            for member in board
                .member_ids()
                .filter(|&at| is_placed(at) && tally.concerns_member(board, norm, at, as_of))
            {
                compare(board, norm, Subject::Member(member), tally.covers[member.0 as usize], 0, out);
            }
            continue;
        }
        let is_sure = |grid: GridIx| coverage::is_network_sound(board, gaps, grid);
        for grid in board.grid_ids().filter(|&grid| is_sure(grid) && concerns(board, norm, grid, as_of)) {
            // A grid that lost children or households to faults reported already is not measured.
            let lost = match norm.what {
                Measure::ChildGrids => gaps.grids,
                Measure::GridStaff => {
                    let record = &board[grid];
                    gaps.staff
                        || gaps.is_faulty(record.at)
                        || record.posts.iter().any(|post| post.is_dangling || gaps.is_faulty(post.at))
                }
                Measure::GridHouseholds => {
                    gaps.grids && (!board.is_leaf(grid) || board[grid].households.is_empty())
                }
                _ => false,
            };
            if norm.what == Measure::TeamMembers {
                for team in board[grid].teams.iter().filter(|team| is_of(norm, team.kind.as_deref())) {
                    compare_team(norm, team, gaps.staff || gaps.is_faulty(team.at), out);
                }
                continue;
            }
            if let Some(count) = tally.count(board, norm, grid, as_of).filter(|_| !lost) {
                let lacking = if norm.what == Measure::GridHouseholds { gaps.households } else { 0 };
                compare(board, norm, Subject::Grid(grid), count, lacking, out);
            }
        }
    }
}

/// Whether the norm counts what is of this kind.
fn is_of(norm: &Norm, kind: Option<&str>) -> bool {
    norm.only.as_deref().is_none_or(|only| kind == Some(only))
}

/// Whether the norm speaks of this grid: its level's, else leaf grids; children are counted where there are any, and
/// teams wherever they are.
fn concerns(board: &Ground, norm: &Norm, grid: GridIx, as_of: AsOf) -> bool {
    let of_level = match norm.level {
        Some(level) => level == (board[grid].network, board[grid].level),
        None => match norm.what {
            Measure::ChildGrids => !board.is_leaf(grid),
            Measure::TeamMembers => true,
            _ => board.is_leaf(grid),
        },
    };
    of_level && board.in_force(grid, as_of)
}

/// What all norms need, counted once.
struct Tally {
    /// How many households each member covers explicitly.
    covers: Vec<usize>,
    /// Whether each member holds a post.
    in_post: Vec<bool>,
    /// Whether any household is listed in each network.
    lists: Vec<bool>,
}

impl Tally {
    fn of(board: &Ground, as_of: AsOf) -> Tally {
        let mut covers = vec![0; board.members.len()];
        for household in board.household_ids() {
            for grid in &board[household].grids {
                for member in board.explicit(household, board[grid.value].network, as_of) {
                    covers[member.0 as usize] += 1;
                }
            }
        }
        let mut in_post = vec![false; board.members.len()];
        let mut lists = vec![false; board.networks.len()];
        for grid in &board.grids {
            lists[grid.network.0 as usize] |= !grid.households.is_empty();
            for holder in grid.posts.iter().filter_map(|post| board.holder(post, as_of)) {
                in_post[holder.0 as usize] = true;
            }
        }
        Tally { covers, in_post, lists }
    }

    /// Whether the norm speaks of this member: in office and of a grid it concerns. Who holds a post answers by
    /// that post, so covering nobody counts against those without one only.
    fn concerns_member(&self, board: &Ground, norm: &Norm, member: MemberIx, as_of: AsOf) -> bool {
        let (record, count) = (&board[member], self.covers[member.0 as usize]);
        let concerned = match &record.grid {
            Some(grid) => concerns(board, norm, grid.value, as_of),
            None => norm.level.is_none() && count > 0,
        };
        concerned && record.term.holds(as_of) && (count > 0 || !self.in_post[member.0 as usize])
    }

    /// The number that a norm for grids measures; `None` where the board does not tell it.
    fn count(&self, board: &Ground, norm: &Norm, grid: GridIx, as_of: AsOf) -> Option<usize> {
        let record = &board[grid];
        match norm.what {
            Measure::GridHouseholds => {
                let total = board.total(Total::Households, grid, as_of).map(|total| total as usize);
                total.or(self.lists[record.network.0 as usize].then_some(0))
            }
            Measure::GridStaff => {
                let both = |post| [board.holder(post, as_of), board.backup(post, as_of)];
                let posts = record.posts.iter().filter(|post| is_of(norm, Some(&post.title.value)));
                let staff: BTreeSet<MemberIx> = posts.flat_map(both).flatten().collect();
                Some(staff.len())
            }
            Measure::ChildGrids => {
                let counts = |child: &&GridIx| {
                    board.in_force(**child, as_of) && is_of(norm, board[**child].kind.as_deref())
                };
                Some(record.children.iter().filter(counts).count())
            }
            Measure::GridTeams => {
                Some(record.teams.iter().filter(|team| is_of(norm, team.kind.as_deref())).count())
            }
            Measure::MemberHouseholds | Measure::TeamMembers => None,
        }
    }
}

/// Compares the size of a team with the bounds.
fn compare_team(norm: &Norm, team: &Team, lost: bool, out: &mut Diagnostics) {
    let number = Decimal::from(team.members.len());
    let above = norm.max.filter(|max| number > *max);
    let below = norm.min.filter(|min| number < *min && !lost);
    let Some(bound) = above.or(below) else { return };
    let (bound, name, count) = (bound.normalize(), naming::shown(&team.name), team.members.len());
    let message = match above {
        Some(_) => text!(
            "队伍 {name} 有 {count} 人，高于上限 {bound}",
            "team {name}: {count} members, above the bound of {bound}"
        ),
        None => text!(
            "队伍 {name} 有 {count} 人，低于下限 {bound}",
            "team {name}: {count} members, below the bound of {bound}"
        ),
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
    let number = Decimal::from(count);
    let above = norm.max.filter(|max| number > *max);
    let below = norm.min.filter(|min| number + Decimal::from(lacking) < *min);
    let Some(bound) = above.or(below) else { return };
    let bound = bound.normalize();
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
    let message = match above {
        Some(_) => text!(
            "{name} 的{zh}是 {count}，高于上限 {bound}",
            "{name}: {en} {count}, above the bound of {bound}"
        ),
        None => text!(
            "{name} 的{zh}是 {count}，低于下限 {bound}",
            "{name}: {en} {count}, below the bound of {bound}"
        ),
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
