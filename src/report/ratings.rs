//! Ratings of every stage, and what is missing or below the threshold among them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::findings::{Absent, Below, Mark, NoScheme, Row, SchemeReport, who};
use crate::calendar::{AsOf, Month, Period};
use crate::model::board::{SchemeIx, Subject};
use crate::model::rating::{cycle_mean, of_sources};
use crate::model::register::{Stage, StageEntry};
use crate::model::settings::Scheme;
use crate::model::{Board, Ground, Register};
use crate::suggest::closest;

/// The stages in order.
pub(super) const STAGES: [Stage; 5] =
    [Stage::SelfRated, Stage::Peer, Stage::Public, Stage::Proposed, Stage::Approved];

/// The scheme of this id or name.
pub(super) fn find(board: &Ground, word: &str) -> Result<SchemeIx, NoScheme> {
    let found = board.schemes.iter().position(|scheme| scheme.id.value == word || scheme.name == word);
    let names = || board.schemes.iter().flat_map(|scheme| [scheme.id.value.as_str(), &scheme.name]);
    found.map(|at| SchemeIx(at as u32)).ok_or_else(|| NoScheme(closest(word, names()).map(str::to_owned)))
}

/// The newest month that has begun and has a rating of any stage.
pub(super) fn newest(register: &Register, schemes: &[SchemeIx], as_of: AsOf) -> Option<Period> {
    let rated = register.ratings.iter().filter(|sheet| schemes.contains(&sheet.scheme));
    let months = rated.map(|sheet| sheet.month.value).filter(|month| month.first_day() <= as_of.0);
    months.max().map(Period::Month)
}

/// One scheme in `period`.
pub(super) fn of(
    board: &Board,
    register: &Register,
    scheme: SchemeIx,
    period: Option<Period>,
    as_of: AsOf,
) -> SchemeReport {
    let settings = &board[scheme];
    let threshold = register.held.thresholds[scheme.0 as usize].as_ref().map(|line| *line.reveal());
    let months: Vec<Month> = period.into_iter().flat_map(Period::months).collect();
    let rows = rows(board, register, scheme, &months);
    SchemeReport {
        id: settings.id.value.clone(),
        name: settings.name.clone(),
        threshold,
        has_sources: !settings.sources.is_empty(),
        dimensions: settings.dimensions.iter().map(|dimension| dimension.name.clone()).collect(),
        below: threshold.zip(period).map_or(Vec::new(), |(line, period)| below(&rows, line, period)),
        missing: board.unapproved_months(scheme, as_of),
        absent: absent(board, scheme, &months),
        rows,
    }
}

fn rows(board: &Board, register: &Register, scheme: SchemeIx, months: &[Month]) -> Vec<Row> {
    let mut rows: BTreeMap<(Month, Subject), [Option<Mark>; 5]> = BTreeMap::new();
    let sheets = register.ratings.iter().filter(|sheet| sheet.scheme == scheme);
    for sheet in sheets.filter(|sheet| months.contains(&sheet.month.value)) {
        for entry in &sheet.entries {
            let marks = rows.entry((sheet.month.value, entry.subject.value)).or_default();
            marks[sheet.stage.value as usize] = Some(mark(&board[scheme], entry));
        }
    }
    let row = |((month, subject), marks)| Row { month, who: who(&board.ground, subject), marks };
    rows.into_iter().map(row).collect()
}

fn mark(scheme: &Scheme, entry: &StageEntry) -> Mark {
    let scores = entry.scores.iter().map(|score| score.as_ref().map(|score| *score.value.reveal()));
    Mark {
        total: entry.total.as_ref().map(|total| *total.reveal()),
        scores: scores.collect(),
        sources: of_sources(scheme, &entry.sources),
        note: entry.note.as_ref().map(|note| note.value.clone()),
    }
}

/// Each month by its last stage; for a longer period also the mean of the approved months.
fn below(rows: &[Row], line: Decimal, period: Period) -> Vec<Below> {
    let mut found = Vec::new();
    let mut approved: BTreeMap<Subject, (&Row, Vec<Decimal>)> = BTreeMap::new();
    for row in rows {
        let Some((at, total)) =
            row.marks.iter().enumerate().rev().find_map(|(at, mark)| Some((at, mark.as_ref()?.total?)))
        else {
            continue;
        };
        let stage = STAGES[at];
        if stage == Stage::Approved {
            approved.entry(row.who.subject).or_insert((row, Vec::new())).1.push(total);
        }
        if total < line {
            found.push(Below {
                period: Period::Month(row.month),
                stage,
                who: row.who.clone(),
                total,
                short: line - total,
            });
        }
    }
    if period.length() > 1 {
        for (row, totals) in approved.values() {
            let Some(total) = cycle_mean(totals).filter(|mean| *mean < line) else { continue };
            let stage = Stage::Approved;
            found.push(Below { period, stage, who: row.who.clone(), total, short: line - total });
        }
    }
    found
}

/// Whom the scheme left out of the approved months among `months`.
fn absent(board: &Board, scheme: SchemeIx, months: &[Month]) -> Vec<Absent> {
    let mut absent: BTreeMap<Subject, Vec<Month>> = BTreeMap::new();
    for (month, sheet) in board.approved_months(scheme).filter(|(month, _)| months.contains(month)) {
        for subject in board.unrated(sheet) {
            absent.entry(subject).or_default().push(month);
        }
    }
    absent.into_iter().map(|(subject, months)| Absent { who: who(&board.ground, subject), months }).collect()
}
