//! Every board of the repository: sound with warnings denied, every link leads somewhere, and its figures are those of
//! the documents it was written from.
//!
//! `tests/boards-figures/NAME.txt` holds one question a line, `|` between its four parts: what is asked (a table of
//! `data/`, or `page PATH`), conditions on rows (`key=value, …`; an empty value means none), the question (`count`,
//! `sum KEY`, a key that has one value in all rows, or `holds` for a page), and the answer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::browser::{chromium, node, say};
use super::harness::{Site, root, tree};

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
        wrong.extend(orphans(&site).into_iter().map(|page| format!("{name}: nothing leads to {page}")));
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

/// Links of all pages that lead to no file or to no element.
fn dangling(site: &Site) -> Vec<String> {
    let files = tree(&site.public());
    let pages: BTreeMap<&String, String> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes.clone()).unwrap()))
        .collect();
    let ids: BTreeMap<&String, BTreeSet<&str>> =
        pages.iter().map(|(path, html)| (*path, attributes(html, "id").collect())).collect();
    let mut wrong = Vec::new();
    for (path, html) in &pages {
        for link in attributes(html, "href").chain(attributes(html, "src")) {
            if ["tel:", "mailto:", "http:", "https:", "data:"].iter().any(|kind| link.starts_with(kind)) {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let file = file.split('?').next().unwrap_or_default();
            let target = if file.is_empty() { (*path).clone() } else { joined(path, &decoded(file)) };
            let anchor = decoded(anchor);
            // The look-up's script reads what follows its own `#`.
            let is_query = anchor.contains('=');
            let stands = match ids.get(&target) {
                Some(ids) => anchor.is_empty() || is_query || ids.contains(anchor.as_str()),
                None => files.contains_key(&target),
            };
            if !stands {
                wrong.push(format!("{path} leads to {link}"));
            }
        }
    }
    wrong
}

#[test]
fn every_page_of_a_board_with_empty_sections_is_led_to() {
    for board in ["village", "lookup"] {
        let site = Site::empty();
        site.copy_from(&root().join("tests/boards").join(board));
        let settings = fs::read_to_string(site.path().join("content/site.yaml")).unwrap();
        site.write("content/site.yaml", format!("更多语言: [en]\n{settings}"));
        site.run(&["build", "-q"]).exits(0);
        assert_eq!(orphans(&site), [""; 0], "{board}");
        assert!(site.public().join("en/replies/index.html").is_file(), "{board}");
    }
}

/// Pages to which no other leads; `404.html` is shown by hosts.
fn orphans(site: &Site) -> Vec<String> {
    let files = tree(&site.public());
    let pages: Vec<&String> = files.keys().filter(|path| path.ends_with(".html")).collect();
    let mut led = BTreeSet::new();
    for &path in &pages {
        let html = String::from_utf8_lossy(&files[path]);
        for link in html.split("<a ").skip(1).filter_map(|rest| rest.split('>').next()) {
            let href = attributes(&format!(" {link}"), "href").next().unwrap_or_default().to_owned();
            let file = href.split(['#', '?']).next().unwrap_or_default();
            let target = joined(path, &decoded(file));
            if !file.is_empty() && target != *path {
                led.insert(target);
            }
        }
    }
    let is_orphan = |path: &&String| **path != "404.html" && !led.contains(*path);
    pages.into_iter().filter(is_orphan).cloned().collect()
}

/// The values of an attribute, in order.
fn attributes<'h>(html: &'h str, name: &str) -> impl Iterator<Item = &'h str> {
    let begins = format!(" {name}=\"");
    let length = begins.len();
    let places: Vec<usize> = html.match_indices(&begins).map(|(at, _)| at + length).collect();
    places.into_iter().filter_map(|at| html[at..].split('"').next())
}

/// `link` as seen from the page at `from`.
fn joined(from: &str, link: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in Path::new(from).parent().unwrap().join(link).components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            Component::Normal(part) => parts.push(part.to_str().unwrap().to_owned()),
            _ => {}
        }
    }
    parts.join("/")
}

/// `%E4%BD%A0` and `&amp;` as they are meant.
fn decoded(text: &str) -> String {
    let text = text.replace("&amp;", "&").replace("&#x2F;", "/").replace("&#x27;", "'");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits =
            after.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match digits.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}
