//! The publication record, by the command: what is published, what pages say of it, and that the same input gives the same
//! bytes.

mod apart;
mod histories;
mod kills;
mod refusals;
mod reviewing;
mod stranger;
mod verifying;
mod withdrawing;

use std::collections::BTreeMap;
use std::fs;

use super::harness::{Ran, Site, assert_same, program, tree};
use super::reaching::{dangling, unreached};

/// The days of the two publications of [`published`].
const DAYS: [&str; 2] = ["2026-03-31", "2026-07-02"];

const RECORDS: &str = "content/records.yaml";

/// A published file by its path.
type Files = BTreeMap<String, Vec<u8>>;

/// A village that published, moved the due date of its promise, and published again.
fn published() -> Site {
    let site = Site::village();
    publish(&site, DAYS[0], &[]).exits(0);
    move_due(&site);
    publish(&site, DAYS[1], &[]).exits(0);
    site
}

fn move_due(site: &Site) {
    site.edit(RECORDS, "due: 2026-06-30", "due: 2026-09-30");
}

fn publish(site: &Site, day: &str, more: &[&str]) -> Ran {
    site.run(&[&["publish", "--as-of", day][..], more].concat())
}

fn verify(site: &Site, more: &[&str]) -> Ran {
    site.run(&[&["verify", "public"][..], more].concat())
}

/// The names in `record/`, hidden ones too.
fn recorded(site: &Site) -> Vec<String> {
    tree(&site.path().join("record")).into_keys().collect()
}

