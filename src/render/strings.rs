//! The theme's words: `strings/LANG.yaml`, a flat map.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::text;
use crate::theme::{Theme, ThemeFile};

use super::fault;

/// The strings that stand in where a theme has none for the board's own language: for whatever is written in Chinese,
/// and for everything else. The first also has every key.
const FALLBACK: [&str; 2] = ["zh-CN", "en"];
/// Chinese languages that are written with traditional characters.
const TRADITIONAL: [&str; 3] = ["zh-TW", "zh-HK", "zh-MO"];

/// Before a word that another language lends: none of the page's own files has it. Like what marks the records' texts
/// ([`OWN`](crate::site::view::OWN)) one of the characters that Unicode keeps for use within programs.
pub(super) const LENT: char = '\u{fdd3}';
/// Behind such a word.
pub(super) const LENT_END: char = '\u{fdd4}';

/// Words by key. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Strings {
    words: Arc<BTreeMap<String, String>>,
    /// The keys that are lent.
    lent: Arc<BTreeSet<String>>,
}

impl Strings {
    /// The theme's strings for `language`, key by key from the nearest file that has it (see [`nearer`]). A file that
    /// overrides some of the built-in words keeps the others, so that a board may change one word with one line.
    pub(super) fn read(theme: &Theme, language: &str) -> (Strings, Diagnostics) {
        let mut words = BTreeMap::new();
        let mut its = BTreeSet::new();
        let mut problems = Diagnostics::default();
        let builtin = Theme::builtin();
        let own_files = own_files(language);
        for path in nearer(language) {
            let own = theme.files.get_key_value(&path);
            // What was not overridden is the built-in file once more.
            let own = own.filter(|(_, file)| file.source.is_some() || !builtin.files.contains_key(&path));
            for (path, file) in builtin.files.get_key_value(&path).into_iter().chain(own) {
                match parse(file) {
                    Ok(read) => {
                        its.extend(read.keys().filter(|_| own_files.contains(path)).cloned());
                        words.extend(read);
                    }
                    Err(found) => problems.push(located(path, file, &found)),
                }
            }
        }
        let is_lent = |key: &&String| !its.contains(*key) && words[*key].contains(char::is_alphabetic);
        let lent = words.keys().filter(is_lent).cloned().collect();
        (Strings { words: Arc::new(words), lent: Arc::new(lent) }, problems)
    }

    /// Strings for tests.
    #[cfg(test)]
    pub(super) fn of<const N: usize>(words: [(&str, &str); N]) -> Strings {
        let words = words.map(|(key, word)| (key.to_string(), word.to_string()));
        Strings { words: Arc::new(words.into()), lent: Arc::default() }
    }

    /// The words by key, for templates: those that are lent are marked, without blanks at their ends, which part them
    /// from words of another direction.
    pub(super) fn marked(&self) -> BTreeMap<String, String> {
        let word = |(key, word): (&String, &String)| {
            let said = word.trim();
            let marked = || word.replacen(said, &format!("{LENT}{said}{LENT_END}"), 1);
            (key.clone(), if self.lent.contains(key) { marked() } else { word.clone() })
        };
        self.words.iter().map(word).collect()
    }

    /// The words by key.
    pub(super) fn map(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// The word for `key`.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// The word for `key` with `{name}` replaced.
    pub(super) fn fill(&self, key: &str, parts: &[(&str, &str)]) -> Option<String> {
        self.get(key)
            .map(|word| fill(word, |name| parts.iter().find(|part| part.0 == name).map(|part| part.1.into())))
    }

    /// The month `number` (1 to 12) by its name, where the theme gives names; else in figures.
    pub(super) fn month(&self, number: &str) -> String {
        let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let names = self.get("months").unwrap_or_default();
        at.and_then(|at| names.split_whitespace().nth(at)).unwrap_or(number).to_string()
    }

    /// A small number in the language's own numerals, where the theme gives them: 四 for 4.
    pub(super) fn numeral(&self, number: u32) -> String {
        let digit = self.get("numerals").and_then(|numerals| numerals.chars().nth(number as usize));
        digit.map_or_else(|| number.to_string(), String::from)
    }
}

/// The language that lends `language` its words.
pub(super) fn lender(language: &str) -> &'static str {
    if is_chinese(language) { FALLBACK[0] } else { FALLBACK[1] }
}

fn is_chinese(language: &str) -> bool {
    language == "zh" || language.starts_with("zh-")
}

/// The files of strings that a board in `language` is worded with, each over those before it: `ug` falls back to English
/// and that to Chinese, `en-GB` to `en`, `zh-HK` to traditional characters.
pub(crate) fn nearer(language: &str) -> Vec<String> {
    let mut languages = FALLBACK[..if is_chinese(language) { 1 } else { 2 }].to_vec();
    if TRADITIONAL.contains(&language) {
        languages.push("zh-Hant");
    }
    let ends = language.match_indices('-').map(|(at, _)| at).chain([language.len()]);
    for part in ends.map(|end| &language[..end]) {
        if !languages.contains(&part) {
            languages.push(part);
        }
    }
    languages.iter().map(|language| format!("strings/{language}.yaml")).collect()
}

/// Languages by their own names.
pub(super) type Names = Arc<BTreeMap<String, String>>;

