//! The board's front page.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::NaiveDate;
use crate::model::board::{GridIx, NetworkIx, PageIx, PageKind, RatingEntry, RatingSheet, SchemeIx, Subject};
use crate::status;
use crate::status::disclosures::DisclosureState;
use crate::status::duties::{self, Behind};
use crate::status::suppression::Shown;

use crate::site::changes::pages as changes;
use crate::site::lookup;
use crate::site::pages::boards;
use crate::site::pages::desk::Desk;
use crate::site::pages::map;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{
    CommitmentItem, DisclosureItem, Figures, FreshItem, HomeView, LatestBulletin, LevelCount, Link,
    NetworkTree, NoticeLine, OverdueCadence, OverdueList, ReplyItem, ResultGroup, StarCount,
};

/// What happened within so many days is new.
const FRESH_DAYS: i64 = 30;
/// At most so many new things.
const FRESH: usize = 6;

/// Bulletins of more results are counted part by part.
const RESULTS: usize = 60;
/// Bulletins of more parts are counted as a whole.
const PARTS: usize = 24;
/// At most so many boards below.
const BOARDS: usize = 12;
/// At most so many notices.
const NOTICES: usize = 6;

/// `index.html`
pub(in crate::site) fn page(facts: &Facts) -> HomeView {
    let desk = Desk::new(facts, Target::Home);
    let current: Vec<NoticeLine> = facts
        .notices()
        .iter()
        .filter(|&&page| !facts.is_expired(page))
        .map(|&page| desk.notice(page))
        .collect();
    let fresh = fresh(&desk);
    let boards = boards::rows(&desk);
    let mut frame = desk.frame("home", None, Vec::new());
    frame.summary = facts.board.settings.description.clone();
    HomeView {
        page: frame,
        publication: changes::last(&desk),
        site: facts.site.clone(),
        lookup_href: desk.href(Target::Lookup),
        lookup_example: lookup::example(facts),
        overdue: overdue(&desk),
        fresh_total: fresh.len(),
        fresh: fresh.into_iter().take(FRESH).collect(),
        boards_total: boards.len(),
        boards_late: boards.iter().filter(|board| board.state != "current").count(),
        boards: boards.into_iter().take(BOARDS).collect(),
        boards_href: facts.filled().boards.then(|| desk.href(Target::Boards)),
        networks: facts.current_networks().map(|network| network_tree(&desk, network)).collect(),
        bulletins: facts.schemes().filter_map(|scheme| latest(&desk, scheme)).collect(),
        notices_total: current.len(),
        notices: current.into_iter().take(NOTICES).collect(),
        notices_href: desk.href(Target::Notices),
        figures: figures(facts),
    }
}

fn network_tree(desk: &Desk, network: NetworkIx) -> NetworkTree {
    let record = &desk.facts.board[network];
    let roots = desk.facts.roots(network).filter(|&root| desk.facts.in_force(root));
    let roots: Vec<GridIx> = roots.collect();
    let mut counts = vec![0; record.levels.len()];
    for grid in desk.facts.board.grid_ids().filter(|&grid| desk.facts.in_force(grid)) {
        let grid = &desk.facts.board[grid];
        if grid.network == network {
            counts[grid.level] += 1;
        }
    }
    let levels = record.levels.iter().zip(counts).enumerate();
    let levels = levels.filter(|&(depth, (_, count))| count > usize::from(depth == 0));
    NetworkTree {
        id: record.id.value.clone(),
        name: record.name.clone(),
        levels: levels.map(|(_, (level, count))| LevelCount { name: level.name.clone(), count }).collect(),
        map: map::of_network(desk, network),
        roots: desk.trees(&roots, 3),
    }
}

