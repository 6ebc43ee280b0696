//! Text behind the escapes of the formats it is written in, so that one form is enough to look for.

use std::borrow::Cow;
use std::ops::Range;

/// Longest `&…;` that is understood, without its ends.
const LONGEST_ENTITY: usize = 8;
/// The most bytes that stand for one behind them.
pub(super) const LONGEST: usize = LONGEST_ENTITY + 2;

/// `bytes` with `%E7…`, `\u738b`, `\"`, `&#x738b;` and `&amp;` resolved.
pub(super) fn plain(bytes: &[u8]) -> Cow<'_, [u8]> {
    let start = |bytes: &[u8]| memchr::memchr3(b'%', b'\\', b'&', bytes);
    let Some(first) = start(bytes) else { return Cow::Borrowed(bytes) };
    let mut made = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut next = Some(first);
    while let Some(at) = next {
        made.extend(&rest[..at]);
        rest = &rest[at..];
        match escaped(rest) {
            Some((length, Meant::Byte(byte))) => {
                made.push(byte);
                rest = &rest[length..];
            }
            Some((length, Meant::Char(c))) => {
                made.extend(c.encode_utf8(&mut [0; 4]).bytes());
                rest = &rest[length..];
            }
            None => {
                made.push(rest[0]);
                rest = &rest[1..];
            }
        }
        next = start(rest);
    }
    made.extend(rest);
    Cow::Owned(made)
}

/// `range` of `bytes` with `more` bytes on each side, and what it takes to end between escapes: what stands there means by
/// itself what it means in its place.
pub(super) fn widened(bytes: &[u8], range: Range<usize>, more: usize) -> Range<usize> {
    let before = &bytes[..range.start.saturating_sub(more)];
    let behind = &bytes[(range.end + more).min(bytes.len())..];
    let start = before.iter().rposition(|byte| is_seam(*byte)).map_or(0, |at| at + 1);
    let end = behind.iter().position(|byte| is_seam(*byte)).unwrap_or(behind.len());
    start..bytes.len() - behind.len() + end
}

/// Whether no escape holds `byte`.
fn is_seam(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"%\\\"/&#;".contains(&byte)
}

enum Meant {
    Byte(u8),
    Char(char),
}

/// What the escape that `rest` begins with means, and its length.
fn escaped(rest: &[u8]) -> Option<(usize, Meant)> {
    match rest {
        [b'%', high, low, ..] => Some((3, Meant::Byte(hex(&[*high, *low])? as u8))),
        [b'\\', b'u', digits @ ..] => {
            let unit = hex(digits.get(..4)?)?;
            if let Some(c) = char::from_u32(unit) {
                return Some((6, Meant::Char(c)));
            }
            let low = hex(rest.get(6..)?.strip_prefix(b"\\u")?.get(..4)?)?;
            let both = [unit as u16, low as u16];
            let c = char::decode_utf16(both).next()?.ok()?;
            Some((12, Meant::Char(c)))
        }
        [b'\\', plain @ (b'"' | b'\\' | b'/'), ..] => Some((2, Meant::Byte(*plain))),
        [b'&', rest @ ..] => {
            let end = rest.iter().take(LONGEST_ENTITY + 1).position(|byte| *byte == b';')?;
            let c = match &rest[..end] {
                b"amp" => '&',
                b"lt" => '<',
                b"gt" => '>',
                b"quot" => '"',
                b"apos" => '\'',
                [b'#', b'x' | b'X', digits @ ..] => char::from_u32(hex(digits)?)?,
                [b'#', digits @ ..] => {
                    char::from_u32(std::str::from_utf8(digits).ok()?.parse::<u32>().ok()?)?
                }
                _ => return None,
            };
            Some((end + 2, Meant::Char(c)))
        }
        _ => None,
    }
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0u32, |sum, digit| sum.checked_mul(16)?.checked_add((*digit as char).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        String::from_utf8(plain(text.as_bytes()).into_owned()).unwrap()
    }

    #[test]
    fn every_escape_reads_as_what_it_means() {
        for form in ["王", "%E7%8E%8B", "%e7%8e%8b", "\\u738b", "\\u738B", "&#x738b;", "&#29579;"] {
            assert_eq!(read(&format!("a {form} b")), "a 王 b", "{form}");
        }
        assert_eq!(read("\\ud840\\udc00 &amp;&lt;&quot;&#x27; \\\" \\/"), "𠀀 &<\"' \" /");
        for other in
            ["50%", "100% 对", "a & b", "\\u12", "\\ud840", "&nosuch;", "&#x110000;", "&#99999999999;", "\\"]
        {
            assert_eq!(read(other), other);
        }
    }
}
