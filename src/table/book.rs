//! What a file of tables holds: sheets, cells, values, and how their places are written.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;

/// A file of tables. A text table has one sheet without a name.
#[derive(Debug, Default)]
pub struct Book {
    /// Sheets in the order of their tabs, hidden ones too.
    pub sheets: Vec<Sheet>,
    /// What the reader noticed of the file as a whole (macros that do not run, two encodings that are possible), as
    /// (Chinese, English).
    pub notes: Vec<(String, String)>,
}

/// One sheet. Rows and columns count from 0.
#[derive(Debug)]
pub struct Sheet {
    /// The name on its tab; empty in a text table.
    pub name: String,
    /// Whether the office hid it.
    pub hidden: bool,
    /// Cells with a value, by row, then column; never an empty one.
    pub cells: Vec<Cell>,
    /// Areas that are merged into one cell; the value stands in the first cell of each.
    pub merged: Vec<Area>,
    /// Rows that are hidden, filtered or of no height; only those that have cells.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are hidden or of no width; only those that have cells.
    pub hidden_columns: BTreeSet<u32>,
}

/// A rectangle of cells, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First and last row.
    pub rows: (u32, u32),
    /// First and last column.
    pub columns: (u32, u32),
}

/// One cell that has a value.
#[derive(Debug, Clone)]
pub struct Cell {
    /// From 0.
    pub row: u32,
    /// From 0.
    pub column: u32,
    /// What stands there.
    pub value: Value,
    /// Whether a formula made it; the value is the one that was last worked out.
    pub formula: bool,
}

/// What a cell holds. It may be anybody's private detail, so it does not print itself.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// Text as written, line breaks and all.
    Text(String),
    /// A number that no format makes a date.
    Number(Number),
    /// A day that the cell's format makes of a number, or that the file states as one. A time of day is left out.
    Date(NaiveDate),
    /// 真 or 假.
    Truth(bool),
    /// An error of a formula as the program shows it: `#REF!`, `#N/A`.
    Error(String),
}

/// A number in a cell.
#[derive(Clone, PartialEq)]
pub struct Number {
    /// The value as the program keeps it.
    pub value: f64,
    /// How many digits the format asks for before the point (`00000` is 5); 1 where it does not say.
    pub least_digits: u8,
    /// Whether the format shows a percentage.
    pub percent: bool,
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[cell]")
    }
}

/// Why a file cannot be read: (Chinese, English), naming what to do.
#[derive(Debug)]
pub struct Unreadable(pub String, pub String);

/// A cell's place as spreadsheet programs write it, `花名册.xlsx!东街!C12`; without the sheet where it has no name, and without
/// the blanks around one.
pub fn place(file: &str, sheet: &Sheet, row: u32, column: u32) -> String {
    let name = sheet.name.trim();
    let sheet = if name.is_empty() { String::new() } else { format!("!{name}") };
    format!("{file}{sheet}!{}{}", letters(column), u64::from(row) + 1)
}

/// A column's letters: 0 is `A`, 26 is `AA`.
pub fn letters(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
