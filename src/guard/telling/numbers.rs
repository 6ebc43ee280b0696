//! The numbers in a value: telephones, cards, identity numbers, days, sums, degrees.

use chrono::Datelike;

use crate::calendar::{AsOf, NaiveDate};
use crate::guard::seek::{Units, text};
use crate::guard::sense::{Sense, Told, is_digit};
use crate::load::spelling;
use crate::reading::{Letters, gap, letters};

/// Least digits of a telling number; of one below a key for telephones or accounts.
pub(super) const LEAST: usize = 7;
pub(super) const BY_KEY: usize = 6;
/// The most.
const MOST: usize = 19;
/// Days older than this are telling.
const YEARS: i32 = 5;
/// Days that every board speaks of: of the party, the army, the republic.
const FEASTS: [(i32, u32, u32); 3] = [(1921, 7, 1), (1927, 8, 1), (1949, 10, 1)];
/// Digits behind the point that are enough to find a house, and the least that a value must have.
const DECIMALS: usize = 4;
/// The least significant digits of a telling sum, and the least sum.
const SIGNIFICANT: usize = 3;
const SUM: f64 = 1_000.0;

/// The digits of a value from one place on, as far as they may be one number.
struct Run {
    /// Pieces that only dots, dashes and blanks part.
    pieces: Vec<String>,
    /// Whether an X follows.
    is_checked: bool,
}

fn runs(read: &Letters) -> Vec<Run> {
    let units = read.units();
    let mut runs: Vec<Run> = Vec::new();
    let mut last = None;
    for at in (0..units.len()).filter(|at| is_digit(units[*at])) {
        let digit = units[at] as u8 as char;
        let between = if last == at.checked_sub(1) && at > 0 { read.gap(at) } else { gap::END };
        match runs.last_mut().filter(|_| between <= gap::SPACE) {
            Some(run) => match run.pieces.last_mut().filter(|_| between == gap::JOINED) {
                Some(piece) => piece.push(digit),
                None => run.pieces.push(digit.into()),
            },
            None => runs.push(Run { pieces: vec![digit.into()], is_checked: false }),
        }
        let is_checked = units.get(at + 1) == Some(&u16::from(b'x')) && read.gap(at + 1) <= gap::SPACE;
        runs.iter_mut().next_back().into_iter().for_each(|run| run.is_checked = is_checked);
        last = Some(at);
    }
    runs
}

/// Every number of `least` digits and more in `value`, in all its forms.
pub(super) fn of(value: &str, least: usize) -> Vec<Told> {
    let read = letters(value);
    if read.units().iter().filter(|unit| is_digit(**unit)).count() < least {
        return Vec::new();
    }
    let mut told = degrees(value);
    for run in runs(&read) {
        let whole = run.pieces.concat();
        if is_service(&whole) {
            continue;
        }
        let count = run.pieces.len().min(MOST);
        if is_one(&whole) {
            told.extend(run.is_checked.then(|| (units(&format!("{whole}x")), Sense::Number)));
            told.extend(forms(&whole).map(|form| (units(&form), Sense::Number)));
            continue;
        }
        for first in 0..count {
            for end in first + 1..=count {
                let digits = run.pieces[first..end].concat();
                if digits.len() > MOST {
                    break;
                }
                if digits.len() < least || is_day(&digits) {
                    continue;
                }
                told.extend(forms(&digits).map(|form| (units(&form), Sense::Number)));
            }
        }
    }
    told
}

/// Whether all digits are one number: a mobile's, a landline's, of an identity, of a card.
fn is_one(digits: &str) -> bool {
    let bare = forms(digits).next().unwrap_or_default();
    match bare.as_bytes() {
        [b'1', b'3'..=b'9', ..] if bare.len() == 11 => true,
        [b'0', ..] => (10..=12).contains(&bare.len()),
        _ => (15..=MOST).contains(&bare.len()),
    }
}

/// Whether nobody but a person has such a number: a mobile's, an identity's, a card's.
pub(in super::super) fn is_personal(number: &[u16]) -> bool {
    let digits: String = number.iter().filter_map(|unit| char::from_u32((*unit).into())).collect();
    let is_mobile = digits.len() == 11 && matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]);
    is_mobile || digits.len() >= 16
}

/// Whether it is a company's for calls from everywhere, and nobody's.
fn is_service(digits: &str) -> bool {
    digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"))
}

