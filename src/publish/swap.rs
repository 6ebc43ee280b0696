//! The moment of publishing: the new tree takes the old one's place. And what follows a run that died.

use std::fs;
use std::io;
use std::path::Path;

use super::destination::Destination;
use super::in_place;
use super::remove::remove_tree;
use super::stage::{Staged, flush_folder};
use crate::fault::Fault;
use crate::text;

/// How the trees changed places.
enum Swapped {
    /// There was nothing; now there is the new tree.
    First,
    /// The old tree lies where the new one was staged.
    Exchanged,
    /// The old tree was set aside.
    InTwoSteps,
    /// The folder cannot be renamed at all.
    Not,
}

/// Swaps the trees and deletes the old one. Gives the staged tree back where the folder cannot be renamed.
pub(super) fn swap(staged: Staged, destination: &Destination) -> Result<Result<(), Staged>, Fault> {
    let (new, path, aside) = (&staged.path, destination.path(), destination.set_aside());
    let swapped = match exchange(new, path, &aside) {
        Ok(swapped) => swapped,
        Err(error) => {
            staged.discard();
            return Err(Fault::machine(&text!("替换", "replace"), path, &error));
        }
    };
    let old = match swapped {
        Swapped::First => None,
        Swapped::Exchanged => Some(new),
        Swapped::InTwoSteps => Some(&aside),
        Swapped::Not => return Ok(Err(staged)),
    };
    if let Some(parent) = path.parent() {
        // The new site stands already; a parent that may not be read is no reason to say otherwise.
        let _ = flush_folder(parent);
    }
    if let Some(old) = old {
        for name in &staged.kept_folders {
            let (from, to) = (old.join(name), path.join(name));
            fs::rename(&from, &to)
                .map_err(|error| Fault::machine(&text!("移回", "move back"), &from, &error))?;
        }
        // The new site stands. What cannot be deleted now is cleared by the next run.
        let _ = remove_tree(old);
    }
    Ok(Ok(()))
}

fn exchange(new: &Path, path: &Path, aside: &Path) -> io::Result<Swapped> {
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
    fs::rename(path, aside)?;
    if let Err(error) = fs::rename(new, path) {
        fs::rename(aside, path)?;
        return Err(error);
    }
    Ok(Swapped::InTwoSteps)
}

/// Mends and clears what a run that died has left. Called with the lock held.
pub(super) fn recover(destination: &Destination) -> Result<(), Fault> {
    let path = destination.path();
    let aside = destination.set_aside();
    if aside.is_dir() && !path.exists() {
        fs::rename(&aside, path)
            .map_err(|error| Fault::machine(&text!("移回", "move back"), &aside, &error))?;
    }
    for remains in [aside, destination.stage()] {
        if remains.is_dir() {
            rescue(&remains, path)?;
            remove_tree(&remains)
                .map_err(|error| Fault::machine(&text!("删除", "delete"), &remains, &error))?;
        }
    }
    in_place::clear(path)
}

/// Moves folders such as `.git` back that a run could not move any more. A staged tree holds none of its own.
fn rescue(remains: &Path, path: &Path) -> Result<(), Fault> {
    let failed = |error| Fault::machine(&text!("移回", "move back"), remains, &error);
    for entry in fs::read_dir(remains).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let is_kept_folder =
            name.as_encoded_bytes().starts_with(b".") && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_kept_folder {
            continue;
        }
        if path.join(&name).exists() {
            let (remains, path, name) = (remains.display(), path.display(), name.display());
            return Err(Fault::usage(text!(
                "上次中断的运行在 {remains} 里留下了 {name}，而 {path} 里也有一个。请先移走其中一个。",
                "an interrupted run left {name} in {remains}, and {path} has one too. Move one of them away first."
            )));
        }
        fs::rename(entry.path(), path.join(&name)).map_err(failed)?;
    }
    Ok(())
}
