//! `check --fix`: the certain remedies written into the files, byte for byte, and nothing else.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "writes records that somebody asked to be mended"
)]

mod diff;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fault::Fault;
use crate::source::{Source, SourceId, Sources, Span};
use crate::text;

pub use diff::diff;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// A file with what it is to hold.
#[derive(Debug)]
pub struct Rewrite {
    /// Relative to the site folder, with `/`.
    pub path: String,
    /// What it holds; `None` for one that is not there.
    pub before: Option<Vec<u8>>,
    /// What it will hold.
    pub after: Vec<u8>,
}

/// What is to be changed in one file.
#[derive(Debug)]
pub struct Patch {
    /// Relative to the site folder, with `/`.
    pub path: String,
    /// Whether the mark at the file's beginning goes.
    pub bom: bool,
    /// Places in the decoded text and what to write there, in order, none overlapping another.
    pub edits: Vec<(Span, String)>,
    rewrite: Rewrite,
}

/// What can be mended.
#[derive(Debug, Default)]
pub struct Plan {
    /// File by file.
    pub patches: Vec<Patch>,
    /// Files with something to mend that are left alone, because they are not UTF-8.
    pub refused: Vec<String>,
}

impl Plan {
    /// How many places are changed.
    pub fn count(&self) -> usize {
        self.patches.iter().map(|patch| patch.edits.len() + usize::from(patch.bom)).sum()
    }
}

/// The remedies that `diagnostics` are certain of, and marks at the beginning of files, for the board in `root`.
pub fn plan(root: &Path, diagnostics: &Diagnostics, sources: &Sources) -> Result<Plan, Fault> {
    let mut edits = remedies(diagnostics);
    let mut plan = Plan::default();
    for (id, source) in sources.iter() {
        let edits = edits.remove(&id).unwrap_or_default();
        let path = root.join(&source.path);
        if !source.path.starts_with("content/") || source.text.is_empty() {
            continue;
        }
        let reading = |error| Fault::machine(&text!("读取", "read"), &path, &error);
        if edits.is_empty() && !begins_with_mark(&path).map_err(reading)? {
            continue;
        }
        let before = fs::read(&path).map_err(reading)?;
        let bom = before.starts_with(BOM);
        // What was decoded, or has changed since it was read, has other places.
        if before[if bom { BOM.len() } else { 0 }..] != *source.text.as_bytes() {
            plan.refused.push(source.path.clone());
            continue;
        }
        let after = apply(&source.text, &edits).into_bytes();
        let path = source.path.clone();
        let rewrite = Rewrite { path: path.clone(), before: Some(before), after };
        plan.patches.push(Patch { path, bom, edits, rewrite });
    }
    Ok(plan)
}

/// The remedies that `diagnostics` are certain of, file by file: places in the decoded text and what to write there, in
/// order, none overlapping another.
pub fn remedies(diagnostics: &Diagnostics) -> BTreeMap<SourceId, Vec<(Span, String)>> {
    let mut edits: BTreeMap<SourceId, Vec<(Span, String)>> = BTreeMap::new();
    for (span, fix) in diagnostics.iter().flat_map(Diagnostic::fixes) {
        edits.entry(span.file).or_default().push((span, fix.clone()));
    }
    edits.into_iter().map(|(file, edits)| (file, apart(edits))).collect()
}

fn begins_with_mark(path: &Path) -> std::io::Result<bool> {
    let mut first = [0; 3];
    let mut file = File::open(path)?;
    let length = file.read(&mut first)?;
    Ok(first[..length] == *BOM)
}

/// In order, the first of those that overlap, the longer one where two begin together: it mends what the other does. An
/// alias tells the place of its anchor once more.
fn apart(mut edits: Vec<(Span, String)>) -> Vec<(Span, String)> {
    edits.sort_by_key(|(span, _)| (span.file, span.start, Reverse(span.end)));
    let mut end = 0;
    edits.retain(|(span, _)| {
        let is_apart = span.start >= end;
        if is_apart {
            end = span.end;
        }
        is_apart
    });
    edits
}

/// `text` with each of `edits` (in order, apart) made.
pub fn apply(text: &str, edits: &[(Span, String)]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for (span, fix) in edits {
        let Range { start, end } = span.range();
        mended += &text[at..start];
        mended += fix;
        at = end;
    }
    mended + &text[at..]
}

