//! Rating arithmetic, exact: totals, cycles, stars, ranks. Every figure can be worked out again from published
//! ones: totals and scores are rounded half up to one place, and cycles, stars and the threshold go by what was
//! rounded. Sources are never part of a total.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::{Decimal, RoundingStrategy};

use super::board::{RatingEntry, RatingSheet, SchemeIx, Stars, Subject};
use super::register::{Stage, StageSheet};
use super::settings::{Scheme, StarRule};
use crate::calendar::{Cycle, Month, Period};
use crate::private::Private;
use crate::reuse::{Known, Made, Same};
use crate::source::At;

/// Rounds half up to one place, as it is shown.
pub fn shown(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
}

/// Removes what division left behind the twentieth place, so that thirds add up to wholes again.
fn settled(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(20, RoundingStrategy::MidpointAwayFromZero)
}

/// The total of one entry: the sum of the scores, or of score ÷ maximum × weight; `None` while a score is missing.
pub fn total(scheme: &Scheme, scores: &[Option<At<Private<Decimal>>>]) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for (score, dimension) in scores.iter().zip(&scheme.dimensions) {
        let score = *score.as_ref()?.value.reveal();
        sum += match dimension.weight {
            Some(weight) => (score * weight).checked_div(dimension.max)?,
            None => score,
        };
    }
    Some(shown(settled(sum)))
}

/// The mean of what several sources gave by their weights, or their plain mean without; `None` unless each gave one.
pub fn of_sources(scheme: &Scheme, given: &[Option<At<Private<Decimal>>>]) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    let mut weights = Decimal::ZERO;
    for (score, source) in given.iter().zip(&scheme.sources) {
        let weight = source.weight.unwrap_or(Decimal::ONE);
        sum += *score.as_ref()?.value.reveal() * weight;
        weights += weight;
    }
    sum.checked_div(weights).map(|mean| shown(settled(mean)))
}

/// What a subject's months make in a cycle: the mean of their totals, rounded; `None` of nothing.
pub fn cycle_mean(totals: &[Decimal]) -> Option<Decimal> {
    mean(totals).map(shown)
}

/// The mean, exact to twenty places; `None` of nothing.
fn mean(values: &[Decimal]) -> Option<Decimal> {
    let sum: Decimal = values.iter().sum();
    sum.checked_div(Decimal::from(values.len())).map(settled)
}

/// Stars for a total and the scores behind it.
pub fn stars(scheme: &Scheme, total: Decimal, scores: &[Decimal]) -> Option<Stars> {
    match scheme.stars.as_ref()? {
        StarRule::Bands(bands) => {
            let lit = bands.iter().find(|(min, _)| total >= *min).map_or(0, |(_, stars)| *stars);
            let of = bands.iter().map(|(_, stars)| *stars).max().unwrap_or(0).max(5);
            Some(Stars { lit, of, by_dimension: Vec::new() })
        }
        StarRule::PerDimension(share) => {
            let lit = |(score, max): (&Decimal, Decimal)| shown(*score) >= share * max;
            let by_dimension: Vec<bool> =
                scores.iter().zip(scheme.dimensions.iter().map(|one| one.max)).map(lit).collect();
            let count = by_dimension.iter().filter(|lit| **lit).count() as u32;
            Some(Stars { lit: count, of: by_dimension.len() as u32, by_dimension })
        }
    }
}

/// What is approved for one subject in one month.
#[derive(Debug)]
struct Approved {
    total: Decimal,
    scores: Vec<Decimal>,
    note: Option<String>,
}

/// Everybody's approved ratings of one month.
type InMonth = BTreeMap<Subject, Approved>;

/// What one working out of the results leaves to the next, while the schemes are the same: each month with the records,
/// and each sheet with the months, that it was made of.
#[derive(Debug, Default)]
pub struct ResultCache {
    months: Known<(SchemeIx, Month), OfRecords>,
    sheets: Known<(SchemeIx, Period), Made<Vec<RatedMonth>, Arc<RatingSheet>>>,
}

/// A month, and the records it was made of.
type OfRecords = Made<Vec<Same<StageSheet>>, Arc<InMonth>>;

/// A month in which somebody was rated.
type RatedMonth = (Month, Same<InMonth>);

