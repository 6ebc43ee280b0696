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
use crate::site::pages::people::Numbers;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{FigurePart, FigureView, GridFacts, GridView, PersonCard, PersonHere};

/// `grids/ID/index.html`
pub(in crate::site) fn page(facts: &Facts, grid: GridIx) -> GridView {
    let desk = Desk::new(facts, Target::Grid(grid));
    let board = facts.board;
    let record = &board[grid];
    let below = desk.below(grid);
    let mut people = people(&desk, grid);
    let mut chain = desk.chain(grid, |link| link.grid == grid, |member| desk.card(member));
    let mut numbers = Numbers::default();
    for here in &mut people {
        numbers.once(here.person.iter_mut());
        numbers.once(here.posts.iter_mut().filter_map(|post| post.backup.as_mut()));
    }
    numbers.once_in_chain(&mut chain);
    let (leads, people) =
        people.into_iter().partition(|here| here.posts.first().is_some_and(|post| post.is_lead));
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
        chain,
        leads,
        people,
        teams: desk.teams(grid),
        children: desk.trees(&below, 2),
        children_level: desk.level_of_all(&below),
        find_href: desk.href(Target::Lookup),
        lookup_href: desk.lookup_href(grid),
        services: values(&record.services),
        note: record.note.as_ref().map(|note| desk.markdown(note)),
        boundary_href: record.boundary.map(|asset| desk.href(Target::Asset(asset))),
        map: map::of_grid(&desk, grid),
        commitments: desk.commitments_of(Subject::Grid(grid)),
        ratings: desk.histories(Subject::Grid(grid)),
        calendars: calendars::of(facts, Subject::Grid(grid)),
        ledgers: calendars::ledgers(&desk, grid, facts.serving(grid)),
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
        place: record.place.clone(),
    }
}

/// Everybody of the grid once, with their posts in it and the doors they answer for: holders of posts first, in the order
/// written, the lead before all others.
fn people(desk: &Desk, grid: GridIx) -> Vec<PersonHere> {
    let mut found: Vec<PersonHere> = Vec::new();
    let mut posts = desk.posts(grid);
    posts.sort_by_key(|post| !post.is_lead);
    for post in posts {
        match post.holder.clone() {
            Some(holder) => known(&mut found, holder).posts.push(post),
            None => found.push(PersonHere { person: None, posts: vec![post], households: None }),
        }
    }
    let mut doors: BTreeMap<MemberIx, usize> = BTreeMap::new();
    for &household in desk.facts.listed(grid) {
        for member in lookup::cover(desk.facts, household, grid).people {
            *doors.entry(member).or_default() += 1;
        }
    }
    for (member, households) in doors {
        known(&mut found, desk.card(member)).households = Some(households);
    }
    for &member in desk.facts.serving(grid) {
        known(&mut found, desk.card(member));
    }
    found
}

/// The entry of `person`, a new one if there is none.
fn known(found: &mut Vec<PersonHere>, person: PersonCard) -> &mut PersonHere {
    let is_theirs = |here: &PersonHere| here.person.as_ref().is_some_and(|known| known.id == person.id);
    let at = found.iter().position(is_theirs).unwrap_or_else(|| {
        found.push(PersonHere { person: Some(person), posts: Vec::new(), households: None });
        found.len() - 1
    });
    &mut found[at]
}
