//! What is looked for: the telling parts of every private value, with whose it is.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

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
    pub text: Arc<str>,
    /// Where a hit counts.
    pub stand: Stand,
    /// Whether it is a name: a door that tells it is no excuse.
    pub is_name: bool,
    /// Whose it is; of several the first.
    pub owner: Owner,
    /// Which value below 内部 it is a part of; `None` for the one its owner has beside these.
    detail: Option<usize>,
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
#[derive(Clone, Copy, Debug)]
pub(super) enum Key<'r> {
    /// One of ours, in Chinese and in English.
    Known(&'static str, &'static str),
    /// As it is written below 内部.
    Written(&'r str),
}

impl Key<'_> {
    /// Where nothing more is known.
    const PRIVATE: Key<'static> = Key::Known("内部", "private");

    /// In Chinese and in English.
    pub fn told(&self) -> (&str, &str) {
        match self {
            Key::Known(zh, en) => (zh, en),
            Key::Written(key) => (key, key),
        }
    }
}

impl Secret {
    /// The key it stands under and its place, whose line is never shown. `register` is what it was gathered from.
    pub(super) fn written<'r>(&self, register: &'r Register) -> (Key<'r>, Span) {
        let of_detail = |details: &'r [Detail], number: usize| {
            let detail = details.get(number)?;
            // Further down keys may be names themselves.
            let key = detail.path.first().map(|key| Key::Written(key));
            Some((key.unwrap_or(Key::PRIVATE), detail.at))
        };
        let written = match self.owner {
            Owner::Household(at) => {
                let private = &register.households[at.0 as usize];
                let label =
                    || private.label.as_ref().map(|label| (Key::Known("公示名", "label"), label.span));
                self.detail.map_or_else(label, |number| of_detail(&private.details, number))
            }
            Owner::Member(at) => {
                let private = &register.members[at.0 as usize];
                let phone = || private.phone.as_ref().map(|phone| (Key::Known("电话", "phone"), phone.span));
                self.detail.map_or_else(phone, |number| of_detail(&private.details, number))
            }
            Owner::Draft(subject) => {
                let of_subject = drafts(register).filter(|entry| entry.subject.value == subject);
                let notes: Vec<_> = of_subject.filter_map(|entry| entry.note.as_ref()).collect();
                let note =
                    notes.iter().find(|note| seen(&note.value).contains(&*self.text)).or(notes.first());
                note.map(|note| (Key::Known("说明", "note"), note.span))
            }
        };
        written.unwrap_or((Key::PRIVATE, Span::BOARD))
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

/// Every telling part of every private value.
#[derive(Debug)]
pub(super) struct Gathered {
    /// What it was gathered from.
    pub register: Arc<Register>,
    as_of: AsOf,
    households: Vec<Parts>,
    members: Vec<Parts>,
    drafts: Vec<(Subject, Parts)>,
    /// Each text once.
    pub secrets: Arc<Vec<Secret>>,
}

/// The telling parts of one record's values.
type Parts = Arc<[Part]>;

#[derive(Debug)]
struct Part {
    text: Arc<str>,
    stand: Stand,
    is_name: bool,
    detail: Option<usize>,
}

impl Gathered {
    /// All of `register`; records that say what they said when `before` was gathered are not taken apart again.
    pub fn again(register: &Arc<Register>, as_of: AsOf, before: Option<Gathered>) -> Gathered {
        let before = before.filter(|before| before.as_of == as_of);
        let last = before.as_ref();
        let households = gathered(
            &register.households,
            last.map(|last| (&last.register.households[..], &last.households[..])),
            |one, other| {
                Arc::ptr_eq(one, other)
                    || one.label == other.label && are_told_alike(&one.details, &other.details)
            },
            |private| of_household(private, as_of),
        );
        let members = gathered(
            &register.members,
            last.map(|last| (&last.register.members[..], &last.members[..])),
            |one, other| one.phone == other.phone && are_told_alike(&one.details, &other.details),
            |private| of_member(private, as_of),
        );
        let same_held = last
            .is_some_and(|last| are_same(&households, &last.households) && are_same(&members, &last.members));
        let remarks = |register| {
            let remark = |entry: &'_ StageEntry| {
                entry.note.as_ref().map(|note| (entry.subject.value, note.value.clone()))
            };
            drafts(register).filter_map(remark).collect::<Vec<_>>()
        };
        let notes = remarks(register);
        let (drafts, secrets) = match before {
            Some(last) if same_held && notes == remarks(&last.register) => (last.drafts, last.secrets),
            _ => {
                let parts = |(subject, note): (Subject, String)| {
                    (subject, parts(telling::of_text(&note, as_of), false, None).collect())
                };
                let drafts: Vec<(Subject, Parts)> = notes.into_iter().map(parts).collect();
                let secrets = Arc::new(merged(&households, &members, &drafts));
                (drafts, secrets)
            }
        };
        Gathered { register: register.clone(), as_of, households, members, drafts, secrets }
    }
}

