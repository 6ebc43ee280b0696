//! Public facts, field by field, and which kinds of values each excuses.
//!
//! A fact is what a record says of itself by name, number or day: names of members and grids, consented phones, labels (a
//! household agreed to be called so), doors, the settings' own texts, and the names of members in a further language. Each
//! excuses what its field is for and nothing else ([`FactKind`]): a name in a post's title, a phone in a grid's code are as
//! private as in a notice, and 王建国家 as a door tells who lives there. Free text (notices, notes, questions) is none,
//! unless it says whom it names on purpose.

use std::collections::BTreeSet;

use super::gathered::Wanted;
use super::names;
use super::sense::{Sense, Told};
use super::telling;
use crate::calendar::NaiveDate;
use crate::model::Ground;
use crate::model::board::{Grid, Household, Member, PublicPhone};
use crate::model::settings::Settings;
use crate::published::Published;

#[derive(PartialEq)]
pub(super) struct Fact<'b> {
    pub text: &'b str,
    kind: FactKind,
    pub excuse: Option<Excuse>,
}

/// What a fact is, and so which kinds of values it excuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FactKind {
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
    /// Whether a value is no secret where the fact stands.
    pub(super) fn excuses(&self, wanted: &Wanted) -> bool {
        let is_remark = matches!(wanted.sense, Sense::Remark | Sense::ShortRemark);
        // A clerk's note that slipped into the column of groups.
        let is_of_people =
            || names::tells_relation(self.text) || HARDSHIPS.iter().any(|word| self.text.contains(word));
        match self.kind {
            FactKind::Word => true,
            FactKind::Name => matches!(wanted.sense, Sense::Name | Sense::Account) || is_remark,
            FactKind::Phrase => is_remark && !is_of_people(),
            FactKind::Number => matches!(wanted.sense, Sense::Number | Sense::Account),
            FactKind::Spot => match wanted.sense {
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

/// Every public number, in all its forms.
pub(super) fn numbers(board: &Ground) -> impl Iterator<Item = Told> {
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
pub(super) fn days(board: &Ground) -> BTreeSet<NaiveDate> {
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
pub(super) fn but_of_households(board: &Ground) -> Vec<Fact<'_>> {
    let mut facts: Vec<Fact<'_>> = Vec::new();
    for (index, excuse) in board.settings.privacy.excused.iter().enumerate() {
        // Which records a finished file was made of is not known here: only excuses for all of them count.
        if excuse.files.is_none() {
            let excuse_of = Some(Excuse::Word(index));
            facts.push(Fact { text: &excuse.word.value, kind: FactKind::Word, excuse: excuse_of });
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

/// Those of a grid.
pub(super) fn of_grid(grid: &Grid) -> impl Iterator<Item = Fact<'_>> {
    let Grid {
        id,
        name,
        aka,
        code,
        posts,
        teams,
        place,
        services,
        // Numbers and places in the order of things.
        network: _,
        level: _,
        parent: _,
        children: _,
        households: _,
        declared_households: _,
        declared_population: _,
        listed_population: _,
        area_km2: _,
        boundary: _,
        term: _,
        at: _,
        // Texts that are free to say anything.
        merged_from: _,
        kind: _,
        figures: _,
        note: _,
    } = grid;
    let called = [&name.value].into_iter().chain(aka).chain(teams.iter().map(|team| &team.name));
    let said = posts.iter().map(|post| &post.title).chain(services).map(|text| &text.value);
    let spots = [&id.value].into_iter().chain(code).chain(place);
    let named = called.map(|text| fact(text, FactKind::Name));
    named
        .chain(said.map(|text| fact(text, FactKind::Phrase)))
        .chain(spots.map(|text| fact(text, FactKind::Spot)))
}

/// Those of a member.
pub(super) fn of_member(member: &Member) -> impl Iterator<Item = Fact<'_>> {
    let Member {
        id,
        name,
        title,
        phone,
        party_member: _,
        grid: _,
        photo: _,
        covers: _,
        duties: _,
        pledge: _,
        honours: _,
        term: _,
        at: _,
    } = member;
    let number = match phone {
        PublicPhone::Full(number) | PublicPhone::Masked(number) => Some(number),
        PublicPhone::Hidden => None,
    };
    let title = title.iter().map(|title| fact(title, FactKind::Phrase));
    let number = number.map(|number| fact(number, FactKind::Number));
    [fact(&name.value, FactKind::Name), fact(&id.value, FactKind::Spot)]
        .into_iter()
        .chain(title)
        .chain(number)
}

/// Those of a household.
pub(super) fn of_household(household: &Household) -> impl Iterator<Item = Fact<'_>> {
    let Household { id, door, label, group, grids: _, covered_by: _, covered_from: _, to, at: _ } = household;
    let own = [&id.value, &door.value].into_iter().chain(group);
    let facts = label.iter().map(|label| name(label)).chain(own.map(|text| fact(text, FactKind::Spot)));
    // What has ended is published nowhere.
    facts.filter(|_| to.is_none())
}

fn fact(text: &str, kind: FactKind) -> Fact<'_> {
    Fact { text, kind, excuse: None }
}

/// What somebody or something is called.
pub(super) fn name(text: &str) -> Fact<'_> {
    fact(text, FactKind::Name)
}

/// Facts of the settings and their lists.
pub(super) fn settings(board: &Ground) -> Vec<Fact<'_>> {
    let Settings {
        title,
        publisher,
        description,
        hotline,
        mailbox,
        address,
        hours,
        data_licence,
        poster,
        // What is excused is a fact of its own.
        record_key: _,
        privacy: _,
        language: _,
        languages: _,
        base_url: _,
        region_code: _,
        theme: _,
        norms: _,
        kiosk: _,
        severity: _,
    } = &board.settings;
    let mut facts = vec![name(title), name(publisher)];
    let numbers = [hotline, mailbox].into_iter().flatten();
    facts.extend(numbers.map(|text| fact(text, FactKind::Number)));
    let mut phrases: Vec<&String> = [description, hours, data_licence].into_iter().flatten().collect();
    facts.extend(address.iter().map(|text| fact(text, FactKind::Spot)));
    for service in &poster.services {
        facts.push(fact(&service.phone, FactKind::Number));
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
    for board in &board.boards {
        facts.push(name(&board.name));
        let Some(Published { title, publisher, grids, members, below, .. }) = board.published() else {
            continue;
        };
        let people = members.iter().map(|member| &member.name);
        let leads = grids.iter().filter_map(|grid| grid.lead_name.as_ref());
        let places = grids.iter().map(|grid| &grid.name);
        let called = [title].into_iter().chain(publisher).chain(people).chain(leads).chain(places);
        let further =
            below.iter().flat_map(|place| [&place.name, &place.place].into_iter().chain(&place.lead_name));
        let called = called.chain(further);
        facts.extend(called.map(|text| name(text)));
        phrases.extend(members.iter().flat_map(|member| member.title.iter().chain(&member.posts)));
    }
    facts.extend(phrases.into_iter().map(|text| fact(text, FactKind::Phrase)));
    facts
}
