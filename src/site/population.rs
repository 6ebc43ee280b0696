//! How many people live in a grid, as far as it may be told.
//!
//! How many people a single household has is private, and a sum over a few households all but tells it. So a sum
//! over fewer households than `small_counts` is not shown; and since the total above minus the sums beside it would
//! give it away, then none of the grids beside it shows a sum either. A total that the clerk declared is a public
//! statement of its own and always stands. Counts of households are public facts of the board: the plain lists
//! name every door.

use crate::model::Board;
use crate::model::board::GridIx;

/// The population of every grid, in order.
pub(super) fn told(board: &Board) -> Vec<Option<u32>> {
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
        let listed = record.listed_population.filter(|_| !record.households.is_empty());
        declared.or(listed.filter(|_| !hidden[grid.0 as usize]))
    };
    board.grid_ids().map(tell).collect()
}
