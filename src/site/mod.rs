//! Which pages exist, where they lie, and what each one says: the board as views, before any wording or markup.

mod changes;
mod data;
mod edition;
#[cfg(test)]
pub(crate) mod fixture;
mod links;
mod lookup;
mod pages;
pub mod posters;
mod results;
#[cfg(test)]
mod suppressed;
#[cfg(test)]
mod tests;
mod tracking;
pub mod urls;
pub mod view;
mod web;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::attachment::Reading;
use crate::blob::Blob;
use crate::calendar::AsOf;
use crate::model::Board;
use crate::model::board::{AssetIx, BoardBelow, BoardIx, PageIx};
use crate::source::Span;
use crate::status::boards::{counted, identity};

use edition::Edition;
use pages::desk::Desk;
use pages::{
    articles, boards, bulletin, commitments, disclosures, grids, home, kiosk, members, open_data, ratings,
    replies, services, year_results,
};
use tracking::cache::EditionCache;
use tracking::facts::Facts;
use tracking::noted::Noted;
use tracking::notes::Changed;
use tracking::tables::Tables;
use urls::Target;
use view::{Answers, NotFoundView, PageView, Shard, Table, WebView};

pub use changes::{Recorded, recorded};
pub use data::{column, columns};
pub use tracking::cache::PlanCache;

/// The finished plan: every file of the output but the theme's own.
#[derive(Debug)]
pub struct Site {
    /// Every page, sorted by path; each knows its own (`frame().path`).
    pub pages: Vec<Arc<PageView>>,
    /// The open data.
    pub tables: Vec<Table>,
    /// What scripts load: the look-up while somebody types, the kiosk now and then.
    pub shards: Vec<Arc<Shard>>,
    /// Pictures and maps that records name.
    pub files: Vec<SiteFile>,
    /// Feed, sitemap and manifest; only with `base_url`.
    pub web: Option<WebView>,
    /// What tells the board from others.
    pub id: String,
    /// The same of every board below it.
    pub ids_below: Vec<String>,
    /// The board's title, for what is no page.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// The day on which everything is judged.
    pub as_of: String,
    /// BCP 47: which strings of the theme are used.
    pub language: String,
}

/// A file published as it is.
#[derive(Clone, Debug)]
pub struct SiteFile {
    /// Its path in the output.
    pub path: String,
    /// Its bytes.
    pub bytes: Blob,
    /// What it says, where its bytes hide that.
    pub reading: Option<Arc<Reading>>,
    /// The record that names it.
    pub at: Span,
}

/// What the site consists of on `day`.
pub fn plan(board: &Arc<Board>, day: AsOf) -> Site {
    replan(board, day, false, &mut PlanCache::default())
}

/// The same with the last plan: what read nothing that says something else now is not planned again. Pages offer the
/// sheets of [`posters`] that belong to them where the site is published `with_sheets`.
pub fn replan(board: &Arc<Board>, day: AsOf, with_sheets: bool, cache: &mut PlanCache) -> Site {
    let tables = Arc::new(Tables::new(board, day));
    let (numbering, changed) = cache.advance(board, &tables, day, with_sheets);
    let changed = changed.as_ref();
    let mut facts = Facts::with(board, Some(&numbering), day, tables);
    facts.with_sheets = with_sheets;
    let mut shards: Vec<Arc<Shard>> = Vec::new();
    let editions: Vec<Edition> =
        [Edition::own(facts.board)].into_iter().chain(Edition::further(facts.board)).collect();
    cache.editions.resize_with(editions.len(), EditionCache::default);
    for (turned, cache) in editions.into_iter().zip(&mut cache.editions) {
        facts.turn(turned);
        shards.extend(edition(&facts, changed, cache));
    }
    facts.turn(Edition::own(facts.board));
    let pages = cache.editions.iter().flat_map(|edition| edition.pages.values());
    let mut pages: Vec<Arc<PageView>> = pages.map(|page| page.made.clone()).collect();
    pages.sort_by(|a, b| a.frame().path.cmp(&b.frame().path));
    let tables = data::tables(&facts, &mut cache.tables, changed);
    let asset = |asset: AssetIx| SiteFile {
        path: urls::path(facts.board, Target::Asset(asset)),
        bytes: board[asset].bytes.clone(),
        reading: board[asset].reading.clone(),
        at: board[asset].at,
    };
    let below = board.ground.boards.iter().filter_map(BoardBelow::published);
    let ids_below: BTreeSet<String> = below.flat_map(counted).map(str::to_owned).collect();
    Site {
        web: web::plan(&facts, &pages),
        tables,
        shards,
        files: (0..board.ground.assets.len() as u32).map(AssetIx).map(asset).collect(),
        id: identity(&board.ground),
        ids_below: ids_below.into_iter().collect(),
        title: board.ground.settings.title.clone(),
        publisher: board.ground.settings.publisher.clone(),
        as_of: day.to_string(),
        language: board.ground.settings.language.clone(),
        pages,
    }
}

/// The open data on `day`.
pub fn tables(board: &Arc<Board>, day: AsOf) -> Vec<Table> {
    data::tables(&Facts::new(board, day), &mut Default::default(), None)
}

