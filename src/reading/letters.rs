//! What every character is to a reader: a letter or digit in its one spelling, or something between letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::gap::{self, HAN};
use crate::characters::{self, ideograph, is_unseen};

/// Each simplified character followed by its traditional and Japanese forms (after OpenCC's TSCharacters, Apache-2.0).
const TRADITIONAL: &str = include_str!("traditional.txt");
/// Digits as they are written in words, from 0 on.
const NUMERALS: [&str; 10] =
    ["〇零○◯", "一壹弌幺", "二贰弍", "三叁弎", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];
/// Letters of other scripts, each followed by the Latin one that it looks like.
const LOOKALIKES: &str =
    "аa вb сc ԁd еe нh кk мm пn оo рp ԛq ѕs тt ѵv ԝw хx уy αa βb εe ηn κk νv οo ρp τt υu χx γy ωw";
/// The first digit of scripts whose digits Unicode counts as such: Arabic, Tibetan, Mongolian and others of the country's
/// neighbours.
const ZEROS: [u32; 10] = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xe50, 0xf20, 0x1040, 0x1810, 0x19d0];

/// Values of the table that are no letters: a gap, or a character that stands for several.
pub(super) const GAPS: u16 = 8;
pub(super) const SEVERAL: u16 = 7;

/// For every character up to U+FFFF its letter, or the gap it makes.
pub(super) static TABLE: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let known = known();
    let value = |code: u32| match char::from_u32(code) {
        Some(c) => match fold(c, &known) {
            Folded::Gap(gap) => u16::from(gap),
            Folded::Letter(c) if (c as u32) < 0x10000 => c as u16,
            _ => SEVERAL,
        },
        None => u16::from(gap::MARK),
    };
    (0..0x10000).map(value).collect()
});

/// One character's spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folded {
    Letter(char),
    Gap(u8),
    /// What [`pieces`] makes of it.
    Several,
}

/// What a character is beyond the table, or one of those that stand for several is made of.
pub(super) fn pieces(c: char) -> impl Iterator<Item = Folded> {
    static KNOWN: LazyLock<HashMap<char, char>> = LazyLock::new(known);
    let several = [c].into_iter().nfkd().filter(|c| !is_combining_mark(*c));
    several.flat_map(|c| c.to_lowercase()).map(|c| match single(c, &KNOWN) {
        Folded::Several => Folded::Gap(gap::MARK),
        folded => folded,
    })
}

/// Spellings that normal forms do not know.
fn known() -> HashMap<char, char> {
    let mut known = HashMap::new();
    for group in TRADITIONAL.split_whitespace() {
        let mut forms = group.chars();
        let Some(simplified) = forms.next() else { continue };
        known.extend(forms.map(|form| (form, simplified)));
    }
    let radicals = ('\u{2e80}'..='\u{2ef3}').filter_map(|c| Some((c, ideograph(c)?)));
    known.extend(radicals);
    let pairs = LOOKALIKES.split_whitespace().map(str::chars);
    known.extend(pairs.filter_map(|mut pair| Some((pair.next()?, pair.next()?))));
    for (forms, digit) in NUMERALS.iter().zip('0'..='9') {
        known.extend(forms.chars().map(|form| (form, digit)));
    }
    known
}

fn fold(c: char, known: &HashMap<char, char>) -> Folded {
    if is_han(c) && !matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f00}'..='\u{2fdf}') {
        return single(c, known);
    }
    // Syllables that nobody here writes are what they are.
    if matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{e000}'..='\u{f8ff}') {
        return Folded::Letter(c);
    }
    let mut parts = [c].into_iter().nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    match (parts.next(), parts.next()) {
        (Some(one), None) => single(one, known),
        (Some(_), Some(_)) => Folded::Several,
        (None, _) => Folded::Gap(gap::JOINED),
    }
}

fn single(c: char, known: &HashMap<char, char>) -> Folded {
    let code = c as u32;
    if let Some(zero) = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)) {
        return Folded::Letter((b'0' + (code - zero) as u8) as char);
    }
    let mut c = c;
    // 龍 is 龙; 陸 is 陆, which is a six.
    for _ in 0..2 {
        c = known.get(&c).copied().unwrap_or(c);
    }
    match c {
        // What is typed for a digit, and looks like it.
        'o' => Folded::Letter('0'),
        'i' | 'l' => Folded::Letter('1'),
        // And the tone marks of old books.
        '\u{302a}'..='\u{302f}' => Folded::Gap(gap::JOINED),
        _ if is_unseen(c) => Folded::Gap(gap::JOINED),
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Folded::Gap(gap::LINE),
        '\t' | '|' | '¦' | '│' | '┃' | '║' => Folded::Gap(gap::BORDER),
        'ー'
        | '-'
        | '_'
        | '.'
        | '/'
        | '@'
        | '~'
        | '\''
        | '"'
        | '‘'..='‟'
        | '‐'..='―'
        | '−'
        | '·'
        | '•'
        | '・'
        | '˙'
        | '‧'
        | '∙'
        | '⋅'
        | '●'
        | '〜'
        | '′'
        | '″'
        | 'ㆍ'
        | '᛫'
        | '◦'
        | '⸱'
        | '─'
        | '━' => Folded::Gap(gap::DOT),
        '(' | ')' => Folded::Gap(gap::SPACE),
        '`' => Folded::Gap(gap::JOINED),
        _ if c.is_whitespace() => Folded::Gap(gap::SPACE),
        _ if c.is_alphanumeric() => Folded::Letter(c),
        _ => Folded::Gap(gap::MARK),
    }
}

/// Han characters, and what is read as one.
pub fn is_han(c: char) -> bool {
    characters::is_han(c) || matches!(c, '\u{2e80}'..='\u{2fdf}' | '々' | '○')
}

/// The note of a character that is Han.
pub(super) fn han_code(code: u32) -> u8 {
    let is_han = matches!(code, 0x4e00..=0x9fff) || char::from_u32(code).is_some_and(is_han);
    if is_han { HAN } else { 0 }
}
