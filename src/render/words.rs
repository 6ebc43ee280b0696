//! Filters that word dates and periods, and fill numbers into sentences.

use tera::{Kwargs, State, Tera, Value};

use crate::calendar::{NaiveDate, Period};

use super::strings::{self, Names, Strings};

/// The strings that these filters take from the theme.
#[cfg(test)]
pub(super) const KEYS: &[&str] = &[
    "format_date",
    "format_month",
    "format_quarter",
    "format_first_half",
    "format_second_half",
    "format_year",
    "format_years",
    "numerals",
    "months",
];

/// Registers `date`, `period`, its parts `year_of` and `within_year`, and `fill`.
pub(super) fn register(tera: &mut Tera, strings: &Strings) {
    let words = strings.clone();
    tera.register_filter("date", move |value: Value, _: Kwargs, _: &State| {
        value.as_str().map(|d| date(&words, d))
    });
    let words = strings.clone();
    tera.register_filter("period", move |value: Value, _: Kwargs, _: &State| {
        value.as_str().map(|text| period(&words, text))
    });
    let words = strings.clone();
    tera.register_filter("year_of", move |value: Value, _: Kwargs, _: &State| {
        value.as_str().map(|text| parts(&words, text).0)
    });
    let words = strings.clone();
    tera.register_filter("within_year", move |value: Value, _: Kwargs, _: &State| {
        value.as_str().map(|text| parts(&words, text).1)
    });
    tera.register_filter("fill", |value: Value, parts: Kwargs, _: &State| {
        let part = |name: &str| parts.get::<Value>(name).ok().flatten().map(|part| shown(&part));
        value.as_str().map(|text| strings::fill(text, part))
    });
}

/// Registers `language_name`, which calls a language by its own name.
pub(super) fn register_names(tera: &mut Tera, names: &Names) {
    let names = names.clone();
    tera.register_filter("language_name", move |value: Value, _: Kwargs, _: &State| {
        value.as_str().map(|code| names.get(code).map_or(code, String::as_str).to_string())
    });
}

/// What is put into a sentence; nothing for what is not given.
fn shown(value: &Value) -> String {
    if value.is_none() || value.is_undefined() { String::new() } else { value.to_string() }
}

/// `2026-03-31` in the theme's words; anything else as it is.
pub(super) fn date(strings: &Strings, text: &str) -> String {
    let worded = || {
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        let [month, day] = [month, day].map(|part| part.trim_start_matches('0'));
        strings.fill("format_date", &[("y", year), ("m", &strings.month(month)), ("d", day)])
    };
    worded().unwrap_or_else(|| text.to_string())
}

/// `2026-03`, `2026-q1`, `2026-h1`, `2026` or `2026-2028` in the theme's words; anything else as it is.
pub(super) fn period(strings: &Strings, text: &str) -> String {
    let worded = match text.parse::<Period>() {
        Ok(Period::Month(month)) => {
            let (year, month) = (month.year().to_string(), strings.month(&month.number().to_string()));
            strings.fill("format_month", &[("y", &year), ("m", &month)])
        }
        Ok(Period::Quarter(year, quarter)) => {
            strings.fill("format_quarter", &[("y", &year.to_string()), ("n", &strings.numeral(quarter))])
        }
        Ok(Period::Half(year, half)) => {
            let key = if half == 1 { "format_first_half" } else { "format_second_half" };
            strings.fill(key, &[("y", &year.to_string())])
        }
        Ok(Period::Year(year) | Period::ThreeYears(year)) => {
            strings.fill("format_year", &[("y", &year.to_string())])
        }
        Err(()) => match text.split_once('-') {
            Some((from, to)) if from.len() == 4 && to.len() == 4 => {
                strings.fill("format_years", &[("from", from), ("to", to)])
            }
            _ => None,
        },
    };
    worded.unwrap_or_else(|| text.to_string())
}

/// A period's words parted into its year and the rest, for narrow columns: `2026年` and `3月`, or `2026` and `March`; all
/// in the first where the theme neither begins nor ends with the year.
fn parts(strings: &Strings, text: &str) -> (String, String) {
    let whole = period(strings, text);
    let year = text.get(..4).and_then(|year| strings.fill("format_year", &[("y", year)])).unwrap_or_default();
    let rest = whole.strip_prefix(year.as_str()).or_else(|| whole.strip_suffix(year.as_str()));
    match rest.filter(|_| !year.is_empty()).map(|rest| rest.trim().to_string()) {
        Some(rest) => (year, rest),
        None => (whole, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_periods_are_worded_by_the_theme() {
        let strings = Strings::of([
            ("format_date", "{y}年{m}月{d}日"),
            ("format_month", "{y}年{m}月"),
            ("format_quarter", "{y}年第{n}季度"),
            ("format_second_half", "{y}年下半年"),
            ("format_years", "{from}至{to}年"),
            ("numerals", "零一二三四"),
        ]);
        assert_eq!(date(&strings, "2026-03-01"), "2026年3月1日");
        assert_eq!(date(&strings, "待定"), "待定");
        assert_eq!(period(&strings, "2026-03"), "2026年3月");
        assert_eq!(period(&strings, "2026-q4"), "2026年第四季度");
        assert_eq!(period(&strings, "2026-h2"), "2026年下半年");
        assert_eq!(period(&strings, "2026-2028"), "2026至2028年");
        assert_eq!(period(&strings, "2026"), "2026");
        let strings = Strings::of([
            ("format_month", "{y}年{m}月"),
            ("format_year", "{y}年"),
            ("format_years", "{from}至{to}年"),
        ]);
        let owned = |year: &str, rest: &str| (year.to_string(), rest.to_string());
        assert_eq!(parts(&strings, "2026-03"), owned("2026年", "3月"));
        assert_eq!(parts(&strings, "2026"), owned("2026年", ""));
        assert_eq!(parts(&strings, "2026-2028"), owned("2026至2028年", ""));
        let strings = Strings::of([
            ("format_date", "{d} {m} {y}"),
            ("format_month", "{m} {y}"),
            ("format_year", "{y}"),
            ("months", "January February March"),
        ]);
        assert_eq!(date(&strings, "2026-03-01"), "1 March 2026");
        assert_eq!(date(&strings, "2026-04-01"), "1 4 2026");
        assert_eq!(parts(&strings, "2026-03"), owned("2026", "March"));
    }

    #[test]
    fn fill_takes_numbers_and_leaves_out_nothing_given() {
        let mut tera = Tera::new();
        register(&mut tera, &Strings::default());
        tera.add_raw_template("x.html", "{{ '{n} 户，{who}' | fill(n=85, who=none) }}{{ none | date }}")
            .unwrap();
        assert_eq!(tera.render("x.html", &tera::Context::new()).unwrap(), "85 户，");
    }
}
