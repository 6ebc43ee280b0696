//! A search in the terminal's terms: the households found, with everybody who answers for them.

use rayon::prelude::*;

use crate::model::board::{GridIx, HouseholdIx};

use super::super::desk::Desk;
use super::super::facts::Facts;
use super::super::urls::Target;
use super::super::view::{Answer, Answers, Link, NetworkAnswer};
use super::entries::{self, Entries, entries};
use super::pages::cover;
use super::search::{Place, search};

/// The households that each of `queries` means.
pub(in crate::site) fn who(facts: &Facts, queries: &[&str]) -> Vec<Answers> {
    let entries = entries(facts);
    let desk = Desk::new(facts, Target::Home);
    queries.par_iter().map(|query| answers(&desk, &entries, query)).collect()
}

fn answers(desk: &Desk, entries: &Entries, query: &str) -> Answers {
    let found = search(entries, query);
    let household = |&(block, entry): &Place| entries.blocks[block].entries[entry].household;
    let mut households: Vec<HouseholdIx> = found.best.iter().map(household).collect();
    // Whoever keeps the records knows ids, also those that villagers cannot search for.
    let own = desk.facts.board.households().iter().position(|record| record.id.value == query.trim());
    let own = own.map(|at| HouseholdIx(at as u32)).filter(|own| !households.contains(own));
    households.splice(0..0, own);
    Answers {
        query: query.to_owned(),
        total: found.total + usize::from(own.is_some()),
        households: households.into_iter().map(|household| answer(desk, household)).collect(),
        hotline: desk.facts.board.settings.hotline.clone(),
    }
}

fn answer(desk: &Desk, household: HouseholdIx) -> Answer {
    let record = &desk.facts.board[household];
    let grids = entries::grids(desk.facts, household);
    Answer {
        id: record.id.value.clone(),
        door: record.door.value.clone(),
        label: record.label.clone(),
        group: record.group.clone(),
        networks: grids.into_iter().map(|grid| in_network(desk, household, grid)).collect(),
    }
}

fn in_network(desk: &Desk, household: HouseholdIx, grid: GridIx) -> NetworkAnswer {
    let board = desk.facts.board;
    let cover = cover(desk.facts, household, grid);
    let mut grids: Vec<Link> = desk.above(grid);
    grids.push(desk.grid(grid));
    NetworkAnswer {
        network: board[board[grid].network].name.clone(),
        grids,
        by: cover.by,
        lead_of: cover.lead_of.map(|grid| desk.grid(grid)),
        people: cover.people.iter().map(|&member| desk.person(member)).collect(),
        chain: desk.chain(grid, |link| link.grid == grid, |member| desk.person(member)),
    }
}
