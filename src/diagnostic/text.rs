//! Sentences in both languages, and the words for how bad a problem is.

use std::fmt;

/// The language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Text {
    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The sentence without what nobody would read: it may quote a value of any length.
    pub(super) fn cut(mut self) -> Text {
        for text in [&mut self.zh, &mut self.en] {
            if let Some((end, _)) = text.char_indices().nth(LONGEST) {
                text.truncate(end);
                text.push('…');
            }
        }
        self
    }
}

/// Longest message, in characters.
const LONGEST: usize = 1_000;

/// A [`Text`] from two format strings that see the same variables: `text!("共 {n} 户", "{n} households")`.
#[macro_export]
macro_rules! text {
    ($zh:literal, $en:literal $(, $value:expr)* $(,)?) => {
        $crate::diagnostic::Text { zh: format!($zh $(, $value)*), en: format!($en $(, $value)*) }
    };
}

/// One fixed sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
}

impl Said {
    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// How bad a problem is, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A spelling that was understood and normalised; never counts as a warning.
    Note,
    /// Published all the same.
    Warning,
    /// Nothing is published.
    Error,
}

impl Severity {
    /// The name used in `--format json` and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