/// The approved months of every scheme and the cycles made of them, without what the scheme does not show.
pub fn sheets(
    schemes: &[Scheme],
    stages: &[Arc<StageSheet>],
    cache: &mut ResultCache,
) -> Vec<Arc<RatingSheet>> {
    let mut records: BTreeMap<(SchemeIx, Month), Vec<Same<StageSheet>>> = BTreeMap::new();
    for sheet in stages.iter().filter(|sheet| sheet.stage.value == Stage::Approved) {
        records.entry((sheet.scheme, sheet.month.value)).or_default().push(Same(sheet.clone()));
    }
    cache.months.renew(records, |_, records, before| {
        Made::again(before, records, |records| Arc::new(in_month(records)))
    });
    let mut periods: BTreeMap<(SchemeIx, Period), Vec<RatedMonth>> = BTreeMap::new();
    for (&(scheme, month), entries) in cache.months.iter().filter(|(_, month)| !month.value.is_empty()) {
        let cycles = schemes[scheme.0 as usize].cycles.iter().copied().chain([Cycle::Month]);
        for cycle in cycles.collect::<BTreeSet<Cycle>>() {
            let months = periods.entry((scheme, cycle.period_of(month, month))).or_default();
            months.push((month, Same(entries.value.clone())));
        }
    }
    cache.sheets.renew(periods, |&(scheme, period), months, before| {
        let settings = &schemes[scheme.0 as usize];
        Made::again(before, months, |months| Arc::new(sheet(scheme, settings, period, months)))
    });
    cache.sheets.values().map(|made| made.value.clone()).collect()
}

/// Everybody's first approved rating in the records of one month.
fn in_month(records: &[Same<StageSheet>]) -> InMonth {
    let mut month = InMonth::new();
    for entry in records.iter().flat_map(|sheet| &sheet.0.entries) {
        let Some(total) = entry.total.as_ref().map(|total| *total.reveal()) else { continue };
        let scores = entry.scores.iter().flatten().map(|score| *score.value.reveal()).collect();
        month.entry(entry.subject.value).or_insert(Approved {
            total,
            scores,
            note: entry.note.as_ref().map(|note| note.value.clone()),
        });
    }
    month
}

fn sheet(scheme_ix: SchemeIx, scheme: &Scheme, period: Period, months: &[RatedMonth]) -> RatingSheet {
    let mut subjects: BTreeMap<Subject, Vec<(Month, &Approved)>> = BTreeMap::new();
    for (month, entries) in months {
        for (subject, entry) in &*entries.0 {
            subjects.entry(*subject).or_default().push((*month, entry));
        }
    }
    let mut entries: Vec<(Decimal, RatingEntry)> =
        subjects.into_iter().filter_map(|(subject, rated)| entry(scheme, subject, &rated)).collect();
    if scheme.ranking {
        entries.sort_by(|(a, left), (b, right)| b.cmp(a).then(left.subject.cmp(&right.subject)));
        let totals: Vec<Decimal> = entries.iter().map(|(total, _)| *total).collect();
        for (total, entry) in &mut entries {
            entry.rank = Some(totals.partition_point(|other| other > total) as u32 + 1);
        }
    }
    RatingSheet {
        scheme: scheme_ix,
        period,
        due: scheme.months_of(period),
        approved: months.iter().map(|(month, _)| *month).collect(),
        entries: entries.into_iter().map(|(_, entry)| entry).collect(),
    }
}

fn entry(scheme: &Scheme, subject: Subject, rated: &[(Month, &Approved)]) -> Option<(Decimal, RatingEntry)> {
    let totals: Vec<Decimal> = rated.iter().map(|(_, entry)| entry.total).collect();
    let average = cycle_mean(&totals)?;
    let total = if scheme.sums && rated.len() > 1 { totals.iter().sum() } else { average };
    let dimension = |at: usize| {
        let column: Vec<Decimal> =
            rated.iter().filter_map(|(_, entry)| entry.scores.get(at).copied().map(shown)).collect();
        mean(&column)
    };
    let scores: Vec<Decimal> = (0..scheme.dimensions.len()).filter_map(dimension).collect();
    // Bands stand for a month's total: a sum over months is judged by its mean.
    let judged = if scheme.sums { average } else { total };
    let note = match rated {
        [(_, only)] => only.note.clone(),
        _ => None,
    };
    let entry = RatingEntry {
        subject,
        stars: stars(scheme, judged, &scores).filter(|_| scheme.show_stars),
        total: scheme.show_scores.then_some(total),
        scores: if scheme.show_scores { scores.into_iter().map(shown).collect() } else { Vec::new() },
        months: rated.iter().map(|(month, _)| *month).collect(),
        note,
        rank: None,
    };
    Some((total, entry))
}

#[cfg(test)]
mod tests;
