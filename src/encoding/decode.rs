//! Bytes into text: UTF-8, UTF-16, or what is likeliest, mostly GB18030.

use std::ops::Range;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::likelihood;

/// How many bits a reading must gain on those that are usual here.
pub const LIKELIER: u32 = 24;

/// What bytes say.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without a mark before it.
    pub text: String,
    /// The encoding, where it is not UTF-8.
    pub legacy: Option<&'static str>,
    /// Where the bytes are UTF-8 too, by chance.
    pub by_chance: Option<ByChance>,
}

/// A text of which another reading was left aside.
#[derive(Debug)]
pub struct ByChance {
    /// The first word that reads otherwise.
    pub place: Range<usize>,
    /// How it reads as UTF-8.
    pub other: String,
}

/// The text of a file.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    let utf16 = |encoding: &'static Encoding| {
        (encoding.decode_with_bom_removal(&bytes).0.into_owned(), Some("UTF-16"))
    };
    let (text, legacy) = match bytes.as_slice() {
        [0xff, 0xfe, ..] => utf16(UTF_16LE),
        [0xfe, 0xff, ..] => utf16(UTF_16BE),
        _ if is_utf16(&bytes, 1) => utf16(UTF_16LE),
        _ if is_utf16(&bytes, 0) => utf16(UTF_16BE),
        _ => match String::from_utf8(bytes) {
            Ok(text) => match by_chance(&text) {
                Some((text, by_chance)) => {
                    return Decoded { text, legacy: None, by_chance: Some(by_chance) };
                }
                None => (text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), None),
            },
            Err(error) => not_utf8(error.as_bytes()),
        },
    };
    Decoded { text, legacy, by_chance: None }
}

/// `text` read as GBK, where it is UTF-8 by chance only: few short words are, and as UTF-8 they are letters that never
/// stand beside each other.
fn by_chance(text: &str) -> Option<(String, ByChance)> {
    /// Of 2,000 characters two in a row are UTF-8 in one of a hundred cases; so rare is a word of such letters as well.
    const LIKELIER: u32 = 11;
    let is_long = |byte: &u8| *byte >= 0xe0;
    if text.is_ascii() || text.as_bytes().iter().any(is_long) {
        return None;
    }
    let (read, is_wrong) = GB18030.decode_without_bom_handling(text.as_bytes());
    if is_wrong || likelihood::of(&read) + LIKELIER > likelihood::of(text) {
        return None;
    }
    let words = |text: &str| {
        let is_part = |c: char| !c.is_ascii();
        let start = text.find(is_part).unwrap_or(0);
        let end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |end| start + end);
        start..end
    };
    let other = text[words(text)].to_owned();
    let place = words(&read);
    Some((read.into_owned(), ByChance { place, other }))
}

/// Whether `bytes` is UTF-16 without a mark: keys, commas and digits then have a zero as one byte of two, the one at
/// `high`; of the others only 一 and a few rare characters end with one.
fn is_utf16(bytes: &[u8], high: usize) -> bool {
    if memchr::memchr(0, bytes).is_none() || !bytes.len().is_multiple_of(2) {
        return false;
    }
    let zeros = |start: usize| bytes.iter().skip(start).step_by(2).filter(|byte| **byte == 0).count();
    let (count, others) = (zeros(high), zeros(1 - high));
    count * 16 > bytes.len() && count > 2 * others
}

/// What bytes that are no UTF-8 say: UTF-8 that was damaged here and there, GB18030, or what a detector takes them for,
/// whichever is the likeliest.
fn not_utf8(bytes: &[u8]) -> (String, Option<&'static str>) {
    let damaged = String::from_utf8_lossy(bytes).into_owned();
    let (chinese, _) = GB18030.decode_without_bom_handling(bytes);
    let usual = match likelihood::of(&damaged) <= likelihood::of(&chinese) {
        true => (damaged, None),
        false => (chinese.into_owned(), Some("GB18030")),
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    // Every byte is a letter in the encodings of single bytes. Short texts in Big5 are taken for GB18030.
    for guess in [guess, BIG5].into_iter().filter(|guess| [BIG5, SHIFT_JIS, EUC_JP, EUC_KR].contains(guess)) {
        let (text, is_wrong) = guess.decode_without_bom_handling(bytes);
        if !is_wrong && likelihood::of(&text) + LIKELIER < likelihood::of(&usual.0) {
            return (text.into_owned(), Some(guess.name()));
        }
    }
    usual
}
