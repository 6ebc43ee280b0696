//! What small boards show of their counts, and what could be worked out of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::fixture::{board, on};
use crate::site::tracking::facts::Facts;
use crate::status::suppression::Shown;

const SITE: &str = "
title: 甲
publisher: 乙
networks:
  - {id: a, name: 甲网, levels: [{id: av, name: 村}, {id: ag, name: 网格}]}
  - {id: b, name: 乙网, levels: [{id: bv, name: 村}, {id: bg, name: 网格}]}
";

/// Households with people, each in some grids: `3 a1 b1`.
fn households(lines: &[&str]) -> String {
    let mut text = String::from("households:\n");
    for (line, at) in lines.iter().zip(1..) {
        let (people, grids) = line.split_once(' ').unwrap();
        let grids = grids.replace(' ', ", ");
        let _ = writeln!(text, "  - {{id: {at}, door: {at}号, grid: [{grids}], people: {people}}}");
    }
    text
}

/// The population of every grid that shows one.
fn populations(grids: &str, households: &str) -> BTreeMap<String, u32> {
    told(grids, households, |facts, found| {
        for grid in facts.board.grid_ids() {
            let people = facts.population(grid).map(Shown::into_inner);
            found.extend(people.map(|people| (facts.board[grid].id.value.clone(), people)));
        }
    })
}

fn told(
    grids: &str,
    households: &str,
    look: impl FnOnce(&Facts, &mut BTreeMap<String, u32>),
) -> BTreeMap<String, u32> {
    let board = board(&[("site.yaml", SITE), ("a.yaml", grids), ("b.yaml", households)]);
    let mut found = BTreeMap::new();
    on(&board, "2026-03-01", |facts| look(facts, &mut found));
    found
}

fn of(pairs: &[(&str, u32)]) -> BTreeMap<String, u32> {
    pairs.iter().map(|(id, people)| ((*id).to_owned(), *people)).collect()
}

#[test]
fn one_network_less_the_other_leaves_no_household() {
    // 29 people in {1..6}, 30 in {1..7}.
    let grids = "
grids:
  - {id: a1, name: 甲一, level: ag}
  - {id: b1, name: 乙一, level: bg, network: b}
";
    let lines = ["5 a1 b1", "5 a1 b1", "5 a1 b1", "5 a1 b1", "5 a1 b1", "4 a1 b1", "1 b1"];
    assert_eq!(populations(grids, &households(&lines)), of(&[("b1", 30)]));
    // All seven in both: the same sum twice.
    let lines = ["5 a1 b1", "5 a1 b1", "5 a1 b1", "5 a1 b1", "5 a1 b1", "4 a1 b1", "1 a1 b1"];
    assert_eq!(populations(grids, &households(&lines)), of(&[("a1", 30), ("b1", 30)]));
}

#[test]
fn a_declared_sibling_does_not_give_a_household_away() {
    let grids = "
grids:
  - {id: v, name: 村, level: av}
  - {id: east, name: 东, level: ag, parent: v, population: 33}
  - {id: west, name: 西, level: ag, parent: v}
";
    // 37 in the village, 33 of them declared, 4 in the one household.
    assert_eq!(populations(grids, &households(&["4 west"])), of(&[("v", 37)]));
    // Listed and declared alike.
    let mut lines = vec!["4 west"];
    lines.extend(["4 east"; 7]);
    let grids = grids.replace("population: 33", "population: 28");
    assert_eq!(populations(&grids, &households(&lines)), of(&[("v", 32)]));
}

#[test]
fn a_village_called_otherwise_is_no_way_round() {
    let grids = "
grids:
  - {id: v, name: 村, level: av, figures: [{name: 常住人口, value: 37, unit: 人}]}
  - {id: east, name: 东, level: ag, parent: v, figures: [{name: 常住人口, value: 33, unit: 人}]}
  - {id: west, name: 西, level: ag, parent: v}
";
    let mut lines = vec!["4 west", "3 east", "6 east", "6 east", "6 east", "6 east"];
    lines.push("6 east");
    let figures = told(
        &grids.replace("常住人口, value: 33", "总人口, value: 33"),
        &households(&lines),
        |facts, found| {
            for grid in facts.board.grid_ids() {
                found.extend(facts.figures(grid).map(|_| (facts.board[grid].id.value.clone(), 1)));
            }
        },
    );
    assert_eq!(figures, of(&[("v", 1)]));
    assert_eq!(populations(grids, &households(&lines)), of(&[("v", 37)]));
}

