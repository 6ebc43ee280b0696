//! `theme why`: the files of the theme that one page is made of.

use std::collections::BTreeSet;
use std::path::Path;

use super::{FileOrigin, origin};
use crate::render::{Artifacts, made_with};
use crate::site::Site;
use crate::suggest::closest;
use crate::theme::Theme;

/// What a file does for a page, in the order in which parts are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartRole {
    /// The template, and those it extends or includes.
    Template,
    /// A file of components that one of these calls.
    Components,
    /// Words; the nearest language last.
    Strings,
    /// A style sheet.
    Style,
    /// A script.
    Script,
    /// A drawing or anything else.
    Other,
}

/// A file of the theme that a page is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePart {
    /// What it does.
    pub role: PartRole,
    /// Its path within the theme.
    pub path: String,
    /// Where it comes from.
    pub origin: FileOrigin,
}

/// There is no such page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The page that may be meant.
    pub guess: Option<String>,
}

/// What `page` of the finished site with its `artifacts` is made of, with its path in the output. `page` is a path in the output, or
/// the address of a folder (`grids/g-1/`, or `/` for the home page). The theme `name` is that of the board in `folder`.
pub fn why(
    folder: &Path,
    (name, theme): (&str, &Theme),
    (site, artifacts): (&Site, &Artifacts),
    page: &str,
) -> Result<(String, Vec<PagePart>), Unknown> {
    let wanted = page.trim_start_matches('/').trim_end_matches('/');
    let within = if wanted.is_empty() { "index.html".to_owned() } else { format!("{wanted}/index.html") };
    let paths = || site.pages.iter().map(|page| page.frame().path.as_str());
    let view = site.pages.iter().find(|view| [wanted, &within].contains(&view.frame().path.as_str()));
    let Some(view) = view else {
        let guess = closest(wanted, paths()).or_else(|| closest(&within, paths()));
        return Err(Unknown { guess: guess.map(str::to_owned) });
    };
    let path = &view.frame().path;
    let html = artifacts.get(path).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let mut parts: Vec<(PartRole, String)> = made_with(theme, &view.frame().language, view.template())
        .into_iter()
        .map(|path| (role(&path), path))
        .collect();
    parts.extend(
        assets(&html)
            .into_iter()
            .filter(|path| theme.files.contains_key(path))
            .map(|path| (role(&path), path)),
    );
    // Colours are put behind the ground of every page.
    if parts.iter().any(|(_, path)| path == "assets/base.css") && theme.files.contains_key("look.css") {
        parts.push((PartRole::Style, "look.css".to_owned()));
    }
    parts.sort_by_key(|(role, _)| *role);
    let part =
        |(role, path): (PartRole, String)| PagePart { role, origin: origin(folder, name, &path), path };
    Ok((path.clone(), parts.into_iter().map(part).collect()))
}

fn role(path: &str) -> PartRole {
    match path {
        path if path.starts_with("templates/components/") => PartRole::Components,
        path if path.starts_with("templates/") => PartRole::Template,
        path if path.starts_with("strings/") => PartRole::Strings,
        path if path.ends_with(".css") => PartRole::Style,
        path if path.ends_with(".js") => PartRole::Script,
        _ => PartRole::Other,
    }
}

/// The files below `assets/` that a page loads or links to.
fn assets(html: &str) -> BTreeSet<String> {
    let values = html.split("=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let within = values.filter_map(|value| {
        let bare = value.trim_start_matches("../").trim_start_matches("./");
        bare.starts_with("assets/").then(|| bare.split(['?', '#']).next().unwrap_or_default().to_owned())
    });
    within.collect()
}
