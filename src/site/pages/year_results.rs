//! A year's results under one scheme: everybody by month, in several orders, page by page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::calendar::{Cycle, Period};
use crate::model::board::SchemeIx;
use crate::status::bulletins::ResultState;

use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::tables::ROWS;
use crate::site::urls::{ResultOrder, Target};
use crate::site::view::{OrderLink, PagerPart, ResultRow, YearLink, YearResultsView};

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

/// The pages of a scheme's years.
pub(in crate::site) fn targets(facts: &Facts, scheme: SchemeIx) -> Vec<Target> {
    let pages = |count: usize| 0..count.div_ceil(ROWS).max(1);
    let years = facts.result_orders(scheme);
    years
        .flat_map(|(year, order, count)| {
            pages(count).map(move |page| Target::YearResults(scheme, year, order, page))
        })
        .collect()
}

/// Page `number` of the results of `year` in `order`, if any were published.
pub(in crate::site) fn page(
    facts: &Facts,
    scheme: SchemeIx,
    year: i32,
    order: ResultOrder,
    number: usize,
) -> Option<YearResultsView> {
    let all = facts.results_by(scheme, year, order)?;
    let target = |number| Target::YearResults(scheme, year, order, number);
    let desk = Desk::new(facts, target(number));
    let out = published(facts, scheme).remove(&Reverse(year))?;
    let (first, last) = (*out.first()?, *out.last()?);
    let expected = desk.last_expected(scheme)?.min(Period::Year(year).end(facts.unit(scheme)));
    let periods: Vec<Period> = first.to(expected.max(last)).collect();
    let offered = facts.result_orders(scheme).filter(|(of, ..)| *of == year).map(|(_, order, _)| order);
    let mut offered: Vec<ResultOrder> = offered.collect();
    offered.sort_unstable();
    let order_link = |other: ResultOrder| OrderLink {
        code: other.code(),
        href: desk.href(Target::YearResults(scheme, year, other, 0)),
        current: other == order,
    };
    let part =
        |at: usize| PagerPart { first: Some(desk.subject(all[at * ROWS]).name), ..PagerPart::default() };
    let shown = all.iter().skip(number * ROWS).take(ROWS);
    let rows: Vec<ResultRow> = shown.map(|&subject| desk.row(scheme, subject, &periods, None)).collect();
    Some(YearResultsView {
        page: desk.frame("year_results", Some(facts.board[scheme].name.clone()), Vec::new()),
        site: facts.site.clone(),
        scheme: desk.scheme(scheme),
        year,
        years: years(&desk, scheme, Some(year)),
        ratings_href: desk.href(Target::Ratings),
        periods: periods.iter().map(|&period| desk.period(scheme, period)).collect(),
        order: order.code(),
        orders: offered.into_iter().map(order_link).collect(),
        ranked_by: (order == ResultOrder::Result).then(|| desk.period(scheme, last)),
        subjects: all.len(),
        level: desk.level_of_subjects(all.iter().copied()),
        absences: rows.iter().any(|row| row.points.iter().any(|point| point.state == ResultState::Absent)),
        rows,
        pager: desk.pager(number, all.len().div_ceil(ROWS), part, target),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture::{on, village};

    const SCHEME: &str = "schemes: [{id: s, name: 评分, subject: member, RANKING dimensions: [{id: a, name: 学习, max: 100}], threshold: 61, stars: [{min: 90, stars: 5}, {min: 70, stars: 4}, {min: 0, stars: 2}], cycles: [month, quarter]}]\n";
    const RATED: &str = "ratings:
  - {month: 2026-01, stage: approved, entries: [{member: 张三, scores: [91]}, {member: 李四, scores: [60]}, {member: 王五, scores: [95]}]}
  - {month: 2026-03, stage: approved, entries: [{member: 张三, scores: [80]}, {member: 王五, scores: [99]}]}
";

    fn names(view: &YearResultsView) -> Vec<&str> {
        view.rows.iter().map(|row| row.subject.name.as_str()).collect()
    }

    #[test]
    fn nobody_is_left_out_and_who_was_not_in_office_is_not_missed() {
        let board = village(&SCHEME.replace("RANKING", ""), RATED);
        on(&board, "2026-05-02", |facts| {
            let view = page(facts, SchemeIx(0), 2026, ResultOrder::Name, 0).unwrap();
            assert_eq!(names(&view), ["李四", "王五", "张三"], "as they sound");
            let states =
                |row: &ResultRow| row.points.iter().map(|point| point.state.code()).collect::<Vec<_>>();
            assert_eq!(
                states(&view.rows[0]),
                ["rated", "missing", "absent", "absent"],
                "in office until February"
            );
            assert_eq!(states(&view.rows[1]), ["rated", "missing", "rated", "missing"], "April is over");
            let grids = page(facts, SchemeIx(0), 2026, ResultOrder::Grid, 0).unwrap();
            assert_eq!(names(&grids), ["王五", "张三", "李四"]);
            assert!(page(facts, SchemeIx(0), 2025, ResultOrder::Name, 0).is_none());
        });
    }

    #[test]
    fn only_a_scheme_that_ranks_is_sorted_by_result() {
        let orders = |ranking: &str| {
            let board = village(&SCHEME.replace("RANKING", ranking), RATED);
            on(&board, "2026-05-02", |facts| {
                let view = page(facts, SchemeIx(0), 2026, ResultOrder::Name, 0).unwrap();
                let listed = targets(facts, SchemeIx(0)).len();
                let by_result = page(facts, SchemeIx(0), 2026, ResultOrder::Result, 0);
                let first = by_result.map(|view| view.rows[0].subject.name.clone());
                (view.orders.iter().map(|order| order.code).collect::<Vec<_>>(), listed, first)
            })
        };
        assert_eq!(orders("").0, ["name", "grid"]);
        assert_eq!((orders("").1, orders("").2), (2, None));
        assert_eq!(orders("ranking: true,"), (vec!["name", "grid", "result"], 3, Some("王五".to_owned())));
    }

    #[test]
    fn a_change_is_told_only_against_what_was_published() {
        let board = village(&SCHEME.replace("RANKING", ""), RATED);
        let changes = |day: &str, period: &str| -> Vec<Option<(&'static str, String)>> {
            on(&board, day, |facts| {
                let desk = Desk::new(facts, Target::Ratings);
                let sheet = facts.sheet(SchemeIx(0), period.parse().unwrap()).unwrap();
                let told = |subject| desk.change(SchemeIx(0), subject, sheet.period);
                let told = sheet.entries.iter().map(|entry| told(entry.subject));
                told.map(|change| change.map(|change| (change.state.code(), change.by.to_string()))).collect()
            })
        };
        assert_eq!(changes("2026-05-02", "2026-01"), [None, None, None], "the first of all");
        let unknown = Some(("unknown", "0".to_owned()));
        assert_eq!(changes("2026-05-02", "2026-03"), [unknown.clone(), unknown], "February has none");
        let more = RATED.replace("2026-03", "2026-02");
        let board = village(&SCHEME.replace("RANKING", ""), &more);
        on(&board, "2026-03-02", |facts| {
            let index = crate::site::pages::ratings::index(facts);
            let told: Vec<(&str, Option<(&str, String)>)> = index.schemes[0]
                .rows
                .iter()
                .map(|row| {
                    let change =
                        row.change.as_ref().map(|change| (change.state.code(), change.by.to_string()));
                    (row.subject.name.as_str(), change)
                })
                .collect();
            let down = Some(("stars_down", "1".to_owned()));
            let same = Some(("same", "0".to_owned()));
            assert_eq!(
                told,
                [("王五", same), ("张三", down), ("李四", None)],
                "who was not rated comes last"
            );
        });
    }
}
