//! The columns of tables, and the words of those that hold codes.

use super::super::view::{Cell, Field, FieldKind, Words};
use crate::calendar::NaiveDate;
use crate::source::At;

/// Whom something is about.
pub(super) const SUBJECTS: Words = &[("grid", "网格"), ("member", "责任人")];

/// What became of a commitment.
pub(super) const OUTCOMES: Words =
    &[("kept", "已兑现"), ("partly", "部分兑现"), ("broken", "未兑现"), ("changed", "已调整")];

/// Where a commitment stands.
pub(super) const STATUSES: Words = &[
    ("not_started", "未开始"),
    ("doing", "进行中"),
    ("overdue", "已逾期"),
    OUTCOMES[0],
    OUTCOMES[1],
    OUTCOMES[2],
    OUTCOMES[3],
];

/// How long a period is.
pub(super) const CYCLES: Words = &[
    ("month", "月"),
    ("quarter", "季"),
    ("half_year", "半年"),
    ("year", "年"),
    ("three_years", "三年"),
    ("once", "一次"),
];

/// Where a term stands.
pub(super) const TERMS: Words = &[("current", "在任"), ("ended", "已卸任"), ("not_begun", "尚未到任")];

/// Where a grid stands.
pub(super) const GRIDS: Words = &[("current", "现行"), ("ended", "已撤并"), ("not_begun", "尚未启用")];

/// Where an item of the catalogue stands.
pub(super) const DISCLOSED: Words =
    &[("published", "已公开"), ("due", "待公开"), ("overdue", "逾期未公开"), ("unset", "还没有公开过")];

/// Where a question stands.
pub(super) const ANSWERED: Words =
    &[("answered", "已答复"), ("late", "超期答复"), ("waiting", "待答复"), ("overdue", "逾期未答复")];

pub(super) const fn field(name: &'static str, zh: &'static str, kind: FieldKind) -> Field {
    Field { name, zh, kind, words: &[], about: None }
}

pub(super) const fn word(name: &'static str, zh: &'static str, words: Words) -> Field {
    Field { name, zh, kind: FieldKind::String, words, about: None }
}

pub(super) const fn text(name: &'static str, zh: &'static str) -> Field {
    field(name, zh, FieldKind::String)
}

pub(super) const fn whole(name: &'static str, zh: &'static str) -> Field {
    field(name, zh, FieldKind::Integer)
}

/// A day, where one is given.
pub(super) fn day(at: &Option<At<NaiveDate>>) -> Cell {
    at.as_ref().map(|at| at.value.to_string()).into()
}

pub(super) const fn date(name: &'static str, zh: &'static str) -> Field {
    field(name, zh, FieldKind::Date)
}
