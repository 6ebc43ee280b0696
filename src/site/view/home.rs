//! The board's front: look-up, what is late or new, the grids, the newest bulletins and notices.

use serde::Serialize;

use super::{
    BoardRow, BulletinEntry, CommitmentItem, DisclosureItem, FigureView, Frame, GridNode, LastPublication,
    Link, MapView, NoticeLine, PeriodLink, ReplyItem, SchemeInfo, SharedSite,
};
use crate::status::suppression::Shown;

/// The board in three numbers; how many grids there are stands beside each network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Households, listed or declared; null when neither is known.
    pub households: Option<u32>,
    /// People, listed or declared.
    pub population: Option<Shown<u32>>,
    /// Members in office.
    pub members: usize,
    /// 数据 of the roots in force, in the order written.
    pub further: Vec<FigureView>,
}

/// How many grids in force stand on a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LevelCount {
    /// The level's name.
    pub name: String,
    /// Grids.
    pub count: usize,
}

/// One network's trees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NetworkTree {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its levels, top first, without a single root and without those that no grid in force stands on.
    pub levels: Vec<LevelCount>,
    /// The grids below its root on a map, where they have boundaries.
    pub map: Option<MapView>,
    /// Its roots; children nest (a component may call itself).
    pub roots: Vec<GridNode>,
}

/// A cadence that somebody is behind with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OverdueCadence {
    /// The cadence's name.
    pub name: String,
    /// Who is behind in the last period that ended, with their pages.
    pub who: Vec<Link>,
    /// That period.
    pub period: String,
}

/// Everything late on the as-of date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OverdueList {
    /// How many things in all.
    pub total: usize,
    /// Disclosures with overdue periods.
    pub disclosures: Vec<DisclosureItem>,
    /// Commitments past their day.
    pub commitments: Vec<CommitmentItem>,
    /// Questions unanswered past their day.
    pub replies: Vec<ReplyItem>,
    /// Duties not done in the last period that ended.
    pub cadences: Vec<OverdueCadence>,
}

/// Something published in the 30 days up to the as-of date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FreshItem {
    /// `notice`, `page`, `commitment` (a new one), `progress` (told of one), `reply` (answered).
    pub kind: &'static str,
    /// The day.
    pub date: String,
    /// Title.
    pub title: String,
    /// Where it is.
    pub href: String,
}

/// How many results have so many stars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StarCount {
    /// How many are lit.
    pub lit: u32,
    /// How many results.
    pub count: usize,
}

/// The results of one part of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultGroup {
    /// The part, a grid; null for those who belong to no grid, and where all are told together.
    pub grid: Option<Link>,
    /// The results one by one; empty where a bulletin has too many for this page.
    pub entries: Vec<BulletinEntry>,
    /// The same counted, most stars first; empty where the scheme shows no stars.
    pub counts: Vec<StarCount>,
    /// How many results.
    pub total: usize,
}

/// A scheme's newest bulletin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestBulletin {
    /// The scheme.
    pub scheme: SchemeInfo,
    /// The period and its page.
    pub bulletin: PeriodLink,
    /// Whether periods that ended since then have no bulletin: those, oldest first.
    pub missing: Vec<String>,
    /// All its results, in the order of the parts.
    pub groups: Vec<ResultGroup>,
    /// All of them counted, most stars first; empty where the scheme shows no stars.
    pub counts: Vec<StarCount>,
    /// How many results.
    pub total: usize,
}

/// `index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HomeView {
    /// Common part.
    pub page: Frame,
    /// The last publication, where the board keeps a record of them.
    pub publication: Option<LastPublication>,
    /// The board.
    pub site: SharedSite,
    /// The look-up page.
    pub lookup_href: String,
    /// A door of the records, to be typed in grey as an example.
    pub lookup_example: Option<String>,
    /// Late.
    pub overdue: OverdueList,
    /// New, newest first, at most six.
    pub fresh: Vec<FreshItem>,
    /// How many new things there are in all.
    pub fresh_total: usize,
    /// Boards below, as on their own page, at most twelve.
    pub boards: Vec<BoardRow>,
    /// How many there are in all.
    pub boards_total: usize,
    /// How many of them are not up to date.
    pub boards_late: usize,
    /// All of them; null where there are none.
    pub boards_href: Option<String>,
    /// Networks in force.
    pub networks: Vec<NetworkTree>,
    /// By scheme.
    pub bulletins: Vec<LatestBulletin>,
    /// Notices in force, newest first, at most six.
    pub notices: Vec<NoticeLine>,
    /// How many notices are in force in all.
    pub notices_total: usize,
    /// All notices.
    pub notices_href: String,
    /// In numbers.
    pub figures: Figures,
}
