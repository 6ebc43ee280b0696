//! Made-up townships of any size, the same for the same seed: for trying the program at scale, for benches and tests.

mod liangquan;
mod places;
mod promises;
mod scale;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::calendar::Month;

use places::Town;
pub use places::{Division, divisions};
pub(crate) use scale::Dice;
pub use scale::Scale;
use scale::{GIVEN, PLACES, SURNAMES};

/// The files of the `content/` of a township, or of several in one county, by path.
pub fn township(scale: Scale) -> BTreeMap<String, String> {
    if scale.ended_grids > 0 {
        return liangquan::township(scale);
    }
    board(scale, places::numbered(scale.townships, scale.villages))
}

/// The same of the first townships of a tree of real divisions. Who lives and works there is made up all the same.
pub fn townships_of(tree: &[Division], scale: Scale) -> BTreeMap<String, String> {
    board(scale, places::real(tree, scale.townships))
}

fn board(scale: Scale, towns: Vec<Town>) -> BTreeMap<String, String> {
    let mut dice = Dice(scale.seed);
    let is_one = towns.iter().all(|town| town.parent.is_none());
    let site = if is_one { SITE.to_owned() } else { SITE.replacen(LEVELS, &format!("{LEVELS}{UPPER}"), 1) };
    let mut files = BTreeMap::from([("content/site.yaml".to_owned(), site)]);
    for (at, town) in towns.iter().enumerate() {
        let Town { prefix, villages, .. } = town;
        let scale = Scale { villages: villages.len(), ..scale };
        let (grids, first_grid) = grids(scale, town);
        files.insert(format!("content/{prefix}grids.yaml"), grids);
        files.insert(
            format!("content/{prefix}members.yaml"),
            members(scale, prefix, at * scale.members, &mut dice),
        );
        for (village, (id, _)) in villages.iter().enumerate() {
            let range = first_grid[village]..first_grid[village + 1];
            files
                .insert(format!("content/households/{id}.yaml"), households(scale, prefix, range, &mut dice));
        }
        for back in (0..scale.months).rev() {
            let month = scale.last_month.plus(-(back as i32));
            files.insert(
                format!("content/ratings/{prefix}{month}.yaml"),
                ratings(scale, prefix, month, &mut dice),
            );
        }
        if scale.promises > 0 {
            files.insert(
                format!("content/{prefix}commitments.yaml"),
                promises::promises(scale, prefix, &mut dice),
            );
        }
    }
    files
}

/// What stands before the levels of a township, and the levels above it where there are any.
const LEVELS: &str = "    levels:\n";
const UPPER: &str =
    "      - {id: province, name: 省}\n      - {id: city, name: 市}\n      - {id: county, name: 县}\n";

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
fn grids(scale: Scale, town: &Town) -> (String, Vec<usize>) {
    let Town { prefix, above, id: town_id, name, parent, villages } = town;
    let parent = parent.as_ref().map(|parent| format!("parent: {parent}, ")).unwrap_or_default();
    let mut text = format!(
        "grids:\n{above}  - {{id: {town_id}, name: {name}, level: township, {parent}lead: {prefix}m-0001}}\n"
    );
    let mut first = Vec::new();
    for (village, (id, name)) in villages.iter().enumerate() {
        let lead = village + 2;
        let _ = writeln!(
            text,
            "  - {{id: {id}, name: {name}, level: village, parent: {town_id}, lead: {prefix}m-{lead:04}}}"
        );
        first.push(village * scale.grids / scale.villages);
    }
    first.push(scale.grids);
    for (village, (id, _)) in villages.iter().enumerate() {
        for grid in first[village]..first[village + 1] {
            let (number, lead) = (grid + 1, grid + 2 + scale.villages);
            let place = PLACES[(grid * 7) % PLACES.len()];
            let _ = writeln!(
                text,
                "  - id: {prefix}g{number:03}\n    name: {place}{number:03}网格\n    level: grid\n    parent: {id}\n    lead: {prefix}m-{lead:04}\n    services: [代办证件, 政策咨询]"
            );
        }
    }
    (text, first)
}

