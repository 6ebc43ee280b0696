//! The theme's own words in other languages: a board whose records hold no Chinese shows none either, except in Chinese.

use std::collections::BTreeMap;

use super::harness::{Site, tree};

const SETTINGS: &str = "
title: Hillside board
publisher: Hillside committee
hotline: 0978-8223344
mailbox: At the gate
address: Main road 1
hours: 9 to 17
base_url: https://hillside.example
kiosk: {}
networks:
  - id: grid
    name: Grids
    levels:
      - {id: village, name: village, lead_title: Secretary}
      - {id: grid, name: grid, lead_title: Grid lead}
schemes:
  - id: monthly
    name: Monthly rating
    show: both
    dimensions: [{id: work, name: Work, max: 100}]
    stars: [{min: 90, stars: 5}, {min: 0, stars: 2}]
    cycles: [month, quarter, half_year, year]
cadences:
  - {id: visit, name: Visits, every: month, by: grid, from: 2026-01}
disclosures:
  - {id: money, name: Accounts, every: quarter, days: 15, from: 2026-01}
";

const RECORDS: &str = "
grids:
  - {id: v, name: Hillside, level: village, lead: Alim}
  - {id: g-1, name: Upper lane, level: grid, parent: v, lead: Bahar}
  - {id: g-2, name: Lower lane, level: grid, parent: v, posts: [{post: Grid lead, vacant: true, backup: Bahar}]}
members:
  - {id: alim, name: Alim, title: Secretary, phone: '13900000001', phone_public: true, party_member: true}
  - {id: bahar, name: Bahar, grid: g-1, phone: '13900000002', covers: [h-1]}
  - {id: dilnur, name: Dilnur, grid: g-2, to: 2026-01-31}
households:
  - {id: h-1, door: No. 1, grid: g-1}
  - {id: h-2, door: No. 2, grid: g-1, group: First}
  - {id: h-3, door: No. 3, grid: g-2}
commitments:
  - {by: Bahar, title: Mend the lane, made: 2026-01-05, due: 2026-02-28, target: 1.2 km, progress: [{date: 2026-02-01, percent: 40, note: Begun}]}
  - {by: Alim, title: Street lamps, made: 2026-01-05, due: 2026-12-31}
ratings:
  - {scheme: monthly, month: 2026-01, stage: approved, entries: [{member: Bahar, scores: [92]}, {member: Alim, scores: [70]}]}
  - {scheme: monthly, month: 2026-03, stage: approved, entries: [{member: Bahar, scores: [88]}]}
activities:
  - {date: 2026-01-20, cadence: visit, grid: g-1, count: 3}
replies:
  - {asked: 2026-01-05, question: When are the lamps mended?, due: 2026-01-20, answered: 2026-01-25, answer: In May.}
  - {asked: 2026-02-05, question: And the bridge?, due: 2026-02-20}
services:
  - {name: Certificates, time_limit: 3 days}
";

const NOTICE: &str =
    "---\ntitle: Straw\nkind: notice\ndate: 2026-03-20\nexpires: 2026-04-20\n---\nNo burning.\n";

/// The pages of the board in `language`, by path.
fn pages(language: &str) -> BTreeMap<String, String> {
    let site = Site::empty();
    site.write("content/site.yaml", format!("language: {language}\n{SETTINGS}"));
    site.write("content/records.yaml", RECORDS);
    site.write("content/notices/straw.md", NOTICE);
    site.run(&["build", "-q"]).exits(0);
    let files = tree(&site.public()).into_iter();
    let shown = |path: &str| path.ends_with(".html") || path == "feed.xml" || path == "assets/rtl.css";
    files
        .filter(|(path, _)| shown(path))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

/// The first Chinese of `text` with what stands around it.
fn chinese(text: &str) -> Option<&str> {
    let is_chinese =
        |c: char| matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    let line = text.lines().find(|line| line.contains(is_chinese))?;
    Some(line)
}

#[test]
fn a_board_in_english_or_uyghur_shows_no_chinese_of_the_themes_own() {
    for (language, heading) in
        [("en", "Who covers my home?"), ("en-GB", "Who covers my home?"), ("ug", "ئۆيۈمگە كىم مەسئۇل؟")]
    {
        let pages = pages(language);
        for (path, text) in &pages {
            assert_eq!(chinese(text), None, "{language}: {path}");
        }
        assert!(pages["index.html"].contains(heading), "{language}");
        for path in
            ["kiosk/index.html", "commitments/index.html", "lookup/index.html", "members/bahar/index.html"]
        {
            assert!(pages.contains_key(path), "{path} of {:?}", pages.keys());
        }
    }
}

#[test]
fn only_what_is_written_from_right_to_left_is_turned_around() {
    for (language, is_rtl) in [("zh-CN", false), ("zh-Hant", false), ("en", false), ("ug", true)] {
        let pages = pages(language);
        for (path, text) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
            assert!(text.contains(&format!("<html lang=\"{language}\"")), "{path}");
            assert_eq!(text.contains(" dir=\"rtl\">"), is_rtl, "{language}: {path}");
            assert_eq!(text.contains("assets/rtl.css"), is_rtl, "{language}: {path}");
        }
        assert_eq!(pages.contains_key("assets/rtl.css"), is_rtl, "{language}");
    }
}

