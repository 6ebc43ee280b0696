//! Of which households the sums of a grid speak. A grid without a list stands for households nobody named: as many as
//! it declares.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::super::totals::Total;
use super::blocks::UNCOUNTED;
use crate::calendar::AsOf;
use crate::model::board::{GridIx, Ground};

/// The group of each grid.
#[derive(Debug)]
pub(super) struct Groups {
    /// How many households each element is: one, or those of a grid without a list.
    pub weights: Vec<u32>,
    groups: Vec<Vec<u32>>,
}

impl Groups {
    /// Those of whom sums of people speak: a grid that tells none is not counted in the one above.
    pub(super) fn of_people(board: &Ground, day: AsOf) -> Groups {
        let told = board.grid_ids().map(|grid| board.total(Total::People, grid, day).is_some());
        Groups::of(board, day, told.collect())
    }

    /// Those of whom figures speak: of all who live there.
    pub(super) fn of_all(board: &Ground, day: AsOf) -> Groups {
        Groups::of(board, day, vec![true; board.grids.len()])
    }

    fn of(board: &Ground, day: AsOf, told: Vec<bool>) -> Groups {
        let mut making = Making { board, day, told, weights: vec![1; board.households.len()] };
        // What is not a household, by grid.
        let mut unlisted: Vec<Vec<u32>> = vec![Vec::new(); board.grids.len()];
        for grid in from_below(board) {
            unlisted[grid.0 as usize] = making.unlisted(grid, &unlisted);
        }
        let group = |(grid, unlisted): (GridIx, Vec<u32>)| {
            let listed = board[grid].households.iter().map(|household| household.0);
            listed.chain(unlisted).collect()
        };
        Groups { weights: making.weights, groups: board.grid_ids().zip(unlisted).map(group).collect() }
    }

    /// The elements that the sums of `grid` count.
    pub(super) fn of_grid(&self, grid: GridIx) -> &[u32] {
        &self.groups[grid.0 as usize]
    }

    /// How many households a group has.
    pub(super) fn weight(&self, group: &[u32]) -> u64 {
        group.iter().map(|&element| u64::from(self.weights[element as usize])).sum()
    }
}

/// Every grid, those below it first.
fn from_below(board: &Ground) -> Vec<GridIx> {
    let mut order: Vec<GridIx> = board.grid_ids().filter(|&grid| board[grid].parent.is_none()).collect();
    let mut at = 0;
    while at < order.len() {
        order.extend(&board[order[at]].children);
        at += 1;
    }
    order.reverse();
    order
}

struct Making<'a> {
    board: &'a Ground,
    day: AsOf,
    /// Whether each grid is counted in the one above.
    told: Vec<bool>,
    weights: Vec<u32>,
}

impl Making<'_> {
    /// What is counted in `grid` beside listed households, as [`Ground::found`] adds it up; `below` is known.
    fn unlisted(&mut self, grid: GridIx, below: &[Vec<u32>]) -> Vec<u32> {
        let record = &self.board[grid];
        let (has_list, is_over) = (!record.households.is_empty(), !self.board.in_force(grid, self.day));
        let mut found = Vec::new();
        let mut lacks = record.children.is_empty();
        for &child in &record.children {
            let is_listed = !self.board[child].households.is_empty();
            let counts = is_over || self.board.in_force(child, self.day);
            match self.told[child.0 as usize] {
                told if is_listed || told && counts => found.extend(&below[child.0 as usize]),
                told => lacks |= counts && !told,
            }
        }
        if !has_list && lacks {
            // Where some of the grids below tell nothing, the rest is theirs.
            let told = self.declared(&found);
            let rest =
                Total::Households.declared(record).zip(told).map(|(all, told)| all.saturating_sub(told));
            self.weights.push(rest.unwrap_or(UNCOUNTED).min(UNCOUNTED));
            found.push(self.weights.len() as u32 - 1);
        }
        found
    }

    /// How many households `elements` are, where all of them are counted.
    fn declared(&self, elements: &[u32]) -> Option<u32> {
        let weights = elements.iter().map(|&element| self.weights[element as usize]);
        weights.map(|weight| (weight < UNCOUNTED).then_some(weight)).sum()
    }
}

/// A count of a grid, with the households that it is about.
pub(super) struct Claim<'a> {
    pub grid: GridIx,
    pub group: &'a [u32],
    pub value: Option<Decimal>,
}

/// The order in which claims are decided: the largest groups first, of equal ones that of the grid above and of the
/// earlier network.
pub(super) fn order(board: &Ground, groups: &Groups, claim: &Claim) -> impl Ord + use<> {
    let depth = board.ancestry(claim.grid).count();
    let size = (Reverse(groups.weight(claim.group)), Reverse(claim.group.len()));
    (size, depth, board[claim.grid].network, claim.grid)
}
