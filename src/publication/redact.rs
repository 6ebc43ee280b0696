//! Withdrawing what was published (依法撤下): content and salt go, the leaf stays.

use std::sync::Arc;

use super::commit::{REASONS, entry, opened};
use super::replay::{Record, is_gone};
use super::{Fields, Key, Version, Withdrawn};
use crate::calendar::NaiveDate;

/// What is to be withdrawn.
#[derive(Clone, Debug)]
pub struct Redaction {
    /// Of which record.
    pub key: Key,
    /// Which of its fields; none for all of it.
    pub fields: Vec<String>,
    /// When.
    pub date: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Takes what `redaction` names out of every version; the indices of the publications that are other than before.
pub fn redact(record: &mut Record, redaction: &Redaction) -> Vec<usize> {
    let steps = record.history(&redaction.key).to_vec();
    let mut touched = Vec::new();
    let nameless = nameless(record, &redaction.key);
    for step in steps {
        let version = record.version(step);
        let holds = |name: &String| record.told(step).contains_key(name) || version.set.contains_key(name);
        let is_there = redaction.fields.is_empty() || redaction.fields.iter().any(holds);
        if is_gone(version) || !is_there {
            continue;
        }
        let mut less = without(version, record.told(step), redaction);
        if redaction.fields.is_empty() {
            less.key = nameless.clone();
        }
        record.entries[step.entry].versions[step.version] = less;
        touched.push(step.entry);
    }
    touched.dedup();
    touched
}

/// What a record is called of which nothing is left: an id is often made of a name. No id holds a `~`.
fn nameless(record: &Record, Key { kind, .. }: &Key) -> Key {
    let taken = |key: &&Key| key.kind == *kind && key.id.starts_with('~');
    let number = record.keys().filter(taken).count() + 1;
    Key { kind: kind.clone(), id: format!("~{number}") }
}

fn without(version: &Version, fields: &Fields, redaction: &Redaction) -> Version {
    let Redaction { fields: gone, date, reason, .. } = redaction;
    let mut less = Version { salt: None, ..version.clone() };
    let withdrawn = Withdrawn {
        date: *date,
        reason: reason.clone(),
        fields: Vec::new(),
        entry: None,
        digests: Default::default(),
        salts: Default::default(),
    };
    if gone.is_empty() {
        // What it says of itself is all that is left.
        (less.set, less.unset, less.reasons) = Default::default();
        less.withdrawn = Some(Withdrawn { entry: entry(version, fields), ..withdrawn });
        return less;
    }
    let tells = version.reasons.iter().any(|reason| gone.contains(&reason.key));
    let parts: Vec<String> = gone.iter().cloned().chain(tells.then(|| REASONS.to_owned())).collect();
    let (salts, digests) = opened(version, fields, &parts);
    let mut set = Fields::clone(&version.set);
    set.retain(|name, _| !gone.contains(name));
    less.set = Arc::new(set);
    less.unset.retain(|name| !gone.contains(name));
    less.reasons.retain(|_| !tells);
    let known = version.withdrawn.iter().flat_map(|withdrawn| withdrawn.fields.clone());
    let mut names: Vec<String> = known.chain(gone.iter().cloned()).collect();
    names.sort();
    names.dedup();
    less.withdrawn = Some(Withdrawn { fields: names, salts, digests, ..withdrawn });
    less
}
