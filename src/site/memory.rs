//! What one planning leaves to the next: each page, table and block of the look-up with what it read. While all of
//! that says the same, the next planning would come to the same.

use std::collections::HashMap;
use std::sync::Arc;

use crate::calendar::AsOf;
use crate::model::Board;

use super::data;
use super::facts::Facts;
use super::lookup;
use super::seen::{Changed, Log, Note};
use super::tables::Tables;
use super::view::PageView;

/// A thing made, with what was read for it.
#[derive(Debug)]
pub(super) struct Noted<T> {
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
    pub fn again(
        before: Option<&Noted<T>>,
        changed: Option<&Changed>,
        facts: &Facts,
        make: impl FnOnce(&Facts) -> Option<T>,
    ) -> Option<Noted<T>> {
        if let Some(before) =
            before.zip(changed).and_then(|(at, changed)| changed.spares(&at.notes).then_some(at))
        {
            return Some(before.clone());
        }
        let log = Log::default();
        let made = Arc::new(make(&facts.noting(&log))?);
        Some(Noted { made, notes: log.into_notes().into() })
    }
}

/// The last plan.
#[derive(Debug, Default)]
pub struct Memory {
    basis: Option<Basis>,
    /// Only looked up, by path.
    pub(super) pages: HashMap<String, Noted<PageView>>,
    pub(super) tables: data::Memory,
    /// One a language.
    pub(super) lookups: Vec<lookup::Memory>,
}

/// What it was made of.
#[derive(Debug)]
struct Basis {
    board: Arc<Board>,
    tables: Arc<Tables>,
    day: AsOf,
}

impl Memory {
    /// Which records of `board` say something else than in the last plan; `None` where all must be planned anew. From
    /// now on `board` is the last one.
    pub(super) fn advance(&mut self, board: &Arc<Board>, tables: &Arc<Tables>, day: AsOf) -> Option<Changed> {
        let before = self.basis.replace(Basis { board: board.clone(), tables: tables.clone(), day })?;
        if before.day != day {
            return None;
        }
        tables.changed(board, &before.tables, &before.board)
    }
}
