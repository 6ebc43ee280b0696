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

use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use crate::calendar::AsOf;
use crate::diagnostic::Diagnostics;
use crate::model::{Board, Ground, Held, Register};

use table::Check;
use texts::Texts;

/// What was found where no score matters, and on what.
#[derive(Debug, Default)]
pub struct CheckCache {
    last: Option<(Arc<Ground>, Arc<Held>, AsOf)>,
    /// Which households say nothing that a rule on texts looks at.
    plain: Vec<bool>,
    /// The numbers in attachments.
    attached: Vec<attachments::NumbersIn>,
    found: Diagnostics,
}

/// All problems of the resolved records, as they stand on `as_of`.
pub fn check(board: &Board, register: &Register, as_of: AsOf) -> Diagnostics {
    recheck(board, register, as_of, &mut CheckCache::default())
}

/// The same with what the last look found: rules to which no score matters look again only at another ground.
pub fn recheck(board: &Board, register: &Register, as_of: AsOf, cache: &mut CheckCache) -> Diagnostics {
    let (ground, held) = (&board.ground, &register.held);
    let is_known = cache.last.as_ref().is_some_and(|(last, kept, day)| {
        Arc::ptr_eq(last, ground) && Arc::ptr_eq(kept, held) && *day == as_of
    });
    let last = cache.last.as_ref().map(|(last, ..)| (&**last, &cache.plain[..]));
    let texts = (!is_known).then(|| Texts::of_ground(ground, held, last, &cache.attached));
    let listed = LazyLock::new(|| coverage::open_households(ground, held, as_of));
    let remarks = Texts::of_ratings(ground, register);
    let on_ground = |check: &Check| {
        let mut out = Diagnostics::default();
        match check {
            Check::Ground(check) if !is_known => check(ground, held, as_of, &mut out),
            Check::Cover(check) if !is_known => check(ground, held, as_of, &listed, &mut out),
            Check::Text(check) => texts.iter().for_each(|texts| check(texts, &mut out)),
            Check::Ground(_) | Check::Cover(_) | Check::Board(_) => {}
        }
        out
    };
    let on_ratings = |check: &Check| {
        let mut out = Diagnostics::default();
        match check {
            Check::Ground(_) | Check::Cover(_) => {}
            Check::Text(check) => check(&remarks, &mut out),
            Check::Board(check) => check(board, register, as_of, &mut out),
        }
        out
    };
    let found: Vec<(Diagnostics, Diagnostics)> =
        table::CHECKS.par_iter().map(|check| (on_ground(check), on_ratings(check))).collect();
    let (mut grounded, mut out) = (Diagnostics::default(), Diagnostics::default());
    for (on_ground, on_ratings) in found {
        grounded.append(on_ground);
        out.append(on_ratings);
    }
    if !is_known {
        let attached = texts.iter().flat_map(|texts| &texts.attachments);
        let attached = attached.map(|attachment| attachment.known.clone()).collect();
        let plain = texts.map(|texts| texts.plain).unwrap_or_default();
        let last = Some((ground.clone(), held.clone(), as_of));
        *cache = CheckCache { last, plain, attached, found: grounded };
    }
    out.append(cache.found.clone());
    out
}
