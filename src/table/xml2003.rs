//! Excel's XML of 2003, which some systems name .xls.

use std::cell::Cell as Counter;
use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::book::Value;
use super::builder::Builder;
use super::formats::{Format, stated_day};
use super::refusal::Why;
use super::xlsx::MOST;
use super::xml::{Budget, Xml, is_true};
use crate::attachment::{attribute, local, meant};

#[derive(Default)]
struct Reader {
    /// The style that is read, and what formats styles have.
    style: String,
    formats: BTreeMap<String, Format>,
    /// The next row and column.
    row: u32,
    column: u32,
    /// How many rows are as the one that is read.
    rows: u32,
    cell: Option<Open>,
    /// Whose text comes next: a cell's, or that which says whether a sheet is seen.
    is_data: bool,
    is_visibility: bool,
    is_remark: bool,
}

/// The cell that is read.
struct Open {
    columns: u32,
    format: Format,
    kind: String,
    text: String,
    is_formula: bool,
}

pub(super) fn read(bytes: &[u8], book: &mut Builder) -> Result<(), Why> {
    let budget = Budget::new(Counter::new(MOST));
    let mut xml = Xml::new(bytes, &budget)?;
    let mut reader = Reader::default();
    loop {
        match xml.next()? {
            Event::Eof => return Ok(()),
            Event::Start(element) => reader.open(&element, book)?,
            Event::End(element) => reader.close(local(element.name().as_ref()), book)?,
            Event::Text(text) => reader.say(&text, book),
            Event::CData(text) => reader.say(&text, book),
            Event::GeneralRef(reference) => reader.say(&meant(&reference), book),
            _ => {}
        }
    }
}

impl Reader {
    fn open(&mut self, element: &BytesStart<'_>, book: &mut Builder) -> Result<(), Why> {
        let said = |name| attribute(element, name).unwrap_or_default();
        let number = |name| attribute(element, name).and_then(|number| number.parse::<u32>().ok());
        let is_unseen = |size| is_true(&said("Hidden")) || said(size).parse() == Ok(0.0);
        let last = |first: u32, further: u32| first.saturating_add(further);
        match local(element.name().as_ref()) {
            "Style" => self.style = said("ID").into_owned(),
            "NumberFormat" if said("Format").contains(['0', '%']) => {
                self.formats.insert(self.style.clone(), Format::written(&said("Format")));
            }
            "Worksheet" => {
                book.sheet(&said("Name"), false)?;
                (self.row, self.column) = (0, 0);
            }
            "Column" => {
                let first = number("Index").map_or(self.column, |index| index.saturating_sub(1));
                let end = last(first, number("Span").unwrap_or(0));
                if is_unseen("Width") {
                    book.hide_columns(first, end)?;
                }
                self.column = last(end, 1);
            }
            "Row" => {
                self.row = number("Index").map_or(self.row, |index| index.saturating_sub(1));
                self.column = 0;
                self.rows = last(1, number("Span").unwrap_or(0));
                if is_unseen("Height") {
                    book.hide_rows(self.row, last(self.row, self.rows - 1))?;
                }
            }
            "Cell" => {
                self.column = number("Index").map_or(self.column, |index| index.saturating_sub(1));
                let [down, across] = ["MergeDown", "MergeAcross"].map(|name| number(name).unwrap_or(0));
                book.merge((self.row, last(self.row, down)), (self.column, last(self.column, across)))?;
                self.cell = Some(Open {
                    columns: last(1, across),
                    format: self.formats.get(&*said("StyleID")).copied().unwrap_or(Format::GENERAL),
                    kind: String::new(),
                    text: String::new(),
                    is_formula: !said("Formula").is_empty(),
                });
            }
            "Comment" => self.is_remark = true,
            "Data" if !self.is_remark => {
                self.is_data = true;
                if let Some(cell) = &mut self.cell {
                    cell.kind = said("Type").into_owned();
                }
            }
            "Visible" => self.is_visibility = true,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str, book: &mut Builder) -> Result<(), Why> {
        match name {
            "Row" => self.row = self.row.saturating_add(self.rows),
            "Cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let place = (self.row, self.column);
                self.column = self.column.saturating_add(cell.columns);
                let number = cell.text.trim().parse::<f64>().ok();
                let value = match (cell.kind.as_str(), number) {
                    ("Number", Some(number)) => cell.format.value(number, false),
                    ("DateTime", _) => stated_day(&cell.text).map_or(Value::Text(cell.text), Value::Date),
                    ("Boolean", Some(number)) => Value::Truth(number != 0.0),
                    ("Error", _) => Value::Error(cell.text),
                    _ => Value::Text(cell.text),
                };
                book.cell(place, value, cell.is_formula)?;
            }
            "Comment" => self.is_remark = false,
            "Data" => self.is_data = false,
            "Visible" => self.is_visibility = false,
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str, book: &mut Builder) {
        if self.is_visibility && text.contains("Hidden") {
            book.hide_sheet();
        }
        if let Some(cell) = self.cell.as_mut().filter(|_| self.is_data) {
            cell.text.push_str(text);
        }
    }
}
