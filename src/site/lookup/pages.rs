//! Who covers my household: the list of leaf grids, and each grid's plain list.

use std::collections::BTreeSet;

use crate::model::board::{GridIx, HouseholdIx, MemberIx, NetworkIx};

use super::super::urls::Target;
use super::super::view::{
    DoorRun, HouseholdRow, LookupGrid, LookupGridView, LookupNetwork, LookupPart, LookupPlace, LookupView,
};
use super::matters::is_searchable;
use super::text;
use crate::status::terms::TermState;

use crate::site::pages::boards;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;

/// Who answers for a household in one grid.
#[derive(PartialEq, Eq)]
pub(in crate::site) struct Cover {
    /// As [`DoorRun::by`].
    pub by: &'static str,
    /// The grid whose lead answers.
    pub lead_of: Option<GridIx>,
    /// Empty: nobody in office up to the root.
    pub people: Vec<MemberIx>,
}

/// Who answers for `household` in `grid`, which it names and which has not ended: those named for it, else the first lead in office.
pub(in crate::site) fn cover(facts: &Facts, household: HouseholdIx, grid: GridIx) -> Cover {
    let nobody = Cover { by: "none", lead_of: None, people: Vec::new() };
    let cover = facts.covers(household).iter().find(|cover| cover.leaf == grid);
    let Some(cover) = cover.filter(|_| facts.grid_state(grid) != TermState::Ended) else { return nobody };
    if !cover.explicit.is_empty() {
        return Cover { by: "household", lead_of: None, people: cover.explicit.clone() };
    }
    match facts.chain(grid).iter().find_map(|link| Some((link.grid, link.member?))) {
        Some((lead_of, member)) => {
            let by = if lead_of == grid { "lead" } else { "above" };
            Cover { by, lead_of: Some(lead_of), people: vec![member] }
        }
        None => nobody,
    }
}

/// A door of the records, as an example of what to type in the edition's language.
pub(in crate::site) fn example(facts: &Facts) -> Option<String> {
    let grids = facts.networks().flat_map(|network| facts.roots(network).collect::<Vec<_>>());
    let mut grids = grids.flat_map(|root| facts.subtree(root));
    let first = grids.find_map(|grid| facts.listed(grid).first().copied())?;
    let household = &facts.board[first];
    let door = household.door.value.as_str();
    if facts.edition.is_own() || facts.edition.language.starts_with("zh") {
        return Some(door.to_owned());
    }
    let place = household.grids.first().map(|grid| &facts.board[grid.value].name.value);
    let place = place.and_then(|name| facts.edition.said(name));
    Some(text::in_latin(door, place).unwrap_or_else(|| door.to_owned()))
}

/// Of more lists than these only the places are named in which they are.
const MOST_LISTS: usize = 1000;

/// `lookup/index.html`
pub(in crate::site) fn index(facts: &Facts) -> LookupView {
    let desk = Desk::new(facts, Target::Lookup);
    LookupView {
        page: desk.frame("lookup", None, Vec::new()),
        site: facts.site.clone(),
        example: example(facts),
        searchable: is_searchable(facts),
        contents_href: desk.href(Target::Contents),
        networks: facts.current_networks().map(|network| entry(&desk, network)).collect(),
        boards: boards::lookups(&desk),
    }
}

fn entry(desk: &Desk, network: NetworkIx) -> LookupNetwork {
    let facts = desk.facts;
    let grids = facts.roots(network).flat_map(|root| facts.subtree(root));
    let grids: Vec<GridIx> = grids.filter(|&grid| facts.has_list(grid) && facts.in_force(grid)).collect();
    let line = |&grid: &GridIx| LookupGrid {
        grid: desk.node(grid),
        groups: groups(facts, grid).into_iter().collect(),
    };
    let part = |grids: &[GridIx]| LookupPart {
        above: desk.above(grids[0]).into_iter().map(|link| link.name).collect(),
        grids: grids.iter().map(line).collect(),
    };
    let record = &facts.board[network];
    let is_long = grids.len() > MOST_LISTS;
    LookupNetwork {
        id: record.id.value.clone(),
        name: record.name.clone(),
        total: grids.len(),
        places: if is_long { places(desk, &grids) } else { Vec::new() },
        parts: if is_long { &[][..] } else { &grids }
            .chunk_by(|&a, &b| facts.board[a].parent == facts.board[b].parent)
            .map(part)
            .collect(),
    }
}

