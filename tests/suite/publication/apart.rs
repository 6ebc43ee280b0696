//! Two copies of a board that published apart: their records are made one where nothing conflicts.

use std::fs;

use super::super::harness::{Site, assert_same, tree};
use super::{DAYS, RECORDS, move_due, publish, recorded, said, text, verify};

/// A village that published once, and a copy of it.
fn copies() -> [Site; 2] {
    let (site, copy) = (Site::village(), Site::empty());
    publish(&site, DAYS[0], &[]).exits(0);
    for (path, bytes) in tree(site.path()) {
        copy.write(&path, bytes);
    }
    [site, copy]
}

fn add_member(site: &Site) {
    site.edit(RECORDS, "members:\n", "members:\n  - {id: zhao, name: 赵四, grid: g-1}\n");
}

/// The record of `copy`, put beside the site folder.
fn other(site: &Site, copy: &Site) {
    for (path, bytes) in tree(&copy.path().join("record")) {
        site.write(&format!("other/{path}"), bytes);
    }
}

#[test]
fn what_does_not_conflict_is_published_on_top() {
    let [site, copy] = copies();
    add_member(&copy);
    publish(&copy, "2026-04-10", &["--note", "新来一人"]).exits(0);
    copy.edit(RECORDS, "赵四, grid: g-1", "赵四, grid: g-2");
    publish(&copy, "2026-04-20", &[]).exits(0);
    move_due(&site);
    publish(&site, "2026-04-15", &[]).exits(0);
    site.write("kept", text(&site, "public/log/checkpoint"));
    // Version control has put content/ together.
    add_member(&site);
    site.edit(RECORDS, "赵四, grid: g-1", "赵四, grid: g-2");
    other(&site, &copy);
    let ran = publish(&site, "2026-05-01", &["--merge", "other"]).exits(0);
    assert!(ran.stderr.contains("并入了另一份副本的 2 次公布"), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("第 5 次公布，记入 record/：新增 0 条，改动 0 条，撤下 0 条"),
        "{}",
        ran.stderr
    );
    verify(&site, &["--since", "kept"]).exits(0);
    let changes = said(&site, "changes/2026/index.html");
    assert!(changes.contains("并入另一份副本的第 2 次公布（2026-04-10）：新来一人"), "{changes}");
    let names: Vec<String> = (1..=5).map(|number| format!("{number:06}.jsonl")).collect();
    assert!(names.iter().all(|name| recorded(&site).contains(name)), "{:?}", recorded(&site));
    // Once more, and there is nothing to merge.
    let record = tree(&site.path().join("record"));
    publish(&site, "2026-05-01", &["--merge", "other"]).exits(0);
    assert_same(&tree(&site.path().join("record")), &record);
    verify(&site, &[]).exits(0);
}

#[test]
fn what_conflicts_is_told_and_nothing_is_written() {
    let [site, copy] = copies();
    copy.edit(RECORDS, "due: 2026-06-30", "due: 2026-08-31");
    publish(&copy, "2026-04-10", &[]).exits(0);
    move_due(&site);
    publish(&site, "2026-04-15", &[]).exits(0);
    other(&site, &copy);
    let before = tree(site.path());
    for (lang, wanted) in [
        ("zh", "两份副本对这些记录公布的不一样，不能自动合并：commitments/xiu-tong-ji-geng-lu。"),
        ("en", "cannot be merged by themselves: commitments/xiu-tong-ji-geng-lu."),
    ] {
        let ran = publish(&site, "2026-05-01", &["--merge", "other", "--lang", lang]).exits(2);
        assert!(ran.stderr.contains(wanted), "{}", ran.stderr);
    }
    assert_same(&tree(site.path()), &before);
}

#[test]
fn a_copy_that_is_none_is_told() {
    let [site, copy] = copies();
    for (folder, wanted) in [("nowhere", "there is no publication record in nowhere"), ("content", "content")]
    {
        let ran = publish(&site, DAYS[1], &["--merge", folder, "--lang", "en"]).exits(2);
        assert!(ran.stderr.contains(wanted), "{}", ran.stderr);
    }
    // Another board's altogether.
    let stranger = Site::village();
    stranger.edit(RECORDS, "修通机耕路", "修通水渠");
    publish(&stranger, DAYS[0], &[]).exits(0);
    other(&site, &stranger);
    let before = tree(&site.path().join("record"));
    let ran = publish(&site, DAYS[1], &["--merge", "other", "--lang", "en"]).exits(2);
    assert!(ran.stderr.contains("nothing in common"), "{}", ran.stderr);
    assert_same(&tree(&site.path().join("record")), &before);
    // And one where there is nothing yet.
    fs::remove_dir_all(site.path().join("record")).unwrap();
    other(&site, &copy);
    let ran = publish(&site, DAYS[1], &["--merge", "other", "--lang", "en"]).exits(2);
    assert!(ran.stderr.contains("there is no record/ here and nothing to merge"), "{}", ran.stderr);
}

#[test]
fn what_the_other_copy_withdrew_is_withdrawn_here_first() {
    let [site, copy] = copies();
    copy.run(&["redact", "承诺", "xiu-tong-ji-geng-lu", "--field", "目标", "--reason", "涉及隐私"]).exits(0);
    add_member(&copy);
    copy.edit(RECORDS, "    target: 1.2 公里\n", "    target: 全线通车\n");
    publish(&copy, "2026-04-10", &[]).exits(0);
    add_member(&site);
    site.edit(RECORDS, "    target: 1.2 公里\n", "    target: 全线通车\n");
    other(&site, &copy);
    let ran = publish(&site, "2026-05-01", &["--merge", "other"]).exits(2);
    let command = "gongkailan redact commitments xiu-tong-ji-geng-lu --field target --reason \"涉及隐私\"";
    assert!(ran.stderr.contains(command), "{}", ran.stderr);
    site.run(&["redact", "commitments", "xiu-tong-ji-geng-lu", "--field", "target", "--reason", "涉及隐私"])
        .exits(0);
    publish(&site, "2026-05-01", &["--merge", "other"]).exits(0);
    verify(&site, &[]).exits(0);
}
