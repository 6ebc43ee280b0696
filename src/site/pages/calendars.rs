//! The ledger as a calendar: what was done of each duty, period by period.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::board::{CadenceIx, GridIx, MemberIx, Subject};
use crate::status::duties::{Calendar, DutyPeriod, DutyState};

use crate::site::pages::codes;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::view::{CalendarCell, CalendarView, LedgerRow, LedgerView};

/// So many cells have the tables of a page together. Where there are more, each shows the rows that are most behind; the
/// others' own pages tell of them.
const CELLS: usize = 300;
/// So many rows every table has.
const ROWS: usize = 10;

/// The calendars of one subject; none when it is no longer in office or in force.
pub(in crate::site) fn of(facts: &Facts, subject: Subject) -> Vec<CalendarView> {
    facts.calendars(subject).iter().map(|calendar| view(facts, subject, calendar)).collect()
}

fn view(facts: &Facts, subject: Subject, calendar: &Calendar) -> CalendarView {
    let record = &facts.board[calendar.cadence];
    let in_state = |state| calendar.periods.iter().filter(|period| period.state == state).count();
    CalendarView {
        id: record.id.value.clone(),
        name: record.name.clone(),
        every: codes::cycle(record.every),
        advisory: record.advisory,
        done: in_state(DutyState::Done),
        overdue: in_state(DutyState::Overdue),
        cells: calendar.periods.iter().map(|one| cell(facts, calendar.cadence, subject, one)).collect(),
    }
}

fn cell(facts: &Facts, cadence: CadenceIx, subject: Subject, one: &DutyPeriod) -> CalendarCell {
    let mut titles: Vec<String> = Vec::new();
    for activity in facts.ledger(cadence, subject) {
        let date = activity.date.value;
        if one.period.first_day() <= date && date <= one.period.last_day() {
            titles.extend(activity.title.clone().filter(|title| !titles.contains(title)));
        }
    }
    CalendarCell {
        period: one.period.to_string(),
        state: one.state,
        count: one.shown.map(|act| act.count),
        planned: one.shown.and_then(|act| act.planned),
        titles,
        until: one.period.last_day().to_string(),
    }
}

/// For each cadence that grids straight below, or the members of this grid, have as a duty: all of them in one table.
pub(in crate::site) fn ledgers(desk: &Desk, grid: GridIx, members: &[MemberIx]) -> Vec<LedgerView> {
    let below = desk.facts.board[grid].children.iter().map(|&child| Subject::Grid(child));
    let subjects: Vec<Subject> = below.chain(members.iter().map(|&member| Subject::Member(member))).collect();
    let mut by_cadence: BTreeMap<CadenceIx, Vec<(Subject, CalendarView)>> = BTreeMap::new();
    for &subject in &subjects {
        for calendar in desk.facts.calendars(subject) {
            let found = by_cadence.entry(calendar.cadence).or_default();
            found.push((subject, view(desk.facts, subject, calendar)));
        }
    }
    let tables = by_cadence.len();
    let ledger = |mut found: Vec<(Subject, CalendarView)>| {
        let longest = found.iter().map(|(_, view)| &view.cells).max_by_key(|cells| cells.len())?;
        let periods: Vec<String> = longest.iter().map(|cell| cell.period.clone()).collect();
        let (_, first) = found.first()?;
        let (id, name, every, advisory) = (first.id.clone(), first.name.clone(), first.every, first.advisory);
        let rows = (CELLS / (tables * periods.len()).max(1)).max(ROWS);
        let left_out = found.len().saturating_sub(rows);
        if left_out > 0 {
            found.sort_by_key(|(_, view)| Reverse(view.overdue));
            found.truncate(rows);
        }
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
        let rows = found.into_iter().map(row).collect();
        Some(LedgerView { id, name, every, advisory, rows, left_out, periods })
    };
    by_cadence.into_values().filter_map(ledger).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture::{on, village};

    fn states(settings: &str, records: &str, grid: &str, day: &str) -> Vec<(String, &'static str)> {
        let board = village(
            &format!("cadences: [{{id: c, name: 走访, every: month, by: grid{settings}}}]\n"),
            records,
        );
        let at = board.ground.grids.iter().position(|found| found.id.value == grid).unwrap();
        let calendar = on(&board, day, |facts| of(facts, Subject::Grid(GridIx(at as u32))).remove(0));
        calendar.cells.into_iter().map(|cell| (cell.period, cell.state.code())).collect()
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
