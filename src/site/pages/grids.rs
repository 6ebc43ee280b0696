//! The page of a grid.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::board::{Figure, GridIx, MemberIx, Subject};
use crate::model::settings::Measure;
use crate::source::values;
use crate::status::norms::Counted;
use crate::status::suppression::{Shown, ShownFigure};
use crate::status::terms::TermState;

use crate::site::changes::pages as changes;
use crate::site::lookup;
use crate::site::pages::calendars;
use crate::site::pages::codes;
use crate::site::pages::desk::Desk;
use crate::site::pages::map;
use crate::site::pages::people::Numbers;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::tables::NormHeld;
use crate::site::urls::Target;
use crate::site::view::{
    FigurePart, FigureView, GridFacts, GridView, Link, NormView, Number, PersonCard, PersonHere,
};

/// `grids/ID/index.html`
pub(in crate::site) fn page(facts: &Facts, grid: GridIx) -> GridView {
    let desk = Desk::new(facts, Target::Grid(grid));
    let board = facts.board;
    let record = &board[grid];
    let below = desk.below(grid);
    let state = facts.grid_state(grid);
    let ended = state == TermState::Ended;
    let mut people = people(&desk, grid);
    let mut chain = desk.chain(grid, |link| link.grid == grid, |member| desk.card(member));
    let mut numbers = Numbers::default();
    for here in &mut people {
        numbers.once(here.person.iter_mut());
        numbers.once(here.posts.iter_mut().filter_map(|post| post.backup.as_mut()));
    }
    numbers.once_in_chain(&mut chain);
    // Whoever answered in a grid that has ended is not to be called about it.
    for here in people.iter_mut().filter(|_| ended) {
        here.person.iter_mut().for_each(|person| person.phone = None);
        here.posts.iter_mut().for_each(|post| post.backup = None);
    }
    let is_lead = |here: &PersonHere| here.posts.first().is_some_and(|post| post.is_lead);
    let (leads, people) = people.into_iter().partition(|here| !ended && is_lead(here));
    GridView {
        page: desk.frame("grid", Some(record.name.value.clone()), desk.above(grid)),
        site: facts.site.clone(),
        history: changes::history(&desk, "grids", &record.id.value),
        id: record.id.value.clone(),
        name: record.name.value.clone(),
        level: board.level(grid).name.clone(),
        network: board[record.network].name.clone(),
        several_networks: board.networks.len() > 1,
        state,
        from: record.term.from.as_ref().map(|at| at.value.to_string()),
        to: board.last_day(grid).map(|day| day.to_string()),
        kind: record.kind.clone(),
        facts: grid_facts(facts, grid),
        figures: figures(facts, grid),
        norms: norms(&desk, grid),
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

/// More than so many outside a norm are not named.
const NAMED: usize = 12;

/// The board's own numbers as they hold below a root.
fn norms(desk: &Desk, root: GridIx) -> Vec<NormView> {
    let board = desk.facts.board;
    let settings = board.settings;
    let link = |counted: &Counted| match *counted {
        Counted::Subject(subject) => {
            let link = desk.subject(subject);
            Link { name: link.name, href: link.href }
        }
        Counted::Team(grid, at) => Link { name: board[grid].teams[at].name.clone(), ..desk.grid(grid) },
    };
    let view = |held: &NormHeld| {
        let norm = &settings.norms[held.norm];
        let few = held.outside.len() <= NAMED;
        let counts_households = matches!(norm.what, Measure::GridHouseholds | Measure::MemberHouseholds);
        NormView {
            what: codes::measure(norm.what),
            level: norm.level.map(|(network, level)| board[network].levels[level].name.clone()),
            only: norm.only.clone().filter(|_| !counts_households),
            // What is counted comes in whole numbers, whatever a tolerance makes of the bounds.
            min: norm.min.map(|min| Number::exact(min.ceil())),
            max: norm.max.map(|max| Number::exact(max.floor())),
            of: held.of,
            within: held.of - held.outside.len(),
            outside: held.outside.iter().filter(|_| few).map(link).collect(),
        }
    };
    desk.facts.norms(root).iter().map(view).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture::{on, village};
    use crate::site::pages::members;

    #[test]
    fn a_root_tells_how_far_the_boards_own_numbers_hold() {
        let norms = "norms:
  - {what: grid_households, min: 2, max: 4}
  - {what: grid_staff, level: grid, only: 网格长, max: 1}
  - {what: child_grids, level: village, target: 3}
  - {what: member_households, min: 2}
  - {what: team_members, min: 1, severity: off}
";
        let board = village(norms, "");
        let told = |at: u32| -> Vec<(&'static str, usize, usize, Vec<String>)> {
            let view = |facts: &Facts| page(facts, GridIx(at)).norms;
            let line = |norm: NormView| {
                let outside = norm.outside.into_iter().map(|link| link.name).collect();
                (norm.what, norm.within, norm.of, outside)
            };
            on(&board, "2026-01-01", view).into_iter().map(line).collect()
        };
        let root = board.ground.grids.iter().position(|grid| grid.parent.is_none()).unwrap() as u32;
        let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        assert_eq!(
            told(root),
            [
                ("grid_households", 1, 3, names(&["二网格", "三网格"])),
                ("grid_staff", 3, 3, names(&[])),
                ("child_grids", 1, 1, names(&[])),
                ("member_households", 0, 1, names(&["王五"])),
            ]
        );
        let leaf = (0..board.ground.grids.len() as u32).find(|at| *at != root).unwrap();
        assert!(told(leaf).is_empty(), "they stand once");
    }

    #[test]
    fn nobody_answers_for_a_grid_that_has_ended() {
        let more = "grids: [{id: g9, name: 防疫网格, level: grid, parent: v, lead: 钱六, to: 2025-12-31}]
members: [{name: 钱六, phone: 13900000009, phone_public: true}]
households: [{id: h-9, door: 山脚1号, grid: g9}]
";
        let board = village("", more);
        let grid = board.ground.grids.iter().position(|grid| grid.id.value == "g9").unwrap();
        let lead = board.ground.members.iter().position(|member| member.name.value == "钱六").unwrap();
        let (grid, lead) = (GridIx(grid as u32), MemberIx(lead as u32));
        let seen = |day: &str| {
            on(&board, day, |facts| {
                let list = lookup::page(facts, grid);
                let (grid, member) = (page(facts, grid), members::page(facts, lead));
                let who = grid.leads.iter().chain(&grid.people).filter_map(|here| here.person.clone());
                let phones = who.filter(|person| person.phone.is_some()).count();
                let doors =
                    list.runs.iter().map(|run| run.people.len() * run.households.len()).sum::<usize>();
                (grid.to, grid.chain.len(), phones, member.patches.len(), member.chain.len(), doors)
            })
        };
        let end = Some("2025-12-31".to_owned());
        assert_eq!(seen("2025-12-31"), (end.clone(), 2, 1, 1, 2, 1));
        assert_eq!(seen("2026-01-01"), (end, 0, 0, 0, 0, 0));
    }
}
