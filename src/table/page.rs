//! Web pages with tables, which many office systems name .xls: each table is a sheet.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::book::Value;
use super::builder::{Builder, MOST_CELLS};
use super::refusal::Why;
use super::text;
use crate::attachment::meant;

/// Most rows and columns that a cell may span, as in browsers, and columns of a table.
const MOST_ROWS: u32 = 65_534;
const MOST_SPANNED: u32 = 1_000;
const MOST_COLUMNS: usize = 16_384;
/// How deep tables may lie within each other.
const DEEPEST: usize = 20;

pub(super) fn read(bytes: &[u8], book: &mut Builder) -> Result<(), Why> {
    let text = decoded(bytes, book);
    let text = lone_signs(&text);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut open: Vec<Table> = Vec::new();
    let mut tables = Vec::new();
    // Within scripts and styles nothing is text.
    let mut is_code = false;
    // Whatever comes after a fault is no page any more.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(element) => {
                let name = element.name().as_ref().to_ascii_lowercase();
                match name.as_str() {
                    "script" | "style" => is_code = true,
                    "table" if open.len() >= DEEPEST => return Err(Why::TooLarge),
                    "table" => open.push(Table::default()),
                    name => {
                        if let Some(table) = open.last_mut() {
                            table.open(name, &element)?;
                        }
                    }
                }
            }
            Event::End(element) => {
                let name = element.name().as_ref().to_ascii_lowercase();
                match name.as_str() {
                    "script" | "style" => is_code = false,
                    "table" => {
                        if let Some(table) = open.pop() {
                            tables.push(table.finished()?);
                        }
                    }
                    name => {
                        if let Some(table) = open.last_mut() {
                            table.close(name)?;
                        }
                    }
                }
            }
            event => {
                let Some(table) = open.last_mut().filter(|_| !is_code) else { continue };
                match event {
                    Event::Text(text) => table.say(&text),
                    Event::CData(text) => table.say(&text),
                    Event::GeneralRef(reference) => table.say(&character(&reference)),
                    _ => {}
                }
            }
        }
    }
    if !open.is_empty() {
        book.note(
            "网页里的表格没有结束，也许没有存全：核对最后几行",
            "a table of the web page does not end, so the page may not be whole: look at its last rows",
        );
    }
    for table in open.into_iter().rev() {
        tables.push(table.finished()?);
    }
    tables.retain(|table| !table.cells.is_empty());
    let is_one = tables.len() == 1;
    for (table, number) in tables.into_iter().zip(1..) {
        book.sheet(&if is_one { String::new() } else { format!("表格{number}") }, false)?;
        for row in table.hidden {
            book.hide_rows(row, row)?;
        }
        for cell in table.cells {
            // Merged areas end with the table.
            let last = (cell.row + cell.rows).min(table.rows) - 1;
            book.merge((cell.row, last), (cell.column, cell.column + cell.columns - 1))?;
            book.cell((cell.row, cell.column), Value::Text(cell.text.trim().to_owned()), false)?;
        }
    }
    Ok(())
}

/// The text of a page: in the encoding that it states, where it makes sense in that.
fn decoded(bytes: &[u8], book: &mut Builder) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let stated = head.split_once("charset=").and_then(|(_, rest)| {
        let label: String = rest
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
            .collect();
        Encoding::for_label(label.as_bytes())
    });
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let stated =
        stated.filter(|encoding| !is_utf8 && *encoding != UTF_8 && Encoding::for_bom(bytes).is_none());
    match stated.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes)) {
        Some(text) if !text.contains('\0') => text.into_owned(),
        _ => text::decoded(bytes, book),
    }
}

/// `text` with every `<` that begins no tag as a character.
fn lone_signs(text: &str) -> Cow<'_, str> {
    let is_lone =
        |at: usize| !text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
    let mut lone = text.match_indices('<').map(|(at, _)| at).filter(|at| is_lone(*at)).peekable();
    if lone.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let (mut escaped, mut from) = (String::with_capacity(text.len()), 0);
    for at in lone {
        escaped.push_str(&text[from..at]);
        escaped.push_str("&lt;");
        from = at + 1;
    }
    escaped.push_str(&text[from..]);
    Cow::Owned(escaped)
}

