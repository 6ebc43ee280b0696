//! A year's results under one scheme: everybody by month, in several orders, page by page.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{Cycle, Period};
use crate::model::board::{SchemeIx, Subject};
use crate::model::readings;

use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::tables::ROWS;
use crate::site::urls::{ResultOrder, Target};
use crate::site::view::{OrderLink, PagerPart, YearLink, YearResultsView};

/// The published periods of the scheme's unit in each year, newest year first. What is rated once a year has none: its
/// bulletin is the year.
fn published(facts: &Facts, scheme: SchemeIx) -> BTreeMap<Reverse<i32>, Vec<Period>> {
    let mut years: BTreeMap<Reverse<i32>, Vec<Period>> = BTreeMap::new();
    for period in facts.units(scheme).filter(|period| period.cycle() < Cycle::Year) {
        years.entry(Reverse(period.first_month().year())).or_default().push(period);
    }
    years
}

/// Every year's page, seen from the page being made.
pub(super) fn years(desk: &Desk, scheme: SchemeIx, current: Option<i32>) -> Vec<YearLink> {
    let link = |Reverse(year)| YearLink {
        year,
        href: desk.href(Target::YearResults(scheme, year, ResultOrder::Name, 0)),
        current: Some(year) == current,
    };
    published(desk.facts, scheme).into_keys().map(link).collect()
}

/// The orders in which a scheme's results are listed: by result only where it ranks, by grid where it rates people.
fn orders(facts: &Facts, scheme: SchemeIx) -> impl Iterator<Item = ResultOrder> + use<> {
    let record = &facts.board[scheme];
    let grid = record.of_members.then_some(ResultOrder::Grid);
    let result = record.ranking.then_some(ResultOrder::Result);
    [ResultOrder::Name].into_iter().chain(grid).chain(result)
}

/// Whom the bulletins of `periods` tell of, and whom they should tell of.
fn subjects(desk: &Desk, scheme: SchemeIx, periods: &[Period]) -> Vec<Subject> {
    let sheets = periods.iter().filter_map(|&period| desk.facts.sheet(scheme, period));
    let all: BTreeSet<Subject> = sheets.flat_map(|sheet| desk.whose(sheet)).collect();
    all.into_iter().collect()
}

/// The pages of a scheme's years.
pub(in crate::site) fn targets(facts: &Facts, scheme: SchemeIx) -> Vec<Target> {
    let desk = Desk::new(facts, Target::Ratings);
    let mut targets = Vec::new();
    for (Reverse(year), periods) in published(facts, scheme) {
        let pages = subjects(&desk, scheme, &periods).len().div_ceil(ROWS).max(1);
        for order in orders(facts, scheme) {
            targets.extend((0..pages).map(|page| Target::YearResults(scheme, year, order, page)));
        }
    }
    targets
}

/// Page `number` of the results of `year` in `order`, if any were published.
pub(in crate::site) fn page(
    facts: &Facts,
    scheme: SchemeIx,
    year: i32,
    order: ResultOrder,
    number: usize,
) -> Option<YearResultsView> {
    let target = |number| Target::YearResults(scheme, year, order, number);
    let desk = Desk::new(facts, target(number));
    let out = published(facts, scheme).remove(&Reverse(year))?;
    let (first, last) = (*out.first()?, *out.last()?);
    let expected = desk.last_expected(scheme)?.min(Period::Year(year).end(facts.unit(scheme)));
    let periods: Vec<Period> = first.to(expected.max(last)).collect();
    let mut all = subjects(&desk, scheme, &out);
    let name = |subject: Subject| match subject {
        Subject::Grid(_) => Vec::new(),
        Subject::Member(member) => sounds(&facts.board[member].name.value),
    };
    let grid = |subject: Subject| match subject {
        Subject::Grid(_) => None,
        Subject::Member(member) => facts.board[member].grid.as_ref().map(|at| at.value),
    };
    match order {
        ResultOrder::Name => all.sort_by_cached_key(|&subject| name(subject)),
        ResultOrder::Grid => {
            all.sort_by_cached_key(|&subject| (grid(subject).is_none(), grid(subject), name(subject)));
        }
        ResultOrder::Result => {
            let sheet = facts.sheet(scheme, last)?;
            let places = sheet.entries.iter().enumerate().map(|(place, entry)| (entry.subject, place));
            let places: BTreeMap<Subject, usize> = places.collect();
            all.sort_by_cached_key(|subject| {
                (places.get(subject).copied().unwrap_or(usize::MAX), name(*subject))
            });
        }
    }
    let order_link = |other: ResultOrder| OrderLink {
        code: other.code(),
        href: desk.href(Target::YearResults(scheme, year, other, 0)),
        current: other == order,
    };
    let part = |at: usize| PagerPart { first: Some(desk.subject(all[at]).name), ..PagerPart::default() };
    let shown = all.iter().skip(number * ROWS).take(ROWS);
    Some(YearResultsView {
        page: desk.frame("year_results", Some(facts.board[scheme].name.clone()), Vec::new()),
        site: facts.site.clone(),
        scheme: desk.scheme(scheme),
        year,
        years: years(&desk, scheme, Some(year)),
        ratings_href: desk.href(Target::Ratings),
        periods: periods.iter().map(|&period| desk.period(scheme, period)).collect(),
        order: order.code(),
        orders: orders(facts, scheme).map(order_link).collect(),
        ranked_by: (order == ResultOrder::Result).then(|| desk.period(scheme, last)),
        subjects: all.len(),
        rows: shown.map(|&subject| desk.row(scheme, subject, &periods, None)).collect(),
        pager: desk.pager(number, (0..all.len()).step_by(ROWS).map(part).collect(), target),
    })
}

/// A name by how it sounds, as people look for it in a list.
fn sounds(name: &str) -> Vec<String> {
    let sound = |c: char| readings(c).into_iter().next().unwrap_or_else(|| c.to_lowercase().collect());
    name.chars().map(sound).collect()
}