/// The parts of each of `list`; a record like one of those `known`, at the same place from the front or from the back,
/// keeps its own.
fn gathered<R: Sync>(
    list: &[R],
    known: Option<(&[R], &[Parts])>,
    is_same: impl Fn(&R, &R) -> bool + Sync,
    make: impl Fn(&R) -> Parts + Sync,
) -> Vec<Parts> {
    let (before, parts) = known.unwrap_or_default();
    let one = |(at, record): (usize, &R)| {
        let places = [Some(at), (at + before.len()).checked_sub(list.len())];
        let same = |at: &usize| before.get(*at).is_some_and(|before| is_same(before, record));
        match places.into_iter().flatten().find(same) {
            Some(at) => parts[at].clone(),
            None => make(record),
        }
    };
    list.par_iter().enumerate().map(one).collect()
}

/// Whether both say the same, wherever.
fn are_told_alike(one: &[Detail], other: &[Detail]) -> bool {
    let same = |(one, other): (&Detail, &Detail)| one.path == other.path && one.value == other.value;
    one.len() == other.len() && one.iter().zip(other).all(same)
}

fn are_same(list: &[Parts], before: &[Parts]) -> bool {
    list.len() == before.len() && list.iter().zip(before).all(|(one, other)| Arc::ptr_eq(one, other))
}

fn of_household(private: &PrivateHousehold, as_of: AsOf) -> Parts {
    let label = private.label.iter().flat_map(|label| {
        let found = telling::of_name(label.value.reveal(), as_of);
        parts(found, true, None)
    });
    label.chain(of_details(&private.details, as_of)).collect()
}

fn of_member(private: &PrivateMember, as_of: AsOf) -> Parts {
    let phone = private.phone.iter().flat_map(|phone| {
        let found = telling::of_text(phone.value.reveal(), as_of);
        parts(found, false, None)
    });
    phone.chain(of_details(&private.details, as_of)).collect()
}

fn of_details(details: &[Detail], as_of: AsOf) -> impl Iterator<Item = Part> {
    let one = move |(number, detail)| {
        let (found, is_name) = of_detail(detail, as_of);
        parts(found, is_name, Some(number))
    };
    details.iter().enumerate().flat_map(one)
}

fn parts(found: Vec<(String, Stand)>, is_name: bool, detail: Option<usize>) -> impl Iterator<Item = Part> {
    let part = move |(text, stand): (String, Stand)| {
        let text = seen(&text);
        (!text.is_empty()).then(|| Part { text: text.into(), stand, is_name, detail })
    };
    found.into_iter().filter_map(part)
}

/// `text` behind all escapes.
fn seen(text: &str) -> String {
    String::from_utf8_lossy(&plain(text.as_bytes())).into_owned()
}

/// What a value below 内部 tells, and whether that is a name; nothing for one of a few words that many have.
fn of_detail(detail: &Detail, as_of: AsOf) -> (Vec<(String, Stand)>, bool) {
    let said = |words: &[&str]| {
        detail.path.iter().any(|key| {
            let key = key.to_lowercase();
            words.iter().any(|word| key.contains(word))
        })
    };
    let value = detail.value.reveal();
    let is_name = said(&NAMES);
    match is_name {
        true => (telling::of_name(value, as_of), true),
        false if said(&CATEGORIES) && value.chars().count() <= FEW => (Vec::new(), false),
        false => (telling::of_text(value, as_of), false),
    }
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

/// Each text once, with its first owner: it counts wherever it does for any, and is a name if it is anyone's.
fn merged(households: &[Parts], members: &[Parts], drafts: &[(Subject, Parts)]) -> Vec<Secret> {
    let of_households =
        households.iter().enumerate().map(|(at, parts)| (Owner::Household(HouseholdIx(at as u32)), parts));
    let of_members =
        members.iter().enumerate().map(|(at, parts)| (Owner::Member(MemberIx(at as u32)), parts));
    let of_drafts = drafts.iter().map(|(subject, parts)| (Owner::Draft(*subject), parts));
    let mut by_text: FxHashMap<&str, usize> = FxHashMap::default();
    // With the number of records that have it.
    let mut list: Vec<(Secret, usize)> = Vec::new();
    for (owner, parts) in of_households.chain(of_members).chain(of_drafts) {
        for part in parts.iter() {
            match by_text.entry(&part.text) {
                Entry::Occupied(known) => {
                    let (known, owners) = &mut list[*known.get()];
                    known.stand = known.stand.min(part.stand);
                    known.is_name |= part.is_name;
                    *owners += 1;
                }
                Entry::Vacant(free) => {
                    free.insert(list.len());
                    let &Part { stand, is_name, detail, .. } = part;
                    list.push((Secret { text: part.text.clone(), stand, is_name, owner, detail }, 1));
                }
            }
        }
    }
    list.into_iter().filter(|(secret, owners)| !is_word(secret, *owners)).map(|(secret, _)| secret).collect()
}

fn is_word(secret: &Secret, owners: usize) -> bool {
    !secret.is_name
        && owners >= SHARED
        && secret.text.chars().count() <= FEW
        && !secret.text.contains(|c: char| c.is_ascii_digit())
}
