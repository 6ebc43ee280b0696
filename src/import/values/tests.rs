//! Cells as clerks fill them, and what they are read as.

use super::*;
use crate::calendar::NaiveDate;

fn cell(value: Value) -> Cell {
    Cell { row: 0, column: 0, value, formula: false }
}

fn text(text: &str) -> Cell {
    cell(Value::Text(text.to_owned()))
}

fn float(value: f64) -> Cell {
    cell(Value::Number(Number { value, least_digits: 1, percent: false }))
}

/// What a cell says for a key, in words; `-` where it says nothing, `!` where it is unclear.
fn said(kind: RecordKind, key: &str, cell: &Cell) -> String {
    fn words(value: DraftValue) -> String {
        match value {
            DraftValue::Text(text) | DraftValue::Reference(text) => text,
            DraftValue::Whole(number) => number.to_string(),
            DraftValue::Number(number) => number.to_string(),
            DraftValue::Truth(truth) => truth.to_string(),
            DraftValue::Day(day) => day.to_string(),
            DraftValue::Choice(choice) => choice.en.to_owned(),
            DraftValue::List(values) => values.into_iter().map(words).collect::<Vec<_>>().join("|"),
            DraftValue::Private(value) => words((**value.reveal()).clone()),
            DraftValue::Month(_) | DraftValue::Records(_) | DraftValue::Scores(_) => "?".to_owned(),
        }
    }
    match read(kind, kind.key(key), cell) {
        Ok(value) => value.map_or("-".to_owned(), words),
        Err(_) => "!".to_owned(),
    }
}

#[test]
fn numbers_lose_units_and_keep_no_tail() {
    use RecordKind::*;
    for (typed, read) in [
        ("28户", "28"),
        ("３人", "3"),
        ("1,031", "1031"),
        ("5", "5"),
        ("约60户", "!"),
        ("60多", "!"),
        ("无", "-"),
        ("3.5", "!"),
        ("-2", "!"),
    ] {
        assert_eq!(said(Grid, "households", &text(typed)), read, "{typed}");
    }
    assert_eq!(said(Grid, "area_km2", &float(17.700000000000003)), "17.7");
    assert_eq!(said(Grid, "area_km2", &text("0.85平方公里")), "0.85");
    assert_eq!(said(Grid, "area_km2", &text("900亩")), "!");
    assert_eq!(said(Household, "people", &float(4.0)), "4");
}

#[test]
fn digits_that_the_program_lost_are_not_taken() {
    use RecordKind::*;
    assert_eq!(said(Grid, "code", &float(349_999_101_003_001.0)), "349999101003001");
    assert_eq!(said(Grid, "code", &float(3.499_991_010_040_02e17)), "!");
    assert_eq!(said(Grid, "code", &text("3.49999101004002E+17")), "!");
    assert_eq!(said(Member, "phone", &text("1.39E+10")), "!");
    assert_eq!(said(Member, "phone", &float(13_900_001_001.0)), "13900001001");
    assert_eq!(said(Member, "phone", &float(5_592_300_061.0)), "!");
    assert!(private("身份证号", &float(3.499_991_969_012_003e17)).is_err());
    assert!(private("银行卡号", &text("6.22848E+18")).is_err());
    let padded = Number { value: 7.0, least_digits: 3, percent: false };
    assert_eq!(said(Household, "id", &cell(Value::Number(padded))), "007");
    assert_eq!(said(Member, "phone", &cell(Value::Error("#REF!".into()))), "!");
}

#[test]
fn marks_are_yes_and_no() {
    use RecordKind::*;
    for (typed, read) in [
        ("√", "true"),
        ("✓", "true"),
        ("是", "true"),
        ("有", "true"),
        ("1", "true"),
        ("中共党员", "true"),
        ("×", "false"),
        ("否", "false"),
        ("无", "false"),
        ("0", "false"),
        ("群众", "false"),
        ("—", "-"),
        ("中共预备党员", "!"),
        ("大概", "!"),
    ] {
        assert_eq!(said(Member, "party_member", &text(typed)), read, "{typed}");
    }
    assert_eq!(said(Member, "phone_public", &text("13900001001")), "!");
}

#[test]
fn texts_lists_and_words() {
    use RecordKind::*;
    assert_eq!(said(Commitment, "detail", &text("铺砂石路面，\n两侧开排水沟")), "铺砂石路面，\n两侧开排水沟");
    assert_eq!(said(Member, "title", &text("支部书记\n主任")), "支部书记 主任");
    assert_eq!(said(Member, "title", &text("网格员13900001001")), "!");
    assert_eq!(said(Member, "duties", &text("政策宣传；走访\n调解")), "政策宣传|走访|调解");
    assert_eq!(said(Commitment, "outcome", &text("部分 兑现")), "partly");
    assert_eq!(said(Commitment, "outcome", &text("正在施工")), "!");
    assert_eq!(said(Household, "id", &text("h 1/2")), "!");
    assert_eq!(said(Household, "grid", &text(" 石埠\n一网格 ")), "石埠一网格");
    let day = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
    assert_eq!(said(Commitment, "made", &cell(Value::Date(day))), "2026-03-05");
}

#[test]
fn scores_are_within_their_maximum() {
    let twenty = Decimal::from(20);
    let read = |cell: &Cell, max| match score(cell, max) {
        Ok(score) => score.map_or("-".to_owned(), |score| score.to_string()),
        Err(_) => "!".to_owned(),
    };
    for (typed, said) in [
        ("18分", "18"),
        ("１８", "18"),
        ("0", "0"),
        ("良好", "!"),
        ("21", "!"),
        ("-1", "!"),
        ("请假", "-"),
        ("—", "-"),
        ("/", "-"),
        ("★★★★☆", "!"),
    ] {
        assert_eq!(read(&text(typed), twenty), said, "{typed}");
    }
    assert_eq!(read(&text("★★★★☆"), Decimal::from(5)), "4");
    assert_eq!(read(&float(17.700000000000003), twenty), "17.7");
    assert_eq!(read(&float(105.0), twenty), "!");
}
