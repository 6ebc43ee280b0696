//! Finds ID numbers, bank cards and mobile numbers in text, also when typed full-width or in groups.

use std::borrow::Cow;
use std::ops::Range;

use crate::calendar::NaiveDate;

/// What a run of digits is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// A resident ID number; certain when date and check digit are right.
    Id {
        /// Whether the check digit of GB 11643 is right.
        certain: bool,
    },
    /// A bank card number; certain when the Luhn check holds.
    Card {
        /// Whether the Luhn check holds.
        certain: bool,
    },
    /// A mobile number, its eleven digits.
    Mobile(String),
}

/// One number found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundNumber {
    /// What it is.
    pub kind: NumberKind,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

/// What may stand between the groups of one number.
const JOINING: [&str; 16] =
    [" ", "-", "\u{a0}", "\u{3000}", "－", "—", "–", "‑", "·", "•", "・", ".", "．", "**", "\u{200b}", "_"];

/// A run of digits without anything between them.
struct Piece {
    range: Range<usize>,
    digits: String,
    /// Whether one space, dash or dot alone separates it from the piece before.
    joined: bool,
    /// Whether an X follows, as at the end of an ID number.
    x: bool,
}

/// The value of an ASCII or full-width digit.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || digit(c).is_some()
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut open: Option<Piece> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if let Some(value) = digit(c) {
            let piece = open.get_or_insert_with(|| {
                let gap = found.last().map_or("", |last| &text[last.range.end..at]);
                let joined = JOINING.contains(&gap);
                Piece { range: at..end, digits: String::new(), joined, x: false }
            });
            piece.digits.push(value);
            piece.range.end = end;
        } else if let Some(mut piece) = open.take() {
            let next = text[end..].chars().next();
            piece.x = matches!(c, 'x' | 'X' | 'Ｘ' | 'ｘ') && !next.is_some_and(is_word);
            found.push(piece);
        }
    }
    found.extend(open);
    found
}

/// Whether `text` has digits enough for a personal number. Most texts are short and hold few.
pub(super) fn may_stand_in(text: &str) -> bool {
    // Full-width ones begin with 0xEF.
    let may_be_digit = |byte: &u8| byte.is_ascii_digit() || *byte == 0xef;
    text.len() >= 11 && text.bytes().filter(may_be_digit).count() >= 11
}

/// All personal numbers in `text`, in order.
pub(super) fn find(text: &str) -> Vec<FoundNumber> {
    if !may_stand_in(text) {
        return Vec::new();
    }
    let pieces = pieces(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match longest_from(text, &pieces, at) {
            Some((number, used)) => {
                found.push(number);
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

/// The longest number that begins with piece `at`, and how many pieces it takes.
fn longest_from(text: &str, pieces: &[Piece], at: usize) -> Option<(FoundNumber, usize)> {
    let start = pieces[at].range.start;
    let before = text[..start].chars().next_back();
    let mut best = None;
    let mut digits = String::new();
    let mut groups = Vec::new();
    for (used, piece) in pieces[at..].iter().enumerate() {
        if used > 0 && !piece.joined || digits.len() + piece.digits.len() > 20 {
            break;
        }
        digits.push_str(&piece.digits);
        groups.push(piece.digits.len());
        let mut end = piece.range.end;
        let mut after = text[end..].chars().next();
        if piece.x {
            end += after.map_or(0, char::len_utf8);
            after = None;
        }
        if before.is_some_and(is_word) || after.is_some_and(is_word) {
            continue;
        }
        if let Some(kind) = classify(&digits, &groups, piece.x, &text[..start]) {
            best = Some((FoundNumber { kind, range: start..end }, used + 1));
        }
    }
    best
}

fn classify(digits: &str, groups: &[usize], x: bool, before: &str) -> Option<NumberKind> {
    let whole = groups.len() == 1;
    if digits.len() + usize::from(x) == 18 {
        let certain = id_checks(digits, x) && birth_date(&digits[6..14]).is_some();
        if certain || whole && (x || id_region(digits)) && birth_date(&digits[6..14]).is_some() {
            return Some(NumberKind::Id { certain });
        }
    }
    if x {
        return None;
    }
    if whole
        && digits.len() == 15
        && id_region(digits)
        && birth_date(&format!("19{}", &digits[6..12])).is_some()
    {
        return Some(NumberKind::Id { certain: false });
    }
    let fours = groups.split_last().is_some_and(|(last, rest)| *last <= 4 && rest.iter().all(|&n| n == 4));
    if (16..=19).contains(&digits.len()) && (whole || fours) && digits.starts_with(['3', '4', '5', '6', '9'])
    {
        if luhn(digits) {
            return Some(NumberKind::Card { certain: true });
        }
        if speaks_of_cards(before) {
            return Some(NumberKind::Card { certain: false });
        }
    }
    mobile(digits, groups).map(|number| NumberKind::Mobile(number.to_owned()))
}

/// The check digit of GB 11643: ISO 7064 MOD 11-2.
fn id_checks(digits: &str, x: bool) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: &[u8; 11] = b"10X98765432";
    let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    let last = if x { b'X' } else { digits.as_bytes()[17] };
    CHECK[sum as usize % 11] == last
}

/// Whether the number begins with a province's code (81–83 are residence permits).
fn id_region(digits: &str) -> bool {
    matches!(
        digits[..2].parse::<u32>(),
        Ok(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
    )
}

fn birth_date(digits: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(digits, "%Y%m%d").ok()?;
    let year: u32 = digits[..4].parse().ok()?;
    (1850..2100).contains(&year).then_some(date)
}

/// The Luhn check of ISO/IEC 7812.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let value = u32::from(byte - b'0') * (1 + place as u32 % 2);
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether the words just before a number say that it is a card's.
fn speaks_of_cards(before: &str) -> bool {
    let near: String = before.chars().rev().take(12).collect();
    ["号卡", "号账", "号帐", "卡行银", "卡通一"].iter().any(|word| near.contains(word))
}

/// The eleven digits of a mobile number, typed in one go or as 3-4-4, with or without 86.
fn mobile<'a>(digits: &'a str, groups: &[usize]) -> Option<&'a str> {
    let (number, groups) = match (digits.strip_prefix("86"), groups) {
        (Some(rest), [2, groups @ ..]) => (rest, groups.to_vec()),
        (Some(rest), [first, groups @ ..]) if digits.len() == 13 => {
            (rest, std::iter::once(first - 2).chain(groups.iter().copied()).collect())
        }
        _ => (digits, groups.to_vec()),
    };
    let shape = matches!(groups.as_slice(), [11] | [3, 4, 4] | [3, 8] | [7, 4]);
    let bytes = number.as_bytes();
    (shape && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])).then_some(number)
}

