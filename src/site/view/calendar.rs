//! The ledger as a calendar: for each cadence and period, done, due or overdue. Counts only.

use serde::Serialize;

use super::SubjectLink;
use crate::status::duties::DutyState;
use crate::status::suppression::Shown;

/// One cadence of one grid or member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarView {
    /// Cadence id.
    pub id: String,
    /// 名称
    pub name: String,
    /// `month`, `quarter`, `half_year`, `year`, `three_years`.
    pub every: &'static str,
    /// 建议性: never overdue.
    pub advisory: bool,
    /// How many shown periods are done.
    pub done: usize,
    /// How many are overdue.
    pub overdue: usize,
    /// The latest periods (at most twelve), oldest first; the last is the one that holds the as-of date.
    pub cells: Vec<CalendarCell>,
}

/// One period of a cadence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarCell {
    /// `2026-03`, `2026-q1`, `2026-h1`, `2026`, `2026-2028`.
    pub period: String,
    /// `done`; `due`: the period still runs; `overdue`: it ended without; `short`: it ended with less than planned;
    /// `open`: an advisory one ended without.
    pub state: DutyState,
    /// How often in the period; null where that would tell of a few households.
    pub count: Option<Shown<u32>>,
    /// How often it was to be; null where the ledger plans nothing, or `count` is not told.
    pub planned: Option<Shown<u32>>,
    /// What was done, in the ledger's words, each once.
    pub titles: Vec<String>,
    /// The last day of the period.
    pub until: String,
}

/// One cadence of several grids or members, side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerView {
    /// Cadence id.
    pub id: String,
    /// 名称
    pub name: String,
    /// `month`, `quarter`, `half_year`, `year`, `three_years`.
    pub every: &'static str,
    /// 建议性: never overdue.
    pub advisory: bool,
    /// The latest periods (at most twelve), oldest first.
    pub periods: Vec<String>,
    /// One a grid or member whose duty it is.
    pub rows: Vec<LedgerRow>,
    /// How many more there are, who are less behind.
    pub left_out: usize,
}

/// Whose, and the cell of each period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerRow {
    /// The grid or member.
    pub who: SubjectLink,
    /// As many as the table has periods; null before the duty began.
    pub cells: Vec<Option<CalendarCell>>,
    /// How many are done.
    pub done: usize,
    /// How many are overdue.
    pub overdue: usize,
}
