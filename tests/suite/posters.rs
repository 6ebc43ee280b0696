//! Posters, bulletins and cards: the PDFs are read back with poppler, qpdf and zbar.

mod asked;
mod hand;
mod long;
mod paper;
mod refused;
mod sizes;
mod tools;
mod web_font;

use std::path::PathBuf;

use super::harness::{Ran, Site};

/// Where QR codes of these boards lead.
const BASE_URL: &str = "https://shi.example.cn/gongkai";

/// The small village with an address.
fn village() -> Site {
    let site = Site::village();
    site.edit("content/site.yaml", "热线:", &format!("网址: {BASE_URL}/\n热线:"));
    site
}

/// Runs `poster` with `arguments`; the folder it writes into.
#[track_caller]
fn printed(site: &Site, arguments: &[&str]) -> PathBuf {
    print(site, arguments).exits(0);
    site.path().join("posters")
}

fn print(site: &Site, arguments: &[&str]) -> Ran {
    let arguments: Vec<&str> = ["poster", "--lang", "en"].iter().chain(arguments).copied().collect();
    site.run(&arguments)
}

/// Names in a folder, hidden ones too; none where there is no folder.
fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(not(feature = "posters"))]
#[test]
fn a_program_without_posters_says_so() {
    let site = village();
    for arguments in [&["poster", "--lang", "en"][..], &["build", "--posters", "--lang", "en"]] {
        let ran = site.run(arguments).exits(2);
        assert!(ran.stderr.contains("compiled without posters"), "{}", ran.stderr);
    }
    assert!(!site.path().join("posters").exists() && !site.public().exists());
}
