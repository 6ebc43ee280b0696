//! Boards of the places below, by what they published.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::board::{BoardBelow, BoardIx};
use crate::published::{Figures, Published, PublishedBoard, PublishedGrid};
use crate::status::boards::{self, Freshness};

use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{
    BoardBulletin, BoardCount, BoardFigures, BoardLate, BoardPerson, BoardPlace, BoardRow, BoardView,
    BoardsView, Link, StarCount,
};

/// Where the look-up of a board is.
pub(in crate::site) const LOOKUP: &str = "lookup/index.html";

/// The look-ups of all of them; of one whose pages are nowhere known, what this site tells of it.
pub(in crate::site) fn lookups(desk: &Desk) -> Vec<Link> {
    let ids = (0..desk.facts.board.boards().len() as u32).map(BoardIx);
    let link = |at: BoardIx| {
        let board = &desk.facts.board[at];
        let theirs = desk.board_href(board, LOOKUP, None);
        Link { name: board.name.clone(), href: theirs.or_else(|| Some(desk.href(Target::Board(at)))) }
    };
    ids.map(link).collect()
}

/// `boards/index.html`
pub(in crate::site) fn index(facts: &Facts) -> BoardsView {
    let desk = Desk::new(facts, Target::Boards);
    BoardsView {
        page: desk.frame("boards", None, Vec::new()),
        site: facts.site.clone(),
        boards: rows(&desk),
        total: counts(&total(facts)),
    }
}

/// What all boards below add up to.
fn total(facts: &Facts) -> Figures {
    let boards = facts.board.boards().iter();
    let one = |board: &BoardBelow| {
        (Freshness::of(board, facts.day) != Freshness::Current, board.published().map(boards::figures))
    };
    let all: Vec<(bool, Option<Figures>)> = boards.map(one).collect();
    boards::sum(all.iter().map(|(is_late, figures)| (*is_late, figures.as_ref())))
}

/// All of them: first those that are not up to date, then those with most that is overdue.
pub(in crate::site) fn rows(desk: &Desk) -> Vec<BoardRow> {
    let ids = (0..desk.facts.board.boards().len() as u32).map(BoardIx);
    let rank = |(at, row): &(BoardIx, BoardRow)| {
        let overdue =
            |figures: &BoardFigures| figures.overdue.n.saturating_add(figures.disclosures_overdue.n);
        let freshness = Freshness::of(&desk.facts.board[*at], desk.facts.day);
        let is_current = freshness == Freshness::Current;
        let age = row.as_of.clone().filter(|_| !is_current);
        (freshness, age, Reverse(row.figures.as_ref().filter(|_| is_current).map(overdue)), *at)
    };
    let mut rows: Vec<(BoardIx, BoardRow)> = ids.map(|at| (at, row(desk, at))).collect();
    rows.sort_by_cached_key(rank);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn row(desk: &Desk, at: BoardIx) -> BoardRow {
    let board = &desk.facts.board[at];
    let published = board.published();
    BoardRow {
        id: board.id.value.clone(),
        name: board.name.clone(),
        href: Some(desk.href(Target::Board(at))),
        state: Freshness::of(board, desk.facts.day).code(),
        as_of: published.map(|published| published.as_of.to_string()),
        days: published.map(|published| (desk.facts.day.0 - published.as_of).num_days()),
        figures: published.map(|published| counts(&boards::figures(published))),
    }
}

/// `boards/ID/index.html`
pub(in crate::site) fn page(facts: &Facts, at: BoardIx) -> BoardView {
    let desk = Desk::new(facts, Target::Board(at));
    let board = &facts.board[at];
    let mut view = BoardView {
        page: desk.frame("board", Some(board.name.clone()), Vec::new()),
        site: facts.site.clone(),
        board: row(&desk, at),
        home: desk.board_href(board, "index.html", None),
        lookup: desk.board_href(board, LOOKUP, None),
        publisher: None,
        overdue: Vec::new(),
        bulletins: Vec::new(),
        boards: Vec::new(),
        places: Vec::new(),
        people: Vec::new(),
    };
    if let Some(published) = board.published() {
        let theirs = Theirs::of(&desk, board, published);
        view.publisher.clone_from(&published.publisher);
        view.overdue = theirs.overdue();
        view.bulletins = theirs.bulletins();
        view.boards = published.boards.iter().map(|row| theirs.nested(row)).collect();
        let roots = published.grids.iter().filter(|grid| grid.parent.is_none() && grid.state == "current");
        view.places = roots.map(|grid| theirs.place(grid, true)).collect();
        view.people = theirs.people();
    }
    view
}

/// What one of them published, as this page links to it.
struct Theirs<'d> {
    desk: &'d Desk<'d>,
    board: &'d BoardBelow,
    published: &'d Published,
    /// Pages of its members, by their ids.
    pages: BTreeMap<&'d str, &'d str>,
}

