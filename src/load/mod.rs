//! Files into raw records with places: find, decode, parse, read by the table of keys.

mod advice;
pub mod assets;
mod attachments;
mod boards;
mod bytes;
mod cache;
mod comments;
pub mod compound;
pub mod context;
mod edit;
mod encoding;
mod file;
mod find;
pub mod fit;
pub mod fonts;
pub mod kind;
mod links;
pub mod lists;
pub mod misshapen;
mod moved;
mod names;
pub mod numerals;
mod outcome;
pub mod paths;
mod record;
pub mod records;
mod recover;
pub mod rules;
mod scalars;
mod shape;
pub mod site;
pub mod spelling;
mod syntax;
mod texts;
pub mod theme;
pub mod tree;
pub mod values;
mod whole;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fault::Fault;
use crate::source::{Source, SourceId, Sources, Span};
use crate::text;

use crate::publication::Record;
use crate::published::Reading;
use crate::theme::Theme;
use assets::{Files, Missing, OnDisk};
use bytes::Refused;
use cache::KnownFile;
use context::Unread;
use find::FileKind;
use fit::Asset;
use outcome::Content;
use records::Raw;
use site::RawSite;
use whole::FileReader;

pub use cache::ReadCache;
pub use links::{LocalLink, local_links, relinked, seen_from};
pub use outcome::RawPage;
pub use whole::STILL;

/// Everything that was read, nothing resolved.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files, for places.
    pub sources: Sources,
    /// `site.yaml`, when it could be read.
    pub site: Option<Arc<RawSite>>,
    /// Record files, by path.
    pub records: Vec<Arc<Raw>>,
    /// Markdown files, by path.
    pub pages: Vec<Arc<RawPage>>,
    /// Every file that a record or page names and that can be published, by path.
    pub assets: BTreeMap<String, Asset>,
    /// The theme.
    pub theme: Theme,
    /// What the boards below published, by their folders as `site.yaml` has them.
    pub boards: BTreeMap<String, Arc<Reading>>,
    /// What was published so far, where the board keeps that (`record/`).
    pub record: Option<Arc<Record>>,
    /// Records in which an error was found, by their places: what they lack may have been mistyped.
    pub faulty: BTreeSet<Span>,
    /// What could not be read at all.
    pub unread: Vec<Unread>,
}

impl Loaded {
    /// Whether `site.yaml` names boards below: what they published is read from folders of theirs.
    pub fn has_boards(&self) -> bool {
        self.site.as_ref().is_some_and(|site| site.boards.is_some())
    }
}

/// Reads the site folder `root` as it stands. Every problem of every file is reported; only the machine's faults end the
/// run.
#[expect(clippy::disallowed_methods, reason = "a reading by itself is one of now")]
pub fn load(root: &Path) -> Result<(Loaded, Diagnostics), Fault> {
    let (loaded, out, _) = reload(root, &mut ReadCache::default(), SystemTime::now())?;
    Ok((loaded, out))
}

/// The same with what the last reading found: what did not change since is not parsed again. Also the paths that
/// changed, sorted. `now` is when this happens; see [`cache`]. A file that somebody is writing ends the run. Where
/// [`ReadCache::doubts`], the same is to be found again after [`STILL`] before it is believed.
pub fn reload(
    root: &Path,
    cache: &mut ReadCache,
    now: SystemTime,
) -> Result<(Loaded, Diagnostics, Vec<String>), Fault> {
    reload_with(root, &BTreeMap::new(), cache, now)
}

/// The same as if files, by their paths, held what stands `instead` of theirs, or were there with that.
pub fn reload_with(
    root: &Path,
    instead: &BTreeMap<String, Vec<u8>>,
    cache: &mut ReadCache,
    now: SystemTime,
) -> Result<(Loaded, Diagnostics, Vec<String>), Fault> {
    let reading = FileReader::new(now);
    let mut findings = find::find(root)?;
    findings.replace(instead);
    let from_disk = |found: &find::FoundFile| match instead.get(&found.path) {
        Some(bytes) => bytes::within(bytes.clone(), bytes::MAX_TEXT),
        None => file::from_disk(found, &reading),
    };
    let (mut loaded, mut out, mut read) =
        read_all(&findings, &OnDisk { root, reading: &reading }, (cache, now), from_disk);
    let wanted = loaded.site.as_ref().and_then(|site| site.theme.clone());
    let theme = theme::load(root, wanted.as_ref(), &reading, &mut loaded.sources, &mut out);
    if let Some(path) = reading.unfinished() {
        return Err(Fault::unfinished(&path));
    }
    loaded.theme = theme?;
    read.theme = loaded.theme.clone();
    if let Some(site) = &loaded.site {
        read.boards = boards::read(root, site, &cache.boards, now, &mut out);
        loaded.boards =
            read.boards.iter().map(|(from, known)| (from.clone(), known.reading.clone())).collect();
    }
    read.record = record::read(root, &cache.record, now)?;
    loaded.record = read.record.record.clone();
    read.is_doubtful = reading.is_doubtful();
    let changed = cache.renew(read);
    Ok((loaded, out, changed))
}

