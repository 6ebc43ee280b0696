//! What a poster, a bulletin on the wall or a card says. Only what is printed is in here, because every character is
//! looked for in the fonts before anything is set.
//!
//! The same conventions as for pages: dates and periods are codes that the theme words, states are codes, what is not
//! given is null. Lists of the chain run from the household upwards.

use serde::Serialize;

use super::{SheetFrame, StarsView};
use crate::status::commitments::CommitmentState;
use crate::status::suppression::Shown;

/// Somebody on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetPerson {
    /// 姓名
    pub name: String,
    /// 职务
    pub title: Option<String>,
    /// As it may be shown; null: the hotline answers.
    pub phone: Option<String>,
    /// Whether the number can be dialled as it is shown.
    pub dials: bool,
    /// Photo, by its name among the sheet's pictures.
    pub photo: Option<String>,
    /// 党员
    pub party_member: bool,
    /// 承诺语
    pub pledge: Option<String>,
    /// Stars of the newest bulletin.
    pub stars: Option<StarsView>,
}

/// One rung of the chain of responsibility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rung {
    /// The level's name.
    pub level: String,
    /// The grid's name.
    pub grid: String,
    /// The post's title.
    pub post: String,
    /// Whether it is the sheet's own grid.
    pub current: bool,
    /// Who holds it; null: 空缺.
    pub holder: Option<SheetPerson>,
    /// B岗 in office.
    pub backup: Option<SheetPerson>,
}

/// A post on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetPost {
    /// Its title.
    pub title: String,
    /// Who holds it; null: 空缺.
    pub holder: Option<SheetPerson>,
    /// B岗 in office.
    pub backup: Option<SheetPerson>,
    /// 职责
    pub duties: Vec<String>,
}

/// A team on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetTeam {
    /// 名称
    pub name: String,
    /// 主题
    pub theme: Option<String>,
    /// Names of those in office.
    pub members: Vec<String>,
}

/// A promise on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetPromise {
    /// 事项
    pub title: String,
    /// Who promised; null where it is the sheet's own grid.
    pub by: Option<String>,
    /// 目标
    pub target: Option<String>,
    /// 完成期限
    pub due: Option<String>,
    /// `overdue`, `doing`, `not_started`, `kept`, `partly`, `broken`, `changed`.
    pub state: CommitmentState,
    /// The last percentage told.
    pub percent: Option<u32>,
}

/// Doors and who answers for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoorList {
    /// Who: several only where several are named for one household; empty: nobody in office.
    pub who: Vec<SheetPerson>,
    /// `household`, `lead`, `above`, `none`.
    pub by: &'static str,
    /// How many households.
    pub households: usize,
    /// Doors by street, runs of numbers drawn together: `上街1–12`, `15号`.
    pub doors: Vec<Vec<String>>,
}

/// A grid as a branch of the village's tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Branch {
    /// 名称
    pub name: String,
    /// The level's name.
    pub level: String,
    /// Title of the lead's post.
    pub post: String,
    /// The lead in office.
    pub lead: Option<SheetPerson>,
    /// 空缺
    pub vacant: bool,
    /// Households, listed or declared.
    pub households: Option<u32>,
    /// Grids below.
    pub children: Vec<Branch>,
}

/// `board.pdf`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardSheet {
    /// Common part.
    pub frame: SheetFrame,
    /// Households, listed or declared.
    pub households: Option<u32>,
    /// Population as it may be told.
    pub population: Option<Shown<u32>>,
    /// Members in office.
    pub members: usize,
    /// Networks in force, each with its trees.
    pub networks: Vec<SheetNetwork>,
    /// How many promises stand in each state; empty ones left out.
    pub promises: Vec<StateCount>,
    /// What the root grids offer.
    pub services: Vec<String>,
}

/// A network's trees on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetNetwork {
    /// Its name; null where the board has one only.
    pub name: Option<String>,
    /// Levels from the bottom up: what each lead is called.
    pub levels: Vec<SheetLevel>,
    /// Its roots.
    pub roots: Vec<Branch>,
}

