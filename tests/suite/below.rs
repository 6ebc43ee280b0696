//! A county whose townships publish by themselves: it reads what they published, adds it up, and says who is late.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::pipeline::{self, Remade, Request, RunCache};
use serde_json::Value;

use super::harness::{Ran, Site, assert_same, program, root, tree};

pub const COUNTY: &str = "title: 柳县公开栏
publisher: 柳县县委组织部
networks: [{id: grid, name: 网格, levels: [{id: county, name: 县}]}]
base_url: https://liu.gov.cn/
boards:
  - {id: jia, name: 甲村, from: jia/public, base_url: ../jia/}
  - {id: yi, name: 乙村, from: yi/public, base_url: https://yi.gov.cn/board/}
";

/// Two villages within a county's folder, both published.
pub fn county() -> Site {
    let site = Site::empty();
    site.write("content/site.yaml", COUNTY);
    for (name, from) in [("jia", "tests/boards/village"), ("yi", "examples/village")] {
        copy(&root().join(from).join("content"), &site.path().join(name).join("content"));
        build(&site, name, "2026-03-31").exits(0);
    }
    site
}

pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let to = to.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
}

pub fn build(site: &Site, folder: &str, day: &str) -> Ran {
    site.run(&["build", "--format", "short", "-s", folder, "--as-of", day])
}

fn table(folder: &Path, name: &str) -> Vec<Value> {
    let Ok(text) = fs::read(folder.join(format!("data/{name}.json"))) else { return Vec::new() };
    serde_json::from_slice(&text).unwrap()
}

fn page(site: &Site, path: &str) -> String {
    fs::read_to_string(site.public().join(path)).unwrap()
}

/// The rules of which `ran` tells.
pub fn told(ran: &Ran) -> Vec<&str> {
    let lines = ran.stderr.lines().filter(|line| line.contains("content/site.yaml:"));
    lines.filter_map(|line| line.split_once('[')?.1.split_once(']')).map(|(rule, _)| rule).collect()
}

#[test]
fn figures_are_those_of_the_published_tables_added_up() {
    let site = county();
    let ran = build(&site, ".", "2026-03-31").exits(0);
    assert_eq!(told(&ran), [""; 0], "{}", ran.stderr);
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for (name, row) in ["jia", "yi"].into_iter().zip(table(&site.public(), "boards")) {
        let theirs = site.path().join(name).join("public");
        let rows = |table: &str, key: &str, value: &str| {
            self::table(&theirs, table).iter().filter(|row| row[key] == value).count() as u64
        };
        let roots = table(&theirs, "grids");
        let households: u64 = roots
            .iter()
            .filter(|grid| grid["parent"].is_null())
            .map(|grid| grid["households"].as_u64().unwrap())
            .sum();
        let expected = [
            ("households", households),
            ("grids", rows("grids", "state", "current")),
            ("members", rows("members", "state", "current")),
            ("commitments", table(&theirs, "commitments").len() as u64),
            ("kept", rows("commitments", "state", "kept")),
            ("overdue", rows("commitments", "state", "overdue")),
            ("disclosures_overdue", rows("disclosures", "state", "overdue")),
        ];
        assert_eq!((&row["id"], &row["state"]), (&name.into(), &"current".into()));
        assert_eq!(row["as_of"], "2026-03-31");
        for (key, number) in expected {
            assert_eq!(row[key], number, "{name}: {key}");
            *sums.entry(key).or_default() += number;
        }
    }
    let index = page(&site, "boards/index.html");
    assert!(sums["households"] > 10 && sums["members"] > 5, "{sums:?}");
    for (key, unit) in
        [("households", "户"), ("grids", "个网格"), ("members", "位责任人"), ("commitments", "件承诺")]
    {
        assert!(index.contains(&format!("<b>{}</b>{unit}", sums[key])), "{key} in {index}");
    }
    assert!(!index.contains("未更新"));
    // Links lead into theirs, each as it is said where it is.
    let jia = page(&site, "boards/jia/index.html");
    assert!(jia.contains("href=\"../../../jia/grids/g-1/index.html\"") && jia.contains("李二"), "{jia}");
    let yi = page(&site, "boards/yi/index.html");
    assert!(yi.contains("href=\"https://yi.gov.cn/board/\""), "{yi}");
    assert!(page(&site, "index.html").contains("boards/jia/index.html"));
    let feed = page(&site, "feed.xml");
    assert!(
        feed.contains("甲村") && feed.contains("https://liu.gov.cn/boards/jia/#monthly-2026-02"),
        "{feed}"
    );
}

