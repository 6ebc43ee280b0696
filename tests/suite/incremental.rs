//! What is made again after an edit equals what is made from nothing, byte for byte, problems included: after each of
//! hundreds of random edits, the same ones in every run.

mod bulletins;
mod households;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::diagnostic::Lang;
use gongkailan::diagnostic::json::json;
use gongkailan::model::BaseUrl;
use gongkailan::pipeline::{self, Made, Remade, Request, RunCache};
use gongkailan::render::{Artifacts, Why};

use super::harness::{Site, root};

/// How many edits: enough to meet each kind often.
const EDITS: usize = if cfg!(debug_assertions) { 240 } else { 800 };

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// A site folder that is edited at random.
struct Desk {
    site: Site,
    dice: Dice,
    day: NaiveDate,
    base_url: Option<BaseUrl>,
}

impl Desk {
    fn files(&self, below: &str) -> Vec<PathBuf> {
        let walk = walkdir::WalkDir::new(self.site.path().join(below)).sort_by_file_name();
        let files = walk.into_iter().flatten().filter(|entry| entry.file_type().is_file());
        files.map(|entry| entry.into_path()).collect()
    }

    /// Everything as it was, which is without faults; `bilingual` with an English edition beside it.
    fn restore(&self, bilingual: bool) {
        for folder in ["content", "themes"] {
            let _ = fs::remove_dir_all(self.site.path().join(folder));
        }
        self.site.copy_from(&root().join("tests/boards/village"));
        self.site.write("content/maps/a.png", picture(1));
        self.site.write("content/maps/a.csv", attachment(0));
        self.site.write(
            "content/notices/meeting.md",
            "---\n标题: 开会\n类型: 公告\n日期: 2026-03-05\n---\n明天开会。![图](../maps/a.png) [表](../maps/a.csv)\n",
        );
        if bilingual {
            self.languages("[en]");
            self.site.write("content/english.yaml", translations(0));
            self.site.write("content/notices/meeting.en.md", translated(0));
        }
    }

    /// The further languages of the board.
    fn languages(&self, list: &str) {
        let path = self.site.path().join("content/site.yaml");
        let Ok(text) = fs::read_to_string(&path) else { return };
        let lines = text.lines().filter(|line| !line.starts_with("更多语言"));
        let text: String = lines.map(|line| format!("{line}\n")).collect();
        fs::write(path, format!("{text}更多语言: {list}\n")).unwrap();
    }

    /// One edit; what it was, for whoever looks for a fault.
    fn edit(&mut self) -> String {
        let number = self.dice.roll(1000);
        let kind = self.dice.roll(27);
        match kind {
            0..=3 => self.restore(number.is_multiple_of(2)),
            4..=8 => self.line(),
            9 => self.site.write(&format!("content/new-{}.yaml", number % 5), household(number)),
            10 => self.site.write(&format!("content/notices/n-{}.md", number % 5), notice(number)),
            11 => self.remove(),
            12 => self.rename(),
            13 => self.site.write("content/maps/a.png", picture(number as u8)),
            14 => self.day = self.day + chrono::Days::new(1 + number as u64 % 40),
            15 => self.site.write("themes/default/templates/404.html", page(number)),
            16 => {
                self.site.write("themes/default/assets/base.css", format!("body {{ margin: {number}px }}\n"))
            }
            17 => self.site.write("themes/default/strings/zh-CN.yaml", format!("nav_home: 首页{number}\n")),
            18 => self.site.write("themes/default/templates/reply.html", "{{ broken"),
            19 => drop(fs::remove_dir_all(self.site.path().join("themes"))),
            20 => {
                let base_url =
                    self.dice.pick(&[None, Some("https://a.example"), Some("https://b.example/c")]);
                self.base_url = base_url.map(|typed| BaseUrl::parse(typed).unwrap());
            }
            21 => self.site.write("content/english.yaml", translations(number)),
            22 => self.languages(["[en]", "[en, ug]", "[]", "[fr]", "[zh-Hant, en]"][number % 5]),
            23 => self.site.write("content/notices/meeting.en.md", translated(number)),
            25 => self.site.write("content/maps/a.csv", attachment(number)),
            24 => self.site.write("themes/default/strings/en.yaml", format!("nav_home: Home {number}\n")),
            _ => {
                // A folder moves with all that is in it.
                let (from, to) = ("content/notices", "content/announcements");
                let (from, to) = if number.is_multiple_of(2) { (from, to) } else { (to, from) };
                let _ = fs::rename(self.site.path().join(from), self.site.path().join(to));
            }
        }
        format!("{kind}/{number}")
    }

