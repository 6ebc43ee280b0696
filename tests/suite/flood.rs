//! Many faults in one large board: each is told, and none is told twice.

use std::collections::BTreeMap;
use std::fs;

use gongkailan::calendar::{AsOf, Month};
use gongkailan::diagnostic::Diagnostics;
use gongkailan::sample::{Scale, township};
use gongkailan::{check, load, model};

/// Loads, resolves and checks the files.
fn check_files(files: &BTreeMap<String, String>, as_of: AsOf) -> Diagnostics {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (loaded, mut out) = load::load(folder.path()).unwrap();
    let (records, problems) = model::resolve(&loaded);
    let records = records.unwrap();
    out.append(problems);
    out.append(check::check(&records.board, &records.register, as_of));
    out
}

/// Changes the `nth` line of `file` that contains `mark`.
fn change(
    files: &mut BTreeMap<String, String>,
    file: &str,
    nth: usize,
    mark: &str,
    to: impl Fn(&str) -> String,
) {
    let text = files.get_mut(file).unwrap();
    let line = text.lines().filter(|line| line.contains(mark)).nth(nth).unwrap().to_owned();
    // Lines of one household are told apart by what follows them, so whole lines are unique enough in the sample.
    let at = text.match_indices(mark).nth(nth).unwrap().0;
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    text.replace_range(start..start + line.len(), &to(&line));
}

/// The line with the value of its key replaced.
fn value(line: &str, value: &str) -> String {
    format!("{}: {value}", line.split_once(':').unwrap().0)
}

#[test]
fn each_fault_of_a_large_board_is_told_once() {
    let last_month = Month::new(2026, 3).unwrap();
    let scale =
        Scale { villages: 4, grids: 40, members: 120, households: 1_000, months: 4, last_month, seed: 1 };
    let mut files = township(scale);
    let as_of = AsOf(last_month.last_day());
    assert_eq!(check_files(&files, as_of).iter().count(), 0);

    let homes = |village: usize| format!("content/households/v{village:02}.yaml");
    let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
    let mut add = |rule: &'static str| *expected.entry(rule).or_insert(0) += 1;
    for village in 1..=4 {
        for nth in 0..10 {
            let file = homes(village);
            let at = |kind: usize| nth * 20 + kind;
            change(&mut files, &file, at(0), "    grid: ", |line| value(line, "g999"));
            add("reference-unknown");
            change(&mut files, &file, at(2), "    people: ", |line| value(line, "三口"));
            add("number-invalid");
            change(&mut files, &file, at(4), "    group: ", |line| line.replace("group", "groop"));
            add("key-unknown");
            change(&mut files, &file, at(6), "    door: ", |line| format!("{line} 11010519491231002X"));
            add("personal-id");
            change(&mut files, &file, at(8), "    group: ", |line| format!("{line}\n    covered_by: 无此人"));
            add("reference-unknown");
            change(&mut files, &file, at(10), "    door: ", |line| format!("{line}\n    门牌: 又一处"));
            add("key-duplicate");
        }
    }
    for nth in 0..10 {
        change(&mut files, "content/members.yaml", 60 + nth, "    phone: ", |line| value(line, "1390000000"));
        add("phone-shape");
        change(&mut files, "content/members.yaml", 80 + nth, "    phone_public: ", |line| value(line, "yes"));
        add("boolean-invalid");
        change(&mut files, "content/grids.yaml", nth, "    lead: ", |line| value(line, "m-9999"));
        add("reference-unknown");
        let entry = "scores: [";
        change(&mut files, "content/ratings/2026-01.yaml", nth, entry, |line| line.replace("[", "[1"));
        add("rating-out-of-range");
        change(&mut files, "content/ratings/2026-02.yaml", nth, entry, |line| line.replace("m-", "x-"));
        add("reference-unknown");
    }

    let found = check_files(&files, as_of);
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in found.iter() {
        *told.entry(problem.rule.name).or_insert(0) += 1;
    }
    assert_eq!(told, expected);
}
