//! What is to be done again and again (频次制度): whose duty it is, since when, and what was done in each period, as far as
//! that may be told.

use std::collections::{BTreeMap, BTreeSet};

use super::posts::PostOf;
use super::states;
use super::suppression::{Act, Ledger, ShownAct};
use crate::calendar::{AsOf, Month, Period};
use crate::model::board::{Activity, CadenceIx, GridIx, Ground, MemberIx, Subject};
use crate::model::settings::{Cadence, CadenceBy};

/// How many periods are told of a duty.
const SHOWN: usize = 12;

states! {
    /// How a duty stands in one period.
    DutyState {
        /// Done, as often as it was to be.
        Done = "done",
        /// The period still runs.
        Due = "due",
        /// It ended without.
        Overdue = "overdue",
        /// It ended with less than planned.
        Short = "short",
        /// One that is only advised ended without.
        Open = "open",
    }
}

/// A duty in one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyPeriod {
    /// The period.
    pub period: Period,
    /// How it stands.
    pub state: DutyState,
    /// How often it was done, and was to be; `None` where that would tell of a few households.
    pub shown: Option<ShownAct>,
}

/// One cadence for one of those whose duty it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The cadence.
    pub cadence: CadenceIx,
    /// The latest periods (at most twelve), oldest first; the last is the one that holds the day.
    pub periods: Vec<DutyPeriod>,
}

/// What one grid or member has to do, and did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// A calendar for each of its duties, in the order of the cadences; none when it is no longer in office or in force.
    pub calendars: Vec<Calendar>,
    /// What was done that counts for it: indices in the ledger.
    pub done: BTreeMap<CadenceIx, Vec<usize>>,
}

/// All duties on a day.
#[derive(Debug)]
pub struct Duties {
    grids: Vec<Work>,
    members: Vec<Work>,
    /// What is shown of each entry of the ledger.
    pub acts: Vec<Option<ShownAct>>,
}

/// What was done in a period.
#[derive(Clone, Copy)]
struct Tally {
    shown: Option<ShownAct>,
    any: bool,
    /// Whether it was as often as it was to be.
    met: bool,
}

impl Tally {
    const NONE: Tally = Tally { shown: Some(ShownAct::NEVER), any: false, met: false };
}

/// Who is behind with a cadence in the last period that ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The cadence.
    pub cadence: CadenceIx,
    /// The period.
    pub period: Period,
    /// Who, in the order of the lists.
    pub who: Vec<Subject>,
}

impl Duties {
    /// Those of `board` on `day`; `posts` are those that each member is named for.
    pub fn new(board: &Ground, posts: &[Vec<PostOf>], day: AsOf) -> Duties {
        let held_by = board.cadences.iter().map(|cadence| held_by(board, cadence, day));
        let held_by: Vec<BTreeSet<Subject>> = held_by.collect();
        let origins = origins(board, day);
        let mut duties = Duties {
            grids: board.grids.iter().map(|_| Work::default()).collect(),
            members: board.members.iter().map(|_| Work::default()).collect(),
            acts: Vec::new(),
        };
        let mut sums: BTreeMap<(Subject, CadenceIx, Period), Vec<usize>> = BTreeMap::new();
        for (index, activity) in board.activities.iter().enumerate() {
            if activity.date.value > day.0 {
                continue;
            }
            let cadence = activity.cadence.value;
            let holders = &held_by[cadence.0 as usize];
            let origin = origins[cadence.0 as usize];
            let period = board[cadence].every.period_of(Month::of(activity.date.value), origin);
            for by in counts_for(board, activity, holders, posts) {
                duties.of_mut(by).done.entry(cadence).or_default().push(index);
                // Only whose duty it is has a calendar, where the sum stands.
                if holders.contains(&by) {
                    sums.entry((by, cadence, period)).or_default().push(index);
                }
            }
        }
        let tallies = duties.tally(board, sums);
        for (at, holders) in held_by.iter().enumerate() {
            let cadence = CadenceIx(at as u32);
            for &subject in holders {
                let done = |period| tallies.get(&(subject, cadence, period)).copied().unwrap_or(Tally::NONE);
                let periods = periods(board, cadence, subject, origins[at], done, day);
                duties.of_mut(subject).calendars.push(Calendar { cadence, periods });
            }
        }
        duties
    }

    /// Those of one grid or member.
    pub fn of(&self, subject: Subject) -> &Work {
        match subject {
            Subject::Grid(grid) => &self.grids[grid.0 as usize],
            Subject::Member(member) => &self.members[member.0 as usize],
        }
    }

    fn of_mut(&mut self, subject: Subject) -> &mut Work {
        match subject {
            Subject::Grid(grid) => &mut self.grids[grid.0 as usize],
            Subject::Member(member) => &mut self.members[member.0 as usize],
        }
    }

    /// Decides which counts are shown, of the ledger and of what it adds up to.
    fn tally(
        &mut self,
        board: &Ground,
        sums: BTreeMap<(Subject, CadenceIx, Period), Vec<usize>>,
    ) -> BTreeMap<(Subject, CadenceIx, Period), Tally> {
        let act = |activity: &Activity| Act { count: activity.count, planned: activity.planned };
        let acts: Vec<Act> = board.activities.iter().map(act).collect();
        let (keys, rows): (Vec<_>, Vec<Vec<usize>>) = sums.into_iter().unzip();
        let ledger = Ledger::of(&acts, &rows, board.settings.privacy.small_counts);
        self.acts = (0..acts.len()).map(|at| ledger.row(at)).collect();
        let tally = |at: usize| {
            let sum = ledger.added(at);
            let any = sum.count > 0;
            Tally {
                shown: ledger.sum(at),
                any,
                met: any && sum.planned.is_none_or(|planned| planned <= sum.count),
            }
        };
        keys.into_iter().enumerate().map(|(at, key)| (key, tally(at))).collect()
    }
}

