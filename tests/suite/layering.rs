//! A module imports only from the rows above it, and what publishes never sees what is private.

use std::collections::{BTreeMap, BTreeSet};
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

/// Names and signs of `code`, one after the other.
fn tokens(code: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            c if is_part(c) => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            c => c.len_utf8(),
        };
        found.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    found
}

/// A path that a file names.
#[derive(Debug, PartialEq)]
struct Named<'c> {
    path: Vec<&'c str>,
    /// What it is called in the file, if it is imported.
    alias: Option<&'c str>,
    /// Whether it is handed on by `pub use`.
    is_shared: bool,
}

/// Every path in `tokens`, what stands in braces written out: `crate::{a::b, c}` is two.
fn paths<'c>(tokens: &[&'c str]) -> Vec<Named<'c>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let before = |back: usize| at.checked_sub(back).map(|at| tokens[at]);
        let is_import = tokens[at] == "use";
        let is_shared = is_import && matches!(before(1), Some("pub" | ")"));
        // Neither a macro's own path nor that of `pub(in …)`.
        let is_other = before(1) == Some("$") || (before(2), before(1)) == (Some("("), Some("in"));
        let is_path = tokens.get(at + 1) == Some(&"::") && !word(tokens[at]).is_empty();
        at += usize::from(is_import);
        let mut written = Vec::new();
        match is_import || is_path {
            true => tree(tokens, &mut at, &[], &mut written),
            false => at += 1,
        }
        let named = |(path, alias)| Named { path, alias: is_import.then_some(alias), is_shared };
        found.extend(written.into_iter().filter(|_| !is_other).map(named));
    }
    found
}

/// Adds the paths that begin behind `before` at `tokens[*at]`, each with the name by which it is known.
fn tree<'c>(
    tokens: &[&'c str],
    at: &mut usize,
    before: &[&'c str],
    found: &mut Vec<(Vec<&'c str>, &'c str)>,
) {
    let mut path = before.to_vec();
    while let Some(&token) = tokens.get(*at) {
        *at += 1;
        match token {
            "{" => {
                while tokens.get(*at).is_some_and(|token| *token != "}") {
                    match tokens[*at] {
                        "," => *at += 1,
                        _ => tree(tokens, at, &path, found),
                    }
                }
                *at += 1;
                return;
            }
            "self" if !path.is_empty() => {}
            name => path.push(name),
        }
        match tokens.get(*at..*at + 2) {
            Some(["::", next]) if *next == "{" || *next == "*" || !word(next).is_empty() => *at += 1,
            _ => break,
        }
    }
    let mut alias = path.last().copied().unwrap_or_default();
    if let Some(["as", name]) = tokens.get(*at..*at + 2) {
        alias = name;
        *at += 2;
    }
    found.push((path, alias));
}

/// The top-level names that `code` takes from the crate, in `crate::a::b` as in `crate::{a::b, c}`.
fn imports(code: &str) -> Vec<&str> {
    let paths = paths(&tokens(code)).into_iter();
    paths.filter(|named| named.path[0] == "crate").filter_map(|named| named.path.get(1).copied()).collect()
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

/// The files of the program without their tests, by module: `load::file`.
struct Files {
    sources: Vec<(String, String)>,
    modules: BTreeMap<String, usize>,
}

impl Files {
    fn read() -> Files {
        let sources = sources().into_iter().filter(|(path, ..)| !is_test(path) && path != "main.rs");
        let plain =
            |code: &str| code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        let sources: Vec<(String, String)> = sources.map(|(path, _, code)| (path, plain(&code))).collect();
        let module = |path: &str| {
            let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
            if path == "lib" { String::new() } else { path.replace('/', "::") }
        };
        let modules = sources.iter().zip(0..).map(|((path, _), at)| (module(path), at)).collect();
        Files { sources, modules }
    }

    /// For each file those that it takes something from, wherever that is handed on.
    fn imports(&self) -> BTreeMap<usize, BTreeSet<usize>> {
        let tokens: Vec<Vec<&str>> = self.sources.iter().map(|(_, code)| tokens(code)).collect();
        let named: Vec<Vec<Named<'_>>> = tokens.iter().map(|tokens| paths(tokens)).collect();
        let mut known: Vec<BTreeMap<&str, Vec<&str>>> = vec![BTreeMap::new(); self.sources.len()];
        for (module, &at) in &self.modules {
            for Named { path, alias, .. } in &named[at] {
                let whole = self.whole(module, path, &BTreeMap::new());
                known[at].extend(alias.filter(|alias| *alias != "*").zip(whole));
            }
        }
        let mut edges = BTreeMap::new();
        for (module, &at) in &self.modules {
            // What is only handed on is not taken.
            let parts = tokens[at].split(|token| *token == ";");
            let begin = |part: &[&str]| part.iter().position(|token| ["use", "mod"].contains(token));
            let body: BTreeSet<&str> =
                parts.flat_map(|part| &part[..begin(part).unwrap_or(part.len())]).copied().collect();
            let is_taken = |named: &&Named<'_>| {
                !named.is_shared || named.alias.is_some_and(|alias| body.contains(alias))
            };
            let paths = named[at].iter().filter(is_taken);
            let whole = paths.filter_map(|named| self.whole(module, &named.path, &known[at]));
            let others = whole.map(|path| self.owner(path, &known)).filter(|other| *other != at);
            edges.insert(at, others.collect());
        }
        edges
    }

    /// `path`, as `module` writes it, from the crate on; `known` is what the module imports.
    fn whole<'c>(
        &self,
        module: &'c str,
        path: &[&'c str],
        known: &BTreeMap<&str, Vec<&'c str>>,
    ) -> Option<Vec<&'c str>> {
        let own: Vec<&str> = module.split("::").filter(|name| !name.is_empty()).collect();
        let has_child = self.modules.contains_key(&[&own[..], &path[..1]].concat().join("::"));
        let above = path.iter().take_while(|name| **name == "super").count();
        let (from, rest) = match path[0] {
            "crate" => (Vec::new(), 1),
            "self" => (own, 1),
            "super" => (own[..own.len() - above].to_vec(), above),
            _ if has_child => (own, 0),
            name => (known.get(name)?.clone(), 1),
        };
        Some([&from[..], &path[rest..]].concat())
    }

    /// The file that has what `path` leads to.
    fn owner<'c>(&self, mut path: Vec<&'c str>, known: &[BTreeMap<&'c str, Vec<&'c str>>]) -> usize {
        loop {
            let module = |length: &usize| self.modules.get(&path[..*length].join("::")).copied();
            let length = (0..=path.len()).rev().find(|length| module(length).is_some()).unwrap_or(0);
            let file = self.modules[&path[..length].join("::")];
            let handed = path.get(length).and_then(|name| known[file].get(name));
            let Some(handed) = handed.filter(|handed| path[..length + 1] != handed[..]) else { return file };
            path = [&handed[..], &path[length + 1..]].concat();
        }
    }
}

