//! With which grid each of the board's people has a card.

use crate::model::board::{GridIx, MemberIx, Post};
use crate::site::tracking::facts::Facts;
use crate::status::posts::PostOf;

/// The grid whose sheet holds the cards of `grid`: the few people of a smallest grid share it with those of the grid above,
/// if that `is_meant`.
pub(super) fn head(facts: &Facts, grid: GridIx, is_meant: impl Fn(GridIx) -> bool) -> GridIx {
    let above = facts.board[grid].parent.filter(|above| facts.board.is_leaf(grid) && is_meant(*above));
    above.unwrap_or(grid)
}

/// The grid whose sheet holds the cards of `grid` when all are printed; `None` where nobody has one.
pub(in crate::site) fn sheet_of(facts: &Facts, grid: GridIx) -> Option<GridIx> {
    let in_force = |grid| facts.in_force(grid);
    let head = self::head(facts, grid, in_force);
    let below = facts.board[head].children.iter().copied();
    let below = below.filter(|&grid| in_force(grid) && self::head(facts, grid, in_force) == head);
    std::iter::once(head).chain(below).any(|grid| !at(facts, grid).is_empty()).then_some(head)
}

/// Those in office whose place is `grid`: who leads it, who holds another of its posts, who stands in, who belongs to it.
pub(super) fn at(facts: &Facts, grid: GridIx) -> Vec<MemberIx> {
    let (board, day) = (facts.board, facts.day);
    let posts = &board[grid].posts;
    let held = |is_lead: bool| {
        let posts = posts.iter().filter(move |post| post.is_lead == is_lead);
        posts.filter_map(move |post| board.holder(post, day))
    };
    let backups = posts.iter().filter_map(|post| board.backup(post, day));
    let own = facts.serving(grid).iter().copied();
    let mut found: Vec<MemberIx> = Vec::new();
    for member in held(true).chain(held(false)).chain(own).chain(backups) {
        if !found.contains(&member) && place(facts, member) == Some(grid) {
            found.push(member);
        }
    }
    found
}

/// Where a member's card is printed: the first grid they lead, else the one they belong to, else where they hold a post or
/// stand in.
fn place(facts: &Facts, member: MemberIx) -> Option<GridIx> {
    let (board, day) = (facts.board, facts.day);
    let posts = || facts.posts(member).iter().filter(|post| serves(facts, member, post));
    let leads = |post: &&PostOf| !post.backup && board.lead(post.grid, day) == Some(self::post(facts, post));
    let own = board[member].grid.as_ref().map(|at| at.value).filter(|&grid| facts.in_force(grid));
    let first = |backup: bool| posts().find(|post| post.backup == backup).map(|post| post.grid);
    posts().find(leads).map(|post| post.grid).or(own).or_else(|| first(false)).or_else(|| first(true))
}

pub(super) fn post<'f>(facts: &'f Facts, post: &PostOf) -> &'f Post {
    &facts.board[post.grid].posts[post.index]
}

/// Whether `member` holds `named` today, or stands in.
pub(super) fn serves(facts: &Facts, member: MemberIx, named: &PostOf) -> bool {
    let post = self::post(facts, named);
    let found = match named.backup {
        true => facts.board.backup(post, facts.day),
        false => facts.board.holder(post, facts.day),
    };
    found == Some(member) && facts.in_force(named.grid)
}
