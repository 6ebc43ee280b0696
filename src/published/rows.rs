//! Rows of the tables that a board publishes, as far as the board above it reads them.

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use crate::calendar::{NaiveDate, Period};

/// A row of `data/grids.json`.
#[derive(Debug, PartialEq, Deserialize)]
pub struct PublishedGrid {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Id of its network.
    pub network: String,
    /// The name of its level.
    pub level: String,
    /// Id of the grid above.
    pub parent: Option<String>,
    /// Where that stands among the rows.
    #[serde(skip)]
    pub above: Option<usize>,
    /// Id of who leads it.
    pub lead: Option<String>,
    /// Who that is.
    pub lead_name: Option<String>,
    /// Whether nobody does.
    pub vacant: bool,
    /// Households, where they are told.
    pub households: Option<u32>,
    /// People, where they are told.
    pub population: Option<u32>,
    /// Where its term stands, in a word of the table.
    pub state: String,
    /// Its page, seen from the top of the site.
    pub page: String,
}

/// A row of `data/members.json`.
#[derive(Debug, PartialEq, Deserialize)]
pub struct PublishedMember {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The title.
    pub title: Option<String>,
    /// Posts held, parted by semicolons.
    pub posts: Option<String>,
    /// Where the term stands, in a word of the table.
    pub state: String,
    /// The page, seen from the top of the site.
    pub page: String,
}

/// A row of `data/commitments.json`.
#[derive(Debug, PartialEq, Deserialize)]
pub struct PublishedCommitment {
    /// Its id.
    pub id: String,
    /// What is promised.
    pub title: String,
    /// Who promised.
    pub by_name: Option<String>,
    /// By when.
    #[serde(deserialize_with = "day")]
    pub due: Option<NaiveDate>,
    /// Where it stands, in a word of the table.
    pub state: String,
}

/// A row of `data/disclosures.json`.
#[derive(Debug, PartialEq, Deserialize)]
pub struct PublishedDisclosure {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it stands, in a word of the table.
    pub state: String,
    /// The period that comes next.
    pub next_period: Option<String>,
    /// By when that is due.
    #[serde(deserialize_with = "day")]
    pub next_due: Option<NaiveDate>,
}

/// A row of `data/grids_below.json`.
#[derive(Debug, PartialEq, Deserialize)]
pub struct PublishedPlace {
    /// Its name.
    pub name: String,
    /// The name of its level.
    pub level: String,
    /// The boards and grids in which it lies.
    pub place: String,
    /// Who leads it.
    pub lead_name: Option<String>,
    /// Its page: a whole address, or a path seen from the top of the site that says so.
    pub page: Option<String>,
    /// That of who leads it.
    pub lead_page: Option<String>,
}

/// The results of one period.
#[derive(Debug, PartialEq)]
pub struct PublishedBulletin {
    /// Id of the scheme.
    pub scheme: String,
    /// Its name.
    pub name: String,
    /// `member` or `grid`: who is rated.
    pub of: String,
    /// Which period.
    pub period: Period,
    /// How many results.
    pub total: usize,
    /// How many have so many stars, most stars first; none where the scheme shows no stars.
    pub stars: Vec<(u32, usize)>,
}

/// A row of `data/boards.json`.
#[derive(Debug, PartialEq, Deserialize)]
pub struct PublishedBoard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How fresh it is, in a word of the table.
    pub state: String,
    /// The day that its data is of.
    #[serde(deserialize_with = "day")]
    pub as_of: Option<NaiveDate>,
    /// Its page, seen from the top of the site.
    pub page: String,
    /// In numbers; none where it could not be read.
    #[serde(flatten)]
    pub figures: Option<Figures>,
}

/// A board in numbers, with all boards below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Figures {
    /// Households, where they are told.
    pub households: Option<u32>,
    /// Whether there may be more of them: a part withholds or does not know its own.
    pub households_at_least: bool,
    /// People, where they are told.
    pub population: Option<u32>,
    /// Whether there may be more of them.
    pub population_at_least: bool,
    /// Grids in force.
    pub grids: u32,
    /// Members in office.
    pub members: u32,
    /// All commitments.
    pub commitments: u32,
    /// Those that were kept.
    pub kept: u32,
    /// Those that are overdue.
    pub overdue: u32,
    /// Items of the catalogue that are overdue.
    pub disclosures_overdue: u32,
    /// How many boards lie below.
    pub boards: u32,
    /// How many of these have not published for a month, or cannot be read.
    pub boards_late: u32,
    /// Whether there may be more of everything, because a board below cannot be read.
    pub at_least: bool,
}

/// A day as tables write it.
pub(super) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    let text: Option<String> = Deserialize::deserialize(from)?;
    text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
}
