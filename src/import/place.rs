//! Where something stands in a table: file, sheet, row, cell.

use super::draft::Row;
use crate::table::{self, Sheet};

/// A sheet in its file.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Its number among all sheets of this import.
    pub number: usize,
}

impl Place<'_> {
    /// A cell's place.
    pub(super) fn cell(&self, row: u32, column: u32) -> String {
        table::place(self.file, self.sheet, row, column)
    }

    /// The sheet's own place.
    pub(super) fn whole(&self) -> String {
        match self.sheet.name.trim() {
            "" => self.file.to_owned(),
            name => format!("{}!{name}", self.file),
        }
    }

    /// A row.
    pub(super) fn row(&self, row: u32) -> Row {
        Row { file: self.file.to_owned(), sheet: self.sheet.name.trim().to_owned(), row }
    }
}
