//! Whether household ids say more than a number: `db-001` beside `h-002`, or a head's name in pinyin. An id tells nothing
//! while all around it are written alike.

use rustc_hash::FxHashMap;

use super::board::{Ground, Household, HouseholdIx};
use super::order::last_number;

/// What may stand around a household's number, separators apart.
const PLAIN: &[&str] = &["", "h", "hh", "hu", "house", "household", "home", "no", "户", "家", "号", "第户"];

impl Ground {
    /// The first household whose id says more than a number; `None` where all are plain.
    ///
    /// An id is plain if it has the letters of all others of its grid, and these mean a household, or are so common on the
    /// board that they can only mean a place. Where most ids of a grid have several numbers, those before the last are
    /// the same too, else they would group households. Ids that repeat the digits of their doors are plain.
    pub fn telling_id(&self) -> Option<HouseholdIx> {
        let least = (self.settings.privacy.small_counts as usize).max(2);
        let all: Vec<String> = self.households.iter().map(|record| letters(&record.id.value)).collect();
        let mut common: FxHashMap<&str, usize> = FxHashMap::default();
        all.iter().for_each(|letters| *common.entry(letters).or_default() += 1);
        common.retain(|letters, count| *count >= least || PLAIN.contains(letters));
        let mut of_grid: Vec<OfGrid> = vec![OfGrid::default(); self.grids.len()];
        for (record, letters) in self.households.iter().zip(&all) {
            let Some(grid) = record.grids.first() else { continue };
            let of = &mut of_grid[grid.value.0 as usize];
            of.letters.get_or_insert(letters);
            of.ids += 1;
            if let Some(before) = before_last(&record.id.value) {
                of.grouped += 1;
                of.before.get_or_insert(before);
            }
        }
        let telling = self.household_ids().find(|&household| {
            let (record, letters) = (&self[household], &*all[household.0 as usize]);
            if last_number(&record.id.value).is_none() || !common.contains_key(letters) {
                return true;
            }
            let Some(grid) = record.grids.first() else { return false };
            let of = &of_grid[grid.value.0 as usize];
            let is_grouped = 2 * of.grouped > of.ids;
            of.letters != Some(letters) || is_grouped && before_last(&record.id.value) != of.before
        });
        telling.filter(|_| !self.households.iter().all(|record| repeats_door(record)))
    }
}

/// How ids of a grid are written.
#[derive(Clone, Default)]
struct OfGrid<'a> {
    ids: usize,
    letters: Option<&'a str>,
    /// How many have several numbers, and what stands before the last of one.
    grouped: usize,
    before: Option<&'a str>,
}

/// What stands before the last of several numbers.
fn before_last(id: &str) -> Option<&str> {
    let (before, ..) = last_number(id)?;
    before.contains(|c: char| c.is_ascii_digit()).then_some(before)
}

/// The letters of a text, small.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Whether the id is made of the digits of the door.
fn repeats_door(household: &Household) -> bool {
    let digits = |text: &str| -> Vec<String> {
        let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        runs.map(|run| run.trim_start_matches('0').to_owned()).collect()
    };
    let id = &household.id.value;
    digits(id) == digits(&household.door.value) && PLAIN.contains(&&*letters(id))
}
