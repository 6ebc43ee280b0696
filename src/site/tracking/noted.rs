//! Things made with what was read for them: while all of that says the same, they would be made the same.

use std::sync::Arc;

use crate::site::tracking::facts::Facts;
use crate::site::tracking::notes::{Changed, Log, Note};

/// A thing made, with what was read for it.
#[derive(Debug)]
pub(in crate::site) struct Noted<T> {
    pub made: Arc<T>,
    pub notes: Arc<[Note]>,
}

impl<T> Clone for Noted<T> {
    fn clone(&self) -> Noted<T> {
        Noted { made: self.made.clone(), notes: self.notes.clone() }
    }
}

impl<T> Noted<T> {
    /// `before` if all that was read for it is the same, else what `make` makes of `facts`.
    pub(crate) fn again(
        before: Option<&Noted<T>>,
        changed: Option<&Changed>,
        facts: &Facts,
        make: impl FnOnce(&Facts) -> Option<T>,
    ) -> Option<Noted<T>> {
        let is_same = |before: &&Noted<T>| changed.is_some_and(|changed| changed.spares(&before.notes));
        if let Some(before) = before.filter(is_same) {
            return Some(before.clone());
        }
        let log = Log::default();
        let made = Arc::new(make(&facts.noting(&log))?);
        Some(Noted { made, notes: log.into_notes().into() })
    }
}
