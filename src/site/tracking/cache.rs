//! What one planning leaves to the next: each page, table and block of the look-up with what it read.

use std::sync::Arc;

use crate::calendar::AsOf;
use crate::model::Board;
use crate::reuse::Known;

use crate::site::data;
use crate::site::lookup;
use crate::site::tracking::noted::Noted;
use crate::site::tracking::notes::Changed;
use crate::site::tracking::numbering::Numbering;
use crate::site::tracking::tables::Tables;
use crate::site::view::PageView;

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
    pub with_sheets: bool,
}

impl PlanCache {
    /// The households' numbers, and which records of `board` say something else than in the last plan; `None` where all
    /// must be planned anew. From now on `board` is the last one.
    pub(in crate::site) fn advance(
        &mut self,
        board: &Arc<Board>,
        tables: &Arc<Tables>,
        day: AsOf,
        with_sheets: bool,
    ) -> (Arc<Numbering>, Option<Changed>) {
        let before = self.basis.take().filter(|before| !before.numbering.is_worn());
        let numbering = match &before {
            Some(before) if Arc::ptr_eq(&before.board.ground, &board.ground) => before.numbering.clone(),
            Some(before) => Arc::new(before.numbering.follow(&before.board.ground.households, &board.ground)),
            None => Arc::new(Numbering::new(&board.ground)),
        };
        let (board, tables) = (board.clone(), tables.clone());
        let basis = Basis { board, tables, numbering: numbering.clone(), day, with_sheets };
        let is_like = |before: &Basis| before.day == day && before.with_sheets == with_sheets;
        let changed = before.filter(is_like).and_then(|before| basis.changed(&before));
        self.basis = Some(basis);
        (numbering, changed)
    }
}
