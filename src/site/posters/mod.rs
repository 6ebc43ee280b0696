//! Which sheets of paper there are, and what each one says.
//!
//! - [`board`], [`grid`], [`bulletin`], [`cards`]: one kind of sheet each
//! - [`people`]: people, chains and branches as paper shows them
//! - [`doors`]: long lists of doors drawn together

mod board;
mod bulletin;
mod cards;
mod doors;
mod grid;
mod people;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::calendar::{AsOf, Period};
use crate::model::board::{GridIx, SchemeIx};
use crate::model::settings::PaperSize;
use crate::model::{Board, Ground};
use crate::status::terms::TermState;

use super::urls::{self, Target};
use super::view::{Paper, Poster, SheetFrame, SheetKind};
use crate::site::tracking::facts::Facts;

/// Which sheets are asked for. Empty lists and `None` leave it to the board's settings.
#[derive(Clone, Debug, Default)]
pub struct WantedSheets {
    /// Kinds; all when empty, but only those of grids or bulletins when `grids`, `scheme` or `period` say so.
    pub kinds: Vec<SheetKind>,
    /// Grids by id or unique name; all in force when empty.
    pub grids: Vec<String>,
    /// Bulletins of this scheme only.
    pub scheme: Option<String>,
    /// The bulletin of this period; the newest of every length otherwise.
    pub period: Option<Period>,
    /// 纸张
    pub size: Option<PaperSize>,
    /// 方向
    pub landscape: Option<bool>,
}

/// Why nothing can be made of what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// No grid has this id or name; perhaps another was meant.
    Grid(String, Option<String>),
    /// Several grids bear this name: their ids.
    Ambiguous(String, Vec<String>),
    /// The grid is in force no more.
    Ended(String),
    /// No scheme has this id or name; the ids there are.
    Scheme(String, Vec<String>),
    /// No bulletin of this period is published; what the schemes in question have published.
    Bulletin(Period, Vec<BulletinsOut>),
}

/// The bulletins of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulletinsOut {
    /// The scheme's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Their periods, newest first; those as long as the one asked for before all others.
    pub periods: Vec<Period>,
}

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
    let with_cards = |grid: &GridIx| {
        facts.has_list(*grid) && (is_wanted(grid) || facts.in_force(*grid) && is_within(grid))
    };
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
        }
    }
    let desk = Press { facts: &facts, wanted, order: grid::order(&facts) };
    Ok(jobs.into_par_iter().filter_map(|job| desk.sheet(job)).collect())
}

/// One sheet to be made.
#[derive(Clone, Copy)]
enum Job {
    Board,
    Grid(GridIx),
    Bulletin(SchemeIx, Period),
    Cards(GridIx),
}

/// What all sheets of a run share.
struct Press<'a> {
    facts: &'a Facts<'a>,
    wanted: &'a WantedSheets,
    /// The place of each commitment in lists.
    order: Vec<usize>,
}

impl Press<'_> {
    fn sheet(&self, job: Job) -> Option<Poster> {
        match job {
            Job::Board => Some(board::sheet(self)),
            Job::Grid(grid) => Some(grid::sheet(self, grid)),
            Job::Bulletin(scheme, period) => bulletin::sheet(self, scheme, period),
            Job::Cards(grid) => Some(cards::sheet(self, grid)),
        }
    }

    /// The common part of a sheet whose QR code leads to `target`.
    fn frame(&self, kind: SheetKind, title: String, target: Target) -> SheetFrame {
        let board = self.facts.board;
        let settings = &board.settings.poster;
        let paper = match kind {
            SheetKind::Cards => Paper::new(PaperSize::A4, false, 0),
            _ => Paper::new(
                self.wanted.size.unwrap_or(settings.size),
                self.wanted.landscape.unwrap_or(settings.landscape),
                settings.bleed,
            ),
        };
        let base_url = board.settings.base_url.as_ref();
        SheetFrame {
            kind,
            title,
            site: self.facts.site.clone(),
            as_of: self.facts.day.to_string(),
            language: board.settings.language.clone(),
            address: base_url.map(|base| urls::absolute(base, &urls::path(board, target))),
            paper,
        }
    }
}

fn kinds(wanted: &WantedSheets) -> Vec<SheetKind> {
    let narrowed = |kind: &SheetKind| match kind {
        _ if !wanted.kinds.is_empty() => wanted.kinds.contains(kind),
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
