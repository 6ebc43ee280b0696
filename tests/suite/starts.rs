//! `init`, `new month` and `schema`: new boards are sound, new files can be filled in, nothing is overwritten.

use std::fs;

use serde_json::Value;

use super::harness::{Site, root, tree};

const EXAMPLES: &[&str] =
    &["village", "hamlet", "two-networks", "tulingdi", "gangxi", "yiyang", "resettlement", "liangquan"];

/// Boards that end in March; the others go on until November.
const UNTIL_MARCH: [&str; 3] = ["village", "hamlet", "two-networks"];

#[test]
fn every_example_is_a_board_without_problems() {
    for name in EXAMPLES {
        let site = Site::empty();
        let as_of = if UNTIL_MARCH.contains(name) { "2026-03-31" } else { "2026-11-22" };
        let ran = site.run(&["init", "new", "--example", name]).exits(0);
        assert!(ran.stdout.contains("content/site.yaml"), "{}", ran.stdout);
        if UNTIL_MARCH.contains(name) {
            replace_placeholders(&site);
        }
        let check = ["check", "-s", "new", "--deny-warnings", "--as-of", as_of];
        let said = site.run(&check).exits(0).stdout;
        // One of them says why it publishes a sensitive word.
        let sound = said == "没有发现问题\n" || said.ends_with("\n0 个错误，0 个警告，1 条提示\n");
        assert!(sound, "{name}: {said}");
        site.run(&["build", "-s", "new", "-q", "--as-of", as_of]).exits(0);
        for (path, bytes) in tree(&site.path().join("new/content")) {
            let Some(first) = std::str::from_utf8(&bytes).ok().and_then(|text| text.lines().next()) else {
                continue;
            };
            if let Some(schema) = first.strip_prefix("# yaml-language-server: $schema=") {
                let folder = site.path().join("new/content").join(&path);
                assert!(folder.parent().unwrap().join(schema).is_file(), "{name}: {path} names {schema}");
            } else {
                assert!(!path.ends_with(".yaml"), "{name}: {path}");
            }
        }
    }
}

/// What stands for something real in the boards to begin with, and what a village may write there.
const PLACEHOLDERS: [(&str, &str); 5] = [
    ("0355-0000000", "0355-7830012"),
    ("13000000000", "13907551234"),
    ("15000000000", "15907551234"),
    ("| 土地承包收入 | 12000 |", "| 土地承包收入 | 8350 |"),
    ("| Rent of fields | 12000 |", "| Rent of fields | 8350 |"),
];

fn replace_placeholders(site: &Site) {
    for (path, bytes) in tree(&site.path().join("new/content")) {
        let text = String::from_utf8(bytes).unwrap();
        let own = PLACEHOLDERS.iter().fold(text, |text, (sample, own)| text.replace(sample, own));
        site.write(&format!("new/content/{path}"), own);
    }
}

#[test]
fn what_stands_for_something_real_is_told_until_it_is_replaced() {
    for (name, expected) in [
        ("village", &["热线", "王春生的电话", "李秀英的电话", "收支"][..]),
        ("hamlet", &["热线", "周福田的电话"]),
        ("two-networks", &["热线", "何秋菊的电话", "罗长河的电话"]),
    ] {
        let site = Site::empty();
        site.run(&["init", "new", "-q", "--example", name]).exits(0);
        let said = site.run(&["check", "-s", "new", "--format", "short"]).exits(0).stdout;
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), expected.len(), "{said}");
        for what in expected {
            let told = lines.iter().find(|line| line.contains(what));
            assert!(told.is_some_and(|told| told.contains("warning[placeholder-left]")), "{what}: {said}");
        }
        assert!(!said.contains("13000000000") && !said.contains("0355-0000000"), "{said}");
        let human = site.run(&["check", "-s", "new"]).exits(0).stdout;
        assert!(!human.contains("15000000000"), "{human}");
        replace_placeholders(&site);
        assert_eq!(site.run(&["check", "-s", "new"]).exits(0).stdout, "没有发现问题\n");
    }
}

