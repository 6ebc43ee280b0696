//! The system's events: which folders it is asked to watch, and what it says that concerns the input.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode};
use notify::{Error, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::input::Input;

/// Linux watches single folders: it names the entries of a folder that is new while it is filled, which watching a
/// whole tree would miss, and `.git` is left out. Elsewhere trees are watched, as those systems do it by themselves.
const EACH_FOLDER: bool = cfg!(target_os = "linux");

/// A file in the site folder that is made and removed at once, to hear whether that is told.
pub(super) const PROBE: &str = ".gongkailan-probe";

/// Why the input is looked at all the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollReason {
    /// It was asked for.
    Asked,
    /// The file system is a shared one, of this name.
    Shared(&'static str),
    /// A change was found of which no event told.
    Silent,
    /// The system watches no more folders for this user.
    Watches,
    /// The system lets no further program of this user watch.
    Instances,
    /// The system's own words.
    System(String),
}

/// What the watching thread is told.
pub(super) enum Told {
    /// Something happened.
    Changed,
    Probe,
    Failed(PollReason),
    Stop,
}

/// What is watched now.
pub(super) struct Listener {
    watcher: RecommendedWatcher,
    /// With what tells a folder from another one of the same name.
    watched: BTreeMap<PathBuf, Option<(u64, u64)>>,
}

impl Listener {
    /// Begins to listen; `count` counts what was heard, for whoever asks whether something newer came up.
    pub(super) fn new(
        input: &Input,
        tell: Sender<Told>,
        count: Arc<AtomicU64>,
    ) -> Result<Listener, PollReason> {
        let input = input.clone();
        let hear = move |heard: notify::Result<Event>| {
            let told = match heard {
                Ok(event) if event.need_rescan() => Told::Changed,
                Ok(event) if is_reading(&event.kind) => return,
                Ok(event)
                    if event.paths.iter().any(|path| path.file_name().is_some_and(|name| name == PROBE)) =>
                {
                    Told::Probe
                }
                Ok(event) if event.paths.iter().any(|path| input.holds(path)) => Told::Changed,
                Ok(_) => return,
                Err(error) => Told::Failed(reason(&error)),
            };
            if matches!(told, Told::Changed) {
                count.fetch_add(1, Ordering::Relaxed);
            }
            // Nobody listens any more when the program ends.
            let _ = tell.send(told);
        };
        let watcher = notify::recommended_watcher(hear).map_err(|error| reason(&error))?;
        Ok(Listener { watcher, watched: BTreeMap::new() })
    }

    /// Watches what there is now. Folders are watched before they are read, and again after a new one was found, so
    /// that no change falls in between.
    pub(super) fn follow(&mut self, input: &Input) -> Result<(), PollReason> {
        loop {
            let folders = input.folders();
            let mut wanted: Vec<(PathBuf, RecursiveMode)> = Vec::new();
            if EACH_FOLDER {
                wanted.extend(folders.into_iter().map(|folder| (folder, RecursiveMode::NonRecursive)));
            } else {
                let above =
                    folders.into_iter().filter(|folder| !input.trees().any(|tree| folder.starts_with(tree)));
                wanted.extend(above.map(|folder| (folder, RecursiveMode::NonRecursive)));
                wanted.extend(input.trees().map(|tree| (tree, RecursiveMode::Recursive)));
            }
            let gone = |path: &&PathBuf| !wanted.iter().any(|(folder, _)| folder == *path);
            for path in self.watched.keys().filter(gone).cloned().collect::<Vec<_>>() {
                self.watched.remove(&path);
                // Its folder may be gone, and the watch with it.
                let _ = self.watcher.unwatch(&path);
            }
            let mut is_new = false;
            for (folder, mode) in wanted {
                let identity = identity(&folder);
                match self.watched.get(&folder) {
                    Some(known) if *known == identity => continue,
                    Some(_) => drop(self.watcher.unwatch(&folder)),
                    None => {}
                }
                match self.watcher.watch(&folder, mode) {
                    Ok(()) => is_new = self.watched.insert(folder, identity).is_none() || is_new,
                    // Gone again: whoever removed it was heard above.
                    Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                    Err(error) => return Err(reason(&error)),
                }
            }
            if !is_new {
                return Ok(());
            }
        }
    }
}

/// Whether nothing can have changed: this program reads, too.
fn is_reading(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    }
}

/// Why the system does not tell.
fn reason(error: &Error) -> PollReason {
    match &error.kind {
        ErrorKind::MaxFilesWatch => PollReason::Watches,
        // EMFILE: too many inotify instances, or too many open files.
        ErrorKind::Io(error) if cfg!(target_os = "linux") && error.raw_os_error() == Some(24) => {
            PollReason::Instances
        }
        _ => PollReason::System(error.to_string()),
    }
}

#[cfg(unix)]
fn identity(folder: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).ok().map(|found| (found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<(u64, u64)> {
    None
}
