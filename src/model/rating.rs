//! Rating arithmetic, exact: totals, cycles, stars, ranks. Every figure can be worked out again from published
//! ones: totals and scores are rounded half up to one place, and cycles, stars and the threshold go by what was
//! rounded. Sources are never part of a total.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::board::{RatingEntry, RatingSheet, SchemeIx, Stars, Subject};
use super::private::Private;
use super::register::{Stage, StageSheet};
use super::settings::{Scheme, StarRule};
use crate::calendar::{Cycle, Month, Period};
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
struct Approved {
    total: Decimal,
    scores: Vec<Decimal>,
    note: Option<String>,
}

/// The approved months of every scheme and the cycles made of them, without what the scheme does not show.
pub fn sheets(schemes: &[Scheme], stages: &[StageSheet]) -> Vec<RatingSheet> {
    let mut sheets = Vec::new();
    for (index, scheme) in schemes.iter().enumerate() {
        let scheme_ix = SchemeIx(index as u32);
        let mut months: BTreeMap<Month, BTreeMap<Subject, Approved>> = BTreeMap::new();
        let approved =
            stages.iter().filter(|sheet| sheet.scheme == scheme_ix && sheet.stage.value == Stage::Approved);
        for sheet in approved {
            let month = months.entry(sheet.month.value).or_default();
            for entry in &sheet.entries {
                let Some(total) = entry.total.as_ref().map(|total| *total.reveal()) else { continue };
                let scores = entry.scores.iter().flatten().map(|score| *score.value.reveal()).collect();
                month.entry(entry.subject.value).or_insert(Approved {
                    total,
                    scores,
                    note: entry.note.as_ref().map(|note| note.value.clone()),
                });
            }
        }
        months.retain(|_, entries| !entries.is_empty());
        let mut periods: Vec<Period> = months.keys().map(|month| Period::Month(*month)).collect();
        let longer = scheme.cycles.iter().filter(|cycle| **cycle != Cycle::Month);
        periods.extend(longer.flat_map(|cycle| months.keys().map(|month| cycle.period_of(*month, *month))));
        periods.sort_by_key(|period| (period.cycle(), period.first_month()));
        periods.dedup();
        let of_scheme = periods.into_par_iter().map(|period| sheet(scheme_ix, scheme, period, &months));
        sheets.extend(of_scheme.collect::<Vec<RatingSheet>>());
    }
    sheets
}

fn sheet(
    scheme_ix: SchemeIx,
    scheme: &Scheme,
    period: Period,
    months: &BTreeMap<Month, BTreeMap<Subject, Approved>>,
) -> RatingSheet {
    let approved: Vec<Month> = period.months().filter(|month| months.contains_key(month)).collect();
    let mut subjects: BTreeMap<Subject, Vec<(Month, &Approved)>> = BTreeMap::new();
    for month in &approved {
        for (subject, entry) in &months[month] {
            subjects.entry(*subject).or_default().push((*month, entry));
        }
    }
    let mut entries: Vec<(Decimal, RatingEntry)> =
        subjects.into_iter().filter_map(|(subject, rated)| entry(scheme, subject, &rated)).collect();
    if scheme.ranking {
        entries.sort_by(|(a, left), (b, right)| b.cmp(a).then(left.subject.cmp(&right.subject)));
        let totals: Vec<Decimal> = entries.iter().map(|(total, _)| *total).collect();
        for (total, entry) in &mut entries {
            entry.rank = totals.iter().position(|other| other == total).map(|at| at as u32 + 1);
        }
    }
    RatingSheet {
        scheme: scheme_ix,
        period,
        due: scheme.months_of(period),
        approved,
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
