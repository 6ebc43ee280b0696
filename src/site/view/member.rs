//! One member: name, phone, posts, whom they cover as numbers, promises, ratings and duties.

use serde::Serialize;

use super::{
    CalendarView, ChainCard, CommitmentItem, Frame, HistoryLine, Link, PersonCard, RatingHistory, SharedSite,
};
use crate::status::terms::TermState;

/// A post this member holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldPost {
    /// Its title.
    pub title: String,
    /// Whose post.
    pub grid: Link,
    /// The level's name of that grid.
    pub level: String,
    /// `holder` or `backup` (B岗).
    pub role: &'static str,
    /// Whether it is the grid's lead.
    pub is_lead: bool,
    /// `current`, `ended`, `not_begun`. Current ones come first.
    pub state: TermState,
    /// 起
    pub from: Option<String>,
    /// 止
    pub to: Option<String>,
    /// 职责
    pub duties: Vec<String>,
}

/// Households this member covers in one leaf grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PatchLine {
    /// The leaf grid; its href is the plain list of its households.
    pub grid: Link,
    /// How many: as many doors as that list shows beside the name.
    pub households: usize,
}

/// 荣誉
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HonourView {
    /// 称号
    pub title: String,
    /// 日期
    pub date: Option<String>,
}

/// `members/ID/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberView {
    /// Common part; `page.title` is the name.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// Name, title, phone, photo, pledge, stars.
    pub person: PersonCard,
    /// How the record became other since it was first published.
    pub history: Vec<HistoryLine>,
    /// `current`, `ended` (say so plainly), `not_begun`.
    pub state: TermState,
    /// 起
    pub from: Option<String>,
    /// 止
    pub to: Option<String>,
    /// 所属网格
    pub grid: Option<Link>,
    /// 职责
    pub duties: Vec<String>,
    /// 荣誉, newest first.
    pub honours: Vec<HonourView>,
    /// Posts held now, then past ones.
    pub posts: Vec<HeldPost>,
    /// Covered households (by name, or as the leaf grid's lead), by leaf grid; empty when the term is over.
    pub patches: Vec<PatchLine>,
    /// The leads above: from the member's own grid to the root.
    pub chain: Vec<ChainCard>,
    /// Whether that is the chain of the homes that this member covers; else it is of the grid they belong to.
    pub covers: bool,
    /// In the order of the commitments page.
    pub commitments: Vec<CommitmentItem>,
    /// By scheme.
    pub ratings: Vec<RatingHistory>,
    /// By cadence; empty when the term is over.
    pub calendars: Vec<CalendarView>,
}
