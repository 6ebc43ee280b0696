//! The board as one page sees it: every record that is read is noted, so that the page need not be planned again while
//! all of them say what they said. A page has no other way to the board, so it cannot read without being noted.

use std::ops::Index;
use std::sync::Arc;

use crate::calendar::{AsOf, Month, NaiveDate};
use crate::model::Board;
use crate::model::board::{
    Activity, Asset, AssetIx, BoardBelow, BoardIx, CadenceIx, Commitment, DisclosureIx, Grid, GridIx,
    Household, HouseholdIx, Member, MemberIx, NetworkIx, Page, PageIx, Post, RatingEntry, RatingSheet, Reply,
    SchemeIx, Service, Subject, Translations,
};
use crate::model::settings::{Cadence, Disclosure, Level, Network, Scheme, Settings};
use crate::publication::Record;
use crate::status::keys::Keys;

use crate::site::tracking::notes::{Log, Note, Tracked};
use crate::site::tracking::numbering::Numbering;

/// The board, read by one page. The settings and their lists are compared as a whole and not noted.
#[derive(Clone, Copy, Debug)]
pub(in crate::site) struct Seen<'a> {
    board: &'a Board,
    numbering: Option<&'a Numbering>,
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
        pub(crate) fn $name(self) -> &'a [$of] {
            self.note(Tracked::$kind, Note::ALL);
            &self.board.ground.$name
        }
    )*};
}

macro_rules! notes {
    ($($(#[$doc:meta])* $name:ident($index:ty) $kind:ident;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name(self, at: $index) {
            self.note(Tracked::$kind, at.0);
        }
    )*};
}

