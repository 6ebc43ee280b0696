//! What stands in a plain text as letters that mean others: folded lines of address books and calendars,
//! quoted-printable, base64.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::doubt::{self, decoded};
use super::refusal::Why;

/// Texts in base64 have no rules on what fills them up.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);
/// Two characters in base64 are as long.
const SHORTEST: usize = 8;
/// A line of base64 that goes on in the next is as long at least.
const FULL: usize = 60;

/// What stands in `text` otherwise than it is written, each kind with its name in Chinese and English.
pub(super) fn within(text: &str) -> Result<[(&'static str, &'static str, String); 3], Why> {
    let joined = joined(text);
    let quoted = quoted(text)?;
    Ok([
        ("接起来的行", "joined lines", if joined == text { String::new() } else { joined }),
        ("quoted-printable 里的文字", "text in quoted-printable", quoted),
        ("base64 里的文字", "text in base64", packed(text)),
    ])
}

/// Lines of address books and calendars that go on behind a blank in the next one, joined.
fn joined(text: &str) -> String {
    if !text.contains("BEGIN:V") {
        return text.to_owned();
    }
    text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
}

/// Lines with quoted-printable, as they are meant.
fn quoted(text: &str) -> Result<String, Why> {
    let mut said = String::new();
    if !text.contains('=') {
        return Ok(said);
    }
    let whole = text.replace("=\r\n", "").replace("=\n", "");
    for line in whole.lines() {
        let (bytes, is_certain) = unquoted(line.as_bytes());
        let is_stated = line.to_ascii_uppercase().contains("QUOTED-PRINTABLE");
        if !is_stated && !is_certain {
            continue;
        }
        let line = decoded(&bytes).filter(|line| doubt::others(&bytes, line).is_some());
        match line {
            Some(line) => said.extend([&*line, "\n"]),
            None if is_stated => return Err(Why::Encoding),
            None => {}
        }
    }
    Ok(said)
}

/// What `line` is in bytes, and whether two in a row stand there as `=E7=8E`.
fn unquoted(line: &[u8]) -> (Vec<u8>, bool) {
    let digit = |at: usize| line.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut bytes = Vec::new();
    let (mut at, mut run, mut is_certain) = (0, 0, false);
    while let Some(byte) = line.get(at) {
        let meant = (*byte == b'=').then(|| Some(digit(at + 1)? * 16 + digit(at + 2)?)).flatten();
        let (byte, length) = meant.map_or((*byte, 1), |meant| (meant as u8, 3));
        run = if length == 3 && !byte.is_ascii() { run + 1 } else { 0 };
        is_certain |= run > 1;
        bytes.push(byte);
        at += length;
    }
    (bytes, is_certain)
}

/// What is base64 of a text, one a line.
fn packed(text: &str) -> String {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    let mut said = String::new();
    let mut run: Vec<u8> = Vec::new();
    // How many letters the run has in this line.
    let mut width = 0;
    for byte in text.bytes().chain([b'\0']) {
        match byte {
            b'-' | b'_' => run.push(if byte == b'-' { b'+' } else { b'/' }),
            _ if is_part(byte) => run.push(byte),
            b'\r' => continue,
            b'\n' if width >= FULL => {
                width = 0;
                continue;
            }
            b' ' | b'\t' if width == 0 && run.len() >= FULL => continue,
            _ => {
                said.extend(unpacked(&run).into_iter().flat_map(|text| [text, "\n".to_owned()]));
                run.clear();
            }
        }
        width = if is_part(byte) { width + 1 } else { 0 };
    }
    said
}

/// The text that `run` is in base64.
fn unpacked(run: &[u8]) -> Option<String> {
    if run.len() < SHORTEST {
        return None;
    }
    let bytes = BASE64.decode(run).ok()?;
    let text = decoded(&bytes)?;
    doubt::others(&bytes, &text).map(|_| text.into_owned())
}