#[test]
fn a_new_board_is_written_in_the_language_that_was_asked_for() {
    let is_chinese =
        |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c);
    let site = Site::empty();
    let said = site.run(&["--lang", "en", "init", "new"]).exits(0);
    assert!(!(said.stdout + &said.stderr).contains(is_chinese));
    for (path, bytes) in tree(&site.path().join("new/content")) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains(is_chinese) && !path.contains(is_chinese), "{path}: {text}");
    }
    let told = site.run(&["check", "-s", "new", "--lang", "en", "--format", "short"]).exits(0).stdout;
    assert_eq!(told.matches("warning[placeholder-left]").count(), 4, "{told}");
    assert_eq!(told.lines().count(), 4, "{told}");
    replace_placeholders(&site);
    site.run(&["build", "-s", "new", "--lang", "en", "--deny-warnings", "-q"]).exits(0);
    for (path, bytes) in tree(&site.path().join("new/public")) {
        if path.ends_with(".html") || path.ends_with(".csv") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains(is_chinese), "{path}");
        }
    }
    // The same board as in Chinese: as many grids, members, households, months.
    site.run(&["init", "chinese", "-q"]).exits(0);
    let files = |folder: &str| tree(&site.path().join(folder)).len();
    assert_eq!(files("new/content"), files("chinese/content"));
    let said = site.run(&["--lang", "en", "init", "other", "--example", "hamlet"]).exits(0);
    assert!(said.stderr.contains("hamlet is written in Chinese"), "{}", said.stderr);
}

#[test]
fn a_whole_township_stands_in_both_of_its_networks() {
    let site = Site::empty();
    site.run(&["init", "new", "-q", "--example", "township"]).exits(0);
    let build = ["build", "-s", "new", "-q", "--deny-warnings", "--as-of", "2026-11-22"];
    assert_eq!(site.run(&build).exits(0).stderr, "");
    let read = |path: &str| {
        let path = site.path().join("new/public").join(path);
        fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
    };
    let grids: Vec<Value> = serde_json::from_str(&read("data/grids.json")).unwrap();
    let count = |level: &str| grids.iter().filter(|grid| grid["level"] == level).count();
    assert_eq!((count("乡"), count("村居"), count("屋场"), count("综治网格")), (1, 10, 167, 274));
    assert_eq!(
        (count("防疫乡级"), count("防疫村级"), count("防疫屋场"), count("防疫网格")),
        (1, 10, 167, 353)
    );
    let total = |id: &str| grids.iter().find(|grid| grid["id"] == id).unwrap()["households"].clone();
    assert_eq!((total("zz"), total("fy")), (Value::from(10_000), Value::from(10_000)));
    // What ended shows nowhere but on its own pages.
    assert!(!read("index.html").contains("防疫") && read("grids/fy-g001/index.html").contains("callout"));
    let members: Vec<Value> = serde_json::from_str(&read("data/members.json")).unwrap();
    assert!(members.len() >= 1_000);
    // A bulletin of so many is several pages, each of which draws each row of stars once.
    assert!(!read("ratings/five-stars/2026-10/3/index.html").is_empty());
    let bulletin = read("ratings/five-stars/2026-10/index.html");
    let rows: Vec<&str> =
        bulletin.split("xlink:href=\"#stars-").skip(1).map(|rest| &rest[..rest.find('"').unwrap()]).collect();
    assert!(rows.len() == 100 && rows.len() == bulletin.matches("class=\"star-row\"").count());
    for row in rows {
        assert_eq!(bulletin.matches(&format!("<g id=\"stars-{row}\">")).count(), 1, "{row}");
    }
}

