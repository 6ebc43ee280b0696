//! A bulletin (通报) for the wall.

use std::cmp::Reverse;

use crate::calendar::{Cycle, Period};
use crate::model::board::{RatingEntry, RatingSheet, SchemeIx, Subject};

use super::super::results::Line;
use super::super::urls::Target;
use super::super::view::{BulletinSheet, Number, Poster, PosterView, SheetEntry, SheetKind, SheetResult};
use super::press::{BulletinsOut, Press, Unknown, WantedSheets};
use crate::site::pages::codes;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;

/// The bulletins asked for: of a scheme or all, of a period or the newest of every length.
pub(super) fn find(facts: &Facts, wanted: &WantedSheets) -> Result<Vec<(SchemeIx, Period)>, Unknown> {
    let board = facts.board;
    let named =
        |scheme: &SchemeIx, text: &str| board[*scheme].id.value == text || board[*scheme].name == text;
    let schemes: Vec<SchemeIx> = match &wanted.scheme {
        None => facts.schemes().collect(),
        Some(text) => {
            let found = facts.schemes().find(|scheme| named(scheme, text));
            let ids = || facts.schemes().map(|scheme| board[scheme].id.value.clone()).collect();
            vec![found.ok_or_else(|| Unknown::Scheme(text.clone(), ids()))?]
        }
    };
    let mut found = Vec::new();
    for &scheme in &schemes {
        let published = || facts.published(scheme);
        match wanted.period {
            Some(period) => found.extend(published().find(|known| *known == period).map(|at| (scheme, at))),
            None => {
                let cycles = [Cycle::Month, Cycle::Quarter, Cycle::HalfYear, Cycle::Year];
                let newest = |cycle| published().filter(|period| period.cycle() == cycle).max();
                found.extend(cycles.into_iter().filter_map(newest).map(|period| (scheme, period)));
            }
        }
    }
    match wanted.period {
        Some(period) if found.is_empty() => {
            let published = schemes.into_iter().map(|scheme| published(facts, scheme, period));
            Err(Unknown::Bulletin(period, published.collect()))
        }
        _ => Ok(found),
    }
}

fn published(facts: &Facts, scheme: SchemeIx, asked: Period) -> BulletinsOut {
    let mut periods: Vec<Period> = facts.published(scheme).collect();
    periods
        .sort_by_key(|period| (period.cycle() != asked.cycle(), Reverse(period.last_day()), period.length()));
    let scheme = &facts.board[scheme];
    BulletinsOut { id: scheme.id.value.clone(), name: scheme.name.clone(), periods }
}

/// `bulletin-SCHEME-PERIOD.pdf`
pub(super) fn sheet(press: &Press, scheme: SchemeIx, period: Period) -> Option<Poster> {
    let facts = press.facts;
    let sheet = facts.sheet(scheme, period)?;
    let record = &facts.board[scheme];
    let unrated = facts.unrated(sheet);
    let is_cycle = period.cycle() != record.every;
    let missing = sheet.due.iter().filter(|month| is_cycle && !sheet.approved.contains(month));
    let beside = beside(facts, scheme, period);
    let entries = sheet.entries.iter().map(|entry| self::entry(facts, sheet, entry, &beside)).collect();
    let desk = Desk::new(facts, Target::Bulletin(scheme, period));
    let mut full_marks = sheet.entries.iter().map(|entry| Line::new(facts, sheet, entry).full_marks());
    let first = full_marks.next().filter(|first| full_marks.all(|other| other == *first));
    let view = BulletinSheet {
        frame: press.frame(
            SheetKind::Bulletin,
            format!("{} {period} · {}", record.name, facts.board.settings.title),
            Target::Bulletin(scheme, period),
        ),
        dimensions: record.dimensions.iter().map(|dimension| dimension.name.clone()).collect(),
        of: codes::subjects(record),
        show_stars: record.show_stars,
        show_scores: record.show_scores,
        ranking: record.ranking,
        full_marks: first.filter(|_| record.show_scores).map(|full| full.to_string()),
        sums: is_cycle && record.sums,
        scheme: record.name.clone(),
        period: period.to_string(),
        cycle: codes::cycle(period.cycle()),
        every: codes::cycle(record.every),
        rated: sheet.entries.len(),
        subjects: sheet.entries.len() + unrated.len(),
        level: desk.level_of_subjects(desk.whose(sheet).into_iter()),
        missing: missing.map(|&month| record.every.period_of(month, month).to_string()).collect(),
        entries,
        unrated: unrated.iter().map(|&subject| name(facts, subject)).collect(),
        beside: beside.iter().map(Period::to_string).collect(),
    };
    Some(Poster {
        name: format!("bulletin-{}-{period}", record.id.value),
        kind: SheetKind::Bulletin,
        view: PosterView::Bulletin(Box::new(view)),
        photos: Vec::new(),
    })
}

/// So many months stand beside a month's results.
const BEFORE: i32 = 5;

/// The periods whose results stand beside those of `period`: of a cycle its months, of a month those before it, from the
/// first that was published.
fn beside(facts: &Facts, scheme: SchemeIx, period: Period) -> Vec<Period> {
    let unit = facts.unit(scheme);
    let of_unit = |month| unit.period_of(month, month);
    let month = period.first_month();
    let (first, last) = match period.cycle() == unit {
        true => (of_unit(month.plus(-BEFORE * period.length())), period.previous()),
        false => (of_unit(month), of_unit(month.plus(period.length() - 1))),
    };
    let published = facts.units(scheme).next();
    let is_known = |unit: &Period| published.is_some_and(|first| first.first_month() <= unit.first_month());
    first.to(last).filter(is_known).collect()
}

fn entry(facts: &Facts, sheet: &RatingSheet, entry: &RatingEntry, beside: &[Period]) -> SheetEntry {
    let result = |&period: &Period| {
        let result = facts.result(sheet.scheme, entry.subject, period)?;
        let total = result.total.map(|total| Number::score(total).to_string());
        Some(SheetResult { stars: result.stars.as_ref().map(|stars| stars.lit), total })
    };
    let line = Line::new(facts, sheet, entry);
    SheetEntry {
        name: name(facts, entry.subject),
        rank: entry.rank,
        stars: entry.stars.as_ref().map(|stars| facts.stars(sheet.scheme, stars)),
        total: line.total().map(|total| total.to_string()),
        summands: line.summands().0.iter().map(Number::to_string).collect(),
        scores: line.scores().iter().map(Number::to_string).collect(),
        missing: line.missing(&line.served()).iter().map(Period::to_string).collect(),
        note: entry.note.clone(),
        beside: beside.iter().map(result).collect(),
    }
}

fn name(facts: &Facts, subject: Subject) -> String {
    match subject {
        Subject::Grid(grid) => facts.board[grid].name.value.clone(),
        Subject::Member(member) => facts.board[member].name.value.clone(),
    }
}
