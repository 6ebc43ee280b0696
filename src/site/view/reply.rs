//! Questions and answers, and how long an answer took.

use serde::Serialize;

use super::{Frame, MarkdownText, SharedSite};
use crate::status::replies::ReplyState;

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReplyItem {
    /// Id of its element on `replies/index.html`.
    pub anchor: String,
    /// That place, from this page.
    pub href: String,
    /// 提出日期
    pub asked: String,
    /// 主题
    pub topic: Option<String>,
    /// 问题
    pub question: String,
    /// 答复期限
    pub due: Option<String>,
    /// 答复日期
    pub answered: Option<String>,
    /// 答复
    pub answer: Option<MarkdownText>,
    /// `answered`; `late`: answered after `due`; `waiting`; `overdue`: unanswered after `due`.
    pub state: ReplyState,
    /// Days from the question to the answer, or to the as-of date while unanswered; null when answered on an
    /// unknown day.
    pub days: Option<i64>,
    /// Days past `due`, for `late` and `overdue`.
    pub days_late: Option<i64>,
}

/// `replies/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RepliesView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// Unanswered: overdue ones first, then the longest waiting.
    pub waiting: Vec<ReplyItem>,
    /// Answered, newest answer first.
    pub answered: Vec<ReplyItem>,
    /// How many are overdue.
    pub overdue: usize,
}