/// The file `source` of the board in `root` with `edits` (in order, apart) made; a mark at its beginning stays.
pub fn edited(root: &Path, source: &Source, edits: &[(Span, String)]) -> Result<Rewrite, Fault> {
    let (name, path) = (&source.path, root.join(&source.path));
    let before = fs::read(&path).map_err(|error| Fault::machine(&text!("读取", "read"), &path, &error))?;
    let mark = if before.starts_with(BOM) { BOM } else { &[] };
    if before[mark.len()..] != *source.text.as_bytes() {
        return Err(match std::str::from_utf8(&before) {
            Ok(_) => changed(name),
            Err(_) => Fault::usage(text!(
                "“{name}”不是 UTF-8，没有改动；先另存为 UTF-8",
                "{name} is not UTF-8 and is left alone: save it as UTF-8 first"
            )),
        });
    }
    let after = [mark, apply(&source.text, edits).as_bytes()].concat();
    Ok(Rewrite { path: name.clone(), before: Some(before), after })
}

fn changed(name: &str) -> Fault {
    Fault::new(text!(
        "“{name}”刚刚被别的程序改过，没有动它；再运行一次即可",
        "`{name}` was changed by another program just now and is left alone; run this again"
    ))
}

/// Writes `patch` in place of the old file, whole or not at all. A file that has changed since is left alone.
pub fn write(root: &Path, patch: &Patch) -> Result<(), Fault> {
    rewrite(root, std::slice::from_ref(&patch.rewrite))
}

/// Writes `files`, each whole or not at all: all bytes are on the disk under passing names before the first is replaced.
/// A file that has changed since, or that came up since, is left alone, and so are all others then.
pub fn rewrite(root: &Path, files: &[Rewrite]) -> Result<(), Fault> {
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    let done = files.iter().try_for_each(|file| stage(root, file, &mut staged)).and_then(|()| {
        staged.iter().try_for_each(|(beside, target)| {
            fs::rename(beside, target)
                .map_err(|error| Fault::machine(&text!("写入", "write"), target, &error))
        })
    });
    if done.is_err() {
        // The old files are whole; only unfinished new ones go.
        staged.iter().for_each(|(beside, _)| drop(fs::remove_file(beside)));
    }
    done
}

/// Puts what `file` is to hold beside it.
fn stage(root: &Path, file: &Rewrite, staged: &mut Vec<(PathBuf, PathBuf)>) -> Result<(), Fault> {
    let (name, path) = (&file.path, root.join(&file.path));
    let writing = |error| Fault::machine(&text!("写入", "write"), &path, &error);
    let Some(before) = &file.before else {
        if path.exists() {
            return Err(Fault::usage(text!(
                "“{name}”已经有了，没有改动它",
                "{name} is there already and is left alone"
            )));
        }
        fs::create_dir_all(path.parent().unwrap_or(root)).map_err(writing)?;
        let beside = sibling(&path);
        staged.push((beside.clone(), path.clone()));
        return flushed(&beside, &file.after).map_err(writing);
    };
    // What a link leads to is rewritten, not the link replaced.
    let target = path.canonicalize().map_err(writing)?;
    if fs::read(&target).map_err(writing)? != *before {
        return Err(changed(name));
    }
    // Asks for the right to write the old file: renaming over it would not.
    OpenOptions::new().append(true).open(&target).map_err(writing)?;
    let beside = sibling(&target);
    staged.push((beside.clone(), target.clone()));
    let permissions = fs::metadata(&target).map_err(writing)?.permissions();
    flushed(&beside, &file.after).and_then(|()| fs::set_permissions(&beside, permissions)).map_err(writing)
}

fn flushed(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A name beside `path` that the program itself would not read.
fn sibling(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.gongkailan"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_touch_their_places_only_and_never_overlap() {
        let span = |start, end| Span::new(SourceId::SITE, start..end);
        let edits = apart(vec![
            (span(6, 9), "Z".into()),
            (span(0, 1), "A".into()),
            (span(0, 1), "A".into()),
            (span(8, 10), "no".into()),
        ]);
        assert_eq!(edits.len(), 2);
        assert_eq!(apply("x\r\ny: 123 # z\r\n", &edits), "A\r\ny: Z # z\r\n");
    }
}
