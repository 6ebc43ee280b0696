//! Markdown as Chinese is written: how pulldown-cmark reads it, with what CommonMark lacks for that in this one place.
//!
//! - [`comments`]: what a clerk keeps to himself is cut out when a text is read from its file
//! - `definitions`: `[注]: 以上数字由镇财政所提供。` is shown
//! - `emphasis`: `**（试行）**村` is bold, by the CJK-friendly amendments to CommonMark
//! - [`TableLook`]: which columns of a table are numbers, and which rows sums
//! - `masks`: `138****5678`, `张*三` and `2*3*4` keep their stars
//! - [`are_joined`]: two lines of Chinese are one without a gap
//! - [`mod@spoken`]: what a text says, for whoever looks for words in it
//!
//! A text without Chinese is read as CommonMark says, but for stars between digits.

mod code;
pub mod comments;
mod definitions;
mod emphasis;
mod figures;
mod masks;
mod runs;
mod script;
mod spoken;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use code::options;

pub use figures::TableLook;
pub use script::are_joined;
pub use spoken::{count_parts, spoken, spoken_parts};

/// A text that is about to be read.
#[derive(Debug)]
pub struct MarkdownSource<'a> {
    /// With a backslash before what would be swallowed.
    source: Cow<'a, str>,
    /// Where these stand in it.
    escapes: Vec<usize>,
}

/// What a text consists of.
#[derive(Debug)]
pub struct Read<'a> {
    /// Each event with the bytes of the text that it was made of.
    pub events: Vec<(Event<'a>, Range<usize>)>,
    /// Stars that look as if emphasis was meant, and are shown.
    pub failed: Vec<Range<usize>>,
}

impl<'a> MarkdownSource<'a> {
    /// `text`, which has no comments any more.
    pub fn new(text: &'a str) -> MarkdownSource<'a> {
        let shown = definitions::shown(text);
        if shown.is_empty() {
            return MarkdownSource { source: Cow::Borrowed(text), escapes: Vec::new() };
        }
        let mut source = String::with_capacity(text.len() + shown.len());
        let mut escapes = Vec::with_capacity(shown.len());
        let mut at = 0;
        for next in shown {
            source.push_str(&text[at..next]);
            escapes.push(source.len());
            source.push('\\');
            at = next;
        }
        source.push_str(&text[at..]);
        MarkdownSource { source: Cow::Owned(source), escapes }
    }

    /// Reads it.
    pub fn read(&self) -> Read<'_> {
        let events = Parser::new_ext(&self.source, options()).into_offset_iter().collect();
        let (mut events, mut failed) = emphasis::paired(events, &self.source);
        if !self.escapes.is_empty() {
            let original = |at: &mut usize| *at -= self.escapes.partition_point(|escape| *escape < *at);
            for range in events.iter_mut().map(|(_, range)| range).chain(&mut failed) {
                original(&mut range.start);
                original(&mut range.end);
            }
        }
        Read { events, failed }
    }
}
