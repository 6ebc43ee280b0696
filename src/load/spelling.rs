//! Tolerated spellings of numbers, days, months and phones, normalised; nothing is guessed where two readings
//! are possible.

use std::ops::Range;

use chrono::NaiveDate;

use crate::calendar::{Month, Period};
use crate::characters::{self, is_han};
use crate::diagnostic::Text;
use crate::text;

/// A value read from a spelling, with its regular form when it was written otherwise.
#[derive(Debug, PartialEq)]
pub struct Spelled<T> {
    /// What it means.
    pub value: T,
    /// The regular form, when the text differs from it.
    pub regular: Option<String>,
}

/// Full-width digits, letters and signs in their half-width form, spaces around removed.
pub fn narrow(text: &str) -> String {
    let one = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '。' => '.',
        other => other,
    };
    text.chars().map(one).collect::<String>().trim().to_owned()
}

/// Why a text is no day, month or period.
#[derive(Debug)]
pub enum Misdated {
    /// It is well written, and there is none such.
    NoSuch(Text),
    /// It is written as something else; what to write.
    Form(Text),
    /// It is written in another way: see [`advice`](super::advice).
    Odd,
}

fn spelled<T>(value: T, regular: String, text: &str) -> Spelled<T> {
    Spelled { value, regular: (regular != text).then_some(regular) }
}

/// A decimal number; `units` may follow it (`分`, `户`).
pub fn number(text: &str, units: &[&str]) -> Option<Spelled<rust_decimal::Decimal>> {
    let narrowed = narrow(text);
    let bare = units.iter().find_map(|unit| narrowed.strip_suffix(unit)).unwrap_or(&narrowed).trim();
    let digits = bare.strip_prefix('-').unwrap_or(bare);
    let plain = !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().filter(|byte| *byte == b'.').count() <= 1
        && digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.ends_with(|last: char| last.is_ascii_digit());
    if !plain || digits.len() > 20 {
        return None;
    }
    Some(spelled(bare.parse().ok()?, bare.to_owned(), text))
}

