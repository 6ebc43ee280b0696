//! The page of one bulletin (通报).

use crate::calendar::{Cycle, Month, Period};
use crate::model::board::{RatingSheet, SchemeIx, Subject};

use crate::site::pages::codes;
use crate::site::pages::desk::Desk;
use crate::site::pages::ratings::scale;
use crate::site::pages::year_results;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::tables::ROWS;
use crate::site::urls::Target;
use crate::site::view::{BulletinEntry, BulletinView, PagerPart, PeriodLink};

/// From more results than these on, those of a cycle are told without everybody's months.
const MANY: usize = 200;

/// How many pages the bulletin of `period` has, if that is published.
pub(in crate::site) fn pages(facts: &Facts, scheme: SchemeIx, period: Period) -> usize {
    let sheet = facts.sheet(scheme, period);
    sheet.map_or(0, |sheet| count(sheet.entries.len() + facts.unrated(sheet).len()))
}

fn count(subjects: usize) -> usize {
    subjects.div_ceil(ROWS).max(1)
}

/// Page `number` of the bulletin of `sheet`, which is published.
pub(in crate::site) fn page(facts: &Facts, sheet: &RatingSheet, number: usize) -> BulletinView {
    let (scheme, period) = (sheet.scheme, sheet.period);
    let target = |number| match number {
        0 => Target::Bulletin(scheme, period),
        further => Target::BulletinPart(scheme, period, further),
    };
    let desk = Desk::new(facts, target(number));
    let published = || facts.published(scheme);
    let link = |period: Period| desk.period(scheme, period);
    // Not the neighbouring period but the neighbouring bulletin: a gap must not cut the way.
    let beside = || published().filter(|other| other.cycle() == period.cycle());
    let previous = beside().filter(|other| *other < period).max();
    let next = beside().filter(|other| *other > period).min();
    let within = |other: &Period| {
        other.length() > period.length()
            && other.first_day() <= period.first_day()
            && period.last_day() <= other.last_day()
    };
    let unrated = facts.unrated(sheet);
    // On a phone, a year of hundreds would be megabytes; everybody's own page tells the same.
    let is_short = period.cycle() == Cycle::Month || sheet.entries.len() <= MANY;
    let trends = facts.unit(scheme) == Cycle::Month && is_short;
    let subjects: Vec<Subject> =
        sheet.entries.iter().map(|entry| entry.subject).chain(unrated.iter().copied()).collect();
    let part = |at: usize| {
        let first = subjects.get(at * ROWS).map(|&subject| desk.subject(subject).name);
        PagerPart { first, ..PagerPart::default() }
    };
    let shown = number * ROWS..subjects.len().min((number + 1) * ROWS);
    let rated = sheet.entries.len();
    let entries = &sheet.entries[shown.start.min(rated)..shown.end.min(rated)];
    let entries: Vec<BulletinEntry> = entries.iter().map(|entry| desk.entry(sheet, entry, trends)).collect();
    let scale = scale(entries.iter().flat_map(|entry| &entry.trend));
    let gaps = entries.iter().any(|entry| !entry.missing.is_empty());
    let without_before = entries.iter().any(|entry| entry.change.is_none());
    let months = months(&desk, scheme, sheet);
    let full_marks = entries.first().map(|entry| entry.full_marks);
    let full_marks = full_marks.filter(|first| entries.iter().all(|entry| entry.full_marks == *first));
    let stars = || sheet.entries.iter().filter_map(|entry| entry.stars.as_ref());
    BulletinView {
        page: desk.frame("bulletin", Some(facts.board[scheme].name.clone()), Vec::new()),
        site: facts.site.clone(),
        scheme: desk.scheme(scheme),
        period: period.to_string(),
        cycle: codes::cycle(period.cycle()),
        ratings_href: desk.href(Target::Ratings),
        previous: previous.map(link),
        next: next.map(link),
        wider: published().filter(within).map(link).collect(),
        year_table: year_results::years(&desk, scheme, None)
            .into_iter()
            .find(|link| link.year == period.first_month().year()),
        missing: months.iter().filter(|link| link.approved == 0).map(|link| link.period.clone()).collect(),
        months,
        rated,
        subjects: subjects.len(),
        level: desk.level_of_subjects(subjects.iter().copied()),
        full_marks,
        unrated: shown.filter(|at| *at >= rated).map(|at| desk.subject(subjects[at])).collect(),
        pager: desk.pager(number, count(subjects.len()), part, target),
        scale,
        notes: sheet.entries.iter().any(|entry| entry.note.is_some()),
        gaps,
        without_before,
        dimension_stars: stars().any(|stars| !stars.by_dimension.is_empty()),
        entries,
        trends,
    }
}

/// The months of a cycle, or the longer periods that are rated at once, as this bulletin counts them.
fn months(desk: &Desk, scheme: SchemeIx, sheet: &RatingSheet) -> Vec<PeriodLink> {
    let every = desk.facts.board[scheme].every;
    if sheet.period.cycle() == every {
        return Vec::new();
    }
    let link = |&month: &Month| PeriodLink {
        approved: usize::from(sheet.approved.contains(&month)),
        ..desk.period(scheme, every.period_of(month, month))
    };
    sheet.due.iter().map(link).collect()
}
