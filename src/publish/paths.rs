//! The output folder and what waits beside it: see [`swap`](super::swap) for what the names tell.

use std::ffi::OsString;
use std::path::PathBuf;

/// Where a site is published, and the places beside it.
#[derive(Debug)]
pub(super) struct Paths {
    /// The folder, links resolved.
    pub path: PathBuf,
    /// The one that it lies in.
    pub parent: PathBuf,
    /// Its name there.
    pub name: OsString,
}

impl Paths {
    /// Where the new tree is filled.
    pub(super) fn part(&self) -> PathBuf {
        self.beside("part")
    }

    /// Where the new tree waits when it is whole.
    pub(super) fn stage(&self) -> PathBuf {
        self.beside("new")
    }

    /// Where the old tree waits where folders cannot be exchanged.
    pub(super) fn set_aside(&self) -> PathBuf {
        self.beside("old")
    }

    /// Where a tree waits to be deleted.
    pub(super) fn gone(&self) -> PathBuf {
        self.beside("gone")
    }

    /// The place beside it that is kept for `what`.
    pub(super) fn beside(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(format!(".gongkailan-{what}"));
        self.parent.join(name)
    }
}
