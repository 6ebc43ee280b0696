//! Text as a reader takes it in: its letters and digits in one spelling, and how far apart they stand.
//!
//! Escapes mean what they mean, marks of markup are not seen, `王` is one character in every form and script variant, and
//! a digit is a digit however it is drawn. What stands between two letters is kept as a [`gap`], from nothing at all to
//! punctuation, so that whoever compares can pass over blanks and still know what touches what. What only programs read
//! (the inside of tags, comments, the readings of a ruby) is read beside the text, not in it.

mod ascii;
mod escapes;
pub mod gap;
mod letters;
mod reader;
mod tables;
mod tags;
mod text;

pub use letters::is_han;
pub use reader::Reader;
pub use tables::{Heads, TITLE};
pub use text::{Format, Letters, Seam};

/// The letters of a short text.
pub fn letters(text: &str) -> Letters {
    let mut reader = Reader::default();
    reader.read(text.as_bytes(), Format::Plain);
    let [text, _] = reader.into_streams();
    text
}

#[cfg(test)]
mod tests;
