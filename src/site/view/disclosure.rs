//! The catalogue of what must be disclosed: basis, cadence, last published, next due, overdue.

use serde::Serialize;

use super::{Frame, SharedSite};
use crate::status::disclosures::{DisclosureState, OwedState};

/// A page or notice that disclosed something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublishedItem {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// 日期
    pub date: Option<String>,
    /// 期间
    pub period: Option<String>,
}

/// One period of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisclosureCell {
    /// `2026-03`, `2026-q1`, `2026`; null for `once`.
    pub period: Option<String>,
    /// The last day on which publishing is in time.
    pub due: Option<String>,
    /// `published`; `late`: published after `due`; `due`: not yet published, still in time; `overdue`.
    pub state: OwedState,
    /// Days since `due` when overdue.
    pub days_overdue: Option<i64>,
    /// What disclosed it.
    pub published: Vec<PublishedItem>,
}

/// One item of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisclosureItem {
    /// Its id.
    pub id: String,
    /// Id of its element on `disclosures/index.html`.
    pub anchor: String,
    /// That place, from this page.
    pub href: String,
    /// 名称
    pub name: String,
    /// 栏目
    pub section: Option<String>,
    /// 依据
    pub basis: Option<String>,
    /// `month`, `quarter`, `half_year`, `year`, `three_years`, `once`.
    pub every: &'static str,
    /// 宽限天数
    pub days: u32,
    /// `overdue`; `due`: something is to come, nothing late; `published`: nothing outstanding (a `once` that is
    /// done); `unset`: neither `from` nor anything published says since when it is owed.
    pub state: DisclosureState,
    /// The last one published.
    pub last: Option<PublishedItem>,
    /// The first day outstanding, by date: the oldest overdue one, else the next.
    pub next_due: Option<String>,
    /// Which period that is.
    pub next_period: Option<String>,
    /// How many periods are overdue.
    pub overdue: usize,
    /// The latest periods (at most twelve) up to the one that holds the as-of date, newest first.
    pub cells: Vec<DisclosureCell>,
}

/// Items of one section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisclosureSection {
    /// 栏目; null for items without one.
    pub name: Option<String>,
    /// Its items, overdue first, then in the catalogue's order.
    pub items: Vec<DisclosureItem>,
}

/// `disclosures/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisclosuresView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// How many items are overdue.
    pub overdue: usize,
    /// By section in the order 党务, 村务, 财务, 服务, then the board's own.
    pub sections: Vec<DisclosureSection>,
}
