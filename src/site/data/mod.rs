//! The open data: what pages show, as tables. A cell holds nothing that no page shows.

mod people;
mod records;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::facts::Facts;
use super::memory::Noted;
use super::notes::Changed;
use super::tables::Filled;
use super::view::{Field, FieldKind, Rows, Table};
use crate::calendar::Period;
use crate::model::board::SchemeIx;

/// How the rows of a table are made.
#[derive(Clone, Copy)]
enum Make {
    /// All at once.
    Whole(fn(&Facts) -> Rows),
    /// Those of each published bulletin by themselves: there are thousands.
    Results(fn(&Facts, SchemeIx, Period) -> Rows),
}

/// A table: its code, its title, its columns, its rows.
type Kind = (&'static str, &'static str, &'static [Field], Make);

/// The tables, in the order of the contract; last the one that only boards with figures of their own have.
const TABLES: [Kind; 8] = [
    ("grids", "网格", people::GRIDS, Make::Whole(people::grids)),
    ("members", "责任人", people::MEMBERS, Make::Whole(people::members)),
    ("commitments", "承诺", records::COMMITMENTS, Make::Whole(records::commitments)),
    ("ratings", "评分通报", records::RATINGS, Make::Results(records::results)),
    ("activities", "台账", records::ACTIVITIES, Make::Whole(records::activities)),
    ("disclosures", "公开目录", records::DISCLOSURES, Make::Whole(records::disclosures)),
    ("replies", "回音", records::REPLIES, Make::Whole(records::replies)),
    (FIGURES, "数据", records::FIGURES, Make::Whole(records::figures)),
];

const FIGURES: &str = "figures";

/// A part of a table, by its code and the bulletin it is made of.
type Part = (&'static str, Option<(SchemeIx, Period)>);

/// What one planning leaves to the next.
pub(super) type Memory = BTreeMap<Part, Noted<Rows>>;

/// The tables of the board. Those of their parts that read nothing that says something else now are kept.
pub(super) fn tables(facts: &Facts, memory: &mut Memory, changed: Option<&Changed>) -> Vec<Table> {
    let known = std::mem::take(memory);
    let parts = |(code, _, _, make): &Kind| -> Vec<(Part, Make)> {
        match make {
            Make::Whole(_) => vec![((*code, None), *make)],
            Make::Results(_) => {
                let periods = |scheme| facts.published(scheme).map(move |period| Some((scheme, period)));
                facts.schemes().flat_map(periods).map(|of| ((*code, of), *make)).collect()
            }
        }
    };
    let rows = |(part, make): (Part, Make)| {
        let rows = |facts: &Facts| match (make, part.1) {
            (Make::Whole(make), _) => Some(make(facts)),
            (Make::Results(make), of) => of.map(|(scheme, period)| make(facts, scheme, period)),
        };
        Some((part, Noted::again(known.get(&part), changed, facts, rows)?))
    };
    let all: Vec<(Part, Make)> = of(facts.filled()).flat_map(|kind| parts(&kind)).collect();
    *memory = all.into_par_iter().filter_map(rows).collect();
    let table = |(code, title, fields, _): Kind| {
        let own = memory.range((code, None)..).take_while(|((of, _), _)| *of == code);
        Table { code, title, fields, parts: own.map(|(_, rows)| rows.made.clone()).collect() }
    };
    of(facts.filled()).map(table).collect()
}

/// The tables of this board.
fn of(filled: Filled) -> impl Iterator<Item = Kind> {
    TABLES.into_iter().filter(move |(code, ..)| *code != FIGURES || filled.figures)
}

/// Codes of the tables.
pub(super) fn codes(facts: &Facts) -> impl Iterator<Item = &'static str> + use<> {
    of(facts.filled()).map(|(code, ..)| code)
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
