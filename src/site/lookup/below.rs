//! What is looked for of boards below: themselves, their places and their people, as they published them. Of boards further
//! down what those between pass on: grids, and who leads them.

use crate::model::board::{BoardBelow, BoardIx};
use crate::published::{Published, PublishedGrid, PublishedMember, PublishedPlace};
use crate::site::pages::boards::LOOKUP;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;

use super::super::urls::Target;
use super::super::view::MatterRow;

/// About how long the address of a page of theirs is.
pub(super) const ADDRESS: usize = 60;

/// Something that a board published, by its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Below {
    board: BoardIx,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Board,
    Grid(usize),
    Member(usize),
    /// A grid further down.
    Place(usize),
    /// Who leads that.
    Lead(usize),
}

/// What one of them is.
enum Row<'f> {
    Board,
    Grid(&'f PublishedGrid),
    Member(&'f PublishedMember),
    Place(&'f PublishedPlace),
    /// With the name.
    Lead(&'f PublishedPlace, &'f str),
}

/// All boards.
pub(super) fn boards(facts: &Facts) -> Vec<Below> {
    let all = (0..facts.board.boards().len() as u32).map(BoardIx);
    all.map(|board| Below { board, what: What::Board }).collect()
}

/// What `of` tells of each board that can be read.
fn each(facts: &Facts, of: impl Fn(&Published) -> Vec<What>) -> Vec<Below> {
    let all = boards(facts).into_iter().map(|below| below.board);
    let one = |board: BoardIx| {
        let found = facts.board[board].published().map(&of).unwrap_or_default();
        found.into_iter().map(move |what| Below { board, what })
    };
    all.flat_map(one).collect()
}

/// Their grids in force, and those further down.
pub(super) fn grids(facts: &Facts) -> Vec<Below> {
    each(facts, |published| {
        let own = published.current_grids().map(|(at, _)| What::Grid(at));
        own.chain((0..published.below.len()).map(What::Place)).collect()
    })
}

/// Their members in office, and who leads what is further down.
pub(super) fn people(facts: &Facts) -> Vec<Below> {
    each(facts, |published| {
        let members = published.members.iter().enumerate();
        let members = members.filter(|(_, member)| member.state == "current").map(|(at, _)| What::Member(at));
        let leads = published.below.iter().enumerate();
        let leads = leads.filter(|(_, place)| place.lead_name.is_some()).map(|(at, _)| What::Lead(at));
        members.chain(leads).collect()
    })
}

impl Below {
    /// What tells it from others.
    pub(super) fn numbers(self) -> [u32; 2] {
        let at = match self.what {
            What::Board => 0,
            What::Grid(at) | What::Member(at) | What::Place(at) | What::Lead(at) => at as u32,
        };
        [self.board.0, at]
    }

    fn row<'f>(self, facts: &'f Facts) -> (&'f BoardBelow, Row<'f>) {
        let board = &facts.board[self.board];
        let found = board.published().and_then(|published| {
            Some(match self.what {
                What::Board => Row::Board,
                What::Grid(at) => Row::Grid(published.grids.get(at)?),
                What::Member(at) => Row::Member(published.members.get(at)?),
                What::Place(at) => Row::Place(published.below.get(at)?),
                What::Lead(at) => {
                    let place = published.below.get(at)?;
                    Row::Lead(place, place.lead_name.as_deref()?)
                }
            })
        });
        (board, found.unwrap_or(Row::Board))
    }

    /// What it is called there.
    pub(super) fn name<'f>(self, facts: &'f Facts) -> &'f str {
        match self.row(facts) {
            (board, Row::Board) => &board.name,
            (_, Row::Grid(grid)) => &grid.name,
            (_, Row::Member(member)) => &member.name,
            (_, Row::Place(place)) => &place.name,
            (_, Row::Lead(_, name)) => name,
        }
    }

    /// What else it is found by: titles and posts, who publishes it.
    pub(super) fn texts<'f>(self, facts: &'f Facts) -> Vec<&'f str> {
        let further: Vec<&Option<String>> = match self.row(facts) {
            (board, Row::Board) => {
                board.published().map(|published| &published.publisher).into_iter().collect()
            }
            (_, Row::Grid(grid)) => vec![&grid.lead_name],
            (_, Row::Member(member)) => vec![&member.title, &member.posts],
            (_, Row::Place(place)) => vec![&place.lead_name],
            (_, Row::Lead(..)) => Vec::new(),
        };
        further.into_iter().flatten().map(String::as_str).collect()
    }

    /// What lists show of it. Where nobody knows the pages of its board, it leads to what this one tells of that.
    pub(super) fn shown(self, desk: &Desk) -> MatterRow {
        let (board, row) = self.row(desk.facts);
        let own = || vec![board.name.clone()];
        let (path, line) = match row {
            Row::Board => (Some(LOOKUP), Vec::new()),
            Row::Grid(grid) => {
                let above = board.published().map(|published| published.above(grid)).unwrap_or_default();
                (Some(&*grid.page), own().into_iter().chain(above.into_iter().map(str::to_owned)).collect())
            }
            Row::Member(member) => (Some(&*member.page), own()),
            Row::Place(place) => (place.page.as_deref(), vec![board.name.clone(), place.place.clone()]),
            Row::Lead(place, _) => {
                let line = vec![board.name.clone(), place.place.clone(), place.name.clone()];
                (place.lead_page.as_deref(), line)
            }
        };
        let href = path.and_then(|path| desk.board_href(board, path, None));
        MatterRow {
            title: self.name(desk.facts).to_owned(),
            href: href.unwrap_or_else(|| desk.href(Target::Board(self.board))),
            line,
            date: None,
            text: Vec::new(),
            written: None,
        }
    }
}