/// What a reference means; of the names that HTML has, those that stand in tables.
fn character(reference: &quick_xml::events::BytesRef<'_>) -> Cow<'static, str> {
    let named = match &**reference {
        "nbsp" | "NBSP" => "\u{a0}",
        "ensp" => "\u{2002}",
        "emsp" => "\u{2003}",
        "middot" => "·",
        "times" => "×",
        "mdash" => "—",
        "ldquo" => "“",
        "rdquo" => "”",
        "hellip" => "…",
        "radic" => "√",
        _ => return meant(reference),
    };
    Cow::Borrowed(named)
}

#[derive(Default)]
struct Table {
    /// Cells that show something.
    cells: Vec<Place>,
    /// The cell that is read.
    cell: Option<Place>,
    /// Rows begun so far.
    rows: u32,
    /// For each column the first row in which no cell from above reaches into it.
    free_from: Vec<u32>,
    column: usize,
    hidden: Vec<u32>,
}

struct Place {
    row: u32,
    column: u32,
    rows: u32,
    columns: u32,
    text: String,
}

impl Table {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Why> {
        match name {
            "tr" => {
                self.end()?;
                self.rows += 1;
                self.column = 0;
                let style = attribute(element, "style").unwrap_or_default().to_ascii_lowercase();
                if style.replace(' ', "").contains("display:none") {
                    self.hidden.push(self.rows - 1);
                }
            }
            "td" | "th" => {
                self.end()?;
                self.rows = self.rows.max(1);
                let row = self.rows - 1;
                let span = |name, most: u32| {
                    let count = attribute(element, name).and_then(|count| count.trim().parse::<u32>().ok());
                    count.unwrap_or(1).clamp(1, most)
                };
                let (rows, columns) = (span("rowspan", MOST_ROWS), span("colspan", MOST_SPANNED));
                while self.free_from.get(self.column).is_some_and(|free| *free > row) {
                    self.column += 1;
                }
                let behind = self.column + columns as usize;
                if behind > MOST_COLUMNS {
                    return Err(Why::TooLarge);
                }
                if self.free_from.len() < behind {
                    self.free_from.resize(behind, 0);
                }
                self.free_from[self.column..behind].fill(row.saturating_add(rows));
                let column = self.column as u32;
                self.cell = Some(Place { row, column, rows, columns, text: String::new() });
                self.column = behind;
            }
            "br" | "p" | "div" | "li" => self.break_line(),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Why> {
        match name {
            "td" | "th" | "tr" => return self.end(),
            "p" | "div" | "li" => self.break_line(),
            _ => {}
        }
        Ok(())
    }

    /// Ends the cell that is read: the next one or the end of the table does so as well.
    fn end(&mut self) -> Result<(), Why> {
        self.cells.extend(self.cell.take().filter(|cell| !cell.text.trim().is_empty()));
        if self.cells.len() > MOST_CELLS { Err(Why::TooLarge) } else { Ok(()) }
    }

    /// Text of a page: line breaks in it are blanks, and of blanks one is seen.
    fn say(&mut self, text: &str) {
        let Some(cell) = &mut self.cell else { return };
        for c in text.chars() {
            match c.is_ascii_whitespace() {
                false => cell.text.push(c),
                true if cell.text.ends_with([' ', '\n']) || cell.text.is_empty() => {}
                true => cell.text.push(' '),
            }
        }
    }

    fn break_line(&mut self) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.is_empty()) {
            while cell.text.ends_with([' ', '\n']) {
                cell.text.pop();
            }
            cell.text.push('\n');
        }
    }

    fn finished(mut self) -> Result<Table, Why> {
        self.end()?;
        Ok(self)
    }
}

/// An attribute as pages write it: in any case, with or without quotes.
fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = element.html_attributes();
    let attributes = attributes.with_checks(false).flatten();
    attributes
        .into_iter()
        .find(|known| known.key.as_ref().eq_ignore_ascii_case(name))
        .map(|known| known.value)
}
