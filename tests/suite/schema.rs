//! JSON Schema against an independent validator, `check-jsonschema`: what we accept it accepts, and every structural
//! fault it refuses as we do. `.ci/run` installs it; where it is missing this says so.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::diagnostic::{Severity, example};
use gongkailan::pipeline::{self, Request};

use super::harness::{Site, root};

/// Faults that a schema can see: of keys, of the form of values, of words to choose from.
const STRUCTURAL: &[&str] = &[
    "key-unknown",
    "key-missing",
    "value-type",
    "value-unknown",
    "boolean-invalid",
    "number-invalid",
    "date-invalid",
    "month-invalid",
    "key-not-text",
];

/// What each schema must refuse, and what it must accept, as a record file (`-- site --` before settings).
const REFUSED: &[&str] = &[
    "members: [{name: 张三, phnoe: 1}]",
    "成员: []",
    "members: [{title: 组长}]",
    "members: [{name: }]",
    "members: {name: 张三}",
    "members: [张三]",
    "members: [{name: [张三]}]",
    "members: [{name: {a: b}}]",
    "members: [{name: 张三, 姓名: 李四}]",
    "members: [{name: 张三, party_member: 'yes'}]",
    "members: [{name: 张三, party_member: 1}]",
    "members: [{name: 张三, from: 2026-03}]",
    "members: [{name: 张三, from: 长期}]",
    "members: [{name: 张三, from: 26-03-31}]",
    "members: [{name: 张三, from: 2026-02-30}]",
    "members: [{name: 张三, from: 2026年13月1日}]",
    "ratings: [{month: 2026-13, stage: 核定, entries: []}]",
    "members: [{id: a/b, name: 张三}]",
    "grids: [{name: 甲村, level: village, households: 190多人}]",
    "grids: [{name: 甲村, level: village, households: -1}]",
    "grids: [{name: 甲村, level: village, households: 1.5}]",
    "grids: [{name: 甲村, level: village, area_km2: 大}]",
    "grids: [{name: 甲村, level: village, posts: {post: 组长}}]",
    "households: [{id: h-1, grid: a}]",
    "ratings: [{month: 2026年, stage: 核定, entries: []}]",
    "ratings: [{month: 3月, stage: 核定, entries: []}]",
    "ratings: [{month: 2026-03, stage: 审定, entries: [{member: a, scores: [1]}]}]",
    "ratings: [{month: 2026-03, stage: 核定, entries: [{member: a, scores: [良好]}]}]",
    "ratings: [{month: 2026-03, stage: 核定, entries: [{member: a, scores: 90}]}]",
    "replies: [{asked: 2026-01-05, question: [a]}]",
    "commitments: [{title: a, made: 2026-01-05, progress: [{date: 2026-02-01, percent: 九成}]}]",
];

/// What a clerk may leave unquoted or spell otherwise.
const ACCEPTED: &[&str] = &[
    "members: [{name: 张三, phone: 13800138000}]",
    "members: [{姓名: 007, 编号: 12, 电话: 0978}]",
    "members: [{name: no, id: yes}]",
    "members: [{name: 张三, party_member: 是, phone_public: false, title: }]",
    "members: [{name: 张三, from: 2026年3月1日, to: ２０２６-３-２}]",
    "members: [{name: 张三, duties: 走访, private: [1, {a: b}]}]",
    "grids: [{name: 甲村, level: village, households: 85户, area_km2: ３.２}]",
    "households: [{id: 1, door: 3, grid: [a, b], people: }]",
    "ratings: [{month: 2026.3, stage: 核定, entries: [{member: a, scores: [90, ~, 80分]}]}]",
    "ratings: [{month: 2026/3, stage: approved, entries: [{member: a, scores: {学习: , 服务: 90.5}}]}]",
    "members:\ngrids: []",
];

/// The validator, if there is one.
fn validator() -> Option<PathBuf> {
    let own = root().join("target/check-jsonschema/bin/check-jsonschema");
    let found = [own, PathBuf::from("check-jsonschema")]
        .into_iter()
        .find(|path| Command::new(path).arg("--version").output().is_ok_and(|ran| ran.status.success()));
    if found.is_none() {
        eprintln!("skipped: check-jsonschema is not installed (.ci/run sees to it)");
    }
    found
}

/// The files that the validator refuses.
fn refused(program: &PathBuf, schema: &str, files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let ran = Command::new(program)
        .args(["-o", "json", "--schemafile"])
        .arg(root().join("docs/schema").join(schema))
        .args(files)
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| {
        panic!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr))
    });
    let files = |list: &str, key: &str| -> BTreeSet<PathBuf> {
        let found = report[list].as_array().cloned().unwrap_or_default();
        found.iter().filter_map(|one| Some(PathBuf::from(one[key].as_str().or(one.as_str())?))).collect()
    };
    assert!(files("parse_errors", "filename").is_empty(), "{report:#}");
    files("errors", "filename")
}

