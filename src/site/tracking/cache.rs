//! What one planning leaves to the next: each page, table and block of the look-up with what it read. While all of
//! that says the same, the next planning would come to the same.

use std::sync::Arc;

use crate::calendar::AsOf;
use crate::model::Board;
use crate::reuse::Known;

use crate::site::data;
use crate::site::lookup;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::notes::{Changed, Log, Note};
use crate::site::tracking::numbering::Numbering;
use crate::site::tracking::tables::Tables;
use crate::site::view::PageView;

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

/// The last plan.
#[derive(Debug, Default)]
pub struct PlanCache {
    basis: Option<Basis>,
    pub(in crate::site) tables: data::TableCache,
    /// One a language.
    pub(in crate::site) editions: Vec<EditionCache>,
}

/// The last plan in one language.
#[derive(Debug, Default)]
pub(in crate::site) struct EditionCache {
    /// By path.
    pub pages: Known<String, Noted<PageView>>,
    pub lookup: lookup::LookupCache,
}

/// What it was made of.
#[derive(Debug)]
pub(in crate::site) struct Basis {
    pub board: Arc<Board>,
    pub tables: Arc<Tables>,
    pub numbering: Arc<Numbering>,
    pub day: AsOf,
}

impl PlanCache {
    /// The households' numbers, and which records of `board` say something else than in the last plan; `None` where all
    /// must be planned anew. From now on `board` is the last one.
    pub(in crate::site) fn advance(
        &mut self,
        board: &Arc<Board>,
        tables: &Arc<Tables>,
        day: AsOf,
    ) -> (Arc<Numbering>, Option<Changed>) {
        let before = self.basis.take().filter(|before| !before.numbering.is_worn());
        let numbering = match &before {
            Some(before) if Arc::ptr_eq(&before.board.ground, &board.ground) => before.numbering.clone(),
            Some(before) => Arc::new(before.numbering.follow(&before.board.ground.households, &board.ground)),
            None => Arc::new(Numbering::new(&board.ground)),
        };
        let basis = Basis { board: board.clone(), tables: tables.clone(), numbering: numbering.clone(), day };
        let changed = before.filter(|before| before.day == day).and_then(|before| basis.changed(&before));
        self.basis = Some(basis);
        (numbering, changed)
    }
}
