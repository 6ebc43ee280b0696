//! Why what was published was put right.

use crate::calendar::NaiveDate;
use crate::source::{At, Span};

/// 更正
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// 日期
    pub date: At<NaiveDate>,
    /// 事项, as it was written: a key of the record in either language.
    pub key: At<String>,
    /// 原因
    pub reason: At<String>,
    /// Where it stands.
    pub at: Span,
}
