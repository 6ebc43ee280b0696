//! What a county's own look-up finds of the boards below it, at any depth, that their links lead to what is there, and that
//! boards that are below each other, or twice below one, are told.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::below::{COUNTY, build, copy, told};
use super::browser::{chromium, node, say};
use super::harness::{Site, root};
use super::lookup::browser;

const DAY: &str = "2026-03-31";

/// A county's folder with two villages in it, all published, where the links of each lead into the others' folders.
fn county() -> Site {
    let site = Site::empty();
    let settings = COUNTY.replace("base_url: https://liu.gov.cn/\n", "").replace("../jia/", "../jia/public/");
    site.write("content/site.yaml", settings.replace("https://yi.gov.cn/board/", "../yi/public/"));
    for (name, from) in [("jia", "tests/boards/village"), ("yi", "examples/village")] {
        copy(&root().join(from).join("content"), &site.path().join(name).join("content"));
        build(&site, name, DAY).exits(0);
    }
    build(&site, ".", DAY).exits(0);
    site
}

/// Above it a province, which reads the county's folder only.
fn province(county: &Site) -> Site {
    let site = Site::empty();
    copy(&county.public(), &site.path().join("liu/public"));
    for name in ["jia", "yi"] {
        copy(&county.path().join(name).join("public"), &site.path().join("liu").join(name).join("public"));
    }
    let settings = COUNTY.split("base_url:").next().unwrap().replace("柳县", "柳省");
    let boards = "boards: [{id: liu, name: 柳县, from: liu/public, base_url: ../liu/public/}]\n";
    site.write("content/site.yaml", settings + boards);
    build(&site, ".", DAY).exits(0);
    site
}

/// What each of `typed` finds: titles with hrefs, by kind.
fn found(site: &Site, typed: &[&str]) -> Option<Vec<BTreeMap<String, Vec<[String; 2]>>>> {
    let queries: Vec<String> = typed.iter().map(|typed| (*typed).to_owned()).collect();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let group = |group: &Value| {
        let found = group[2].as_array().unwrap().iter();
        (text(&group[0]), found.map(|one| [text(&one["title"]), text(&one["href"])]).collect())
    };
    let answered = browser(site, &queries, &[])?;
    Some(answered.iter().map(|one| one["matters"].as_array().unwrap().iter().map(group).collect()).collect())
}

/// The file that `href` on the page of the look-up leads to.
fn target(site: &Site, href: &str) -> PathBuf {
    let path = percent_encoding::percent_decode_str(href.split('#').next().unwrap()).decode_utf8().unwrap();
    let mut at = site.public().join("lookup");
    for part in Path::new(&*path).components() {
        match part {
            Component::ParentDir => drop(at.pop()),
            part => at.push(part),
        }
    }
    at
}

#[test]
fn people_and_places_of_a_village_are_found_from_the_county_and_from_the_province() {
    let county = county();
    let province = province(&county);
    for site in [&county, &province] {
        let cases = [
            ("李二", "board_people", "李二", "members/li-er/index.html"),
            ("lier", "board_people", "李二", "members/li-er/index.html"),
            ("第一网格", "board_grids", "第一网格", "grids/g-1/index.html"),
            ("dywg", "board_grids", "第一网格", "grids/g-1/index.html"),
            ("甲村 第一", "board_grids", "第一网格", "grids/g-1/index.html"),
        ];
        let typed: Vec<&str> = cases.iter().map(|(typed, ..)| *typed).collect();
        let Some(answers) = found(site, &typed) else { return };
        for ((typed, kind, title, path), answer) in cases.into_iter().zip(answers) {
            let all = answer.get(kind).cloned().unwrap_or_default();
            let [_, href] = all
                .iter()
                .find(|[name, href]| name == title && href.ends_with(&format!("jia/public/{path}")))
                .unwrap_or_else(|| panic!("{typed}: {answer:?}"));
            let page = fs::read_to_string(target(site, href)).unwrap_or_else(|_| panic!("{typed}: {href}"));
            assert!(page.contains(title), "{typed}: {href}");
        }
    }
    // Homes are on the villages' own look-ups, to which the board itself leads.
    let answers = found(&county, &["甲村"]).unwrap();
    let [_, href] = &answers[0]["boards"][0];
    assert!(target(&county, href).is_file() && href.ends_with("jia/public/lookup/index.html"), "{href}");
    let page = fs::read_to_string(county.public().join("lookup/index.html")).unwrap();
    assert!(page.contains("data-below") && page.contains("href=\"../../jia/public/lookup/index.html\""));
}

