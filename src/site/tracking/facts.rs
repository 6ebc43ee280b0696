//! What several pages ask of the board, answered from [`Tables`] that were worked out once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{AsOf, Cycle, Month, Period};
use crate::model::Board;
use crate::model::board::{
    Activity, CadenceIx, DisclosureIx, Figure, GridIx, HouseholdIx, MemberIx, NetworkIx, PageIx, RatingEntry,
    RatingSheet, SchemeIx, Stars, Subject,
};
use crate::status::bulletins::unit;
use crate::status::cover::Link;
use crate::status::disclosures::DisclosureStatus;
use crate::status::duties::Calendar;
use crate::status::posts::PostOf;
use crate::status::suppression::{Shown, ShownAct, ShownFigure};
use crate::status::terms::TermState;

use crate::site::changes::places::ChangePlaces;
use crate::site::edition::Edition;
use crate::site::links::site_info;
use crate::site::tracking::notes::Log;
use crate::site::tracking::numbering::Numbering;
use crate::site::tracking::seen::Seen;
use crate::site::tracking::tables::{CoverOf, Filled, NormHeld, OfSubject, ResultAt, Tables};
use crate::site::urls::Target;
use crate::site::view::{SharedSite, StarDimension, StarsView};

/// The board on one day.
#[derive(Clone)]
pub(in crate::site) struct Facts<'a> {
    pub board: Seen<'a>,
    /// The language in which it is shown.
    pub edition: Edition<'a>,
    pub day: AsOf,
    pub site: SharedSite,
    /// Whether sheets of paper are published beside the pages.
    pub with_sheets: bool,
    pub(super) tables: Arc<Tables>,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(board: &'a Board, day: AsOf) -> Facts<'a> {
        Facts::with(board, None, day, Arc::new(Tables::new(board, day)))
    }

    /// The facts of `board`, its households numbered or not, with what was worked out for it on `day`.
    pub(crate) fn with(
        board: &'a Board,
        numbering: Option<&'a Numbering>,
        day: AsOf,
        tables: Arc<Tables>,
    ) -> Facts<'a> {
        let board = Seen::new(board, numbering);
        let site = Arc::new(site_info(board.settings));
        Facts { board, edition: Edition::own(board), day, site, with_sheets: false, tables }
    }

    /// The same in another language.
    pub(crate) fn turn(&mut self, edition: Edition<'a>) {
        self.site = Arc::new(edition.worded_page(site_info(self.board.settings)));
        self.edition = edition;
    }

    /// The title of a page in this language.
    pub(crate) fn title(&self, page: PageIx) -> String {
        self.edition.title(page)
    }

    /// The same facts; what is read of them is noted in `log`.
    pub(crate) fn noting<'b>(&self, log: &'b Log) -> Facts<'b>
    where
        'a: 'b,
    {
        let board = self.board.noting(log);
        Facts { board, edition: self.edition.reading(board), ..self.clone() }
    }

    /// Whether the member has a page.
    pub(crate) fn has_page(&self, member: MemberIx) -> bool {
        self.board.note_member(member);
        self.tables.members[member.0 as usize].has_page
    }

    /// A grid's state: its own, that of a grid above, or its network's.
    pub(crate) fn grid_state(&self, grid: GridIx) -> TermState {
        self.board.note_grid(grid);
        self.tables.grids[grid.0 as usize].state
    }

    /// Whether the grid is in force.
    pub(crate) fn in_force(&self, grid: GridIx) -> bool {
        self.grid_state(grid) == TermState::Current
    }

    /// Leads from `grid` up to its root.
    pub(crate) fn chain(&self, grid: GridIx) -> &[Link] {
        self.board.note_chain(grid);
        &self.tables.grids[grid.0 as usize].chain
    }

    /// Who covers `household`, one answer a grid it names.
    pub(crate) fn covers(&self, household: HouseholdIx) -> &[CoverOf] {
        self.board.note_household(household);
        self.tables.households.of(household.0 as usize)
    }

    /// Households that name `grid` themselves (not one below it).
    pub(crate) fn listed(&self, grid: GridIx) -> &[HouseholdIx] {
        self.board.note_lists(grid);
        &self.tables.grids[grid.0 as usize].listed
    }

    /// The grids of the households `member` covers, by name or as the leaf grid's lead, once a household.
    pub(crate) fn patches(&self, member: MemberIx) -> &[GridIx] {
        self.board.note_duties(member);
        &self.tables.members[member.0 as usize].patches
    }

    /// Posts `member` is named for.
    pub(crate) fn posts(&self, member: MemberIx) -> &[PostOf] {
        self.board.note_duties(member);
        &self.tables.members[member.0 as usize].posts
    }

    /// Members in office whose own grid is `grid`.
    pub(crate) fn serving(&self, grid: GridIx) -> &[MemberIx] {
        self.board.note_lists(grid);
        &self.tables.grids[grid.0 as usize].serving
    }

    /// How many grids in force there are below `grid`, and how many members in office there and in itself.
    pub(crate) fn within(&self, grid: GridIx) -> (usize, usize) {
        self.board.note_counts(grid);
        let table = &self.tables.grids[grid.0 as usize].counts;
        (table.grids_below, table.members_within)
    }

    /// Population of `grid` as it may be told.
    pub(crate) fn population(&self, grid: GridIx) -> Option<Shown<u32>> {
        self.board.note_counts(grid);
        self.tables.grids[grid.0 as usize].counts.population
    }

    /// The figures of `grid` as they may be told.
    pub(crate) fn figures(&self, grid: GridIx) -> impl Iterator<Item = (&Figure, &ShownFigure)> {
        self.board.note_counts(grid);
        let record = &self.board[grid];
        let shown = &self.tables.grids[grid.0 as usize].counts.figures;
        shown.iter().map(move |shown| (&record.figures[shown.at], shown))
    }

    /// How the board's norms hold in the tree of a root.
    pub(crate) fn norms(&self, root: GridIx) -> &[NormHeld] {
        self.board.note_counts(root);
        &self.tables.grids[root.0 as usize].counts.norms
    }

    /// By what links call `household`.
    pub(crate) fn key(&self, household: HouseholdIx) -> &str {
        self.board.key(household, &self.tables.keys)
    }

    /// What may be told of an entry of the ledger.
    pub(crate) fn act(&self, at: usize) -> Option<ShownAct> {
        self.board.activity(at);
        self.tables.duties.acts[at]
    }

    /// The calendars of `subject`, one a cadence that is its duty.
    pub(crate) fn calendars(&self, subject: Subject) -> &[Calendar] {
        self.board.note_work(subject);
        &self.tables.duties.of(subject).calendars
    }

    /// All items of the catalogue.
    pub(crate) fn catalogue(&self) -> impl Iterator<Item = DisclosureIx> + use<> {
        (0..self.board.disclosures.len() as u32).map(DisclosureIx)
    }

    /// How an item of the catalogue stands.
    pub(crate) fn disclosure(&self, item: DisclosureIx) -> DisclosureStatus {
        DisclosureStatus::of(&self.board[item], item, self.board.pages(), self.day)
    }

    fn of(&self, subject: Subject) -> &OfSubject {
        self.board.note_work(subject);
        self.tables.of(subject)
    }

    fn results(&self, subject: Subject) -> &BTreeMap<SchemeIx, Vec<(Period, ResultAt)>> {
        self.board.note_results(subject);
        &self.tables.of(subject).rated
    }

    /// Commitments of `subject`, in the order of lists.
    pub(crate) fn commitments(&self, subject: Subject) -> &[usize] {
        &self.of(subject).commitments
    }

    /// All commitments made by the as-of date, in the order of lists.
    pub(crate) fn promises(&self) -> &[usize] {
        self.board.commitments();
        &self.tables.promises
    }

    /// Where a commitment is found, by its index in the board.
    pub(crate) fn promise(&self, at: usize) -> Target {
        self.board.commitment(at);
        Target::Commitment(at, self.tables.promise_pages[at])
    }

    /// What was done for `cadence` by the as-of date that enters the calendar of `subject`.
    pub(crate) fn ledger(
        &self,
        cadence: CadenceIx,
        subject: Subject,
    ) -> impl Iterator<Item = &'a Activity> + '_ {
        self.board.note_work(subject);
        let entries = self.tables.duties.of(subject).done.get(&cadence).into_iter().flatten();
        entries.map(|&at| self.board.activity(at))
    }

    /// Stars of the newest bulletin of the first scheme that rates such subjects and shows stars. An older
    /// bulletin's stars would pass for today's, so there is no falling back on one.
    pub(crate) fn newest_stars(&self, subject: Subject) -> Option<&(SchemeIx, Stars)> {
        self.board.note_results(subject);
        self.tables.of(subject).stars.as_ref()
    }

    /// Stars of an entry of `scheme`.
    pub(crate) fn stars(&self, scheme: SchemeIx, stars: &Stars) -> StarsView {
        let names = self.board[scheme].dimensions.iter().map(|dimension| dimension.name.clone());
        let dimensions = names.zip(&stars.by_dimension).map(|(name, &lit)| StarDimension { name, lit });
        StarsView { lit: stars.lit, of: stars.of, dimensions: dimensions.collect() }
    }

    /// The periods in which `scheme` has published a result of `subject`; `None` if it never has.
    pub(crate) fn rated(
        &self,
        scheme: SchemeIx,
        subject: Subject,
    ) -> Option<impl Iterator<Item = Period> + '_> {
        self.results(subject).get(&scheme).map(|rated| rated.iter().map(|(period, _)| *period))
    }

    /// The published result of `subject` in `period`.
    pub(crate) fn result(
        &self,
        scheme: SchemeIx,
        subject: Subject,
        period: Period,
    ) -> Option<&'a RatingEntry> {
        let rated = self.results(subject).get(&scheme)?;
        let at = rated.binary_search_by_key(&period, |(period, _)| *period).ok()?;
        Some(self.board.result(rated[at].1))
    }

    /// The month in which the subject's own term ended.
    pub(crate) fn last_month(&self, subject: Subject) -> Option<Month> {
        let to = match subject {
            Subject::Grid(grid) => self.board[grid].term.to.as_ref().map(|to| to.value),
            Subject::Member(member) => self.board[member].term.to.as_ref().map(|to| to.value),
        };
        to.filter(|to| *to < self.day.0).map(Month::of)
    }

    /// Whether the member is in office.
    pub(crate) fn in_office(&self, member: MemberIx) -> bool {
        self.board[member].term.holds(self.day)
    }

    /// Whether households belong to the grid itself: every leaf, and any grid that households name.
    pub(crate) fn has_doors(&self, grid: GridIx) -> bool {
        self.board.is_leaf(grid) || !self.listed(grid).is_empty()
    }

    /// Whether the grid has a plain list of households. A board without any, as one of a whole province, has no lists.
    pub(crate) fn has_list(&self, grid: GridIx) -> bool {
        self.filled().households && self.has_doors(grid)
    }

    /// Roots of a network, in order.
    pub(crate) fn roots(&self, network: NetworkIx) -> impl Iterator<Item = GridIx> + '_ {
        self.board
            .grid_ids()
            .filter(move |&grid| self.board[grid].network == network && self.board[grid].parent.is_none())
    }

    /// A grid and all below it, each before its children.
    pub(crate) fn subtree(&self, grid: GridIx) -> Vec<GridIx> {
        let mut found = Vec::new();
        let mut open = vec![grid];
        while let Some(at) = open.pop() {
            found.push(at);
            open.extend(self.board[at].children.iter().rev());
        }
        found
    }

    /// All networks.
    pub(crate) fn networks(&self) -> impl Iterator<Item = NetworkIx> + use<> {
        (0..self.board.networks.len() as u32).map(NetworkIx)
    }

    /// Networks in force.
    pub(crate) fn current_networks(&self) -> impl Iterator<Item = NetworkIx> + '_ {
        self.networks().filter(|&network| self.board[network].term.holds(self.day))
    }

    /// Households of a grid: listed, and where none are, as declared; `None` where a part of them is not known.
    pub(crate) fn households(&self, grid: GridIx) -> Option<u32> {
        self.board.note_counts(grid);
        self.tables.grids[grid.0 as usize].counts.households
    }

    /// Whether the number of households is known of every part of the grid.
    pub(crate) fn tells_households(&self, grid: GridIx) -> bool {
        self.board.note_counts(grid);
        self.tables.grids[grid.0 as usize].counts.tells_households
    }

    /// All schemes.
    pub(crate) fn schemes(&self) -> impl Iterator<Item = SchemeIx> + use<> {
        (0..self.board.schemes.len() as u32).map(SchemeIx)
    }

    /// The shortest period a scheme publishes: what its histories are drawn in.
    pub(crate) fn unit(&self, scheme: SchemeIx) -> Cycle {
        unit(&self.board[scheme])
    }

    /// The periods of which a scheme has published a bulletin.
    pub(crate) fn published(&self, scheme: SchemeIx) -> impl DoubleEndedIterator<Item = Period> + '_ {
        self.tables.shell.published[scheme.0 as usize].iter().map(|(period, _)| *period)
    }

    /// Those of the scheme's shortest period, oldest first.
    pub(crate) fn units(&self, scheme: SchemeIx) -> impl DoubleEndedIterator<Item = Period> + '_ {
        let unit = self.unit(scheme);
        self.published(scheme).filter(move |period| period.cycle() == unit)
    }

    /// Whether the bulletin of `period` is published.
    pub(crate) fn is_published(&self, scheme: SchemeIx, period: Period) -> bool {
        self.tables.shell.sheet(scheme, period).is_some()
    }

    /// The bulletin of `period`, if it is published.
    pub(crate) fn sheet(&self, scheme: SchemeIx, period: Period) -> Option<&'a Arc<RatingSheet>> {
        self.tables.shell.sheet(scheme, period).map(|at| self.board.rating(at))
    }

    /// Pages, as the menu lists them: by `order`, then by id.
    pub(crate) fn standing_pages(&self) -> &[PageIx] {
        &self.tables.shell.standing
    }

    /// Where changes belong, which is noted with the record they come from.
    pub(crate) fn changes(&self) -> &ChangePlaces {
        self.board.record();
        &self.tables.changes
    }

    /// Notices put up by the as-of date, newest first, those without a date last.
    pub(crate) fn notices(&self) -> &[PageIx] {
        &self.tables.shell.notices
    }

    /// Those of them that `grid` put up and whose time is not over.
    pub(crate) fn notices_of(&self, grid: GridIx) -> &[PageIx] {
        self.board.note_lists(grid);
        &self.tables.grids[grid.0 as usize].notices
    }

    /// Which sections there is something in.
    pub(crate) fn filled(&self) -> Filled {
        self.tables.shell.filled
    }

    /// Whether the time of a page or notice is over.
    pub(crate) fn is_expired(&self, page: PageIx) -> bool {
        self.board[page].expires.as_ref().is_some_and(|at| at.value < self.day.0)
    }
}
