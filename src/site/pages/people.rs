//! Cards of people, posts and the chain of responsibility.

use std::collections::BTreeSet;

use crate::model::board::{GridIx, MemberIx, Post, PublicPhone, Subject, Team};
use crate::source::values;
use crate::status::cover::Link as ChainLink;
use crate::status::terms::{PostState, TermState};

use crate::site::links::tel;
use crate::site::pages::desk::Desk;
use crate::site::urls::Target;
use crate::site::view::{ChainCard, PersonCard, Phone, PostView, StarsView, TeamView};

/// Whose number stands on a page already: whoever is shown again is shown by name alone.
#[derive(Default)]
pub(in crate::site) struct Numbers(BTreeSet<String>);

impl Numbers {
    /// Leaves each of `people` the number where they are shown first.
    pub(crate) fn once<'p>(&mut self, people: impl IntoIterator<Item = &'p mut PersonCard>) {
        for person in people {
            if !self.0.insert(person.id.clone()) {
                person.phone = None;
            }
        }
    }

    /// The same in a chain.
    pub(crate) fn once_in_chain(&mut self, chain: &mut [ChainCard]) {
        for card in chain {
            self.once(card.people.iter_mut().chain(card.backup.as_mut()));
        }
    }
}

impl Desk<'_> {
    /// A phone as it may be shown.
    fn phone(&self, phone: &PublicPhone) -> Option<Phone> {
        match phone {
            PublicPhone::Hidden => None,
            PublicPhone::Masked(text) => Some(Phone { text: text.clone(), href: None }),
            PublicPhone::Full(text) => Some(Phone { text: text.clone(), href: tel(text) }),
        }
    }

    /// A member in one look, with stars.
    pub(crate) fn person(&self, member: MemberIx) -> PersonCard {
        PersonCard { stars: self.newest_stars(Subject::Member(member)), ..self.card(member) }
    }

    /// A member in one look where stars would be too much: the leads of a village stand on hundreds of pages, which need not
    /// change with each rating.
    pub(crate) fn card(&self, member: MemberIx) -> PersonCard {
        let record = &self.facts.board[member];
        let in_office = self.facts.in_office(member);
        PersonCard {
            id: record.id.value.clone(),
            name: record.name.value.clone(),
            href: self.member_href(member),
            title: record.title.clone(),
            party_member: record.party_member == Some(true),
            // Whoever has left is not to be called any more.
            phone: self.phone(&record.phone).filter(|_| in_office),
            photo: record.photo.map(|photo| self.href(Target::Asset(photo))),
            pledge: record.pledge.as_ref().map(|at| at.value.clone()),
            stars: None,
            in_office,
        }
    }

    /// Stars of the newest bulletin.
    pub(crate) fn newest_stars(&self, subject: Subject) -> Option<StarsView> {
        let (scheme, stars) = self.facts.newest_stars(subject)?;
        Some(self.stars(*scheme, stars))
    }

    /// The chain from `grid` up to its root, with the `person` of each. A grid that declares no lead and needs none has no
    /// card; nobody answers for one that has ended.
    pub(crate) fn chain(
        &self,
        grid: GridIx,
        current: impl Fn(&ChainLink) -> bool,
        person: impl Fn(MemberIx) -> PersonCard,
    ) -> Vec<ChainCard> {
        let board = self.facts.board;
        let card = |link: &ChainLink| {
            let post = board.lead(link.grid, self.facts.day);
            let level = board.level(link.grid);
            (post.is_some() || level.lead_required).then(|| ChainCard {
                role: "lead",
                level: Some(level.name.clone()),
                grid: Some(self.grid(link.grid)),
                post: Some(post.map_or(&level.lead_title, |post| &post.title.value).clone()),
                current: current(link),
                people: link.member.iter().map(|&member| person(member)).collect(),
                backup: link.backup.map(&person),
            })
        };
        let has_ended = self.facts.grid_state(grid) == TermState::Ended;
        self.facts.chain(grid).iter().filter(|_| !has_ended).filter_map(card).collect()
    }

    /// The posts of a grid, less those whose successor is in office.
    pub(crate) fn posts(&self, grid: GridIx) -> Vec<PostView> {
        let posts = &self.facts.board[grid].posts;
        let shown = posts.iter().filter(|post| !posts.iter().any(|other| self.succeeds(other, post)));
        shown.map(|post| self.post(post)).collect()
    }

    fn succeeds(&self, other: &Post, post: &Post) -> bool {
        let day = self.facts.day;
        let Some(ended) = post.term.to.as_ref().filter(|_| post.term.ended(day)) else { return false };
        let same = other.title.value == post.title.value && self.facts.board.holder(other, day).is_some();
        let later = other.term.from.as_ref().is_some_and(|from| from.value > ended.value);
        same && (later || post.is_lead)
    }

    fn post(&self, post: &Post) -> PostView {
        let board = self.facts.board;
        let day = self.facts.day;
        let holder = board.holder(post, day);
        let named = post.member.as_ref().map(|at| at.value).filter(|_| holder.is_none());
        let term = named.map(|member| &board[member].term);
        let to = post.term.to.as_ref().or(term.and_then(|term| term.to.as_ref()));
        PostView {
            title: post.title.value.clone(),
            is_lead: post.is_lead,
            state: PostState::of(post, term, holder.is_some(), day),
            holder: holder.map(|member| self.person(member)),
            named: named.map(|member| self.member(member)),
            backup: board.backup(post, day).map(|member| self.card(member)),
            duties: values(&post.duties),
            how: post.how.as_ref().map(|how| how.value.clone()),
            from: post.term.from.as_ref().map(|at| at.value.to_string()),
            to: to.map(|at| at.value.to_string()),
        }
    }

    /// The teams of a grid with their members in office.
    pub(crate) fn teams(&self, grid: GridIx) -> Vec<TeamView> {
        let teams = self.facts.board[grid].teams.iter();
        let view = |team: &Team| {
            let members = team.members.iter().map(|at| at.value);
            TeamView {
                name: team.name.clone(),
                kind: team.kind.clone(),
                theme: team.theme.clone(),
                members: members
                    .filter(|&member| self.facts.in_office(member))
                    .map(|member| self.card(member))
                    .collect(),
            }
        };
        teams.map(view).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture::{on, village};

    #[test]
    fn a_vacancy_shows_as_such_and_a_successor_ends_it() {
        let board = village("", "");
        let posts = |id: &str, day: &str| {
            let at = board.ground.grids.iter().position(|grid| grid.id.value == id).unwrap();
            on(&board, day, |facts| Desk::new(facts, Target::Home).posts(GridIx(at as u32)))
        };
        assert_eq!(posts("g2", "2026-01-01")[0].state.code(), "vacant");
        assert_eq!(posts("g2", "2026-01-01")[0].backup.as_ref().unwrap().name, "张三");
        assert_eq!(posts("g3", "2026-01-31")[0].state.code(), "held");
        let ended = &posts("g3", "2026-02-01")[0];
        assert_eq!((ended.state.code(), ended.to.as_deref()), ("ended", Some("2026-01-31")));
        assert_eq!(ended.named.as_ref().unwrap().name, "李四");
    }

    #[test]
    fn the_chain_runs_from_the_grid_to_the_root() {
        let board = village("", "");
        let at = board.ground.grids.iter().position(|grid| grid.id.value == "g2").unwrap();
        let chain = on(&board, "2026-01-01", |facts| {
            let desk = Desk::new(facts, Target::Grid(GridIx(at as u32)));
            desk.chain(GridIx(at as u32), |link| link.grid.0 == at as u32, |member| desk.card(member))
        });
        assert_eq!(chain.len(), 2);
        assert!(chain[0].people.is_empty() && chain[0].current);
        assert_eq!(
            chain[0].backup.as_ref().unwrap().href.as_deref(),
            Some("../../members/zhang-san/index.html")
        );
        assert_eq!(chain[1].people[0].phone.as_ref().unwrap().href.as_deref(), Some("tel:13900000001"));
        assert_eq!(chain[1].post.as_deref(), Some("包村领导"));
    }
}
