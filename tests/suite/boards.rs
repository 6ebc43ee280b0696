//! Fixture boards: what the commands say about them, word for word.
//!
//! A folder of `tests/boards` holds `content/`, `commands` (one command line a line; `check --lang zh` and
//! `check --lang en` when it is missing) and `expected.txt` (exit status, stdout and stderr of each). It may hold
//! `published/`: files that a build must produce with exactly these bytes. `BLESS=1` writes the expectations anew:
//! read the difference before committing it.

use std::env;
use std::fs;
use std::path::Path;

use super::harness::{Site, root, tree};

const DEFAULT: &str = "check --lang zh\ncheck --lang en\n";

#[test]
fn every_board_is_answered_as_expected() {
    let bless = env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let mut folders: Vec<_> =
        fs::read_dir(root().join("tests/boards")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in &folders {
        if let Err(difference) = check(folder, bless) {
            wrong.push(format!("{}: {difference}", folder.file_name().unwrap().display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} boards (BLESS=1 writes them anew):\n{}",
        wrong.len(),
        folders.len(),
        wrong.join("\n")
    );
}

fn check(folder: &Path, bless: bool) -> Result<(), String> {
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name();
        let known = ["content", "themes", "commands", "expected.txt", "published"];
        if !known.iter().any(|known| name == *known) {
            return Err(format!("{} is used by nothing", name.display()));
        }
    }
    let site = Site::empty();
    site.copy_from(folder);
    let commands = fs::read_to_string(folder.join("commands")).unwrap_or_else(|_| DEFAULT.to_owned());
    let mut found = String::new();
    for line in commands.lines().filter(|line| !line.is_empty()) {
        let ran = site.run(&line.split(' ').collect::<Vec<_>>());
        let code = ran.code.map_or("signal".to_owned(), |code| code.to_string());
        found += &format!("$ gongkailan {line}\n[exit {code}]\n");
        for (name, text) in [("stdout", &ran.stdout), ("stderr", &ran.stderr)] {
            if !text.is_empty() {
                found += &format!("[{name}]\n{text}");
            }
        }
        found.push('\n');
    }
    let expected = folder.join("expected.txt");
    if bless {
        fs::write(&expected, &found).unwrap();
    }
    same_text(&found, &fs::read_to_string(&expected).unwrap_or_default())?;
    published(&folder.join("published"), &site, bless)
}

/// Compares the files of `published/` with what the commands published.
fn published(folder: &Path, site: &Site, bless: bool) -> Result<(), String> {
    for (path, expected) in tree(folder) {
        let Ok(found) = fs::read(site.public().join(&path)) else {
            return Err(format!("published/{path} is published by nothing"));
        };
        if bless {
            fs::write(folder.join(&path), &found).unwrap();
        } else if found != expected {
            let [found, expected] =
                [found, expected].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            same_text(&found, &expected).map_err(|difference| format!("published/{path}: {difference}"))?;
        }
    }
    Ok(())
}

/// Says where two texts part.
fn same_text(found: &str, expected: &str) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    let same = found.lines().zip(expected.lines()).take_while(|(found, expected)| found == expected).count();
    let rest =
        |text: &str| text.lines().skip(same).take(12).map(|line| format!("    {line}\n")).collect::<String>();
    Err(format!("differs from line {} on\n  expected\n{}  found\n{}", same + 1, rest(expected), rest(found)))
}
