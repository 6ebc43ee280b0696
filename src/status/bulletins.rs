//! Which bulletins are out on a day, which months count in them, and who is missing in one.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::states;
use crate::calendar::{AsOf, Cycle, Month, Period};
use crate::model::board::{Board, GridIx, MemberIx, RatingEntry, RatingSheet, SchemeIx, Subject};
use crate::model::settings::Scheme;

/// How many months a scheme goes on expecting somebody it rated.
const REMEMBERED: i32 = 12;

states! {
    /// What a period tells of a subject.
    ResultState {
        /// A result.
        Rated = "rated",
        /// Published without this subject.
        Unrated = "unrated",
        /// Nothing published (未公布).
        Missing = "missing",
        /// Not in office then.
        Absent = "absent",
    }

    /// How a result stands to the one of the period before.
    ChangeState {
        /// The same.
        Same = "same",
        /// More stars.
        StarsUp = "stars_up",
        /// Fewer stars.
        StarsDown = "stars_down",
        /// A higher total, where no stars are shown.
        PointsUp = "points_up",
        /// A lower total, where no stars are shown.
        PointsDown = "points_down",
        /// The one before is not published.
        Unknown = "unknown",
    }
}

impl RatingEntry {
    /// How it stands to the result of the period `before`, and by how much it differs: in stars where they are shown, else
    /// in points. `None` where nothing is shown that could be compared.
    pub fn change(&self, before: Option<&RatingEntry>) -> Option<(ChangeState, Decimal)> {
        use ChangeState::*;
        let Some(before) = before else { return Some((Unknown, Decimal::ZERO)) };
        let states = |now: Decimal, then: Decimal, up, down| match now.cmp(&then) {
            Ordering::Equal => (Same, Decimal::ZERO),
            Ordering::Greater => (up, now - then),
            Ordering::Less => (down, then - now),
        };
        match (&self.stars, &before.stars) {
            (Some(now), Some(then)) => Some(states(now.lit.into(), then.lit.into(), StarsUp, StarsDown)),
            _ => Some(states(self.total?, before.total?, PointsUp, PointsDown)),
        }
    }
}

/// The shortest period a scheme publishes: what its histories are drawn in.
pub fn unit(scheme: &Scheme) -> Cycle {
    scheme.cycles.iter().copied().min().unwrap_or(Cycle::Month)
}

/// The bulletins of each scheme that are out on `day`, by period: indices of their sheets.
pub fn published(board: &Board, day: AsOf) -> Vec<Vec<(Period, usize)>> {
    let mut sheets = vec![BTreeMap::new(); board.ground.schemes.len()];
    for (at, sheet) in board.ratings.iter().enumerate() {
        let due = sheet.is_published(day) && sheet.period.first_day() <= day.0;
        if due && board[sheet.scheme].cycles.contains(&sheet.period.cycle()) {
            sheets[sheet.scheme.0 as usize].insert(sheet.period, at);
        }
    }
    sheets.into_iter().map(|sheets| sheets.into_iter().collect()).collect()
}

/// The last period of a scheme's `unit` that a reader may expect on `day`: the last that is over, or the `newest` one
/// where that is published already.
pub fn last_expected(unit: Cycle, newest: Period, day: AsOf) -> Period {
    let today = Month::of(day.0);
    unit.period_of(today, today).previous().max(newest)
}

impl Board {
    /// Who should have been rated in the period of `sheet` and is not in it; grids first, in the order of the lists. No
    /// record says it, so it is decided from whom the scheme rates and who is in office: those rated in one of the
    /// period's months, or in one of the eleven before the last of them, whose term reaches into the period. Who was not
    /// rated for a year is not waited for any longer.
    pub fn unrated(&self, sheet: &RatingSheet) -> Vec<Subject> {
        let (scheme, period) = (sheet.scheme, sheet.period);
        let last = period.first_month().plus(period.length() - 1);
        let first = period.first_month().min(last.plus(1 - REMEMBERED));
        let months = self.approved_months(scheme);
        let near = months.filter(|(month, _)| (first..=last).contains(month));
        let mut grids = vec![false; self.ground.grids.len()];
        let mut members = vec![false; self.ground.members.len()];
        let mut mark = |subject, is_known| match subject {
            Subject::Grid(GridIx(grid)) => grids[grid as usize] = is_known,
            Subject::Member(MemberIx(member)) => members[member as usize] = is_known,
        };
        near.flat_map(|(_, sheet)| &sheet.entries).for_each(|entry| mark(entry.subject, true));
        sheet.entries.iter().for_each(|entry| mark(entry.subject, false));
        let grids = self.ground.grid_ids().zip(grids).map(|(grid, is_known)| (Subject::Grid(grid), is_known));
        let members = self
            .ground
            .member_ids()
            .zip(members)
            .map(|(member, is_known)| (Subject::Member(member), is_known));
        let known = grids.chain(members).filter(|(_, is_known)| *is_known).map(|(subject, _)| subject);
        let (from, to) = (period.first_day(), period.last_day());
        known.filter(|&subject| self.ground.serves(subject, from, to)).collect()
    }

    /// The approved months of a scheme, in order.
    pub fn approved_months(&self, scheme: SchemeIx) -> impl Iterator<Item = (Month, &RatingSheet)> {
        let months = self.ratings.iter().filter(move |sheet| sheet.scheme == scheme);
        let months = months.filter(|sheet| sheet.period.cycle() == Cycle::Month);
        months.map(|sheet| (sheet.period.first_month(), &**sheet))
    }

    /// The months without any approved result, from the first approved one to the last that is over on `day`.
    pub fn unapproved_months(&self, scheme: SchemeIx, day: AsOf) -> Vec<Month> {
        let approved: BTreeSet<Month> = self.approved_months(scheme).map(|(month, _)| month).collect();
        let running = Month::of(day.0);
        let Some(first) = approved.first() else { return Vec::new() };
        let all = (0..running.since(*first)).map(|ahead| first.plus(ahead));
        all.filter(|&month| self[scheme].rates_in(month) && !approved.contains(&month)).collect()
    }
}
