//! What is served now: one finished site, and what is wrong since. Replaced as a whole, so that no visitor gets half.

use std::sync::Arc;

use serde::Serialize;

use super::address;
use crate::blob::Blob;
use crate::diagnostic::summary::summary;
use crate::diagnostic::visible::visible;
use crate::diagnostic::{Diagnostics, Lang, Severity, Text};
use crate::render::Artifacts;
use crate::source::Sources;

/// Kinds of files that pages load without showing it in their own bytes.
const LOADED: [&str; 2] = [".js", ".css"];

/// What visitors see.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The last site without errors; `None` before the first.
    pub site: Option<Arc<Site>>,
    /// Why there is no newer one.
    pub trouble: Option<Arc<Trouble>>,
    /// Counts snapshots.
    pub number: u64,
}

/// A finished site.
#[derive(Debug, Default)]
pub struct Site {
    files: Arc<Artifacts>,
    /// A digest of all scripts and style sheets.
    all: String,
}

/// A save that cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// In a sentence.
    pub title: String,
    /// That what is seen is older.
    pub note: String,
    /// Every problem.
    pub problems: Vec<Problem>,
}

/// One problem, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The rule's name; empty for what is no fault of the records.
    pub rule: &'static str,
    /// `content/site.yaml:3:5`; empty where there is no place.
    pub place: String,
    /// Opens the place in an editor; only for visitors on this machine.
    pub href: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Site {
    /// The site made of `files`.
    pub fn new(files: &Arc<Artifacts>) -> Site {
        let loaded = files.iter().filter(|(path, _)| LOADED.iter().any(|kind| path.ends_with(kind)));
        let all: String = loaded.map(|(path, bytes)| format!("{path} {}\n", digest(bytes))).collect();
        Site { files: files.clone(), all: digest(all.as_bytes()) }
    }

    /// The bytes of the file at `path`, also below the folder in which the site will lie on its host.
    pub fn get(&self, path: &str) -> Option<&Blob> {
        let below = || {
            let folder = address::file(self.files.folder()?)?;
            self.files.get(path.strip_prefix(folder.strip_suffix("index.html")?)?)
        };
        self.files.get(path).or_else(below)
    }

    /// What tells the page at `path`, with all that it may load, from others; empty without a page.
    pub fn stamp(&self, path: &str) -> String {
        self.get(path).map(|bytes| format!("{}-{}", digest(bytes), self.all)).unwrap_or_default()
    }

    /// Paths at which the two have something else, or only one has anything, sorted.
    pub fn differing<'a>(&'a self, other: &'a Site) -> impl Iterator<Item = &'a str> {
        self.files.differing(&other.files)
    }
}

/// A short digest of `bytes`, in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

impl Trouble {
    /// Everything that forbids showing what was saved. Links open files below `site` in an editor.
    pub fn of(diagnostics: &Diagnostics, sources: &Sources, lang: Lang, site: Option<&str>) -> Trouble {
        let problem = |diagnostic: &crate::diagnostic::Diagnostic| {
            let file = &sources.get(diagnostic.span.file).path;
            let at = sources.position(diagnostic.span);
            let place = format!("{file}:{}:{}", at.line, at.column);
            Problem {
                severity: diagnostic.severity.name(),
                rule: diagnostic.rule.name,
                href: site.map(|site| href(site, &place)),
                place: visible(&place).into_owned(),
                message: visible(diagnostic.message.get(lang)).into_owned(),
                help: diagnostic.help.as_ref().map(|help| visible(help.get(lang)).into_owned()),
            }
        };
        let counts = |diagnostic: &&crate::diagnostic::Diagnostic| diagnostic.severity != Severity::Note;
        let problems = diagnostics.iter().filter(counts).map(problem).collect();
        Trouble { title: summary(diagnostics, lang), note: note(lang), problems }
    }

    /// What is not the records' fault.
    pub fn fault(text: &Text, lang: Lang) -> Trouble {
        Trouble { title: visible(text.get(lang)).into_owned(), note: note(lang), problems: Vec::new() }
    }
}

fn note(lang: Lang) -> String {
    match lang {
        Lang::Zh => "下面是最后一次没有错误的网页；改好并保存，这里会自动更新。",
        Lang::En => "Below is the last site without errors; mend it and save, and this page follows.",
    }
    .to_owned()
}

/// An address that editors of the VS Code family open.
fn href(site: &str, place: &str) -> String {
    let encoded: String = format!("{site}/{place}").split('/').map(encode).collect::<Vec<_>>().join("/");
    format!("vscode://file/{}", encoded.trim_start_matches('/'))
}

fn encode(part: &str) -> String {
    crate::site::urls::encode(part).replace("%3A", ":")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_404_html_names_is_found_below_the_folder_of_the_site() {
        let mut files = Artifacts::default();
        files.add("assets/base.css", b"body".to_vec());
        let bare = Site::new(&Arc::new(files.clone()));
        assert!(bare.get("村/assets/base.css").is_none());
        files.serve_below("/%E6%9D%91/");
        let site = Site::new(&Arc::new(files));
        assert!(site.get("assets/base.css").is_some() && site.get("村/assets/base.css").is_some());
        assert!(site.get("镇/assets/base.css").is_none() && site.get("村").is_none());
    }
}
