//! Whatever the finished files tell of a board's people, kinds of households and visits is added up and subtracted until
//! nothing more comes of it: no count of a few households may.

use std::collections::{BTreeMap, BTreeSet};

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::pipeline::{self, Made, Request};
use serde_json::Value;

use super::harness::{Site, root};
use town::{Dice, Grid, Town};

mod town;

/// Whole numbers modulo a prime: sums of sums stay exact.
const PRIME: i128 = (1 << 61) - 1;

fn inverse(x: i128) -> i128 {
    let (mut base, mut power, mut result) = (x, PRIME - 2, 1);
    while power > 0 {
        if power & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        power >>= 1;
    }
    result
}

/// Known sums in echelon form.
#[derive(Default)]
struct Known(Vec<(usize, Vec<i128>)>);

impl Known {
    fn reduced(&self, mut row: Vec<i128>) -> Vec<i128> {
        for (lead, known) in &self.0 {
            let times = row[*lead];
            if times != 0 {
                row.iter_mut().zip(known).for_each(|(x, y)| *x = (*x - times * y).rem_euclid(PRIME));
            }
        }
        row
    }

    fn add(&mut self, row: Vec<i128>) {
        let row = self.reduced(row);
        if let Some(lead) = row.iter().position(|x| *x != 0) {
            let by = inverse(row[lead]);
            self.0.push((lead, row.into_iter().map(|x| x * by % PRIME).collect()));
        }
    }

    /// Whether the sum over `group` can be worked out.
    fn tells(&self, count: usize, group: &[usize]) -> bool {
        let row = (0..count).map(|at| i128::from(group.contains(&at))).collect();
        self.reduced(row).iter().all(|x| *x == 0)
    }
}

/// All groups of at most `most` of `count`.
fn groups(count: usize, most: usize) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new()];
    let mut from = 0;
    for _ in 0..most {
        let end = found.len();
        for at in from..end {
            let next = found[at].last().map_or(0, |last| last + 1);
            let longer: Vec<Vec<usize>> =
                (next..count).map(|one| found[at].iter().copied().chain([one]).collect()).collect();
            found.extend(longer);
        }
        from = end;
    }
    found.split_off(1)
}

fn made(site: &Site, as_of: NaiveDate) -> Made {
    let request = Request { site: site.path(), as_of: AsOf(as_of), base_url: None, deny_warnings: false };
    pipeline::make(&request, &mut |_| {}).unwrap()
}

/// The rows of a published table.
fn table(made: &Made, name: &str) -> Vec<Value> {
    let artifacts = made.artifacts.as_ref().expect("published");
    let Some(bytes) = artifacts.get(&format!("data/{name}.json")) else { return Vec::new() };
    serde_json::from_slice(bytes).unwrap()
}

fn page(made: &Made, path: &str) -> String {
    String::from_utf8(made.artifacts.as_ref().unwrap().get(path).unwrap().to_vec()).unwrap()
}

/// What stands as `<b>37</b>人` in a list of facts.
fn fact(page: &str, unit: &str) -> Option<i64> {
    let (before, _) = page.split_once(&format!("</b>{unit}</li>"))?;
    before.rsplit_once("<b>")?.1.parse().ok()
}