fn yaml_files(folder: PathBuf) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.map(|entry| entry.into_path());
    files
        .filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
        .partition(|path| path.file_name().is_some_and(|name| name == "site.yaml"))
}

#[test]
fn every_board_is_accepted() {
    let Some(program) = validator() else { return };
    let mut boards = vec![root().join("content"), root().join("tests/boards/village/content")];
    boards.extend(std::fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path()));
    for board in boards {
        let (sites, records) = yaml_files(board);
        assert!(!sites.is_empty() && !records.is_empty());
        assert_eq!(refused(&program, "site.json", &sites), BTreeSet::new());
        assert_eq!(refused(&program, "records.json", &records), BTreeSet::new());
    }
}

/// Whether our own reading finds a structural fault, or another error of reading, in the record file.
fn ours(text: &str) -> Vec<&'static str> {
    let site = Site::empty();
    site.write("content/site.yaml", example::SITE);
    site.write("content/records.yaml", text);
    let as_of = AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
    let request = Request { site: site.path(), as_of, base_url: None, deny_warnings: false };
    let made = pipeline::make(&request, &mut |_| {}).unwrap();
    let errors = made.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| problem.rule.name).collect()
}

#[test]
fn both_refuse_the_same_and_accept_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: String, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("{text}\n")).unwrap();
        path
    };
    let bad: Vec<PathBuf> =
        REFUSED.iter().enumerate().map(|(at, text)| write(format!("bad-{at:02}.yaml"), text)).collect();
    let good: Vec<PathBuf> =
        ACCEPTED.iter().enumerate().map(|(at, text)| write(format!("good-{at:02}.yaml"), text)).collect();
    let mut wrong = Vec::new();
    for text in REFUSED {
        let ours = ours(text);
        let is_told = ours
            .iter()
            .any(|rule| STRUCTURAL.contains(rule) || matches!(*rule, "id-invalid" | "key-duplicate"));
        if !is_told {
            wrong.push(format!("we accept {text}: {ours:?}"));
        }
    }
    for text in ACCEPTED {
        let ours = ours(text);
        if ours.iter().any(|rule| STRUCTURAL.contains(rule) || rule.starts_with("yaml-")) {
            wrong.push(format!("we refuse {text}: {ours:?}"));
        }
    }
    if let Some(program) = validator() {
        let refused = refused(&program, "records.json", &[bad.clone(), good.clone()].concat());
        wrong.extend(
            bad.iter()
                .zip(REFUSED)
                .filter(|(path, _)| !refused.contains(*path))
                .map(|(_, text)| format!("the schema accepts {text}")),
        );
        wrong.extend(
            good.iter()
                .zip(ACCEPTED)
                .filter(|(path, _)| refused.contains(*path))
                .map(|(_, text)| format!("the schema refuses {text}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The examples of the rules themselves: those of structural rules are refused, those without any fault accepted.
#[test]
fn the_examples_of_rules_are_judged_alike() {
    let Some(program) = validator() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (mut bad, mut good) = (Vec::new(), Vec::new());
    for rule in pipeline::rules() {
        for (kind, example, into) in [("bad", rule.bad(), &mut bad), ("good", rule.good(), &mut good)] {
            for (path, bytes) in example::files(&example) {
                let is_records =
                    path.ends_with(".yaml") && !path.ends_with("site.yaml") && path.starts_with("content/");
                if is_records && std::str::from_utf8(&bytes).is_ok() {
                    let path = folder.path().join(format!(
                        "{kind}-{}-{}-{}",
                        rule.name,
                        into.len(),
                        path.replace('/', "-")
                    ));
                    std::fs::write(&path, bytes).unwrap();
                    into.push((rule.name, path));
                }
            }
        }
    }
    let is_structural = |name: &str| STRUCTURAL.contains(&name);
    // The validator's own reader takes `yes` for true and refuses keys that are lists before any schema is asked.
    bad.retain(|(name, _)| is_structural(name) && !["key-not-text", "boolean-invalid"].contains(name));
    let paths: Vec<PathBuf> = bad.iter().chain(&good).map(|(_, path)| path.clone()).collect();
    let refused = refused(&program, "records.json", &paths);
    let missed: Vec<_> = bad.iter().filter(|(_, path)| !refused.contains(path)).collect();
    let wronged: Vec<_> = good.iter().filter(|(_, path)| refused.contains(path)).collect();
    assert!(missed.is_empty() && wronged.is_empty(), "accepted {missed:?}\nrefused {wronged:?}");
}
