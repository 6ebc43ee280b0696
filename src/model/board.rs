//! The board: every fact that may be published, resolved. It holds no path to the register.
//!
//! Longer than 400 lines because it is one list: every public fact there is, each with a line on what it means.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::calendar::{AsOf, Cycle, Month, NaiveDate, Period};
use crate::source::{At, Span};

use super::settings::{Cadence, Disclosure, Network, Scheme, Settings};

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident => $field:ident: $of:ty),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl std::ops::Index<$name> for Board {
            type Output = $of;
            fn index(&self, at: $name) -> &$of {
                &self.$field[at.0 as usize]
            }
        }
    )*};
}

index! {
    /// Which network of the board.
    NetworkIx => networks: Network,
    /// Which rating scheme.
    SchemeIx => schemes: Scheme,
    /// Which cadence.
    CadenceIx => cadences: Cadence,
    /// Which item of the disclosure catalogue.
    DisclosureIx => disclosures: Disclosure,
    /// Which grid.
    GridIx => grids: Grid,
    /// Which member.
    MemberIx => members: Member,
    /// Which household.
    HouseholdIx => households: Household,
    /// Which page or notice.
    PageIx => pages: Page,
    /// Which picture or map.
    AssetIx => assets: Asset,
}

/// All public facts. Lists are sorted by id (numbers in ids count as numbers), so that the order of files and
/// records never shows; posts, teams and services keep the order written.
#[derive(Debug)]
pub struct Board {
    /// Title, publisher, privacy and the like.
    pub settings: Settings,
    /// At least one.
    pub networks: Vec<Network>,
    /// Rating schemes.
    pub schemes: Vec<Scheme>,
    /// Cadences (频次制度).
    pub cadences: Vec<Cadence>,
    /// The catalogue of what must be disclosed.
    pub disclosures: Vec<Disclosure>,
    /// All grids of all networks.
    pub grids: Vec<Grid>,
    /// Responsible members, present and past.
    pub members: Vec<Member>,
    /// Households by their public facts only.
    pub households: Vec<Household>,
    /// What was promised.
    pub commitments: Vec<Commitment>,
    /// Approved results only: months, and the cycles made of them.
    pub ratings: Vec<RatingSheet>,
    /// The ledger.
    pub activities: Vec<Activity>,
    /// Questions and answers.
    pub replies: Vec<Reply>,
    /// Pages and notices; drafts are not here.
    pub pages: Vec<Page>,
    /// Pictures and maps that records name.
    pub assets: Vec<Asset>,
}

/// From when to when something holds; both days included.
#[derive(Clone, Debug, Default)]
pub struct Term {
    /// First day.
    pub from: Option<At<NaiveDate>>,
    /// Last day.
    pub to: Option<At<NaiveDate>>,
}

impl Term {
    /// Whether `day` lies within.
    pub fn holds(&self, day: AsOf) -> bool {
        self.started(day) && !self.ended(day)
    }

    /// Whether it has begun by `day`.
    pub fn started(&self, day: AsOf) -> bool {
        self.from.as_ref().is_none_or(|from| from.value <= day.0)
    }

    /// Whether its last day is before `day`.
    pub fn ended(&self, day: AsOf) -> bool {
        self.to.as_ref().is_some_and(|to| to.value < day.0)
    }
}

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
    /// Sorted by id.
    pub children: Vec<GridIx>,
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
    /// A GeoJSON file.
    pub boundary: Option<AssetIx>,
    /// 阵地
    pub place: Option<String>,
    /// 服务清单
    pub services: Vec<String>,
    /// 说明, Markdown.
    pub note: Option<Markdown>,
    /// 起, 止
    pub term: Term,
    /// Where the record begins.
    pub at: Span,
}

/// A post of a grid. A post is not a person.
#[derive(Debug)]
pub struct Post {
    /// Its title, e.g. 网格长.
    pub title: At<String>,
    /// Whether this is the grid's lead (given by `lead`, or titled as the level's `lead_title`).
    pub is_lead: bool,
    /// Who holds it by the records, whatever the day: ask [`Board::holder`].
    pub member: Option<At<MemberIx>>,
    /// Whether a member is written who does not exist: reported already, so no further rule should judge the post.
    pub is_dangling: bool,
    /// 空缺: true as declared. One with neither member nor `vacant` counts as vacant too.
    pub vacant: Option<At<bool>>,
    /// B岗
    pub backup: Option<At<MemberIx>>,
    /// 职责
    pub duties: Vec<String>,
    /// 产生方式
    pub how: Option<String>,
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
}

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
    pub duties: Vec<String>,
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
#[derive(Debug)]
pub struct Honour {
    /// 称号
    pub title: String,
    /// 日期
    pub date: Option<NaiveDate>,
}

