//! The look-up in the browser and `who` in the terminal find the same: ten thousand queries, asked of both.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use std::sync::Arc;

use gongkailan::calendar::{AsOf, Month, NaiveDate};
use gongkailan::model::board::Household;
use gongkailan::model::{Board, readings};
use gongkailan::sample::{Scale, township};
use gongkailan::site::view::Answers;
use gongkailan::{load, model, site};
use serde_json::Value;

use super::browser::{node, say};
use super::harness::{Site, root};

const QUERIES: usize = 10_000;

/// Names with heteronyms, numerals, letters and full-width signs.
const PLACES: &[&str] = &[
    "汪屋",
    "重庆路",
    "长乐",
    "三里屯",
    "十里铺",
    "西安里",
    "大夏",
    "女儿河",
    "阿房",
    "Ａ区",
    "五一",
    "万家",
    "铁厂",
    "单家集",
    "乐平",
    "行唐",
    "朝阳",
    "都昌",
];
const NUMERALS: &[&str] =
    &["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "二十三"];

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// A board of 4 villages, 24 grids and some 350 households; every text by which one can be found.
fn board(dice: &mut Dice) -> (Site, Vec<Vec<String>>) {
    let mut records = String::from("grids:\n  - {id: town, name: 样例乡, level: 乡, lead: 甲}\n");
    let mut members = String::from("members:\n  - {id: 甲, name: 甲一}\n");
    let mut households = String::from("households:\n");
    let mut texts = Vec::new();
    for village in 0..4 {
        let village_name = format!("{}村{}", dice.pick(PLACES), village + 1);
        let _ = writeln!(
            records,
            "  - {{id: v{village}, name: {village_name}, level: 村, parent: town, lead: 甲}}"
        );
        for number in 0..6 {
            let grid = village * 6 + number;
            let (place, name) = (*dice.pick(PLACES), format!("{}网格{grid}", dice.pick(PLACES)));
            let _ = writeln!(
                records,
                "  - {{id: g{grid}, name: {name}, level: 网格, parent: v{village}, lead: m{grid}}}"
            );
            let _ = writeln!(members, "  - {{id: m{grid}, name: 员{grid}, covers: [h-{:04}]}}", grid * 100);
            for at in 0..12 + dice.roll(6) {
                let numeral = dice.pick(NUMERALS);
                let door = match dice.roll(4) {
                    0 => format!("{place}{}号", at + 1),
                    1 => format!("{place}{}-{}号", number + 1, at + 1),
                    2 => format!("{place}{numeral}组{}号{at}", dice.roll(30)),
                    _ => format!("{place}{numeral}号 {at}栋"),
                };
                let (id, group) =
                    (format!("h-{:04}", grid * 100 + at), format!("第{}村民小组", dice.pick(NUMERALS)));
                let _ = writeln!(households, "  - {{id: {id}, door: {door}, grid: g{grid}, group: {group}}}");
                texts.push(vec![door, id, group, name.clone(), village_name.clone(), "样例乡".to_owned()]);
            }
        }
    }
    let site = Site::empty();
    let settings = "title: 甲\npublisher: 乙\nseverity: {household-door-similar: off, ids-similar: off}\nnetworks:\n  - {id: n, name: 网, levels: [{id: a, name: 乡}, {id: b, name: 村}, {id: c, name: 网格}]}\n";
    site.write("content/site.yaml", settings);
    site.write("content/records.yaml", records + &members + &households);
    (site, texts)
}

/// A few parts of one household's texts, written as somebody might.
fn query(dice: &mut Dice, texts: &[Vec<String>]) -> String {
    let texts = dice.pick(texts);
    let mut words = Vec::new();
    for _ in 0..1 + dice.roll(3) {
        let text: Vec<char> = dice.pick(texts).chars().collect();
        let from = dice.roll(text.len());
        let length = 1 + dice.roll((text.len() - from).min(8));
        let part = &text[from..from + length];
        let word: String = match dice.roll(7) {
            0 => part.iter().map(|&c| spoken(dice, c, false)).collect(),
            1 => part.iter().map(|&c| spoken(dice, c, true)).collect(),
            2 => part.iter().map(|&c| full_width(c)).collect(),
            3 => part.iter().map(|&c| numeral(c)).collect(),
            4 => part.iter().rev().collect(),
            _ => part.iter().collect(),
        };
        // Typed only so far.
        let kept = word.chars().count() - dice.roll(2).min(word.chars().count() - 1);
        words.push(word.chars().take(kept).collect::<String>());
    }
    words.join(["", " ", "　", "，"][dice.roll(4)])
}

fn spoken(dice: &mut Dice, c: char, initial: bool) -> String {
    let known = readings(c);
    if known.is_empty() {
        return c.to_string();
    }
    let reading = dice.pick(&known);
    if initial { reading[..1].to_owned() } else { reading.clone() }
}

fn full_width(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c }
}

fn numeral(c: char) -> char {
    c.to_digit(10).map_or(c, |digit| "〇一二三四五六七八九".chars().nth(digit as usize).unwrap())
}

