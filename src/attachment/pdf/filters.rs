//! How the data of a stream are packed.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::super::{Look, Why};
use super::objects::File;
use super::syntax::{Dict, Value};

/// The data of a stream unpacked.
pub(super) fn decoded(look: &mut Look, file: &File<'_>, dict: &Dict, raw: &[u8]) -> Result<Vec<u8>, Why> {
    if dict.has("F") && !dict.has("W") {
        // Its data lie in another file.
        return Err(Why::Embedded);
    }
    let filters = file.get(dict, "Filter").map_or(&[][..], Value::members);
    let parameters = file.get(dict, "DecodeParms").map_or(&[][..], Value::members);
    let mut data = raw.to_vec();
    for (index, filter) in filters.iter().enumerate() {
        let filter = file.resolved(filter).name().unwrap_or_default();
        data = match filter {
            b"FlateDecode" | b"Fl" => inflated(look, &data)?,
            b"ASCIIHexDecode" | b"AHx" => hex(&data),
            b"ASCII85Decode" | b"A85" => base85(&data),
            b"RunLengthDecode" | b"RL" => look.unpacked(&*runs(&data), 0)?,
            b"Crypt" => return Err(Why::Encrypted),
            _ => return Err(Why::Packing),
        };
        let parameters = parameters.get(index).and_then(|value| file.resolved(value).dict());
        if let Some(parameters) = parameters {
            data = predicted(file, parameters, data)?;
        }
    }
    Ok(data)
}

/// Whether the data are those of a picture, which nobody unpacks here.
pub(super) fn is_picture(file: &File<'_>, dict: &Dict) -> bool {
    let filters = file.get(dict, "Filter").map_or(&[][..], Value::members);
    let pictures: [&[u8]; 6] =
        [b"DCTDecode", b"DCT", b"JPXDecode", b"CCITTFaxDecode", b"CCF", b"JBIG2Decode"];
    dict.is("Subtype", "Image")
        || filters.iter().any(|filter| {
            let name = file.resolved(filter).name().unwrap_or_default();
            pictures.contains(&name)
        })
}

/// As far as it goes: readers show what stands before a fault.
fn inflated(look: &mut Look, data: &[u8]) -> Result<Vec<u8>, Why> {
    struct Lenient<R>(R);
    impl<R: Read> Read for Lenient<R> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            Ok(self.0.read(buffer).unwrap_or(0))
        }
    }
    look.unpacked(Lenient(ZlibDecoder::new(data)), 0)
}

fn hex(data: &[u8]) -> Vec<u8> {
    let end = data.iter().position(|byte| *byte == b'>').unwrap_or(data.len());
    let digits: Vec<u8> =
        data[..end].iter().filter_map(|byte| Some((*byte as char).to_digit(16)? as u8)).collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).unwrap_or(&0)).collect()
}

fn base85(data: &[u8]) -> Vec<u8> {
    let mut made = Vec::new();
    let mut group = Vec::new();
    for byte in data {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => made.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            flush(&mut group, &mut made);
        }
    }
    flush(&mut group, &mut made);
    made
}

fn flush(group: &mut Vec<u8>, made: &mut Vec<u8>) {
    if group.len() > 1 {
        let length = group.len() - 1;
        group.resize(5, 84);
        let number =
            group.iter().fold(0u32, |sum, digit| sum.wrapping_mul(85).wrapping_add(u32::from(*digit)));
        made.extend(&number.to_be_bytes()[..length]);
    }
    group.clear();
}

fn runs(data: &[u8]) -> Vec<u8> {
    let mut made = Vec::new();
    let mut at = 0;
    while let Some(&length) = data.get(at) {
        at += 1;
        match length {
            128 => break,
            0..128 => {
                let end = data.len().min(at + usize::from(length) + 1);
                made.extend(&data[at..end]);
                at = end;
            }
            _ => {
                let Some(&byte) = data.get(at) else { break };
                made.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
                at += 1;
            }
        }
    }
    made
}

/// Undoes what makes tables pack better: each row is stored as what differs from the one above.
fn predicted(file: &File<'_>, parameters: &Dict, data: Vec<u8>) -> Result<Vec<u8>, Why> {
    let number = |key, usual| file.get(parameters, key).and_then(Value::count).unwrap_or(usual);
    match number("Predictor", 1) {
        1 => return Ok(data),
        10.. => {}
        _ => return Err(Why::Packing),
    }
    let bits = number("Colors", 1).saturating_mul(number("BitsPerComponent", 8));
    let step = bits.div_ceil(8).max(1);
    let row = number("Columns", 1).saturating_mul(bits).div_ceil(8);
    if row == 0 || row > 1 << 20 {
        return Err(Why::Packing);
    }
    let mut above = vec![0; row];
    let mut made = Vec::with_capacity(data.len());
    for line in data.chunks(row + 1) {
        let (kind, line) = (line[0], &line[1..]);
        let mut now = vec![0u8; row];
        for (at, &byte) in line.iter().enumerate() {
            let left = at.checked_sub(step).map_or(0, |at| now[at]);
            let up = above[at];
            let corner = at.checked_sub(step).map_or(0, |at| above[at]);
            let guess = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            now[at] = byte.wrapping_add(guess);
        }
        made.extend(&now[..line.len()]);
        above = now;
    }
    Ok(made)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i32::from(left) + i32::from(up) - i32::from(corner);
    let off = |value: u8| (guess - i32::from(value)).abs();
    match (off(left), off(up), off(corner)) {
        (a, b, c) if a <= b && a <= c => left,
        (_, b, c) if b <= c => up,
        _ => corner,
    }
}
