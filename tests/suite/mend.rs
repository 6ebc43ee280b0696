//! `check --fix`: what is certain is mended in place, byte for byte, and nothing else.

use std::fs;

use super::harness::{Site, tree};

const BEFORE: &str = "\
# 名册\r
members:\r
  - name: 阿依・古丽   # 两个字之间的点\r
    from: 2026年3月1日\r
    phone:  138 0013 8000     # 空格\r
    phone_public: 是\r
  - {name: \"买买提•艾力\", from: '2026/3/1', to: ２０２６-３-２}\r
grids:\r
  - name: 柳村\r
    level: village\r
    lead: 阿依．古丽\r
    population: 85人\r
    code: １２３\r
";

const AFTER: &str = "\
# 名册\r
members:\r
  - name: 阿依·古丽   # 两个字之间的点\r
    from: 2026-03-01\r
    phone:  13800138000     # 空格\r
    phone_public: 是\r
  - {name: \"买买提·艾力\", from: '2026-03-01', to: 2026-03-02}\r
grids:\r
  - name: 柳村\r
    level: village\r
    lead: 阿依·古丽\r
    population: 85\r
    code: 123\r
";

fn site() -> Site {
    let site = Site::empty();
    site.write("content/site.yaml", gongkailan::diagnostic::example::SITE);
    site
}

fn read(site: &Site, path: &str) -> Vec<u8> {
    fs::read(site.path().join(path)).unwrap()
}

#[test]
fn the_certain_is_mended_byte_for_byte_and_then_nothing_is_left_to_note() {
    let site = site();
    site.write("content/r.yaml", ["\u{feff}", BEFORE].concat());
    let ran = site.run(&["check", "--fix", "--lang", "en"]).exits(0);
    assert_eq!(String::from_utf8(read(&site, "content/r.yaml")).unwrap(), AFTER);
    assert!(ran.stdout.contains("-    from: 2026年3月1日\n+    from: 2026-03-01\n"), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("no problems found\n"), "{}", ran.stdout);
    assert!(ran.stderr.contains("10 places in 1 files were changed"), "{}", ran.stderr);
    // A number is shown nowhere, not even on the way to being mended.
    assert!(!ran.stdout.contains("8000"), "{}", ran.stdout);
    let again = site.run(&["check", "--fix"]).exits(0);
    assert_eq!(again.stdout, "没有发现问题\n");
    assert_eq!(read(&site, "content/r.yaml"), AFTER.as_bytes());
}

#[test]
fn a_dry_run_shows_the_same_and_changes_nothing() {
    let site = site();
    site.write("content/r.yaml", BEFORE);
    let before = tree(site.path());
    let dry = site.run(&["check", "--fix", "--dry-run"]).exits(0);
    assert_eq!(tree(site.path()), before);
    let told = |ran: &super::harness::Ran| ran.stdout.split("\n\n").next().unwrap().to_owned();
    let done = site.run(&["check", "--fix"]).exits(0);
    assert_eq!(told(&dry), told(&done));
    assert!(dry.stderr.contains("会改 1 个文件的 9 处"), "{}", dry.stderr);
    assert_eq!(site.run(&["check", "--dry-run"]).code, Some(2));
}

#[test]
fn machine_readable_reports_stay_so() {
    let site = site();
    site.write("content/r.yaml", BEFORE);
    let ran = site.run(&["check", "--fix", "--dry-run", "--format", "json"]).exits(0);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["notes"], 9);
    assert!(ran.stderr.contains("+    from: 2026-03-01"), "{}", ran.stderr);
}

#[test]
fn what_is_not_certain_or_not_utf8_is_left_alone() {
    let site = site();
    let doubtful = "members:\n  - {name: 张三, from: 26-3-1, party_member: yes}\n";
    site.write("content/doubtful.yaml", doubtful);
    let (legacy, ..) = encoding_rs::GB18030.encode("members:\n  - {name: 王五, from: 2026年3月1日}\n");
    site.write("content/legacy.yaml", &legacy);
    let ran = site.run(&["check", "--fix"]).exits(1);
    assert_eq!(read(&site, "content/doubtful.yaml"), doubtful.as_bytes());
    assert_eq!(read(&site, "content/legacy.yaml"), &*legacy);
    assert!(ran.stderr.contains("“content/legacy.yaml”不是 UTF-8，没有改动"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_survive() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = site();
    site.write("content/real.md", "---\ntitle: 通知\nkind: 公告\ndate: 2026/3/1\n---\n2026/3/1 开会\n");
    let real = site.path().join("content/real.md");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.md", site.path().join("content/link.md")).unwrap();
    site.run(&["check", "--fix"]).exits(0);
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    let text = fs::read_to_string(&real).unwrap();
    assert!(text.contains("date: 2026-03-01\n---\n2026/3/1 开会"), "{text}");
    assert!(fs::symlink_metadata(site.path().join("content/link.md")).unwrap().is_symlink());
    assert_eq!(site.names(), ["content"]);
}

#[test]
fn names_are_mended_as_their_notes_say() {
    let site = site();
    let before = "\
members:
  - name: 刘 洋
  - {name: '\u{2ee2}\u{3000}超', grid: \u{2fbc}\u{200b}立}
  - name: 买买提 ·· 艾力
  - name: 葛\u{e0100}洪\u{feff}
grids:
  - {name: \u{2fbc}立, level: village, lead: 刘　洋}
";
    site.write("content/r.yaml", before);
    let ran = site.run(&["check", "--fix"]).exits(0);
    let after = "\
members:
  - name: 刘洋
  - {name: '马超', grid: 高立}
  - name: 买买提·艾力
  - name: 葛洪
grids:
  - {name: 高立, level: village, lead: 刘　洋}
";
    assert_eq!(String::from_utf8(read(&site, "content/r.yaml")).unwrap(), after);
    assert_eq!(site.run(&["check"]).exits(0).stdout, "没有发现问题\n", "{}", ran.stdout);
}
