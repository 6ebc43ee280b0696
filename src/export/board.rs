//! Sheets of grids, members and households, by what the board says of them.

use super::sheet::{Cell, Sheet};
use super::told::{Step, Told, called};
use crate::load::records::*;
use crate::model::board::{AssetIx, GridIx, Member, Post, PublicPhone, Term};

const GRIDS: Step = (Raw::KEYS, "grids");
const FIGURES: Step = (RawGrid::KEYS, "figures");
const MEMBERS: Step = (Raw::KEYS, "members");

/// 网格, and what grids hold.
pub(super) fn grids(told: &Told) -> Vec<Sheet> {
    let board = told.board;
    let networks = called(board.ground.networks.iter().map(|network| (&*network.id.value, &*network.name)));
    let file = |at: Option<AssetIx>| at.map(|at| told.file(at)).into();
    let grids = told.sheet(&[GRIDS]).keys(RawGrid::KEYS, &[]).fill(board.ground.grid_ids(), |key, &at| {
        let grid = &board[at];
        match key {
            "id" => (&grid.id).into(),
            "name" => (&grid.name).into(),
            "network" if grid.parent.is_some() || networks.len() == 1 => Cell::Empty,
            "network" => networks[grid.network.0 as usize].into(),
            "level" => (&board.ground.level(at).name).into(),
            "parent" => grid.parent.map(|parent| told.grid(parent)).into(),
            "aka" => Cell::lines(&grid.aka),
            "merged_from" => Cell::lines(&grid.merged_from),
            "kind" => grid.kind.as_ref().into(),
            "code" => grid.code.as_ref().into(),
            "lead" => lead(told, at).map(|member| told.member(member)).into(),
            "households" => grid.declared_households.as_ref().into(),
            "population" => told.population(at).into(),
            "area_km2" => grid.area_km2.into(),
            "boundary" => file(grid.boundary),
            "place" => grid.place.as_ref().into(),
            "services" => Cell::lines(grid.services.iter().map(|service| &service.value)),
            "note" => grid.note.as_ref().map(|note| told.markdown(note)).into(),
            "named" => told.named(grid.at),
            "basis" => told.basis(grid.at),
            "from" | "to" => term(key, &grid.term),
            key => Cell::unknown(key),
        }
    });
    vec![grids, posts(told), teams(told), figures(told), parts(told)]
}

/// Whom `lead` names, where the grid's first post says no more than that.
fn lead(told: &Told, grid: GridIx) -> Option<crate::model::board::MemberIx> {
    let post = told.board[grid].posts.first()?;
    let Post { title, is_lead, member, is_dangling: _, vacant, backup, duties, how, term, at: _ } = post;
    let is_short = *is_lead
        && title.value == told.board.ground.level(grid).lead_title
        && (vacant.is_none() && backup.is_none() && duties.is_empty() && how.is_none())
        && *term == Term::default();
    member.as_ref().map(|member| member.value).filter(|_| is_short)
}

fn term(key: &str, term: &Term) -> Cell {
    if key == "from" { term.from.as_ref().into() } else { term.to.as_ref().into() }
}

fn posts(told: &Told) -> Sheet {
    let board = told.board;
    let all = board.ground.grid_ids().flat_map(|at| {
        let posts = board[at].posts.iter().skip(usize::from(lead(told, at).is_some()));
        posts.map(move |post| (at, post))
    });
    let sheet = told.sheet(&[GRIDS, (RawGrid::KEYS, "posts")]);
    sheet.of("grid", RawGrid::WHAT).keys(RawPost::KEYS, &[]).fill(all, |key, &(grid, post)| match key {
        "grid" => told.grid(grid).into(),
        "post" => (&post.title).into(),
        "member" => post.member.as_ref().map(|member| told.member(member.value)).into(),
        "backup" => post.backup.as_ref().map(|backup| told.member(backup.value)).into(),
        "vacant" => post.vacant.as_ref().into(),
        "duties" => Cell::lines(post.duties.iter().map(|duty| &duty.value)),
        "how" => post.how.as_ref().into(),
        "from" | "to" => term(key, &post.term),
        key => Cell::unknown(key),
    })
}

fn teams(told: &Told) -> Sheet {
    let all =
        told.board.ground.grid_ids().flat_map(|at| told.board[at].teams.iter().map(move |team| (at, team)));
    let sheet = told.sheet(&[GRIDS, (RawGrid::KEYS, "teams")]);
    sheet.of("grid", RawGrid::WHAT).keys(RawTeam::KEYS, &[]).fill(all, |key, &(grid, team)| match key {
        "grid" => told.grid(grid).into(),
        "name" => (&team.name).into(),
        "kind" => team.kind.as_ref().into(),
        "theme" => team.theme.as_ref().into(),
        "members" => Cell::references(team.members.iter().map(|member| told.member(member.value))),
        key => Cell::unknown(key),
    })
}

