//! A sheet by its cells, where a merged cell counts for every cell it covers.

use std::collections::HashMap;

use crate::table::{Area, Cell, Sheet, Value};

/// Widest merged cell that holds a value of a table. What is wider is a title.
const WIDEST: u32 = 200;

/// The cells of a sheet.
pub(super) struct Cells<'a> {
    sheet: &'a Sheet,
    /// Merged areas by the columns they cover, from the top, each with the cell that counts.
    merged: HashMap<u32, Vec<(Area, &'a Cell)>>,
}

impl<'a> Cells<'a> {
    /// Indexes what is merged.
    pub(super) fn new(sheet: &'a Sheet) -> Cells<'a> {
        let mut cells = Cells { sheet, merged: HashMap::new() };
        let mut areas = sheet.merged.clone();
        areas.sort_by_key(|area| area.rows);
        for area in areas {
            let Some(cell) = cells.own(area.rows.0, area.columns.0) else { continue };
            for column in area.columns.0..=area.columns.1.min(area.columns.0 + WIDEST) {
                cells.merged.entry(column).or_default().push((area, cell));
            }
        }
        cells
    }

    /// The cell that is written there itself.
    pub(super) fn own(&self, row: u32, column: u32) -> Option<&'a Cell> {
        let cells = &self.sheet.cells;
        cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column)).ok().map(|at| &cells[at])
    }

    /// The merged area there, with the cell that counts for it.
    pub(super) fn area(&self, row: u32, column: u32) -> Option<(Area, &'a Cell)> {
        let areas = self.merged.get(&column)?;
        let after = areas.partition_point(|(area, _)| area.rows.0 <= row);
        areas[..after].last().filter(|(area, _)| area.rows.1 >= row).copied()
    }

    /// The cell that counts there.
    pub(super) fn at(&self, row: u32, column: u32) -> Option<&'a Cell> {
        self.own(row, column).or_else(|| self.area(row, column).map(|(_, cell)| cell))
    }

    /// The cells written in a row.
    pub(super) fn row(&self, row: u32) -> &'a [Cell] {
        let cells = &self.sheet.cells;
        let (from, to) =
            (cells.partition_point(|cell| cell.row < row), cells.partition_point(|cell| cell.row <= row));
        &cells[from..to]
    }

    /// Rows in which anything is written.
    pub(super) fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.sheet.cells.iter().map(|cell| cell.row).collect();
        rows.dedup();
        rows
    }
}

/// What a cell says as one line without blanks: enough to know a header or a total by.
pub(super) fn word(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) => text.split_whitespace().collect(),
        Value::Date(day) => day.to_string(),
        Value::Number(number) => number.value.to_string(),
        Value::Truth(_) | Value::Error(_) => String::new(),
    }
}
