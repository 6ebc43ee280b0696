//! The look-up in the browser and `who` in the terminal find the same: ten thousand queries of all kinds, asked of both.

mod notices;

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
use serde_json::{Value, json};

use super::browser::{node, say};
use super::harness::{Site, root, tree};
use notices::notices;

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
    "吕家沟",
    "马家沟",
    "谷里",
];
const NUMERALS: &[&str] = &[
    "零",
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "二十三",
    "一百零五",
    "一千二百",
    "廿三",
    "二〇三",
    "二零三",
];
const JOINTS: &[&str] = &["#", "-", "/", ".", "·", "栋", "—"];
const SURNAMES: &[&str] = &["武", "吕", "单", "欧阳", "买买提·"];

/// SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// A board of 4 villages, 24 grids and some 350 households; every text by which one, or somebody, can be found.
fn board(dice: &mut Dice) -> (Site, Vec<Vec<String>>) {
    let mut records = String::from("grids:\n  - {id: town, name: 样例乡, level: 乡, lead: 甲}\n");
    let mut members = String::from("members:\n  - {id: 甲, name: 甲一, title: 乡长}\n");
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
            let member = format!("{}{}", dice.pick(SURNAMES), dice.pick(PLACES));
            let _ = writeln!(
                members,
                "  - {{id: m{grid}, name: {member}, covers: [h-{:04}], title: {place}组长}}",
                grid * 100
            );
            texts.push(vec![member, format!("{place}组长"), "网格长".to_owned(), name.clone()]);
            for at in 0..12 + dice.roll(6) {
                let (numeral, joint) = (dice.pick(NUMERALS), dice.pick(JOINTS));
                let door = match dice.roll(7) {
                    0 => format!("{place}{}号", at + 1),
                    1 => format!("{place}{}-{}号", number + 1, at + 1),
                    2 => format!("{place}{numeral}组{}号{at}", dice.roll(30)),
                    3 => format!("{}{joint}{}", dice.roll(12), 100 + dice.roll(12)),
                    4 => format!("{place}{}幢{}单元{}室", 1 + dice.roll(3), 1 + dice.roll(3), 101 + at),
                    5 => format!("{place}…{}号", at + 1),
                    _ => format!("{place}{numeral}号 {at}栋"),
                };
                let (id, group) =
                    (format!("h-{:04}", grid * 100 + at), format!("第{}村民小组", dice.pick(NUMERALS)));
                let _ =
                    writeln!(households, "  - {{id: {id}, door: \"{door}\", grid: g{grid}, group: {group}}}");
                texts.push(vec![door, group, name.clone(), village_name.clone(), id]);
            }
        }
    }
    let site = Site::empty();
    let settings = "title: 甲\npublisher: 乙\nseverity: {household-door-similar: off, ids-similar: off}\nnetworks:\n  - {id: n, name: 网, levels: [{id: a, name: 乡}, {id: b, name: 村}, {id: c, name: 网格, lead_title: 网格长}]}\n";
    site.write("content/site.yaml", settings);
    site.write("content/records.yaml", records + &members + &households);
    (site, texts)
}

