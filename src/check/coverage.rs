//! Which households nobody is named for: the rules on cover and on vacant leads must agree on that.

use crate::calendar::AsOf;
use crate::model::board::{GridIx, HouseholdIx};
use crate::model::register::Gaps;
use crate::model::{Ground, Held};

/// Whether any post of the grid is its lead's, held or not.
pub(super) fn has_lead(board: &Ground, grid: GridIx) -> bool {
    board[grid].posts.iter().any(|post| post.is_lead)
}

/// Whether somebody is the grid's lead on the day.
pub(super) fn lead_in_office(board: &Ground, grid: GridIx, as_of: AsOf) -> bool {
    board.lead(grid, as_of).is_some_and(|post| board.holder(post, as_of).is_some())
}

/// Households listed in one grid itself.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// How many there are.
    pub total: usize,
    /// Those that no member in office is named for.
    pub open: Vec<HouseholdIx>,
}

/// Whether nothing was at fault in the settings of the grid's network: else nobody knows its levels and who leads them.
pub(super) fn is_network_sound(board: &Ground, gaps: &Gaps, grid: GridIx) -> bool {
    !gaps.is_faulty(board[board[grid].network].id.span)
}

/// For every grid in force, its households that depend on its lead; those whose cover could not be read are none.
pub(super) fn open_households(board: &Ground, register: &Held, as_of: AsOf) -> Vec<Listed> {
    let mut listed = vec![Listed::default(); board.grids.len()];
    // A member who could not be read may cover a household.
    let is_told = |grid: GridIx| {
        !register.gaps.members
            && !register.gaps.is_faulty(board[grid].at)
            && is_network_sound(board, &register.gaps, grid)
            && board.in_force(grid, as_of)
    };
    let is_told: Vec<bool> = board.grid_ids().map(is_told).collect();
    for household in board.household_ids().filter(|&at| !register.gaps.is_faulty(board[at].at)) {
        for grid in &board[household].grids {
            let place = &mut listed[grid.value.0 as usize];
            place.total += 1;
            if is_told[grid.value.0 as usize]
                && board.explicit(household, board[grid.value].network, as_of).is_empty()
            {
                place.open.push(household);
            }
        }
    }
    listed
}
