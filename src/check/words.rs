//! The words that label a household, and the phrases around them that speak of a policy only.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::overlaps;
use crate::characters::is_han;
use crate::model::settings::Excuse;
use crate::source::SourceId;
use crate::word_list::word_list;

/// Words that label the people they stand beside: relief, petitions, illness, disability, custody, family matters.
const SENSITIVE: &[&str] = &word_list::<72>(
    "低保 五保 特困 困难户 贫困户 脱贫户 监测户 边缘户 返贫 建档立卡 救助对象 低收入户 信访 上访 缠访 闹访 \
    重点人员 重点户 难点户 钉子户 不稳定因素 违章户 精神病 精神障碍 抑郁症 糖尿病 高血压 癌 肿瘤 白血病 \
    尿毒症 乙肝 肺结核 艾滋 性病 梅毒 癫痫 痴呆 智障 弱智 重病 慢性病 密接 确诊 隔离人员 残疾 失能 计生 超生 \
    流产 结扎 吸毒 涉毒 戒毒 矫正 刑满 释放人员 前科 服刑 邪教 留守 空巢 孤儿 未成年 单亲 离异 离婚 纠纷户 \
    欠款户 流动党员 诫勉 约谈",
);

/// Phrases that hold such a word and yet speak of a policy, an office, a post or a document.
const POLICY: &[&str] = &word_list::<92>(
    "低保申请 低保办理 低保政策 低保标准 低保条件 低保制度 低保流程 低保指南 低保审核 低保审批 低保公示 \
    低保经办 低保救助 低保资金 低保金 低保待遇 低保边缘 申请低保 办理低保 代办低保 城乡低保 农村低保 \
    五保供养 特困供养 特困人员救助 特困人员供养 特困救助 防返贫 防止返贫 \
    信访办 信访局 信访条例 信访接待 信访渠道 信访途径 信访事项 信访代办 信访工作 信访员 信访专干 依法信访 \
    残疾证 残疾人证 残疾人联合会 残疾人补贴 残疾人两项补贴 残疾人坡道 残疾人通道 残疾人设施 残疾人专职委员 \
    残疾人联络员 残疾评定 重度残疾人护理补贴 失能老人补贴 癌症筛查 两癌 防癌 慢性病防治 慢性病门诊 \
    慢性病管理 肺结核防治 防治肺结核 艾滋病防治 预防艾滋 高血压随访 高血压筛查 糖尿病筛查 \
    计生政策 计生服务 计生证明 计生奖励 计生办 计生专干 计生主任 计生员 计生协会 留守儿童之家 留守儿童关爱 \
    关爱留守 关爱空巢 孤儿保障 未成年人保护 未成年人活动 离婚登记 离婚冷静期 \
    戒毒宣传 反邪教 防邪教 社区矫正法 流动党员管理 约谈线 约谈制度",
);

static BUILT_IN: LazyLock<AhoCorasick> = LazyLock::new(|| automaton(&[]).expect("two short fixed lists"));

/// Leftmost and longest: a policy phrase swallows the word in it. The policy phrases come last.
fn automaton(more: &[String]) -> Option<AhoCorasick> {
    let words =
        SENSITIVE.iter().copied().chain(more.iter().map(String::as_str)).chain(POLICY.iter().copied());
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()
}

/// A sensitive word in a text.
pub(super) struct Hit {
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether it is part of a phrase that speaks of a policy.
    pub in_policy: bool,
}

/// The sensitive words of a board: those built in, and its own.
pub(super) struct Vocabulary {
    own: Option<AhoCorasick>,
    sensitive: usize,
}

impl Vocabulary {
    /// With `more` words.
    pub(super) fn new(more: &[String]) -> Vocabulary {
        let own = if more.is_empty() { None } else { automaton(more) };
        let sensitive = SENSITIVE.len() + if own.is_some() { more.len() } else { 0 };
        Vocabulary { own, sensitive }
    }

    /// All sensitive words of `text`, in order: words, not every place where their characters stand.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit> + 't {
        let automaton = self.own.as_ref().unwrap_or(&BUILT_IN);
        let hits = automaton.find_iter(text).map(|found| Hit {
            range: found.range(),
            in_policy: found.pattern().as_usize() >= self.sensitive,
        });
        hits.filter(|hit| hit.in_policy || !overlaps::is_other(text, &hit.range))
    }
}

