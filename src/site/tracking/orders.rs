//! In which orders long lists of promises and results stand, worked out once: each of their pages shows a part of one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{AsOf, Cycle, Month, Period};
use crate::model::board::{GridIx, MemberIx, SchemeIx, Subject};
use crate::model::{Board, Ground, readings};
use crate::status::bulletins::unit;
use crate::status::commitments::CommitmentState;

use crate::site::urls::{PromiseOrder, ResultOrder};

/// What commitments are put together by, in the order in which the groups stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::site) enum Head {
    State(CommitmentState),
    /// By its place among [`Orders::kinds`].
    Kind(usize),
    Year(Reverse<i32>),
    Member(MemberIx),
    Grid(GridIx),
    None,
}

/// Whom the bulletins of a year tell of, and whom they should tell of, in one order.
type Results = BTreeMap<(SchemeIx, i32, ResultOrder), Vec<Subject>>;

/// All of them.
#[derive(Debug, Default)]
pub(in crate::site) struct Orders {
    /// The kinds of commitments: those that a scheme rates as they stand in it, then the others by name.
    pub kinds: Vec<String>,
    promises: BTreeMap<PromiseOrder, Vec<(Head, usize)>>,
    /// Who should have been rated in each published bulletin and is not in it.
    unrated: Unrated,
    results: Results,
}

impl Orders {
    /// Those of `promises`, which are commitments in the order of lists, and of the `published` bulletins.
    pub(super) fn new(
        board: &Board,
        promises: &[usize],
        published: &[Vec<(Period, usize)>],
        day: AsOf,
    ) -> Orders {
        let kinds = kinds(&board.ground, promises);
        let offered = PromiseOrder::ALL.into_iter();
        let offered = offered.filter(|order| !kinds.is_empty() || *order != PromiseOrder::Kind);
        let listed = |order| {
            let of = |&at: &usize| (head(&board.ground, day, order, &kinds, at), at);
            let mut all: Vec<(Head, usize)> = promises.iter().map(of).collect();
            all.sort_by_key(|(head, _)| *head);
            (order, all)
        };
        let unrated = unrated(board, published);
        let results = results(board, published, &unrated);
        Orders { promises: offered.map(listed).collect(), unrated, results, kinds }
    }

    /// The orders of commitments: by kind only where any has one.
    pub(super) fn of_promises(&self) -> impl Iterator<Item = PromiseOrder> {
        self.promises.keys().copied()
    }

    /// Commitments in `order`, each with what it stands under.
    pub(super) fn promises(&self, order: PromiseOrder) -> &[(Head, usize)] {
        self.promises.get(&order).map_or(&[], Vec::as_slice)
    }

    /// Who should have been rated in a published bulletin and is not in it.
    pub(super) fn unrated(&self, scheme: SchemeIx, period: Period) -> &[Subject] {
        self.unrated.get(&(scheme, period)).map_or(&[], Vec::as_slice)
    }

    /// Those whom the results of `year` tell of; `None` where there are none in this order.
    pub(super) fn results(&self, scheme: SchemeIx, year: i32, order: ResultOrder) -> Option<&[Subject]> {
        self.results.get(&(scheme, year, order)).map(Vec::as_slice)
    }

    /// The years of a scheme that have results, newest first, with the orders of each and how many they tell of.
    pub(super) fn of_results(
        &self,
        scheme: SchemeIx,
    ) -> impl DoubleEndedIterator<Item = (i32, ResultOrder, usize)> {
        let own = self.results.iter().filter(move |((of, ..), _)| *of == scheme);
        own.map(|(&(_, year, order), subjects)| (year, order, subjects.len()))
    }
}

/// The grid a commitment belongs to: the grid that promised, or the member's.
fn grid_of(board: &Ground, by: Subject) -> Option<GridIx> {
    match by {
        Subject::Grid(grid) => Some(grid),
        Subject::Member(member) => board[member].grid.as_ref().map(|at| at.value),
    }
}

fn head(board: &Ground, day: AsOf, order: PromiseOrder, kinds: &[String], at: usize) -> Head {
    let record = &board.commitments[at];
    match (order, record.by.value) {
        (PromiseOrder::State, _) => Head::State(record.state(day)),
        (PromiseOrder::Kind, _) => {
            let place = record.kind.as_ref().and_then(|kind| kinds.iter().position(|known| known == kind));
            place.map_or(Head::None, Head::Kind)
        }
        (PromiseOrder::Year, _) => Head::Year(Reverse(Month::of(record.made.value).year())),
        (PromiseOrder::Person, Subject::Member(member)) => Head::Member(member),
        (PromiseOrder::Person, Subject::Grid(grid)) => Head::Grid(grid),
        (PromiseOrder::Grid, by) => grid_of(board, by).map_or(Head::None, Head::Grid),
    }
}

