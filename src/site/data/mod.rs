//! The open data: what pages show, as tables. A cell holds nothing that no page shows.

mod people;
mod records;

use crate::model::Board;

use super::facts::Facts;
use super::view::{Field, FieldKind, Table};

/// Makes one table.
type Make = fn(&Facts) -> Table;

/// The tables, in the order of the contract; last the one that only boards with figures of their own have.
const TABLES: [(&str, Make); 8] = [
    ("grids", people::grids),
    ("members", people::members),
    ("commitments", records::commitments),
    ("ratings", records::ratings),
    ("activities", records::activities),
    ("disclosures", records::disclosures),
    ("replies", records::replies),
    (FIGURES, records::figures),
];

const FIGURES: &str = "figures";

/// The tables of this board, by code.
fn of(board: &Board) -> impl Iterator<Item = (&'static str, Make)> {
    TABLES
        .into_iter()
        .filter(|(code, _)| *code != FIGURES || board.grids.iter().any(|grid| !grid.figures.is_empty()))
}

/// Codes of the tables.
pub(super) fn codes(board: &Board) -> impl Iterator<Item = &'static str> {
    of(board).map(|(code, _)| code)
}

/// The tables themselves.
pub(super) fn tables(facts: &Facts) -> Vec<Table> {
    of(facts.board).map(|(_, make)| make(facts)).collect()
}

const fn field(name: &'static str, zh: &'static str, kind: FieldKind) -> Field {
    Field { name, zh, kind }
}

const fn text(name: &'static str, zh: &'static str) -> Field {
    field(name, zh, FieldKind::String)
}

const fn whole(name: &'static str, zh: &'static str) -> Field {
    field(name, zh, FieldKind::Integer)
}

const fn date(name: &'static str, zh: &'static str) -> Field {
    field(name, zh, FieldKind::Date)
}