#[test]
fn an_empty_board_holds_nothing_that_could_be_published_as_ones_own() {
    let site = Site::empty();
    let answers =
        ["--title", "土岭底村公开栏", "--publisher", "土岭底村村民委员会", "--levels", "乡、村、网格"];
    let ran = site.run(&[&["init", "new", "--empty"], &answers[..]].concat()).exits(0);
    assert!(ran.stdout.contains("gongkailan import"), "{}", ran.stdout);
    let files: Vec<String> = tree(&site.path().join("new")).into_keys().collect();
    assert_eq!(files, ["content/site.yaml", "schema/records.json", "schema/site.json"]);
    let text = fs::read_to_string(site.path().join("new/content/site.yaml")).unwrap();
    let values: Vec<&str> =
        text.lines().map(|line| line.split_once('#').map_or(line, |(line, _)| line)).collect();
    let values = values.concat();
    assert!(
        !values.contains(|c: char| c.is_ascii_digit()) && values.contains("{编号: xiang, 名称: 乡}"),
        "{text}"
    );
    // Only what is to be done next is told, and an empty site can be published.
    for command in ["check", "build"] {
        let said = site.run(&[command, "-s", "new", "--deny-warnings"]).exits(0);
        assert!(
            said.stderr.starts_with("还没有记录和页面。花名册是表格的，用 gongkailan import"),
            "{}",
            said.stderr
        );
        assert!(said.stderr.lines().count() == 1 && said.stdout.lines().count() == 1, "{}", said.stdout);
    }
    let page = fs::read_to_string(site.path().join("new/public/index.html")).unwrap();
    assert!(page.contains("土岭底村公开栏"));
    site.write(
        "new/content/网格.yaml",
        "网格:\n  - {名称: 聪子峪乡, 层级: 乡, 负责人: 王强}\n责任人:\n  - 姓名: 王强\n",
    );
    let said = site.run(&["check", "-s", "new"]).exits(0);
    assert_eq!((said.stdout.as_str(), said.stderr.as_str()), ("没有发现问题\n", ""));
}

#[test]
fn what_was_not_answered_is_asked_for_by_check() {
    let site = Site::empty();
    site.run(&["init", "new", "--empty", "-q"]).exits(0);
    let said = site.run(&["check", "-s", "new", "--format", "short"]).exits(1).stdout;
    let rules: Vec<&str> = said.lines().map(|line| line.split(['[', ']']).nth(1).unwrap()).collect();
    assert_eq!(rules, ["key-missing", "key-missing"], "{said}");
    assert!(said.contains("标题") && said.contains("发布单位"), "{said}");
    site.run(&["build", "-s", "new"]).exits(1);
    let answers = ["--title", "Board: Willow #1", "--publisher", "no", "--levels", "town,village,grid"];
    site.run(&[&["--lang", "en", "init", "other", "--empty", "-q"], &answers[..]].concat()).exits(0);
    let said = site.run(&["check", "-s", "other", "--lang", "en"]).exits(0).stdout;
    assert_eq!(said, "no problems found\n");
    site.run(&["init", "third", "--empty", "--levels", "村,村"]).exits(2);
    site.run(&["init", "third", "--title", "甲村公开栏"]).exits(2);
    site.run(&["init", "third", "--empty", "--example", "hamlet"]).exits(2);
    assert!(!site.path().join("third").exists());
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let site = Site::village();
    let before = tree(site.path());
    let ran = site.run(&["init", "."]).exits(2);
    assert!(ran.stderr.contains("已有文件"), "{}", ran.stderr);
    assert_eq!(tree(site.path()), before);
    let ran = site.run(&["init", "new", "--example", "vilage"]).exits(2);
    assert!(ran.stderr.contains("是不是“village”"), "{}", ran.stderr);
    assert_eq!(tree(site.path()), before);
    fs::create_dir(site.path().join("empty")).unwrap();
    site.run(&["init", "empty", "-q"]).exits(0);
    assert!(site.path().join("empty/content/site.yaml").is_file());
}

