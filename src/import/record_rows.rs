//! Which rows of a table hold records: totals, remarks and hidden rows are left out, 同上 is what stands above.

use std::collections::HashMap;

use super::cells::{Cells, word};
use super::header::Table;
use super::place::Place;
use super::report::Report;
use super::skipped::{is_ditto, is_remark, is_total};
use crate::table::Cell;
use crate::text;

/// Rows of a table that hold records, told from the others.
pub(super) struct Rows<'a> {
    /// The cells of the sheet.
    pub cells: &'a Cells<'a>,
    /// The sheet.
    pub place: Place<'a>,
    /// The last cell that counted in each column, for 同上.
    above: HashMap<u32, &'a Cell>,
}

impl<'a> Rows<'a> {
    /// Before the first row.
    pub(super) fn new(cells: &'a Cells<'a>, place: Place<'a>) -> Rows<'a> {
        Rows { cells, place, above: HashMap::new() }
    }

    /// The rows of `table` that hold records; `numbers` are columns that do not count as saying anything.
    pub(super) fn of(
        &self,
        table: &Table,
        numbers: &[u32],
        shows_hidden: bool,
        report: &mut Report,
    ) -> Vec<u32> {
        let mut rows = Vec::new();
        for &row in &table.rows {
            if !shows_hidden && self.place.sheet.hidden_rows.contains(&row) {
                report.note(
                    self.place.cell(row, table.columns.first().map_or(0, |column| column.at)),
                    text!("隐藏的行，没有读；要读就加 --hidden", "a hidden row, left out; --hidden reads it"),
                );
                continue;
            }
            let written: Vec<&Cell> =
                self.cells.row(row).iter().filter(|cell| !word(cell).is_empty() || cell.formula).collect();
            let is_named = |cell: &Cell| table.columns.iter().any(|column| column.at == cell.column);
            let says = written.iter().any(|cell| !numbers.contains(&cell.column) && is_named(cell));
            if !says || written.iter().take(3).any(|cell| is_total(&word(cell))) || is_remark(&written) {
                continue;
            }
            if let [only] = written.as_slice()
                && table.columns.len() > 2
                && self.cells.area(row, only.column).is_some_and(|(area, _)| area.columns.0 < area.columns.1)
            {
                report.note(
                    self.place.cell(row, only.column),
                    text!("横跨几列的一行文字，没有读", "a text across several columns, left out"),
                );
                continue;
            }
            rows.push(row);
        }
        rows
    }

    /// The cell that counts in `row` and `column`: for 同上 the one above.
    pub(super) fn cell(&mut self, row: u32, column: u32) -> Option<&'a Cell> {
        let cell = self.cells.at(row, column)?;
        if is_ditto(&word(cell)) {
            return self.above.get(&column).copied();
        }
        self.above.insert(column, cell);
        Some(cell)
    }
}
