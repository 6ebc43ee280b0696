//! What a cell's format makes of a number.

use chrono::{Days, NaiveDate};

use super::book::{Number, Value};

/// How a number is shown, as far as its meaning depends on that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// A day, or a time of one.
    Day,
    Number {
        least_digits: u8,
        percent: bool,
    },
}

impl Format {
    pub(super) const GENERAL: Format = Format::Number { least_digits: 1, percent: false };

    /// One that every workbook knows by its number without saying so. 27 to 36 and 50 to 58 are days in Chinese.
    pub(super) fn built_in(id: u32) -> Format {
        match id {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Format::Day,
            9 | 10 => Format::Number { least_digits: 1, percent: true },
            _ => Format::GENERAL,
        }
    }

    /// As it is written: `yyyy"年"m"月"`, `00000`, `[$-804]d`.
    pub(super) fn written(code: &str) -> Format {
        let (mut digits, mut is_percent, mut is_behind) = (0_u8, false, false);
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => drop(chars.find(|c| *c == '"')),
                '\\' | '_' | '*' => drop(chars.next()),
                '[' => {
                    // A colour, a language, a condition; or hours that go on counting, which are no time of a day.
                    let said: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    if !said.is_empty() && said.chars().all(|c| "hmsHMS".contains(c)) {
                        return Format::GENERAL;
                    }
                }
                // What follows is for numbers below zero.
                ';' => break,
                '.' | 'E' => is_behind = true,
                '0' if !is_behind => digits = digits.saturating_add(1),
                '%' => is_percent = true,
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return Format::Day,
                _ => {}
            }
        }
        Format::Number { least_digits: digits.max(1), percent: is_percent }
    }

    /// What a number is in this format, its days counted from 1900 or 1904 on. One that no calendar has stays a number.
    pub(super) fn value(self, value: f64, from_1904: bool) -> Value {
        if !value.is_finite() {
            return Value::Error("#NUM!".to_owned());
        }
        let (least_digits, percent) = match self {
            Format::Day => match day(value, from_1904) {
                Some(day) => return Value::Date(day),
                None => (1, false),
            },
            Format::Number { least_digits, percent } => (least_digits, percent),
        };
        Value::Number(Number { value, least_digits, percent })
    }
}

fn day(value: f64, from_1904: bool) -> Option<NaiveDate> {
    let (year, month, day) = if from_1904 { (1904, 1, 1) } else { (1899, 12, 30) };
    let first = NaiveDate::from_ymd_opt(year, month, day)?;
    // Below the first day it is a time without a day; 9999 is the last year that spreadsheets know.
    (1.0..2_958_466.0).contains(&value).then(|| first.checked_add_days(Days::new(value as u64)))?
}

/// A day as files state it: `2026-03-01`, `2026-03-01T08:30:00`.
pub(super) fn stated_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim().get(..10)?, "%Y-%m-%d").ok()
}
