//! What bulletins and histories tell, and when.

use super::*;
use crate::model::board::MemberIx;
use crate::site::fixture::{on, village};
use crate::site::pages::bulletin;

const SCHEME: &str = "schemes: [{id: s, name: 评分, subject: member, show: both, dimensions: [{id: a, name: 学习, max: 100}], stars: [{min: 90, stars: 5}, {min: 0, stars: 2}], cycles: [month, quarter]}]\n";
const RATED: &str = "ratings:
  - {month: 2025-12, stage: approved, entries: [{member: 张三, scores: [91]}]}
  - {month: 2026-02, stage: approved, entries: [{member: 张三, scores: [80]}, {member: 王五, scores: [99.5]}]}
";

fn history(day: &str) -> RatingHistory {
    let board = village(SCHEME, RATED);
    let zhang = board.ground.members.iter().position(|member| member.name.value == "张三").unwrap();
    let subject = Subject::Member(MemberIx(zhang as u32));
    on(&board, day, |facts| Desk::new(facts, Target::Home).histories(subject)).remove(0)
}

#[test]
fn a_month_without_approval_is_a_gap() {
    let states = |day: &str| -> Vec<(String, &'static str)> {
        history(day).points.into_iter().map(|point| (point.period, point.state.code())).collect()
    };
    let owned = |period: &str, state| (period.to_string(), state);
    assert_eq!(
        states("2026-03-15"),
        [owned("2025-12", "rated"), owned("2026-01", "missing"), owned("2026-02", "rated")]
    );
    assert_eq!(states("2026-04-01")[3], owned("2026-03", "missing"), "March is over");
    assert_eq!(history("2026-03-15").latest.unwrap().total, Some(Number::exact(80.into())));
}

#[test]
fn a_quarter_is_published_when_it_is_over_and_names_what_is_missing() {
    let board = village(SCHEME, RATED);
    let quarter = Period::Quarter(2026, 1);
    on(&board, "2026-03-31", |facts| assert!(facts.sheet(SchemeIx(0), quarter).is_none()));
    on(&board, "2026-04-01", |facts| {
        let view = bulletin::page(facts, facts.sheet(SchemeIx(0), quarter).unwrap(), 0);
        let months: Vec<usize> = view.months.iter().map(|month| month.approved).collect();
        assert_eq!(months, [0, 1, 0]);
        assert_eq!(view.missing, ["2026-01", "2026-03"], "said once, for nobody was rated");
        assert!(view.entries[0].missing.is_empty() && !view.gaps);
        assert_eq!(view.previous.unwrap().period, "2025-q4");
        assert_eq!((view.rated, view.subjects), (2, 2));
    });
}

#[test]
fn what_is_rated_once_a_quarter_lacks_no_month() {
    let settings = SCHEME.replace("subject: member,", "subject: member, every: quarter,");
    let settings = settings.replace("[month, quarter]", "[quarter, year]");
    let records = "ratings:
  - {month: 2025-12, stage: approved, entries: [{member: 张三, scores: [91]}]}
  - {month: 2026-03, stage: approved, entries: [{member: 张三, scores: [81]}]}
";
    let board = village(&settings, records);
    on(&board, "2026-03-15", |facts| {
        let quarter = facts.sheet(SchemeIx(0), Period::Quarter(2026, 1)).expect("approved, so published");
        let view = bulletin::page(facts, quarter, 0);
        assert!(view.months.is_empty() && view.entries[0].missing.is_empty());
        assert_eq!((view.entries[0].months_rated, view.entries[0].months_due), (1, 1));
        assert!(facts.sheet(SchemeIx(0), Period::Year(2026)).is_none(), "three quarters are to come");
        let year = bulletin::page(facts, facts.sheet(SchemeIx(0), Period::Year(2025)).unwrap(), 0);
        let quarters: Vec<&str> = year.months.iter().map(|link| link.period.as_str()).collect();
        assert_eq!(quarters, ["2025-q1", "2025-q2", "2025-q3", "2025-q4"]);
        assert_eq!(year.missing, ["2025-q1", "2025-q2", "2025-q3"]);
    });
}

#[test]
fn a_sum_says_what_it_is_out_of_and_by_which_mean_stars_go() {
    let scheme = SCHEME.replace("cycles:", "aggregate: sum, cycles:");
    let records = format!(
        "{RATED}  - {{month: 2026-03, stage: approved, entries: [{{member: 王五, scores: [91]}}]}}\n"
    );
    on(&village(&scheme, &records), "2026-04-01", |facts| {
        let view = bulletin::page(facts, facts.sheet(SchemeIx(0), Period::Quarter(2026, 1)).unwrap(), 0);
        let [wang, zhang] = &view.entries[..] else { panic!("two were rated") };
        let number = |number: i64| Number::exact(number.into());
        assert_eq!((view.full_marks, zhang.full_marks, wang.full_marks), (None, number(100), number(200)));
        assert_eq!((zhang.mean, wang.mean.unwrap().to_string()), (None, "95.3".to_owned()));
        assert_eq!((&*view.missing, &*zhang.missing), (&["2026-01".into()][..], &["2026-03".into()][..]));
        let bands: Vec<u32> = view.scheme.bands.iter().map(|band| band.lit).collect();
        assert_eq!((bands, view.level), (vec![5, 2], None));
    });
}

#[test]
fn grids_of_one_level_are_called_what_the_board_calls_them() {
    let scheme = SCHEME.replace("subject: member", "subject: grid");
    let records =
        |grids: &str| format!("ratings: [{{month: 2026-02, stage: approved, entries: [{grids}]}}]\n");
    let level = |grids: &str| {
        on(&village(&scheme, &records(grids)), "2026-03-02", |facts| {
            let month = Period::Month(Month::new(2026, 2).unwrap());
            let view = bulletin::page(facts, facts.sheet(SchemeIx(0), month).unwrap(), 0);
            let index = index(facts);
            assert_eq!(view.level, index.schemes[0].level);
            view.level
        })
    };
    assert_eq!(level("{grid: g1, scores: [91]}, {grid: g2, scores: [80]}").as_deref(), Some("网格"));
    assert_eq!(level("{grid: g1, scores: [91]}, {grid: v, scores: [80]}"), None);
}

#[test]
fn a_bulletin_counts_whom_it_left_out() {
    let records = format!(
        "{RATED}  - {{month: 2026-03, stage: approved, entries: [{{member: 王五, scores: [90]}}]}}\n"
    );
    let board = village(SCHEME, &records);
    on(&board, "2026-04-01", |facts| {
        let march = Period::Month(Month::new(2026, 3).unwrap());
        let view = bulletin::page(facts, facts.sheet(SchemeIx(0), march).unwrap(), 0);
        assert_eq!((view.rated, view.subjects, view.unrated[0].name.as_str()), (1, 2, "张三"));
        assert_eq!(view.wider[0].period, "2026-q1");
        let december = Period::Month(Month::new(2025, 12).unwrap());
        let view = bulletin::page(facts, facts.sheet(SchemeIx(0), december).unwrap(), 0);
        assert_eq!((view.subjects, view.next.unwrap().period.as_str()), (1, "2026-02"));
    });
}