/// Everything late.
fn overdue(desk: &Desk) -> OverdueList {
    let facts = desk.facts;
    let (board, day) = (facts.board, facts.day);
    let disclosures: Vec<DisclosureItem> = facts
        .catalogue()
        .filter(|&item| facts.disclosure(item).state == DisclosureState::Overdue)
        .map(|item| desk.disclosure(item))
        .collect();
    let commitments: Vec<CommitmentItem> =
        status::commitments::overdue(board.commitments(), day).map(|at| desk.commitment(at)).collect();
    let replies: Vec<ReplyItem> =
        status::replies::overdue(board.replies(), day).map(|at| desk.reply(at)).collect();
    let cadences = cadences(desk);
    let total = disclosures.len() + commitments.len() + replies.len() + cadences.len();
    OverdueList { total, disclosures, commitments, replies, cadences }
}

fn cadences(desk: &Desk) -> Vec<OverdueCadence> {
    let facts = desk.facts;
    if facts.board.cadences.is_empty() {
        return Vec::new();
    }
    let grids = facts.board.grid_ids().map(Subject::Grid);
    let subjects = grids.chain(facts.board.member_ids().map(Subject::Member));
    let calendars = subjects.map(|subject| (subject, facts.calendars(subject)));
    let link = |subject| {
        let subject = desk.subject(subject);
        Link { name: subject.name, href: subject.href }
    };
    let line = |behind: Behind| OverdueCadence {
        name: facts.board[behind.cadence].name.clone(),
        who: behind.who.into_iter().map(link).collect(),
        period: behind.period.to_string(),
    };
    duties::behind(calendars, facts.day).into_iter().map(line).collect()
}

fn fresh(desk: &Desk) -> Vec<FreshItem> {
    let board = desk.facts.board;
    let day = desk.facts.day.0;
    let is_fresh = |date: NaiveDate| (0..=FRESH_DAYS).contains(&(day - date).num_days());
    let mut found: Vec<FreshItem> = Vec::new();
    let mut add = |kind, date: NaiveDate, title: &str, target| {
        if is_fresh(date) {
            found.push(FreshItem {
                kind,
                date: date.to_string(),
                title: title.to_string(),
                href: desk.href(target),
            });
        }
    };
    let pages = (0..board.pages().len() as u32).map(PageIx);
    for page in pages.filter(|&page| !desk.facts.is_expired(page)) {
        let record = &board[page];
        let kind = if record.kind == PageKind::Notice { "notice" } else { "page" };
        if let Some(date) = &record.date {
            add(kind, date.value, &desk.facts.title(page), Target::Page(page));
        }
    }
    for (at, commitment) in status::commitments::made(board.commitments(), desk.facts.day) {
        match commitment.latest(desk.facts.day) {
            Some(step) => add("progress", step.date.value, &commitment.title.value, desk.facts.promise(at)),
            None => add("commitment", commitment.made.value, &commitment.title.value, desk.facts.promise(at)),
        }
    }
    for (at, reply) in board.replies().iter().enumerate() {
        if let Some(answered) = &reply.answered {
            add("reply", answered.value, &reply.question.value, Target::Reply(at));
        }
    }
    found.sort_by(|a, b| Reverse(&a.date).cmp(&Reverse(&b.date)));
    found
}

/// The newest bulletin of `scheme`.
pub(in crate::site) fn newest<'f>(facts: &'f Facts, scheme: SchemeIx) -> Option<&'f Arc<RatingSheet>> {
    facts.sheet(scheme, facts.units(scheme).next_back()?)
}

fn latest(desk: &Desk, scheme: SchemeIx) -> Option<LatestBulletin> {
    let sheet = newest(desk.facts, scheme)?;
    let last = desk.last_expected(scheme)?;
    Some(LatestBulletin {
        scheme: desk.scheme(scheme),
        bulletin: desk.period(scheme, sheet.period),
        missing: sheet.period.next().to(last).map(|period| period.to_string()).collect(),
        groups: groups(desk, sheet),
        counts: counts(&sheet.entries),
        total: sheet.entries.len(),
    })
}