#[test]
fn dates_periods_and_stars_follow_the_language() {
    for (language, words) in [
        ("zh-CN", ["2026年3月20日", "2026年第一季度", "五星", "谁包我家"]),
        ("zh-Hant", ["2026年3月20日", "2026年第一季度", "五星", "誰包我家"]),
        ("zh-HK", ["2026年3月20日", "2026年第一季度", "五星", "誰包我家"]),
        ("en", ["20 March 2026", "Q1 2026", "5-star", "Who covers my home"]),
        ("ug", ["2026-يىلى 3-ئاينىڭ 20-كۈنى", "2026-يىلى 1-پەسىل", "5 يۇلتۇز", "مەسئۇل"]),
    ] {
        let all: String = pages(language).into_values().collect();
        for word in words {
            assert!(all.contains(word), "{language}: {word}");
        }
    }
}

#[test]
fn english_tells_one_from_many() {
    let pages = pages("en");
    for (path, words) in [
        (
            "index.html",
            &[
                "3</b> households",
                "2</b> responsible people",
                "31 days overdue",
                "2 below (grid)",
                "grid: <b>2</b>",
            ][..],
        ),
        ("grids/g-2/index.html", &["1</b> household<"]),
        ("commitments/index.html", &["2 public commitments. "]),
        ("services/index.html", &["1 service in 1 category. "]),
        (
            "replies/index.html",
            &["1 answered, 1 waiting.", "after 20 days", "5 days late", "39 days overdue"],
        ),
        ("lookup/g-1/index.html", &["2 households."]),
        ("lookup/index.html", &["data-count=\"{n} {n|home|homes} found"]),
        ("ratings/monthly/2026-03/index.html", &["1 of 2 people has an approved rating"]),
        ("data/index.html", &["1 row<", "3 rows<"]),
    ] {
        let page = &pages[path];
        words.iter().for_each(|word| assert!(page.contains(word), "{path}: {word}\n{page}"));
    }
    for (path, page) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        // What scripts fill in is in attributes.
        let shown = page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
        shown.for_each(|text| assert!(!text.contains("{n"), "{path}: {text}"));
    }
}

#[test]
fn a_word_that_another_language_lends_says_its_language_and_direction() {
    let pages = pages("ug");
    let page = &pages["members/bahar/index.html"];
    assert!(page.contains("><bdi lang=\"en\" dir=\"ltr\">See the bulletin</bdi></a>"), "{page}");
    for (path, page) in &pages {
        assert!(!page.contains(['\u{fdd3}', '\u{fdd4}']), "{path}");
    }
    assert!(!self::pages("en-GB").values().any(|page| page.contains("<bdi")), "English is its own");
}

/// Selectors with the sides that they name, of one style sheet.
fn sided(css: &str) -> Vec<(String, bool)> {
    let mut bare = String::new();
    for (at, part) in css.split("/*").enumerate() {
        bare.push_str(if at == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) });
    }
    let rules = bare.split('}').filter_map(|rule| {
        let (head, body) = rule.rsplit_once('{')?;
        let selector =
            head.rsplit('{').next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let of = |name: &str| {
            let declared = body.split(';').filter_map(|one| one.split_once(':'));
            declared.filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim()).next_back()
        };
        let differ = |one: &str, other: &str| of(one) != of(other);
        let has_sides = differ("margin-left", "margin-right")
            || differ("padding-left", "padding-right")
            || differ("border-left", "border-right")
            || differ("left", "right")
            || matches!(of("text-align"), Some("left" | "right"));
        Some((selector, has_sides))
    });
    rules.collect()
}

#[test]
fn every_rule_with_a_side_has_its_other_side() {
    let assets = super::harness::root().join("themes/default/assets");
    let read = |name: &str| std::fs::read_to_string(assets.join(name)).unwrap();
    let turned: Vec<String> = sided(&read("rtl.css")).into_iter().map(|(selector, _)| selector).collect();
    let mut seen = 0;
    for name in ["base.css", "components.css", "kiosk.css"] {
        for (selector, _) in sided(&read(name)).into_iter().filter(|(_, has_sides)| *has_sides) {
            assert!(turned.contains(&selector), "{name}: {selector} is missing in rtl.css");
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
}
