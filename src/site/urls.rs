//! The one maker of URLs: where each thing lies in the output, and how one page refers to another.

mod orders;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::calendar::Period;
use crate::model::BaseUrl;
use crate::model::board::{
    AssetIx, BoardHome, BoardIx, DisclosureIx, GridIx, MemberIx, PageIx, PageKind, SchemeIx,
};

use crate::site::tracking::seen::Seen;

pub use orders::{PromiseOrder, ResultOrder};

/// Something that has an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// `index.html`
    Home,
    /// `grids/ID/index.html`
    Grid(GridIx),
    /// `members/ID/index.html`
    Member(MemberIx),
    /// `commitments/index.html`, `commitments/by-grid/index.html`; further pages, counted from 0, in folders by number.
    Commitments(PromiseOrder, usize),
    /// A commitment in the order of states, by its index in the board, on that page.
    Commitment(usize, usize),
    /// `commitments/s~pages.js`: which of them stand on which page in the order of states.
    CommitmentPages,
    /// `ratings/index.html`
    Ratings,
    /// `ratings/SCHEME/PERIOD/index.html`
    Bulletin(SchemeIx, Period),
    /// A further page of it, counted from 0: `ratings/SCHEME/PERIOD/2/index.html`
    BulletinPart(SchemeIx, Period, usize),
    /// `ratings/SCHEME/months-2026/index.html`, `ratings/SCHEME/months-2026/by-grid/index.html`: a year's results, everybody
    /// by month; further pages, counted from 0, in folders by number.
    YearResults(SchemeIx, i32, ResultOrder, usize),
    /// `lookup/index.html`
    Lookup,
    /// `lookup/GRID/index.html`
    LookupGrid(GridIx),
    /// `lookup/s~directory.js`. No id holds a `~`, so no grid's folder can be in its way.
    LookupDirectory,
    /// `lookup/s~keys-N.js`
    LookupKeys(usize),
    /// `lookup/s~doors-N.js`
    LookupDoors(usize),
    /// `lookup/s~people-N.js`
    LookupPeople(usize),
    /// `lookup/s~matters-N.js`
    LookupMatters(usize),
    /// `contents/index.html`
    Contents,
    /// `disclosures/index.html`
    Disclosures,
    /// An item there.
    Disclosure(DisclosureIx),
    /// `notices/index.html`
    Notices,
    /// `notices/ID/index.html` or `pages/ID/index.html`
    Page(PageIx),
    /// `replies/index.html`
    Replies,
    /// A question there, by its index in the board.
    Reply(usize),
    /// `services/index.html`
    Services,
    /// `boards/index.html`
    Boards,
    /// `boards/ID/index.html`
    Board(BoardIx),
    /// `changes/index.html`
    Changes,
    /// `changes/2026/index.html`
    ChangesYear(i32),
    /// `changes/2026/12/index.html`: a publication, by its year and number.
    Publication(i32, u32),
    /// `changes/grids/ID/index.html`
    ChangesGrid(GridIx),
    /// `data/index.html`
    Data,
    /// `kiosk/index.html`
    Kiosk,
    /// `kiosk/s~pulse.js`
    KioskPulse,
    /// `404.html`
    NotFound,
    /// `data/datapackage.json`
    DataPackage,
    /// `data/NAME.csv`
    Csv(&'static str),
    /// `data/NAME.json`
    Json(&'static str),
    /// `files/…`: a picture or map that records name.
    Asset(AssetIx),
    /// `posters/board.pdf`
    BoardSheet,
    /// `posters/grid-ID.pdf`
    GridSheet(GridIx),
    /// `posters/cards-ID.pdf`
    CardsSheet(GridIx),
    /// `posters/member-cards-ID.pdf`
    MemberCardsSheet(GridIx),
    /// `posters/bulletin-SCHEME-PERIOD.pdf`
    BulletinSheet(SchemeIx, Period),
    /// `feed.xml`
    Feed,
    /// `changes.xml`
    ChangesFeed,
    /// `sitemap.xml`
    Sitemap,
    /// `sitemap-N.xml`: its parts, where one file would be too large.
    SitemapPart(usize),
    /// `site.webmanifest`
    Manifest,
    /// `robots.txt`
    Robots,
}

impl Target {
    /// Whether it is published once, whatever the number of languages.
    pub fn is_shared(self) -> bool {
        use Target::*;
        matches!(
            self,
            NotFound
                | DataPackage
                | Csv(_)
                | Json(_)
                | Asset(_)
                | BoardSheet
                | GridSheet(_)
                | CardsSheet(_)
                | MemberCardsSheet(_)
                | BulletinSheet(..)
                | Feed
                | ChangesFeed
                | Sitemap
                | SitemapPart(_)
                | Manifest
                | Robots
        )
    }
}

/// The page of a list in `folder`: the first is the folder's own.
fn numbered(folder: String, number: usize) -> String {
    match number {
        0 => format!("{folder}/index.html"),
        further => format!("{folder}/{}/index.html", further + 1),
    }
}

/// The path of `target` in the output folder: Unicode as in the records, `/` between.
pub(super) fn path(board: Seen<'_>, target: Target) -> String {
    match target {
        Target::Home => "index.html".into(),
        Target::Grid(grid) => format!("grids/{}/index.html", board[grid].id.value),
        Target::Member(member) => format!("members/{}/index.html", board[member].id.value),
        Target::Commitments(order, number) => match order {
            PromiseOrder::State => numbered("commitments".into(), number),
            order => numbered(format!("commitments/by-{}", order.code()), number),
        },
        Target::Commitment(_, number) => numbered("commitments".into(), number),
        Target::CommitmentPages => "commitments/s~pages.js".into(),
        Target::Ratings => "ratings/index.html".into(),
        Target::Bulletin(scheme, period) => format!("ratings/{}/{period}/index.html", board[scheme].id.value),
        Target::BulletinPart(scheme, period, number) => {
            numbered(format!("ratings/{}/{period}", board[scheme].id.value), number)
        }
        Target::YearResults(scheme, year, order, number) => {
            let folder = format!("ratings/{}/months-{year}", board[scheme].id.value);
            match order {
                ResultOrder::Name => numbered(folder, number),
                order => numbered(format!("{folder}/by-{}", order.code()), number),
            }
        }
        Target::Lookup => "lookup/index.html".into(),
        Target::LookupGrid(grid) => format!("lookup/{}/index.html", board[grid].id.value),
        Target::LookupDirectory => "lookup/s~directory.js".into(),
        Target::LookupKeys(number) => format!("lookup/s~keys-{number}.js"),
        Target::LookupDoors(number) => format!("lookup/s~doors-{number}.js"),
        Target::LookupPeople(number) => format!("lookup/s~people-{number}.js"),
        Target::LookupMatters(number) => format!("lookup/s~matters-{number}.js"),
        Target::Contents => "contents/index.html".into(),
        Target::Disclosures | Target::Disclosure(_) => "disclosures/index.html".into(),
        Target::Notices => "notices/index.html".into(),
        Target::Page(page) => match board[page].kind {
            PageKind::Page => format!("pages/{}/index.html", board[page].id.value),
            PageKind::Notice => format!("notices/{}/index.html", board[page].id.value),
        },
        Target::Replies | Target::Reply(_) => "replies/index.html".into(),
        Target::Services => "services/index.html".into(),
        Target::Boards => "boards/index.html".into(),
        Target::Board(at) => format!("boards/{}/index.html", board[at].id.value),
        Target::Changes => "changes/index.html".into(),
        Target::ChangesYear(year) => format!("changes/{year}/index.html"),
        Target::Publication(year, number) => format!("changes/{year}/{number}/index.html"),
        Target::ChangesGrid(grid) => format!("changes/grids/{}/index.html", board[grid].id.value),
        Target::Data => "data/index.html".into(),
        Target::Kiosk => "kiosk/index.html".into(),
        Target::KioskPulse => "kiosk/s~pulse.js".into(),
        Target::NotFound => "404.html".into(),
        Target::DataPackage => "data/datapackage.json".into(),
        Target::Csv(name) => format!("data/{name}.csv"),
        Target::Json(name) => format!("data/{name}.json"),
        Target::Asset(asset) => format!("files/{}", board[asset].published),
        Target::BoardSheet => "posters/board.pdf".into(),
        Target::GridSheet(grid) => format!("posters/grid-{}.pdf", board[grid].id.value),
        Target::CardsSheet(grid) => format!("posters/cards-{}.pdf", board[grid].id.value),
        Target::MemberCardsSheet(grid) => format!("posters/member-cards-{}.pdf", board[grid].id.value),
        Target::BulletinSheet(scheme, period) => {
            format!("posters/bulletin-{}-{period}.pdf", board[scheme].id.value)
        }
        Target::Feed => "feed.xml".into(),
        Target::ChangesFeed => "changes.xml".into(),
        Target::Sitemap => "sitemap.xml".into(),
        Target::SitemapPart(number) => format!("sitemap-{number}.xml"),
        Target::Manifest => "site.webmanifest".into(),
        Target::Robots => "robots.txt".into(),
    }
}

/// The id of the element that `target` is on its page, for those that are no page of their own.
pub(super) fn anchor(board: Seen<'_>, target: Target) -> Option<String> {
    match target {
        Target::Commitment(index, _) => Some(format!("c-{}", board.commitment(index).id.value)),
        Target::Disclosure(item) => Some(format!("d-{}", board[item].id.value)),
        // Questions have no id; the day asked and a running number survive the addition of later ones.
        Target::Reply(index) => {
            let replies = board.replies();
            let asked = replies[index].asked.value;
            let earlier = replies[..index].iter().filter(|reply| reply.asked.value == asked).count();
            Some(format!("q-{asked}-{}", earlier + 1))
        }
        _ => None,
    }
}

/// From where a page refers to others.
#[derive(Clone, Debug)]
pub enum Origin {
    /// From its own path in the output.
    Page(String),
    /// From wherever a visitor asked for something that is not there: by the folder of the site on its host.
    Anywhere(String),
}

impl Origin {
    /// The href of the file at `to`.
    pub fn link(&self, to: &str) -> String {
        match self {
            Origin::Page(path) => relative(path, to),
            Origin::Anywhere(folder) => {
                let mut href = folder.clone();
                href.extend(utf8_percent_encode(to, PATH));
                href
            }
        }
    }

    /// The prefix that leads to the top of the output.
    pub fn root(&self) -> String {
        match self {
            Origin::Page(path) => "../".repeat(path.matches('/').count()),
            Origin::Anywhere(folder) => folder.clone(),
        }
    }

    /// The href of `target`, which lies at `to`.
    pub(super) fn href(&self, board: Seen<'_>, to: &str, target: Target) -> String {
        self.place(to, anchor(board, target).as_deref())
    }

    /// The href of the element `anchor` of the page at `to`.
    pub(super) fn place(&self, to: &str, anchor: Option<&str>) -> String {
        let fragment = anchor.map(|anchor| format!("#{}", encode(anchor))).unwrap_or_default();
        match self {
            Origin::Page(path) if path == to && !fragment.is_empty() => fragment,
            _ => self.link(to) + &fragment,
        }
    }
}

/// The href of the file at `to` on the page at `from`.
pub fn relative(from: &str, to: &str) -> String {
    // Up to which byte the folders are the same.
    let mut shared = 0;
    for ((at, byte), other) in from.bytes().enumerate().zip(to.bytes()) {
        match byte == other {
            true if byte == b'/' => shared = at + 1,
            true => {}
            false => break,
        }
    }
    let up = from[shared..].matches('/').count();
    let mut href = String::with_capacity(3 * up + to.len() - shared);
    (0..up).for_each(|_| href.push_str("../"));
    href.extend(utf8_percent_encode(&to[shared..], PATH));
    href
}

/// The absolute address of the file at `to`; a folder's `index.html` is the folder itself.
pub fn absolute(base_url: &BaseUrl, to: &str) -> String {
    let shown = match to.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => to,
    };
    let encoded: Vec<String> = shown.split('/').map(encode).collect();
    format!("{}/{}", base_url.as_str(), encoded.join("/"))
}

