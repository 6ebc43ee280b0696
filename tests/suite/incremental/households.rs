//! Boards of so many households that only those that changed are resolved and looked at again.

use std::fs;
use std::time::SystemTime;

use gongkailan::calendar::{Month, NaiveDate};
use gongkailan::pipeline::{self, Remade, RunCache};
use gongkailan::sample::{Scale, township};

use super::super::harness::Site;
use super::{Dice, EDITS, assert_same, request};

const NOTICE: &str = "content/notices/lamp.md";
/// Heads that come and go, some of them also where everybody reads.
const HEADS: [&str; 5] = ["赵铁柱", "钱满仓", "孙大圣", "王芳", "李秀英"];
/// What many say is a word; what one says is a secret.
const REMARKS: [&str; 3] = ["常年在外", "待核实情况", "登记号99887766"];

fn small() -> Site {
    let scale = Scale {
        villages: 2,
        grids: 12,
        members: 40,
        households: 500,
        months: 2,
        ..Scale::township(Month::new(2026, 3).unwrap())
    };
    let site = Site::empty();
    township(scale).iter().for_each(|(path, text)| site.write(path, text));
    site
}

/// `text` as records of a list: what stands before the first, and each of them.
fn records(text: &str) -> (String, Vec<String>) {
    let mut parts = text.split("  - id: ");
    let head = parts.next().unwrap_or_default().to_owned();
    (head, parts.map(|part| format!("  - id: {part}")).collect())
}

#[test]
fn boards_of_many_households_equal_those_made_from_nothing() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let site = small();
    let (mut kept, mut dice) = (RunCache::new(false), Dice(31));
    let (mut shown, mut leaked, mut is_leaking) = (0, 0, false);
    for edit in 0..EDITS / 4 {
        let kind = dice.roll(14);
        let number = dice.roll(1000);
        let path = ["content/households/v01.yaml", "content/households/v02.yaml"][dice.roll(2)];
        let with_list = |path: &str, change: &dyn Fn(&mut Vec<String>)| {
            let text = fs::read_to_string(site.path().join(path)).unwrap();
            let (head, mut list) = records(&text);
            change(&mut list);
            site.write(path, head + &list.concat());
        };
        // Of the values below `key`, the one of a record in its place.
        let set = |path: &str, key: &str, value: &str| {
            with_list(path, &|list| {
                let at = number % list.len();
                let line = |line: &str| match line.trim_start().starts_with(key) {
                    true => format!("{}{value}\n", &line[..line.find(key).unwrap() + key.len()]),
                    false => format!("{line}\n"),
                };
                list[at] = list[at].lines().map(line).collect();
            });
        };
        if std::mem::take(&mut is_leaking) {
            // Taken out again, so that most boards are sound.
            site.write(NOTICE, "---\n标题: 灯\n---\n东坡的灯修好了。\n");
            for path in ["content/households/v01.yaml", "content/households/v02.yaml"] {
                let text = fs::read_to_string(site.path().join(path)).unwrap();
                let door = |line: &str| match line.ends_with('家') {
                    true => format!("    door: 口{edit}\n"),
                    false => format!("{line}\n"),
                };
                site.write(path, text.lines().map(door).collect::<String>());
            }
        }
        match kind {
            0 => set(path, "door: ", &format!("新屋{number}号")),
            // A door that tells who lives there excuses no name.
            1 => set(path, "door: ", &format!("{}家", HEADS[number % 5])),
            2 | 3 => set(path, "户主: ", HEADS[number % 5]),
            4..=6 => set(path, "备注: ", REMARKS[number % 3]),
            7 => with_list(path, &|list| {
                let at = number % list.len();
                let new = list[at].replacen("id: h-", &format!("id: x{edit}-"), 1);
                list.insert(at, new.replace("-1号", &format!("-1号{edit}")));
            }),
            8 => with_list(path, &|list| drop(list.remove(number % list.len()))),
            9 => with_list(path, &|list| {
                let (one, other) = (number % list.len(), number * 7 % list.len());
                list.swap(one, other);
            }),
            10 => set("content/members.yaml", "name: ", HEADS[number % 5]),
            11 => set("content/grids.yaml", "name: ", &format!("网格{edit}")),
            _ if number % 3 == 0 => site.write(
                NOTICE,
                format!("---\n标题: 灯\n---\n{}门前的灯，{}。\n", HEADS[number % 5], REMARKS[number % 2]),
            ),
            _ => site.write(NOTICE, "---\n标题: 灯\n---\n东坡的灯修好了。\n"),
        }
        let request = request(site.path(), day, None);
        let clean = pipeline::make(&request, &mut |_| {}).unwrap();
        match kept.remake(&request, SystemTime::now(), &|| false, &mut |_| {}).unwrap() {
            Remade::Made(made) => {
                assert_same(&made, &clean, &format!("edit {edit} ({kind}/{number})"));
                shown += usize::from(made.artifacts.is_some());
                let is_leak =
                    |problem: &gongkailan::diagnostic::Diagnostic| problem.rule.name == "private-leaked";
                is_leaking = made.diagnostics.iter().any(is_leak);
                leaked += usize::from(is_leaking);
            }
            Remade::Same => {}
            Remade::Superseded => panic!("nothing newer came up"),
        }
    }
    assert!(shown > EDITS / 8 && leaked > EDITS / 80, "{shown} shown, {leaked} with leaks");
}

#[test]
fn the_rating_of_a_villages_lead_changes_no_page_but_those_that_show_it() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let site = small();
    let grids = fs::read_to_string(site.path().join("content/grids.yaml")).unwrap();
    let village = grids.lines().find(|line| line.contains("id: v01,")).unwrap();
    let lead = village.split("lead: ").nth(1).unwrap().trim_end_matches('}');
    let mut kept = RunCache::new(true);
    let mut remake =
        || match kept.remake(&request(site.path(), day, None), SystemTime::now(), &|| false, &mut |_| {}) {
            Ok(Remade::Made(made)) => made,
            other => panic!("{other:?}"),
        };
    let pages = remake().again.len();
    let path = "content/ratings/2026-03.yaml";
    let text = fs::read_to_string(site.path().join(path)).unwrap();
    let start = text.find(&format!("{lead}, scores: ")).unwrap() + lead.len();
    let end = start + text[start..].find('}').unwrap();
    for scores in ["[60, 60, 60, 60, 60]", "[100, 100, 100, 100, 100]"] {
        site.write(path, format!("{}, scores: {scores}{}", &text[..start], &text[end..]));
        let made = remake();
        let paths: Vec<&str> = made.again.iter().map(|again| again.path.as_str()).collect();
        assert!(paths.contains(&&*format!("members/{lead}/index.html")), "{paths:?}");
        assert!(paths.len() <= 8 && pages > 60, "{} of {pages}: {paths:?}", paths.len());
    }
}
