//! Records whose text stands further down or up in its file than before: their places are others, and nothing else.

use rust_decimal::Decimal;

use super::compound::{Detail, Details, KeyedDetails, NamedNumbers, RawStars, Scores, Severities, Tolerance};
use super::paths::{FileRef, OtherFile};
use super::values::{
    CadenceRef, Code, DisclosureRef, GridRef, HouseholdRef, Id, LevelRef, List, MarkdownText, MemberRef,
    NetworkRef, PersonName, Phone, SchemeRef, Several, Start, TextPairs,
};
use crate::calendar::{Month, NaiveDate, Period};
use crate::private::Private;
use crate::source::{At, Span};

/// What knows where it was written.
pub(super) trait Moved {
    /// It stands `by` bytes further down; further up when that is negative.
    fn shift(&mut self, by: i64);
}

fn shifted(place: u32, by: i64) -> u32 {
    // Both files are shorter than 4 GiB.
    (i64::from(place) + by) as u32
}

impl Moved for Span {
    fn shift(&mut self, by: i64) {
        (self.start, self.end) = (shifted(self.start, by), shifted(self.end, by));
    }
}

impl<T: Moved> Moved for At<T> {
    fn shift(&mut self, by: i64) {
        self.value.shift(by);
        self.span.shift(by);
    }
}

impl<T: Moved> Moved for Option<T> {
    fn shift(&mut self, by: i64) {
        self.iter_mut().for_each(|one| one.shift(by));
    }
}

impl<T: Moved> Moved for Vec<T> {
    fn shift(&mut self, by: i64) {
        self.iter_mut().for_each(|one| one.shift(by));
    }
}

impl<A: Moved, B: Moved> Moved for (A, B) {
    fn shift(&mut self, by: i64) {
        self.0.shift(by);
        self.1.shift(by);
    }
}

impl Moved for MarkdownText {
    fn shift(&mut self, by: i64) {
        self.places.shift(by);
    }
}

impl<T> Moved for Private<T> {
    fn shift(&mut self, _: i64) {}
}

impl Moved for Detail {
    fn shift(&mut self, by: i64) {
        self.at.shift(by);
    }
}

impl Moved for Scores {
    fn shift(&mut self, by: i64) {
        match self {
            Scores::Named(named) => named.shift(by),
            Scores::Listed(listed, span) => {
                listed.shift(by);
                span.shift(by);
            }
        }
    }
}

impl Moved for RawStars {
    fn shift(&mut self, by: i64) {
        match self {
            RawStars::Bands(bands) => bands.shift(by),
            RawStars::PerDimension(share) => share.shift(by),
        }
    }
}

/// Values that hold placed ones and nothing else.
macro_rules! through {
    ($($name:ident $(<$of:ident>)?),* $(,)?) => {$(
        impl $(<$of: Moved>)? Moved for $name $(<$of>)? {
            fn shift(&mut self, by: i64) {
                self.0.shift(by);
            }
        }
    )*};
}

through! { List<T>, Several<T>, Details, KeyedDetails, NamedNumbers, Severities, TextPairs }

/// Values that are the same wherever they stand.
macro_rules! placeless {
    ($($name:ty),* $(,)?) => {$(
        impl Moved for $name {
            fn shift(&mut self, _: i64) {}
        }
    )*};
}

placeless! {
    bool, u32, Decimal, String, NaiveDate, Month, Period, Start, Id, Phone, Code, PersonName, FileRef, OtherFile, Tolerance,
    GridRef, HouseholdRef, NetworkRef, LevelRef, SchemeRef, CadenceRef, DisclosureRef, MemberRef,
}
