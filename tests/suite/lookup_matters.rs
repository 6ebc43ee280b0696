//! What the look-up finds beside households and people: grids, services, notices, promises, pages, what must be disclosed,
//! questions. By title, pinyin and text, with links that lead there, and nothing that the pages keep back.

use std::collections::BTreeMap;

use serde_json::Value;

use super::harness::{Site, root, tree};
use super::lookup::browser;

const DAY: &str = "2026-03-31";

const SETTINGS: &str = "\
title: 甲村公开栏
publisher: 甲村村民委员会
languages: [en]
networks:
  - id: n
    name: 网
    levels: [{id: a, name: 村}, {id: b, name: 片}]
disclosures:
  - {id: money, name: 财务收支, section: 财务, every: month, days: 15, from: 2026-01, basis: 村级财务管理办法}
";

const RECORDS: &str = "\
grids:
  - {id: v, name: 甲村, level: 村, lead: wu}
  - {id: g, name: 岭头片, level: 片, parent: v, lead: wu, aka: [老寨], note: '这里有一座**明代石桥**。'}
  - {id: old, name: 撤并片, level: 片, parent: v, to: 2025-12-31}
members:
  - {id: wu, name: 武俊生}
households:
  - {id: x1, door: 岭上1号, grid: g, people: 3, private: {户主: 欧阳建设}}
services:
  - {id: s-1, name: 居住证明, category: 证明盖章, materials: [身份证, 户口簿], window: 综合窗口}
commitments:
  - id: lamps
    by: wu
    title: 修好路灯
    detail: '换成**太阳能**灯头'
    baseline: 十二盏坏了八盏
    target: 全部点亮
    made: 2026-01-10
    due: 2026-06-30
    progress: [{date: 2026-03-01, note: 电缆已经到货}, {date: 2026-05-01, note: 竣工验收}]
  - {id: later, grid: g, title: 建文化广场, made: 2026-05-01}
replies:
  - {asked: 2026-03-03, topic: 饮水, question: 自来水几时通？, answered: 2026-03-10, answer: '水厂四月供水。'}
  - {asked: 2026-03-05, question: 垃圾车几天来一次？, answered: 2026-05-01, answer: '改为每天清运。'}
translations:
  - language: en
    texts: {岭头片: Lingtou area, 修好路灯: Mend the street lamps, 居住证明: Proof of residence}
";

const PAGES: [(&str, &str); 6] = [
    ("loan.md", "title: 危房改造补助名单\nkind: notice\ndate: 2026-03-05\ngrid: g"),
    ("next.md", "title: 下月停电\nkind: notice\ndate: 2026-04-20"),
    ("draft.md", "title: 低保复核\nkind: notice\ndate: 2026-03-01\ndraft: true"),
    ("rules.md", "title: 村规民约"),
    ("loan.en.md", "id: loan\nlanguage: en\ntitle: Grants for unsafe houses"),
    ("long.md", "title: 合同\nkind: notice\ndate: 2026-02-01\nnamed: [欧阳建设]\nbasis: 承包办法"),
];

fn board() -> Site {
    let site = Site::empty();
    site.write("content/site.yaml", SETTINGS);
    site.write("content/records.yaml", RECORDS);
    for (name, front) in PAGES {
        let body = match name {
            "loan.md" => {
                "经公示，**泥石流**避让户每户补助\n二万元。\n\n| 户 | 元 |\n|--|--|\n| 甲 | 20000 |\n"
                    .to_owned()
            }
            "loan.en.md" => "Households in the way of mudflows get a grant.\n".to_owned(),
            "rules.md" => "红事白事从简，不放烟花爆竹。\n".to_owned(),
            // Somebody is named on purpose in every part of a long text, also where it is parted.
            "long.md" => "承包人欧阳建设，鱼塘一口。".repeat(600) + "\n\n末尾写着盖章生效。\n",
            _ => "正文里写着换变压器。\n".to_owned(),
        };
        site.write(&format!("content/{name}"), format!("---\n{front}\n---\n{body}"));
    }
    site.run(&["build", "-q", "--as-of", DAY]).exits(0);
    site
}