/// A number without the country's, and a landline also without its area's.
fn forms(digits: &str) -> impl Iterator<Item = String> {
    let bare = digits.strip_prefix("0086").filter(|rest| rest.len() >= LEAST);
    let bare = bare.or(digits.strip_prefix("86").filter(|rest| rest.len() == 11)).unwrap_or(digits);
    let area = match bare.as_bytes() {
        [b'0', b'1' | b'2', ..] => 3,
        [b'0', ..] => 4,
        _ => 0,
    };
    let local = bare.get(area..).filter(|local| area > 0 && (7..=8).contains(&local.len()));
    // A spreadsheet drops the first 0 of a number.
    let cut = local.and_then(|_| bare.strip_prefix('0'));
    [Some(bare), local, cut].into_iter().flatten().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

fn units(text: &str) -> Units {
    text.encode_utf16().collect()
}

/// `19560302`
fn compact(digits: &str) -> Option<NaiveDate> {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let is_day = digits.len() == 8 && matches!(&digits[..2], "19" | "20");
    is_day.then(|| NaiveDate::from_ymd_opt(part(0, 4)? as i32, part(4, 6)?, part(6, 8)?)).flatten()
}

fn is_day(digits: &str) -> bool {
    compact(digits).is_some()
}

/// Every day in `value` that lies long enough back, in all its forms.
pub(super) fn days(value: &str, as_of: AsOf) -> Vec<Told> {
    let read = letters(value);
    let units: String = String::from_utf16_lossy(read.units());
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut found = Vec::new();
    for run in runs(&read) {
        let day = match &run.pieces[..] {
            [whole] => compact(whole),
            [year, month, day, ..] if year.len() == 4 => NaiveDate::from_ymd_opt(
                year.parse().unwrap_or(0),
                month.parse().unwrap_or(0),
                day.parse().unwrap_or(0),
            ),
            _ => None,
        };
        found.extend(day);
    }
    for (at, _) in units.match_indices('年') {
        let year = units[..at].len().checked_sub(4).and_then(|from| units.get(from..at)?.parse().ok());
        let rest = &units[at + '年'.len_utf8()..];
        let (month, day) = rest.split_once('月').unwrap_or_default();
        let number = |text: &str| spoken(text).or_else(|| text.parse().ok());
        let count = day.chars().take_while(|c| c.is_ascii_digit() || *c == '十').map(char::len_utf8).sum();
        let count = if digits(day) > 0 { digits(day).max(count) } else { count };
        found.extend(
            year.zip(number(month))
                .zip(number(&day[..count]))
                .and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day)),
        );
    }
    of_births(found, as_of)
}

fn of_births(mut days: Vec<NaiveDate>, as_of: AsOf) -> Vec<Told> {
    let is_feast = |day: &NaiveDate| FEASTS.contains(&(day.year(), day.month(), day.day()));
    days.retain(|day| day.year() + YEARS < as_of.0.year() && !is_feast(day));
    days.into_iter().flat_map(|day| of_day(day).into_iter().chain(of_short_day(day))).collect()
}

/// Whether `value` says when somebody was born: 1956年3月2日生, 出生于1956-03-02.
pub(super) fn tells_birth(value: &str) -> bool {
    let letters: Vec<char> = value.chars().filter(|c| !c.is_whitespace()).collect();
    let is_end = |c: &char| c.is_ascii_digit() || "日号".contains(*c);
    let is_word = |c: &char| "病活产效成意态长育".contains(*c);
    ["生于", "出生", "生日"].iter().any(|word| value.contains(word))
        || (1..letters.len()).any(|at| {
            letters[at] == '生' && is_end(&letters[at - 1]) && !letters.get(at + 1).is_some_and(is_word)
        })
}

/// The days of birth within identity numbers, of 18 digits and of 15.
pub(super) fn days_of_identities(value: &str, as_of: AsOf) -> Vec<Told> {
    let numbers = runs(&letters(value)).into_iter().map(|run| (run.pieces.concat(), run.is_checked));
    let day = |(digits, is_checked): (String, bool)| {
        let is_area = digits.get(..2).is_some_and(|area| ("11"..="82").contains(&area));
        match digits.len() {
            18 if is_area => compact(&digits[6..14]),
            17 if is_area && is_checked => compact(&digits[6..14]),
            15 if is_area => compact(&format!("19{}", &digits[6..12])),
            _ => None,
        }
    };
    of_births(numbers.filter_map(day).collect(), as_of)
}

