//! Commitments: what was promised, by when, and whether it was done.

use serde::Serialize;

use super::{
    Frame, HistoryLine, Link, MarkdownText, Number, OrderLink, Pager, Picture, SharedSite, SubjectLink,
};
use crate::status::commitments::CommitmentState;

/// One commitment in full. State codes: `overdue`, `doing`, `not_started`, or the outcome `kept`, `partly`,
/// `broken`, `changed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitmentItem {
    /// Its id.
    pub id: String,
    /// Id of its element on the pages that list all commitments.
    pub anchor: String,
    /// Its place in the order of states, from this page.
    pub href: String,
    /// How it became other since it was first published.
    pub history: Vec<HistoryLine>,
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
    /// How many 佐证 there are.
    pub proofs: usize,
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

/// What a kind of commitments was rated, where a scheme has a dimension of the same name: its newest bulletin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindRating {
    /// The scheme; its href is the bulletin.
    pub scheme: Link,
    /// The bulletin's period.
    pub period: String,
    /// `member` or `grid`.
    pub of: &'static str,
    /// What the board calls the level of them all, where they are grids of one.
    pub level: Option<String>,
    /// How many were rated.
    pub rated: usize,
    /// How many of them have the dimension's star; null where it gives none.
    pub lit: Option<usize>,
    /// Each result; empty where there are many.
    pub results: Vec<KindResult>,
}

/// What one member or grid was given in a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindResult {
    /// Whose.
    pub subject: SubjectLink,
    /// Whether the dimension's star is lit; null where it gives none.
    pub lit: Option<bool>,
    /// The score; null where the scheme shows none.
    pub score: Option<Number>,
}

/// Commitments under one head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitmentGroup {
    /// The state they share, in the order of states.
    pub state: Option<CommitmentState>,
    /// Who promised, where, of which kind or in which year (which have no href); null in the order of states, and of
    /// those that name no grid or kind.
    pub head: Option<Link>,
    /// In the order of kinds: how the kind was rated, by scheme.
    pub ratings: Vec<KindRating>,
    /// Id of its element.
    pub anchor: String,
    /// Where it begins.
    pub href: String,
    /// How many there are on all pages.
    pub count: usize,
    /// Whether it begins on a page before.
    pub continued: bool,
    /// Those on this page: the nearest deadline first; done ones newest first.
    pub items: Vec<CommitmentItem>,
}

/// `commitments/index.html` and its like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitmentsView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// How many in all.
    pub total: usize,
    /// Whether commitments are told in their lines alone, which lead to where they are told in full.
    pub brief: bool,
    /// `state`, `kind`, `person`, `grid` or `year`.
    pub order: &'static str,
    /// All orders; empty without commitments. By kind only where any has one.
    pub orders: Vec<OrderLink>,
    /// The groups of all pages without their items; empty where there are too many to be named.
    pub index: Vec<CommitmentGroup>,
    /// What this page shows. By state, in the order overdue, doing, not_started, partly, broken, changed, kept; years
    /// newest first.
    pub groups: Vec<CommitmentGroup>,
    /// Which page it is.
    pub pager: Pager,
    /// In the order of states, where there are several pages: what tells the script on which of them each one stands.
    pub pages_href: Option<String>,
}
