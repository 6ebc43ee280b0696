//! By what links, data and public sheets call a household: by its id where ids say nothing, else by its door. All of a board's are
//! called alike, since to be the one that is called otherwise would say something too.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::model::Ground;
use crate::model::board::{Household, HouseholdIx};
use crate::model::order::natural;

/// What each household is called.
#[derive(Debug)]
pub enum Keys {
    /// By its id.
    Ids,
    /// By where it is, in the order of the board's list.
    Doors(Vec<String>),
}

impl Keys {
    /// Those of `board`.
    pub fn new(board: &Ground) -> Keys {
        if board.telling_id().is_none() {
            return Keys::Ids;
        }
        let mut keys = vec![String::new(); board.households.len()];
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        let mut all: Vec<HouseholdIx> = board.household_ids().collect();
        // The order of ids could say which households belong together.
        all.sort_by(|&a, &b| as_people_look(&board[a], &board[b]));
        for household in all {
            let record = &board[household];
            let Some(grid) = record.grids.first() else { continue };
            let door: String = record.door.value.split_whitespace().collect();
            let key = format!("{}/{door}", board[grid.value].id.value);
            let count = known.entry(key.clone()).or_default();
            *count += 1;
            keys[household.0 as usize] = if *count > 1 { format!("{key}/{count}") } else { key };
        }
        Keys::Doors(keys)
    }

    /// That of one household.
    pub fn of<'k>(&'k self, board: &'k Ground, household: HouseholdIx) -> &'k str {
        match self {
            Keys::Ids => &board[household].id.value,
            Keys::Doors(keys) => &keys[household.0 as usize],
        }
    }
}

/// The order of doors, as people look for theirs.
pub fn as_people_look(a: &Household, b: &Household) -> Ordering {
    let by_door = natural(&a.door.value, &b.door.value);
    by_door.then_with(|| (&a.group, &a.label).cmp(&(&b.group, &b.label)))
}