/// All results of a bulletin by the parts of the board: the grids straight below the one that holds them all.
fn groups(desk: &Desk, sheet: &RatingSheet) -> Vec<ResultGroup> {
    let ways: Vec<Vec<GridIx>> = sheet.entries.iter().map(|entry| way(desk.facts, entry.subject)).collect();
    let known = || ways.iter().filter(|way| !way.is_empty());
    let first = known().next().map_or(&[][..], Vec::as_slice);
    let shared = |way: &Vec<GridIx>| way.iter().zip(first).take_while(|(here, there)| here == there).count();
    let shared = known().map(shared).min().unwrap_or_default();
    let mut parts: Vec<(Option<GridIx>, Vec<&RatingEntry>)> = Vec::new();
    for (entry, way) in sheet.entries.iter().zip(&ways) {
        let part = way.get(shared).or(way.last()).copied();
        match parts.iter_mut().find(|(known, _)| *known == part) {
            Some((_, entries)) => entries.push(entry),
            None => parts.push((part, vec![entry])),
        }
    }
    if parts.len() > PARTS {
        parts = vec![(None, sheet.entries.iter().collect())];
    }
    // As the tree has them; those of no part last.
    let place = |grid: GridIx| {
        let above = desk.facts.board[grid].parent;
        let beside = above.map(|above| &desk.facts.board[above].children);
        (above, beside.and_then(|beside| beside.iter().position(|&other| other == grid)), grid)
    };
    parts.sort_by_key(|(part, _)| (part.is_none(), part.map(place)));
    let shown = sheet.entries.len() <= RESULTS;
    let group = |(part, entries): (Option<GridIx>, Vec<&RatingEntry>)| ResultGroup {
        grid: part.map(|grid| desk.grid(grid)),
        counts: counts(entries.iter().copied()),
        total: entries.len(),
        entries: entries.into_iter().filter(|_| shown).map(|entry| desk.entry(sheet, entry, false)).collect(),
    };
    parts.into_iter().map(group).collect()
}

/// How many of `entries` have so many stars.
fn counts<'e>(entries: impl IntoIterator<Item = &'e RatingEntry>) -> Vec<StarCount> {
    let mut counts: BTreeMap<Reverse<u32>, usize> = BTreeMap::new();
    for stars in entries.into_iter().filter_map(|entry| entry.stars.as_ref()) {
        *counts.entry(Reverse(stars.lit)).or_default() += 1;
    }
    counts.into_iter().map(|(Reverse(lit), count)| StarCount { lit, count }).collect()
}

/// The grids from the root down to where `subject` belongs; none for who belongs nowhere.
fn way(facts: &Facts, subject: Subject) -> Vec<GridIx> {
    let grid = match subject {
        Subject::Grid(grid) => Some(grid),
        Subject::Member(member) => {
            let own = facts.board[member].grid.as_ref().map(|at| at.value);
            own.or_else(|| facts.posts(member).first().map(|post| post.grid))
        }
    };
    let mut way: Vec<GridIx> = grid.into_iter().flat_map(|grid| facts.board.ancestry(grid)).collect();
    way.reverse();
    way
}

/// The board in numbers.
pub(in crate::site) fn figures(facts: &Facts) -> Figures {
    let board = facts.board;
    // Of several networks the one that must hold every household speaks for the whole board.
    let speaks = facts.current_networks().min_by_key(|&network| (!board[network].complete, network));
    let roots =
        || speaks.into_iter().flat_map(|network| facts.roots(network)).filter(|&root| facts.in_force(root));
    let sum = |numbers: Vec<Option<u32>>| numbers.into_iter().sum::<Option<u32>>().filter(|sum| *sum > 0);
    // Households of another network may be in none of these roots.
    let listed = Some(board.households().len() as u32).filter(|listed| *listed > 0);
    let households = sum(roots().map(|root| facts.households(root)).collect()).max(listed);
    let households = households.filter(|_| roots().all(|root| facts.tells_households(root)));
    Figures {
        households,
        population: roots()
            .map(|root| facts.population(root))
            .sum::<Option<Shown<u32>>>()
            .filter(|sum| *sum.get() > 0),
        members: board.member_ids().filter(|&member| facts.in_office(member)).count(),
        further: roots().flat_map(|root| crate::site::pages::grids::figures(facts, root)).collect(),
    }
}
