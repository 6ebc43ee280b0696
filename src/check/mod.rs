//! The rules over resolved records: one file per rule below [`rules`], one line per rule in [`table`].
//!
//! Where all records of a group break a rule for one and the same reason (a grid was given children, a network
//! was made complete), the reason is reported once at its own place instead of once a record.

mod acts;
mod attachments;
#[cfg(test)]
mod cases;
mod coverage;
#[cfg(test)]
mod edges;
mod naming;
mod numbers;
mod overlaps;
pub mod paper;
mod pictures;
mod public_text;
mod public_texts;
pub mod rules;
mod script;
pub mod severities;
pub mod table;
mod texts;
mod words;

pub use numbers::mask;

use std::sync::LazyLock;

use rayon::prelude::*;

use crate::calendar::AsOf;
use crate::diagnostic::Diagnostics;
use crate::model::{Board, Ground, Held, Register};
use crate::reuse::{Made, Same};

use table::Check;
use texts::Texts;

/// What one checking leaves to the next.
#[derive(Debug, Default)]
pub struct CheckCache {
    /// What was found where no score matters.
    grounded: Option<Made<Judged, Diagnostics>>,
    numbers: attachments::NumbersIn,
}

/// All that such rules depend on.
type Judged = (Same<Ground>, Same<Held>, AsOf);

/// All problems of the resolved records, as they stand on `as_of`.
pub fn check(board: &Board, register: &Register, as_of: AsOf) -> Diagnostics {
    recheck(board, register, as_of, &mut CheckCache::default())
}

/// The same with what the last look found: rules to which no score matters look again only at another ground.
pub fn recheck(board: &Board, register: &Register, as_of: AsOf, cache: &mut CheckCache) -> Diagnostics {
    let (ground, held) = (&board.ground, &register.held);
    let CheckCache { grounded, numbers } = cache;
    let on_ground = || {
        Made::again(grounded.as_ref(), (Same(ground.clone()), Same(held.clone()), as_of), |_| {
            let texts = Texts::of_ground(ground, held, numbers);
            let listed = LazyLock::new(|| coverage::open_households(ground, held, as_of));
            each(|check, out| match check {
                Check::Ground(check) => check(ground, held, as_of, out),
                Check::Cover(check) => check(ground, held, as_of, &listed, out),
                Check::Text(check) => check(&texts, out),
                Check::Board(_) => {}
            })
        })
    };
    let on_ratings = || {
        let remarks = Texts::of_ratings(ground, register);
        each(|check, out| match check {
            Check::Ground(_) | Check::Cover(_) => {}
            Check::Text(check) => check(&remarks, out),
            Check::Board(check) => check(board, register, as_of, out),
        })
    };
    let (on_ground, mut out) = rayon::join(on_ground, on_ratings);
    out.append(on_ground.value.clone());
    *grounded = Some(on_ground);
    out
}

/// What all rules find, each looking by itself.
fn each(look: impl Fn(&Check, &mut Diagnostics) + Sync) -> Diagnostics {
    let one = |check| {
        let mut out = Diagnostics::default();
        look(check, &mut out);
        out
    };
    let found: Vec<Diagnostics> = table::CHECKS.par_iter().map(one).collect();
    let mut all = Diagnostics::default();
    found.into_iter().for_each(|found| all.append(found));
    all
}
