//! 便民联系卡: who covers a household, for its door.

use crate::model::board::{GridIx, HouseholdIx};

use super::super::lookup;
use super::super::urls::Target;
use super::super::view::{Card, CardService, CardsSheet, Poster, PosterView, SheetKind};
use super::{Press, people};
use crate::site::pages::desk::Desk;

/// `cards-GRID.pdf`: one card for every listed household, or one for the grid.
pub(super) fn sheet(press: &Press, grid: GridIx) -> Poster {
    let facts = press.facts;
    let board = facts.board;
    let record = &board[grid];
    let desk = Desk::new(facts, Target::Grid(grid));
    let settings = &board.settings.poster;
    let listed = facts.listed(grid);
    let chain = people::chain(&desk, grid);
    let own = || Card {
        door: None,
        label: None,
        group: None,
        who: chain.iter().find_map(|rung| rung.holder.clone()).into_iter().collect(),
        by: match chain.iter().position(|rung| rung.holder.is_some()) {
            Some(0) => "lead",
            Some(_) => "above",
            None => "none",
        },
    };
    let cards = match settings.card_each_household && !listed.is_empty() {
        true => listed.iter().map(|&household| card(&desk, household, grid)).collect(),
        false => vec![own()],
    };
    let services = settings.services.iter().map(|service| CardService {
        name: service.name.clone(),
        phone: service.phone.clone(),
        note: service.note.clone(),
    });
    let title = format!("{} · {}", record.name.value, board.settings.title);
    let view = CardsSheet {
        frame: press.frame(SheetKind::Cards, title, Target::Grid(grid)),
        grid: record.name.value.clone(),
        level: board.level(grid).name.clone(),
        above: desk.above(grid).into_iter().map(|link| link.name).collect(),
        cards,
        chain,
        services: services.collect(),
    };
    Poster {
        name: format!("cards-{}", record.id.value),
        kind: SheetKind::Cards,
        view: PosterView::Cards(Box::new(view)),
        photos: Vec::new(),
    }
}

fn card(desk: &Desk, household: HouseholdIx, grid: GridIx) -> Card {
    let record = &desk.facts.board[household];
    let cover = lookup::cover(desk.facts, household, grid);
    Card {
        door: Some(record.door.value.clone()),
        label: record.label.clone(),
        group: record.group.clone(),
        who: cover.people.iter().map(|&member| people::brief(&desk.person(member))).collect(),
        by: cover.by,
    }
}
