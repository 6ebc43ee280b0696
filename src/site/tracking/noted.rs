//! Things made with what was read for them: while all of that says the same, they would be made the same.

use std::sync::Arc;

use crate::site::tracking::facts::Facts;
use crate::site::tracking::notes::{Changed, LastPage, LinesPart, Log, Note};

/// A thing made, with what was read for it.
#[derive(Debug)]
pub(in crate::site) struct Noted<T> {
    pub made: Arc<T>,
    pub notes: Arc<[Note]>,
    /// Those of its lines that are made in parts.
    parts: Arc<[LinesPart]>,
}

impl<T> Clone for Noted<T> {
    fn clone(&self) -> Noted<T> {
        Noted { made: self.made.clone(), notes: self.notes.clone(), parts: self.parts.clone() }
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
        let before = before.zip(changed);
        if let Some((before, _)) = before.filter(|(before, changed)| changed.spares(&before.notes)) {
            return Some(before.clone());
        }
        let log = Log::default();
        let mut facts = facts.noting(&log);
        facts.before = before.map(|(before, changed)| LastPage { parts: &before.parts, changed });
        let made = Arc::new(make(&facts)?);
        let (notes, parts) = log.into_notes();
        Some(Noted { made, notes: notes.into(), parts: parts.into() })
    }
}
