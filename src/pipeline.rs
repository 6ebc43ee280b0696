//! Every stage in order, and nowhere else: load, model, check, site, render, guard, publish.

mod cache;
mod patience;
mod print;
mod reporting;

use std::path::Path;
use std::sync::Arc;

use crate::calendar::AsOf;
use crate::check;
use crate::diagnostic::{Diagnostics, Rule, Severity};
use crate::fault::Fault;
use crate::guard;
use crate::load::{self, Loaded};
use crate::model::{self, BaseUrl, Board, Records, settings::Settings};
use crate::publish::{Destination, Published, publish};
use crate::render::{self, Again, Artifacts};
use crate::site::{self, Site, view::Answers};
use crate::source::Sources;
use crate::text;
use crate::theme::{self, Theme};

pub use cache::{Remade, RunCache};
pub use print::{Printed, Printing, print};
pub use reporting::{Reported, report};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The site folder.
    pub site: &'a Path,
    /// The day on which everything is judged.
    pub as_of: AsOf,
    /// In place of `site.yaml`'s `base_url`.
    pub base_url: Option<&'a BaseUrl>,
    /// Whether warnings forbid publishing.
    pub deny_warnings: bool,
}

/// A step that begins; whoever watches is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files into raw records.
    Load,
    /// Raw records into the board and the register.
    Model,
    /// The rules alone.
    Check,
    /// Which pages exist; and the rules, where pages are made.
    Site,
    /// Pages into bytes.
    Render,
    /// Sheets of paper into bytes.
    Print,
    /// The last look for private values.
    Guard,
    /// Bytes into the output folder.
    Publish,
}

/// All that a run found out, and the finished site when nothing forbids it.
#[derive(Debug)]
pub struct Made {
    /// The files that the problems point into.
    pub sources: Sources,
    /// All problems, sorted, as severe as the board's settings make them.
    pub diagnostics: Diagnostics,
    /// The finished site; `None` when there are errors.
    pub artifacts: Option<Arc<Artifacts>>,
    /// Pages that were rendered and not kept from the last run, by path.
    pub again: Vec<Again>,
    /// Paths of the files whose content is not that of the last run, sorted.
    pub changed: Vec<String>,
}

impl Made {
    /// Whether errors, or warnings where they are denied, forbid publishing.
    pub fn is_refused(&self, deny_warnings: bool) -> bool {
        self.artifacts.is_none() || (deny_warnings && self.diagnostics.count(Severity::Warning) > 0)
    }
}

/// What was read, and all problems of it.
struct Read {
    loaded: Loaded,
    records: Option<Records>,
    diagnostics: Diagnostics,
}

/// Reads and checks.
fn read(request: &Request<'_>, watch: &mut dyn FnMut(Step)) -> Result<Read, Fault> {
    watch(Step::Load);
    let (loaded, diagnostics) = patience::load(request.site)?;
    Ok(judge(request, loaded, diagnostics, &mut Judged::default(), watch))
}

/// What one judging leaves to the next.
#[derive(Debug, Default)]
struct Judged {
    records: model::ResolveCache,
    faults: check::CheckCache,
}

/// Resolves and checks what was read.
fn judge(
    request: &Request<'_>,
    loaded: Loaded,
    diagnostics: Diagnostics,
    judged: &mut Judged,
    watch: &mut dyn FnMut(Step),
) -> Read {
    let mut read = resolve(request, loaded, diagnostics, &mut judged.records, watch);
    if let Some(records) = &read.records {
        watch(Step::Check);
        read.diagnostics.append(check(records, request.as_of, &mut judged.faults));
    }
    read
}

/// Resolves what was read.
fn resolve(
    request: &Request<'_>,
    loaded: Loaded,
    mut diagnostics: Diagnostics,
    cache: &mut model::ResolveCache,
    watch: &mut dyn FnMut(Step),
) -> Read {
    watch(Step::Model);
    let (records, problems) = model::resolve_again(&loaded, request.base_url, cache);
    diagnostics.append(problems);
    if let Some(Records { board, .. }) = &records {
        check::severities::check(&board.ground.settings, &rules(), &mut diagnostics);
        adjust(&mut diagnostics, &board.ground.settings);
    }
    Read { loaded, records, diagnostics }
}

/// What the rules find, as severe as the board's settings make it.
fn check(Records { board, register }: &Records, as_of: AsOf, cache: &mut check::CheckCache) -> Diagnostics {
    let mut found = check::recheck(board, register, as_of, cache);
    adjust(&mut found, &board.ground.settings);
    found
}

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
    let mut cache = RunCache::default();
    let made = cache.make(request, printing, watch);
    free_later(cache);
    made
}

