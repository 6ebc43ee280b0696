//! Bulletins of so many lines that they are made in parts.

use std::fs;
use std::time::SystemTime;

use gongkailan::calendar::{Month, NaiveDate};
use gongkailan::pipeline::{self, Remade, RunCache};
use gongkailan::sample::{Scale, township};

use super::super::harness::{Site, root};
use super::{Dice, EDITS, assert_same, request};

#[test]
fn bulletins_of_many_parts_equal_those_made_from_nothing() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let last_month = Month::new(2026, 3).unwrap();
    let large = Scale {
        villages: 2,
        grids: 6,
        members: 150,
        households: 60,
        months: 3,
        ..Scale::township(last_month)
    };
    let site = Site::empty();
    township(large).iter().for_each(|(path, text)| site.write(path, text));
    let rows = fs::read_to_string(root().join("themes/default/templates/bulletin-rows.html")).unwrap();
    let (mut kept, mut dice) = (RunCache::new(false), Dice(7));
    let mut shown = 0;
    for edit in 0..EDITS / 8 {
        let number = dice.roll(1000);
        let month = format!("content/ratings/2026-0{}.yaml", 1 + dice.roll(3));
        let change = |path: &str, change: &dyn Fn(&str) -> String| {
            let text = fs::read_to_string(site.path().join(path)).unwrap();
            site.write(path, change(&text));
        };
        // Of all lines that hold `what`, one in its place.
        let line = |text: &str, what: &str, by: &dyn Fn(&str) -> String| -> String {
            let held: Vec<usize> =
                text.lines().enumerate().filter(|(_, line)| line.contains(what)).map(|(at, _)| at).collect();
            let chosen = held[number % held.len()];
            let one = |(at, line): (usize, &str)| if at == chosen { by(line) } else { format!("{line}\n") };
            text.lines().enumerate().map(one).collect()
        };
        let kind = dice.roll(9);
        match kind {
            0..=4 => change(&month, &|text| {
                let scores = if number % 2 == 0 { "[100, 99, 98, 97, 96]" } else { "[61, 62, 63, 64, 65]" };
                line(text, "scores: ", &|entry| {
                    format!("{} scores: {scores}}}\n", entry.split_once(" scores: ").unwrap().0)
                })
            }),
            5 => change(&month, &|text| line(text, "scores: ", &|_| String::new())),
            6 => change("content/members.yaml", &|text| {
                line(text, "    name: ", &|_| format!("    name: 新名{}\n", ["甲", "乙", "丙"][number % 3]))
            }),
            7 => {
                site.write("themes/default/templates/bulletin-rows.html", format!("{rows}<!-- {number} -->"))
            }
            _ => change("content/site.yaml", &|text| match text.contains("show: both") {
                true => text.replace("    show: both\n", "    threshold: 60\n"),
                // Scores and a threshold do not go together.
                false => text.replace("    threshold: 60\n", "    show: both\n"),
            }),
        }
        let request = request(site.path(), day, None);
        let clean = pipeline::make(&request, &mut |_| {}).unwrap();
        match kept.remake(&request, SystemTime::now(), &|| false, &mut |_| {}).unwrap() {
            Remade::Made(made) => {
                assert_same(&made, &clean, &format!("edit {edit} ({kind}/{number})"));
                shown += usize::from(made.artifacts.is_some());
            }
            Remade::Same => {}
            Remade::Superseded => panic!("nothing newer came up"),
        }
    }
    assert!(shown * 2 > EDITS / 8, "{shown} shown");
}
