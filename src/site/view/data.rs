//! The page that says what the open data are.

use serde::Serialize;

use super::{FieldKind, Frame, SharedSite, Table};

const KILOBYTE: usize = 1024;

/// `data/index.html`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// 数据许可: under what terms the data may be used, as the board words it.
    pub licence: Option<String>,
    /// The tables of this board, in the order of the contract.
    pub tables: Vec<DataTable>,
    /// `datapackage.json`, which describes them for programs.
    pub package: String,
}

impl DataView {
    /// The same with what is known of each of `files` once they are written: the bytes of each kind.
    pub fn measured<'t>(mut self, files: impl Iterator<Item = (&'t Table, [usize; 2])>) -> DataView {
        for (table, [csv, json]) in files {
            let rows = table.parts.iter().map(|rows| rows.len()).sum();
            let size = TableSize { rows, csv: csv.div_ceil(KILOBYTE), json: json.div_ceil(KILOBYTE) };
            let own = self.tables.iter_mut().filter(|own| own.code == table.code);
            own.for_each(|own| own.size = Some(size));
        }
        self
    }
}

/// One table of the open data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataTable {
    /// `grids`, `members`, `commitments`, `ratings`, `activities`, `disclosures`, `replies`, `figures`.
    pub code: &'static str,
    /// For Excel.
    pub csv: String,
    /// For programs.
    pub json: String,
    /// How large it is; null until its files are written.
    pub size: Option<TableSize>,
    /// Its columns.
    pub columns: Vec<DataColumn>,
}

/// How large a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TableSize {
    /// Rows without the head.
    pub rows: usize,
    /// Kilobytes of the file for Excel, begun ones counted.
    pub csv: usize,
    /// Kilobytes of the file for programs.
    pub json: usize,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataColumn {
    /// Its head in the file for Excel.
    pub head: &'static str,
    /// The language of that, where it is not the page's.
    pub head_language: Option<&'static str>,
    /// Its name in the file for programs.
    pub name: &'static str,
    /// What its cells are.
    pub kind: FieldKind,
    /// What it tells.
    pub about: &'static str,
    /// The language of that, where it is not the page's.
    pub about_language: Option<&'static str>,
    /// What its cells say, where that is one of few codes.
    pub words: Vec<DataWord>,
}

/// A code in the cells of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataWord {
    /// As programs read it.
    pub code: &'static str,
    /// What the file for Excel says instead.
    pub csv: Option<&'static str>,
}
