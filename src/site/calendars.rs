//! The ledger as a calendar: whose duty a cadence is, since when, and what was done in each period.

use std::collections::BTreeMap;

use crate::calendar::{Month, Period};
use crate::model::board::{Activity, CadenceIx, GridIx, MemberIx, Subject};
use crate::model::settings::CadenceBy;

use super::codes;
use super::facts::Facts;
use super::ratings::run;
use super::view::{CalendarCell, CalendarView};

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
/// activity anyone recorded for it, and never before the subject's own term.
fn periods(facts: &Facts, cadence: CadenceIx, subject: Subject) -> Vec<Period> {
    let board = facts.board;
    let record = &board[cadence];
    let today = Month::of(facts.day.0);
    let recorded = board.activities.iter().filter(|activity| activity.cadence.value == cadence);
    let recorded = recorded.map(|activity| Month::of(activity.date.value)).min();
    let origin = record.from.or(recorded).unwrap_or(today).min(today);
    let term = match subject {
        Subject::Grid(grid) => &board[grid].term,
        Subject::Member(member) => &board[member].term,
    };
    let began = term.from.as_ref().map_or(origin, |from| Month::of(from.value).max(origin)).min(today);
    let first = record.every.period_of(began, origin);
    let last = record.every.period_of(today, origin);
    let all: Vec<Period> = run(first, last).collect();
    all[all.len().saturating_sub(SHOWN)..].to_vec()
}

fn cell(facts: &Facts, cadence: CadenceIx, subject: Subject, period: Period) -> CalendarCell {
    let mut count = 0;
    let mut titles: Vec<String> = Vec::new();
    for activity in facts.ledger.get(&(cadence, subject)).into_iter().flatten() {
        let date = activity.date.value;
        if period.first_day() <= date && date <= period.last_day() {
            count += activity.count;
            titles.extend(activity.title.clone().filter(|title| !titles.contains(title)));
        }
    }
    let state = match () {
        () if count > 0 => "done",
        () if period.last_day() >= facts.day.0 => "due",
        () if facts.board[cadence].advisory => "open",
        () => "overdue",
    };
    CalendarCell { period: period.to_string(), state, count, titles, until: period.last_day().to_string() }
}

/// Whose calendars each activity enters: its own subject's; for a cadence of grids, what a member did counts for
/// the grids the member belongs to, or holds a post in; one without a subject counts where only one has the duty.
pub(super) fn ledger<'a>(facts: &Facts<'a>) -> BTreeMap<(CadenceIx, Subject), Vec<&'a Activity>> {
    let duties: Vec<Vec<Subject>> = cadences(facts).map(|cadence| subjects(facts, cadence)).collect();
    let mut ledger: BTreeMap<(CadenceIx, Subject), Vec<&Activity>> = BTreeMap::new();
    for activity in facts.board.activities.iter().filter(|activity| activity.date.value <= facts.day.0) {
        let cadence = activity.cadence.value;
        let duty = &duties[cadence.0 as usize];
        let entered: Vec<Subject> = match activity.by.as_ref().map(|at| at.value) {
            Some(Subject::Member(member)) if !matches!(facts.board[cadence].by, CadenceBy::Member) => {
                grids_of(facts, member)
                    .into_iter()
                    .map(Subject::Grid)
                    .filter(|by| duty.contains(by))
                    .collect()
            }
            Some(by) => vec![by],
            None if duty.len() == 1 => duty.clone(),
            None => Vec::new(),
        };
        for by in entered {
            ledger.entry((cadence, by)).or_default().push(activity);
        }
    }
    ledger
}

fn grids_of(facts: &Facts, member: MemberIx) -> Vec<GridIx> {
    match &facts.board[member].grid {
        Some(own) => facts.board.ancestry(own.value).collect(),
        None => facts.posts[member.0 as usize].iter().map(|post| post.grid).collect(),
    }
}
