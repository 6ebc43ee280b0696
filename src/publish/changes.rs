//! What differs between the plan and what lies in the output folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::Published;
use super::manifest::{self, Plan};
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
        let ours = manifest::tops_in(folder);
        let is_kept = |path: &Path| is_kept(path) || !path.to_str().is_some_and(|name| ours.contains(name));
        let mut entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                Fault::machine(&text!("读取", "read"), &path, &error.into())
            })?;
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
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

    /// The report.
    pub(super) fn into_published(self) -> Published {
        let removed = self.gone.iter().map(|path| path.to_string_lossy().replace('\\', "/"));
        Published {
            files: self.same.len() + self.fresh.len(),
            removed: removed.collect(),
            written: self.fresh,
        }
    }
}

/// Every folder that the planned files need, parents first.
pub(super) fn folders(plan: &Plan) -> BTreeSet<&str> {
    let slashes = plan.keys().flat_map(|path| path.match_indices('/').map(move |(at, _)| &path[..at]));
    slashes.collect()
}

fn is_kept(path: &Path) -> bool {
    path.as_os_str() == "CNAME" || path.as_os_str().as_encoded_bytes().starts_with(b".")
}

/// Whether `path` is a regular file of exactly these bytes. One that cannot be read counts as different.
fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    let is_candidate =
        fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    is_candidate && fs::read(path).is_ok_and(|found| found == bytes)
}
