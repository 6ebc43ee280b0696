//! What several pages ask of the board, worked out once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{AsOf, Cycle, Month, Period};
use crate::model::Board;
use crate::model::board::{
    Activity, CadenceIx, GridIx, HouseholdIx, MemberIx, NetworkIx, PageIx, PageKind, RatingEntry,
    RatingSheet, SchemeIx, Stars, Subject, Term,
};
use crate::model::cover::Cover;
use crate::model::totals::Total;

use super::edition::Edition;
use super::view::{SharedSite, SiteInfo};

/// A post as its holder or backup sees it.
#[derive(Clone, Copy)]
pub(super) struct PostOf {
    pub grid: GridIx,
    pub index: usize,
    pub backup: bool,
}

/// The board on one day.
pub(super) struct Facts<'a> {
    pub board: &'a Board,
    /// The language in which it is shown.
    pub edition: Edition<'a>,
    pub day: AsOf,
    pub site: SharedSite,
    /// Who covers each household.
    pub covers: Vec<Vec<Cover>>,
    /// Households that name each grid themselves (not one below it).
    pub listed: Vec<Vec<HouseholdIx>>,
    /// The grids of the households each member covers, by name or as the leaf grid's lead, once a household.
    pub patches: Vec<Vec<GridIx>>,
    /// Posts each member is named for.
    pub posts: Vec<Vec<PostOf>>,
    /// Published bulletins of each scheme.
    pub sheets: Vec<BTreeMap<Period, &'a RatingSheet>>,
    /// Published results by scheme and subject.
    pub entries: BTreeMap<(SchemeIx, Subject), BTreeMap<Period, &'a RatingEntry>>,
    /// Commitments of each subject, in the order of lists.
    pub commitments: BTreeMap<Subject, Vec<usize>>,
    /// What was done by the as-of date, by whose calendar it enters.
    pub ledger: BTreeMap<(CadenceIx, Subject), Vec<&'a Activity>>,
    /// Stars of the newest bulletin of the first scheme that rates such subjects and shows stars. An older
    /// bulletin's stars would pass for today's, so there is no falling back on one.
    pub newest_stars: BTreeMap<Subject, (SchemeIx, &'a Stars)>,
    /// Population of each grid as it may be told.
    pub population: Vec<Option<u32>>,
    member_pages: Vec<bool>,
}

impl<'a> Facts<'a> {
    pub fn new(board: &'a Board, day: AsOf) -> Facts<'a> {
        let mut listed = vec![Vec::new(); board.grids.len()];
        for household in board.household_ids() {
            for grid in &board[household].grids {
                listed[grid.value.0 as usize].push(household);
            }
        }
        let covers: Vec<Vec<Cover>> =
            board.household_ids().map(|household| board.covers(household, day)).collect();
        let mut patches = vec![Vec::new(); board.members.len()];
        for cover in covers.iter().flatten() {
            let lead = cover.chain.first().and_then(|link| link.member);
            let answers = if cover.explicit.is_empty() { lead.as_slice() } else { &cover.explicit };
            for member in answers {
                patches[member.0 as usize].push(cover.leaf);
            }
        }
        let mut facts = Facts {
            board,
            edition: Edition::own(board),
            day,
            site: Arc::new(site_info(board)),
            covers,
            patches,
            listed,
            posts: posts(board),
            sheets: published(board, day),
            population: super::population::told(board, day),
            entries: BTreeMap::new(),
            commitments: BTreeMap::new(),
            ledger: BTreeMap::new(),
            newest_stars: BTreeMap::new(),
            member_pages: Vec::new(),
        };
        for (&period, sheet) in facts.sheets.iter().flatten() {
            for entry in &sheet.entries {
                let of_subject = facts.entries.entry((sheet.scheme, entry.subject)).or_default();
                of_subject.insert(period, entry);
            }
        }
        for index in super::commitments::sorted(board, day) {
            facts.commitments.entry(board.commitments[index].by.value).or_default().push(index);
        }
        facts.ledger = super::calendars::ledger(&facts);
        facts.newest_stars = facts.find_newest_stars();
        facts.member_pages = board.member_ids().map(|member| facts.deserves_page(member)).collect();
        facts
    }

    /// The same in another language.
    pub fn turn(&mut self, edition: Edition<'a>) {
        self.site = Arc::new(edition.worded(site_info(self.board)));
        self.edition = edition;
    }

    /// The title of a page or notice.
    pub fn title(&self, page: PageIx) -> &'a str {
        let version = self.edition.version(page).map(|version| &version.title);
        &version.unwrap_or(&self.board[page].title).value
    }