fn members(scale: Scale, prefix: &str, before: usize, dice: &mut Dice) -> String {
    let mut text = String::from("members:\n");
    for number in 1..=scale.members {
        let name = format!("{}{}{}", dice.pick(SURNAMES), dice.pick(GIVEN), dice.pick(GIVEN));
        let phone = 13_900_000_000 + (before + number) as u64;
        let consent = if dice.roll(2) == 0 { "是" } else { "否" };
        let _ = writeln!(
            text,
            "  - id: {prefix}m-{number:04}\n    name: {name}\n    title: 网格员\n    party_member: 是\n    phone: {phone}\n    phone_public: {consent}\n    pledge: 有事找我，当天回话"
        );
        // Those who lead no grid belong to one all the same.
        let beyond = scale.villages + 1 + scale.grids;
        if number > beyond {
            let _ = writeln!(text, "    grid: {prefix}g{:03}", (number - beyond - 1) % scale.grids + 1);
        }
    }
    text
}

fn households(scale: Scale, prefix: &str, grids: std::ops::Range<usize>, dice: &mut Dice) -> String {
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
                "  - id: {prefix}h-{number:05}\n    door: {place}{:03}-{door}号\n    grid: {prefix}g{:03}\n    group: 第{}村民小组\n    people: {people}\n    private:\n      户主: {head}户{number:05}\n      备注: 登记号{number:05}{grid:03}",
                grid + 1,
                grid + 1,
                grid % 9 + 1
            );
        }
    }
    text
}

fn ratings(scale: Scale, prefix: &str, month: Month, dice: &mut Dice) -> String {
    let mut text = format!("ratings:\n  - month: {month}\n    stage: approved\n    entries:\n");
    for number in 1..=scale.members {
        let scores: Vec<String> = (0..5).map(|_| (76 + dice.roll(25)).to_string()).collect();
        let _ = writeln!(text, "      - {{member: {prefix}m-{number:04}, scores: [{}]}}", scores.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn small() -> Scale {
        Scale {
            villages: 2,
            grids: 5,
            members: 12,
            households: 30,
            months: 2,
            seed: 7,
            ..Scale::township(Month::new(2026, 10).unwrap())
        }
    }

    #[test]
    fn one_seed_one_township() {
        let two = Scale { townships: 2, promises: 2, ..small() };
        for scale in [small(), Scale { ended_grids: 7, settlements: 4, ..small() }, two] {
            assert_eq!(township(scale), township(scale));
            assert_ne!(township(scale), township(Scale { seed: 8, ..scale }));
        }
    }

    #[test]
    fn no_two_townships_share_an_id() {
        let tree: Vec<Division> = serde_json::from_str(
            r#"[{"code": "11", "name": "甲省", "children": [{"code": "1101", "name": "乙市", "children": [
                {"code": "110101", "name": "丙县", "children": [
                    {"code": "110101001", "name": "丁乡", "children": [
                        {"code": "110101001001", "name": "戊村"}, {"code": "110101001002", "name": "己村"}]},
                    {"code": "110101002", "name": "庚街道"},
                    {"code": "110101003", "name": "辛乡", "children": [{"code": "110101003001", "name": "戊村"}]}
                ]}]}]}]"#,
        )
        .unwrap();
        let scale = Scale { townships: 2, promises: 2, ..small() };
        // Of each township itself, leaf grids, members, households, promises.
        let filled = 2 * (1 + 5 + 12 + 30 + 24);
        for (files, count) in [
            (township(scale), filled + 1 + 4),
            (townships_of(&tree, scale), filled + 3 + 3),
            (divisions(&tree), 9),
        ] {
            let ids = files.iter().filter(|(path, _)| !path.ends_with("site.yaml")).flat_map(|(_, text)| {
                text.match_indices(" id: ").chain(text.match_indices("{id: ")).map(|(at, _)| {
                    let rest = &text[at + 5..];
                    &rest[..rest.find([',', '\n']).unwrap()]
                })
            });
            let ids: Vec<&str> = ids.collect();
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
            assert_eq!(ids.len(), count);
        }
    }
}
