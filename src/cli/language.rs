//! The language of messages: `--lang`, else the locale, else Chinese.

use std::env;
use std::ffi::OsString;

use clap::ValueEnum;

use crate::diagnostic::Lang;

/// A value of `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LangArg {
    /// 中文
    Zh,
    /// English
    En,
}

/// Finds the language before the arguments are parsed, because their own errors and help are told in it too.
/// A wrong value of `--lang` is left to the parser.
pub(super) fn choose(arguments: &[OsString]) -> Lang {
    let named = option(arguments, "--lang").and_then(|name| LangArg::from_str(&name, false).ok());
    match named {
        Some(LangArg::Zh) => Lang::Zh,
        Some(LangArg::En) => Lang::En,
        None => from_locale(|name| env::var(name).ok()),
    }
}

/// The last value given to `option`, as `--name value` or `--name=value`.
fn option(arguments: &[OsString], option: &str) -> Option<String> {
    let mut found = None;
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            break;
        }
        if argument == option {
            found = arguments.next().map(|value| value.into_owned()).or(found);
        } else if let Some(value) = argument.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')) {
            found = Some(value.to_owned());
        }
    }
    found
}

/// The first variable that is set decides. English is for those whose locale names a language other than Chinese;
/// no locale at all, `C` and `POSIX` name none.
fn from_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    let Some(locale) = set else { return Lang::Zh };
    let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default().to_ascii_lowercase();
    match language.as_str() {
        "zh" | "c" | "posix" => Lang::Zh,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(set: &[(&str, &str)]) -> Lang {
        from_locale(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn chinese_unless_the_locale_names_another_language() {
        assert_eq!(locale(&[]), Lang::Zh);
        assert_eq!(locale(&[("LANG", "C.UTF-8")]), Lang::Zh);
        assert_eq!(locale(&[("LANG", "POSIX")]), Lang::Zh);
        assert_eq!(locale(&[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(locale(&[("LANG", "en_US.UTF-8")]), Lang::En);
        assert_eq!(locale(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "de_DE")]), Lang::En);
        assert_eq!(locale(&[("LC_ALL", ""), ("LC_MESSAGES", "zh_TW"), ("LANG", "en_US")]), Lang::Zh);
    }

    #[test]
    fn the_option_is_found_wherever_it_stands() {
        let found = |text: &str| {
            let arguments: Vec<OsString> = text.split(' ').map(OsString::from).collect();
            option(&arguments, "--lang")
        };
        assert_eq!(found("x check --lang en").as_deref(), Some("en"));
        assert_eq!(found("x --lang=zh check --lang=en").as_deref(), Some("en"));
        assert_eq!(found("x check -- --lang en"), None);
        assert_eq!(found("x check --language en"), None);
    }
}
