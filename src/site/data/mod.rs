//! The open data: what pages show, as tables. A cell holds nothing that no page shows.

mod people;
mod records;

use super::facts::Facts;
use super::view::{Field, FieldKind, Table};

/// The tables, in the order of the contract.
pub(super) const TABLES: [&str; 8] =
    ["grids", "figures", "members", "commitments", "ratings", "activities", "disclosures", "replies"];

/// All tables.
pub(super) fn tables(facts: &Facts) -> Vec<Table> {
    vec![
        people::grids(facts),
        people::figures(facts),
        people::members(facts),
        records::commitments(facts),
        records::ratings(facts),
        records::activities(facts),
        records::disclosures(facts),
        records::replies(facts),
    ]
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
