//! 译文: what the records' own texts are in a further language.

use std::collections::BTreeMap;

use crate::source::{At, Span};

/// Everything that is translated into one language.
#[derive(Debug, PartialEq)]
pub struct Translations {
    /// BCP 47, one of the settings' further languages.
    pub language: String,
    /// Translations by the text that they stand for.
    pub texts: BTreeMap<String, Translated>,
}

/// One translation.
#[derive(Debug, PartialEq)]
pub struct Translated {
    /// Where the original is given.
    pub original: Span,
    /// What is shown instead.
    pub text: At<String>,
}

impl Translations {
    /// What `text` is in this language, if that is told.
    pub fn of(&self, text: &str) -> Option<&str> {
        self.texts.get(text.trim()).map(|translated| translated.text.value.as_str())
    }
}
