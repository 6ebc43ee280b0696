//! The pages of changes, and the lines that other pages have of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use crate::model::board::GridIx;
use crate::publication::public::CHECKPOINT;
use crate::publication::{Entry, HEAD, Key, Op, Record, Step, Version};
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{
    ChangeCount, ChangeGroup, ChangesFeed, ChangesView, ChangesYear, HistoryLine, LastPublication, Link,
    PublicationEntry, PublicationView, Stamp,
};

/// So many publications stand on the first page.
const SHOWN: usize = 3;

/// So many records are told one by one to which the same happened: on the page of a publication.
const ITEMS: usize = 30;

/// So many of each publication on the first page.
const FIRST: usize = 30;

/// So many on the page of a grid in all.
const OF_GRID: usize = 60;

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
    targets.extend(record.entries.iter().map(page_of));
    targets.extend(facts.changes().of_grid.keys().copied().map(Target::ChangesGrid));
    targets
}

/// The page of a publication.
fn page_of(entry: &Entry) -> Target {
    Target::Publication(entry.date.year(), entry.number)
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
    // Of the first publication, in which everything is new, only what was withdrawn since is told one by one.
    let is_told = |version: &Version| at > 0 || version.withdrawn.is_some();
    let group = |op: Op| {
        let is_own = |step: &Step| {
            let version = record.version(*step);
            version.op == op && is_told(version)
        };
        let own: Vec<Step> = steps.iter().copied().filter(is_own).collect();
        // What is new is seen where it belongs.
        let most = if op == Op::Added { most / 4 } else { most };
        let items = own.iter().take(most).map(|&step| desk.recorded_change(record, step)).collect();
        ChangeGroup { op: code(op), items, more: own.len().saturating_sub(most) }
    };
    let groups = ORDER.into_iter().filter(|_| most > 0).map(group);
    PublicationView {
        number: entry.number,
        anchor: format!("p-{}", entry.number),
        href: desk.href(page_of(entry)),
        date: entry.date.to_string(),
        code: record.root_of(entry.number).unwrap_or_else(|| record.root()).short(),
        note: entry.note.clone(),
        withdrawn: entry
            .versions
            .first()
            .and_then(|head| head.withdrawn.as_ref())
            .map(|of| desk.withdrawn(HEAD, of)),
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
        PublicationEntry {
            number: entry.number,
            date: entry.date.to_string(),
            address: address(page_of(entry)),
            counts: counts(record, &steps),
            note: entry.note.clone(),
        }
    };
    Some(ChangesFeed { address: address(Target::ChangesFeed), entries: newest.map(entry).collect() })
}

/// `changes/index.html` and its like.
pub(in crate::site) fn page(facts: &Facts, target: Target) -> Option<ChangesView> {
    let desk = Desk::new(facts, target);
    let record = facts.board.record()?;
    let steps = |grid: GridIx| -> Option<&[Step]> {
        let steps = facts.changes().of_grid.get(&grid)?;
        Some(&steps[..steps.len().min(OF_GRID)])
    };
    let all = || (0..record.entries.len()).rev();
    let (year, grid, most) = match target {
        Target::ChangesYear(year) => (Some(year), None, 0),
        Target::Publication(year, _) => (Some(year), None, ITEMS),
        Target::ChangesGrid(grid) => (None, Some(grid), OF_GRID),
        _ => (None, None, FIRST),
    };
    let own = match grid {
        Some(grid) => Some(steps(grid)?),
        None => None,
    };
    let shown: Vec<usize> = match target {
        Target::ChangesYear(year) => all().filter(|&at| record.entries[at].date.year() == year).collect(),
        Target::Publication(_, number) => vec![number as usize - 1],
        Target::ChangesGrid(_) => {
            let mut shown: Vec<usize> = own.iter().copied().flatten().map(|step| step.entry).collect();
            shown.dedup();
            shown
        }
        _ => all().take(SHOWN).collect(),
    };
    let publications: Vec<PublicationView> =
        shown.iter().map(|&at| publication(&desk, record, at, most, own)).collect();
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
        number: match target {
            Target::Publication(_, number) => Some(number),
            _ => None,
        },
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
            true => (facts.changes().of_grid.keys())
                .map(|&grid| Link { href: Some(desk.href(Target::ChangesGrid(grid))), ..desk.grid(grid) })
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
            href: desk.href(page_of(entry)),
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
