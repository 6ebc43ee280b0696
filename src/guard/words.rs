//! Ordinary words of two characters: a name that they cover and reach beyond is no name there.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::reading::letters;

/// The 20,000 most frequent words of two characters in jieba's dictionary (MIT licence) but for names of people, and
/// some that it takes for such: each group begins with the first character of its words, the others are their second.
const WORDS: &str = include_str!("words.txt");

static PAIRS: LazyLock<FxHashSet<(u16, u16)>> = LazyLock::new(|| {
    let mut pairs = FxHashSet::default();
    for group in WORDS.split_whitespace() {
        if let [first, rest @ ..] = letters(group).units() {
            pairs.extend(rest.iter().map(|second| (*first, *second)));
        }
    }
    pairs
});

/// Whether both letters are a word.
pub(super) fn is_word(first: u16, second: u16) -> bool {
    PAIRS.contains(&(first, second))
}

/// Whether all of `letters` is words.
pub(super) fn are_words(letters: &[u16]) -> bool {
    letters.len().is_multiple_of(2) && letters.chunks_exact(2).all(|pair| is_word(pair[0], pair[1]))
}

/// Whether words cover `letters` and reach beyond it, into what touches it `before` or `behind`: 高山水 in 高山水库, 高建设
/// in 提高建设.
pub(super) fn swallow(before: Option<u16>, letters: &[u16], behind: Option<u16>) -> bool {
    let covers = |before: Option<u16>, behind: Option<u16>| {
        let all: Vec<u16> = before.into_iter().chain(letters.iter().copied()).chain(behind).collect();
        all.len() > letters.len() && are_words(&all)
    };
    covers(None, behind)
        || covers(before, None)
        || (before.is_some() && behind.is_some() && covers(before, behind))
}
