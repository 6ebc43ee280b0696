//! Which files there are below `content/`: records, pages, and the rest.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "finds the files")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::fault::Fault;
use crate::text;

/// What a file below `content/` is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// `content/site.yaml`
    Site,
    /// Any other YAML file.
    Records,
    /// Markdown.
    Page,
    /// A `site.yaml` further down: an error.
    SecondSite,
    /// A record file or folder linked from outside: an error.
    LinkedFromOutside,
    /// The settings under another name (`site.yml`) where there is no `site.yaml`: an error.
    MisnamedSite,
    /// Meant as a record file or page, but named so that it is not read: `members.yaml.txt`.
    Misnamed,
    /// A pipe or a device with the name of a record file: an error.
    NoFile,
}

/// One file found.
#[derive(Clone, Debug)]
pub(super) struct FoundFile {
    /// Relative to the site folder, with `/`.
    pub path: String,
    /// Where it is on disk.
    pub on_disk: PathBuf,
    /// What it is.
    pub kind: FileKind,
}

/// What lies below `content/`, sorted by path.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Records and pages; `site.yaml` first.
    pub files: Vec<FoundFile>,
    /// Paths of all other files, which records may name.
    pub others: Vec<String>,
}

/// Lists `root/content`. A folder that cannot be read is the machine's fault.
pub(super) fn find(root: &Path) -> Result<Findings, Fault> {
    let content = root.join("content");
    if !content.is_dir() {
        let shown = root.display();
        return Err(Fault::new(text!(
            "“{shown}”里没有 content/ 文件夹。用 -s 指明公开栏所在的文件夹，或用 gongkailan init 新建一个。",
            "there is no folder content/ in {shown}. Name the board's folder with -s, or make one with gongkailan init."
        )));
    }
    let inside = content.canonicalize().map_err(|error| unreadable(&content, &error))?;
    let mut found = Findings::default();
    let walk = WalkDir::new(&content)
        .follow_root_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_skipped(entry));
    for entry in walk {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&content).to_owned();
            unreadable(&path, &error)
        })?;
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path = relative.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_symlink() {
            // What a link within content/ leads to is found on its own.
            let outside = entry.path().canonicalize().is_ok_and(|target| !target.starts_with(&inside));
            if outside && (entry.path().is_dir() || kind_of(&path).is_some()) {
                let on_disk = entry.path().to_owned();
                found.files.push(FoundFile { path, on_disk, kind: FileKind::LinkedFromOutside });
            } else if !entry.path().is_dir() {
                found.others.push(path);
            }
            continue;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        let is_file = entry.file_type().is_file();
        match kind_of(&path) {
            Some(kind) => {
                let kind = if is_file { kind } else { FileKind::NoFile };
                found.files.push(FoundFile { path, on_disk: entry.into_path(), kind });
            }
            None => found.others.push(path),
        }
    }
    found.sort();
    Ok(found)
}

/// The same for files by their paths alone.
pub(super) fn in_memory<'p>(paths: impl Iterator<Item = &'p String>) -> Findings {
    let mut found = Findings::default();
    for path in paths {
        match kind_of(path) {
            Some(kind) => found.files.push(FoundFile { path: path.clone(), on_disk: PathBuf::new(), kind }),
            None => found.others.push(path.clone()),
        }
    }
    found.sort();
    found
}

impl Findings {
    /// These `files` are there, and not to be looked for on disk.
    pub(super) fn replace(&mut self, files: &BTreeMap<String, Vec<u8>>) {
        self.files.retain(|found| !files.contains_key(&found.path));
        self.files.append(&mut in_memory(files.keys()).files);
        self.sort();
    }

    /// Sorts, and takes the settings under another name where there are none under the right one.
    fn sort(&mut self) {
        let is_site = |found: &FoundFile| found.kind == FileKind::Site;
        let by_another_name = |found: &&mut FoundFile| {
            found.kind == FileKind::SecondSite && found.path.matches('/').count() == 1
        };
        if !self.files.iter().any(is_site)
            && let Some(site) = self.files.iter_mut().find(by_another_name)
        {
            site.kind = FileKind::MisnamedSite;
        }
        let key = |found: &FoundFile| (found.kind != FileKind::Site, found.path.clone());
        self.files.sort_by_cached_key(key);
        self.others.sort();
    }
}

fn is_skipped(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with(['.', '~', '_'])
}

fn kind_of(path: &str) -> Option<FileKind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    let (stem, extension) = lower.rsplit_once('.')?;
    match extension {
        "yaml" | "yml" if path == "content/site.yaml" => Some(FileKind::Site),
        "yaml" | "yml" if stem == "site" => Some(FileKind::SecondSite),
        "yaml" | "yml" => Some(FileKind::Records),
        "md" => Some(FileKind::Page),
        // Notepad adds .txt, and the system hides it.
        "txt" if stem.ends_with(".yaml") || stem.ends_with(".yml") || stem.ends_with(".md") => {
            Some(FileKind::Misnamed)
        }
        _ => None,
    }
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Fault {
    let shown = path.display();
    Fault::new(text!("读不了“{shown}”：{error}", "cannot read {shown}: {error}"))
}