/// What each of `typed` finds: titles by kind.
fn found(site: &Site, typed: &[&str]) -> Option<Vec<BTreeMap<String, Vec<String>>>> {
    let queries: Vec<String> = typed.iter().map(|typed| (*typed).to_owned()).collect();
    let titles = |group: &Value| {
        let titles = group[2].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap().to_owned());
        (group[0].as_str().unwrap().to_owned(), titles.collect())
    };
    let answered = browser(site, &queries, &[])?;
    Some(
        answered
            .iter()
            .map(|answer| answer["matters"].as_array().unwrap().iter().map(titles).collect())
            .collect(),
    )
}

#[test]
fn everything_is_found_by_title_pinyin_and_text() {
    let site = board();
    let cases: &[(&str, &str, &str)] = &[
        // Grids: by name, by how it sounds, by what else they are called, by what is said of them.
        ("岭头", "grids", "岭头片"),
        ("lingtou", "grids", "岭头片"),
        ("ltp", "grids", "岭头片"),
        ("老寨", "grids", "岭头片"),
        ("明代石桥", "grids", "岭头片"),
        ("甲村 岭头", "grids", "岭头片"),
        ("Lingtou area", "grids", "岭头片"),
        ("居住证", "services", "居住证明"),
        ("juzhu", "services", "居住证明"),
        ("户口簿", "services", "居住证明"),
        ("综合窗口 居住", "services", "居住证明"),
        ("危房", "notices", "危房改造补助名单"),
        ("weifang", "notices", "危房改造补助名单"),
        ("wfgz", "notices", "危房改造补助名单"),
        ("泥石流", "notices", "危房改造补助名单"),
        ("补助二万元", "notices", "危房改造补助名单"),
        ("补助二万", "notices", "危房改造补助名单"),
        ("20000", "notices", "危房改造补助名单"),
        ("盖章生效", "notices", "合同"),
        ("路灯", "commitments", "修好路灯"),
        ("xiuhao", "commitments", "修好路灯"),
        ("太阳能灯头", "commitments", "修好路灯"),
        ("全部点亮", "commitments", "修好路灯"),
        ("电缆", "commitments", "修好路灯"),
        ("武俊生 路灯", "commitments", "修好路灯"),
        ("民约", "pages", "村规民约"),
        ("烟花爆竹", "pages", "村规民约"),
        ("财务收支", "disclosures", "财务收支"),
        ("财务管理办法", "disclosures", "财务收支"),
        ("自来水", "replies", "自来水几时通？"),
        ("四月供水", "replies", "自来水几时通？"),
    ];
    let typed: Vec<&str> = cases.iter().map(|(typed, ..)| *typed).collect();
    let Some(answers) = found(&site, &typed) else { return };
    for ((typed, kind, title), answer) in cases.iter().zip(answers) {
        let titles = answer.get(*kind).cloned().unwrap_or_default();
        if *typed == "Lingtou area" {
            assert!(titles.is_empty(), "only in the edition that says so");
        } else {
            assert!(titles.contains(&(*title).to_owned()), "{typed}: {answer:?}");
        }
    }
}

#[test]
fn what_the_pages_keep_back_is_not_found() {
    let site = board();
    let typed = [
        "下月停电",
        "变压器",
        "低保复核",
        "撤并片",
        "文化广场",
        "竣工验收",
        "每天清运",
        "x1",
        "欧",
        "泥流石",
    ];
    let Some(answers) = found(&site, &typed) else { return };
    for (typed, answer) in typed.iter().zip(answers) {
        assert!(answer.is_empty(), "{typed}: {answer:?}");
    }
    let files = tree(&site.public().join("lookup")).into_iter();
    for (path, bytes) in files.filter(|(path, _)| path.starts_with("s~")) {
        let text = String::from_utf8_lossy(&bytes);
        for hidden in ["下月停电", "变压器", "低保复核", "撤并", "文化广场", "竣工验收", "每天清运"]
        {
            assert!(!text.contains(hidden), "{path} tells {hidden}");
        }
    }
}

/// The rows of all blocks, each with its path.
fn rows(site: &Site, folder: &str) -> Vec<Value> {
    let files =
        tree(&site.public().join(folder)).into_iter().filter(|(path, _)| path.starts_with("s~matters-"));
    let rows = files.flat_map(|(_, bytes)| {
        let text = String::from_utf8(bytes).unwrap();
        let data = text.split_once(',').unwrap().1.rsplit_once(')').unwrap().0;
        serde_json::from_str::<Vec<Value>>(data).unwrap()
    });
    rows.collect()
}

