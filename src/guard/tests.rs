//! Boards on which a private value is typed a second time, and boards on which it only seems so.

use std::collections::BTreeMap;

mod many;
mod public;

use super::*;
use crate::calendar::NaiveDate;
use crate::diagnostic::Diagnostic;
use crate::load::{Loaded, load_files};
use crate::model::Records;
use crate::model::resolve;
use crate::sample::Dice;

const SITE: &str = "\
title: 柳村公开栏
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
schemes:
  - {id: star, name: 月评, dimensions: [{id: a, name: 学习}]}
";

const RECORDS: &str = "\
grids:
  - {id: east, name: 东网格, level: grid, lead: wang-fang}
members:
  - {id: wang-fang, name: 王芳, phone: 13900001111, private: {住址: 城南小区三号楼二单元}}
households:
  - id: h-1
    door: 1号
    grid: east
    label: 光荣人家
    private: {户主: 赵铁柱, 电话: 139 0000 2222, 类别: 低保户, 出生: 1956-03-02, 儿媳: 孙玉梅, 微信: wx_tiezhu88, 车牌: 晋A·12345, 经纬度: '112.345612,36.789053', 收入: 38650, 入住: 2018-05-01}
  - id: h-2
    door: 2号
    grid: east
    private: {户主: 高明, 备注: 儿子在广东打工三年未归}
  - id: h-3
    door: 3号
    grid: east
    private: {户主: 王芳}
ratings:
  - {month: 2026-02, stage: self, entries: [{member: wang-fang, scores: [80], note: 自己觉得走访不够勤快}]}
";

/// The board with `privacy` in its settings.
fn board(privacy: &str) -> (Loaded, Records) {
    let site = format!("{SITE}{privacy}");
    let records = format!("{RECORDS}replies:\n  - {{asked: 2026-03-01, question: '…'}}\n");
    let files = BTreeMap::from([
        ("content/site.yaml".to_owned(), site.into_bytes()),
        ("content/records.yaml".to_owned(), records.into_bytes()),
    ]);
    let (loaded, problems) = load_files(&files);
    assert!(!problems.has_errors(), "{problems:?}");
    let records = resolve(&loaded).0.unwrap();
    (loaded, records)
}

fn day() -> AsOf {
    AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap())
}

/// The rules broken by a board whose one published file says `text`, with `privacy` in its settings.
fn found(path: &str, text: &str, privacy: &str) -> Vec<Diagnostic> {
    let (loaded, records) = board(privacy);
    let mut artifacts = Artifacts::default();
    artifacts.add(path, text.as_bytes().to_vec());
    scan(&artifacts, &records.board, &records.register, &loaded.sources, day()).iter().cloned().collect()
}

/// What is told of a page that says `text` now, by what `cache` holds of the last look.
fn look_again(text: &str, loaded: &Loaded, records: &Records, cache: &mut LookCache) -> Vec<String> {
    let mut artifacts = Artifacts::default();
    artifacts.add("a.html", text.as_bytes().to_vec());
    let mut ready = std::mem::take(cache).gather(&records.board, &records.register, day());
    let found = ready.look(&artifacts, &records.board, &loaded.sources);
    *cache = ready.keep();
    found.iter().map(|problem| problem.message.zh.clone()).collect()
}

#[test]
fn a_changed_file_is_looked_through_as_if_it_were_new() {
    let (loaded, records) = board("privacy: {excused: [{word: 纪念赵铁柱, reason: 活动}]}\n");
    let look = |text: &str, cache: &mut LookCache| look_again(text, &loaded, &records, cache);
    let long = "公开".repeat(3_000);
    // Halves of what is looked for, of what excuses it, and of what lets it count for nothing.
    let pieces = [
        "赵铁", "柱", "高", "明", "，", "的", "139", "0000", "2222", "纪念", "<b>", "</p><p>", "%E6%9F",
        "%B1", "\\u67f1", &long,
    ];
    let mut dice = Dice(7);
    let mut roll = |sides: usize| dice.roll(sides);
    let (mut cache, mut text, mut leaks) = (LookCache::default(), Vec::new(), 0);
    for _ in 0..2_000 {
        let at = roll(text.len() + 1);
        match roll(2) {
            0 if at < text.len() => drop(text.remove(at)),
            _ => text.insert(at, pieces[roll(pieces.len())]),
        }
        text.truncate(12);
        let now = text.concat();
        let anew = look(&now, &mut LookCache::default());
        leaks += anew.len();
        assert_eq!(look(&now, &mut cache), anew, "{text:?}");
    }
    assert!(leaks > 100, "{leaks}");
}