/// Above `lists`, the lowest places that are few enough for one page.
fn places(desk: &Desk, lists: &[GridIx]) -> Vec<LookupPlace> {
    let way = |&grid: &GridIx| {
        let mut way: Vec<GridIx> = desk.facts.board.ancestry(grid).collect();
        way.reverse();
        way
    };
    let ways: Vec<Vec<GridIx>> = lists.iter().map(way).collect();
    let at = |depth: usize| -> Vec<(GridIx, usize)> {
        let places = ways.iter().map(|way| way[depth.min(way.len() - 1)]).collect::<Vec<GridIx>>();
        places.chunk_by(|a, b| a == b).map(|alike| (alike[0], alike.len())).collect()
    };
    let mut places = at(0);
    for depth in 1.. {
        let lower = at(depth);
        if lower.len() > MOST_LISTS || lower.len() == lists.len() {
            break;
        }
        places = lower;
    }
    places.into_iter().map(|(grid, lists)| LookupPlace { grid: desk.grid(grid), lists }).collect()
}

fn groups(facts: &Facts, grid: GridIx) -> BTreeSet<String> {
    let listed = facts.listed(grid).iter();
    listed.filter_map(|&household| facts.board[household].group.clone()).collect()
}

/// `lookup/GRID/index.html`
pub(in crate::site) fn page(facts: &Facts, grid: GridIx) -> LookupGridView {
    let desk = Desk::new(facts, Target::LookupGrid(grid));
    let board = facts.board;
    let record = &board[grid];
    let ended = facts.grid_state(grid) == TermState::Ended;
    let households: Vec<(HouseholdIx, Cover)> =
        facts.listed(grid).iter().map(|&household| (household, cover(facts, household, grid))).collect();
    let group = |&(household, _): &(HouseholdIx, Cover)| board[household].group.clone();
    let run = |doors: &[(HouseholdIx, Cover)]| {
        let cover = &doors[0].1;
        let is_one_group = doors.iter().all(|door| group(door) == group(&doors[0]));
        let row = |door: &(HouseholdIx, Cover)| HouseholdRow {
            anchor: format!("h-{}", facts.key(door.0)),
            door: board[door.0].door.value.clone(),
            label: board[door.0].label.clone(),
            group: group(door).filter(|_| !is_one_group),
        };
        DoorRun {
            people: cover.people.iter().map(|&member| desk.card(member)).collect(),
            by: cover.by,
            lead_of: cover.lead_of.map(|grid| desk.grid(grid)),
            group: group(&doors[0]).filter(|_| is_one_group),
            households: doors.iter().map(row).collect(),
        }
    };
    LookupGridView {
        page: desk.frame("lookup_grid", Some(record.name.value.clone()), desk.above(grid)),
        site: facts.site.clone(),
        grid: desk.grid(grid),
        level: board.level(grid).name.clone(),
        network: board[record.network].name.clone(),
        several_networks: board.networks.len() > 1,
        ended,
        chain: desk.chain(grid, |link| link.grid == grid, |member| desk.card(member)),
        total: households.len(),
        runs: households.chunk_by(|(_, a), (_, b)| a == b).map(run).collect(),
        lookup_href: desk.href(Target::Lookup),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{on, village};
    use super::*;

    #[test]
    fn the_nearest_in_office_answers() {
        let board = village("", "");
        let rows = |day: &str| -> Vec<(&'static str, String)> {
            on(&board, day, |facts| {
                let row = |household: HouseholdIx| {
                    let cover = cover(facts, household, facts.board[household].grids[0].value);
                    let names = cover.people.iter().map(|&member| facts.board[member].name.value.as_str());
                    (cover.by, names.collect::<Vec<_>>().join("、"))
                };
                board.ground.household_ids().map(row).collect()
            })
        };
        let owned = |by, name: &str| (by, name.to_string());
        assert_eq!(
            rows("2026-01-31"),
            [
                owned("household", "王五"),
                owned("lead", "张三"),
                owned("above", "崔海平"),
                owned("lead", "李四")
            ]
        );
        assert_eq!(rows("2026-02-01")[3], owned("above", "崔海平"), "the last day is over");
    }

    #[test]
    fn a_plain_list_shows_doors_and_nothing_private() {
        let board = village("", "");
        let view = on(&board, "2026-03-01", |facts| {
            page(facts, board.ground.household_ids().map(|h| facts.board[h].grids[0].value).next().unwrap())
        });
        assert_eq!(view.total, 2);
        assert_eq!(view.runs[0].households[0].door, "上街1号");
        assert_eq!(view.runs[1].people[0].phone.as_ref().unwrap().href, None, "masked");
        assert!(view.runs[0].group.is_some());
        assert!(!serde_json::to_string(&view).unwrap().contains("people_count"));
    }
}
