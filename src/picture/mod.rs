//! Pictures as they may be published: upright, of a sensible size, and nothing in them but what is seen.
//!
//! A picture that is small enough keeps its pixels bit by bit: only what surrounds them is left out ([`strip`]).
//! Any other is drawn anew. Everything is whole-number work or plain multiplication, so that every machine makes
//! the same bytes.

mod place;
mod profile;
mod strip;
#[cfg(test)]
mod tests;

use std::io::Cursor;
use std::sync::Mutex;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader, ImageResult, Limits};

pub use image::ImageFormat;

/// Longest edge of a published picture, in pixels.
pub const LONGEST_EDGE: u32 = 1600;
/// Shorter edge of a published picture that is more than three times as long as wide, such as a long screenshot:
/// shrunk by its longer edge it could not be read.
pub const STRIP_EDGE: u32 = 1080;
/// A photo of more bytes than this is drawn anew, whatever its size in pixels.
const HEAVY: usize = 1 << 20;
/// Most pixels that a picture may have: above the largest phone cameras in use, far below what fills a memory.
pub const MAX_PIXELS: u64 = 120_000_000;
/// From how many pixels on pictures are drawn one at a time.
const HUGE: u64 = 24_000_000;
/// Of 100.
const JPEG_QUALITY: u8 = 82;

/// What is worth telling about a picture that is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width and height as they were.
    pub was: (u32, u32),
    /// Width and height as published.
    pub is: (u32, u32),
    /// Whether it said where it was taken.
    pub located: bool,
    /// The ending of its format, whatever the file is called: `jpg`, `png` or `webp`.
    pub ending: &'static str,
}

/// Why a picture cannot be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A picture of another kind than those that are published, by its usual name.
    Format(&'static str),
    /// It cannot be read to its end.
    Broken,
    /// More than [`MAX_PIXELS`]: its width and height.
    TooManyPixels(u32, u32),
}

/// What kind of picture a file is; `None` when it is none, neither by its name nor by its first bytes.
pub fn kind(path: &str, bytes: &[u8]) -> Option<Result<ImageFormat, Refusal>> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let by_name = match extension.as_deref() {
        // An SVG is a program for the browser, and nobody here checks programs.
        Some("svg" | "svgz") => return Some(Err(Refusal::Format("SVG"))),
        Some("jpg" | "jpeg" | "jpe" | "jfif" | "png" | "apng" | "webp") => true,
        Some("gif" | "bmp" | "tif" | "tiff" | "heic" | "heif" | "avif" | "ico" | "psd") => true,
        _ => false,
    };
    let by_bytes = match bytes {
        [0xff, 0xd8, 0xff, ..] => Ok(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => Ok(ImageFormat::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(ImageFormat::WebP),
        [b'G', b'I', b'F', b'8', ..] => Err(Refusal::Format("GIF")),
        [b'B', b'M', ..] if by_name => Err(Refusal::Format("BMP")),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Err(Refusal::Format("TIFF")),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', ..] => Err(Refusal::Format("AVIF")),
        [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm', b'e' | b'i', ..] if by_name => {
            Err(Refusal::Format("HEIC"))
        }
        [0, 0, 1, 0, ..] if by_name => Err(Refusal::Format("ICO")),
        [b'8', b'B', b'P', b'S', ..] => Err(Refusal::Format("PSD")),
        _ if by_name => Err(Refusal::Broken),
        _ => return None,
    };
    Some(by_bytes)
}

/// The bytes to be published in place of `bytes`, and what is worth telling.
pub fn prepare(format: ImageFormat, bytes: Vec<u8>) -> Result<(Vec<u8>, Picture), Refusal> {
    let broken = |_| Refusal::Broken;
    let mut decoder = open(format, &bytes).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS {
        return Err(Refusal::TooManyPixels(width, height));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = bare_profile(&mut decoder);
    let exif = decoder.exif_metadata().ok().flatten().unwrap_or_default();
    let xmp = decoder.xmp_metadata().ok().flatten().unwrap_or_default();
    let located = place::in_exif(&exif) || place::in_xmp(&xmp);

    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _held = (pixels > HUGE).then(|| ONE_AT_A_TIME.lock().unwrap_or_else(|held| held.into_inner()));
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    image.apply_orientation(orientation);
    let was = (image.width(), image.height());
    let is = fitted(was);
    let clean = strip::strip(format, &bytes, profile.as_deref()).ok_or(Refusal::Broken)?;
    let is_heavy = format == ImageFormat::Jpeg && clean.bytes.len() > HEAVY;
    let told = Picture { was, is, located, ending: ending(format) };
    if is == was && orientation == Orientation::NoTransforms && clean.is_whole && !is_heavy {
        return Ok((clean.bytes, told));
    }
    if is != was {
        image = image.resize_exact(is.0, is.1, FilterType::Triangle);
    }
    Ok((draw(format, image, profile).map_err(broken)?, told))
}

/// The smallest picture of a format: one white pixel.
pub fn blank(format: ImageFormat) -> Option<Vec<u8>> {
    let pixel = image::RgbImage::from_pixel(1, 1, image::Rgb([255; 3]));
    draw(format, DynamicImage::from(pixel), None).ok()
}

/// The picture with its pixels and the way it is turned, and nothing else; `None` where it cannot be read to its end. For
/// pictures within other files, which count on their size.
pub fn bare(format: ImageFormat, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = open(format, bytes).ok()?;
    let clean = strip::strip(format, bytes, bare_profile(&mut decoder).as_deref())?.bytes;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let is_turned = format == ImageFormat::Jpeg && orientation != Orientation::NoTransforms;
    Some(if is_turned { strip::turned(&clean, orientation.to_exif()) } else { clean })
}

/// The colour profile as it is published.
fn bare_profile(decoder: &mut impl ImageDecoder) -> Option<Vec<u8>> {
    decoder.icc_profile().ok().flatten().and_then(|profile| profile::bare(&profile))
}

fn ending(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Png => "png",
        ImageFormat::WebP => "webp",
        _ => "jpg",
    }
}

fn open(format: ImageFormat, bytes: &[u8]) -> ImageResult<impl ImageDecoder + '_> {
    let mut limits = Limits::default();
    // The size in pixels is judged by itself; this is for what else a file may unpack.
    limits.max_alloc = Some(MAX_PIXELS * 8);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    reader.into_decoder()
}

