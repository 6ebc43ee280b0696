//! The as-of day: the one place where the clock is read; days, months and periods as arguments.

use std::env;
use std::ffi::OsStr;

use chrono::{DateTime, Local};

use super::usage::Wrong;
use crate::calendar::{AsOf, Month, NaiveDate, Period};
use crate::diagnostic::Text;
use crate::fault::Fault;
use crate::load::spelling::{self, Misdated, Spelled};
use crate::text;

/// `--as-of`, else `SOURCE_DATE_EPOCH` in UTC, else today where the machine stands.
pub(super) fn as_of(given: Option<NaiveDate>) -> Result<AsOf, Fault> {
    if let Some(day) = given {
        return Ok(AsOf(day));
    }
    match env::var_os("SOURCE_DATE_EPOCH") {
        Some(seconds) if !seconds.is_empty() => from_epoch(&seconds).map(AsOf),
        _ => Ok(AsOf(Local::now().date_naive())),
    }
}

/// Now, in seconds since 1970.
pub(super) fn seconds() -> u64 {
    Local::now().timestamp().try_into().unwrap_or_default()
}

fn from_epoch(text: &OsStr) -> Result<NaiveDate, Fault> {
    let seconds = text.to_str().and_then(|text| text.parse().ok());
    let moment = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    moment.map(|moment| moment.date_naive()).ok_or_else(|| {
        let text = text.to_string_lossy();
        Fault::usage(text!(
            "环境变量 SOURCE_DATE_EPOCH 的值“{text}”不是 1970 年以来的秒数",
            "SOURCE_DATE_EPOCH is '{text}', which is no number of seconds since 1970"
        ))
    })
}

/// Reads a value of `--as-of`: `2026-03-31`, nothing else.
pub(super) fn parse_day(text: &str) -> Result<NaiveDate, Wrong> {
    let form = || text!("应写成 YYYY-MM-DD，例如 2026-03-31", "write YYYY-MM-DD, as in 2026-03-31");
    match spelling::date(text) {
        Ok(Spelled { value, regular: None }) => Ok(value),
        Ok(Spelled { value, .. }) => Err(Wrong(text!("写成 {value}", "write {value}"))),
        Err(Misdated::NoSuch(Text { zh, en })) => {
            Err(Wrong(text!("没有这一天，{zh}", "there is no such day: {en}")))
        }
        Err(Misdated::Form(_) | Misdated::Odd) => Err(Wrong(form())),
    }
}

/// Reads a month, nothing else.
pub(super) fn parse_month(text: &str) -> Result<Month, Wrong> {
    text.parse().map_err(|()| match spelling::month(text) {
        Err(Misdated::NoSuch(why)) => no_such_month(&why),
        _ => Wrong(text!("应写成 YYYY-MM，例如 2026-03", "write YYYY-MM, as in 2026-03")),
    })
}

/// Reads a period; three years are none for ratings.
pub(super) fn parse_period(text: &str) -> Result<Period, Wrong> {
    text.parse().map_err(|()| match spelling::period(text) {
        Err(Misdated::NoSuch(why)) => no_such_month(&why),
        _ => Wrong(text!(
            "应写成 2026-03、2026-q1、2026-h1 或 2026 这样",
            "write 2026-03, 2026-q1, 2026-h1 or 2026"
        )),
    })
}

fn no_such_month(why: &Text) -> Wrong {
    let Text { zh, en } = why;
    Wrong(text!("没有这个月，{zh}", "there is no such month: {en}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_is_read_in_utc() {
        let day = |text: &str| from_epoch(OsStr::new(text)).map(|day| day.to_string());
        assert_eq!(day("0").as_deref(), Ok("1970-01-01"));
        assert_eq!(day("1775001599").as_deref(), Ok("2026-03-31"));
        assert_eq!(day("1775001600").as_deref(), Ok("2026-04-01"));
        assert!(day("yesterday").is_err());
        assert!(day("99999999999999999").is_err());
    }

    #[test]
    fn days_are_written_one_way() {
        assert!(parse_day("2026-03-31").is_ok());
        for text in [
            "2026-02-30",
            "2026-3-1",
            "２０２６-０３-０１",
            " 2026-03-31",
            "20260331",
            "31.3.2026",
            "",
            "+026-03-31",
        ] {
            assert!(parse_day(text).is_err(), "{text}");
        }
    }
}
