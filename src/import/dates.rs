//! Days and months as tables write them. Where two readings are possible both are named, and none is taken.

use chrono::{Days, NaiveDate};

use crate::calendar::Month;
use crate::diagnostic::Text;
use crate::load::numerals::in_digits;
use crate::load::spelling::{self, narrow};
use crate::table::{Number, Value};
use crate::text;

/// The day that a cell says; `None` where it says that there is none. A deadline may say 前.
pub(super) fn day(value: &Value, is_deadline: bool) -> Result<Option<NaiveDate>, Text> {
    match value {
        Value::Date(day) => Ok(Some(*day)),
        Value::Number(number) => numbered(number).map(Some),
        Value::Text(text) => written(text, is_deadline),
        Value::Truth(_) | Value::Error(_) => Err(no_day()),
    }
}

fn no_day() -> Text {
    text!("读不成日期，写成 2026-03-31", "this is no day that can be read: write 2026-03-31")
}

/// A number that its format does not make a day.
fn numbered(number: &Number) -> Result<NaiveDate, Text> {
    let value = number.value;
    if value.fract() == 0.0 && (19_000_101.0..22_000_000.0).contains(&value) {
        let found = NaiveDate::parse_from_str(&format!("{value:.0}"), "%Y%m%d");
        return found.map_err(|_| no_day());
    }
    if (1900.0..2200.0).contains(&value) {
        return Err(month_only());
    }
    let serial = NaiveDate::from_ymd_opt(1899, 12, 30).filter(|_| (20_000.0..80_000.0).contains(&value));
    let found = serial.and_then(|first| first.checked_add_days(Days::new(value as u64)));
    Err(match found {
        Some(day) => text!(
            "只是一个数，没有日期格式；若是 Excel 的日期序号就是 {day}，在表里把单元格设成日期格式",
            "a bare number without a date's format; as Excel's serial number it would be {day}: give the cell a date's format"
        ),
        None => no_day(),
    })
}

fn month_only() -> Text {
    text!("只写到年月，缺日；在表里写全", "the day is missing: write the whole date")
}

fn written(text: &str, is_deadline: bool) -> Result<Option<NaiveDate>, Text> {
    let mut text = narrow(text);
    if is_deadline {
        let before = ["之前", "以前", "前", "止"].iter().find_map(|end| text.strip_suffix(end));
        text = before.map_or(text.clone(), str::to_owned);
    }
    let tight: String = text.split_whitespace().collect();
    if ["至今", "在任", "现任", "在职"].contains(&&*tight) {
        return Ok(None);
    }
    // A time of day stands behind a blank or a T, unless blanks stand everywhere.
    let head = text.split([' ', 'T']).next().unwrap_or_default();
    for candidate in [tight.as_str(), head] {
        if let Ok(read) = spelling::date(&in_digits(candidate)) {
            return Ok(Some(read.value));
        }
    }
    if tight.len() == 8
        && let Ok(day) = NaiveDate::parse_from_str(&tight, "%Y%m%d")
    {
        return Ok(Some(day));
    }
    if let Ok(value) = tight.parse::<f64>() {
        return numbered(&Number { value, least_digits: 1, percent: false }).map(Some);
    }
    if spelling::month(&in_digits(&tight)).is_ok() {
        return Err(month_only());
    }
    let (readings, is_sure) = readings(&tight);
    match readings.as_slice() {
        [] => Err(no_day()),
        [day] if is_sure => Ok(Some(*day)),
        _ => {
            let days = readings.iter().map(NaiveDate::to_string);
            let (zh, en) =
                (days.clone().collect::<Vec<_>>().join(" 或 "), days.collect::<Vec<_>>().join(" or "));
            Err(text!(
                "可以读作 {zh}；年份写四位，写成 2026-03-31",
                "it could be read as {en}: write the year with four digits, as in 2026-03-31"
            ))
        }
    }
}

/// The days that `text` may stand for when its year is not in front with four digits, and whether the year is sure.
fn readings(text: &str) -> (Vec<NaiveDate>, bool) {
    let parts: Vec<&str> = text.trim_end_matches(['日', '号']).split(['/', '-', '.', '年', '月']).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 4);
    let [Some(first), Some(second), Some(third)] =
        [0, 1, 2].map(|at| parts.get(at).and_then(|part| number(part)))
    else {
        return (Vec::new(), false);
    };
    if parts.len() > 3 {
        return (Vec::new(), false);
    }
    let of = |year: u32, month, day| {
        NaiveDate::from_ymd_opt(if year < 100 { 2000 + year } else { year } as i32, month, day)
    };
    let is_year = third >= 1900;
    let orders = if is_year {
        vec![of(third, first, second), of(third, second, first)]
    } else {
        vec![of(first, second, third), of(third, first, second), of(third, second, first)]
    };
    let mut days: Vec<NaiveDate> = Vec::new();
    for day in orders.into_iter().flatten().filter(|day| Month::new(chrono::Datelike::year(day), 1).is_some())
    {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    (days, is_year)
}

/// A month in a header or a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// With its year.
    Whole(Month),
    /// 1 to 12, of a year said elsewhere.
    OfYear(u32),
}

