//! The plan as a whole: which pages exist, and that every href leads to one of them.

use crate::status::suppression::Shown;
use std::collections::BTreeSet;

use serde_json::Value;

use super::fixture::{SITE, board, day, village};
use super::view::PageView;
use super::{PlanCache, Site, plan, posters, replan};
use crate::sample::Dice;

const SETTINGS: &str = "
base_url: https://jia.example.cn/b/
privacy: {small_counts: 2}
schemes:
  - {id: star, name: 评星, subject: member, dimensions: [{id: a, name: 学习, max: 100}], stars: [{min: 90, stars: 5}, {min: 0, stars: 3}], threshold: 61, cycles: [month, quarter]}
cadences: [{id: visit, name: 走访, every: month, by: grid, from: 2026-01}]
disclosures: [{id: money, name: 财务收支, section: 财务, every: quarter, days: 15, from: 2025-10}]
";

const MORE: &str = "
ratings:
  - {month: 2026-01, stage: approved, entries: [{member: 张三, scores: [95]}, {member: 李四, scores: [60]}]}
  - {month: 2026-02, stage: proposed, entries: [{member: 张三, scores: [12]}]}
  - {month: 2026-03, stage: approved, entries: [{member: 张三, scores: [80]}]}
commitments:
  - {id: road, by: 张三, title: 修路, made: 2026-01-05, due: 2026-03-01, target: 1 公里}
  - {id: lamp, grid: g1, title: 装灯, made: 2025-06-05, due: 2026-12-01, target: 3 盏, progress: [{date: 2026-03-01, percent: 40}]}
activities: [{date: 2026-01-09, cadence: visit, member: 张三, title: 走访, count: 3}]
replies: [{asked: 2026-02-01, question: 路灯何时修, due: 2026-02-10}]
";

fn site(on: &str) -> Site {
    plan(&village(SETTINGS, MORE), day(on))
}

fn page<'s>(site: &'s Site, path: &str) -> &'s PageView {
    site.pages.iter().find(|page| page.frame().path == path).unwrap_or_else(|| panic!("no page {path}"))
}

/// Every value under a key that ends with `href`, at any depth.
fn hrefs(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(href) if key.ends_with("href") => found.push(href.clone()),
                    value => hrefs(value, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| hrefs(value, found)),
        _ => {}
    }
}

#[test]
fn pages_exist_where_the_contract_says() {
    let site = site("2026-04-20");
    let paths: Vec<&str> = site.pages.iter().map(|page| page.frame().path.as_str()).collect();
    for path in [
        "404.html",
        "commitments/index.html",
        "disclosures/index.html",
        "grids/g1/index.html",
        "index.html",
        "lookup/g3/index.html",
        "lookup/index.html",
        "members/zhang-san/index.html",
        "notices/index.html",
        "ratings/index.html",
        "ratings/star/2026-01/index.html",
        "ratings/star/2026-q1/index.html",
        "replies/index.html",
    ] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
    assert!(!paths.contains(&"ratings/star/2026-02/index.html"), "only approved months are published");
    assert!(!paths.contains(&"lookup/v/index.html"), "a village has no doors of its own");
    assert!(paths.is_sorted());
}

#[test]
fn every_href_leads_to_a_page_and_an_anchor_that_exist() {
    let site = site("2026-04-20");
    let paths: BTreeSet<String> = site.pages.iter().map(|page| page.frame().path.clone()).collect();
    let extra = site
        .tables
        .iter()
        .flat_map(|table| [format!("data/{}.csv", table.code), format!("data/{}.json", table.code)]);
    let known: BTreeSet<String> =
        paths.iter().cloned().chain(extra).chain(["feed.xml".into(), "site.webmanifest".into()]).collect();
    let mut seen = 0;
    for page in &site.pages {
        let mut found = Vec::new();
        hrefs(&serde_json::to_value(page).unwrap(), &mut found);
        for href in found.iter().filter(|href| !href.starts_with("tel:") && !href.starts_with("mailto:")) {
            seen += 1;
            let file = href.split('#').next().unwrap();
            let mut at: Vec<&str> = page.frame().path.split('/').collect();
            at.pop();
            // What is shown at any address begins with the site's folder.
            assert_eq!(file.starts_with("/b/"), page.frame().path == "404.html", "{href} on {at:?}");
            let file = file.trim_start_matches("/b/");
            for step in file.split('/') {
                match step {
                    ".." => drop(at.pop().unwrap()),
                    step => at.push(step),
                }
            }
            let target = if file.is_empty() { page.frame().path.clone() } else { at.join("/") };
            assert!(known.contains(&target), "{href} on {}", page.frame().path);
        }
    }
    assert!(seen > 250, "{seen}");
}

