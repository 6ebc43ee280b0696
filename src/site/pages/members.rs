//! The page of a member.

use std::collections::BTreeMap;

use crate::model::board::{GridIx, MemberIx, Subject};
use crate::source::values;
use crate::status::posts::PostOf;
use crate::status::terms::TermState;

use crate::site::changes::pages as changes;
use crate::site::pages::calendars;
use crate::site::pages::desk::Desk;
use crate::site::pages::people::Numbers;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{ChainCard, HeldPost, HonourView, Link, MemberView, PatchLine};

/// `members/ID/index.html`
pub(in crate::site) fn page(facts: &Facts, member: MemberIx) -> MemberView {
    let desk = Desk::new(facts, Target::Member(member));
    let record = &facts.board[member];
    let posts = posts(&desk, member);
    let own = record.grid.as_ref().map(|at| at.value);
    let covered = covered(facts, member);
    let home = covered.or(own).or_else(|| serves_at(facts, member));
    let mut honours: Vec<HonourView> = (record.honours.iter())
        .map(|honour| HonourView {
            title: honour.title.value.clone(),
            date: honour.date.map(|date| date.to_string()),
        })
        .collect();
    honours.sort_by(|a, b| b.date.cmp(&a.date));
    let state = TermState::of(&record.term, facts.day);
    let mut person = desk.person(member);
    let home = home.filter(|_| state != TermState::Ended);
    let mut chain = home.map_or(Vec::new(), |grid| chain(&desk, member, grid));
    let mut numbers = Numbers::default();
    numbers.once([&mut person]);
    numbers.once_in_chain(&mut chain);
    MemberView {
        page: desk.frame("member", Some(record.name.value.clone()), Vec::new()),
        site: facts.site.clone(),
        history: changes::history(&desk, "members", &record.id.value),
        person,
        state,
        from: record.term.from.as_ref().map(|at| at.value.to_string()),
        to: record.term.to.as_ref().map(|at| at.value.to_string()),
        grid: own.map(|grid| desk.grid(grid)),
        duties: values(&record.duties),
        honours,
        posts,
        patches: patches(&desk, member),
        chain,
        covers: covered.is_some(),
        commitments: desk.commitments_of(Subject::Member(member)),
        ratings: desk.histories(Subject::Member(member)),
        calendars: calendars::of(facts, Subject::Member(member)),
    }
}

/// The grid of the homes that the member answers for first, where these have one chain.
fn covered(facts: &Facts, member: MemberIx) -> Option<GridIx> {
    let (first, others) = facts.patches(member).split_first()?;
    others.iter().all(|grid| grid == first).then_some(*first)
}

/// Whom to ask in `grid`, level by level; whoever covers homes in it stands before its lead.
fn chain(desk: &Desk, member: MemberIx, grid: GridIx) -> Vec<ChainCard> {
    let above = desk.chain(grid, |link| link.member == Some(member), |member| desk.card(member));
    let leads = desk.facts.chain(grid).first().and_then(|link| link.member) == Some(member);
    let own = (covered(desk.facts, member).is_some() && !leads).then(|| ChainCard {
        role: "household",
        level: None,
        grid: None,
        post: None,
        current: true,
        people: vec![desk.card(member)],
        backup: None,
    });
    own.into_iter().chain(above).collect()
}

/// The grid of the first post the member holds now, else stands in for.
fn serves_at(facts: &Facts, member: MemberIx) -> Option<GridIx> {
    let board = facts.board;
    let at = |backup: bool| {
        let counts = move |post: &&PostOf| post.backup == backup && facts.in_force(post.grid);
        let mut posts = facts.posts(member).iter().filter(counts);
        posts.find(|post| {
            let record = &board[post.grid].posts[post.index];
            let found =
                if backup { board.backup(record, facts.day) } else { board.holder(record, facts.day) };
            found == Some(member)
        })
    };
    at(false).or_else(|| at(true)).map(|post| post.grid)
}