#[test]
fn nothing_of_a_board_that_is_not_whole_is_used() {
    let site = county();
    let healthy = tree(&site.path().join("jia/public"));
    let manifest = String::from_utf8(healthy[".gongkailan.json"].clone()).unwrap();
    let restore = || {
        let _ = fs::remove_dir_all(site.path().join("jia/public"));
        for (path, bytes) in &healthy {
            site.write(&format!("jia/public/{path}"), bytes);
        }
    };
    let mut grids = healthy["data/grids.json"].clone();
    let last = grids.len() - 5;
    grids[last] ^= 1;
    let spoil: [(&str, &dyn Fn()); 7] = [
        ("board-damaged", &|| site.write("jia/public/data/grids.json", &grids)),
        ("board-damaged", &|| site.write("jia/public/.gongkailan.json", &manifest[..manifest.len() / 2])),
        ("board-damaged", &|| fs::remove_file(site.path().join("jia/public/data/members.json")).unwrap()),
        ("board-version", &|| {
            site.write("jia/public/.gongkailan.json", manifest.replace("\"version\": 1", "\"version\": 2"));
        }),
        ("board-version", &|| {
            let manifest: Vec<&str> =
                manifest.lines().filter(|line| !line.contains("data/datapackage.json")).collect();
            site.write("jia/public/.gongkailan.json", manifest.join("\n"));
        }),
        ("board-unpublished", &|| fs::remove_dir_all(site.path().join("jia/public")).unwrap()),
        ("board-damaged", &|| {
            let file = site.path().join("jia/public/data/grids.json");
            fs::rename(&file, site.path().join("elsewhere.json")).unwrap();
            std::os::unix::fs::symlink(site.path().join("elsewhere.json"), file).unwrap();
        }),
    ];
    for (number, (rule, spoil)) in spoil.iter().enumerate() {
        restore();
        spoil();
        let ran = build(&site, ".", "2026-03-31").exits(0);
        assert_eq!(told(&ran), [*rule], "{number}: {}", ran.stderr);
        let (index, own) = (page(&site, "boards/index.html"), page(&site, "boards/jia/index.html"));
        assert!(index.contains("未更新") && index.contains("不少于"), "{number}: {index}");
        assert!(index.find("甲村") < index.find("乙村"), "{number}: it stands first");
        for name in ["李二", "张三", "第一网格"] {
            assert!(!own.contains(name), "{number}: {name}");
        }
        let rows = table(&site.public(), "boards");
        assert_eq!((&rows[0]["state"], &rows[0]["households"]), (&"unread".into(), &Value::Null), "{number}");
    }
    restore();
    assert_eq!(told(&build(&site, ".", "2026-03-31").exits(0)), [""; 0]);
}

#[test]
fn who_has_not_published_for_a_month_stands_first() {
    let site = county();
    build(&site, "jia", "2026-05-01").exits(0);
    let ran = build(&site, ".", "2026-05-01").exits(0);
    assert_eq!(told(&ran), ["board-late"], "{}", ran.stderr);
    let index = page(&site, "boards/index.html");
    assert!(index.find("乙村") < index.find("甲村") && index.contains("31 天前"), "{index}");
}

#[test]
fn a_board_is_neither_below_itself_nor_there_twice() {
    let site = county();
    build(&site, ".", "2026-03-31").exits(0);
    site.edit("content/site.yaml", "from: yi/public", "from: ./jia/public/");
    assert_eq!(told(&build(&site, ".", "2026-03-31").exits(1)), ["board-twice"]);
    site.edit("content/site.yaml", "from: ./jia/public/", "from: public");
    assert_eq!(told(&build(&site, ".", "2026-03-31").exits(1)), ["board-itself"]);
    site.edit("content/site.yaml", "from: public", "from: /etc");
    assert_eq!(told(&build(&site, ".", "2026-03-31").exits(0)), ["board-unpublished"]);
}

#[test]
fn a_province_adds_up_its_counties_with_all_below_them() {
    let county = county();
    build(&county, ".", "2026-03-31").exits(0);
    let province = Site::empty();
    let settings = COUNTY.split("boards:").next().unwrap().replace("柳县", "柳省");
    let from = county.public();
    // Both lie in the system's folder for what is temporary.
    let from = format!("../{}", from.strip_prefix(from.ancestors().nth(2).unwrap()).unwrap().display());
    province.write(
        "content/site.yaml",
        format!("{settings}boards:\n  - {{id: liu, name: 柳县, from: {from}}}\n"),
    );
    let ran = build(&province, ".", "2026-03-31").exits(0);
    assert_eq!(told(&ran), [""; 0], "{}", ran.stderr);
    let below = table(&county.public(), "boards");
    let row = &table(&province.public(), "boards")[0];
    for key in ["households", "grids", "members", "commitments", "kept", "overdue"] {
        let sum: u64 = below.iter().map(|row| row[key].as_u64().unwrap()).sum();
        assert_eq!(row[key], sum, "{key}");
    }
    assert_eq!((&row["boards"], &row["boards_late"]), (&2.into(), &0.into()));
    let page = page(&province, "boards/liu/index.html");
    assert!(page.contains("甲村") && page.contains("href=\"https://liu.gov.cn/boards/jia/\""), "{page}");
}