fn load_board(site: &Site) -> Arc<Board> {
    let (loaded, _) = load::load(site.path()).unwrap();
    model::resolve(&loaded).0.unwrap().board
}

fn terminal(site: &Site, queries: &[String]) -> Vec<Answers> {
    let board = load_board(site);
    let day = AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
    let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
    site::who(&board, day, &queries)
}

fn browser(site: &Site, queries: &[String], limit: &[&str]) -> Option<Vec<Value>> {
    let node = node()?;
    site.write("queries.json", serde_json::to_vec(queries).unwrap());
    let script = root().join("tests/browser/answers.js");
    let (public, asked) = (site.public(), site.path().join("queries.json"));
    let ran = Command::new(node).arg(script).arg(public).arg(asked).args(limit).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let lines = String::from_utf8(ran.stdout).unwrap();
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// What of an answer both must say alike: the ids in their order, who answers for each, how many there are.
fn told(answers: &Answers) -> (Vec<String>, Value, usize) {
    let ids = answers.households.iter().map(|answer| answer.id.clone()).collect();
    let names: Vec<Vec<Vec<&str>>> = answers
        .households
        .iter()
        .map(|answer| {
            let people = answer.networks.iter();
            people.map(|network| network.people.iter().map(|person| person.name.as_str()).collect()).collect()
        })
        .collect();
    (ids, serde_json::json!(names), answers.total)
}

#[test]
fn the_browser_and_the_terminal_give_the_same_answers() {
    let mut dice = Dice(5);
    let (site, texts) = board(&mut dice);
    site.run(&["build"]).exits(0);
    assert!(site.public().join("lookup/s~keys-0.js").is_file(), "large enough to need keys");
    let queries: Vec<String> = (0..QUERIES).map(|_| query(&mut dice, &texts)).collect();
    let Some(answered) = browser(&site, &queries, &["everything"]) else { return };
    let expected = terminal(&site, &queries);
    assert_eq!(answered.len(), QUERIES);
    let mut found = BTreeMap::new();
    for (found_there, here) in answered.iter().zip(&expected) {
        let (ids, people, total) = told(here);
        assert_eq!(found_there["ids"], serde_json::json!(ids), "{}", here.query);
        assert_eq!(found_there["people"], people, "{}", here.query);
        assert_eq!(found_there["total"], total, "{}", here.query);
        *found.entry(total.min(2)).or_insert(0) += 1;
    }
    assert!(found.values().all(|&count| count > QUERIES / 50), "all kinds of answers: {found:?}");
    // Within its limits the browser may see a part only, and then says so.
    let limited = browser(&site, &queries, &[]).unwrap();
    for (part, whole) in limited.iter().zip(&answered) {
        match part["complete"].as_bool() {
            Some(true) => assert_eq!((&part["ids"], &part["total"]), (&whole["ids"], &whole["total"])),
            _ => assert!(part["total"].as_u64() <= whole["total"].as_u64()),
        }
    }
}

/// Asks a generated board by its doors, ids, groups and places, and tells what a query loads.
fn weigh(name: &str, scale: Scale, limit: u64) {
    if node().is_none() {
        return;
    }
    let site = Site::empty();
    for (path, text) in township(scale) {
        site.write(&path, text);
    }
    site.run(&["build"]).exits(0);
    let board = load_board(&site);
    let names = |household: &Household| {
        let grid = household.grids[0].value;
        let places = board.ancestry(grid).map(|grid| board[grid].name.value.clone());
        let own = [household.door.value.clone(), household.id.value.clone()];
        own.into_iter().chain(household.group.clone()).chain(places).collect()
    };
    let texts: Vec<Vec<String>> = board.households.iter().map(|household| names(household)).collect();
    let mut dice = Dice(3);
    let whole = (0..1000).map(|_| dice.pick(&texts)[0].clone()).collect::<Vec<_>>();
    let parts = (0..2000).map(|_| query(&mut dice, &texts)).collect::<Vec<_>>();
    for (kind, queries) in [("whole doors", whole), ("parts", parts)] {
        let answered = browser(&site, &queries, &[]).unwrap();
        let mut bytes: Vec<u64> = answered.iter().map(|answer| answer["bytes"].as_u64().unwrap()).collect();
        bytes.sort_unstable();
        let complete = answered.iter().filter(|answer| answer["complete"] == true).count();
        let (median, worst, all) = (bytes[bytes.len() / 2], bytes[bytes.len() - 1], answered.len());
        say(&format!("{name}, {kind}: median {median} bytes, worst {worst}; {complete} of {all} complete"));
        assert!(worst <= limit, "{name}: a query loads {worst} bytes");
        if kind == "whole doors" {
            for (query, answer) in queries.iter().zip(&answered) {
                assert_ne!(answer["ids"][0], Value::Null, "{query}");
            }
        }
    }
}

#[test]
fn a_query_is_cheap_in_a_township() {
    let month = Month::new(2026, 2).unwrap();
    weigh("10,000 households", Scale { months: 0, ..Scale::township(month) }, 30 * 1024);
}
