//! What was withdrawn is nowhere any more; its place in the log stays, and pages say when and why it went.

use super::super::harness::{Site, tree};
use super::{DAYS, RECORDS, publish, published, said, text, verify};

/// Files below the site folder that hold `text`.
fn holding(site: &Site, text: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    tree(site.path()).into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
}

/// The commands that a run told to withdraw the same elsewhere.
fn commands(told: &str) -> Vec<Vec<String>> {
    let lines = told.lines().filter_map(|line| line.strip_prefix("  gongkailan "));
    lines.map(|line| line.replace('"', "").split(' ').map(str::to_owned).collect()).collect()
}

#[test]
fn a_name_that_is_withdrawn_is_found_nowhere_and_all_is_still_proven() {
    let site = published();
    site.write("kept", text(&site, "public/log/checkpoint"));
    let redact = ["redact", "责任人", "zhang-san", "--reason", "本人要求", "--as-of", "2026-07-03"];
    let ran = site.run(&redact).exits(0);
    let commands = commands(&ran.stderr);
    assert_eq!(
        commands,
        [
            "redact commitments xiu-tong-ji-geng-lu --field by_name --reason 本人要求",
            "redact grids g-2 --field lead_name --reason 本人要求",
            "redact ratings monthly/2026-02/member/zhang-san --field subject_name --reason 本人要求",
        ]
        .map(|line| line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    );
    let mut last = String::new();
    for command in commands {
        let mut words: Vec<&str> = command.iter().map(String::as_str).collect();
        words.extend(["--as-of", "2026-07-03", "--lang", "en"]);
        last = site.run(&words).exits(0).stderr;
    }
    assert!(!last.contains("says the same elsewhere"), "{last}");
    assert!(
        holding(&site, "张三").iter().all(|path| !path.starts_with("record/")),
        "{:?}",
        holding(&site, "张三")
    );
    // Again, there is nothing left to do: not even the id.
    let ran = site.run(&redact).exits(2);
    assert!(ran.stderr.contains("没有 members/zhang-san：没有公布过，或已经撤下"), "{}", ran.stderr);

    site.edit(RECORDS, "id: zhang-san, name: 张三", "id: ma-liu, name: 马六");
    site.edit(RECORDS, "张三", "马六");
    publish(&site, "2026-07-04", &[]).exits(0);
    assert_eq!(holding(&site, "张三"), [""; 0]);
    let ran = verify(&site, &["--since", "kept"]).exits(0);
    assert!(ran.stdout.contains("依法撤下过 5 处"), "{}", ran.stdout);
    let told = said(&site, "changes/2026/1/index.html");
    assert!(
        told.contains("已依法撤下") && told.contains("2026年7月3日") && told.contains("本人要求"),
        "{told}"
    );
    // The name was given back by no day.
    site.run(&["at", DAYS[0], "-o", "then"]).exits(0);
    assert_eq!(holding(&site, "张三"), [""; 0]);
}

#[test]
fn one_field_is_withdrawn_and_the_rest_is_still_proven() {
    let site = published();
    site.run(&[
        "redact",
        "承诺",
        "xiu-tong-ji-geng-lu",
        "--field",
        "目标",
        "--reason",
        "涉及隐私",
        "--as-of",
        "2026-07-03",
    ])
    .exits(0);
    site.edit(RECORDS, "target: 1.2 公里", "target: 全线通车");
    publish(&site, "2026-07-04", &[]).exits(0);
    assert_eq!(holding(&site, "1.2 公里"), [""; 0]);
    verify(&site, &[]).exits(0);
    let told = said(&site, "changes/index.html");
    assert!(told.contains("涉及隐私") && told.contains("2026年6月30日 → 2026年9月30日"), "{told}");
    site.run(&["at", DAYS[1], "-o", "then"]).exits(0);
    let then = text(&site, "then/commitments.json");
    assert!(then.contains("2026-09-30") && !then.contains("target"), "{then}");
}

#[test]
fn a_note_is_withdrawn_like_a_field() {
    let site = published();
    publish(&site, "2026-07-03", &["--note", "张三家的事已办妥"]).exits(0);
    site.write("kept", text(&site, "public/log/checkpoint"));
    let redact = ["redact", "--reason", "本人要求", "--as-of", "2026-07-05"];
    let ran = site.run(&[&redact[..], &["责任人", "zhang-san"]].concat()).exits(0);
    assert!(ran.stderr.contains("gongkailan redact publication 3 --field note --reason"), "{}", ran.stderr);
    site.run(&[&redact[..], &["publication", "3", "--field", "note"]].concat()).exits(0);
    assert!(holding(&site, "已办妥").iter().all(|path| !path.starts_with("record/")));
    site.edit(RECORDS, "id: zhang-san, name: 张三", "id: ma-liu, name: 马六");
    site.edit(RECORDS, "张三", "马六");
    publish(&site, "2026-07-06", &[]).exits(0);
    assert_eq!(holding(&site, "已办妥"), [""; 0]);
    verify(&site, &["--since", "kept"]).exits(0);
    let told = said(&site, "changes/2026/index.html");
    assert!(told.contains("第 3 次公布 2026年7月3日"), "{told}");
    assert!(told.contains("已依法撤下 2026年7月5日 本人要求"), "{told}");
}

#[test]
fn what_a_run_that_died_left_behind_goes_too() {
    let site = published();
    site.write("record/.000003.jsonl.new", "{\"name\":\"张三\"}");
    site.run(&["redact", "member", "zhang-san", "--reason", "x"]).exits(0);
    assert!(!site.path().join("record/.000003.jsonl.new").exists());
}

#[test]
fn what_cannot_be_withdrawn_is_told_in_both_languages() {
    let site = published();
    let before = tree(&site.path().join("record"));
    for (arguments, zh, en) in [
        (&["人", "x", "--reason", "x"][..], "没有“人”这类记录", "there is no kind of record called `人`"),
        (
            &["member", "zhang-sam", "--reason", "x"],
            "没有 members/zhang-sam：没有公布过，或已经撤下，是不是 zhang-san？",
            "no members/zhang-sam: it was never published, or was withdrawn; did you mean zhang-san?",
        ),
        (
            &["评分", "2026-02", "--reason", "x"],
            "这类记录写成 SCHEME/PERIOD/SUBJECT_KIND/SUBJECT",
            "records of this kind are written SCHEME/PERIOD/SUBJECT_KIND/SUBJECT",
        ),
        (&["member", "zhang-san", "--reason", " "], "要写为什么撤下", "say why it is withdrawn"),
        (
            &["member", "zhang-san", "--field", "身高", "--reason", "x"],
            "没有“身高”这一项",
            "there is no field `身高`",
        ),
    ] {
        for (lang, wanted) in [("zh", zh), ("en", en)] {
            let ran = site.run(&[&["redact", "--lang", lang][..], arguments].concat()).exits(2);
            assert!(ran.stderr.contains(wanted), "{wanted}: {}", ran.stderr);
        }
    }
    super::super::harness::assert_same(&tree(&site.path().join("record")), &before);
    let ran = Site::village().run(&["redact", "member", "zhang-san", "--reason", "x"]).exits(2);
    assert!(ran.stderr.contains("没有公开记录"), "{}", ran.stderr);
}
