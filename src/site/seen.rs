//! The board as one page sees it: every record that is read is noted, so that the page need not be planned again while
//! all of them say what they said. A page has no other way to the board, so it cannot read without being noted.

use std::collections::BTreeSet;
use std::ops::Index;
use std::sync::Mutex;

use crate::calendar::{AsOf, Month, Period};
use crate::model::Board;
use crate::model::board::{
    Activity, Asset, AssetIx, CadenceIx, Commitment, DisclosureIx, Grid, GridIx, Household, HouseholdIx,
    Member, MemberIx, NetworkIx, Page, PageIx, Post, RatingEntry, RatingSheet, Reply, SchemeIx, Service,
    Subject, Translations,
};
use crate::model::settings::{Cadence, Disclosure, Level, Network, Scheme, Settings};

/// A kind of record. What is worked out for a grid, a member or a household counts as a part of its record, but for the
/// published results of a grid or member, of which few pages show more than the newest stars, and these stars: most
/// that read a record show a name only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Grid,
    GridStars,
    GridResults,
    Member,
    MemberStars,
    MemberResults,
    Household,
    Commitment,
    Sheet,
    Activity,
    Reply,
    Service,
    Page,
    Asset,
}

/// How many kinds there are.
const KINDS: usize = Kind::Asset as usize + 1;

/// One record, or all of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Note {
    kind: Kind,
    /// Index in the board's list; [`Note::ALL`] for the list as a whole.
    index: u32,
}

impl Note {
    const ALL: u32 = u32::MAX;
}

/// What one page read.
#[derive(Debug, Default)]
pub(super) struct Log(Mutex<Vec<Note>>);

impl Log {
    fn add(&self, note: Note) {
        let mut notes = self.0.lock().unwrap_or_else(|broken| broken.into_inner());
        // The same few records are read over and over.
        if !notes.iter().rev().take(8).any(|known| *known == note) {
            notes.push(note);
        }
    }

    /// Every note once.
    pub fn into_notes(self) -> Vec<Note> {
        let mut notes = self.0.into_inner().unwrap_or_else(|broken| broken.into_inner());
        notes.sort_unstable();
        notes.dedup();
        notes.shrink_to_fit();
        notes
    }
}

/// The board, read by one page. The settings and their lists are compared as a whole and not noted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    board: &'a Board,
    log: Option<&'a Log>,
    pub settings: &'a Settings,
    pub networks: &'a [Network],
    pub schemes: &'a [Scheme],
    pub cadences: &'a [Cadence],
    pub disclosures: &'a [Disclosure],
    pub translations: &'a [Translations],
}

macro_rules! lists {
    ($($name:ident: $kind:ident, $of:ty;)*) => {$(
        pub fn $name(self) -> &'a [$of] {
            self.note(Kind::$kind, Note::ALL);
            &self.board.$name
        }
    )*};
}

impl<'a> Seen<'a> {
    /// The board with nothing noted.
    pub fn new(board: &'a Board) -> Seen<'a> {
        Seen {
            board,
            log: None,
            settings: &board.settings,
            networks: &board.networks,
            schemes: &board.schemes,
            cadences: &board.cadences,
            disclosures: &board.disclosures,
            translations: &board.translations,
        }
    }

    /// The same board with everything noted in `log`.
    pub fn noting<'b>(self, log: &'b Log) -> Seen<'b>
    where
        'a: 'b,
    {
        Seen { log: Some(log), ..self }
    }

    fn note(self, kind: Kind, index: u32) {
        if let Some(log) = self.log {
            log.add(Note { kind, index });
        }
    }

    /// Notes all that was read elsewhere for the same page.
    pub fn note_all(self, notes: Vec<Note>) {
        if let Some(log) = self.log {
            log.0.lock().unwrap_or_else(|broken| broken.into_inner()).extend(notes);
        }
    }

    /// Notes that something worked out for `grid` is read.
    pub fn note_grid(self, grid: GridIx) {
        self.note(Kind::Grid, grid.0);
    }

    /// Notes that something worked out for `member` is read.
    pub fn note_member(self, member: MemberIx) {
        self.note(Kind::Member, member.0);
    }

    /// Notes that something worked out for `household` is read.
    pub fn note_household(self, household: HouseholdIx) {
        self.note(Kind::Household, household.0);
    }

    /// Notes that something worked out for `subject` is read.
    pub fn note_subject(self, subject: Subject) {
        match subject {
            Subject::Grid(grid) => self.note_grid(grid),
            Subject::Member(member) => self.note_member(member),
        }
    }

    /// Notes that the newest stars of `subject` are read.
    pub fn note_stars(self, subject: Subject) {
        match subject {
            Subject::Grid(grid) => self.note(Kind::GridStars, grid.0),
            Subject::Member(member) => self.note(Kind::MemberStars, member.0),
        }
    }

    /// Notes that the published results of `subject` are read.
    pub fn note_results(self, subject: Subject) {
        match subject {
            Subject::Grid(grid) => self.note(Kind::GridResults, grid.0),
            Subject::Member(member) => self.note(Kind::MemberResults, member.0),
        }
    }

    lists! {
        grids: Grid, Grid;
        households: Household, Household;
        commitments: Commitment, Commitment;
        activities: Activity, Activity;
        replies: Reply, Reply;
        services: Service, Service;
        pages: Page, Page;
    }

