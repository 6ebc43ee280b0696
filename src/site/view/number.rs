//! Numbers that stay numbers until a template writes them.

use std::fmt;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};

/// A decimal number; templates, drawings and data files write it without idle zeros: `92.5`, `80`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(Decimal);

impl Number {
    /// As it is.
    pub fn exact(number: Decimal) -> Number {
        Number(number.normalize())
    }

    /// The tens below and above it; two that are apart.
    pub fn tens(self) -> (Number, Number) {
        let ten = Decimal::TEN;
        let low = (self.0 / ten).floor() * ten;
        let high = (self.0 / ten).ceil() * ten;
        (Number(low.normalize()), Number(if high == low { high + ten } else { high }.normalize()))
    }

    /// A total or a score: at most one place, half up.
    pub fn score(score: Decimal) -> Number {
        Number::exact(score.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0.is_integer().then(|| self.0.to_i64()).flatten() {
            Some(whole) => to.serialize_i64(whole),
            None => to.serialize_f64(self.0.to_f64().unwrap_or(f64::NAN)),
        }
    }
}
