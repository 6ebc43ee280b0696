//! What clerks are told of a publication that would change what was promised: which record, both values, the remedy; and
//! that a reason makes it a correction.

use super::super::harness::{Ran, Site};
use super::{RECORDS, publish, said, text, verify};

/// A village with a notice, published.
fn board() -> Site {
    let site = Site::village();
    site.write(
        "content/停水.md",
        "---\ntitle: 停水通知\nkind: notice\ndate: 2026-03-20\nexpires: 2026-05-31\n---\n\n水管检修。\n",
    );
    publish(&site, "2026-03-31", &["-q"]).exits(0);
    site
}

/// What a check says on 2026-04-02, in both languages, each problem in one line with its place and its remedy.
fn told(site: &Site) -> [Vec<String>; 2] {
    ["zh", "en"].map(|lang| {
        let ran = site.run(&["check", "--as-of", "2026-04-02", "--lang", lang]).exits(0);
        problems(&ran)
    })
}

fn problems(ran: &Ran) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in ran.stderr.lines().chain(ran.stdout.lines()) {
        let is_head = line.starts_with("警告[") || line.starts_with("warning[");
        let more = [" --> ", " = "].iter().find_map(|mark| Some(line.split_once(mark)?.1));
        match (is_head, more) {
            (true, _) => found.push(line.to_owned()),
            (false, Some(more)) => {
                let last = found.last_mut().unwrap();
                *last += " | ";
                *last += more;
            }
            _ => {}
        }
    }
    found
}

/// Fails unless a check tells one problem, in these words.
#[track_caller]
fn tells(site: &Site, zh: &str, en: &str) {
    assert_eq!(told(site), [vec![zh.to_owned()], vec![en.to_owned()]]);
}

#[track_caller]
fn tells_nothing(site: &Site) {
    assert_eq!(told(site), [vec![], vec![]] as [Vec<String>; 2]);
}

#[test]
fn a_promise_that_says_something_else() {
    let site = board();
    tells_nothing(&site);
    site.edit(RECORDS, "due: 2026-06-30", "due: 2026-09-30");
    tells(
        &site,
        "警告[commitment-altered]: 承诺“修通机耕路”公布过的完成期限改了：2026-06-30 → 2026-09-30，没有写原因 | content/records.yaml:20:5 | 办法: 加上 更正: [{日期: ……, 事项: 完成期限, 原因: ……}]，或改回去。",
        "warning[commitment-altered]: the due of commitment `修通机耕路` was published as 2026-06-30 and is 2026-09-30 now, without a reason | content/records.yaml:20:5 | help: Add `corrections: [{date: …, key: due, reason: …}]`, or put it back.",
    );
    // As an error it publishes nothing.
    let settings = text(&site, "content/site.yaml");
    site.write("content/site.yaml", format!("{settings}severity: {{commitment-altered: error}}\n"));
    publish(&site, "2026-04-02", &[]).exits(1);
    verify(&site, &[]).exits(0);
    // A reason for another field is none for this.
    let reason = |key: &str| {
        format!("due: 2026-09-30\n    更正: [{{日期: 2026-04-02, 事项: {key}, 原因: 汛期不能施工}}]")
    };
    site.edit(RECORDS, "due: 2026-09-30", &reason("目标"));
    publish(&site, "2026-04-02", &[]).exits(1);
    site.edit(RECORDS, "事项: 目标", "事项: 完成期限");
    tells_nothing(&site);
    publish(&site, "2026-04-02", &[]).exits(0);
    verify(&site, &[]).exits(0);
    for page in ["changes/index.html", "commitments/index.html"] {
        assert!(said(&site, page).contains("汛期不能施工"), "{page}: {}", said(&site, page));
    }
    tells_nothing(&site);
    // The same reason is told once: a further change needs its own.
    site.edit(RECORDS, "due: 2026-09-30", "due: 2026-12-31");
    site.run(&["check", "--as-of", "2026-04-02"]).exits(1);
}