    /// All grids, one after the other.
    pub fn grid_ids(self) -> impl Iterator<Item = GridIx> + use<> {
        self.note(Kind::Grid, Note::ALL);
        self.board.grid_ids()
    }

    /// All members, one after the other.
    pub fn member_ids(self) -> impl Iterator<Item = MemberIx> + use<> {
        self.note(Kind::Member, Note::ALL);
        self.board.member_ids()
    }

    /// All households, one after the other.
    pub fn household_ids(self) -> impl Iterator<Item = HouseholdIx> + use<> {
        self.note(Kind::Household, Note::ALL);
        self.board.household_ids()
    }

    /// A commitment by its index.
    pub fn commitment(self, at: usize) -> &'a Commitment {
        self.note(Kind::Commitment, at as u32);
        &self.board.commitments[at]
    }

    /// An entry of the ledger by its index.
    pub fn activity(self, at: usize) -> &'a Activity {
        self.note(Kind::Activity, at as u32);
        &self.board.activities[at]
    }

    /// A page or notice.
    pub fn page(self, at: PageIx) -> &'a Page {
        self.note(Kind::Page, at.0);
        &self.board[at]
    }

    /// Results by their index.
    pub fn rating(self, at: usize) -> &'a RatingSheet {
        self.note(Kind::Sheet, at as u32);
        &self.board.ratings[at]
    }

    /// One result, which counts as one of its subject's.
    pub fn result(self, (sheet, entry): (usize, usize)) -> &'a RatingEntry {
        &self.board.ratings[sheet].entries[entry]
    }

    /// As [`Board::holder`].
    pub fn holder(self, post: &Post, day: AsOf) -> Option<MemberIx> {
        post.member.iter().for_each(|member| self.note_member(member.value));
        self.board.holder(post, day)
    }

    /// As [`Board::backup`].
    pub fn backup(self, post: &Post, day: AsOf) -> Option<MemberIx> {
        post.backup.iter().for_each(|member| self.note_member(member.value));
        self.board.backup(post, day)
    }

    /// As [`Board::lead`].
    pub fn lead(self, grid: GridIx, day: AsOf) -> Option<&'a Post> {
        self.note_grid(grid);
        for member in self.board[grid].posts.iter().filter_map(|post| post.member.as_ref()) {
            self.note_member(member.value);
        }
        self.board.lead(grid, day)
    }

    /// As [`Board::ancestry`].
    pub fn ancestry(self, grid: GridIx) -> impl Iterator<Item = GridIx> + 'a {
        self.board.ancestry(grid).inspect(move |&grid| self.note_grid(grid))
    }

    /// As [`Board::is_leaf`].
    pub fn is_leaf(self, grid: GridIx) -> bool {
        self.note_grid(grid);
        self.board.is_leaf(grid)
    }

    /// As [`Board::level`].
    pub fn level(self, grid: GridIx) -> &'a Level {
        self.note_grid(grid);
        self.board.level(grid)
    }

    /// As [`Board::expected`].
    pub fn expected(self, scheme: SchemeIx, period: Period) -> BTreeSet<Subject> {
        self.note(Kind::Sheet, Note::ALL);
        self.note(Kind::Grid, Note::ALL);
        self.note(Kind::Member, Note::ALL);
        self.board.expected(scheme, period)
    }

    /// As [`Board::serves_in`].
    pub fn serves_in(self, subject: Subject, month: Month) -> bool {
        self.note_subject(subject);
        self.board.serves_in(subject, month)
    }
}

macro_rules! noted {
    ($($index:ident: $kind:ident, $of:ty;)*) => {$(
        impl Index<$index> for Seen<'_> {
            type Output = $of;
            fn index(&self, at: $index) -> &$of {
                self.note(Kind::$kind, at.0);
                &self.board[at]
            }
        }
    )*};
}

noted! {
    GridIx: Grid, Grid;
    MemberIx: Member, Member;
    HouseholdIx: Household, Household;
    PageIx: Page, Page;
    AssetIx: Asset, Asset;
}

macro_rules! settled {
    ($($index:ident: $of:ty;)*) => {$(
        impl Index<$index> for Seen<'_> {
            type Output = $of;
            fn index(&self, at: $index) -> &$of {
                &self.board[at]
            }
        }
    )*};
}

settled! {
    NetworkIx: Network;
    SchemeIx: Scheme;
    CadenceIx: Cadence;
    DisclosureIx: Disclosure;
}

/// Which records say something else than before.
#[derive(Debug, Default)]
pub(super) struct Changed([Vec<bool>; KINDS], [bool; KINDS]);

impl Changed {
    /// Marks those of `kind` for which `is_same` does not hold, of `old` and `new` many.
    pub fn mark(&mut self, kind: Kind, (old, new): (usize, usize), is_same: impl Fn(usize) -> bool) {
        let both = old.min(new);
        let changed: Vec<bool> = (0..old.max(new)).map(|at| at >= both || !is_same(at)).collect();
        self.1[kind as usize] = changed.contains(&true);
        self.0[kind as usize] = changed;
    }

    /// Whether what was noted is as it was.
    pub fn spares(&self, notes: &[Note]) -> bool {
        !notes.iter().any(|note| match note.index {
            Note::ALL => self.1[note.kind as usize],
            index => self.0[note.kind as usize].get(index as usize).copied().unwrap_or(true),
        })
    }
}
