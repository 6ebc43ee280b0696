//! What a search of the look-up loads and how long it takes once its files are there, on a processor four times slower:
//! `cargo bench --bench lookup`, on a generated township of 10,000 households. `-- county` asks one of 300,000 as well,
//! which takes minutes to build. Needs what the browser tests need: node, its modules, Chromium.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use gongkailan::calendar::Month;
use gongkailan::load;
use gongkailan::model;
use gongkailan::sample::{Scale, township};
use serde_json::Value;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// So many queries of each kind are weighed, and so many timed.
const WEIGHED: usize = 1_000;
const TIMED: usize = 200;

fn script(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(name)
}

fn ran(command: &mut Command) -> Outcome<String> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Every so many-th door, and of as many others a part, as it is typed.
fn queries(site: &Path) -> Outcome<[(&'static str, Vec<String>); 2]> {
    let (loaded, _) = load::load(site)?;
    let board = model::resolve(&loaded).0.ok_or("the board is unsound")?.board;
    let step = (board.ground.households.len() / WEIGHED).max(1);
    let doors: Vec<String> =
        board.ground.households.iter().step_by(step).map(|household| household.door.value.clone()).collect();
    let part = |(at, door): (usize, &String)| {
        let signs: Vec<char> = door.chars().collect();
        let from = at % signs.len();
        signs[from..(from + 1 + at % 4).min(signs.len())].iter().collect()
    };
    let parts = doors.iter().enumerate().map(part).collect();
    Ok([("whole doors", doors), ("parts", parts)])
}

fn ask(name: &str, scale: Scale) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    for (path, text) in township(scale) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        fs::write(path, text)?;
    }
    let (public, asked) = (folder.path().join("public"), folder.path().join("queries.json"));
    ran(Command::new(env!("CARGO_BIN_EXE_gongkailan")).args(["build", "-q", "-s"]).arg(folder.path()))?;
    for (kind, queries) in queries(folder.path())? {
        fs::write(&asked, serde_json::to_vec(&queries)?)?;
        let lines = ran(Command::new("node").arg(script("answers.js")).arg(&public).arg(&asked))?;
        let answers = lines.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
        let mut bytes: Vec<u64> = answers.iter().filter_map(|answer| answer["bytes"].as_u64()).collect();
        bytes.sort_unstable();
        let complete = answers.iter().filter(|answer| answer["complete"] == true).count();
        let (median, most) = (bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
        println!("{name}, {kind}: {median} bytes, at most {most}; {complete} of {} complete", answers.len());
        fs::write(&asked, serde_json::to_vec(&queries[..TIMED.min(queries.len())])?)?;
        let times = ran(Command::new("node")
            .arg(script("speed.js"))
            .arg("/usr/bin/chromium")
            .arg(&public)
            .arg(&asked))?;
        println!("{name}, {kind}: milliseconds {}", times.trim());
    }
    Ok(())
}

fn main() -> Outcome<()> {
    let month = Month::new(2026, 2).ok_or("no such month")?;
    ask("10,000 households", Scale { months: 0, ..Scale::township(month) })?;
    if std::env::args().any(|argument| argument == "county") {
        ask("300,000 households", Scale::county(month))?;
    }
    Ok(())
}
