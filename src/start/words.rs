//! Texts and values as they are written into YAML.

use crate::diagnostic::Lang;
use crate::load::kind::{Key, ValueKind};
use crate::load::site::RawSite;
use crate::load::values::is_like_boolean;

/// A text as YAML reads it back: in quotes unless it is sure to mean itself.
pub(super) fn plain(text: &str) -> String {
    let is_safe = |c: char| c.is_alphanumeric() || "-_·./+（）《》、。".contains(c);
    let is_plain = text.starts_with(char::is_alphanumeric)
        && text.split(' ').all(|word| !word.is_empty() && word.chars().all(is_safe))
        && !is_like_boolean(text);
    if is_plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// The answer to a key, as it was typed.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which key.
    pub key: &'static Key,
    /// Its value, or several.
    pub values: Vec<String>,
}

impl Answer {
    /// The answer `value` to the key of `keys` that is called `en`.
    pub fn new(keys: &'static [Key], en: &str, value: String) -> Answer {
        let key = keys.iter().find(|key| key.en == en).expect("a key of the table");
        Answer { key, values: vec![value] }
    }

    /// Its line in a file whose keys are in `lang`.
    pub(super) fn line(&self, lang: Lang) -> String {
        let value = match (&self.key.kind, &self.values[..]) {
            (ValueKind::Several(kind), values) if values.len() > 1 => {
                let values: Vec<String> = values.iter().map(|value| word(kind, value, lang)).collect();
                format!("[{}]", values.join(", "))
            }
            (kind, values) => word(kind, values.first().map_or("", String::as_str), lang),
        };
        format!("{}: {value}\n", name(self.key, lang))
    }
}

/// What `key` is called in `lang`.
pub(super) fn name(key: &Key, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => key.zh,
        Lang::En => key.en,
    }
}

/// A value of this kind, words of a choice in `lang`.
fn word(kind: &ValueKind, value: &str, lang: Lang) -> String {
    let of = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    match kind {
        ValueKind::Several(kind) => word(kind, value, lang),
        ValueKind::Choice(choices) => {
            let meant = choices.iter().find(|choice| choice.en == value || choice.zh == value);
            meant.map_or_else(|| plain(value), |choice| of(choice.zh, choice.en))
        }
        ValueKind::Bool if ["true", "是"].contains(&value) => of("是", "true"),
        ValueKind::Bool if ["false", "否"].contains(&value) => of("否", "false"),
        _ => plain(value),
    }
}

/// The language of the keys in the settings `site`; `otherwise`, where there are none.
pub fn language_of(site: &str, otherwise: Lang) -> Lang {
    let count = |lang: Lang| {
        let is_key = |line: &str| {
            let key = line.split_once(':').map_or("", |(key, _)| key);
            RawSite::KEYS.iter().any(|known| name(known, lang) == key)
        };
        site.lines().filter(|line| is_key(line)).count()
    };
    match count(Lang::Zh).cmp(&count(Lang::En)) {
        std::cmp::Ordering::Greater => Lang::Zh,
        std::cmp::Ordering::Less => Lang::En,
        std::cmp::Ordering::Equal => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_would_take_for_something_else_is_quoted() {
        for text in
            ["张三", "2026-03-31", "13900000001", "0978", "h-001..h-010", "村委会（代）", "Willow Bend"]
        {
            assert_eq!(plain(text), text);
        }
        for text in
            ["a: b", "a #b", "- a", "-a", "no", "", " a", "a  b", "[a", "a，b", "修好：路灯", "a\nb", "~"]
        {
            assert!(plain(text).starts_with('"'), "{text}");
        }
    }
}
