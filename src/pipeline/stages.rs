//! The stages that every run has, and what goes from one to the next.

use std::path::Path;
use std::sync::Arc;

use super::patience;
use crate::calendar::AsOf;
use crate::check;
use crate::diagnostic::{Diagnostics, Rule, Severity};
use crate::fault::Fault;
use crate::guard;
use crate::load::{self, Loaded};
use crate::model::{self, BaseUrl, Records, settings::Settings};
use crate::render::{self, Again, Artifacts};
use crate::review;
use crate::source::Sources;

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
    /// Whether `site.yaml` names boards below: what they published is read from folders of theirs.
    pub has_boards: bool,
}

impl Made {
    /// Whether errors, or warnings where they are denied, forbid publishing.
    pub fn is_refused(&self, deny_warnings: bool) -> bool {
        self.artifacts.is_none() || (deny_warnings && self.diagnostics.count(Severity::Warning) > 0)
    }
}

/// What was read, and all problems of it.
pub(super) struct Read {
    pub loaded: Loaded,
    pub records: Option<Records>,
    pub diagnostics: Diagnostics,
}

/// Reads and checks.
pub(super) fn read(request: &Request<'_>, watch: &mut dyn FnMut(Step)) -> Result<Read, Fault> {
    watch(Step::Load);
    let (loaded, diagnostics) = patience::load(request.site)?;
    Ok(judge(request, loaded, diagnostics, &mut Judged::default(), watch))
}

/// What one judging leaves to the next.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub records: model::ResolveCache,
    pub faults: check::CheckCache,
}

/// Resolves and checks what was read.
pub(super) fn judge(
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
pub(super) fn resolve(
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
pub(super) fn check(
    Records { board, register }: &Records,
    as_of: AsOf,
    cache: &mut check::CheckCache,
) -> Diagnostics {
    let mut found = check::recheck(board, register, as_of, cache);
    adjust(&mut found, &board.ground.settings);
    found
}

/// Frees `done` on another thread: of a whole township that takes as long as making some pages, and nobody needs to wait
/// for it.
pub(super) fn free_later<T: Send + 'static>(done: T) {
    rayon::spawn(move || drop(done));
}

/// What `make` makes, and beside it, on a thread of its own, what the last look will look for.
pub(super) fn beside<T>(
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
pub(super) fn finish(diagnostics: &mut Diagnostics, sources: &mut Sources) {
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
        review::RULES,
    ];
    let mut rules = stages.concat();
    rules.sort_by_key(|rule| rule.name);
    rules
}

/// Makes problems as severe as `site.yaml` asks. What leaves a record unreadable stays an error.
pub(super) fn adjust(diagnostics: &mut Diagnostics, settings: &Settings) {
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
