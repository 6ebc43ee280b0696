//! Whether real names pass the whole program, and whether truly broken text is still found: `cargo bench --bench names --
//! FOLDER [STEP]`, with STEP of every so many names only one. The folder holds lists that are not ours to give: `villages.json` and `streets.json` (npm `china-division`
//! 2.7.0, `dist/`), `familyname_orcid.csv` and `givenname_orcid.csv` (PyPI `sinonym` 0.5.1) and `charfreq.csv` (PyPI
//! `ngender` 0.1.1), with the frequencies of characters in names. Prints the two tables of docs/privacy.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, WINDOWS_1252};
use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::diagnostic::{Diagnostics, Severity};
use gongkailan::source::Sources;
use gongkailan::{check, load, model};

/// How many names stand on one board.
const BOARD: usize = 5_000;
/// How many personal names are made up.
const PERSONS: usize = 1_000_000;

const SITE: &str = "\
title: 公开栏
publisher: 村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: top, name: 镇, lead: optional}, {id: leaf, name: 格, lead: optional}]}
";

const MEMBER: &str = "members: [{id: jia-yi, name: 甲乙}]\n";

fn main() {
    let mut arguments = env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let Some(folder) = arguments.next() else {
        println!("no folder of names is given: see the first lines of benches/names.rs");
        return;
    };
    let folder = Path::new(&folder);
    let step = arguments.next().and_then(|step| step.parse().ok()).unwrap_or(1);
    let lists = ["villages.json", "streets.json"].iter().flat_map(|file| names(&folder.join(file)));
    let places: Vec<String> = lists.step_by(step).collect();
    let persons: Vec<String> = people(folder).into_iter().step_by(step).collect();
    println!("| names | as | how many | refused | warned | noted |\n|---|---|---|---|---|---|");
    let mut refused = Told::new();
    measure("official places", "grid, place, door, group", &places, place_board, &mut refused);
    measure("official places", "grid without an id", &places, grid_board, &mut refused);
    measure("official places", "text, comment, private", &places, text_board, &mut refused);
    measure("personal names", "member, lead, text", &persons, member_board, &mut refused);
    measure("personal names", "comment, private, door", &persons, text_board, &mut refused);
    for (rule, names) in refused {
        println!(
            "\n{rule}, {}: {}",
            names.len(),
            names.iter().take(60).cloned().collect::<Vec<_>>().join(" ")
        );
    }
    broken(&places, &persons);
}

/// The field `name` of every object of a JSON list.
fn names(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let list: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list");
    list.iter().filter_map(|one| Some(one["name"].as_str()?.to_owned())).collect()
}

/// Numbers without order, the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Texts with how often each occurs.
struct Frequencies(Vec<(String, u64)>);

impl Frequencies {
    /// From a table of which the first column is the text and `count` tells the count.
    fn read(path: &Path, count: impl Fn(&[&str]) -> f64) -> Frequencies {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut sum = 0;
        let rows = text.lines().skip(1).filter_map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            sum += (count(&cells) * 100.0) as u64;
            Some((cells.first()?.trim().to_owned(), sum))
        });
        Frequencies(rows.collect())
    }

    fn draw(&self, chance: &mut Chance) -> &str {
        let most = self.0.last().map_or(1, |(_, sum)| *sum);
        let at = chance.below(most);
        &self.0[self.0.partition_point(|(_, sum)| *sum <= at)].0
    }
}

/// Syllables of names that are written in Chinese by sound: Uyghur, Kazakh, Tibetan, Mongolian, Yi.
const BY_SOUND: [&[&str]; 4] = [
    &[
        "买买提",
        "阿不都",
        "古丽",
        "艾力",
        "吐尔逊",
        "玛依拉",
        "热合曼",
        "努尔",
        "帕提古丽",
        "阿依",
        "克里木",
        "巴哈尔",
    ],
    &["扎西", "多吉", "卓玛", "才让", "索朗", "旺姆", "次仁", "格桑", "洛桑", "央金", "仁青", "尼玛"],
    &[
        "巴特尔",
        "其木格",
        "苏日娜",
        "敖云",
        "格日勒",
        "乌云",
        "呼和",
        "那仁",
        "图雅",
        "额尔敦",
        "斯琴",
        "布和",
    ],
    &["吉克", "阿牛", "木呷", "沙马", "尔古", "阿依莫", "曲比", "拉则", "伍呷", "子日", "依火", "阿约"],
];

