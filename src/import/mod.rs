//! `import`: spreadsheets of other programs into records.
//!
//! Tables are read cell by cell by [`crate::table`]; here sheets, columns and values are understood, and become
//! [`draft::Draft`]s. Nothing is guessed: what is unclear is told with its cell and left out. [`writing`] takes the drafts
//! into the files.

mod cells;
mod combine;
mod dates;
pub mod draft;
#[cfg(test)]
mod fixture;
mod founding;
mod header;
mod kinds;
mod names;
mod options;
mod own;
mod phones;
mod place;
mod plan;
mod posts;
mod ratings;
mod record_rows;
mod refer;
pub mod report;
mod residents;
mod rows;
mod secrets;
mod settle;
mod sheet;
mod skipped;
mod target;
#[cfg(test)]
mod tests;
mod titles;
mod twice;
mod unrated;
pub mod values;
mod words;
pub mod writing;

pub use options::Options;

use crate::fault::Fault;
use crate::load::kind::{Choice, ValueKind};
use crate::model::Board;
use crate::start::Level;
use crate::table::{Book, Sheet};
use draft::{Draft, RecordKind};
use report::Report;
use rows::Pending;

/// What files say, understood.
#[derive(Debug)]
pub struct Understood {
    /// The records, in the order in which they are written: what others refer to first.
    pub drafts: Vec<Draft>,
    /// What there is to tell.
    pub report: Report,
}

/// The word for a stage that `word` is, in either language.
pub fn stage(word: &str) -> Option<&'static Choice> {
    match &RecordKind::Rating.key("stage").kind {
        ValueKind::Choice(choices) => choices.iter().find(|choice| choice.en == word || choice.zh == word),
        _ => None,
    }
}

/// The levels of grids that `files` speak of, top first: for a board that has no grids yet.
pub fn levels(files: &[(String, Book)], board: &Board, options: &Options) -> Result<Vec<Level>, Fault> {
    let mut report = Report::default();
    let own = own(files, options);
    let levels = founding::levels_of_own(&own::read(&own, &mut report));
    let found = read(files, board, options, own.len(), &mut report)?;
    Ok(if levels.is_empty() { founding::levels(&found) } else { levels })
}

/// The sheets that `export` wrote, each with its file.
fn own<'f>(files: &'f [(String, Book)], options: &Options) -> Vec<(&'f str, &'f Sheet)> {
    let sheets = files.iter().flat_map(|(file, book)| book.sheets.iter().map(move |sheet| (&**file, sheet)));
    sheets.filter(|(file, sheet)| options.is_own(file, sheet)).collect()
}

/// All other sheets; `sheets` are those that were understood already.
fn read(
    files: &[(String, Book)],
    board: &Board,
    options: &Options,
    sheets: usize,
    report: &mut Report,
) -> Result<Vec<Pending>, Fault> {
    let mut found = Vec::new();
    let mapped = Vec::new();
    let mut reader = sheet::Reader { board, options, report, found: &mut found, sheets, mapped };
    for (name, book) in files {
        reader.book(name, book)?;
    }
    reader.finish()?;
    Ok(found)
}

/// Understands `files`, each with its name, as records of `board`.
pub fn understand(files: &[(String, Book)], board: &Board, options: &Options) -> Result<Understood, Fault> {
    let mut report = Report::default();
    let own = own(files, options);
    let own_drafts = own::read(&own, &mut report);
    let found = read(files, board, options, own.len(), &mut report)?;
    let founded = founding::grids(&found, &options.founds);
    let mut found = combine::combine(found, &mut report);
    found.iter_mut().for_each(|next| settle::lies_in_its_sheet(next, board));
    found.splice(0..0, founded);
    let known = refer::Known::new(board, &found);
    let found = settle::settle(found, &known, options, &mut report)?;
    let position = |kind: RecordKind| RecordKind::ALL.iter().position(|known| *known == kind);
    let mut drafts: Vec<Draft> =
        own_drafts.into_iter().chain(found.into_iter().map(|next| next.draft)).collect();
    drafts.sort_by_key(|draft| position(draft.kind));
    let mut understood = Understood { drafts, report };
    understood.conceal();
    Ok(understood)
}

impl Understood {
    /// Adds what is told of the records now that they were to be taken in.
    pub fn add(&mut self, plan: &writing::Plan) {
        self.report.refused.extend(plan.refused.iter().cloned());
        self.report.notes.extend(plan.notes.iter().cloned());
        self.conceal();
    }

    /// Takes what is private out of all that the report says.
    fn conceal(&mut self) {
        let secrets =
            self.drafts.iter().flat_map(|draft| &draft.private).flat_map(|(_, values)| values.reveal());
        self.report.conceal(secrets.map(String::as_str));
    }
}
