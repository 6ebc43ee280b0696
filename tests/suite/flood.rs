//! A township of 10,000 households with 1,000 faults: each is told in one run, and none is told twice.

use std::collections::{BTreeMap, BTreeSet};

use gongkailan::calendar::{AsOf, Month};
use gongkailan::diagnostic::Diagnostics;
use gongkailan::sample::{Scale, township};
use gongkailan::source::Sources;
use gongkailan::{check, load, model};

use super::faults::with_faults;

/// Reads, resolves and checks the files.
fn check_files(files: &BTreeMap<String, String>, as_of: AsOf) -> (Sources, Diagnostics) {
    let files = files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
    let (loaded, mut out) = load::load_files(&files);
    let (records, problems) = model::resolve(&loaded);
    let records = records.unwrap();
    out.append(problems);
    out.append(check::check(&records.board, &records.register, as_of));
    out.sort(&loaded.sources);
    (loaded.sources, out)
}

#[test]
fn each_of_a_thousand_faults_is_told_once() {
    let last_month = Month::new(2026, 3).unwrap();
    let as_of = AsOf(last_month.last_day());
    let files = township(Scale::township(last_month));
    assert_eq!(check_files(&files, as_of).1.iter().count(), 0);
    let (files, expected) = with_faults(&files, 1_000);
    assert_eq!(expected.values().sum::<usize>(), 1_000);

    let (sources, found) = check_files(&files, as_of);
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    let mut places = BTreeSet::new();
    for problem in found.iter() {
        *told.entry(problem.rule.name).or_insert(0) += 1;
        let line = sources.position(problem.span).line;
        assert!(places.insert((problem.span.file, line)), "told twice: {}", problem.message.en);
    }
    assert_eq!(told, expected);
}
