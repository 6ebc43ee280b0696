//! Grids, their posts and teams.

use rust_decimal::Decimal;

use super::index::{AssetIx, GridIx, HouseholdIx, MemberIx, NetworkIx};
use super::pages::Markdown;
use super::term::Term;
use crate::source::{At, Span};

/// One grid of one network.
#[derive(Debug)]
pub struct Grid {
    /// Unique among grids.
    pub id: At<String>,
    /// 名称
    pub name: At<String>,
    /// The network of its root.
    pub network: NetworkIx,
    /// Index into the network's levels, 0 at the top.
    pub level: usize,
    /// `None` for a root.
    pub parent: Option<GridIx>,
    /// Sorted by code, those without one by id.
    pub children: Vec<GridIx>,
    /// 别称: earlier or popular names.
    pub aka: Vec<String>,
    /// 合并自: the villages or groups it was merged from.
    pub merged_from: Vec<String>,
    /// 类型
    pub kind: Option<String>,
    /// 网格编码
    pub code: Option<String>,
    /// Posts in the order written; the one of the lead first when it was given by `lead`.
    pub posts: Vec<Post>,
    /// Teams in the order written.
    pub teams: Vec<Team>,
    /// Households listed in this grid and below, each once, sorted.
    pub households: Vec<HouseholdIx>,
    /// 户数 as declared.
    pub declared_households: Option<At<u32>>,
    /// 人口 as declared.
    pub declared_population: Option<At<u32>>,
    /// Sum of the people of the listed households; `None` when one of them gives no number.
    pub listed_population: Option<u32>,
    /// 面积, km².
    pub area_km2: Option<Decimal>,
    /// 数据, in the order written.
    pub figures: Vec<Figure>,
    /// A GeoJSON file.
    pub boundary: Option<AssetIx>,
    /// 阵地
    pub place: Option<String>,
    /// 服务清单
    pub services: Vec<At<String>>,
    /// 说明, Markdown.
    pub note: Option<Markdown>,
    /// 起, 止
    pub term: Term,
    /// Where the record begins.
    pub at: Span,
}

/// A published number of a grid (数据).
#[derive(Debug, PartialEq)]
pub struct Figure {
    /// 名称
    pub name: At<String>,
    /// 数值
    pub value: At<Decimal>,
    /// 单位
    pub unit: Option<String>,
    /// 约数: about so many, never reconciled.
    pub approx: bool,
    /// 清点: the kind of grids below that it counts.
    pub counts: Option<String>,
    /// 总数: out of how many.
    pub of: Option<At<Decimal>>,
    /// 占比, per cent of `of`.
    pub percent: Option<At<Decimal>>,
    /// 组成: name and number, in the order written.
    pub parts: Vec<(String, Decimal)>,
}

/// A post of a grid. A post is not a person.
#[derive(Debug)]
pub struct Post {
    /// Its title, e.g. 网格长.
    pub title: At<String>,
    /// Whether this is the grid's lead (given by `lead`, or titled as the level's `lead_title`).
    pub is_lead: bool,
    /// Who holds it by the records, whatever the day: ask [`Ground::holder`](super::Ground::holder).
    pub member: Option<At<MemberIx>>,
    /// Whether a member is written who does not exist: reported already, so no further rule should judge the post.
    pub is_dangling: bool,
    /// 空缺: true as declared. One with neither member nor `vacant` counts as vacant too.
    pub vacant: Option<At<bool>>,
    /// B岗
    pub backup: Option<At<MemberIx>>,
    /// 职责
    pub duties: Vec<At<String>>,
    /// 产生方式
    pub how: Option<At<String>>,
    /// 起, 止 of this holder.
    pub term: Term,
    /// Where it is written.
    pub at: Span,
}

/// A team: volunteers, inspection group …
#[derive(Debug)]
pub struct Team {
    /// 名称
    pub name: String,
    /// 类型
    pub kind: Option<String>,
    /// 主题
    pub theme: Option<String>,
    /// 成员, in the order written.
    pub members: Vec<At<MemberIx>>,
    /// Where it is written.
    pub at: Span,
}
