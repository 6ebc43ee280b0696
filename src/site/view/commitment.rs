//! Commitments: what was promised, by when, and whether it was done.

use serde::Serialize;

use super::{Frame, Link, MarkdownText, Picture, SharedSite, SubjectLink};
use crate::status::commitments::CommitmentState;

/// One commitment in full. State codes: `overdue`, `doing`, `not_started`, or the outcome `kept`, `partly`,
/// `broken`, `changed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitmentItem {
    /// Its id.
    pub id: String,
    /// Id of its element on `commitments/index.html`.
    pub anchor: String,
    /// That place, from this page.
    pub href: String,
    /// Who promised.
    pub by: SubjectLink,
    /// The promising member's grid, or the grid itself.
    pub grid: Option<Link>,
    /// 事项
    pub title: String,
    /// 内容
    pub detail: Option<MarkdownText>,
    /// 类别
    pub kind: Option<String>,
    /// 基数
    pub baseline: Option<String>,
    /// 目标
    pub target: Option<String>,
    /// 承诺日期
    pub made: String,
    /// 完成期限
    pub due: Option<String>,
    /// The state on the as-of date.
    pub state: CommitmentState,
    /// Days since `due` when overdue.
    pub days_overdue: Option<i64>,
    /// Outcomes with the days they were told on, oldest first: two where the first was revised later. Empty where no
    /// day is known.
    pub verdicts: Vec<Verdict>,
    /// The last percentage told by the as-of date, for the function `progress_bar`.
    pub percent: Option<u32>,
    /// What was told by the as-of date, newest first.
    pub progress: Vec<ProgressStep>,
    /// 评诺
    pub evaluation: Option<String>,
}

/// An outcome and its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The day it was told.
    pub date: String,
    /// `kept`, `partly`, `broken`, `changed`.
    pub state: CommitmentState,
}

/// 进展
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgressStep {
    /// 日期
    pub date: String,
    /// 进度
    pub percent: Option<u32>,
    /// 说明
    pub note: Option<String>,
    /// 佐证
    pub evidence: Vec<Picture>,
    /// The outcome told on that day.
    pub outcome: Option<CommitmentState>,
}

/// Commitments of one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitmentGroup {
    /// The state's code, also the anchor of the group.
    pub state: CommitmentState,
    /// The nearest deadline first; done ones newest first.
    pub items: Vec<CommitmentItem>,
}

/// One line of a list that leads to the commitment itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitmentMention {
    /// 事项
    pub title: String,
    /// `#…`
    pub href: String,
    /// The state's code.
    pub state: CommitmentState,
}

/// Commitments under one head: a member, a grid, a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitmentList {
    /// The head; a year has no href.
    pub head: Link,
    /// Anchor of the list.
    pub anchor: String,
    /// By date promised.
    pub items: Vec<CommitmentMention>,
}

/// `commitments/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitmentsView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// How many in all.
    pub total: usize,
    /// By state, in the order overdue, doing, not_started, partly, broken, changed, kept; empty ones left out.
    pub groups: Vec<CommitmentGroup>,
    /// By member.
    pub by_member: Vec<CommitmentList>,
    /// By grid: its own and those of its members.
    pub by_grid: Vec<CommitmentList>,
    /// By the year promised, newest first.
    pub by_year: Vec<CommitmentList>,
}