/// A village whose records are drawn by `roll`: heads of households, numbers, public doors and titles that may tell the
/// same, an excuse.
fn drawn(roll: &mut impl FnMut(usize) -> usize) -> (Loaded, Records) {
    let heads = ["赵铁柱", "高明", "王芳", "赵铁", "铁柱", "孙大圣"];
    let numbers = ["139 0000 2222", "1390000222", "13900001111", "0355-7654321"];
    let mut households = String::new();
    // Often there is nothing to be looked for.
    let of = [0, 4, 8][roll(3)];
    for at in (0..of).filter(|_| roll(2) == 0).collect::<Vec<_>>() {
        let door = ["1号", "赵铁柱家", "高明，1号"][roll(3)];
        let (head, number) = (heads[roll(heads.len())], numbers[roll(numbers.len())]);
        households += &format!(
            "  - {{id: h-{at}, door: {door}, grid: east, private: {{户主: {head}, 电话: {number}}}}}\n"
        );
    }
    let title = ["网格员", "孙大圣", "赵铁"][roll(3)];
    let excuse = ["", "privacy: {excused: [{word: 赵铁柱家, reason: 店名}]}\n"][roll(2)];
    let records = format!(
        "grids:\n  - {{id: east, name: 东网格, level: grid, lead: wang-fang}}\n\
         members:\n  - {{id: wang-fang, name: 王芳, title: {title}}}\nhouseholds:\n  - {{id: h-9, door: 9号, grid: east}}\n{households}"
    );
    let files = BTreeMap::from([
        ("content/site.yaml".to_owned(), format!("{SITE}{excuse}").into_bytes()),
        ("content/records.yaml".to_owned(), records.into_bytes()),
    ]);
    let loaded = load_files(&files).0;
    let records = resolve(&loaded).0.unwrap();
    (loaded, records)
}

#[test]
fn other_secrets_are_looked_for_in_old_files_as_if_these_were_new() {
    let mut dice = Dice(11);
    let mut roll = |sides: usize| dice.roll(sides);
    let pieces = [
        "赵铁",
        "柱",
        "赵铁柱家",
        "高",
        "明",
        "，",
        "王芳",
        "13900002222",
        "1390000222",
        "孙大圣",
        "0355-",
        "7654321",
        "1654321",
        "1号",
        "的",
        "<p>",
        "&#x8d75;",
        "%E9%93%81",
        "\\u67f1",
        "&amp;",
        &"<td>好</td>".repeat(60),
    ];
    let mut texts = ["", "", ""].map(str::to_owned);
    let (mut cache, mut leaks, mut excused) = (LookCache::default(), 0, 0);
    for _ in 0..600 {
        let (loaded, records) = drawn(&mut roll);
        if roll(3) == 0 {
            texts[roll(3)] = (0..roll(9)).map(|_| pieces[roll(pieces.len())]).collect();
        }
        let mut artifacts = Artifacts::default();
        for (at, text) in texts.iter().enumerate().filter(|(at, _)| *at < 2 || texts[0].len() % 2 == 0) {
            artifacts.add(format!("{at}.html"), text.as_bytes().to_vec());
        }
        let look = |cache: &mut LookCache| {
            let mut ready = std::mem::take(cache).gather(&records.board, &records.register, day());
            let found = ready.look(&artifacts, &records.board, &loaded.sources);
            *cache = ready.keep();
            let told = |problem: &Diagnostic| (problem.rule.name, problem.message.zh.clone(), problem.span);
            found.iter().map(told).collect::<Vec<_>>()
        };
        if roll(5) == 0 {
            // A run that something newer overtook.
            cache = cache.gather(&records.board, &records.register, day()).keep();
            continue;
        }
        let anew = look(&mut LookCache::default());
        leaks += anew.iter().filter(|(rule, ..)| *rule == "private-leaked").count();
        excused += anew.iter().filter(|(rule, ..)| *rule == "word-excused").count();
        assert_eq!(look(&mut cache), anew, "{texts:?}");
    }
    assert!(leaks > 100 && excused > 10, "{leaks} {excused}");
}

