//! What another board published, read back: its open data alone, proven by its manifest, never its records.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "reads what others published")]

mod rows;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::calendar::{NaiveDate, Period};
use crate::manifest::{self, Manifest};

use rows::day;
pub use rows::*;

/// What says of which board the data is.
const PACKAGE: &str = "data/datapackage.json";

/// The tables that are read, where they are published.
const TABLES: [&str; 7] = [
    "data/grids.json",
    "data/members.json",
    "data/commitments.json",
    "data/ratings.json",
    "data/disclosures.json",
    "data/boards.json",
    "data/grids_below.json",
];

/// The largest file that is read, in bytes.
pub const MAX_FILE: u64 = 64 << 20;

/// A folder is published in one step: who reads it in that moment reads it once more.
const TRIES: usize = 3;

/// Why nothing of a folder is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such folder, or nothing was published into it.
    Missing,
    /// A file is not what the manifest says, or cannot be read.
    Damaged(String),
    /// A file is larger than [`MAX_FILE`].
    TooLarge(String),
    /// Another version of the program wrote it.
    Version,
}

/// One look at a folder.
#[derive(Debug)]
pub struct Reading {
    digest: blake3::Hash,
    /// What is published there, or why it is not used.
    pub found: Result<Published, Refusal>,
}

/// Two looks that found the same.
impl PartialEq for Reading {
    fn eq(&self, other: &Reading) -> bool {
        self.digest == other.digest
    }
}

/// More grids above one another are not told.
const MOST_ABOVE: usize = 16;

/// A board as it is published.
#[derive(Debug, PartialEq)]
pub struct Published {
    /// What tells it from other boards.
    pub id: Option<String>,
    /// The same of every board below it.
    pub ids_below: Vec<String>,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The day on which everything in it was judged.
    pub as_of: NaiveDate,
    /// Where it is served.
    pub home: Option<String>,
    /// Its grids, of all networks.
    pub grids: Vec<PublishedGrid>,
    /// Its responsible members, present and past.
    pub members: Vec<PublishedMember>,
    /// What they promised.
    pub commitments: Vec<PublishedCommitment>,
    /// Its catalogue of disclosures.
    pub disclosures: Vec<PublishedDisclosure>,
    /// The newest bulletin of each scheme.
    pub bulletins: Vec<PublishedBulletin>,
    /// The boards below it.
    pub boards: Vec<PublishedBoard>,
    /// The grids of these, those furthest down last.
    pub below: Vec<PublishedPlace>,
}

impl Published {
    /// The names of the grids above `grid`, root first.
    pub fn above(&self, grid: &PublishedGrid) -> Vec<&str> {
        let next = |grid: &&PublishedGrid| self.grids.get(grid.above?);
        let mut names: Vec<&str> = std::iter::successors(next(&grid), next)
            .take(MOST_ABOVE)
            .map(|grid| grid.name.as_str())
            .collect();
        names.reverse();
        names
    }

    /// Its grids in force.
    pub fn current_grids(&self) -> impl Iterator<Item = (usize, &PublishedGrid)> {
        self.grids.iter().enumerate().filter(|(_, grid)| grid.state == "current")
    }
}

#[derive(Deserialize)]
struct Package {
    id: Option<String>,
    #[serde(default)]
    ids_below: Vec<String>,
    title: String,
    publisher: Option<String>,
    #[serde(default, deserialize_with = "day")]
    as_of: Option<NaiveDate>,
    homepage: Option<String>,
}

#[derive(Deserialize)]
struct ResultRow {
    scheme: String,
    scheme_name: String,
    period: String,
    subject_kind: String,
    stars: Option<u32>,
}

/// The files below `folder` of which a [`read`] depends.
pub fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    [manifest::NAME, PACKAGE].into_iter().chain(TABLES).map(move |path| folder.join(path))
}

/// Where the manifest of `folder` is.
pub fn manifest_of(folder: &Path) -> PathBuf {
    folder.join(manifest::NAME)
}

/// Reads what is published in `folder`; the same reading again where that is the same as `before`.
pub fn read(folder: &Path, before: Option<&Arc<Reading>>) -> Arc<Reading> {
    let mut proven = prove(folder);
    for _ in 1..TRIES {
        if !matches!(proven, Err((_, Refusal::Damaged(_)))) {
            break;
        }
        proven = prove(folder);
    }
    let digest = match &proven {
        Ok((manifest, _)) => *manifest,
        Err((manifest, refusal)) => blake3::hash(format!("{manifest:?} {refusal:?}").as_bytes()),
    };
    if let Some(before) = before.filter(|before| before.digest == digest) {
        return before.clone();
    }
    let found = proven.map_err(|(_, refusal)| refusal).and_then(|(_, files)| understood(&files));
    Arc::new(Reading { digest, found })
}

/// The files that are read, by their paths.
type Files = BTreeMap<&'static str, Vec<u8>>;

