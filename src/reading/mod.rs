//! Text as a reader takes it in: its letters and digits in one spelling, and how far apart they stand.
//!
//! Escapes mean what they mean, marks of markup are not seen, `王` is one character in every form and script variant, and
//! a digit is a digit however it is drawn. What stands between two letters is kept as a [`gap`], from nothing at all to
//! punctuation, so that whoever compares can pass over blanks and still know what touches what. What only programs read
//! (the inside of tags, comments, the readings of a ruby) is read beside the text, not in it.

mod ascii;
mod escapes;
mod letters;
mod reader;
mod tables;
mod tags;

use std::ops::Range;

use tables::Tables;

pub use letters::is_han;
pub use reader::Reader;
pub use tables::{Heads, TITLE};

/// What may stand between two letters, from the closest to the farthest.
pub mod gap {
    /// Nothing that is seen.
    pub const JOINED: u8 = 0;
    /// Dots, dashes, quotation marks.
    pub const DOT: u8 = 1;
    /// Blanks and brackets.
    pub const SPACE: u8 = 2;
    /// A line's end.
    pub const LINE: u8 = 3;
    /// The border of a cell, a paragraph, a list item.
    pub const BORDER: u8 = 4;
    /// Any other mark.
    pub const MARK: u8 = 5;
    /// The text's end.
    pub const END: u8 = 6;
}

/// Of a letter's note the bits that are its gap; whether it was a Han character.
const GAP: u8 = 7;
const HAN: u8 = 8;

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// HTML, XML, SVG: tags.
    Markup,
    /// Tables of values between commas.
    Table,
    /// What people write or was extracted from other files: tabs and bars part cells.
    Text,
    /// Style sheets.
    Style,
    /// Scripts, JSON and all else.
    #[default]
    Plain,
    /// The name of a file.
    Path,
}

impl Format {
    /// That of the file at `path`.
    pub fn of(path: &str) -> Format {
        match path.rsplit('.').next().unwrap_or_default() {
            "html" | "htm" | "xml" | "svg" | "xhtml" => Format::Markup,
            "csv" | "tsv" => Format::Table,
            "css" => Format::Style,
            _ => Format::Plain,
        }
    }

    /// That of the text of the file at `path`, whose bytes hide it: a cell of a table is a cell there, too.
    pub fn of_text(path: &str) -> Format {
        match Format::of(path) {
            Format::Table => Format::Table,
            _ => Format::Text,
        }
    }

    /// Whether lines are rows of tables.
    fn has_rows(self) -> bool {
        matches!(self, Format::Table | Format::Text)
    }
}

/// Letters in their order.
#[derive(Debug, Default)]
pub struct Letters {
    units: Vec<u16>,
    /// For each the gap before it, and whether it is Han.
    notes: Vec<u8>,
    /// For each its first byte, if asked for.
    places: Vec<u32>,
    /// The gap so far.
    gap: u8,
    tables: Tables,
}

impl Letters {
    /// The letters as units of UTF-16.
    pub fn units(&self) -> &[u16] {
        &self.units
    }

    /// What stands before letter `at`; before the first and behind the last it is the end.
    pub fn gap(&self, at: usize) -> u8 {
        match self.notes.get(at) {
            Some(note) if at > 0 => note & GAP,
            _ => gap::END,
        }
    }

    /// Whether letter `at` is written as a Han character.
    pub fn is_han(&self, at: usize) -> bool {
        self.notes.get(at).is_some_and(|note| note & HAN != 0)
    }

    /// What heads letter `at`, if it stands in a table.
    pub fn heads(&self, at: usize) -> Heads {
        self.tables.heads(at, self.units.len())
    }

    /// First bytes of the letters in `range` and of the one behind; only where places are kept.
    pub fn place(&self, range: Range<usize>, end: usize) -> Range<usize> {
        let at = |index: usize| self.places.get(index).map_or(end, |at| *at as usize);
        at(range.start)..at(range.end)
    }

    fn clear(&mut self) {
        self.units.clear();
        self.notes.clear();
        self.places.clear();
        self.gap = gap::END;
        self.tables = Tables::default();
    }
}

/// A place at which a text can be read as from its beginning, but for the gap there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seam {
    /// The byte.
    pub at: u32,
    /// How many letters of the text stand before it.
    pub letters: u32,
    gap: u8,
}

impl Seam {
    /// Whether what follows is read alike behind both.
    pub fn is_like(&self, other: &Seam) -> bool {
        self.gap == other.gap
    }

    /// The same so many bytes and letters further on.
    pub fn moved(&self, bytes: i64, letters: i64) -> Seam {
        let moved = |at: u32, by: i64| (i64::from(at) + by) as u32;
        Seam { at: moved(self.at, bytes), letters: moved(self.letters, letters), ..*self }
    }
}

/// The letters of a short text.
pub fn letters(text: &str) -> Letters {
    let mut reader = Reader::default();
    reader.read(text.as_bytes(), Format::Plain);
    let [text, _] = reader.into_streams();
    text
}

#[cfg(test)]
mod tests;
