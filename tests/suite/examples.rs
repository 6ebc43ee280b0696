//! Every board of the repository: sound with warnings denied, every link leads somewhere, and its figures are those of
//! the documents it was written from.
//!
//! `tests/boards-figures/NAME.txt` holds one question a line, `|` between its four parts: what is asked (a table of
//! `data/`, `page PATH`, or `report SCHEME PERIOD`), conditions on rows (`key=value, …`; an empty value means none), the
//! question (`count`, `sum KEY`, a key that has one value in all rows, or `holds` and `lacks` for a text), and the
//! answer. A line that begins with `## ` names the row of the board's README that the questions below it are about.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::browser::{chromium, node, say};
use super::harness::{Site, root, tree};
use super::reaching::{dangling, misdialled, unreached};

/// Small boards end in March; the others go on until November.
const UNTIL_MARCH: [&str; 5] = ["county", "hamlet", "two-networks", "village", "village-en"];

/// Every board by its name, with the day it is judged on.
pub fn boards() -> BTreeMap<String, (PathBuf, &'static str)> {
    let mut boards = BTreeMap::from([("tulingdi".to_owned(), (root().to_owned(), "2026-11-22"))]);
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.join("content").is_dir() {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let day = if UNTIL_MARCH.contains(&name.as_str()) { "2026-03-31" } else { "2026-11-22" };
            boards.insert(name, (path, day));
        }
    }
    boards
}

/// The board, built without a warning but of what is to be replaced in those to begin with.
fn built(folder: &Path, day: &str) -> Site {
    let site = Site::empty();
    site.copy_from(folder);
    let below = fs::read_to_string(folder.join("boards.txt")).unwrap_or_default();
    for below in below.lines().filter(|line| !line.starts_with('#')) {
        let from = folder.join(below);
        let to = Path::new("build").join(from.file_name().unwrap());
        let ran = site.run(&[
            "build",
            "-q",
            "--as-of",
            day,
            "-s",
            from.to_str().unwrap(),
            "-o",
            to.to_str().unwrap(),
        ]);
        assert_eq!(ran.code, Some(0), "{}: {}", from.display(), ran.stderr);
    }
    let ran = site.run(&["build", "-q", "--format", "short", "--as-of", day]);
    assert_eq!(ran.code, Some(0), "{}: {}", folder.display(), ran.stderr);
    let is_start = folder.file_name().is_some_and(|name| UNTIL_MARCH.iter().any(|start| name == *start));
    for line in ran.stderr.lines().filter(|line| line.contains(": warning[")) {
        assert!(is_start && line.contains("[placeholder-left]"), "{}: {line}", folder.display());
    }
    site
}

