//! One grid: its chain, posts, teams, households as a number, promises, ratings and duties.

use serde::Serialize;

use super::{
    CalendarView, ChainCard, CommitmentItem, Frame, HistoryLine, LedgerView, Link, MapView, MarkdownText,
    NoticeLine, Number, PersonCard, RatingHistory, SharedSite, StarsView,
};
use crate::status::suppression::Shown;
use crate::status::terms::{PostState, TermState};

/// A grid as a node of a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridNode {
    /// Its id.
    pub id: String,
    /// 名称
    pub name: String,
    /// Its page.
    pub href: String,
    /// The level's name.
    pub level: String,
    /// 0 for a root of the network.
    pub depth: usize,
    /// Title of the lead's post.
    pub lead_title: String,
    /// The lead in office; null: see `vacant`.
    pub lead: Option<PersonCard>,
    /// A lead is declared (or must be) and nobody holds the post: 空缺.
    pub vacant: bool,
    /// Households: listed, else as declared.
    pub households: Option<u32>,
    /// Population: as declared, else listed; null where it would tell of a few households.
    pub population: Option<Shown<u32>>,
    /// Stars of the latest published month, where a scheme of grids shows stars.
    pub stars: Option<StarsView>,
    /// Plain list of its households; leaf grids only.
    pub lookup_href: Option<String>,
    /// How many grids in force stand straight below; 0 for a grid that is told alone.
    pub below: usize,
    /// The level of all of them; null where there are none or several levels.
    pub below_level: Option<String>,
    /// Those of them that are shown here, in order: all or none.
    pub children: Vec<GridNode>,
}

/// A post and who holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostView {
    /// Its title.
    pub title: String,
    /// Whether it is the grid's lead.
    pub is_lead: bool,
    /// `held`; `vacant`: declared vacant or nobody given; `ended`: the term or the member's own term is over;
    /// `not_begun`. All but `held` show as 空缺.
    pub state: PostState,
    /// Who holds it; null unless `held`.
    pub holder: Option<PersonCard>,
    /// Whose term ended or has not begun.
    pub named: Option<Link>,
    /// B岗 in office.
    pub backup: Option<PersonCard>,
    /// 职责
    pub duties: Vec<String>,
    /// 产生方式
    pub how: Option<String>,
    /// 起
    pub from: Option<String>,
    /// 止: the post's, else the member's own.
    pub to: Option<String>,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeamView {
    /// 名称
    pub name: String,
    /// 类型
    pub kind: Option<String>,
    /// 主题
    pub theme: Option<String>,
    /// 成员 in office, in the order written.
    pub members: Vec<PersonCard>,
}

/// A further published number of a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureView {
    /// 名称
    pub name: String,
    /// The number.
    pub value: Shown<String>,
    /// 单位
    pub unit: Option<String>,
    /// About so many.
    pub approx: bool,
    /// Out of how many.
    pub of: Option<Shown<String>>,
    /// Its share of them, `35.2`.
    pub percent: Option<Shown<String>>,
    /// What it is made of; empty where a part would tell of a few households.
    pub parts: Vec<FigurePart>,
}

/// A part of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigurePart {
    /// 名称
    pub name: String,
    /// The number.
    pub value: Shown<String>,
}

/// Somebody of a grid, or a post of it that nobody holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonHere {
    /// Who; null for a post that stands vacant.
    pub person: Option<PersonCard>,
    /// The posts of the grid that they hold, in the order written.
    pub posts: Vec<PostView>,
    /// For how many households they are to be asked first: as many doors as the plain list shows beside the name.
    pub households: Option<usize>,
}

/// One of the board's own numbers (口径) and how far it holds below a root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NormView {
    /// What is counted: `grid_households`, `member_households`, `grid_staff`, `child_grids`, `grid_teams`,
    /// `team_members`.
    pub what: &'static str,
    /// The level it speaks of; null for the lowest grids.
    pub level: Option<String>,
    /// 只数
    pub only: Option<String>,
    /// 下限, included.
    pub min: Option<Number>,
    /// 上限, included.
    pub max: Option<Number>,
    /// Of how many it is counted.
    pub of: usize,
    /// How many of them keep it.
    pub within: usize,
    /// Those that do not; empty where there are many.
    pub outside: Vec<Link>,
}

/// The quiet facts of a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridFacts {
    /// Households: listed, else as declared.
    pub households: Option<u32>,
    /// Population: as declared, else listed; null where it would tell of a few households.
    pub population: Option<Shown<u32>>,
    /// Grids below, at any depth.
    pub grids: usize,
    /// Members in office whose grid is this one or one below, or who hold a post there.
    pub members: usize,
    /// 面积, km².
    pub area_km2: Option<String>,
    /// 别称
    pub aka: Vec<String>,
    /// 合并自
    pub merged_from: Vec<String>,
    /// 阵地
    pub place: Option<String>,
}

/// `grids/ID/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridView {
    /// Common part; `page.title` is the name, `page.crumbs` the grids above.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// How the record became other since it was first published.
    pub history: Vec<HistoryLine>,
    /// Its id.
    pub id: String,
    /// 名称
    pub name: String,
    /// The level's name.
    pub level: String,
    /// The network's name.
    pub network: String,
    /// Whether the board has more networks than one (else do not name it).
    pub several_networks: bool,
    /// `current`, `ended`, `not_begun`.
    pub state: TermState,
    /// 起
    pub from: Option<String>,
    /// The day on which it ended, or something above it, or the network.
    pub to: Option<String>,
    /// 类型
    pub kind: Option<String>,
    /// Facts in one line.
    pub facts: GridFacts,
    /// 数据, in the order written.
    pub figures: Vec<FigureView>,
    /// Of a root: the board's own numbers.
    pub norms: Vec<NormView>,
    /// From this grid's lead up to the root's; empty when it has ended.
    pub chain: Vec<ChainCard>,
    /// Whoever leads it, or that nobody does: a post of theirs each. Empty when it has ended.
    pub leads: Vec<PersonHere>,
    /// Everybody else once, and all without their numbers when it has ended: who holds a post, who covers households, who belongs here.
    pub people: Vec<PersonHere>,
    /// 队伍
    pub teams: Vec<TeamView>,
    /// Grids straight below, as trees of two levels where a page has room for them.
    pub children: Vec<GridNode>,
    /// The level of all of them; null where there are several.
    pub children_level: Option<String>,
    /// The look-up, where a door or a grid further down is found.
    pub find_href: String,
    /// Plain list of its households; leaf grids only.
    pub lookup_href: Option<String>,
    /// 服务清单
    pub services: Vec<String>,
    /// 说明
    pub note: Option<MarkdownText>,
    /// Its areas as a GeoJSON file.
    pub boundary_href: Option<String>,
    /// The grids below it, or itself, on a map.
    pub map: Option<MapView>,
    /// Commitments of the grid itself, in the order of the commitments page.
    pub commitments: Vec<CommitmentItem>,
    /// By scheme.
    pub ratings: Vec<RatingHistory>,
    /// By cadence.
    pub calendars: Vec<CalendarView>,
    /// By cadence: the grids straight below and the members of this grid, side by side.
    pub ledgers: Vec<LedgerView>,
    /// Current notices about it.
    pub notices: Vec<NoticeLine>,
}
