//! Public facts that may equal, or hold, a private value: where one of them stands, nothing leaks.
//!
//! A fact is what a record says of itself by name, number or day: names of members and grids, consented phones, labels (a
//! household agreed to be called so), doors, the settings' own texts, and the names of members in a further language. Each
//! excuses what its field is for and nothing else ([`Kind`]): a name in a post's title, a phone in a grid's code are as
//! private as in a notice, and 王建国家 as a door tells who lives there. Free text (notices, notes, questions) is none,
//! unless it says whom it names on purpose.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::gathered::Wanted;
use super::names;
use super::seek::{Seeker, Text};
use super::sense::Sense;
use super::telling;
use crate::calendar::NaiveDate;
use crate::ends::same_ends_by;
use crate::model::board::{Grid, Household, Member, PublicPhone};
use crate::model::{Ground, Register};
use crate::reading::{Letters, gap, letters};

/// Letters on each side of a name that is public where it stands in its own text.
const NEIGHBOURS: usize = 4;

#[derive(PartialEq)]
struct Fact<'b> {
    text: &'b str,
    kind: Kind,
    excuse: Option<Excuse>,
}

/// What a fact is, and so which kinds of values it excuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A word that the board excuses: anything.
    Word,
    /// What people, places and bodies are called: names and remarks.
    Name,
    /// Titles, sections, bases: remarks.
    Phrase,
    /// A telephone's number, or an address of mail.
    Number,
    /// Doors, groups, codes, ids: remarks and numbers, but none of a person.
    Spot,
}

impl Fact<'_> {
    fn excuses(&self, wanted: &Wanted) -> bool {
        let is_remark = matches!(wanted.sense, Sense::Remark | Sense::ShortRemark);
        // A clerk's note that slipped into the column of groups.
        let is_of_people =
            || names::tells_relation(self.text) || HARDSHIPS.iter().any(|word| self.text.contains(word));
        match self.kind {
            Kind::Word => true,
            Kind::Name => matches!(wanted.sense, Sense::Name | Sense::Account) || is_remark,
            Kind::Phrase => is_remark && !is_of_people(),
            Kind::Number => matches!(wanted.sense, Sense::Number | Sense::Account),
            Kind::Spot => match wanted.sense {
                Sense::Number => !telling::is_personal(&wanted.text),
                Sense::Account | Sense::Sum => true,
                _ => is_remark && !is_of_people(),
            },
        }
    }
}

/// Words of what is said of people, and in names of no place: a 精神病院 is one.
const HARDSHIPS: [&str; 7] = ["患", "瘫", "欠", "卧病", "重病", "大病", "病故"];

/// What the board says on purpose, by its place among these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Excuse {
    /// A word that it excuses.
    Word(usize),
    /// Somebody whom a page or record names.
    Named(usize),
}

/// A fact that holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Around {
    /// Its letters.
    pub text: Text,
    /// From which of them on the secret stands.
    offset: usize,
    /// Whether nothing may touch it before and behind: there its own text ends.
    ends: [bool; 2],
    /// Which excuse it is, when it is one of the board's own.
    pub excuse: Option<Excuse>,
}

impl Around {
    /// Whether it stands around letter `at`, where its secret was found.
    pub fn stands(&self, letters: &Letters, at: usize) -> bool {
        let start = at.checked_sub(self.offset);
        start.is_some_and(|start| {
            let end = start + self.text.len();
            letters.units()[start..].starts_with(&self.text)
                && (!self.ends[0] || start == 0 || letters.gap(start) > gap::JOINED)
                && (!self.ends[1] || end == letters.units().len() || letters.gap(end) > gap::JOINED)
        })
    }
}

/// The facts that hold secrets, by the secret; and the secrets that are facts themselves.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub around: BTreeMap<usize, Vec<Around>>,
    pub public: FxHashSet<usize>,
}