/// The month that the header `word` (without blanks) names, and nothing else: 3月, 三月份, 3月得分, 2026-03.
pub(super) fn month(word: &str) -> Option<Named> {
    let digits = in_digits(word).into_owned();
    let end =
        ["得分", "积分", "评分", "分数", "分值", "份", "度"].iter().find_map(|end| digits.strip_suffix(end));
    let bare = end.unwrap_or(&digits);
    if let Ok(read) = spelling::date(bare) {
        // A spreadsheet makes the first day of a month that is typed as 2026-03.
        return (read.value == Month::of(read.value).first_day())
            .then_some(Named::Whole(Month::of(read.value)));
    }
    if let Ok(read) = spelling::month(bare) {
        return Some(Named::Whole(read.value));
    }
    let number: u32 = bare.strip_suffix('月')?.parse().ok()?;
    (1..=12).contains(&number).then_some(Named::OfYear(number))
}

/// All years and months that a title names: 2026年3月, 2026.3, 3月份.
pub(super) fn within(title: &str) -> (Vec<i32>, Vec<Named>) {
    let digits = in_digits(title);
    let mut numbers: Vec<(u32, usize, &str)> = Vec::new();
    let mut rest = &*digits;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let tail = &rest[start..];
        let length = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        rest = &tail[length..];
        numbers.push((tail[..length].parse().unwrap_or(0), length, rest));
    }
    let is_year = |(number, length, _): &(u32, usize, &str)| *length == 4 && (1900..2200).contains(number);
    let years = numbers.iter().filter(|number| is_year(number)).map(|number| number.0 as i32).collect();
    let mut months: Vec<Named> = Vec::new();
    for (at, (number, length, rest)) in numbers.iter().enumerate() {
        if *length > 2 || !(1..=12).contains(number) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| numbers[before]).filter(is_year);
        let sign = before.and_then(|(_, _, rest)| rest.chars().next());
        let joins =
            before.is_some_and(|(_, _, between)| between.chars().nth(1).is_some_and(|c| c.is_ascii_digit()));
        let found = match (sign, before) {
            (Some('年' | '-' | '.' | '/'), Some((year, ..)))
                if joins && (rest.starts_with('月') || sign != Some('年')) =>
            {
                Month::new(year as i32, *number).map(Named::Whole)
            }
            _ => rest.starts_with('月').then_some(Named::OfYear(*number)),
        };
        // 1-3月 names more than the last of them.
        if let (Some(Named::OfYear(_)), Some((first, 1 | 2, behind))) =
            (found, at.checked_sub(1).map(|at| numbers[at]))
            && ["-", "—", "－", "~", "～", "至", "到", "、", "和"]
                .contains(&&behind[..behind.len() - rest.len() - length])
        {
            months.push(Named::OfYear(first));
        }
        months.extend(found.filter(|found| !months.contains(found)).as_slice());
    }
    (years, months)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        let value = Value::Text(text.to_owned());
        day(&value, true).map(|day| day.map(|day| day.to_string()).unwrap_or_default()).map_err(|why| why.en)
    }

    #[test]
    fn one_day_in_many_spellings() {
        for text in [
            "2026.3.5",
            "2026年3月5日",
            "2026/03/05",
            "２０２６－３－５",
            "2026年3月5日前",
            "二〇二六年三月五日",
            "20260305",
            "2026-03-05 00:00:00",
            "2026 年 3 月 5 号",
            "2026年3月5日之前",
        ] {
            assert_eq!(read(text), Ok("2026-03-05".into()), "{text}");
        }
        assert_eq!(read("3/25/2026"), Ok("2026-03-25".into()));
        assert_eq!(read("至今"), Ok(String::new()));
    }

    #[test]
    fn two_readings_are_named_and_none_is_taken() {
        assert!(read("26/3/5").is_err_and(|why| why.contains("2026-03-05 or 2005-03-26")));
        assert!(read("3/5/2026").is_err_and(|why| why.contains("2026-03-05 or 2026-05-03")));
        assert!(read("26.3.31").is_err_and(|why| why.contains("2026-03-31")));
        assert!(read("2021.3").is_err_and(|why| why.contains("day is missing")));
        for text in ["6月底", "长期坚持", "2026年3月上旬", "6月30日", "2026-02-30", "2021.3-2026.5"]
        {
            assert!(read(text).is_err(), "{text}");
        }
        let serial = day(&Value::Number(Number { value: 44256.0, least_digits: 1, percent: false }), false);
        assert!(serial.is_err_and(|why| why.en.contains("2021-03-01")));
    }

    #[test]
    fn months_in_headers_and_titles() {
        let march = Month::new(2026, 3).unwrap();
        for text in ["2026年3月", "2026-03", "2026.3", "2026-03-01", "2026年3月份"] {
            assert_eq!(month(text), Some(Named::Whole(march)), "{text}");
        }
        for text in ["3月", "三月", "3月份", "03月", "３月", "3月得分"] {
            assert_eq!(month(text), Some(Named::OfYear(3)), "{text}");
        }
        for text in ["13月", "3日", "积分", "2026", "月份"] {
            assert_eq!(month(text), None, "{text}");
        }
        assert_eq!(within("五星评定表（2026年3月，镇党委核定）"), (vec![2026], vec![Named::Whole(march)]));
        assert_eq!(within("2026年度积分台账"), (vec![2026], vec![]));
        assert_eq!(within("3月"), (vec![], vec![Named::OfYear(3)]));
        assert_eq!(within("2026.3"), (vec![2026], vec![Named::Whole(march)]));
        assert_eq!(within("2026年1-3月"), (vec![2026], vec![Named::OfYear(1), Named::OfYear(3)]));
        assert_eq!(within("第3组名单"), (vec![], vec![]));
    }
}
