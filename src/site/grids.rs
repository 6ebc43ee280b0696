//! The page of a grid.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::board::{Figure, GridIx, MemberIx, Subject};

use super::desk::Desk;
use super::facts::Facts;
use super::urls::Target;
use super::view::{CoverLine, FigurePart, FigureView, GridFacts, GridView};
use super::{calendars, codes, lookup, map};

/// `grids/ID/index.html`
pub(super) fn page(facts: &Facts, grid: GridIx) -> GridView {
    let desk = Desk::new(facts, Target::Grid(grid));
    let board = facts.board;
    let record = &board[grid];
    let below = desk.tree(grid);
    let notices = facts.notices().into_iter().filter(|&page| {
        board[page].grid.as_ref().is_some_and(|at| at.value == grid) && !facts.is_expired(page)
    });
    let serves_here = |member: &MemberIx| {
        facts.in_office(*member) && board[*member].grid.as_ref().is_some_and(|at| at.value == grid)
    };
    let members: Vec<MemberIx> = board.member_ids().filter(serves_here).collect();
    GridView {
        page: desk.frame("grid", Some(record.name.value.clone()), desk.above(grid)),
        site: facts.site.clone(),
        id: record.id.value.clone(),
        name: record.name.value.clone(),
        level: board.level(grid).name.clone(),
        network: board[record.network].name.clone(),
        several_networks: board.networks.len() > 1,
        state: facts.grid_state(grid),
        from: record.term.from.as_ref().map(|at| at.value.to_string()),
        to: record.term.to.as_ref().map(|at| at.value.to_string()),
        kind: record.kind.clone(),
        facts: grid_facts(facts, grid),
        figures: figures(facts, grid),
        chain: desk.chain(grid, |link| link.grid == grid),
        posts: desk.posts(grid),
        teams: desk.teams(grid),
        children: below.children,
        covers: covers(&desk, grid),
        members: members.iter().map(|&member| desk.person(member)).collect(),
        lookup_href: desk.lookup_href(grid),
        services: record.services.clone(),
        note: record.note.as_ref().map(|note| desk.markdown(note)),
        boundary: record.boundary.map(|asset| desk.picture(asset)),
        map: map::of_grid(&desk, grid),
        commitments: desk.commitments_of(Subject::Grid(grid)),
        ratings: desk.histories(Subject::Grid(grid)),
        calendars: calendars::of(facts, Subject::Grid(grid)),
        ledgers: calendars::ledgers(&desk, grid, &members),
        notices: notices.map(|page| desk.notice(page)).collect(),
    }
}

/// The further numbers a grid publishes.
pub(super) fn figures(facts: &Facts, grid: GridIx) -> Vec<FigureView> {
    let part = |(name, value): &(String, _)| FigurePart { name: name.clone(), value: codes::number(*value) };
    let view = |figure: &Figure| FigureView {
        name: figure.name.value.clone(),
        value: codes::number(figure.value.value),
        unit: figure.unit.clone(),
        approx: figure.approx,
        of: figure.of.as_ref().map(|of| codes::number(of.value)),
        percent: figure.percent.as_ref().map(|percent| codes::number(percent.value)),
        parts: figure.parts.iter().map(part).collect(),
    };
    facts.board[grid].figures.iter().map(view).collect()
}

fn grid_facts(facts: &Facts, grid: GridIx) -> GridFacts {
    let board = facts.board;
    let record = &board[grid];
    let within: BTreeSet<GridIx> = facts.subtree(grid).into_iter().filter(|&at| facts.in_force(at)).collect();
    let serves = |member: &MemberIx| {
        let own = board[*member].grid.as_ref().is_some_and(|at| within.contains(&at.value));
        let posts = &facts.posts[member.0 as usize];
        let holds = posts.iter().any(|post| {
            let record = &board[post.grid].posts[post.index];
            let held = board.holder(record, facts.day) == Some(*member);
            let backs = board.backup(record, facts.day) == Some(*member);
            within.contains(&post.grid) && (held || backs)
        });
        facts.in_office(*member) && (own || holds)
    };
    GridFacts {
        households: facts.households(grid),
        population: facts.population[grid.0 as usize],
        grids: within.iter().filter(|&&at| at != grid).count(),
        members: board.member_ids().filter(serves).count(),
        area_km2: record.area_km2.map(codes::number),
        aka: record.aka.clone(),
        merged_from: record.merged_from.clone(),
        code: record.code.clone(),
        place: record.place.clone(),
    }
}

/// Who answers for how many doors of a plain list.
fn covers(desk: &Desk, grid: GridIx) -> Vec<CoverLine> {
    let mut counts: BTreeMap<MemberIx, usize> = BTreeMap::new();
    for &household in &desk.facts.listed[grid.0 as usize] {
        for member in lookup::cover(desk.facts, household, grid).people {
            *counts.entry(member).or_default() += 1;
        }
    }
    let href = desk.href(Target::LookupGrid(grid));
    let line =
        |(member, households)| CoverLine { member: desk.person(member), households, href: href.clone() };
    counts.into_iter().map(line).collect()
}
