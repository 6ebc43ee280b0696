//! Tables as text: cells apart by commas, tabs or semicolons, in whatever encoding. Read here and not by the `csv` crate,
//! which passes over blank lines, so that places would be told wrong, and takes all that follows a stray quotation mark
//! for one cell.

use encoding_rs::BIG5;

use super::book::Value;
use super::builder::{Builder, Place};
use super::refusal::Why;
use crate::encoding::{decode, likelihood};

/// How many rows are looked at to see what parts their cells.
const LOOKED_AT: usize = 100;

pub(super) fn read(bytes: &[u8], book: &mut Builder) -> Result<(), Why> {
    let text = decoded(bytes, book);
    if text.contains('\0') {
        return Err(Why::Other("程序的数据文件", "a data file of some program"));
    }
    let (separator, text) = match text.strip_prefix("sep=").and_then(|rest| {
        let mut chars = rest.chars();
        Some((chars.next()?, chars.as_str()))
    }) {
        // A line for Excel alone; its own row stays, blank.
        Some(stated) => stated,
        None => (separator(&text), text.as_str()),
    };
    book.sheet("", false)?;
    let mut cells = Cells::new(text, separator);
    while let Some((place, cell)) = cells.next()? {
        let cell = as_text(&cell);
        if !cell.is_empty() {
            book.cell(place, Value::Text(cell.to_owned()), false)?;
        }
    }
    Ok(())
}

/// What a cell holds that is marked as text for Excel, so that no digit of it is lost: `="007"`, `'007`.
fn as_text(cell: &str) -> &str {
    let formula = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let marked = cell.strip_prefix('\'').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    formula.filter(|inner| !inner.contains('"')).or(marked).unwrap_or(cell)
}

/// The text, with a note where its encoding is in doubt.
pub(super) fn decoded(bytes: &[u8], book: &mut Builder) -> String {
    let decoded = decode::decode(bytes.to_vec());
    if decoded.legacy == Some("GB18030")
        && let Some(other) = BIG5.decode_without_bom_handling_and_without_replacement(bytes)
        && likelihood::of(&other) <= likelihood::of(&decoded.text) + decode::LIKELIER
    {
        book.note(
            "文件按 GB18030 读出，也可能是 Big5（繁体）编码：核对姓名和地名，不对就在原来的软件里另存为 UTF-8",
            "the file was read as GB18030 and may be Big5 as well: look at its names, and if they are wrong save it as UTF-8",
        );
    }
    if let Some(name) = decoded.legacy.filter(|name| !matches!(*name, "GB18030" | "UTF-16")) {
        book.note(
            &format!("文件看来是 {name} 编码，已按它读出：核对姓名和地名，不对就另存为 UTF-8"),
            &format!("the file seems to be encoded as {name} and was read so: look at its names, and if they are wrong save it as UTF-8"),
        );
    }
    if let Some(other) = decoded.by_chance {
        book.note(
            &format!("文件按 GB18030 读出，碰巧也读得成 UTF-8（“{}”）：核对文字", other.other),
            "the file was read as GB18030, though it can be read as UTF-8 by chance: look at its text",
        );
    }
    if decoded.text.contains(char::REPLACEMENT_CHARACTER) {
        book.note(
            "文件里有认不出的字（显示为 \u{fffd}）：找回原稿，另存为 UTF-8 再导入",
            "characters of the file are lost (shown as \u{fffd}): go back to the original and save it as UTF-8",
        );
    }
    decoded.text
}

/// What parts the cells: whichever stands in the most rows the same number of times.
fn separator(text: &str) -> char {
    // A cell in quotes may have several lines, with anything in them.
    let is_sound = text.matches('"').count().is_multiple_of(2);
    let outside: String = if is_sound { text.split('"').step_by(2).collect() } else { text.to_owned() };
    let rows: Vec<&str> = outside.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let agreeing = |separator: char| {
        let mut counts: Vec<usize> = rows.iter().map(|row| outside_quotes(row, separator)).collect();
        counts.sort_unstable();
        let runs = counts.chunk_by(|one, other| one == other).filter(|run| run[0] > 0);
        runs.map(<[usize]>::len).max().unwrap_or(0)
    };
    // Of two alike the later one wins: `1,5;2,5` are two numbers.
    ['，', '|', ',', ';', '\t'].into_iter().max_by_key(|separator| agreeing(*separator)).unwrap_or(',')
}

fn outside_quotes(row: &str, separator: char) -> usize {
    row.split('"').step_by(2).map(|part| part.matches(separator).count()).sum()
}

/// The cells of a text in order.
struct Cells<'t> {
    rest: &'t str,
    separator: char,
    place: Place,
    /// The line that is read, from 1: a cell in quotes may have several.
    line: usize,
}

impl<'t> Cells<'t> {
    fn new(text: &'t str, separator: char) -> Cells<'t> {
        Cells { rest: text, separator, place: (0, 0), line: 1 }
    }

    fn next(&mut self) -> Result<Option<(Place, String)>, Why> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let mut cell = String::new();
        if let Some(quoted) = self.rest.strip_prefix('"') {
            let mut rest = quoted;
            let begun = self.line;
            loop {
                let Some((part, behind)) = rest.split_once('"') else { return Err(Why::Quotes(begun)) };
                cell.push_str(part);
                self.line += part.matches('\n').count();
                rest = behind;
                match rest.strip_prefix('"') {
                    Some(behind) => rest = behind,
                    None => break,
                }
                cell.push('"');
            }
            self.rest = rest;
        }
        // Without quotes, or what stands behind them.
        let is_end = |c: char| c == self.separator || c == '\n' || c == '\r';
        let end = self.rest.find(is_end).unwrap_or(self.rest.len());
        cell.push_str(&self.rest[..end]);
        let place = self.place;
        let mut behind = self.rest[end..].chars();
        match behind.next() {
            Some('\n') => self.next_row(),
            Some('\r') => {
                behind = behind.as_str().strip_prefix('\n').map_or(behind.clone(), str::chars);
                self.next_row();
            }
            _ => self.place.1 = self.place.1.saturating_add(1),
        }
        self.rest = behind.as_str();
        Ok(Some((place, cell)))
    }

    fn next_row(&mut self) {
        self.line += 1;
        self.place = (self.place.0.saturating_add(1), 0);
    }
}
