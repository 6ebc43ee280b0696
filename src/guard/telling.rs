//! Which private values are telling enough to be looked for, and where a hit counts.
//!
//! - A name (below a key such as 户主, and a 公示名) of three characters and more counts anywhere. One of two
//!   characters counts only where no Han character touches it: 高明 in “高明的手段” is no name.
//! - A number of seven digits and more counts where no further digit or letter touches it.
//! - A day counts when it lies more than five years back: a birthday does, a day on which something was entered
//!   would be found on every page.
//! - Any other text counts anywhere from eight Han characters on (or as much else, two for one), and where it
//!   stands alone from six on. What is shorter is a word that everybody uses: 低保户, 外出务工.

use std::ops::Range;

use chrono::Datelike;

use crate::calendar::{AsOf, NaiveDate};
use crate::load::spelling;

/// Where a hit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Stand {
    /// Anywhere.
    Anywhere,
    /// Where nothing of its own kind touches it: no Han character a Han one, no digit or letter another.
    Alone,
}

/// Least digits of a telling number.
const DIGITS: usize = 7;
/// Days older than this are telling.
const YEARS: i32 = 5;
/// Weight of a Han character, against 1 of others.
const HAN: usize = 2;
/// From this weight on a text counts anywhere, from the other on where it stands alone.
const LONG: usize = 8 * HAN;
const SHORT: usize = 6 * HAN;

/// Words that stand beside names and are none.
const RELATIONS: [&str; 30] = [
    "户主", "本人", "配偶", "丈夫", "妻子", "儿子", "女儿", "长子", "次子", "三子", "长女", "次女", "父亲",
    "母亲", "父子", "母子", "孙子", "孙女", "儿媳", "女婿", "兄弟", "姐妹", "哥哥", "弟弟", "同上", "不详",
    "未知", "已故", "空户", "电话",
];

/// The telling parts of a name.
pub(super) fn of_name(text: &str, as_of: AsOf) -> Vec<(String, Stand)> {
    let mut parts = Vec::new();
    for line in text.lines() {
        // 张　三
        let joined: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        if joined != line && joined.chars().all(is_han) && (2..=3).contains(&joined.chars().count()) {
            let stand = if joined.chars().count() == 2 { Stand::Alone } else { Stand::Anywhere };
            parts.push((joined, stand));
        }
        for word in line.split(|c: char| !is_han(c) && c != '·').map(|word| word.trim_matches('·')) {
            match word.chars().count() {
                2 if !RELATIONS.contains(&word) => parts.push((word.to_owned(), Stand::Alone)),
                3.. => parts.push((word.to_owned(), Stand::Anywhere)),
                _ => {}
            }
        }
        let latin = line.trim();
        if latin.len() >= DIGITS && latin.chars().all(|c| c.is_ascii_alphabetic() || " .-'".contains(c)) {
            parts.push((latin.to_owned(), Stand::Alone));
        }
        parts.extend(numbers(line, as_of));
    }
    parts
}

/// The telling parts of any other text.
pub(super) fn of_text(text: &str, as_of: AsOf) -> Vec<(String, Stand)> {
    let mut parts = Vec::new();
    for line in text.lines() {
        if let Ok(day) = spelling::date(line) {
            parts.extend(days(day.value, as_of));
            continue;
        }
        // Formats write these characters in more ways than one.
        for part in line.split(['"', '\'', '&', '<', '>', '\\', '%']).map(str::trim) {
            let weight: usize = part.chars().map(|c| if is_han(c) { HAN } else { 1 }).sum();
            // Numbers are taken by themselves.
            let is_worded = |c: char| is_han(c) || (c.is_ascii_alphabetic() && !matches!(c, 'x' | 'X'));
            match weight {
                _ if !part.chars().any(is_worded) => {}
                LONG.. if part.chars().any(is_han) => parts.push((part.to_owned(), Stand::Anywhere)),
                SHORT.. => parts.push((part.to_owned(), Stand::Alone)),
                _ => {}
            }
        }
        parts.extend(numbers(line, as_of));
    }
    parts
}

/// The ways in which a number is written.
pub(super) fn of_number(digits: &str) -> Vec<(String, Stand)> {
    let mut forms = vec![digits.to_owned()];
    if digits.len() == 11 && digits.starts_with('1') && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let (front, middle, back) = (&digits[..3], &digits[3..7], &digits[7..]);
        forms.extend([" ", "-"].map(|between| [front, middle, back].join(between)));
    }
    forms.into_iter().map(|form| (form, Stand::Alone)).collect()
}

/// Every long number in a line; spaces and dashes within one are passed over.
fn numbers(line: &str, as_of: AsOf) -> Vec<(String, Stand)> {
    let mut found = Vec::new();
    let narrow = spelling::narrow(line);
    let ends = |c: char| !c.is_ascii_digit() && !matches!(c, ' ' | '-' | 'x' | 'X');
    for run in narrow.split(ends) {
        let digits: String = run.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let digits = digits.trim_start_matches(['x', 'X']);
        if digits.len() < DIGITS || digits[..digits.len() - 1].contains(['x', 'X']) {
            continue;
        }
        match compact_day(digits) {
            Some(day) => found.extend(days(day, as_of)),
            None => found.extend(of_number(digits)),
        }
        // As typed, too: 0355-7830012.
        let typed = run.trim_matches([' ', '-']);
        if typed != digits && compact_day(digits).is_none() {
            found.push((typed.to_owned(), Stand::Alone));
        }
    }
    found
}