/// The files of a circle that is met on the way from the last of `way`.
fn circle(
    way: &mut Vec<usize>,
    edges: &BTreeMap<usize, BTreeSet<usize>>,
    done: &mut BTreeSet<usize>,
) -> Option<Vec<usize>> {
    let at = *way.last()?;
    for &next in &edges[&at] {
        if let Some(begin) = way.iter().position(|known| *known == next) {
            return Some(way[begin..].to_vec());
        }
        if !done.contains(&next) {
            way.push(next);
            if let Some(found) = circle(way, edges, done) {
                return Some(found);
            }
            way.pop();
        }
    }
    done.insert(at);
    None
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let files = Files::read();
    let edges = files.imports();
    assert!(edges.values().map(BTreeSet::len).sum::<usize>() > 1_000, "imports are not understood any more");
    let mut done = BTreeSet::new();
    for &at in edges.keys() {
        if let Some(circle) = circle(&mut vec![at], &edges, &mut done) {
            let names: Vec<&str> = circle.iter().map(|at| files.sources[*at].0.as_str()).collect();
            panic!("a circle, each importing the next: {} → {}", names.join(" → "), names[0]);
        }
    }
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

#[test]
fn of_the_export_only_what_makes_internal_sheets_names_what_is_private() {
    // Its head hands the register on, to these two.
    let internal = ["export/mod.rs", "export/internal.rs", "export/scores.rs"];
    let (may, must_not): (Vec<_>, Vec<_>) = sources()
        .into_iter()
        .filter(|(_, row, _)| row == "export")
        .partition(|(path, ..)| internal.contains(&path.as_str()));
    assert!(may.len() == internal.len() && must_not.len() > 4);
    let mut wrong: Vec<String> = Vec::new();
    for (path, _, code) in &must_not {
        wrong.extend(private(code).map(|word| format!("src/{path} names {word}")));
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
    assert_eq!(imports(code), ["site", "site", "cli", "load", "text"]);
}