#[test]
fn nothing_small_comes_of_adding_and_subtracting_all_that_is_published() {
    let mut dice = Dice(2026);
    let (mut shown, mut hidden) = (0, 0);
    for round in 0..60 {
        let town = Town::new(&mut dice);
        let site = Site::empty();
        town.lay_out(&site, &mut dice);
        let made = made(&site, NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
        let told: Vec<String> = made.diagnostics.iter().map(|one| one.message.en.clone()).collect();
        assert!(made.artifacts.is_some(), "{told:?}");
        let numbers = |of: &str| -> BTreeMap<String, i64> {
            let rows = table(&made, "grids").into_iter();
            rows.filter_map(|row| Some((row["id"].as_str()?.to_owned(), row[of].as_i64()?))).collect()
        };
        let population = numbers("population");
        let count = town.weights.len();
        let weight = |group: &[usize]| group.iter().map(|&at| town.weights[at]).sum::<usize>();
        let mut known = Known::default();
        for (at, grid) in town.grids.iter().enumerate() {
            let html = page(&made, &format!("grids/{}/index.html", grid.id));
            assert_eq!(fact(&html, "人"), population.get(&grid.id).copied(), "{} page and data", grid.id);
            let Some(&people) = population.get(&grid.id) else {
                hidden += usize::from(!grid.members.is_empty());
                continue;
            };
            shown += 1;
            assert_eq!(people, i64::from(town.sum(at, &town.people)), "{}", grid.id);
            known.add((0..count).map(|one| i128::from(grid.members.contains(&one))).collect());
        }
        let few: Vec<Vec<usize>> =
            groups(count, town.least - 1).into_iter().filter(|group| weight(group) < town.least).collect();
        for group in &few {
            assert!(!known.tells(count, group), "round {round}: the people of {group:?}");
        }
        kinds(&town, &made, round);
        visits(&town, &made, round);
    }
    assert!(shown > 150 && hidden > 50, "{shown} shown, {hidden} hidden");
}

/// No published number of households of a kind is small, nor is a difference of such numbers.
fn kinds(town: &Town, made: &Made, round: usize) {
    let rows = table(made, "figures");
    let of = |id: &str| {
        let row = rows.iter().find(|row| row["grid"] == id)?;
        row["value"].as_f64().map(|value| value as i64).or_else(|| row["value"].as_str()?.parse().ok())
    };
    let shown: Vec<(&Grid, i64)> = town.grids.iter().filter_map(|grid| Some((grid, of(&grid.id)?))).collect();
    let is_small = |count: i64| count > 0 && count < town.least as i64;
    for (grid, value) in &shown {
        assert!(!is_small(*value), "round {round}: {} households of {}", value, grid.id);
    }
    // The grids of one network lie in each other: each one less any of those within it that do not overlap.
    for (grid, value) in &shown {
        let within: Vec<&(&Grid, i64)> = shown
            .iter()
            .filter(|(other, _)| other.network == grid.network && other.id != grid.id)
            .filter(|(other, _)| {
                other.members.is_subset(&grid.members) && other.members.len() < grid.members.len()
            })
            .collect();
        for choice in 1u32..1 << within.len().min(12) {
            let chosen: Vec<&&(&Grid, i64)> = within
                .iter()
                .enumerate()
                .filter(|(at, _)| choice >> at & 1 == 1)
                .map(|(_, one)| one)
                .collect();
            let total: usize = chosen.iter().map(|(other, _)| other.members.len()).sum();
            let union: BTreeSet<usize> =
                chosen.iter().flat_map(|(other, _)| other.members.iter().copied()).collect();
            if union.len() == total {
                let rest = value - chosen.iter().map(|(_, value)| value).sum::<i64>();
                assert!(!is_small(rest), "round {round}: {rest} are left of {}", grid.id);
            }
        }
    }
}

/// No published count of visits is small, nor what is left of a month when the shown rows are subtracted, unless several
/// rows share it.
fn visits(town: &Town, made: &Made, round: usize) {
    let rows = table(made, "activities");
    let least = town.least as i64;
    for (at, grid) in town.grids.iter().enumerate() {
        let own: Vec<&Value> = rows.iter().filter(|row| row["by"] == grid.id.as_str()).collect();
        let shown: Vec<i64> = own.iter().filter_map(|row| row["count"].as_i64()).collect();
        assert!(shown.iter().all(|count| *count >= least), "round {round}: {shown:?}");
        let html = page(made, &format!("grids/{}/index.html", grid.id));
        let Some((_, cell)) = html.split_once("class=\"calendar-state\"") else { continue };
        let cell = cell.split_once("</li>").map_or(cell, |(cell, _)| cell);
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let words = cell.rsplit_once("</svg>").map_or(cell, |(_, words)| words);
        let Ok(sum) = digits(words.split_once('<').map_or(words, |(words, _)| words)).parse::<i64>() else {
            continue;
        };
        let all: i64 =
            town.visits.iter().filter(|(of, ..)| *of == at).map(|(.., count)| i64::from(*count)).sum();
        assert_eq!(sum, all, "round {round}: the month of {}", grid.id);
        let (left, rest) = (own.len() - shown.len(), all - shown.iter().sum::<i64>());
        assert!(
            sum >= least && (left == 0 || left > 1 && rest >= least && rest > left as i64),
            "{left} {rest}"
        );
    }
}

#[test]
fn the_boards_of_this_repository_tell_of_no_few_households() {
    let mut boards = vec![root().to_owned()];
    boards.extend(std::fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path()));
    for board in boards {
        let site = Site::empty();
        site.copy_from(&board);
        let made = made(&site, NaiveDate::from_ymd_opt(2026, 11, 22).unwrap());
        let name = board.file_name().unwrap().to_string_lossy().into_owned();
        for row in table(&made, "activities") {
            let counts = [&row["count"], &row["planned"]].map(|count| count.as_i64().unwrap_or(5));
            assert!(counts.iter().all(|count| *count == 0 || *count >= 5), "{name}: {row}");
        }
        let rows = table(&made, "grids");
        let number = |row: &Value, of: &str| row[of].as_i64();
        for row in &rows {
            let Some(people) = number(row, "population") else { continue };
            assert!(number(row, "households").is_none_or(|households| households >= 5), "{name}: {row}");
            // What is left of it when the grids below that tell theirs are subtracted.
            let below = rows.iter().filter(|other| other["parent"] == row["id"]);
            let (told, silent): (Vec<&Value>, Vec<&Value>) =
                below.partition(|other| number(other, "population").is_some());
            let rest = people - told.iter().filter_map(|other| number(other, "population")).sum::<i64>();
            let doors: i64 = silent.iter().filter_map(|other| number(other, "households")).sum();
            assert!(told.is_empty() || rest == 0 || doors >= 5, "{name}: {row}");
        }
    }
}

