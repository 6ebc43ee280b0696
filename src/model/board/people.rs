//! Members and households, by their public facts only.

use super::index::{AssetIx, GridIx, HouseholdIx, MemberIx};
use super::term::Term;
use crate::calendar::NaiveDate;
use crate::source::{At, Span};

/// A phone number as the board's privacy settings and the member's consent let it be seen.
/// The whole number of one without consent is in the register only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicPhone {
    /// Not shown, or none given.
    Hidden,
    /// `138****5678`
    Masked(String),
    /// Shown in full: consented, or the board's policy is `full`.
    Full(String),
}

/// A responsible member.
#[derive(Debug)]
pub struct Member {
    /// Unique among members.
    pub id: At<String>,
    /// 姓名
    pub name: At<String>,
    /// 职务
    pub title: Option<String>,
    /// 党员
    pub party_member: Option<bool>,
    /// 所属网格
    pub grid: Option<At<GridIx>>,
    /// 电话
    pub phone: PublicPhone,
    /// 照片
    pub photo: Option<AssetIx>,
    /// 包联户 by this member's own `covers`, ranges expanded, sorted.
    pub covers: Vec<HouseholdIx>,
    /// 职责
    pub duties: Vec<At<String>>,
    /// 承诺语
    pub pledge: Option<At<String>>,
    /// 荣誉
    pub honours: Vec<Honour>,
    /// 起, 止; the end ends every post held.
    pub term: Term,
    /// Where the record begins.
    pub at: Span,
}

/// 荣誉
#[derive(Debug, PartialEq)]
pub struct Honour {
    /// 称号
    pub title: At<String>,
    /// 日期
    pub date: Option<NaiveDate>,
}

/// A household by its public facts: no name, no people, no category.
#[derive(Clone, Debug)]
pub struct Household {
    /// 户编号
    pub id: At<String>,
    /// 门牌
    pub door: At<String>,
    /// 公示名: only where the board chose `household_label: label`.
    pub label: Option<String>,
    /// 网格: at most one leaf a network.
    pub grids: Vec<At<GridIx>>,
    /// 村民小组
    pub group: Option<String>,
    /// 包联人 written at the household, in the order written.
    pub covered_by: Vec<At<MemberIx>>,
    /// Members whose `covers` names it, with the place in their record.
    pub covered_from: Vec<At<MemberIx>>,
    /// 止: since when it is no more. It is listed nowhere, whatever the as-of date.
    pub to: Option<At<NaiveDate>>,
    /// Where the record begins.
    pub at: Span,
}

/// Who promised, is rated, or did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A grid.
    Grid(GridIx),
    /// A member.
    Member(MemberIx),
}