#[test]
fn a_member_who_left_keeps_a_page_only_for_published_records() {
    let with = site("2026-04-20");
    let PageView::Member(left) = page(&with, "members/li-si/index.html") else { panic!() };
    assert_eq!((left.state.code(), left.person.in_office), ("ended", false));
    assert_eq!(left.person.phone, None, "nobody should call who has left");
    let without = plan(&village("", ""), day("2026-04-20"));
    assert!(without.pages.iter().all(|page| page.frame().path != "members/li-si/index.html"));
    assert!(
        plan(&village("", ""), day("2026-02-28"))
            .pages
            .iter()
            .any(|page| page.frame().path.contains("li-si"))
    );
}

#[test]
fn nothing_tells_who_fell_below_the_threshold() {
    let site = site("2026-04-20");
    let all: String = site.pages.iter().map(|page| serde_json::to_string(page).unwrap()).collect();
    for hidden in ["threshold", "\"61\"", "\"60\"", "\"12\"", "\"95\""] {
        assert!(!all.contains(hidden), "{hidden}");
    }
}

#[test]
fn the_feed_and_sitemap_know_absolute_addresses() {
    let site = site("2026-04-20");
    let web = site.web.as_ref().unwrap();
    let [sitemap] = &*web.sitemaps else { panic!("{}", web.sitemaps.len()) };
    assert!(sitemap.landings.iter().any(|page| page.address == "https://jia.example.cn/b/grids/g1/"));
    assert!(!sitemap.landings.iter().any(|page| page.address.ends_with("404.html")));
    assert_eq!(web.entries[0].period.as_deref(), Some("2026-03"));
    assert!(plan(&village("", ""), day("2026-04-20")).web.is_none());
}

#[test]
fn the_front_page_says_what_is_late_and_what_is_new() {
    let site = site("2026-03-20");
    let PageView::Home(home) = page(&site, "index.html") else { panic!() };
    assert_eq!(home.overdue.commitments.len(), 1, "the road, since 2 March");
    assert_eq!(home.overdue.commitments[0].days_overdue, Some(19));
    assert_eq!(home.overdue.replies[0].days_late, Some(38));
    assert_eq!(home.overdue.disclosures[0].next_period.as_deref(), Some("2025-q4"));
    let behind: Vec<&str> = home.overdue.cadences[0].who.iter().map(|link| link.name.as_str()).collect();
    assert_eq!(behind, ["一网格", "二网格", "三网格"], "nobody visited in February");
    assert_eq!(home.fresh[0].title, "装灯");
    let people = home.figures.population.map(Shown::into_inner);
    assert_eq!((home.figures.households, people), (Some(4), Some(14)));
    assert_eq!(home.figures.members, 3);
    let levels: Vec<(&str, usize)> =
        home.networks[0].levels.iter().map(|level| (level.name.as_str(), level.count)).collect();
    assert_eq!(levels, [("网格", 3)], "one root needs no count");
    assert_eq!(home.networks[0].roots[0].children.len(), 3);
}

#[test]
fn every_sheet_of_paper_is_offered_by_the_page_that_says_the_same() {
    let (board, day, mut cache) = (village(SETTINGS, MORE), day("2026-04-20"), PlanCache::default());
    let offered = |site: &Site| {
        let links = site.pages.iter().flat_map(|page| &page.frame().sheets);
        let names = links.filter_map(|link| link.href.rsplit('/').next()?.strip_suffix(".pdf"));
        names.map(str::to_owned).collect::<BTreeSet<String>>()
    };
    assert_eq!(offered(&replan(&board, day, false, &mut cache)), BTreeSet::new());
    let printed = posters::plan(&board, day, &posters::WantedSheets::default()).unwrap();
    let printed: BTreeSet<String> = printed.into_iter().map(|sheet| sheet.name).collect();
    assert!(printed.contains("bulletin-star-2026-q1") && printed.contains("cards-g1"), "{printed:?}");
    assert_eq!(offered(&replan(&board, day, true, &mut cache)), printed);
    assert_eq!(offered(&replan(&board, day, false, &mut cache)), BTreeSet::new());
}

#[test]
fn results_stand_on_the_front_page_by_the_parts_of_the_board() {
    let site = site("2026-04-20");
    let PageView::Home(home) = page(&site, "index.html") else { panic!() };
    let latest = &home.bulletins[0];
    let told: usize = latest.groups.iter().map(|group| group.entries.len()).sum();
    assert_eq!((told, latest.total), (1, 1), "everybody is told");
    assert_eq!(latest.groups[0].grid.as_ref().unwrap().name, "一网格");
    assert_eq!(latest.counts.iter().map(|count| (count.lit, count.count)).collect::<Vec<_>>(), [(3, 1)]);
}

