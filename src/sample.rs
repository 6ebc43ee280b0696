//! A made-up township of any size, the same for the same seed: for trying the program at scale, for benches and tests.

mod liangquan;
mod scale;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::calendar::Month;

pub(crate) use scale::Dice;
pub use scale::Scale;
use scale::{GIVEN, SURNAMES};

const PLACES: &[&str] =
    &["汪屋", "郭屋", "李屋", "上街", "下街", "前河", "后河", "东岗", "西岗", "竹林", "桥头", "塘边"];

/// The files of the township's `content/`, by path.
pub fn township(scale: Scale) -> BTreeMap<String, String> {
    if scale.ended_grids > 0 {
        return liangquan::township(scale);
    }
    let mut dice = Dice(scale.seed);
    let mut files = BTreeMap::new();
    files.insert("content/site.yaml".to_owned(), SITE.to_owned());
    let (grids, first_grid) = grids(scale);
    files.insert("content/grids.yaml".to_owned(), grids);
    files.insert("content/members.yaml".to_owned(), members(scale, &mut dice));
    for village in 0..scale.villages {
        let range = first_grid[village]..first_grid[village + 1];
        files.insert(
            format!("content/households/v{:02}.yaml", village + 1),
            households(scale, range, &mut dice),
        );
    }
    for back in (0..scale.months).rev() {
        let month = scale.last_month.plus(-(back as i32));
        files.insert(format!("content/ratings/{month}.yaml"), ratings(scale, month, &mut dice));
    }
    files
}

const SITE: &str = "\
# 生成的样例乡镇：人名、门牌都是编造的。
title: 样例乡公开栏
publisher: 样例乡人民政府
hotline: 0556-0001732
networks:
  - id: grid
    name: 综治网格
    complete: true
    levels:
      - {id: township, name: 乡, lead_title: 包乡领导, lead: required}
      - {id: village, name: 村, lead_title: 包村干部, lead: required}
      - {id: grid, name: 网格, lead_title: 网格长, lead: required}
schemes:
  - id: monthly
    name: 月度评星
    subject: member
    dimensions:
      - {id: study, name: 学习, weight: 20}
      - {id: work, name: 实绩, weight: 20}
      - {id: service, name: 服务, weight: 20}
      - {id: law, name: 法纪, weight: 20}
      - {id: spirit, name: 正气, weight: 20}
    threshold: 60
    stars: [{min: 95, stars: 5}, {min: 90, stars: 4}, {min: 85, stars: 3}, {min: 0, stars: 2}]
";

/// The grids, and the index of the first leaf grid of each village (with one past the last).
fn grids(scale: Scale) -> (String, Vec<usize>) {
    let mut text = String::from("grids:\n  - {id: town, name: 样例乡, level: township, lead: m-0001}\n");
    let mut first = Vec::new();
    for village in 0..scale.villages {
        let (number, lead) = (village + 1, village + 2);
        let name = format!("{}村", PLACES[village % PLACES.len()]);
        let _ = writeln!(
            text,
            "  - {{id: v{number:02}, name: {name}{number:02}, level: village, parent: town, lead: m-{lead:04}}}"
        );
        first.push(village * scale.grids / scale.villages);
    }
    first.push(scale.grids);
    for village in 0..scale.villages {
        for grid in first[village]..first[village + 1] {
            let (number, lead) = (grid + 1, grid + 2 + scale.villages);
            let place = PLACES[(grid * 7) % PLACES.len()];
            let _ = writeln!(
                text,
                "  - id: g{number:03}\n    name: {place}{number:03}网格\n    level: grid\n    parent: v{:02}\n    lead: m-{lead:04}\n    services: [代办证件, 政策咨询]",
                village + 1
            );
        }
    }
    (text, first)
}

fn members(scale: Scale, dice: &mut Dice) -> String {
    let mut text = String::from("members:\n");
    for number in 1..=scale.members {
        let name = format!("{}{}{}", dice.pick(SURNAMES), dice.pick(GIVEN), dice.pick(GIVEN));
        let phone = 13_900_000_000u64 + number as u64;
        let consent = if dice.roll(2) == 0 { "是" } else { "否" };
        let _ = writeln!(
            text,
            "  - id: m-{number:04}\n    name: {name}\n    title: 网格员\n    party_member: 是\n    phone: {phone}\n    phone_public: {consent}\n    pledge: 有事找我，当天回话"
        );
        // Those who lead no grid belong to one all the same.
        let beyond = scale.villages + 1 + scale.grids;
        if number > beyond {
            let _ = writeln!(text, "    grid: g{:03}", (number - beyond - 1) % scale.grids + 1);
        }
    }
    text
}

fn households(scale: Scale, grids: std::ops::Range<usize>, dice: &mut Dice) -> String {
    let mut text = String::from("households:\n");
    for grid in grids {
        let from = grid * scale.households / scale.grids;
        let to = (grid + 1) * scale.households / scale.grids;
        let place = PLACES[(grid * 7) % PLACES.len()];
        for household in from..to {
            let (number, door) = (household + 1, household - from + 1);
            let people = 1 + dice.roll(5);
            let head = format!("{}{}{}", dice.pick(SURNAMES), dice.pick(GIVEN), dice.pick(GIVEN));
            let _ = writeln!(
                text,
                "  - id: h-{number:05}\n    door: {place}{:03}-{door}号\n    grid: g{:03}\n    group: 第{}村民小组\n    people: {people}\n    private:\n      户主: {head}户{number:05}\n      备注: 登记号{number:05}{grid:03}",
                grid + 1,
                grid + 1,
                grid % 9 + 1
            );
        }
    }
    text
}

fn ratings(scale: Scale, month: Month, dice: &mut Dice) -> String {
    let mut text = format!("ratings:\n  - month: {month}\n    stage: approved\n    entries:\n");
    for number in 1..=scale.members {
        let scores: Vec<String> = (0..5).map(|_| (76 + dice.roll(25)).to_string()).collect();
        let _ = writeln!(text, "      - {{member: m-{number:04}, scores: [{}]}}", scores.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_one_township() {
        let month = Month::new(2026, 10).unwrap();
        let scale = Scale {
            villages: 2,
            grids: 5,
            ended_grids: 0,
            settlements: 0,
            members: 12,
            households: 30,
            months: 2,
            last_month: month,
            seed: 7,
        };
        assert_eq!(township(scale), township(scale));
        assert_ne!(township(scale), township(Scale { seed: 8, ..scale }));
        let scale = Scale { ended_grids: 7, settlements: 4, ..scale };
        assert_eq!(township(scale), township(scale));
        assert_ne!(township(scale), township(Scale { seed: 8, ..scale }));
    }
}
