//! What differs between the plan and what lies in the output folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::manifest::{self, Ours, Plan};
use crate::blob::Blob;
use crate::fault::Fault;
use crate::text;

/// The plan set against the folder.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Planned paths whose file already has the planned bytes.
    pub(super) same: Vec<String>,
    /// Planned paths that are missing or differ.
    pub(super) fresh: Vec<String>,
    /// Files that are not planned, relative to the folder.
    pub(super) gone: Vec<PathBuf>,
    /// Folders that are not planned, the deepest last.
    pub(super) gone_folders: Vec<PathBuf>,
    /// Names at the top that belong to whoever serves the folder.
    pub(super) kept: Vec<PathBuf>,
}

impl Changes {
    /// Compares byte by byte: a manifest would not tell what somebody changed by hand.
    pub(super) fn find(plan: &Plan, folder: &Path) -> Result<Changes, Fault> {
        let mut changes = Changes::default();
        if folder.is_dir() {
            changes.survey(plan, folder)?;
        }
        let is_same: Vec<bool> =
            plan.par_iter().map(|(path, bytes)| has_bytes(&folder.join(path), bytes)).collect();
        for (path, is_same) in plan.keys().zip(is_same) {
            let list = if is_same { &mut changes.same } else { &mut changes.fresh };
            list.push(path.clone());
        }
        Ok(changes)
    }

    /// Finds what is not planned.
    fn survey(&mut self, plan: &Plan, folder: &Path) -> Result<(), Fault> {
        let folders = folders(plan);
        let ours = Ours::of(folder);
        refuse_users(plan, &ours, folder)?;
        let is_kept = |path: &Path| !ours.holds(path.as_os_str());
        let mut entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                Fault::machine(&text!("读取", "read"), &path, &error.into())
            })?;
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            if entry.depth() == 1 && path.as_os_str().as_encoded_bytes().starts_with(manifest::OWN.as_bytes())
            {
                // This run's own lock.
                continue;
            }
            let name = path.to_str().map(|text| text.replace(std::path::MAIN_SEPARATOR, "/"));
            let is_planned = |set: &dyn Fn(&str) -> bool| name.as_deref().is_some_and(set);
            if entry.file_type().is_dir() {
                if is_planned(&|name| folders.contains(name)) {
                    continue;
                }
                if entry.depth() == 1 && is_kept(&path) {
                    entries.skip_current_dir();
                    self.kept.push(path);
                } else {
                    self.gone_folders.push(path);
                }
            } else if !is_planned(&|name| plan.contains_key(name)) {
                let list = if entry.depth() == 1 && is_kept(&path) { &mut self.kept } else { &mut self.gone };
                list.push(path);
            }
        }
        Ok(())
    }

    /// Whether anything has to be done.
    pub(super) fn any(&self) -> bool {
        !(self.fresh.is_empty() && self.gone.is_empty() && self.gone_folders.is_empty())
    }
}

/// How many files `folder` holds, if they are those of its manifest and nothing of ours is beside them.
pub(super) fn untouched(folder: &Path) -> Option<usize> {
    let files = manifest::hashes(folder)?;
    let mut plan: Plan = files.keys().map(|path| (path.clone(), Blob::default())).collect();
    plan.insert(manifest::NAME.to_owned(), Blob::default());
    let mut changes = Changes::default();
    changes.survey(&plan, folder).ok()?;
    let is_same = |(path, hash): (&String, &String)| {
        let path = folder.join(path);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        is_file && fs::read(&path).is_ok_and(|bytes| blake3::hash(&bytes).to_hex().as_str() == hash)
    };
    (!changes.any() && files.par_iter().all(is_same)).then_some(plan.len())
}

/// Every folder that the planned files need, parents first.
pub(super) fn folders(plan: &Plan) -> BTreeSet<&str> {
    let slashes = plan.keys().flat_map(|path| path.match_indices('/').map(move |(at, _)| &path[..at]));
    slashes.collect()
}

/// Refuses to replace what the user put into the folder under a name that is planned now.
fn refuse_users(plan: &Plan, ours: &Ours, folder: &Path) -> Result<(), Fault> {
    let tops: BTreeSet<&str> = plan.keys().map(|path| manifest::top(path)).collect();
    for name in tops.into_iter().filter(|name| !ours.holds(name.as_ref())) {
        let path = folder.join(name);
        let is_planned = plan.get(name).is_some_and(|bytes| has_bytes(&path, bytes));
        if fs::symlink_metadata(&path).is_ok() && !is_planned {
            let path = path.display();
            return Err(Fault::usage(text!(
                "{path} 不是本程序发布的，而现在要发布同名的内容：为免丢失，不在此发布。请先把它移走或改名。",
                "{path} was not published by this program, and something of that name is to be published now; nothing is, so that nothing is lost. Move it away or rename it first."
            )));
        }
    }
    Ok(())
}

/// Whether `path` is a regular file of exactly these bytes. One that cannot be read counts as different.
fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    let is_candidate =
        fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    is_candidate && fs::read(path).is_ok_and(|found| found == bytes)
}
