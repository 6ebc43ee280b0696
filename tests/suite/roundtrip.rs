//! `export`, then `import` into a board without records: they are the same, of every board and of a township.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gongkailan::calendar::Month;
use gongkailan::load::compound::Detail;
use gongkailan::load::load;
use gongkailan::model::board::{Named, Subject};
use gongkailan::model::{Records, resolve};
use gongkailan::sample::{Scale, township};
use serde_json::{Value, json};

use super::examples::boards;
use super::harness::{Site, root, tree};

fn records(folder: &Path) -> Records {
    let (loaded, _) = load(folder).unwrap();
    resolve(&loaded).0.unwrap()
}

/// What stands below a private key, wherever: deeper keys are one after import, and a plain text is a note.
fn details(details: &[Detail]) -> Vec<(String, String)> {
    let key = |path: &[String]| match path {
        [] => "备注".to_owned(),
        path => path.join("."),
    };
    let mut told: Vec<(String, String)> =
        details.iter().map(|one| (key(&one.path), one.value.reveal().trim().to_string())).collect();
    told.sort();
    told
}

/// Scores of one entry: of the dimensions, then of the sources.
type Scores = Vec<Option<String>>;

/// A scheme, a month, a stage and who was rated.
type Rated = (u32, Month, usize, Subject);

/// Everybody's scores, by scheme, month, stage and subject. Who has none was not rated.
fn ratings(records: &Records) -> BTreeMap<Rated, (Scores, Option<String>)> {
    let mut told = BTreeMap::new();
    for sheet in &records.register.ratings {
        for entry in &sheet.entries {
            let scores = entry.scores.iter().chain(&entry.sources);
            let scores: Scores = scores
                .map(|score| score.as_ref().map(|at| at.value.reveal().normalize().to_string()))
                .collect();
            let key = (sheet.scheme.0, sheet.month.value, sheet.stage.value as usize, entry.subject.value);
            if scores.iter().any(Option::is_some) {
                told.insert(key, (scores, entry.note.as_ref().map(|note| note.value.clone())));
            }
        }
    }
    told
}

/// What two boards do not say alike.
fn differing(one: &Records, other: &Records) -> Vec<&'static str> {
    let (a, b) = (&*one.board, &*other.board);
    let covers = |records: &Records| -> Vec<_> {
        records.board.ground.members.iter().map(|member| member.covers.clone()).collect()
    };
    let named = |all: &[Named]| {
        let mut told: Vec<(Vec<String>, String, Vec<String>)> = Vec::new();
        for one in all {
            let names = one.names.iter().map(|name| name.value.clone()).collect();
            told.push((names, one.basis.clone(), one.texts.clone()));
        }
        told.sort();
        told
    };
    let households = |records: &Records| -> Vec<_> {
        let private = records.register.held.households.iter();
        private.map(|one| (one.label.clone(), one.people.clone(), details(&one.details))).collect()
    };
    let members = |records: &Records| -> Vec<_> {
        let private = records.register.held.members.iter();
        private.map(|one| (one.phone.clone(), one.phone_consent, details(&one.details))).collect()
    };
    let assets = |records: &Records| -> Vec<String> {
        records.board.ground.assets.iter().map(|asset| asset.path.clone()).collect()
    };
    let same = [
        ("files", assets(one) == assets(other)),
        ("grids", said(&a.ground.grids) == said(&b.ground.grids)),
        ("members", a.ground.members == b.ground.members),
        ("covers", covers(one) == covers(other)),
        ("households", a.ground.households == b.ground.households),
        ("commitments", said(&a.ground.commitments) == said(&b.ground.commitments)),
        ("activities", a.ground.activities == b.ground.activities),
        ("replies", said(&a.ground.replies) == said(&b.ground.replies)),
        ("services", a.ground.services == b.ground.services),
        ("named", named(&a.ground.named) == named(&b.ground.named)),
        ("private households", households(one) == households(other)),
        ("private members", members(one) == members(other)),
        ("ratings", ratings(one) == ratings(other)),
    ];
    same.into_iter().filter(|(_, is_same)| !is_same).map(|(what, _)| what).collect()
}

/// What `records` say, without their places: a text in another folder links to the same file by another path, and 94.0 is
/// 94 in a spreadsheet.
fn said(records: &impl std::fmt::Debug) -> String {
    let mut said = format!("{records:?}").replace("../", "").replace(".0)", ")").replace(".0,", ",");
    for name in ["Span {", "Places {"] {
        while let Some(at) = said.find(name) {
            let mut depth = 0;
            let is_end = |c: char| {
                depth += i32::from("{([".contains(c)) - i32::from("})]".contains(c));
                depth == 0 && "})]".contains(c)
            };
            let end = said[at..].find(is_end).unwrap();
            said.replace_range(at..=at + end, "");
        }
    }
    said
}

/// Copies files of `from` to `to`.
fn copy(from: &Path, to: &Site, is_wanted: &dyn Fn(&str) -> bool) {
    for (path, bytes) in tree(&from.join("content")) {
        if is_wanted(&path) {
            to.write(&format!("content/{path}"), bytes);
        }
    }
}