/// The facts of `board` that hold any of the secrets that are `wanted`, which `seeker` finds.
pub(super) fn around(board: &Ground, register: &Register, wanted: &[Wanted], seeker: &Seeker) -> Facts {
    let holds = |fact: Fact<'_>| -> Vec<(usize, Around)> {
        let text = letters(fact.text);
        let text: Text = text.units().into();
        let mut found = Vec::new();
        seeker.each(&text, |secret, offset| {
            if fact.excuses(&wanted[secret]) {
                found.push((
                    secret,
                    Around { text: text.clone(), offset, ends: [false; 2], excuse: fact.excuse },
                ));
            }
        });
        found
    };
    let labels = register.households.iter().filter_map(|private| private.label.as_ref());
    let labels = labels.map(|label| name(label.value.reveal()));
    let facts = but_of_households(board);
    let mut found: Vec<(usize, Around)> = facts.into_iter().chain(labels).flat_map(holds).collect();
    let of_households =
        board.households.par_iter().flat_map_iter(|household| of_household(household).flat_map(holds));
    found.par_extend(of_households);
    let mut facts = Facts::default();
    for (secret, fact) in found {
        match fact.text == wanted[secret].text && fact.excuse.is_none() {
            true => drop(facts.public.insert(secret)),
            false => facts.around.entry(secret).or_default().push(fact),
        }
    }
    let by_text: FxHashMap<&[u16], usize> = wanted.iter().map(|wanted| &*wanted.text).zip(0..).collect();
    let public = numbers(board).chain(days(board).into_iter().flat_map(telling::of_day));
    facts.public.extend(public.filter_map(|(text, _)| by_text.get(&*text)));
    let places = Places::of(board);
    let spelled = wanted.iter().enumerate().filter(|(_, wanted)| places.spell(wanted));
    facts.public.extend(spelled.map(|(secret, _)| secret));
    for (at, named) in board.named.iter().enumerate() {
        for text in named.texts.iter().map(|text| letters(text)) {
            let text = text.units();
            for name in named.names.iter().map(|name| letters(&name.value)) {
                let length = name.units().len().max(1);
                let Some(secret) = by_text.get(name.units()) else { continue };
                let starts = (0..text.len()).filter(|start| text[*start..].starts_with(name.units()));
                facts.around.entry(*secret).or_default().extend(starts.map(|start| {
                    let first = start.saturating_sub(NEIGHBOURS);
                    let last = (start + length + NEIGHBOURS).min(text.len());
                    Around {
                        text: text[first..last].into(),
                        offset: start - first,
                        ends: [first == 0, last == text.len()],
                        excuse: Some(Excuse::Named(at)),
                    }
                }));
            }
        }
    }
    facts.around.values_mut().for_each(|around| {
        let mut seen = FxHashSet::default();
        around.retain(|fact| seen.insert(fact.clone()));
    });
    facts
}

/// What addresses of the board's own doors are made of.
struct Places {
    doors: FxHashSet<Text>,
    /// Names of grids and groups, and the board's own address.
    before: Vec<Text>,
}

impl Places {
    fn of(board: &Ground) -> Places {
        let text = |text: &String| -> Text { letters(text).units().into() };
        let grids = board.grids.iter().map(|grid| &grid.name.value);
        let groups = board.households.iter().filter_map(|household| household.group.as_ref());
        let before: FxHashSet<&String> = grids.chain(groups).chain(&board.settings.address).collect();
        let mut before: Vec<Text> = before.into_iter().map(text).filter(|text| !text.is_empty()).collect();
        before.sort();
        Places {
            doors: board.households.iter().map(|household| text(&household.door.value)).collect(),
            before,
        }
    }

    /// Whether a remark is a door behind names of the board's places, and tells nothing else.
    fn spell(&self, wanted: &Wanted) -> bool {
        wanted.may_be_address() && self.is_door(&wanted.text)
    }