    /// Members who left have no page, unless they promised something or were rated: then the record stays.
    fn deserves_page(&self, member: MemberIx) -> bool {
        let subject = Subject::Member(member);
        !self.board[member].term.ended(self.day)
            || self.commitments.contains_key(&subject)
            || self.schemes().any(|scheme| self.entries.contains_key(&(scheme, subject)))
    }

    fn find_newest_stars(&self) -> BTreeMap<Subject, (SchemeIx, &'a Stars)> {
        let mut newest = BTreeMap::new();
        for of_members in [false, true] {
            let shown = |&scheme: &SchemeIx| {
                let scheme = &self.board[scheme];
                scheme.show_stars && scheme.of_members == of_members
            };
            let Some(scheme) = self.schemes().find(shown) else { continue };
            let Some((_, sheet)) = self.unit_sheets(scheme).next_back() else { continue };
            for entry in &sheet.entries {
                newest.extend(entry.stars.as_ref().map(|stars| (entry.subject, (scheme, stars))));
            }
        }
        newest
    }

    /// Whether the member has a page.
    pub fn has_page(&self, member: MemberIx) -> bool {
        self.member_pages[member.0 as usize]
    }

    /// `current`, `ended` or `not_begun`.
    pub fn state_of(&self, term: &Term) -> &'static str {
        match () {
            () if term.ended(self.day) => "ended",
            () if !term.started(self.day) => "not_begun",
            () => "current",
        }
    }

    /// A grid's state: its own, that of a grid above, or its network's.
    pub fn grid_state(&self, grid: GridIx) -> &'static str {
        let states: Vec<&str> = self.board.terms(grid).map(|term| self.state_of(term)).collect();
        match () {
            () if states.contains(&"ended") => "ended",
            () if states.contains(&"not_begun") => "not_begun",
            () => "current",
        }
    }

    /// Whether the grid is in force.
    pub fn in_force(&self, grid: GridIx) -> bool {
        self.board.in_force(grid, self.day)
    }

    /// The month in which the subject's own term ended.
    pub fn last_month(&self, subject: Subject) -> Option<Month> {
        let term = match subject {
            Subject::Grid(grid) => &self.board[grid].term,
            Subject::Member(member) => &self.board[member].term,
        };
        term.to.as_ref().filter(|to| to.value < self.day.0).map(|to| Month::of(to.value))
    }

    /// Whether the member is in office.
    pub fn in_office(&self, member: MemberIx) -> bool {
        self.board[member].term.holds(self.day)
    }

    /// Whether the subject is in office or in force.
    pub fn is_current(&self, subject: Subject) -> bool {
        match subject {
            Subject::Grid(grid) => self.in_force(grid),
            Subject::Member(member) => self.in_office(member),
        }
    }

    /// Whether the grid has a plain list of households: every leaf, and any grid that households name.
    pub fn has_list(&self, grid: GridIx) -> bool {
        self.board.is_leaf(grid) || !self.listed[grid.0 as usize].is_empty()
    }

    /// Roots of a network, in order.
    pub fn roots(&self, network: NetworkIx) -> impl Iterator<Item = GridIx> + '_ {
        self.board
            .grid_ids()
            .filter(move |&grid| self.board[grid].network == network && self.board[grid].parent.is_none())
    }

    /// A grid and all below it, each before its children.
    pub fn subtree(&self, grid: GridIx) -> Vec<GridIx> {
        let mut found = Vec::new();
        let mut open = vec![grid];
        while let Some(at) = open.pop() {
            found.push(at);
            open.extend(self.board[at].children.iter().rev());
        }
        found
    }

    /// All networks.
    pub fn networks(&self) -> impl Iterator<Item = NetworkIx> + use<> {
        (0..self.board.networks.len() as u32).map(NetworkIx)
    }

    /// Networks in force.
    pub fn current_networks(&self) -> impl Iterator<Item = NetworkIx> + '_ {
        self.networks().filter(|&network| self.board[network].term.holds(self.day))
    }

    /// Households of a grid: listed, and where none are, as declared; `None` where a part of them is not known.
    pub fn households(&self, grid: GridIx) -> Option<u32> {
        let total = self.board.total(Total::Households, grid, self.day);
        total.filter(|_| self.tells_households(grid))
    }

    /// Whether the number of households is known of every part of the grid.
    pub fn tells_households(&self, grid: GridIx) -> bool {
        self.board.is_told(Total::Households, grid, self.day)
    }

    /// All schemes.
    pub fn schemes(&self) -> impl Iterator<Item = SchemeIx> + use<> {
        (0..self.board.schemes.len() as u32).map(SchemeIx)
    }

    /// The shortest period a scheme publishes: what its histories are drawn in.
    pub fn unit(&self, scheme: SchemeIx) -> Cycle {
        self.board[scheme].cycles.iter().copied().min().unwrap_or(Cycle::Month)
    }

    /// The published bulletins of a scheme's shortest period, oldest first.
    pub fn unit_sheets(
        &self,
        scheme: SchemeIx,
    ) -> impl DoubleEndedIterator<Item = (Period, &'a RatingSheet)> + '_ {
        let unit = self.unit(scheme);
        self.sheets[scheme.0 as usize]
            .iter()
            .filter(move |(period, _)| period.cycle() == unit)
            .map(|(period, sheet)| (*period, *sheet))
    }

    /// The bulletin of `period`, if it is published.
    pub fn sheet(&self, scheme: SchemeIx, period: Period) -> Option<&'a RatingSheet> {
        self.sheets[scheme.0 as usize].get(&period).copied()
    }

    /// Pages or notices, as the menu lists them: by `order`, then by id.
    pub fn standing_pages(&self) -> Vec<PageIx> {
        let pages = (0..self.board.pages.len() as u32).map(PageIx);
        let mut pages: Vec<PageIx> = pages.filter(|&page| self.board[page].kind == PageKind::Page).collect();
        pages.sort_by_key(|&page| (self.board[page].order.is_none(), self.board[page].order, page));
        pages
    }

    /// Notices put up by the as-of date, newest first, those without a date last.
    pub fn notices(&self) -> Vec<PageIx> {
        let pages = (0..self.board.pages.len() as u32).map(PageIx);
        let mut notices: Vec<PageIx> =
            pages.filter(|&page| self.board[page].kind == PageKind::Notice && self.is_up(page)).collect();
        notices.sort_by_key(|&page| std::cmp::Reverse(self.board[page].date.as_ref().map(|at| at.value)));
        notices
    }

    /// Whether the day of a page or notice has come.
    fn is_up(&self, page: PageIx) -> bool {
        self.board[page].date.as_ref().is_none_or(|date| date.value <= self.day.0)
    }

    /// Whether the time of a page or notice is over.
    pub fn is_expired(&self, page: PageIx) -> bool {
        self.board[page].expires.as_ref().is_some_and(|at| at.value < self.day.0)
    }
}

