//! The ledger as a calendar: whose duty a cadence is, since when, and what was done in each period.

use std::collections::BTreeSet;

use crate::calendar::{AsOf, Month, Period};
use crate::model::Board;
use crate::model::board::{Activity, CadenceIx, GridIx, MemberIx, Subject};
use crate::model::settings::CadenceBy;

use super::codes;
use super::desk::Desk;
use super::facts::Facts;
use super::ratings::run;
use super::tables::PostOf;
use super::view::{CalendarCell, CalendarView, LedgerRow, LedgerView};

/// How many periods a calendar shows.
const SHOWN: usize = 12;

/// All cadences.
pub(super) fn cadences(facts: &Facts) -> impl Iterator<Item = CadenceIx> + use<> {
    (0..facts.board.cadences.len() as u32).map(CadenceIx)
}

/// Whose duty the cadence is on the as-of date.
pub(super) fn subjects(facts: &Facts, cadence: CadenceIx) -> Vec<Subject> {
    let board = facts.board;
    let subjects: Vec<Subject> = match board[cadence].by {
        CadenceBy::Member => board.member_ids().map(Subject::Member).collect(),
        CadenceBy::Level(network, level) => {
            let at_level = |grid: &GridIx| board[*grid].network == network && board[*grid].level == level;
            board.grid_ids().filter(at_level).map(Subject::Grid).collect()
        }
    };
    subjects.into_iter().filter(|&subject| facts.is_current(subject)).collect()
}

/// The calendars of one subject; none when it is no longer in office or in force.
pub(super) fn of(facts: &Facts, subject: Subject) -> Vec<CalendarView> {
    cadences(facts).filter_map(|cadence| calendar(facts, cadence, subject)).collect()
}

/// The calendar of one cadence for one subject; `None` where it is not the subject's duty.
pub(super) fn calendar(facts: &Facts, cadence: CadenceIx, subject: Subject) -> Option<CalendarView> {
    let duty = match (facts.board[cadence].by, subject) {
        (CadenceBy::Member, Subject::Member(_)) => true,
        (CadenceBy::Level(network, level), Subject::Grid(grid)) => {
            facts.board[grid].network == network && facts.board[grid].level == level
        }
        _ => false,
    };
    if !duty || !facts.is_current(subject) {
        return None;
    }
    let record = &facts.board[cadence];
    let periods = periods(facts, cadence, subject);
    let done = |period: &Period| cell(facts, cadence, subject, *period);
    let cells: Vec<CalendarCell> = periods.iter().map(done).collect();
    Some(CalendarView {
        id: record.id.value.clone(),
        name: record.name.clone(),
        every: codes::cycle(record.every),
        advisory: record.advisory,
        done: cells.iter().filter(|cell| cell.state == "done").count(),
        overdue: cells.iter().filter(|cell| cell.state == "overdue").count(),
        cells,
    })
}

/// The periods owed so far, the running one included: counted from the cadence's `from`, else from the first
/// activity anyone recorded for it, and never before the subject's own term. A period that had begun before the
/// subject did is not owed: once it is over it stands here only if something was done in it.
fn periods(facts: &Facts, cadence: CadenceIx, subject: Subject) -> Vec<Period> {
    let board = facts.board;
    let record = &board[cadence];
    let today = Month::of(facts.day.0);
    let origin = facts.origin(cadence);
    let term = match subject {
        Subject::Grid(grid) => &board[grid].term,
        Subject::Member(member) => &board[member].term,
    };
    let began = term.from.as_ref().map_or(origin, |from| Month::of(from.value).max(origin)).min(today);
    let mut first = record.every.period_of(began, origin);
    let last = record.every.period_of(today, origin);
    let came_late = term.from.as_ref().is_some_and(|from| first.first_day() < from.value);
    if came_late && first != last && !facts.tally(cadence, subject, first).any {
        first = first.next();
    }
    let all: Vec<Period> = run(first, last).collect();
    all[all.len().saturating_sub(SHOWN)..].to_vec()
}

fn cell(facts: &Facts, cadence: CadenceIx, subject: Subject, period: Period) -> CalendarCell {
    let tally = facts.tally(cadence, subject, period);
    let mut titles: Vec<String> = Vec::new();
    for activity in facts.ledger(cadence, subject) {
        let date = activity.date.value;
        if period.first_day() <= date && date <= period.last_day() {
            titles.extend(activity.title.clone().filter(|title| !titles.contains(title)));
        }
    }
    let state = match () {
        () if tally.met => "done",
        () if tally.any && period.last_day() < facts.day.0 => "short",
        () if period.last_day() >= facts.day.0 => "due",
        () if facts.board[cadence].advisory => "open",
        () => "overdue",
    };
    CalendarCell {
        period: period.to_string(),
        state,
        count: tally.shown.map(|act| act.count),
        planned: tally.shown.and_then(|act| act.planned),
        titles,
        until: period.last_day().to_string(),
    }
}