    fn is_door(&self, text: &[u16]) -> bool {
        self.doors.contains(text)
            || self
                .before
                .iter()
                .any(|place| text.strip_prefix(&**place).is_some_and(|rest| self.is_door(rest)))
    }
}

/// Every public number, in all its forms.
fn numbers(board: &Ground) -> impl Iterator<Item = telling::Told> {
    let phones = board.members.iter().filter_map(|member| match &member.phone {
        PublicPhone::Full(number) => Some(number),
        _ => None,
    });
    let site = &board.settings;
    let services = site.poster.services.iter().map(|service| &service.phone);
    let own = [&site.hotline, &site.mailbox].into_iter().flatten().chain(services);
    let of_grids = board.grids.iter().flat_map(|grid| &grid.services).map(|service| &service.value);
    let landlines = of_grids.flat_map(|text| telling::of_number(text));
    let landlines = landlines.filter(|(number, _)| !telling::is_personal(number));
    own.chain(phones).flat_map(|text| telling::of_number(text)).chain(landlines)
}

/// Every day that the records give themselves.
fn days(board: &Ground) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::new();
    for page in &board.pages {
        days.extend(page.date.iter().chain(&page.expires).map(|at| at.value));
    }
    for record in &board.commitments {
        days.extend([&record.made].into_iter().chain(&record.due).map(|at| at.value));
        days.extend(record.progress.iter().map(|step| step.date.value));
    }
    days.extend(board.activities.iter().map(|record| record.date.value));
    for record in &board.replies {
        days.extend(
            [&record.asked].into_iter().chain(&record.due).chain(&record.answered).map(|at| at.value),
        );
    }
    for term in
        board.grids.iter().map(|grid| &grid.term).chain(board.members.iter().map(|member| &member.term))
    {
        days.extend(term.from.iter().chain(&term.to).map(|at| at.value));
    }
    let honours = board.members.iter().flat_map(|member| &member.honours);
    days.extend(honours.filter_map(|honour| honour.date));
    days
}

/// Every fact but those of households, which are many; the board's excuses first.
fn but_of_households(board: &Ground) -> Vec<Fact<'_>> {
    let mut facts: Vec<Fact<'_>> = Vec::new();
    for (index, excuse) in board.settings.privacy.excused.iter().enumerate() {
        // Which records a finished file was made of is not known here: only excuses for all of them count.
        if excuse.files.is_none() {
            let excuse_of = Some(Excuse::Word(index));
            facts.push(Fact { text: &excuse.word.value, kind: Kind::Word, excuse: excuse_of });
        }
    }
    facts.extend(settings(board));
    facts.extend(board.grids.iter().flat_map(of_grid));
    facts.extend(board.members.iter().flat_map(of_member));
    let people: BTreeSet<&str> = board.members.iter().map(|member| member.name.value.as_str()).collect();
    for (original, translated) in board.translations.iter().flat_map(|into| &into.texts) {
        facts.extend(people.contains(original.as_str()).then(|| name(&translated.text.value)));
    }
    facts
}

fn of_grid(grid: &Grid) -> impl Iterator<Item = Fact<'_>> {
    let called =
        [&grid.name.value].into_iter().chain(&grid.aka).chain(grid.teams.iter().map(|team| &team.name));
    let titles = grid.posts.iter().map(|post| &post.title.value);
    let said = titles.chain(grid.services.iter().map(|service| &service.value));
    let spots = [&grid.id.value].into_iter().chain(&grid.code).chain(&grid.place);
    let named = called.map(|text| fact(text, Kind::Name));
    named.chain(said.map(|text| fact(text, Kind::Phrase))).chain(spots.map(|text| fact(text, Kind::Spot)))
}

fn of_member(member: &Member) -> impl Iterator<Item = Fact<'_>> {
    let number = match &member.phone {
        PublicPhone::Full(number) | PublicPhone::Masked(number) => Some(number),
        PublicPhone::Hidden => None,
    };
    let title = member.title.iter().map(|title| fact(title, Kind::Phrase));
    let number = number.map(|number| fact(number, Kind::Number));
    [fact(&member.name.value, Kind::Name), fact(&member.id.value, Kind::Spot)]
        .into_iter()
        .chain(title)
        .chain(number)
}

