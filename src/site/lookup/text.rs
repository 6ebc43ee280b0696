//! Text as the look-up compares it: full-width letters are half-width, capitals small, traditional characters
//! simplified, Chinese digits digits, signs that only join or part are gaps, and what nobody sees is nothing.
//! `themes/default/assets/lookup.js` does exactly the same; a test compares them.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::model::readings;

use super::numerals::{self, is_numeral};
use super::unit::{Gap, Unit};

/// More of a query is not read.
pub(super) const LONGEST: usize = 60;
/// More words of a query are not read.
const MOST_WORDS: usize = 8;

/// Chinese digits by their value; 零 is another 0.
pub(super) const DIGITS: &str = "〇一二三四五六七八九";
/// Rings that keyboards give for 〇.
const RINGS: &str = "○◯⚪⭕";
/// Signs by which parts of one door are joined: `1-201`, `11#201`, `1/201`, `1.12号`.
const JOINTS: &str = "-#/\\._~+*&@|'·˗•‧⁃∙⋅─━・ー〜〰᠆⸱⸺⸻−";
/// Radicals as such, each with the character that looks the same.
const RADICALS: &str = "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑长⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲龟";
/// Traditional characters, each with its simplified form, in the quotes of a script.
const FORMS: &str = include_str!("../../../themes/default/assets/lookup-forms.js");
/// What a villagers' group or production team is called in full, and in short.
const GROUPS: &[(&str, char)] = &[
    ("村民小组", '组'),
    ("居民小组", '组'),
    ("村民组", '组'),
    ("居民组", '组'),
    ("小组", '组'),
    ("生产小队", '队'),
    ("生产队", '队'),
    ("小队", '队'),
];

/// A text in its spellings, each once: as written, with numbers named by 十, 百 or 千 in digits too (十三 as 13), and
/// with groups in short (三组 for 第三村民小组).
pub(super) type Spellings = Vec<Vec<Unit>>;

/// `text` in its spellings; empty when nothing in it is to be compared.
pub(super) fn spellings(text: &str) -> Spellings {
    let written = units(text);
    if written.is_empty() { Vec::new() } else { spelt(written) }
}

fn spelt(written: Vec<Unit>) -> Spellings {
    let counted = numerals::in_digits(&written);
    let short = in_short(&counted);
    let mut spellings = vec![written];
    for further in [counted, short] {
        if !spellings.contains(&further) {
            spellings.push(further);
        }
    }
    spellings
}

/// A word of a query in its spellings; in the last one 第3组 is 3组, too.
fn asked(word: &[Unit]) -> Spellings {
    let mut word = word.to_vec();
    word[0].gap = Gap::None;
    let mut spellings = spelt(word);
    let plain = without_ordinals(&spellings[spellings.len() - 1]);
    if !spellings.contains(&plain) {
        spellings.push(plain);
    }
    spellings
}

/// The words of a query, each in its spellings, and where there are several, all of them as one.
pub(super) fn words(query: &str) -> (Vec<Spellings>, Option<Spellings>) {
    let units = units(&query.chars().take(LONGEST).collect::<String>());
    let words: Vec<&[Unit]> = units.chunk_by(|_, next| next.gap != Gap::Break).take(MOST_WORDS).collect();
    let whole = (words.len() > 1).then(|| asked(&words.concat()));
    (words.into_iter().map(asked).collect(), whole)
}

/// A door as somebody without Chinese characters can type it: `place`, what its place is called, else its own pinyin,
/// and its last number. `None` where it has neither.
pub(super) fn in_latin(door: &str, place: Option<&str>) -> Option<String> {
    let spellings = spellings(door);
    let units = spellings.last()?;
    let last = units.iter().rposition(|unit| unit.is_digit());
    let first = last.map(|last| {
        let is_same = |at: &usize| !units[*at].begins_number(units[at - 1]) && units[at - 1].is_digit();
        (1..=last).rev().take_while(is_same).last().map_or(last, |at| at - 1)
    });
    let number: String = first
        .map_or(&[][..], |first| &units[first..=last.unwrap_or(first)])
        .iter()
        .map(|unit| unit.char)
        .collect();
    let sounds = units[..first.unwrap_or(units.len())].iter().map(|unit| match readings(unit.read).first() {
        Some(reading) => reading.clone(),
        None => unit.char.to_string(),
    });
    let name = place.map_or_else(|| sounds.collect(), |place| format!("{place},"));
    let told = format!("{name} {number}");
    let told = told.trim().trim_end_matches(',');
    (!told.is_empty() && told.is_ascii()).then(|| told.to_owned())
}

