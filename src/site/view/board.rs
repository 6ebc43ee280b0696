//! Boards of the places below: what they published, in sum and one by one.

use serde::Serialize;

use super::{Frame, Link, SharedSite, StarCount};

/// How many of something there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BoardCount {
    /// As many as are told.
    pub n: u32,
    /// Whether there may be more: a part does not tell its own.
    pub at_least: bool,
}

/// A board in numbers, with all boards below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardFigures {
    /// Households; null where none are told.
    pub households: Option<BoardCount>,
    /// People; null where none are told.
    pub population: Option<BoardCount>,
    /// Grids in force.
    pub grids: BoardCount,
    /// Members in office.
    pub members: BoardCount,
    /// What was promised.
    pub commitments: BoardCount,
    /// What of it was kept.
    pub kept: BoardCount,
    /// What of it is overdue.
    pub overdue: BoardCount,
    /// Overdue disclosures.
    pub disclosures_overdue: BoardCount,
    /// Boards below it.
    pub boards: u32,
    /// Those of them that have not published for a month, or cannot be read.
    pub boards_late: u32,
}

/// A board below, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardRow {
    /// Its id.
    pub id: String,
    /// 名称
    pub name: String,
    /// What this site tells of it; null for one that lies below another, whose address is not known.
    pub href: Option<String>,
    /// `current`; `late`: more than a month old; `unread`: nothing of it can be used.
    pub state: &'static str,
    /// The day that its data is of.
    pub as_of: Option<String>,
    /// How many days ago that was.
    pub days: Option<i64>,
    /// In numbers; null when `unread`.
    pub figures: Option<BoardFigures>,
}

/// Something overdue on a board below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardLate {
    /// `commitment` or `disclosure`.
    pub kind: &'static str,
    /// What.
    pub name: String,
    /// Who promised.
    pub who: Option<String>,
    /// Which period is to be disclosed.
    pub period: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// Where it is told.
    pub href: Option<String>,
}

/// The newest bulletin of a scheme of a board below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardBulletin {
    /// Id of its element.
    pub anchor: String,
    /// The scheme.
    pub scheme: Link,
    /// The period.
    pub period: String,
    /// `member` or `grid`.
    pub of: String,
    /// How many results.
    pub total: usize,
    /// All of them counted, most stars first; empty where the scheme shows no stars.
    pub counts: Vec<StarCount>,
}

/// A grid of a board below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardPlace {
    /// Its name and page.
    pub place: Link,
    /// The level's name.
    pub level: String,
    /// Who leads it.
    pub lead: Option<Link>,
    /// Whether nobody does.
    pub vacant: bool,
    /// Households, where they are told.
    pub households: Option<u32>,
    /// The grids straight below; of these none are told.
    pub below: Vec<BoardPlace>,
}

/// A member of a board below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardPerson {
    /// The name and page.
    pub person: Link,
    /// The posts, else the title.
    pub what: Option<String>,
}

/// `boards/index.html`; only where there are any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardsView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// All of them: first those that are not up to date, then those with most that is overdue.
    pub boards: Vec<BoardRow>,
    /// What they add up to.
    pub total: BoardFigures,
}

/// `boards/ID/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// The one below.
    pub board: BoardRow,
    /// Its own front page.
    pub home: Option<String>,
    /// Its look-up, which takes a question as `?q=`.
    pub lookup: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// What is overdue there.
    pub overdue: Vec<BoardLate>,
    /// By scheme.
    pub bulletins: Vec<BoardBulletin>,
    /// The boards below it.
    pub boards: Vec<BoardRow>,
    /// Its grids at the top, in force, with those straight below.
    pub places: Vec<BoardPlace>,
    /// Its members in office.
    pub people: Vec<BoardPerson>,
}