fn figures(told: &Told) -> Sheet {
    let all = told.board.ground.grid_ids().flat_map(|grid| {
        let figures = told.board[grid].figures.iter().enumerate();
        figures.filter_map(move |(at, figure)| Some((grid, figure, told.figure(grid, at)?)))
    });
    let sheet = told.sheet(&[GRIDS, FIGURES]);
    let sheet = sheet.of("grid", RawGrid::WHAT).keys(RawFigure::KEYS, &[]);
    sheet.fill(all, |key, (grid, figure, numbers)| match key {
        "grid" => told.grid(*grid).into(),
        "name" => (&figure.name).into(),
        "value" => numbers.value.into(),
        "unit" => figure.unit.as_ref().into(),
        "approx" => figure.approx.then_some(true).into(),
        "counts" => figure.counts.as_ref().into(),
        "of" => numbers.of.into(),
        "percent" => numbers.percent.into(),
        key => Cell::unknown(key),
    })
}

fn parts(told: &Told) -> Sheet {
    let all = told.board.ground.grid_ids().flat_map(|grid| {
        let figures = told.board[grid].figures.iter().enumerate();
        figures.flat_map(move |(at, figure)| {
            let shown = told.figure(grid, at).map_or(Vec::new(), |numbers| numbers.parts);
            let parts = figure.parts.iter().zip(shown);
            parts.map(move |((name, _), value)| (grid, figure, name, value))
        })
    });
    let sheet = told.sheet(&[GRIDS, FIGURES, (RawFigure::KEYS, "parts")]);
    let sheet = sheet.of("grid", RawGrid::WHAT).of("figure", RawFigure::WHAT);
    sheet.keys(RawPart::KEYS, &[]).fill(all, |key, (grid, figure, name, value)| match key {
        "grid" => told.grid(*grid).into(),
        "figure" => (&figure.name).into(),
        "name" => (*name).into(),
        "value" => (*value).into(),
        key => Cell::unknown(key),
    })
}

/// The whole number of a member that may be shown.
pub(super) fn phone<'m>(told: &Told, member: &'m Member) -> Option<&'m String> {
    match &member.phone {
        PublicPhone::Full(phone) => {
            Some(phone).filter(|_| told.day().is_none_or(|day| member.term.holds(day)))
        }
        PublicPhone::Masked(_) | PublicPhone::Hidden => None,
    }
}

/// 责任人 and their honours.
pub(super) fn members(told: &Told) -> Vec<Sheet> {
    let board = told.board;
    let members = told.sheet(&[MEMBERS]).keys(RawMember::KEYS, &["phone_public"]);
    let members = members.fill(&board.ground.members, |key, member| match key {
        "id" => (&member.id).into(),
        "name" => (&member.name).into(),
        "title" => member.title.as_ref().into(),
        "party_member" => member.party_member.into(),
        "grid" => member.grid.as_ref().map(|grid| told.grid(grid.value)).into(),
        "phone" => phone(told, member).into(),
        "photo" => member.photo.map(|photo| told.file(photo)).into(),
        "covers" => Cell::references(member.covers.iter().map(|at| told.household(*at))),
        "duties" => Cell::lines(member.duties.iter().map(|duty| &duty.value)),
        "pledge" => member.pledge.as_ref().into(),
        "from" | "to" => term(key, &member.term),
        key => Cell::unknown(key),
    });
    let all =
        board.ground.member_ids().flat_map(|at| board[at].honours.iter().map(move |honour| (at, honour)));
    let honours = told.sheet(&[MEMBERS, (RawMember::KEYS, "honours")]);
    let honours = honours.of("member", RawMember::WHAT).keys(RawHonour::KEYS, &[]);
    let honours = honours.fill(all, |key, &(member, honour)| match key {
        "member" => told.member(member).into(),
        "title" => (&honour.title).into(),
        "date" => honour.date.into(),
        key => Cell::unknown(key),
    });
    vec![members, honours]
}

/// 住户
pub(super) fn households(told: &Told) -> Vec<Sheet> {
    let board = told.board;
    // Which of these are public the board's type says: the rest is not in it.
    let without: &[&str] =
        if board.ground.settings.privacy.household_labels { &["people"] } else { &["people", "label"] };
    let sheet = told.sheet(&[(Raw::KEYS, "households")]).keys(RawHousehold::KEYS, without);
    let sheet = sheet.fill(told.households(), |key, &at| {
        let household = &board[at];
        match key {
            "id" => told.household(at).into(),
            "door" => (&household.door).into(),
            "label" => household.label.as_ref().into(),
            "grid" => Cell::references(household.grids.iter().map(|grid| told.grid(grid.value))),
            "group" => household.group.as_ref().into(),
            "covered_by" => {
                Cell::references(household.covered_by.iter().map(|member| told.member(member.value)))
            }
            "to" => household.to.as_ref().into(),
            key => Cell::unknown(key),
        }
    });
    vec![sheet]
}
