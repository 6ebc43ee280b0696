//! Names of people in private values: which keys hold them, and which words of a value they are.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashSet;

use super::people::{
    BODIES, DOUBLE, ENDINGS, ENGLISH, FAMILY, FOLLOWING, KIN, NOT_NAMES, PERSON, RELATIONS, SHORT, STATES,
    SURNAMES,
};
use super::words;
use crate::characters::is_unseen;
use crate::reading::{is_han, letters};

/// The most characters that a name has in one piece.
const LONGEST: usize = 6;

/// How a key speaks of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaks {
    /// It names one.
    Named,
    /// It says what one is to the household: what stands there may be a name.
    Kin,
}

/// Whether people are named below `key`, which is in lower case.
pub(super) fn speaks(key: &str) -> Option<Speaks> {
    if names_somebody(key) {
        return Some(Speaks::Named);
    }
    if NOT_NAMES.iter().any(|word| key.contains(word)) {
        return None;
    }
    if PERSON.iter().any(|word| key.contains(word)) {
        return Some(Speaks::Named);
    }
    let is_kin = key.contains(|c| KIN.contains(c)) || FAMILY.iter().any(|word| key.contains(word));
    let mut tokens = key.split(|c: char| !c.is_ascii_alphabetic());
    let is_english =
        tokens.any(|token| ENGLISH.contains(&token) || ENGLISH.contains(&token.trim_end_matches('s')));
    (is_kin || is_english).then_some(if is_kin { Speaks::Kin } else { Speaks::Named })
}

/// Whether a part of `key` ends with a word for a person, whatever else it speaks of: 学生姓名, 户主及电话, 户主姓名（身份证）.
pub(super) fn names_somebody(key: &str) -> bool {
    let bare = key.split(['（', '(']).next().unwrap_or_default();
    let mut parts = bare.split(['及', '和', '与', '/', '、', '+', '，', ',', ' ']);
    parts.any(|part| PERSON.iter().any(|word| part.ends_with(word)))
}

/// The names in a value below a key that speaks of people.
pub(super) fn of_value(value: &str, speaks: Speaks) -> Vec<String> {
    let mut names = Vec::new();
    for line in value.lines() {
        // 张　三
        let joined: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let count = joined.chars().count();
        if joined != line && joined.chars().all(is_han) && (2..=3).contains(&count) {
            names.extend(Some(joined).filter(|name| is_name(name, speaks)));
            continue;
        }
        // What is not seen is no end of a name.
        let is_part = |c: char| is_han(c) || "·•・".contains(c) || is_unseen(c);
        for word in line.split(|c: char| !is_part(c)) {
            let word = word.trim_matches(['·', '•', '・']);
            let word = behind_relation(word).unwrap_or(word);
            // 徐德丽和王桂花, 徐德丽家
            let is_long = word.chars().count() > 4 && !word.contains(['·', '•', '・']);
            for name in word.split(|c| is_long && "和与及".contains(c)) {
                let is_home =
                    name.chars().count() == 4 && !DOUBLE.iter().any(|double| name.starts_with(double));
                let name = name.strip_suffix('家').filter(|_| is_home).unwrap_or(name);
                names.extend(Some(name).filter(|name| is_name(name, speaks)).map(str::to_owned));
            }
        }
    }
    names
}

/// Whether a name of Han characters begins with a surname and no ordinary word.
pub(super) fn is_whole(name: &str) -> bool {
    let letters = letters(name);
    let units = letters.units();
    surname(name).is_some()
        && !(units.len() > 1 && words::is_word(units[0], units[1]))
        && !NOT_NAMES.iter().any(|word| name.contains(word))
}

/// Finds [`RELATIONS`].
static IN_TEXT: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let longest = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(RELATIONS);
    longest.expect("a short fixed list")
});

/// Whether `text` says what somebody is to another.
pub(super) fn tells_relation(text: &str) -> bool {
    IN_TEXT.is_match(text)
}

/// Names in other text: behind what they are to somebody.
pub(super) fn of_text(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for found in IN_TEXT.find_iter(text) {
        let rest = text[found.end()..].trim_start_matches(['为', '是', '叫', '名', ':', '：', ' ']);
        names.extend(begins_with_name(rest));
    }
    names.sort();
    names.dedup();
    names
}

/// The name that `text` begins with, where what follows shows its end.
fn begins_with_name(text: &str) -> Option<String> {
    let run: Vec<char> = text.chars().take_while(|c| is_han(*c)).take(6).collect();
    let surname = surname(text)?;
    let ends = |length: usize| match run.get(length) {
        None => run.len() == length,
        Some(next) => FOLLOWING.contains(*next),
    };
    let length = (surname + 1..=surname + 2).find(|length| ends(*length))?;
    let name: String = run[..length].iter().collect();
    Some(name).filter(|name| is_name(name, Speaks::Kin))
}

