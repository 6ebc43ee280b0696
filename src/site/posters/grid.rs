//! The poster of one grid: who leads it, who else is there, what was promised, which doors it covers.

use std::collections::BTreeSet;

use crate::model::board::{GridIx, MemberIx, Subject};
use crate::source::values;
use crate::status::commitments::sorted;

use super::super::lookup;
use super::super::urls::Target;
use super::super::view::{
    DoorList, GridSheet, Poster, PosterView, SheetKind, SheetPerson, SheetPhoto, SheetPost, SheetPromise,
};
use super::{Press, doors, people};
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;

/// `grid-ID.pdf`
pub(super) fn sheet(press: &Press, grid: GridIx) -> Poster {
    let facts = press.facts;
    let board = facts.board;
    let record = &board[grid];
    let desk = Desk::new(facts, Target::Grid(grid));
    let title = format!("{} · {}", record.name.value, board.settings.title);
    let views = desk.posts(grid);
    let leads = views.iter().position(|post| post.is_lead);
    let posts =
        views.iter().enumerate().filter(|(at, _)| Some(*at) != leads).map(|(_, post)| people::post(post));
    let holders = holders(facts, grid);
    let here = |member: &MemberIx| {
        let own = board[*member].grid.as_ref().is_some_and(|at| at.value == grid);
        own && facts.in_office(*member) && !holders.contains(member)
    };
    let members: Vec<MemberIx> = board.member_ids().filter(here).collect();
    let mut photos = Vec::new();
    let lead = lead(&desk, grid, leads.map(|at| people::post(&views[at])), &mut photos);
    let view = GridSheet {
        frame: press.frame(SheetKind::Grid, title, Target::Grid(grid)),
        name: record.name.value.clone(),
        level: board.level(grid).name.clone(),
        above: desk.above(grid).into_iter().map(|link| link.name).collect(),
        network: (board.networks.len() > 1).then(|| board[record.network].name.clone()),
        households: facts.households(grid),
        population: facts.population(grid),
        place: record.place.clone(),
        stars: desk.newest_stars(Subject::Grid(grid)),
        chain: people::chain(&desk, grid),
        lead,
        posts: posts.collect(),
        members: members.iter().map(|&member| people::brief(&desk.person(member))).collect(),
        teams: desk.teams(grid).iter().map(people::team).collect(),
        services: values(&record.services),
        promises: promises(press, grid, &holders, &members),
        doors: if board.is_leaf(grid) { covered(&desk, grid) } else { Vec::new() },
        children: desk.tree(grid).children.iter().map(people::branch).collect(),
    };
    Poster {
        name: format!("grid-{}", record.id.value),
        kind: SheetKind::Grid,
        view: PosterView::Grid(Box::new(view)),
        photos,
    }
}

/// Who holds a post of the grid.
fn holders(facts: &Facts, grid: GridIx) -> BTreeSet<MemberIx> {
    let posts = facts.board[grid].posts.iter();
    posts.filter_map(|post| facts.board.holder(post, facts.day)).collect()
}

/// The lead's post with what is shown of the lead alone: photo, pledge, and their own duties where the post has none.
fn lead(
    desk: &Desk,
    grid: GridIx,
    post: Option<SheetPost>,
    photos: &mut Vec<SheetPhoto>,
) -> Option<SheetPost> {
    let mut post = post?;
    let board = desk.facts.board;
    let holder = board.lead(grid, desk.facts.day).and_then(|post| board.holder(post, desk.facts.day));
    if let Some((member, shown)) = holder.zip(post.holder.as_mut()) {
        let record = &board[member];
        shown.pledge = record.pledge.as_ref().map(|at| at.value.clone());
        shown.photo = people::photo(desk.facts, member, photos);
        if post.duties.is_empty() {
            post.duties = values(&record.duties);
        }
    }
    Some(post)
}

/// The place of every commitment in lists, by its index.
pub(super) fn order(facts: &Facts) -> Vec<usize> {
    let mut order = vec![usize::MAX; facts.board.commitments().len()];
    for (place, at) in sorted(facts.board.commitments(), facts.day).into_iter().enumerate() {
        order[at] = place;
    }
    order
}

/// What the grid, its post holders and its members promised.
fn promises(
    press: &Press,
    grid: GridIx,
    holders: &BTreeSet<MemberIx>,
    members: &[MemberIx],
) -> Vec<SheetPromise> {
    let facts = press.facts;
    let people = holders.iter().chain(members).map(|&member| Subject::Member(member));
    let subjects: BTreeSet<Subject> = people.chain([Subject::Grid(grid)]).collect();
    let mut found: Vec<usize> =
        subjects.iter().flat_map(|&subject| facts.commitments(subject)).copied().collect();
    found.sort_by_key(|&at| press.order[at]);
    found.into_iter().map(|at| people::promise(facts, at)).collect()
}

/// Which doors, by who answers for them.
fn covered(desk: &Desk, grid: GridIx) -> Vec<DoorList> {
    let facts = desk.facts;
    let mut lists: Vec<(lookup::Cover, Vec<&str>)> = Vec::new();
    for &household in facts.listed(grid) {
        let cover = lookup::cover(facts, household, grid);
        let door = facts.board[household].door.value.as_str();
        match lists.iter_mut().find(|(known, _)| known.people == cover.people && known.by == cover.by) {
            Some((_, doors)) => doors.push(door),
            None => lists.push((cover, vec![door])),
        }
    }
    let list = |(cover, doors): (lookup::Cover, Vec<&str>)| DoorList {
        who: cover.people.iter().map(|&member| self::who(desk, member)).collect(),
        by: cover.by,
        households: doors.len(),
        doors: doors::together(&doors),
    };
    lists.into_iter().map(list).collect()
}

fn who(desk: &Desk, member: MemberIx) -> SheetPerson {
    people::brief(&desk.person(member))
}
