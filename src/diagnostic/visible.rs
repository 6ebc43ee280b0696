//! Keeps text from steering the terminal: control, bidirectional and zero-width characters are made visible.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether `c` could move the cursor, reorder a line or hide in it. Line breaks and tabs are left to the caller.
pub(super) fn is_treacherous(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

/// `text` with treacherous characters written out as `<U+202E>`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_treacherous(c) {
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// `text` on one line: visible, with line breaks and tabs as spaces.
pub(super) fn one_line(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_bidi_marks_lose_their_power() {
        assert_eq!(visible("张\u{1b}[31m三\u{202e}"), "张<U+001B>[31m三<U+202E>");
        assert_eq!(visible("\u{9b}2J\u{7f}"), "<U+009B>2J<U+007F>");
        assert_eq!(one_line("甲\n乙\r丙"), "甲 乙<U+000D>丙");
    }

    #[test]
    fn ordinary_chinese_is_left_alone() {
        let text = "村民小组：王家湾·3号（𠮷野家）\t葛\u{e0100}";
        assert!(matches!(visible(text), Cow::Borrowed(_)));
    }
}