/// Personal names: most by the frequencies of surnames and of characters in given names, one in twenty by sound.
fn people(folder: &Path) -> Vec<String> {
    let number = |cell: Option<&&str>| cell.and_then(|cell| cell.trim().parse().ok()).unwrap_or(0.0);
    let surnames = Frequencies::read(&folder.join("familyname_orcid.csv"), |cells| number(cells.get(1)));
    let common = Frequencies::read(&folder.join("givenname_orcid.csv"), |cells| number(cells.get(2)));
    let all =
        Frequencies::read(&folder.join("charfreq.csv"), |cells| number(cells.get(1)) + number(cells.get(2)));
    let mut chance = Chance(1);
    let one = |_| {
        if chance.below(20) == 0 {
            let kind = BY_SOUND[chance.below(4) as usize];
            let parts = 1 + chance.below(4);
            let parts: Vec<&str> =
                (0..parts).map(|_| kind[chance.below(kind.len() as u64) as usize]).collect();
            return parts.join(if kind[0] == "买买提" { "·" } else { "" });
        }
        let given = if chance.below(2) == 0 { &common } else { &all };
        let count = if chance.below(100) < 14 { 1 } else { 2 };
        let mut name = surnames.draw(&mut chance).to_owned();
        (0..count).for_each(|_| name += given.draw(&mut chance));
        name
    };
    (0..PERSONS).map(one).collect()
}

/// A board of `names`, the line of each in every file.
type Board = fn(&[&str]) -> BTreeMap<String, Vec<u8>>;

fn files(records: &[(&str, String)]) -> BTreeMap<String, Vec<u8>> {
    let site = ("content/site.yaml".to_owned(), SITE.as_bytes().to_vec());
    let records = records.iter().map(|(path, text)| (format!("content/{path}"), text.clone().into_bytes()));
    std::iter::once(site).chain(records).collect()
}

fn place_board(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let mut grids = "grids:\n- {id: top, name: 顶, level: top, lead: 甲乙}\n".to_owned();
    let mut households = "households:\n\n".to_owned();
    for (at, name) in names.iter().enumerate() {
        let _ = writeln!(
            grids,
            "- {{id: g{at}, level: leaf, parent: top, lead: 甲乙, place: '{name}', services: ['{name}'], name: '{name}'}}"
        );
        let _ = writeln!(households, "- {{id: h{at}, grid: g{at}, group: '{name}', door: '{name}'}}");
    }
    files(&[("a.yaml", grids), ("b.yaml", households), ("c.yaml", MEMBER.to_owned())])
}

/// Grids without ids: these are made from their names.
fn grid_board(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let mut grids = "grids:\n- {id: top, name: 顶, level: top, lead: 甲乙}\n".to_owned();
    for name in names {
        let _ = writeln!(grids, "- {{name: '{name}', level: leaf, parent: top, lead: 甲乙}}");
    }
    files(&[("a.yaml", grids), ("c.yaml", MEMBER.to_owned())])
}

fn text_board(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let mut members = "members:\n\n".to_owned();
    let mut households = "households:\n\n".to_owned();
    let mut page = "# 说明\n\n".to_owned();
    for (at, name) in names.iter().enumerate() {
        let _ = writeln!(
            members,
            "- {{id: m{at}, name: 甲乙, pledge: 到{name}走访, private: '{name}'}} # {name}"
        );
        let _ = writeln!(
            households,
            "- {{id: h{at}, grid: g, door: 门{at}x, private: {{住址: {name}, 备注: '住{name}'}}}} # {name}"
        );
        let _ = writeln!(page, "- {name}的路灯修好了，从{name}到{name}。");
    }
    let grids =
        "grids: [{id: top, name: 顶, level: top}, {id: g, name: 格, level: leaf, parent: top, lead: m0}]\n";
    files(&[("a.yaml", members), ("b.yaml", households), ("c.yaml", grids.to_owned()), ("p.md", page)])
}

