//! Every figure of a township over 24 months against figures worked out by other means, the open data against an
//! independent validator, and drafts that leave no trace. `tests/figures` makes the township and compares; without
//! Python, or without the validator, these tests say so and pass.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::harness::{Site, assert_same, root, tree};

/// The last day of a year, and a day in the next.
const DAYS: [&str; 2] = ["2025-12-31", "2026-01-15"];

fn python(script: &str, arguments: &[&str]) -> Option<Output> {
    let mut command = Command::new("python3");
    command.arg(root().join("tests/figures").join(script)).args(arguments);
    let ran = command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUTF8", "1").output();
    ran.inspect_err(|_| eprintln!("skipped: there is no python3 on this machine")).ok()
}

/// The township, with drafts, sources and thresholds or without.
fn township(drafts: bool) -> Option<Site> {
    let site = Site::empty();
    let folder = site.path().to_str().unwrap();
    let arguments = if drafts { vec![folder] } else { vec![folder, "--plain"] };
    let made = python("board.py", &arguments)?;
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    Some(site)
}

/// Compares all pages, and the reports of a quarter and of a year.
fn compare(site: &Site, day: &str) -> Option<(bool, String)> {
    let mut arguments = vec![site.public().to_str().unwrap().to_owned(), day.to_owned()];
    for period in ["2025-q4", "2024"] {
        let ran = site.run(&["report", period, "--as-of", day, "--format", "json"]).exits(0);
        let path = format!("report-{period}.json");
        site.write(&path, ran.stdout);
        arguments.push(site.path().join(path).to_str().unwrap().to_owned());
    }
    let ran = python("check.py", &arguments.iter().map(String::as_str).collect::<Vec<_>>())?;
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    Some((ran.status.success(), said))
}

#[test]
fn every_figure_is_what_another_hand_works_out() {
    for day in DAYS {
        let Some(site) = township(true) else { return };
        site.run(&["build", "-q", "--as-of", day]).exits(0);
        let Some((right, said)) = compare(&site, day) else { return };
        assert!(right, "{said}");
        let compared: usize = said.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0);
        assert!(compared > 7_000, "{said}");
    }
}

#[test]
fn one_wrong_figure_is_found() {
    let Some(site) = township(true) else { return };
    site.run(&["build", "-q", "--as-of", DAYS[1]]).exits(0);
    for (path, from, to) in [
        ("public/ratings/star/2025/index.html", "应评 8 人", "应评 7 人"),
        ("public/grids/g11/index.html", "近 12 期做了", "近 11 期做了"),
        ("public/replies/index.html", "用了 2 天", "用了 1 天"),
    ] {
        let whole = std::fs::read(site.path().join(path)).unwrap();
        site.edit(path, from, to);
        let Some((right, said)) = compare(&site, DAYS[1]) else { return };
        assert!(!right && said.contains("1 differ"), "{path}: {said}");
        site.write(path, whole);
    }
}

#[test]
fn drafts_sources_and_thresholds_leave_no_trace() {
    let (Some(with), Some(without)) = (township(true), township(false)) else { return };
    for site in [&with, &without] {
        site.run(&["build", "-q", "--as-of", DAYS[1]]).exits(0);
    }
    let published = tree(&with.public());
    assert_same(&published, &tree(&without.public()));
    let told =
        |format| with.run(&["report", "2025-12", "--as-of", DAYS[1], "--format", format]).exits(0).stdout;
    let report = told("csv") + &told("table");
    for internal in ["金丝雀self", "金丝雀public", "11.11", "24.68", "61.37", "缺项"] {
        assert!(report.contains(internal), "the report tells {internal}: {report}");
        for (path, bytes) in &published {
            let found = bytes.windows(internal.len()).any(|window| window == internal.as_bytes());
            assert!(!found, "{path} holds {internal}");
        }
    }
}

/// The validator: the one that `.ci/run` installs, else any on this machine.
fn frictionless(package: &Path) -> Option<Output> {
    let installed = root().join("target/frictionless/bin/frictionless");
    let program = if installed.exists() { installed } else { PathBuf::from("frictionless") };
    let ran = Command::new(program).arg("validate").arg(package).output();
    ran.inspect_err(|_| eprintln!("skipped: the validator `frictionless` is not installed (see .ci/run)"))
        .ok()
}

#[test]
fn the_open_data_is_valid_to_an_independent_validator() {
    let site = Site::empty();
    site.copy_from(root());
    site.run(&["build", "-q", "--as-of", "2026-11-22"]).exits(0);
    let package = site.public().join("data/datapackage.json");
    let Some(ran) = frictionless(&package) else { return };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    for (path, from, to) in
        [("public/data/replies.csv", "2026-01-19", "上周一"), ("public/data/ratings.csv", "总分", "分")]
    {
        let whole = std::fs::read(site.path().join(path)).unwrap();
        site.edit(path, from, to);
        let ran = frictionless(&package).unwrap();
        assert!(!ran.status.success(), "{path} is told from a valid one");
        site.write(path, whole);
    }
}
