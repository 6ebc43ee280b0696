//! Approved rating results, as far as their scheme shows them.

use rust_decimal::Decimal;

use super::index::SchemeIx;
use super::people::Subject;
use crate::calendar::{AsOf, Month, Period};

/// The approved results of one scheme in one period. Scores are here only where the scheme shows them.
#[derive(Debug, PartialEq, Eq)]
pub struct RatingSheet {
    /// The scheme.
    pub scheme: SchemeIx,
    /// A month, or a cycle of the scheme made of approved months.
    pub period: Period,
    /// The months within the period in which a rating stands.
    pub due: Vec<Month>,
    /// Those of them that are approved.
    pub approved: Vec<Month>,
    /// In the order to be shown: by id, or by total where the scheme ranks.
    pub entries: Vec<RatingEntry>,
}

impl RatingSheet {
    /// Whether the bulletin is due on `day`: every rating approved, or the period over.
    pub fn is_published(&self, day: AsOf) -> bool {
        self.approved.len() == self.due.len() || self.period.last_day() < day.0
    }
}

/// One subject's approved result in a period.
#[derive(Debug, PartialEq, Eq)]
pub struct RatingEntry {
    /// Who was rated.
    pub subject: Subject,
    /// 星级, when the scheme has stars and shows them.
    pub stars: Option<Stars>,
    /// The total, rounded half up to one place, when the scheme shows scores.
    pub total: Option<Decimal>,
    /// By dimension, when the scheme shows scores (a mean in a cycle).
    pub scores: Vec<Decimal>,
    /// Which of the period's months this subject was rated in.
    pub months: Vec<Month>,
    /// 说明, of a month.
    pub note: Option<String>,
    /// Rank from 1 (equal totals share one), when the scheme ranks.
    pub rank: Option<u32>,
}

/// 星级
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stars {
    /// How many are lit.
    pub lit: u32,
    /// Out of how many.
    pub of: u32,
    /// Which dimensions' stars are lit, in the scheme's order, where stars are awarded one a dimension.
    pub by_dimension: Vec<bool>,
}
