//! What characters are to Markdown: letters and punctuation, and which of them are Chinese, Japanese or Korean.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// A CJK character as the CJK-friendly amendments to CommonMark define it, by blocks: wide, full-width or half-width and
/// no emoji, or Hangul.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{20a9}' | '\u{2329}' | '\u{232a}' | '\u{2e80}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe10}'..='\u{fe1f}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ffef}' | '\u{16fe0}'..='\u{18dff}' | '\u{1aff0}'..='\u{1b2ff}'
        | '\u{1d300}'..='\u{1d37f}' | '\u{20000}'..='\u{3fffd}')
}

/// A CJK character that words are made of.
pub(super) fn is_cjk_letter(c: char) -> bool {
    is_cjk(c) && c.is_alphabetic()
}

/// Unicode punctuation as CommonMark has it: symbols, too.
pub(super) fn is_punctuation(c: char) -> bool {
    use GeneralCategoryGroup::{Punctuation, Symbol};
    match c.is_ascii() {
        true => c.is_ascii_punctuation(),
        false => matches!(c.general_category_group(), Punctuation | Symbol),
    }
}

/// A digit, also a full-width one.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Whether two lines are one word after the other without a gap, as lines of Chinese and Japanese are (Korean has
/// spaces): what ends the one, read backwards, and what begins the other.
pub fn are_joined(before: impl IntoIterator<Item = char>, after: impl IntoIterator<Item = char>) -> bool {
    let (mut before, mut after) = (before.into_iter(), after.into_iter());
    let (Some(last), Some(first)) = (before.next(), after.next()) else { return false };
    // Latin texts have these as well: they go by what stands beside them.
    let is_shared = |c: &char| matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·');
    match (is_shared(&last), is_shared(&first)) {
        (false, false) => is_wide(last) && is_wide(first),
        (true, false) => is_wide(first),
        (false, true) => is_wide(last),
        (true, true) => {
            let mut beyond = before.find(|c| !is_shared(c)).into_iter().chain(after.find(|c| !is_shared(c)));
            beyond.any(is_wide)
        }
    }
}

fn is_wide(c: char) -> bool {
    let is_hangul = matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{ffa0}'..='\u{ffdc}');
    is_cjk(c) && !is_hangul
}
