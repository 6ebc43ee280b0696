//! Tables into an OpenType file: browsers want two that a font inside a PDF does without.

use std::collections::BTreeMap;

/// What the whole file's checksum is adjusted to.
const MAGIC: u32 = 0xb1b0_afba;

/// The font `bare` with `more` tables, which it does not have; `None` for what is no font.
pub(super) fn with_tables(bare: &[u8], more: &[([u8; 4], Vec<u8>)]) -> Option<Vec<u8>> {
    let mut tables: BTreeMap<[u8; 4], Vec<u8>> = more.iter().cloned().collect();
    let count = u16::from_be_bytes(bare.get(4..6)?.try_into().ok()?);
    for record in bare.get(12..)?.chunks(16).take(count.into()) {
        let number = |at: usize| Some(u32::from_be_bytes(record.get(at..at + 4)?.try_into().ok()?) as usize);
        let (start, length) = (number(8)?, number(12)?);
        tables.insert(record.get(..4)?.try_into().ok()?, bare.get(start..start + length)?.to_vec());
    }
    tables.get_mut(b"head")?.get_mut(8..12)?.fill(0);
    Some(file(bare.get(..4)?, &tables))
}

fn file(flavour: &[u8], tables: &BTreeMap<[u8; 4], Vec<u8>>) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.max(1).ilog2();
    let mut file = flavour.to_vec();
    for number in [count, 16 << power, power as u16, count * 16 - (16 << power)] {
        file.extend(number.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    for (tag, table) in tables {
        file.extend(tag);
        for number in [checksum(table), offset as u32, table.len() as u32] {
            file.extend(number.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    let mut head = 0;
    for (tag, table) in tables {
        if tag == b"head" {
            head = file.len();
        }
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    let adjustment = MAGIC.wrapping_sub(checksum(&file));
    file[head + 8..head + 12].copy_from_slice(&adjustment.to_be_bytes());
    file
}

fn checksum(bytes: &[u8]) -> u32 {
    let word = |chunk: &[u8]| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        u32::from_be_bytes(word)
    };
    bytes.chunks(4).map(word).fold(0, u32::wrapping_add)
}

/// A `cmap` of code points to glyphs: format 12, which reaches beyond the basic plane, and for old phones format 4
/// beside it.
pub(super) fn cmap(map: &BTreeMap<u32, u16>) -> Vec<u8> {
    let mut long = Vec::new();
    let length = 16 + 12 * map.len() as u32;
    for number in [12 << 16, length, 0, map.len() as u32] {
        long.extend(number.to_be_bytes());
    }
    for (&code, &glyph) in map {
        for number in [code, code, glyph.into()] {
            long.extend(number.to_be_bytes());
        }
    }
    let short = short(map);
    let mut table = Vec::new();
    for number in [0, 2, 3, 1] {
        table.extend(u16::to_be_bytes(number));
    }
    table.extend(20_u32.to_be_bytes());
    for number in [3, 10] {
        table.extend(u16::to_be_bytes(number));
    }
    table.extend((20 + short.len() as u32).to_be_bytes());
    table.extend(short);
    table.extend(long);
    table
}

/// Format 4, a segment a character, ended by the one that the format asks for.
fn short(map: &BTreeMap<u32, u16>) -> Vec<u8> {
    let basic = map.iter().filter_map(|(&code, &glyph)| Some((u16::try_from(code).ok()?, glyph)));
    let segments: Vec<(u16, u16)> = basic.chain([(0xffff, 0)]).collect();
    let count = segments.len() as u16;
    let power = count.ilog2();
    let search = 2 << power;
    let mut table = Vec::new();
    for number in [4, 16 + 8 * count, 0, 2 * count, search, power as u16, 2 * count - search] {
        table.extend(u16::to_be_bytes(number));
    }
    let mut column = |of: &dyn Fn(&(u16, u16)) -> u16| {
        segments.iter().for_each(|segment| table.extend(of(segment).to_be_bytes()));
    };
    column(&|segment| segment.0);
    // A word of nothing stands between the ends and the starts of the segments.
    let ends = 14 + 2 * segments.len();
    column(&|segment| segment.0);
    column(&|segment| segment.1.wrapping_sub(segment.0));
    column(&|_| 0);
    table.splice(ends..ends, [0, 0]);
    table
}
