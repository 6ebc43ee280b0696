//! Which counts may be shown: the one place where it is decided, for pages, data, paper and everything else at once.
//!
//! Whoever reads the board subtracts: the village less its grids, one network less the other, this month less that row.
//! So it is not enough to hide a small count; of all that is shown together, none may lead to one. Households that the
//! shown sums tell apart lie in [`blocks`]; a sum is shown only while every block has `small_counts` households or more.
//! Then whatever anybody adds up or subtracts is about so many households at least, however many networks there are.
//!
//! - [`groups`]: of which households a grid's sums speak
//! - [`figures`]: 数据, which are the clerk's own counts
//! - [`ledger`]: how often something was done, where sums and their rows are both shown
//!
//! What is shown is a [`Shown`], which nothing else makes; a view takes nothing else. Larger groups are decided first, so
//! it is the smallest of several grids that says nothing, and a village's total is the last to go. Nothing but the
//! groups, the counts themselves and `small_counts` matters, so that one day's choice is mostly the next day's.

mod blocks;
mod figures;
mod groups;
mod ledger;
mod shown;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use super::totals::Total;
use crate::calendar::AsOf;
use crate::model::board::{GridIx, Ground};

use blocks::{Blocks, Measure};
use groups::{Claim, Groups, order};

pub use figures::ShownFigure;
pub use ledger::{Act, Ledger, ShownAct};
pub use shown::Shown;

/// What of the grids' counts may be shown on a day.
#[derive(Debug)]
pub struct Suppression {
    /// How many people live in each grid.
    pub population: Vec<Option<Shown<u32>>>,
    /// The figures of each grid.
    pub figures: Vec<Vec<ShownFigure>>,
    /// Grids that declare a population which is not shown.
    pub unsaid: Vec<GridIx>,
}

impl Suppression {
    /// Decides for all grids.
    pub fn of(board: &Ground, day: AsOf) -> Suppression {
        let least = board.settings.privacy.small_counts;
        let groups = Groups::of_people(board, day);
        let counted: Vec<Option<u32>> = board.grid_ids().map(|grid| people(board, grid, day)).collect();
        let mut claims: Vec<Claim> = Vec::new();
        for (grid, count) in board.grid_ids().zip(&counted) {
            // Called otherwise, it is the same people who are counted.
            let named = || board[grid].figures.iter().find(|figure| figures::is_population(figure));
            let value = count.map(Decimal::from).or_else(|| named().map(|figure| figure.value.value));
            claims.extend(value.map(|_| Claim { grid, group: groups.of_grid(grid), value }));
        }
        claims.sort_by_cached_key(|claim| order(board, &groups, claim));
        let mut blocks = Blocks::new(&groups.weights, least, Measure::People);
        let mut is_shown = vec![false; board.grids.len()];
        for claim in claims {
            is_shown[claim.grid.0 as usize] = blocks.admit(claim.group, claim.value);
        }
        let population: Vec<Option<Shown<u32>>> = (counted.iter().zip(&is_shown))
            .map(|(count, is_shown)| count.filter(|_| *is_shown).map(Shown))
            .collect();
        let declares = |grid: &GridIx| board[*grid].declared_population.is_some();
        let is_unsaid = |grid: &GridIx| declares(grid) && population[grid.0 as usize].is_none();
        let unsaid = board.grid_ids().filter(is_unsaid).collect();
        let figures = figures::shown(board, &counted, &is_shown, day);
        Suppression { population, figures, unsaid }
    }
}

/// How many people the records tell for a grid: as declared, else as listed.
fn people(board: &Ground, grid: GridIx, day: AsOf) -> Option<u32> {
    let record = &board[grid];
    let declared = Total::People.declared(record);
    let is_listed = || !record.households.is_empty() && board.is_told(Total::People, grid, day);
    declared.or_else(|| is_listed().then(|| board.found(Total::People, grid, day)).flatten())
}