#[test]
fn the_smallest_of_several_keeps_a_small_one_company() {
    let grids = "
grids:
  - {id: v, name: 村, level: av}
  - {id: a1, name: 甲一, level: ag, parent: v}
  - {id: a2, name: 甲二, level: ag, parent: v}
  - {id: a3, name: 甲三, level: ag, parent: v}
";
    let mut lines = vec!["2 a1"];
    lines.extend(["3 a2"; 6]);
    lines.extend(["4 a3"; 8]);
    assert_eq!(populations(grids, &households(&lines)), of(&[("v", 52), ("a3", 32)]));
}

#[test]
fn a_grid_that_ended_still_tells_no_more() {
    let grids = "
grids:
  - {id: v, name: 村, level: av, population: 40, households: 11, to: 2025-12-31}
  - {id: a1, name: 甲一, level: ag, parent: v, population: 37, households: 10}
  - {id: a2, name: 甲二, level: ag, parent: v, population: 3, households: 1}
";
    assert_eq!(populations(grids, ""), of(&[("v", 40)]));
}

/// The figures that are shown of each grid, as `grid name value of parts`.
fn figures(grids: &str, households: &str) -> Vec<String> {
    let board = board(&[("site.yaml", SITE), ("a.yaml", grids), ("b.yaml", households)]);
    on(&board, "2026-03-01", |facts| {
        let mut found = Vec::new();
        for grid in facts.board.grid_ids() {
            for figure in crate::site::pages::grids::figures(facts, grid) {
                let of = figure.of.map(|of| format!(" of {}", of.into_inner())).unwrap_or_default();
                let parts: String = figure
                    .parts
                    .into_iter()
                    .map(|part| format!(" {} {}", part.name, part.value.into_inner()))
                    .collect();
                let (id, value) = (&facts.board[grid].id.value, figure.value.into_inner());
                found.push(format!("{id} {} {value}{of}{parts}", figure.name));
            }
        }
        found
    })
}

#[test]
fn figures_of_households_are_shown_as_far_as_none_is_small() {
    let grids = "
grids:
  - id: v
    name: 村
    level: av
    households: 60
    figures:
      - {name: 低保户, value: 14, unit: 户}
      - {name: 路灯, value: 3, unit: 盏}
      - {name: 通自来水, value: 83, unit: 户, of: 85}
      - {name: 党员, value: 20, unit: 名, parts: [{name: 男, value: 17}, {name: 女, value: 3}]}
      - {name: 外出务工, value: 40, unit: 人, of: 60, parts: [{name: 省内, value: 25}, {name: 省外, value: 15}]}
      - {name: 户数, value: 60}
      - {name: 约百人, value: 3, unit: 人, approx: true}
  - {id: a1, name: 甲一, level: ag, parent: v, households: 25, figures: [{name: 低保户, value: 5, unit: 户}]}
  - {id: a2, name: 甲二, level: ag, parent: v, households: 20, figures: [{name: 低保户, value: 7, unit: 户}]}
  - {id: a3, name: 甲三, level: ag, parent: v, households: 15, figures: [{name: 低保户, value: 2, unit: 户}]}
";
    let expected = [
        "a1 低保户 5",
        "v 低保户 14",
        "v 路灯 3",
        "v 通自来水 83",
        "v 党员 20",
        "v 外出务工 40 of 60 省内 25 省外 15",
        "v 户数 60",
    ];
    assert_eq!(figures(grids, ""), expected);
    let all_but_one = "
grids:
  - {id: v, name: 村, level: av, households: 60, figures: [{name: 通网的户, value: 59, unit: 户}, {name: 修过厕所的户, value: 60, unit: 户}]}
";
    assert_eq!(figures(all_but_one, ""), ["v 修过厕所的户 60"], "the one without is a household");
}

#[test]
fn what_a_few_households_are_given_is_theirs() {
    let grids = "
grids:
  - {id: v, name: 村, level: av, figures: [{name: 粮食补贴, value: 3000, unit: 元}]}
  - {id: a1, name: 甲一, level: ag, parent: v, figures: [{name: 粮食补贴, value: 2500, unit: 元}]}
  - {id: a2, name: 甲二, level: ag, parent: v, figures: [{name: 粮食补贴, value: 500, unit: 元}]}
";
    let mut lines = vec!["2 a2"];
    lines.extend(["3 a1"; 6]);
    assert_eq!(figures(grids, &households(&lines)), ["v 粮食补贴 3000"]);
}
