//! Results as pages tell them: the index of all bulletins, lines, rows over several periods, histories.

use std::cmp::Reverse;

use crate::calendar::{Cycle, Month, Period};
use rust_decimal::Decimal;

use crate::model::board::{RatingEntry, RatingSheet, SchemeIx, Subject};
use crate::model::settings::StarRule;
use crate::status::bulletins::{ResultState, last_expected};

use crate::site::pages::codes;
use crate::site::pages::desk::Desk;
use crate::site::pages::year_results;
use crate::site::results::Line;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::tables::ROWS;
use crate::site::urls::Target;
use crate::site::view::{
    BulletinEntry, ChangeView, DimensionView, HistoryPoint, Link, MonthResult, Number, PeriodLink,
    RatingHistory, RatingsView, ResultRow, ScaleView, SchemeBulletins, SchemeInfo, SchemeYear, StarBand,
};

/// How many periods a trend shows.
const TREND: i32 = 12;

/// `ratings/index.html`
pub(in crate::site) fn index(facts: &Facts) -> RatingsView {
    let desk = Desk::new(facts, Target::Ratings);
    RatingsView {
        page: desk.frame("ratings", None, Vec::new()),
        site: facts.site.clone(),
        schemes: facts.schemes().map(|scheme| desk.scheme_bulletins(scheme)).collect(),
    }
}

/// What the heights of small charts of `points` mean: all stars there are, or points rounded outwards to tens.
pub(super) fn scale<'p>(points: impl Iterator<Item = &'p MonthResult>) -> Option<ScaleView> {
    let (mut most, mut totals): (Option<u32>, Vec<Number>) = Default::default();
    for point in points {
        most = most.max(point.stars.as_ref().map(|stars| stars.of));
        totals.extend(point.total);
    }
    let (low, high) = match most {
        Some(most) => (Number::exact(0.into()), Number::exact(most.into())),
        None => (totals.iter().min()?.tens().0, totals.iter().max()?.tens().1),
    };
    Some(ScaleView { low, high })
}

