//! Views into bytes: pages through the theme's templates, open data, feeds. Pure: the same site and theme make the
//! same artifacts, in parallel or not.

pub mod artifact;
mod data;
mod engine;
mod fault;
mod markdown;
mod original;
pub mod paper;
mod rare;
mod reuse;
mod shapes;
mod shards;
mod strings;
mod svg;
mod tables;
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
use crate::site::view::{PageView, View};
use crate::source::At;
use crate::theme::Theme;

pub use artifact::Artifacts;
pub use fault::{FONT, RULES, STRINGS, TEMPLATE, UNWORDED};
pub use reuse::{Again, RenderCache, Why};
pub use used::made_with;

use reuse::WrittenPage;

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

    /// What pages of `template` in `language` are made with beside their views.
    fn digest(&self, language: &str, template: &str) -> Option<blake3::Hash> {
        self.voices.iter().find(|voice| voice.language == language)?.digests.get(template).copied()
    }

    /// All files of the site. A fault that shows only with the records (a key a view does not have) is reported
    /// once, however many pages meet it.
    pub fn render(&self, site: &Site, theme: &Theme) -> Result<Artifacts, Diagnostics> {
        let pages = site.pages.clone();
        let rendered = self.rerender(site, pages, theme, &mut RenderCache::default(), false);
        rendered.map(|rendered| rendered.artifacts)
    }

    /// The same with the last files: what is shown again, with templates and strings that are the same, keeps its bytes. To
    /// `explain` why a page was rendered costs time. `pages` are those of the site; those that nobody else holds are freed
    /// one by one.
    pub fn rerender(
        &self,
        site: &Site,
        pages: Vec<Arc<PageView>>,
        theme: &Theme,
        cache: &mut RenderCache,
        explain: bool,
    ) -> Result<Rendered, Diagnostics> {
        let RenderCache { pages: written, data_pages, shards, tables, rare, forgets } = cache;
        let is_first = written.values().next().is_none();
        let has_kiosk = pages.iter().any(|page| matches!(**page, PageView::Kiosk(_)));
        let of = |page: Arc<PageView>| (page.frame().path.clone(), page);
        let (told, views): (Vec<_>, Vec<_>) =
            pages.into_par_iter().map(of).partition(|(_, page)| matches!(**page, PageView::Data(_)));
        let forgets = *forgets;
        let page = |_: &String, page: Arc<PageView>, before: Option<&Result<WrittenPage, _>>| {
            let made = self.page(&page, before.and_then(|before| before.as_ref().ok()), is_first, explain);
            made.map(|made| WrittenPage { view: Some(page).filter(|_| !forgets), ..made })
        };
        let mut artifacts = Artifacts::default();
        // The page of a large bulletin takes as long as all data.
        rayon::join(
            || written.renew(views, page),
            || {
                data::add(&mut artifacts, site, tables);
                shards::add(&mut artifacts, site, shards);
            },
        );
        // This one tells how large the data are.
        let told = told.into_iter().map(|(path, page)| match &*page {
            PageView::Data(view) => (path, Arc::new(view.clone().measured(data::sizes(site, tables)).into())),
            _ => (path, page),
        });
        data_pages.renew(told.collect::<Vec<_>>(), page);
        let mut problems = Diagnostics::default();
        let mut again = Vec::new();
        for (path, page) in written.iter().chain(data_pages.iter()) {
            match page {
                Ok(WrittenPage { bytes, why, .. }) => {
                    artifacts.add(path, bytes.clone());
                    again.extend(why.clone().map(|why| Again { path: path.clone(), why }));
                }
                Err(error) => fault::add(&mut problems, theme, error),
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
        let is_rtl = self.voices.iter().any(|voice| voice.strings.get("direction") == Some("rtl"));
        let needed = |path: &str| {
            path.starts_with(ASSETS) && (has_kiosk || !path.starts_with(KIOSK)) && (is_rtl || path != RTL)
        };
        for (path, file) in theme.files.iter().filter(|(path, _)| needed(path)) {
            match theme.texts.get(path) {
                Some(text) => artifacts.add_with_text(path.as_str(), file.bytes.clone(), text.clone()),
                None => artifacts.add(path.as_str(), file.bytes.clone()),
            }
        }
        if let Some(look) = theme.files.get(LOOK) {
            artifacts.append(rare::STYLES, &look.bytes);
        }
        web::add(&mut artifacts, site, theme, &self.own().strings);
        rare::add(&mut artifacts, theme, rare)?;
        Ok(Rendered { artifacts, again })
    }

    /// A page as it was `before`, if it shows the same and is made with the same; without its view, if it is new.
    fn page(
        &self,
        page: &Arc<PageView>,
        before: Option<&WrittenPage>,
        is_first: bool,
        explain: bool,
    ) -> Result<WrittenPage, tera::Error> {
        let frame = page.frame();
        let digest = self.digest(&frame.language, page.template());
        let why = match before {
            None if is_first => Why::Theme,
            None => Why::New,
            Some(before) if digest.is_none() || before.digest != digest => Why::Theme,
            Some(before) if before.view.as_ref() == Some(page) => {
                return Ok(WrittenPage { why: None, ..before.clone() });
            }
            Some(WrittenPage { view: Some(view), .. }) if explain => Why::Shows(reuse::parts(view, page)),
            Some(_) => Why::Shows(Vec::new()),
        };
        let tera = &self.voice(&frame.language).tera;
        let context = context(&**page)?;
        let html = tera.render(page.template(), &context)?;
        let original = frame.original.as_ref().unwrap_or(&frame.language);
        let html = original::told(html, original, strings::lender(&frame.language));
        let bytes = shapes::once(html).into();
        Ok(WrittenPage { view: None, digest, bytes, why: Some(why) })
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

/// The files of a theme that decide how pages look in HTML.
fn parts(theme: &Theme) -> impl Iterator<Item = (&String, &Blob)> {
    let decides = |path: &str| !OTHERS.iter().any(|folder| path.starts_with(folder));
    theme.files.iter().filter(move |(path, _)| decides(path)).map(|(path, file)| (path, &file.bytes))
}

/// The one way into a template: only a [`View`] fits.
fn context<V: View + Serialize>(view: &V) -> Result<Context, tera::Error> {
    Context::from_serialize(view)
}
