//! Every character of every sheet, looked for in the fonts before anything is set: typesetters drop what they have no
//! glyph for, and nobody is told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::render::strings::Strings;
use crate::site::view::{Poster, PosterView, View};

use super::fonts::Fonts;

/// A text with a character that no font has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// The whole text.
    pub text: String,
    /// The sheets it would stand on, by their places among the posters.
    pub sheets: BTreeSet<usize>,
}

/// Prefixes of the theme's words that reach paper.
const WORDS: [&str; 5] = ["poster_", "commitment_", "format_", "numerals", "months"];

/// Every character without a glyph, once for each text it stands in.
pub(super) fn missing(fonts: &Fonts<'_>, strings: &Strings, posters: &[Poster]) -> Vec<Missing> {
    let mut known: BTreeMap<char, bool> = BTreeMap::new();
    let mut found: BTreeMap<(String, char), BTreeSet<usize>> = BTreeMap::new();
    let mut look = |text: &str, sheets: std::ops::Range<usize>| {
        for c in text.chars().filter(|&c| is_seen(c)) {
            if !*known.entry(c).or_insert_with(|| fonts.has(c)) {
                found.entry((text.to_owned(), c)).or_default().extend(sheets.clone());
            }
        }
    };
    for (key, word) in strings.map() {
        if WORDS.iter().any(|prefix| key.starts_with(prefix)) {
            look(word, 0..posters.len());
        }
    }
    for (at, poster) in posters.iter().enumerate() {
        each(&value(&poster.view), &mut |text| look(text, at..at + 1));
    }
    let told = |((text, character), sheets)| Missing { character, text, sheets };
    found.into_iter().map(told).collect()
}

/// Whether `c` leaves a mark on paper, or should.
fn is_seen(c: char) -> bool {
    let is_hidden = matches!(c,
        '\n' | '\t' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}');
    !is_hidden && !c.is_whitespace()
}

/// Every text of a sheet, a line each.
pub(super) fn text(view: &PosterView) -> String {
    let mut text = String::new();
    each(&value(view), &mut |line| {
        text.push_str(line);
        text.push('\n');
    });
    text
}

/// A view as values. Views are strings, numbers and lists: this cannot fail.
fn value<V: View>(view: &V) -> Value {
    serde_json::to_value(view).unwrap_or_default()
}

/// Calls `look` with every text in `value`.
fn each(value: &Value, look: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => look(text),
        Value::Array(items) => items.iter().for_each(|item| each(item, look)),
        Value::Object(entries) => entries.values().for_each(|item| each(item, look)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
