//! The as-of day: the one place where the clock is read.

use std::env;
use std::ffi::OsStr;

use chrono::{DateTime, Local};

use crate::calendar::{AsOf, NaiveDate};
use crate::fault::Fault;
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
pub(super) fn parse_day(text: &str) -> Result<NaiveDate, String> {
    let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    day.filter(|_| is_plain).ok_or_else(|| "YYYY-MM-DD".to_owned())
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
        for text in ["2026-02-30", "2026-3-1", "20260331", "31.3.2026", "", "+026-03-31"] {
            assert!(parse_day(text).is_err(), "{text}");
        }
    }
}