/// Signs between year, month and day: all kinds of dashes, slashes, dots.
fn is_date_sign(c: char) -> bool {
    matches!(c, '-' | '/' | '.' | '年' | '月' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Splits `2026年3月31日`, `2026/3/31`, `2026.3`, `2026-3-31` into its numbers.
fn parts(text: &str) -> Option<Vec<u32>> {
    let narrowed = narrow(text).replace(' ', "");
    let body = narrowed.trim_end_matches(['日', '号', '份', '月', '年']);
    let pieces: Vec<&str> = body.split(is_date_sign).collect();
    let numeric =
        |piece: &&str| !piece.is_empty() && piece.len() <= 4 && piece.bytes().all(|b| b.is_ascii_digit());
    if !pieces.iter().all(numeric) || pieces[0].len() != 4 {
        return None;
    }
    pieces.iter().map(|piece| piece.parse().ok()).collect()
}

/// A day. The error says what is wrong with it.
pub fn date(text: &str) -> Result<Spelled<NaiveDate>, Misdated> {
    match parts(text).as_deref() {
        Some(&[year, month, day]) => {
            let found = Month::new(year as i32, month).ok_or_else(no_such_month)?;
            let last = found.last_day().format("%-d").to_string();
            let date = NaiveDate::from_ymd_opt(year as i32, month, day).ok_or_else(|| {
                Misdated::NoSuch(text!("{year} 年 {month} 月只有 {last} 天。", "{found} has {last} days."))
            })?;
            Ok(spelled(date, date.format("%Y-%m-%d").to_string(), text))
        }
        Some(&[_, _]) => {
            Err(Misdated::Form(text!("还缺日，例如 2026-03-31。", "The day is missing: write 2026-03-31.")))
        }
        _ => Err(Misdated::Odd),
    }
}

fn no_such_month() -> Misdated {
    Misdated::NoSuch(text!("月份是 01 到 12。", "Months run from 01 to 12."))
}

/// A month.
pub fn month(text: &str) -> Result<Spelled<Month>, Misdated> {
    match parts(text).as_deref() {
        Some(&[year, month]) => {
            let found = Month::new(year as i32, month).ok_or_else(no_such_month)?;
            Ok(spelled(found, found.to_string(), text))
        }
        Some(&[_, _, _]) => Err(Misdated::Form(text!(
            "这里写月份，例如 2026-03，不写日。",
            "A month is wanted: write 2026-03, without a day."
        ))),
        _ => Err(Misdated::Odd),
    }
}

/// A month, quarter, half-year or year.
pub fn period(text: &str) -> Result<Spelled<Period>, Misdated> {
    let narrowed = narrow(text).to_lowercase();
    if let Ok(period) = narrowed.parse::<Period>() {
        return Ok(spelled(period, period.to_string(), text));
    }
    if let Some(year) = narrowed.strip_suffix('年').and_then(|year| year.trim().parse::<Period>().ok()) {
        return Ok(spelled(year, year.to_string(), text));
    }
    month(text).map(|found| Spelled { value: Period::Month(found.value), regular: found.regular })
}

/// Dots that are typed for the standard's, U+00B7.
const DOTS: &[char] = &[
    '·', '•', '・', '･', '．', '.', '‧', '∙', '⋅', '●', '˙', '\u{387}', '\u{a78f}', '\u{2024}', '‥', '◦',
    '᛫', '\u{2e31}', '﹒', '。', '｡',
];

/// A person's name with the standard's dot, U+00B7, wherever other ones, several or some with spaces around them stand
/// between two Han characters; and the places of those others.
pub fn name(text: &str) -> (String, Vec<Range<usize>>) {
    if !text.contains(DOTS) {
        return (text.to_owned(), Vec::new());
    }
    let mut name = String::with_capacity(text.len());
    let mut others = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let is_part = |c: char| DOTS.contains(&c) || c.is_whitespace();
        if !is_part(c) {
            name.push(c);
            at += c.len_utf8();
            continue;
        }
        let end = text[at..].find(|c| !is_part(c)).map_or(text.len(), |length| at + length);
        let typed = &text[at..end];
        let is_within = text[..at].chars().next_back().is_some_and(is_letter)
            && text[end..].chars().next().is_some_and(is_letter);
        if is_within && typed.contains(DOTS) && typed != "·" {
            others.push(at..end);
            name.push('·');
        } else {
            name += typed;
        }
        at = end;
    }
    (name, others)
}

/// A Chinese character, or what stands for one.
fn is_letter(c: char) -> bool {
    is_han(c) || characters::ideograph(c).is_some()
}

/// `name` without the spaces between its characters, when all of these are Chinese and some stand apart.
pub fn joined(name: &str) -> Option<String> {
    let name = name.trim();
    let is_padded =
        name.contains(char::is_whitespace) && name.chars().all(|c| c.is_whitespace() || is_letter(c));
    is_padded.then(|| name.split_whitespace().collect())
}

/// Whether `text` means itself in YAML wherever it stands: `１：２　＃３` made narrow would be a key and a comment.
pub fn is_plain(text: &str) -> bool {
    let is_safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '+' | '/' | ' ' | '(' | ')');
    text.chars().all(is_safe) && text.contains(|c: char| c.is_ascii_digit()) && !text.starts_with("- ")
}

/// A phone number without the `.0` of a spreadsheet that took it for a measure, if it has one.
pub fn without_decimals(text: &str) -> Option<&str> {
    let (number, decimals) = text.rsplit_once('.')?;
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')');
    let are_zeros = !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0');
    (are_zeros && number.len() >= 3 && number.chars().all(is_number)).then_some(number)
}

