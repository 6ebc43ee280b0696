//! Photos as phones take them, through the real program: upright, small, without place and time.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};

use super::harness::{Site, tree};

/// A 12 MB photo with a place in its EXIF data, taken with the phone held sideways.
fn photo() -> Vec<u8> {
    let mut dice = 1u32;
    let noisy = RgbImage::from_fn(3600, 2700, |x, y| {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (dice >> 25) as u8;
        image::Rgb([noise, noise / 2 + (x / 32) as u8, noise / 2 + (y / 32) as u8])
    });
    let mut plain = Cursor::new(Vec::new());
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut plain, 97);
    DynamicImage::from(noisy).write_with_encoder(encoder).unwrap();
    let plain = plain.into_inner();
    let mut exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x02\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    exif.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]);
    exif.extend([0; 4]);
    exif.extend([1, 0, 2, 0, 5, 0, 3, 0, 0, 0, 56, 0, 0, 0]);
    exif.extend([0; 4 + 24]);
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}

fn encoded(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(width, height)).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn a_large_photo_is_published_small_and_says_nothing_of_its_place() {
    let site = Site::village();
    let photo = photo();
    assert!(photo.len() > 12_000_000, "{}", photo.len());
    site.write("content/photos/zhang.jpg", &photo);
    site.edit("content/records.yaml", "name: 张三", "photo: photos/zhang.jpg, name: 张三");
    let ran = site.run(&["build", "--lang", "en"]).exits(0);
    for word in
        ["warning[picture-located]", "note[picture-large]", "张三", "content/photos/zhang.jpg", "3600"]
    {
        assert!(ran.stderr.contains(word), "no {word} in {}", ran.stderr);
    }
    let published = tree(&site.public());
    let made = &published["files/photos/zhang.jpg"];
    assert!(made.len() < 1_500_000, "{}", made.len());
    assert!(!made.windows(4).any(|at| at == b"Exif"));
    let image = image::load_from_memory(made).unwrap();
    assert_eq!((image.width(), image.height()), (1200, 1600));
    site.run(&["build", "-o", "again", "-q"]).exits(0);
    assert_eq!(&tree(&site.path().join("again"))["files/photos/zhang.jpg"], made);
}

#[test]
fn only_files_that_published_records_name_are_published() {
    let site = Site::village();
    for name in ["named", "draft", "unnamed"] {
        site.write(&format!("content/{name}.png"), encoded(ImageFormat::Png, 8, 8));
    }
    site.write("content/named.txt", "as it is");
    site.write("content/page.md", "# Page\n\n![a](named.png) [b](named.txt)\n");
    site.write("content/draft.md", "---\ndraft: true\n---\n# Draft\n\n![a](draft.png)\n");
    site.run(&["build"]).exits(0);
    let published = tree(&site.public());
    let files: Vec<&str> =
        published.keys().filter(|path| path.starts_with("files/")).map(String::as_str).collect();
    assert_eq!(files, ["files/named.png", "files/named.txt"]);
    assert_eq!(published["files/named.txt"], b"as it is");
}

#[test]
fn what_cannot_be_published_is_told_at_its_place() {
    let site = Site::village();
    let whole = encoded(ImageFormat::Jpeg, 64, 64);
    site.write("content/cut.jpg", &whole[..whole.len() - 40]);
    site.write("content/none.jpg", "no picture");
    site.write(
        "content/script.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    );
    site.write("content/moving.gif", b"GIF89a\x01\0\x01\0\0\0\0;");
    // What a bomb says of itself, as WebP: 16,383 by 16,383 pixels.
    site.write(
        "content/bomb.webp",
        b"RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0\x2f\xfe\xbf\xff\x0f\0\0\0\0\0\0\0\0\0\0\0\0\0",
    );
    let names = ["cut.jpg", "none.jpg", "script.svg", "moving.gif", "bomb.webp"];
    let text: String = names.map(|name| format!("![]({name})\n")).concat();
    site.write("content/page.md", format!("# Page\n\n{text}"));
    let ran = site.run(&["check", "--format", "short", "--lang", "en"]).exits(1);
    let rules = ["broken", "broken", "format", "format", "oversized"];
    for (line, rule) in (3..).zip(rules) {
        let told = format!("content/page.md:{line}:1: error[picture-{rule}]");
        assert!(ran.stdout.contains(&told), "no {told} in {}", ran.stdout);
    }
}
