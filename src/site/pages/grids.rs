//! The page of a grid.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::board::{Figure, GridIx, MemberIx, Subject};
use crate::source::values;
use crate::status::suppression::{Shown, ShownFigure};

use crate::site::lookup;
use crate::site::pages::calendars;
use crate::site::pages::codes;
use crate::site::pages::desk::Desk;
use crate::site::pages::map;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{CoverLine, FigurePart, FigureView, GridFacts, GridView};

/// `grids/ID/index.html`
pub(in crate::site) fn page(facts: &Facts, grid: GridIx) -> GridView {
    let desk = Desk::new(facts, Target::Grid(grid));
    let board = facts.board;
    let record = &board[grid];
    let below = desk.tree(grid);
    let members = facts.serving(grid);
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
        chain: desk.chain(grid, |link| link.grid == grid, |member| desk.card(member)),
        posts: desk.posts(grid),
        teams: desk.teams(grid),
        children: below.children,
        covers: covers(&desk, grid),
        members: members.iter().map(|&member| desk.person(member)).collect(),
        lookup_href: desk.lookup_href(grid),
        services: values(&record.services),
        note: record.note.as_ref().map(|note| desk.markdown(note)),
        boundary: record.boundary.map(|asset| desk.picture(asset)),
        map: map::of_grid(&desk, grid),
        commitments: desk.commitments_of(Subject::Grid(grid)),
        ratings: desk.histories(Subject::Grid(grid)),
        calendars: calendars::of(facts, Subject::Grid(grid)),
        ledgers: calendars::ledgers(&desk, grid, members),
        notices: facts.notices_of(grid).iter().map(|&page| desk.notice(page)).collect(),
    }
}

/// The further numbers a grid publishes.
pub(in crate::site) fn figures(facts: &Facts, grid: GridIx) -> Vec<FigureView> {
    let number = |shown: Shown<Decimal>| shown.map(codes::number);
    let view = |(figure, shown): (&Figure, &ShownFigure)| FigureView {
        name: figure.name.value.clone(),
        value: number(shown.value),
        unit: figure.unit.clone(),
        approx: figure.approx,
        of: shown.of.map(number),
        percent: shown.percent.map(number),
        parts: (figure.parts.iter().zip(&shown.parts))
            .map(|((name, _), &value)| FigurePart { name: name.clone(), value: number(value) })
            .collect(),
    };
    facts.figures(grid).map(view).collect()
}

fn grid_facts(facts: &Facts, grid: GridIx) -> GridFacts {
    let board = facts.board;
    let record = &board[grid];
    let (grids, members) = facts.within(grid);
    GridFacts {
        households: facts.households(grid),
        population: facts.population(grid),
        grids,
        members,
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
    for &household in desk.facts.listed(grid) {
        for member in lookup::cover(desk.facts, household, grid).people {
            *counts.entry(member).or_default() += 1;
        }
    }
    let href = desk.href(Target::LookupGrid(grid));
    let line = |(member, households)| CoverLine { member: desk.card(member), households, href: href.clone() };
    counts.into_iter().map(line).collect()
}
