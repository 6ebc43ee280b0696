//! Every stage in order, and nowhere else: load, model, check, site, render, guard, publish.

mod cache;
mod patience;
mod print;
mod publication;
mod recording;
mod stages;
mod trial;

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::load::Loaded;
use crate::model::{self, Board, Records};
use crate::publish::{Destination, Published, publish};
use crate::render::Artifacts;
use crate::report::{self, NoScheme, Question, Report};
use crate::site::{self, Site, view::Answers};
use crate::source::Sources;
use crate::text;
use crate::theme::{self, Theme};

pub use cache::{Remade, RunCache};
pub use print::{Printed, Printing, print};
pub use publication::{Publication, Recorded, counted};
pub use recording::{Done, record};
pub use stages::{Made, Request, Step, rules};
use stages::{Read, finish, free_later, read, resolve};
pub use trial::{Trial, Tried};

/// Reads, checks, renders and looks the finished files through; writes nothing. The theme's own faults are found
/// beside those of the records.
pub fn make(request: &Request<'_>, watch: &mut dyn FnMut(Step)) -> Result<Made, Fault> {
    Ok(make_with(request, None, watch)?.made)
}

/// [`make`], with posters below `posters/` when they are asked for.
pub fn make_with(
    request: &Request<'_>,
    printing: Option<&Printing<'_>>,
    watch: &mut dyn FnMut(Step),
) -> Result<Printed, Fault> {
    let mut cache = RunCache::once();
    let made = cache.make(request, printing, watch);
    free_later(cache);
    made
}

/// What a question to the records found out.
#[derive(Debug)]
pub struct Asked<T> {
    /// The files that the problems point into.
    pub sources: Sources,
    /// All problems of the records, sorted.
    pub diagnostics: Diagnostics,
    /// The answer; `None` when the records have errors.
    pub answer: Option<T>,
}

/// Reads, checks, and answers from sound records; writes nothing.
fn answered<T>(
    request: &Request<'_>,
    watch: &mut dyn FnMut(Step),
    answer: impl FnOnce(Records) -> Result<T, Fault>,
) -> Result<Asked<T>, Fault> {
    let Read { mut loaded, records, mut diagnostics } = read(request, watch)?;
    let sound = records.filter(|_| !diagnostics.has_errors());
    let answer = sound.map(answer).transpose()?;
    finish(&mut diagnostics, &mut loaded.sources);
    Ok(Asked { sources: loaded.sources, diagnostics, answer })
}

/// Who covers the households that `query` means, in `language` or else the board's own. The theme is not asked.
pub fn ask(
    request: &Request<'_>,
    query: &str,
    language: Option<&str>,
    watch: &mut dyn FnMut(Step),
) -> Result<Asked<Answers>, Fault> {
    answered(request, watch, |Records { board, .. }| {
        let answers = site::who(&board, request.as_of, language, &[query]);
        let only = answers.and_then(|mut answers| answers.pop());
        only.ok_or_else(|| not_published(&board, language.unwrap_or_default()))
    })
}

/// The internal report, which nothing is published of.
pub fn report(
    request: &Request<'_>,
    question: &Question,
    watch: &mut dyn FnMut(Step),
) -> Result<Asked<Result<Report, NoScheme>>, Fault> {
    answered(request, watch, |Records { board, register }| {
        Ok(report::report(&board, &register, request.as_of, question))
    })
}

/// Reads and checks: the problems, and the records unless they have errors. For commands that write records.
pub fn records(
    request: &Request<'_>,
    watch: &mut dyn FnMut(Step),
) -> Result<(Sources, Diagnostics, Option<Records>), Fault> {
    let Asked { sources, diagnostics, answer } = answered(request, watch, Ok)?;
    Ok((sources, diagnostics, answer))
}

fn not_published(board: &Board, language: &str) -> Fault {
    let further = board.ground.translations.iter().map(|translations| translations.language.as_str());
    let languages: Vec<&str> = [board.ground.settings.language.as_str()].into_iter().chain(further).collect();
    let languages = languages.join(", ");
    Fault::usage(text!(
        "这个公开栏没有“{language}”这种语言，有的是 {languages}",
        "the board is not published in '{language}', but in {languages}"
    ))
}

/// A finished site beside the theme that it was made with.
#[derive(Debug)]
pub struct Shown {
    /// The files that the problems point into.
    pub sources: Sources,
    /// All problems, sorted.
    pub diagnostics: Diagnostics,
    /// What `site.yaml` calls the theme.
    pub name: String,
    /// The theme.
    pub theme: Theme,
    /// The site and its files; `None` when there are errors.
    pub site: Option<(Site, Artifacts)>,
}

/// Reads, checks and renders, for questions about how pages are made; writes nothing.
pub fn show(request: &Request<'_>, watch: &mut dyn FnMut(Step)) -> Result<Shown, Fault> {
    watch(Step::Load);
    let (loaded, diagnostics) = patience::load(request.site)?;
    let mut read = resolve(request, loaded, diagnostics, &mut model::ResolveCache::default(), watch);
    let shown = RunCache::default().show(&mut read, request.as_of, false, watch);
    let Read { mut loaded, mut diagnostics, .. } = read;
    finish(&mut diagnostics, &mut loaded.sources);
    let name = named(&loaded);
    let site = shown.map(|(site, rendered)| (site, rendered.artifacts));
    Ok(Shown { sources: loaded.sources, diagnostics, name, theme: loaded.theme, site })
}

/// The name of the theme that the board in the folder `site` uses.
pub fn theme_name(site: &Path) -> Result<String, Fault> {
    Ok(named(&patience::load(site)?.0))
}

fn named(loaded: &Loaded) -> String {
    let own = loaded.site.as_ref().and_then(|site| site.theme.as_ref());
    own.map_or(theme::DEFAULT, |name| &name.value).to_owned()
}

/// [`make`], with posters when they are asked for, and what was made into `destination` unless errors forbid it.
pub fn build(
    request: &Request<'_>,
    printing: Option<&Printing<'_>>,
    destination: &mut Destination,
    watch: &mut dyn FnMut(Step),
) -> Result<(Printed, Option<Published>), Fault> {
    let printed = make_with(request, printing, watch)?;
    let published = match &printed.made.artifacts {
        Some(artifacts) if !printed.made.is_refused(request.deny_warnings) => {
            watch(Step::Publish);
            Some(publish(artifacts, destination)?)
        }
        _ => None,
    };
    Ok((printed, published))
}

/// What was made into `destination`, at a later time than [`RunCache::remake`].
pub fn put(made: &Made, destination: &mut Destination) -> Result<Published, Fault> {
    match &made.artifacts {
        Some(artifacts) => publish(artifacts, destination),
        None => Ok(Published::default()),
    }
}
