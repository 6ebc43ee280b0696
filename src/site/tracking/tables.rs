//! What is worked out once for all pages, record by record, so that it can be compared record by record.

use std::collections::BTreeMap;

use crate::calendar::{AsOf, Period};
use crate::model::board::{GridIx, HouseholdIx, MemberIx, PageIx, PageKind, SchemeIx, Stars, Subject};
use crate::model::settings::Scheme;
use crate::model::{Board, Ground};
use crate::status::bulletins::{published, unit};
use crate::status::commitments::sorted;
use crate::status::cover::Link;
use crate::status::duties::Duties;
use crate::status::keys::{Keys, as_people_look};
use crate::status::norms::{Counted, Tally};
use crate::status::posts::{PostOf, posts};
use crate::status::suppression::{Shown, ShownFigure, Suppression};
use crate::status::terms::TermState;
use crate::status::totals::Total;

use crate::site::changes::places::ChangePlaces;
use crate::site::tracking::orders::Orders;

/// How many rows a page of a long list has.
pub(in crate::site) const ROWS: usize = 100;

/// Who covers a household in one of its grids; where nobody is named, the grid's chain answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::site) struct CoverOf {
    pub leaf: GridIx,
    /// 包户: members named for this household and in office.
    pub explicit: Vec<MemberIx>,
}

/// Who covers each household, all in one list: there are as many lists else.
#[derive(Debug)]
pub(in crate::site) struct Covers {
    all: Vec<CoverOf>,
    /// Where those of each household end.
    ends: Vec<usize>,
}

impl Covers {
    fn with_capacity(count: usize) -> Covers {
        Covers { all: Vec::with_capacity(count), ends: Vec::with_capacity(count) }
    }

    /// Those of the household number `at`, one a grid it names.
    pub(crate) fn of(&self, at: usize) -> &[CoverOf] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[at]]
    }
}

/// Where a result stands: index of the sheet, and of the entry in it.
pub(in crate::site) type ResultAt = (usize, usize);

/// What is known of somebody, or something, that promises and is rated.
#[derive(Debug, Default)]
pub(in crate::site) struct OfSubject {
    /// Published results by scheme, in the order of periods.
    pub rated: BTreeMap<SchemeIx, Vec<(Period, ResultAt)>>,
    /// Commitments in the order of lists.
    pub commitments: Vec<usize>,
    /// Stars of the newest bulletin.
    pub stars: Option<(SchemeIx, Stars)>,
}

/// What is worked out for a grid.
#[derive(Debug)]
pub(in crate::site) struct OfGrid {
    pub state: TermState,
    pub chain: Vec<Link>,
    pub counts: Counts,
    pub listed: Vec<HouseholdIx>,
    pub serving: Vec<MemberIx>,
    pub notices: Vec<PageIx>,
}

/// How much there is in a grid.
#[derive(Debug, PartialEq)]
pub(in crate::site) struct Counts {
    pub households: Option<u32>,
    pub tells_households: bool,
    pub population: Option<Shown<u32>>,
    pub figures: Vec<ShownFigure>,
    pub grids_below: usize,
    pub members_within: usize,
    /// Of a root: how the board's norms hold in its tree.
    pub norms: Vec<NormHeld>,
}

/// How far one of the board's norms holds in a tree.
#[derive(Debug, PartialEq)]
pub(in crate::site) struct NormHeld {
    /// Its place in the settings.
    pub norm: usize,
    /// Of how many something is counted.
    pub of: usize,
    /// Those outside its bounds.
    pub outside: Vec<Counted>,
}

/// What is worked out for a member.
#[derive(Debug, Default)]
pub(in crate::site) struct OfMember {
    pub has_page: bool,
    pub patches: Vec<GridIx>,
    pub posts: Vec<PostOf>,
}

