//! Public facts that may equal, or hold, a private value: where one of them stands, nothing leaks.
//!
//! A fact is what a record says of itself by name or number: names of members, grids and posts, consented phones,
//! shown labels, doors, the settings' own texts, and the names of members in a further language. Free text (notices,
//! notes, questions) is none. A door, a group or a household's id excuses any value but a name: 王建国家 as a door tells
//! who lives there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::seek::Seeker;
use crate::ends::same_ends_by;
use crate::model::Ground;
use crate::model::board::{Grid, Household, Member, PublicPhone};

#[derive(PartialEq)]
struct Fact<'b> {
    text: &'b str,
    /// Whether it excuses a name.
    of_names: bool,
    excuse: Option<usize>,
}

/// A fact that holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Around {
    /// What the fact says.
    pub text: Arc<str>,
    /// From which byte of it on the secret stands.
    offset: usize,
    /// The excuse it is, when it is one of the board's own.
    pub excuse: Option<usize>,
}

impl Around {
    /// Whether it stands around byte `at` of `text`, where its secret was found.
    pub fn stands(&self, text: &[u8], at: usize) -> bool {
        let start = at.checked_sub(self.offset);
        start.is_some_and(|start| text[start..].starts_with(self.text.as_bytes()))
    }
}

/// The facts of `board` that hold any of the secrets that `seeker` finds, by the secret; a fact that tells where somebody
/// lives excuses none that `is_name`.
pub(super) fn around(
    board: &Ground,
    is_name: impl Fn(usize) -> bool + Sync,
    seeker: &Seeker,
) -> BTreeMap<usize, Vec<Around>> {
    let holds = |fact: Fact<'_>| -> Vec<(usize, Around)> {
        let mut found = Vec::new();
        seeker.each(fact.text.as_bytes(), 0..fact.text.len(), |secret, offset| {
            if fact.of_names || !is_name(secret) {
                found.push((secret, Around { text: fact.text.into(), offset, excuse: fact.excuse }));
            }
        });
        found
    };
    let mut found: Vec<(usize, Around)> = but_of_households(board).into_iter().flat_map(holds).collect();
    let of_households =
        board.households.par_iter().flat_map_iter(|household| of_household(household).flat_map(holds));
    found.par_extend(of_households);
    let mut around: BTreeMap<usize, Vec<Around>> = BTreeMap::new();
    for (secret, fact) in found {
        around.entry(secret).or_default().push(fact);
    }
    around
}

/// Every fact but those of households, which are many; the board's excuses first.
fn but_of_households(board: &Ground) -> Vec<Fact<'_>> {
    let mut facts: Vec<Fact<'_>> = Vec::new();
    for (index, excuse) in board.settings.privacy.excused.iter().enumerate() {
        // Which records a finished file was made of is not known here: only excuses for all of them count.
        if excuse.files.is_none() {
            facts.push(Fact { text: &excuse.word.value, of_names: true, excuse: Some(index) });
        }
    }
    facts.extend(settings(board).into_iter().map(name));
    facts.extend(board.grids.iter().flat_map(of_grid));
    facts.extend(board.members.iter().flat_map(of_member));
    let people: BTreeSet<&str> = board.members.iter().map(|member| member.name.value.as_str()).collect();
    for (original, translated) in board.translations.iter().flat_map(|into| &into.texts) {
        facts.extend(people.contains(original.as_str()).then(|| name(&translated.text.value)));
    }
    facts
}

fn of_grid(grid: &Grid) -> impl Iterator<Item = Fact<'_>> {
    let own = [&grid.id.value, &grid.name.value].into_iter().chain(&grid.code).chain(&grid.place);
    let posts = grid.posts.iter().map(|post| &post.title.value);
    own.chain(posts).chain(grid.teams.iter().map(|team| &team.name)).map(name)
}

fn of_member(member: &Member) -> impl Iterator<Item = Fact<'_>> {
    let own = [&member.id.value, &member.name.value].into_iter().chain(&member.title);
    let number = match &member.phone {
        PublicPhone::Full(number) | PublicPhone::Masked(number) => Some(number),
        PublicPhone::Hidden => None,
    };
    own.chain(number).map(name)
}

fn of_household(household: &Household) -> impl Iterator<Item = Fact<'_>> {
    let own = [&household.id.value, &household.door.value].into_iter().chain(&household.group);
    let own = own.map(|text| Fact { text, of_names: false, excuse: None });
    household.label.iter().map(name).chain(own)
}

/// Of how many records of a kind it is told what changed.
const SOME: usize = 32;

/// The facts that only one of both boards has, or tells elsewhere; `None` where these are more than those of some records.
pub(super) fn differing<'b>(one: &'b Ground, other: &'b Ground) -> Option<Vec<&'b str>> {
    let same_rest = one.settings == other.settings
        && one.networks == other.networks
        && one.schemes == other.schemes
        && one.cadences == other.cadences
        && one.disclosures == other.disclosures
        && one.translations == other.translations;
    if !same_rest {
        return None;
    }
    let of_grids = between(&one.grids, &other.grids, |a, b| of_grid(a).eq(of_grid(b)));
    let of_members = between(&one.members, &other.members, |a, b| of_member(a).eq(of_member(b)));
    let of_households = between(&one.households, &other.households, |a, b| {
        Arc::ptr_eq(a, b) || of_household(a).eq(of_household(b))
    });
    // What a name is in another language counts for as long as somebody bears it.
    let are_told = of_members.is_empty() || one.translations.is_empty();
    let few = [of_grids.len(), of_members.len(), of_households.len()].iter().all(|count| *count <= SOME);
    (are_told && few).then(|| {
        let members = of_members.into_iter().flat_map(of_member);
        let households = of_households.into_iter().flat_map(|household| of_household(household));
        let facts = of_grids.into_iter().flat_map(of_grid).chain(members).chain(households);
        facts.map(|fact| fact.text).collect()
    })
}

/// The records of both between what is the same at the beginning and at the end.
fn between<'b, R>(one: &'b [R], other: &'b [R], is_same: impl Fn(&R, &R) -> bool) -> Vec<&'b R> {
    let (front, back) = same_ends_by(one, other, is_same);
    one[front..one.len() - back].iter().chain(&other[front..other.len() - back]).collect()
}

/// A fact that excuses names, too.
fn name(text: &String) -> Fact<'_> {
    Fact { text, of_names: true, excuse: None }
}

fn settings(board: &Ground) -> Vec<&String> {
    let site = &board.settings;
    let mut texts = vec![&site.title, &site.publisher];
    texts.extend(
        [&site.description, &site.hotline, &site.mailbox, &site.address, &site.hours].into_iter().flatten(),
    );
    for service in &site.poster.services {
        texts.extend([&service.name, &service.phone].into_iter().chain(&service.note));
    }
    for network in &board.networks {
        texts.push(&network.name);
        texts.extend(network.levels.iter().flat_map(|level| [&level.name, &level.lead_title]));
    }
    for scheme in &board.schemes {
        texts.push(&scheme.name);
        texts.extend(scheme.dimensions.iter().map(|dimension| &dimension.name));
        texts.extend(scheme.sources.iter().map(|source| &source.name));
    }
    texts.extend(board.cadences.iter().map(|cadence| &cadence.name));
    for item in &board.disclosures {
        texts.extend([&item.name].into_iter().chain(&item.section).chain(&item.basis));
    }
    texts
}