/// The address of the file at `to` of another board, on a page from which `root` leads to the top of this site.
pub(super) fn elsewhere(home: &BoardHome, root: &str, to: &str) -> String {
    match home {
        _ if is_address(to) => to.to_owned(),
        BoardHome::Address(base_url) => absolute(base_url, to),
        BoardHome::Beside(folder) => {
            let folder = folder.strip_prefix("./").unwrap_or(folder);
            let path = format!("{folder}/{to}");
            format!("{root}{}", utf8_percent_encode(&path, PATH))
        }
    }
}

/// The file at `path` of a board with that `home`, as this board tells the one above it: a whole address, or a path seen
/// from the top of this site.
pub(super) fn passed_on(home: Option<&BoardHome>, path: &str) -> Option<String> {
    match home {
        _ if is_address(path) => Some(path.to_owned()),
        Some(BoardHome::Address(base_url)) => Some(absolute(base_url, path)),
        Some(BoardHome::Beside(folder)) => Some(format!("{folder}/{path}")),
        None => None,
    }
}

fn is_address(path: &str) -> bool {
    path.starts_with("https://") || path.starts_with("http://")
}

/// What is percent-encoded in a segment of a path or a fragment: all but the unreserved ASCII characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// The same in a whole path.
const PATH: &AsciiSet = &SEGMENT.remove(b'/');

/// One path segment or fragment as it stands in an address.
pub fn encode(segment: &str) -> String {
    utf8_percent_encode(segment, SEGMENT).to_string()
}

#[cfg(test)]
mod tests;
