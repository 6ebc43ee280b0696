//! Text as the look-up compares it: full-width letters are half-width, capitals small, Chinese digits digits, spaces
//! and punctuation nothing. `themes/default/assets/lookup.js` does exactly the same; a test compares them.

use unicode_normalization::UnicodeNormalization;

/// More of a query is not read.
pub(super) const LONGEST: usize = 60;
/// More words of a query are not read.
const MOST_WORDS: usize = 8;

const DIGITS: &str = "〇一二三四五六七八九";

/// One character of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// As it is compared: `3` for 三, ３ and 3.
    pub char: char,
    /// As it is read aloud: 三 for 三, `3` for 3.
    pub read: char,
}

impl Unit {
    /// A digit, a Latin letter or a dash that was written as such: too common to find anything by.
    pub fn is_light(self) -> bool {
        self.read.is_ascii()
    }
}

/// A text in its spellings: as written, and where it names a number by 十 or 百, with that in digits too (十三 as 13).
pub(super) type Spellings = Vec<Vec<Unit>>;

/// `text` in its spellings; empty when nothing in it is to be compared.
pub(super) fn spellings(text: &str) -> Spellings {
    let written: Vec<Unit> = units(text).into_iter().flatten().collect();
    if written.is_empty() { Vec::new() } else { with_numbers(written) }
}

fn with_numbers(written: Vec<Unit>) -> Spellings {
    let counted = count(&written);
    if counted == written { vec![written] } else { vec![written, counted] }
}

/// The words of a query, each in its spellings.
pub(super) fn words(query: &str) -> Vec<Spellings> {
    let units = units(&query.chars().take(LONGEST).collect::<String>());
    let words = units.split(Option::is_none).filter(|word| !word.is_empty()).take(MOST_WORDS);
    let words = words.map(|word| word.iter().copied().flatten().collect());
    words.map(with_numbers).collect()
}

/// The characters of `text`; `None` for what only separates.
fn units(text: &str) -> Vec<Option<Unit>> {
    let text: String = text.nfkc().collect();
    text.to_lowercase().chars().map(unit).collect()
}

fn unit(c: char) -> Option<Unit> {
    let code = c as u32;
    let char = match c {
        '0'..='9' | 'a'..='z' | '-' => return Some(Unit { char: c, read: c }),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => return Some(Unit { char: '-', read: '-' }),
        '零' => '0',
        _ if code < 0xc0 => return None,
        _ => match DIGITS.chars().position(|digit| digit == c) {
            Some(value) => char::from(b'0' + value as u8),
            None if is_separator(code) => return None,
            None => c,
        },
    };
    Some(Unit { char, read: c })
}

/// Spaces, punctuation and what is invisible.
fn is_separator(code: u32) -> bool {
    matches!(code, 0x2000..=0x206f | 0x3000..=0x3020 | 0x3030..=0x303f | 0xfe00..=0xfe6f | 0xfeff | 0xd7 | 0xf7)
}

/// `word` with 十三 and 一百二十 as 13 and 120.
fn count(word: &[Unit]) -> Vec<Unit> {
    let mut counted = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let run = word[at..].iter().take_while(|unit| is_numeral(unit)).count();
        match number(&word[at..at + run]) {
            Some(number) => {
                counted.extend(number.to_string().chars().map(|digit| Unit { char: digit, read: digit }));
            }
            None => counted.extend(&word[at..at + run.max(1)]),
        }
        at += run.max(1);
    }
    counted
}

fn is_numeral(unit: &Unit) -> bool {
    matches!(unit.read, '十' | '百') || (unit.char.is_ascii_digit() && !unit.is_light())
}

/// The number that Chinese numerals with 十 or 百 name; `None` for what is none.
fn number(numerals: &[Unit]) -> Option<u32> {
    let (mut sum, mut digit, mut least, mut powers) = (0, None, 1000, 0);
    for unit in numerals {
        let power = match unit.read {
            '十' => 10,
            '百' => 100,
            _ => {
                // 零 only fills the place of what is not there.
                if digit.is_some_and(|digit| digit != 0) || (sum == 0 && unit.char == '0') {
                    return None;
                }
                digit = unit.char.to_digit(10);
                continue;
            }
        };
        let times = match digit.take() {
            None if sum == 0 && power == 10 => 1,
            None | Some(0) => return None,
            Some(digit) => digit,
        };
        if power >= least {
            return None;
        }
        sum += times * power;
        least = power;
        powers += 1;
    }
    (powers > 0).then(|| sum + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(text: &str) -> Vec<String> {
        spellings(text).iter().map(|units| units.iter().map(|unit| unit.char).collect()).collect()
    }

    #[test]
    fn spellings_of_one_thing_are_equal() {
        assert_eq!(spelt("三号"), ["3号"]);
        assert_eq!(spelt("Ａ区 ３－２ 号"), ["a区3-2号"]);
        assert_eq!(spelt("十三号"), ["十3号", "13号"]);
        assert_eq!(spelt("二十三组一百零五户"), ["2十3组1百05户", "23组105户"]);
        assert_eq!(spelt("一百二十"), ["1百2十", "120"]);
        assert_eq!(spelt("三里屯"), ["3里屯"]);
        assert_eq!(spelt("百家村、二三十步"), ["百家村23十步"]);
        assert_eq!(spelt("（·）"), [""; 0]);
    }

    #[test]
    fn words_are_parted_by_spaces_and_punctuation() {
        let found: Vec<String> = words(" 汪屋，3号　第１组")
            .iter()
            .map(|word| word[0].iter().map(|unit| unit.char).collect())
            .collect();
        assert_eq!(found, ["汪屋", "3号", "第1组"]);
    }
}
