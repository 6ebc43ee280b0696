//! Figures with what they are made of.

use serde::Serialize;

use super::{Frame, Link, SharedSite};

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureItem {
    /// Id of its element on `figures/index.html`.
    pub anchor: String,
    /// 名称
    pub name: String,
    /// As it is to be read: `138.52`.
    pub value: String,
    /// 单位
    pub unit: Option<String>,
    /// Whether it means at least so many.
    pub approx: bool,
    /// What it is the sum of.
    pub parts: Vec<FigurePart>,
    /// Out of how many.
    pub of: Option<String>,
    /// Its share, `35.2`.
    pub percent: Option<String>,
    /// The grid whose records it was compared with.
    pub grid: Option<Link>,
    /// 截至
    pub date: Option<String>,
    /// 出处
    pub source: Option<String>,
    /// 说明
    pub note: Option<String>,
}

/// A part of a figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigurePart {
    /// 名称
    pub name: String,
    /// As it is to be read.
    pub value: String,
    /// The grid it is of.
    pub grid: Option<Link>,
}

/// Figures of one section.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureSection {
    /// 栏目; null for those without one, which come last.
    pub name: Option<String>,
    /// Its figures, by id.
    pub items: Vec<FigureItem>,
}

/// `figures/index.html`; only where the records have any.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FiguresView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// By the first id in each.
    pub sections: Vec<FigureSection>,
}