#[test]
fn what_changed_while_nothing_was_looked_for_is_looked_through_later() {
    let made = |title: &str, private: &str| {
        let records = format!(
            "grids:\n  - {{id: east, name: 东网格, level: grid, lead: wang-fang}}\nmembers:\n  - {{id: wang-fang, name: 王芳}}\n\
             households:\n  - {{id: h-1, door: 1号, grid: east{private}}}\n"
        );
        let site = SITE.replacen("柳村", title, 1);
        let files = BTreeMap::from([
            ("content/site.yaml".to_owned(), site.into_bytes()),
            ("content/records.yaml".to_owned(), records.into_bytes()),
        ]);
        let loaded = load_files(&files).0;
        let records = resolve(&loaded).0.unwrap();
        (loaded, records)
    };
    let mut cache = LookCache::default();
    let mut look = |title: &str, private: &str, number: &str| {
        let (loaded, records) = made(title, private);
        let mut artifacts = Artifacts::default();
        artifacts.add("n.html", format!("<p>值班电话 {number} 请打。</p>").into_bytes());
        let mut ready = std::mem::take(&mut cache).gather(&records.board, &records.register, day());
        let found = ready.look(&artifacts, &records.board, &loaded.sources);
        cache = ready.keep();
        found.iter().len()
    };
    let (none, name) = ("", ", private: {户主: 郑守田}");
    assert_eq!(look("柳村", none, "0355-1654321"), 0);
    assert_eq!(look("柳村", name, "0355-1654321"), 0);
    // Settings are public facts, so all that is looked for is worked out anew.
    assert_eq!(look("杨村", none, "0355-1654321"), 0);
    assert_eq!(look("杨村", none, "0355-7654321"), 0);
    assert_eq!(look("杨村", ", private: {电话: 0355-7654321}", "0355-7654321"), 1);
}

#[test]
fn one_record_that_says_a_thing_three_times_makes_it_no_word() {
    let found = |households: &str| {
        let last = "    private: {户主: 王芳}\n";
        let records = RECORDS.replacen(last, &format!("{last}{households}"), 1);
        let files = BTreeMap::from([
            ("content/site.yaml".to_owned(), SITE.as_bytes().to_vec()),
            ("content/records.yaml".to_owned(), records.into_bytes()),
        ]);
        let loaded = load_files(&files).0;
        let records = resolve(&loaded).0.unwrap();
        let mut artifacts = Artifacts::default();
        artifacts.add("n.html", "<p>住在西边老院，灯坏了。</p>".as_bytes().to_vec());
        scan(&artifacts, &records.board, &records.register, &loaded.sources, day()).iter().len()
    };
    let household = |id: u32, said: &str| {
        format!("  - {{id: x-{id}, door: 东{id}号, grid: east, private: {{{said}}}}}\n")
    };
    let once = |id: u32| household(id, "备注: 住在西边老院");
    assert_eq!(found(""), 0);
    assert_eq!(found(&once(1)), 1);
    assert_eq!(found(&household(1, "备注: 住在西边老院, 甲: 住在西边老院, 乙: 住在西边老院")), 1);
    assert_eq!(found(&[once(1), once(2)].concat()), 1);
    assert_eq!(found(&[once(1), once(2), once(3)].concat()), 0);
}

