//! Fonts of the machine, for characters that the theme's lack. They differ from machine to machine, so they are read
//! only when asked for.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "reads fonts of the machine")]

use std::collections::BTreeSet;
use std::env;
use std::path::PathBuf;

use ttf_parser::Face;
use walkdir::WalkDir;

use crate::theme::ThemeFile;

/// Where systems keep fonts for all users.
const FOLDERS: [&str; 6] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
    "/system/fonts",
];
/// Where they keep those of one user, below the home folder.
const OWN: [&str; 3] = [".local/share/fonts", ".fonts", "Library/Fonts"];

/// Fonts that have some of `wanted`, by path, until every character is found that any of them has.
pub fn of_machine(wanted: &BTreeSet<char>) -> Vec<(String, ThemeFile)> {
    let mut wanted = wanted.clone();
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from);
    let own = home.iter().flat_map(|home| OWN.iter().map(|folder| home.join(folder)));
    let folders: Vec<PathBuf> = FOLDERS.iter().map(PathBuf::from).chain(own).collect();
    let files = folders.iter().flat_map(|folder| WalkDir::new(folder).follow_links(true).sort_by_file_name());
    let mut found = Vec::new();
    for entry in files.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        let ending = entry.path().extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let is_font = matches!(ending.as_deref(), Some("otf" | "ttf" | "ttc" | "otc"));
        if wanted.is_empty() || !is_font {
            continue;
        }
        let Ok(bytes) = std::fs::read(entry.path()) else { continue };
        let here: Vec<char> = wanted.iter().copied().filter(|&c| has(&bytes, c)).collect();
        if !here.is_empty() {
            wanted.retain(|c| !here.contains(c));
            let path = entry.path().to_string_lossy().into_owned();
            found.push((path, ThemeFile { bytes: bytes.into(), source: None }));
        }
    }
    found
}

fn has(font: &[u8], c: char) -> bool {
    let glyph = Face::parse(font, 0).ok().and_then(|face| face.glyph_index(c));
    glyph.is_some_and(|glyph| glyph.0 != 0)
}