impl<'d> Theirs<'d> {
    fn of(desk: &'d Desk<'d>, board: &'d BoardBelow, published: &'d Published) -> Theirs<'d> {
        let pages = published.members.iter().map(|member| (&*member.id, &*member.page)).collect();
        Theirs { desk, board, published, pages }
    }

    fn link(&self, name: &str, path: &str) -> Link {
        Link { name: name.to_owned(), href: self.desk.board_href(self.board, path, None) }
    }

    fn overdue(&self) -> Vec<BoardLate> {
        let href = |path, anchor: String| self.desk.board_href(self.board, path, Some(&anchor));
        let promises = self.published.commitments.iter().filter(|one| one.state == "overdue");
        let promises = promises.map(|one| BoardLate {
            kind: "commitment",
            name: one.title.clone(),
            who: one.by_name.clone(),
            period: None,
            due: one.due.map(|due| due.to_string()),
            href: href("commitments/index.html", format!("c-{}", one.id)),
        });
        let items = self.published.disclosures.iter().filter(|item| item.state == "overdue");
        let items = items.map(|item| BoardLate {
            kind: "disclosure",
            name: item.name.clone(),
            who: None,
            period: item.next_period.clone(),
            due: item.next_due.map(|due| due.to_string()),
            href: href("disclosures/index.html", format!("d-{}", item.id)),
        });
        let mut overdue: Vec<BoardLate> = promises.chain(items).collect();
        overdue.sort_by(|one, other| one.due.cmp(&other.due));
        overdue
    }

    fn bulletins(&self) -> Vec<BoardBulletin> {
        let one = |bulletin: &crate::published::PublishedBulletin| BoardBulletin {
            anchor: format!("{}-{}", bulletin.scheme, bulletin.period),
            scheme: self
                .link(&bulletin.name, &format!("ratings/{}/{}/index.html", bulletin.scheme, bulletin.period)),
            period: bulletin.period.to_string(),
            of: bulletin.of.clone(),
            total: bulletin.total,
            counts: bulletin.stars.iter().map(|&(lit, count)| StarCount { lit, count }).collect(),
        };
        self.published.bulletins.iter().map(one).collect()
    }

    fn nested(&self, row: &PublishedBoard) -> BoardRow {
        let states = [Freshness::Current, Freshness::Late].map(Freshness::code);
        BoardRow {
            id: row.id.clone(),
            name: row.name.clone(),
            href: self.desk.board_href(self.board, &row.page, None),
            state: states.into_iter().find(|code| row.state == *code).unwrap_or(Freshness::Unread.code()),
            as_of: row.as_of.map(|day| day.to_string()),
            days: row.as_of.map(|as_of| (self.desk.facts.day.0 - as_of).num_days()),
            figures: row.figures.as_ref().map(counts),
        }
    }

    fn place(&self, grid: &PublishedGrid, with_below: bool) -> BoardPlace {
        let below = self.published.grids.iter().filter(|other| {
            with_below && other.state == "current" && other.parent.as_ref() == Some(&grid.id)
        });
        let page = grid.lead.as_ref().and_then(|lead| self.pages.get(&**lead));
        BoardPlace {
            place: self.link(&grid.name, &grid.page),
            level: grid.level.clone(),
            lead: grid.lead_name.as_ref().map(|name| match page {
                Some(page) => self.link(name, page),
                None => Link { name: name.clone(), href: None },
            }),
            vacant: grid.vacant,
            households: grid.households,
            below: below.map(|grid| self.place(grid, false)).collect(),
        }
    }

    fn people(&self) -> Vec<BoardPerson> {
        let current = self.published.members.iter().filter(|member| member.state == "current");
        let one = |member: &crate::published::PublishedMember| BoardPerson {
            person: self.link(&member.name, &member.page),
            what: member.posts.clone().or_else(|| member.title.clone()),
        };
        current.map(one).collect()
    }
}

fn counts(figures: &Figures) -> BoardFigures {
    let all = figures.at_least;
    // At least none says nothing.
    let count = |n: u32| BoardCount { n, at_least: all && n > 0 };
    let told = |n: Option<u32>, at_least: bool| n.map(|n| BoardCount { n, at_least: all || at_least });
    BoardFigures {
        households: told(figures.households, figures.households_at_least),
        population: told(figures.population, figures.population_at_least),
        grids: count(figures.grids),
        members: count(figures.members),
        commitments: count(figures.commitments),
        kept: count(figures.kept),
        overdue: count(figures.overdue),
        disclosures_overdue: count(figures.disclosures_overdue),
        boards: figures.boards,
        boards_late: figures.boards_late,
    }
}
