//! The next publication: what differs from the last, salted and sealed.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::digest::{Digest, Salt};
use super::folder::digest;
use super::keys::PrivateKey;
use super::replay::{Break, Record};
use super::tree::Said;
use super::{Entry, Fields, HEAD, Key, Op, Reason, Version};
use crate::calendar::NaiveDate;

/// A public record as it stands now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What it says.
    pub fields: Arc<Fields>,
    /// Why it was put right, ever.
    pub reasons: Vec<Reason>,
}

/// What is other than at the last publication.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Of which record.
    pub key: Key,
    /// What happened to it.
    pub op: Op,
    /// What is new or other: all of it when it was added.
    pub set: Arc<Fields>,
    /// What it says no more.
    pub unset: Vec<String>,
    /// Why it was put right, where that was not published before.
    pub reasons: Vec<Reason>,
}

impl Change {
    /// What leads from one state of `key` to another.
    pub(super) fn between(
        key: &Key,
        before: Option<&Arc<Fields>>,
        now: Option<&Arc<Fields>>,
        reasons: Vec<Reason>,
    ) -> Option<Change> {
        let change =
            |op, set, unset| Some(Change { key: key.clone(), op, set, unset, reasons: reasons.clone() });
        match (before, now) {
            (None, None) => None,
            (None, Some(now)) => change(Op::Added, now.clone(), Vec::new()),
            (Some(_), None) => change(Op::Removed, Arc::default(), Vec::new()),
            (Some(before), Some(now)) => {
                let is_new = |(name, value): &(&String, &Value)| before.get(*name) != Some(*value);
                let set: Fields =
                    now.iter().filter(is_new).map(|(name, value)| (name.clone(), value.clone())).collect();
                let unset: Vec<String> =
                    before.keys().filter(|name| !now.contains_key(*name)).cloned().collect();
                let is_same = set.is_empty() && unset.is_empty() && reasons.is_empty();
                if is_same { None } else { change(Op::Changed, Arc::new(set), unset) }
            }
        }
    }
}

/// What differs between the last publication and `now`, in order.
pub fn changes<'r>(record: Option<&Record>, now: impl Iterator<Item = (&'r Key, &'r Row)>) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut there: HashSet<&Key> = HashSet::new();
    for (key, row) in now {
        there.insert(key);
        let before = record.and_then(|record| record.current(key));
        if row.reasons.is_empty() && before.is_some_and(|before| Arc::ptr_eq(before, &row.fields)) {
            continue;
        }
        let known = |reason: &&Reason| {
            let steps = record.map_or(&[][..], |record| record.history(key));
            let told = |step| record.is_some_and(|record| record.version(step).reasons.contains(reason));
            !steps.iter().any(|&step| told(step))
        };
        let reasons = row.reasons.iter().filter(known).cloned().collect();
        changes.extend(Change::between(key, before, Some(&row.fields), reasons));
    }
    for key in record.iter().flat_map(|record| record.keys()).filter(|key| key.kind != HEAD) {
        let before = record.and_then(|record| record.current(key)).filter(|_| !there.contains(key));
        changes.extend(before.and_then(|before| Change::between(key, Some(before), None, Vec::new())));
    }
    changes.sort_by(|a, b| (&a.key.kind, a.op, &a.key.id).cmp(&(&b.key.kind, b.op, &b.key.id)));
    changes
}

/// What is said of a publication as a whole.
#[derive(Clone, Debug)]
pub struct About {
    /// When.
    pub date: NaiveDate,
    /// The program and its version.
    pub program: String,
    /// What the clerk wrote.
    pub note: Option<String>,
    /// Whose log it is, where it begins.
    pub origin: String,
}

impl Record {
    /// This record, or a new one, with one publication more, whose checkpoint is not there yet.
    pub fn with(known: Option<&Record>, about: About, changes: Vec<Change>) -> Result<Record, Break> {
        let mut record = known.map_or_else(|| Record::empty(about.origin), Record::clone);
        let number = record.entries.len() as u32 + 1;
        let mut head = Fields::new();
        head.insert("date".to_owned(), json!(about.date));
        head.insert("program".to_owned(), json!(about.program));
        if let Some(note) = &about.note {
            head.insert("note".to_owned(), json!(note));
        }
        if let Some(last) = record.last() {
            head.insert("before".to_owned(), json!(Digest::over(&last.checkpoint)));
        }
        let first = Version {
            key: Key { kind: HEAD.to_owned(), id: number.to_string() },
            op: Op::Added,
            salt: Some(Salt::new()),
            set: Arc::new(head),
            unset: Vec::new(),
            reasons: Vec::new(),
            withdrawn: None,
        };
        let others = changes.into_iter().map(|Change { key, op, set, unset, reasons }| Version {
            key,
            op,
            salt: Some(Salt::new()),
            set,
            unset,
            reasons,
            withdrawn: None,
        });
        record.add(Entry {
            number,
            date: about.date,
            program: about.program,
            note: about.note,
            versions: [first].into_iter().chain(others).collect(),
            checkpoint: String::new(),
            cosigned: String::new(),
        })?;
        record.pages.clear();
        Ok(record)
    }

    /// Writes the checkpoint of the last publication, over the list of its files where there is one, signed where there is
    /// a key.
    pub fn seal(&mut self, pages: Option<String>, key: Option<&PrivateKey>) -> Option<()> {
        let said =
            Said { origin: self.origin.clone(), root: self.root(), pages: pages.as_deref().map(digest) };
        let text = said.text()?;
        let note = match key {
            Some(key) => key.sign(&text)?,
            None => format!("{text}\n"),
        };
        self.entries.last_mut()?.checkpoint = note;
        self.pages = pages.unwrap_or_default();
        Some(())
    }
}
