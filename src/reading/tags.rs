//! Tags: how they part text, and those that need not be read again.

use super::gap;
use super::tables::TablePart;

/// The gap that a tag of this `name` makes.
pub(super) fn between(name: &[u8]) -> u8 {
    const INLINE: [&[u8]; 35] = [
        b"a", b"b", b"i", b"u", b"s", b"em", b"strong", b"span", b"mark", b"small", b"big", b"font", b"sub",
        b"sup", b"code", b"kbd", b"samp", b"var", b"q", b"cite", b"dfn", b"abbr", b"ins", b"del", b"label",
        b"time", b"data", b"bdi", b"bdo", b"ruby", b"rb", b"rt", b"rp", b"wbr", b"tspan",
    ];
    match name {
        b"br" | b"BR" => gap::LINE,
        _ if INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name)) => gap::JOINED,
        _ => gap::BORDER,
    }
}

/// The part of a table that a tag of this `name` begins or ends.
pub(super) fn part(name: &[u8], is_closing: bool) -> Option<TablePart> {
    let is = |other: &[u8]| other.eq_ignore_ascii_case(name);
    match is_closing {
        true => is(b"table").then_some(TablePart::End),
        false if is(b"td") || is(b"th") => Some(TablePart::Cell),
        false if is(b"tr") => Some(TablePart::Row),
        false => is(b"table").then_some(TablePart::Table),
    }
}

/// The longest tag in what is no markup.
const SHORT: usize = 40;

/// The name that a tag begins with.
pub(super) fn name(tag: &[u8]) -> &[u8] {
    let tag = tag.strip_prefix(b"/").unwrap_or(tag);
    &tag[..tag.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count()]
}

/// Up to where `rest` is a tag in what is no markup, before `end`, and the gap that it makes. Scripts compare with `<`, too:
/// there a tag is short and has little in it.
pub(super) fn short(rest: &[u8], end: &[u8]) -> Option<(usize, u8)> {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/ =\"'-".contains(byte);
    let length = rest.iter().take(SHORT).position(|byte| !is_plain(byte))?;
    let name = name(rest);
    (!name.is_empty() && rest[length..].starts_with(end)).then(|| (length, between(name)))
}

/// How many tags are known again: pages are made of few. How many bytes they may have together.
const TAGS: usize = 1 << 12;
const ROOM: usize = 1 << 20;

/// The gap that a tag makes, and the part of a table.
pub(super) type Does = (u8, Option<TablePart>);

/// Tags that were read, by their digests.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// Where each begins, how long it is, and what it does.
    slots: Vec<(u32, u32, Does)>,
    bytes: Vec<u8>,
}

impl Tags {
    /// What `tag` does, if it is known.
    pub(super) fn known(&self, tag: &[u8]) -> Option<Does> {
        let &(first, length, does) = self.slots.get(slot(tag))?;
        (self.bytes[first as usize..(first + length) as usize] == *tag && length > 0).then_some(does)
    }

    /// The tag that `rest` begins with will be known, unless its end is not the next `>`.
    pub(super) fn remember(&mut self, rest: &[u8], does: Does) {
        let Some(length) = memchr::memchr(b'>', rest) else { return };
        let tag = &rest[..length];
        let is_whole = tag.iter().filter(|byte| **byte == b'"').count().is_multiple_of(2);
        if !is_whole || tag.contains(&b'\'') {
            return;
        }
        if self.slots.is_empty() || self.bytes.len() + length > ROOM {
            (self.slots, self.bytes) = (vec![(0, 0, (0, None)); TAGS], Vec::new());
        }
        self.slots[slot(tag)] = (self.bytes.len() as u32, length as u32, does);
        self.bytes.extend(tag);
    }
}

/// Where a tag is remembered.
fn slot(tag: &[u8]) -> usize {
    let step = |digest: u64, word: [u8; 8]| {
        (digest.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    let (words, rest) = tag.as_chunks::<8>();
    let digest = words.iter().fold(tag.len() as u64, |digest, word| step(digest, *word));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    (step(digest, last) >> 32) as usize % TAGS
}