impl<'a> Seen<'a> {
    /// The board with nothing noted, its households by number where they are numbered.
    pub(crate) fn new(board: &'a Board, numbering: Option<&'a Numbering>) -> Seen<'a> {
        Seen {
            board,
            numbering,
            log: None,
            settings: &board.ground.settings,
            networks: &board.ground.networks,
            schemes: &board.ground.schemes,
            cadences: &board.ground.cadences,
            disclosures: &board.ground.disclosures,
            translations: &board.ground.translations,
        }
    }

    /// The same board with everything noted in `log`.
    pub(crate) fn noting<'b>(self, log: &'b Log) -> Seen<'b>
    where
        'a: 'b,
    {
        Seen { log: Some(log), ..self }
    }

    fn note(self, kind: Tracked, index: u32) {
        if let Some(log) = self.log {
            log.add(Note { kind, index });
        }
    }

    notes! {
        /// Notes that a grid's record, or its state, is read.
        note_grid(GridIx) Grid;
        /// Notes that a grid's chain is read.
        note_chain(GridIx) GridChain;
        /// Notes that a grid's counts are read.
        note_counts(GridIx) GridCounts;
        /// Notes that a list of what there is in a grid is read.
        note_lists(GridIx) GridLists;
        /// Notes that a member's record is read, or whether there is a page.
        note_member(MemberIx) Member;
        /// Notes that what a member has to do is read.
        note_duties(MemberIx) MemberDuties;
    }

    /// Notes that who covers `household` is read.
    pub(crate) fn note_household(self, household: HouseholdIx) {
        self.note(Tracked::Household, self.number(household));
    }

    /// The number by which `household` is noted.
    pub(crate) fn number(self, household: HouseholdIx) -> u32 {
        self.numbering.map_or(household.0, |numbering| numbering.of(household))
    }

    /// By what links call `household`.
    pub(crate) fn key<'k>(self, household: HouseholdIx, keys: &'k Keys) -> &'k str
    where
        'a: 'k,
    {
        self.note_household(household);
        keys.of(&self.board.ground, household)
    }

    fn note_of(self, subject: Subject, [of_grid, of_member]: [Tracked; 2]) {
        match subject {
            Subject::Grid(grid) => self.note(of_grid, grid.0),
            Subject::Member(member) => self.note(of_member, member.0),
        }
    }

    /// Notes that the promises or the ledger of `subject` are read.
    pub(crate) fn note_work(self, subject: Subject) {
        self.note_of(subject, [Tracked::GridLists, Tracked::MemberDuties]);
    }

    /// Notes that the published results of `subject` are read.
    pub(crate) fn note_results(self, subject: Subject) {
        self.note_of(subject, [Tracked::GridResults, Tracked::MemberResults]);
    }

    lists! {
        grids: Grid, Grid;
        households: Household, Arc<Household>;
        commitments: Commitment, Commitment;
        activities: Activity, Activity;
        replies: Reply, Reply;
        services: Service, Service;
        pages: Page, Page;
        boards: Board, BoardBelow;
    }

    /// What was published so far, where the board keeps that.
    pub(crate) fn record(self) -> Option<&'a Record> {
        self.note(Tracked::Record, Note::ALL);
        self.board.record.as_deref()
    }

    /// All grids, one after the other.
    pub(crate) fn grid_ids(self) -> impl Iterator<Item = GridIx> + use<> {
        self.note(Tracked::Grid, Note::ALL);
        self.board.ground.grid_ids()
    }

    /// All members, one after the other.
    pub(crate) fn member_ids(self) -> impl Iterator<Item = MemberIx> + use<> {
        self.note_members();
        self.board.ground.member_ids()
    }

    /// Notes that all members are read.
    pub(crate) fn note_members(self) {
        self.note(Tracked::Member, Note::ALL);
    }

    /// A commitment by its index.
    pub(crate) fn commitment(self, at: usize) -> &'a Commitment {
        self.note(Tracked::Commitment, at as u32);
        &self.board.ground.commitments[at]
    }

    /// An entry of the ledger by its index.
    pub(crate) fn activity(self, at: usize) -> &'a Activity {
        self.note(Tracked::Activity, at as u32);
        &self.board.ground.activities[at]
    }

    /// A page or notice.
    pub(crate) fn page(self, at: PageIx) -> &'a Page {
        self.note(Tracked::Page, at.0);
        &self.board[at]
    }

    /// Results by their index.
    pub(crate) fn rating(self, at: usize) -> &'a Arc<RatingSheet> {
        self.note(Tracked::Sheet, at as u32);
        &self.board.ratings[at]
    }

    /// One result, which counts as one of its subject's.
    pub(crate) fn result(self, (sheet, entry): (usize, usize)) -> &'a RatingEntry {
        &self.board.ratings[sheet].entries[entry]
    }

    /// As [`Ground::holder`](crate::model::Ground::holder).
    pub(crate) fn holder(self, post: &Post, day: AsOf) -> Option<MemberIx> {
        post.member.iter().for_each(|member| self.note_member(member.value));
        self.board.ground.holder(post, day)
    }

    /// As [`Ground::backup`](crate::model::Ground::backup).
    pub(crate) fn backup(self, post: &Post, day: AsOf) -> Option<MemberIx> {
        post.backup.iter().for_each(|member| self.note_member(member.value));
        self.board.ground.backup(post, day)
    }

    /// As [`Ground::lead`](crate::model::Ground::lead).
    pub(crate) fn lead(self, grid: GridIx, day: AsOf) -> Option<&'a Post> {
        self.note_grid(grid);
        for member in self.board[grid].posts.iter().filter_map(|post| post.member.as_ref()) {
            self.note_member(member.value);
        }
        self.board.ground.lead(grid, day)
    }

    /// As [`Ground::ancestry`](crate::model::Ground::ancestry).
    pub(crate) fn ancestry(self, grid: GridIx) -> impl Iterator<Item = GridIx> + 'a {
        self.board.ground.ancestry(grid).inspect(move |&grid| self.note_grid(grid))
    }

    /// As [`Ground::last_day`](crate::model::Ground::last_day).
    pub(crate) fn last_day(self, grid: GridIx) -> Option<NaiveDate> {
        self.ancestry(grid).for_each(drop);
        self.board.ground.last_day(grid)
    }

    /// As [`Ground::is_leaf`](crate::model::Ground::is_leaf).
    pub(crate) fn is_leaf(self, grid: GridIx) -> bool {
        self.note_grid(grid);
        self.board.ground.is_leaf(grid)
    }

    /// As [`Ground::level`](crate::model::Ground::level).
    pub(crate) fn level(self, grid: GridIx) -> &'a Level {
        self.note_grid(grid);
        self.board.ground.level(grid)
    }

    /// Notes that it is read who was rated and who should have been.
    pub(crate) fn note_unrated(self) {
        self.note(Tracked::Sheet, Note::ALL);
        self.note(Tracked::GridTerm, Note::ALL);
        self.note(Tracked::MemberTerm, Note::ALL);
    }

    /// As [`Ground::serves_in`](crate::model::Ground::serves_in).
    pub(crate) fn serves_in(self, subject: Subject, month: Month) -> bool {
        self.note_of(subject, [Tracked::GridTerm, Tracked::MemberTerm]);
        self.board.ground.serves_in(subject, month)
    }
}

macro_rules! indexed {
    ($($index:ident: $of:ty $(, $kind:ident)?;)*) => {$(
        impl Index<$index> for Seen<'_> {
            type Output = $of;
            fn index(&self, at: $index) -> &$of {
                $(self.note(Tracked::$kind, at.0);)?
                &self.board[at]
            }
        }
    )*};
}

indexed! {
    GridIx: Grid, Grid;
    MemberIx: Member, Member;
    PageIx: Page, Page;
    BoardIx: BoardBelow, Board;
    AssetIx: Asset, Asset;
    NetworkIx: Network;
    SchemeIx: Scheme;
    CadenceIx: Cadence;
    DisclosureIx: Disclosure;
}

impl Index<HouseholdIx> for Seen<'_> {
    type Output = Household;
    fn index(&self, at: HouseholdIx) -> &Household {
        self.note_household(at);
        &self.board[at]
    }
}
