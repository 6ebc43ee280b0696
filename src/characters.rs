//! Characters that look like others or like nothing: radicals and compatibility ideographs for Han characters, and what
//! nobody sees.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// The character that each of the CJK Radicals Supplement, from U+2E80 on, is the shape of (Unicode's
/// EquivalentUnifiedIdeograph); `?` where there is none.
const SUPPLEMENT: &str = "\
    ?厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵?旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂\
    肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// The Han character that `c`, a radical or a compatibility ideograph, stands for: PDF files and old input methods bring
/// them along, and no search finds them.
pub fn ideograph(c: char) -> Option<char> {
    match c {
        '\u{2e80}'..='\u{2ef3}' => SUPPLEMENT.chars().nth(c as usize - 0x2e80).filter(|meant| *meant != '?'),
        '\u{2f00}'..='\u{2fd5}' | '\u{f900}'..='\u{fad9}' | '\u{2f800}'..='\u{2fa1d}' => {
            [c].into_iter().nfkc().next().filter(|meant| *meant != c)
        }
        _ => None,
    }
}

/// Whether `c` is a Han character; radicals and compatibility ideographs that stand for one are none.
pub fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` shows nothing, though it is neither a blank nor a control character: format characters, selectors of
/// variants, letters that are blank.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
        || matches!(c, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || matches!(c, '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}')
        || matches!(c, '\u{e0000}'..='\u{e0fff}')
}

/// Whether nobody sees `c` where it stands: control and format characters, selectors of variants, letters that are blank.
/// Those that other scripts need between their letters are none, nor what makes a sign an emoji.
pub fn is_invisible(before: Option<char>, c: char) -> bool {
    match c {
        '\u{2028}' | '\u{2029}' => true,
        // Joiners between Arabic and Indic letters, variants of Mongolian ones.
        '\u{200c}' | '\u{200d}' => !before.is_some_and(|c| matches!(c, '\u{600}'..='\u{fff}' | '\u{1000}'..='\u{109f}')),
        '\u{180b}'..='\u{180f}' => !before.is_some_and(|c| matches!(c, '\u{1820}'..='\u{18aa}')),
        '\u{fe0f}' => !before.is_some_and(|c| matches!(c, '#' | '*' | '0'..='9' | '\u{a9}'..='\u{ae}' | '\u{203c}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')),
        _ => is_unseen(c) || c.is_control(),
    }
}

/// From the first to the last of the invisible characters of `text`, and the first of them.
pub fn invisible(text: &str) -> Option<(Range<usize>, char)> {
    let mut before = None;
    let mut found: Option<(Range<usize>, char)> = None;
    for (at, c) in text.char_indices() {
        if is_invisible(before, c) {
            let end = at + c.len_utf8();
            found.get_or_insert((at..end, c)).0.end = end;
        }
        before = Some(c);
    }
    found
}

/// The first character that lets `text` be seen in another order than it is written in: an override, or a mark or
/// beginning of right-to-left text between two Han characters or digits. Scripts from right to left need neither.
pub fn turning(text: &str) -> Option<(usize, char)> {
    let is_ordered = |c: char| is_han(c) || c.is_ascii_alphanumeric();
    let mut before = None;
    let mut mark = None;
    for (at, c) in text.char_indices() {
        match c {
            '\u{202d}' | '\u{202e}' => return Some((at, c)),
            '\u{61c}' | '\u{200f}' | '\u{202b}' | '\u{2067}' => {
                mark = mark.or(before.is_some_and(is_ordered).then_some((at, c)));
            }
            _ if is_unseen(c) => {}
            _ if mark.is_some() && is_ordered(c) => return mark,
            _ => (before, mark) = (Some(c), None),
        }
    }
    None
}

/// `text` without invisible characters, with ideographs for radicals.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.contains(|c: char| c.is_control()) {
        return Cow::Borrowed(text);
    }
    let mut before = None;
    let meant = text.chars().map(move |c| {
        let is_seen = !is_invisible(before.replace(c), c);
        (c, is_seen.then(|| ideograph(c).unwrap_or(c)))
    });
    // Most texts are as they should be, and need no copy.
    match meant.clone().all(|(c, meant)| meant == Some(c)) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(meant.filter_map(|(_, meant)| meant).collect()),
    }
}

/// From the first to the last character of `text` that stands for an ideograph.
pub fn replaced(text: &str) -> Option<Range<usize>> {
    let stands = |c: char| {
        matches!(c, '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{fad9}' | '\u{2f800}'..='\u{2fa1d}')
            && ideograph(c).is_some()
    };
    let start = text.find(stands)?;
    let (last, c) = text.char_indices().rfind(|(_, c)| stands(*c))?;
    Some(start..last + c.len_utf8())
}

/// `text` with ideographs for radicals.
pub fn with_ideographs(text: &str) -> String {
    text.chars().map(|c| ideograph(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_and_compatibility_ideographs_stand_for_characters() {
        for (radical, meant) in [
            ('⻢', '马'),
            ('⾼', '高'),
            ('⼀', '一'),
            ('⺟', '母'),
            ('⻰', '龙'),
            ('\u{f914}', '樂'),
            ('\u{2f804}', '你'),
        ] {
            assert_eq!(ideograph(radical), Some(meant), "{radical}");
        }
        // Unified ideographs among the compatibility ones, and descriptions of characters.
        for c in ['马', '﨑', '⿰', '〇', 'é', '⺀'] {
            assert_eq!(ideograph(c), None, "{c}");
        }
        assert_eq!(SUPPLEMENT.chars().count(), 0x2ef4 - 0x2e80);
    }

    #[test]
    fn what_turns_a_text_around_is_found_and_what_scripts_need_is_not() {
        for text in [
            "找\u{202e}国建张",
            "a\u{202d}b",
            "\u{2067}国\u{200f}建",
            "国\u{202b}建\u{202c}",
            "1\u{200b}\u{61c}39",
        ] {
            assert!(turning(text).is_some(), "{text:?}");
        }
        for text in [
            "\u{2067}مۇھەممەت\u{2069}的家",
            "见\u{202b}ئا\u{202c}，",
            "国\u{200e}建",
            "ا\u{200f}1",
            "家（\u{200f}）国",
        ] {
            assert_eq!(turning(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_nobody_sees_is_found_and_what_scripts_need_is_not() {
        for c in "\u{200b}\u{34f}\u{e0100}\u{180b}\u{2800}\u{ffa0}\u{fe00}\u{fe0f}\u{202e}\u{ad}\u{e0041}\u{3164}\u{115f}\u{7f}\u{85}\u{2066}".chars() {
            let name = format!("葛{c}洪");
            assert_eq!(invisible(&name).map(|(_, c)| c), Some(c), "{c:?}");
            assert_eq!(plain(&name), "葛洪", "{c:?}");
        }
        for name in [
            "葛洪",
            "买买提·艾力",
            "ᠪᠠᠭᠠ\u{180b}ᠲᠤᠷ",
            "مۇھەممەت\u{200c}جان",
            "🏘\u{fe0f}",
            "བསྟན་འཛིན",
            "ꆈꌠ",
            "𠮷野",
        ] {
            assert_eq!(invisible(name), None, "{name}");
            assert_eq!(plain(name), name);
        }
        assert_eq!(plain("\u{feff}⻢\u{200b}超"), "马超");
    }
}