#[test]
fn a_door_is_looked_for_on_by_the_village() {
    let Some((node, chromium)) = node().zip(chromium()) else { return };
    let county = county();
    let script = root().join("tests/browser/below.js");
    let lookup = county.public().join("lookup/index.html");
    let ran = Command::new(node).arg(script).arg(chromium).arg(lookup).arg("3号").output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let [address, answers]: [String; 2] = serde_json::from_slice(&ran.stdout).unwrap();
    assert!(address.contains("/jia/public/lookup/index.html#q="), "{address}");
    assert!(answers.contains("3号") && answers.contains("李二"), "{answers}");
}

/// A published folder with these tables, which nobody built.
fn publish(folder: &Path, tables: &[(&str, Value)]) {
    let mut files = BTreeMap::new();
    let package = ("datapackage", json!({"title": "大县公开栏", "as_of": DAY}));
    for (name, table) in [&package].into_iter().chain(tables) {
        let (path, bytes) = (format!("data/{name}.json"), serde_json::to_vec(table).unwrap());
        files.insert(path.clone(), blake3::hash(&bytes).to_hex().to_string());
        fs::create_dir_all(folder.join("data")).unwrap();
        fs::write(folder.join(path), bytes).unwrap();
    }
    let manifest = json!({"program": "gongkailan", "version": 1, "files": files});
    fs::write(folder.join(".gongkailan.json"), manifest.to_string()).unwrap();
}

