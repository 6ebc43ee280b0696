//! `init --from`, `new notice`, `new member`, `new commitment`: what is made or added is written as a person would, and
//! passes the check.

use std::fs;

use super::harness::{Site, tree};

#[test]
fn a_notice_is_dated_today_and_a_draft_until_it_has_a_text() {
    let site = Site::empty();
    site.run(&["init", "new", "-q"]).exits(0);
    let make = |arguments: &[&str]| site.run(&[&["new", "notice", "-s", "new"], arguments].concat());
    let read = |path: &str| fs::read_to_string(site.path().join("new").join(path)).unwrap();
    let ran = make(&["--title", "停水通知/二期", "--disclosure", "finance", "--period", "2026-q1"]).exits(0);
    let path = "content/notices/2026-03-31-停水通知-二期.md";
    assert!(ran.stdout.contains(path) && ran.stdout.contains("草稿"), "{}", ran.stdout);
    assert!(
        read(path)
            .starts_with("---\n标题: 停水通知/二期\n类型: 公告\n日期: 2026-03-31\n公开事项: finance\n期间: "),
        "{}",
        read(path)
    );
    site.run(&["build", "-s", "new", "-q"]).exits(0);
    assert!(!site.path().join("new/public/notices/2026-03-31-停水通知-二期").exists());
    // With its text it is published.
    make(&[
        "--title",
        "第二季度收支",
        "--date",
        "2026年3月30日",
        "--id",
        "finance-q2",
        "--text",
        "见**公开栏**。",
    ])
    .exits(0);
    assert_eq!(
        read("content/notices/finance-q2.md"),
        "---\n标题: 第二季度收支\n类型: 公告\n日期: 2026-03-30\n---\n\n见**公开栏**。\n"
    );
    site.run(&["build", "-s", "new", "-q"]).exits(0);
    assert!(site.path().join("new/public/notices/finance-q2/index.html").is_file());
    let ran = make(&["--kind", "页面", "--title", "村情", "--text", "全村 60 户。"]).exits(0);
    assert!(ran.stdout.contains("content/村情.md"), "{}", ran.stdout);
}

#[test]
fn a_notice_that_the_board_would_refuse_is_not_written() {
    let site = Site::empty();
    site.run(&["init", "new", "-q"]).exits(0);
    let make = |arguments: &[&str]| site.run(&[&["new", "notice", "-s", "new"], arguments].concat());
    make(&["--title", "停水", "--id", "water", "--text", "明天停水。"]).exits(0);
    let before = tree(&site.path().join("new"));
    for (arguments, said) in [
        (&["--title", "又一个", "--id", "water", "--text", "x"][..], "已经有了"),
        (&["--title", "收支", "--disclosure", "finanse", "--text", "x"], "是不是“finance”"),
        (&["--title", "收支", "--date", "2026-02-30", "--text", "x"], "没有"),
    ] {
        let ran = make(arguments).exits(2);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
        assert!(!ran.stderr.contains("13912345678"), "{}", ran.stderr);
    }
    make(&["--text", "x"]).exits(2);
    // What is doubtful is written and told, but no number.
    let ran = make(&["--title", "救助", "--text", "李四 13912345678 领取低保金"]).exits(0);
    assert!(ran.stderr.contains("手机号") && !ran.stderr.contains("13912345678"), "{}", ran.stderr);
    make(&["--title", "逃", "--id", "../../逃", "--text", "x"]).exits(0);
    let after = tree(&site.path().join("new"));
    let added: Vec<&String> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    assert_eq!(added, ["content/notices/2026-03-31-救助.md", "content/notices/逃.md"]);
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)));
}

#[test]
fn a_member_joins_those_there_are() {
    let site = Site::empty();
    site.run(&["init", "new", "-q"]).exits(0);
    let make = |arguments: &[&str]| site.run(&[&["new", "member", "-s", "new"], arguments].concat());
    let before = fs::read_to_string(site.path().join("new/content/members.yaml")).unwrap();
    let said = [
        "--title",
        "网格员",
        "--grid",
        "东头网格",
        "--phone",
        "139 0755 1234",
        "--phone-public",
        "--party-member",
        "否",
    ];
    let ran = make(&[&["--name", "何 春 生"], &said[..]].concat()).exits(0);
    assert_eq!(ran.stdout, "已写进 content/members.yaml：责任人“何春生”\n");
    let after = fs::read_to_string(site.path().join("new/content/members.yaml")).unwrap();
    let (head, added) = after.split_at(before.trim_end().len());
    assert_eq!(head, before.trim_end());
    assert!(
        added.starts_with("\n") && added.contains("姓名: 何春生") && added.contains("公开电话: 是"),
        "{added}"
    );
    assert!(added.contains("电话: \"13907551234\"") || added.contains("电话: 13907551234"), "{added}");
    let found = site.run(&["who", "-s", "new", "何春生"]).exits(0).stdout;
    assert!(found.contains("13907551234"), "{found}");
    // Again, or of an id that somebody has: refused, and nothing changes.
    for arguments in [
        &["--name", "何春生", "--grid", "东头网格"][..],
        &["--name", "何春生", "--title", "会计"],
        &["--name", "另一人", "--id", "he-chun-sheng"],
        &["--name", "另一人", "--grid", "没有的网格"],
        &["--name", "另一人", "--phone", "139****5678"],
        &["--name", "另一人", "--from", "2026-02-30"],
        &["--title", "会计"],
    ] {
        let ran = make(arguments).exits(2);
        assert!(!ran.stderr.is_empty() && !ran.stderr.contains("5678"), "{}", ran.stderr);
        assert_eq!(fs::read_to_string(site.path().join("new/content/members.yaml")).unwrap(), after);
    }
}

