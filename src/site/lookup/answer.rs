//! A search in the terminal's terms: the households found, with everybody who answers for them, and the people found.

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::board::{GridIx, Household, HouseholdIx, MemberIx};

use super::super::urls::Target;
use super::super::view::{Answer, Answers, Link, NetworkAnswer, PersonAnswer, PostHeld};
use super::entries::{self, Entries};
use super::pages::cover;
use super::people::{self, posts};
use super::search::{EntryPlace, search};
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;

/// The households and people that each of `queries` means.
pub(in crate::site) fn who(facts: &Facts, queries: &[&str]) -> Vec<Answers> {
    let entries = entries(facts);
    let desk = Desk::new(facts, Target::Home);
    queries.par_iter().map(|query| answers(&desk, &entries, query)).collect()
}

/// All that can be found on the board.
fn entries(facts: &Facts) -> Entries {
    let blocks: Vec<_> =
        entries::parts(facts).into_par_iter().map(|part| Arc::new(entries::block(facts, &part))).collect();
    let crowds = people::parts(facts).into_par_iter().map(|(_, part)| Arc::new(people::crowd(facts, &part)));
    Entries::new(blocks, crowds.collect())
}

fn answers(desk: &Desk, entries: &Entries, query: &str) -> Answers {
    let found = search(entries, query);
    let household = |&(block, entry): &EntryPlace| entries.blocks[block].entries[entry].household;
    let member = |&(crowd, person): &EntryPlace| entries.crowds[crowd].people[person].member;
    let (households, people) = (&found.households, &found.people);
    let best = households.best.iter().map(household).enumerate();
    let mut best: Vec<(HouseholdIx, bool)> =
        best.map(|(place, household)| (household, place >= households.total)).collect();
    // Whoever keeps the records knows ids, also those that villagers cannot search for.
    let is_own = |record: &Arc<Household>| record.id.value == query.trim() && record.to.is_none();
    let own = desk.facts.board.households().iter().position(is_own);
    let own = own.map(|at| HouseholdIx(at as u32)).filter(|own| best.iter().all(|(found, _)| found != own));
    best.splice(0..0, own.map(|own| (own, false)));
    desk.facts.edition.worded(Answers {
        query: query.to_owned(),
        total: households.total + usize::from(own.is_some()),
        near: households.near,
        households: best.into_iter().map(|(household, is_near)| answer(desk, household, is_near)).collect(),
        people_first: found.people_first,
        people_total: people.total,
        people: people.best.iter().map(member).map(|member| person(desk, member)).collect(),
        hotline: desk.facts.board.settings.hotline.clone(),
    })
}

fn person(desk: &Desk, member: MemberIx) -> PersonAnswer {
    let post = |(post, grid): (&str, GridIx)| PostHeld { post: post.to_owned(), grid: desk.grid(grid) };
    PersonAnswer {
        person: desk.person(member),
        posts: posts(desk.facts, member).into_iter().map(post).collect(),
    }
}

fn answer(desk: &Desk, household: HouseholdIx, near: bool) -> Answer {
    let record = &desk.facts.board[household];
    let grids = entries::grids(desk.facts, household);
    Answer {
        id: record.id.value.clone(),
        door: record.door.value.clone(),
        label: record.label.clone(),
        group: record.group.clone(),
        near,
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