#[test]
fn a_query_stays_cheap_above_many_thousands_of_places() {
    let first: Vec<char> = "东西南北上下前后大小新老红青白黄石水龙凤马牛羊杨柳桃李松柳泉".chars().collect();
    let last: Vec<char> = "湾沟坪岭河洼庄营寨堡店桥坝塘岗坡口崖峪堂".chars().collect();
    let surnames: Vec<char> = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗".chars().collect();
    let given: Vec<char> = "建国志强秀英海平永红军芳敏静丽伟勇艳杰磊洋霞飞玉兰桂香春华".chars().collect();
    let pick = |from: &[char], at: usize| from[at % from.len()];
    let name = |at: usize| format!("{}{}{}村", pick(&first, at), pick(&first, at / 7), pick(&last, at / 3));
    let who = |at: usize| format!("{}{}{}", pick(&surnames, at), pick(&given, at / 3), pick(&given, at / 11));
    let row = |at: usize| {
        json!({
            "name": name(at), "level": "村", "place": format!("{}乡 › {}", name(at / 50), name(at / 10)),
            "lead_name": who(at),
            "page": format!("https://xiang-{}.gov.cn/board/grids/{at}/", at / 50),
            "lead_page": format!("https://xiang-{}.gov.cn/board/members/{at}/", at / 50),
        })
    };
    let site = Site::empty();
    let rows: Vec<Value> = (0..PLACES).map(row).collect();
    publish(&site.path().join("liu"), &[("grids_below", rows.into())]);
    let settings = COUNTY.split("base_url:").next().unwrap();
    site.write("content/site.yaml", format!("{settings}boards: [{{id: liu, name: 大县, from: liu}}]\n"));
    build(&site, ".", DAY).exits(0);
    let queries: Vec<String> = (0..300).map(|at| at * 61).flat_map(|at| [name(at), who(at)]).collect();
    let Some(answered) = browser(&site, &queries, &[]) else { return };
    let mut bytes: Vec<u64> = answered.iter().map(|answer| answer["bytes"].as_u64().unwrap()).collect();
    bytes.sort_unstable();
    let found = answered.iter().filter(|answer| !answer["matters"].as_array().unwrap().is_empty()).count();
    let (median, worst) = (bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
    say(&format!(
        "{PLACES} places below: median {median} bytes, worst {worst}; {found} of {} found",
        queries.len()
    ));
    assert!(worst <= 30 * 1024, "a query loads {worst} bytes");
    assert!(found * 10 >= queries.len() * 9, "{found}");
}

const PLACES: usize = 20_000;

/// Two boards `a` and `b`, each with a grid and 3 households; `names` says which each has below it.
fn two(names: [&str; 2]) -> Site {
    let site = Site::empty();
    for (own, below) in ["a", "b"].into_iter().zip(names) {
        let settings = COUNTY.split("base_url:").next().unwrap().replace("柳县", own);
        site.write(&format!("{own}/content/site.yaml"), settings + below);
        let grid = format!("grids: [{{id: {own}, name: {own}县, level: county, households: 3}}]\n");
        site.write(&format!("{own}/content/records.yaml"), grid);
    }
    site
}

fn grids(site: &Site, board: &str) -> Value {
    let rows = fs::read(site.path().join(board).join("public/data/boards.json")).unwrap();
    serde_json::from_slice::<Value>(&rows).unwrap()[0]["grids"].clone()
}

/// The rules of which the run of `board` tells.
fn rules(site: &Site, board: &str, code: i32) -> Vec<String> {
    let ran = build(site, board, DAY).exits(code);
    told(&ran).into_iter().map(str::to_owned).collect()
}

#[test]
fn boards_below_each_other_are_told_and_count_no_more_with_every_build() {
    let site = two([
        "boards: [{id: b, name: b, from: ../b/public}]\n",
        "boards: [{id: a, name: a, from: ../a/public}]\n",
    ]);
    assert_eq!(rules(&site, "a", 0), ["board-unpublished"], "b is yet to come");
    assert_eq!(rules(&site, "b", 0), [""; 0]);
    let before = grids(&site, "b");
    for _ in 0..3 {
        assert_eq!(rules(&site, "a", 1), ["board-circle"]);
        assert_eq!(rules(&site, "b", 0), [""; 0]);
        assert_eq!(grids(&site, "b"), before, "it grows");
    }
    // The remedy: one of them leaves out the other and is published first.
    site.edit("b/content/site.yaml", "boards:", "# boards:");
    assert_eq!(rules(&site, "b", 0), [""; 0]);
    assert_eq!(rules(&site, "a", 0), [""; 0]);
    assert_eq!(grids(&site, "a"), 1);
}

#[test]
fn a_longer_circle_and_a_board_that_names_its_own_output_are_told() {
    let site = two([
        "boards: [{id: b, name: b, from: ../b/public}]\n",
        "boards: [{id: c, name: c, from: ../c/public}]\n",
    ]);
    let settings = fs::read_to_string(site.path().join("a/content/site.yaml")).unwrap();
    let grid = "grids: [{id: c, name: c县, level: county, households: 3}]\n";
    site.write(
        "c/content/site.yaml",
        settings
            .replace("title: a", "title: c")
            .replace("{id: b, name: b, from: ../b", "{id: a, name: a, from: ../a"),
    );
    site.write("c/content/records.yaml", grid);
    for board in ["c", "b", "a"] {
        build(&site, board, DAY).exits(0);
    }
    assert_eq!(rules(&site, "c", 1), ["board-circle"], "c is below b, which is below a, which is below c");
    // Its own output, wherever that lies, also a copy of it.
    let site = two(["boards: [{id: b, name: b, from: ../out}]\n", ""]);
    site.run(&["build", "-q", "-s", "a", "-o", "out", "--as-of", DAY]).exits(0);
    let ran = site.run(&["build", "--format", "short", "-s", "a", "-o", "out", "--as-of", DAY]).exits(1);
    assert_eq!(told(&ran), ["board-circle"], "{}", ran.stderr);
}

#[test]
fn a_board_that_would_count_twice_is_told() {
    // A copy in another folder.
    let county = county();
    fs::remove_dir_all(county.path().join("yi/public")).unwrap();
    copy(&county.path().join("jia/public"), &county.path().join("yi/public"));
    let ran = build(&county, ".", DAY).exits(1);
    assert_eq!(told(&ran), ["board-shared"], "{}", ran.stderr);
    assert!(ran.stderr.contains("甲村") && ran.stderr.contains("乙村"), "{}", ran.stderr);
    // A village of its own and below the county at once.
    let site = two([
        "boards:\n  - {id: b, name: b, from: ../b/public}\n  - {id: jia, name: 甲村, from: ../jia/public}\n",
        "boards: [{id: jia, name: 甲村, from: ../jia/public}]\n",
    ]);
    copy(&county.path().join("jia/public"), &site.path().join("jia/public"));
    assert_eq!(rules(&site, "b", 0), [""; 0]);
    assert_eq!(rules(&site, "a", 1), ["board-shared"]);
}
