//! What the service desk offers: each matter with its time limit.

use crate::source::{At, Span};

/// 服务事项
#[derive(Debug)]
pub struct Service {
    /// Unique among services.
    pub id: At<String>,
    /// 名称
    pub name: At<String>,
    /// 类别
    pub category: Option<String>,
    /// 时限, in words.
    pub time_limit: Option<String>,
    /// 材料
    pub materials: Vec<String>,
    /// 收费
    pub fee: Option<String>,
    /// 窗口
    pub window: Option<String>,
    /// 预约
    pub appointment: bool,
    /// 说明
    pub note: Option<String>,
    /// Where the record begins.
    pub at: Span,
}