/// Frees `done` on another thread: of a whole township that takes as long as making some pages, and nobody needs to wait
/// for it.
fn free_later<T: Send + 'static>(done: T) {
    rayon::spawn(move || drop(done));
}

/// What a question to the records found out.
#[derive(Debug)]
pub struct Asked {
    /// The files that the problems point into.
    pub sources: Sources,
    /// All problems of the records, sorted.
    pub diagnostics: Diagnostics,
    /// The households that were meant; `None` when the records have errors.
    pub answers: Option<Answers>,
}

/// Reads, checks and answers who covers the households that `query` means, in `language` or else the board's own. The
/// theme is not asked.
pub fn ask(
    request: &Request<'_>,
    query: &str,
    language: Option<&str>,
    watch: &mut dyn FnMut(Step),
) -> Result<Asked, Fault> {
    let Read { mut loaded, records, mut diagnostics } = read(request, watch)?;
    let sound = records.filter(|_| !diagnostics.has_errors());
    let answers = match sound {
        Some(records) => {
            let answers = site::who(&records.board, request.as_of, language, &[query]);
            answers.ok_or_else(|| not_published(&records.board, language.unwrap_or_default()))?.pop()
        }
        None => None,
    };
    finish(&mut diagnostics, &mut loaded.sources);
    Ok(Asked { sources: loaded.sources, diagnostics, answers })
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
    let shown = RunCache::default().show(&mut read, request.as_of, watch);
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

/// Reads and checks: the problems, and the records unless they have errors. For commands that write records.
pub fn records(
    request: &Request<'_>,
    watch: &mut dyn FnMut(Step),
) -> Result<(Sources, Diagnostics, Option<Records>), Fault> {
    let Read { mut loaded, records, mut diagnostics } = read(request, watch)?;
    let records = records.filter(|_| !diagnostics.has_errors());
    finish(&mut diagnostics, &mut loaded.sources);
    Ok((loaded.sources, diagnostics, records))
}

/// What `make` makes, and beside it, on a thread of its own, what the last look will look for.
fn beside<T>(
    Records { board, register }: &Records,
    as_of: AsOf,
    looks: guard::LookCache,
    make: impl FnOnce() -> T,
) -> (T, guard::Ready) {
    std::thread::scope(|scope| {
        let ready = scope.spawn(|| looks.gather(board, register, as_of));
        let made = make();
        (made, ready.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// All problems as they are told: in order, one for each cause, and without what must not be repeated.
fn finish(diagnostics: &mut Diagnostics, sources: &mut Sources) {
    diagnostics.reword(check::mask);
    diagnostics.sort(sources);
    diagnostics.hide(sources);
    diagnostics.gather();
}

/// Every rule of every stage, by name.
pub fn rules() -> Vec<&'static Rule> {
    let stages = [
        load::rules::RULES,
        model::rules::RULES,
        check::table::RULES,
        check::paper::RULES,
        check::severities::RULES,
        render::RULES,
        guard::RULES,
    ];
    let mut rules = stages.concat();
    rules.sort_by_key(|rule| rule.name);
    rules
}

/// [`make`], and what was made into `destination` unless errors forbid it.
pub fn build(
    request: &Request<'_>,
    destination: &mut Destination,
    watch: &mut dyn FnMut(Step),
) -> Result<(Made, Option<Published>), Fault> {
    let (Printed { made, .. }, published) = build_with(request, None, destination, watch)?;
    Ok((made, published))
}

/// [`build`], with posters when they are asked for.
pub fn build_with(
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

/// Makes problems as severe as `site.yaml` asks. What leaves a record unreadable stays an error.
fn adjust(diagnostics: &mut Diagnostics, settings: &Settings) {
    diagnostics.retain_mut(|diagnostic| {
        let asked = settings.severity.iter().find(|(rule, _)| rule.value == diagnostic.rule.name);
        match asked {
            Some((_, wanted)) if diagnostic.rule.fixed && *wanted < Some(diagnostic.severity) => true,
            Some((_, Some(severity))) => {
                diagnostic.severity = *severity;
                true
            }
            Some((_, None)) => false,
            None => true,
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_rules_share_a_name() {
        let rules = rules();
        let twice = rules.windows(2).find(|pair| pair[0].name == pair[1].name);
        assert!(twice.is_none(), "{twice:?}");
    }
}
