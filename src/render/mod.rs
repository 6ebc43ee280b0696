//! Views into bytes: pages through the theme's templates, open data, feeds. Pure: the same site and theme make the
//! same artifacts, in parallel or not.

pub mod artifact;
mod data;
mod engine;
mod fault;
mod lines;
mod markdown;
pub mod paper;
mod rare;
mod reuse;
mod shards;
mod strings;
mod svg;
#[cfg(test)]
mod tests;
mod used;
mod web;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

use crate::blob::Blob;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::site::Site;
use crate::site::view::{BulletinView, PageView, View};
use crate::source::At;
use crate::theme::Theme;

pub use artifact::Artifacts;
pub use fault::{FONT, RULES, STRINGS, TEMPLATE, UNWORDED};
pub use reuse::{Again, Last, Why};
pub use used::made_with;

use reuse::Index;

/// Where a theme's own files go: `assets/style.css` of the theme is `assets/style.css` of the site.
const ASSETS: &str = "assets/";
/// Folders of a theme whose files do not decide how pages look in HTML.
const OTHERS: [&str; 3] = [ASSETS, "fonts/", "posters/"];
/// The style sheet for what is written from right to left.
const RTL: &str = "assets/rtl.css";
/// How the names of those begin that only the kiosk's page uses.
const KIOSK: &str = "assets/kiosk";

/// Colours that a theme puts over those, without a style sheet of its own.
const LOOK: &str = "look.css";

/// All files of a site, as one rendering made them.
#[derive(Debug)]
pub struct Rendered {
    /// The files.
    pub artifacts: Artifacts,
    /// The pages that were rendered, by path.
    pub again: Vec<Again>,
    rare: rare::KnownRare,
    written: data::WrittenTables,
    lines: lines::KnownLines,
}

/// The theme's templates and strings, checked once and then only read.
#[derive(Debug)]
pub struct Renderer {
    /// One a language, the board's own first.
    voices: Vec<Voice>,
    /// The theme's templates and strings, by path: all that pages are made with beside their views.
    parts: BTreeMap<String, Blob>,
}

/// The templates with the words of one language.
#[derive(Debug)]
struct Voice {
    tera: Tera,
    strings: strings::Strings,
    language: String,
    digests: used::Digests,
}

impl Renderer {
    /// Takes in all templates of `theme` and its strings for `language` and the `further` ones; returns every fault of
    /// all of them.
    pub fn new(theme: &Theme, language: &str, further: &[At<String>]) -> Result<Renderer, Diagnostics> {
        let mut problems = Diagnostics::default();
        for unknown in further.iter().filter(|code| !strings::is_worded(theme, &code.value)) {
            problems.push(fault::unworded(unknown, strings::worded(theme)));
        }
        let languages: Vec<&str> =
            [language].into_iter().chain(further.iter().map(|code| &*code.value)).collect();
        let names = strings::names(theme, &languages);
        let mut voices = Vec::new();
        for &language in &languages {
            let (strings, faults) = strings::Strings::read(theme, language);
            merge(&mut problems, faults);
            match engine::build(theme, &strings, &names) {
                Ok(tera) => {
                    let digests = used::digests(theme, language);
                    voices.push(Voice { tera, strings, language: language.to_owned(), digests });
                }
                Err(faults) => merge(&mut problems, faults),
            }
        }
        if problems.has_errors() {
            return Err(problems);
        }
        let parts = parts(theme).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        Ok(Renderer { voices, parts })
    }

    /// Whether a new renderer for `theme` and these languages would be the same.
    pub fn suits(&self, theme: &Theme, language: &str, further: &[At<String>]) -> bool {
        let languages = [language].into_iter().chain(further.iter().map(|code| &*code.value));
        languages.eq(self.voices.iter().map(|voice| &*voice.language)) && parts(theme).eq(&self.parts)
    }

    /// The voice of the board's own language.
    fn own(&self) -> &Voice {
        &self.voices[0]
    }

    /// The voice that a page in `language` is worded with.
    fn voice(&self, language: &str) -> &Voice {
        self.voices.iter().find(|voice| voice.language == language).unwrap_or(self.own())
    }

    /// What pages are made with, by language.
    fn digests(&self) -> reuse::Digests {
        self.voices.iter().map(|voice| (voice.language.clone(), voice.digests.clone())).collect()
    }

    /// All files of the site. A fault that shows only with the records (a key a view does not have) is reported
    /// once, however many pages meet it.
    pub fn render(&self, site: &Site, theme: &Theme) -> Result<Artifacts, Diagnostics> {
        self.rerender(site, theme, None, false).map(|rendered| rendered.artifacts)
    }