fn posts(desk: &Desk, member: MemberIx) -> Vec<HeldPost> {
    let facts = desk.facts;
    let mut posts: Vec<HeldPost> = facts.posts(member).iter().map(|post| held(desk, member, post)).collect();
    posts.sort_by_key(|post| post.state != TermState::Current);
    posts
}

fn held(desk: &Desk, member: MemberIx, post: &PostOf) -> HeldPost {
    let facts = desk.facts;
    let record = &facts.board[post.grid].posts[post.index];
    let own = &facts.board[member].term;
    let to = record.term.to.as_ref().or(own.to.as_ref());
    HeldPost {
        title: record.title.value.clone(),
        grid: desk.grid(post.grid),
        level: facts.board.level(post.grid).name.clone(),
        role: if post.backup { "backup" } else { "holder" },
        is_lead: record.is_lead,
        state: facts.grid_state(post.grid).and(TermState::of_all([&record.term, own], facts.day)),
        from: record.term.from.as_ref().map(|at| at.value.to_string()),
        to: to.map(|at| at.value.to_string()),
        duties: values(&record.duties),
    }
}

/// Doors this member covers, by the grid whose list shows them.
fn patches(desk: &Desk, member: MemberIx) -> Vec<PatchLine> {
    let mut counts: BTreeMap<GridIx, usize> = BTreeMap::new();
    for &grid in desk.facts.patches(member) {
        *counts.entry(grid).or_default() += 1;
    }
    let line = |(grid, households): (GridIx, usize)| PatchLine {
        grid: Link { name: desk.facts.board[grid].name.value.clone(), href: desk.lookup_href(grid) },
        households,
    };
    counts.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture::{on, village};

    /// Of the member `id`: the roles and names of the chain, and whether it is that of homes they cover.
    fn chain_of(id: &str) -> (Vec<String>, bool) {
        let more = "grids:\n  - {id: g4, name: 山脚网格, level: grid, parent: v, lead: 何山}\n\
                    members:\n  - {name: 何山}\n  - {name: 郭建林, grid: g4}\n  - {name: 赵川, grid: v}\n  - {name: 孙田, grid: g4}\n\
                    households:\n  - {id: h-8, door: 山脚1号, grid: g4, covered_by: 赵川}\n  - {id: h-9, door: 山脚2号, grid: g4}\n  \
                    - {id: h-10, door: 山脚3号, grid: [g4], covered_by: 孙田}\n  - {id: h-11, door: 上街9号, grid: g1, covered_by: 孙田}\n";
        let board = village("", more);
        let at = board.ground.members.iter().position(|member| member.id.value == id).unwrap();
        on(&board, "2026-01-01", |facts| {
            let page = page(facts, MemberIx(at as u32));
            let link = |card: &ChainCard| {
                let names: Vec<&str> = card.people.iter().map(|person| person.name.as_str()).collect();
                format!("{} {}", card.role, names.join(" "))
            };
            (page.chain.iter().map(link).collect(), page.covers)
        })
    }

    #[test]
    fn the_chain_of_one_who_covers_nobody_is_not_told_as_that_of_their_homes() {
        let lead_of_v = chain_of("guo-jian-lin").0.pop().unwrap();
        let above = |own: &str| vec![own.to_owned(), lead_of_v.clone()];
        assert_eq!(chain_of("guo-jian-lin"), (above("lead 何山"), false));
        assert_eq!(chain_of("he-shan"), (above("lead 何山"), true));
        // Whoever was named for homes stands before their lead, wherever they belong to.
        let named = [vec!["household 赵川".to_owned()], above("lead 何山")].concat();
        assert_eq!(chain_of("zhao-chuan"), (named, true));
        // Homes in two grids have no chain in common.
        assert_eq!(chain_of("sun-tian"), (above("lead 何山"), false));
    }
}
