//! Which sheets of paper there are, and what each one says.
//!
//! - [`board`], [`grid`], [`bulletin`], [`cards`]: one kind of sheet each; [`members`]: two kinds about people
//! - [`people`]: people, chains and branches as paper shows them
//! - [`doors`]: long lists of doors drawn together

mod board;
mod bulletin;
mod cards;
mod doors;
mod grid;
mod members;
mod people;
mod press;
pub(super) mod whose;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::calendar::{AsOf, Period};
use crate::model::board::{GridIx, SchemeIx};
use crate::model::{Board, Ground};
use crate::status::terms::TermState;

use super::view::{Poster, SheetKind};
use crate::site::tracking::facts::Facts;
use press::Press;

pub use press::{BulletinsOut, Unknown, WantedSheets};

/// Everything that is asked for, in the order of kinds, then of the records.
pub fn plan(board: &Board, day: AsOf, wanted: &WantedSheets) -> Result<Vec<Poster>, Unknown> {
    let facts = Facts::new(board, day);
    let named: BTreeSet<GridIx> =
        wanted.grids.iter().map(|text| find(&board.ground, text)).collect::<Result<_, _>>()?;
    if let Some(&ended) = named.iter().find(|&&grid| facts.grid_state(grid) == TermState::Ended) {
        return Err(Unknown::Ended(board[ended].name.value.clone()));
    }
    let is_wanted = |&grid: &GridIx| match named.is_empty() {
        true => facts.in_force(grid),
        false => named.contains(&grid),
    };
    let grids: Vec<GridIx> = board.ground.grid_ids().filter(is_wanted).collect();
    // A village's cards are those of its grids.
    let is_within = |&grid: &GridIx| board.ground.ancestry(grid).any(|above| named.contains(&above));
    let is_theirs = |grid: &GridIx| is_wanted(grid) || facts.in_force(*grid) && is_within(grid);
    let with_cards = |grid: &GridIx| facts.has_doors(*grid) && is_theirs(grid);
    // Whoever asks for a smallest grid by itself gets its cards by itself.
    let is_apart =
        |grid: GridIx| named.contains(&grid) || whose::head(&facts, grid, |above| is_theirs(&above)) == grid;
    let bulletins = bulletin::find(&facts, wanted)?;
    let mut jobs: Vec<Job> = Vec::new();
    for kind in kinds(wanted) {
        match kind {
            SheetKind::Board => jobs.push(Job::Board),
            SheetKind::Grid => jobs.extend(grids.iter().copied().map(Job::Grid)),
            SheetKind::Bulletin => {
                jobs.extend(bulletins.iter().map(|&(scheme, period)| Job::Bulletin(scheme, period)))
            }
            SheetKind::Cards => {
                jobs.extend(board.ground.grid_ids().filter(with_cards).map(Job::Cards));
            }
            SheetKind::MemberCards | SheetKind::Pledge => {
                for grid in board.ground.grid_ids().filter(|grid| is_theirs(grid) && is_apart(*grid)) {
                    let below = facts.board[grid].children.iter().copied();
                    let below = below.filter(|grid| is_theirs(grid) && !is_apart(*grid));
                    jobs.push(Job::Members(kind, std::iter::once(grid).chain(below).collect()));
                }
            }
        }
    }
    let press = Press { facts: &facts, wanted, order: grid::order(&facts) };
    Ok(jobs.into_par_iter().filter_map(|job| sheet(&press, job)).collect())
}

/// One sheet to be made.
enum Job {
    Board,
    Grid(GridIx),
    Bulletin(SchemeIx, Period),
    Cards(GridIx),
    /// Of one grid, and of the smallest below it.
    Members(SheetKind, Vec<GridIx>),
}

fn sheet(press: &Press<'_>, job: Job) -> Option<Poster> {
    match job {
        Job::Board => Some(board::sheet(press)),
        Job::Grid(grid) => Some(grid::sheet(press, grid)),
        Job::Bulletin(scheme, period) => bulletin::sheet(press, scheme, period),
        Job::Cards(grid) => Some(cards::sheet(press, grid)),
        Job::Members(kind, grids) => members::sheet(press, kind, &grids),
    }
}

fn kinds(wanted: &WantedSheets) -> Vec<SheetKind> {
    let narrowed = |kind: &SheetKind| match kind {
        _ if !wanted.kinds.is_empty() => wanted.kinds.contains(kind),
        _ if kind.is_on_request() => false,
        SheetKind::Bulletin => wanted.grids.is_empty() || wanted.scheme.is_some() || wanted.period.is_some(),
        SheetKind::Grid => wanted.scheme.is_none() && wanted.period.is_none(),
        _ => wanted.grids.is_empty() && wanted.scheme.is_none() && wanted.period.is_none(),
    };
    SheetKind::ALL.into_iter().filter(narrowed).collect()
}

/// A grid by its id, else by a name that one grid alone bears.
fn find(board: &Ground, text: &str) -> Result<GridIx, Unknown> {
    if let Some(grid) = board.grid_ids().find(|&grid| board[grid].id.value == text) {
        return Ok(grid);
    }
    let named: Vec<GridIx> = board.grid_ids().filter(|&grid| board[grid].name.value == text).collect();
    match named[..] {
        [grid] => Ok(grid),
        [] => {
            let all = board.grids.iter().flat_map(|grid| [grid.id.value.as_str(), grid.name.value.as_str()]);
            Err(Unknown::Grid(text.to_owned(), crate::suggest::closest(text, all).map(str::to_owned)))
        }
        _ => {
            let ids = named.iter().map(|&grid| board[grid].id.value.clone());
            Err(Unknown::Ambiguous(text.to_owned(), ids.collect()))
        }
    }
}

#[cfg(test)]
mod tests;