fn kinds(board: &Ground, promises: &[usize]) -> Vec<String> {
    let kinds: BTreeSet<&str> =
        promises.iter().filter_map(|&at| board.commitments[at].kind.as_deref()).collect();
    let dimensions = board.schemes.iter().flat_map(|scheme| &scheme.dimensions);
    let dimensions: Vec<&str> = dimensions.map(|dimension| dimension.name.as_str()).collect();
    let mut kinds: Vec<String> = kinds.into_iter().map(str::to_owned).collect();
    kinds.sort_by_cached_key(|kind| {
        (dimensions.iter().position(|name| name == kind).unwrap_or(usize::MAX), sounds(kind))
    });
    kinds
}

type Unrated = BTreeMap<(SchemeIx, Period), Vec<Subject>>;

fn unrated(board: &Board, published: &[Vec<(Period, usize)>]) -> Unrated {
    let sheets = published.iter().flatten().map(|&(_, sheet)| &*board.ratings[sheet]);
    sheets.map(|sheet| ((sheet.scheme, sheet.period), board.unrated(sheet))).collect()
}

fn results(board: &Board, published: &[Vec<(Period, usize)>], unrated: &Unrated) -> Results {
    // By how people's names sound; what is no person stands before them as it is listed.
    let mut named: Vec<Option<Vec<String>>> = vec![None; board.ground.members.len()];
    let mut results = BTreeMap::new();
    for (at, scheme) in board.ground.schemes.iter().enumerate() {
        let unit = unit(scheme);
        let mut years: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
        // What is rated once a year has none: its bulletin is the year.
        let of_unit = published[at].iter().filter(|(period, _)| period.cycle() == unit && unit < Cycle::Year);
        for &(period, sheet) in of_unit {
            years.entry(period.first_month().year()).or_default().push(sheet);
        }
        for (year, sheets) in years {
            let told = |&sheet: &usize| {
                let sheet = &board.ratings[sheet];
                let unrated = unrated.get(&(sheet.scheme, sheet.period)).into_iter().flatten().copied();
                sheet.entries.iter().map(|entry| entry.subject).chain(unrated)
            };
            let subjects: BTreeSet<Subject> = sheets.iter().flat_map(told).collect();
            let mut by_name: Vec<Subject> = subjects.into_iter().collect();
            for subject in &by_name {
                if let Subject::Member(member) = subject {
                    let name = &board[*member].name.value;
                    named[member.0 as usize].get_or_insert_with(|| sounds(name));
                }
            }
            by_name.sort_by_key(|subject| match subject {
                Subject::Grid(_) => None,
                Subject::Member(member) => named[member.0 as usize].as_ref(),
            });
            let mut add = |order, subjects| results.insert((SchemeIx(at as u32), year, order), subjects);
            if scheme.of_members {
                let mut by_grid = by_name.clone();
                by_grid.sort_by_key(|&subject| match subject {
                    Subject::Grid(_) => (true, None),
                    Subject::Member(member) => {
                        let grid = board[member].grid.as_ref().map(|at| at.value);
                        (grid.is_none(), grid)
                    }
                });
                add(ResultOrder::Grid, by_grid);
            }
            if let Some(&last) = sheets.last().filter(|_| scheme.ranking) {
                let entries = board.ratings[last].entries.iter().enumerate();
                let places: BTreeMap<Subject, usize> =
                    entries.map(|(place, entry)| (entry.subject, place)).collect();
                let mut by_result = by_name.clone();
                by_result.sort_by_key(|subject| places.get(subject).copied().unwrap_or(usize::MAX));
                add(ResultOrder::Result, by_result);
            }
            add(ResultOrder::Name, by_name);
        }
    }
    results
}

/// A name by how it sounds, as people look for it in a list.
fn sounds(name: &str) -> Vec<String> {
    let sound = |c: char| readings(c).into_iter().next().unwrap_or_else(|| c.to_lowercase().collect());
    name.chars().map(sound).collect()
}
