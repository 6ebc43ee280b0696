//! What is held in the hand: cards for doors, cards of people, and what people sign.

use serde::Serialize;

use super::{Rung, SheetCode, SheetFrame, SheetPerson, SheetPromise, StarsView};

/// `cards-GRID.pdf`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardsSheet {
    /// Common part.
    pub frame: SheetFrame,
    /// The grid's name.
    pub grid: String,
    /// The level's name.
    pub level: String,
    /// Names of the grids above, root first.
    pub above: Vec<String>,
    /// From this grid's lead up to the root's.
    pub chain: Vec<Rung>,
    /// One card each.
    pub cards: Vec<Card>,
    /// 便民电话
    pub services: Vec<CardService>,
}

/// One card's front.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// 门牌; null on a card for the whole grid.
    pub door: Option<String>,
    /// 公示名, where the board shows labels.
    pub label: Option<String>,
    /// 村民小组
    pub group: Option<String>,
    /// Who answers first: as in [`DoorList`](super::DoorList).
    pub who: Vec<SheetPerson>,
    /// As in [`DoorList`](super::DoorList).
    pub by: &'static str,
}

/// A number on a card's back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardService {
    /// 名称
    pub name: String,
    /// 电话
    pub phone: String,
    /// 说明
    pub note: Option<String>,
}

/// `member-cards-GRID.pdf` and `pledge-GRID.pdf`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MembersSheet {
    /// Common part.
    pub frame: SheetFrame,
    /// Those whose place is this grid, its leads first; then those of the smallest grids below it.
    pub members: Vec<MemberSheet>,
}

/// One of a grid's people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberSheet {
    /// Name, title, phone, photo and pledge; stars stand in `results`.
    pub person: SheetPerson,
    /// Posts held now, then those stood in for.
    pub posts: Vec<MemberPost>,
    /// 所属网格, where no post says it.
    pub grid: Option<String>,
    /// 职责: the member's own and those of the posts held.
    pub duties: Vec<String>,
    /// How many households the member answers for; null where none are listed.
    pub households: Option<usize>,
    /// The newest published result of each scheme.
    pub results: Vec<MemberResult>,
    /// What the member promised.
    pub promises: Vec<SheetPromise>,
    /// The QR code of the member's page, with `base_url` only.
    pub code: Option<SheetCode>,
}

/// A post of a member, or one stood in for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberPost {
    /// Its title.
    pub title: String,
    /// The grid's name.
    pub grid: String,
    /// `holder`, or `backup` (B岗).
    pub role: &'static str,
    /// The other one of the two in office: B岗 of a holder, the holder of a B岗.
    pub other: Option<SheetPerson>,
}

/// The newest published result of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberResult {
    /// The scheme's name.
    pub scheme: String,
    /// `2026-03`, `2026-q1` …
    pub period: String,
    /// Null when not shown.
    pub stars: Option<StarsView>,
    /// Null when not shown.
    pub total: Option<String>,
}
