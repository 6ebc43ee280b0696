//! What a page read, noted record by record, and which records say something else since.

use std::sync::{Mutex, MutexGuard};

/// A kind of record, or of what is worked out for one. Most pages that read a record show its name, and few change
/// when somebody else leads a grid, a household is added or a score is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::site) enum Tracked {
    /// The record, and whether the grid is in force.
    Grid,
    GridTerm,
    /// Who answers for it, up to the root.
    GridChain,
    /// How much there is in it.
    GridCounts,
    /// What there is in it: households, members, notices, promises, the ledger.
    GridLists,
    /// All published results.
    GridResults,
    /// The record, and whether the member has a page.
    Member,
    MemberTerm,
    /// Posts, patches, promises, the ledger.
    MemberDuties,
    /// All published results.
    MemberResults,
    /// The record, and who covers it.
    Household,
    Commitment,
    Sheet,
    Activity,
    Reply,
    Service,
    Page,
    Board,
    Record,
    Asset,
}

/// How many kinds there are.
const KINDS: usize = Tracked::Asset as usize + 1;

/// One record, or all of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::site) struct Note {
    pub kind: Tracked,
    /// Index in the board's list, of a household its number; [`Note::ALL`] for the list as a whole.
    pub index: u32,
}

impl Note {
    pub(crate) const ALL: u32 = u32::MAX;
}

/// What one page read.
#[derive(Debug, Default)]
pub(in crate::site) struct Log(Mutex<Vec<Note>>);

impl Log {
    /// Notes that a record is read.
    pub(crate) fn add(&self, note: Note) {
        let mut notes = self.notes();
        // The same few records are read over and over.
        if !notes.iter().rev().take(8).any(|known| *known == note) {
            notes.push(note);
        }
    }

    /// Every note once.
    pub(crate) fn into_notes(self) -> Vec<Note> {
        let mut notes = std::mem::take(&mut *self.notes());
        notes.sort_unstable();
        notes.dedup();
        notes.shrink_to_fit();
        notes
    }

    fn notes(&self) -> MutexGuard<'_, Vec<Note>> {
        self.0.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}

/// Which records say something else than before.
#[derive(Debug, Default)]
pub(in crate::site) struct Changed([Vec<bool>; KINDS], [bool; KINDS]);

impl Changed {
    /// Marks those of `kind` for which `is_same` does not hold, of `old` and `new` many.
    pub(crate) fn mark(
        &mut self,
        kind: Tracked,
        (old, new): (usize, usize),
        is_same: impl Fn(usize) -> bool,
    ) {
        let both = old.min(new);
        let changed: Vec<bool> = (0..old.max(new)).map(|at| at >= both || !is_same(at)).collect();
        self.mark_all(kind, changed);
    }

    /// Marks those numbers of `kind` for which `is_same` does not hold of the places where they stand and stood, and
    /// those that come or go.
    pub(crate) fn mark_numbered(
        &mut self,
        kind: Tracked,
        places: &[Option<(usize, usize)>],
        is_same: impl Fn(usize, usize) -> bool,
    ) {
        let is_changed = |place: &Option<(usize, usize)>| place.is_none_or(|(new, was)| !is_same(new, was));
        self.mark_all(kind, places.iter().map(is_changed).collect());
    }

    fn mark_all(&mut self, kind: Tracked, changed: Vec<bool>) {
        self.1[kind as usize] = changed.contains(&true);
        self.0[kind as usize] = changed;
    }

    /// Whether what was noted is as it was.
    pub(crate) fn spares(&self, notes: &[Note]) -> bool {
        !notes.iter().any(|note| match note.index {
            Note::ALL => self.1[note.kind as usize],
            index => self.0[note.kind as usize].get(index as usize).copied().unwrap_or(true),
        })
    }
}