/// What each of `languages` calls itself: the theme's `language_name` of that very language, else its code.
pub(super) fn names(theme: &Theme, languages: &[&str]) -> Names {
    let builtin = Theme::builtin();
    let name = |language: &str| {
        let paths = own_files(language).into_iter().rev();
        // A file that overrides some of the built-in words keeps the others.
        let mut files =
            paths.flat_map(|path| [theme, &builtin].map(|theme| theme.files.get(&path))).flatten();
        files.find_map(|file| parse(file).ok()?.remove("language_name"))
    };
    let name =
        |language: &&str| (language.to_string(), name(language).unwrap_or_else(|| language.to_string()));
    Arc::new(languages.iter().map(name).collect())
}

/// Whether the theme has words for `language` itself, be it in a wider form of it.
pub(super) fn is_worded(theme: &Theme, language: &str) -> bool {
    own_files(language).iter().any(|path| theme.files.contains_key(path))
}

/// The languages that the theme has words for.
pub(super) fn worded(theme: &Theme) -> impl Iterator<Item = &str> {
    theme.files.keys().filter_map(|path| path.strip_prefix("strings/")?.strip_suffix(".yaml"))
}

/// The files of `language` itself, the nearest last: what others would lend it is not among them.
fn own_files(language: &str) -> Vec<String> {
    let main = language.split('-').next().unwrap_or_default();
    let is_own = |path: &String| {
        let code = path.strip_prefix("strings/").unwrap_or_default();
        code.strip_prefix(main).is_some_and(|rest| rest.starts_with(['-', '.']))
    };
    nearer(language).into_iter().filter(is_own).collect()
}

/// `text` with each `{name}` that `part` knows replaced, and `{name|one|many}` by the first word where that part is 1, else
/// by the second; what was put in is not looked at again. Scripts and sheets of paper do the same by themselves.
pub(super) fn fill(text: &str, part: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        rest = &rest[open..];
        match rest.find('}').and_then(|close| filled_in(&rest[1..close], &part).map(|word| (close, word))) {
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

/// What stands in place of `{place}`.
fn filled_in(place: &str, part: impl Fn(&str) -> Option<String>) -> Option<String> {
    let Some((name, words)) = place.split_once('|') else { return part(place) };
    let (one, many) = words.split_once('|')?;
    Some(if part(name)? == "1" { one } else { many }.to_owned())
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
    fn one_and_many_are_told_apart_where_a_language_does() {
        let homes = |n: &'static str| {
            let part = move |name: &str| (name == "n").then(|| n.to_string());
            fill("{n} {n|home|homes} ({m|x|y}, {n|z})", part)
        };
        assert_eq!(homes("1"), "1 home ({m|x|y}, {n|z})");
        assert_eq!(homes("0"), "0 homes ({m|x|y}, {n|z})");
        assert_eq!(homes("21"), "21 homes ({m|x|y}, {n|z})");
    }

    #[test]
    fn the_nearest_file_that_has_a_key_words_it() {
        let path = |language: &str| format!("strings/{language}.yaml");
        assert_eq!(nearer("zh-CN"), ["zh-CN", "zh"].map(path));
        assert_eq!(nearer("zh-HK"), ["zh-CN", "zh-Hant", "zh", "zh-HK"].map(path));
        assert_eq!(nearer("en-GB"), ["zh-CN", "en", "en-GB"].map(path));
        let mut theme = Theme::builtin();
        let bytes = "hotline: Ring us\n".as_bytes().into();
        theme.files.insert(path("en-GB"), ThemeFile { bytes, source: None });
        let (strings, problems) = Strings::read(&theme, "en-GB");
        assert!(!problems.has_errors());
        assert_eq!((strings.get("hotline"), strings.get("address")), (Some("Ring us"), Some("Address")));
        let (strings, _) = Strings::read(&theme, "ug");
        assert_eq!(
            (strings.get("direction"), strings.get("see_bulletin")),
            (Some("rtl"), Some("See the bulletin"))
        );
    }

    #[test]
    fn every_complete_language_has_the_same_keys_and_places_to_fill() {
        let theme = Theme::builtin();
        let read = |language: &str| parse(&theme.files[&format!("strings/{language}.yaml")]).unwrap();
        let places = |word: &str| -> std::collections::BTreeSet<String> {
            let names = word.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
            names.map(|(name, _)| name.to_owned()).collect()
        };
        let known = read("zh-CN");
        for language in ["en", "zh-Hant", "ug"] {
            let words = read(language);
            for (key, word) in &words {
                let original = known.get(key).unwrap_or_else(|| panic!("{language}: {key} is no key"));
                let (choices, filled) =
                    places(word).into_iter().partition::<Vec<_>, _>(|name| name.contains('|'));
                assert_eq!(filled, places(original).into_iter().collect::<Vec<_>>(), "{language}: {key}");
                // A unit stands behind its number.
                let is_known = |choice: &String| {
                    let mut parts = choice.split('|');
                    let name = parts.next().unwrap_or_default();
                    parts.count() == 2 && (filled.iter().any(|one| one == name) || key.starts_with("unit_"))
                };
                assert!(choices.iter().all(is_known), "{language}: {key}");
            }
            let missing: Vec<&String> = known.keys().filter(|key| !words.contains_key(*key)).collect();
            assert!(language == "ug" || missing.is_empty(), "{language}: {missing:?}");
        }
    }

    #[test]
    fn numerals_reach_as_far_as_the_theme_gives_them() {
        let strings = Strings::of([("numerals", "零一二三四五")]);
        assert_eq!(strings.numeral(4), "四");
        assert_eq!(strings.numeral(12), "12");
    }
}