#[test]
fn what_a_board_changes_is_made_again_as_from_nothing() {
    let site = county();
    let day = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let request = Request { site: site.path(), as_of: AsOf(day), base_url: None, deny_warnings: false };
    let mut kept = RunCache::new(true);
    let mut remake = || {
        // Far in the future every file is at rest.
        let now = SystemTime::now() + Duration::from_secs(3600);
        let again = kept.remake(&request, now, &|| false, &mut |_| {}).unwrap();
        let clean = pipeline::make(&request, &mut |_| {}).unwrap();
        match again {
            Remade::Made(made) => {
                assert_eq!(made.artifacts, clean.artifacts);
                made.again.iter().map(|again| again.path.clone()).collect()
            }
            Remade::Same => vec!["same".to_owned()],
            Remade::Superseded => panic!("nothing newer came up"),
        }
    };
    assert!(remake().len() > 5);
    assert_eq!(remake(), ["same"]);
    site.edit("jia/content/records.yaml", "name: 李二", "name: 李二黑");
    site.edit("jia/content/records.yaml", "lead: 李二", "lead: 李二黑");
    site.edit("jia/content/records.yaml", "covered_by: 李二", "covered_by: 李二黑");
    site.edit("jia/content/records.yaml", "member: 李二", "member: 李二黑");
    build(&site, "jia", "2026-03-31").exits(0);
    assert_eq!(remake(), ["boards/jia/index.html", "contents/index.html"]);
    site.write("jia/public/data/grids.json", "[]\n");
    assert!(remake().contains(&"boards/index.html".to_owned()));
    build(&site, "jia", "2026-03-31").exits(0);
    assert!(remake().contains(&"boards/index.html".to_owned()));
}

#[test]
fn parts_of_a_list_make_the_same_as_the_whole_however_often_they_are_killed() {
    let villages = |site: &Site| {
        for name in ["jia", "yi", "bing", "ding"] {
            copy(&root().join("tests/boards/village/content"), &site.path().join(name).join("content"));
        }
        site.write("list.txt", "# 各村\njia\nyi\nbing\nding\n");
    };
    let (whole, parts) = (Site::empty(), Site::empty());
    villages(&whole);
    villages(&parts);
    whole.run(&["build", "--boards", "list.txt", "-q"]).exits(0);
    for (part, delay) in [("1/2", 30), ("2/2", 90), ("1/2", 200)] {
        let mut child = program()
            .current_dir(parts.path())
            .args(["build", "--boards", "list.txt", "--shard", part])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    for part in ["1/2", "2/2", "2/2"] {
        parts.run(&["build", "--boards", "list.txt", "--shard", part, "-q"]).exits(0);
    }
    assert_same(&tree(parts.path()), &tree(whole.path()));
    // One that has errors is told, and no reason to leave out the others.
    parts.edit("yi/content/records.yaml", "lead: 李二", "lead: 李三");
    parts.edit("ding/content/site.yaml", "试村公开栏", "丁村公开栏");
    parts.run(&["build", "--boards", "list.txt", "-q"]).exits(1);
    assert!(fs::read_to_string(parts.path().join("ding/public/index.html")).unwrap().contains("丁村公开栏"));
    parts.run(&["build", "--boards", "list.txt", "--shard", "3/2"]).exits(2);
    parts.run(&["build", "--boards", "none.txt"]).exits(2);
}

#[test]
fn a_county_is_not_taken_for_built_while_a_township_publishes_anew() {
    let (site, cache) = (county(), tempfile::tempdir().unwrap());
    // In an encoding in which the key is not to be seen among the bytes.
    let utf16: Vec<u8> = COUNTY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    site.write("content/site.yaml", [&[0xff, 0xfe][..], &utf16].concat());
    let build_county = || {
        let mut county = program();
        county.current_dir(site.path()).env("XDG_CACHE_HOME", cache.path());
        let ran = county.args(["build", "--as-of", "2026-03-31"]).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    build_county();
    let before = tree(&site.public());
    let records = site.path().join("jia/content/records.yaml");
    let text = fs::read_to_string(&records).unwrap();
    fs::write(&records, text.replacen("due: 2026-06-30", "due: 2026-03-01", 1)).unwrap();
    build(&site, "jia", "2026-03-31").exits(0);
    build_county();
    assert_ne!(tree(&site.public()), before, "one more promise is overdue");
}
