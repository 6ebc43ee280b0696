//! The writing half of `import`: records of a file into those of the board. What is new is written as a person would have
//! written it, what differs is changed in place, and the board is read and checked with the changes before a byte is written.

mod coverage;
mod gone;
mod home;
mod matching;
mod merge;
mod new;
mod pen;
mod ratings;
mod record;
mod same;
mod stock;
#[cfg(test)]
mod tests;
mod told;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::{Diagnostics, Severity};
use crate::fault::Fault;
use crate::import::draft::Draft;
use crate::import::report::Finding;
use crate::load::tree::Node;
use crate::mend::{self, Rewrite};
use crate::model::Board;
use crate::pipeline::{Request, Trial, Tried};
use crate::source::{SourceId, Sources, Span};
use crate::start;
use crate::text;

pub use told::{Change, Item};

use merge::{Merge, Part};
use same::Names;
use stock::{Stock, trees};

/// How to take records in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether records that the file no longer lists end on the as-of day.
    pub prune: bool,
    /// Whether the rest is taken where records are refused.
    pub partial: bool,
}

/// What the file comes to.
#[derive(Debug, Default)]
pub struct Plan {
    /// The files to be written; none while something forbids it.
    pub files: Vec<Rewrite>,
    /// New records.
    pub added: Vec<Item>,
    /// Changed ones.
    pub changed: Vec<Item>,
    /// Records of the same grids that the file does not list; what changes when they are pruned.
    pub gone: Vec<Item>,
    /// How many are the same.
    pub unchanged: usize,
    /// Records that are not taken.
    pub refused: Vec<Finding>,
    /// What else to know.
    pub notes: Vec<Finding>,
    /// Errors that the board would have and that no single record brings: nothing is written.
    pub faults: Option<(Sources, Diagnostics)>,
}

/// A board to take records in.
#[derive(Debug)]
pub struct Open<'r> {
    request: Request<'r>,
    trial: Trial<'r>,
    read: Tried,
}

/// So often what would bring errors is left out and the rest tried.
const ROUNDS: usize = 8;

