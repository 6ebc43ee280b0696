//! A module imports only from the rows above it, and what publishes never sees what is private.

use std::fs;
use std::path::Path;

use super::harness::root;

/// The order in which the data goes, as `src/lib.rs` declares it: each row may use the rows before it.
fn rows() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    declared.map(str::to_owned).collect()
}

/// Rows through which everything public passes.
const PUBLIC: &[&str] = &["site", "render", "publish", "watch", "serve"];

/// The doors to private facts.
const PRIVATE: &[&str] = &["private", "register", "Register", "Private", "reveal"];

/// Every source file with its row and its code without comments.
fn sources() -> Vec<(String, String, String)> {
    let src = root().join("src");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(&src).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.path().extension().is_none_or(|kind| kind != "rs") {
            continue;
        }
        let path = entry.path().strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        let row = path.split(['/', '.']).next().unwrap().to_owned();
        found.push((path, row, code(entry.path())));
    }
    found
}

fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    lines.collect::<Vec<_>>().join("\n")
}

/// The top-level names that `code` takes from the crate, in `crate::a::b` as in `crate::{a::b, c}`.
fn imports(code: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with('$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.push(word(rest));
            continue;
        };
        let mut depth = 1;
        let mut starts = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' => starts = depth == 1,
                c if starts && !c.is_whitespace() => {
                    names.push(word(&group[at..]));
                    starts = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    names
}

fn word(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default()
}

#[test]
fn a_module_imports_only_from_rows_above_it() {
    let rows = rows();
    assert!(rows.len() > 30);
    let place = |name: &str| rows.iter().position(|row| *row == name);
    let mut wrong = Vec::new();
    for (path, row, code) in sources() {
        if matches!(row.as_str(), "lib" | "main") {
            continue;
        }
        let Some(own) = place(&row) else {
            wrong.push(format!("src/{path} belongs to no row"));
            continue;
        };
        for name in imports(&code) {
            // `text!` is exported at the root by `diagnostic`.
            let name = if name == "text" { "diagnostic" } else { name };
            match place(name) {
                Some(other) if other <= own => {}
                _ => wrong.push(format!("src/{path} imports {name}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_the_design_names_every_row_in_its_order() {
    let design = fs::read_to_string(root().join("docs/design.md")).unwrap();
    let (_, table) = design.split_once("| module | its one reason |\n|---|---|\n").unwrap();
    let lines = table.lines().take_while(|line| line.starts_with('|'));
    let named: Vec<&str> = lines.map(|line| line.split('`').nth(1).unwrap()).collect();
    assert_eq!(named, rows());
}

/// Whether a file is compiled for tests only.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.ends_with("/fixture.rs")
}

#[test]
fn what_makes_public_things_takes_nothing_from_load() {
    let mut wrong = Vec::new();
    for (path, row, code) in sources() {
        if PUBLIC.contains(&row.as_str()) && !is_test(&path) && imports(&code).contains(&"load") {
            wrong.push(format!("src/{path} imports load"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_publishes_never_names_what_is_private() {
    let mut wrong = Vec::new();
    for (path, row, code) in sources() {
        if !PUBLIC.contains(&row.as_str()) {
            continue;
        }
        wrong.extend(private(&code).map(|word| format!("src/{path} names {word}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_take_counts_of_people_only_as_they_may_be_shown() {
    let raw = ["declared_population", "listed_population", "Total::People"];
    let mut wrong = Vec::new();
    for (path, row, code) in sources() {
        if PUBLIC.contains(&row.as_str()) {
            // What is passed over by its name is not read.
            let is_read =
                |name: &&&str| code.matches(**name).count() > code.matches(&format!("{name}: _")).count();
            wrong.extend(raw.iter().filter(is_read).map(|name| format!("src/{path}: {name}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The doors to private facts that `code` names. A function called `register` is no such door.
fn private(code: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let starts = code.char_indices().scan(' ', move |before, (at, c)| {
        let is_start = is_part(c) && !is_part(*before);
        *before = c;
        Some((at, is_start))
    });
    starts.filter(|(_, is_start)| *is_start).map(|(at, _)| &code[at..]).filter_map(|rest| {
        let word = word(rest);
        let is_call = word == "register" && rest[word.len()..].starts_with('(');
        (PRIVATE.contains(&word) && !is_call).then_some(word)
    })
}

#[test]
fn doors_are_told_from_functions() {
    let code =
        "fn register(x) {} y.register_filter(); records.register; model::register::Register; z.reveal()";
    assert_eq!(private(code).collect::<Vec<_>>(), ["register", "register", "Register", "reveal"]);
}

#[test]
fn grouped_imports_are_understood() {
    let code =
        "use crate::{\n    site::{urls, View},\n    cli,\n};\nuse crate::load::x; $crate::y; crate::text!()";
    assert_eq!(imports(code), ["site", "cli", "load", "text"]);
}
