//! Every rule proves itself: its bad example gives exactly the faults over the carets, its good example none.

use std::fmt::Write as _;
use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::table;
use crate::calendar::{AsOf, NaiveDate};
use crate::diagnostic::example::{files, is_caret};
use crate::diagnostic::{Diagnostics, Rule, Severity};
use crate::source::{Sources, Span};

/// Loads, resolves and checks the example in a folder of its own.
pub(super) fn run(example: &str) -> (Sources, Diagnostics) {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files(example) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let (loaded, mut out) = crate::load::load(folder.path()).unwrap();
    let (records, problems) = crate::model::resolve(&loaded);
    out.append(problems);
    if let Some(records) = records {
        let as_of = AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
        out.append(super::check(&records.board, &records.register, as_of));
    }
    out.sort(&loaded.sources);
    (loaded.sources, out)
}

/// File, line (from 1) and terminal columns (from 0) of a place; `None` for a whole file or board.
type Place = Option<(String, usize, usize, usize)>;

/// The places that caret lines point out.
fn pointed(example: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (path, bytes) in files(example) {
        let mut above = 0;
        for (index, line) in String::from_utf8_lossy(&bytes).lines().enumerate() {
            if !is_caret(line) {
                above = index + 1;
                continue;
            }
            let mut from = 0;
            while let Some(start) = line[from..].find('^').map(|at| from + at) {
                let width = line[start..].chars().take_while(|c| *c == '^').count();
                places.push(Some((path.clone(), above, start, start + width)));
                from = start + width;
            }
        }
    }
    places
}

/// Where a span stands on its first line.
fn place(sources: &Sources, span: Span) -> Place {
    if span.start == span.end && span.start == 0 {
        return None;
    }
    let source = sources.get(span.file);
    let line = sources.position(span).line;
    let range = source.line_range(line - 1);
    let width = |end: usize| source.text[range.start..end.min(range.end)].width();
    // The comment sign takes the first column.
    Some((source.path.clone(), line, width(span.start as usize).max(1), width(span.end as usize)))
}

/// What is wrong with the rule's examples.
fn failures(rule: &'static Rule) -> String {
    let mut told = String::new();
    let (bad, good) = (rule.bad(), rule.good());
    let (sources, found) = run(&bad);
    let mut own: Vec<Place> = Vec::new();
    for problem in found.iter() {
        if problem.rule.name == rule.name {
            own.push(place(&sources, problem.span));
        } else {
            let at = place(&sources, problem.span);
            let _ =
                writeln!(told, "  bad also gives {} at {at:?}: {}", problem.rule.name, problem.message.en);
        }
    }
    let mut pointed = pointed(&bad);
    own.sort();
    pointed.sort();
    // A comment cannot stand under the file's first column, nor under a fault of the whole file.
    let bare = pointed.is_empty() && own.len() == 1;
    if own != pointed && !bare {
        let _ = writeln!(told, "  bad gives {own:?}\n  instead of {pointed:?}");
    }
    let typed = |example: &'_ str| -> Vec<String> {
        example.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
    };
    let kept = typed(&bad).iter().filter(|line| typed(&good).contains(line)).count();
    if kept * 4 < typed(&bad).len() {
        let _ = writeln!(told, "  good is not bad mended: {kept} lines in common");
    }
    for problem in run(&good).1.iter() {
        let _ = writeln!(told, "  good gives {}: {}", problem.rule.name, problem.message.en);
    }
    told
}

#[test]
fn every_bad_example_is_caught_and_every_good_one_passes() {
    let mut told = String::new();
    // A fault of the machine cannot be written down as an example.
    for rule in table::all().filter(|rule| !rule.bad().is_empty()) {
        let failures = failures(rule);
        if !failures.is_empty() {
            let _ = writeln!(told, "{}\n{failures}", rule.name);
        }
    }
    assert!(told.is_empty(), "\n{told}");
}

#[test]
fn every_rule_has_a_name_of_its_own_and_both_languages() {
    let mut names: Vec<&str> = table::all().map(|rule| rule.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    for rule in table::all() {
        assert!(rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.name);
        for said in [rule.what, rule.why] {
            assert!(said.zh.ends_with(['。', '？']) && said.en.ends_with('.'), "{}", rule.name);
            assert!(
                said.en.is_ascii() || rule.name.starts_with("name-") || said.en.contains(' '),
                "{}",
                rule.name
            );
        }
        assert!(!rule.good().is_empty(), "{}", rule.name);
    }
}

/// Ways in which personal data must not come out again.
#[test]
fn personal_data_is_never_repeated() {
    for secret in ["11010519491231002X", "5555555555554444", "13800138000"] {
        let example = format!(
            "grids:\n  - {{id: g1, name: 东网格, level: grid}}\nhouseholds:\n  - {{id: h-1, door: 王家 {secret}, grid: g1}}\n"
        );
        let (mut sources, found) = run(&example);
        assert!(found.count(Severity::Error) >= 1, "{secret}");
        for problem in found.iter() {
            let related = problem.related.iter().map(|related| &related.message);
            for text in related.chain(&problem.help).chain([&problem.message]) {
                assert!(!text.zh.contains(secret) && !text.en.contains(secret), "{}", problem.rule.name);
            }
        }
        found.hide(&mut sources);
        let personal = found.iter().filter(|problem| problem.rule.name.starts_with("personal-"));
        assert!(
            personal.clone().count() == 1 && personal.clone().all(|problem| sources.is_hidden(problem.span))
        );
    }
}
