//! Photos as phones and cameras write them, made here.

use std::sync::LazyLock;

use image::{GrayImage, RgbImage};

use super::*;
use crate::sample::Dice;

/// A picture whose corners can be told apart: red above left, green above right, blue below left.
fn drawing(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => image::Rgb([250, 0, 0]),
        (false, true) => image::Rgb([0, 250, 0]),
        (true, false) => image::Rgb([0, 0, 250]),
        (false, false) => image::Rgb([250, 250, 250]),
    })
}

fn encoded(format: ImageFormat, image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn decoded(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

/// EXIF with an orientation and a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    exif.extend([0, 0, 0, 0]);
    exif.extend([0, 1, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 56]);
    exif.extend([0, 0, 0, 0]);
    exif.extend([0, 0, 0, 30, 0, 0, 0, 1].repeat(3));
    exif
}

/// A JPEG file with segments after its beginning, and bytes after its end.
fn photo(image: RgbImage, segments: &[(u8, &[u8])]) -> Vec<u8> {
    let plain = encoded(ImageFormat::Jpeg, image);
    let mut made = plain[..2].to_vec();
    for (marker, data) in segments {
        made.extend([0xff, *marker]);
        made.extend((data.len() as u16 + 2).to_be_bytes());
        made.extend(*data);
    }
    made.extend(&plain[2..]);
    made.extend(b"FILM with SECRET sound");
    made
}

fn with_exif(orientation: u8) -> Vec<u8> {
    [b"Exif\0\0".to_vec(), exif(orientation)].concat()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|at| at == part)
}

#[test]
fn what_is_not_seen_is_left_out_and_pixels_stay() {
    let bytes = photo(
        drawing(64, 48),
        &[
            (0xe1, &with_exif(1)),
            (0xe1, b"http://ns.adobe.com/xap/1.0/\0<SECRET/>"),
            (0xed, b"Photoshop 3.0\0SECRET"),
            (0xe2, b"MPF\0SECRET"),
            (0xfe, b"SECRET comment"),
        ],
    );
    let (made, told) = prepare(ImageFormat::Jpeg, bytes.clone()).unwrap();
    assert_eq!(told, Picture { was: (64, 48), is: (64, 48), located: true, ending: "jpg" });
    assert!(holds(&bytes, b"SECRET") && !holds(&made, b"SECRET") && !holds(&made, b"Exif"));
    assert_eq!(decoded(&made), decoded(&bytes));
    assert_eq!(prepare(ImageFormat::Jpeg, made.clone()).unwrap().0, made);
}

#[test]
fn a_photo_taken_sideways_stands_upright() {
    let (made, told) = prepare(ImageFormat::Jpeg, photo(drawing(80, 40), &[(0xe1, &with_exif(6))])).unwrap();
    assert_eq!(told.is, (40, 80));
    // Turned to the right: what was below left is now above left.
    let image = decoded(&made);
    assert!(image.get_pixel(5, 5)[2] > 200 && image.get_pixel(35, 5)[0] > 200);
}

#[test]
fn large_pictures_shrink_in_proportion() {
    assert_eq!(fitted((4000, 3000)), (1600, 1200));
    assert_eq!(fitted((1600, 900)), (1600, 900));
    assert_eq!(fitted((900, 3200)), (900, 3200));
    assert_eq!(fitted((2160, 20_000)), (1080, 10_000));
    assert_eq!(fitted((100_000, 1)), (100_000, 1));
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let (made, told) = prepare(format, encoded(format, drawing(2000, 1000))).unwrap();
        assert_eq!((told.was, told.is), ((2000, 1000), (1600, 800)));
        assert_eq!(image::guess_format(&made).unwrap(), format);
        let image = decoded(&made);
        assert_eq!(image.dimensions(), (1600, 800));
        assert!(image.get_pixel(10, 10)[0] > 200 && image.get_pixel(1590, 10)[1] > 200);
    }
    let gray = encoded(ImageFormat::Jpeg, GrayImage::new(1700, 10));
    assert_eq!(prepare(ImageFormat::Jpeg, gray).unwrap().1.is, (1700, 10));
}

