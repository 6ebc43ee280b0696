//! The report's words, in both languages.

use super::findings::{Late, LateKind};
use crate::diagnostic::{Lang, Said};
use crate::model::board::Subject;
use crate::model::register::Stage;

macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)*) => {$(
        pub(super) const $name: Said = Said { zh: $zh, en: $en };
    )*};
}

words! {
    TITLE: "内部报告：只供内部使用，不得公开", "Internal report: not to be published";
    SECTION: "栏目", "section";
    SCHEME: "办法", "scheme";
    PERIOD: "期间", "period";
    MONTH: "月份", "month";
    KIND: "对象", "kind";
    SORT: "类别", "kind";
    ID: "编号", "id";
    NAME: "名称", "name";
    STAGE: "阶段", "stage";
    TOTAL: "总分", "total";
    SCORES: "各项得分", "scores";
    SOURCES: "来源加权", "by sources";
    THRESHOLD: "约谈线", "threshold";
    SHORT: "差", "short by";
    NOTE: "说明", "note";
    INCOMPLETE: "缺项", "incomplete";
    GRID: "网格", "grid";
    MEMBER: "责任人", "member";
    POST: "岗位", "post";
    SINCE: "空缺前最后一天", "last held on";
    BACKUP: "B岗", "backup";
    EARLIER: "往年承诺", "earlier promises";
    WHAT: "事项", "what";
    WHO: "谁", "who";
    DUE: "期限", "due";
    RATINGS: "各阶段评分", "ratings of all stages";
    BELOW: "低于约谈线", "below the threshold";
    MISSING: "没有核定的月份", "months not approved";
    ABSENT: "应评未核定的对象", "should have been approved";
    IDLE: "今年没有承诺的责任人", "members who promise nothing this year";
    VACANCIES: "空缺的岗位", "vacant posts";
    LATE: "逾期", "overdue";
    NONE: "无", "none";
}

/// A stage, as in records.
pub(super) fn stage(stage: Stage) -> Said {
    match stage {
        Stage::SelfRated => Said { zh: "自评", en: "self" },
        Stage::Peer => Said { zh: "互评", en: "peer" },
        Stage::Public => Said { zh: "群众参评", en: "public" },
        Stage::Proposed => Said { zh: "拟定", en: "proposed" },
        Stage::Approved => Said { zh: "核定", en: "approved" },
    }
}

/// What kind of subject.
pub(super) fn subject(subject: Subject) -> Said {
    match subject {
        Subject::Grid(_) => GRID,
        Subject::Member(_) => MEMBER,
    }
}

/// What kind of late thing.
pub(super) fn late(kind: LateKind) -> Said {
    match kind {
        LateKind::Commitment => Said { zh: "承诺", en: "commitment" },
        LateKind::Disclosure => Said { zh: "公开事项", en: "disclosure" },
        LateKind::Cadence => Said { zh: "频次", en: "cadence" },
        LateKind::Reply => Said { zh: "回音", en: "reply" },
    }
}

/// The period that something late is owed for, and how many there are from it on.
pub(super) fn owed(late: &Late, lang: Lang) -> Option<String> {
    let (period, owed) = (late.period.as_ref()?, late.owed);
    Some(match lang {
        _ if owed < 2 => period.to_string(),
        Lang::Zh => format!("{period} 起 {owed} 期"),
        Lang::En => format!("{owed} from {period}"),
    })
}