/// A phone number: a mobile loses spaces, dashes and +86, all lose a spreadsheet's `.0`; everything else stays as typed.
pub fn phone(text: &str) -> Spelled<String> {
    let narrowed = narrow(text);
    let narrowed = without_decimals(&narrowed).map_or(narrowed.clone(), str::to_owned);
    let digits: String = narrowed
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '\u{a0}' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
        .collect();
    let mobile = digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086")).unwrap_or(&digits);
    if mobile.len() == 11 && mobile.starts_with('1') && mobile.bytes().all(|byte| byte.is_ascii_digit()) {
        return spelled(mobile.to_owned(), mobile.to_owned(), text);
    }
    spelled(narrowed.clone(), narrowed, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_spellings_of_one_day() {
        let spellings = [
            "2026-03-31",
            "2026-3-31",
            "2026/3/31",
            "2026.3.31",
            "2026年3月31日",
            "２０２６－０３－３１",
            "2026 年 3 月 31 日",
            "2026–03–31",
        ];
        for text in spellings {
            let read = date(text).unwrap();
            assert_eq!(read.value.to_string(), "2026-03-31", "{text}");
            assert_eq!(read.regular.is_some(), text != "2026-03-31", "{text}");
        }
    }

    #[test]
    fn regular_forms_that_yaml_would_take_for_something_else_are_told() {
        for text in ["2026-03-31", "-5", "+86 138", "0978-7212345", "(0978) 7212345", "12.5", "2026-q1"] {
            assert!(is_plain(text), "{text}");
        }
        for text in ["1: 2", "1 #2", "1:", "- 5", "~", "null", "1, 2", "[1]", "'1", "&1", ""] {
            assert!(!is_plain(text), "{text}");
        }
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        for text in ["26-03-31", "115年3月31日", "46082"] {
            assert!(matches!(date(text), Err(Misdated::Odd)), "{text}");
        }
        assert!(matches!(date("2026-03"), Err(Misdated::Form(why)) if why.en.contains("day is missing")));
        assert!(matches!(date("2026-02-30"), Err(Misdated::NoSuch(why)) if why.en.contains("28 days")));
        assert!(matches!(month("2026-13"), Err(Misdated::NoSuch(why)) if why.en.contains("01 to 12")));
    }

    #[test]
    fn months_periods_numbers_and_phones() {
        for text in ["2026年3月", "2026年3月份", "2026 年 3 月份", "2026.3", "2026.03", "2026/3", "2026-3月"]
        {
            assert_eq!(month(text).unwrap().regular.as_deref(), Some("2026-03"), "{text}");
        }
        assert_eq!(period("2026-Q1").unwrap().value, Period::Quarter(2026, 1));
        assert_eq!(period("2026年").unwrap().value, Period::Year(2026));
        assert_eq!(number("８５", &[]).unwrap().regular.as_deref(), Some("85"));
        assert_eq!(number("80分", &["分"]).unwrap().regular.as_deref(), Some("80"));
        for text in ["八十", "1e3", "85.", ".5", "1,000", "", "-", "80分"] {
            assert!(number(text, &[]).is_none(), "{text}");
        }
        assert_eq!(name("买买提•艾力．阿"), ("买买提·艾力·阿".into(), vec![9..12, 18..21]));
        assert_eq!(name("J. Smith·买"), ("J. Smith·买".into(), vec![]));
        for typed in
            ["买买提 · 艾力", "买买提··艾力", "买买提˙艾力", "买买提 .艾力", "买买提•・艾力", "买买提。艾力"]
        {
            let (read, dots) = name(typed);
            assert!(read == "买买提·艾力" && dots.len() == 1 && dots[0] == (9..typed.len() - 6), "{typed}");
        }
        assert_eq!(name("买买提·艾力"), ("买买提·艾力".into(), vec![]));
        assert_eq!(name("刘 洋"), ("刘 洋".into(), vec![]));
        assert_eq!(
            [joined("刘 洋"), joined(" 刘　 洋 "), joined("刘洋"), joined("J 刘")],
            [Some("刘洋".into()), Some("刘洋".into()), None, None]
        );
        assert_eq!(phone("+86 138-0013-8000").value, "13800138000");
        assert_eq!(phone("0978-7212345"), Spelled { value: "0978-7212345".into(), regular: None });
        for (typed, meant) in [
            ("13900000002.0", "13900000002"),
            ("0355-7830012.00", "0355-7830012"),
            ("１３９００００００02．０", "13900000002"),
        ] {
            assert_eq!(phone(typed), Spelled { value: meant.into(), regular: Some(meant.into()) });
        }
        assert_eq!(phone("139.0000.0002").value, "139.0000.0002");
    }
}
