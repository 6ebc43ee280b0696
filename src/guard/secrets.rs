//! Whose a text is that no finished file may hold, and where it is written.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::seek::Units;
use crate::load::compound::Detail;
use crate::model::board::{HouseholdIx, MemberIx, Subject};
use crate::model::register::{Stage, StageEntry, StageSheet};
use crate::model::{Ground, Register};
use crate::reading::letters;
use crate::source::{At, Span};

/// A text that no finished file may hold, and whose it is; of several the first.
#[derive(Debug)]
pub(super) struct Secret {
    /// Its letters.
    pub text: Units,
    /// Whose it is.
    pub owner: Owner,
    /// Which value below 内部 it is a part of; `None` for the one its owner has beside these.
    pub detail: Option<usize>,
    /// Where it is among all there are.
    pub place: usize,
}

/// Whose a secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Household(HouseholdIx),
    Member(MemberIx),
    /// A rating of theirs that is not approved.
    Draft(Subject),
}

impl Owner {
    /// In Chinese and in English.
    pub(super) fn told(self, board: &Ground) -> (String, String) {
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
pub(super) enum SecretKey<'r> {
    /// One of ours, in Chinese and in English.
    Known(&'static str, &'static str),
    /// As it is written below 内部.
    Written(&'r str),
}

impl SecretKey<'_> {
    /// Where nothing more is known.
    const PRIVATE: SecretKey<'static> = SecretKey::Known("内部", "private");

    /// In Chinese and in English.
    pub(super) fn told(&self) -> (&str, &str) {
        match self {
            SecretKey::Known(zh, en) => (zh, en),
            SecretKey::Written(key) => (key, key),
        }
    }
}

impl Secret {
    /// The key it stands under and its place, whose line is never shown. `register` is what it was gathered from.
    pub(super) fn written<'r>(&self, register: &'r Register) -> (SecretKey<'r>, Span) {
        let of_detail = |details: &'r [Detail], number: usize| {
            let detail = details.get(number)?;
            // Further down keys may be names themselves.
            let key = detail.path.first().map(|key| SecretKey::Written(key));
            Some((key.unwrap_or(SecretKey::PRIVATE), detail.at))
        };
        let written = match self.owner {
            Owner::Household(at) => {
                of_detail(&register.held.households[at.0 as usize].details, self.detail.unwrap_or_default())
            }
            Owner::Member(at) => {
                let private = &register.held.members[at.0 as usize];
                let phone =
                    || private.phone.as_ref().map(|phone| (SecretKey::Known("电话", "phone"), phone.span));
                self.detail.map_or_else(phone, |number| of_detail(&private.details, number))
            }
            Owner::Draft(subject) => {
                let of_subject = drafts(register).filter(|entry| entry.subject.value == subject);
                let notes: Vec<_> = of_subject.filter_map(|entry| entry.note.as_ref()).collect();
                let holds = |note: &str| {
                    let note = letters(note);
                    note.units().windows(self.text.len()).any(|part| part == &*self.text)
                };
                let note = notes.iter().find(|note| holds(&note.value)).or(notes.first());
                note.map(|note| (SecretKey::Known("说明", "note"), note.span))
            }
        };
        written.unwrap_or((SecretKey::PRIVATE, Span::BOARD))
    }
}

/// Entries of stages that are never published, unless the same remark is approved.
pub(super) fn drafts(register: &Register) -> impl Iterator<Item = &StageEntry> {
    let entries = |approved: bool| {
        let wanted = move |sheet: &&Arc<StageSheet>| is_approved(sheet) == approved;
        register.ratings.iter().filter(wanted).flat_map(|sheet| &sheet.entries)
    };
    let published: BTreeSet<_> =
        entries(true).filter_map(|entry| entry.note.as_ref()).map(|note| note.value.as_str()).collect();
    let is_published = move |note: &At<String>| published.contains(note.value.as_str());
    entries(false).filter(move |entry| !entry.note.as_ref().is_some_and(&is_published))
}

fn is_approved(sheet: &StageSheet) -> bool {
    sheet.stage.value == Stage::Approved
}