/// A household by its public facts: no name, no people, no category.
#[derive(Debug)]
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

/// 结果
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// 已兑现
    Kept,
    /// 部分兑现
    Partly,
    /// 未兑现
    Broken,
    /// 已调整
    Changed,
}

/// What a commitment's state is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommitmentStatus {
    /// 未开始
    NotStarted,
    /// 进行中
    Doing,
    /// 已逾期
    Overdue,
    /// The outcome given.
    Done(Outcome),
}

/// 承诺
#[derive(Debug)]
pub struct Commitment {
    /// Unique among commitments; made from who and title when not given.
    pub id: At<String>,
    /// Who promised.
    pub by: At<Subject>,
    /// 事项
    pub title: At<String>,
    /// 内容, Markdown.
    pub detail: Option<Markdown>,
    /// 类别
    pub kind: Option<String>,
    /// 基数
    pub baseline: Option<At<String>>,
    /// 目标
    pub target: Option<At<String>>,
    /// 承诺日期
    pub made: At<NaiveDate>,
    /// 完成期限
    pub due: Option<At<NaiveDate>>,
    /// 进展, by date.
    pub progress: Vec<Progress>,
    /// 结果
    pub outcome: Option<At<Outcome>>,
    /// 评诺
    pub evaluation: Option<String>,
    /// Where the record begins.
    pub at: Span,
}

impl Commitment {
    /// Its state on `day`: the outcome, else overdue from the day after `due`, else whether any progress is told
    /// by then.
    pub fn status(&self, day: AsOf) -> CommitmentStatus {
        if let Some(outcome) = &self.outcome {
            return CommitmentStatus::Done(outcome.value);
        }
        if self.due.as_ref().is_some_and(|due| due.value < day.0) {
            return CommitmentStatus::Overdue;
        }
        match self.latest(day) {
            Some(_) => CommitmentStatus::Doing,
            None => CommitmentStatus::NotStarted,
        }
    }

    /// The last progress told by `day`.
    pub fn latest(&self, day: AsOf) -> Option<&Progress> {
        self.progress.iter().rfind(|step| step.date.value <= day.0)
    }
}

/// 进展
#[derive(Debug)]
pub struct Progress {
    /// 日期
    pub date: At<NaiveDate>,
    /// 进度, 0–100.
    pub percent: Option<At<u32>>,
    /// 说明
    pub note: Option<String>,
    /// 佐证
    pub evidence: Vec<AssetIx>,
}

/// The approved results of one scheme in one period. Scores are here only where the scheme shows them.
#[derive(Debug)]
pub struct RatingSheet {
    /// The scheme.
    pub scheme: SchemeIx,
    /// A month, or a cycle of the scheme made of approved months.
    pub period: Period,
    /// The approved months within the period.
    pub approved: Vec<Month>,
    /// In the order to be shown: by id, or by total where the scheme ranks.
    pub entries: Vec<RatingEntry>,
}

impl RatingSheet {
    /// Whether the bulletin is due on `day`: every month approved, or the period over.
    pub fn is_published(&self, day: AsOf) -> bool {
        self.approved.len() as i32 == self.period.length() || self.period.last_day() < day.0
    }
}

/// One subject's approved result in a period.
#[derive(Debug)]
pub struct RatingEntry {
    /// Who was rated.
    pub subject: Subject,
    /// 星级, when the scheme has stars and shows them.
    pub stars: Option<Stars>,
    /// The total, rounded half up to one place, when the scheme shows scores.
    pub total: Option<Decimal>,
    /// By dimension, when the scheme shows scores (a mean in a cycle).
    pub scores: Vec<Decimal>,
    /// Which of the period's months this subject was rated in.
    pub months: Vec<Month>,
    /// 说明, of a month.
    pub note: Option<String>,
    /// Rank from 1 (equal totals share one), when the scheme ranks.
    pub rank: Option<u32>,
}

/// 星级
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stars {
    /// How many are lit.
    pub lit: u32,
    /// Out of how many.
    pub of: u32,
    /// Which dimensions' stars are lit, in the scheme's order, where stars are awarded one a dimension.
    pub by_dimension: Vec<bool>,
}