/// The value of 十2 and 2十1.
fn spoken(text: &str) -> Option<u32> {
    let (tens, ones) = text.split_once('十')?;
    let value = |text: &str, none: u32| if text.is_empty() { Some(none) } else { text.parse().ok() };
    Some(value(tens, 1)? * 10 + value(ones, 0)?)
}

/// The ways in which a day is written.
pub(in super::super) fn of_day(day: NaiveDate) -> Vec<Told> {
    let (year, month, date) = (day.year(), day.month(), day.day());
    let spell = |number: u32| match (number / 10, number % 10) {
        (0, ones) => ones.to_string(),
        (tens, ones) => {
            let digit =
                |number: u32, none: u32| if number == none { String::new() } else { number.to_string() };
            format!("{}十{}", digit(tens, 1), digit(ones, 0))
        }
    };
    let length = |number: u32| number.to_string().len() as u8;
    let mut told = vec![(units(&format!("{year}{month:02}{date:02}")), Sense::Day(2, 2))];
    let bare = format!("{year}{month}{date}");
    if bare.len() < 8 {
        told.push((units(&bare), Sense::Day(length(month), length(date))));
    }
    let mut forms = vec![
        format!("{year}年{month}月{date}"),
        format!("{year}年{month:02}月{date:02}"),
        format!("{year}年{}月{}", spell(month), spell(date)),
    ];
    forms.dedup();
    told.extend(forms.iter().map(|form| (units(form), Sense::WrittenDay)));
    told
}

/// A day of the last century with two digits of its year: 56年3月2日. It counts beside a word of birth alone.
fn of_short_day(day: NaiveDate) -> Vec<Told> {
    if !(1900..2000).contains(&day.year()) {
        return Vec::new();
    }
    let forms = of_day(day).into_iter().filter(|(_, sense)| *sense == Sense::WrittenDay);
    forms.map(|(text, sense)| (text[2..].into(), sense)).collect()
}

/// Every telling sum: one of three significant digits and more, also in 万; of a value that is not about money those
/// that say so: 38650元.
pub(super) fn sums(value: &str, is_money: bool) -> Vec<Told> {
    let narrow = spelling::narrow(value).replace([',', '，'], "");
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let mut told = Vec::new();
    let mut rest = &*narrow;
    while let Some(first) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(first);
        let (part, behind) = from.split_at(from.find(|c| !is_part(c)).unwrap_or(from.len()));
        rest = behind;
        let behind = behind.trim_start();
        let is_told = behind.starts_with(['元', '块', '万']) || before.trim_end().ends_with(['¥', '￥']);
        let factor = if behind.starts_with('万') { 10_000.0 } else { 1.0 };
        let sum = part.trim_end_matches('.').parse::<f64>().ok().filter(|_| is_money || is_told);
        let Some(sum) = sum.map(|number| number * factor) else { continue };
        let whole = format!("{:.0}", sum.trunc());
        // 2026 is a year far more often.
        let is_year = factor == 1.0 && sum.fract() == 0.0 && (1900.0..2100.0).contains(&sum);
        if is_year || sum < SUM || whole.trim_end_matches('0').len() < SIGNIFICANT || whole.len() > MOST {
            continue;
        }
        told.push((units(&whole), Sense::Sum));
        if sum.fract() != 0.0 && factor == 1.0 {
            let cents = format!("{sum:.2}").replace('.', "");
            told.extend(cents.strip_suffix('0').map(|short| (units(short), Sense::Sum)));
            told.push((units(&cents), Sense::Sum));
        }
        if sum >= 10_000.0 {
            let in_ten_thousands = format!("{}", (sum / 10_000.0 * 1e4).round() / 1e4).replace('.', "");
            told.push((text(&letters(&format!("{in_ten_thousands}万"))), Sense::Sum));
        }
    }
    told
}

/// Degrees with so many decimals that they find a house, without the decimals that follow.
fn degrees(value: &str) -> Vec<Told> {
    let narrow = spelling::narrow(value);
    let numbers = narrow.split(|c: char| !c.is_ascii_digit() && c != '.');
    let one = |number: &str| {
        let (whole, decimals) = number.split_once('.')?;
        let is_one = (3..=180).contains(&whole.parse::<u32>().ok()?) && decimals.len() >= DECIMALS;
        let is_one = is_one && decimals.bytes().all(|byte| byte.is_ascii_digit());
        is_one.then(|| (units(&format!("{whole}{}", &decimals[..DECIMALS])), Sense::Degrees))
    };
    numbers.filter_map(one).collect()
}
