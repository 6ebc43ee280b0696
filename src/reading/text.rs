//! A text that was read: its letters, how it is written, and where it can be read on.

use std::ops::Range;

use super::gap;
use super::tables::{Heads, Tables};

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
    pub(super) fn has_rows(self) -> bool {
        matches!(self, Format::Table | Format::Text)
    }
}

/// Letters in their order.
#[derive(Debug, Default)]
pub struct Letters {
    pub(super) units: Vec<u16>,
    /// For each the gap before it, and whether it is Han.
    pub(super) notes: Vec<u8>,
    /// For each its first byte, if asked for.
    pub(super) places: Vec<u32>,
    /// The gap so far.
    pub(super) gap: u8,
    pub(super) tables: Tables,
}

impl Letters {
    /// The letters as units of UTF-16.
    pub fn units(&self) -> &[u16] {
        &self.units
    }

    /// What stands before letter `at`; before the first and behind the last it is the end.
    pub fn gap(&self, at: usize) -> u8 {
        match self.notes.get(at) {
            Some(note) if at > 0 => note & gap::GAP,
            _ => gap::END,
        }
    }

    /// Whether letter `at` is written as a Han character.
    pub fn is_han(&self, at: usize) -> bool {
        self.notes.get(at).is_some_and(|note| note & gap::HAN != 0)
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

    pub(super) fn clear(&mut self) {
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
    pub(super) gap: u8,
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
