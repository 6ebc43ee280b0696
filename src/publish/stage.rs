//! The new tree, built beside the old one: links to what stays the same, and what is new.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::changes::{self, Changes};
use super::manifest::Plan;
use super::paths::Paths;
use super::remove::remove_tree;
use crate::fault::Fault;
use crate::text;

/// From how many new files on one flush of the whole file system is cheaper than one a file.
const MANY: usize = 64;

/// A whole tree that is safely on the disk. It lacks what of the user's cannot be in two places: folders, links.
#[derive(Debug)]
pub(super) struct Staged {
    /// Where it is.
    pub(super) path: PathBuf,
}

impl Staged {
    /// Builds the tree; on any fault nothing of it remains.
    pub(super) fn build(plan: &Plan, changes: &Changes, to: &Paths) -> Result<Staged, Fault> {
        let (part, path) = (to.part(), to.stage());
        let built = fill(&part, plan, changes, &to.path).and_then(|()| {
            fs::rename(&part, &path).map_err(|error| Fault::machine(&text!("创建", "create"), &path, &error))
        });
        match built {
            Ok(()) => Ok(Staged { path }),
            Err(fault) => {
                Staged { path: part }.discard();
                Err(fault)
            }
        }
    }

    /// Deletes the tree. What cannot be deleted now is cleared by the next run.
    pub(super) fn discard(self) {
        let _ = remove_tree(&self.path);
    }
}

fn fill(stage: &Path, plan: &Plan, changes: &Changes, old: &Path) -> Result<(), Fault> {
    let create = text!("创建", "create");
    fs::create_dir(stage).map_err(|error| Fault::machine(&create, stage, &error))?;
    adopt(stage, old).map_err(|error| Fault::machine(&create, stage, &error))?;
    for folder in changes::folders(plan) {
        let folder = stage.join(folder);
        fs::create_dir(&folder).map_err(|error| Fault::machine(&create, &folder, &error))?;
    }
    let is_file = |name: &&Path| fs::symlink_metadata(old.join(name)).is_ok_and(|found| found.is_file());
    let kept = changes.kept.iter().map(PathBuf::as_path).filter(is_file);
    let carried: Vec<&Path> = changes.same.iter().map(Path::new).chain(kept).collect();
    carried.par_iter().try_for_each(|path| {
        let (from, to) = (old.join(path), stage.join(path));
        carry(&from, &to).map_err(|error| Fault::machine(&text!("写入", "write"), &to, &error))
    })?;
    write_fresh(plan, &changes.fresh, |_, path| stage.join(path))?;
    flush_folder(stage)
}

/// Gives the new tree's top the permissions of the old one, for instance a group that shares the folder.
fn adopt(stage: &Path, old: &Path) -> io::Result<()> {
    let Ok(found) = fs::metadata(old) else { return Ok(()) };
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        // Only its owner or a member of the group may; others keep what they can have.
        let _ = chown(stage, Some(found.uid()), None);
        let _ = chown(stage, None, Some(found.gid()));
    }
    fs::set_permissions(stage, found.permissions())
}

/// The same file at another path: a hard link, else (FAT, files of others) a copy with its times.
fn carry(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)?;
    let modified = fs::metadata(from)?.modified()?;
    File::options().write(true).open(to)?.set_modified(modified)
}

/// Writes the planned bytes of `fresh` to where `place` puts them, and onto the disk.
pub(super) fn write_fresh(
    plan: &Plan,
    fresh: &[String],
    place: impl Fn(usize, &str) -> PathBuf + Sync,
) -> Result<(), Fault> {
    let flush_each = fresh.len() < MANY || cfg!(not(target_os = "linux"));
    fresh.par_iter().enumerate().try_for_each(|(index, path)| {
        let to = place(index, path);
        let write = |to: &Path| {
            let mut file = File::create_new(to)?;
            file.write_all(&plan[path])?;
            if flush_each { file.sync_all() } else { Ok(()) }
        };
        write(&to).map_err(|error| Fault::machine(&text!("写入", "write"), &to, &error))
    })?;
    #[cfg(target_os = "linux")]
    if !flush_each && let Some(folder) = place(0, &fresh[0]).parent() {
        let flush = || rustix::fs::syncfs(File::open(folder)?).map_err(io::Error::from);
        flush().map_err(|error| Fault::machine(&text!("写入", "write"), folder, &error))?;
    }
    Ok(())
}

/// Puts a folder's names onto the disk. Journals keep the order of such changes, so what happened before is safe too.
pub(super) fn flush_folder(folder: &Path) -> Result<(), Fault> {
    #[cfg(unix)]
    File::open(folder)
        .and_then(|file| file.sync_all())
        .map_err(|error| Fault::machine(&text!("写入", "write"), folder, &error))?;
    Ok(())
}
