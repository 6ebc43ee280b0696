//! Ratings: approved results only. Nothing here tells who fell below a threshold.

use serde::Serialize;

use super::{Frame, Link, Number, OrderLink, Pager, SharedSite};
use crate::status::bulletins::{ChangeState, ResultState};

/// Stars, for the filter `stars`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StarsView {
    /// How many are lit.
    pub lit: u32,
    /// Out of how many.
    pub of: u32,
    /// Which dimension each star stands for, where stars are given one a dimension; else empty.
    pub dimensions: Vec<StarDimension>,
}

/// One dimension's star.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StarDimension {
    /// The dimension.
    pub name: String,
    /// Whether its star is lit.
    pub lit: bool,
}

/// Who was rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SubjectLink {
    /// `grid` or `member`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
}

/// A scheme's public side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SchemeInfo {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `member` or `grid`.
    pub of: &'static str,
    /// How often it is rated: `month`, `quarter`, `half_year`, `year`.
    pub every: &'static str,
    /// 维度, in order.
    pub dimensions: Vec<DimensionView>,
    /// The best total: 100.
    pub full_marks: Number,
    /// Whether stars are shown.
    pub show_stars: bool,
    /// Whether scores are shown.
    pub show_scores: bool,
    /// Whether entries are ranked.
    pub ranking: bool,
    /// Whether cycles add totals up (else their mean).
    pub sums: bool,
    /// From which total on how many stars are lit, most stars first; empty unless scores are shown.
    pub bands: Vec<StarBand>,
    /// From how many per cent of its maximum on a dimension's star is lit; null unless stars are given so and scores are
    /// shown.
    pub star_share: Option<Number>,
}

/// From which total on a scheme gives how many stars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StarBand {
    /// The least total.
    pub from: Number,
    /// How many are lit.
    pub lit: u32,
}

/// 维度
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DimensionView {
    /// 名称
    pub name: String,
    /// 满分; null unless the scheme shows scores.
    pub max: Option<Number>,
    /// 权重; null unless given and the scheme shows scores.
    pub weight: Option<Number>,
}

/// One period's bulletin: published, or missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodLink {
    /// `2026-03`, `2026-q1` …
    pub period: String,
    /// `month`, `quarter`, `half_year`, `year`.
    pub cycle: &'static str,
    /// The bulletin; null: 未公布.
    pub href: Option<String>,
    /// How many of its months are approved.
    pub approved: usize,
    /// How many months it has.
    pub months: usize,
}

/// A scheme's bulletins of one year, newest year first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SchemeYear {
    /// `2026`.
    pub year: i32,
    /// Every month from the first published to the as-of date, in order; those without a bulletin have no href.
    pub months: Vec<PeriodLink>,
    /// Published quarters, halves and the year, in order.
    pub cycles: Vec<PeriodLink>,
}

/// `ratings/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RatingsView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// Schemes with what was published of them.
    pub schemes: Vec<SchemeBulletins>,
}

/// One scheme in the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SchemeBulletins {
    /// The scheme.
    pub scheme: SchemeInfo,
    /// The latest published bulletin of its shortest period.
    pub latest: Option<PeriodLink>,
    /// Periods that are over since then without one, oldest first.
    pub missing: Vec<String>,
    /// The first and the last period that rows tell of.
    pub span: Option<[String; 2]>,
    /// Who is in the latest bulletin or should be, in its order, at most a page of them; those not rated last.
    pub rows: Vec<ResultRow>,
    /// How many there are in all.
    pub subjects: usize,
    /// What the board calls the level of them all, where they are grids of one.
    pub level: Option<String>,
    /// What the heights of `trend_line` mean in all rows.
    pub scale: Option<ScaleView>,
    /// Each year's results on a page of their own, newest first.
    pub tables: Vec<YearLink>,
    /// Newest year first.
    pub years: Vec<SchemeYear>,
}

/// A year's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearLink {
    /// `2026`.
    pub year: i32,
    /// Its page.
    pub href: String,
    /// Whether this is the page.
    pub current: bool,
}

/// One subject's results over several periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultRow {
    /// Who.
    pub subject: SubjectLink,
    /// The grid they belong to, or cover; of a grid the one above, unless that is the whole board.
    pub place: Option<Link>,
    /// Period by period, for the table and the function `trend_line`.
    pub points: Vec<MonthResult>,
    /// How the latest bulletin's result stands to the one before; null where there is none.
    pub change: Option<ChangeView>,
    /// The result in the latest bulletin.
    pub latest: Option<MonthResult>,
}

/// How a result stands to the one of the period before, for the function `change_in_words`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// `same`, `stars_up`, `stars_down`, `points_up`, `points_down`, or `unknown`: that one is not published.
    pub state: ChangeState,
    /// By how many stars or points.
    pub by: Number,
}

/// What the heights of small charts mean, the same in all rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScaleView {
    /// At the bottom.
    pub low: Number,
    /// At the top.
    pub high: Number,
}

/// `ratings/SCHEME/months-YEAR/index.html` and its like: everybody by month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearResultsView {
    /// Common part; `page.title` is the scheme's name.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// The scheme.
    pub scheme: SchemeInfo,
    /// `2026`.
    pub year: i32,
    /// All years that have a page.
    pub years: Vec<YearLink>,
    /// All bulletins.
    pub ratings_href: String,
    /// The columns; those without a bulletin have no href.
    pub periods: Vec<PeriodLink>,
    /// `name`, `grid`, `result`.
    pub order: &'static str,
    /// All orders: by result only where the scheme ranks.
    pub orders: Vec<OrderLink>,
    /// Whose ranks the order by result follows.
    pub ranked_by: Option<PeriodLink>,
    /// How many there are on all pages.
    pub subjects: usize,
    /// What the board calls the level of them all, where they are grids of one.
    pub level: Option<String>,
    /// Whether anybody in `rows` was not in office, or not in force, in one of the periods.
    pub absences: bool,
    /// At most a page of them.
    pub rows: Vec<ResultRow>,
    /// Which page it is.
    pub pager: Pager,
}

