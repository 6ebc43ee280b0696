//! What a template is given: `/sheet.json` and `/words.json`, read by it as values. No text becomes Typst
//! source.

use serde::Serialize;
use serde_json::Value;

use crate::render::strings::Strings;
use crate::site::view::{PosterView, View};

/// So many characters without a place at which a line may end are as wide as a sheet may be.
const LONGEST: usize = 24;
/// After so many of these a line may end.
const STEP: usize = 8;

/// `/sheet.json`: the view, in which lines may end within a long run of Latin letters, digits and signs.
pub(super) fn sheet(view: &PosterView) -> Vec<u8> {
    let json = json(viewed(view));
    if !has_long_run(&json) {
        return json;
    }
    let mut value: Value = serde_json::from_slice(&json).unwrap_or_default();
    breakable(&mut value);
    self::json(&value)
}

/// Whether a character that is part of a word runs on for longer than a line may be.
fn has_long_run(text: &[u8]) -> bool {
    text.split(|byte| !byte.is_ascii_graphic()).any(|run| run.len() > LONGEST)
}

/// Puts places without width, at which a line may end, into each long run.
fn breakable(value: &mut Value) {
    match value {
        Value::String(text) if has_long_run(text.as_bytes()) => {
            let is_between = |c: char| !c.is_ascii_graphic();
            let run = |run: &str| match run.trim_end_matches(is_between).len() > LONGEST {
                true => (run.chars().enumerate())
                    .flat_map(|(at, c)| [(at > 0 && at % STEP == 0).then_some('\u{200b}'), Some(c)])
                    .flatten()
                    .collect(),
                false => run.to_owned(),
            };
            *text = text.split_inclusive(is_between).map(run).collect();
        }
        Value::Array(list) => list.iter_mut().for_each(breakable),
        // What an address leads to is no text.
        Value::Object(fields) => {
            fields.iter_mut().filter(|(key, _)| *key != "address").for_each(|(_, value)| breakable(value))
        }
        _ => {}
    }
}

/// `/words.json`: the theme's words by key.
pub(super) fn words(strings: &Strings) -> Vec<u8> {
    json(strings.map())
}

/// The one way onto paper: only a [`View`] fits.
fn viewed<V: View>(view: &V) -> &V {
    view
}

/// Strings, numbers and lists into memory: this cannot fail.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_runs_are_broken_and_no_address_is() {
        let long = "a".repeat(LONGEST + 1);
        let mut value = serde_json::json!({
            "title": format!("见 {long} 和 13900000001"), "address": long, "list": ["短 short", long],
        });
        breakable(&mut value);
        let broken = ["a".repeat(STEP).as_str(); 3].join("\u{200b}") + "\u{200b}a";
        let expected = serde_json::json!({
            "title": format!("见 {broken} 和 13900000001"), "address": long, "list": ["短 short", broken],
        });
        assert_eq!(value, expected);
    }
}
