//! Public facts that may equal, or hold, a private value: where one of them stands, nothing leaks.
//!
//! A fact is what a record says of itself by name or number: names of members, grids and posts, consented phones,
//! shown labels, doors, the settings' own texts, and the names of members in a further language. Free text (notices,
//! notes, questions) is none. A door, a group or a household's id excuses any value but a name: 王建国家 as a door tells
//! who lives there.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, Input};
use rayon::prelude::*;

use super::secrets::Secret;
use crate::model::Board;
use crate::model::board::PublicPhone;

/// A fact found around a hit.
pub(super) struct Around {
    /// The excuse it is, when it is one of the board's own.
    pub excuse: Option<usize>,
}

struct Fact<'b> {
    text: &'b str,
    /// Whether it excuses a name.
    of_names: bool,
    excuse: Option<usize>,
}

/// Facts that hold a secret, by the secret.
pub(super) struct Facts<'b> {
    list: Vec<Fact<'b>>,
    /// Which fact holds it, and from which byte on.
    around: BTreeMap<usize, Vec<(usize, usize)>>,
}

impl<'b> Facts<'b> {
    /// Those facts of `board` that hold any of `secrets`, which `automaton` finds.
    pub(super) fn new(board: &'b Board, secrets: &[Secret], automaton: &AhoCorasick) -> Facts<'b> {
        let hits = |fact: &Fact<'b>| -> Vec<(usize, usize)> {
            let mut found = Vec::new();
            let mut from = 0;
            while let Some(hit) = automaton.find(Input::new(fact.text).range(from..)) {
                let secret = hit.pattern().as_usize();
                if fact.of_names || !secrets[secret].is_name {
                    found.push((secret, hit.start()));
                }
                from = hit.start() + 1;
            }
            found
        };
        let facts = all(board);
        let hits: Vec<Vec<(usize, usize)>> = facts.par_iter().map(hits).collect();
        let mut around: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        let mut list = Vec::new();
        for (fact, hits) in facts.into_iter().zip(hits).filter(|(_, hits)| !hits.is_empty()) {
            for (secret, at) in hits {
                around.entry(secret).or_default().push((list.len(), at));
            }
            list.push(fact);
        }
        Facts { list, around }
    }

    /// The same bytes for the same facts around the same secrets.
    pub(super) fn digest(&self) -> Vec<u8> {
        let mut digest = blake3::Hasher::new();
        for fact in &self.list {
            let excuse = fact.excuse.map_or(u64::MAX, |excuse| excuse as u64);
            digest.update(&(fact.text.len() as u64).to_le_bytes());
            digest.update(fact.text.as_bytes()).update(&excuse.to_le_bytes()).update(&[fact.of_names.into()]);
        }
        for (secret, around) in &self.around {
            for (fact, offset) in around {
                for number in [secret, fact, offset] {
                    digest.update(&(*number as u64).to_le_bytes());
                }
            }
        }
        digest.finalize().as_bytes().to_vec()
    }

    /// How many bytes around the beginning of a hit can decide what it counts for: the longest secret or fact, and the
    /// characters that touch it.
    pub(super) fn reach(&self, secrets: &[Secret]) -> usize {
        let texts = secrets.iter().map(|secret| secret.text.len());
        let longest = texts.chain(self.list.iter().map(|fact| fact.text.len())).max().unwrap_or(0);
        2 * longest + 2 * char::MAX.len_utf8()
    }

    /// The fact that stands around byte `at` of `text`, where `secret` was found.
    pub(super) fn around(&self, secret: usize, text: &[u8], at: usize) -> Option<Around> {
        let stands = |(fact, offset): &&(usize, usize)| {
            let start = at.checked_sub(*offset);
            start.is_some_and(|start| text[start..].starts_with(self.list[*fact].text.as_bytes()))
        };
        let (fact, _) = self.around.get(&secret)?.iter().find(stands)?;
        Some(Around { excuse: self.list[*fact].excuse })
    }
}

/// Every fact, the board's excuses first.
fn all(board: &Board) -> Vec<Fact<'_>> {
    let mut facts: Vec<Fact<'_>> = Vec::new();
    for (index, excuse) in board.settings.privacy.excused.iter().enumerate() {
        // Which records a finished file was made of is not known here: only excuses for all of them count.
        if excuse.files.is_none() {
            facts.push(Fact { text: &excuse.word.value, of_names: true, excuse: Some(index) });
        }
    }
    facts.extend(settings(board).into_iter().map(name));
    for grid in &board.grids {
        let own = [&grid.id.value, &grid.name.value].into_iter().chain(&grid.code).chain(&grid.place);
        let posts = grid.posts.iter().map(|post| &post.title.value);
        facts.extend(own.chain(posts).chain(grid.teams.iter().map(|team| &team.name)).map(name));
    }
    for member in &board.members {
        let own = [&member.id.value, &member.name.value].into_iter().chain(&member.title);
        let number = match &member.phone {
            PublicPhone::Full(number) | PublicPhone::Masked(number) => Some(number),
            PublicPhone::Hidden => None,
        };
        facts.extend(own.chain(number).map(name));
    }
    for household in &board.households {
        facts.extend(household.label.iter().map(name));
        let own = [&household.id.value, &household.door.value].into_iter().chain(&household.group);
        facts.extend(own.map(|text| Fact { text, of_names: false, excuse: None }));
    }
    let people: BTreeSet<&str> = board.members.iter().map(|member| member.name.value.as_str()).collect();
    for (original, translated) in board.translations.iter().flat_map(|into| &into.texts) {
        facts.extend(people.contains(original.as_str()).then(|| name(&translated.text.value)));
    }
    facts
}

/// A fact that excuses names, too.
fn name(text: &String) -> Fact<'_> {
    Fact { text, of_names: true, excuse: None }
}

fn settings(board: &Board) -> Vec<&String> {
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
