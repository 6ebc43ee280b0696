//! Private values, found within what is shown or becomes a name. A set of them and not an automaton: there are tens of
//! thousands, and the texts are short.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

/// Values to be looked for.
#[derive(Debug, Default)]
pub(super) struct Secrets<'v> {
    values: FxHashSet<&'v str>,
    /// Their lengths in bytes, each once.
    lengths: BTreeSet<usize>,
}

impl<'v> FromIterator<&'v str> for Secrets<'v> {
    fn from_iter<I: IntoIterator<Item = &'v str>>(values: I) -> Secrets<'v> {
        let values: FxHashSet<&str> = values.into_iter().filter(|value| !value.is_empty()).collect();
        let lengths = values.iter().map(|value| value.len()).collect();
        Secrets { values, lengths }
    }
}

impl Secrets<'_> {
    /// Whether one of them stands within `text`.
    pub(super) fn are_in(&self, text: &str) -> bool {
        let begins = |at: usize| {
            let parts =
                self.lengths.iter().map_while(|length| text.as_bytes().get(at..at + length).map(|_| *length));
            parts.filter_map(|length| text.get(at..at + length)).any(|part| self.values.contains(part))
        };
        text.char_indices().any(|(at, _)| begins(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_within_a_text_is_found() {
        let secrets: Secrets<'_> = ["巫根生", "349999197203150113", ""].into_iter().collect();
        for (text, is_found) in [
            ("户主巫根生", true),
            ("巫根生", true),
            ("巫根", false),
            ("", false),
            ("号349999197203150113。", true),
        ] {
            assert_eq!(secrets.are_in(text), is_found, "{text}");
        }
        assert!(!Secrets::default().are_in("巫根生"));
    }
}