/// What stands behind the relation that `word` begins with, if that may be a name.
fn behind_relation(word: &str) -> Option<&str> {
    let long = RELATIONS.iter().filter_map(|relation| word.strip_prefix(relation));
    let rest = long.min_by_key(|rest| rest.len()).or_else(|| word.strip_prefix(|c| SHORT.contains(c)))?;
    (rest.chars().count() >= 2 && surname(rest).is_some()).then_some(rest)
}

/// How many characters the surname has that `text` begins with.
fn surname(text: &str) -> Option<usize> {
    // 張 is a surname as 张 is.
    static SINGLE: LazyLock<FxHashSet<u16>> =
        LazyLock::new(|| letters(SURNAMES).units().iter().copied().collect());
    if DOUBLE.iter().any(|double| text.starts_with(double)) {
        return Some(2);
    }
    let first = text.chars().next()?;
    let folded = letters(first.encode_utf8(&mut [0; 4]));
    folded.units().first().is_some_and(|unit| SINGLE.contains(unit)).then_some(1)
}

fn is_name(word: &str, speaks: Speaks) -> bool {
    let count = word.chars().filter(|c| is_han(*c)).count();
    let is_body = BODIES.iter().any(|body| word.ends_with(body));
    if count < 2 || is_body || STATES.contains(&word) || RELATIONS.contains(&word) {
        return false;
    }
    if word.contains(['·', '•', '・']) {
        return true;
    }
    let folded = letters(word);
    let units = folded.units();
    let surname = surname(word);
    let is_longer_word =
        count == 3 && words::is_word(units[0], units[1]) && word.ends_with(|c| ENDINGS.contains(c));
    match (speaks, surname) {
        (Speaks::Named, Some(_)) => count <= LONGEST,
        (Speaks::Named, None) => count <= LONGEST && !(count > 2 && words::are_words(units)),
        (Speaks::Kin, Some(surname)) => {
            count <= surname + 2 && !is_longer_word && !(count == 4 && words::are_words(units))
        }
        (Speaks::Kin, None) => {
            let says_more = |c: char| FOLLOWING.contains(c) || "不没未了外大小".contains(c);
            let is_state = STATES.iter().any(|state| word.contains(state));
            count <= 4
                && !is_state
                && !is_longer_word
                && !words::are_words(units)
                && !word.contains(says_more)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_clerks_write_are_understood() {
        for key in [
            "户主",
            "户主姓名",
            "儿媳",
            "孙子",
            "长子",
            "大儿媳",
            "二女婿",
            "外孙女",
            "奶奶",
            "监护人",
            "家庭成员",
            "配偶",
            "老伴",
            "head",
            "son1",
            "head_of_household",
            "子女",
            "岳父",
        ] {
            assert!(speaks(key).is_some(), "{key}");
        }
        for key in [
            "学生姓名",
            "残疾人姓名",
            "单位联系人",
            "银行卡户名",
            "姓名/电话",
            "户主及电话",
            "户主姓名（身份证）",
        ] {
            assert_eq!(speaks(key), Some(Speaks::Named), "{key}");
        }
        for key in [
            "户主电话",
            "子女数",
            "家庭关系",
            "女性人口",
            "备注",
            "儿子收入",
            "person",
            "残疾类别",
            "银行卡号",
            "微信",
        ] {
            assert!(speaks(key).is_none(), "{key}");
        }
    }

    #[test]
    fn names_are_taken_apart() {
        let named = |text: &str| of_value(text, Speaks::Named);
        assert_eq!(named("王建国"), ["王建国"]);
        assert_eq!(named("王芳、李大明（户主）"), ["王芳", "李大明"]);
        assert_eq!(named("张 三"), ["张三"]);
        assert_eq!(named("买买提·吐尔逊"), ["买买提·吐尔逊"]);
        assert_eq!(named("長子李强，次子 李勇12岁"), ["長子李强", "李勇"]);
        assert_eq!(named("扎西"), ["扎西"]);
        let kin = |text: &str| of_value(text, Speaks::Kin);
        assert_eq!(kin("长子李强，次子李勇，在外打工"), ["李强", "李勇"]);
        assert_eq!(kin("妻王桂花，子徐小明"), ["王桂花", "徐小明"]);
        assert_eq!(named("徐德丽和王桂花"), ["徐德丽", "王桂花"]);
        assert_eq!(named("徐德丽家 13900001111"), ["徐德丽"]);
        assert!(named("村委会").is_empty() && named("村集体").is_empty());
        assert_eq!(of_text("其子徐德丽在外打工"), ["徐德丽"]);
        for text in [
            "高血压",
            "解放军",
            "老两口",
            "无",
            "在外打工",
            "北京务工",
            "高中生",
            "大学在读",
            "打工去",
            "已故",
            "两个儿子",
        ] {
            assert!(kin(text).is_empty(), "{text}: {:?}", kin(text));
        }
        assert_eq!(of_text("儿媳王秀兰在县城，女婿：李强；儿子高中毕业"), ["李强", "王秀兰"]);
    }
}
