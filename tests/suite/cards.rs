//! Every household of every board: its card in the browser is what `who` says, by link, by typing and Enter and in
//! `serve`, under every setting of phones, in every language, in large type, and on the hall's screen.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkailan::calendar::{AsOf, Month, NaiveDate};
use gongkailan::model::Board;
use gongkailan::sample::{Scale, township};
use gongkailan::site::view::{Answer, Answers};
use gongkailan::{load, model, site};
use serde_json::{Value, json};

use super::browser::{chromium, node, say};
use super::examples::boards;
use super::harness::{PROGRAM, Site, root};

/// A setting of phones, and whether members consent as they do in the records.
const VARIANTS: [(&str, &str, bool); 4] = [
    ("masked", "masked", true),
    ("hidden", "hidden", true),
    ("full", "full", true),
    ("masked, without consent", "masked", false),
];

/// A board with several blocks, and keys to find them by.
fn generated() -> Site {
    let site = Site::empty();
    let month = Month::new(2026, 2).unwrap();
    let scale = Scale { villages: 3, grids: 24, members: 60, households: 480, ..Scale::township(month) };
    for (path, text) in township(Scale { months: 1, ..scale }) {
        site.write(&path, text);
    }
    site
}

/// The texts of `content/` that `variant` changes, by path.
fn changed(site: &Site, (_, phones, consents): (&str, &str, bool)) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(site.path().join("content")).into_iter().filter_map(Result::ok) {
        if entry.path().extension().is_none_or(|kind| kind != "yaml") {
            continue;
        }
        let path = entry.path().strip_prefix(site.path()).unwrap().to_str().unwrap().to_owned();
        let mut text = fs::read_to_string(entry.path()).unwrap();
        if path == "content/site.yaml" {
            text = with_phones(&text, phones);
        }
        if !consents {
            text = text
                .replace("公开电话: 是", "公开电话: 否")
                .replace("phone_public: true", "phone_public: false");
        }
        files.insert(path, text);
    }
    files
}

/// `settings` with `privacy.phones`.
fn with_phones(settings: &str, phones: &str) -> String {
    let is_privacy = |line: &str| line.starts_with("隐私:") || line.starts_with("privacy:");
    let Some(at) = settings.lines().position(is_privacy) else {
        return format!("{settings}\nprivacy: {{phones: {phones}}}\n");
    };
    let is_phones = |line: &str| line.starts_with("  电话:") || line.starts_with("  phones:");
    let lines = settings.lines().enumerate().filter(|(place, line)| *place < at || !is_phones(line));
    let line = |(place, line): (usize, &str)| match (place == at, line.contains('{')) {
        (true, true) => format!("privacy: {{phones: {phones}}}\n"),
        (true, false) => format!("{line}\n  phones: {phones}\n"),
        (false, _) => format!("{line}\n"),
    };
    lines.map(line).collect()
}

/// What `who` says, in one language, of every household, and of what is found when its door is typed.
fn edition(board: &Board, day: &str, language: Option<&str>) -> Value {
    let day = AsOf(NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap());
    let who = |queries: Vec<&str>| site::who(board, day, language, &queries).unwrap();
    let households = board.ground.households.iter();
    let ids = households.clone().map(|household| household.id.value.as_str());
    let answers = who(households.map(|household| household.door.value.as_str()).collect());
    let own = |answers: &Answers, id: &str| answers.households.iter().position(|answer| answer.id == id);
    let told = |(answers, id): (&Answers, &str)| {
        let place = own(answers, id);
        // Among many with such a door it may be told by its id only.
        let by_id = if place.is_none() { who(vec![id]).pop() } else { None };
        let answers = by_id.as_ref().unwrap_or(answers);
        let card = answers.households[own(answers, id).expect(id)].clone();
        let opens = place.is_some() && answers.total + answers.people_total == 1;
        (json!({"door": card.door, "place": place, "opens": opens}), card)
    };
    let (typed, cards): (Vec<Value>, Vec<Answer>) = answers.iter().zip(ids).map(told).unzip();
    let hotline = answers.iter().find_map(|answers| answers.hotline.clone());
    let dials = |hotline: String| format!("tel:{}", hotline.replace('-', ""));
    json!({
        "folder": language.map_or(String::new(), |language| format!("{language}/")),
        "several": board.ground.networks.len() > 1,
        "cards": cards,
        "typed": typed,
        "hotline": hotline.map(dials),
    })
}

/// One board with all of its variants, built.
fn plan(name: &str, site: &Site, day: &str) -> Value {
    let variant = |variant: &(&'static str, &'static str, bool)| {
        let files = changed(site, *variant);
        for (path, text) in &files {
            site.write(path, text);
        }
        let public: PathBuf = site.path().join(format!("built-{}", variant.0));
        site.run(&["build", "-q", "--as-of", day, "-o", public.to_str().unwrap()]).exits(0);
        let (loaded, _) = load::load(site.path()).unwrap();
        let board = model::resolve(&loaded).0.unwrap().board;
        let further = board.ground.translations.iter().map(|further| Some(further.language.as_str()));
        let languages = [None].into_iter().chain(further);
        let editions: Vec<Value> = languages.map(|language| edition(&board, day, language)).collect();
        json!({"name": variant.0, "public": public, "files": files, "editions": editions})
    };
    let variants: Vec<Value> = VARIANTS.iter().map(variant).collect();
    json!({"name": name, "site": site.path(), "as_of": day, "variants": variants})
}

fn copied(folder: &Path) -> Site {
    let site = Site::empty();
    site.copy_from(folder);
    site
}

#[test]
fn every_household_has_the_card_that_who_tells() {
    let Some((node, chromium)) = node().zip(chromium()) else { return };
    // A county has no households of its own.
    let known = boards().into_iter().filter(|(name, _)| !name.ends_with("county"));
    let known = known.map(|(name, (folder, day))| (name, copied(&folder), day));
    let boards: Vec<_> = known.chain([("generated".to_owned(), generated(), "2026-03-31")]).collect();
    let plans: Vec<Value> = boards.iter().map(|(name, site, day)| plan(name, site, day)).collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.json");
    fs::write(&file, serde_json::to_vec(&plans).unwrap()).unwrap();
    let ran = Command::new(node)
        .arg(root().join("tests/browser/cards.js"))
        .args([&chromium, Path::new(PROGRAM), &file])
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
    say(said.lines().find(|line| line.starts_with("browser checks: ")).unwrap_or_default());
}
