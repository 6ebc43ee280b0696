//! Withdrawing what was published (依法撤下): content and salt go, the leaf stays.

use std::collections::{BTreeMap, BTreeSet};
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

/// A text of fewer characters says too little to be looked for.
const SHORT: usize = 2;

/// A number of so many digits is somebody's.
const DIGITS: usize = 7;

/// The texts that `redaction` withdraws and that no other record of that kind says in the same place: names, numbers,
/// sentences.
pub fn telling(record: &Record, redaction: &Redaction) -> BTreeSet<String> {
    let Redaction { key, fields, .. } = redaction;
    let texts = |key: &Key| -> BTreeSet<(String, String)> {
        let said = record.history(key).iter().flat_map(|&step| record.told(step).iter());
        said.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
    };
    let is_telling = |text: &str| {
        let is_day = text.parse::<NaiveDate>().is_ok();
        let is_number = !is_day && text.chars().filter(char::is_ascii_digit).count() >= DIGITS;
        text.chars().count() >= SHORT && (!text.is_ascii() || is_number)
    };
    let mut own = texts(key);
    own.retain(|(name, text)| (fields.is_empty() || fields.contains(name)) && is_telling(text));
    for other in record.keys().filter(|other| other.kind == key.kind && *other != key) {
        let said = texts(other);
        own.retain(|one| !said.contains(one));
    }
    own.into_iter().map(|(_, text)| text).collect()
}

/// The fields of all records that still say any of `texts`, by record.
pub fn elsewhere(record: &Record, texts: &BTreeSet<String>) -> BTreeMap<Key, BTreeSet<String>> {
    let holds = |text: &str| texts.iter().any(|gone| text.contains(gone.as_str()));
    let mut found: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
    for version in record.entries.iter().flat_map(|entry| &entry.versions) {
        let said = version.set.iter().filter(|(_, value)| value.as_str().is_some_and(holds));
        let reasons = version.reasons.iter().filter(|reason| holds(&reason.reason));
        let names: Vec<&String> =
            said.map(|(name, _)| name).chain(reasons.map(|reason| &reason.key)).collect();
        if !names.is_empty() {
            found.entry(version.key.clone()).or_default().extend(names.into_iter().cloned());
        }
    }
    found
}