#[test]
fn texts_of_a_png_are_left_out() {
    let plain = encoded(ImageFormat::Png, drawing(8, 8));
    let chunk = b"\0\0\0\x0etEXtComment\0SECRET";
    // Its checksum is not looked at when the chunk is passed over.
    let bytes = [&plain[..33], chunk, &[0; 4], &plain[33..]].concat();
    assert_eq!(strip::strip(ImageFormat::Png, &bytes, None).unwrap().bytes, plain);
}

#[test]
fn a_webp_keeps_its_pixels_only() {
    let plain = encoded(ImageFormat::WebP, drawing(8, 8));
    let mut bytes = [&plain[..], b"XMP \x06\0\0\0SECRET"].concat();
    let size = (bytes.len() - 8) as u32;
    bytes[4..8].copy_from_slice(&size.to_le_bytes());
    assert_eq!(strip::strip(ImageFormat::WebP, &bytes, None).unwrap().bytes, plain);
}

/// A colour profile with a text, a name in its header and numbers that two tags share.
fn profile() -> Vec<u8> {
    let numbers = b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0";
    let text = b"text\0\0\0\0SECRET\0\0";
    let tags: [(&[u8], usize, usize); 3] = [
        (b"cprt", 168 + numbers.len(), text.len()),
        (b"rTRC", 168, numbers.len()),
        (b"gTRC", 168, numbers.len()),
    ];
    let mut made = vec![0; 128];
    made[16..20].copy_from_slice(b"RGB ");
    made[36..40].copy_from_slice(b"acsp");
    made[80..86].copy_from_slice(b"SECRET");
    made.extend((tags.len() as u32).to_be_bytes());
    for (name, at, length) in tags {
        made.extend(name);
        made.extend([(at as u32).to_be_bytes(), (length as u32).to_be_bytes()].concat());
    }
    made.extend([&numbers[..], text].concat());
    let length = (made.len() as u32).to_be_bytes();
    made[..4].copy_from_slice(&length);
    made
}

#[test]
fn a_colour_profile_keeps_its_numbers_only() {
    let profile = profile();
    let bare = super::profile::bare(&profile).unwrap();
    assert!(holds(&profile, b"SECRET") && !holds(&bare, b"SECRET"));
    assert!(holds(&bare, b"rTRC") && holds(&bare, b"gTRC") && !holds(&bare, b"cprt"));
    assert_eq!(bare.windows(4).filter(|at| at == b"curv").count(), 1);
    assert_eq!(super::profile::bare(&bare).as_ref(), Some(&bare));
    for end in 0..profile.len() - 1 {
        assert_eq!(super::profile::bare(&profile[..end]), None, "{end}");
    }
    let mut long = profile.clone();
    long[152..156].copy_from_slice(&70_000_u32.to_be_bytes());
    long.resize(80_000, b'x');
    assert_eq!(super::profile::bare(&long), None);
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = draw(format, drawing(8, 8).into(), Some(profile.clone())).unwrap();
        let made = prepare(format, whole.clone()).unwrap().0;
        let read = |bytes: &[u8]| open(format, bytes).unwrap().icc_profile().unwrap();
        assert_eq!(
            (read(&whole).as_ref(), read(&made).as_ref()),
            (Some(&profile), Some(&bare)),
            "{format:?}"
        );
        assert!(!holds(&made, b"SECRET") && decoded(&made) == decoded(&whole), "{format:?}");
        assert_eq!(prepare(format, made.clone()).unwrap().0, made, "{format:?}");
        assert_eq!(super::bare(format, &whole).unwrap(), made, "{format:?}");
    }
}

#[test]
fn a_chunk_longer_than_it_need_be_is_left_out() {
    let plain = encoded(ImageFormat::Png, drawing(8, 8));
    let mut chunk = b"\0\0\0\x0agAMA\0\0\xb1\x8fSECRET".to_vec();
    chunk.extend(checksum(&chunk[4..]).to_be_bytes());
    let bytes = [&plain[..33], &chunk, &plain[33..]].concat();
    assert_eq!(strip::strip(ImageFormat::Png, &bytes, None).unwrap().bytes, plain);
}

