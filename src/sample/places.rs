//! Where made-up townships lie: numbered ones of one county, or those of a tree of real divisions.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::de::{Deserialize, Deserializer, Error};

use super::scale::PLACES;

/// A division of a tree of real ones, with those below it. Its code has 2, 4, 6, 9 or 12 digits by its level.
#[derive(Debug, serde::Deserialize)]
pub struct Division {
    /// Its code, which is the id of its grid.
    #[serde(deserialize_with = "digits")]
    pub code: String,
    /// What it is called.
    pub name: String,
    /// The divisions straight below it.
    #[serde(default)]
    pub children: Vec<Division>,
}

fn digits<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let code = String::deserialize(deserializer)?;
    match code.len() >= 2 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(code),
        false => Err(D::Error::custom(format!("{code:?} is no code of digits"))),
    }
}

/// The levels of divisions: how many digits their codes have, id and name.
const LEVELS: [(usize, &str, &str); 5] = [
    (2, "province", "省"),
    (4, "city", "市"),
    (6, "county", "县"),
    (9, "township", "乡"),
    (12, "village", "村"),
];

/// Two of the real names hold characters that nobody but their register has a code for.
const SEVERITY: &str = "severity: {name-unencoded: warning}\n";

/// The digits of a township's code, and of a city's.
const TOWNSHIP: usize = 9;
const CITY: usize = 4;

/// A township to be filled, with the grids above it that no township before it lies below.
pub(super) struct Town {
    /// What its ids begin with, so that no two townships share one.
    pub prefix: String,
    /// Grids above it, each a line of a list.
    pub above: String,
    pub id: String,
    /// As it is written in a record, like those of its villages.
    pub name: String,
    pub parent: Option<String>,
    /// Id and name of each of its villages.
    pub villages: Vec<(String, String)>,
}

/// `count` townships of so many `villages` each, in one county when they are several.
pub(super) fn numbered(count: usize, villages: usize) -> Vec<Town> {
    let town = |number: usize| {
        let prefix = if count == 1 { String::new() } else { format!("t{number:02}-") };
        let village = |at: usize| {
            let number = at + 1;
            (format!("{prefix}v{number:02}"), format!("{}村{number:02}", PLACES[at % PLACES.len()]))
        };
        let above = match number {
            1 if count > 1 => grid("county", "样例县", "county", None),
            _ => String::new(),
        };
        let villages = (0..villages).map(village).collect();
        match count {
            1 => Town { prefix, above, id: "town".into(), name: "样例乡".into(), parent: None, villages },
            _ => Town {
                id: format!("t{number:02}"),
                name: format!("样例{number:02}乡"),
                parent: Some("county".into()),
                prefix,
                above,
                villages,
            },
        }
    };
    (1..=count).map(town).collect()
}

/// The first `count` townships of a tree that have villages.
pub(super) fn real(tree: &[Division], count: usize) -> Vec<Town> {
    let (mut towns, mut above) = (Vec::new(), String::new());
    for division in tree {
        fill(division, None, count, &mut above, &mut towns);
    }
    towns
}

fn fill(division: &Division, parent: Option<&str>, count: usize, above: &mut String, towns: &mut Vec<Town>) {
    let Division { code, name, children } = division;
    if towns.len() == count {
        return;
    }
    if code.len() < TOWNSHIP {
        above.push_str(&grid(code, name, level(code), parent));
        return children.iter().for_each(|child| fill(child, Some(code), count, above, towns));
    }
    if code.len() == TOWNSHIP && !children.is_empty() {
        towns.push(Town {
            prefix: format!("{code}-"),
            above: std::mem::take(above),
            id: code.clone(),
            name: quoted(name),
            parent: parent.map(str::to_owned),
            villages: children.iter().map(|child| (child.code.clone(), quoted(&child.name))).collect(),
        });
    }
}

/// The files of a board whose grids are all divisions of the tree, one file a city, and that holds nothing else.
pub fn divisions(tree: &[Division]) -> BTreeMap<String, String> {
    let levels: String =
        LEVELS.iter().map(|(_, id, name)| format!("      - {{id: {id}, name: {name}}}\n")).collect();
    let site = format!(
        "# 生成的样例：区划的名称和代码是真实的。\ntitle: 区划公开栏\npublisher: 区划样例\nnetworks:\n  - id: divisions\n    name: 行政区划\n    levels:\n{levels}{SEVERITY}"
    );
    let mut files = BTreeMap::from([("content/site.yaml".to_owned(), site)]);
    let mut waiting: Vec<(&Division, Option<&str>)> = tree.iter().map(|root| (root, None)).collect();
    while let Some((division, parent)) = waiting.pop() {
        let Division { code, name, children } = division;
        let file = format!("content/grids/{}.yaml", code.get(..CITY).unwrap_or(code));
        let text = files.entry(file).or_insert_with(|| "grids:\n".to_owned());
        text.push_str(&grid(code, name, level(code), parent));
        waiting.extend(children.iter().map(|child| (child, Some(code.as_str()))));
    }
    files
}

fn level(code: &str) -> &'static str {
    LEVELS.iter().find(|(digits, ..)| code.len() <= *digits).unwrap_or(&LEVELS[LEVELS.len() - 1]).1
}

/// A name that somebody else chose, as it is written in a record.
fn quoted(name: &str) -> String {
    serde_json::Value::from(name).to_string()
}

/// A grid as a line of a list.
fn grid(id: &str, name: &str, level: &str, parent: Option<&str>) -> String {
    let mut line = format!("  - {{id: {id}, name: {}, level: {level}", quoted(name));
    if let Some(parent) = parent {
        let _ = write!(line, ", parent: {parent}");
    }
    line + "}\n"
}
