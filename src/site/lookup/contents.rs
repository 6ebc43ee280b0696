//! All that can be found, as a list for whoever has no scripts.

use super::super::urls::{PromiseOrder, Target};
use super::super::view::{ContentsEntry, ContentsGroup, ContentsView, Link};
use super::matters::{self, KINDS, Matter};
use super::people;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;

/// No more of a kind are listed: the others stand on the kind's own pages.
const LISTED: usize = 40;

/// `contents/index.html`
pub(in crate::site) fn contents(facts: &Facts) -> ContentsView {
    let desk = Desk::new(facts, Target::Contents);
    let members: Vec<_> = people::parts(facts).into_iter().flat_map(|(_, members)| members).collect();
    let person = |&member| ContentsEntry {
        link: desk.member(member),
        line: facts.board[member].title.iter().cloned().collect(),
        date: None,
    };
    let people = ContentsGroup {
        kind: "people",
        total: members.len(),
        entries: members.iter().take(LISTED).map(person).collect(),
        href: desk.href(Target::Home),
    };
    let group = |(kind, matters): (&'static str, Vec<Matter>)| ContentsGroup {
        kind,
        total: matters.len(),
        entries: matters.iter().take(LISTED).map(|&matter| entry(&desk, matter)).collect(),
        href: desk.href(match kind {
            "services" => Target::Services,
            "commitments" => Target::Commitments(PromiseOrder::State, 0),
            "notices" | "pages" => Target::Notices,
            "disclosures" => Target::Disclosures,
            "replies" => Target::Replies,
            "boards" | "board_grids" | "board_people" => Target::Boards,
            _ => Target::Home,
        }),
    };
    let groups = [people].into_iter().chain(KINDS.into_iter().zip(matters::all(facts)).map(group));
    ContentsView {
        page: desk.frame("contents", None, Vec::new()),
        site: facts.site.clone(),
        lookup_href: desk.href(Target::Lookup),
        groups: groups.filter(|group| group.total > 0).collect(),
    }
}

fn entry(desk: &Desk, matter: Matter) -> ContentsEntry {
    let row = matters::row(desk, matter);
    ContentsEntry { link: Link { name: row.title, href: Some(row.href) }, line: row.line, date: row.date }
}