/// Width and height within the limits, in proportion.
fn fitted((width, height): (u32, u32)) -> (u32, u32) {
    let (long, short) = (width.max(height), width.min(height));
    let is_strip = u64::from(long) > 3 * u64::from(short);
    let (edge, most) = if is_strip { (short, STRIP_EDGE) } else { (long, LONGEST_EDGE) };
    if edge <= most {
        return (width, height);
    }
    let scaled = |length: u32| {
        let (length, edge, most) = (u64::from(length), u64::from(edge), u64::from(most));
        ((length * most + edge / 2) / edge).max(1) as u32
    };
    (scaled(width), scaled(height))
}

/// `image` as a file of the same format, with its colour profile and nothing else.
fn draw(format: ImageFormat, image: DynamicImage, profile: Option<Vec<u8>>) -> ImageResult<Vec<u8>> {
    // The others have profiles of more channels than what is drawn.
    let space: &[u8] = if image.color().has_color() { b"RGB " } else { b"GRAY" };
    let profile = profile.filter(|profile| profile.get(16..20) == Some(space));
    let mut made = Vec::new();
    fn write(
        mut encoder: impl ImageEncoder,
        image: &DynamicImage,
        profile: Option<Vec<u8>>,
    ) -> ImageResult<()> {
        if let Some(profile) = profile {
            // A format that has no place for it does without.
            let _ = encoder.set_icc_profile(profile);
        }
        image.write_with_encoder(encoder)
    }
    match format {
        ImageFormat::Png => {
            let encoder =
                PngEncoder::new_with_quality(&mut made, CompressionType::Default, PngFilter::Adaptive);
            write(encoder, &image, profile)?;
        }
        ImageFormat::WebP => {
            let image = if image.color().has_alpha() {
                DynamicImage::from(image.into_rgba8())
            } else {
                DynamicImage::from(image.into_rgb8())
            };
            write(WebPEncoder::new_lossless(&mut made), &image, profile)?;
        }
        _ => write(JpegEncoder::new_with_quality(&mut made, JPEG_QUALITY), &image, profile)?,
    }
    Ok(made)
}
