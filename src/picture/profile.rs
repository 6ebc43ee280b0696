//! A colour profile with the numbers that make colours, and without its texts: who made it, when, for which machine.

use std::collections::BTreeMap;

/// Bytes before the table of tags.
const HEADER: usize = 128;
/// One line of that table.
const LINE: usize = 12;
/// Longest profile that is kept.
const LONGEST: usize = 64 << 10;
/// What the header says of programs, days, makers and models, and what is kept for later versions.
const NAMED: [std::ops::Range<usize>; 5] = [4..8, 24..36, 40..44, 48..56, 80..HEADER];
/// The tags that make colours of numbers.
const TAGS: [&[u8; 4]; 18] = [
    b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt", b"bkpt", b"chad", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"lumi",
    b"cicp", b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2",
];
/// The types of tags that hold numbers alone.
const TYPES: [&[u8; 4]; 9] =
    [b"XYZ ", b"curv", b"para", b"sf32", b"cicp", b"mft1", b"mft2", b"mAB ", b"mBA "];

/// `profile` as it may be published; `None` where nothing of it is, or too much.
pub(super) fn bare(profile: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_be_bytes(profile.get(at..at + 4)?.try_into().ok()?) as usize);
    let mut made = profile.get(..HEADER)?.to_vec();
    NAMED.into_iter().for_each(|field| made[field].fill(0));
    let mut tags = Vec::new();
    for at in (0..number(HEADER)?).map(|index| HEADER + 4 + index * LINE) {
        let name = profile.get(at..at + 4)?;
        let start = number(at + 4)?;
        let end = start.checked_add(number(at + 8)?)?;
        let data = profile.get(start..end)?;
        let is_number = TYPES.iter().any(|kind| data.starts_with(*kind));
        tags.extend(TAGS.iter().any(|tag| *tag == name).then_some((name, data)).filter(|_| is_number));
    }
    let first = HEADER + 4 + tags.len() * LINE;
    let mut all: Vec<u8> = Vec::new();
    // Tags may share their numbers.
    let mut places = BTreeMap::new();
    made.extend((tags.len() as u32).to_be_bytes());
    for (name, data) in &tags {
        let place = *places.entry(*data).or_insert_with(|| {
            all.resize(all.len().next_multiple_of(4), 0);
            all.extend(*data);
            first + all.len() - data.len()
        });
        made.extend(*name);
        made.extend((place as u32).to_be_bytes());
        made.extend((data.len() as u32).to_be_bytes());
        if made.len() + all.len() > LONGEST {
            return None;
        }
    }
    made.extend(all);
    let length = (made.len() as u32).to_be_bytes();
    made[..4].copy_from_slice(&length);
    (!tags.is_empty()).then_some(made)
}