#[test]
fn the_next_month_lists_everybody_and_is_sound_as_it_is() {
    let site = Site::empty();
    site.run(&["init", "new", "-q"]).exits(0);
    replace_placeholders(&site);
    let ran = site.run(&["new", "month", "-s", "new"]).exits(0);
    assert_eq!(ran.stdout, "已写好 content/ratings/2026-03.yaml：2026-03，2 个对象，等着填分\n");
    let text = fs::read_to_string(site.path().join("new/content/ratings/2026-03.yaml")).unwrap();
    assert!(text.starts_with("# yaml-language-server: $schema=../../schema/records.json\n"), "{text}");
    assert!(text.contains("      - 责任人: 李秀英\n        得分: {走访: , 办事: }\n"), "{text}");
    let check = ["check", "-s", "new", "--deny-warnings"];
    assert_eq!(site.run(&check).exits(0).stdout, "没有发现问题\n");
    // Again while it is empty, or half filled in: refused, as is the same month.
    site.run(&["new", "month", "-s", "new", "--month", "2026-03"]).exits(2);
    let ran = site.run(&["new", "month", "-s", "new"]).exits(2);
    assert_eq!(
        ran.stderr,
        "错误: content/ratings/2026-03.yaml 里 2026-03 的评分还有 2 个对象没有填；填好再建下一个月，或用 --month 指明月份\n"
    );
    let empty = "责任人: 李秀英\n        得分: {走访: , 办事: }";
    site.edit("new/content/ratings/2026-03.yaml", empty, &empty.replace("走访: ", "走访: 45"));
    let ran = site.run(&["new", "month", "-s", "new", "--lang", "en"]).exits(2);
    assert!(ran.stderr.contains("subjects without a score in 2026-03: 1;"), "{}", ran.stderr);
    assert!(!site.path().join("new/content/ratings/2026-04.yaml").exists());
    site.edit("new/content/ratings/2026-03.yaml", "走访: 45, 办事: ", "走访: 45, 办事: 44");
    // Another month is made when it is asked for; the one after, once this one is filled in.
    site.run(&["new", "month", "-s", "new", "--month", "2026-05"]).exits(0);
    fs::remove_file(site.path().join("new/content/ratings/2026-05.yaml")).unwrap();
    site.edit("new/content/ratings/2026-03.yaml", "{走访: , 办事: }", "{走访: 45, 办事: 44}");
    let ran = site.run(&["new", "month", "-s", "new", "--lang", "en"]).exits(0);
    assert!(ran.stdout.contains("content/ratings/2026-04.yaml: 2026-04, 2 subjects"), "{}", ran.stdout);
    // Filled in and approved, it is a rating.
    site.edit("new/content/ratings/2026-03.yaml", "阶段: 拟定", "阶段: 核定");
    assert_eq!(site.run(&check).exits(0).stdout, "没有发现问题\n");
    site.edit("new/content/grids.yaml", "名称: 东头网格", "名称：东头网格");
    site.run(&["new", "month", "-s", "new"]).exits(1);
    assert!(!site.path().join("new/content/ratings/2026-05.yaml").exists());
}

#[test]
fn each_scheme_goes_on_with_its_own_month_where_and_as_its_ratings_stand() {
    let site = Site::village();
    let settings = fs::read_to_string(site.path().join("content/site.yaml")).unwrap();
    site.write(
        "content/site.yaml",
        settings + "  - {编号: grid-score, 名称: 网格评分, 对象: grid, 维度: [{名称: 环境}]}\n",
    );
    let records = fs::read_to_string(site.path().join("content/records.yaml")).unwrap();
    let (records, ratings) = records.split_once("ratings:\n").unwrap();
    site.write("content/records.yaml", records);
    let ratings = ratings.replace("  - month:", "  - scheme: monthly\n    month:");
    let grids =
        "  - {scheme: grid-score, month: 2026-01, stage: approved, entries: [{grid: g-1, scores: [90]}]}\n";
    site.write("content/打分/2026-02.yaml", format!("ratings:\n{ratings}{grids}"));
    let ran = site.run(&["new", "month", "--lang", "zh"]).exits(0);
    assert_eq!(
        ran.stdout,
        "已写好 content/打分/2026-02-grid-score.yaml：2026-02，1 个对象，等着填分\n\
         已写好 content/打分/2026-03.yaml：2026-03，2 个对象，等着填分\n"
    );
    let members = fs::read_to_string(site.path().join("content/打分/2026-03.yaml")).unwrap();
    assert!(members.contains("      - 责任人: 李二\n") && !members.contains("li-er"), "{members}");
    // Who is in office and was not rated can be added.
    assert!(
        members.contains("在任而上次没有评的") && members.contains("\n#      - 责任人: 王一\n"),
        "{members}"
    );
    let all = members.replace("\n#      - ", "\n      - ").replace("\n#        ", "\n        ");
    site.write("content/打分/2026-03.yaml", all);
    // That grid's id is what the board's own ratings write.
    let grids = fs::read_to_string(site.path().join("content/打分/2026-02-grid-score.yaml")).unwrap();
    assert!(grids.contains("      - 网格: g-1  # 第一网格\n"), "{grids}");
    site.run(&["check"]).exits(0);
    let ran = site.run(&["new", "month", "--scheme", "nosuch"]).exits(2);
    assert!(ran.stderr.contains("--scheme 可以是 monthly、grid-score"), "{}", ran.stderr);
}

