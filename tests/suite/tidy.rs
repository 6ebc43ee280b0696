//! Every source file says why it exists and stays short enough to be read at one sitting.

use std::fs;

use super::harness::root;

/// Lines a file may have, unless its opening comment gives the reason after these words.
const LIMIT: usize = 400;
const REASON: &str = "Longer than 400 lines because";

#[test]
fn files_open_with_their_purpose_and_stay_short() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for entry in walkdir::WalkDir::new(root().join(folder)).into_iter().filter_map(Result::ok) {
            if entry.path().extension().is_none_or(|kind| kind != "rs") {
                continue;
            }
            let path = entry.path().strip_prefix(root()).unwrap().display();
            let text = fs::read_to_string(entry.path()).unwrap();
            let opening: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
            if opening.len() < "//! Why.".len() {
                wrong.push(format!("{path} does not open with //! and its purpose"));
            }
            let lines = text.lines().count();
            if lines > LIMIT && !opening.contains(REASON) {
                wrong.push(format!("{path} has {lines} lines and gives no reason"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_open_and_no_module_is_a_drawer() {
    let mut wrong = Vec::new();
    for entry in walkdir::WalkDir::new(root().join("src")).into_iter().filter_map(Result::ok) {
        let path = entry.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if ["utils", "util", "helpers", "helper", "common", "manager", "misc"].contains(&stem) {
            wrong.push(format!("{} is named after nothing", path.display()));
        }
        let Ok(text) = fs::read_to_string(path) else { continue };
        for open in ["todo!(", "unimplemented!(", "allow(dead_code", "allow(unused", "FIXME", "dbg!("] {
            if text.contains(open) {
                wrong.push(format!("{} holds {open}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
