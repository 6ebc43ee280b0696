//! The moment of publishing: the new tree takes the old one's place. And what follows a run that died.
//!
//! The name beside the folder tells how far a tree has come, so that a run that finds one knows what may be deleted:
//!
//! | name | what lies there | the next run |
//! |---|---|---|
//! | `part` | a new tree that is being filled | deletes it |
//! | `new` | the whole new tree, and after the exchange the old one | gives back what is the user's, then deletes it |
//! | `old` | the old tree, where two folders cannot be exchanged | the same, or puts it back where it was |
//! | `gone` | an old tree of which everything was given back | deletes it |

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use super::in_place;
use super::manifest::Ours;
use super::paths::Paths;
use super::remove::remove_tree;
use super::stage::{Staged, flush_folder};
use crate::fault::Fault;
use crate::text;

/// How the trees changed places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Swapped {
    /// There was nothing; now there is the new tree.
    First,
    /// The old tree lies where the new one was staged.
    Exchanged,
    /// The old tree was set aside.
    InTwoSteps,
    /// The folder cannot be renamed at all.
    Not,
}

/// Swaps the trees and deletes the old one. Gives the staged tree back where the folder cannot be renamed, or where
/// something of the user's in it cannot be moved.
pub(super) fn swap(staged: Staged, paths: &Paths) -> Result<Result<(), Staged>, Fault> {
    let (path, aside) = (&*paths.path, paths.set_aside());
    let swapped = match exchange(&staged.path, path, &aside) {
        Ok(swapped) => swapped,
        Err(error) => {
            staged.discard();
            return Err(Fault::machine(&text!("替换", "replace"), path, &error));
        }
    };
    let old = match swapped {
        Swapped::First => None,
        Swapped::Exchanged => Some(&staged.path),
        Swapped::InTwoSteps => Some(&aside),
        Swapped::Not => return Ok(Err(staged)),
    };
    if let Some(parent) = path.parent() {
        // The new site stands already; a parent that may not be read is no reason to say otherwise.
        let _ = flush_folder(parent);
    }
    if let Some(old) = old {
        let mut moved = Vec::new();
        if let Err(fault) = give_back(old, path, true, &mut moved) {
            let undone = moved.iter().try_for_each(|name| fs::rename(path.join(name), old.join(name)));
            let undone = undone.and_then(|()| exchange_back(swapped, &staged.path, path, &aside));
            return undone.map(|()| Err(staged)).map_err(|_| fault);
        }
        // The new site stands. What cannot be deleted now is cleared by the next run.
        let _ = delete(old, paths);
    }
    Ok(Ok(()))
}

/// Puts the tree at `new` where the one at `path` is.
pub(super) fn exchange(new: &Path, path: &Path, aside: &Path) -> io::Result<Swapped> {
    if !path.exists() {
        fs::rename(new, path)?;
        return Ok(Swapped::First);
    }
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, new, CWD, path, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(Swapped::Exchanged),
            Err(Errno::BUSY | Errno::XDEV | Errno::ACCESS | Errno::PERM) => return Ok(Swapped::Not),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            Err(error) => return Err(error.into()),
        }
    }
    exchange_in_two_steps(new, path, aside)
}

pub(super) fn exchange_in_two_steps(new: &Path, path: &Path, aside: &Path) -> io::Result<Swapped> {
    fs::rename(path, aside)?;
    if let Err(error) = fs::rename(new, path) {
        fs::rename(aside, path)?;
        return Err(error);
    }
    Ok(Swapped::InTwoSteps)
}

/// Makes undone what was `swapped`.
fn exchange_back(swapped: Swapped, new: &Path, path: &Path, aside: &Path) -> io::Result<()> {
    if swapped == Swapped::InTwoSteps {
        fs::rename(path, new)?;
        return fs::rename(aside, path);
    }
    match exchange(new, path, aside)? {
        Swapped::Exchanged => Ok(()),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}

/// Deletes a tree in which nothing is left that is the user's.
pub(super) fn delete(old: &Path, paths: &Paths) -> io::Result<()> {
    let gone = paths.gone();
    fs::rename(old, &gone)?;
    remove_tree(&gone)
}

/// Mends and clears what a run that died has left. Called with the lock held.
pub(super) fn recover(paths: &Paths) -> Result<(), Fault> {
    let path = &*paths.path;
    let undeleted =
        |remains: &Path, error: io::Error| Fault::machine(&text!("删除", "delete"), remains, &error);
    for remains in [paths.part(), paths.gone()] {
        if remains.is_dir() {
            remove_tree(&remains).map_err(|error| undeleted(&remains, error))?;
        }
    }
    let (aside, stage) = (paths.set_aside(), paths.stage());
    for remains in [&aside, &stage] {
        if !remains.is_dir() {
            continue;
        }
        if !path.exists() && (remains == &aside || holds_users(remains, path)?) {
            fs::rename(remains, path)
                .map_err(|error| Fault::machine(&text!("移回", "move back"), remains, &error))?;
            continue;
        }
        give_back(remains, path, false, &mut Vec::new())?;
        delete(remains, paths).map_err(|error| undeleted(remains, error))?;
    }
    in_place::clear(path)
}

/// Names at the top of the tree at `old` that are the user's: neither its manifest nor that of the tree at `path`, which
/// took its place, lists anything under them.
pub(super) fn users(old: &Path, path: &Path) -> Result<Vec<OsString>, Fault> {
    let failed = |error| Fault::machine(&text!("读取", "read"), old, &error);
    let (ours, also_ours) = (Ours::of(old), Ours::of(path));
    let mut names = Vec::new();
    for entry in fs::read_dir(old).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        if !ours.holds(&name) && !also_ours.holds(&name) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn holds_users(old: &Path, path: &Path) -> Result<bool, Fault> {
    Ok(!users(old, path)?.is_empty())
}

/// Moves everything that is the user's from the tree at `old` to the one at `path`, and notes what was `moved`. Files were
/// carried over before; where the two differ, the user has changed one since: the old one, when `is_newer`.
pub(super) fn give_back(
    old: &Path,
    path: &Path,
    is_newer: bool,
    moved: &mut Vec<OsString>,
) -> Result<(), Fault> {
    for name in users(old, path)? {
        let (from, to) = (old.join(&name), path.join(&name));
        if fs::symlink_metadata(&to).is_ok() {
            if is_same(&from, &to) {
                continue;
            }
            let is_file = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| !found.is_dir());
            if !(is_newer && is_file(&from) && is_file(&to)) {
                let (old, path, name) = (old.display(), path.display(), name.display());
                return Err(Fault::usage(text!(
                    "上次中断的运行在 {old} 里留下了 {name}，而 {path} 里也有一个。请先移走其中一个。",
                    "an interrupted run left {name} in {old}, and {path} has one too. Move one of them away first."
                )));
            }
        }
        fs::rename(&from, &to).map_err(|error| Fault::machine(&text!("移回", "move back"), &from, &error))?;
        moved.push(name);
    }
    Ok(())
}

/// Whether two names lead to one file, or to two with the same bytes.
fn is_same(one: &Path, other: &Path) -> bool {
    let (Ok(a), Ok(b)) = (fs::symlink_metadata(one), fs::symlink_metadata(other)) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if (a.dev(), a.ino()) == (b.dev(), b.ino()) {
            return true;
        }
    }
    let are_files = a.is_file() && b.is_file() && a.len() == b.len();
    are_files && fs::read(one).is_ok_and(|bytes| fs::read(other).is_ok_and(|others| bytes == others))
}
