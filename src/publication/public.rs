//! What of the record is published below `log/`: the log, and what with the open data proves every version of it.
//!
//! ```text
//! log/checkpoint               the newest one (C2SP tlog-checkpoint)
//! log/tile/…                   hashes and entries (C2SP tlog-tiles)
//! log/publications/000001.json what each leaf of a publication is of, with its salt and what was said before
//! log/pages                    the files of the last publication with the BLAKE3 of each
//! log/key                      the public key
//! ```
//!
//! What a record says now stands in `data/` and is not said again: one goes back from there, version by version.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::digest::Salt;
use super::keys::PublicKey;
use super::replay::{Record, Step};
use super::{Entry, Fields, HEAD, Key, Op, Reason, Version, Withdrawn};
use crate::calendar::NaiveDate;

/// Where the log lies in a site.
pub const FOLDER: &str = "log/";

/// The newest checkpoint.
pub const CHECKPOINT: &str = "log/checkpoint";

/// The files of the last publication.
pub const PAGES: &str = "log/pages";

/// The public key.
pub const KEY: &str = "log/key";

/// Where publication `number` is told.
pub(super) fn path(number: u32) -> String {
    format!("log/publications/{number:06}.json")
}

/// A publication, as it is published.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    pub publication: u32,
    pub date: NaiveDate,
    pub program: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The digest of the checkpoint before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// The number of its first leaf, its head's.
    pub first: u64,
    pub salt: Option<Salt>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
    pub checkpoint: String,
    /// The other leaves, in order.
    pub groups: Vec<Group>,
}

/// Leaves of one kind to which the same happened.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Group {
    pub kind: String,
    pub op: Op,
    /// How their ids begin.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// How they go on.
    pub ids: Vec<String>,
    pub salts: Vec<Option<Salt>>,
    /// By their place in the group: what they said before, as far as it is other than after; null what they did not say.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub was: BTreeMap<usize, Fields>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reasons: BTreeMap<usize, Vec<Reason>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub withdrawn: BTreeMap<usize, Withdrawn>,
}

/// Everything below `log/`, by path.
pub fn files(record: &Record, key: Option<&PublicKey>) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> =
        record.tree.tiles().into_iter().map(|(path, bytes)| (format!("{FOLDER}{path}"), bytes)).collect();
    for (at, entry) in record.entries.iter().enumerate() {
        // Texts and numbers into memory: this cannot fail.
        let mut json = serde_json::to_vec(&told(record, at, entry)).unwrap_or_default();
        json.push(b'\n');
        files.insert(path(entry.number), json);
    }
    if let Some(last) = record.last() {
        files.insert(CHECKPOINT.to_owned(), last.signed().into_bytes());
    }
    if !record.pages.is_empty() {
        files.insert(PAGES.to_owned(), record.pages.clone().into_bytes());
    }
    if let Some(key) = key {
        files.insert(KEY.to_owned(), format!("{}\n", key.text()).into_bytes());
    }
    files
}

fn told(record: &Record, at: usize, entry: &Entry) -> Told {
    let mut groups: Vec<Group> = Vec::new();
    for (version, of) in entry.versions.iter().enumerate().skip(1) {
        let Version { key: Key { kind, id }, op, salt, reasons, withdrawn, set: _, unset: _ } = of;
        let (prefix, rest) = id.split_at(id.rfind('/').map_or(0, |slash| slash + 1));
        let is_more = |last: &&mut Group| last.kind == *kind && last.op == *op && last.prefix == prefix;
        let group = match groups.last_mut().filter(is_more) {
            Some(_) => groups.len() - 1,
            None => {
                groups.push(Group {
                    kind: kind.clone(),
                    op: *op,
                    prefix: prefix.to_owned(),
                    ids: Vec::new(),
                    salts: Vec::new(),
                    was: BTreeMap::new(),
                    reasons: BTreeMap::new(),
                    withdrawn: BTreeMap::new(),
                });
                groups.len() - 1
            }
        };
        let group = &mut groups[group];
        let place = group.ids.len();
        group.ids.push(rest.to_owned());
        group.salts.push(*salt);
        let was = was(record, Step { entry: at, version });
        if !was.is_empty() {
            group.was.insert(place, was);
        }
        if !reasons.is_empty() {
            group.reasons.insert(place, reasons.clone());
        }
        if let Some(withdrawn) = withdrawn {
            group.withdrawn.insert(place, withdrawn.clone());
        }
    }
    let head = entry.versions.first();
    Told {
        publication: entry.number,
        date: entry.date,
        program: entry.program.clone(),
        note: entry.note.clone(),
        before: head.and_then(|head| head.set.get("before")).cloned(),
        first: record.leaf(Step { entry: at, version: 0 }),
        salt: head.and_then(|head| head.salt),
        withdrawn: head.and_then(|head| head.withdrawn.clone()),
        checkpoint: entry.checkpoint.clone(),
        groups,
    }
}

/// What leads back from what a record said after `step` to what it said before.
fn was(record: &Record, step: Step) -> Fields {
    let steps = record.history(&record.version(step).key);
    let before = steps.iter().take_while(|&&other| other != step).last();
    let Some(before) = before.map(|&before| record.told(before)) else { return Fields::new() };
    let after = record.told(step);
    let mut was: Fields = before
        .iter()
        .filter(|(name, value)| after.get(*name) != Some(*value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    was.extend(
        after.keys().filter(|name| !before.contains_key(*name)).map(|name| (name.clone(), Value::Null)),
    );
    was
}

impl Told {
    /// Its versions, the head's first, without what they say, and what each record said before.
    pub(super) fn versions(&self) -> (Vec<(Version, Fields)>, Fields) {
        let mut head = Fields::new();
        head.insert("date".to_owned(), Value::String(self.date.to_string()));
        head.insert("program".to_owned(), Value::String(self.program.clone()));
        if let Some(note) = &self.note {
            head.insert("note".to_owned(), Value::String(note.clone()));
        }
        if let Some(before) = &self.before {
            head.insert("before".to_owned(), before.clone());
        }
        let version = |key, op, salt, reasons, withdrawn| Version {
            key,
            op,
            salt,
            set: Default::default(),
            unset: Vec::new(),
            reasons,
            withdrawn,
        };
        let id = self.publication.to_string();
        let first = version(
            Key { kind: HEAD.to_owned(), id },
            Op::Added,
            self.salt,
            Vec::new(),
            self.withdrawn.clone(),
        );
        let mut all = vec![(first, Fields::new())];
        for group in &self.groups {
            for (place, (id, salt)) in group.ids.iter().zip(&group.salts).enumerate() {
                let key = Key { kind: group.kind.clone(), id: format!("{}{id}", group.prefix) };
                let reasons = group.reasons.get(&place).cloned().unwrap_or_default();
                let withdrawn = group.withdrawn.get(&place).cloned();
                let was = group.was.get(&place).cloned().unwrap_or_default();
                all.push((version(key, group.op, *salt, reasons, withdrawn), was));
            }
        }
        (all, head)
    }
}