/// What is to be compared of `text`.
pub(super) fn units(text: &str) -> Vec<Unit> {
    // NFKC makes a blank of this dot.
    let text: String = text.replace('˙', "·").nfkc().collect();
    let mut units: Vec<Unit> = Vec::new();
    let mut gap = Gap::None;
    for c in text.to_lowercase().chars() {
        match sign(c, units.last().filter(|_| gap == Gap::None)) {
            Sign::Nothing => {}
            Sign::Between(between) => gap = gap.max(between),
            Sign::Seen(char, read) => {
                let gap = std::mem::take(&mut gap);
                units.push(Unit { char, read, gap: if units.is_empty() { Gap::None } else { gap } });
            }
        }
    }
    // 二o三: a Latin letter for the ring.
    let is_ring = |three: &[Unit]| {
        let digit = |unit: Unit| unit.is_digit() && !unit.is_light();
        three[1].read == 'o'
            && digit(three[0])
            && digit(three[2])
            && three[1..].iter().all(|u| u.gap == Gap::None)
    };
    let rings: Vec<usize> =
        (1..units.len().saturating_sub(1)).filter(|&at| is_ring(&units[at - 1..at + 2])).collect();
    for at in rings {
        (units[at].char, units[at].read) = ('0', '〇');
    }
    units
}

/// What a character means.
enum Sign {
    /// As it is compared, and as it is read aloud.
    Seen(char, char),
    Between(Gap),
    /// It cannot be seen.
    Nothing,
}

fn sign(c: char, before: Option<&Unit>) -> Sign {
    let code = c as u32;
    match c {
        '0'..='9' | 'a'..='z' => Sign::Seen(c, c),
        '零' => Sign::Seen('0', c),
        _ if JOINTS.contains(c) || matches!(code, 0x2010..=0x2015) => Sign::Between(Gap::Joint),
        _ if RINGS.contains(c) => Sign::Seen('0', '〇'),
        _ if is_ignorable(code) => Sign::Nothing,
        _ if is_separator(code) => Sign::Between(Gap::Break),
        _ if matches!(code, 0xc0..=0x24f | 0x1e00..=0x1eff) => {
            let plain = letter(c, before);
            Sign::Seen(plain, plain)
        }
        _ => {
            let c = SAME.get(&c).copied().unwrap_or(c);
            let digit = DIGITS.chars().position(|digit| digit == c);
            Sign::Seen(digit.map_or(c, |value| char::from(b'0' + value as u8)), c)
        }
    }
}

/// A Latin letter without its marks; ü is the v of pinyin where pinyin has it.
fn letter(c: char, before: Option<&Unit>) -> char {
    let mut parts = std::iter::once(c).nfd();
    let plain = parts.next().filter(char::is_ascii_lowercase).unwrap_or(c);
    let is_umlaut = plain == 'u' && parts.any(|mark| mark == '\u{308}');
    if is_umlaut && before.is_some_and(|before| matches!(before.char, 'l' | 'n')) { 'v' } else { plain }
}

/// Radicals and traditional characters, each with the character that it is compared as.
static SAME: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let forms = FORMS.split('\'').skip(1).step_by(2).flat_map(str::chars);
    let mut written = forms.chain(RADICALS.chars());
    std::iter::from_fn(|| written.next().zip(written.next())).collect()
});

/// What leaves no trace where it stands: selectors of variants, marks of direction, joiners, fillers, stray accents.
fn is_ignorable(code: u32) -> bool {
    matches!(code, 0xad | 0x300..=0x36f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f
        | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0
        | 0xfff0..=0xfff8 | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
}

/// Spaces, punctuation, and drawings.
fn is_separator(code: u32) -> bool {
    code < 0xc0
        || matches!(code, 0xd7 | 0xf7 | 0x2000..=0x206f | 0x2190..=0x2bff | 0x2e00..=0x2e7f | 0x3000..=0x3004
            | 0x3008..=0x3020 | 0x3030..=0x303f | 0xfe10..=0xfe6f | 0xfffc..=0xfffd | 0x1f000..=0x1faff)
}

/// `word` with groups called as people call them.
fn in_short(word: &[Unit]) -> Vec<Unit> {
    let mut short = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let is_called = |name: &str| {
            let read = word[at..].iter().map(|unit| unit.read);
            read.take(name.chars().count()).eq(name.chars())
        };
        match GROUPS.iter().find(|(name, _)| is_called(name)) {
            Some(&(name, c)) => {
                short.push(Unit { char: c, read: c, ..word[at] });
                at += name.chars().count();
            }
            None => {
                short.push(word[at]);
                at += 1;
            }
        }
    }
    short
}

