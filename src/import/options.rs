//! What the caller says of files that come in.

use super::draft::RecordKind;
use super::own;
use crate::calendar::Month;
use crate::load::kind::Choice;
use crate::start::Level;
use crate::table::Sheet;

/// What the caller says of the files.
#[derive(Debug, Default)]
pub struct Options {
    /// What every table lists.
    pub kind: Option<RecordKind>,
    /// The sheets that are read; all of them where none is named.
    pub sheets: Vec<String>,
    /// Columns, by letters or header, and the keys that they stand for.
    pub map: Vec<(String, String)>,
    /// The rating scheme, by id or name.
    pub scheme: Option<String>,
    /// The stage of ratings.
    pub stage: Option<&'static Choice>,
    /// The month of ratings.
    pub month: Option<Month>,
    /// The year of ratings.
    pub year: Option<i32>,
    /// The level of new grids, by id or name.
    pub level: Option<String>,
    /// Whether hidden sheets, rows and columns are read.
    pub hidden: bool,
    /// Whether the board is only being made: a table that it cannot have yet is told, and the rest is read.
    pub begins: bool,
    /// The levels of a board that has no grids yet: those that the tables name are made. Of others none are.
    pub founds: Vec<Level>,
}

impl Options {
    /// Whether `sheet` is read as one that `export` wrote.
    pub(super) fn is_own(&self, file: &str, sheet: &Sheet) -> bool {
        let is_wanted = |name: &String| name.trim() == sheet.name.trim();
        self.kind.is_none()
            && self.map.is_empty()
            && (self.sheets.is_empty() || self.sheets.iter().any(is_wanted))
            && own::is_own(file, sheet)
    }
}
