//! Names of keys across all records: a key known elsewhere under another name here is recognised.

use std::collections::BTreeMap;

use super::kind::{Key, ValueKind};

/// What clerks call keys, and the names that keys here may have; the first that a record knows is meant.
const USUAL: &[(&[&str], &[&str])] = &[
    (&["负责人", "包保人", "联系人", "网格员", "包户人", "承诺者"], &["责任人", "包联人", "承诺人", "姓名"]),
    (&["责任人", "网格长", "组长", "片长", "包联干部"], &["负责人", "责任人", "包联人", "姓名"]),
    (&["手机", "手机号", "手机号码", "联系电话", "电话号码", "联系方式"], &["电话", "内部"]),
    (
        &["户主", "身份证", "身份证号", "身份证号码", "银行卡", "银行卡号", "类别", "备注", "家庭成员"],
        &["说明", "内部"],
    ),
    (&["地址", "住址", "门牌号", "房号"], &["门牌", "阵地"]),
    (&["分数", "成绩", "评分", "打分"], &["得分"]),
    (&["时间", "年月"], &["日期", "月份", "承诺日期", "提出日期"]),
    (&["截止日期", "完成时间", "完成日期", "截止时间", "到期时间"], &["完成期限", "答复期限", "到期"]),
    (&["标题", "名称", "题目"], &["事项", "标题", "姓名", "名称"]),
    (&["小组", "组别", "村组"], &["村民小组"]),
    (&["人数", "家庭人口", "总人口"], &["人口"]),
    (&["总户数", "户数合计"], &["户数"]),
    (&["头像", "图片", "相片"], &["照片"]),
    (&["职位", "岗位职务", "身份"], &["职务", "岗位"]),
    (&["单位", "发布者"], &["发布单位"]),
    (&["所在网格", "网格名称"], &["所属网格", "网格", "名称"]),
    (&["回复", "答案"], &["答复"]),
    (&["状态"], &["阶段", "结果"]),
];

/// The names of the keys of all records.
#[derive(Debug)]
pub(super) struct Names {
    /// The tables of keys, without those nested in them.
    tables: &'static [&'static [Key]],
    /// Whether what bears the name is public wherever it stands.
    public: BTreeMap<&'static str, bool>,
    /// Names of which that is not so.
    private: Vec<&'static str>,
}

impl Names {
    /// Those of `tables` and of the tables nested in them.
    pub(super) fn of(tables: &'static [&'static [Key]]) -> Names {
        let mut public = BTreeMap::new();
        let mut look = |table: &'static [Key]| {
            for key in table {
                let is_public =
                    !matches!(key.kind, ValueKind::Private | ValueKind::PrivateMap | ValueKind::Phone);
                for name in [key.en, key.zh] {
                    *public.entry(name).or_insert(true) &= is_public;
                }
            }
        };
        tables.iter().for_each(|table| walk(table, &mut look));
        let private: Vec<&str> =
            public.iter().filter(|(_, is_public)| !**is_public).map(|(name, _)| *name).collect();
        Names { tables, public, private }
    }

    /// The name this record gives to the key that `word` names in another record or in common speech, if any: 名称 for a
    /// member is 姓名, 手机 is 电话.
    pub(super) fn same_meaning(&self, word: &str, keys: &'static [Key]) -> Option<&'static str> {
        let mut found = None;
        let mut look = |table: &'static [Key]| {
            for key in table.iter().filter(|key| key.zh == word) {
                found = found.or_else(|| keys.iter().find(|mine| mine.en == key.en && mine.zh != word));
            }
        };
        self.tables.iter().for_each(|table| walk(table, &mut look));
        let usual = || {
            let (_, meant) = USUAL.iter().find(|(words, _)| words.contains(&word))?;
            meant.iter().find_map(|name| keys.iter().find(|key| key.zh == *name))
        };
        found.or_else(usual).map(|key| key.zh)
    }

    /// Whether `word` names keys of public values only.
    pub(super) fn is_public(&self, word: &str) -> bool {
        self.public.get(word).copied().unwrap_or(false)
    }

    /// Whether `text` holds the name of a private key or of one for phones, be it with a colon or without.
    pub(super) fn names_private(&self, text: &str) -> bool {
        self.private.iter().any(|name| text.contains(name))
    }
}

/// Calls `look` with `table` and every table nested in it.
fn walk(table: &'static [Key], look: &mut impl FnMut(&'static [Key])) {
    look(table);
    for key in table {
        let mut kind = &key.kind;
        while let ValueKind::List(inner) | ValueKind::Several(inner) = kind {
            kind = inner;
        }
        if let ValueKind::Record(nested) = kind {
            walk(nested, look);
        }
    }
}
