//! What is served now: one finished site, and what is wrong since. Replaced as a whole, so that no visitor gets half.

use std::sync::Arc;

use serde::Serialize;

use super::address;
use crate::blob::Blob;
use crate::diagnostic::summary::summary;
use crate::diagnostic::visible::visible;
use crate::diagnostic::{Diagnostic, Diagnostics, Lang, Rule, Severity, Text};
use crate::render::Artifacts;
use crate::source::Sources;

/// Kinds of files that pages load without showing it in their own bytes.
const LOADED: [&str; 2] = [".js", ".css"];

/// What visitors see.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The last site without errors; `None` before the first.
    pub site: Option<Arc<Site>>,
    /// Why there is no newer one, or what is worth telling beside it.
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

/// A save that cannot be shown, or what is told of one that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// In a sentence.
    pub title: String,
    /// Whether what is seen is older.
    pub note: String,
    /// Whether the problems are shown only when they are asked for.
    pub folded: bool,
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
    /// Everything that forbids showing what was saved, and what `remarked` says, which may be a note. Links open files
    /// below `site` in an editor.
    pub fn of(
        (diagnostics, sources): (&Diagnostics, &Sources),
        remarked: &Rule,
        lang: Lang,
        site: Option<&str>,
    ) -> Trouble {
        let counts =
            |problem: &&Diagnostic| problem.severity != Severity::Note || problem.rule.name == remarked.name;
        let problems =
            diagnostics.iter().filter(counts).map(|one| Problem::new(one, sources, lang, site)).collect();
        Trouble { title: summary(diagnostics, lang), note: note(lang), folded: false, problems }
    }

    /// What `remarked` says of a save that is shown, if anything.
    pub fn beside(
        (diagnostics, sources): (&Diagnostics, &Sources),
        remarked: &Rule,
        lang: Lang,
        site: Option<&str>,
    ) -> Option<Trouble> {
        let said = diagnostics.iter().filter(|problem| problem.rule.name == remarked.name);
        let problems: Vec<Problem> = said.map(|one| Problem::new(one, sources, lang, site)).collect();
        let note = match lang {
            Lang::Zh => "网页照常更新。",
            Lang::En => "Pages follow all the same.",
        };
        let title = remarked.what.get(lang).to_owned();
        (!problems.is_empty()).then(|| Trouble { title, note: note.to_owned(), folded: true, problems })
    }

    /// What is not the records' fault.
    pub fn fault(text: &Text, lang: Lang) -> Trouble {
        let title = visible(text.get(lang)).into_owned();
        Trouble { title, note: note(lang), folded: false, problems: Vec::new() }
    }
}

impl Problem {
    fn new(problem: &Diagnostic, sources: &Sources, lang: Lang, site: Option<&str>) -> Problem {
        let file = &sources.get(problem.span.file).path;
        let at = sources.position(problem.span);
        let place = format!("{file}:{}:{}", at.line, at.column);
        Problem {
            severity: problem.severity.name(),
            rule: problem.rule.name,
            href: site.map(|site| href(site, &place)),
            place: visible(&place).into_owned(),
            message: visible(problem.message.get(lang)).into_owned(),
            help: problem.help.as_ref().map(|help| visible(help.get(lang)).into_owned()),
        }
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