/// Which sections there is something in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::site) struct Filled {
    pub commitments: bool,
    pub pages: bool,
    pub replies: bool,
    pub services: bool,
    pub boards: bool,
    /// Whether the board keeps a record of its publications.
    pub changes: bool,
    pub figures: bool,
    pub households: bool,
}

/// What all pages have in common beside the settings.
#[derive(Debug, PartialEq)]
pub(in crate::site) struct Shell {
    pub filled: Filled,
    pub standing: Vec<PageIx>,
    pub notices: Vec<PageIx>,
    /// Published bulletins of each scheme, by period.
    pub published: Vec<Vec<(Period, usize)>>,
}

impl Shell {
    /// The index of the bulletin of `period`.
    pub(crate) fn sheet(&self, scheme: SchemeIx, period: Period) -> Option<usize> {
        let published = &self.published[scheme.0 as usize];
        published.binary_search_by_key(&period, |(period, _)| *period).ok().map(|at| published[at].1)
    }
}

/// All of it, in the order of the board's lists.
#[derive(Debug)]
pub(in crate::site) struct Tables {
    pub shell: Shell,
    pub grids: Vec<OfGrid>,
    pub members: Vec<OfMember>,
    pub households: Covers,
    /// By what links call them.
    pub keys: Keys,
    /// Who has to do what, and what was done.
    pub duties: Duties,
    /// Commitments made by the as-of date, in the order of lists.
    pub promises: Vec<usize>,
    /// The orders in which they stand on other pages, and results with them.
    pub orders: Orders,
    /// What became other, where the board keeps a record of its publications.
    pub changes: ChangePlaces,
    /// On which page of that list each commitment of the board stands.
    pub promise_pages: Vec<usize>,
    /// Grids and members, as subjects.
    pub as_subjects: (Vec<OfSubject>, Vec<OfSubject>),
}

impl Tables {
    pub(crate) fn new(board: &Board, day: AsOf) -> Tables {
        let shell = shell(board, day);
        let posts = posts(&board.ground);
        let duties = Duties::new(&board.ground, &posts, day);
        let member = |posts| OfMember { posts, ..OfMember::default() };
        let mut tables = Tables {
            grids: grids(&board.ground, day, &shell.notices),
            shell,
            members: posts.into_iter().map(member).collect(),
            households: Covers::with_capacity(board.ground.households.len()),
            keys: Keys::Ids,
            duties,
            promises: sorted(&board.ground.commitments, day),
            orders: Orders::default(),
            changes: ChangePlaces::new(board),
            promise_pages: vec![0; board.ground.commitments.len()],
            as_subjects: (
                board.ground.grids.iter().map(|_| OfSubject::default()).collect(),
                board.ground.members.iter().map(|_| OfSubject::default()).collect(),
            ),
        };
        tables.households(&board.ground, day);
        tables.keys = Keys::new(&board.ground);
        tables.members_within(&board.ground, day);
        tables.results(board);
        for (place, index) in tables.promises.clone().into_iter().enumerate() {
            tables.promise_pages[index] = place / ROWS;
            tables.of_mut(board.ground.commitments[index].by.value).commitments.push(index);
        }
        tables.orders = Orders::new(board, &tables.promises, &tables.shell.published, day);
        tables.newest_stars(board);
        for member in board.ground.member_ids() {
            // Members who left have no page, unless they promised something or were rated: then the record stays.
            let of = &tables.as_subjects.1[member.0 as usize];
            let stays = !of.commitments.is_empty() || !of.rated.is_empty();
            tables.members[member.0 as usize].has_page = stays || !board[member].term.ended(day);
        }
        tables
    }

    /// What is known of `subject`.
    pub(crate) fn of(&self, subject: Subject) -> &OfSubject {
        match subject {
            Subject::Grid(grid) => &self.as_subjects.0[grid.0 as usize],
            Subject::Member(member) => &self.as_subjects.1[member.0 as usize],
        }
    }