#[test]
fn a_first_member_and_a_first_promise_get_files_of_their_own() {
    let site = Site::empty();
    let answers = ["--title", "甲村公开栏", "--publisher", "甲村村委会", "-q"];
    site.run(&[&["init", "new", "--empty"], &answers[..]].concat()).exits(0);
    let run = |arguments: &[&str]| site.run(&[arguments, &["-s", "new"]].concat());
    run(&["new", "member", "--name", "王芳", "--title", "支部书记", "--duties", "全面工作、党建"]).exits(0);
    let promise = [
        "new",
        "commitment",
        "--title",
        "修好路灯",
        "--by",
        "王芳",
        "--target",
        "12盏全亮",
        "--due",
        "2026年12月31日",
    ];
    let ran = run(&promise).exits(0);
    assert!(ran.stdout.contains("修好路灯"), "{}", ran.stdout);
    run(&promise).exits(2);
    run(&["new", "commitment", "--title", "栽树", "--by", "王方"]).exits(2);
    run(&["new", "commitment", "--title", "栽树"]).exits(2);
    let files = tree(&site.path().join("new/content"));
    let all: String = files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    for line in ["承诺日期: 2026-03-31", "完成期限: 2026-12-31", "承诺人: 王芳", "职责: [全面工作, 党建]"]
    {
        assert!(all.contains(line), "{line}: {all}");
    }
    assert_eq!(files.len(), 3, "{:?}", files.keys());
    assert_eq!(run(&["check", "--deny-warnings"]).exits(0).stdout, "没有发现问题\n");
    // With English keys where the board has them.
    site.run(&["--lang", "en", "init", "other", "--empty", "-q", "--title", "A", "--publisher", "B"])
        .exits(0);
    site.run(&["new", "member", "-s", "other", "--name", "王芳", "--party-member"]).exits(0);
    let files = tree(&site.path().join("other/content"));
    assert!(files.values().any(|bytes| String::from_utf8_lossy(bytes).contains("party_member: true")));
}

const ROSTER: &str = "\
所属村,所属网格,网格员,联系电话,户编号,门牌号,户主姓名,户类型
东村,东村一网格,王芳,13900001111,D-01,东街1号,欧阳建国,低保户
东村,东村一网格,王芳,13900001111,D-02,东街2号,李秋菊,一般户
东村,东村二网格,,,D-03,东街3号,赵铁牛,一般户
西村,西村一网格,张强,13900002222,X-01,西街1号,钱多多,一般户
";

#[test]
fn a_board_is_made_of_a_roster_in_one_step() {
    let site = Site::empty();
    site.write("户主名册.csv", ROSTER);
    let answers = ["--title", "两村公开栏", "--publisher", "某镇人民政府"];
    let ran = site.run(&[&["init", "new", "--from", "户主名册.csv"], &answers[..]].concat()).exits(0);
    for private in ["欧阳建国", "低保户", "赵铁牛"] {
        assert!(!ran.stdout.contains(private) && !ran.stderr.contains(private), "{}", ran.stdout);
    }
    let settings = fs::read_to_string(site.path().join("new/content/site.yaml")).unwrap();
    assert!(
        settings.contains("{编号: cun, 名称: 村}\n") && settings.contains("名称: 网格, 负责人称谓: 网格员}"),
        "{settings}"
    );
    // The grid that nobody is said to lead stands vacant, and that is all there is to do.
    let said = site.run(&["check", "-s", "new", "--format", "short"]).exits(0).stdout;
    let rules: Vec<&str> = said.lines().map(|line| line.split(['[', ']']).nth(1).unwrap()).collect();
    assert!(rules.contains(&"household-uncovered") && !said.contains("error"), "{said}");
    let found = site.run(&["who", "-s", "new", "东街1号"]).exits(0).stdout;
    assert!(found.contains("王芳") && found.contains("东村一网格"), "{found}");
    site.run(&["build", "-s", "new", "-q"]).exits(0);
    let grids: serde_json::Value =
        serde_json::from_slice(&fs::read(site.path().join("new/public/data/grids.json")).unwrap()).unwrap();
    let names: Vec<&str> =
        grids.as_array().unwrap().iter().map(|grid| grid["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    for (path, bytes) in tree(&site.path().join("new/public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("欧阳建国"), "{path}");
    }
    // The same again changes nothing.
    let before = tree(&site.path().join("new/content"));
    site.run(&["import", "户主名册.csv", "-s", "new"]).exits(0);
    assert_eq!(tree(&site.path().join("new/content")), before);
}

#[test]
fn a_board_is_made_whole_or_not_at_all() {
    let site = Site::empty();
    site.write("说明.csv", "第一行\n第二行\n");
    site.write("坏.xlsx", "no workbook");
    for file in ["说明.csv", "坏.xlsx", "没有.xlsx"] {
        let ran = site.run(&["init", "new", "--from", file, "--title", "甲", "--publisher", "乙"]).exits(2);
        assert!(!ran.stderr.is_empty() && !site.path().join("new").exists(), "{file}: {}", ran.stderr);
    }
    site.write("户主名册.csv", ROSTER);
    site.run(&["init", "new", "--from", "户主名册.csv", "--empty"]).exits(2);
    site.run(&["init", "new", "--from", "户主名册.csv", "--example", "hamlet"]).exits(2);
    assert!(!site.path().join("new").exists());
}
