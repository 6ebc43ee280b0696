//! The settings of the whole board, as `site.yaml` gives them, resolved.

use rust_decimal::Decimal;

use crate::calendar::{Cycle, Month, Period};
use crate::diagnostic::Severity;
use crate::publication::keys::PublicKey;
use crate::source::{At, SourceId, Span};

use super::BaseUrl;
use super::board::index::NetworkIx;
use super::board::term::Term;

pub use crate::load::site::{KioskPart, Measure, PaperSize, PhonePolicy};

/// What `site.yaml` says beside its lists.
#[derive(Debug, PartialEq)]
pub struct Settings {
    /// 标题
    pub title: String,
    /// 发布单位
    pub publisher: String,
    /// 简介
    pub description: Option<String>,
    /// 语言, a BCP 47 tag.
    pub language: String,
    /// 更多语言: further ones, in the order written, none twice.
    pub languages: Vec<At<String>>,
    /// 网址
    pub base_url: Option<BaseUrl>,
    /// 区划代码
    pub region_code: Option<At<String>>,
    /// 热线
    pub hotline: Option<String>,
    /// 意见箱
    pub mailbox: Option<String>,
    /// 地址
    pub address: Option<String>,
    /// 办公时间
    pub hours: Option<String>,
    /// 数据许可
    pub data_licence: Option<String>,
    /// 主题
    pub theme: At<String>,
    /// 口径
    pub norms: Vec<Norm>,
    /// 公钥 of the publication record.
    pub record_key: Option<At<PublicKey>>,
    /// 隐私
    pub privacy: Privacy,
    /// 大屏: only where it was asked for.
    pub kiosk: Option<Kiosk>,
    /// 级别: rule name to severity; `None` is off.
    pub severity: Vec<(At<String>, Option<Severity>)>,
    /// 海报
    pub poster: Poster,
}

/// 海报: how paper is made unless the command asks for something else.
#[derive(Clone, Debug, PartialEq)]
pub struct Poster {
    /// 纸张 of everything but cards.
    pub size: PaperSize,
    /// 方向: whether sheets lie on their long side.
    pub landscape: bool,
    /// 出血 in millimetres.
    pub bleed: u32,
    /// 存档: PDF/A-2.
    pub archive: bool,
    /// 联系卡: a card for every household, else one a grid.
    pub card_each_household: bool,
    /// 便民电话
    pub services: Vec<Service>,
}

impl PaperSize {
    /// Short and long side in millimetres.
    pub fn sides(self) -> (u32, u32) {
        match self {
            PaperSize::A0 => (841, 1189),
            PaperSize::A1 => (594, 841),
            PaperSize::A2 => (420, 594),
            PaperSize::A3 => (297, 420),
            PaperSize::A4 => (210, 297),
        }
    }

    /// `a2`
    pub fn name(self) -> &'static str {
        match self {
            PaperSize::A0 => "a0",
            PaperSize::A1 => "a1",
            PaperSize::A2 => "a2",
            PaperSize::A3 => "a3",
            PaperSize::A4 => "a4",
        }
    }
}

/// A number on the back of the cards.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// 名称
    pub name: String,
    /// 电话
    pub phone: String,
    /// 说明
    pub note: Option<String>,
    /// Where it is written.
    pub at: Span,
}

/// One network of grids (网格体系).
#[derive(Debug, PartialEq)]
pub struct Network {
    /// Unique among networks.
    pub id: At<String>,
    /// 名称
    pub name: String,
    /// 层级, top first.
    pub levels: Vec<Level>,
    /// 全覆盖: every household must be in it.
    pub complete: bool,
    /// 起, 止
    pub term: Term,
}

/// One level of a network.
#[derive(Debug, PartialEq)]
pub struct Level {
    /// Unique within the network.
    pub id: At<String>,
    /// 名称
    pub name: String,
    /// 负责人称谓, e.g. 网格长; 负责人 when not given.
    pub lead_title: String,
    /// Whether each grid of it must have a lead declared.
    pub lead_required: bool,
}

/// 大屏: the hall's screen and touch panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Kiosk {
    /// How long a slide stays, at least 1.
    pub slide_seconds: u32,
    /// How long without a touch before it returns to the slides, at least 1.
    pub idle_seconds: u32,
    /// In this order.
    pub show: Vec<KioskPart>,
    /// Sections of notices, first to last.
    pub sections: Vec<String>,
    /// Whether it can be touched to look up.
    pub touch: bool,
}

