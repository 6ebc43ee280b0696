//! The pages of changes, and the lines that other pages have of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::Datelike;
use serde_json::Value;

use crate::model::board::GridIx;
use crate::publication::public::CHECKPOINT;
use crate::publication::{Entry, Fields, HEAD, Key, Op, Record, Step, Version};
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{
    ChangeCount, ChangeGroup, ChangesFeed, ChangesView, ChangesYear, HistoryLine, LastPublication, Link,
    PublicationEntry, PublicationView, Stamp,
};

use super::told::place_of;

/// So many publications stand on the first page.
const SHOWN: usize = 3;

/// So many records of a publication are told one by one to which the same happened.
const ITEMS: usize = 100;

/// So many on the page of a grid in all.
const OF_GRID: usize = 200;

/// So many on the front page.
const AT_HOME: usize = 3;

/// Fields whose history is told on the record's own page.
const TELLING: [(&str, &[&str]); 3] = [
    ("grids", &["name", "lead_name", "households", "to"]),
    ("members", &["name", "title", "to"]),
    ("commitments", &["title", "baseline", "target", "made", "due"]),
];

/// Every page of changes.
pub(in crate::site) fn targets(facts: &Facts) -> Vec<Target> {
    let Some(record) = facts.board.record() else { return Vec::new() };
    let years: BTreeSet<i32> = record.entries.iter().map(|entry| entry.date.year()).collect();
    let mut targets = vec![Target::Changes];
    targets.extend(years.into_iter().map(Target::ChangesYear));
    targets.extend(places(facts, record).into_keys().map(Target::ChangesGrid));
    targets
}

/// The grids of which something became other since the first publication, with what did, newest first.
fn places(facts: &Facts, record: &Record) -> BTreeMap<GridIx, Vec<Step>> {
    let board = facts.board;
    let grids: HashMap<&str, GridIx> = board.grid_ids().map(|at| (board[at].id.value.as_str(), at)).collect();
    let mut found: BTreeMap<GridIx, Vec<Step>> = BTreeMap::new();
    for (step, version) in all(record).rev().filter(|(step, _)| step.entry > 0) {
        let fields = said(record, step);
        let home = |member: &str| -> Option<&str> {
            let key = Key { kind: "members".to_owned(), id: member.to_owned() };
            let fields = record.current(&key)?;
            fields.get("grid").and_then(Value::as_str)
        };
        let place = place_of(&version.key, fields, home).and_then(|id| grids.get(id));
        if let Some(&grid) = place {
            found.entry(grid).or_default().push(step);
        }
    }
    found
}

/// Every version but the heads, oldest first.
fn all(record: &Record) -> impl DoubleEndedIterator<Item = (Step, &Version)> {
    record.entries.iter().enumerate().flat_map(|(entry, one)| {
        let versions = one.versions.iter().enumerate().filter(|(_, version)| version.key.kind != HEAD);
        versions.map(move |(version, of)| (Step { entry, version }, of))
    })
}

/// What a record says after `step`, or, once it is taken down, said before.
fn said(record: &Record, step: Step) -> &Fields {
    let version = record.version(step);
    let before = || {
        let steps = record.history(&version.key);
        steps.iter().take_while(|&&other| other != step).last().map(|&before| &**record.told(before))
    };
    let own = record.told(step);
    if version.op == Op::Removed { before().unwrap_or(own) } else { own }
}

const fn code(op: Op) -> &'static str {
    match op {
        Op::Added => "added",
        Op::Changed => "changed",
        Op::Removed => "removed",
    }
}

/// How groups follow each other: what became other is what people look for.
const ORDER: [Op; 3] = [Op::Changed, Op::Removed, Op::Added];

/// What is shown of a publication, `most` records a group, only `of` those steps where they are given.
fn publication(desk: &Desk, record: &Record, at: usize, most: usize, of: Option<&[Step]>) -> PublicationView {
    let entry = &record.entries[at];
    let steps: Vec<Step> = match of {
        Some(steps) => steps.iter().copied().filter(|step| step.entry == at).collect(),
        None => (1..entry.versions.len()).map(|version| Step { entry: at, version }).collect(),
    };
    let is_first = at == 0;
    let group = |op: Op| {
        let own: Vec<Step> = steps.iter().copied().filter(|step| record.version(*step).op == op).collect();
        let items = own.iter().take(most).map(|&step| desk.recorded_change(record, step)).collect();
        ChangeGroup { op: code(op), items, more: own.len().saturating_sub(most) }
    };
    let groups = ORDER.into_iter().filter(|_| !is_first).map(group);
    PublicationView {
        number: entry.number,
        anchor: anchor(entry.number),
        date: entry.date.to_string(),
        code: record.root_of(entry.number).unwrap_or_else(|| record.root()).short(),
        note: entry.note.clone(),
        counts: counts(record, &steps),
        groups: groups.filter(|group| !group.items.is_empty()).collect(),
    }
}

/// What happened to how many records, by kind.
fn counts(record: &Record, steps: &[Step]) -> Vec<ChangeCount> {
    let mut counts: BTreeMap<(&str, Op), usize> = BTreeMap::new();
    for &step in steps {
        let version = record.version(step);
        *counts.entry((&version.key.kind, version.op)).or_default() += 1;
    }
    let count =
        |((kind, op), count): ((&str, Op), usize)| ChangeCount { kind: kind.to_owned(), op: code(op), count };
    counts.into_iter().map(count).collect()
}

