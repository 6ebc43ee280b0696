//! Every character of every sheet, looked for in the fonts before anything is set: typesetters drop what they have no
//! glyph for, and nobody is told.

use std::collections::BTreeMap;

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
    /// Where it would stand: `grid-x › lead › holder › pledge`, or the key of the theme's words.
    pub place: String,
}

/// Prefixes of the theme's words that reach paper.
const WORDS: [&str; 5] = ["poster_", "commitment_", "format_", "numerals", "months"];

/// Every character without a glyph, once for each text it stands in, in the order of sheets.
pub(super) fn missing(fonts: &Fonts<'_>, strings: &Strings, posters: &[Poster]) -> Vec<Missing> {
    let mut known: BTreeMap<char, bool> = BTreeMap::new();
    let mut found: Vec<Missing> = Vec::new();
    let mut look = |place: &str, text: &str| {
        let mut lacking: Vec<char> = text
            .chars()
            .filter(|&c| is_seen(c) && !*known.entry(c).or_insert_with(|| fonts.has(c)))
            .collect();
        lacking.sort_unstable();
        lacking.dedup();
        for character in lacking {
            if !found.iter().any(|known| known.character == character && known.text == text) {
                found.push(Missing { character, text: text.to_owned(), place: place.to_owned() });
            }
        }
    };
    for (key, word) in strings.map() {
        if WORDS.iter().any(|prefix| key.starts_with(prefix)) {
            look(key, word);
        }
    }
    for poster in posters {
        each(&value(&poster.view), &mut poster.name.clone(), &mut look);
    }
    found
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
    each(&value(view), &mut String::new(), &mut |_, line| {
        text.push_str(line);
        text.push('\n');
    });
    text
}

/// A view as values. Views are strings, numbers and lists: this cannot fail.
fn value<V: View>(view: &V) -> Value {
    serde_json::to_value(view).unwrap_or_default()
}

/// Calls `look` with every text in `value` and its keys.
fn each(value: &Value, place: &mut String, look: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::String(text) => look(place, text),
        Value::Array(items) => items.iter().for_each(|item| each(item, place, look)),
        Value::Object(entries) => {
            for (key, item) in entries {
                let length = place.len();
                place.push_str(" › ");
                place.push_str(key);
                each(item, place, look);
                place.truncate(length);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
