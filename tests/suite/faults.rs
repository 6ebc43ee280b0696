//! Faults put into a made-up township, each at a record of its own: for measuring and testing how they are told.

use std::collections::BTreeMap;

/// Which record a fault is put into.
#[derive(Clone, Copy)]
enum Into {
    Household,
    Member,
    Entry,
    Grid,
}

/// One kind of fault: the rule that must tell it, the line it changes (by its beginning), and how.
type Kind = (Into, &'static str, &'static str, fn(&str) -> String);

const KINDS: &[Kind] = &[
    (Into::Household, "reference-unknown", "    grid: ", |line| value(line, "g999")),
    (Into::Household, "number-invalid", "    people: ", |line| value(line, "三口")),
    (Into::Household, "key-unknown", "    group: ", |line| line.replace("group", "groop")),
    (Into::Household, "personal-id", "    door: ", |line| format!("{line} 11010519491231002X")),
    (Into::Household, "reference-unknown", "    group: ", |line| format!("{line}\n    covered_by: 无此人")),
    (Into::Household, "key-duplicate", "    door: ", |line| format!("{line}\n    门牌: 又一处")),
    (Into::Household, "id-invalid", "  - id: ", |line| line.replace("h-", "h/")),
    (Into::Household, "yaml-syntax", "    door: ", |line| line.replacen(": ", "：", 1)),
    (Into::Household, "yaml-syntax", "    people: ", |line| line.replacen(": ", ":", 1)),
    (Into::Household, "value-type", "    group: ", |line| value(line, "[一组, 二组]")),
    (Into::Household, "key-missing", "    door: ", |_| "    door:".to_owned()),
    (Into::Household, "spelling-normalised", "    people: ", |line| value(line, "３")),
    (Into::Member, "phone-shape", "    phone: ", |line| value(line, "1390000000")),
    (Into::Member, "boolean-invalid", "    phone_public: ", |line| value(line, "yes")),
    (Into::Member, "digits-lost", "    phone: ", |line| value(line, "1.39E+10")),
    (Into::Member, "date-invalid", "    pledge: ", |line| format!("{line}\n    from: 2026-02-30")),
    (Into::Entry, "rating-out-of-range", "      - {member: ", |line| line.replace('[', "[1")),
    (Into::Entry, "reference-unknown", "      - {member: ", |line| line.replace("m-", "x-")),
    (Into::Entry, "number-invalid", "      - {member: ", |line| line.replace('[', "[良")),
    (Into::Entry, "scores-count", "      - {member: ", |line| line.replace('[', "[90, ")),
    (Into::Grid, "reference-unknown", "    lead: ", |line| value(line, "m-9999")),
];

/// `line` with another value.
fn value(line: &str, value: &str) -> String {
    format!("{}: {value}", line.split_once(':').map_or(line, |(key, _)| key))
}

/// The files of a township with `count` faults, at most a tenth as many as it has households and
/// as many as it has members, and how many each rule must tell.
pub(super) fn with_faults(
    files: &BTreeMap<String, String>,
    count: usize,
) -> (BTreeMap<String, String>, BTreeMap<&'static str, usize>) {
    let mut lines: BTreeMap<&str, Vec<String>> =
        files.iter().map(|(path, text)| (path.as_str(), text.lines().map(str::to_owned).collect())).collect();
    let below =
        |folder: &str| files.keys().filter(|path| path.starts_with(folder)).map(String::as_str).collect();
    let homes: Vec<&str> = below("content/households/");
    let ratings: Vec<&str> = below("content/ratings/");
    let mut told = BTreeMap::new();
    // How many faults each kind of record has had; strides keep them apart.
    let mut had = [0usize; 4];
    for at in 0..count {
        let (into, rule, mark, change) = KINDS[at % KINDS.len()];
        let nth = had[into as usize];
        had[into as usize] += 1;
        let (path, record) = match into {
            Into::Household => (homes[nth % homes.len()], nth / homes.len() * 17 + 3),
            Into::Member => ("content/members.yaml", nth * 4 + 200),
            Into::Entry => (ratings[nth % ratings.len()], nth * 5 + 7),
            Into::Grid => ("content/grids.yaml", nth * 7),
        };
        let Some(lines) = lines.get_mut(path) else { continue };
        if let Some(line) = lines.iter_mut().filter(|line| line.starts_with(mark)).nth(record) {
            *line = change(line);
            *told.entry(rule).or_insert(0) += 1;
        }
    }
    let text = |lines: Vec<String>| lines.join("\n") + "\n";
    (lines.into_iter().map(|(path, lines)| (path.to_owned(), text(lines))).collect(), told)
}
