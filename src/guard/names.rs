//! Names of people in private values: which keys hold them, and which words of a value they are.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashSet;

use super::words;
use crate::reading::{is_han, letters};

/// Words in keys that say: a person.
const PERSON: [&str; 30] = [
    "户主",
    "家长",
    "姓名",
    "名字",
    "联系人",
    "监护人",
    "法人",
    "承包人",
    "责任人",
    "负责人",
    "代理人",
    "共有人",
    "申请人",
    "担保人",
    "抚养人",
    "赡养人",
    "继承人",
    "受益人",
    "收款人",
    "持卡人",
    "开户人",
    "户名",
    "本人",
    "曾用名",
    "别名",
    "小名",
    "乳名",
    "绰号",
    "外号",
    "邻居",
];
/// Characters in keys that say: one of the family.
const KIN: &str = "妻夫媳婿儿女子父母爹娘爸妈爷奶婆公祖孙甥侄兄弟姐妹哥姑姨舅叔伯婶嫂岳亲娃眷偶伴";
/// Words in keys that say so without one of these characters.
const FAMILY: [&str; 6] = ["家属", "家人", "成员", "爱人", "孩", "闺"];
/// Words in keys that say: something else about them.
const NOT_NAMES: [&str; 34] = [
    "电话", "手机", "号", "证", "卡", "数", "人口", "关系", "年龄", "岁", "出生", "生日", "类", "性质",
    "微信", "qq", "邮", "职", "单位", "学", "文化", "址", "去向", "状", "情况", "收入", "金", "病", "残",
    "性别", "电子", "办公", "公路", "备注",
];
/// The same in English, as whole words.
const ENGLISH: [&str; 32] = [
    "name",
    "head",
    "spouse",
    "wife",
    "husband",
    "partner",
    "son",
    "daughter",
    "child",
    "children",
    "father",
    "mother",
    "parent",
    "guardian",
    "contact",
    "relative",
    "family",
    "member",
    "kin",
    "brother",
    "sister",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "cousin",
    "grandson",
    "granddaughter",
    "grandfather",
    "grandmother",
    "grandchild",
    "neighbour",
];

/// What people are to each other, as it stands before or behind a name.
const RELATIONS: [&str; 58] = [
    "户主",
    "本人",
    "配偶",
    "丈夫",
    "妻子",
    "爱人",
    "老伴",
    "媳妇",
    "儿子",
    "女儿",
    "长子",
    "次子",
    "三子",
    "四子",
    "独子",
    "养子",
    "继子",
    "长女",
    "次女",
    "三女",
    "独女",
    "养女",
    "大儿子",
    "二儿子",
    "小儿子",
    "大女儿",
    "二女儿",
    "小女儿",
    "父亲",
    "母亲",
    "父子",
    "母子",
    "孙子",
    "孙女",
    "外孙",
    "外孙女",
    "儿媳",
    "大儿媳",
    "女婿",
    "兄弟",
    "姐妹",
    "哥哥",
    "弟弟",
    "姐姐",
    "妹妹",
    "侄子",
    "侄女",
    "外甥",
    "岳父",
    "岳母",
    "公公",
    "婆婆",
    "祖父",
    "祖母",
    "监护人",
    "联系人",
    "邻居",
    "叔叔",
];

/// What stands in the place of a name and is none.
const STATES: [&str; 40] = [
    "同上", "不详", "未知", "已故", "空户", "电话", "外出", "务工", "打工", "务农", "在家", "在外", "健在",
    "在读", "上学", "读书", "小学", "初中", "高中", "中专", "大专", "本科", "大学", "退休", "参军", "病故",
    "去世", "死亡", "未婚", "已婚", "离异", "离婚", "丧偶", "没有", "常住", "学生", "农民", "工人", "教师",
    "两人",
];

/// Surnames of one character, from the most frequent on; and those of two.
const SURNAMES: &str = "\
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金\
    陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左\
    涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧\
    畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌\
    银扬明沙伏岑习胥保和蔺水云肖闫凃";
const DOUBLE: [&str; 14] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "尉迟", "皇甫", "公孙", "慕容", "长孙", "宇文", "令狐",
    "端木",
];
/// Behind a word of two characters these make another: 高中生.
const ENDINGS: &str = "生员工人户者民岁级年班组类型性";
/// What follows a name in a sentence.
const FOLLOWING: &str = "在为是有于去与和及已现患的等住由被因从到今";

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
            let name = behind_relation(word).unwrap_or(word);
            names.extend(Some(name).filter(|name| is_name(name, speaks)).map(str::to_owned));
        }
    }
    names
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
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
    let rest =
        RELATIONS.iter().filter_map(|relation| word.strip_prefix(relation)).min_by_key(|rest| rest.len())?;
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
    if count < 2 || STATES.contains(&word) || RELATIONS.contains(&word) {
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
        for text in ["无", "在外打工", "北京务工", "高中生", "大学在读", "打工去", "已故", "两个儿子"]
        {
            assert!(kin(text).is_empty(), "{text}: {:?}", kin(text));
        }
        assert_eq!(of_text("儿媳王秀兰在县城，女婿：李强；儿子高中毕业"), ["李强", "王秀兰"]);
    }
}