/// 台账: counts only, never who was visited.
#[derive(Debug)]
pub struct Activity {
    /// 日期
    pub date: At<NaiveDate>,
    /// 频次
    pub cadence: At<CadenceIx>,
    /// Whose; `None` when neither grid nor member is given.
    pub by: Option<At<Subject>>,
    /// 事项
    pub title: Option<String>,
    /// 次数; 1 when not given.
    pub count: u32,
    /// 说明
    pub note: Option<String>,
    /// Where the record begins.
    pub at: Span,
}

/// 回音
#[derive(Debug)]
pub struct Reply {
    /// 提出日期
    pub asked: At<NaiveDate>,
    /// 主题
    pub topic: Option<String>,
    /// 问题
    pub question: At<String>,
    /// 答复期限
    pub due: Option<At<NaiveDate>>,
    /// 答复日期
    pub answered: Option<At<NaiveDate>>,
    /// 答复, Markdown.
    pub answer: Option<Markdown>,
    /// Where the record begins.
    pub at: Span,
}

/// Page or notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    /// 页面
    Page,
    /// 公告
    Notice,
}

/// A Markdown page or notice.
#[derive(Debug)]
pub struct Page {
    /// Unique among pages and among notices.
    pub id: At<String>,
    /// 标题
    pub title: At<String>,
    /// 类型
    pub kind: PageKind,
    /// 日期
    pub date: Option<At<NaiveDate>>,
    /// 公开事项
    pub disclosure: Option<At<DisclosureIx>>,
    /// 期间
    pub period: Option<At<Period>>,
    /// 到期
    pub expires: Option<At<NaiveDate>>,
    /// 网格
    pub grid: Option<At<GridIx>>,
    /// 排序
    pub order: Option<Decimal>,
    /// The text after the front matter.
    pub body: Markdown,
    /// The file's beginning.
    pub at: Span,
}

/// Markdown text and where its relative links lead.
#[derive(Clone, Debug)]
pub struct Markdown {
    /// The source.
    pub text: String,
    /// Link and picture destinations as written, resolved; others stay as they are.
    pub links: Vec<(String, LinkTarget)>,
    /// Where it stands in the records.
    pub at: Span,
}

/// What a relative Markdown link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Another page or notice.
    Page(PageIx),
    /// A picture or other file below `content/`.
    Asset(AssetIx),
}

/// A file below `content/` that records name.
#[derive(Debug)]
pub struct Asset {
    /// Path relative to the site folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

impl Board {
    /// All indices of grids, in order.
    pub fn grid_ids(&self) -> impl Iterator<Item = GridIx> + use<> {
        (0..self.grids.len() as u32).map(GridIx)
    }

    /// All indices of members, in order.
    pub fn member_ids(&self) -> impl Iterator<Item = MemberIx> + use<> {
        (0..self.members.len() as u32).map(MemberIx)
    }

    /// All indices of households, in order.
    pub fn household_ids(&self) -> impl Iterator<Item = HouseholdIx> + use<> {
        (0..self.households.len() as u32).map(HouseholdIx)
    }

    /// Who holds `post` on `day`: nobody when it is vacant, the post's or the member's term has ended or not begun.
    pub fn holder(&self, post: &Post, day: AsOf) -> Option<MemberIx> {
        let member = post.member.as_ref()?.value;
        (post.term.holds(day) && self[member].term.holds(day)).then_some(member)
    }

    /// The backup of `post` in office on `day`.
    pub fn backup(&self, post: &Post, day: AsOf) -> Option<MemberIx> {
        let member = post.backup.as_ref()?.value;
        (!post.term.ended(day) && self[member].term.holds(day)).then_some(member)
    }

    /// The post of the grid's lead that speaks for `day`: the one in office, else the last one written.
    pub fn lead(&self, grid: GridIx, day: AsOf) -> Option<&Post> {
        let leads = || self[grid].posts.iter().filter(|post| post.is_lead);
        leads().find(|post| self.holder(post, day).is_some()).or_else(|| leads().next_back())
    }

    /// The grid, its parent, and so on up to the root.
    pub fn ancestry(&self, grid: GridIx) -> impl Iterator<Item = GridIx> + '_ {
        std::iter::successors(Some(grid), |&at| self[at].parent)
    }

    /// Whether the grid has no grids below it.
    pub fn is_leaf(&self, grid: GridIx) -> bool {
        self[grid].children.is_empty()
    }

    /// The level's settings of a grid.
    pub fn level(&self, grid: GridIx) -> &super::settings::Level {
        let grid = &self[grid];
        &self[grid.network].levels[grid.level]
    }

    /// The period of `cycle` that holds `day`.
    pub fn period_on(&self, cycle: Cycle, day: AsOf, origin: Month) -> Period {
        cycle.period_of(Month::of(day.0), origin)
    }
}