#[test]
fn nothing_is_written_over() {
    let site = Site::village();
    site.write("content/ratings/2026-04.yaml", "# 手写的，还没有评分\n");
    let before = tree(site.path());
    let ran = site.run(&["new", "month", "--month", "2026-04"]);
    assert_eq!((ran.code, tree(site.path())), (Some(2), before), "{}", ran.stderr);
    assert!(ran.stderr.contains("已经有了"), "{}", ran.stderr);
    let ran = site.run(&["new", "month", "--scheme", "nosuch"]).exits(2);
    assert!(ran.stderr.contains("没有这个评分办法"), "{}", ran.stderr);
}

#[test]
fn schemas_are_printed_as_they_are_kept() {
    let site = Site::empty();
    for name in ["records", "site", "page"] {
        let kept = fs::read_to_string(root().join(format!("docs/schema/{name}.json"))).unwrap();
        assert_eq!(site.run(&["schema", name]).exits(0).stdout, kept);
    }
    assert_eq!(site.run(&["schema"]).exits(0).stdout, site.run(&["schema", "records"]).stdout);
    assert_eq!(site.run(&["schema", "recrods"]).code, Some(2));
}

#[test]
fn townships_made_to_measure_with_are_sound() {
    let site = Site::empty();
    let tree = r#"[{"code": "11", "name": "甲省", "children": [{"code": "1101", "name": "乙市", "children": [
        {"code": "110101", "name": "丙: \"县\"", "children": [{"code": "110101001", "name": "丁乡", "children": [
            {"code": "110101001001", "name": "戊村委会"}, {"code": "110101001002", "name": "己村委会"}]}]}]}]}]"#;
    fs::write(site.path().join("tree.json"), tree).unwrap();
    let of = |options: &[&'static str]| [&["init", "new", "-q", "--example", "township"], options].concat();
    let from: &[&str] = &["--from", "tree.json"];
    let filled = [from, &["--townships", "1"]].concat();
    for options in [&["--townships", "2"], from, &filled] {
        site.run(&of(options)).exits(0);
        let check = ["check", "-s", "new", "--deny-warnings", "--as-of", "2026-11-22", "--format", "json"];
        let told: Value = serde_json::from_str(&site.run(&check).exits(0).stdout).unwrap();
        assert_eq!(told["notes"], 0, "{told}");
        fs::remove_dir_all(site.path().join("new")).unwrap();
    }
    for wrong in
        [&["--townships", "0"][..], &["--from", "missing.json"], &["--from", "tree.json", "--title", "甲"]]
    {
        site.run(&of(wrong)).exits(2);
    }
    site.run(&["init", "new", "--example", "hamlet", "--townships", "2"]).exits(2);
    fs::write(site.path().join("tree.json"), r#"[{"code": "../11", "name": "甲省"}]"#).unwrap();
    site.run(&of(from)).exits(2);
    assert!(!site.path().join("new").exists());
}
