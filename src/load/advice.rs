//! What to write instead of a number, a day or a month that cannot be read. Only told, never done.

use chrono::{Days, NaiveDate};

use super::numerals::in_digits;
use super::spelling::{self, narrow};
use crate::diagnostic::Text;
use crate::text;

/// For something that is no number.
pub(super) fn number(text: &str) -> Text {
    let narrowed = narrow(text);
    if let Some(advice) = spreadsheet(&narrowed) {
        return advice;
    }
    let has_digit = narrowed.contains(|c: char| c.is_ascii_digit());
    let groups: Vec<&str> = narrowed.split([',', '，']).collect();
    let is_grouped = groups.len() > 1
        && groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()))
        && groups[1..].iter().all(|group| group.len() == 3);
    if is_grouped {
        let plain = groups.concat();
        return text!("去掉逗号，写 {plain}。", "Leave the commas out: {plain}.");
    }
    if has_digit && narrowed.contains(['约', '多', '余', '近', '几', '左', '右']) {
        return text!(
            "只写确定的数；大概的数写在说明里，这里留空。",
            "Write a definite number; put an approximate one into a note and leave this empty."
        );
    }
    if has_digit && narrowed.contains(['/', '／', ':', '比']) {
        return text!(
            "只写一个数，不写算式：进度写 0 到 100，得分写得到的分。",
            "Write one number, no fraction: progress from 0 to 100, a score as it was given."
        );
    }
    let end = narrowed.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(narrowed.len());
    let (digits, rest) = narrowed.split_at(end);
    if !digits.is_empty() && rest.contains(['O', 'o', 'l', 'I']) {
        return text!(
            "像是把字母 O、l 当成了数字，请核对。",
            "A letter O or l seems to stand for a digit: check it."
        );
    }
    if !digits.is_empty() && !rest.is_empty() && !rest.contains(|c: char| c.is_ascii_digit()) {
        let rest = rest.trim();
        return text!("去掉“{rest}”，只写 {digits}。", "Leave `{rest}` out: {digits}.");
    }
    if !has_digit
        && !narrowed.is_empty()
        && narrowed.chars().all(|c| "零〇一二两三四五六七八九十百千万点分户人".contains(c))
    {
        return text!("用数字写，例如 90。", "Write digits, such as 90.");
    }
    text!(
        "只写数字，例如 85 或 12.5，不写等级或文字；不知道就留空。",
        "Write digits, such as 85 or 12.5, no grades or words; leave it empty when unknown."
    )
}

/// For what a spreadsheet writes where it cannot work out a cell.
pub(super) fn spreadsheet(text: &str) -> Option<Text> {
    const FAULTS: [&str; 8] = ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!"];
    FAULTS.contains(&text.trim()).then(|| {
        text!(
            "这是表格软件算不出来时的提示；回到表里改好公式，再抄结果。",
            "A spreadsheet writes this where it cannot work a cell out: mend the formula there, then copy its result."
        )
    })
}

/// For something that is no day.
pub(super) fn date(text: &str) -> Text {
    let narrowed = narrow(text);
    if let Some(day) = excel_day(&narrowed) {
        return text!(
            "这是 Excel 的日期序号，应是 {day}。",
            "This is Excel's serial number for {day}: write that."
        );
    }
    if narrowed.len() == 8
        && let Ok(day) = NaiveDate::parse_from_str(&narrowed, "%Y%m%d")
    {
        return text!("写成 {day}。", "Write {day}.");
    }
    let head = narrowed.split([' ', 'T']).next().unwrap_or_default();
    if head != narrowed
        && let Ok(read) = spelling::date(head)
    {
        let day = read.value;
        return text!("只写日期，不写时间：{day}。", "Write the day only, without the time: {day}.");
    }
    let digits = in_digits(&narrowed);
    if digits != narrowed
        && let Ok(read) = spelling::date(&digits)
    {
        let day = read.value;
        return text!("写成 {day}。", "Write {day}.");
    }
    if let Some(day) = digits.trim_end_matches('前').strip_suffix(['底', '末']).and_then(last_day) {
        return text!("写成 {day}。", "Write {day}.");
    }
    if is_stretch(&narrowed) {
        return text!(
            "这里写一天，不写一段：例如 2026-03-31。",
            "Write one day, not from when to when: 2026-03-31."
        );
    }
    year(&narrowed, "2026-03-31").unwrap_or_else(|| {
        text!(
            "写成 2026-03-31；还没有就留空。",
            "Write it as 2026-03-31; leave it empty while there is none."
        )
    })
}

/// For something that is no month.
pub(super) fn month(text: &str) -> Text {
    let narrowed = narrow(text);
    if let Some(day) = excel_day(&narrowed) {
        let month = day.format("%Y-%m").to_string();
        return text!(
            "这是 Excel 的日期序号，应是 {month}。",
            "This is Excel's serial number for a day in {month}: write that."
        );
    }
    if narrowed.len() == 6
        && let Ok(day) = NaiveDate::parse_from_str(&format!("{narrowed}01"), "%Y%m%d")
    {
        let month = day.format("%Y-%m").to_string();
        return text!("写成 {month}。", "Write {month}.");
    }
    if is_stretch(&narrowed) {
        return text!("这里写一个，不写一段：例如 2026-03。", "Write one, not from when to when: 2026-03.");
    }
    // What follows the month tells a part of it.
    let head = in_digits(narrowed.split_inclusive('月').next().unwrap_or_default());
    if head != narrowed
        && let Ok(read) = spelling::month(&head)
    {
        let month = read.value;
        return text!("写成 {month}。", "Write {month}.");
    }
    year(&narrowed, "2026-03").unwrap_or_else(|| text!("写成 2026-03。", "Write it as 2026-03."))
}

