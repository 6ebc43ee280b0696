//! Bulletins and histories out of the approved results.

use std::cmp::Reverse;

use crate::calendar::{Cycle, Month, Period};
use crate::model::board::{RatingEntry, RatingSheet, SchemeIx, Subject};

use super::codes;
use super::desk::Desk;
use super::urls::Target;
use super::view::{
    BulletinEntry, DimensionView, HistoryPoint, PeriodLink, RatingHistory, SchemeBulletins, SchemeInfo,
    SchemeYear,
};

/// How many periods a trend shows.
const TREND: i32 = 12;

impl Desk<'_> {
    /// A scheme's public side.
    pub fn scheme(&self, scheme: SchemeIx) -> SchemeInfo {
        let record = &self.facts.board[scheme];
        let dimensions = record.dimensions.iter().map(|dimension| DimensionView {
            name: dimension.name.clone(),
            max: record.show_scores.then(|| codes::number(dimension.max)),
            weight: dimension.weight.filter(|_| record.show_scores).map(codes::number),
        });
        SchemeInfo {
            id: record.id.value.clone(),
            name: record.name.clone(),
            of: if record.of_members { "member" } else { "grid" },
            dimensions: dimensions.collect(),
            full_marks: codes::number(record.full_marks),
            show_stars: record.show_stars,
            show_scores: record.show_scores,
            ranking: record.ranking,
            sums: record.sums,
        }
    }

    /// A period and its bulletin, if published.
    pub fn period(&self, scheme: SchemeIx, period: Period) -> PeriodLink {
        let sheet = self.facts.sheet(scheme, period);
        let approved = match sheet {
            Some(sheet) => sheet.approved.len(),
            None => period.months().filter(|&month| self.is_approved(scheme, month)).count(),
        };
        PeriodLink {
            period: period.to_string(),
            cycle: codes::cycle(period.cycle()),
            href: sheet.map(|_| self.href(Target::Bulletin(scheme, period))),
            approved,
            months: period.length() as usize,
        }
    }

    /// Whether some published bulletin already counts `month` as approved.
    fn is_approved(&self, scheme: SchemeIx, month: Month) -> bool {
        self.facts.sheets[scheme.0 as usize].values().any(|sheet| sheet.approved.contains(&month))
    }

    /// The last period of the scheme's unit that a reader may expect by the as-of date: the last that is over, or
    /// a later one that is published already.
    pub fn last_expected(&self, scheme: SchemeIx) -> Option<Period> {
        let today = Month::of(self.facts.day.0);
        let unit = self.facts.unit(scheme);
        let over = unit.period_of(today, today).previous();
        let published = self.facts.unit_sheets(scheme).next_back()?.0;
        Some(over.max(published))
    }

    /// One scheme in the index.
    pub fn scheme_bulletins(&self, scheme: SchemeIx) -> SchemeBulletins {
        let mut years: Vec<SchemeYear> = Vec::new();
        let first = self.facts.unit_sheets(scheme).next().map(|(period, _)| period);
        let expected = first.zip(self.last_expected(scheme));
        let units = expected.into_iter().flat_map(|(first, last)| run(first, last));
        for period in units {
            let link = self.period(scheme, period);
            year_of(&mut years, period.first_month().year()).months.push(link);
        }
        let unit = self.facts.unit(scheme);
        let mut cycles: Vec<Period> = self.facts.sheets[scheme.0 as usize].keys().copied().collect();
        cycles.retain(|period| period.cycle() != unit);
        for period in cycles {
            let link = self.period(scheme, period);
            year_of(&mut years, period.first_month().year()).cycles.push(link);
        }
        years.sort_by_key(|year| std::cmp::Reverse(year.year));
        let latest = self.facts.unit_sheets(scheme).next_back();
        SchemeBulletins {
            scheme: self.scheme(scheme),
            latest: latest.map(|(period, _)| self.period(scheme, period)),
            years,
        }
    }

    /// One line of a bulletin.
    pub fn entry(&self, sheet: &RatingSheet, entry: &RatingEntry) -> BulletinEntry {
        let missing = sheet.period.months().filter(|month| !entry.months.contains(month));
        let missing = missing.filter(|_| sheet.period.cycle() != Cycle::Month);
        BulletinEntry {
            subject: self.subject(entry.subject),
            stars: entry.stars.as_ref().map(|stars| self.stars(sheet.scheme, stars)),
            total: entry.total.map(codes::score),
            scores: entry.scores.iter().copied().map(codes::score).collect(),
            months_rated: entry.months.len(),
            missing: missing.map(|month| month.to_string()).collect(),
            rank: entry.rank,
            note: entry.note.clone(),
        }
    }

    /// A subject's histories, one for each scheme that ever rated it in public.
    pub fn histories(&self, subject: Subject) -> Vec<RatingHistory> {
        let schemes: Vec<SchemeIx> = self.facts.schemes().collect();
        schemes.into_iter().filter_map(|scheme| self.history(scheme, subject)).collect()
    }

    fn history(&self, scheme: SchemeIx, subject: Subject) -> Option<RatingHistory> {
        let rated = self.facts.entries.get(&(scheme, subject))?;
        let unit = self.facts.unit(scheme);
        let first = rated.keys().copied().filter(|period| period.cycle() == unit).min()?;
        let last = self.last_expected(scheme)?;
        let earliest = last.first_month().plus(-(TREND - 1) * last.length());
        let earliest = unit.period_of(earliest, earliest);
        let point = |period| self.point(scheme, subject, period);
        let table: Vec<HistoryPoint> = run(first, last).map(point).collect();
        let mut wider: Vec<Period> = rated.keys().copied().filter(|period| period.cycle() != unit).collect();
        wider.sort_by_key(|period| Reverse((period.last_day(), period.length())));
        Some(RatingHistory {
            scheme: self.scheme(scheme),
            points: run(first.max(earliest), last).map(point).collect(),
            latest: table.iter().rfind(|point| point.state == "rated").cloned(),
            table: table.into_iter().rev().collect(),
            cycles: wider.into_iter().map(point).collect(),
        })
    }

    fn point(&self, scheme: SchemeIx, subject: Subject, period: Period) -> HistoryPoint {
        let sheet = self.facts.sheet(scheme, period);
        let rated = self.facts.entries.get(&(scheme, subject));
        let entry = rated.and_then(|rated| rated.get(&period)).copied();
        HistoryPoint {
            period: period.to_string(),
            cycle: codes::cycle(period.cycle()),
            state: match (sheet, entry) {
                (_, Some(_)) => "rated",
                (Some(_), None) => "unrated",
                (None, None) => "missing",
            },
            href: sheet.map(|_| self.href(Target::Bulletin(scheme, period))),
            stars: entry.and_then(|entry| entry.stars.as_ref()).map(|stars| self.stars(scheme, stars)),
            total: entry.and_then(|entry| entry.total).map(codes::score),
            scores: entry.map_or(&[][..], |entry| &entry.scores).iter().copied().map(codes::score).collect(),
            note: entry.and_then(|entry| entry.note.clone()),
        }
    }
}

/// All periods from `first` to `last` of the same length.
pub(super) fn run(first: Period, last: Period) -> impl Iterator<Item = Period> {
    std::iter::successors(Some(first), |period| Some(period.next()))
        .take_while(move |period| period.first_month() <= last.first_month())
}

fn year_of(years: &mut Vec<SchemeYear>, year: i32) -> &mut SchemeYear {
    let at = years.iter().position(|found| found.year == year).unwrap_or_else(|| {
        years.push(SchemeYear { year, months: Vec::new(), cycles: Vec::new() });
        years.len() - 1
    });
    &mut years[at]
}