/// The last publication, as paper names it.
pub(in crate::site) fn stamp(facts: &Facts) -> Option<Stamp> {
    let record = facts.board.record()?;
    let entry = record.last()?;
    Some(Stamp { number: entry.number, date: entry.date.to_string(), code: record.root().short() })
}

/// The newest publications for a feed, `most` of them.
pub(in crate::site) fn feed(
    facts: &Facts,
    address: &impl Fn(Target) -> String,
    most: usize,
) -> Option<ChangesFeed> {
    let record = facts.board.record()?;
    let newest = record.entries.iter().enumerate().rev().take(most);
    let entry = |(at, entry): (usize, &Entry)| {
        let steps: Vec<Step> = (1..entry.versions.len()).map(|version| Step { entry: at, version }).collect();
        let page = address(Target::ChangesYear(entry.date.year()));
        PublicationEntry {
            number: entry.number,
            date: entry.date.to_string(),
            address: format!("{page}#{}", anchor(entry.number)),
            counts: counts(record, &steps),
            note: entry.note.clone(),
        }
    };
    Some(ChangesFeed { address: address(Target::ChangesFeed), entries: newest.map(entry).collect() })
}

fn anchor(number: u32) -> String {
    format!("p-{number}")
}

/// `changes/index.html` and its like.
pub(in crate::site) fn page(facts: &Facts, target: Target) -> Option<ChangesView> {
    let desk = Desk::new(facts, target);
    let record = facts.board.record()?;
    let of_year = |year: i32| {
        let entries = record.entries.iter().enumerate();
        entries.filter(move |(_, entry)| entry.date.year() == year).map(|(at, _)| at).rev()
    };
    let (year, grid, shown, own) = match target {
        Target::ChangesYear(year) => (Some(year), None, of_year(year).collect(), None),
        Target::ChangesGrid(grid) => {
            let mut steps = places(facts, record).remove(&grid)?;
            steps.truncate(OF_GRID);
            let mut shown: Vec<usize> = steps.iter().map(|step| step.entry).collect();
            shown.dedup();
            (None, Some(grid), shown, Some(steps))
        }
        _ => (None, None, (0..record.entries.len()).rev().take(SHOWN).collect::<Vec<usize>>(), None),
    };
    let publications: Vec<PublicationView> =
        shown.iter().map(|&at| publication(&desk, record, at, ITEMS, own.as_deref())).collect();
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    for entry in &record.entries {
        *years.entry(entry.date.year()).or_default() += 1;
    }
    let crumbs = match (target, grid) {
        (_, Some(grid)) => desk.above(grid).into_iter().chain([desk.grid(grid)]).collect(),
        _ => Vec::new(),
    };
    let is_main = matches!(target, Target::Changes);
    Some(ChangesView {
        page: desk.frame("changes", None, crumbs),
        site: facts.site.clone(),
        year,
        grid: grid.map(|grid| desk.grid(grid)),
        total: record.entries.len(),
        older: if is_main { record.entries.len() - publications.len() } else { 0 },
        publications,
        years: years
            .into_iter()
            .rev()
            .map(|(of, count)| ChangesYear {
                year: of,
                href: desk.href(Target::ChangesYear(of)),
                count,
                current: year == Some(of),
            })
            .collect(),
        grids: match is_main {
            true => places(facts, record)
                .into_keys()
                .map(|grid| Link { href: Some(desk.href(Target::ChangesGrid(grid))), ..desk.grid(grid) })
                .collect(),
            false => Vec::new(),
        },
        all_href: desk.href(Target::Changes),
        checkpoint: desk.file(CHECKPOINT),
        key: facts.board.settings.record_key.as_ref().map(|key| key.value.text().to_owned()),
    })
}

/// How a record became other since it was first published.
pub(in crate::site) fn history(desk: &Desk, kind: &str, id: &str) -> Vec<HistoryLine> {
    let Some(record) = desk.facts.board.record() else { return Vec::new() };
    let key = Key { kind: kind.to_owned(), id: id.to_owned() };
    let names = TELLING.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, names)| names);
    let steps = record.history(&key);
    let line = |name: &&str| -> Option<HistoryLine> {
        let is_change = |pair: &&[Step]| {
            let (before, now) = (record.told(pair[0]), record.told(pair[1]));
            record.version(pair[1]).op == Op::Changed && before.get(*name) != now.get(*name)
        };
        let changes: Vec<&[Step]> = steps.windows(2).filter(is_change).collect();
        let last = changes.last()?;
        let value = |step: Step| desk.value(kind, name, record.told(step).get(*name));
        let ((_, was), (code, now)) = (value(last[0]), value(last[1]));
        let entry = &record.entries[last[1].entry];
        let reasons = &record.version(last[1]).reasons;
        Some(HistoryLine {
            label: desk.label(kind, name),
            times: changes.len(),
            kind: code,
            was,
            now,
            date: entry.date.to_string(),
            reason: reasons.iter().find(|reason| reason.key == **name).map(|one| one.reason.clone()),
            href: desk.place(Target::ChangesYear(entry.date.year()), &anchor(entry.number)),
        })
    };
    names.iter().filter_map(line).collect()
}

/// What the front page tells of the last publication.
pub(in crate::site) fn last(desk: &Desk) -> Option<LastPublication> {
    let record = desk.facts.board.record()?;
    let at = record.entries.len().checked_sub(1)?;
    Some(LastPublication {
        publication: publication(desk, record, at, AT_HOME, None),
        total: record.entries[at].versions.len() - 1,
        href: desk.href(Target::Changes),
    })
}