/// For something that is no period.
pub(super) fn period(text: &str) -> Text {
    in_words(text).unwrap_or_else(|| month(text))
}

/// For quarters and half-years in words.
fn in_words(text: &str) -> Option<Text> {
    let narrowed = narrow(text).replace(' ', "");
    let year = narrowed.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let words = [
        ("q1", &["一季", "1季", "Q1"][..]),
        ("q2", &["二季", "2季", "Q2"]),
        ("q3", &["三季", "3季", "Q3"]),
        ("q4", &["四季", "4季", "Q4"]),
        ("h1", &["上半年"]),
        ("h2", &["下半年"]),
    ];
    if narrowed.contains(['q', 'Q', 'h', 'H'])
        && !words.iter().any(|(_, words)| words.iter().any(|word| narrowed.contains(word)))
    {
        return Some(text!(
            "季度写 {year}-q1 到 {year}-q4，半年写 {year}-h1、{year}-h2。",
            "A quarter is {year}-q1 to {year}-q4, half a year {year}-h1 or {year}-h2."
        ));
    }
    let (code, _) = words.iter().find(|(_, words)| words.iter().any(|word| narrowed.contains(word)))?;
    Some(text!("写成 {year}-{code}。", "Write {year}-{code}."))
}

/// Excel counts days from 1899-12-30; these serials are the years 2000 to 2099.
fn excel_day(text: &str) -> Option<NaiveDate> {
    let serial: u32 = text.parse().ok().filter(|serial| (36526..73051).contains(serial))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial.into()))
}

/// The last day of a year or a month.
fn last_day(text: &str) -> Option<NaiveDate> {
    spelling::period(text).ok().map(|read| read.value.last_day())
}

/// Whether two days or months are written as the ends of a stretch.
fn is_stretch(narrowed: &str) -> bool {
    let dated = |part: &str| part.chars().filter(char::is_ascii_digit).count() >= 5;
    let ends = ["..", "～", "~", "至", "到", "—", "–"].iter().find_map(|sign| narrowed.split_once(sign));
    ends.is_some_and(|(first, last)| dated(first) && dated(last))
}

/// What is wrong with the year, if that is the fault; `sample` is well written.
fn year(narrowed: &str, sample: &str) -> Option<Text> {
    if narrowed.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let numbers: Vec<&str> =
        narrowed.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let first = numbers.first()?.len();
    if numbers.len() > 1 && first < 4 && numbers.iter().any(|number| number.len() == 4) {
        return Some(text!("年份写在最前面，例如 {sample}。", "Begin with the year, as in {sample}."));
    }
    // No month is above 12, no day follows one.
    let is_above = |number: &&str| number.parse::<u32>().is_ok_and(|number| number > 12);
    let has_year = narrowed.contains('年')
        || numbers.len() == 3
        || numbers.len() == 2 && sample.len() == 7 && numbers.first().is_some_and(is_above);
    if has_year && (2..=3).contains(&first) {
        return Some(text!(
            "年份请写四位公历年，例如 {sample}（两位年份和民国年有两种读法）。",
            "Write the year with four digits, for example {sample}: a short year can be read in two ways."
        ));
    }
    (first <= 2).then(|| {
        text!(
            "缺年份；写成 2026-03-31，月份写 2026-03。",
            "The year is missing: write 2026-03-31, a month 2026-03."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_writing_gets_its_own_advice() {
        for (typed, advice) in [
            ("1,000", "1000"),
            ("190多人", "approximate"),
            ("约85", "approximate"),
            ("1.57/1.67", "one number"),
            ("90/100", "one number"),
            ("1O0", "letter"),
            ("3.2平方公里", "3.2."),
            ("九十", "digits"),
            ("#DIV/0!", "formula"),
            ("良好", "grades"),
        ] {
            assert!(number(typed).en.contains(advice), "{typed}: {}", number(typed).en);
        }
        for (typed, advice) in [
            ("46082", "2026-03-01"),
            ("20260331", "2026-03-31"),
            ("2026-03-31 08:00:00", "without the time"),
            ("26-03-31", "four digits"),
            ("民国115年3月31日", "four digits"),
            ("31/3/2026", "Begin with the year"),
            ("3月31日", "year is missing"),
            ("长期", "leave it empty"),
            ("二〇二六年三月三十一日", "Write 2026-03-31."),
            ("2026年底", "Write 2026-12-31."),
            ("2026年11月底前", "Write 2026-11-30."),
            ("年底", "leave it empty"),
            ("2026-03-01至2026-03-31", "Write one day"),
        ] {
            assert!(date(typed).en.contains(advice), "{typed}: {}", date(typed).en);
        }
        assert!(month("202603").en.contains("2026-03"));
        assert!(month("46082").en.contains("a day in 2026-03"));
        for (typed, advice) in [
            ("3月", "year is missing"),
            ("26年10月", "four digits, for example 2026-03:"),
            ("26.10", "four digits"),
            ("115年3月份", "four digits"),
            ("2026年十月", "Write 2026-10."),
            ("二〇二六年十月份", "Write 2026-10."),
            ("2026年10月上旬", "Write 2026-10."),
            ("2026-03..2026-01", "Write one"),
            ("2026年1月至2026年3月", "Write one"),
            ("10.2026", "Begin with the year, as in 2026-03."),
        ] {
            assert!(month(typed).en.contains(advice), "{typed}: {}", month(typed).en);
        }
        assert!(period("2026年第一季度").en.contains("2026-q1"));
        assert!(period("2026年上半年").en.contains("2026-h1"));
    }
}
