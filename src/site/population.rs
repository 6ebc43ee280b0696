//! How many people live in a grid, as far as it may be told.
//!
//! How many people a single household has is private, and a sum over a few households all but tells it. So a sum
//! over fewer households than `small_counts` is not shown; and since the total above minus the sums beside it would
//! give it away, then none of the grids beside it shows a sum either. A total that the clerk declared is a public
//! statement of its own and always stands. Counts of households are public facts of the board: the plain lists
//! name every door.

use crate::calendar::AsOf;
use crate::model::Board;
use crate::model::board::GridIx;
use crate::model::totals::Total;

/// The population of every grid, in order.
pub(super) fn told(board: &Board, day: AsOf) -> Vec<Option<u32>> {
    let small = board.settings.privacy.small_counts as usize;
    let few = |households: usize| households > 0 && households < small;
    let mut hidden: Vec<bool> = board.grids.iter().map(|grid| few(grid.households.len())).collect();
    let mut open: Vec<GridIx> = board.grid_ids().filter(|&grid| board[grid].parent.is_none()).collect();
    while let Some(parent) = open.pop() {
        let grid = &board[parent];
        let below: usize = grid.children.iter().map(|&child| board[child].households.len()).sum();
        let beside = grid.households.len().saturating_sub(below);
        if few(beside) || grid.children.iter().any(|child| hidden[child.0 as usize]) {
            for child in &grid.children {
                hidden[child.0 as usize] = true;
            }
        }
        open.extend(&grid.children);
    }
    let tell = |grid: GridIx| {
        let record = &board[grid];
        let declared = record.declared_population.as_ref().map(|at| at.value);
        let is_listed = !record.households.is_empty() && board.is_told(Total::People, grid, day);
        let listed = board.found(Total::People, grid, day).filter(|_| is_listed);
        declared.or(listed.filter(|_| !hidden[grid.0 as usize]))
    };
    board.grid_ids().map(tell).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{board, on};

    #[test]
    fn a_few_households_do_not_tell_how_many_people_live_in_each() {
        let site = "
title: 甲
publisher: 乙
networks: [{id: n, name: 网, levels: [{id: v, name: 村}, {id: g, name: 网格}]}]
privacy: {small_counts: 3}
";
        let grids = "
grids:
  - {id: v, name: 村, level: v}
  - {id: a, name: 甲, level: g, parent: v}
  - {id: b, name: 乙, level: g, parent: v}
  - {id: c, name: 丙, level: g, parent: v, population: 2}
households:
  - {id: 1, door: 1, grid: a, people: 7}
  - {id: 2, door: 2, grid: b, people: 1}
  - {id: 3, door: 3, grid: b, people: 1}
  - {id: 4, door: 4, grid: b, people: 1}
  - {id: 5, door: 5, grid: c, people: 2}
";
        let board = board(&[("site.yaml", site), ("a.yaml", grids)]);
        let told = on(&board, "2026-03-01", |facts| {
            board.grid_ids().map(|grid| facts.population(grid)).collect::<Vec<_>>()
        });
        let of = |id: &str| told[board.grids.iter().position(|grid| grid.id.value == id).unwrap()];
        assert_eq!(of("v"), Some(12));
        assert_eq!(of("a"), None, "one household");
        assert_eq!(of("b"), None, "or a's would be what is left");
        assert_eq!(of("c"), Some(2), "declared by the clerk");
    }
}