/// Whose calendars an activity enters: its own subject's; for a cadence of grids, what a member did counts for the
/// grids the member belongs to, or holds a post in; one without a subject counts where only one has the duty.
/// `duty` is whose the cadence is, `posts` those that a member is named for.
pub(super) fn entered<'p>(
    board: &Board,
    activity: &Activity,
    duty: &BTreeSet<Subject>,
    posts: impl Fn(MemberIx) -> &'p [PostOf],
) -> Vec<Subject> {
    match activity.by.as_ref().map(|at| at.value) {
        Some(Subject::Member(member)) if !matches!(board[activity.cadence.value].by, CadenceBy::Member) => {
            // The grids a member acts for on that day: the member's own and those above it, else those of the posts.
            let held =
                |post: &&PostOf| board[post.grid].posts[post.index].term.holds(AsOf(activity.date.value));
            let grids: Vec<GridIx> = match &board[member].grid {
                Some(own) => board.ancestry(own.value).collect(),
                None => posts(member).iter().filter(held).map(|post| post.grid).collect(),
            };
            grids.into_iter().map(Subject::Grid).filter(|by| duty.contains(by)).collect()
        }
        Some(by) => vec![by],
        None if duty.len() == 1 => duty.iter().copied().collect(),
        None => Vec::new(),
    }
}

/// For each cadence that grids straight below, or the members of this grid, have as a duty: all of them in one table.
pub(super) fn ledgers(desk: &Desk, grid: GridIx, members: &[MemberIx]) -> Vec<LedgerView> {
    let below = desk.facts.board[grid].children.iter().map(|&child| Subject::Grid(child));
    let subjects: Vec<Subject> = below.chain(members.iter().map(|&member| Subject::Member(member))).collect();
    let ledger = |cadence: CadenceIx| {
        let found =
            subjects.iter().filter_map(|&subject| Some((subject, calendar(desk.facts, cadence, subject)?)));
        let found: Vec<(Subject, CalendarView)> = found.collect();
        let longest = found.iter().map(|(_, view)| &view.cells).max_by_key(|cells| cells.len())?;
        let periods: Vec<String> = longest.iter().map(|cell| cell.period.clone()).collect();
        let (_, first) = found.first()?;
        let (id, name, every, advisory) = (first.id.clone(), first.name.clone(), first.every, first.advisory);
        let row = |(subject, view): (Subject, CalendarView)| LedgerRow {
            who: desk.subject(subject),
            done: view.done,
            overdue: view.overdue,
            // All calendars end with the running period; one that began later lacks the first ones.
            cells: vec![None; periods.len() - view.cells.len()]
                .into_iter()
                .chain(view.cells.into_iter().map(Some))
                .collect(),
        };
        Some(LedgerView { id, name, every, advisory, rows: found.into_iter().map(row).collect(), periods })
    };
    cadences(desk.facts).filter_map(ledger).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{on, village};
    use super::*;

    fn states(settings: &str, records: &str, grid: &str, day: &str) -> Vec<(String, &'static str)> {
        let board = village(
            &format!("cadences: [{{id: c, name: 走访, every: month, by: grid{settings}}}]\n"),
            records,
        );
        let at = board.grids.iter().position(|found| found.id.value == grid).unwrap();
        let calendar =
            on(&board, day, |facts| calendar(facts, CadenceIx(0), Subject::Grid(GridIx(at as u32))));
        calendar.unwrap().cells.into_iter().map(|cell| (cell.period, cell.state)).collect()
    }

    #[test]
    fn a_month_is_overdue_from_the_day_after() {
        let done = "activities: [{date: 2026-01-31, cadence: c, grid: g1}]";
        let owned = |period: &str, state| (period.to_string(), state);
        assert_eq!(
            states(", from: 2026-01", done, "g1", "2026-02-28"),
            [owned("2026-01", "done"), owned("2026-02", "due")]
        );
        assert_eq!(states(", from: 2026-01", done, "g1", "2026-03-01")[1], owned("2026-02", "overdue"));
        assert_eq!(states(", from: 2026-01, advisory: true", done, "g1", "2026-03-01")[1].1, "open");
        assert_eq!(states(", from: 2026-01", done, "g2", "2026-02-01")[0].1, "overdue");
    }

    #[test]
    fn what_a_member_did_counts_for_the_grid() {
        let done = "activities: [{date: 2026-01-09, cadence: c, member: 张三, count: 2}]";
        assert_eq!(states("", done, "g1", "2026-01-20")[0].1, "done");
        assert_eq!(states("", done, "g2", "2026-01-20")[0].1, "due");
        assert_eq!(states("", done, "g1", "2026-01-08")[0].1, "due", "not yet");
    }

    #[test]
    fn a_period_that_ended_with_less_than_planned_is_short() {
        let done = "activities:
  - {date: 2026-01-09, cadence: c, grid: g1, count: 3, planned: 5}
  - {date: 2026-01-20, cadence: c, grid: g1, count: 1}
";
        assert_eq!(states("", done, "g1", "2026-01-31")[0].1, "due", "the month still runs");
        assert_eq!(states("", done, "g1", "2026-02-01")[0].1, "short");
        let more = done.replace("count: 1", "count: 2");
        assert_eq!(states("", &more, "g1", "2026-02-01")[0].1, "done", "all entries of the month count");
    }

    #[test]
    fn at_most_twelve_periods_are_shown() {
        assert_eq!(states(", from: 2020-01", "", "g1", "2026-03-01").len(), 12);
    }
}
