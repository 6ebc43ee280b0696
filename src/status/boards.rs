//! How the boards below stand: how fresh each is, and what their figures add up to.

use crate::calendar::{AsOf, NaiveDate, month_before};
use crate::model::Ground;
use crate::model::board::BoardBelow;
use crate::published::{Figures, Published, PublishedGrid};

/// How fresh what a board below published is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Nothing that could be used was found.
    Unread,
    /// It is more than a month old.
    Late,
    /// Of the last month.
    Current,
}

impl Freshness {
    /// That of `board` on `day`.
    pub fn of(board: &BoardBelow, day: AsOf) -> Freshness {
        match board.published() {
            None => Freshness::Unread,
            Some(published) if is_late(published.as_of, day) => Freshness::Late,
            Some(_) => Freshness::Current,
        }
    }

    /// What tables and strings call it.
    pub fn code(self) -> &'static str {
        match self {
            Freshness::Unread => "unread",
            Freshness::Late => "late",
            Freshness::Current => "current",
        }
    }
}

/// What tells `board` from others, also where it is a copy: a digest of its title, its publisher and its grids at the top.
pub fn identity(board: &Ground) -> String {
    let roots = board.grids.iter().filter(|grid| grid.parent.is_none());
    let mut told: Vec<[&str; 2]> =
        roots.map(|grid| [grid.id.value.as_str(), grid.name.value.as_str()]).collect();
    told.sort_unstable();
    let settings = &board.settings;
    let said = serde_json::json!([&settings.title, &settings.publisher, told]).to_string();
    blake3::hash(said.as_bytes()).to_hex()[..16].to_owned()
}

/// What `published` counts: itself and all boards below it.
pub fn counted(published: &Published) -> impl Iterator<Item = &str> {
    published.id.iter().chain(&published.ids_below).map(String::as_str)
}

/// Whether what was judged on `as_of` is more than a month old on `day`.
fn is_late(as_of: NaiveDate, day: AsOf) -> bool {
    as_of < month_before(day.0)
}

/// What a board shows in numbers, with what lies below it. What it counts itself is not counted again there.
pub fn figures(published: &Published) -> Figures {
    let below =
        published.boards.iter().map(|row| (row.state != Freshness::Current.code(), row.figures.as_ref()));
    let mut all = sum(below);
    let grids = published.grids.iter().filter(|grid| is_current(&grid.state));
    all.grids = all.grids.saturating_add(count(grids));
    all.members =
        all.members.saturating_add(count(published.members.iter().filter(|one| is_current(&one.state))));
    let promised = |state| count(published.commitments.iter().filter(|one| state == one.state));
    all.commitments = all.commitments.saturating_add(count(published.commitments.iter()));
    all.kept = all.kept.saturating_add(promised("kept"));
    all.overdue = all.overdue.saturating_add(promised("overdue"));
    let late = published.disclosures.iter().filter(|item| item.state == "overdue");
    all.disclosures_overdue = all.disclosures_overdue.saturating_add(count(late));
    let has_none_below = published.boards.is_empty();
    let own = |of: fn(&PublishedGrid) -> Option<u32>, (all, at_least): (&mut Option<u32>, &mut bool)| {
        match of_roots(&published.grids, of) {
            Some(own) => (*all, *at_least) = (Some(own), false),
            None => *at_least |= has_none_below,
        }
    };
    own(|grid| grid.households, (&mut all.households, &mut all.households_at_least));
    own(|grid| grid.population, (&mut all.population, &mut all.population_at_least));
    all
}

fn is_current(state: &str) -> bool {
    state == "current"
}

fn count<T>(all: impl Iterator<Item = T>) -> u32 {
    u32::try_from(all.count()).unwrap_or(u32::MAX)
}

/// What the grids at the top have together, in the network in which that is most: another may be of a part of them only.
fn of_roots(grids: &[PublishedGrid], of: impl Fn(&PublishedGrid) -> Option<u32>) -> Option<u32> {
    let roots = || grids.iter().filter(|grid| grid.parent.is_none() && is_current(&grid.state));
    let network = |network: &str| {
        roots()
            .filter(|root| root.network == network)
            .map(&of)
            .try_fold(0_u32, |sum, one| Some(sum.saturating_add(one?)))
    };
    roots().filter_map(|root| network(&root.network)).max()
}

/// What boards have together, of each whether it is late and its figures.
pub fn sum<'f>(boards: impl Iterator<Item = (bool, Option<&'f Figures>)>) -> Figures {
    let mut all = Figures::default();
    for (is_late, figures) in boards {
        all.boards = all.boards.saturating_add(1);
        all.boards_late = all.boards_late.saturating_add(is_late.into());
        let Some(figures) = figures else {
            all.at_least = true;
            continue;
        };
        let Figures {
            households,
            households_at_least,
            population,
            population_at_least,
            grids,
            members,
            commitments,
            kept,
            overdue,
            disclosures_overdue,
            boards,
            boards_late,
            at_least,
        } = figures;
        let parts = [
            (&mut all.households, &mut all.households_at_least, households, households_at_least),
            (&mut all.population, &mut all.population_at_least, population, population_at_least),
        ];
        for (sum, is_least, one, one_is_least) in parts {
            *sum = sum.map_or(*one, |sum| Some(sum.saturating_add(one.unwrap_or_default())));
            *is_least |= one_is_least | one.is_none();
        }
        for (sum, one) in [
            (&mut all.grids, grids),
            (&mut all.members, members),
            (&mut all.commitments, commitments),
            (&mut all.kept, kept),
            (&mut all.overdue, overdue),
            (&mut all.disclosures_overdue, disclosures_overdue),
            (&mut all.boards, boards),
            (&mut all.boards_late, boards_late),
        ] {
            *sum = sum.saturating_add(*one);
        }
        all.at_least |= at_least;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_a_calendar_month() {
        for (as_of, today, late) in [
            ("2026-02-28", "2026-03-31", false),
            ("2026-02-27", "2026-03-31", true),
            ("2026-03-15", "2026-04-15", false),
            ("2026-03-15", "2026-04-16", true),
            ("2026-05-01", "2026-04-16", false),
        ] {
            assert_eq!(is_late(day(as_of), AsOf(day(today))), late, "{as_of} on {today}");
        }
    }

    #[test]
    fn a_sum_over_a_part_that_says_nothing_is_a_least() {
        let told =
            |households, population| Figures { households, population, grids: 2, ..Figures::default() };
        let one = told(Some(30), Some(90));
        let other = told(Some(12), None);
        let all = sum([(false, Some(&one)), (true, Some(&other))].into_iter());
        assert_eq!((all.households, all.households_at_least), (Some(42), false));
        assert_eq!((all.population, all.population_at_least), (Some(90), true));
        assert_eq!((all.grids, all.boards, all.boards_late, all.at_least), (4, 2, 1, false));
        let all = sum([(true, None), (false, Some(&one))].into_iter());
        assert_eq!((all.households, all.boards_late, all.at_least), (Some(30), 1, true));
        let nested = Figures { boards: 3, boards_late: 1, ..one };
        let all = sum([(false, Some(&nested))].into_iter());
        assert_eq!((all.boards, all.boards_late), (4, 1));
    }
}