#[test]
fn a_translated_board_is_searched_in_both_languages() {
    let site = board();
    let rows = rows(&site, "en/lookup");
    let row = |title: &str| rows.iter().find(|row| row[0] == title).unwrap_or_else(|| panic!("{title}"));
    assert_eq!(row("Lingtou area")[5], "岭头片");
    assert_eq!(row("Grants for unsafe houses")[5], "危房改造补助名单");
    assert!(row("Grants for unsafe houses")[4][0].as_str().unwrap().contains("mudflows"));
    assert_eq!(row("Mend the street lamps")[1], "../commitments/index.html#c-lamps");
}

#[test]
fn answers_lead_to_where_they_stand() {
    for board in ["village", "lookup"] {
        let site = Site::empty();
        site.copy_from(&root().join("tests/boards").join(board));
        site.run(&["build", "-q", "--as-of", DAY]).exits(0);
        let files = tree(&site.public());
        let found = rows(&site, "lookup");
        assert!(!found.is_empty());
        for row in found {
            let href = row[1].as_str().unwrap().strip_prefix("../").unwrap().to_owned();
            let href = percent_encoding::percent_decode_str(&href).decode_utf8().unwrap().into_owned();
            let (path, anchor) = href.split_once('#').unwrap_or((&href, ""));
            let page = String::from_utf8_lossy(files.get(path).unwrap_or_else(|| panic!("{board}: {href}")));
            assert!(anchor.is_empty() || page.contains(&format!("id=\"{anchor}\"")), "{board}: {href}");
        }
    }
}

#[test]
fn a_promise_beyond_the_first_hundred_is_found_on_its_page() {
    let site = Site::village();
    let promises: String = (1..=130)
        .map(|number| format!("  - {{id: p-{number}, grid: g-1, title: 第{number}口水窖, made: 2026-01-01, due: 2026-12-31}}\n"))
        .collect();
    site.write("content/promises.yaml", format!("commitments:\n{promises}"));
    site.run(&["build", "-q", "--as-of", DAY]).exits(0);
    let Some(answered) = browser(&site, &["第130口水窖".to_owned()], &[]) else { return };
    let first = &answered[0]["matters"][0][2][0];
    assert_eq!(first["title"], "第130口水窖");
    assert_eq!(first["href"], "../commitments/2/index.html#c-p-130");
}

#[test]
fn a_board_without_households_has_the_field_and_its_notices() {
    let site = Site::empty();
    site.write(
        "content/site.yaml",
        "title: 甲\npublisher: 乙\nnetworks: [{id: n, name: 网, levels: [{id: a, name: 村}]}]\n",
    );
    site.write("content/records.yaml", "grids: [{id: v, name: 甲村, level: 村}]\n");
    site.write(
        "content/a.md",
        "---\ntitle: 选举公告\nkind: notice\ndate: 2026-03-01\n---\n三月十五日投票。\n",
    );
    site.run(&["build", "-q", "--as-of", DAY]).exits(0);
    let page = std::fs::read_to_string(site.public().join("lookup/index.html")).unwrap();
    assert!(page.contains("id=\"q\"") && page.contains("assets/lookup-matters.js"));
    let Some(answers) = found(&site, &["投票"]) else { return };
    assert_eq!(answers[0]["notices"], ["选举公告"]);
}

#[test]
fn the_contents_list_every_kind_and_stay_small() {
    let site = board();
    let page = std::fs::read_to_string(site.public().join("contents/index.html")).unwrap();
    for title in [
        "武俊生",
        "岭头片",
        "居住证明",
        "危房改造补助名单",
        "修好路灯",
        "村规民约",
        "财务收支",
        "自来水几时通？",
    ] {
        assert!(page.contains(&format!(">{title}</a>")), "{title}");
    }
    assert!(!page.contains("下月停电") && !page.contains("撤并片"));
    let entry = std::fs::read_to_string(site.public().join("lookup/index.html")).unwrap();
    assert!(entry.contains("href=\"../contents/index.html\""));
    for number in 0..600 {
        let name = format!("content/notices/第{number}次村务监督委员会会议情况通报.md");
        site.write(&name, format!("---\ntitle: 第{number}次村务监督委员会会议情况通报\nkind: notice\ndate: 2026-01-01\n---\n正文\n"));
    }
    site.run(&["build", "-q", "--as-of", DAY]).exits(0);
    let bytes = std::fs::metadata(site.public().join("contents/index.html")).unwrap().len();
    assert!(bytes < 200 * 1024, "{bytes}");
}
