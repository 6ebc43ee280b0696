//! Who should have been rated in a period. No record says it, so it is decided from whom the scheme rates and who is
//! in office: those rated in one of the period's months, or in one of the eleven before the last of them, whose term
//! reaches into the period. Who was not rated for a year is not waited for any longer.

use super::board::{Board, GridIx, Ground, MemberIx, RatingSheet, SchemeIx, Subject};
use crate::calendar::{AsOf, Cycle, Month, NaiveDate};

/// How many months a scheme goes on expecting somebody it rated.
const REMEMBERED: i32 = 12;

impl Board {
    /// Who should have been rated in the period of `sheet` and is not in it; grids first, in the order of the lists.
    pub fn unrated(&self, sheet: &RatingSheet) -> Vec<Subject> {
        let (scheme, period) = (sheet.scheme, sheet.period);
        let last = period.first_month().plus(period.length() - 1);
        let first = period.first_month().min(last.plus(1 - REMEMBERED));
        let months = self.approved_months(scheme);
        let near = months.filter(|(month, _)| (first..=last).contains(month));
        let mut grids = vec![false; self.grids.len()];
        let mut members = vec![false; self.members.len()];
        let mut mark = |subject, is_known| match subject {
            Subject::Grid(GridIx(grid)) => grids[grid as usize] = is_known,
            Subject::Member(MemberIx(member)) => members[member as usize] = is_known,
        };
        near.flat_map(|(_, sheet)| &sheet.entries).for_each(|entry| mark(entry.subject, true));
        sheet.entries.iter().for_each(|entry| mark(entry.subject, false));
        let grids = self.grid_ids().zip(grids).map(|(grid, is_known)| (Subject::Grid(grid), is_known));
        let members =
            self.member_ids().zip(members).map(|(member, is_known)| (Subject::Member(member), is_known));
        let known = grids.chain(members).filter(|(_, is_known)| *is_known).map(|(subject, _)| subject);
        let (from, to) = (period.first_day(), period.last_day());
        known.filter(|&subject| self.serves(subject, from, to)).collect()
    }

    /// The approved months of a scheme, in order.
    pub fn approved_months(&self, scheme: SchemeIx) -> impl Iterator<Item = (Month, &RatingSheet)> {
        let months = self.ratings.iter().filter(move |sheet| sheet.scheme == scheme);
        let months = months.filter(|sheet| sheet.period.cycle() == Cycle::Month);
        months.map(|sheet| (sheet.period.first_month(), &**sheet))
    }
}

impl Ground {
    /// Whether the subject's own term reaches into the days from `first` to `last`.
    pub fn serves(&self, subject: Subject, first: NaiveDate, last: NaiveDate) -> bool {
        let term = match subject {
            Subject::Grid(grid) => &self[grid].term,
            Subject::Member(member) => &self[member].term,
        };
        term.started(AsOf(last)) && !term.ended(AsOf(first))
    }

    /// Whether the subject's own term reaches into `month`.
    pub fn serves_in(&self, subject: Subject, month: Month) -> bool {
        self.serves(subject, month.first_day(), month.last_day())
    }
}
