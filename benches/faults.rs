//! How long the check of a township of 10,000 households takes, clean and with 1,000 faults:
//! `cargo bench --bench faults`. Reading, resolving and checking in memory, and writing the report for people; the
//! medians of eleven runs of each, taken in turn.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use gongkailan::calendar::{AsOf, Month};
use gongkailan::diagnostic::Lang;
use gongkailan::diagnostic::human::human;
use gongkailan::sample::{Scale, township};
use gongkailan::{check, load, model};

use faults::with_faults;

#[path = "../tests/suite/faults.rs"]
mod faults;

/// How long one check takes, and how many problems it tells.
fn check_once(files: &BTreeMap<String, Vec<u8>>, as_of: AsOf) -> (Duration, usize) {
    let start = Instant::now();
    let (mut loaded, mut out) = load::load_files(files);
    let (records, problems) = model::resolve(&loaded);
    out.append(problems);
    if let Some(records) = &records {
        out.append(check::check(&records.board, &records.register, as_of));
    }
    out.sort(&loaded.sources);
    out.hide(&mut loaded.sources);
    let report = human(&out, &loaded.sources, Lang::Zh, false);
    assert!(!report.is_empty());
    (start.elapsed(), out.iter().count())
}

fn main() {
    let Some(month) = Month::new(2026, 3) else { return };
    let as_of = AsOf(month.last_day());
    let clean = township(Scale::township(month));
    let (faulty, _) = with_faults(&clean, 1_000);
    let boards = [clean, faulty].map(|files| {
        files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect::<BTreeMap<_, _>>()
    });
    let mut times = [Vec::new(), Vec::new()];
    let mut told = [0; 2];
    for _ in 0..11 {
        for (board, files) in boards.iter().enumerate() {
            let (time, count) = check_once(files, as_of);
            times[board].push(time);
            told[board] = count;
        }
    }
    let median = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    println!("clean:        {:>6.0} ms, {} problems", median[0].as_secs_f64() * 1e3, told[0]);
    println!("1,000 faults: {:>6.0} ms, {} problems", median[1].as_secs_f64() * 1e3, told[1]);
    println!("ratio:        {:>6.2}", median[1].as_secs_f64() / median[0].as_secs_f64());
}