/// A village's own number: nothing is built in.
#[derive(Debug, PartialEq)]
pub struct Norm {
    /// 项目
    pub what: Measure,
    /// 层级; without it, all leaf grids.
    pub level: Option<(NetworkIx, usize)>,
    /// 只数: the post, the kind of team or the kind of grid that is counted; all of them when not given.
    pub only: Option<String>,
    /// 下限, inclusive: the larger of `min` and `target − tolerance`.
    pub min: Option<Decimal>,
    /// 上限, inclusive.
    pub max: Option<Decimal>,
    /// 级别; `None` is off.
    pub severity: Option<Severity>,
    /// Where it is written.
    pub at: Span,
}

/// 办法 of rating.
#[derive(Debug, PartialEq)]
pub struct Scheme {
    /// Unique among schemes.
    pub id: At<String>,
    /// 名称
    pub name: String,
    /// Whether members are rated (else grids).
    pub of_members: bool,
    /// 频次: how often it is rated. A rating stands in the last month of its period.
    pub every: Cycle,
    /// 维度
    pub dimensions: Vec<Dimension>,
    /// 来源
    pub sources: Vec<RatingSource>,
    /// 星级
    pub stars: Option<StarRule>,
    /// Whether stars are shown.
    pub show_stars: bool,
    /// Whether scores are shown.
    pub show_scores: bool,
    /// 排名
    pub ranking: bool,
    /// 周期
    pub cycles: Vec<Cycle>,
    /// Whether a cycle adds totals up (else their mean).
    pub sums: bool,
    /// The best total: 100 with weights, else the sum of the maxima.
    pub full_marks: Decimal,
}

impl Scheme {
    /// Whether a rating stands in `month`.
    pub fn rates_in(&self, month: Month) -> bool {
        self.every.ends_with(month)
    }

    /// The months of `period` in which a rating stands.
    pub fn months_of(&self, period: Period) -> Vec<Month> {
        period.months().filter(|&month| self.rates_in(month)).collect()
    }
}

/// 维度
#[derive(Debug, PartialEq)]
pub struct Dimension {
    /// Unique within the scheme.
    pub id: At<String>,
    /// 名称
    pub name: String,
    /// 满分
    pub max: Decimal,
    /// 权重
    pub weight: Option<Decimal>,
}

/// 来源
#[derive(Debug, PartialEq)]
pub struct RatingSource {
    /// Unique within the scheme.
    pub id: At<String>,
    /// 名称
    pub name: String,
    /// 权重
    pub weight: Option<Decimal>,
}

/// How stars are given.
#[derive(Debug, PartialEq)]
pub enum StarRule {
    /// Bands on the total: (min, stars), highest first.
    Bands(Vec<(Decimal, u32)>),
    /// One star a dimension, from this share of its maximum.
    PerDimension(Decimal),
}

/// Whose duty a cadence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CadenceBy {
    /// Every grid of a level.
    Level(NetworkIx, usize),
    /// Every member.
    Member,
}

/// 频次制度
#[derive(Debug, PartialEq)]
pub struct Cadence {
    /// Unique among cadences.
    pub id: At<String>,
    /// 名称
    pub name: String,
    /// 频次
    pub every: Cycle,
    /// 主体
    pub by: CadenceBy,
    /// 下限 and 上限 of what a period may owe (应做), both inclusive.
    pub bounds: (Option<u32>, Option<u32>),
    /// 建议性: never overdue.
    pub advisory: bool,
    /// 起
    pub from: Option<Month>,
}

/// How often a disclosure is due; `None` is once.
#[derive(Debug, PartialEq)]
pub struct Disclosure {
    /// Unique among disclosures.
    pub id: At<String>,
    /// 名称
    pub name: String,
    /// 栏目 as shown (党务, 村务, 财务, 服务 or the board's own).
    pub section: Option<String>,
    /// 频次; `None` is 一次.
    pub every: Option<Cycle>,
    /// 宽限天数 after the period.
    pub days: u32,
    /// 依据
    pub basis: Option<String>,
    /// 起
    pub from: Option<Month>,
    /// Where it is written.
    pub at: Span,
}

/// 隐私
#[derive(Clone, Debug, PartialEq)]
pub struct Privacy {
    /// 电话
    pub phones: PhonePolicy,
    /// Whether a household's `label` is shown beside its door.
    pub household_labels: bool,
    /// Counts below this are not shown.
    pub small_counts: u32,
    /// 敏感词: sensitive words beside those built in.
    pub words: Vec<String>,
    /// 豁免
    pub excused: Vec<Excuse>,
}

/// A word that may stand although it is sensitive, or equals a private value, because the board says why.
#[derive(Clone, Debug, PartialEq)]
pub struct Excuse {
    /// 词
    pub word: At<String>,
    /// 理由
    pub reason: String,
    /// 范围: the files in which it may stand; all when not given.
    pub files: Option<Vec<SourceId>>,
}
