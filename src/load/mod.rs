//! Files into raw records with places: find, decode, parse, read by the table of keys.

mod advice;
pub mod compound;
mod encoding;
mod file;
mod find;
mod garbled;
mod links;
mod names;
pub mod records;
pub mod recover;
pub mod rules;
pub mod shape;
pub mod site;
pub mod spelling;
mod suggest;
mod syntax;
mod texts;
pub mod theme;
pub mod tree;
pub mod values;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fault::Fault;
use crate::source::{At, Source, SourceId, Sources, Span};
use crate::text;

use file::{Content, ReadFile};
use records::Raw;
use recover::Unread;
use site::RawSite;
use theme::Theme;

pub use file::RawPage;
pub use links::{LocalLink, local_links, markdown_options};
pub use suggest::closest;

/// Everything that was read, nothing resolved.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files, for places.
    pub sources: Sources,
    /// `site.yaml`, when it could be read.
    pub site: Option<RawSite>,
    /// Record files, by path.
    pub records: Vec<Raw>,
    /// Markdown files, by path.
    pub pages: Vec<RawPage>,
    /// The bytes of every file that a record or page names and that was found, by path.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// The theme.
    pub theme: Theme,
    /// Records in which an error was found, by their places: what they lack may have been mistyped.
    pub faulty: BTreeSet<Span>,
    /// What could not be read at all.
    pub unread: Vec<Unread>,
}

/// Reads the site folder `root`. Every problem of every file is reported; only the machine's faults end the run.
pub fn load(root: &Path) -> Result<(Loaded, Diagnostics), Fault> {
    let findings = find::find(root)?;
    let mut out = Diagnostics::default();
    let mut loaded = Loaded::default();
    let is_there = |kind| findings.files.iter().any(|found| found.kind == kind);
    let has_site = is_there(find::FileKind::Site);
    if !has_site {
        loaded.sources.add(Source::new("content/site.yaml", ""));
    }
    if !has_site && !is_there(find::FileKind::MisnamedSite) {
        let help = text!(
            "新建这个文件，写上标题、发布单位和网格体系。",
            "Create it, with title, publisher and networks."
        );
        let message = text!("没有 content/site.yaml", "there is no content/site.yaml");
        out.push(Diagnostic::new(&rules::SITE_MISSING, Span::BOARD, message).help(help));
    }
    let ids: Vec<SourceId> =
        findings.files.iter().map(|found| loaded.sources.add(Source::new(found.path.clone(), ""))).collect();
    let read: Vec<ReadFile> =
        findings.files.par_iter().zip(&ids).map(|(found, id)| file::read(found, *id)).collect();
    let mut named = Vec::new();
    let mut originals: HashMap<Arc<str>, SourceId> = HashMap::new();
    for (file, id) in read.into_iter().zip(ids) {
        loaded.sources.set_text(id, file.text);
        for span in file.hidden {
            loaded.sources.hide(span);
        }
        out.append(file.problems);
        named.extend(file.files);
        loaded.faulty.extend(file.faulty);
        loaded.unread.extend(file.unread);
        match file.content {
            Content::Site(site) => loaded.site = Some(*site),
            Content::Records(raw) => match originals.entry(loaded.sources.get(id).text.clone()) {
                Entry::Vacant(place) => {
                    place.insert(id);
                    loaded.records.push(*raw);
                }
                Entry::Occupied(first) => out.push(copied(&loaded.sources, *first.get(), id)),
            },
            Content::Page(page) => loaded.pages.push(*page),
            Content::Nothing => {}
        }
    }
    loaded.assets = read_assets(root, named, &findings.others, &mut out)?;
    let wanted = loaded.site.as_ref().and_then(|site| site.theme.clone());
    loaded.theme = theme::load(root, wanted.as_ref(), &mut loaded.sources, &mut out)?;
    Ok((loaded, out))
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

/// Reads the files that records name: they must exist and lie below `content/`, also after following links.
fn read_assets(
    root: &Path,
    named: Vec<At<String>>,
    others: &[String],
    out: &mut Diagnostics,
) -> Result<BTreeMap<String, Arc<[u8]>>, Fault> {
    let mut assets = BTreeMap::new();
    let inside = root.join("content").canonicalize().unwrap_or_default();
    for At { value: path, span } in named {
        if assets.contains_key(&path) {
            continue;
        }
        let on_disk = root.join(&path);
        // Spelling counts, also where the file system would not mind: the site is served elsewhere.
        if others.binary_search(&path).is_err() || !on_disk.is_file() {
            let shown = path.strip_prefix("content/").unwrap_or(&path);
            let message = text!("没有文件 content/{shown}", "there is no file content/{shown}");
            let guess = closest(&path, others.iter().map(String::as_str));
            let help = match guess {
                Some(guess) => text!("是不是 {guess}？", "Did you mean {guess}?"),
                None => text!(
                    "路径从写它的文件所在的文件夹算起，大小写要一致。",
                    "Paths start at the folder of the file that names them; case counts."
                ),
            };
            out.push(Diagnostic::new(&rules::FILE_MISSING, span, message).help(help));
            continue;
        }
        if !on_disk.canonicalize().is_ok_and(|target| target.starts_with(&inside)) {
            let message =
                text!("“{path}”是通到 content/ 外面的链接", "`{path}` is a link that leads out of content/");
            let help = text!("把文件本身复制进来。", "Copy the file itself in.");
            out.push(Diagnostic::new(&rules::FILE_OUTSIDE, span, message).help(help));
            continue;
        }
        match std::fs::read(&on_disk) {
            Ok(bytes) => drop(assets.insert(path, bytes.into())),
            Err(error) => {
                let message = text!("打不开“{path}”：{error}", "cannot open `{path}`: {error}");
                out.push(Diagnostic::new(&rules::FILE_UNREADABLE, span, message));
            }
        }
    }
    Ok(assets)
}