/// The characters with which sensitive words, and the phrases around them, begin.
pub(super) struct Initials(Vec<bool>);

impl Initials {
    /// Those of the words built in and of `more`.
    pub(super) fn new(more: &[String]) -> Initials {
        let all = SENSITIVE.iter().chain(POLICY).copied().chain(more.iter().map(String::as_str));
        let mut initials = vec![false; 0x10000];
        for c in all.filter_map(|word| word.chars().next()) {
            if let Some(slot) = initials.get_mut(c as usize) {
                *slot = true;
            }
        }
        Initials(initials)
    }

    /// Whether a word may begin with `c`.
    pub(super) fn have(&self, c: char) -> bool {
        self.0.get(c as usize).is_none_or(|has| *has)
    }
}

/// Whether `hit` labels people in a name: 3号（低保）, 低保户, 留守老人家. A name that goes on is that of
/// a place or an institution (戒毒所, 肿瘤医院社区, 留守儿童之家), and people are called 计生 as well.
pub(super) fn labels(name: &str, hit: &Hit) -> bool {
    let range = &hit.range;
    let after = &name[range.end..];
    let rest = &after[..after.find(|c| !is_han(c)).unwrap_or(after.len())];
    let is_apart =
        name[..range.start].chars().next_back().is_none_or(|c| !is_han(c) || "号室户栋幢楼".contains(c));
    let word = &name[range.clone()];
    match rest {
        "" => !hit.in_policy && (is_apart || PEOPLE.iter().any(|people| word.ends_with(people))),
        _ => {
            rest.starts_with('户')
                || PEOPLE.iter().any(|people| rest.ends_with(people)) && !rest.ends_with("之家")
        }
    }
}

/// How words for people end.
const PEOPLE: &[&str] =
    &["户", "人", "人员", "对象", "家", "家庭", "者", "老人", "儿童", "妇女", "群体", "子女"];

/// Which of `excuses` covers the word at `range` of `text`, a text of `file`.
pub(super) fn excuse(excuses: &[Excuse], file: SourceId, text: &str, range: &Range<usize>) -> Option<usize> {
    excuses.iter().position(|excuse| {
        let word = excuse.word.value.as_str();
        excuse.files.as_ref().is_none_or(|files| files.contains(&file))
            && text.match_indices(word).any(|(at, _)| at <= range.start && range.end <= at + word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_phrase_swallows_the_word_in_it() {
        let words = Vocabulary::new(&["上门催收".to_owned()]);
        let hits = |text| words.find(text).map(|hit| hit.in_policy).collect::<Vec<_>>();
        assert_eq!(hits("低保申请办理流程"), [true]);
        assert_eq!(hits("代办低保"), [true]);
        assert_eq!(hits("走访低保户两户"), [false]);
        assert_eq!(hits("信访接待日，接待信访户"), [true, false]);
        assert_eq!(hits("不得上门催收，低保申请"), [false, true]);
        assert!(hits("修好路灯").is_empty());
    }

    #[test]
    fn names_label_people_by_their_end() {
        let words = Vocabulary::new(&[]);
        let is_label = |name: &str| words.find(name).any(|hit| labels(name, &hit));
        for name in [
            "低保户",
            "3号低保",
            "3号（低保）",
            "低保户张三家",
            "留守儿童",
            "残疾人",
            "五保老人",
            "困难户",
            "低保-001",
        ] {
            assert!(is_label(name), "{name}");
        }
        for name in [
            "五原强制隔离戒毒所一分场村生活区",
            "肿瘤医院社区",
            "留守儿童之家",
            "残疾人康复站",
            "胡计生",
            "五保村",
            "济宁市精神病防治院社区",
        ] {
            assert!(!is_label(name), "{name}");
        }
    }

    #[test]
    fn every_word_begins_with_an_initial() {
        let own = ["上门催收".to_owned(), "𠀀户".to_owned()];
        let initials = Initials::new(&own);
        let all = SENSITIVE.iter().chain(POLICY).copied().chain(own.iter().map(String::as_str));
        assert!(all.into_iter().all(|word| initials.have(word.chars().next().unwrap())));
        assert!(!initials.have('张') && !initials.have('a'));
    }

    #[test]
    fn every_policy_phrase_excuses_a_listed_word() {
        for phrase in POLICY {
            assert!(SENSITIVE.iter().any(|word| phrase.contains(word)), "{phrase}");
        }
    }
}
