//! Whether a build would say and publish what the last one did: it is kept in the user's cache folder what that was made of.
//! Deleting the folder costs the next build some time and nothing else.

use std::path::{Path, PathBuf};
use std::{env, fs};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::console::Console;
use crate::publish::{self, Destination};

/// The folders of a site that a build reads.
const READ: [&str; 3] = ["content", "themes", "record"];

/// So many builds are remembered.
const MOST: usize = 1000;

/// What the last build was made of, and what it told.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    /// Digest of all that was read and asked for.
    made_of: String,
    /// Digest of the manifest of what was published.
    published: String,
    /// The problems, as they were told.
    told: String,
    /// Digest of the above: a damaged record is none.
    whole: String,
}

impl Record {
    fn new(made_of: &str, published: &str, told: &str) -> Record {
        let whole = blake3::hash([made_of, published, told].join("\n").as_bytes()).to_hex().to_string();
        let [made_of, published, told] = [made_of, published, told].map(str::to_owned);
        Record { made_of, published, told, whole }
    }
}

/// The build that is asked for.
#[derive(Debug)]
pub(super) struct Wanted {
    made_of: String,
    place: PathBuf,
}

/// What need not be done again.
#[derive(Debug)]
pub(super) struct Done {
    /// The problems, as they were told.
    pub told: String,
    /// How many files are published.
    pub files: usize,
}

impl Wanted {
    /// Of the site in the folder `site`, with what else was `asked`. `None` where not all of it can be told: a link leads
    /// elsewhere, there is no cache folder, or every step is to be told.
    pub(super) fn of(
        site: &Path,
        destination: &Destination,
        asked: &str,
        console: &Console,
    ) -> Option<Wanted> {
        if console.verbose {
            return None;
        }
        let mut paths = Vec::new();
        for folder in READ.map(|folder| site.join(folder)).iter().filter(|folder| folder.exists()) {
            for entry in WalkDir::new(folder).sort_by_file_name() {
                let entry = entry.ok()?;
                let kind = entry.file_type();
                match kind.is_file() {
                    true => paths.push(entry.into_path()),
                    false if kind.is_dir() => paths.push(entry.into_path().join("")),
                    // Links lead elsewhere.
                    false => return None,
                }
            }
        }
        let read = |path: &PathBuf| -> Option<blake3::Hash> {
            let name = path.strip_prefix(site).ok()?.to_str()?;
            let bytes = if path.is_dir() { Vec::new() } else { fs::read(path).ok()? };
            let mut hasher = blake3::Hasher::new();
            hasher.update(name.as_bytes()).update(b"\0").update(&bytes);
            Some(hasher.finalize())
        };
        let read: Option<Vec<blake3::Hash>> = paths.par_iter().map(read).collect();
        let mut made_of = blake3::Hasher::new();
        made_of.update(program()?.as_bytes()).update(asked.as_bytes());
        for hash in read? {
            made_of.update(hash.as_bytes());
        }
        let whose = format!("{}\n{}", site.canonicalize().ok()?.display(), destination.path().display());
        let name = format!("{}.json", blake3::hash(whose.as_bytes()).to_hex());
        let place = cache_folder()?.join("gongkailan").join("builds").join(name);
        Some(Wanted { made_of: made_of.finalize().to_hex().to_string(), place })
    }

    /// What the last build told, if it was made of the same and what it published is untouched.
    pub(super) fn done(&self, destination: &Destination) -> Option<Done> {
        let known: Record = serde_json::from_slice(&fs::read(&self.place).ok()?).ok()?;
        let is_whole = Record::new(&known.made_of, &known.published, &known.told).whole == known.whole;
        if !is_whole || known.made_of != self.made_of {
            return None;
        }
        let (files, published) = publish::untouched(destination)?;
        (published == known.published).then_some(Done { told: known.told, files })
    }

    /// Whether the same is asked for now: what was saved while it was made is another build.
    pub(super) fn is_still(&self, now: Option<&Wanted>) -> bool {
        now.is_some_and(|now| now.made_of == self.made_of)
    }

    /// Keeps what this build `told`.
    pub(super) fn keep(&self, destination: &Destination, told: &str) {
        let Some(published) = publish::published(destination) else { return };
        let Ok(json) = serde_json::to_vec(&Record::new(&self.made_of, &published, told)) else { return };
        let Some(folder) = self.place.parent() else { return };
        // A cache that cannot be kept is missed next time, and nothing else.
        let half = self.place.with_extension(std::process::id().to_string());
        let _ = fs::create_dir_all(folder)
            .and_then(|()| fs::write(&half, &json))
            .and_then(|()| fs::rename(&half, &self.place))
            .and_then(|()| prune(folder));
    }
}

/// Removes the oldest records but for [`MOST`].
fn prune(folder: &Path) -> std::io::Result<()> {
    let entries: Vec<_> = fs::read_dir(folder)?.flatten().collect();
    if entries.len() > MOST {
        let mut aged: Vec<_> = entries
            .iter()
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        aged.sort();
        aged.iter().take(entries.len() - MOST).try_for_each(|(_, path)| fs::remove_file(path))?;
    }
    Ok(())
}

/// This program: another one may do everything differently.
fn program() -> Option<String> {
    let path = env::current_exe().ok()?;
    let found = fs::metadata(&path).ok()?;
    Some(format!("{}\n{}\n{:?}\n", path.display(), found.len(), found.modified().ok()?))
}

/// Where programs may keep what they can make again.
fn cache_folder() -> Option<PathBuf> {
    let given = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let own = given("XDG_CACHE_HOME").or_else(|| given("LOCALAPPDATA"));
    own.or_else(|| Some(given("HOME")?.join(".cache"))).filter(|folder| folder.is_absolute())
}
