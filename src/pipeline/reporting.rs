//! The internal report of a board, which nothing is published of.

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::model::Records;
use crate::report::{self, NoScheme, Question, Report};
use crate::source::Sources;

use super::{Read, Request, Step, finish, read};

/// The internal report, with the problems of the records.
#[derive(Debug)]
pub struct Reported {
    /// The files that the problems point into.
    pub sources: Sources,
    /// All problems of the records, sorted.
    pub diagnostics: Diagnostics,
    /// The report; `None` when the records have errors.
    pub report: Option<Result<Report, NoScheme>>,
}

/// Reads, checks and reports; writes nothing.
pub fn report(
    request: &Request<'_>,
    question: &Question,
    watch: &mut dyn FnMut(Step),
) -> Result<Reported, Fault> {
    let Read { mut loaded, records, mut diagnostics } = read(request, watch)?;
    let sound = records.filter(|_| !diagnostics.has_errors());
    let report =
        sound.map(|Records { board, register }| report::report(&board, &register, request.as_of, question));
    finish(&mut diagnostics, &mut loaded.sources);
    Ok(Reported { sources: loaded.sources, diagnostics, report })
}