#[test]
fn a_promise_that_loses_its_target() {
    let site = board();
    site.edit(RECORDS, "    target: 1.2 公里\n", "    target: 1 公里\n");
    tells(
        &site,
        "警告[commitment-altered]: 承诺“修通机耕路”公布过的目标改了：1.2 公里 → 1 公里，没有写原因 | content/records.yaml:20:5 | 办法: 加上 更正: [{日期: ……, 事项: 目标, 原因: ……}]，或改回去。",
        "warning[commitment-altered]: the target of commitment `修通机耕路` was published as 1.2 公里 and is 1 公里 now, without a reason | content/records.yaml:20:5 | help: Add `corrections: [{date: …, key: target, reason: …}]`, or put it back.",
    );
}

#[test]
fn an_approved_rating_that_says_something_else() {
    let site = board();
    site.edit(RECORDS, "scores: [55, 38]", "scores: [55, 36]");
    tells(
        &site,
        "警告[rating-altered]: 李二 2026-02 公布过的评分改了：总分 93 → 91，没有写原因 | 办法: 在 2026-02 核定的评分里加上 更正: [{日期: ……, 事项: 总分, 原因: ……}]，或改回去。",
        "warning[rating-altered]: the rating of 李二 in 2026-02 was published with total 93 and has 91 now, without a reason | help: Add `corrections: [{date: …, key: total, reason: …}]` to the approved rating of 2026-02, or put it back.",
    );
    site.edit(
        RECORDS,
        "    stage: approved\n",
        "    stage: approved\n    corrections: [{date: 2026-04-02, key: total, reason: 漏扣两分}]\n",
    );
    tells_nothing(&site);
    publish(&site, "2026-04-02", &[]).exits(0);
    verify(&site, &[]).exits(0);
    let changes = said(&site, "changes/index.html");
    assert!(changes.contains("漏扣两分") && changes.contains("93 → 91"), "{changes}");
}

#[test]
fn records_that_are_gone() {
    let site = board();
    // Whoever ended stays silent.
    site.edit(
        RECORDS,
        "members:\n",
        "members:\n  - {id: old, name: 赵四, from: 2020-01-01, to: 2025-01-01}\n",
    );
    publish(&site, "2026-04-01", &["-q"]).exits(0);
    site.edit(RECORDS, "  - {id: old, name: 赵四, from: 2020-01-01, to: 2025-01-01}\n", "");
    tells_nothing(&site);
    let records = text(&site, RECORDS);
    let (head, rest) = records.split_once("commitments:\n").unwrap();
    let (_, ratings) = rest.split_once("ratings:\n").unwrap();
    site.write(RECORDS, format!("{head}ratings:\n{ratings}"));
    tells(
        &site,
        "警告[record-vanished]: 公布过的承诺“修通机耕路”（xiu-tong-ji-geng-lu）不见了 | 办法: 把这条承诺放回去，写上“结果”；要依法撤下，用 gongkailan redact。",
        "warning[record-vanished]: the commitment `修通机耕路` (xiu-tong-ji-geng-lu), which was published, is gone | help: Put the commitment back with its `outcome`; to withdraw it for privacy, use `gongkailan redact`.",
    );
    // What was withdrawn is no loss.
    site.run(&["redact", "承诺", "xiu-tong-ji-geng-lu", "--reason", "本人要求"]).exits(0);
    tells_nothing(&site);
}

#[test]
fn a_notice_that_is_taken_down_early() {
    let site = board();
    std::fs::remove_file(site.path().join("content/停水.md")).unwrap();
    let [zh, en] = told(&site);
    assert_eq!(zh.len(), 1, "{zh:?}");
    assert!(zh[0].starts_with("警告[notice-taken-down]: 公告“停水通知”（"), "{zh:?}");
    assert!(
        zh[0].ends_with("）要公示到 2026-05-31，却撤下了 | 办法: 放回去；到期以后它会自己收进往期。"),
        "{zh:?}"
    );
    assert!(
        en[0].contains("is on display until 2026-05-31, and was taken down | help: Put it back"),
        "{en:?}"
    );
    // Once it has been shown as long as it says, it may go.
    let ran = site.run(&["check", "--as-of", "2026-06-01"]).exits(0);
    assert_eq!(problems(&ran), [""; 0]);
}
