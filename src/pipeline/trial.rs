//! The board as it would be with other files, for commands that write records: nothing is written before it is known to be
//! sound.

use std::collections::{BTreeMap, HashMap};

use super::patience;
use super::stages::{Judged, Read, Request, judge};
use crate::check;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::fault::Fault;
use crate::load::{Loaded, ReadCache};
use crate::model::Records;

/// Readings of one board, one after the other.
#[derive(Debug)]
pub struct Trial<'r> {
    request: Request<'r>,
    files: ReadCache,
    judged: Judged,
}

/// One reading.
#[derive(Debug, Default)]
pub struct Tried {
    /// What was read.
    pub loaded: Loaded,
    /// The records, even where they have errors; `None` where the settings cannot be used.
    pub records: Option<Records>,
    /// What was told of all that, in no order.
    pub diagnostics: Diagnostics,
}

impl<'r> Trial<'r> {
    /// Nothing read yet.
    pub fn new(request: Request<'r>) -> Trial<'r> {
        Trial { request, files: ReadCache::default(), judged: Judged::default() }
    }

    /// Reads and checks the board as if its files held what stands `instead` of theirs, by their paths.
    pub fn read(&mut self, instead: &BTreeMap<String, Vec<u8>>) -> Result<Tried, Fault> {
        let site = self.request.site;
        let (loaded, diagnostics, _) = match instead.is_empty() {
            true => patience::reload(site, &mut self.files)?,
            false => patience::reload_with(site, instead, &mut self.files)?,
        };
        let read = judge(&self.request, loaded, diagnostics, &mut self.judged, &mut |_| {});
        let Read { loaded, records, diagnostics } = read;
        Ok(Tried { loaded, records, diagnostics })
    }
}

impl Tried {
    /// The errors that were not there `before`, sorted and as they are told.
    pub fn errors_beyond(&mut self, before: &Tried) -> Diagnostics {
        self.beyond(before, |problem| problem.severity == Severity::Error)
    }

    /// All problems that were not there `before`, sorted and as they are told.
    pub fn told_beyond(&mut self, before: &Tried) -> Diagnostics {
        self.beyond(before, |_| true)
    }

    fn beyond(&mut self, before: &Tried, counts: impl Fn(&Diagnostic) -> bool) -> Diagnostics {
        let key = |problem: &Diagnostic| (problem.rule.name, problem.message.en.clone());
        let mut known: HashMap<(&str, String), usize> = HashMap::new();
        for problem in before.diagnostics.iter().filter(|problem| counts(problem)) {
            *known.entry(key(problem)).or_default() += 1;
        }
        let mut told = Diagnostics::default();
        for problem in self.diagnostics.iter().filter(|problem| counts(problem)) {
            match known.get_mut(&key(problem)).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => told.push(problem.clone()),
            }
        }
        told.reword(check::mask);
        told.sort(&self.loaded.sources);
        told.hide(&mut self.loaded.sources);
        told
    }
}
