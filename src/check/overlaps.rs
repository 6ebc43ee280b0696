//! Where a sensitive word is none: 流产 in 物流产业 is the end of 物流 and the beginning of 产业, and 五保村 is a village.

use std::ops::Range;

/// Words, the characters before them with whose help their first one ends another word, and those after them that
/// continue another word with their last one. Both must be there: 交流产生, but not 人工流产后.
///
/// Taken from the words of a dictionary of Chinese (jieba's, from 50 times on); left out are those that keep the meaning
/// (人流, 产后) and those that nobody writes.
const OVERLAPS: &[(&str, &str, &str)] = &[
    ("低保", "降最减", "险护证额费温值"),
    ("五保", "十第周", "护险安洁养修密管证健"),
    ("特困", "独奇", "难境惑"),
    ("返贫", "往重", "困"),
    ("信访", "通写电微书", "问谈"),
    ("上访", "网线晚早路街会之以马船车", "谈问客"),
    ("性病", "女男良行染急毒季", "人毒变房例虫害"),
    ("弱智", "薄软减", "能慧力"),
    ("重病", "严", "虫害毒"),
    ("密接", "紧严亲周秘精", "触待近合轨连入口收"),
    ("确诊", "准明正精", "断治疗"),
    ("失能", "损消丧流丢", "力源量"),
    ("计生", "设统估会审累合预总共", "产活物成态存涯长效动命"),
    ("超生", "高", "产活动命"),
    ("流产", "物一交主潮河水电气支合轮上客急分金溪湖", "业品生量值地权能出物区线销"),
    ("结扎", "团总勾集联凝归连", "实营根"),
    ("吸毒", "呼", "气性物素"),
    ("前科", "目以面当提之日眼生年", "技学研普长教室"),
    ("留守", "保停遗居逗残", "卫护城望信则"),
    ("单亲", "简名清订床", "切自手人友临戚密笔"),
    ("离异", "距分脱远隔偏", "常物味样"),
    ("离婚", "距", "礼"),
    ("约谈", "大契签公预条特节和北", "判话论妥"),
];

/// Words of which real villages have their names, from the official list of all of them, and what stands behind them there.
const PLACES: &[(&str, &[&str])] =
    &[("五保", &["村"]), ("结扎", &["村"]), ("留守", &["营", "坟", "司", "处"])];

/// What makes people of a village: 五保村民 are no place.
const PEOPLE: &[&str] = &["民", "妇", "里", "医", "干", "内"];

/// What begins another word with 户, the last character of words such as 监测户: 监测户外.
const AFTER_HOUSEHOLD: &str = "外籍型";

/// Whether the word at `range` of `text` is no word by itself there.
pub(super) fn is_other(text: &str, range: &Range<usize>) -> bool {
    is_across(text, range) || is_place(text, range)
}

/// Whether it begins the name of a place.
fn is_place(text: &str, range: &Range<usize>) -> bool {
    let Some((_, kinds)) = PLACES.iter().find(|(word, _)| *word == &text[range.clone()]) else {
        return false;
    };
    let behind = kinds.iter().find_map(|kind| text[range.end..].strip_prefix(kind));
    // 五保村民委员会 is that of a village, 五保村民 are people.
    behind.is_some_and(|rest| {
        rest.starts_with("民委员会") || !PEOPLE.iter().any(|people| rest.starts_with(people))
    })
}

/// Whether it is the end of one word and the beginning of another.
fn is_across(text: &str, range: &Range<usize>) -> bool {
    let word = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let Some(after) = text[range.end..].chars().next() else { return false };
    if word.ends_with('户') {
        return AFTER_HOUSEHOLD.contains(after);
    }
    let overlap = OVERLAPS.iter().find(|(overlapping, ..)| *overlapping == word);
    overlap
        .is_some_and(|(_, firsts, lasts)| before.is_some_and(|c| firsts.contains(c)) && lasts.contains(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_word(text: &str, word: &str) -> bool {
        let at = text.find(word).unwrap();
        !is_other(text, &(at..at + word.len()))
    }

    #[test]
    fn a_word_across_two_others_or_of_a_place_is_none() {
        for (text, word) in [
            ("物流产业园", "流产"),
            ("一流产品", "流产"),
            ("交流产生的想法", "流产"),
            ("设计生产线", "计生"),
            ("统计生成表格", "计生"),
            ("团结扎实干", "结扎"),
            ("目前科技下乡", "前科"),
            ("降低保费", "低保"),
            ("每周五保洁", "五保"),
            ("线上访谈", "上访"),
            ("丧失能力", "失能"),
            ("简单亲切", "单亲"),
            ("签约谈判", "约谈"),
            ("环境监测户外设备", "监测户"),
            ("到五保村走访", "五保"),
            ("五保村民委员会", "五保"),
            ("留守营镇政府", "留守"),
            ("结扎村的路", "结扎"),
        ] {
            assert!(!is_word(text, word), "{text}");
        }
    }

    #[test]
    fn a_word_by_itself_is_one() {
        for (text, word) in [
            ("人工流产后", "流产"),
            ("流产", "流产"),
            ("走访低保户", "低保"),
            ("计生对象", "计生"),
            ("结扎手术", "结扎"),
            ("有前科的人", "前科"),
            ("五保老人", "五保"),
            ("五保村民三人", "五保"),
            ("留守妇女", "留守"),
            ("失能老人", "失能"),
            ("监测户三户", "监测户"),
        ] {
            assert!(is_word(text, word), "{text}");
        }
    }

    #[test]
    fn every_overlap_is_of_two_characters_that_others_touch() {
        for (word, firsts, lasts) in OVERLAPS {
            assert_eq!(word.chars().count(), 2, "{word}");
            assert!(!firsts.is_empty() && !lasts.is_empty(), "{word}");
        }
    }
}
