//! How often things were done, period by period, as far as it may be told.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{AsOf, Month, Period};
use crate::model::Board;
use crate::model::board::{CadenceIx, GridIx, MemberIx, Subject};
use crate::model::settings::{Cadence, CadenceBy};
use crate::model::suppression::{Act, Ledger, ShownAct};

use super::calendars;
use super::tables::Tables;

/// What was done in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    /// How often, and how often it was to be.
    pub shown: Option<ShownAct>,
    /// Whether anything was.
    pub any: bool,
    /// Whether it was as often as it was to be.
    pub met: bool,
}

impl Tally {
    /// Nothing.
    pub const NONE: Tally = Tally { shown: Some(ShownAct::NEVER), any: false, met: false };
}

/// The month from which the periods of a cadence are counted: its own `from`, else that of the first activity.
pub(super) fn origin(cadence: &Cadence, recorded: Option<Month>, day: AsOf) -> Month {
    let today = Month::of(day.0);
    cadence.from.or(recorded).unwrap_or(today).min(today)
}

impl Tables {
    /// Enters what was done by `day` in the calendars, and decides which counts are shown of it.
    pub(super) fn ledger(&mut self, board: &Board, day: AsOf) {
        let current = |subject: &Subject| match *subject {
            Subject::Grid(grid) => self.grids[grid.0 as usize].state == "current",
            Subject::Member(member) => board[member].term.holds(day),
        };
        let duties = board.cadences.iter().map(|cadence| -> BTreeSet<Subject> {
            match cadence.by {
                CadenceBy::Member => board.member_ids().map(Subject::Member).filter(current).collect(),
                CadenceBy::Level(network, level) => {
                    let at_level = |at: &GridIx| board[*at].network == network && board[*at].level == level;
                    board.grid_ids().filter(at_level).map(Subject::Grid).filter(current).collect()
                }
            }
        });
        let duties: Vec<BTreeSet<Subject>> = duties.collect();
        let mut sums: BTreeMap<(Subject, CadenceIx, Period), Vec<usize>> = BTreeMap::new();
        for (index, activity) in board.activities.iter().enumerate() {
            if activity.date.value > day.0 {
                continue;
            }
            let cadence = activity.cadence.value;
            let duty = &duties[cadence.0 as usize];
            let recorded = self.shell.recorded[cadence.0 as usize];
            let origin = origin(&board[cadence], recorded, day);
            let period = board[cadence].every.period_of(Month::of(activity.date.value), origin);
            let posts = |member: MemberIx| self.members[member.0 as usize].posts.as_slice();
            for by in calendars::entered(board, activity, duty, posts) {
                self.of_mut(by).ledger.entry(cadence).or_default().push(index);
                // Only whose duty it is has a calendar, where the sum stands.
                if duty.contains(&by) {
                    sums.entry((by, cadence, period)).or_default().push(index);
                }
            }
        }
        let act =
            |at: usize| Act { count: board.activities[at].count, planned: board.activities[at].planned };
        let acts: Vec<Act> = (0..board.activities.len()).map(act).collect();
        let (of, rows): (Vec<_>, Vec<Vec<usize>>) = sums.into_iter().unzip();
        let ledger = Ledger::of(&acts, &rows, board.settings.privacy.small_counts);
        self.acts = (0..acts.len()).map(|at| ledger.row(at)).collect();
        for (at, (by, cadence, period)) in of.into_iter().enumerate() {
            let sum = ledger.added(at);
            let any = sum.count > 0;
            let met = any && sum.planned.is_none_or(|planned| planned <= sum.count);
            let tally = Tally { shown: ledger.sum(at), any, met };
            self.of_mut(by).tallies.insert((cadence, period), tally);
        }
    }
}
