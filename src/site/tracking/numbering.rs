//! Numbers for households that stay theirs from plan to plan while others come and go: an index is another's as soon as
//! one is added before it, and pages that read it need not change for that.

use std::sync::Arc;

use crate::ends::same_ends_by;
use crate::model::Ground;
use crate::model::board::{Household, HouseholdIx};

/// So many numbers may be nobody's however few households there are.
const SPARE: usize = 10_000;

/// The number of each household of a board.
#[derive(Debug)]
pub(in crate::site) struct Numbering {
    numbers: Vec<u32>,
    /// How many numbers there ever were.
    count: u32,
}

impl Numbering {
    /// Numbers those of `board`. One that stands among the same neighbours as in `old` keeps its number.
    pub(crate) fn follow(&self, old: &[Arc<Household>], board: &Ground) -> Numbering {
        let new = &board.households;
        if old.len() == new.len() {
            return Numbering { numbers: self.numbers.clone(), count: self.count };
        }
        let is_same = |one: &Arc<Household>, other: &Arc<Household>| {
            Arc::ptr_eq(one, other) || one.id.value == other.id.value
        };
        let (front, back) = same_ends_by(old, new, is_same);
        let between = (new.len() - front - back) as u32;
        let mut numbers = self.numbers[..front].to_vec();
        numbers.extend(self.count..self.count + between);
        numbers.extend_from_slice(&self.numbers[old.len() - back..]);
        Numbering { numbers, count: self.count + between }
    }

    /// Numbers those of `board` anew.
    pub(crate) fn new(board: &Ground) -> Numbering {
        let count = board.households.len() as u32;
        Numbering { numbers: (0..count).collect(), count }
    }

    /// Whether most numbers are nobody's any more: then all are better numbered, and planned, anew.
    pub(crate) fn is_worn(&self) -> bool {
        self.count() > 2 * self.numbers.len() + SPARE
    }

    /// The number of a household.
    pub(crate) fn of(&self, household: HouseholdIx) -> u32 {
        self.numbers[household.0 as usize]
    }

    /// How many numbers there ever were.
    pub(crate) fn count(&self) -> usize {
        self.count as usize
    }

    /// Where each number stands in `next` and stood before; `None` for what is not in both.
    pub(crate) fn places(&self, next: &Numbering) -> Vec<Option<(usize, usize)>> {
        let mut before = vec![None; next.count()];
        for (at, &number) in self.numbers.iter().enumerate() {
            before[number as usize] = Some(at);
        }
        let mut places = vec![None; next.count()];
        for (at, &number) in next.numbers.iter().enumerate() {
            places[number as usize] = before[number as usize].map(|before| (at, before));
        }
        places
    }

    /// Whether both mean the same households in the same order.
    pub(crate) fn are_same(&self, own: &[HouseholdIx], old: &Numbering, others: &[HouseholdIx]) -> bool {
        own.iter().map(|&at| self.of(at)).eq(others.iter().map(|&at| old.of(at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture;

    fn doors(ids: &[&str]) -> std::sync::Arc<crate::model::Board> {
        let line = |id: &&str| format!("  - {{id: {id}, door: {id}号, grid: g1}}\n");
        let households: String = ids.iter().map(line).collect();
        fixture::board(&[
            ("site.yaml", fixture::SITE),
            ("a.yaml", &fixture::RECORDS.replace("covers: [h-1]", "title: 网格员")),
            ("b.yaml", &format!("households:\n{households}")),
        ])
    }

    #[test]
    fn a_number_stays_while_others_come_and_go() {
        let mut board = doors(&["n-1", "n-2", "n-3"]);
        let mut numbering = Numbering::new(&board.ground);
        let mut known: std::collections::BTreeMap<u32, String> = std::collections::BTreeMap::new();
        for ids in [
            &["n-1", "n-2", "n-3"][..],
            &["n-1", "n-2", "n-4", "n-3"],
            &["n-0", "n-1", "n-2", "n-4", "n-3"],
            &["n-0", "n-2", "n-4", "n-3"],
            &["n-0", "n-2", "n-4", "n-3", "n-5"],
            &["n-0", "n-4", "n-5"],
        ] {
            let next = doors(ids);
            let before = numbering.numbers.clone();
            numbering = numbering.follow(&board.ground.households, &next.ground);
            board = next;
            for (at, household) in board.ground.households.iter().enumerate() {
                let number = numbering.numbers[at];
                let id = household.id.value.clone();
                assert!((number as usize) < numbering.count());
                assert_eq!(*known.entry(number).or_insert_with(|| id.clone()), id, "{ids:?}");
            }
            let kept = numbering.numbers.iter().filter(|number| before.contains(number)).count();
            assert_eq!(kept, before.len().min(numbering.numbers.len()), "{ids:?}");
        }
    }
}