#[test]
fn one_day_one_plan() {
    let (first, second) = (site("2026-04-20"), site("2026-04-20"));
    assert_eq!(first.pages, second.pages);
    assert_eq!(first.tables, second.tables);
}

#[test]
fn a_member_page_counts_the_doors_that_lists_show() {
    let site = site("2026-01-20");
    let doors = |path: &str| {
        let PageView::Member(view) = page(&site, path) else { panic!() };
        view.patches.iter().map(|patch| (patch.grid.name.clone(), patch.households)).collect::<Vec<_>>()
    };
    assert_eq!(doors("members/wang-wu/index.html"), [("一网格".to_string(), 1)], "named for the first door");
    assert_eq!(doors("members/zhang-san/index.html"), [("一网格".to_string(), 1)], "the rest, as the lead");
    assert!(doors("members/cui-hai-ping/index.html").is_empty(), "standing in for a vacancy is no patch");
    let PageView::Grid(grid) = page(&site, "grids/g1/index.html") else { panic!() };
    let doors: usize = grid.leads.iter().chain(&grid.people).filter_map(|here| here.households).sum();
    assert_eq!(doors, 2);
}

#[test]
fn a_board_without_records_still_has_all_its_sections() {
    let site = plan(&super::fixture::board(&[("site.yaml", super::fixture::SITE)]), day("2026-01-20"));
    let PageView::Home(home) = page(&site, "index.html") else { panic!() };
    assert_eq!((home.figures.households, home.figures.members), (None, 0));
    assert_eq!(home.page.nav.iter().map(|item| item.code).collect::<Vec<_>>(), ["home", "lookup"]);
    assert_eq!(site.pages.len(), 11);
}

/// A village in which each of `parts` decides a fact: who leads, what people are called, who lives where, how they
/// scored.
fn drawn(parts: &[usize; 12]) -> String {
    let names = |at: usize, of: [&'static str; 2]| of[parts[at] % 2];
    let mut households = String::new();
    // From the front on, so that what comes or goes moves all that follows.
    for (at, part) in parts[4..10].iter().enumerate().filter(|(_, part)| **part > 0) {
        let grid = ["g1", "g2"][part / 2 % 2];
        let cover = if *part > 3 { ", covered_by: [m-2]" } else { "" };
        households += &format!("  - {{id: h-{at}, door: 街{part}号, grid: {grid}, people: {part}{cover}}}\n");
    }
    format!(
        "grids:\n  - {{id: v, name: 甲村, level: village, lead: {}}}\n\
         \x20 - {{id: g1, name: 一网格, level: grid, parent: v, lead: {}}}\n\
         \x20 - {{id: g2, name: {}, level: grid, parent: v, lead: m-3}}\n\
         members:\n  - {{id: m-1, name: 崔海平}}\n  - {{id: m-2, name: {}, title: {}}}\n  - {{id: m-3, name: 张三}}\n\
         households:\n  - {{id: z-1, door: 河边1号, grid: g2}}\n{households}\
         ratings:\n  - {{month: 2026-01, stage: approved, entries: [{{member: m-2, scores: [{}]}}, {{member: m-3, scores: [70]}}]}}\n\
         \x20 - {{month: 2026-02, stage: approved, entries: [{{member: m-2, scores: [{}]}}, {{member: m-3, scores: [95]}}]}}\n",
        ["m-1", "m-2"][parts[0] / 2 % 2],
        names(0, ["m-2", "m-3"]),
        names(1, ["二网格", "二组网格"]),
        names(2, ["李四", "李小四"]),
        names(3, ["网格员", "组长"]),
        60 + 10 * parts[10],
        60 + 10 * parts[11],
    )
}

#[test]
fn a_plan_with_the_last_one_at_hand_is_the_one_from_nothing() {
    let mut dice = Dice(5);
    let mut roll = |sides: usize| dice.roll(sides);
    let settings = format!("{SITE}{SETTINGS}");
    let (mut parts, mut cache) = ([1; 12], PlanCache::default());
    for _ in 0..300 {
        for _ in 0..1 + roll(2) {
            parts[roll(12)] = roll(5);
        }
        let board = board(&[("site.yaml", &settings), ("a.yaml", &drawn(&parts))]);
        let (known, anew) =
            (replan(&board, day("2026-04-20"), false, &mut cache), plan(&board, day("2026-04-20")));
        assert_eq!(known.pages, anew.pages, "{parts:?}");
        assert_eq!((known.tables, known.shards), (anew.tables, anew.shards), "{parts:?}");
    }
}
