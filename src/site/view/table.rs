//! Open data: a table of plain cells with a described head.

use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::Said;
use crate::status::suppression::Shown;

/// One table, published as CSV and as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its name: `grids` is `data/grids.csv` and `data/grids.json`.
    pub code: &'static str,
    /// What it holds, in Chinese.
    pub title: &'static str,
    /// Its columns.
    pub fields: &'static [Field],
    /// Its rows, in parts that change apart from each other.
    pub parts: Vec<Arc<Rows>>,
}

/// Rows of a table: a cell a column.
pub type Rows = Vec<Vec<Cell>>;

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The key in JSON, and the column's head on boards in other languages than Chinese.
    pub name: &'static str,
    /// The column's head on Chinese boards.
    pub zh: &'static str,
    /// What its cells are.
    pub kind: FieldKind,
    /// The machine's words in its cells, and what tables on Chinese boards say in their place.
    pub words: Words,
    /// What it tells, where no key of the records says that.
    #[serde(skip)]
    pub about: Option<Said>,
}

impl Field {
    /// The same with what it tells.
    pub const fn about(self, zh: &'static str, en: &'static str) -> Field {
        Field { about: Some(Said { zh, en }), ..self }
    }
}

/// The machine's words, each with the Chinese one.
pub type Words = &'static [(&'static str, &'static str)];

/// The type of a column, named as in Frictionless table schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Any text.
    String,
    /// A whole number.
    Integer,
    /// A decimal.
    Number,
    /// `2026-03-31`
    Date,
    /// `true` or `false`
    Boolean,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Not given.
    Empty,
    /// Text, a date, or a decimal as it is to be read.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Yes or no.
    Flag(bool),
}

macro_rules! cells {
    ($($of:ty: $value:ident => $cell:expr;)*) => {$(
        impl From<$of> for Cell {
            fn from($value: $of) -> Cell {
                $cell
            }
        }
    )*};
}

cells! {
    String: text => Cell::Text(text);
    &str: text => Cell::Text(text.to_owned());
    &String: text => Cell::Text(text.clone());
    i64: number => Cell::Whole(number);
    u32: number => Cell::Whole(number.into());
    usize: number => Cell::Whole(number as i64);
    bool: flag => Cell::Flag(flag);
}

impl<T: Into<Cell>> From<Shown<T>> for Cell {
    fn from(shown: Shown<T>) -> Cell {
        shown.into_inner().into()
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Cell {
        cell.map_or(Cell::Empty, T::into)
    }
}
