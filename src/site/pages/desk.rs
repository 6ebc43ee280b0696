//! The page being made: the board's facts seen from one place in the output, so that hrefs come out right.

use crate::model::board::{
    AssetIx, BoardBelow, GridIx, LinkTarget, Markdown, MemberIx, PageIx, SchemeIx, Stars, Subject,
};

use crate::site::posters::whose;
use crate::site::tracking::facts::Facts;
use crate::site::urls::{self, Origin, PromiseOrder, Target};
use crate::site::view::{
    Frame, Link, MarkdownText, NavItem, NoticeLine, Pager, PagerPart, Picture, ResolvedLink, SheetKind,
    SheetLink, StarsView, SubjectLink,
};

/// So many pages of a list are offered at equal distances, beside those near the one being made.
const OFFERED: usize = 16;
/// So many on each side are near.
const NEAR: usize = 2;

/// Which of `count` pages are offered on page `number`.
fn offered(number: usize, count: usize) -> impl Iterator<Item = usize> {
    let step = count.div_ceil(OFFERED).max(1);
    (0..count).filter(move |&at| at % step == 0 || at + 1 == count || at.abs_diff(number) <= NEAR)
}

/// One page's desk.
pub(in crate::site) struct Desk<'a> {
    pub facts: &'a Facts<'a>,
    pub path: String,
    target: Target,
    from: Origin,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(facts: &'a Facts<'a>, target: Target) -> Desk<'a> {
        let path = facts.edition.path(target);
        let base_url = facts.board.settings.base_url.as_ref();
        let from = match base_url.filter(|_| target == Target::NotFound) {
            Some(base) => Origin::Anywhere(base.folder()),
            None => Origin::Page(path.clone()),
        };
        Desk { facts, path, target, from }
    }

    /// The href of `target` from here.
    pub(crate) fn href(&self, target: Target) -> String {
        self.from.href(self.facts.board, &self.facts.edition.path(target), target)
    }

    /// The href of the file at `path` in the output.
    pub(crate) fn file(&self, path: &str) -> String {
        self.from.link(path)
    }

    /// The href of the element `anchor` on the page of `target`.
    pub(crate) fn place(&self, target: Target, anchor: &str) -> String {
        self.from.place(&self.facts.edition.path(target), Some(anchor))
    }

    /// Page `number` of a list of `count` pages, which are `target(number)` and begin with what `first(number)` tells.
    pub(crate) fn pager(
        &self,
        number: usize,
        count: usize,
        first: impl Fn(usize) -> PagerPart,
        target: impl Fn(usize) -> Target,
    ) -> Pager {
        let href = |number: usize| self.href(target(number));
        Pager {
            number: number + 1,
            previous: number.checked_sub(1).map(href),
            next: Some(number + 1).filter(|next| *next < count).map(href),
            count,
            parts: offered(number, count)
                .map(|at| PagerPart { number: at + 1, href: href(at), ..first(at) })
                .collect(),
        }
    }

    /// A grid's name with its page.
    pub(crate) fn grid(&self, grid: GridIx) -> Link {
        let name = self.facts.board[grid].name.value.clone();
        Link { name, href: Some(self.href(Target::Grid(grid))) }
    }

    /// A member's page, if there is one.
    pub(crate) fn member_href(&self, member: MemberIx) -> Option<String> {
        self.facts.has_page(member).then(|| self.href(Target::Member(member)))
    }

    /// A member's name with the page.
    pub(crate) fn member(&self, member: MemberIx) -> Link {
        Link { name: self.facts.board[member].name.value.clone(), href: self.member_href(member) }
    }

    /// Who promised, is rated, or did something.
    pub(crate) fn subject(&self, subject: Subject) -> SubjectLink {
        let (kind, id, link) = match subject {
            Subject::Grid(grid) => ("grid", &self.facts.board[grid].id, self.grid(grid)),
            Subject::Member(member) => ("member", &self.facts.board[member].id, self.member(member)),
        };
        SubjectLink { kind, id: id.value.clone(), name: link.name, href: link.href }
    }

    /// The grids above `grid`, root first.
    pub(crate) fn above(&self, grid: GridIx) -> Vec<Link> {
        let mut above: Vec<GridIx> = self.facts.board.ancestry(grid).skip(1).collect();
        above.reverse();
        above.into_iter().map(|grid| self.grid(grid)).collect()
    }

    /// A file that records name.
    pub(crate) fn picture(&self, asset: AssetIx) -> Picture {
        let record = &self.facts.board[asset];
        let name = record.path.rsplit('/').next().unwrap_or(&record.path).to_string();
        Picture { href: self.href(Target::Asset(asset)), name, is_image: record.picture.is_some() }
    }

    /// Markdown with its relative links resolved from here.
    pub(crate) fn markdown(&self, markdown: &Markdown) -> MarkdownText {
        let resolve = |target: LinkTarget| match target {
            LinkTarget::Page(page) => self.href(Target::Page(page)),
            LinkTarget::Asset(asset) => self.href(Target::Asset(asset)),
        };
        let links = markdown.links.iter();
        let links = links.map(|(written, to)| ResolvedLink { written: written.clone(), href: resolve(*to) });
        let language = self.facts.edition.original_language();
        MarkdownText { text: markdown.text.clone(), language, links: links.collect() }
    }

    /// The text of a page or notice: as it was written in this language, else the original.
    pub(crate) fn body(&self, page: PageIx) -> MarkdownText {
        match self.facts.edition.version(page) {
            Some(version) => MarkdownText { language: None, ..self.markdown(&version.body) },
            None => self.markdown(&self.facts.board[page].body),
        }
    }

    /// A page or notice in a list.
    pub(crate) fn notice(&self, page: PageIx) -> NoticeLine {
        let board = self.facts.board;
        let record = &board[page];
        NoticeLine {
            id: record.id.value.clone(),
            title: self.facts.title(page),
            href: self.href(Target::Page(page)),
            date: record.date.as_ref().map(|at| at.value.to_string()),
            expires: record.expires.as_ref().map(|at| at.value.to_string()),
            expired: self.facts.is_expired(page),
            grid: record.grid.as_ref().map(|at| self.grid(at.value)),
            section: record.section.clone(),
            disclosure: record.disclosure.as_ref().map(|at| Link {
                name: board[at.value].name.clone(),
                href: Some(self.href(Target::Disclosure(at.value))),
            }),
            period: record.period.as_ref().map(|at| at.value.to_string()),
        }
    }

    /// The file at `path` of a board below, or the element `anchor` there, where it is known where its pages are.
    pub(crate) fn board_href(&self, board: &BoardBelow, path: &str, anchor: Option<&str>) -> Option<String> {
        let address = urls::elsewhere(board.home.as_ref()?, &self.from.root(), path);
        let fragment = anchor.map(|anchor| format!("#{}", urls::encode(anchor))).unwrap_or_default();
        Some(address + &fragment)
    }

    /// Standing pages as a menu.
    pub(crate) fn standing_pages(&self) -> Vec<Link> {
        let link =
            |page: PageIx| Link { name: self.facts.title(page), href: Some(self.href(Target::Page(page))) };
        self.facts.standing_pages().iter().map(|&page| link(page)).collect()
    }

    /// Stars of an entry of `scheme`.
    pub(crate) fn stars(&self, scheme: SchemeIx, stars: &Stars) -> StarsView {
        self.facts.stars(scheme, stars)
    }

    /// The common part.
    pub(crate) fn frame(&self, kind: &'static str, title: Option<String>, crumbs: Vec<Link>) -> Frame {
        let settings = self.facts.board.settings;
        let base_url = settings.base_url.as_ref();
        let (nav, empty) = self.sections(kind);
        Frame {
            kind,
            path: self.path.clone(),
            root: self.from.root(),
            home: self.href(Target::Home),
            title,
            summary: None,
            nav,
            empty,
            pages: self.standing_pages(),
            kiosk: settings.kiosk.as_ref().map(|_| self.href(Target::Kiosk)),
            data: self.href(Target::Data),
            changes: self.facts.filled().changes.then(|| self.href(Target::Changes)),
            sheets: self.sheets(),
            crumbs,
            as_of: self.facts.day.to_string(),
            language: self.facts.edition.language.to_owned(),
            original: self.facts.edition.original_language(),
            editions: self.facts.edition.all(self.target, &self.from),
            canonical: base_url
                .filter(|_| self.target != Target::NotFound)
                .map(|base| urls::absolute(base, &self.path)),
            feed: base_url.map(|_| self.href(Target::Feed)),
            manifest: base_url.map(|_| self.href(Target::Manifest)),
        }
    }

    /// The sheets of paper that say what the page says, where they are published.
    fn sheets(&self) -> Vec<SheetLink> {
        let facts = self.facts;
        let found = match self.target {
            _ if !facts.with_sheets => Vec::new(),
            Target::Home => vec![(SheetKind::Board, Target::BoardSheet)],
            Target::Grid(grid) if facts.in_force(grid) => {
                let cards = facts.has_doors(grid).then_some((SheetKind::Cards, Target::CardsSheet(grid)));
                let people = whose::sheet_of(facts, grid);
                let people = people.map(|head| (SheetKind::MemberCards, Target::MemberCardsSheet(head)));
                [(SheetKind::Grid, Target::GridSheet(grid))].into_iter().chain(cards).chain(people).collect()
            }
            Target::LookupGrid(grid) if facts.in_force(grid) => {
                vec![(SheetKind::Cards, Target::CardsSheet(grid))]
            }
            // Only the newest of its length hangs on the wall.
            Target::Bulletin(scheme, period) => {
                let mut newer = facts.published(scheme).filter(|other| other.cycle() == period.cycle());
                let is_newest = newer.all(|other| other <= period);
                is_newest
                    .then_some((SheetKind::Bulletin, Target::BulletinSheet(scheme, period)))
                    .into_iter()
                    .collect()
            }
            _ => Vec::new(),
        };
        found.into_iter().map(|(kind, to)| SheetLink { code: kind.name(), href: self.href(to) }).collect()
    }

    /// The sections with something in them, and those that have a page only: these are told on the front page and on each
    /// other's.
    fn sections(&self, kind: &'static str) -> (Vec<NavItem>, Vec<NavItem>) {
        let filled = self.facts.filled();
        let board = self.facts.board;
        let section = match kind {
            "lookup_grid" | "contents" => "lookup",
            "bulletin" | "year_results" => "ratings",
            "notice" | "page" => "notices",
            "board" => "boards",
            other => other,
        };
        let items = [
            ("home", Target::Home, true),
            ("lookup", Target::Lookup, true),
            ("commitments", Target::Commitments(PromiseOrder::State, 0), filled.commitments),
            ("ratings", Target::Ratings, !board.schemes.is_empty()),
            ("disclosures", Target::Disclosures, !board.disclosures.is_empty()),
            ("notices", Target::Notices, filled.pages),
            ("replies", Target::Replies, filled.replies),
            ("services", Target::Services, filled.services),
        ];
        // A board with none below it lacks nothing.
        let below = filled.boards.then_some(("boards", Target::Boards, true));
        let (filled, empty): (Vec<_>, Vec<_>) =
            items.into_iter().chain(below).partition(|&(_, _, is_filled)| is_filled);
        let item = |(code, to, _)| NavItem { code, href: self.href(to), current: code == section };
        let tells_empty = section == "home" || empty.iter().any(|&(code, ..)| code == section);
        let empty = if tells_empty { empty } else { Vec::new() };
        (filled.into_iter().map(item).collect(), empty.into_iter().map(item).collect())
    }
}