/// Parts of what one household or person is called, written as somebody might.
fn query(dice: &mut Dice, texts: &[Vec<String>]) -> String {
    let texts = dice.pick(texts);
    if dice.roll(3) == 0 {
        return kind(dice, texts);
    }
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

/// What people type where a door is written otherwise.
fn kind(dice: &mut Dice, texts: &[String]) -> String {
    let first = texts[0].as_str();
    let numbers = || first.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let place: String = first.chars().take_while(|c| !c.is_ascii_digit()).collect();
    match dice.roll(14) {
        // Another sign between numbers, none, or a blank.
        0 => numbers().collect::<Vec<_>>().join(*dice.pick(&["#", "-", "/", ".", "・", "─", "", " "])),
        // What stands between the numbers is left out.
        1 => format!("{place}{}", numbers().collect::<Vec<_>>().join("-")),
        2 => format!("{place}{}幢{}", numbers().next().unwrap_or("1"), numbers().next_back().unwrap_or("1")),
        // A place, a group and a door in one.
        3 => texts[1..].first().map_or_else(String::new, |group| format!("{group}{first}")),
        4 => format!("{}{}号", texts.last().unwrap_or(&place), numbers().next_back().unwrap_or("3")),
        5 => format!("{}{}", texts.get(3).map_or("", String::as_str), first),
        6 => texts[1].replace("村民小组", "组"),
        7 => texts[1].replace("村民小组", "组").replace('第', ""),
        // Signs that keyboards and copies give.
        8 => first.replace('零', "○").replace('〇', "◯").replace('马', "⻢").replace('谷', "⾕"),
        9 => first.chars().flat_map(|c| [c, '\u{fe00}', '\u{200b}', '\u{e0100}']).collect(),
        // ü in its ways.
        10 => (*dice.pick(&["lv", "lu", "lü", "lyu", "lǚjiagou", "lyujg", "Lü jia"])).to_owned(),
        11 => (*dice.pick(&["一千二百号", "一千二", "23", "廿三号", "105", "一百〇五", "两百"])).to_owned(),
        // Pinyin of a part with its numbers.
        12 => {
            let initials: String = place.chars().map(|c| spoken(dice, c, true)).collect();
            format!("{initials}{}", numbers().collect::<Vec<_>>().join(*dice.pick(&["-", "", "h"])))
        }
        _ => texts.join(*dice.pick(&["", " "])),
    }
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

pub fn terminal(site: &Site, queries: &[String]) -> Vec<Answers> {
    let board = load_board(site);
    let day = AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
    let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
    site::who(&board, day, None, &queries).unwrap()
}

pub fn browser(site: &Site, queries: &[String], limit: &[&str]) -> Option<Vec<Value>> {
    let node = node()?;
    site.write("queries.json", serde_json::to_vec(queries).unwrap());
    let script = root().join("tests/browser/answers.js");
    let (public, asked) = (site.public(), site.path().join("queries.json"));
    let ran = Command::new(node).arg(script).arg(public).arg(asked).args(limit).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let lines = String::from_utf8(ran.stdout).unwrap();
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// What of an answer both must say alike.
fn told(answers: &Answers) -> Value {
    let households = answers.households.iter();
    let names: Vec<Vec<Vec<&str>>> = (households.clone())
        .map(|answer| {
            let people = answer.networks.iter();
            people.map(|network| network.people.iter().map(|person| person.name.as_str()).collect()).collect()
        })
        .collect();
    let near = households.clone().filter(|answer| answer.near);
    let posts = answers.people.iter().map(|answer| {
        let posts: Vec<_> = answer.posts.iter().map(|held| (&held.grid.name, &held.post)).collect();
        (&answer.person.name, posts)
    });
    json!({
        "ids": households.map(|answer| &answer.id).collect::<Vec<_>>(),
        "people": names,
        "near": near.map(|answer| &answer.id).collect::<Vec<_>>(),
        "total": answers.total,
        "nearTotal": answers.near,
        "names": posts.collect::<Vec<_>>(),
        "peopleTotal": answers.people_total,
    })
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
    for (there, here) in answered.iter().zip(&expected) {
        let told = told(here);
        for (key, value) in told.as_object().unwrap() {
            assert_eq!(&there[key], value, "{key} of {:?}", here.query);
        }
        assert_eq!(there["peopleFirst"], here.people_total > 0 && here.people_first, "{}", here.query);
        let kind = match (here.total, here.near, here.people_total) {
            (0, 0, 0) => "nothing",
            (0, 0, _) => "people",
            (0, _, 0) => "near",
            (1, _, 0) => "one",
            (_, _, 0) => "several",
            _ => "both",
        };
        *found.entry(kind).or_insert(0) += 1;
    }
    say(&format!("answers by kind: {found:?}"));
    assert!(found.len() == 6 && found.values().all(|&count| count > QUERIES / 100), "all kinds: {found:?}");
    // Within its limits the browser may see a part only, and then says so.
    let limited = browser(&site, &queries, &[]).unwrap();
    for (part, whole) in limited.iter().zip(&answered) {
        match part["complete"].as_bool() {
            Some(true) => assert_eq!(
                (&part["ids"], &part["total"], &part["names"]),
                (&whole["ids"], &whole["total"], &whole["names"])
            ),
            _ => assert!(part["total"].as_u64() <= whole["total"].as_u64()),
        }
    }
}

/// Asks a generated board by its doors, groups and places, and by what its notices say; tells what a query loads.
fn weigh(name: &str, scale: Scale, limit: u64) {
    if node().is_none() {
        return;
    }
    let site = Site::empty();
    for (path, text) in township(scale) {
        site.write(&path, text);
    }
    let mut dice = Dice(3);
    let notices = notices(&mut dice);
    for (number, text) in notices.iter().enumerate() {
        let front = format!("title: 第{number}次通报\nkind: notice\ndate: 2026-01-01");
        site.write(&format!("content/notices/{number}.md"), format!("---\n{front}\n---\n{text}\n"));
    }
    site.run(&["build", "--as-of", "2026-03-31"]).exits(0);
    let board = load_board(&site);
    let names = |household: &Household| {
        let grid = household.grids[0].value;
        let places = board.ground.ancestry(grid).map(|grid| board[grid].name.value.clone());
        let own = [household.door.value.clone()];
        own.into_iter().chain(household.group.clone()).chain(places).collect()
    };
    let texts: Vec<Vec<String>> = board.ground.households.iter().map(|household| names(household)).collect();
    let whole = (0..1000).map(|_| dice.pick(&texts)[0].clone()).collect::<Vec<_>>();
    let parts = (0..2000).map(|_| query(&mut dice, &texts)).collect::<Vec<_>>();
    let phrase = |dice: &mut Dice| -> String {
        let text: Vec<char> = dice.pick(&notices).chars().collect();
        let from = dice.roll(text.len() - 12);
        let part = &text[from..from + 4 + dice.roll(8)];
        part.split(|c| *c == '，').max_by_key(|words| words.len()).unwrap().iter().collect()
    };
    let phrases = (0..1000).map(|_| phrase(&mut dice)).collect::<Vec<_>>();
    for (kind, queries) in [("whole doors", whole), ("parts", parts), ("phrases", phrases)] {
        let answered = browser(&site, &queries, &[]).unwrap();
        let mut bytes: Vec<u64> = answered.iter().map(|answer| answer["bytes"].as_u64().unwrap()).collect();
        bytes.sort_unstable();
        let complete = answered.iter().filter(|answer| answer["complete"] == true).count();
        let (median, worst, all) = (bytes[bytes.len() / 2], bytes[bytes.len() - 1], answered.len());
        say(&format!("{name}, {kind}: median {median} bytes, worst {worst}; {complete} of {all} complete"));
        assert!(worst <= limit, "{name}: a query loads {worst} bytes");
        let all_told = answered.iter().filter(|answer| answer["mattersComplete"] == true);
        if kind == "phrases" {
            assert!(all_told.clone().count() > 300, "most long phrases are found in few blocks");
            let finds = |answer: &&Value| answer["matters"].as_array().is_some_and(|all| !all.is_empty());
            let (complete, found) = (all_told.clone().count(), all_told.filter(finds).count());
            assert!(found * 10 >= complete * 9, "{found} of {complete} phrases are found");
        }
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

#[test]
fn a_household_that_has_ended_is_listed_and_counted_nowhere() {
    let site = Site::village();
    site.edit(
        "content/records.yaml",
        "{id: h-2, door: 2号, grid: g-1}",
        "{id: h-2, door: 2号, grid: g-1, to: 2026-02-01}",
    );
    site.edit(
        "content/records.yaml",
        "{id: li-er, name: 李二, grid: g-1,",
        "{id: li-er, name: 李二, grid: g-1, covers: [h-1..h-2],",
    );
    site.run(&["build", "-q"]).exits(0);
    for (path, bytes) in tree(&site.path().join("public")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("h-2\"") && !text.contains(">2号"), "{path}");
    }
    let grids: Value =
        serde_json::from_slice(&std::fs::read(site.path().join("public/data/grids.json")).unwrap()).unwrap();
    let counts: BTreeMap<&str, &Value> = grids
        .as_array()
        .unwrap()
        .iter()
        .map(|grid| (grid["id"].as_str().unwrap(), &grid["households"]))
        .collect();
    assert_eq!(counts, BTreeMap::from([("v", &json!(5)), ("g-1", &json!(2)), ("g-2", &json!(3))]));
    assert!(site.run(&["who", "h-2"]).exits(0).stdout.starts_with("没有找到"));
    let ran = site.run(&["check", "--as-of", "2026-01-31"]);
    assert!(ran.stdout.contains("household-future"), "{}", ran.stdout);
}
