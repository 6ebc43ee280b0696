//! The rules over resolved records: one file per rule below [`rules`], one line per rule in [`table`].
//!
//! Where all records of a group break a rule for one and the same reason (a grid was given children, a network
//! was made complete), the reason is reported once at its own place instead of once a record.

mod acts;
#[cfg(test)]
mod cases;
mod coverage;
mod doors;
#[cfg(test)]
mod edges;
mod naming;
mod numbers;
pub mod paper;
mod pictures;
mod public_texts;
pub mod rules;
pub mod severities;
pub mod table;
mod words;

pub use numbers::mask;

use rayon::prelude::*;

use crate::calendar::AsOf;
use crate::diagnostic::Diagnostics;
use crate::model::{Board, Register};

/// All problems of the resolved records, as they stand on `as_of`.
pub fn check(board: &Board, register: &Register, as_of: AsOf) -> Diagnostics {
    let one = |check: &table::Check| {
        let mut out = Diagnostics::default();
        check(board, register, as_of, &mut out);
        out
    };
    let found: Vec<Diagnostics> = table::CHECKS.par_iter().map(one).collect();
    let mut out = Diagnostics::default();
    found.into_iter().for_each(|found| out.append(found));
    out
}