#[test]
fn household_ids_that_group_or_name_are_in_no_published_file_and_order_nothing() {
    let ids = ["db-001", "wubao3", "wangjianguo-1", "pkh-07", "h-005", "dibao-1"];
    let mut seen: Option<BTreeMap<String, Vec<u8>>> = None;
    // The same doors under other ids: nothing that is published may differ.
    for turn in 0..ids.len() {
        let site = Site::village();
        let mut text = std::fs::read_to_string(site.path().join("content/records.yaml")).unwrap();
        for (at, number) in (1..=6).enumerate() {
            text =
                text.replace(&format!("id: h-{number},"), &format!("id: {},", ids[(at + turn) % ids.len()]));
        }
        site.write("content/records.yaml", text);
        let made = made(&site, NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
        assert!(made.diagnostics.iter().any(|problem| problem.rule.name == "household-id-telling"));
        let artifacts = made.artifacts.as_ref().unwrap();
        let mut files = BTreeMap::new();
        for (path, bytes) in artifacts.iter() {
            for id in ids {
                let is_held = bytes.windows(id.len()).any(|window| window == id.as_bytes());
                assert!(!is_held && !path.contains(id), "{path} holds {id}");
            }
            files.insert(path.to_owned(), bytes.to_vec());
        }
        let list = page(&made, "lookup/g-1/index.html");
        let doors: Vec<usize> = ["1号", "2号", "3号"].iter().map(|door| list.find(door).unwrap()).collect();
        assert!(doors.is_sorted(), "{doors:?}");
        if let Some(seen) = &seen {
            let differ: Vec<&String> = files
                .iter()
                .filter(|(path, bytes)| seen.get(*path) != Some(bytes))
                .map(|(path, _)| path)
                .collect();
            assert!(differ.is_empty(), "{differ:?}");
        }
        seen = Some(files);
    }
}
