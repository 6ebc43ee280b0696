//! What one planning leaves to the next: each page, table and block of the look-up with what it read. While all of
//! that says the same, the next planning would come to the same.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::calendar::AsOf;
use crate::model::Board;
use crate::model::board::RatingSheet;

use crate::site::data;
use crate::site::lookup;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::notes::{Changed, Log, Note};
use crate::site::tracking::numbering::Numbering;
use crate::site::tracking::tables::Tables;
use crate::site::view::{BulletinEntry, PageView};

/// A thing made, with what was read for it.
#[derive(Debug)]
pub(in crate::site) struct Noted<T> {
    pub made: Arc<T>,
    pub notes: Arc<[Note]>,
    /// Those of its lines that are made in parts.
    parts: Arc<[LinesPart]>,
}

/// A part of a bulletin's lines, with what it was made of and what was read for it.
#[derive(Debug)]
pub(in crate::site) struct LinesPart {
    pub sheet: Arc<RatingSheet>,
    pub entries: Range<usize>,
    pub lines: Arc<Vec<BulletinEntry>>,
    pub notes: Vec<Note>,
}

impl LinesPart {
    /// Whether it would be made the same of those `entries` of `sheet`.
    fn suits(&self, sheet: &Arc<RatingSheet>, entries: &Range<usize>) -> bool {
        let RatingSheet { scheme, period, due, approved, entries: _ } = &*self.sheet;
        let same_entries = || self.sheet.entries[self.entries.clone()] == sheet.entries[entries.clone()];
        let same_frame = (*scheme, *period) == (sheet.scheme, sheet.period)
            && (due, approved) == (&sheet.due, &sheet.approved);
        self.entries == *entries && (Arc::ptr_eq(&self.sheet, sheet) || (same_frame && same_entries()))
    }
}

/// What is known of a page that is made again.
#[derive(Clone, Copy)]
pub(in crate::site) struct LastPage<'a> {
    parts: &'a [LinesPart],
    changed: &'a Changed,
}

impl LastPage<'_> {
    /// The part made of those `entries` of `sheet`, if all that was read for it is the same.
    pub(crate) fn part(&self, sheet: &Arc<RatingSheet>, entries: &Range<usize>) -> Option<LinesPart> {
        let part = self.parts.iter().find(|part| part.suits(sheet, entries))?;
        self.changed.spares(&part.notes).then(|| LinesPart {
            sheet: sheet.clone(),
            entries: entries.clone(),
            lines: part.lines.clone(),
            notes: part.notes.clone(),
        })
    }
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

/// The last plan.
#[derive(Debug, Default)]
pub struct PlanCache {
    basis: Option<Basis>,
    /// Only looked up, by path.
    pub(in crate::site) pages: FxHashMap<String, Noted<PageView>>,
    pub(in crate::site) tables: data::TableCache,
    /// One a language.
    pub(in crate::site) lookups: Vec<lookup::LookupCache>,
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
