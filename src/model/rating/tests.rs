//! The edges of rating arithmetic.

use super::super::board::MemberIx;
use super::super::settings::{Dimension, RatingSource};
use super::*;
use crate::source::Span;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn at<T>(value: T) -> At<T> {
    At::new(value, Span::BOARD)
}

/// Scores as written; `-` is one not given.
fn scores(text: &str) -> Vec<Option<At<Private<Decimal>>>> {
    let one = |word: &str| (word != "-").then(|| at(Private::new(decimal(word))));
    text.split_whitespace().map(one).collect()
}

/// A scheme of dimensions `max` or `max*weight`.
fn scheme(dimensions: &str, stars: StarRule) -> Scheme {
    let dimension = |word: &str| {
        let (max, weight) = word.split_once('*').map_or((word, None), |(max, weight)| (max, Some(weight)));
        Dimension {
            id: at(word.to_owned()),
            name: word.to_owned(),
            max: decimal(max),
            weight: weight.map(decimal),
        }
    };
    Scheme {
        id: at("s".to_owned()),
        name: "月评".to_owned(),
        of_members: true,
        every: Cycle::Month,
        dimensions: dimensions.split_whitespace().map(dimension).collect(),
        sources: Vec::new(),
        stars: Some(stars),
        show_stars: true,
        show_scores: true,
        ranking: true,
        cycles: vec![Cycle::Month, Cycle::Quarter],
        sums: false,
        full_marks: Decimal::ONE_HUNDRED,
    }
}

fn bands() -> StarRule {
    StarRule::Bands(vec![(decimal("90"), 5), (decimal("80"), 4), (decimal("0"), 1)])
}

#[track_caller]
fn totals(dimensions: &str, cases: &[(&str, Option<&str>)]) {
    let scheme = scheme(dimensions, bands());
    for (given, expected) in cases {
        let found = total(&scheme, &scores(given)).map(|total| total.normalize().to_string());
        assert_eq!(found.as_deref(), *expected, "{given} of {dimensions}");
    }
}

#[test]
fn rounding_is_half_up_to_one_place() {
    for (value, rounded) in
        [("79.95", "80.0"), ("79.949999", "79.9"), ("80", "80"), ("0.05", "0.1"), ("84.25", "84.3")]
    {
        assert_eq!(shown(decimal(value)), decimal(rounded), "{value}");
    }
}

#[test]
fn a_total_without_weights_is_the_sum() {
    totals(
        "50 50",
        &[
            ("40 40", Some("80")),
            ("39.95 40", Some("80")),
            ("39.949 40", Some("79.9")),
            ("0.1 0.2", Some("0.3")),
            ("50 -", None),
            ("- -", None),
        ],
    );
}

#[test]
fn weights_and_thirds_leave_no_artefacts() {
    totals("30*40 60*60", &[("30 60", Some("100")), ("10 20", Some("33.3")), ("20 40", Some("66.7"))]);
    totals(
        "3*33.3 3*33.3 3*33.4",
        &[("3 3 3", Some("100")), ("1 1 1", Some("33.3")), ("2 2 2", Some("66.7"))],
    );
    // 7 ÷ 9 × 81 is 63 and 4 ÷ 19 × 19 is 4, however the divisions come out.
    totals("9*81 19*19", &[("7 4", Some("67")), ("7 -", None)]);
}

#[test]
fn thirds_add_up_to_wholes() {
    let third = decimal("80").checked_div(decimal("3")).unwrap();
    assert_eq!(settled(third + third + third), decimal("80"));
    assert_eq!(cycle_mean(&[decimal("80"), decimal("80"), decimal("79.9")]), Some(decimal("80.0")));
    assert_eq!(cycle_mean(&[decimal("80"), decimal("79.8")]), Some(decimal("79.9")));
    assert_eq!(cycle_mean(&[]), None);
}

#[test]
fn stars_go_by_what_is_shown() {
    let lit = |scheme: &Scheme, total: &str, scores: &[&str]| {
        let scores: Vec<Decimal> = scores.iter().map(|score| decimal(score)).collect();
        stars(scheme, shown(decimal(total)), &scores).unwrap().lit
    };
    let banded = scheme("100", bands());
    assert_eq!(
        ["80", "79.95", "79.94", "90", "89.95", "0"].map(|total| lit(&banded, total, &[])),
        [4, 4, 1, 5, 5, 1]
    );
    let single = scheme("20 20 20", StarRule::PerDimension(decimal("0.9")));
    assert_eq!(lit(&single, "54", &["18", "17.95", "17.94"]), 2);
}

#[test]
fn sources_are_weighed_beside_the_total() {
    let mut scheme = scheme("100", bands());
    let source = |name: &str, weight: &str| RatingSource {
        id: at(name.into()),
        name: name.into(),
        weight: Some(decimal(weight)),
    };
    scheme.sources = vec![source("自评", "20"), source("互评", "30"), source("群众参评", "50")];
    assert_eq!(of_sources(&scheme, &scores("90 80 70.1")), Some(decimal("77.1")));
    assert_eq!(of_sources(&scheme, &scores("90 80 -")), None);
    scheme.sources.iter_mut().for_each(|source| source.weight = None);
    assert_eq!(of_sources(&scheme, &scores("90 80 70")), Some(decimal("80")));
    assert_eq!(total(&scheme, &scores("60")), Some(decimal("60")));
}

#[test]
fn a_missing_month_counts_as_missing_and_equal_totals_share_a_rank() {
    let sheet = |month: u32, given: &[(u32, &str)]| StageSheet {
        scheme: SchemeIx(0),
        month: at(Month::new(2026, month).unwrap()),
        stage: at(Stage::Approved),
        entries: given.iter().map(|(who, score)| entry_of(*who, score)).collect(),
        corrections: Vec::new(),
        is_partial: false,
    };
    let scheme = scheme("100", bands());
    let stages =
        [sheet(1, &[(0, "91"), (1, "80"), (2, "70")]), sheet(3, &[(0, "69"), (1, "79.95"), (2, "-")])];
    let sheets = sheets(&[scheme], &stages.map(Arc::new), &mut ResultCache::default());
    let quarter = sheets.iter().find(|sheet| sheet.period == Period::Quarter(2026, 1)).unwrap();
    let found: Vec<_> = quarter
        .entries
        .iter()
        .map(|one| (one.subject, one.total.unwrap().normalize().to_string(), one.months.len(), one.rank))
        .collect();
    let member = |at: u32| Subject::Member(MemberIx(at));
    let owned = |at, total: &str, months, rank| (member(at), total.to_owned(), months, Some(rank));
    assert_eq!(found, [owned(0, "80", 2, 1), owned(1, "80", 2, 1), owned(2, "70", 1, 3)]);
    assert_eq!(quarter.approved.len(), 2);
}

fn entry_of(who: u32, score: &str) -> crate::model::register::StageEntry {
    let scores = scores(score);
    let scheme = scheme("100", bands());
    crate::model::register::StageEntry {
        subject: at(Subject::Member(MemberIx(who))),
        total: total(&scheme, &scores).map(Private::new),
        scores,
        sources: Vec::new(),
        note: None,
        at: Span::BOARD,
        scores_at: Span::BOARD,
    }
}
