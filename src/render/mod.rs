//! Views into bytes: pages through the theme's templates, open data, feeds. Pure: the same site and theme make the
//! same artifacts, in parallel or not.

pub mod artifact;
mod data;
mod engine;
mod fault;
mod markdown;
mod shards;
mod strings;
mod svg;
#[cfg(test)]
mod tests;
mod web;
mod words;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

use crate::diagnostic::Diagnostics;
use crate::load::theme::Theme;
use crate::site::Site;
use crate::site::view::{PageView, View};

pub use artifact::Artifacts;
pub use fault::{RULES, STRINGS, TEMPLATE};

/// Where a theme's own files go: `assets/style.css` of the theme is `assets/style.css` of the site.
const ASSETS: &str = "assets/";
/// How the names of those begin that only the kiosk's page uses.
const KIOSK: &str = "assets/kiosk";

/// The theme's templates and strings, checked once and then only read.
#[derive(Debug)]
pub struct Renderer {
    tera: Tera,
    strings: strings::Strings,
}

impl Renderer {
    /// Takes in all templates of `theme` and its strings for `language`; returns every fault of all of them.
    pub fn new(theme: &Theme, language: &str) -> Result<Renderer, Diagnostics> {
        let (strings, mut problems) = strings::Strings::read(theme, language);
        match engine::build(theme, &strings) {
            Ok(tera) if !problems.has_errors() => Ok(Renderer { tera, strings }),
            Ok(_) => Err(problems),
            Err(faults) => {
                problems.append(faults);
                Err(problems)
            }
        }
    }

    /// All files of the site. A fault that shows only with the records (a key a view does not have) is reported
    /// once, however many pages meet it.
    pub fn render(&self, site: &Site, theme: &Theme) -> Result<Artifacts, Diagnostics> {
        let pages: Vec<Result<(String, String), tera::Error>> =
            site.pages.par_iter().map(|p| self.page(p)).collect();
        let mut artifacts = Artifacts::default();
        let mut problems = Diagnostics::default();
        for page in pages {
            match page {
                Ok((path, html)) => artifacts.add(path, html.into_bytes()),
                Err(error) => fault::add(&mut problems, theme, &error),
            }
        }
        if problems.has_errors() {
            return Err(problems);
        }
        for file in &site.files {
            artifacts.add(file.path.as_str(), file.bytes.clone());
        }
        let has_kiosk = site.pages.iter().any(|page| matches!(page, PageView::Kiosk(_)));
        let needed = |path: &str| path.starts_with(ASSETS) && (has_kiosk || !path.starts_with(KIOSK));
        for (path, file) in theme.files.iter().filter(|(path, _)| needed(path)) {
            artifacts.add(path.as_str(), file.bytes.clone());
        }
        data::add(&mut artifacts, site);
        shards::add(&mut artifacts, site);
        web::add(&mut artifacts, site, theme, &self.strings);
        Ok(artifacts)
    }

    fn page(&self, page: &PageView) -> Result<(String, String), tera::Error> {
        let html = self.tera.render(page.template(), &context(page)?)?;
        Ok((page.frame().path.clone(), html))
    }
}

/// The one way into a template: only a [`View`] fits.
fn context<V: View + Serialize>(view: &V) -> Result<Context, tera::Error> {
    Context::from_serialize(view)
}