/// `word` with 3组 for 第3组.
fn without_ordinals(word: &[Unit]) -> Vec<Unit> {
    let mut plain = Vec::new();
    let mut gap = Gap::None;
    for (at, unit) in word.iter().enumerate() {
        if unit.read == '第' && word.get(at + 1).is_some_and(is_numeral) {
            gap = unit.gap;
        } else {
            plain.push(Unit { gap: std::mem::take(&mut gap).max(unit.gap), ..*unit });
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(units: &[Unit]) -> String {
        let unit = |unit: &Unit| match unit.gap {
            Gap::None => unit.char.to_string(),
            Gap::Joint => format!("-{}", unit.char),
            Gap::Break => format!(" {}", unit.char),
        };
        units.iter().map(unit).collect()
    }

    fn spelt(text: &str) -> Vec<String> {
        spellings(text).iter().map(|units| shown(units)).collect()
    }

    #[test]
    fn spellings_of_one_thing_are_equal() {
        assert_eq!(spelt("三号"), ["3号"]);
        assert_eq!(spelt("Ａ区 ３－２ 号"), ["a区 3-2 号"]);
        assert_eq!(spelt("十三号"), ["十3号", "13号"]);
        assert_eq!(spelt("二十三组一百零五户"), ["2十3组1百05户", "23组105户"]);
        assert_eq!(spelt("三里屯"), ["3里屯"]);
        assert_eq!(spelt("百家村、二三十步"), ["百家村 23十步"]);
        assert_eq!(spelt("（·）"), [""; 0]);
        for ring in ["二〇三", "二零三", "二○三", "二◯三", "二o三", "二Ｏ三", "２０３"]
        {
            assert_eq!(spelt(ring), ["203"], "{ring}");
        }
        assert_eq!(spelt("no1"), ["no1"]);
    }

    #[test]
    fn signs_join_or_part_and_what_is_not_seen_is_nothing() {
        for joined in ["11#201", "11/201", "11.201", "11—201", "11─201", "11・201", "11˙201", "11－201"]
        {
            assert_eq!(spelt(joined), ["11-201"], "{joined}");
        }
        assert_eq!(spelt("11号，201"), ["11号 201"]);
        for written in
            ["葛\u{e0100}家沟", "葛\u{fe00}家\u{200b}沟", "\u{feff}葛家\u{34f}沟", "葛家\u{ffa0}沟"]
        {
            assert_eq!(spelt(written), ["葛家沟"], "{written}");
        }
        assert_eq!(spelt("⻢家⾕"), ["马家谷"]);
        assert_eq!(spelt("時々"), ["时々"]);
        assert_eq!(spelt("龍家後溝第三村民小組"), ["龙家后沟第3村民小组", "龙家后沟第3组"]);
        assert_eq!(spelt("Lǚ nǜ Übung hòugōu"), ["lv nv ubung hougou"]);
    }

    #[test]
    fn groups_have_a_short_name() {
        assert_eq!(spelt("第三村民小组"), ["第3村民小组", "第3组"]);
        assert_eq!(spelt("第十二居民小组"), ["第十2居民小组", "第12居民小组", "第12组"]);
        assert_eq!(spelt("五生产队"), ["5生产队", "5队"]);
        assert_eq!(spelt("第三网格"), ["第3网格"]);
    }

    #[test]
    fn a_door_can_be_typed_without_chinese() {
        let told = |door, place| in_latin(door, place).unwrap();
        assert_eq!(told("后沟十二号", None), "hougou 12");
        assert_eq!(told("东苑1幢1单元101室", Some("Dongyuan building 1")), "Dongyuan building 1, 101");
        assert_eq!(told("1#201", None), "1 201");
        assert_eq!(told("老屋", None), "laowu");
        assert_eq!(in_latin("…", None), None);
    }

    #[test]
    fn words_are_parted_by_spaces_and_punctuation() {
        let told = |query: &str| {
            let (words, whole) = words(query);
            let words: Vec<String> = words.iter().map(|word| shown(word.last().unwrap())).collect();
            (words, whole.map(|whole| shown(whole.last().unwrap())))
        };
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            told(" 汪屋，3号　第１组"),
            (owned(&["汪屋", "3号", "1组"]), Some("汪屋 3号 1组".to_owned()))
        );
        assert_eq!(told("11#201"), (owned(&["11-201"]), None));
        assert_eq!(told("第三村民小组"), (owned(&["3组"]), None));
        assert_eq!(told("第"), (owned(&["第"]), None));
        assert_eq!(told(" · "), (owned(&[]), None));
    }
}
