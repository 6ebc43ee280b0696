//! Every rule of every stage is explained, in both languages, by examples that do and do not break it. Those whose
//! examples are records prove themselves in `src/check/cases.rs`; here are the rest, and what cannot be written down.

use std::fs;
use std::io::{Cursor, Write};

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::check::table;
use gongkailan::diagnostic::{Rule, example};
use gongkailan::pipeline::{self, Printing, Request};
use gongkailan::render::paper::AVAILABLE;
use gongkailan::render::paper::cache::SheetCache;
use gongkailan::site::posters::WantedSheets;
use gongkailan::site::view::SheetKind;
use image::{DynamicImage, ImageFormat, RgbImage};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::harness::{Site, root};

/// The rules that the board breaks when it is built, or printed where the rule is about paper.
fn broken(site: &Site, rule: &Rule) -> Vec<&'static str> {
    let as_of = AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
    let request = Request { site: site.path(), as_of, base_url: None, deny_warnings: false };
    let made = match PAPER.contains(&rule.name) {
        false => pipeline::make(&request, &mut |_| {}).unwrap(),
        true => printed(&request),
    };
    made.diagnostics.iter().map(|problem| problem.rule.name).collect()
}

/// Rules that only paper can break.
const PAPER: [&str; 3] = ["glyph-missing", "base-url-missing", "theme-font"];

/// Every sheet of the board. What is no fault of the rule in question (there is no address) is left out.
fn printed(request: &Request<'_>) -> pipeline::Made {
    let (wanted, kept) =
        (WantedSheets { kinds: vec![SheetKind::Grid], ..WantedSheets::default() }, SheetCache::default());
    let printing = Printing {
        wanted: &wanted,
        archive: false,
        preview: false,
        system_fonts: false,
        kept: &kept,
        tick: &|_| {},
    };
    pipeline::print(request, &printing, &mut |_| {}).unwrap().made
}

fn laid_out(example: &str) -> Site {
    let site = Site::empty();
    for (path, bytes) in example::files(example) {
        site.write(&path, bytes);
    }
    site
}

/// A board that breaks a rule whose example cannot be written down.
fn made_for(rule: &Rule) -> Option<Site> {
    let site = laid_out("members:\n  - {name: 张三, photo: photo.jpg}\n");
    let picture = |width, height| {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(RgbImage::new(width, height)).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    };
    match rule.name {
        "file-unreadable" => {
            let made =
                std::process::Command::new("mkfifo").arg(site.path().join("content/pipe.yaml")).status();
            if !made.is_ok_and(|made| made.success()) {
                eprintln!("skipped: no pipes here");
                return None;
            }
            site.write("content/photo.jpg", picture(8, 8));
        }
        "attachment-pictures" => {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            zip.start_file("photo.jpg", SimpleFileOptions::default()).unwrap();
            zip.write_all(&picture(8, 8)).unwrap();
            site.write("content/photos.zip", zip.finish().unwrap().into_inner());
            site.write("content/page.md", "# 说明\n\n[照片](photos.zip)\n");
            site.write("content/photo.jpg", picture(8, 8));
        }
        "picture-large" => site.write("content/photo.jpg", picture(2400, 1800)),
        "picture-located" => {
            let plain = picture(8, 8);
            let mut exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0".to_vec();
            exif.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0]);
            exif.extend([0; 4]);
            exif.extend([1, 0, 2, 0, 5, 0, 3, 0, 0, 0, 44, 0, 0, 0]);
            exif.extend([0; 4 + 24]);
            let length = (exif.len() as u16 + 2).to_be_bytes();
            site.write(
                "content/photo.jpg",
                [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat(),
            );
        }
        // What a bomb says of itself, as WebP: 16,383 by 16,383 pixels.
        "picture-oversized" => {
            site.edit("content/records.yaml", "photo.jpg", "photo.webp");
            site.write(
                "content/photo.webp",
                b"RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0\x2f\xfe\xbf\xff\x0f\0\0\0\0\0\0\0\0\0\0\0\0\0",
            );
        }
        "commitment-altered" => return Some(promised("due: 2026-06-30", "due: 2026-09-30")),
        "record-vanished" => return Some(promised(LAMP, "")),
        "rating-altered" => return Some(promised("scores: [55, 38]", "scores: [55, 36]")),
        "notice-taken-down" => {
            let site = promised("title: 修通机耕路", "title: 修通机耕路");
            fs::remove_file(site.path().join("content/notice.md")).unwrap();
            return Some(site);
        }
        name => panic!("{name} has no example: write one, or a board for it here"),
    }
    Some(site)
}

/// A promise.
const LAMP: &str =
    "  - {id: lamp, by: 李二, title: 装路灯, made: 2026-01-05, due: 2026-12-31, target: 8 盏}\n";

/// A village that published, and then changed `from` into `to`.
fn promised(from: &str, to: &str) -> Site {
    let site = Site::village();
    site.write(
        "content/notice.md",
        "---\ntitle: 停水通知\nkind: notice\ndate: 2026-03-20\nexpires: 2026-05-31\n---\n\n水管检修。\n",
    );
    site.edit("content/records.yaml", "commitments:\n", &format!("commitments:\n{LAMP}"));
    site.run(&["publish", "-q"]).exits(0);
    site.edit("content/records.yaml", from, to);
    site
}

#[test]
fn what_no_record_shows_is_broken_by_its_example_or_a_board_made_for_it() {
    let proved: Vec<&str> =
        table::all().filter(|rule| !rule.bad().is_empty()).map(|rule| rule.name).collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for rule in pipeline::rules().into_iter().filter(|rule| !proved.contains(&rule.name)) {
        if PAPER.contains(&rule.name) && !AVAILABLE {
            continue;
        }
        count += 1;
        let site = if rule.bad().is_empty() { made_for(rule) } else { Some(laid_out(&rule.bad())) };
        if let Some(found) = site.map(|site| broken(&site, rule)).filter(|found| *found != [rule.name]) {
            wrong.push(format!("{}: bad gives {found:?}", rule.name));
        }
        let found = broken(&laid_out(&rule.good()), rule);
        if !found.is_empty() {
            wrong.push(format!("{}: good gives {found:?}", rule.name));
        }
    }
    assert!(count > 5 && wrong.is_empty(), "{count} rules\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_speaks_both_languages_and_is_named_after_its_fault() {
    for rule in pipeline::rules() {
        assert!(rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.name);
        for said in [rule.what, rule.why] {
            assert!(said.zh.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{}", rule.name);
            assert!(said.en.is_ascii() || said.en.split(' ').count() > 3, "{}: {}", rule.name, said.en);
        }
        let page = fs::read_to_string(root().join(format!("docs/rules/{}.md", rule.name))).unwrap();
        assert!(page.contains(rule.what.zh) && page.contains(rule.why.en), "{}", rule.name);
    }
}