#[track_caller]
fn leaks(text: &str) {
    let problems = found("notices/a/index.html", text, "");
    assert_eq!(problems.len(), 1, "{text}: {problems:?}");
    let Diagnostic { rule, message, hidden, .. } = &problems[0];
    assert_eq!((rule.name, *hidden), ("private-leaked", true));
    assert!(message.en.starts_with("notices/a/index.html"), "{}", message.en);
    for private in
        ["赵铁柱", "高明", "13900002222", "孙玉梅", "1956", "广东", "勤快", "城南", "tiezhu", "38650"]
    {
        assert!(!message.zh.contains(private) && !message.en.contains(private), "{}", message.zh);
    }
}

#[track_caller]
fn passes(text: &str) {
    let problems = found("notices/a/index.html", text, "");
    assert!(problems.is_empty(), "{text}: {problems:?}");
}

#[test]
fn every_kind_of_private_value_is_found() {
    for text in [
        "感谢赵铁柱同志",
        "电话 13900002222。",
        "139-0000-2222",
        "<td>13900001111</td>",
        "感谢赵<b>铁</b>柱同志",
        "赵　铁　柱",
        "趙鐵柱",
        "<td>赵铁</td><td>柱</td>",
        "<img src=\"a.jpg\" alt=\"赵\" title=\"铁柱\">",
        "<a aria-label='赵铁' title='柱'>照片</a>",
        "139.0000.2222",
        "微信 wx-tiezhu.88",
        "晋a 12345",
        "孙玉梅",
        "他家收入38,650元",
        "36.78905，112.34561",
        "生于1956年3月2日",
        "他儿子在广东打工三年未归。",
        "自己觉得走访不够勤快",
        "家住城南小区三号楼二单元",
        "王芳、高明、李四",
    ] {
        leaks(text);
    }
}

#[test]
fn every_way_of_writing_it_is_seen_through() {
    for text in [
        "%E8%B5%B5%E9%93%81%E6%9F%B1.jpg",
        "%e8%b5%b5%e9%93%81%e6%9f%b1",
        r#"{"name":"\u8d75\u94c1\u67f1"}"#,
        r#"{"name":"\u8D75铁\u67F1"}"#,
        "&#x8d75;&#38081;柱",
    ] {
        leaks(text);
    }
    let by_name = found("files/赵铁柱.pdf", "", "");
    assert_eq!(by_name.len(), 1);
    assert!(!by_name[0].message.zh.contains("赵铁柱"), "{}", by_name[0].message.zh);
}

#[test]
fn words_and_public_facts_are_no_leak() {
    for text in [
        "高明的手段，手段高明，更高明些",
        "低保户申请流程",
        "负责人王芳",
        "139****1111",
        "2026-03-02，0139000022229",
        "1956年",
        "2018年5月1日回迁",
        "评选“光荣人家”",
        "赵铁｜柱国",
        "投资138650元",
    ] {
        passes(text);
    }
}

#[test]
fn an_excuse_is_told_with_its_reason() {
    let privacy = "privacy: {excused: [{word: 纪念赵铁柱, reason: 县里统一的活动名称}]}\n";
    let problems = found("a.html", "纪念赵铁柱活动", privacy);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].rule.name, "word-excused");
    assert!(problems[0].message.zh.contains("县里统一的活动名称"));
    let beyond = found("a.html", "纪念赵铁柱活动，赵铁柱某某", privacy);
    let rules: Vec<_> = beyond.iter().map(|problem| problem.rule.name).collect();
    assert_eq!(rules, ["private-leaked", "word-excused"]);
    let placed = "privacy: {excused: [{word: 赵铁柱, reason: 活动, where: records.yaml}]}\n";
    assert_eq!(found("a.html", "赵铁柱", placed)[0].rule.name, "private-leaked");
}

#[test]
fn a_value_on_many_pages_is_told_once() {
    let problems = found("a.html", "赵铁柱 赵铁柱 13900002222", "");
    assert_eq!(problems.len(), 2);
}