#[test]
fn every_board_is_sound_and_its_figures_are_those_of_the_documents() {
    let boards = boards();
    let mut wrong = Vec::new();
    let mut asked = BTreeSet::new();
    let mut sites = Vec::new();
    for (name, (folder, day)) in &boards {
        let site = built(folder, day);
        wrong.extend(dangling(&site).into_iter().map(|link| format!("{name}: {link}")));
        wrong.extend(unreached(&site).into_iter().map(|page| format!("{name}: nothing leads to {page}")));
        wrong.extend(misdialled(&site).into_iter().map(|fault| format!("{name}: {fault}")));
        let table = format!("tests/boards-figures/{name}.txt");
        if let Ok(questions) = fs::read_to_string(root().join(&table)) {
            let lines = questions.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
            let differing = lines.filter_map(|line| difference(&site, day, line));
            wrong.extend(differing.map(|line| format!("{table}: {line}")));
            asked.insert(table);
            // That of the repository is about the program.
            let readme = fs::read_to_string(folder.join("README.md")).unwrap_or_default();
            let readme = if *folder == root() { String::new() } else { readme };
            wrong.extend(unasked(&readme, &questions).into_iter().map(|fault| format!("{name}: {fault}")));
        }
        sites.push(site);
    }
    for path in tree(&root().join("tests/boards-figures")).keys() {
        let path = format!("tests/boards-figures/{path}");
        assert!(asked.contains(&path), "{path} names no board");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let Some((node, chromium)) = node().zip(chromium()) else { return };
    // The demonstration is looked through beside its look-up.
    let others = sites.iter().zip(boards.keys()).filter(|(_, name)| *name != "tulingdi");
    let ran = Command::new(node)
        .arg(root().join("tests/browser/boards.js"))
        .arg(chromium)
        .args(others.map(|(site, _)| site.public()))
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
    say(said.lines().find(|line| line.starts_with("browser checks: ")).unwrap_or_default());
}

#[test]
fn a_figure_that_differs_is_told() {
    let site = Site::empty();
    let rows = r#"[{"id": "a", "kind": null, "n": 2}, {"id": "b", "kind": "x", "n": 3}]"#;
    site.write("public/data/grids.json", rows);
    site.write("public/index.html", "<p>共 961 个</p>");
    let told = |line| difference(&site, "2026-11-22", line);
    for right in
        ["grids | | count | 2", "grids | kind= | count | 1", "grids | | sum n | 5", "grids | id=b | n | 3"]
    {
        assert_eq!(told(right), None, "{right}");
    }
    assert_eq!(told("page index.html | | holds | 961"), None);
    assert_eq!(told("grids | | sum n | 6").unwrap(), "grids | | sum n | 6: found 5");
    assert_eq!(told("grids | | n | 3").unwrap(), "grids | | n | 3: found 2, 3");
    assert!(told("grids | id=c | n | 3").is_some(), "no row");
    assert!(told("page index.html | | holds | 962").is_some());
    assert!(told("page index.html | | lacks | 961").is_some());
    assert_eq!(told("page index.html | | lacks | 962"), None);
    assert!(told("page none.html | | lacks | 962").is_some(), "no page");
}

#[test]
fn a_claim_that_nobody_asks_about_is_told() {
    let readme = "| 一条 | 记录 | 页面 | 不公开的 |\n|---|---|---|---|\n| 甲 | x | y | |\n| 乙 | x | y | 名字 |\n\n共 2 条，1 条另有\n";
    assert!(unasked(readme, "## 甲\na | | count | 1\n## 乙\nb | | count | 1\n").is_empty());
    assert_eq!(unasked(readme, "## 甲\n## 乙\nb | | count | 1\n").len(), 1);
    assert_eq!(unasked(readme, "## 甲\na | | count | 1\n## 丙\nb | | count | 1\n").len(), 2);
    assert_eq!(
        unasked(&readme.replace("1 条", "2 条"), "## 甲\na|\n## 乙\nb|\n").len(),
        1,
        "counted wrongly"
    );
}

/// The rows of a README's table that no question is about, questions about no row, and sums that are wrong.
fn unasked(readme: &str, questions: &str) -> Vec<String> {
    let mut rows = readme.lines().filter(|line| line.starts_with("| ")).skip(1).peekable();
    if rows.peek().is_none() {
        return Vec::new();
    }
    let cells: Vec<Vec<&str>> =
        rows.map(|row| row.trim().trim_matches('|').split('|').map(str::trim).collect()).collect();
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    let mut about = None;
    for line in questions.lines() {
        match line.strip_prefix("## ") {
            Some(row) => about = Some(row),
            None => {
                let is_question = line.contains('|') && !line.starts_with('#');
                *asked.entry(about.unwrap_or_default()).or_default() += usize::from(is_question);
            }
        }
    }
    let mut wrong: Vec<String> = Vec::new();
    for row in &cells {
        if asked.remove(row[0]).unwrap_or_default() == 0 {
            wrong.push(format!("nothing is asked about the row {}", row[0]));
        }
    }
    asked.remove("");
    wrong.extend(asked.keys().map(|row| format!("its README has no row {row}")));
    let kept_back = cells.iter().filter(|row| row.last().is_some_and(|cell| !cell.is_empty())).count();
    for sum in [format!("共 {} 条", cells.len()), format!("{kept_back} 条")] {
        if !readme.contains(&sum) {
            wrong.push(format!("its README does not say: {sum}"));
        }
    }
    wrong
}

/// What is wrong with the answer to a line of a table.
fn difference(site: &Site, day: &str, line: &str) -> Option<String> {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let [subject, conditions, question, wanted] = parts[..] else {
        return Some(format!("{line}: four parts"));
    };
    let text = match subject.split_once(' ') {
        Some(("page", page)) => fs::read_to_string(site.public().join(page)).ok(),
        Some(("report", of)) => {
            let (scheme, period) = of.split_once(' ').expect("scheme and period");
            let ran = site.run(&["report", "--scheme", scheme, period, "--as-of", day, "--lang", "zh"]);
            Some(ran.stdout).filter(|_| ran.code == Some(0))
        }
        _ => {
            let found = answer(site, subject, conditions, question);
            return (found != wanted).then(|| format!("{line}: found {found}"));
        }
    };
    let is_so = text.is_some_and(|text| text.contains(wanted) == (question == "holds"));
    (!is_so).then(|| format!("{line}: it is not so"))
}

fn answer(site: &Site, table: &str, conditions: &str, question: &str) -> String {
    let path = site.public().join(format!("data/{table}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    let rows: Vec<Value> = serde_json::from_str(&text).unwrap();
    let conditions: Vec<(&str, &str)> = conditions
        .split(',')
        .filter(|condition| !condition.trim().is_empty())
        .map(|condition| condition.trim().split_once('=').expect("key=value"))
        .collect();
    let fits = |row: &&Value| conditions.iter().all(|(key, value)| shown(&row[*key]) == *value);
    let rows: Vec<&Value> = rows.iter().filter(fits).collect();
    match question.split_once(' ') {
        _ if question == "count" => rows.len().to_string(),
        Some(("sum", key)) => {
            rows.iter().map(|row| row[key].as_f64().unwrap_or(0.0)).sum::<f64>().to_string()
        }
        _ => {
            let found: BTreeSet<String> = rows.iter().map(|row| shown(&row[question])).collect();
            found.into_iter().collect::<Vec<String>>().join(", ")
        }
    }
}

/// A cell as the table of questions writes it.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
