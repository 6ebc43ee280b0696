//! What the bytes of ASCII are to a reader.

use super::gap;

/// What they are where they are neither gaps nor letters.
pub(super) const TAG: u8 = 0x10;
pub(super) const CLOSE: u8 = 0x11;
pub(super) const ESCAPE: u8 = 0x12;
pub(super) const QUOTE: u8 = 0x13;
pub(super) const STAR: u8 = 0x14;
pub(super) const COMMA: u8 = 0x15;
pub(super) const SLASH: u8 = 0x16;
pub(super) const NEWLINE: u8 = 0x17;
pub(super) const LINK: u8 = 0x18;
pub(super) const OTHER: u8 = 0x19;
pub(super) const LEAST_LETTER: u8 = 0x30;

/// A gap, one of the above, or a letter.
pub(super) const ASCII: [u8; 128] = {
    let mut table = [gap::MARK; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            // What is typed for a digit, and looks like it.
            b'o' | b'O' => b'0',
            b'i' | b'I' | b'l' | b'L' => b'1',
            letter @ (b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => letter.to_ascii_lowercase(),
            b'-' | b'_' | b'.' | b'@' | b'~' => gap::DOT,
            b' ' | b'(' | b')' => gap::SPACE,
            b'\t' | b'|' => gap::BORDER,
            b'`' | 0 => gap::JOINED,
            b'\n' | b'\r' | 0xb | 0xc => NEWLINE,
            b'<' => TAG,
            b'>' => CLOSE,
            b'%' | b'\\' | b'&' => ESCAPE,
            b'"' | b'\'' => QUOTE,
            b'*' => STAR,
            b',' => COMMA,
            b'/' => SLASH,
            b']' => LINK,
            _ => gap::MARK,
        };
        byte += 1;
    }
    table
};