fn of_household(household: &Household) -> impl Iterator<Item = Fact<'_>> {
    let own = [&household.id.value, &household.door.value].into_iter().chain(&household.group);
    household.label.iter().map(|label| name(label)).chain(own.map(|text| fact(text, Kind::Spot)))
}

/// Of how many records of a kind it is told what changed.
const SOME: usize = 32;

/// The letters of facts that only one of both boards has, or tells elsewhere; `None` where these are more than those of
/// some records.
pub(super) fn differing(one: &Ground, other: &Ground) -> Option<Vec<Text>> {
    let same_rest = one.settings == other.settings
        && settings(one) == settings(other)
        && one.translations == other.translations
        && one.named == other.named
        && days(one) == days(other);
    if !same_rest {
        return None;
    }
    let of_grids = between(&one.grids, &other.grids, |a, b| of_grid(a).eq(of_grid(b)));
    let of_members = between(&one.members, &other.members, |a, b| of_member(a).eq(of_member(b)));
    let of_households = between(&one.households, &other.households, |a, b| {
        Arc::ptr_eq(a, b) || of_household(a).eq(of_household(b))
    });
    // What a name is in another language counts for as long as somebody bears it, and a number in all its forms.
    let few = [of_grids.len(), of_households.len()].iter().all(|count| *count <= SOME);
    (of_members.is_empty() && few).then(|| {
        let households = of_households.into_iter().flat_map(|household| of_household(household));
        let facts = of_grids.into_iter().flat_map(of_grid).chain(households);
        facts.map(|fact| letters(fact.text).units().into()).collect()
    })
}

/// The records of both between what is the same at the beginning and at the end.
fn between<'b, R>(one: &'b [R], other: &'b [R], is_same: impl Fn(&R, &R) -> bool) -> Vec<&'b R> {
    let (front, back) = same_ends_by(one, other, is_same);
    one[front..one.len() - back].iter().chain(&other[front..other.len() - back]).collect()
}

fn fact(text: &str, kind: Kind) -> Fact<'_> {
    Fact { text, kind, excuse: None }
}

/// What somebody or something is called.
fn name(text: &str) -> Fact<'_> {
    fact(text, Kind::Name)
}

fn settings(board: &Ground) -> Vec<Fact<'_>> {
    let site = &board.settings;
    let mut facts = vec![name(&site.title), name(&site.publisher)];
    let numbers = [&site.hotline, &site.mailbox].into_iter().flatten();
    facts.extend(numbers.map(|text| fact(text, Kind::Number)));
    let mut phrases: Vec<&String> = [&site.description, &site.hours].into_iter().flatten().collect();
    facts.extend(site.address.iter().map(|text| fact(text, Kind::Spot)));
    for service in &site.poster.services {
        facts.push(fact(&service.phone, Kind::Number));
        phrases.extend([&service.name].into_iter().chain(&service.note));
    }
    for network in &board.networks {
        facts.push(name(&network.name));
        phrases.extend(network.levels.iter().flat_map(|level| [&level.name, &level.lead_title]));
    }
    for scheme in &board.schemes {
        phrases.push(&scheme.name);
        phrases.extend(scheme.dimensions.iter().map(|dimension| &dimension.name));
        phrases.extend(scheme.sources.iter().map(|source| &source.name));
    }
    phrases.extend(board.cadences.iter().map(|cadence| &cadence.name));
    for item in &board.disclosures {
        phrases.extend([&item.name].into_iter().chain(&item.section).chain(&item.basis));
    }
    phrases.extend(board.services.iter().map(|service| &service.name.value));
    facts.extend(phrases.into_iter().map(|text| fact(text, Kind::Phrase)));
    facts
}