impl<'r> Open<'r> {
    /// Reads the board that `request` names.
    pub fn read(request: Request<'r>) -> Result<Open<'r>, Fault> {
        let mut trial = Trial::new(request);
        let read = trial.read(&BTreeMap::new())?;
        Ok(Open { request, trial, read })
    }

    /// The board, also where records have errors; `None` where its settings cannot be used.
    pub fn board(&self) -> Option<&Board> {
        self.read.records.as_ref().map(|records| &*records.board)
    }

    /// The errors that it has now.
    pub fn errors(mut self) -> (Sources, Diagnostics) {
        let errors = self.read.errors_beyond(&Tried::default());
        (self.read.loaded.sources, errors)
    }

    /// The problems that the board has since it was read, now that something was written.
    pub fn brought(mut self) -> Result<Diagnostics, Fault> {
        Ok(self.trial.read(&BTreeMap::new())?.told_beyond(&self.read))
    }

    /// What `drafts` come to. Nothing is written.
    pub fn plan(&mut self, drafts: &[Draft], options: Options) -> Result<Plan, Fault> {
        let Open { request, trial, read } = self;
        let unreadable = |path: String| {
            Fault::usage(text!(
                "“{path}”里有 YAML 错误，看不出已经登记了什么；先用 gongkailan check 改正",
                "{path} has faults in its YAML, so it cannot be known what is recorded: mend them first (gongkailan check)"
            ))
        };
        let misread = |path: &str| {
            Fault::new(text!(
                "程序错误：写进“{path}”以后读出来的和表里的不同，什么都没有写",
                "a fault of this program: what it would write into {path} reads differently from the table; nothing was written"
            ))
        };
        let mut without: BTreeMap<Part, Finding> = BTreeMap::new();
        for _ in 0..ROUNDS {
            let parts: BTreeSet<Part> = without.keys().copied().collect();
            let board = trees(&read.loaded.sources).map_err(unreadable)?;
            let made = merged(request, read, &board, drafts, &parts, options, false)?;
            if made.files.is_empty() {
                let told = without.into_values().collect();
                return Ok(made.into_plan(told, (Sources::default(), Diagnostics::default()), options));
            }
            let instead = made.files.iter().map(|file| (file.path.clone(), file.after.clone())).collect();
            let mut after = trial.read(&instead)?;
            let errors = after.errors_beyond(read);
            let again = trees(&after.loaded.sources).map_err(|path| misread(&path))?;
            let again = merged(request, &after, &again, drafts, &parts, options, errors.has_errors())?;
            let (told, faults) = blamed(errors, &again, drafts);
            let is_sound = told.is_empty() && faults.is_empty();
            if let Some(file) = again.files.first().filter(|_| is_sound) {
                return Err(misread(&file.path));
            }
            without.extend(told);
            if is_sound || !options.partial || !faults.is_empty() {
                let told = without.into_values().collect();
                return Ok(made.into_plan(told, (after.loaded.sources, faults), options));
            }
        }
        Err(Fault::usage(text!(
            "不能登记的行太多，分几次改正再导入",
            "too many rows depend on others that are refused: mend those first"
        )))
    }
}

/// Writes what was planned: each file whole or not at all.
pub fn write(site: &Path, plan: &Plan) -> Result<(), Fault> {
    mend::rewrite(site, &plan.files)
}

/// One way of taking the records in.
struct Made {
    files: Vec<Rewrite>,
    added: Vec<Item>,
    changed: Vec<Item>,
    gone: Vec<Item>,
    unchanged: usize,
    refused: Vec<Finding>,
    notes: Vec<Finding>,
    places: Vec<(Span, Part)>,
    cells: Vec<(Span, String)>,
}

impl Made {
    fn into_plan(
        self,
        told: Vec<Finding>,
        (sources, faults): (Sources, Diagnostics),
        options: Options,
    ) -> Plan {
        let refused: Vec<Finding> = self.refused.into_iter().chain(told).collect();
        let is_refused = !refused.is_empty() && !options.partial || !faults.is_empty();
        Plan {
            files: if is_refused { Vec::new() } else { self.files },
            added: self.added,
            changed: self.changed,
            gone: self.gone,
            unchanged: self.unchanged,
            refused,
            notes: self.notes,
            faults: (!faults.is_empty()).then_some((sources, faults)),
        }
    }
}

/// `drafts` without some into the board as it was read; with the cells of single values if errors `are_blamed` on them.
#[expect(clippy::disallowed_methods, reason = "a name of a file that is there is not given to another")]
fn merged(
    request: &Request<'_>,
    read: &Tried,
    trees: &[(SourceId, Node<'_>)],
    drafts: &[Draft],
    without: &BTreeSet<Part>,
    options: Options,
    are_blamed: bool,
) -> Result<Made, Fault> {
    let Some(records) = &read.records else {
        return Err(Fault::usage(text!(
            "先改正 content/site.yaml 的错误",
            "mend the errors of content/site.yaml first"
        )));
    };
    let (board, sources) = (&*records.board, &read.loaded.sources);
    let names = Names::of(board);
    let stock = Stock::of(trees, &names, board);
    let mut merge = Merge::begin(board, sources, &names, &stock, drafts, without, request.as_of);
    merge.records(are_blamed);
    merge.coverage();
    let left = merge.ratings();
    let gone = merge.gone(options.prune);
    let known: BTreeSet<String> = sources.iter().map(|(_, source)| source.path.to_lowercase()).collect();
    let is_taken = |path: &str| known.contains(&path.to_lowercase()) || request.site.join(path).exists();
    let (new, added) = merge.add_new(left, &is_taken, start::schemas(request.site));
    let changed = std::mem::take(&mut merge.changed);
    let unchanged = merge.met.iter().filter(|record| !changed.contains_key(record)).count();
    let changed =
        changed.into_iter().map(|(record, (place, keys))| merge.item(record, place, keys)).collect();
    let mut files = Vec::new();
    for (id, pen) in merge.pens {
        let edits = pen.done();
        if !edits.is_empty() {
            files.push(mend::edited(request.site, sources.get(id), &edits)?);
        }
    }
    files.extend(new.into_iter().map(|file| Rewrite {
        path: file.path,
        before: None,
        after: file.text.into(),
    }));
    let refused = merge.refused.into_iter().map(|(_, told)| told).collect();
    Ok(Made {
        files,
        added,
        changed,
        gone,
        unchanged,
        refused,
        notes: merge.notes,
        places: merge.places,
        cells: merge.cells,
    })
}

/// The records that bring `errors`, by where they stand in what was `made`; and the errors that none of them brings.
fn blamed(errors: Diagnostics, made: &Made, drafts: &[Draft]) -> (Vec<(Part, Finding)>, Diagnostics) {
    let (mut entries, mut records): (Vec<&_>, Vec<&_>) =
        made.places.iter().partition(|(_, (_, entry))| entry.is_some());
    entries.sort_by_key(|(span, _)| *span);
    records.sort_by_key(|(span, _)| *span);
    let holder = |all: &[&(Span, Part)], at: Span| {
        let before = all.partition_point(|(span, _)| (span.file, span.start) <= (at.file, at.start));
        let (span, part) = all[before.checked_sub(1)?];
        (span.file == at.file && at.start < span.end).then_some(*part)
    };
    let cell = |at: Span| {
        let is_in =
            |(span, _): &&(Span, String)| span.file == at.file && (span.start..span.end).contains(&at.start);
        let inner = made
            .cells
            .iter()
            .filter(|(_, place)| !place.is_empty())
            .filter(is_in)
            .min_by_key(|(span, _)| span.end - span.start);
        inner.map(|(_, place)| place.clone())
    };
    let (mut told, mut faults) = (Vec::new(), Diagnostics::default());
    for error in errors.iter().filter(|error| error.severity == Severity::Error) {
        // Entries stand within ratings.
        let Some(part) = holder(&entries, error.span).or_else(|| holder(&records, error.span)) else {
            faults.push(error.clone());
            continue;
        };
        let (zh, en) = (&error.message.zh, &error.message.en);
        let help = error.help.as_ref();
        let (help_zh, help_en) = help.map_or(("", ""), |help| (&*help.zh, &*help.en));
        let message = text!("{zh}。{help_zh}", "{en}. {help_en}");
        told.push((
            part,
            Finding { place: cell(error.span).unwrap_or_else(|| merge::part_place(drafts, part)), message },
        ));
    }
    (told, faults)
}
