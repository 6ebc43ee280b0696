//! Strings outside of drawings: bookmarks, comments, forms, properties.

use encoding_rs::GB18030;

use super::super::Why;
use super::syntax::{Dict, PdfString, Value};

/// Most values that are looked at in one object.
const DEEPEST: usize = 100;

/// A string as its reader sees it.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let utf16 = |units: &[u8], make: fn([u8; 2]) -> u16| -> String {
        let units = units.as_chunks::<2>().0.iter().map(|unit| make(*unit));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        _ if bytes.is_ascii() => bytes.iter().map(|byte| char::from(*byte)).collect(),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                // Against the standard, and usual.
                Err(_) => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
            }
        }
    }
}

/// Calls `visit` with every string in `value` and the key it stands under.
pub(super) fn each<'v>(
    value: &'v Value,
    key: &'v [u8],
    depth: usize,
    visit: &mut dyn FnMut(&'v [u8], &'v PdfString),
) -> Result<(), Why> {
    if depth > DEEPEST {
        return Err(Why::TooDeep);
    }
    match value {
        Value::Text(text) => visit(key, text),
        Value::Array(list) => {
            for value in list {
                each(value, key, depth + 1, visit)?;
            }
        }
        Value::Dict(Dict(entries)) => {
            for (key, value) in entries {
                each(value, key, depth + 1, visit)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Whether a decoded string is text and no table of colours or the like.
pub(super) fn is_text(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(|c| c.is_control() && !c.is_whitespace() || c == '\u{fffd}')
}
