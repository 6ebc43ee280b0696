//! What is looked for: the telling parts of every private value, with whose it is.

use std::collections::HashMap;

use super::plain::plain;
use super::telling::{self, Stand};
use crate::calendar::AsOf;
use crate::model::board::{HouseholdIx, MemberIx, Subject};
use crate::model::register::{Detail, Stage, StageEntry};
use crate::model::{Board, Register};
use crate::source::Span;

/// One text that no finished file may hold.
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
#[derive(Clone, Copy)]
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
#[derive(Clone)]
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
pub(super) fn collect(board: &Board, register: &Register, as_of: AsOf) -> Vec<Secret> {
    let mut all = Collected { as_of, by_text: HashMap::new(), list: Vec::new() };
    for (at, private) in board.household_ids().zip(&register.households) {
        let owner = Owner::Household(at);
        if let Some(label) = &private.label {
            let parts = telling::of_name(label.value.reveal(), as_of);
            all.add(parts, true, owner, &Key::Known("公示名", "label"), label.span);
        }
        all.details(&private.details, owner);
    }
    for (at, private) in board.member_ids().zip(&register.members) {
        let owner = Owner::Member(at);
        if let Some(phone) = &private.phone {
            let parts = telling::of_text(phone.value.reveal(), as_of);
            all.add(parts, false, owner, &Key::Known("电话", "phone"), phone.span);
        }
        all.details(&private.details, owner);
    }
    for entry in drafts(register) {
        let Some(note) = &entry.note else { continue };
        let owner = Owner::Draft(entry.subject.value);
        all.add(telling::of_text(note, as_of), false, owner, &Key::Known("说明", "note"), entry.at);
    }
    all.list
        .into_iter()
        .filter(|(secret, owners)| !is_word(secret, *owners))
        .map(|(secret, _)| secret)
        .collect()
}

/// Entries of stages that are never published, unless the same remark is approved.
fn drafts(register: &Register) -> impl Iterator<Item = &StageEntry> {
    let entries = |approved: bool| {
        let wanted = move |sheet: &&_| is_approved(sheet) == approved;
        register.ratings.iter().filter(wanted).flat_map(|sheet| &sheet.entries)
    };
    let published: std::collections::BTreeSet<_> =
        entries(true).filter_map(|entry| entry.note.as_deref()).collect();
    entries(false).filter(move |entry| !entry.note.as_deref().is_some_and(|note| published.contains(note)))
}

fn is_approved(sheet: &crate::model::register::StageSheet) -> bool {
    sheet.stage.value == Stage::Approved
}

fn is_word(secret: &Secret, owners: usize) -> bool {
    !secret.is_name
        && owners >= SHARED
        && secret.text.chars().count() <= FEW
        && !secret.text.contains(|c: char| c.is_ascii_digit())
}

struct Collected {
    as_of: AsOf,
    /// Only looked up, never walked through.
    by_text: HashMap<String, usize>,
    /// With the number of records that have it.
    list: Vec<(Secret, usize)>,
}

impl Collected {
    fn details(&mut self, details: &[Detail], owner: Owner) {
        for detail in details {
            let said = |words: &[&str]| {
                detail.path.iter().any(|key| words.iter().any(|word| key.to_lowercase().contains(word)))
            };
            let value = detail.value.reveal();
            let is_name = said(&NAMES);
            let parts = match is_name {
                true => telling::of_name(value, self.as_of),
                false => telling::of_text(value, self.as_of),
            };
            if !is_name && said(&CATEGORIES) && value.chars().count() <= FEW {
                continue;
            }
            // Further down keys may be names themselves.
            let key = detail.path.first().cloned();
            let key = key.map_or(Key::Known("内部", "private"), Key::Written);
            self.add(parts, is_name, owner, &key, detail.at);
        }
    }

    fn add(&mut self, parts: Vec<(String, Stand)>, is_name: bool, owner: Owner, key: &Key, at: Span) {
        for (text, stand) in parts {
            let text = String::from_utf8_lossy(&plain(text.as_bytes())).into_owned();
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