    pub(in crate::site) fn of_mut(&mut self, subject: Subject) -> &mut OfSubject {
        match subject {
            Subject::Grid(grid) => &mut self.as_subjects.0[grid.0 as usize],
            Subject::Member(member) => &mut self.as_subjects.1[member.0 as usize],
        }
    }

    fn households(&mut self, board: &Ground, day: AsOf) {
        for household in board.all_household_ids() {
            let is_listed = board[household].to.is_none();
            for grid in board[household].grids.iter().filter(|_| is_listed) {
                let leaf = grid.value;
                self.grids[leaf.0 as usize].listed.push(household);
                let explicit = board.explicit(household, board[leaf].network, day);
                let lead = self.grids[leaf.0 as usize].chain.first().and_then(|link| link.member);
                let answers = if explicit.is_empty() { lead.as_slice() } else { &explicit };
                // Whoever answered in a grid that has ended covers nobody in it any more.
                let is_current = self.grids[leaf.0 as usize].state == TermState::Current;
                for member in answers.iter().filter(|_| is_current) {
                    self.members[member.0 as usize].patches.push(leaf);
                }
                self.households.all.push(CoverOf { leaf, explicit });
            }
            self.households.ends.push(self.households.all.len());
        }
        // By door: the order of ids could say which households belong together.
        for of in &mut self.grids {
            of.listed.sort_by(|&a, &b| as_people_look(&board[a], &board[b]));
        }
    }

    /// Counts each member in office once for every grid in force to which they belong, or in or below which they
    /// hold or back a post.
    fn members_within(&mut self, board: &Ground, day: AsOf) {
        let mut counted: Vec<Option<MemberIx>> = vec![None; board.grids.len()];
        for member in board.member_ids().filter(|&member| board[member].term.holds(day)) {
            let own = board[member].grid.as_ref().map(|at| at.value);
            if let Some(own) = own {
                self.grids[own.0 as usize].serving.push(member);
            }
            let held = self.members[member.0 as usize].posts.iter().filter(|post| {
                let record = &board[post.grid].posts[post.index];
                board.holder(record, day) == Some(member) || board.backup(record, day) == Some(member)
            });
            let places: Vec<GridIx> = own.into_iter().chain(held.map(|post| post.grid)).collect();
            for place in places {
                if self.grids[place.0 as usize].state != TermState::Current {
                    continue;
                }
                for grid in board.ancestry(place) {
                    if counted[grid.0 as usize].replace(member) != Some(member) {
                        self.grids[grid.0 as usize].counts.members_within += 1;
                    }
                }
            }
        }
    }

    fn results(&mut self, board: &Board) {
        for (scheme, published) in std::mem::take(&mut self.shell.published).into_iter().enumerate() {
            for &(period, sheet) in &published {
                for (entry, result) in board.ratings[sheet].entries.iter().enumerate() {
                    let of_scheme =
                        self.of_mut(result.subject).rated.entry(SchemeIx(scheme as u32)).or_default();
                    of_scheme.push((period, (sheet, entry)));
                }
            }
            self.shell.published.push(published);
        }
    }

    fn newest_stars(&mut self, board: &Board) {
        for of_members in [false, true] {
            let shown = |scheme: &&Scheme| scheme.show_stars && scheme.of_members == of_members;
            let Some(scheme) = board.ground.schemes.iter().position(|scheme| shown(&scheme)) else {
                continue;
            };
            let unit = unit(&board.ground.schemes[scheme]);
            let newest = self.shell.published[scheme].iter().rfind(|(period, _)| period.cycle() == unit);
            let Some(&(_, sheet)) = newest else { continue };
            for entry in &board.ratings[sheet].entries {
                if let Some(stars) = &entry.stars {
                    self.of_mut(entry.subject).stars = Some((SchemeIx(scheme as u32), stars.clone()));
                }
            }
        }
    }
}

