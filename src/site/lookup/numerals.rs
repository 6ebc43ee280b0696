//! Numbers as Chinese names them, in digits: 十三 as 13, 一千二百 as 1200, 廿三 as 23.

use super::unit::{Gap, Unit};

/// Whether `unit` belongs to a number in Chinese, or is a digit.
pub(super) fn is_numeral(unit: &Unit) -> bool {
    unit.is_digit() || power(unit.read).is_some() || tens(unit.read).is_some()
}

/// 十, 百 and 千.
fn power(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// 廿 and 卅.
fn tens(c: char) -> Option<u32> {
    match c {
        '廿' | '卄' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

/// `word` with every number that is named by more than its digits in digits.
pub(super) fn in_digits(word: &[Unit]) -> Vec<Unit> {
    let mut counted = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let run = run(&word[at..]);
        match number(&word[at..at + run]) {
            Some(number) => {
                let digit = |(place, digit): (usize, char)| Unit {
                    char: digit,
                    read: digit,
                    gap: if place == 0 { word[at].gap } else { Gap::None },
                };
                counted.extend(number.to_string().chars().enumerate().map(digit));
            }
            None => counted.extend(&word[at..at + run.max(1)]),
        }
        at += run.max(1);
    }
    counted
}

/// How many units at the beginning of `word` belong to one number in Chinese.
fn run(word: &[Unit]) -> usize {
    let belongs = |at: usize| {
        let unit = word[at];
        let is_pair =
            unit.read == '两' && word.get(at + 1).is_some_and(|next| matches!(next.read, '百' | '千'));
        (at == 0 || unit.gap == Gap::None) && !unit.is_light() && (is_numeral(&unit) || is_pair)
    };
    (0..word.len()).take_while(|&at| belongs(at)).count()
}

/// The number that Chinese numerals with 十, 百 or 千 name; `None` for what is none, and for mere digits.
fn number(numerals: &[Unit]) -> Option<u32> {
    let (mut sum, mut digit, mut least, mut is_filled) = (0, None, 10_000, false);
    for unit in numerals {
        if let Some(power) = power(unit.read) {
            let times = match digit.take() {
                None if power == 10 => 1,
                times => times?,
            };
            if power >= least {
                return None;
            }
            (sum, least, is_filled) = (sum + times * power, power, false);
        } else if let Some(tens) = tens(unit.read) {
            if digit.is_some() || least <= 10 {
                return None;
            }
            (sum, least) = (sum + tens, 10);
        } else if digit.is_some() || (sum == 0 && unit.char == '0') {
            return None;
        } else if unit.char == '0' {
            // 零 only fills the place of what is not there.
            is_filled = true;
        } else {
            digit = if unit.read == '两' { Some(2) } else { unit.char.to_digit(10) };
        }
    }
    // 一百二 is 120, 一百零二 is 102.
    let of = if is_filled { 1 } else { least / 10 };
    (least < 10_000).then(|| sum + digit.unwrap_or(0) * of)
}

#[cfg(test)]
mod tests {
    use super::super::text::spellings;

    #[test]
    fn numbers_are_found_by_their_digits() {
        let digits =
            |text: &str| -> String { spellings(text).last().unwrap().iter().map(|unit| unit.char).collect() };
        for (named, number) in [
            ("十", "10"),
            ("一十三", "13"),
            ("一百二十", "120"),
            ("一百二", "120"),
            ("一百零二", "102"),
            ("一百一十", "110"),
            ("一百十二", "112"),
            ("一千二百", "1200"),
            ("一千二", "1200"),
            ("一千零二", "1002"),
            ("两千零二十", "2020"),
            ("三千二百一十五", "3215"),
            ("廿三", "23"),
            ("一百廿", "120"),
            ("卅", "30"),
        ] {
            assert_eq!(digits(named), number, "{named}");
        }
        for none in ["两家", "百家", "千佛", "二三十", "十百", "零百", "一百二三", "一〇〇"]
        {
            assert!(spellings(none).len() == 1, "{none}");
        }
    }
}