/// The same for files in memory, by their paths (`content/site.yaml`), with the built-in theme.
pub fn load_files(files: &BTreeMap<String, Vec<u8>>) -> (Loaded, Diagnostics) {
    let findings = find::in_memory(files.keys());
    let in_memory = InMemory(files);
    let (mut loaded, out, _) =
        read_all(&findings, &in_memory, (&ReadCache::default(), SystemTime::UNIX_EPOCH), |found| {
            bytes::within(files.get(&found.path).cloned().unwrap_or_default(), bytes::MAX_TEXT)
        });
    loaded.theme = Theme::builtin();
    (loaded, out)
}

/// Files in memory that records may name.
struct InMemory<'f>(&'f BTreeMap<String, Vec<u8>>);

impl Files for InMemory<'_> {
    fn bytes(&self, path: &str) -> Result<Vec<u8>, Missing> {
        let bytes = self.0.get(path).ok_or(Missing::None)?.clone();
        bytes::within(bytes, bytes::MAX_ASSET).map_err(Missing::Refused)
    }
}

/// Reads what was found, and the files that it names. Also what to remember of it.
fn read_all(
    findings: &find::Findings,
    files: &impl Files,
    (cache, now): (&ReadCache, SystemTime),
    bytes: impl Fn(&find::FoundFile) -> Result<Vec<u8>, Refused> + Sync,
) -> (Loaded, Diagnostics, ReadCache) {
    let mut out = Diagnostics::default();
    let mut loaded = Loaded::default();
    let is_there = |kind| findings.files.iter().any(|found| found.kind == kind);
    let has_site = is_there(FileKind::Site);
    if !has_site {
        loaded.sources.add(Source::new("content/site.yaml", ""));
    }
    if !has_site && !is_there(FileKind::MisnamedSite) {
        let help = text!(
            "新建这个文件，写上标题、发布单位和网格体系。",
            "Create it, with title, publisher and networks."
        );
        let message = text!("没有 content/site.yaml", "there is no content/site.yaml");
        out.push(Diagnostic::new(&rules::SITE_MISSING, Span::BOARD, message).help(help));
    }
    let ids: Vec<SourceId> =
        findings.files.iter().map(|found| loaded.sources.add(Source::new(found.path.clone(), ""))).collect();
    let read: Vec<KnownFile> =
        findings.files.par_iter().zip(&ids).map(|(found, id)| cache.file(found, *id, now, &bytes)).collect();
    let mut named = Vec::new();
    let mut originals: HashMap<blake3::Hash, SourceId> = HashMap::new();
    for KnownFile { id, text, read: file, .. } in &read {
        loaded.sources.set_text(*id, file.text.clone());
        for span in &file.hidden {
            loaded.sources.hide(*span);
        }
        out.append(file.problems.clone());
        named.extend(file.files.iter().cloned());
        loaded.faulty.extend(&file.faulty);
        loaded.unread.extend(file.unread.iter().cloned());
        match &file.content {
            Content::Site(site) => loaded.site = Some(site.clone()),
            Content::Records(raw) => match originals.entry(*text) {
                Entry::Vacant(place) => {
                    place.insert(*id);
                    loaded.records.push(raw.clone());
                }
                Entry::Occupied(first) => out.push(copied(&loaded.sources, *first.get(), *id)),
            },
            Content::Page(page) => loaded.pages.push(page.clone()),
            Content::Nothing => {}
        }
    }
    let files_read = findings.files.iter().map(|found| found.path.clone()).zip(read).collect();
    let mut next = ReadCache { files: files_read, ..ReadCache::default() };
    let site = loaded.site.as_ref().and_then(|site| site.attachments.as_ref());
    let reviews = site.map_or(&[][..], |list| &list.value.0);
    loaded.assets = assets::read(files, named, &findings.others, reviews, (cache, &mut next), &mut out);
    for path in &next.unused {
        let id = loaded.sources.add(Source::new(path.clone(), ""));
        out.push(attachments::unused(path, Span::file(id)));
    }
    (loaded, out, next)
}

/// Whether characters of `text` were lost, or read in another encoding than they were written in.
pub fn is_garbled(text: &str) -> bool {
    text.contains(char::REPLACEMENT_CHARACTER) || !crate::encoding::garbled::find(text).is_empty()
}

/// Two files with the same content, told once and not once a record. A copy's name is the longer one.
fn copied(sources: &Sources, one: SourceId, other: SourceId) -> Diagnostic {
    let name = |id: SourceId| sources.get(id).path.as_str();
    let (original, copy) = if name(one).len() <= name(other).len() { (one, other) } else { (other, one) };
    let path = name(original);
    let message = text!("这个文件是“{path}”的副本", "this file is a copy of `{path}`");
    let help = text!("删除其中一个。", "Remove one of them.");
    Diagnostic::new(&rules::FILE_COPIED, Span::file(copy), message).help(help)
}
