//! From when to when something holds.

use crate::calendar::{AsOf, NaiveDate};
use crate::source::At;

/// From when to when something holds; both days included. Which days are meant by one that ends before it begins nobody
/// knows: that is reported, and neither counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Term {
    /// First day.
    pub from: Option<At<NaiveDate>>,
    /// Last day.
    pub to: Option<At<NaiveDate>>,
}

impl Term {
    /// Whether `day` lies within.
    pub fn holds(&self, day: AsOf) -> bool {
        self.started(day) && !self.ended(day)
    }

    /// Whether it ends before it begins.
    pub fn is_reversed(&self) -> bool {
        self.from.as_ref().zip(self.to.as_ref()).is_some_and(|(from, to)| from.value > to.value)
    }

    /// The first day, as far as it counts.
    pub fn begin(&self) -> Option<&At<NaiveDate>> {
        self.from.as_ref().filter(|_| !self.is_reversed())
    }

    /// The last day, as far as it counts.
    pub fn end(&self) -> Option<&At<NaiveDate>> {
        self.to.as_ref().filter(|_| !self.is_reversed())
    }

    /// Whether it has begun by `day`.
    pub fn started(&self, day: AsOf) -> bool {
        self.begin().is_none_or(|from| from.value <= day.0)
    }

    /// Whether its last day is before `day`.
    pub fn ended(&self, day: AsOf) -> bool {
        self.end().is_some_and(|to| to.value < day.0)
    }
}