fn shell(board: &Board, day: AsOf) -> Shell {
    let pages = || (0..board.ground.pages.len() as u32).map(PageIx);
    let mut standing: Vec<PageIx> = pages().filter(|&page| board[page].kind == PageKind::Page).collect();
    standing.sort_by_key(|&page| (board[page].order.is_none(), board[page].order, page));
    let is_up = |page: PageIx| board[page].date.as_ref().is_none_or(|date| date.value <= day.0);
    let mut notices: Vec<PageIx> =
        pages().filter(|&page| board[page].kind == PageKind::Notice && is_up(page)).collect();
    notices.sort_by_key(|&page| std::cmp::Reverse(board[page].date.as_ref().map(|at| at.value)));
    Shell {
        filled: Filled {
            commitments: !board.ground.commitments.is_empty(),
            pages: !board.ground.pages.is_empty(),
            replies: !board.ground.replies.is_empty(),
            services: !board.ground.services.is_empty(),
            boards: !board.ground.boards.is_empty(),
            changes: board.record.is_some(),
            figures: board.ground.grids.iter().any(|grid| !grid.figures.is_empty()),
            households: !board.ground.households.is_empty(),
        },
        standing,
        notices,
        published: published(board, day),
    }
}

fn grids(board: &Ground, day: AsOf, notices: &[PageIx]) -> Vec<OfGrid> {
    let mut shown = Suppression::of(board, day);
    let mut one = |grid: GridIx| {
        let tells_households = board.is_told(Total::Households, grid, day);
        OfGrid {
            state: board.grid_state(grid, day),
            chain: board.chain(grid, day),
            counts: Counts {
                households: board.total(Total::Households, grid, day).filter(|_| tells_households),
                tells_households,
                population: shown.population[grid.0 as usize],
                figures: std::mem::take(&mut shown.figures[grid.0 as usize]),
                grids_below: 0,
                members_within: 0,
                norms: Vec::new(),
            },
            listed: Vec::new(),
            serving: Vec::new(),
            notices: Vec::new(),
        }
    };
    let mut grids: Vec<OfGrid> = board.grid_ids().map(&mut one).collect();
    for grid in board.grid_ids().filter(|&grid| board.in_force(grid, day)) {
        for above in board.ancestry(grid).skip(1) {
            grids[above.0 as usize].counts.grids_below += 1;
        }
    }
    norms(board, day, &mut grids);
    let is_expired = |page: PageIx| board[page].expires.as_ref().is_some_and(|at| at.value < day.0);
    for &page in notices.iter().filter(|&&page| !is_expired(page)) {
        if let Some(grid) = &board[page].grid {
            grids[grid.value.0 as usize].notices.push(page);
        }
    }
    grids
}

/// Measures the board's norms; each count belongs to the root above it, that of a member of no grid to the first.
fn norms(board: &Ground, day: AsOf, grids: &mut [OfGrid]) {
    let mut norms = board.settings.norms.iter().enumerate().filter(|(_, norm)| norm.is_measured()).peekable();
    if norms.peek().is_none() {
        return;
    }
    let root = |grid: GridIx| board.ancestry(grid).last().unwrap_or(grid);
    let first = board.grid_ids().next().map(root);
    let tally = Tally::of(board, day);
    for (norm, settings) in norms {
        for (counted, count) in tally.measure(settings) {
            let place = match counted {
                Counted::Subject(Subject::Grid(grid)) | Counted::Team(grid, _) => Some(root(grid)),
                Counted::Subject(Subject::Member(member)) => {
                    board[member].grid.as_ref().map(|grid| root(grid.value)).or(first)
                }
            };
            let Some(place) = place else { continue };
            let held = &mut grids[place.0 as usize].counts.norms;
            if held.last().is_none_or(|last| last.norm != norm) {
                held.push(NormHeld { norm, of: 0, outside: Vec::new() });
            }
            if let Some(last) = held.last_mut() {
                last.of += 1;
                last.outside.extend(settings.outside(count, 0).map(|_| counted));
            }
        }
    }
}
