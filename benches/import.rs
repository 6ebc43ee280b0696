//! How long a township's roster takes to come in: `cargo bench --bench import`. One xlsx file with a sheet of 1,000
//! members and one of 10,000 households, twelve columns each, is imported by the real program into a board that has the
//! 353 grids only; then the same file again, which changes nothing; then `check`. Medians of five runs of each and the
//! most memory that any of them took.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use gongkailan::calendar::Month;
use gongkailan::sample::{Scale, township};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How many times each is run.
const RUNS: usize = 5;
const MEMBERS: [&str; 12] = [
    "序号",
    "姓名",
    "性别",
    "民族",
    "文化程度",
    "职务",
    "所属村",
    "所属网格",
    "联系电话",
    "是否党员",
    "电话公开",
    "承诺",
];
const HOUSEHOLDS: [&str; 12] = [
    "序号",
    "所属村",
    "所属网格",
    "村民小组",
    "门牌号",
    "户主姓名",
    "户主身份证号",
    "家庭人口",
    "户主电话",
    "户类型",
    "住房结构",
    "备注",
];

/// The board without members and households, and the grids' names by village.
fn board(scale: Scale) -> (BTreeMap<String, String>, Vec<(String, String)>) {
    let mut files = township(scale);
    files.retain(|path, _| ["content/site.yaml", "content/grids.yaml"].contains(&&**path));
    if let Some(site) = files.get_mut("content/site.yaml") {
        *site = site.replace("lead: required", "lead: optional");
    }
    let mut grids = Vec::new();
    let mut villages: BTreeMap<String, String> = BTreeMap::new();
    if let Some(text) = files.get_mut("content/grids.yaml") {
        // Who leads comes later: until then the households of a grid are covered by a declared vacancy.
        let bare_line = |line| match str::starts_with(line, "    lead: ") {
            true => "    posts: [{post: 网格长, vacant: true}]",
            false => line,
        };
        let mut bare = text.lines().map(bare_line).collect::<Vec<_>>().join("\n") + "\n";
        for lead in 1..=scale.villages + 1 {
            bare = bare.replace(&format!(", lead: m-{lead:04}"), "");
        }
        let after = |line: &str, key: &str| {
            line.split_once(key).map(|(_, rest)| rest.split([',', '}']).next().unwrap_or_default().to_owned())
        };
        let mut name = String::new();
        for line in bare.lines() {
            if let Some(village) = after(line, "{id: v") {
                villages.insert(format!("v{village}"), after(line, "name: ").unwrap_or_default());
            } else if let Some(grid) = after(line, "    name: ") {
                name = grid;
            } else if let Some(parent) = after(line, "    parent: ") {
                grids.push((villages.get(&parent).cloned().unwrap_or_default(), name.clone()));
            }
        }
        *text = bare;
    }
    (files, grids)
}

fn header(sheet: &mut Worksheet, title: &str, columns: &[&str]) -> Result<(), XlsxError> {
    sheet.write(0, 0, title)?;
    for (column, name) in (0..).zip(columns) {
        sheet.write(2, column, *name)?;
    }
    Ok(())
}

/// The roster, as a township keeps it: a title, a blank row, a header.
fn roster(scale: Scale, grids: &[(String, String)]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("网格员")?;
    header(sheet, "样例乡网格员花名册", &MEMBERS)?;
    for (row, number) in (3..).zip(1..=scale.members) {
        let (village, grid) = &grids[number % grids.len()];
        let said = |which: usize, words: [&'static str; 2]| words[number / which % 2];
        let phone = (13_900_000_000u64 + number as u64).to_string();
        let cells = [
            &number.to_string(),
            &format!("{}{}", said(1, ["王", "陈"]), han(number)),
            said(3, ["男", "女"]),
            "汉族",
            said(2, ["初中", "高中"]),
            "网格员",
            village,
            grid,
            &phone,
            said(5, ["是", "否"]),
            said(7, ["是", "否"]),
            "有事找我，当天回话",
        ];
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell)?;
        }
    }
    let sheet = book.add_worksheet().set_name("住户")?;
    header(sheet, "样例乡住户花名册", &HOUSEHOLDS)?;
    for (row, number) in (3..).zip(1..=scale.households) {
        let (village, grid) = &grids[number * grids.len() / (scale.households + 1)];
        let place = grid.trim_end_matches("网格");
        let cells = [
            &number.to_string(),
            village,
            grid,
            &format!("第{}村民小组", number % 9 + 1),
            &format!("{place}-{number}号"),
            &format!("李{}", han(number)),
            &identity(number),
            "",
            &(13_800_000_000u64 + number as u64).to_string(),
            ["一般户", "低保户", "五保户"][number % 3],
            ["砖混", "砖木"][number % 2],
            &format!("登记号{number:05}"),
        ];
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell)?;
        }
        sheet.write(row, 7, (number % 5 + 1) as u32)?;
    }
    book.save_to_buffer()
}

/// Two characters, another pair for each number below 10,000.
fn han(number: usize) -> String {
    [number / 100, number % 100].iter().filter_map(|at| char::from_u32(0x5e73 + *at as u32)).collect()
}

/// A well-formed identity number of a division that does not exist.
fn identity(number: usize) -> String {
    let digits = format!(
        "349999{}0{}{:02}{:03}",
        1950 + number % 50,
        number % 9 + 1,
        number % 28 + 1,
        number / 10 % 1000
    );
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize =
        digits.bytes().zip(weights).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    let check = b"10X98765432"[sum % 11];
    digits + &char::from(check).to_string()
}

/// Runs the program: how long it took and how much memory at most, in MiB.
fn run(arguments: &[&str], site: &Path) -> Outcome<(Duration, f64)> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_gongkailan"))
        .args(arguments)
        .arg("-s")
        .arg(site)
        .args(["--as-of", "2026-04-01"])
        .stdout(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0.0;
    loop {
        let status = fs::read_to_string(&status).unwrap_or_default();
        if let Some(line) = status.lines().find(|line| line.starts_with("VmHWM:")) {
            memory = line.split_whitespace().nth(1).unwrap_or_default().parse::<f64>()? / 1024.0;
        }
        if let Some(code) = child.try_wait()? {
            return match code.code() {
                Some(0) => Ok((start.elapsed(), memory)),
                _ => Err(format!("{arguments:?} ended with {code}").into()),
            };
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn main() -> Outcome<()> {
    let scale = Scale::township(Month::new(2026, 3).ok_or("no such month")?);
    let (files, grids) = board(scale);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("花名册.xlsx");
    fs::write(&file, roster(scale, &grids)?)?;
    let file = file.to_str().ok_or("no such path")?;
    let kinds =
        [("new", &["import", file][..]), ("the same again", &["import", file]), ("check", &["check"])];
    let mut times = kinds.map(|_| Vec::new());
    let mut memory = [0f64; 3];
    for turn in 0..RUNS {
        let site = folder.path().join(format!("site{turn}"));
        for (path, text) in &files {
            let path = site.join(path);
            fs::create_dir_all(path.parent().ok_or("no folder")?)?;
            fs::write(path, text)?;
        }
        for (at, (_, arguments)) in kinds.iter().enumerate() {
            let (time, most) = run(arguments, &site)?;
            times[at].push(time);
            memory[at] = memory[at].max(most);
        }
    }
    for ((name, _), (mut times, memory)) in kinds.iter().zip(times.into_iter().zip(memory)) {
        times.sort();
        println!("{name:<16}{:>6.2} s {memory:>6.0} MiB", times[RUNS / 2].as_secs_f64());
    }
    Ok(())
}
