//! Finished pages into the output folder, all or nothing.
//!
//! [`publish`] compares what is planned with what lies there. When they differ, it builds a whole new tree beside
//! the output folder: unchanged files are hard links to the old ones, so their bytes and times stay, the others are
//! written. The new tree and the old one then change places in one step of the file system, and the old one is
//! deleted. Whoever reads the folder sees the old site or the new one; a run that dies leaves one of the two, and
//! the next run clears its remains ([`swap`]).
//!
//! What is no longer planned is gone. At the top level, what this program never published (a `CNAME`, a file that
//! proves to a platform whose site this is, a folder of pictures) and names beginning with `.` (`.git`,
//! `.well-known`, `.htaccess`) belong to whoever serves the folder, and stay: files as links in both trees, all else by
//! being moved over after the exchange. The manifest says what is ours; nothing else is ever deleted or replaced.
//!
//! Where the guarantee is weaker:
//! - File systems that cannot exchange two folders (and Windows): the old tree is renamed away and the new one into
//!   place. Between the two renames the folder is missing; a run that dies there is repaired by the next.
//! - A folder that cannot be renamed, because something is mounted there or its parent belongs to somebody else, or
//!   one in which something of the user's cannot be moved: files are replaced one by one, each of them whole, and the
//!   site is mixed for that moment.
//! - The exchange gives the folder a new identity: a shell or a container that holds the folder *itself* open keeps
//!   seeing the old one, so mount or serve by path, or the folder above.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "writes the site")]

mod changes;
mod destination;
mod in_place;
mod manifest;
mod paths;
mod place;
mod remove;
mod stage;
mod swap;

use crate::fault::Fault;
use crate::render::artifact::Artifacts;

pub use destination::Destination;
pub use place::{Folder, Placed, place, place_new};

/// What [`publish`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// How many files the site has now.
    pub files: usize,
    /// Paths that are new or changed, sorted.
    pub written: Vec<String>,
    /// Paths that are gone, sorted.
    pub removed: Vec<String>,
}

/// Makes `destination` hold exactly `artifacts` and their manifest, or leaves it as it was.
pub fn publish(artifacts: &Artifacts, destination: &mut Destination) -> Result<Published, Fault> {
    publish_after(artifacts, destination, || Ok(()))
}

/// The same; what must come `first` does so when everything is staged, so that a full disk has shown itself before.
pub fn publish_after(
    artifacts: &Artifacts,
    destination: &mut Destination,
    first: impl FnOnce() -> Result<(), Fault>,
) -> Result<Published, Fault> {
    let plan = manifest::with_manifest(artifacts)?;
    destination.claim()?;
    let changes = changes::Changes::find(&plan, destination.path())?;
    if changes.any() {
        destination.must_be_writable()?;
        if destination.can_be_swapped() {
            let staged = stage::Staged::build(&plan, &changes, destination.paths())?;
            if let Err(fault) = first() {
                staged.discard();
                return Err(fault);
            }
            if let Err(staged) = swap::swap(staged, destination.paths())? {
                staged.discard();
                in_place::replace(&plan, &changes, destination.path())?;
            }
        } else {
            first()?;
            in_place::replace(&plan, &changes, destination.path())?;
        }
    } else {
        first()?;
    }
    let removed = changes.gone.iter().map(|path| path.to_string_lossy().replace('\\', "/"));
    Ok(Published {
        files: changes.same.len() + changes.fresh.len(),
        removed: removed.collect(),
        written: changes.fresh,
    })
}

/// How many files `destination` holds and the digest of its manifest, if all of them are as that says and nothing of ours is
/// beside them.
pub fn untouched(destination: &Destination) -> Option<(usize, String)> {
    Some((changes::untouched(destination.path())?, published(destination)?))
}

/// The digest of the manifest in `destination`, if there is one.
pub fn published(destination: &Destination) -> Option<String> {
    let manifest = std::fs::read(destination.path().join(manifest::NAME)).ok()?;
    Some(blake3::hash(&manifest).to_hex().to_string())
}

#[cfg(test)]
mod crashes;
#[cfg(test)]
mod tests;
