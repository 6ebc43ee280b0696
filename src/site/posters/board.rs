//! The poster of the whole village.

use crate::model::board::{GridIx, NetworkIx};
use crate::status::commitments::sorted;

use super::super::urls::Target;
use super::super::view::{BoardSheet, Poster, PosterView, SheetKind, SheetLevel, SheetNetwork, StateCount};
use super::{Press, people};
use crate::site::pages::desk::Desk;
use crate::site::pages::home;

/// `board.pdf`
pub(super) fn sheet(press: &Press) -> Poster {
    let facts = press.facts;
    let desk = Desk::new(facts, Target::Home);
    let roots = |network| facts.roots(network).filter(|&root| facts.in_force(root));
    let mut services: Vec<String> = Vec::new();
    for root in facts.current_networks().flat_map(roots) {
        let more =
            facts.board[root].services.iter().map(|at| &at.value).filter(|text| !services.contains(text));
        let more: Vec<String> = more.cloned().collect();
        services.extend(more);
    }
    let figures = home::figures(facts);
    let view = BoardSheet {
        frame: press.frame(SheetKind::Board, facts.board.settings.title.clone(), Target::Home),
        households: figures.households,
        population: figures.population,
        members: figures.members,
        networks: facts.current_networks().map(|network| self::network(&desk, network)).collect(),
        promises: promises(press),
        services,
    };
    Poster {
        name: "board".to_owned(),
        kind: SheetKind::Board,
        view: PosterView::Board(Box::new(view)),
        photos: Vec::new(),
    }
}

fn network(desk: &Desk, network: NetworkIx) -> SheetNetwork {
    let facts = desk.facts;
    let record = &facts.board[network];
    let roots: Vec<GridIx> = facts.roots(network).filter(|&root| facts.in_force(root)).collect();
    let all: Vec<GridIx> = roots.iter().flat_map(|&root| facts.subtree(root)).collect();
    let levels = record.levels.iter().enumerate().rev().filter_map(|(level, settings)| {
        let here: Vec<GridIx> = all
            .iter()
            .copied()
            .filter(|&grid| facts.board[grid].level == level && facts.in_force(grid))
            .collect();
        let only = if let [grid] = here[..] { desk.node(grid).lead } else { None };
        (!here.is_empty()).then(|| SheetLevel {
            level: settings.name.clone(),
            post: settings.lead_title.clone(),
            grids: here.len(),
            lead: only.as_ref().map(people::brief),
        })
    });
    SheetNetwork {
        name: (facts.current_networks().count() > 1).then(|| record.name.clone()),
        levels: levels.collect(),
        roots: roots.iter().map(|&root| people::branch(&desk.tree(root))).collect(),
    }
}

/// How many promises stand in each state, in the order of lists.
fn promises(press: &Press) -> Vec<StateCount> {
    let (board, day) = (press.facts.board, press.facts.day);
    let mut counts: Vec<StateCount> = Vec::new();
    for at in sorted(board.commitments(), day) {
        let state = board.commitment(at).state(day);
        match counts.last_mut().filter(|last| last.state == state) {
            Some(last) => last.count += 1,
            None => counts.push(StateCount { state, count: 1 }),
        }
    }
    counts
}
