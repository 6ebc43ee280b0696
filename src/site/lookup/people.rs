//! Everybody responsible as villagers look for them: by name, title or post.

use crate::model::board::{GridIx, MemberIx};

use super::super::view::PersonRow;
use super::entries::{Crowd, GridPart, Person, found_by, parted, sounds_of};
use super::text::spellings;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;

/// Who are one block: members in office who have a page, each at the grid of the first post, else at the own one.
pub(super) fn parts(facts: &Facts) -> Vec<GridPart<MemberIx>> {
    let mut listed = vec![Vec::new(); facts.board.grids().len()];
    let first = facts.networks().flat_map(|network| facts.roots(network).next()).next();
    for member in facts.board.member_ids() {
        if !facts.in_office(member) || !facts.has_page(member) {
            continue;
        }
        let post = posts(facts, member).into_iter().map(|(_, grid)| grid).next();
        let own = || facts.board[member].grid.as_ref().map(|at| at.value);
        if let Some(grid) = post.or_else(own).or(first) {
            listed[grid.0 as usize].push(member);
        }
    }
    parted(facts, &listed, |member| &facts.board[member].id.value)
}

/// The posts that `member` holds now, each with its grid.
pub(super) fn posts<'f>(facts: &'f Facts, member: MemberIx) -> Vec<(&'f str, GridIx)> {
    let board = &facts.board;
    let posts = facts.posts(member).iter().filter(|post| !post.backup && facts.in_force(post.grid));
    let held = posts.filter_map(|post| {
        let record = &board[post.grid].posts[post.index];
        (board.holder(record, facts.day) == Some(member)).then_some((record.title.value.as_str(), post.grid))
    });
    held.collect()
}

/// What the browser shows of `member`.
pub(super) fn row(desk: &Desk, member: MemberIx) -> PersonRow {
    let card = desk.card(member);
    let posts = posts(desk.facts, member).into_iter();
    let posts = posts.map(|(post, grid)| (desk.facts.board[grid].name.value.clone(), post.to_owned()));
    PersonRow {
        name: card.name,
        href: card.href.unwrap_or_default(),
        title: card.title,
        posts: posts.collect(),
        dials: card.phone.as_ref().is_some_and(|phone| phone.href.is_some()),
        phone: card.phone.map(|phone| phone.text),
        written: None,
    }
}

/// One block.
pub(super) fn crowd(facts: &Facts, members: &[MemberIx]) -> Crowd {
    let person = |&member: &MemberIx| {
        let record = &facts.board[member];
        let mut found: Vec<_> = record.title.iter().flat_map(|title| found_by(facts, title)).collect();
        for (post, grid) in posts(facts, member) {
            let grid = facts.board[grid].name.value.as_str();
            found.push(spellings(&format!("{grid} {post}")));
            let said = [grid, post].map(|text| facts.edition.said(text));
            if said.iter().any(Option::is_some) {
                found.push(spellings(&format!("{} {}", said[0].unwrap_or(grid), said[1].unwrap_or(post))));
            }
        }
        Person { member, names: found_by(facts, &record.name.value), posts: found }
    };
    let mut crowd = Crowd { people: members.iter().map(person).collect(), sounds: Default::default() };
    crowd.sounds = sounds_of(crowd.all_texts());
    crowd
}
