//! The open data: what pages show, as tables. A cell holds nothing that no page shows.

mod people;
mod records;

use super::facts::Facts;
use super::tables::Filled;
use super::view::{Field, FieldKind, Table};

/// Makes one table.
pub(super) type Make = fn(&Facts) -> Table;

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
pub(super) fn of(filled: Filled) -> impl Iterator<Item = (&'static str, Make)> {
    TABLES.into_iter().filter(move |(code, _)| *code != FIGURES || filled.figures)
}

/// Codes of the tables.
pub(super) fn codes(facts: &Facts) -> impl Iterator<Item = &'static str> + use<> {
    of(facts.filled()).map(|(code, _)| code)
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
