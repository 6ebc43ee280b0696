//! What is looked for: the telling parts of every private value, with whose it is.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::plain::plain;
use super::telling::{self, Stand};
use crate::calendar::AsOf;
use crate::model::board::{HouseholdIx, MemberIx, Subject};
use crate::model::register::{Detail, PrivateHousehold, PrivateMember, Stage, StageEntry, StageSheet};
use crate::model::{Board, Register};
use crate::source::{At, Span};

/// One text that no finished file may hold.
#[derive(Debug)]
pub(super) struct Secret {
    /// The text, behind all escapes.
    pub text: String,
    /// Where a hit counts.
    pub stand: Stand,
    /// Whether it is a name: a door that tells it is no excuse.
    pub is_name: bool,
    /// Whose it is.
    pub owner: Owner,
    /// The key it stands under.
    pub key: Key,
    /// Its place, whose line is never shown.
    pub at: Span,
}

/// Whose a secret is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    Household(HouseholdIx),
    Member(MemberIx),
    /// A rating of theirs that is not approved.
    Draft(Subject),
}

impl Owner {
    /// In Chinese and in English.
    pub fn told(self, board: &Board) -> (String, String) {
        match self {
            Owner::Household(at) => {
                let id = &board[at].id.value;
                (format!("住户 {id} "), format!("household {id}"))
            }
            Owner::Member(at) => {
                let (name, id) = (&board[at].name.value, &board[at].id.value);
                (format!("责任人 {name}（{id}）"), format!("member {name} ({id})"))
            }
            Owner::Draft(subject) => {
                let name = match subject {
                    Subject::Grid(at) => &board[at].name.value,
                    Subject::Member(at) => &board[at].name.value,
                };
                (format!("“{name}”未核定的评分"), format!("a rating of {name} that is not approved"))
            }
        }
    }
}

/// The key a secret stands under.
#[derive(Clone, Debug)]
pub(super) enum Key {
    /// One of ours, in Chinese and in English.
    Known(&'static str, &'static str),
    /// As it is written below 内部.
    Written(String),
}

impl Key {
    /// In Chinese and in English.
    pub fn told(&self) -> (&str, &str) {
        match self {
            Key::Known(zh, en) => (zh, en),
            Key::Written(key) => (key, key),
        }
    }
}

impl Secret {
    /// All that decides what is found.
    pub(super) fn sought(&self) -> (&String, &Stand, &bool) {
        (&self.text, &self.stand, &self.is_name)
    }
}

/// How many records may share a text of few words before it is a word and no secret, and how many characters are few.
const SHARED: usize = 3;
const FEW: usize = 8;

/// Keys below which a person is named.
const NAMES: [&str; 24] = [
    "户主",
    "姓名",
    "名字",
    "曾用名",
    "配偶",
    "妻",
    "丈夫",
    "子女",
    "儿子",
    "女儿",
    "孩子",
    "父亲",
    "母亲",
    "监护人",
    "家属",
    "成员",
    "联系人",
    "name",
    "head",
    "spouse",
    "child",
    "parent",
    "guardian",
    "contact",
];

/// Keys that hold one of a few words for all.
const CATEGORIES: [&str; 9] =
    ["类别", "类型", "性质", "身份类", "状态", "标签", "category", "kind", "status"];

/// Every telling part of every private value, each text once.
pub(super) fn collect(register: &Register, as_of: AsOf) -> Vec<Secret> {
    let of_household = |(at, private): (usize, &PrivateHousehold)| {
        let owner = Owner::Household(HouseholdIx(at as u32));
        let label = private.label.iter().map(|label| {
            let parts = telling::of_name(label.value.reveal(), as_of);
            Found::new(parts, true, owner, Key::Known("公示名", "label"), label.span)
        });
        label.chain(private.details.iter().filter_map(|detail| of_detail(detail, owner, as_of))).collect()
    };
    let of_member = |(at, private): (usize, &PrivateMember)| {
        let owner = Owner::Member(MemberIx(at as u32));
        let phone = private.phone.iter().map(|phone| {
            let parts = telling::of_text(phone.value.reveal(), as_of);
            Found::new(parts, false, owner, Key::Known("电话", "phone"), phone.span)
        });
        phone.chain(private.details.iter().filter_map(|detail| of_detail(detail, owner, as_of))).collect()
    };
    let households: Vec<Vec<Found>> = register.households.par_iter().enumerate().map(of_household).collect();
    let members: Vec<Vec<Found>> = register.members.par_iter().enumerate().map(of_member).collect();
    let mut all = Collected::default();
    households.into_iter().chain(members).flatten().for_each(|found| all.add(found));
    for entry in drafts(register) {
        let Some(note) = &entry.note else { continue };
        let owner = Owner::Draft(entry.subject.value);
        let parts = telling::of_text(&note.value, as_of);
        all.add(Found::new(parts, false, owner, Key::Known("说明", "note"), note.span));
    }
    all.list
        .into_iter()
        .filter(|(secret, owners)| !is_word(secret, *owners))
        .map(|(secret, _)| secret)
        .collect()
}

