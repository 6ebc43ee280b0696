//! For a folder that cannot be swapped as a whole: every file is replaced by a rename, one after the other.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::changes::{self, Changes};
use super::manifest::{self, Plan};
use super::stage::{flush_folder, write_fresh};
use crate::fault::Fault;
use crate::text;

const STAGE: &str = ".gongkailan-stage";

/// Makes `folder` hold the plan. New bytes are on the disk before the first file is touched, so a full disk changes
/// nothing. A run that dies half-way is completed by the next one, which compares every byte.
pub(super) fn replace(plan: &Plan, changes: &Changes, folder: &Path) -> Result<(), Fault> {
    let stage = folder.join(STAGE);
    let staged = |index: usize| stage.join(index.to_string());
    let is_listed_anew = changes.fresh.iter().any(|path| path == manifest::NAME);
    let both = Plan::from([(manifest::NAME.to_owned(), manifest::of_both(plan, folder))]);
    let both_at = stage.join("both");
    let written = fs::create_dir(&stage)
        .map_err(|error| Fault::machine(&text!("创建", "create"), &stage, &error))
        .and_then(|()| write_fresh(plan, &changes.fresh, |index, _| staged(index)))
        .and_then(|()| match is_listed_anew {
            true => write_fresh(&both, &[manifest::NAME.to_owned()], |_, _| both_at.clone()),
            false => Ok(()),
        });
    if let Err(fault) = written {
        let _ = fs::remove_dir_all(&stage);
        return Err(fault);
    }
    let failed = |path: &Path, error| Fault::machine(&text!("替换", "replace"), path, &error);
    let replace = |from: &Path, path: &str| {
        let to = folder.join(path);
        fs::rename(from, &to).map_err(|error| failed(&to, error))
    };

    // First a manifest that lists both sites, and last the true one: a run that finds a half-filled folder must take
    // neither the new files nor the old ones for somebody else's.
    if is_listed_anew {
        replace(&both_at, manifest::NAME)?;
    }
    for path in &changes.gone {
        let path = folder.join(path);
        gone(fs::remove_file(&path)).map_err(|error| failed(&path, error))?;
    }
    for path in changes.gone_folders.iter().rev() {
        let path = folder.join(path);
        gone(fs::remove_dir(&path)).map_err(|error| failed(&path, error))?;
    }
    for path in changes::folders(plan) {
        let path = folder.join(path);
        fs::create_dir_all(&path).map_err(|error| failed(&path, error))?;
    }
    // Pages after what they need.
    let mut order: Vec<(usize, &String)> = changes.fresh.iter().enumerate().collect();
    order.sort_by_key(|(_, path)| (path.as_str() == manifest::NAME, path.ends_with(".html")));
    for (index, path) in order {
        replace(&staged(index), path)?;
    }
    fs::remove_dir(&stage).map_err(|error| failed(&stage, error))?;
    flush_folder(folder)
}

/// Clears what a run that died has left in `folder`.
pub(super) fn clear(folder: &Path) -> Result<(), Fault> {
    let stage = folder.join(STAGE);
    gone(fs::remove_dir_all(&stage)).map_err(|error| Fault::machine(&text!("删除", "delete"), &stage, &error))
}

/// Missing is as good as deleted.
fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        other => other,
    }
}
