//! What the service desk offers, by category.

use serde::Serialize;

use super::{Frame, SharedSite};

/// One matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServiceItem {
    /// Id of its element on `services/index.html`.
    pub anchor: String,
    /// 名称
    pub name: String,
    /// 时限, in words.
    pub time_limit: Option<String>,
    /// 材料
    pub materials: Vec<String>,
    /// 收费
    pub fee: Option<String>,
    /// 窗口
    pub window: Option<String>,
    /// Whether it can be booked.
    pub appointment: bool,
    /// 说明
    pub note: Option<String>,
}

/// Matters of one category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServiceCategory {
    /// 类别; null for those without one, which come last.
    pub name: Option<String>,
    /// Its matters, by id.
    pub items: Vec<ServiceItem>,
}

/// `services/index.html`; only where the records have any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServicesView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// How many matters.
    pub total: usize,
    /// By the first id in each.
    pub categories: Vec<ServiceCategory>,
}