/// Who is behind in the last period that ended, by cadence. Older gaps stand in each one's own calendar: a banner of
/// history would never go away.
pub fn behind<'w>(calendars: impl IntoIterator<Item = (Subject, &'w [Calendar])>, day: AsOf) -> Vec<Behind> {
    let mut found: Vec<Behind> = Vec::new();
    for (subject, calendars) in calendars {
        for calendar in calendars {
            let ended = calendar.periods.iter().rfind(|period| period.period.last_day() < day.0);
            let Some(last) = ended.filter(|last| last.state == DutyState::Overdue) else { continue };
            let (cadence, period) = (calendar.cadence, last.period);
            match found.iter_mut().find(|known| (known.cadence, known.period) == (cadence, period)) {
                Some(known) => known.who.push(subject),
                None => found.push(Behind { cadence, period, who: vec![subject] }),
            }
        }
    }
    found.sort_by_key(|behind| behind.cadence);
    found
}

/// Whose duty the cadence is on the day.
fn held_by(board: &Ground, cadence: &Cadence, day: AsOf) -> BTreeSet<Subject> {
    let is_current = |subject: &Subject| board.is_current(*subject, day);
    match cadence.by {
        CadenceBy::Member => board.member_ids().map(Subject::Member).filter(is_current).collect(),
        CadenceBy::Level(network, level) => {
            let at_level = |at: &GridIx| board[*at].network == network && board[*at].level == level;
            board.grid_ids().filter(at_level).map(Subject::Grid).filter(is_current).collect()
        }
    }
}

/// The month from which the periods of each cadence are counted: its own `from`, else that of the first activity.
fn origins(board: &Ground, day: AsOf) -> Vec<Month> {
    let mut recorded: Vec<Option<Month>> = vec![None; board.cadences.len()];
    for activity in &board.activities {
        let first = &mut recorded[activity.cadence.value.0 as usize];
        let month = Month::of(activity.date.value);
        *first = Some(first.map_or(month, |first| first.min(month)));
    }
    let today = Month::of(day.0);
    let cadences = board.cadences.iter().zip(recorded);
    cadences.map(|(cadence, recorded)| cadence.from.or(recorded).unwrap_or(today).min(today)).collect()
}

/// Whom an activity counts for: its own subject; for a cadence of grids, what a member did counts for the grids the
/// member belongs to, or holds a post in; one without a subject counts where only one has the duty.
fn counts_for(
    board: &Ground,
    activity: &Activity,
    holders: &BTreeSet<Subject>,
    posts: &[Vec<PostOf>],
) -> Vec<Subject> {
    match activity.by.as_ref().map(|at| at.value) {
        Some(Subject::Member(member)) if !matches!(board[activity.cadence.value].by, CadenceBy::Member) => {
            let grids = acted_for(board, member, &posts[member.0 as usize], AsOf(activity.date.value));
            grids.into_iter().map(Subject::Grid).filter(|by| holders.contains(by)).collect()
        }
        Some(by) => vec![by],
        None if holders.len() == 1 => holders.iter().copied().collect(),
        None => Vec::new(),
    }
}

/// The grids a member acts for on a day: the member's own and those above it, else those of the posts.
fn acted_for(board: &Ground, member: MemberIx, posts: &[PostOf], day: AsOf) -> Vec<GridIx> {
    let is_held = |post: &&PostOf| board[post.grid].posts[post.index].term.holds(day);
    match &board[member].grid {
        Some(own) => board.ancestry(own.value).collect(),
        None => posts.iter().filter(is_held).map(|post| post.grid).collect(),
    }
}

/// The periods owed so far, the running one included, and never before the subject's own term. A period that had begun
/// before the subject did is not owed: once it is over it stands here only if something was done in it.
fn periods(
    board: &Ground,
    cadence: CadenceIx,
    subject: Subject,
    origin: Month,
    done: impl Fn(Period) -> Tally,
    day: AsOf,
) -> Vec<DutyPeriod> {
    let record = &board[cadence];
    let today = Month::of(day.0);
    let from = board.term_of(subject).from.as_ref().map(|from| from.value);
    let began = from.map_or(origin, |from| Month::of(from).max(origin)).min(today);
    let mut first = record.every.period_of(began, origin);
    let last = record.every.period_of(today, origin);
    let came_late = from.is_some_and(|from| first.first_day() < from);
    if came_late && first != last && !done(first).any {
        first = first.next();
    }
    let one = |period: Period| {
        let tally = done(period);
        let is_over = period.last_day() < day.0;
        let state = match () {
            () if tally.met => DutyState::Done,
            () if tally.any && is_over => DutyState::Short,
            () if !is_over => DutyState::Due,
            () if record.advisory => DutyState::Open,
            () => DutyState::Overdue,
        };
        DutyPeriod { period, state, shown: tally.shown }
    };
    let all: Vec<Period> = first.to(last).collect();
    all[all.len().saturating_sub(SHOWN)..].iter().map(|&period| one(period)).collect()
}