/// `19560302`
fn compact_day(digits: &str) -> Option<NaiveDate> {
    let part = |range: Range<usize>| digits.get(range)?.parse().ok();
    let is_day = digits.len() == 8 && matches!(&digits[..2], "19" | "20");
    is_day.then(|| NaiveDate::from_ymd_opt(part(0..4)?, part(4..6)? as u32, part(6..8)? as u32)).flatten()
}

fn days(day: NaiveDate, as_of: AsOf) -> Vec<(String, Stand)> {
    if day.year() + YEARS >= as_of.0.year() {
        return Vec::new();
    }
    let (year, month, date) = (day.year(), day.month(), day.day());
    let forms = [
        format!("{year}-{month:02}-{date:02}"),
        format!("{year}{month:02}{date:02}"),
        format!("{year}年{month}月{date}日"),
        format!("{year}年{month:02}月{date:02}日"),
        format!("{year}.{month}.{date}"),
        format!("{year}/{month}/{date}"),
    ];
    forms.into_iter().map(|form| (form, Stand::Alone)).collect()
}

/// Whether a hit at `range` of `text` counts.
pub(super) fn stands(stand: Stand, text: &[u8], range: Range<usize>) -> bool {
    if stand == Stand::Anywhere {
        return true;
    }
    let (first, last) = (char_at(text, range.start), char_before(text, range.end));
    let touches = |inner: Option<char>, outer: Option<char>| match (inner, outer) {
        (Some(inner), Some(outer)) if is_han(inner) => is_han(outer),
        // The last sign of an identity number.
        (Some('0'..='9'), Some('x' | 'X')) => false,
        (Some(_), Some(outer)) => outer.is_ascii_alphanumeric(),
        _ => false,
    };
    !touches(first, char_before(text, range.start)) && !touches(last, char_at(text, range.end))
}

fn char_at(text: &[u8], at: usize) -> Option<char> {
    let rest = &text[at..text.len().min(at + 4)];
    (1..=rest.len()).find_map(|length| std::str::from_utf8(&rest[..length]).ok()?.chars().next())
}

fn char_before(text: &[u8], at: usize) -> Option<char> {
    (1..=at.min(4)).find_map(|length| std::str::from_utf8(&text[at - length..at]).ok()?.chars().next_back())
}

/// Han characters.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〇')
}

#[cfg(test)]
mod tests {
    use super::Stand::*;
    use super::*;

    fn as_of() -> AsOf {
        AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap())
    }

    fn name(text: &str) -> Vec<(String, Stand)> {
        of_name(text, as_of())
    }

    fn other(text: &str) -> Vec<(String, Stand)> {
        of_text(text, as_of())
    }

    fn parts(list: &[(&str, Stand)]) -> Vec<(String, Stand)> {
        list.iter().map(|(text, stand)| (text.to_string(), *stand)).collect()
    }

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(name("王建国"), parts(&[("王建国", Anywhere)]));
        assert_eq!(name("王芳、李大明（户主）"), parts(&[("王芳", Alone), ("李大明", Anywhere)]));
        assert_eq!(name("张 三"), parts(&[("张三", Alone)]));
        assert_eq!(name("买买提·吐尔逊"), parts(&[("买买提·吐尔逊", Anywhere)]));
        assert_eq!(name("王芳 0355-7830012").len(), 3);
        assert_eq!(name("无"), []);
    }

    #[test]
    fn short_words_and_days_of_now_are_nothing() {
        for word in ["低保户", "外出务工", "3", "2026-03-01", "20260301", "12000", "是"] {
            assert_eq!(other(word), [], "{word}");
        }
        assert_eq!(other("老伴卧病在床"), parts(&[("老伴卧病在床", Alone)]));
        assert_eq!(other("儿子在广东打工三年未归"), parts(&[("儿子在广东打工三年未归", Anywhere)]));
        assert!(other("1956年3月2日").contains(&("1956-03-02".to_owned(), Alone)));
        assert!(other("生于19560302").contains(&("1956年3月2日".to_owned(), Alone)));
        assert!(other("139 1234 5678").contains(&("13912345678".to_owned(), Alone)));
        assert_eq!(other("11010519491231002X"), parts(&[("11010519491231002X", Alone)]));
    }

    #[test]
    fn a_short_name_counts_only_alone() {
        let counts = |text: &str, part: &str| {
            let at = text.find(part).unwrap();
            stands(Alone, text.as_bytes(), at..at + part.len())
        };
        assert!(counts("<td>高明</td>", "高明") && counts("王芳、高明。", "高明"));
        assert!(!counts("手段高明。", "高明") && !counts("高明的", "高明"));
        assert!(counts("电话13912345678。", "13912345678"));
        assert!(!counts("9139123456780", "13912345678") && !counts("a13912345678", "13912345678"));
        assert!(counts("11010519491231002X", "11010519491231002"));
    }
}