/// Plans the pages of one language; what their scripts load.
fn edition(
    facts: &Facts,
    changed: Option<&Changed>,
    EditionCache { pages, lookup }: &mut EditionCache,
) -> Vec<Arc<Shard>> {
    let make = |facts: &Facts, target| match page(facts, target)? {
        // Its digest tells what is shown, in its language.
        PageView::Kiosk(view) => Some(kiosk::timed(facts.edition.worded_page(*view)).into()),
        view => Some(facts.edition.worded_page(view)),
    };
    let targets = targets(facts).into_par_iter().map(|target| (facts.edition.path(target), target));
    let one = |_: &String, target, before: Option<&Noted<PageView>>| {
        Noted::again(before, changed, facts, |facts| make(facts, target))
    };
    let (_, mut shards) =
        rayon::join(|| pages.renew(targets, one), || lookup::shards(facts, lookup, changed));
    shards.extend(commitments::pages(facts).map(Arc::new));
    shards.extend(pages.values().find_map(|page| match &*page.made {
        PageView::Kiosk(view) => Some(Arc::new(kiosk::pulse(facts, view))),
        _ => None,
    }));
    shards
}

/// Who covers the households that each of `queries` means, on `day`, told in the board's own language or a further one;
/// `None` where the board is not published in `language`.
pub fn who(board: &Board, day: AsOf, language: Option<&str>, queries: &[&str]) -> Option<Vec<Answers>> {
    let mut facts = Facts::new(board, day);
    let mut editions = [Edition::own(facts.board)].into_iter().chain(Edition::further(facts.board));
    facts.turn(editions.find(|edition| language.is_none_or(|language| edition.language == language))?);
    Some(lookup::who(&facts, queries))
}

/// Every page there is.
fn targets(facts: &Facts) -> Vec<Target> {
    let board = facts.board;
    let mut targets = vec![
        Target::Home,
        Target::Ratings,
        Target::Lookup,
        Target::Contents,
        Target::Disclosures,
        Target::Notices,
        Target::Replies,
        Target::Services,
        Target::Data,
    ];
    targets.extend(facts.edition.is_own().then_some(Target::NotFound));
    targets.extend(commitments::targets(facts));
    targets.extend(board.grid_ids().map(Target::Grid));
    targets.extend(board.grid_ids().filter(|&grid| facts.has_list(grid)).map(Target::LookupGrid));
    targets.extend(board.member_ids().filter(|&member| facts.has_page(member)).map(Target::Member));
    targets.extend((0..board.pages().len() as u32).map(PageIx).map(Target::Page));
    targets.extend(facts.filled().boards.then_some(Target::Boards));
    targets.extend((0..board.boards().len() as u32).map(BoardIx).map(Target::Board));
    targets.extend(changes::pages::targets(facts));
    targets.extend(board.settings.kiosk.as_ref().map(|_| Target::Kiosk));
    for scheme in facts.schemes() {
        for period in facts.published(scheme) {
            let pages = bulletin::pages(facts, scheme, period);
            targets.push(Target::Bulletin(scheme, period));
            targets.extend((1..pages).map(|number| Target::BulletinPart(scheme, period, number)));
        }
        targets.extend(year_results::targets(facts, scheme));
    }
    targets
}

/// The view of a page; `None` for what is no page of its own.
fn page(facts: &Facts, target: Target) -> Option<PageView> {
    Some(match target {
        Target::Home => home::page(facts).into(),
        Target::Grid(grid) => grids::page(facts, grid).into(),
        Target::Member(member) => members::page(facts, member).into(),
        Target::Commitments(order, number) => commitments::page(facts, order, number).into(),
        Target::Ratings => ratings::index(facts).into(),
        Target::Bulletin(scheme, period) => bulletin::page(facts, facts.sheet(scheme, period)?, 0).into(),
        Target::BulletinPart(scheme, period, number) => {
            bulletin::page(facts, facts.sheet(scheme, period)?, number).into()
        }
        Target::YearResults(scheme, year, order, number) => {
            year_results::page(facts, scheme, year, order, number)?.into()
        }
        Target::Lookup => lookup::index(facts).into(),
        Target::LookupGrid(grid) => lookup::page(facts, grid).into(),
        Target::Contents => lookup::contents(facts).into(),
        Target::Disclosures => disclosures::page(facts).into(),
        Target::Notices => articles::index(facts).into(),
        Target::Page(page) => articles::page(facts, page).into(),
        Target::Replies => replies::page(facts).into(),
        Target::Services => services::page(facts).into(),
        Target::Boards => boards::index(facts).into(),
        Target::Board(at) => boards::page(facts, at).into(),
        Target::Data => open_data::page(facts).into(),
        Target::Changes | Target::ChangesYear(_) | Target::Publication(..) | Target::ChangesGrid(_) => {
            changes::pages::page(facts, target)?.into()
        }
        Target::Kiosk => kiosk::page(facts, facts.board.settings.kiosk.as_ref()?).into(),
        Target::NotFound => {
            let desk = Desk::new(facts, Target::NotFound);
            let page = desk.frame("not_found", None, Vec::new());
            let (lookup_href, home_href) = (desk.href(Target::Lookup), desk.href(Target::Home));
            NotFoundView { page, site: facts.site.clone(), lookup_href, home_href }.into()
        }
        // Places within pages, what scripts load, files and what the web wants.
        Target::Commitment(..)
        | Target::Disclosure(_)
        | Target::Reply(_)
        | Target::CommitmentPages
        | Target::LookupDirectory
        | Target::LookupKeys(_)
        | Target::LookupDoors(_)
        | Target::LookupPeople(_)
        | Target::LookupMatters(_)
        | Target::KioskPulse
        | Target::DataPackage
        | Target::Csv(_)
        | Target::Json(_)
        | Target::Asset(_)
        | Target::BoardSheet
        | Target::GridSheet(_)
        | Target::CardsSheet(_)
        | Target::MemberCardsSheet(_)
        | Target::BulletinSheet(..)
        | Target::Feed
        | Target::ChangesFeed
        | Target::Sitemap
        | Target::SitemapPart(_)
        | Target::Manifest
        | Target::Robots => return None,
    })
}
