//! One line of a bulletin, as its page, the poster on the wall and the data file tell it.

use crate::calendar::{Month, Period};
use rust_decimal::Decimal;

use crate::model::board::{RatingEntry, RatingSheet};
use crate::model::rating::cycle_mean;

use super::tracking::facts::Facts;
use super::view::Number;

/// A subject's approved result in its bulletin.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    facts: &'a Facts<'a>,
    sheet: &'a RatingSheet,
    pub entry: &'a RatingEntry,
}

impl<'a> Line<'a> {
    pub(super) fn new(facts: &'a Facts<'a>, sheet: &'a RatingSheet, entry: &'a RatingEntry) -> Line<'a> {
        Line { facts, sheet, entry }
    }

    /// `None` when the scheme shows no scores.
    pub(super) fn total(&self) -> Option<Number> {
        self.entry.total.map(Number::score)
    }

    /// The totals that a sum over several periods adds up; empty where it is none.
    fn added(&self) -> Vec<Decimal> {
        let scheme = &self.facts.board[self.sheet.scheme];
        let total = |&month: &Month| {
            let period = scheme.every.period_of(month, month);
            self.facts.result(self.sheet.scheme, self.entry.subject, period)?.total
        };
        let is_sum = scheme.sums && self.entry.months.len() > 1;
        self.entry.months.iter().filter(|_| is_sum).filter_map(total).collect()
    }

    /// The totals that a sum over several periods adds up, and their mean, by which stars go.
    pub(super) fn summands(&self) -> (Vec<Number>, Option<Number>) {
        let added = self.added();
        let mean = cycle_mean(&added).map(Number::score);
        (added.into_iter().map(Number::score).collect(), mean)
    }

    /// What `total` is out of.
    pub(super) fn full_marks(&self) -> Number {
        let scheme = &self.facts.board[self.sheet.scheme];
        let added = if scheme.sums { self.entry.months.len() } else { 1 };
        Number::exact(scheme.full_marks * Decimal::from(added))
    }

    /// By dimension; empty when the scheme shows no scores.
    pub(super) fn scores(&self) -> Vec<Number> {
        self.entry.scores.iter().copied().map(Number::score).collect()
    }

    /// The months of the period in which it was rated or in office.
    pub(super) fn served(&self) -> Vec<Month> {
        let (entry, due) = (self.entry, self.sheet.due.iter().copied());
        let is_served =
            |month: &Month| entry.months.contains(month) || self.facts.board.serves_in(entry.subject, *month);
        due.filter(is_served).collect()
    }

    /// Those of `served` in which others were rated and it was not, as the scheme calls its periods: 未公布.
    pub(super) fn missing(&self, served: &[Month]) -> Vec<Period> {
        let every = self.facts.board[self.sheet.scheme].every;
        let missing = served
            .iter()
            .filter(|month| self.sheet.approved.contains(month) && !self.entry.months.contains(month));
        missing.map(|&month| every.period_of(month, month)).collect()
    }
}