/// A file of the site folder as text.
fn text(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a page says, its marks and breaks left out.
fn said(site: &Site, page: &str) -> String {
    let html = text(site, &format!("public/{page}"));
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let mut said = String::new();
    for part in format!("<main{main}").split('<').filter_map(|part| part.split_once('>')) {
        said += part.1;
        said += " ";
    }
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_promise_tells_how_often_its_due_date_was_moved_and_where_to_read_of_it() {
    let site = published();
    let ran = verify(&site, &[]).exits(0);
    assert!(ran.stdout.contains("2 次公布，最近一次 2026-07-02，共 12 条"), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("网页、数据和日志一致\n"), "{}", ran.stdout);
    let line = "完成期限 改过 1 次： 2026年6月30日 → 2026年9月30日 ， 2026年7月2日公布";
    for page in ["commitments/index.html", "members/zhang-san/index.html"] {
        assert!(said(&site, page).contains(line), "{page}: {}", said(&site, page));
    }
    let html = text(&site, "public/commitments/index.html");
    assert!(html.contains("href=\"../changes/2026/2/index.html\""), "{html}");
    let changes = said(&site, "changes/index.html");
    for part in [
        "第 2 次公布 2026年7月2日",
        "承诺 修通机耕路 张三 完成期限 2026年6月30日 → 2026年9月30日",
        "第 1 次公布 2026年3月31日",
        "网格 新增 3 条",
    ] {
        assert!(changes.contains(part), "{part}: {changes}");
    }
    for page in ["changes/2026/2/index.html", "changes/grids/g-2/index.html"] {
        assert!(said(&site, page).contains("完成期限 2026年6月30日 → 2026年9月30日"), "{page}");
    }
    assert!(said(&site, "index.html").contains("第 2 次公布"), "{}", said(&site, "index.html"));
    assert_eq!(unreached(&site), [""; 0]);
    assert_eq!(dangling(&site), [""; 0]);
    assert_eq!(recorded(&site), ["000001.jsonl", "000002.jsonl", "000002.pages"]);
    assert_eq!(site.names(), ["content", "public", "record"]);
}

#[test]
fn in_english_changes_are_told_in_english() {
    let site = Site::village();
    let settings = text(&site, "content/site.yaml");
    site.write("content/site.yaml", format!("更多语言: [en]\n{settings}"));
    publish(&site, DAYS[0], &[]).exits(0);
    move_due(&site);
    publish(&site, DAYS[1], &["--lang", "en"]).exits(0);
    let ran = verify(&site, &["--lang", "en"]).exits(0);
    assert!(ran.stdout.ends_with("not signed\npages, data and log agree\n"), "{}", ran.stdout);
    assert!(said(&site, "en/changes/index.html").contains("due"), "{}", said(&site, "en/changes/index.html"));
    assert_eq!(unreached(&site), [""; 0]);
    assert_eq!(dangling(&site), [""; 0]);
}

#[test]
fn a_build_gives_what_was_published_on_any_number_of_threads() {
    let site = published();
    let wanted = tree(&site.public());
    let record = tree(&site.path().join("record"));
    site.run(&["build", "-q", "--as-of", DAYS[1], "-o", "again"]).exits(0);
    assert_same(&tree(&site.path().join("again")), &wanted);
    let ran = program()
        .current_dir(site.path())
        .env("RAYON_NUM_THREADS", "1")
        .args(["build", "-q", "--as-of", DAYS[1], "-o", "alone"])
        .output()
        .unwrap();
    assert!(ran.status.success());
    assert_same(&tree(&site.path().join("alone")), &wanted);
    site.run(&["check", "-q", "--as-of", DAYS[1]]).exits(0);
    assert_same(&tree(&site.path().join("record")), &record);
}

#[test]
fn without_a_record_nothing_is_told_of_one() {
    let [never, once] = [Site::village(), published()];
    move_due(&never);
    never.run(&["build", "-q", "--as-of", DAYS[1]]).exits(0);
    fs::remove_dir_all(once.path().join("record")).unwrap();
    once.run(&["build", "-q", "--as-of", DAYS[1]]).exits(0);
    let files = tree(&never.public());
    assert_same(&tree(&once.public()), &files);
    for (path, bytes) in &files {
        assert!(!path.starts_with("log/") && !path.contains("changes"), "{path}");
        assert!(!String::from_utf8_lossy(bytes).contains("公开留痕"), "{path}");
    }
    assert_eq!(never.names(), ["content", "public"]);
}

#[test]
fn the_same_day_is_recorded_again_only_where_something_is_other() {
    let site = published();
    let (before, record) = (tree(&site.public()), tree(&site.path().join("record")));
    let ran = publish(&site, DAYS[1], &[]).exits(0);
    assert!(ran.stderr.contains("第 2 次公布今天已经记下，内容没有变化"), "{}", ran.stderr);
    assert_same(&tree(&site.public()), &before);
    assert_same(&tree(&site.path().join("record")), &record);
    // Nothing that is recorded, but pages are other, and the checkpoint is over them.
    site.edit("content/规约.md", "清扫门前", "打扫门前");
    let ran = publish(&site, DAYS[1], &[]).exits(0);
    assert!(
        ran.stderr.contains("第 3 次公布，记入 record/：新增 0 条，改动 0 条，撤下 0 条"),
        "{}",
        ran.stderr
    );
    verify(&site, &[]).exits(0);
    // A note is told.
    publish(&site, DAYS[1], &["--note", "补一句说明"]).exits(0);
    assert!(said(&site, "changes/index.html").contains("第 4 次公布 2026年7月2日"));
    assert!(said(&site, "changes/index.html").contains("补一句说明"));
    verify(&site, &[]).exits(0);
}

#[test]
fn the_records_of_any_day_are_given_back() {
    let site = published();
    site.run(&["at", "2026-07-01", "-o", "then"]).exits(0);
    site.run(&["at", DAYS[1], "-o", "now"]).exits(0);
    for (folder, due) in [("then", "2026-06-30"), ("now", "2026-09-30")] {
        for kind in ["json", "csv"] {
            let told = text(&site, &format!("{folder}/commitments.{kind}"));
            assert!(told.contains(due), "{folder}: {told}");
        }
    }
    let ran = site.run(&["at", "2026-03-30", "-o", "before", "--lang", "en"]).exits(2);
    assert!(ran.stderr.contains("the first publication was on 2026-03-31"), "{}", ran.stderr);
    assert!(!site.path().join("before").exists());
    // What the board says on that day is what its data said.
    let data: Vec<Vec<serde_json::Value>> = ["now/commitments.json", "public/data/commitments.json"]
        .map(|path| serde_json::from_str(&text(&site, path)).unwrap())
        .into();
    assert_eq!(data[0].len(), data[1].len());
    assert_eq!(data[0][0]["due"], data[1][0]["due"]);
}
