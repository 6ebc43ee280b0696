//! QR codes as pictures with their quiet zone, eight pixels a module, so that no smoothing on the way to paper harms
//! them.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use qrcode::{Color, EcLevel, QrCode};

/// Pixels on a side of a module.
const PIXELS: usize = 8;
/// Modules of nothing on every side.
const QUIET: usize = 4;

/// The code of `text` as PNG, at level M, which survives 15 % of dirt; `None` for a text too long for any code.
pub(super) fn png(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (side, colors) = (code.width(), code.to_colors());
    let edge = (side + 2 * QUIET) * PIXELS;
    let mut pixels = vec![255; edge * edge];
    for (at, _) in colors.iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        let (x, y) = ((QUIET + at % side) * PIXELS, (QUIET + at / side) * PIXELS);
        (y..y + PIXELS).for_each(|y| pixels[y * edge + x..][..PIXELS].fill(0));
    }
    let mut bytes = Cursor::new(Vec::new());
    let edge = edge as u32;
    // It is decoded at once, and compressed again in the PDF.
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::NoFilter)
        .write_image(&pixels, edge, edge, ExtendedColorType::L8)
        .ok()?;
    Some(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_quiet_zone_and_a_limit() {
        let png = png("https://example.org/cun/grids/x/").unwrap();
        let picture = image::load_from_memory(&png).unwrap().to_luma8();
        let quiet = (QUIET * PIXELS) as u32;
        let edge = picture.width();
        assert!(picture.enumerate_pixels().all(|(x, y, pixel)| {
            let is_inside = (quiet..edge - quiet).contains(&x) && (quiet..edge - quiet).contains(&y);
            is_inside || pixel.0 == [255]
        }));
        assert_eq!(picture.get_pixel(quiet, quiet).0, [0], "the finder's corner");
        assert!(super::png(&"x".repeat(5_000)).is_none());
    }
}
