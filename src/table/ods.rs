//! Workbooks of LibreOffice. A cell or row may stand for a million that are alike: blank ones cost nothing.

use std::cell::Cell as Counter;
use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::book::{Number, Value};
use super::builder::Builder;
use super::formats::{Format, stated_day};
use super::refusal::Why;
use super::xlsx::MOST;
use super::xml::{Budget, Xml};
use crate::attachment::{Package, attribute, local, meant};

/// Most styles that are remembered.
const MOST_STYLES: usize = 65_536;
/// Longest tag of a style, in bytes, that is looked at.
const LONGEST_STYLE: usize = 1_000;

pub(super) fn read(package: &mut Package<'_>, book: &mut Builder) -> Result<(), Why> {
    let left = Budget::new(Counter::new(MOST));
    if let Some(mut manifest) = Xml::part(package, "META-INF/manifest.xml", &left)? {
        loop {
            match manifest.next()? {
                Event::Eof => break,
                Event::Start(element) if local(element.name().as_ref()) == "encryption-data" => {
                    return Err(Why::Password);
                }
                _ => {}
            }
        }
    }
    let mut xml = Xml::part(package, "content.xml", &left)?.ok_or(Why::NoTable)?;
    let mut reader = Reader::default();
    loop {
        match xml.next()? {
            Event::Eof => return Ok(()),
            Event::Start(element) => reader.open(&element, book)?,
            Event::End(element) => reader.close(local(element.name().as_ref()), book)?,
            Event::Text(text) => reader.say(&text),
            Event::CData(text) => reader.say(&text),
            Event::GeneralRef(reference) => reader.say(&meant(&reference)),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    /// Rows and columns before the next one of the sheet.
    row: u32,
    column: u32,
    /// How many rows, columns are as the one that is read.
    rows: u32,
    is_row_hidden: bool,
    cell: Option<Open>,
    /// Whether a paragraph of the cell is read, how many there were, and how many remarks it stands in.
    is_text: bool,
    paragraphs: u32,
    remarks: u32,
    /// How many sheets lie around this place: a sheet may hold others, which are no sheets.
    depth: u32,
}

/// The cell that is read.
struct Open {
    columns: u32,
    spanned: (u32, u32),
    value: Option<Value>,
    text: String,
    is_formula: bool,
}

/// What styles say that is of interest, by their names.
#[derive(Default)]
struct Styles {
    /// The style that is read: its family and name.
    open: (String, String),
    /// Formats of numbers, and cell styles that refer to them.
    formats: BTreeMap<String, Format>,
    cells: BTreeMap<String, String>,
    /// Styles of rows, columns and sheets that do not show them: family and name.
    unseen: BTreeSet<(String, String)>,
}

impl Styles {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        let said = |name| attribute(element, name).unwrap_or_default().into_owned();
        let is_many = self.formats.len() + self.cells.len() + self.unseen.len() > MOST_STYLES;
        if is_many || element.len() > LONGEST_STYLE {
            return;
        }
        match name {
            "style" => {
                self.open = (said("family"), said("name"));
                if self.open.0 == "table-cell" {
                    self.cells.insert(said("name"), said("data-style-name"));
                }
            }
            "number-style" | "currency-style" => self.open = (name.to_owned(), said("name")),
            "number" if self.open.0 == "number-style" => {
                let least_digits = said("min-integer-digits").parse().unwrap_or(1);
                self.formats.insert(self.open.1.clone(), Format::Number { least_digits, percent: false });
            }
            "table-row-properties" if is_nothing(&said("row-height")) => self.hide(),
            "table-column-properties" if is_nothing(&said("column-width")) => self.hide(),
            "table-properties" if said("display") == "false" => self.hide(),
            _ => {}
        }
    }

    fn hide(&mut self) {
        self.unseen.insert(self.open.clone());
    }

    fn is_unseen(&self, element: &BytesStart<'_>) -> bool {
        let style = attribute(element, "style-name").unwrap_or_default();
        let family = element.name();
        self.unseen.contains(&(local(family.as_ref()).to_owned(), style.into_owned()))
    }
}

/// Whether a length such as `0cm` is none.
fn is_nothing(length: &str) -> bool {
    length.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse() == Ok(0.0)
}

/// Whether this is what a formula shows that failed.
fn is_error(text: &str) -> bool {
    text.starts_with("Err:") || text.starts_with('#') && text.ends_with(['!', '?', 'A'])
}

impl Reader {
    fn open(&mut self, element: &BytesStart<'_>, book: &mut Builder) -> Result<(), Why> {
        let said = |name| attribute(element, name);
        let count = |name| said(name).and_then(|count| count.parse::<u32>().ok()).unwrap_or(1);
        let name = element.name();
        match local(name.as_ref()) {
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    let is_hidden = self.styles.is_unseen(element);
                    book.sheet(&said("name").unwrap_or_default(), is_hidden)?;
                    (self.row, self.column) = (0, 0);
                }
            }
            _ if self.depth > 1 => {}
            "table-column" => {
                let columns = count("number-columns-repeated");
                if is_collapsed(element) || self.styles.is_unseen(element) {
                    book.hide_columns(self.column, self.column.saturating_add(columns.saturating_sub(1)))?;
                }
                self.column = self.column.saturating_add(columns);
            }
            "table-row" => {
                self.column = 0;
                self.rows = count("number-rows-repeated");
                self.is_row_hidden = is_collapsed(element) || self.styles.is_unseen(element);
                if self.is_row_hidden {
                    book.hide_rows(self.row, self.row.saturating_add(self.rows.saturating_sub(1)))?;
                }
            }
            // What a merged area covers is not seen.
            "covered-table-cell" => {
                self.column = self.column.saturating_add(count("number-columns-repeated"));
            }
            "table-cell" => {
                self.paragraphs = 0;
                self.cell = Some(Open {
                    columns: count("number-columns-repeated"),
                    spanned: (count("number-rows-spanned").max(1), count("number-columns-spanned").max(1)),
                    value: self.value(element),
                    text: String::new(),
                    is_formula: said("formula").is_some(),
                });
            }
            "annotation" | "frame" | "custom-shape" => self.remarks += 1,
            "p" | "h" if self.remarks == 0 => {
                self.is_text = true;
                self.paragraphs += 1;
                if self.paragraphs > 1 {
                    self.say("\n");
                }
            }
            "s" => {
                self.say(&" ".repeat(said("c").and_then(|count| count.parse().ok()).unwrap_or(1).min(100)))
            }
            "tab" => self.say("\t"),
            "line-break" => self.say("\n"),
            name => self.styles.open(name, element),
        }
        Ok(())
    }

    /// The value that a cell states; `None` where it is its text.
    fn value(&self, element: &BytesStart<'_>) -> Option<Value> {
        let number = || attribute(element, "value")?.parse::<f64>().ok().filter(|number| number.is_finite());
        match &*attribute(element, "value-type")? {
            "float" | "currency" => {
                let style = attribute(element, "style-name").unwrap_or_default();
                match self.styles.cells.get(&*style).and_then(|format| self.styles.formats.get(format)) {
                    Some(Format::Number { least_digits, percent }) => Some(Value::Number(Number {
                        value: number()?,
                        least_digits: *least_digits,
                        percent: *percent,
                    })),
                    _ => Some(Format::GENERAL.value(number()?, false)),
                }
            }
            "percentage" => Some(Value::Number(Number { value: number()?, least_digits: 1, percent: true })),
            "date" => stated_day(&attribute(element, "date-value")?).map(Value::Date),
            "boolean" => Some(Value::Truth(&*attribute(element, "boolean-value")? == "true")),
            _ => attribute(element, "string-value").map(|text| Value::Text(text.into_owned())),
        }
    }

    fn close(&mut self, name: &str, book: &mut Builder) -> Result<(), Why> {
        match name {
            "table" => self.depth = self.depth.saturating_sub(1),
            _ if self.depth > 1 => {}
            "table-row" => self.row = self.row.saturating_add(self.rows),
            "table-cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let column = self.column;
                self.column = column.saturating_add(cell.columns);
                self.put(cell, column, book)?;
            }
            "annotation" | "frame" | "custom-shape" => self.remarks = self.remarks.saturating_sub(1),
            "p" | "h" => self.is_text = false,
            _ => {}
        }
        Ok(())
    }

    fn put(&self, cell: Open, column: u32, book: &mut Builder) -> Result<(), Why> {
        let (rows, columns) = cell.spanned;
        if (rows, columns) != (1, 1) {
            let last = |first: u32, count: u32| first.saturating_add(count - 1);
            book.merge((self.row, last(self.row, rows)), (column, last(column, columns)))?;
        }
        let value = match cell.value {
            _ if cell.is_formula && is_error(&cell.text) => Value::Error(cell.text),
            Some(value) => value,
            None => Value::Text(cell.text),
        };
        if matches!(&value, Value::Text(text) | Value::Error(text) if text.trim().is_empty()) {
            return Ok(());
        }
        for row in 0..self.rows {
            for further in 0..cell.columns {
                let place = (self.row.saturating_add(row), column.saturating_add(further));
                book.cell(place, value.clone(), cell.is_formula)?;
            }
        }
        Ok(())
    }

    fn say(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.is_text && self.remarks == 0) {
            cell.text.push_str(text);
        }
    }
}

fn is_collapsed(element: &BytesStart<'_>) -> bool {
    attribute(element, "visibility").is_some_and(|value| matches!(&*value, "collapse" | "filter"))
}