/// A level of a network: a rung of the chain where all grids are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetLevel {
    /// The level's name.
    pub level: String,
    /// What its lead is called.
    pub post: String,
    /// Grids in force on it.
    pub grids: usize,
    /// The lead, where there is one grid only.
    pub lead: Option<SheetPerson>,
}

/// Promises in one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StateCount {
    /// The state's code.
    pub state: CommitmentState,
    /// How many.
    pub count: usize,
}

/// `grid-ID.pdf`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridSheet {
    /// Common part.
    pub frame: SheetFrame,
    /// 名称
    pub name: String,
    /// The level's name.
    pub level: String,
    /// Names of the grids above, root first.
    pub above: Vec<String>,
    /// The network's name; null where the board has one only.
    pub network: Option<String>,
    /// Households, listed or declared.
    pub households: Option<u32>,
    /// Population as it may be told.
    pub population: Option<Shown<u32>>,
    /// 阵地
    pub place: Option<String>,
    /// The grid's own stars.
    pub stars: Option<StarsView>,
    /// From this grid's lead up to the root's.
    pub chain: Vec<Rung>,
    /// The lead's post.
    pub lead: Option<SheetPost>,
    /// All other posts.
    pub posts: Vec<SheetPost>,
    /// Members of this grid who hold none of its posts.
    pub members: Vec<SheetPerson>,
    /// 队伍
    pub teams: Vec<SheetTeam>,
    /// 服务清单
    pub services: Vec<String>,
    /// Of the grid, its leads and its members.
    pub promises: Vec<SheetPromise>,
    /// Which doors, and who answers; leaf grids only.
    pub doors: Vec<DoorList>,
    /// Grids straight below.
    pub children: Vec<Branch>,
}

/// `bulletin-SCHEME-PERIOD.pdf`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BulletinSheet {
    /// Common part.
    pub frame: SheetFrame,
    /// The scheme's name.
    pub scheme: String,
    /// `member` or `grid`.
    pub of: &'static str,
    /// 维度
    pub dimensions: Vec<String>,
    /// Whether stars are shown.
    pub show_stars: bool,
    /// Whether scores are shown.
    pub show_scores: bool,
    /// Whether entries are ranked.
    pub ranking: bool,
    /// What totals are out of; null where entries add up unequally many.
    pub full_marks: Option<String>,
    /// `2026-03`, `2026-q1` …
    pub period: String,
    /// `month`, `quarter`, `half_year`, `year`.
    pub cycle: &'static str,
    /// How often the scheme rates, in the same words.
    pub every: &'static str,
    /// How many were rated.
    pub rated: usize,
    /// How many should have been.
    pub subjects: usize,
    /// What the board calls the level of them all, where they are grids of one.
    pub level: Option<String>,
    /// Whether the total adds up the periods of a cycle.
    pub sums: bool,
    /// Months of a cycle without an approved rating.
    pub missing: Vec<String>,
    /// In the order of the bulletin's page.
    pub entries: Vec<SheetEntry>,
    /// Who was not rated.
    pub unrated: Vec<String>,
    /// The months, or whatever the scheme's shortest period is, whose results stand beside: those of a cycle, or those
    /// before a month.
    pub beside: Vec<String>,
}

/// One result on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetEntry {
    /// Who.
    pub name: String,
    /// From 1, only where the scheme ranks.
    pub rank: Option<u32>,
    /// Null when not shown.
    pub stars: Option<StarsView>,
    /// Null when not shown.
    pub total: Option<String>,
    /// What `total` adds up; empty where it is no sum of several.
    pub summands: Vec<String>,
    /// By dimension; empty when not shown.
    pub scores: Vec<String>,
    /// Months of a cycle in which others were rated and it was not.
    pub missing: Vec<String>,
    /// 说明
    pub note: Option<String>,
    /// In each period of [`BulletinSheet::beside`]; null: not published.
    pub beside: Vec<Option<SheetResult>>,
}

/// A result in one period, told in a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetResult {
    /// How many stars are lit; null when not shown.
    pub stars: Option<u32>,
    /// Null when not shown.
    pub total: Option<String>,
}
