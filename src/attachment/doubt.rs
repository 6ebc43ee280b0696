//! A plain text out of its bytes, and whether it says what it seems to say:
//! they may be in another encoding, and say something else there.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::characters::is_han;
use crate::encoding::{garbled, likelihood};

/// Encodings of the neighbours, in which Chinese names can be written.
const NEIGHBOURS: [&Encoding; 4] = [BIG5, SHIFT_JIS, EUC_JP, EUC_KR];
/// How many bits a character of GB18030 takes at most, one with another: what is read in a wrong encoding takes 18 and more.
const USUAL: u32 = 16;
/// As rare as characters are that people use, in bits.
const KNOWN: u32 = 16;

/// `bytes` as text; `None` where they are in no known encoding.
pub(super) fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[length..]);
    }
    let is_utf16 = |half: usize| {
        // Line ends and commas of a table have a zero byte in UTF-16, and text has none otherwise.
        let zeros = bytes.iter().skip(half).step_by(2).filter(|byte| **byte == 0).count();
        let others = bytes.iter().skip(1 - half).step_by(2).filter(|byte| **byte == 0).count();
        zeros > 0 && others == 0
    };
    if bytes.len().is_multiple_of(2) {
        for (encoding, half) in [(UTF_16LE, 1), (UTF_16BE, 0)] {
            if is_utf16(half) {
                return encoding.decode_without_bom_handling_and_without_replacement(bytes);
            }
        }
    }
    if bytes.contains(&0) {
        return None;
    }
    let decode =
        |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    decode(UTF_8).or_else(|| decode(GB18030))
}

/// Other readings of `bytes`, which were read as `text`, with the names of their encodings. `None` where one of these is
/// as likely, or none makes sense.
pub(super) fn others(bytes: &[u8], text: &str) -> Option<Vec<(&'static str, String)>> {
    let body = text.trim_end_matches('\u{1a}');
    // Sequences that change the meaning of what follows begin with control characters.
    let is_control = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\x0b' | '\x0c' | '\r');
    if body.contains(is_control)
        || is_hz(body)
        || is_utf7(body)
        || garbled::find(body).iter().any(|place| place.is_certain)
    {
        return None;
    }
    if Encoding::for_bom(bytes).is_some() || bytes.contains(&0) {
        return Some(Vec::new());
    }
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    // Nothing but ASCII and letters of two bytes: 毛坪 in GBK is that by chance.
    let is_by_chance = is_utf8 && !text.is_ascii() && text.chars().all(|c| c.len_utf8() < 3);
    let mut others = Vec::new();
    let mut add = |encoding: &'static Encoding, other: Cow<'_, str>| {
        let shown = |c: char| if c.is_ascii_alphanumeric() { ' ' } else { c };
        others.push((encoding.name(), other.chars().map(shown).collect()));
    };
    let bits = likelihood::of(text);
    if !is_utf8 {
        let count = text.chars().filter(|c| !c.is_ascii()).count() as u32;
        if bits > USUAL * count {
            return None;
        }
    }
    if is_by_chance {
        decode(GB18030, bytes).into_iter().for_each(|other| add(GB18030, other));
    }
    if !is_utf8 || is_by_chance {
        for encoding in NEIGHBOURS {
            let Some(other) = decode(encoding, bytes) else { continue };
            let cost = likelihood::of(&other);
            if !is_utf8 && cost <= bits {
                return None;
            }
            if is_utf8 || cost <= 2 * bits {
                add(encoding, other);
            }
        }
    }
    for encoding in [UTF_16LE, UTF_16BE] {
        let is_even = bytes.len().is_multiple_of(2) && !bytes.is_empty();
        let other = decode(encoding, bytes).filter(|_| is_even);
        if let Some(other) = other.filter(|other| other.chars().all(is_chinese)) {
            if !is_utf8 && likelihood::of(&other) <= bits {
                return None;
            }
            add(encoding, other);
        }
    }
    Some(others)
}

fn decode<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Option<Cow<'b, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '·' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff5e}')
}

/// Whether all of `text` is Chinese of people's everyday use, or none is.
fn is_known(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || is_chinese(c) && likelihood::cost(None, c, None) <= KNOWN)
        && text.contains(is_han)
}

/// Whether Chinese stands in it as pairs of letters between `~{` and `~}`.
fn is_hz(text: &str) -> bool {
    text.match_indices("~{").any(|(at, mark)| {
        let rest = text.as_bytes()[at + mark.len()..].split(|byte| *byte == b'\n').next().unwrap_or_default();
        let rest = rest.strip_suffix(b"\r").unwrap_or(rest);
        let end = memchr::memmem::find(rest, b"~}").unwrap_or(rest.len());
        let pairs: Vec<u8> = rest[..end].iter().map(|byte| byte | 0x80).collect();
        rest[..end].iter().all(u8::is_ascii_graphic)
            && pairs.len().is_multiple_of(2)
            && decode(GB18030, &pairs)
                .is_some_and(|said| is_known(&said) && !said.contains(|c: char| c.is_ascii()))
    })
}

/// Whether Chinese stands in it as letters between `+` and `-`.
fn is_utf7(text: &str) -> bool {
    text.match_indices('+').any(|(at, _)| {
        let rest = &text[at + 1..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        // A single character may be chance, unless its end is marked.
        if end < 3 || end < 6 && !rest[end..].starts_with('-') {
            return false;
        }
        let Ok(bytes) = STANDARD_NO_PAD.decode(&rest[..end]) else { return false };
        decode(UTF_16BE, &bytes).is_some_and(|said| is_known(&said))
    })
}
