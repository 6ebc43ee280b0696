//! What the last look costs: `cargo bench --no-default-features --bench look`, on a generated township of 10,000 households,
//! in processor time (so that other programs do not count), the best of several runs: the first look, one after a saved
//! rating, one after a head of a household was renamed; and the first look where every household's remark begins as
//! the board's title does.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::sync::Arc;

use gongkailan::calendar::{AsOf, Month, NaiveDate};
use gongkailan::guard::LookCache;
use gongkailan::load::{self, Loaded};
use gongkailan::model::{self, Records};
use gongkailan::pipeline::{self, Request};
use gongkailan::render::Artifacts;
use gongkailan::sample::{Scale, township};

type Outcome<T> = Result<T, Box<dyn Error>>;

const RUNS: usize = 9;

/// A board with its finished site.
struct Made {
    loaded: Loaded,
    records: Records,
    artifacts: Arc<Artifacts>,
}

fn make(files: &BTreeMap<String, String>, as_of: AsOf) -> Outcome<Made> {
    let folder = tempfile::tempdir()?;
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().ok_or("a folder")?)?;
        fs::write(path, text)?;
    }
    let request = Request { site: folder.path(), as_of, base_url: None, deny_warnings: false };
    let artifacts = pipeline::make(&request, &mut |_| {})?.artifacts.ok_or("a sound board")?;
    let loaded = load::load(folder.path())?.0;
    let records = model::resolve(&loaded).0.ok_or("records")?;
    Ok(Made { loaded, records, artifacts })
}

/// Processor time of all threads so far, in milliseconds.
fn used() -> f64 {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let spent = tasks.filter_map(|task| {
        let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    });
    spent.sum::<f64>() / 1e6
}

/// One look, in milliseconds: working out what to look for, and looking.
fn look(cache: &mut LookCache, made: &Made, as_of: AsOf) -> (f64, f64) {
    let Records { board, register } = &made.records;
    let start = used();
    let mut ready = std::mem::take(cache).gather(board, register, as_of);
    let gathered = used();
    let found = ready.look(&made.artifacts, board, &made.loaded.sources);
    let end = used();
    assert!(!found.has_errors(), "{found:?}");
    *cache = ready.keep();
    (gathered - start, end - gathered)
}

fn tell(name: &str, mut times: Vec<(f64, f64)>) {
    times.sort_by(|a, b| (a.0 + a.1).total_cmp(&(b.0 + b.1)));
    let (gather, look) = times[0];
    println!("{name:<28} {gather:>7.1} ms to work out what to look for, {look:>7.1} ms to look");
}

fn main() -> Outcome<()> {
    let as_of = AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).ok_or("a day")?);
    let files = township(Scale::township(Month::new(2026, 3).ok_or("a month")?));
    let first = make(&files, as_of)?;
    let bytes: usize = first.artifacts.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{} files, {:.1} MB", first.artifacts.len(), bytes as f64 / 1e6);
    let anew = |made: &Made| (0..RUNS).map(|_| look(&mut LookCache::default(), made, as_of)).collect();
    tell("the first look", anew(&first));
    for (name, path, what, by) in [
        ("one saved rating", "content/ratings/2026-03.yaml", "m-0500, scores: [", "m-0500, scores: [9"),
        ("one head renamed", "content/households/v01.yaml", "吴文玉户00001", "吴来福户00001"),
    ] {
        let mut files = files.clone();
        let text = files.get_mut(path).ok_or("a file")?;
        assert!(text.contains(what), "{what}");
        *text = match name {
            "one saved rating" => {
                let start = text.find(what).ok_or("a rating")? + what.len();
                let end = start + text[start..].find(']').ok_or("an end")?;
                [&text[..start], "60, 61, 62, 63, 64", &text[end..]].concat()
            }
            _ => text.replacen(what, by, 1),
        };
        let mut second = make(&files, as_of)?;
        // What is the same is shared, as between two runs of `serve`.
        let mut artifacts = (*first.artifacts).clone();
        for path in first.artifacts.differing(&second.artifacts) {
            let Some(bytes) = second.artifacts.get(path) else { continue };
            artifacts.add(path, bytes.clone());
        }
        second.artifacts = Arc::new(artifacts);
        let mut cache = LookCache::default();
        look(&mut cache, &first, as_of);
        let times = (0..2 * RUNS).map(|run| look(&mut cache, [&second, &first][run % 2], as_of)).collect();
        tell(name, times);
    }
    let mut files = files;
    for (path, text) in &mut files {
        if path.contains("households/") {
            *text = text.replace("备注: 登记号", "备注: 样例乡公开栏样例乡人民政府登记的住户");
        }
    }
    tell("remarks that begin alike", anew(&make(&files, as_of)?));
    Ok(())
}
