//! Names of people in cells: with blanks, with other dots, several at once, or none at all.

use super::phones::SIGNS;
use crate::characters::is_han;
use crate::diagnostic::Text;
use crate::guard::DOUBLE;
use crate::load::spelling;
use crate::text;

/// What stands where there is nobody.
const NOBODY: &[&str] =
    &["暂缺", "空缺", "缺", "暂无", "无", "待定", "未定", "缺编", "空", "空岗", "暂空", "待选", "待聘"];

/// What may stand in brackets behind a name and leaves no doubt about who it is, beside titles.
const REMARKS: &[&str] = &[
    "女",
    "男",
    "兼",
    "兼职",
    "兼任",
    "专职",
    "党员",
    "中共党员",
    "预备党员",
    "党支部书记",
    "支部书记",
    "村书记",
    "村支书",
    "村主任",
    "副书记",
    "副主任",
    "副组长",
    "妇女主任",
];

/// How the names of offices end.
const OFFICES: &[&str] =
    &["委会", "支部", "中心", "网格", "村", "组", "办", "站", "公司", "学校", "合作社", "队", "所", "局"];

/// What stands behind a name and is none.
const TITLES: &[&str] = &[
    "书记",
    "主任",
    "组长",
    "支书",
    "站长",
    "所长",
    "镇长",
    "乡长",
    "村长",
    "委员",
    "主席",
    "科长",
    "局长",
    "部长",
    "会计",
    "网格员",
    "网格长",
    "老师",
    "经理",
];

/// Further surnames of two characters, beside [`DOUBLE`], which may stand apart from the rest. The last look knows them
/// not: many are words as well.
const COMPOUND: &[&str] = &[
    "夏侯", "澹台", "呼延", "轩辕", "南宫", "西门", "闻人", "申屠", "独孤", "百里", "拓跋", "赫连", "万俟",
    "第五", "东郭", "钟离",
];

/// What a cell says about who it is.
#[derive(Debug, PartialEq)]
pub(super) enum Who {
    /// These people, at least one.
    People(Vec<String>),
    /// A vacancy, declared.
    Vacant,
}

/// Whether something stands in brackets behind a name of `text`.
pub(super) fn has_remark(text: &str) -> bool {
    text.split(SIGNS).any(|part| without_remark(part) != part)
}

/// `part` without what stands in brackets behind it and is nobody's name.
fn without_remark(part: &str) -> &str {
    let end = part.trim_end().strip_suffix([')', '）']);
    let split = end.and_then(|whole| whole.rsplit_once(['(', '（']));
    match split {
        Some((name, remark)) if [TITLES, REMARKS].iter().any(|known| known.contains(&remark.trim())) => name,
        _ => part,
    }
}

/// The people that `text` names.
pub(super) fn people(text: &str) -> Result<Who, Text> {
    let tight: String = text.split_whitespace().collect();
    if NOBODY.contains(&&*tight) {
        return Ok(Who::Vacant);
    }
    let mut names: Vec<String> = Vec::new();
    for part in text.split(SIGNS).filter(|part| !part.trim().is_empty()) {
        for name in persons(without_remark(part)) {
            if !is_name(&name) {
                return Err(text!(
                    "不像一个人的姓名；一格写姓名，别的写到别的列",
                    "this does not look like a person's name: give names only"
                ));
            }
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    match names.is_empty() {
        true => Err(text!("没有姓名", "there is no name")),
        false => Ok(Who::People(names)),
    }
}

/// The names in a part of a cell that has blanks only: one with blanks in it, or several.
fn persons(part: &str) -> Vec<String> {
    let (part, _) = spelling::name(part.trim());
    let words: Vec<&str> = part.split_whitespace().collect();
    let are_names = words.len() > 1 && words.iter().all(|word| (2..=4).contains(&word.chars().count()));
    match are_names
        && ![COMPOUND, &DOUBLE].iter().any(|known| known.contains(&words[0]))
        && part.chars().all(|c| is_han(c) || c.is_whitespace())
    {
        true => words.into_iter().map(str::to_owned).collect(),
        false => vec![spelling::joined(&part).unwrap_or(part)],
    }
}

/// Whether `name` can be a person's.
fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    let is_letter = |c: char| c.is_alphabetic() || c == '·' || c == ' ' || c == '.';
    let fits = if name.contains('·') || !name.contains(is_han) {
        (2..=30).contains(&length)
    } else {
        (2..=5).contains(&length)
    };
    let office = length > 2 && OFFICES.iter().any(|end| name.ends_with(end));
    let title = TITLES.iter().any(|end| name.ends_with(end));
    fits && name.chars().all(is_letter)
        && !office
        && !title
        && !["合计", "小计", "总计", "平均"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        match people(text) {
            Ok(Who::People(names)) => names,
            _ => Vec::new(),
        }
    }

    #[test]
    fn blanks_within_a_name_go_and_those_between_names_divide() {
        for (text, names) in [
            ("江 涛", vec!["江涛"]),
            ("覃 德 旺", vec!["覃德旺"]),
            ("　岑玉兰", vec!["岑玉兰"]),
            ("逄\u{a0}\u{a0}丽", vec!["逄丽"]),
            ("尉迟 安民", vec!["尉迟安民"]),
            ("罗布•次仁", vec!["罗布·次仁"]),
            ("兰芳、滕 军", vec!["兰芳", "滕军"]),
            ("张三丰 李四光", vec!["张三丰", "李四光"]),
            ("兰芳\n滕军", vec!["兰芳", "滕军"]),
            ("丘㛃", vec!["丘㛃"]),
            ("江 涛（组长）、兰芳(女)", vec!["江涛", "兰芳"]),
        ] {
            assert_eq!(read(text), names, "{text}");
        }
    }

    #[test]
    fn what_is_no_person_is_not_taken_for_one() {
        for text in [
            "3人",
            "合计",
            "是",
            "村委会",
            "石埠村党支部",
            "张三（李四代）",
            "13900001001",
            "5户",
            "网格员2名",
            "孙书记",
            "江涛 主任",
        ] {
            assert!(people(text).is_err(), "{text}");
        }
        for text in ["暂缺", " 空 缺 ", "无"] {
            assert_eq!(people(text).ok(), Some(Who::Vacant), "{text}");
        }
    }
}
