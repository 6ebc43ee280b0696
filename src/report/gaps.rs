//! Who promises nothing, and which posts nobody holds.

use super::findings::{Idle, Vacancy, who};
use crate::calendar::{AsOf, Month, NaiveDate};
use crate::model::Ground;
use crate::model::board::{Commitment, GridIx, MemberIx, Post, Subject};

/// Members in office none of whose commitments was made, due or open in the year of `day`.
pub(super) fn idle(board: &Ground, day: AsOf) -> Vec<Idle> {
    let year = Month::of(day.0).year();
    let is_alive = |commitment: &Commitment| {
        let in_year = |date: NaiveDate| Month::of(date).year() == year;
        let due = commitment.due.as_ref().is_some_and(|due| in_year(due.value));
        let settled = commitment.verdict(day).is_some();
        in_year(commitment.made.value) || due || !settled
    };
    let idle = |member: MemberIx| {
        let own = board.commitments.iter().filter(|one| one.by.value == Subject::Member(member));
        let own: Vec<&Commitment> = own.filter(|one| one.made.value <= day.0).collect();
        let promises = own.iter().any(|one| is_alive(one));
        (board[member].term.holds(day) && !promises).then(|| Idle {
            who: who(board, Subject::Member(member)),
            grid: board[member].grid.as_ref().map(|grid| board[grid.value].name.value.clone()),
            earlier: own.len(),
        })
    };
    board.member_ids().filter_map(idle).collect()
}

/// Posts of grids in force that nobody holds on `day`, each title once a grid. Nobody declared as the lead is a
/// vacancy too where the level requires one.
pub(super) fn vacancies(board: &Ground, day: AsOf) -> Vec<Vacancy> {
    let mut found = Vec::new();
    for grid in board.grid_ids().filter(|&grid| board.in_force(grid, day)) {
        let posts = &board[grid].posts;
        let same = |post: &Post, other: &Post| post.title.value == other.title.value;
        for (at, post) in posts.iter().enumerate() {
            let told = posts[..at].iter().any(|other| same(post, other));
            let held = posts.iter().any(|other| same(post, other) && board.holder(other, day).is_some());
            if !told && !held {
                let alike: Vec<&Post> = posts.iter().filter(|other| same(post, other)).collect();
                found.push(vacancy(board, grid, &alike, day));
            }
        }
        let level = board.level(grid);
        if level.lead_required && board.lead(grid, day).is_none() {
            let post = level.lead_title.clone();
            let grid = who(board, Subject::Grid(grid));
            found.push(Vacancy { grid, post, is_lead: true, since: None, backup: None });
        }
    }
    found
}

fn vacancy(board: &Ground, grid: GridIx, posts: &[&Post], day: AsOf) -> Vacancy {
    let ended = posts.iter().filter_map(|post| {
        let own = post.member.as_ref().and_then(|member| board[member.value].term.to.as_ref());
        [post.term.to.as_ref(), own].into_iter().flatten().map(|to| to.value).min()
    });
    let backup = posts.iter().find_map(|post| board.backup(post, day));
    Vacancy {
        grid: who(board, Subject::Grid(grid)),
        post: posts[0].title.value.clone(),
        is_lead: posts[0].is_lead,
        since: ended.filter(|end| *end < day.0).max(),
        backup: backup.map(|member| board[member].name.value.clone()),
    }
}