impl Desk<'_> {
    /// A scheme's public side.
    pub(crate) fn scheme(&self, scheme: SchemeIx) -> SchemeInfo {
        let record = &self.facts.board[scheme];
        let dimensions = record.dimensions.iter().map(|dimension| DimensionView {
            name: dimension.name.clone(),
            max: record.show_scores.then(|| Number::exact(dimension.max)),
            weight: dimension.weight.filter(|_| record.show_scores).map(Number::exact),
        });
        let rule = record.stars.as_ref().filter(|_| record.show_stars && record.show_scores);
        let (bands, star_share) = match rule {
            Some(StarRule::Bands(bands)) => (&bands[..], None),
            Some(StarRule::PerDimension(share)) => {
                (&[][..], Some(Number::exact(share * Decimal::ONE_HUNDRED)))
            }
            None => (&[][..], None),
        };
        let bands = bands.iter().map(|&(from, lit)| StarBand { from: Number::exact(from), lit });
        SchemeInfo {
            id: record.id.value.clone(),
            name: record.name.clone(),
            of: codes::subjects(record),
            every: codes::cycle(record.every),
            dimensions: dimensions.collect(),
            full_marks: Number::exact(record.full_marks),
            show_stars: record.show_stars,
            show_scores: record.show_scores,
            ranking: record.ranking,
            sums: record.sums,
            bands: bands.collect(),
            star_share,
        }
    }

    /// A period and its bulletin, if published.
    pub(crate) fn period(&self, scheme: SchemeIx, period: Period) -> PeriodLink {
        let sheet = self.facts.sheet(scheme, period);
        let due = self.facts.board[scheme].months_of(period);
        let approved = match sheet {
            Some(sheet) => sheet.approved.len(),
            None => due.iter().filter(|&&month| self.is_approved(scheme, month)).count(),
        };
        PeriodLink {
            period: period.to_string(),
            cycle: codes::cycle(period.cycle()),
            href: sheet.map(|_| self.href(Target::Bulletin(scheme, period))),
            approved,
            months: due.len(),
        }
    }

    /// Whether some published bulletin already counts `month` as approved.
    fn is_approved(&self, scheme: SchemeIx, month: Month) -> bool {
        let mut sheets = self.facts.published(scheme).filter_map(|period| self.facts.sheet(scheme, period));
        sheets.any(|sheet| sheet.approved.contains(&month))
    }

    /// The last period of the scheme's unit that a reader may expect by the as-of date.
    pub(crate) fn last_expected(&self, scheme: SchemeIx) -> Option<Period> {
        let newest = self.facts.units(scheme).next_back()?;
        Some(last_expected(self.facts.unit(scheme), newest, self.facts.day))
    }

    /// One scheme in the index.
    pub(crate) fn scheme_bulletins(&self, scheme: SchemeIx) -> SchemeBulletins {
        let mut years: Vec<SchemeYear> = Vec::new();
        let unit = self.facts.unit(scheme);
        let first = self.facts.units(scheme).next();
        let expected = first.zip(self.last_expected(scheme));
        let units = expected.into_iter().flat_map(|(first, last)| first.to(last));
        for period in units {
            let link = self.period(scheme, period);
            year_of(&mut years, period.first_month().year()).months.push(link);
        }
        let mut cycles: Vec<Period> = self.facts.published(scheme).collect();
        cycles.retain(|period| period.cycle() != unit);
        for period in cycles {
            let link = self.period(scheme, period);
            year_of(&mut years, period.first_month().year()).cycles.push(link);
        }
        years.sort_by_key(|year| std::cmp::Reverse(year.year));
        let latest = self.facts.units(scheme).next_back();
        let sheet = latest.and_then(|period| self.facts.sheet(scheme, period));
        let whose = sheet.map(|sheet| self.whose(sheet)).unwrap_or_default();
        let periods: Vec<Period> = expected
            .map(|(first, last)| {
                let back = last.first_month().plus(-(TREND - 1) * last.length());
                first.max(unit.period_of(back, back)).to(last).collect()
            })
            .unwrap_or_default();
        let row = |&subject: &Subject| self.row(scheme, subject, &periods, latest);
        let rows: Vec<ResultRow> = whose.iter().take(ROWS).map(row).collect();
        SchemeBulletins {
            scheme: self.scheme(scheme),
            latest: latest.map(|period| self.period(scheme, period)),
            missing: latest
                .zip(expected)
                .map(|(latest, (_, last))| latest.next().to(last).map(|period| period.to_string()).collect())
                .unwrap_or_default(),
            span: periods.first().zip(periods.last()).map(|(a, b)| [a, b].map(Period::to_string)),
            scale: scale(rows.iter().flat_map(|row| &row.points)),
            rows,
            subjects: whose.len(),
            level: self.level_of_subjects(whose.iter().copied()),
            tables: year_results::years(self, scheme, None),
            years,
        }
    }

    /// Whom a bulletin tells of, in its order, and whom it should tell of.
    pub(crate) fn whose(&self, sheet: &RatingSheet) -> Vec<Subject> {
        let rated = sheet.entries.iter().map(|entry| entry.subject);
        rated.chain(self.facts.unrated(sheet).iter().copied()).collect()
    }

    /// The results of `subject` in `periods`, and how that of `latest` stands to the one before.
    pub(crate) fn row(
        &self,
        scheme: SchemeIx,
        subject: Subject,
        periods: &[Period],
        latest: Option<Period>,
    ) -> ResultRow {
        ResultRow {
            subject: self.subject(subject),
            place: self.place_of(subject),
            points: periods.iter().map(|&period| self.result(scheme, subject, period)).collect(),
            change: latest.and_then(|period| self.change(scheme, subject, period)),
            latest: latest.map(|period| self.result(scheme, subject, period)),
        }
    }

    /// The grid somebody belongs to, else the first they cover; of a grid the one above, unless that is a root.
    pub(crate) fn place_of(&self, subject: Subject) -> Option<Link> {
        let board = self.facts.board;
        let grid = match subject {
            Subject::Member(member) => {
                let own = board[member].grid.as_ref().map(|at| at.value);
                own.or_else(|| self.facts.patches(member).first().copied())
            }
            Subject::Grid(grid) => board[grid].parent.filter(|&above| board[above].parent.is_some()),
        };
        grid.map(|grid| self.grid(grid))
    }

    /// What `period` tells of `subject`.
    fn result(&self, scheme: SchemeIx, subject: Subject, period: Period) -> MonthResult {
        let entry = self.facts.result(scheme, subject, period);
        let serves = || period.months().any(|month| self.facts.board.serves_in(subject, month));
        MonthResult {
            period: period.to_string(),
            state: match entry {
                Some(_) => ResultState::Rated,
                None if !serves() => ResultState::Absent,
                None if self.facts.is_published(scheme, period) => ResultState::Unrated,
                None => ResultState::Missing,
            },
            stars: entry.and_then(|entry| entry.stars.as_ref()).map(|stars| self.stars(scheme, stars)),
            total: entry.and_then(|entry| entry.total).map(Number::score),
        }
    }

    /// How the result of `period` stands to the one before; `None` where there is none, or where there was nothing to rate
    /// before: no bulletin yet, or nobody in office.
    pub(crate) fn change(&self, scheme: SchemeIx, subject: Subject, period: Period) -> Option<ChangeView> {
        let earlier = period.previous();
        let before = self.facts.result(scheme, subject, earlier);
        let served = || earlier.months().any(|month| self.facts.board.serves_in(subject, month));
        let of_its_length = self.facts.published(scheme).filter(|other| other.cycle() == earlier.cycle());
        let is_first = of_its_length.min().is_none_or(|first| earlier < first);
        if before.is_none() && (is_first || !served()) {
            return None;
        }
        let (state, by) = self.facts.result(scheme, subject, period)?.change(before)?;
        Some(ChangeView { state, by: Number::score(by) })
    }

    /// One line of a bulletin, with the months of its cycle when `trends` are to be told.
    pub(crate) fn entry(&self, sheet: &RatingSheet, entry: &RatingEntry, trends: bool) -> BulletinEntry {
        let line = Line::new(self.facts, sheet, entry);
        let served = line.served();
        let (summands, mean) = line.summands();
        BulletinEntry {
            subject: self.subject(entry.subject),
            place: self.place_of(entry.subject),
            change: self.change(sheet.scheme, entry.subject, sheet.period),
            stars: entry.stars.as_ref().map(|stars| self.stars(sheet.scheme, stars)),
            total: line.total(),
            summands,
            mean,
            full_marks: line.full_marks(),
            scores: line.scores(),
            months_rated: entry.months.len(),
            months_due: served.len(),
            missing: line.missing(&served).iter().map(Period::to_string).collect(),
            trend: if trends { self.trend(sheet, entry.subject, &served) } else { Vec::new() },
            rank: entry.rank,
            note: entry.note.clone(),
        }
    }

    /// A subject's results in the months of a cycle; of a month that of the one before.
    fn trend(&self, sheet: &RatingSheet, subject: Subject, served: &[Month]) -> Vec<MonthResult> {
        if self.facts.unit(sheet.scheme) != Cycle::Month {
            return Vec::new();
        }
        let before = sheet.period.first_month().plus(-1);
        let months = match sheet.period.cycle() {
            Cycle::Month if self.facts.board.serves_in(subject, before) => &[before],
            Cycle::Month => &[][..],
            _ => served,
        };
        let result = |&month: &Month| self.result(sheet.scheme, subject, Period::Month(month));
        months.iter().map(result).collect()
    }

    /// A subject's histories, one for each scheme that ever rated it in public.
    pub(crate) fn histories(&self, subject: Subject) -> Vec<RatingHistory> {
        let schemes: Vec<SchemeIx> = self.facts.schemes().collect();
        schemes.into_iter().filter_map(|scheme| self.history(scheme, subject)).collect()
    }

    fn history(&self, scheme: SchemeIx, subject: Subject) -> Option<RatingHistory> {
        let rated: Vec<Period> = self.facts.rated(scheme, subject)?.collect();
        let unit = self.facts.unit(scheme);
        let first = rated.iter().copied().filter(|period| period.cycle() == unit).min()?;
        // Who has left is not missed in the months since.
        let left = self.facts.last_month(subject).map(|month| unit.period_of(month, month));
        let last = self.last_expected(scheme)?;
        let last = left.map_or(last, |left| last.min(left));
        let earliest = last.first_month().plus(-(TREND - 1) * last.length());
        let earliest = unit.period_of(earliest, earliest);
        let point = |period| self.point(scheme, subject, period);
        let table: Vec<HistoryPoint> = first.to(last).map(point).collect();
        let mut wider: Vec<Period> = rated.into_iter().filter(|period| period.cycle() != unit).collect();
        wider.sort_by_key(|period| Reverse((period.last_day(), period.length())));
        Some(RatingHistory {
            scheme: self.scheme(scheme),
            points: first.max(earliest).to(last).map(point).collect(),
            latest: table.iter().rfind(|point| point.state == ResultState::Rated).cloned(),
            table: table.into_iter().rev().collect(),
            cycles: wider.into_iter().map(point).collect(),
        })
    }

    fn point(&self, scheme: SchemeIx, subject: Subject, period: Period) -> HistoryPoint {
        let is_published = self.facts.is_published(scheme, period);
        let entry = self.facts.result(scheme, subject, period);
        HistoryPoint {
            period: period.to_string(),
            cycle: codes::cycle(period.cycle()),
            state: match entry {
                Some(_) => ResultState::Rated,
                None if is_published => ResultState::Unrated,
                None => ResultState::Missing,
            },
            href: is_published.then(|| self.href(Target::Bulletin(scheme, period))),
            stars: entry.and_then(|entry| entry.stars.as_ref()).map(|stars| self.stars(scheme, stars)),
            total: entry.and_then(|entry| entry.total).map(Number::score),
            scores: entry.map_or(&[][..], |entry| &entry.scores).iter().copied().map(Number::score).collect(),
            note: entry.and_then(|entry| entry.note.clone()),
        }
    }
}

fn year_of(years: &mut Vec<SchemeYear>, year: i32) -> &mut SchemeYear {
    let at = years.iter().position(|found| found.year == year).unwrap_or_else(|| {
        years.push(SchemeYear { year, months: Vec::new(), cycles: Vec::new() });
        years.len() - 1
    });
    &mut years[at]
}

#[cfg(test)]
mod tests;
