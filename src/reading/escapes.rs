//! What the escapes of formats mean: `&#x738b;`, `\u738b`, `%E7%8E%8B`, `\91d1 ` in a style sheet.

use super::gap;

/// The most bytes that an entity has.
const LONGEST_ENTITY: usize = 12;

/// What an escape means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Char(char),
    Gap(u8),
}

/// What the escape that `rest` begins with means, and how many bytes it has.
pub(super) fn escaped(rest: &[u8], is_style: bool) -> Option<(usize, Meant)> {
    match rest {
        [b'%', ..] => percent(rest),
        [b'\\', ..] => backslash(rest, is_style),
        [b'&', rest @ ..] => entity(rest).map(|(length, meant)| (length + 1, meant)),
        _ => None,
    }
}

/// One character of `%E7%8E%8B`.
fn percent(rest: &[u8]) -> Option<(usize, Meant)> {
    let byte = |at: usize| match rest.get(at..at + 3)? {
        [b'%', digits @ ..] => hex(digits).map(|byte| byte as u8),
        _ => None,
    };
    let first = byte(0)?;
    let length = match first {
        0..0x80 => 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return None,
    };
    let bytes: Vec<u8> = (0..length).map_while(|at| byte(3 * at)).collect();
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((3 * length, Meant::Char(c)))
}

fn backslash(rest: &[u8], is_style: bool) -> Option<(usize, Meant)> {
    if is_style {
        return style(rest);
    }
    match rest {
        [_, b'u', b'{', ..] => {
            let end = rest.iter().take(12).position(|byte| *byte == b'}')?;
            Some((end + 1, Meant::Char(char::from_u32(hex(&rest[3..end])?)?)))
        }
        [_, b'u', digits @ ..] => {
            let unit = hex(digits.get(..4)?)?;
            if let Some(c) = char::from_u32(unit) {
                return Some((6, Meant::Char(c)));
            }
            let low = hex(rest.get(6..)?.strip_prefix(b"\\u")?.get(..4)?)?;
            let c = char::decode_utf16([unit as u16, low as u16]).next()?.ok()?;
            Some((12, Meant::Char(c)))
        }
        [_, b'x', digits @ ..] => Some((4, Meant::Char(char::from_u32(hex(digits.get(..2)?)?)?))),
        [_, b'n' | b'r', ..] => Some((2, Meant::Gap(gap::LINE))),
        [_, b't', ..] => Some((2, Meant::Gap(gap::BORDER))),
        // 张\*\*建: what follows is what it is.
        [_, next, ..] if next.is_ascii_punctuation() => Some((1, Meant::Gap(gap::JOINED))),
        _ => style(rest).filter(|(length, _)| *length >= 5),
    }
}

/// `\91d1 `: up to six digits and a blank.
fn style(rest: &[u8]) -> Option<(usize, Meant)> {
    let digits = rest[1..].iter().take(6).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let c = char::from_u32(hex(rest.get(1..1 + digits).filter(|digits| !digits.is_empty())?)?)?;
    let blank = usize::from(rest.get(1 + digits) == Some(&b' '));
    Some((1 + digits + blank, Meant::Char(c)))
}

/// Behind its `&`. Browsers read a number without its `;` as well.
fn entity(rest: &[u8]) -> Option<(usize, Meant)> {
    if let [b'#', number @ ..] = rest {
        let (radix, digits, before) = match number {
            [b'x' | b'X', digits @ ..] => (16, digits, 2),
            digits => (10, digits, 1),
        };
        let is_digit = |byte: &&u8| (**byte as char).is_digit(radix);
        let count = digits.iter().take(LONGEST_ENTITY).take_while(is_digit).count();
        let text = std::str::from_utf8(&digits[..count]).ok()?;
        let c = char::from_u32(u32::from_str_radix(text, radix).ok()?)?;
        let end = usize::from(digits.get(count) == Some(&b';'));
        return Some((before + count + end, Meant::Char(c)));
    }
    let end = rest.iter().take(LONGEST_ENTITY).position(|byte| *byte == b';')?;
    let meant = match &rest[..end] {
        b"nbsp" | b"ensp" | b"emsp" | b"thinsp" | b"numsp" | b"puncsp" | b"hairsp" => Meant::Gap(gap::SPACE),
        b"shy" | b"zwnj" | b"zwj" | b"lrm" | b"rlm" | b"ZeroWidthSpace" | b"NoBreak" => {
            Meant::Gap(gap::JOINED)
        }
        b"middot" | b"sdot" | b"bull" | b"ndash" | b"mdash" | b"hyphen" | b"dash" | b"minus" | b"period"
        | b"quot" | b"apos" | b"lsquo" | b"rsquo" | b"ldquo" | b"rdquo" => Meant::Gap(gap::DOT),
        b"Tab" => Meant::Gap(gap::BORDER),
        b"NewLine" => Meant::Gap(gap::LINE),
        _ => Meant::Gap(gap::MARK),
    };
    Some((end + 1, meant))
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0u32, |sum, digit| sum.checked_mul(16)?.checked_add((*digit as char).to_digit(16)?))
}
