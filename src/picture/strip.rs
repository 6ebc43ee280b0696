//! A picture's file without what is not seen: only the parts named here are carried over.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use image::ImageFormat;

/// The file without what was left out.
pub(super) struct Stripped {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it shows all that the file showed, alike on screens and on paper: of a moving picture only the first frame
    /// is published, and inks (CMYK) mean other colours everywhere.
    pub is_whole: bool,
}

/// `bytes` with the needed parts only, and `profile` where they have a colour profile; `None` when they do not reach the
/// picture's end.
pub(super) fn strip(format: ImageFormat, bytes: &[u8], profile: Option<&[u8]>) -> Option<Stripped> {
    match format {
        ImageFormat::Png => png(bytes, profile),
        ImageFormat::WebP => webp(bytes, profile),
        _ => jpeg(bytes, profile),
    }
}

/// What a profile stands behind in a JPEG file, and the most of it that one segment holds.
const PROFILE: &[u8] = b"ICC_PROFILE\0";
const SEGMENT: usize = 65_519;

/// Frame headers, tables and scans, the plain JFIF header, Adobe's colour mark. Not kept: EXIF, XMP, IPTC, comments,
/// previews, and whatever follows the end, such as the film of a moving photo.
fn jpeg(bytes: &[u8], mut profile: Option<&[u8]>) -> Option<Stripped> {
    let mut kept = bytes.get(..2)?.to_vec();
    let mut is_whole = true;
    let mut at = 2;
    loop {
        // Markers may be preceded by any number of fill bytes.
        while bytes.get(at..at + 2)? == [0xff, 0xff] {
            at += 1;
        }
        let [0xff, marker] = bytes.get(at..at + 2)? else { return None };
        if *marker == 0xd9 {
            kept.extend([0xff, 0xd9]);
            return Some(Stripped { bytes: kept, is_whole });
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at..at + 2 + length)?;
        let data = segment.get(4..)?;
        let is_kept = match marker {
            0xe0 => length == 16 && data.starts_with(b"JFIF\0"),
            0xee => length == 14 && data.starts_with(b"Adobe"),
            0xc0..=0xcf | 0xda..=0xdf => true,
            _ => false,
        };
        if matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) {
            is_whole &= data.get(5) != Some(&4);
        }
        if is_kept {
            kept.extend(segment);
        }
        if *marker == 0xe2 && data.starts_with(PROFILE) {
            let parts = profile.take().unwrap_or_default().chunks(SEGMENT);
            let count = parts.len() as u8;
            for (part, number) in parts.zip(1..) {
                kept.extend([0xff, 0xe2]);
                kept.extend(((part.len() + PROFILE.len() + 4) as u16).to_be_bytes());
                kept.extend([PROFILE, &[number, count], part].concat());
            }
        }
        at += segment.len();
        if *marker == 0xda {
            let scan = scan_length(&bytes[at..])?;
            kept.extend(&bytes[at..at + scan]);
            at += scan;
        }
    }
}

/// A stripped JPEG file that says again how it is turned.
pub(super) fn turned(bytes: &[u8], orientation: u8) -> Vec<u8> {
    let mut segment = b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    segment.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
    [&bytes[..2], &segment, &bytes[2..]].concat()
}

/// How many bytes of compressed data stand before the next marker that is no restart marker.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
    bytes.windows(2).position(is_end)
}

/// The chunks that make the still picture, unless they are longer than they need be. Not kept: texts, times, EXIF, further
/// frames.
fn png(bytes: &[u8], profile: Option<&[u8]>) -> Option<Stripped> {
    const KEPT: [(&[u8; 4], usize); 10] = [
        (b"IHDR", 13),
        (b"PLTE", 768),
        (b"tRNS", 256),
        (b"gAMA", 4),
        (b"cHRM", 32),
        (b"sRGB", 1),
        (b"sBIT", 4),
        (b"cICP", 4),
        (b"IDAT", usize::MAX),
        (b"IEND", 0),
    ];
    let mut kept = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let chunk = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let name: &[u8; 4] = chunk[4..8].try_into().ok()?;
        if KEPT.iter().any(|(known, most)| *known == name && length <= *most) {
            kept.extend(chunk);
        }
        if name == b"iCCP" {
            kept.extend(profile.and_then(chunk_of).unwrap_or_default());
        }
        at += chunk.len();
        if name == b"IEND" {
            return Some(Stripped { bytes: kept, is_whole: true });
        }
    }
}

/// The chunk of a PNG file that holds `profile`.
fn chunk_of(profile: &[u8]) -> Option<Vec<u8>> {
    let mut packed = ZlibEncoder::new(b"iCCPICC\0\0".to_vec(), Compression::best());
    packed.write_all(profile).ok()?;
    let named = packed.finish().ok()?;
    let mut sum = Crc::new();
    sum.update(&named);
    let length = (named.len() - "iCCP".len()) as u32;
    Some([&length.to_be_bytes(), &named[..], &sum.sum().to_be_bytes()].concat())
}

/// The chunks that make the still picture. Not kept: EXIF, XMP, whatever follows the end.
fn webp(bytes: &[u8], profile: Option<&[u8]>) -> Option<Stripped> {
    const ICC_FLAG: u8 = 0x20;
    const ALPHA_FLAG: u8 = 0x10;
    let stated = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    let body = bytes.get(12..stated.checked_add(8)?.min(bytes.len()))?;
    let mut kept = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut is_whole = true;
    let mut has_picture = false;
    let mut at = 0;
    while at + 8 <= body.len() {
        let name: &[u8; 4] = body[at..at + 4].try_into().ok()?;
        let length = u32::from_le_bytes(body[at + 4..at + 8].try_into().ok()?) as usize;
        let end = at.checked_add(8)?.checked_add(length)?;
        let chunk = body.get(at..end)?;
        match name {
            b"VP8X" => {
                let mut chunk = chunk.to_vec();
                let has_profile = if profile.is_some() { ICC_FLAG } else { 0 };
                *chunk.get_mut(8)? &= has_profile | ALPHA_FLAG;
                kept.extend(chunk);
            }
            b"ICCP" => {
                let profile = profile.unwrap_or_default();
                if !profile.is_empty() {
                    kept.extend(b"ICCP");
                    kept.extend((profile.len() as u32).to_le_bytes());
                    kept.extend(profile);
                    kept.extend((profile.len() % 2 == 1).then_some(0));
                }
            }
            b"VP8 " | b"VP8L" | b"ALPH" => {
                has_picture |= matches!(name, b"VP8 " | b"VP8L");
                kept.extend(chunk);
                kept.extend((length % 2 == 1).then_some(0));
            }
            b"ANIM" | b"ANMF" => is_whole = false,
            _ => {}
        }
        at = end + length % 2;
    }
    let size = u32::try_from(kept.len() - 8).ok()?;
    kept[4..8].copy_from_slice(&size.to_le_bytes());
    (has_picture || !is_whole).then_some(Stripped { bytes: kept, is_whole })
}