#[test]
fn inks_become_colours() {
    let bytes = include_bytes!("../../tests/attachments/inks.jpg").to_vec();
    let components = |bytes: &[u8]| {
        let frame = bytes.windows(2).position(|at| at == [0xff, 0xc0] || at == [0xff, 0xc2]).unwrap();
        bytes[frame + 9]
    };
    assert_eq!(components(&bytes), 4);
    let (made, told) = prepare(ImageFormat::Jpeg, bytes).unwrap();
    assert_eq!((components(&made), told.is, told.ending), (3, (16, 16), "jpg"));
    let [red, green, _] = decoded(&made).get_pixel(8, 8).0;
    assert!(red > 180 && green < 120, "{red} {green}");
}

#[test]
fn a_picture_in_another_file_keeps_its_pixels_and_the_way_it_is_turned() {
    let bytes = photo(drawing(40, 20), &[(0xe1, &with_exif(6)), (0xfe, b"SECRET")]);
    let made = bare(ImageFormat::Jpeg, &bytes).unwrap();
    assert!(!holds(&made, b"SECRET"));
    let told = prepare(ImageFormat::Jpeg, made.clone()).unwrap().1;
    assert_eq!((told.is, told.located), ((20, 40), false));
    assert_eq!(bare(ImageFormat::Jpeg, &made).unwrap(), made);
    assert_eq!(decoded(&blank(ImageFormat::Png).unwrap()).dimensions(), (1, 1));
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    let mut png = encoded(ImageFormat::Png, drawing(8, 8));
    png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    // The header's checksum must fit, or the file is simply broken.
    let sum = checksum(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(prepare(ImageFormat::Png, png), Err(Refusal::TooManyPixels(65_536, 65_536)));
}

fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    };
    !bytes.iter().fold(!0, step)
}

static SAMPLES: LazyLock<Vec<(ImageFormat, Vec<u8>)>> = LazyLock::new(|| {
    let photo = photo(drawing(40, 30), &[(0xe1, &with_exif(3))]);
    let others = [ImageFormat::Png, ImageFormat::WebP];
    let others = others.map(|format| (format, encoded(format, drawing(40, 30))));
    [(ImageFormat::Jpeg, photo)].into_iter().chain(others).collect()
});

#[test]
fn a_cut_picture_is_broken() {
    for (format, bytes) in SAMPLES.iter() {
        let end = bytes.windows(4).position(|at| at == b"FILM").unwrap_or(bytes.len());
        for length in (0..end - 1).step_by(3) {
            assert_eq!(
                prepare(*format, bytes[..length].to_vec()),
                Err(Refusal::Broken),
                "{format:?} {length}"
            );
        }
    }
}

#[test]
fn damaged_pictures_never_bring_the_program_down() {
    let mut dice = Dice(1);
    let mut roll = |sides: usize| dice.roll(sides);
    for (format, bytes) in SAMPLES.iter() {
        for _ in 0..400 {
            let mut bytes = bytes.clone();
            for _ in 0..1 + roll(8) {
                let at = roll(bytes.len());
                bytes[at] = roll(256) as u8;
            }
            let _ = prepare(*format, bytes);
        }
    }
}

#[test]
fn kinds_are_told_by_name_and_bytes() {
    assert_eq!(kind("a/b.jpg", b"\xff\xd8\xff\xe0"), Some(Ok(ImageFormat::Jpeg)));
    assert_eq!(kind("a/b.dat", b"\x89PNG\r\n"), Some(Ok(ImageFormat::Png)));
    assert_eq!(kind("a/b.JPG", b"GIF89a"), Some(Err(Refusal::Format("GIF"))));
    assert_eq!(kind("a/b.svg", b"<svg/>"), Some(Err(Refusal::Format("SVG"))));
    assert_eq!(kind("a/b.heic", b"\0\0\0\x18ftypheic"), Some(Err(Refusal::Format("HEIC"))));
    assert_eq!(kind("a/b.png", b"hello"), Some(Err(Refusal::Broken)));
    assert_eq!(kind("a/b.pdf", b"%PDF"), None);
    assert_eq!(kind("a/b.geojson", b"{}"), None);
}
