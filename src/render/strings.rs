//! The theme's words: `strings/LANG.yaml`, a flat map.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::theme::{Theme, ThemeFile};
use crate::source::Span;
use crate::text;

use super::fault;

/// The language whose strings stand in where a theme has none for the board's own.
const FALLBACK: &str = "zh-CN";

/// Words by key. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Strings {
    words: Arc<BTreeMap<String, String>>,
}

impl Strings {
    /// The theme's strings for `language`. A file that overrides some of the built-in words keeps the others, so
    /// that a board may change one word with one line.
    pub fn read(theme: &Theme, language: &str) -> (Strings, Diagnostics) {
        let mut words = BTreeMap::new();
        let mut problems = Diagnostics::default();
        let builtin = Theme::builtin();
        for theme in [&builtin, theme] {
            let path = |language: &str| format!("strings/{language}.yaml");
            let found = theme.files.get_key_value(&path(language));
            let Some((path, file)) = found.or_else(|| theme.files.get_key_value(&path(FALLBACK))) else {
                continue;
            };
            match parse(file) {
                Ok(read) => words.extend(read),
                Err(found) => problems.push(located(path, file, &found)),
            }
        }
        (Strings { words: Arc::new(words) }, problems)
    }

    /// Strings for tests.
    #[cfg(test)]
    pub fn of<const N: usize>(words: [(&str, &str); N]) -> Strings {
        let words = words.map(|(key, word)| (key.to_string(), word.to_string()));
        Strings { words: Arc::new(words.into()) }
    }

    /// The words by key, for templates.
    pub fn map(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// The word for `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// The word for `key` with `{name}` replaced.
    pub fn fill(&self, key: &str, parts: &[(&str, &str)]) -> Option<String> {
        self.get(key)
            .map(|word| fill(word, |name| parts.iter().find(|part| part.0 == name).map(|part| part.1.into())))
    }

    /// A small number in the language's own numerals, where the theme gives them: 四 for 4.
    pub fn numeral(&self, number: u32) -> String {
        let digit = self.get("numerals").and_then(|numerals| numerals.chars().nth(number as usize));
        digit.map_or_else(|| number.to_string(), String::from)
    }
}

/// `text` with each `{name}` that `part` knows replaced; what was put in is not looked at again.
pub(super) fn fill(text: &str, part: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        rest = &rest[open..];
        match rest.find('}').and_then(|close| part(&rest[1..close]).map(|word| (close, word))) {
            Some((close, word)) => {
                filled.push_str(&word);
                rest = &rest[close + 1..];
            }
            None => {
                filled.push('{');
                rest = &rest[1..];
            }
        }
    }
    filled + rest
}

fn parse(file: &ThemeFile) -> Result<BTreeMap<String, String>, serde_yaml::Error> {
    let text = String::from_utf8_lossy(&file.bytes);
    serde_yaml::from_str(text.trim_start_matches('\u{feff}'))
}

fn located(path: &str, file: &ThemeFile, error: &serde_yaml::Error) -> Diagnostic {
    let place = error.location().filter(|location| location.line() > 0);
    let text = String::from_utf8_lossy(&file.bytes);
    let at = place.map_or(0, |place| fault::offset(&text, place.line() as usize, place.column() as usize));
    let what = error.without_snippet().to_string();
    let span = file.source.map_or(Span::BOARD, |source| Span::new(source, at..at));
    Diagnostic::new(
        &fault::STRINGS,
        span,
        text!("主题的文字表 {path} 读不出来：{what}", "the theme's strings {path} cannot be read: {what}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filling_replaces_known_names_once() {
        let part = |name: &str| (name == "n").then(|| "{n}".to_string());
        assert_eq!(fill("共 {n} 户 {m} {", part), "共 {n} 户 {m} {");
    }

    #[test]
    fn numerals_reach_as_far_as_the_theme_gives_them() {
        let strings = Strings::of([("numerals", "零一二三四五")]);
        assert_eq!(strings.numeral(4), "四");
        assert_eq!(strings.numeral(12), "12");
    }
}
