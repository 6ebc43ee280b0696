//! The board's own norms (口径), measured: what each of them counts on a day, and which counts lie within its bounds.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::calendar::AsOf;
use crate::model::board::{GridIx, Ground, MemberIx, Subject};
use crate::model::settings::{Measure, Norm};

use super::totals::Total;

/// Of what a norm counts something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Of a grid or a member.
    Subject(Subject),
    /// Of a team, by its place in its grid's list.
    Team(GridIx, usize),
}

/// On which side of a norm's bounds a count lies, with the bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// 低于下限
    Below(Decimal),
    /// 高于上限
    Above(Decimal),
}

impl Norm {
    /// Whether it is to be measured: not switched off, and with bounds that do not exclude each other (that is told).
    pub fn is_measured(&self) -> bool {
        self.severity.is_some() && self.min.zip(self.max).is_none_or(|(min, max)| min <= max)
    }

    /// Where `count` lies, to which `lacking` more may belong; `None` within the bounds.
    pub fn outside(&self, count: usize, lacking: usize) -> Option<Outside> {
        let number = Decimal::from(count);
        let above = self.max.filter(|max| number > *max).map(Outside::Above);
        let below = self.min.filter(|min| number + Decimal::from(lacking) < *min).map(Outside::Below);
        above.or(below)
    }

    /// Whether it counts what is of this kind.
    fn is_of(&self, kind: Option<&str>) -> bool {
        self.only.as_deref().is_none_or(|only| kind == Some(only))
    }
}

/// What all norms of a board need, counted once.
#[derive(Debug)]
pub struct Tally<'b> {
    board: &'b Ground,
    as_of: AsOf,
    /// How many households each member covers explicitly.
    covers: Vec<usize>,
    /// Whether each member holds a post.
    in_post: Vec<bool>,
    /// Whether any household is listed in each network.
    lists: Vec<bool>,
}

impl<'b> Tally<'b> {
    /// Of `board` on the day.
    pub fn of(board: &'b Ground, as_of: AsOf) -> Tally<'b> {
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
        Tally { board, as_of, covers, in_post, lists }
    }

    /// Everything that `norm` counts, in the board's order.
    pub fn measure(&self, norm: &Norm) -> Vec<(Counted, usize)> {
        let board = self.board;
        if norm.what == Measure::MemberHouseholds {
            let members = board.member_ids().filter(|&member| self.concerns_member(norm, member));
            let count = |member: MemberIx| self.covers[member.0 as usize];
            return members.map(|at| (Counted::Subject(Subject::Member(at)), count(at))).collect();
        }
        let grids = board.grid_ids().filter(|&grid| self.concerns(norm, grid));
        if norm.what == Measure::TeamMembers {
            let teams = |grid: GridIx| {
                let teams = board[grid].teams.iter().enumerate();
                let teams = teams.filter(|(_, team)| norm.is_of(team.kind.as_deref()));
                teams.map(move |(at, team)| (Counted::Team(grid, at), team.members.len()))
            };
            return grids.flat_map(teams).collect();
        }
        let count = |grid| Some((Counted::Subject(Subject::Grid(grid)), self.count(norm, grid)?));
        grids.filter_map(count).collect()
    }

    /// Whether the norm speaks of this grid: its level's, else leaf grids; children are counted where there are any,
    /// and teams wherever they are.
    fn concerns(&self, norm: &Norm, grid: GridIx) -> bool {
        let board = self.board;
        let of_level = match norm.level {
            Some(level) => level == (board[grid].network, board[grid].level),
            None => match norm.what {
                Measure::ChildGrids => !board.is_leaf(grid),
                Measure::TeamMembers => true,
                _ => board.is_leaf(grid),
            },
        };
        of_level && board.in_force(grid, self.as_of)
    }

    /// Whether the norm speaks of this member: in office and of a grid it concerns. Who holds a post answers by
    /// that post, so covering nobody counts against those without one only.
    fn concerns_member(&self, norm: &Norm, member: MemberIx) -> bool {
        let (record, count) = (&self.board[member], self.covers[member.0 as usize]);
        let concerned = match &record.grid {
            Some(grid) => self.concerns(norm, grid.value),
            None => norm.level.is_none() && count > 0,
        };
        concerned && record.term.holds(self.as_of) && (count > 0 || !self.in_post[member.0 as usize])
    }

    /// The number that a norm for grids measures; `None` where the board does not tell it.
    fn count(&self, norm: &Norm, grid: GridIx) -> Option<usize> {
        let (board, as_of) = (self.board, self.as_of);
        let record = &board[grid];
        match norm.what {
            Measure::GridHouseholds => {
                let total = board.total(Total::Households, grid, as_of).map(|total| total as usize);
                total.or(self.lists[record.network.0 as usize].then_some(0))
            }
            Measure::GridStaff => {
                let both = |post| [board.holder(post, as_of), board.backup(post, as_of)];
                let posts = record.posts.iter().filter(|post| norm.is_of(Some(&post.title.value)));
                let staff: BTreeSet<MemberIx> = posts.flat_map(both).flatten().collect();
                Some(staff.len())
            }
            Measure::ChildGrids => {
                let counts = |child: &&GridIx| {
                    board.in_force(**child, as_of) && norm.is_of(board[**child].kind.as_deref())
                };
                Some(record.children.iter().filter(counts).count())
            }
            Measure::GridTeams => {
                Some(record.teams.iter().filter(|team| norm.is_of(team.kind.as_deref())).count())
            }
            Measure::MemberHouseholds | Measure::TeamMembers => None,
        }
    }
}