fn member_board(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let mut members = "members:\n\n".to_owned();
    let mut grids = "grids:\n- {id: top, name: 顶, level: top}\n".to_owned();
    let mut page = "# 说明\n\n".to_owned();
    for (at, name) in names.iter().enumerate() {
        let _ = writeln!(members, "- {{id: m{at}, name: {name}}}");
        let _ = writeln!(grids, "- {{id: g{at}, level: leaf, parent: top, name: 格{at}x, lead: {name}}}");
        let _ = writeln!(page, "- 找{name}，{name}说。");
    }
    files(&[("a.yaml", members), ("b.yaml", grids), ("p.md", page)])
}

fn told(files: &BTreeMap<String, Vec<u8>>) -> (Sources, Diagnostics) {
    let (loaded, mut out) = load::load_files(files);
    let (records, problems) = model::resolve(&loaded);
    out.append(problems);
    if let Some(records) = &records {
        let day = NaiveDate::from_ymd_opt(2026, 3, 31).expect("a day");
        out.append(check::check(&records.board, &records.register, AsOf(day)));
    }
    out.sort(&loaded.sources);
    (loaded.sources, out)
}

/// Which names each rule tells of, by its severity and name.
type Told = BTreeMap<String, BTreeSet<String>>;

/// Puts every name on boards, and prints how many were refused, warned about, noted.
fn measure(what: &str, place: &str, names: &[String], board: Board, told_of: &mut Told) {
    let names: Vec<&str> = names.iter().map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect();
    let mut sums = [0; 3];
    for names in names.chunks(BOARD) {
        let (sources, found) = told(&board(names));
        let mut worst: BTreeMap<usize, (Severity, &str)> = BTreeMap::new();
        // Of thousands of places many sound alike: that is told, and is no fault of their names.
        for problem in found.iter().filter(|problem| problem.rule.name != "id-duplicate") {
            let line = sources.position(problem.span).line;
            match line.checked_sub(3).filter(|at| *at < names.len()) {
                Some(at) => {
                    let entry = worst.entry(at).or_insert((problem.severity, problem.rule.name));
                    if problem.severity > entry.0 {
                        *entry = (problem.severity, problem.rule.name);
                    }
                }
                None => {
                    let rule = format!("outside {} {}", problem.severity, problem.rule.name);
                    told_of.entry(rule).or_default().insert(problem.message.zh.clone());
                }
            }
        }
        for (at, (severity, rule)) in worst {
            let index = match severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Note => 2,
            };
            sums[index] += 1;
            if index < 2 {
                let rule = format!("{what} as {place}: {severity} {rule}");
                told_of.entry(rule).or_default().insert(names[at].to_owned());
            }
        }
    }
    let [refused, warned, noted] = sums;
    println!("| {what} | {place} | {} | {refused} | {warned} | {noted} |", names.len());
}

/// How text is broken.
type Way = (&'static str, fn(&str) -> Option<Vec<u8>>);

fn read_as(bytes: &[u8], encoding: &'static Encoding) -> Vec<u8> {
    encoding.decode_without_bom_handling(bytes).0.into_owned().into_bytes()
}

fn written_in(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, lost) = encoding.encode(text);
    (!lost).then(|| bytes.into_owned())
}

fn latin1(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| char::from(*byte)).collect::<String>().into_bytes()
}