/// Takes the records of the board in `folder` out and into another board, by a workbook or by CSV.
fn there_and_back(name: &str, folder: &Path, day: &str, by_csv: bool) -> Result<(), String> {
    let (from, to) = (Site::empty(), Site::empty());
    from.copy_from(folder);
    let out = if by_csv { "表" } else { "表.xlsx" };
    from.run(&["export", "-o", out, "--as-of", day]).exits(0);
    let is_site = |path: &str| path == "site.yaml";
    let is_text = |path: &str| path.ends_with(".md");
    let is_record = |path: &str| path.ends_with(".yaml") || path.ends_with(".yml");
    let settings = fs::read_to_string(folder.join("content/site.yaml")).unwrap();
    copy(folder, &to, &|path| is_site(path) || !is_text(path) && !is_record(path));
    // An excuse for one file would not be one for the file that import writes.
    to.write("content/site.yaml", settings.replace(", 范围: 乡.yaml", ""));
    for (path, bytes) in tree(&folder.join("themes")) {
        to.write(&format!("themes/{path}"), bytes);
    }
    for (path, bytes) in tree(&folder.join("content")) {
        let text = String::from_utf8_lossy(&bytes);
        if is_text(&path) {
            // Texts link to pages; that a page is about a grid can only be said once there is one.
            let is_kept = |line: &&str| !line.starts_with("grid:") && !line.starts_with("网格:");
            let kept: Vec<&str> = text.lines().filter(is_kept).collect();
            to.write(&format!("content/{path}"), kept.join("\n") + "\n");
        }
    }
    let mut files = vec![from.path().join(out)];
    if by_csv {
        let sheets = fs::read_dir(&files[0]).unwrap().map(|entry| entry.unwrap().path());
        files = sheets.collect();
        files.sort();
    }
    let files: Vec<&str> = files.iter().map(|path| path.to_str().unwrap()).collect();
    let ran = to.run(&[&["import", "--as-of", day, "--lang", "en"], &files[..]].concat());
    if ran.code != Some(0) {
        let told = ran.stdout.lines().filter(|line| line.starts_with("  表.xlsx!"));
        let told: Vec<&str> = told.take(5).collect();
        return Err(format!("{name}: import ended with {:?}\n{told:?}\n{}", ran.code, ran.stderr));
    }
    // Translations stand in no table that is taken back.
    copy(folder, &to, &|path| is_text(path));
    let before = records(folder);
    let translations: Vec<Value> = (before.board.ground.translations.iter())
        .map(|one| {
            let texts: BTreeMap<&String, &String> =
                one.texts.iter().map(|(original, text)| (original, &text.text.value)).collect();
            json!({ "language": one.language, "texts": texts })
        })
        .collect();
    to.write("content/translations.yaml", json!({ "translations": translations }).to_string());
    let ran = to.run(&["check", "--as-of", day, "--format", "short", "--lang", "en"]);
    let differing = differing(&before, &records(to.path()));
    match ran.code == Some(0) && differing.is_empty() {
        true => Ok(()),
        false => {
            let said: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("error[")).take(5).collect();
            Err(format!("{name}: check {:?} {said:?}, not the same: {differing:?}", ran.code))
        }
    }
}

#[test]
fn every_board_comes_back_as_it_was() {
    let mut wrong = Vec::new();
    for (name, (folder, day)) in boards() {
        wrong.extend(there_and_back(&name, &folder, day, false).err());
    }
    let small = root().join("tests/boards/village");
    wrong.extend(there_and_back("village of the tests", &small, "2026-03-31", false).err());
    wrong.extend(
        there_and_back("village, by CSV", &root().join("examples/village"), "2026-03-31", true).err(),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_township_comes_back_as_it_was() {
    let last = Month::new(2026, 3).unwrap();
    for seed in [1, 2, 3] {
        let scale = Scale {
            villages: 2,
            grids: 8,
            ended_grids: 3,
            settlements: 6,
            members: 20,
            households: 150,
            months: 2,
            seed,
            ..Scale::township(last)
        };
        let site = Site::empty();
        township(scale).into_iter().for_each(|(path, text)| site.write(&path, text));
        let found = there_and_back(&format!("township {seed}"), site.path(), "2026-04-02", false);
        assert_eq!(found, Ok(()));
    }
}

#[test]
fn what_is_hard_to_write_down_comes_back_as_it_was() {
    let site = Site::village();
    site.edit(
        "content/records.yaml",
        "  - {id: h-2, door: 2号, grid: g-1}\n",
        r#"  - id: "0012"
    door: "3-2"
    grid: [g-1]
    label: "=SUM(A1)"
    people: 3
    private: {户主: "+86", 电话: ["013900000000", "-1"], 家庭: {子女: [{姓名: 赵小勇, 年龄: 7}]}, 备注: "1'"}
"#,
    );
    site.edit(
        "content/records.yaml",
        "    target: 1.2 公里\n",
        "    target: \"@1.2、2\"\n    detail: |\n      第一行\n\n      - 第二行\n    progress:\n      - {date: 2026-02-01, percent: 100, note: \"1e5\", outcome: partly}\n      - {date: 2026-02-02, note: \"\\t制表\"}\n",
    );
    site.edit("content/records.yaml", "{id: g-2, name: 第二网格,", "{id: g-2, code: \"001122334455667788\", area_km2: 0.1, services: [\"一、二\", 三], figures: [{name: 党员, value: 12.5, parts: [{name: 男, value: 7.5}, {name: 女, value: 5}]}], teams: [{name: 巡逻队, members: [李二, 张三]}], name: 第二网格,");
    let folder = site.path().to_owned();
    for by_csv in [false, true] {
        assert_eq!(there_and_back("odd", &folder, "2026-03-31", by_csv), Ok(()));
    }
    // Where nothing changed, importing it again changes nothing.
    site.run(&["export", "-o", "表.xlsx"]).exits(0);
    let before = tree(&folder.join("content"));
    site.run(&["import", "表.xlsx"]).exits(0);
    assert!(before == tree(&folder.join("content")));
}
