//! Figures worth publishing that the records do not give by themselves, and what they must agree with.

use rust_decimal::Decimal;

use super::{GridIx, NetworkIx};
use crate::calendar::NaiveDate;
use crate::source::{At, Span};

/// What of the records a figure must agree with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// 网格
    Grids,
    /// 住户
    Households,
    /// 责任人
    Members,
    /// 党员
    PartyMembers,
    /// 服务事项
    Services,
    /// 服务类别
    Categories,
}

/// 数据
#[derive(Debug)]
pub struct Figure {
    /// Unique among figures.
    pub id: At<String>,
    /// 名称
    pub name: At<String>,
    /// 栏目
    pub section: Option<String>,
    /// 数值
    pub value: At<Decimal>,
    /// 单位
    pub unit: Option<String>,
    /// 约数: at least so many.
    pub approx: bool,
    /// 组成: what it is the sum of, in the order written.
    pub parts: Vec<FigurePart>,
    /// 总数: out of how many.
    pub of: Option<At<Decimal>>,
    /// 占比, per cent of `of`.
    pub percent: Option<At<Decimal>>,
    /// 核对
    pub counts: Option<At<Counted>>,
    /// 层级: which grids are counted.
    pub level: Option<(NetworkIx, usize)>,
    /// 类型: which kind of grids is counted.
    pub kind: Option<String>,
    /// 网格: only those of this grid are counted.
    pub grid: Option<At<GridIx>>,
    /// 截至
    pub date: Option<NaiveDate>,
    /// 出处
    pub source: Option<String>,
    /// 说明
    pub note: Option<String>,
    /// Where the record begins.
    pub at: Span,
}

/// 组成
#[derive(Debug)]
pub struct FigurePart {
    /// 名称
    pub name: String,
    /// 数值
    pub value: At<Decimal>,
    /// 网格 it is of.
    pub grid: Option<GridIx>,
}
