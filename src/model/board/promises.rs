//! Commitments and what became of them.

use super::index::AssetIx;
use super::pages::Markdown;
use super::people::Subject;
use crate::calendar::NaiveDate;
use crate::source::{At, Span};

pub use crate::load::records::Outcome;

/// 承诺
#[derive(Debug)]
pub struct Commitment {
    /// Unique among commitments; made from who and title when not given.
    pub id: At<String>,
    /// Who promised.
    pub by: At<Subject>,
    /// Whether somebody or some day stands in for what could not be read of `by` or `made`, which was reported.
    pub is_stand_in: bool,
    /// 事项
    pub title: At<String>,
    /// 内容, Markdown.
    pub detail: Option<Markdown>,
    /// 类别
    pub kind: Option<String>,
    /// 基数
    pub baseline: Option<At<String>>,
    /// 目标
    pub target: Option<At<String>>,
    /// 承诺日期
    pub made: At<NaiveDate>,
    /// 完成期限
    pub due: Option<At<NaiveDate>>,
    /// 进展, by date.
    pub progress: Vec<Progress>,
    /// 结果
    pub outcome: Option<At<Outcome>>,
    /// 评诺
    pub evaluation: Option<String>,
    /// Where the record begins.
    pub at: Span,
}

impl Commitment {
    /// The outcomes told with their day, oldest first.
    pub fn verdicts(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, &At<Outcome>)> {
        self.progress.iter().filter_map(|step| Some((step.date.value, step.outcome.as_ref()?)))
    }

    /// The outcome in the end: the record's own, else the last one told with its day.
    pub fn last_outcome(&self) -> Option<&At<Outcome>> {
        self.outcome.as_ref().or_else(|| self.verdicts().next_back().map(|(_, outcome)| outcome))
    }
}

/// 进展
#[derive(Debug, PartialEq)]
pub struct Progress {
    /// 日期
    pub date: At<NaiveDate>,
    /// 进度, 0–100.
    pub percent: Option<At<u32>>,
    /// 说明
    pub note: Option<At<String>>,
    /// 佐证
    pub evidence: Vec<AssetIx>,
    /// 结果 as judged on that day.
    pub outcome: Option<At<Outcome>>,
}