/// The hash of the manifest in `folder` with the files that are what it says.
fn prove(folder: &Path) -> Result<(blake3::Hash, Files), (Option<blake3::Hash>, Refusal)> {
    let damaged = || Refusal::Damaged(manifest::NAME.to_owned());
    let bytes = bytes(folder, manifest::NAME).map_err(|refusal| (None, refusal))?;
    let bytes = bytes.ok_or((None, Refusal::Missing))?;
    let hash = blake3::hash(&bytes);
    let refused = |refusal| (Some(hash), refusal);
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|_| refused(damaged()))?;
    if !manifest.is_ours() {
        return Err(refused(Refusal::Missing));
    }
    if manifest.version != manifest::VERSION || !manifest.files.contains_key(PACKAGE) {
        return Err(refused(Refusal::Version));
    }
    let mut files = Files::new();
    for path in [PACKAGE].into_iter().chain(TABLES) {
        let Some(listed) = manifest.files.get(path) else { continue };
        let found = self::bytes(folder, path).map_err(refused)?;
        let is_whole = |bytes: &Vec<u8>| blake3::hash(bytes).to_hex().as_str() == listed;
        let found = found.filter(is_whole).ok_or_else(|| refused(Refusal::Damaged(path.to_owned())))?;
        files.insert(path, found);
    }
    Ok((hash, files))
}

/// The bytes of an ordinary file; `None` where there is none. A link could lead anywhere.
fn bytes(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, Refusal> {
    let damaged = |_| Refusal::Damaged(path.to_owned());
    let mut at = folder.to_owned();
    for part in path.split('/') {
        at.push(part);
        match fs::symlink_metadata(&at) {
            Ok(found) if found.is_symlink() => return Err(Refusal::Damaged(path.to_owned())),
            Ok(_) => {}
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(_) => return Err(Refusal::Damaged(path.to_owned())),
        }
    }
    let found = fs::metadata(&at).map_err(damaged)?;
    if !found.is_file() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(&at).map_err(damaged)?;
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(damaged)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(Refusal::TooLarge(path.to_owned()));
    }
    Ok(Some(bytes))
}

/// What the files say. They are what was published: where they say it in another way, another version wrote them.
fn understood(files: &Files) -> Result<Published, Refusal> {
    let package: Package = parsed(files, PACKAGE)?.ok_or(Refusal::Version)?;
    let [grids, members, commitments, ratings, disclosures, boards, below] = TABLES;
    let results: Vec<ResultRow> = parsed(files, ratings)?.unwrap_or_default();
    Ok(Published {
        id: package.id,
        ids_below: package.ids_below,
        title: package.title,
        publisher: package.publisher,
        as_of: package.as_of.ok_or(Refusal::Version)?,
        home: package.homepage,
        grids: placed(parsed(files, grids)?.unwrap_or_default()),
        members: parsed(files, members)?.unwrap_or_default(),
        commitments: parsed(files, commitments)?.unwrap_or_default(),
        disclosures: parsed(files, disclosures)?.unwrap_or_default(),
        bulletins: newest(results),
        boards: parsed(files, boards)?.unwrap_or_default(),
        below: parsed(files, below)?.unwrap_or_default(),
    })
}

/// The same, with where the grid above each stands.
fn placed(mut grids: Vec<PublishedGrid>) -> Vec<PublishedGrid> {
    let ids: BTreeMap<&str, usize> = grids.iter().enumerate().map(|(at, grid)| (&*grid.id, at)).collect();
    let above: Vec<Option<usize>> =
        grids.iter().map(|grid| ids.get(grid.parent.as_deref()?).copied()).collect();
    grids.iter_mut().zip(above).for_each(|(grid, above)| grid.above = above);
    grids
}

fn parsed<T: DeserializeOwned>(files: &Files, path: &str) -> Result<Option<T>, Refusal> {
    files.get(path).map(|bytes| serde_json::from_slice(bytes).map_err(|_| Refusal::Version)).transpose()
}

/// The newest bulletin of each scheme, in the order of the table: the one that ends last, the shortest of these.
fn newest(results: Vec<ResultRow>) -> Vec<PublishedBulletin> {
    let age = |period: Period| (period.last_day(), Reverse(period.months().count()));
    let mut bulletins: Vec<PublishedBulletin> = Vec::new();
    for ResultRow { scheme, scheme_name, period, subject_kind, stars } in results {
        let Ok(period) = period.parse::<Period>() else { continue };
        let at = match bulletins.iter().position(|known| known.scheme == scheme) {
            Some(at) if age(bulletins[at].period) > age(period) => continue,
            Some(at) => at,
            None => bulletins.len(),
        };
        if bulletins.get(at).is_none_or(|known| known.period != period) {
            let one = PublishedBulletin {
                scheme,
                name: scheme_name,
                of: subject_kind,
                period,
                total: 0,
                stars: Vec::new(),
            };
            match bulletins.get_mut(at) {
                Some(known) => *known = one,
                None => bulletins.push(one),
            }
        }
        let bulletin = &mut bulletins[at];
        bulletin.total += 1;
        let Some(lit) = stars else { continue };
        match bulletin.stars.iter_mut().find(|(known, _)| *known == lit) {
            Some((_, count)) => *count += 1,
            None => bulletin.stars.push((lit, 1)),
        }
    }
    bulletins.iter_mut().for_each(|bulletin| bulletin.stars.sort_by_key(|(lit, _)| Reverse(*lit)));
    bulletins
}
