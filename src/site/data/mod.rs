//! The open data: what pages show, as tables. A cell holds nothing that no page shows.

mod boards;
mod columns;
mod people;
mod records;

use std::sync::Arc;

use super::view::{Field, Rows, Table};
use crate::calendar::Period;
use crate::diagnostic::Said;
use crate::model::board::{RatingEntry, RatingSheet, SchemeIx};
use crate::model::meanings::RecordKind;
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

/// A table: its code, its title, the kind of records it tells of, its columns, its rows.
type TableKind = (&'static str, &'static str, RecordKind, &'static [Field], Make);

/// The tables, in the order of the contract; last those that only some boards have.
const TABLES: [TableKind; 11] = [
    ("grids", "网格", RecordKind::Grid, people::GRIDS, Make::Whole(people::grids)),
    ("members", "责任人", RecordKind::Member, people::MEMBERS, Make::Whole(people::members)),
    ("commitments", "承诺", RecordKind::Commitment, records::COMMITMENTS, Make::Whole(records::commitments)),
    ("ratings", "评分通报", RecordKind::RatingEntry, records::RATINGS, Make::Results(records::results)),
    ("activities", "台账", RecordKind::Activity, records::ACTIVITIES, Make::Whole(records::activities)),
    (
        "disclosures",
        "公开目录",
        RecordKind::Disclosure,
        records::DISCLOSURES,
        Make::Whole(records::disclosures),
    ),
    ("replies", "回音", RecordKind::Reply, records::REPLIES, Make::Whole(records::replies)),
    ("notices", "公告", RecordKind::Page, records::NOTICES, Make::Whole(records::notices)),
    (BOARDS, "下级公开栏", RecordKind::Board, boards::BOARDS, Make::Whole(boards::boards)),
    (GRIDS_BELOW, "下级网格", RecordKind::Board, boards::GRIDS_BELOW, Make::Whole(boards::grids_below)),
    (FIGURES, "数据", RecordKind::Figure, records::FIGURES, Make::Whole(records::figures)),
];

const BOARDS: &str = "boards";
const GRIDS_BELOW: &str = "grids_below";
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
    let parts = |(code, _, _, _, make): &TableKind| -> Vec<(TablePart, Make)> {
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
    let table = |(code, title, _, fields, _): TableKind| {
        let own = cache.iter().filter(|((of, _), _)| *of == code);
        Table { code, title, fields, parts: own.map(|(_, part)| part.rows.made.clone()).collect() }
    };
    of(facts.filled()).map(table).collect()
}

/// The columns of the table `code`; none where there is no such table.
pub fn columns(code: &str) -> &'static [Field] {
    TABLES.iter().find(|(table, ..)| *table == code).map_or(&[], |(_, _, _, fields, _)| fields)
}

/// The column of the table `code` that somebody means by `key`, a name of it or of a record's key in either language.
pub fn column(code: &str, key: &str) -> Option<&'static str> {
    let typed = key.trim();
    let (_, _, kind, fields, _) = TABLES.iter().find(|(table, ..)| *table == code)?;
    let by_name = fields.iter().find(|field| field.name == typed || field.zh == typed);
    let of_key = || fields.iter().find(|field| Some(field.name) == kind.english(typed));
    by_name.or_else(of_key).map(|field| field.name)
}

/// The tables of this board.
fn of(filled: Filled) -> impl Iterator<Item = TableKind> {
    TABLES.into_iter().filter(move |(code, ..)| match *code {
        BOARDS | GRIDS_BELOW => filled.boards,
        FIGURES => filled.figures,
        _ => true,
    })
}

/// A column with what it tells.
pub(super) type Described = (&'static Field, Said);

/// The tables of this board, with their columns.
pub(super) fn described(facts: &Facts) -> impl Iterator<Item = (&'static str, Vec<Described>)> + use<> {
    let columns = |kind: RecordKind, fields: &'static [Field]| {
        fields.iter().filter_map(|field| Some((field, about(kind, field)?))).collect()
    };
    of(facts.filled()).map(move |(code, _, kind, fields, _)| (code, columns(kind, fields)))
}

/// What a column tells: in its own words, else in those of the key that the records have for it.
fn about(kind: RecordKind, field: &Field) -> Option<Said> {
    field.about.or_else(|| kind.meaning(field.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_explained_in_both_languages() {
        for (table, _, kind, fields, _) in TABLES {
            for field in fields {
                let told = about(kind, field).is_some_and(|Said { zh, en }| !zh.is_empty() && !en.is_empty());
                assert!(told, "{table}: {}", field.name);
            }
        }
    }
}
