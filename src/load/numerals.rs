//! One spelling for what holds a number: 三号, ３号 and 3 号 are the same to whoever looks for it.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// `text` with width, case, spaces and the way of writing numbers made alike. Separators stay: 3-1号 is not 31号.
pub fn in_digits(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !c.is_whitespace() && !c.is_ascii_uppercase() && !is_han_numeral(c) && !is_wide(c);
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut spelt = String::with_capacity(text.len());
    let mut numeral = String::new();
    for c in text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase) {
        if is_han_numeral(c) {
            numeral.push(c);
            continue;
        }
        finish(&mut spelt, &mut numeral);
        spelt.push(c);
    }
    finish(&mut spelt, &mut numeral);
    Cow::Owned(spelt)
}

/// The numbers in `text`, however they are written.
pub fn numbers(text: &str) -> Vec<String> {
    let digits = in_digits(text);
    let runs = digits.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.trim_start_matches('0').to_owned()).collect()
}

/// Compatibility forms: full-width letters and digits, circled numbers and the like.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ffee}' | '\u{2460}'..='\u{24ff}' | '\u{2150}'..='\u{218b}')
}

fn is_han_numeral(c: char) -> bool {
    value(c).is_some() || unit(c).is_some()
}

fn value(c: char) -> Option<u32> {
    match c {
        '〇' | '零' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// Adds the numeral collected so far as digits.
fn finish(spelt: &mut String, numeral: &mut String) {
    if numeral.is_empty() {
        return;
    }
    if numeral.chars().any(|c| unit(c).is_some()) {
        spelt.push_str(&counted(numeral).to_string());
    } else {
        // Digits read out one by one: 一〇三 is 103, and 〇三 keeps its zero.
        spelt.extend(numeral.chars().filter_map(value).filter_map(|value| char::from_digit(value, 10)));
    }
    numeral.clear();
}

/// A numeral with units: 一百零三 is 103, 十二 is 12.
fn counted(numeral: &str) -> u32 {
    let mut sum = 0u32;
    let mut pending = None;
    for c in numeral.chars() {
        match unit(c) {
            Some(unit) => sum = sum.saturating_add(pending.take().unwrap_or(1) * unit),
            None => pending = value(c),
        }
    }
    sum.saturating_add(pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_door_meet() {
        for (one, other) in [
            ("3号", "三号"),
            ("3号", "３号"),
            ("3号", "3 号"),
            ("12号", "十二号"),
            ("103号", "一百零三号"),
            ("103号", "一〇三号"),
            ("120号", "一百二十号"),
            ("a3", "Ａ3"),
            ("二组3号", "2组三号"),
        ] {
            assert_eq!(in_digits(one), in_digits(other), "{one} {other}");
        }
    }

    #[test]
    fn different_doors_stay_apart() {
        for (one, other) in [("3-1号", "31号"), ("十三号", "三十号"), ("3号", "3号东"), ("东3号", "西3号")]
        {
            assert_ne!(in_digits(one), in_digits(other), "{one} {other}");
        }
    }
}