/// `ratings/SCHEME/PERIOD/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BulletinView {
    /// Common part; `page.title` is the scheme's name.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// The scheme.
    pub scheme: SchemeInfo,
    /// `2026-q1`.
    pub period: String,
    /// `month`, `quarter`, `half_year`, `year`.
    pub cycle: &'static str,
    /// Published bulletin of the same length before.
    pub previous: Option<PeriodLink>,
    /// Published bulletin of the same length after.
    pub next: Option<PeriodLink>,
    /// Published bulletins of cycles that hold this period.
    pub wider: Vec<PeriodLink>,
    /// The year's results in one table.
    pub year_table: Option<YearLink>,
    /// The months of a cycle, all of them; missing ones without href. Empty for a month.
    pub months: Vec<PeriodLink>,
    /// Those of `months` in which nobody was rated: 未公布.
    pub missing: Vec<String>,
    /// All bulletins.
    pub ratings_href: String,
    /// How many subjects were rated.
    pub rated: usize,
    /// How many subjects should have been rated (those it rated in the period or in the year up to its end, in office
    /// within the period).
    pub subjects: usize,
    /// What the board calls the level of them all, where they are grids of one.
    pub level: Option<String>,
    /// What totals are out of; null where entries add up unequally many, and each says it.
    pub full_marks: Option<Number>,
    /// Who of those was not rated in this period, on this page: they come last.
    pub unrated: Vec<SubjectLink>,
    /// Those on this page, in the order to be shown: ranked, or by id.
    pub entries: Vec<BulletinEntry>,
    /// Which page it is.
    pub pager: Pager,
    /// Whether entries have a `trend`: the scheme's bulletins are of months, and there are not too many entries.
    pub trends: bool,
    /// What the heights of their `trend_line` mean in all rows.
    pub scale: Option<ScaleView>,
    /// Whether any entry has a note.
    pub notes: bool,
    /// Whether any entry lacks a month in which others were rated.
    pub gaps: bool,
    /// Whether any entry has nothing before to be compared with.
    pub without_before: bool,
    /// Whether stars stand for dimensions.
    pub dimension_stars: bool,
}

/// One subject's approved result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BulletinEntry {
    /// Who.
    pub subject: SubjectLink,
    /// The grid they belong to, or cover; of a grid the one above, unless that is the whole board.
    pub place: Option<Link>,
    /// Null when the scheme shows none.
    pub stars: Option<StarsView>,
    /// Null when the scheme shows no scores.
    pub total: Option<Number>,
    /// By dimension in the scheme's order; empty when no scores are shown.
    pub scores: Vec<Number>,
    /// What `total` adds up, in the order of periods; empty where it is no sum of several.
    pub summands: Vec<Number>,
    /// Their mean, by which stars go; null where `total` is no sum of several.
    pub mean: Option<Number>,
    /// What `total` is out of.
    pub full_marks: Number,
    /// How many of the period's months it was rated in.
    pub months_rated: usize,
    /// How many of the period's months it was in office.
    pub months_due: usize,
    /// Months of a cycle in office in which others were rated and it was not: 未公布.
    pub missing: Vec<String>,
    /// Its results month by month, for the table and the function `trend_line`: of a cycle its months in office, of a
    /// month the one before. Empty where the scheme's bulletins are not of months.
    pub trend: Vec<MonthResult>,
    /// How it stands to the result of the period before; null where there was none to be.
    pub change: Option<ChangeView>,
    /// From 1, only where the scheme ranks.
    pub rank: Option<u32>,
    /// 说明
    pub note: Option<String>,
}

/// One month of a bulletin's line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthResult {
    /// `2026-03`.
    pub period: String,
    /// `rated`; `unrated`: published without this subject; `missing`: nothing published (未公布); `absent`: not in office.
    pub state: ResultState,
    /// Null when not shown or not rated.
    pub stars: Option<StarsView>,
    /// Null when not shown or not rated.
    pub total: Option<Number>,
}

/// A member's or grid's own history under one scheme, for the page and the function `trend_chart`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RatingHistory {
    /// The scheme.
    pub scheme: SchemeInfo,
    /// The latest twelve months that could be published by the as-of date and before the subject's term ended, oldest
    /// first, gaps included.
    pub points: Vec<HistoryPoint>,
    /// All published months, newest first, for the table.
    pub table: Vec<HistoryPoint>,
    /// Published quarters, halves and years, newest first.
    pub cycles: Vec<HistoryPoint>,
    /// The latest rated month.
    pub latest: Option<HistoryPoint>,
}

/// One period in a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryPoint {
    /// `2026-03`.
    pub period: String,
    /// `month`, `quarter`, `half_year`, `year`.
    pub cycle: &'static str,
    /// `rated`; `unrated`: published without this subject; `missing`: nothing published (未公布).
    pub state: ResultState,
    /// The bulletin.
    pub href: Option<String>,
    /// Null when not shown or not rated.
    pub stars: Option<StarsView>,
    /// Null when not shown or not rated.
    pub total: Option<Number>,
    /// By dimension; empty when not shown or not rated.
    pub scores: Vec<Number>,
    /// 说明
    pub note: Option<String>,
}
