//! The rows of all tables as records of a publication.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use crate::calendar::{AsOf, Period};
use crate::model::Board;
use crate::model::board::Correction;
use crate::publication::rows::{fields, is_recorded, keyed};
use crate::publication::{Fields, Key, Reason, Record, Row};
use crate::site::data;
use crate::site::view::{Cell, Field, FieldKind, Table};
use crate::source::Span;
use crate::status;

/// A row of the open data that is recorded, and where its record stands.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// What it says, and why it was put right.
    pub row: Row,
    /// Where the record stands; `None` where it cannot be told.
    pub at: Option<Span>,
}

/// Every public record as it stands in `tables`, a table after the other. Where it says what it said in `record`, it is that.
pub fn recorded(board: &Board, day: AsOf, tables: &[Table], record: Option<&Record>) -> Vec<(Key, Recorded)> {
    let mut found = Vec::new();
    for table in tables {
        let places = Places::of(board, day, table.code);
        let rows = table.parts.iter().flat_map(|rows| rows.iter()).map(|cells| TableRow { table, cells });
        for (at, (key, row)) in keyed(table.code, rows, TableRow::text).into_iter().enumerate() {
            let known = record.and_then(|record| record.current(&key));
            let fields = match known.filter(|known| row.says(known)) {
                Some(known) => known.clone(),
                None => Arc::new(row.said()),
            };
            let (at, corrections) = places.find(board, &key, &fields, at);
            let reasons = corrections.iter().map(|one| reason(table, one)).collect();
            found.push((key, Recorded { row: Row { fields, reasons }, at }));
        }
    }
    found
}

/// A row of a table.
struct TableRow<'t> {
    table: &'t Table,
    cells: &'t [Cell],
}

impl TableRow<'_> {
    /// What stands in a column of texts.
    fn text(&self, name: &str) -> Option<&str> {
        match &self.cells[self.table.fields.iter().position(|field| field.name == name)?] {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The cells that are recorded, with their columns.
    fn told(&self) -> impl Iterator<Item = (&'static Field, &Cell)> {
        let cells = self.table.fields.iter().zip(self.cells);
        cells.filter(|(field, cell)| **cell != Cell::Empty && is_recorded(self.table.code, field.name))
    }

    /// Whether it says what is `known`.
    fn says(&self, known: &Fields) -> bool {
        let mut count = 0;
        let is_same = self.told().all(|(field, cell)| {
            count += 1;
            let Some(known) = known.get(field.name) else { return false };
            match cell {
                Cell::Empty => false,
                Cell::Text(number) if field.kind == FieldKind::Number => {
                    known.as_f64().is_some_and(|known| number.parse() == Ok(known))
                }
                Cell::Text(text) => known.as_str() == Some(text),
                Cell::Whole(number) => known.as_i64() == Some(*number),
                Cell::Flag(flag) => known.as_bool() == Some(*flag),
            }
        });
        is_same && count == known.len()
    }

    /// As JSON has it.
    fn said(&self) -> Fields {
        fields(self.told().map(|(field, cell)| {
            let value = match cell {
                Cell::Empty => Value::Null,
                Cell::Text(number) if field.kind == FieldKind::Number => {
                    serde_json::from_str(number).unwrap_or_default()
                }
                Cell::Text(text) => Value::from(text.as_str()),
                Cell::Whole(number) => Value::from(*number),
                Cell::Flag(flag) => Value::from(*flag),
            };
            (field.name.to_owned(), value)
        }))
    }
}

fn reason(table: &Table, Correction { date, key, reason, at: _ }: &Correction) -> Reason {
    Reason {
        date: date.value,
        key: data::column(table.code, &key.value).unwrap_or(&key.value).to_owned(),
        reason: reason.value.clone(),
    }
}

/// Where the records of a table stand.
enum Places<'b> {
    ById(HashMap<&'b str, Span>),
    InOrder(Vec<Span>),
    Months,
}

impl<'b> Places<'b> {
    fn of(board: &'b Board, day: AsOf, code: &str) -> Places<'b> {
        let ground = &board.ground;
        macro_rules! by_id {
            ($list:ident) => {
                Places::ById(ground.$list.iter().map(|one| (one.id.value.as_str(), one.at)).collect())
            };
        }
        match code {
            "grids" => by_id!(grids),
            "members" => by_id!(members),
            "commitments" => by_id!(commitments),
            "disclosures" => by_id!(disclosures),
            "notices" => by_id!(pages),
            "activities" => {
                let done = ground.activities.iter().filter(|one| one.date.value <= day.0);
                Places::InOrder(done.map(|one| one.at).collect())
            }
            "replies" => Places::InOrder(
                status::replies::asked(&ground.replies, day).map(|(_, reply)| reply.at).collect(),
            ),
            "ratings" => Places::Months,
            _ => Places::InOrder(Vec::new()),
        }
    }

    /// The record of a row, the `at`-th of its table, and why it was put right.
    fn find<'r>(
        &self,
        board: &'r Board,
        key: &Key,
        fields: &Fields,
        at: usize,
    ) -> (Option<Span>, &'r [Correction]) {
        let at = match self {
            Places::ById(places) => places.get(key.id.as_str()).copied(),
            Places::InOrder(places) => places.get(at).copied(),
            Places::Months => {
                let text = |name: &str| fields.get(name).and_then(Value::as_str);
                let of = board.rating_corrections.iter().find(|((scheme, month), _)| {
                    Some(board[*scheme].id.value.as_str()) == text("scheme")
                        && text("period").is_some_and(|period| period == Period::Month(*month).to_string())
                });
                return of.map_or((None, &[]), |(_, list)| (list.first().map(|one| one.at), list));
            }
        };
        let list = at.and_then(|at| board.ground.corrections.get(&at));
        (at, list.map_or(&[], Vec::as_slice))
    }
}
