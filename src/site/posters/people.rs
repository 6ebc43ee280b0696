//! People, chains and branches as paper shows them: from the cards of the web, less what is not printed.

use super::super::view::{
    Branch, ChainCard, GridNode, PersonCard, PostView, Rung, SheetPerson, SheetPhoto, SheetPost,
    SheetPromise, SheetTeam, TeamView,
};
use crate::model::board::{GridIx, MemberIx, Subject};
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;

/// Somebody in one line: name, title and phone.
pub(super) fn brief(card: &PersonCard) -> SheetPerson {
    SheetPerson {
        name: card.name.clone(),
        title: card.title.clone(),
        phone: card.phone.as_ref().map(|phone| phone.text.clone()),
        dials: card.phone.as_ref().is_some_and(|phone| phone.href.is_some()),
        photo: None,
        party_member: card.party_member,
        pledge: None,
        stars: card.stars.clone(),
    }
}

/// The photo of `member` among those of a sheet: its name there.
pub(super) fn photo(facts: &Facts, member: MemberIx, photos: &mut Vec<SheetPhoto>) -> Option<String> {
    let asset = &facts.board[facts.board[member].photo?];
    let name = format!("photo-{}.{}", photos.len() + 1, asset.picture?.ending);
    photos.push(SheetPhoto { name: name.clone(), bytes: asset.bytes.clone() });
    Some(name)
}

/// A promise, and whose it is where a member made it.
pub(super) fn promise(facts: &Facts, at: usize) -> SheetPromise {
    let record = facts.board.commitment(at);
    SheetPromise {
        title: record.title.value.clone(),
        by: match record.by.value {
            Subject::Grid(_) => None,
            Subject::Member(member) => Some(facts.board[member].name.value.clone()),
        },
        target: record.target.as_ref().map(|at| at.value.clone()),
        due: record.due.as_ref().map(|at| at.value.to_string()),
        state: record.state(facts.day),
        percent: record
            .told(facts.day)
            .rev()
            .find_map(|step| step.percent.as_ref().map(|percent| percent.value)),
    }
}

pub(super) fn post(view: &PostView) -> SheetPost {
    SheetPost {
        title: view.title.clone(),
        holder: view.holder.as_ref().map(brief),
        backup: view.backup.as_ref().map(brief),
        duties: view.duties.clone(),
    }
}

pub(super) fn team(view: &TeamView) -> SheetTeam {
    SheetTeam {
        name: view.name.clone(),
        theme: view.theme.clone(),
        members: view.members.iter().map(|member| member.name.clone()).collect(),
    }
}

/// A grid and those below it.
pub(super) fn branch(node: &GridNode) -> Branch {
    Branch {
        name: node.name.clone(),
        level: node.level.clone(),
        post: node.lead_title.clone(),
        lead: node.lead.as_ref().map(brief),
        vacant: node.vacant,
        households: node.households,
        children: node.children.iter().map(branch).collect(),
    }
}

/// The chain from `grid` up to its root.
pub(super) fn chain(desk: &Desk, grid: GridIx) -> Vec<Rung> {
    let rung = |card: ChainCard| Rung {
        level: card.level.unwrap_or_default(),
        grid: card.grid.map(|grid| grid.name).unwrap_or_default(),
        post: card.post.unwrap_or_default(),
        current: card.current,
        holder: card.people.first().map(brief),
        backup: card.backup.as_ref().map(brief),
    };
    desk.chain(grid, |link| link.grid == grid, |member| desk.person(member)).into_iter().map(rung).collect()
}
