//! The internal report of a board, which nothing is published of.

use crate::calendar::AsOf;
use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::model::{Board, Records};
use crate::report::{self, Late, LateKind, NoScheme, Question, Report};
use crate::site;
use crate::source::Sources;

use super::{Read, Request, Stage, finish, read};

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
    watch: &mut dyn FnMut(Stage),
) -> Result<Reported, Fault> {
    let Read { mut loaded, records, mut diagnostics } = read(request, watch)?;
    let sound = records.filter(|_| !diagnostics.has_errors());
    let report = sound.map(|Records { board, register }| {
        report::report(&board, &register, request.as_of, question, late(&board, request.as_of))
    });
    finish(&mut diagnostics, &mut loaded.sources);
    Ok(Reported { sources: loaded.sources, diagnostics, report })
}

/// What the board's home page shows as late.
fn late(board: &Board, as_of: AsOf) -> Vec<Late> {
    let overdue = site::overdue(board, as_of);
    let mut late = Vec::new();
    for item in overdue.commitments {
        let (kind, who) = (LateKind::Commitment, vec![item.by.name]);
        late.push(Late { kind, title: item.title, who, period: None, owed: 1, due: item.due });
    }
    for item in overdue.disclosures {
        let (kind, period, due) = (LateKind::Disclosure, item.next_period, item.next_due);
        late.push(Late { kind, title: item.name, who: Vec::new(), period, owed: item.overdue, due });
    }
    for item in overdue.cadences {
        let who = item.who.into_iter().map(|link| link.name).collect();
        late.push(Late {
            kind: LateKind::Cadence,
            title: item.name,
            who,
            period: Some(item.period),
            owed: 1,
            due: None,
        });
    }
    for item in overdue.replies {
        late.push(Late {
            kind: LateKind::Reply,
            title: item.question,
            who: Vec::new(),
            period: None,
            owed: 1,
            due: item.due,
        });
    }
    late
}