/// `text` with every personal number replaced by squares.
pub fn mask(text: &str) -> Cow<'_, str> {
    let found = find(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::new();
    let mut from = 0;
    for number in found {
        masked.push_str(&text[from..number.range.start]);
        masked.push_str("■■■");
        from = number.range.end;
    }
    masked.push_str(&text[from..]);
    Cow::Owned(masked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<NumberKind> {
        find(text).into_iter().map(|found| found.kind).collect()
    }

    const ID: NumberKind = NumberKind::Id { certain: true };
    const ID_SHAPE: NumberKind = NumberKind::Id { certain: false };
    const CARD: NumberKind = NumberKind::Card { certain: true };

    // The numbers are the published examples of the standards, nobody's own.
    #[test]
    fn id_numbers_are_told_by_date_and_check_digit() {
        assert_eq!(kinds("身份证11010519491231002X。"), [ID]);
        assert_eq!(kinds("证号：１１０１０５１９４９１２３１００２Ｘ"), [ID]);
        assert_eq!(kinds("110105 19491231 002x"), [ID]);
        assert_eq!(kinds("440524188001010014"), [ID]);
        assert_eq!(kinds("110105194912310021"), [ID_SHAPE]);
        assert_eq!(kinds("110105491231002"), [ID_SHAPE]);
        for other in ["110105194913310026", "A11010519491231002X", "11010519491231002XY", "140431204206001"] {
            assert_eq!(kinds(other), [], "{other}");
        }
    }

    #[test]
    fn every_wrong_check_digit_is_only_a_shape() {
        let right = (0..10).filter(|last| kinds(&format!("44052418800101001{last}")) == [ID]).count();
        assert_eq!(right, 1);
    }

    #[test]
    fn cards_are_told_by_the_luhn_check() {
        assert_eq!(kinds("4111 1111 1111 1111"), [CARD]);
        assert_eq!(kinds("卡 5555555555554444 开户"), [CARD]);
        assert_eq!(kinds("订单 5555555555554445"), []);
        assert_eq!(kinds("银行卡号：5555555555554445"), [NumberKind::Card { certain: false }]);
        assert_eq!(kinds("41111111 11111111"), []);
    }

    #[test]
    fn mobiles_are_found_in_every_usual_grouping() {
        let mobile = [NumberKind::Mobile("13800138000".into())];
        for text in [
            "13800138000",
            "电话138-0013-8000",
            "+86 138 0013 8000",
            "138.0013.8000",
            "138**0013**8000",
            "8613800138000",
            "１３８００１３８０００",
            "2026-03-31 13800138000",
            "[打电话](tel:13800138000)",
        ] {
            assert_eq!(kinds(text), mobile, "{text}");
        }
        for other in
            ["12800138000", "1380013800", "138001380001", "0355-7890123", "x13800138000", "2026-03-31"]
        {
            assert_eq!(kinds(other), [], "{other}");
        }
    }

    #[test]
    fn masked_text_keeps_the_rest() {
        assert_eq!(mask("找张三 13800138000 或 4111111111111111。"), "找张三 ■■■ 或 ■■■。");
        assert_eq!(mask("3号"), "3号");
    }
}
