//! The words of the model as codes: what views, data files and the theme's strings call them.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::calendar::Cycle;

/// A length of time.
pub(in crate::site) fn cycle(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Month => "month",
        Cycle::Quarter => "quarter",
        Cycle::HalfYear => "half_year",
        Cycle::Year => "year",
        Cycle::ThreeYears => "three_years",
    }
}

/// A number as it is to be read: `92.5`, `80`; at most one place, half up.
pub(in crate::site) fn score(score: Decimal) -> String {
    score.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
}

/// A number as it was written, without idle zeros.
pub(in crate::site) fn number(number: Decimal) -> String {
    number.normalize().to_string()
}