    /// The same with the last site: what is shown again, with templates and strings that are the same, keeps its
    /// bytes. To `explain` why a page was rendered costs time.
    pub fn rerender(
        &self,
        site: &Site,
        theme: &Theme,
        last: Option<&Last>,
        explain: bool,
    ) -> Result<Rendered, Diagnostics> {
        let digests = self.digests();
        let index = last.map(|last| Index::new(last, &digests));
        let one = |page: &Arc<PageView>| -> Result<Page, tera::Error> {
            match index.as_ref().map_or(Err(Why::Theme), |index| index.page(page, explain)) {
                Ok(bytes) => {
                    let lines = index.as_ref().and_then(|index| index.lines(page)).map(|(_, lines)| lines);
                    Ok(Page { bytes, lines: lines.cloned(), why: None })
                }
                Err(why) => {
                    let made_alike = matches!(why, Why::Shows(_));
                    let before = index.as_ref().filter(|_| made_alike).and_then(|index| index.lines(page));
                    let (html, lines) = self.page(page, before)?;
                    Ok(Page { bytes: html.into(), lines, why: Some(why) })
                }
            }
        };
        // The page of a large bulletin takes as long as all data.
        let (pages, (mut artifacts, written)): (Vec<Result<Page, tera::Error>>, _) = rayon::join(
            || site.pages.par_iter().map(one).collect(),
            || {
                let mut artifacts = Artifacts::default();
                let written = data::add(&mut artifacts, site, last.map(Last::data));
                shards::add(&mut artifacts, site, index.as_ref());
                (artifacts, written)
            },
        );
        let mut problems = Diagnostics::default();
        let mut again = Vec::new();
        let mut lines = lines::KnownLines::default();
        for (page, made) in site.pages.iter().zip(pages) {
            let path = &page.frame().path;
            match made {
                Ok(Page { bytes, lines: written, why }) => {
                    artifacts.add(path, bytes);
                    lines.extend(written.map(|written| (path.clone(), written)));
                    again.extend(why.map(|why| Again { path: path.clone(), why }));
                }
                Err(error) => fault::add(&mut problems, theme, &error),
            }
        }
        if problems.has_errors() {
            return Err(problems);
        }
        for file in &site.files {
            match &file.reading {
                Some(reading) => {
                    artifacts.add_attachment(&file.path, file.bytes.clone(), reading.clone(), file.at);
                }
                None => artifacts.add(file.path.as_str(), file.bytes.clone()),
            }
        }
        let has_kiosk = site.pages.iter().any(|page| matches!(**page, PageView::Kiosk(_)));
        let is_rtl = self.voices.iter().any(|voice| voice.strings.get("direction") == Some("rtl"));
        let needed = |path: &str| {
            path.starts_with(ASSETS) && (has_kiosk || !path.starts_with(KIOSK)) && (is_rtl || path != RTL)
        };
        for (path, file) in theme.files.iter().filter(|(path, _)| needed(path)) {
            artifacts.add(path.as_str(), file.bytes.clone());
        }
        if let Some(look) = theme.files.get(LOOK) {
            artifacts.append(rare::STYLES, &look.bytes);
        }
        web::add(&mut artifacts, site, theme, &self.own().strings);
        if let Some(last) = last {
            artifacts.share(&last.artifacts);
        }
        let rare = rare::add(&mut artifacts, theme, last.map(|last| &last.rare))?;
        Ok(Rendered { artifacts, again, rare, written, lines })
    }

    /// What the next run is to know of this one, and the pages that were rendered.
    pub fn keep(&self, site: Site, rendered: Rendered) -> (Last, Vec<Again>) {
        let Rendered { artifacts, again, rare, written, lines } = rendered;
        (Last { site, artifacts: Arc::new(artifacts), digests: self.digests(), rare, written, lines }, again)
    }

    /// A page, and the lines that were rendered part by part; these may be those `before`.
    fn page(
        &self,
        page: &PageView,
        before: Option<(&BulletinView, &lines::WrittenLines)>,
    ) -> Result<(String, Option<lines::WrittenLines>), tera::Error> {
        let tera = &self.voice(&page.frame().language).tera;
        let mut context = context(page)?;
        let lines = match page {
            PageView::Bulletin(view) => Some(lines::write(tera, view, &context, before)?),
            _ => None,
        };
        lines.iter().for_each(|lines| lines::put(lines, &mut context));
        Ok((tera.render(page.template(), &context)?, lines))
    }
}

/// Adds those of `more` that are not told yet: templates have the same faults in every language.
fn merge(problems: &mut Diagnostics, more: Diagnostics) {
    for problem in more.iter() {
        let known = |known: &Diagnostic| known.span == problem.span && known.message == problem.message;
        if !problems.iter().any(known) {
            problems.push(problem.clone());
        }
    }
}

/// A finished page.
struct Page {
    bytes: Blob,
    /// Its lines, where they are rendered part by part.
    lines: Option<lines::WrittenLines>,
    /// Why it was rendered, if it was.
    why: Option<Why>,
}

/// The files of a theme that decide how pages look in HTML.
fn parts(theme: &Theme) -> impl Iterator<Item = (&String, &Blob)> {
    let decides = |path: &str| !OTHERS.iter().any(|folder| path.starts_with(folder));
    theme.files.iter().filter(move |(path, _)| decides(path)).map(|(path, file)| (path, &file.bytes))
}

/// The one way into a template: only a [`View`] fits.
fn context<V: View + Serialize>(view: &V) -> Result<Context, tera::Error> {
    Context::from_serialize(view)
}