/// What is put in the place of a text in a sound file.
const WITHIN: &[Way] = &[
    ("UTF-8 read as GBK", |text| Some(read_as(text.as_bytes(), GBK))),
    ("UTF-8 read as Windows-1252", |text| Some(read_as(text.as_bytes(), WINDOWS_1252))),
    ("UTF-8 read as ISO 8859-1 (encoded twice)", |text| Some(latin1(text.as_bytes()))),
    ("UTF-8 encoded three times", |text| Some(latin1(&latin1(text.as_bytes())))),
    ("GBK read as Windows-1252", |text| Some(read_as(&written_in(text, GBK)?, WINDOWS_1252))),
    ("GBK read as ISO 8859-1", |text| Some(latin1(&written_in(text, GBK)?))),
    ("GBK read as UTF-8, lost characters", |text| {
        Some(String::from_utf8_lossy(&written_in(text, GBK)?).into_owned().into_bytes())
    }),
    ("the same saved as GBK again (锟斤拷)", |text| {
        let lost = String::from_utf8_lossy(&written_in(text, GBK)?).into_owned();
        Some(read_as(lost.as_bytes(), GBK))
    }),
    ("bytes of GBK in a file of UTF-8", |text| written_in(text, GBK)),
    ("bytes of Big5 in a file of UTF-8", |text| written_in(text, BIG5)),
    ("bytes of Shift-JIS in a file of UTF-8", |text| written_in(text, SHIFT_JIS)),
    ("a character cut in two", |text| Some(text.as_bytes()[..text.len() - 1].to_vec())),
    ("a NUL byte", |text| Some([text.as_bytes(), b"\0"].concat())),
    ("U+FFFD", |text| Some(format!("{text}\u{fffd}").into_bytes())),
    ("filler bytes (烫烫烫烫)", |text| Some(format!("{text}烫烫烫烫").into_bytes())),
];

/// What becomes of a whole file.
const WHOLE: &[Way] = &[
    ("a whole file in GBK", |text| written_in(text, GBK)),
    ("a whole file in Big5", |text| written_in(text, BIG5)),
    ("a whole file in EUC-KR", |text| written_in(text, EUC_KR)),
    ("a whole file in GB18030", |text| written_in(text, GB18030)),
    ("a whole file in UTF-16", |text| {
        Some([0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect())
    }),
    ("a whole file read as GBK", |text| Some(read_as(text.as_bytes(), GBK))),
    ("a whole file read as Windows-1252", |text| Some(read_as(text.as_bytes(), WINDOWS_1252))),
    ("a whole file with a mark, read as GBK", |text| {
        Some(read_as(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), GBK))
    }),
    ("a whole file cut in the middle of its last character", |text| {
        Some(text.trim_end().as_bytes()[..text.trim_end().len() - 1].to_vec())
    }),
];

/// Breaks texts of each length in every way, and prints how many of them are told.
fn broken(places: &[String], persons: &[String]) {
    let mut by_length: Vec<Vec<&str>> = vec![Vec::new(); 5];
    for text in places.iter().step_by(37).chain(persons.iter().step_by(53)) {
        let length = text.chars().count();
        if (2..=4).contains(&length) && by_length[length].len() < 2_000 {
            by_length[length].push(text);
        }
    }
    println!("\n| broken | 2 characters | 3 characters | 4 characters |\n|---|---|---|---|");
    for (kind, ways) in [("within", WITHIN), ("whole", WHOLE)] {
        for (what, way) in ways {
            let (mut row, mut silent) = (String::new(), BTreeSet::new());
            for texts in &by_length[2..] {
                let (mut told, mut error, mut count) = (0, 0, 0);
                for text in texts {
                    let record =
                        |name: &str| format!("members:\n  - id: a\n    title: {name}\n    name: 王五\n");
                    let bytes = if kind == "whole" {
                        way(&record(text))
                    } else {
                        way(text).map(|broken| {
                            let sound = record("§");
                            let (before, after) = sound.split_once('§').expect("the sign");
                            [before.as_bytes(), &broken, after.as_bytes()].concat()
                        })
                    };
                    let Some(bytes) = bytes else { continue };
                    let mut board = files(&[]);
                    board.insert("content/a.yaml".into(), bytes);
                    let (_, out) = load::load_files(&board);
                    let is_told = |problem: &gongkailan::diagnostic::Diagnostic| {
                        problem.rule.name.starts_with("encoding-")
                    };
                    count += 1;
                    told += usize::from(out.iter().any(is_told));
                    error +=
                        usize::from(out.iter().any(|one| is_told(one) && one.severity == Severity::Error));
                    if !out.iter().any(is_told) {
                        silent.insert(*text);
                    }
                }
                let _ = write!(row, " {told} of {count} ({error} refused) |");
            }
            println!("| {what} |{row}");
            if !silent.is_empty() {
                println!("  silent: {}", silent.into_iter().take(20).collect::<Vec<_>>().join(" "));
            }
        }
    }
}
