//! Days, months and periods: what is due, in office or rated is told in these.

use std::fmt;
use std::str::FromStr;

pub use chrono::NaiveDate;
use chrono::{Datelike, Days, Months};

/// The day on which everything is judged; an input, never the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsOf(pub NaiveDate);

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

/// A calendar month, written `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// `None` unless `month` is 1–12 and the year 1900–2199.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        ((1..=12).contains(&month) && (1900..2200).contains(&year)).then_some(Month { year, month })
    }

    /// The month that `date` lies in.
    pub fn of(date: NaiveDate) -> Month {
        Month { year: date.year(), month: date.month() }
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1–12.
    pub fn number(self) -> u32 {
        self.month
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.next().first_day() - Days::new(1)
    }

    /// The month after.
    pub fn next(self) -> Month {
        self.plus(1)
    }

    /// The month `count` months later (earlier when negative).
    pub fn plus(self, count: i32) -> Month {
        let index = self.year * 12 + self.month as i32 - 1 + count;
        Month { year: index.div_euclid(12), month: index.rem_euclid(12) as u32 + 1 }
    }

    /// How many months lie from `earlier` to this one (0 for the same).
    pub fn since(self, earlier: Month) -> i32 {
        (self.year - earlier.year) * 12 + self.month as i32 - earlier.month as i32
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A stretch of whole months: `2026-03`, `2026-q1`, `2026-h1` or `2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// One month.
    Month(Month),
    /// Year and quarter 1–4.
    Quarter(i32, u32),
    /// Year and half 1–2.
    Half(i32, u32),
    /// A calendar year.
    Year(i32),
    /// Three calendar years beginning with this one (cadences only).
    ThreeYears(i32),
}

/// How long a [`Period`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cycle {
    /// 月
    Month,
    /// 季
    Quarter,
    /// 半年
    HalfYear,
    /// 年
    Year,
    /// 三年
    ThreeYears,
}

impl Cycle {
    /// The period of this length that holds `month`; runs of three years are counted from `origin`.
    pub fn period_of(self, month: Month, origin: Month) -> Period {
        match self {
            Cycle::Month => Period::Month(month),
            Cycle::Quarter => Period::Quarter(month.year, (month.month - 1) / 3 + 1),
            Cycle::HalfYear => Period::Half(month.year, (month.month - 1) / 6 + 1),
            Cycle::Year => Period::Year(month.year),
            Cycle::ThreeYears => {
                let ahead = (month.year - origin.year).rem_euclid(3);
                Period::ThreeYears(month.year - ahead)
            }
        }
    }

    /// Whether a period of this length ends with `month`.
    pub fn ends_with(self, month: Month) -> bool {
        let period = self.period_of(month, month);
        period.first_month().plus(period.length() - 1) == month
    }
}

impl Period {
    /// Its length.
    pub fn cycle(self) -> Cycle {
        match self {
            Period::Month(_) => Cycle::Month,
            Period::Quarter(..) => Cycle::Quarter,
            Period::Half(..) => Cycle::HalfYear,
            Period::Year(_) => Cycle::Year,
            Period::ThreeYears(_) => Cycle::ThreeYears,
        }
    }

    /// Its first month.
    pub fn first_month(self) -> Month {
        match self {
            Period::Month(month) => month,
            Period::Quarter(year, quarter) => Month { year, month: quarter * 3 - 2 },
            Period::Half(year, half) => Month { year, month: half * 6 - 5 },
            Period::Year(year) | Period::ThreeYears(year) => Month { year, month: 1 },
        }
    }

    /// How many months it has.
    pub fn length(self) -> i32 {
        match self {
            Period::Month(_) => 1,
            Period::Quarter(..) => 3,
            Period::Half(..) => 6,
            Period::Year(_) => 12,
            Period::ThreeYears(_) => 36,
        }
    }

    /// Its months in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        let first = self.first_month();
        (0..self.length()).map(move |ahead| first.plus(ahead))
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.first_month().plus(self.length() - 1).last_day()
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        self.first_month().first_day()
    }

    /// The period of the same length straight after.
    pub fn next(self) -> Period {
        let month = self.first_month().plus(self.length());
        self.cycle().period_of(month, self.first_month())
    }

    /// All periods of this length from this one to `last`.
    pub fn to(self, last: Period) -> impl Iterator<Item = Period> {
        std::iter::successors(Some(self), |period| Some(period.next()))
            .take_while(move |period| period.first_month() <= last.first_month())
    }

    /// The last period of length `cycle` within it.
    pub fn end(self, cycle: Cycle) -> Period {
        let last = self.first_month().plus(self.length() - 1);
        cycle.period_of(last, last)
    }

    /// The period of the same length straight before.
    pub fn previous(self) -> Period {
        let month = self.first_month().plus(-self.length());
        self.cycle().period_of(month, month)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Period::Month(month) => month.fmt(f),
            Period::Quarter(year, quarter) => write!(f, "{year:04}-q{quarter}"),
            Period::Half(year, half) => write!(f, "{year:04}-h{half}"),
            Period::Year(year) => write!(f, "{year:04}"),
            Period::ThreeYears(year) => write!(f, "{year:04}-{:04}", year + 2),
        }
    }
}

impl FromStr for Month {
    type Err = ();

    /// Reads `2026-03` exactly.
    fn from_str(text: &str) -> Result<Month, ()> {
        let (year, month) = text.split_once('-').ok_or(())?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(());
        }
        Month::new(year.parse().map_err(drop)?, month.parse().map_err(drop)?).ok_or(())
    }
}

impl FromStr for Period {
    type Err = ();

    /// Reads `2026-03`, `2026-q1`, `2026-h1` or `2026` exactly (letters in either case).
    fn from_str(text: &str) -> Result<Period, ()> {
        if let Ok(month) = text.parse() {
            return Ok(Period::Month(month));
        }
        let (year, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(());
        }
        let year: i32 = year.parse().map_err(drop)?;
        Month::new(year, 1).ok_or(())?;
        match rest.map(str::to_ascii_lowercase).as_deref() {
            None => Ok(Period::Year(year)),
            Some("q1") => Ok(Period::Quarter(year, 1)),
            Some("q2") => Ok(Period::Quarter(year, 2)),
            Some("q3") => Ok(Period::Quarter(year, 3)),
            Some("q4") => Ok(Period::Quarter(year, 4)),
            Some("h1") => Ok(Period::Half(year, 1)),
            Some("h2") => Ok(Period::Half(year, 2)),
            Some(_) => Err(()),
        }
    }
}

/// The same day a month earlier, or the last day of that month where it is shorter.
pub fn month_before(date: NaiveDate) -> NaiveDate {
    date.checked_sub_months(Months::new(1)).unwrap_or(date)
}

/// `date` moved by whole days; saturates at the calendar's ends.
pub fn add_days(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_back_what_they_print() {
        for text in ["2026-03", "2026-q1", "2026-h2", "2026"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        for text in ["2026-13", "2026-3", "26-03", "2026-q5", "２０２６", ""] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_leap_february_ends_on_the_29th() {
        let month: Month = "2024-02".parse().unwrap();
        assert_eq!(month.last_day().to_string(), "2024-02-29");
        assert_eq!(Period::Quarter(2026, 4).next(), Period::Quarter(2027, 1));
        assert_eq!(Period::Month(month).previous().to_string(), "2024-01");
        assert_eq!(Period::Half(2026, 1).previous(), Period::Half(2025, 2));
        assert_eq!(Month::new(2026, 1).unwrap().since(Month::new(2025, 11).unwrap()), 2);
    }
}