fn posts(board: &Board) -> Vec<Vec<PostOf>> {
    let mut posts = vec![Vec::new(); board.members.len()];
    for grid in board.grid_ids() {
        for (index, post) in board[grid].posts.iter().enumerate() {
            for (named, backup) in [(&post.member, false), (&post.backup, true)] {
                if let Some(member) = named {
                    posts[member.value.0 as usize].push(PostOf { grid, index, backup });
                }
            }
        }
    }
    posts
}

fn published(board: &Board, day: AsOf) -> Vec<BTreeMap<Period, &RatingSheet>> {
    let mut sheets = vec![BTreeMap::new(); board.schemes.len()];
    for sheet in &board.ratings {
        let due = sheet.is_published(day) && sheet.period.first_day() <= day.0;
        if due && board[sheet.scheme].cycles.contains(&sheet.period.cycle()) {
            sheets[sheet.scheme.0 as usize].insert(sheet.period, sheet);
        }
    }
    sheets
}

fn site_info(board: &Board) -> SiteInfo {
    let settings = &board.settings;
    let mail = |text: &String| {
        let local = text.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"@.-_+".contains(&byte));
        (local.is_some() && plain).then(|| format!("mailto:{text}"))
    };
    SiteInfo {
        title: settings.title.clone(),
        publisher: settings.publisher.clone(),
        description: settings.description.clone(),
        hotline: settings.hotline.clone(),
        hotline_href: settings.hotline.as_deref().and_then(super::people::tel),
        mailbox: settings.mailbox.clone(),
        mailbox_href: settings.mailbox.as_ref().and_then(mail),
        address: settings.address.clone(),
        hours: settings.hours.clone(),
        base_url: settings.base_url.clone(),
    }
}