/// Whether both hold the same to be looked for, at the same places. Of ratings that is what drafts remark.
pub(super) fn is_same(one: &Arc<Register>, other: &Arc<Register>) -> bool {
    fn labels(register: &Register) -> impl Iterator<Item = Option<Span>> {
        register.households.iter().map(|private| private.label.as_ref().map(|label| label.span))
    }
    fn phones(register: &Register) -> impl Iterator<Item = Option<Span>> {
        register.members.iter().map(|private| private.phone.as_ref().map(|phone| phone.span))
    }
    fn remarks(register: &Register) -> impl Iterator<Item = (Subject, Option<(&str, Span)>)> {
        drafts(register).map(|entry| {
            let remark = entry.note.as_ref().map(|note| (note.value.as_str(), note.span));
            (entry.subject.value, remark)
        })
    }
    let same_places = || labels(one).eq(labels(other)) && phones(one).eq(phones(other));
    let same_values = || one.households == other.households && one.members == other.members;
    let same_held = || Arc::ptr_eq(&one.held, &other.held) || (same_values() && same_places());
    Arc::ptr_eq(one, other) || (same_held() && remarks(one).eq(remarks(other)))
}

/// The telling parts of one private value.
struct Found {
    parts: Vec<(String, Stand)>,
    is_name: bool,
    owner: Owner,
    key: Key,
    at: Span,
}

impl Found {
    fn new(parts: Vec<(String, Stand)>, is_name: bool, owner: Owner, key: Key, at: Span) -> Found {
        let seen = |text: String| String::from_utf8_lossy(&plain(text.as_bytes())).into_owned();
        let parts = parts.into_iter().map(|(text, stand)| (seen(text), stand)).collect();
        Found { parts, is_name, owner, key, at }
    }
}

/// What a value below 内部 tells; `None` for one of a few words that many have.
fn of_detail(detail: &Detail, owner: Owner, as_of: AsOf) -> Option<Found> {
    let said = |words: &[&str]| {
        detail.path.iter().any(|key| {
            let key = key.to_lowercase();
            words.iter().any(|word| key.contains(word))
        })
    };
    let value = detail.value.reveal();
    let is_name = said(&NAMES);
    if !is_name && said(&CATEGORIES) && value.chars().count() <= FEW {
        return None;
    }
    let parts = match is_name {
        true => telling::of_name(value, as_of),
        false => telling::of_text(value, as_of),
    };
    // Further down keys may be names themselves.
    let key = detail.path.first().cloned();
    Some(Found::new(
        parts,
        is_name,
        owner,
        key.map_or(Key::Known("内部", "private"), Key::Written),
        detail.at,
    ))
}

/// Entries of stages that are never published, unless the same remark is approved.
fn drafts(register: &Register) -> impl Iterator<Item = &StageEntry> {
    let entries = |approved: bool| {
        let wanted = move |sheet: &&Arc<StageSheet>| is_approved(sheet) == approved;
        register.ratings.iter().filter(wanted).flat_map(|sheet| &sheet.entries)
    };
    let published: std::collections::BTreeSet<_> =
        entries(true).filter_map(|entry| entry.note.as_ref()).map(|note| note.value.as_str()).collect();
    let is_published = move |note: &At<String>| published.contains(note.value.as_str());
    entries(false).filter(move |entry| !entry.note.as_ref().is_some_and(&is_published))
}

fn is_approved(sheet: &StageSheet) -> bool {
    sheet.stage.value == Stage::Approved
}

fn is_word(secret: &Secret, owners: usize) -> bool {
    !secret.is_name
        && owners >= SHARED
        && secret.text.chars().count() <= FEW
        && !secret.text.contains(|c: char| c.is_ascii_digit())
}

#[derive(Default)]
struct Collected {
    /// Only looked up, never walked through.
    by_text: HashMap<String, usize>,
    /// With the number of records that have it.
    list: Vec<(Secret, usize)>,
}

impl Collected {
    fn add(&mut self, Found { parts, is_name, owner, key, at }: Found) {
        for (text, stand) in parts {
            if let Some(known) = self.by_text.get(&text) {
                let (known, owners) = &mut self.list[*known];
                known.stand = known.stand.min(stand);
                known.is_name |= is_name;
                *owners += 1;
                continue;
            }
            self.by_text.insert(text.clone(), self.list.len());
            let secret = Secret { text, stand, is_name, owner, key: key.clone(), at };
            self.list.push((secret, 1));
        }
    }
}
