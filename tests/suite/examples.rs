//! Every board of the repository: sound with warnings denied, every link leads somewhere, and its figures are those of
//! the documents it was written from.
//!
//! `tests/boards-figures/NAME.txt` holds one question a line, `|` between its four parts: what is asked (a table of
//! `data/`, or `page PATH`), conditions on rows (`key=value, …`; an empty value means none), the question (`count`,
//! `sum KEY`, a key that has one value in all rows, or `holds` for a page), and the answer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::browser::{chromium, node, say};
use super::harness::{Site, root, tree};
use super::reaching::{dangling, misdialled, unreached};

/// Small boards end in March; the others go on until November.
const UNTIL_MARCH: [&str; 4] = ["hamlet", "two-networks", "village", "village-en"];

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
            let differing = lines.filter_map(|line| difference(&site, line));
            wrong.extend(differing.map(|line| format!("{table}: {line}")));
            asked.insert(table);
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
    let told = |line| difference(&site, line);
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
}

/// What is wrong with the answer to a line of a table.
fn difference(site: &Site, line: &str) -> Option<String> {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let [subject, conditions, question, wanted] = parts[..] else {
        return Some(format!("{line}: four parts"));
    };
    let found = match subject.strip_prefix("page ") {
        Some(page) => {
            let text = fs::read_to_string(site.public().join(page)).unwrap_or_default();
            if text.contains(wanted) { wanted.to_owned() } else { "nothing".to_owned() }
        }
        None => answer(site, subject, conditions, question),
    };
    (found != wanted).then(|| format!("{line}: found {found}"))
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
