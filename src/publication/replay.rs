//! All publications one after the other: what each record said at any time, and the tree over it.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::commit::entry;
use super::digest::Digest;
use super::tree::{Root, Said, Tree};
use super::{Entry, Fields, HEAD, Key, Op, Version};
use crate::calendar::NaiveDate;

/// A version among all: its publication, and its place in that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Index of the publication.
    pub entry: usize,
    /// Index of the version in it.
    pub version: usize,
}

/// The whole publication record of a board.
#[derive(Clone, Debug)]
pub struct Record {
    /// The publications, oldest first; at least one.
    pub entries: Vec<Entry>,
    /// The list of the files of the last publication, as it stands in `record/`.
    pub pages: String,
    /// Whose log it is: the first line of its checkpoints.
    pub origin: String,
    /// The tree over all versions.
    pub tree: Tree,
    /// Every version of each record, oldest first.
    history: HashMap<Key, Vec<Step>>,
    /// What each version says in all, by publication and version.
    told: Vec<Vec<Arc<Fields>>>,
}

/// Where publications do not fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// The numbers are not 1, 2, …; the one that is missing.
    Missing(u32),
    /// A publication does not follow from the one before it: it was made from another copy.
    Forked(u32),
    /// What a publication says is not what its checkpoint was made of.
    Altered(u32),
    /// A version is of a record that is not there, or takes away what is not there.
    Senseless(u32),
}

/// Two records are the same when their checkpoints are: these say everything.
impl PartialEq for Record {
    fn eq(&self, other: &Record) -> bool {
        let checkpoints =
            |record: &Record| -> Vec<String> { record.entries.iter().map(Entry::signed).collect() };
        self.pages == other.pages && checkpoints(self) == checkpoints(other) && self.entries == other.entries
    }
}

impl Record {
    /// One without publications.
    pub(super) fn empty(origin: String) -> Record {
        let (entries, history, told) = Default::default();
        Record { entries, pages: String::new(), origin, tree: Tree::default(), history, told }
    }

    /// The record of `entries`, of which every one is proven by its checkpoint.
    pub fn of(entries: Vec<Entry>, pages: String) -> Result<Record, Break> {
        let mut record = Record { pages, ..Record::empty(String::new()) };
        for one in entries {
            let number = one.number;
            record.add(one)?;
            let size = record.tree.size();
            let last = record.entries.last();
            let said = last.and_then(|entry| Said::read(&entry.checkpoint)).ok_or(Break::Altered(number))?;
            if record.tree.root(size) != Some(said.root) {
                return Err(Break::Altered(number));
            }
            if record.origin.is_empty() {
                record.origin = said.origin;
            } else if record.origin != said.origin {
                return Err(Break::Forked(number));
            }
        }
        Ok(record)
    }

    /// The root over all publications.
    pub fn root(&self) -> Root {
        self.tree.root(self.tree.size()).unwrap_or(Root { size: 0, hash: Digest([0; 32]) })
    }

    /// The root after publication `number`, by its checkpoint.
    pub fn root_of(&self, number: u32) -> Option<Root> {
        let entry = self.entries.get((number as usize).checked_sub(1)?)?;
        Said::read(&entry.checkpoint).map(|said| said.root)
    }

    /// The last publication.
    pub fn last(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// Adds a publication, whose checkpoint nobody has looked at.
    pub(super) fn add(&mut self, one: Entry) -> Result<(), Break> {
        let number = one.number;
        let at = self.entries.len();
        if number as usize != at + 1 {
            return Err(Break::Missing(at as u32 + 1));
        }
        let before = self.last().map(|last| Digest::over(&last.checkpoint).to_string());
        let said = match one.versions.first() {
            Some(Version { key, set, .. }) if key.kind == HEAD => set.get("before"),
            _ => return Err(Break::Altered(number)),
        };
        if said.and_then(|said| said.as_str()) != before.as_deref() {
            return Err(Break::Forked(number));
        }
        let mut told: Vec<Arc<Fields>> = Vec::with_capacity(one.versions.len());
        for (version, of) in one.versions.iter().enumerate() {
            let steps = self.history.entry(of.key.clone()).or_default();
            // Nothing is told twice in a publication.
            let before = steps.last().filter(|step| step.entry < at).map(|step| {
                (&self.entries[step.entry].versions[step.version], &self.told[step.entry][step.version])
            });
            let before = before.filter(|(version, _)| stands(version)).map(|(_, fields)| fields);
            told.push(match (of.op, before) {
                _ if is_gone(of) => Arc::default(),
                (Op::Added, None) => of.set.clone(),
                (Op::Changed, Some(before)) => {
                    let mut fields = Fields::clone(before);
                    fields.extend(of.set.iter().map(|(name, value)| (name.clone(), value.clone())));
                    fields.retain(|name, _| !of.unset.contains(name));
                    Arc::new(fields)
                }
                (Op::Removed, Some(_)) => Arc::default(),
                _ => return Err(Break::Senseless(number)),
            });
            steps.push(Step { entry: at, version });
        }
        let entries: Option<Vec<_>> =
            one.versions.par_iter().zip(&told).map(|(version, fields)| entry(version, fields)).collect();
        for entry in entries.ok_or(Break::Altered(number))? {
            self.tree.add(entry);
        }
        self.entries.push(one);
        self.told.push(told);
        Ok(())
    }

    /// The version at `step`.
    pub fn version(&self, step: Step) -> &Version {
        &self.entries[step.entry].versions[step.version]
    }

    /// All that the record said after `step`.
    pub fn told(&self, step: Step) -> &Arc<Fields> {
        &self.told[step.entry][step.version]
    }

    /// Every version of `key`, oldest first.
    pub fn history(&self, key: &Key) -> &[Step] {
        self.history.get(key).map_or(&[], Vec::as_slice)
    }

    /// What `key` says by the last publication; `None` where it is not published, or was withdrawn.
    pub fn current(&self, key: &Key) -> Option<&Arc<Fields>> {
        let step = *self.history(key).last()?;
        let version = self.version(step);
        stands(version).then(|| self.told(step))
    }

    /// Every record that is published by the last publication, in order.
    pub fn published(&self) -> Vec<(&Key, &Arc<Fields>)> {
        self.published_at(NaiveDate::MAX)
    }

    /// Every record that stood published at the end of `day`, in order, as far as it was not withdrawn since.
    pub fn published_at<'r>(&'r self, day: NaiveDate) -> Vec<(&'r Key, &'r Arc<Fields>)> {
        let one = |(key, steps): (&'r Key, &'r Vec<Step>)| {
            let step = *steps.iter().rev().find(|step| self.entries[step.entry].date <= day)?;
            (key.kind != HEAD && stands(self.version(step))).then(|| (key, self.told(step)))
        };
        let mut all: Vec<(&Key, &Arc<Fields>)> = self.history.iter().filter_map(one).collect();
        all.sort_unstable_by(|a, b| a.0.cmp(b.0));
        all
    }

    /// Every record that was ever published, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.history.keys()
    }

    /// The place of `step` among all leaves of the tree.
    pub fn leaf(&self, step: Step) -> u64 {
        let before: usize = self.entries[..step.entry].iter().map(|entry| entry.versions.len()).sum();
        (before + step.version) as u64
    }
}

/// Whether the record is published after `version`.
fn stands(version: &Version) -> bool {
    version.op != Op::Removed && !is_gone(version)
}

/// Whether all of `version` was withdrawn.
pub fn is_gone(version: &Version) -> bool {
    version.withdrawn.as_ref().is_some_and(|withdrawn| withdrawn.entry.is_some())
}
