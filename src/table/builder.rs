//! A book while it is read: cell by cell and within limits, because a file can unpack to far more than it seems to hold.

use super::book::{Area, Book, Cell, Sheet, Value};
use super::refusal::Why;

/// Most cells with a value, merged areas and hidden stretches of one file together.
pub(super) const MOST_CELLS: usize = 2_000_000;
/// Most bytes of text in them.
const MOST_TEXT: usize = 64 << 20;
const MOST_SHEETS: usize = 10_000;

/// Row and column, from 0.
pub(super) type Place = (u32, u32);

#[derive(Default)]
pub(super) struct Builder {
    book: Book,
    cells: usize,
    text: usize,
    hidden_rows: Vec<(u32, u32)>,
    hidden_columns: Vec<(u32, u32)>,
    has_open_formulas: bool,
}

impl Builder {
    /// Begins a sheet.
    pub(super) fn sheet(&mut self, name: &str, is_hidden: bool) -> Result<(), Why> {
        self.end();
        if self.book.sheets.len() >= MOST_SHEETS {
            return Err(Why::TooLarge);
        }
        self.add_text(name.len())?;
        self.book.sheets.push(Sheet {
            name: name.to_owned(),
            hidden: is_hidden,
            cells: Vec::new(),
            merged: Vec::new(),
            hidden_rows: Default::default(),
            hidden_columns: Default::default(),
        });
        Ok(())
    }

    /// The sheet that was begun last is not shown.
    pub(super) fn hide_sheet(&mut self) {
        if let Some(sheet) = self.book.sheets.last_mut() {
            sheet.hidden = true;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.book.sheets.is_empty()
    }

    /// A cell of the sheet that was begun last. One that shows nothing is none.
    pub(super) fn cell(
        &mut self,
        (row, column): Place,
        mut value: Value,
        is_formula: bool,
    ) -> Result<(), Why> {
        if let Value::Text(text) | Value::Error(text) = &mut value {
            if text.trim().is_empty() {
                return Ok(());
            }
            if text.contains('\r') {
                *text = text.replace("\r\n", "\n").replace('\r', "\n");
            }
            self.add_text(text.len())?;
        }
        self.count()?;
        let cells = &mut self.sheet_mut()?.cells;
        cells.push(Cell { row, column, value, formula: is_formula });
        Ok(())
    }

    /// A formula whose value no program has worked out yet: the file was made by a tool that does not calculate.
    pub(super) fn not_worked_out(&mut self, place: Place) -> Result<(), Why> {
        if !std::mem::replace(&mut self.has_open_formulas, true) {
            self.note(
                "有的公式还没有算出值（记作 #?）：用 WPS 或 Excel 打开，保存一次再导入",
                "some formulas have no value yet (shown as #?): open the file in Excel or WPS, save it, and import it again",
            );
        }
        self.cell(place, Value::Error("#?".to_owned()), true)
    }

    /// Cells are one, from the first row and column to the last.
    pub(super) fn merge(&mut self, rows: (u32, u32), columns: (u32, u32)) -> Result<(), Why> {
        if rows == (rows.0, rows.0) && columns == (columns.0, columns.0) {
            return Ok(());
        }
        self.count()?;
        self.sheet_mut()?.merged.push(Area { rows, columns });
        Ok(())
    }

    /// The rows from the first to the last are not shown.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) -> Result<(), Why> {
        self.count()?;
        self.hidden_rows.push((first, last));
        Ok(())
    }

    /// The columns from the first to the last are not shown.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) -> Result<(), Why> {
        self.count()?;
        self.hidden_columns.push((first, last));
        Ok(())
    }

    pub(super) fn note(&mut self, zh: &str, en: &str) {
        self.book.notes.push((zh.to_owned(), en.to_owned()));
    }

    pub(super) fn note_macros(&mut self) {
        self.note(
            "文件里有宏，没有运行；只读单元格里的值",
            "the file holds macros, which were not run; only values of cells are read",
        );
    }

    pub(super) fn finish(mut self) -> Book {
        self.end();
        self.book
    }

    fn sheet_mut(&mut self) -> Result<&mut Sheet, Why> {
        self.book.sheets.last_mut().ok_or(Why::Broken)
    }

    fn count(&mut self) -> Result<(), Why> {
        self.cells += 1;
        if self.cells > MOST_CELLS { Err(Why::TooLarge) } else { Ok(()) }
    }

    fn add_text(&mut self, length: usize) -> Result<(), Why> {
        self.text += length;
        if self.text > MOST_TEXT { Err(Why::TooLarge) } else { Ok(()) }
    }

    /// Ends the sheet that was begun last: its cells in order, of two at one place the later one.
    fn end(&mut self) {
        let rows = joined(std::mem::take(&mut self.hidden_rows));
        let columns = joined(std::mem::take(&mut self.hidden_columns));
        let Some(sheet) = self.book.sheets.last_mut() else { return };
        let place = |cell: &Cell| (cell.row, cell.column);
        if !sheet.cells.is_sorted_by(|before, after| place(before) < place(after)) {
            sheet.cells.reverse();
            sheet.cells.sort_by_key(place);
            sheet.cells.dedup_by_key(|cell| place(cell));
        }
        let hidden = |stretches: &[(u32, u32)], at: u32| {
            let next = stretches.partition_point(|(first, _)| *first <= at);
            next.checked_sub(1).is_some_and(|index| stretches[index].1 >= at)
        };
        sheet.hidden_rows =
            sheet.cells.iter().map(|cell| cell.row).filter(|row| hidden(&rows, *row)).collect();
        sheet.hidden_columns =
            sheet.cells.iter().map(|cell| cell.column).filter(|column| hidden(&columns, *column)).collect();
    }
}

/// The same stretches in order and apart.
fn joined(mut stretches: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    stretches.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (first, last) in stretches {
        match joined.last_mut() {
            Some((_, end)) if first <= *end => *end = last.max(*end),
            _ => joined.push((first, last)),
        }
    }
    joined
}
