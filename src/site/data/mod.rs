//! The open data: what pages show, as tables. A cell holds nothing that no page shows.

mod columns;
mod people;
mod records;

use std::sync::Arc;

use super::view::{Field, Rows, Table};
use crate::calendar::Period;
use crate::model::board::{RatingEntry, RatingSheet, SchemeIx};
use crate::reuse::Known;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::noted::Noted;
use crate::site::tracking::notes::Changed;
use crate::site::tracking::tables::Filled;

/// How the rows of a table are made.
#[derive(Clone, Copy)]
enum Make {
    /// All at once.
    Whole(fn(&Facts) -> Rows),
    /// Those of some entries of each published bulletin by themselves: there are tens of thousands.
    Results(fn(&Facts, &RatingSheet, &[RatingEntry]) -> Rows),
}

/// A table: its code, its title, its columns, its rows.
type TableKind = (&'static str, &'static str, &'static [Field], Make);

/// The tables, in the order of the contract; last the one that only boards with figures of their own have.
const TABLES: [TableKind; 8] = [
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

/// How many results are a part.
const PART: usize = 64;

/// A part of a table, by its code, the bulletin it is made of and its number in that.
type TablePart = (&'static str, Option<(SchemeIx, Period, usize)>);

/// What one planning leaves to the next.
pub(super) type TableCache = Known<TablePart, TableRows>;

/// The rows of a part, and the bulletin they were made of.
#[derive(Debug)]
pub(super) struct TableRows {
    sheet: Option<Arc<RatingSheet>>,
    rows: Noted<Rows>,
}

/// Those entries of a bulletin that are its part number `part`.
fn entries(sheet: &RatingSheet, part: usize) -> &[RatingEntry] {
    sheet.entries.chunks(PART).nth(part).unwrap_or_default()
}

/// The tables of the board. Those of their parts that read nothing that says something else now are kept.
pub(super) fn tables(facts: &Facts, cache: &mut TableCache, changed: Option<&Changed>) -> Vec<Table> {
    let parts = |(code, _, _, make): &TableKind| -> Vec<(TablePart, Make)> {
        match make {
            Make::Whole(_) => vec![((*code, None), *make)],
            Make::Results(_) => {
                let sheets = |scheme| facts.published(scheme).filter_map(move |at| facts.sheet(scheme, at));
                let sheets = facts.schemes().flat_map(sheets);
                let parts = sheets.flat_map(|sheet| {
                    (0..sheet.entries.len().div_ceil(PART)).map(|part| (sheet.scheme, sheet.period, part))
                });
                parts.map(|of| ((*code, Some(of)), *make)).collect()
            }
        }
    };
    let all: Vec<(TablePart, Make)> = of(facts.filled()).flat_map(|kind| parts(&kind)).collect();
    cache.renew(all, |part, make, before| match (make, part.1) {
        (Make::Whole(make), _) => {
            let rows = |facts: &Facts| Some(make(facts));
            let rows = Noted::again(before.map(|before| &before.rows), changed, facts, rows)?;
            Some(TableRows { sheet: None, rows })
        }
        (Make::Results(make), of) => {
            let (scheme, period, at) = of?;
            let sheet = facts.sheet(scheme, period)?;
            let is_same =
                |old: &Arc<RatingSheet>| Arc::ptr_eq(old, sheet) || entries(old, at) == entries(sheet, at);
            let before = before.filter(|before| before.sheet.as_ref().is_some_and(is_same));
            let rows = |facts: &Facts| Some(make(facts, sheet, entries(sheet, at)));
            let rows = Noted::again(before.map(|before| &before.rows), changed, facts, rows)?;
            Some(TableRows { sheet: Some(sheet.clone()), rows })
        }
    });
    let table = |(code, title, fields, _): TableKind| {
        let own = cache.iter().filter(|((of, _), _)| *of == code);
        Table { code, title, fields, parts: own.map(|(_, part)| part.rows.made.clone()).collect() }
    };
    of(facts.filled()).map(table).collect()
}

/// The tables of this board.
fn of(filled: Filled) -> impl Iterator<Item = TableKind> {
    TABLES.into_iter().filter(move |(code, ..)| *code != FIGURES || filled.figures)
}

/// Codes of the tables.
pub(super) fn codes(facts: &Facts) -> impl Iterator<Item = &'static str> + use<> {
    of(facts.filled()).map(|(code, ..)| code)
}