    /// Changes one line of one record file: most results are broken in one way or another.
    fn line(&mut self) {
        let files: Vec<PathBuf> = self
            .files("content")
            .into_iter()
            .filter(|file| file.extension().is_some_and(|kind| kind != "png"))
            .collect();
        if files.is_empty() {
            return;
        }
        let file = self.dice.pick(&files).clone();
        let text = fs::read_to_string(&file).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if lines.is_empty() {
            return;
        }
        let at = self.dice.roll(lines.len());
        match self.dice.roll(7) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => lines[at].push_str(" # 改"),
            3 => lines[at] = lines[at].replace(['1', '3'], "2"),
            4 => lines[at] = lines[at].replace("张三", "张三丰"),
            5 => lines[at].push_str(": ["),
            // As long as before.
            _ => lines[at] = lines[at].replace('5', "4"),
        }
        fs::write(&file, lines.join("\n") + "\n").unwrap();
    }

    fn remove(&mut self) {
        let files = self.files("");
        let file = self.dice.pick(&files).clone();
        fs::remove_file(file).unwrap();
    }

    fn rename(&mut self) {
        let files = self.files("content");
        if files.is_empty() {
            return;
        }
        let file = self.dice.pick(&files).clone();
        let kind = file.extension().map(|kind| kind.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = self.dice.pick(&["content", "content/a", "content/zz", "content/notices"]);
        let to = self.site.path().join(folder).join(format!("moved-{}.{kind}", self.dice.roll(20)));
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(file, to).unwrap();
    }
}

/// The second of them is nowhere said.
fn translations(number: usize) -> String {
    let original = if number.is_multiple_of(3) { "张三" } else { "张山" };
    format!(
        "translations:\n  - language: en\n    texts: {{试村公开栏: Board {number}, {original}: Zhang San, 开会: Meeting}}\n"
    )
}

/// Some of them tell what a household keeps to itself.
fn translated(number: usize) -> String {
    let told = if number % 5 == 1 { "前沟李老汉家3" } else { "Tomorrow" };
    format!("---\nlanguage: en\ntitle: Meeting {number}\n---\n{told}. ![](../maps/a.png)\n")
}

fn household(number: usize) -> String {
    let secret = if number.is_multiple_of(3) { "前沟李老汉家" } else { "无" };
    format!(
        "households:\n  - id: n-{number}\n    door: 新{number}号\n    grid: g-{}\n    private: {{户主: {secret}{number}}}\n",
        number % 3
    )
}

/// Some of them tell what a household keeps to itself.
fn notice(number: usize) -> String {
    format!(
        "---\n标题: 通知{number}\n类型: 公告\n日期: 2026-03-0{}\n---\n前沟李老汉家{}来了。\n",
        1 + number % 9,
        number - number % 3
    )
}

fn page(number: usize) -> String {
    let broken = if number.is_multiple_of(4) { "{{ nosuch.key }}" } else { "" };
    format!("{{% extends \"base.html\" %}}{{% block main %}}<h1>找不到 {number}</h1>{broken}{{% endblock %}}")
}

/// Some of them tell what a household keeps to itself, or hold numbers.
fn attachment(number: usize) -> String {
    let told = match number % 6 {
        1 => format!("前沟李老汉家{}", number - number % 3),
        2 => "13912345678".to_owned(),
        3 => "<html>".to_owned(),
        _ => "物资".to_owned(),
    };
    format!("{told},{number}\n")
}

fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(8, 8, image::Rgb([shade, 0, 0]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// Everything that a run found out.
fn outcome(made: &Made) -> (Option<&Artifacts>, String) {
    (made.artifacts.as_deref(), json(&made.diagnostics, &made.sources, Lang::Zh))
}

#[track_caller]
fn assert_same(made: &Made, clean: &Made, what: &str) {
    let ((files, problems), (wanted, told)) = (outcome(made), outcome(clean));
    assert_eq!(problems, told, "{what}");
    if files != wanted {
        let (files, wanted) = (files.cloned().unwrap_or_default(), wanted.cloned().unwrap_or_default());
        let paths = files.iter().chain(wanted.iter()).map(|(path, _)| path);
        let differ: Vec<&str> = paths.filter(|path| files.get(path) != wanted.get(path)).collect();
        panic!("{what} made others of {differ:?}");
    }
}

fn request<'a>(site: &'a Path, day: NaiveDate, base_url: Option<&'a BaseUrl>) -> Request<'a> {
    Request { site, as_of: AsOf(day), base_url, deny_warnings: false }
}

#[test]
fn after_every_random_edit_the_same_is_made_as_from_nothing() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 20).unwrap();
    let mut desk = Desk { site: Site::empty(), dice: Dice(2026), day, base_url: None };
    desk.restore(true);
    let (mut kept, mut last) = (RunCache::new(true), None);
    let (mut good, mut bad, mut same, mut reused, mut rendered) = (0, 0, 0, 0, 0);
    for edit in 0..EDITS {
        let what = desk.edit();
        let request = request(desk.site.path(), desk.day, desk.base_url.as_ref());
        // Far in the future every file is at rest, and is not opened when its times are the same.
        let now = SystemTime::now() + Duration::from_secs(if edit % 2 == 0 { 3600 } else { 0 });
        let clean = pipeline::make(&request, &mut |_| {});
        let again = kept.remake(&request, now, &|| false, &mut |_| {});
        let (clean, again) = match (clean, again) {
            (Ok(clean), Ok(again)) => (clean, again),
            (Err(clean), Err(again)) => {
                assert_eq!(clean, again, "edit {edit} ({what})");
                last = None;
                continue;
            }
            (clean, again) => panic!("edit {edit} ({what}): {clean:?} is not {again:?}"),
        };
        match again {
            Remade::Made(made) => {
                if let Some(artifacts) = &made.artifacts {
                    let pages = artifacts.iter().filter(|(path, _)| path.ends_with(".html")).count();
                    reused += pages - made.again.len();
                    rendered += made.again.len();
                    // What was made again for its content alone did show something else.
                    let told = |why: &Why| !matches!(why, Why::Shows(parts) if parts.is_empty());
                    assert!(
                        made.again.iter().all(|again| told(&again.why)),
                        "edit {edit} ({what}): {:?}",
                        made.again
                    );
                }
                last = Some(made);
            }
            Remade::Same => same += 1,
            Remade::Superseded => panic!("nothing newer came up"),
        }
        let last = last.as_ref().expect("nothing is the same at first");
        assert_same(last, &clean, &format!("edit {edit} ({what})"));
        *(if clean.artifacts.is_some() { &mut good } else { &mut bad }) += 1;
    }
    // The test would prove nothing if everything failed, or everything was made anew.
    assert!(good * 4 > EDITS && bad * 8 > EDITS && same > 0, "{good} good, {bad} bad, {same} the same");
    assert!(reused > rendered / 4, "{reused} pages kept, {rendered} rendered");
}

#[test]
fn nothing_is_made_again_for_what_does_not_count() {
    let site = Site::village();
    let day = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let mut kept = RunCache::new(true);
    let mut remake = |as_of: NaiveDate| {
        let request = request(site.path(), as_of, None);
        match kept.remake(&request, SystemTime::now(), &|| false, &mut |_| {}).unwrap() {
            Remade::Made(made) => Some(made),
            _ => None,
        }
    };
    let pages = remake(day).unwrap().again.len();
    assert!(pages > 10);
    for path in [
        "content/.site.yaml.swp",
        "content/4913",
        "content/records.yaml~",
        "content/#records.yaml#",
        "README",
    ] {
        site.write(path, "dropped by an editor");
        assert!(remake(day).is_none(), "{path}");
    }
    // Written again, to the same content.
    let text = fs::read(site.path().join("content/records.yaml")).unwrap();
    site.write("content/records.yaml", text);
    assert!(remake(day).is_none());
    // A comment is read, and shows nowhere.
    site.edit("content/records.yaml", "households:\n", "# 名册\nhouseholds:\n");
    let made = remake(day).unwrap();
    assert_eq!(
        (made.changed.as_slice(), made.again.as_slice()),
        (["content/records.yaml".to_owned()].as_slice(), [].as_slice())
    );
    // One member's own page, and those that name the member.
    site.edit("content/records.yaml", "{member: 李二, scores: [55, 38]}", "{member: 李二, scores: [54, 38]}");
    let made = remake(day).unwrap();
    let paths: Vec<&str> = made.again.iter().map(|again| again.path.as_str()).collect();
    assert!(
        paths.contains(&"members/li-er/index.html") && !paths.contains(&"members/zhang-san/index.html"),
        "{paths:?}"
    );
    let li_er = made.again.iter().find(|again| again.path == "members/li-er/index.html").unwrap();
    assert_eq!(li_er.why, Why::Shows(vec!["ratings".to_owned()]));
    // Midnight: every page bears the day.
    assert!(remake(day.succ_opt().unwrap()).unwrap().again.len() >= pages);
}

#[test]
fn what_is_out_of_date_is_not_finished() {
    let site = Site::village();
    let day = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let request = request(site.path(), day, None);
    let mut kept = RunCache::new(false);
    let mut remake =
        |superseded: bool| kept.remake(&request, SystemTime::now(), &|| superseded, &mut |_| {}).unwrap();
    assert!(matches!(remake(true), Remade::Superseded));
    assert!(matches!(remake(false), Remade::Made(_)));
    site.edit("content/records.yaml", "door: 1号", "door: 11号");
    assert!(matches!(remake(true), Remade::Superseded));
    // What changed is not forgotten over it.
    let Remade::Made(made) = remake(false) else { panic!("nothing was made") };
    assert_eq!(made.changed, ["content/records.yaml"]);
    assert!(matches!(remake(false), Remade::Same));
}
