//! Two copies of a record that were published apart, made one: what the other copy has beyond what both have is published
//! again on top of this one, as long as no record says two things.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::replay::{Record, Step, is_gone};
use super::{Change, Entry, Fields, Key, Op, Withdrawn};

/// What the other copy published beyond what both have, a publication after the other.
#[derive(Debug)]
pub struct Beyond<'r> {
    /// The publication as it stands there.
    pub entry: &'r Entry,
    /// What it changed, seen from this copy.
    pub changes: Vec<Change>,
}

/// What the other copy withdrew of what both published, and this one still says.
pub fn withdrawn<'r>(own: &Record, other: &'r Record) -> Vec<(&'r Key, &'r Withdrawn)> {
    let entries = own.entries.iter().zip(&other.entries).take_while(is_same);
    let versions = entries.flat_map(|(own, other)| own.versions.iter().zip(&other.versions));
    let still = versions.filter_map(|(own, other)| {
        let there = other.withdrawn.as_ref()?;
        let here = own.withdrawn.as_ref();
        let is_less = here.is_none_or(|here| {
            here.entry.is_none()
                && (there.entry.is_some() || there.fields.iter().any(|name| !here.fields.contains(name)))
        });
        is_less.then_some((&other.key, there))
    });
    let mut still: Vec<(&Key, &Withdrawn)> = still.collect();
    still.dedup_by(|a, b| (a.0, &a.1.fields) == (b.0, &b.1.fields));
    still
}

/// Whether it is one publication. What was withdrawn of it since changes no checkpoint.
fn is_same((a, b): &(&Entry, &Entry)) -> bool {
    a.checkpoint == b.checkpoint
}

/// What of `other` is to be published on top of `own`; else the records on which the two do not agree.
pub fn merge<'r>(own: &Record, other: &'r Record) -> Result<Vec<Beyond<'r>>, Vec<Key>> {
    let shared = own.entries.iter().zip(&other.entries).take_while(is_same).count();
    let touched = |record: &'_ Record| -> BTreeSet<Key> {
        let beyond = record.entries[shared..].iter().flat_map(|entry| &entry.versions[1..]);
        beyond.map(|version| version.key.clone()).collect()
    };
    let both = touched(own);
    let both: Vec<Key> = touched(other).into_iter().filter(|key| both.contains(key)).collect();
    let differ: Vec<Key> =
        both.iter().filter(|key| own.current(key) != other.current(key)).cloned().collect();
    if !differ.is_empty() {
        return Err(differ);
    }
    let both: BTreeSet<Key> = both.into_iter().collect();
    let mut now: BTreeMap<Key, Arc<Fields>> =
        own.published().into_iter().map(|(key, fields)| (key.clone(), fields.clone())).collect();
    let mut beyond = Vec::new();
    for (at, entry) in other.entries.iter().enumerate().skip(shared) {
        let mut changes = Vec::new();
        for (version, of) in entry.versions.iter().enumerate().skip(1) {
            // What both published says the same in the end, and is here already.
            if both.contains(&of.key) {
                continue;
            }
            let next = (of.op != Op::Removed && !is_gone(of))
                .then(|| other.told(Step { entry: at, version }).clone());
            changes.extend(Change::between(&of.key, now.get(&of.key), next.as_ref(), of.reasons.clone()));
            match next {
                Some(fields) => now.insert(of.key.clone(), fields),
                None => now.remove(&of.key),
            };
        }
        // Nothing is left of what is here already.
        if !changes.is_empty() {
            beyond.push(Beyond { entry, changes });
        }
    }
    Ok(beyond)
}
