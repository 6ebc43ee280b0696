//! `gongkailan init --from`: a board made of rosters in one step.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::console::Console;
use super::{import as tables, preview};
use crate::calendar::AsOf;
use crate::diagnostic::human::human;
use crate::fault::Fault;
use crate::import::{self, Options, writing};
use crate::load;
use crate::model::{self, Records};
use crate::pipeline::Request;
use crate::start::Level;
use crate::table::Book;
use crate::text;

/// A roster that was read, with its name.
pub(super) type Roster = (String, Book);

/// The rosters at these paths.
pub(super) fn rosters(paths: &[PathBuf]) -> Result<Vec<Roster>, Fault> {
    paths.iter().map(tables::read).collect()
}

/// The levels that the rosters speak of. `empty` is a board without any grid.
pub(super) fn levels(rosters: &[Roster], empty: &BTreeMap<String, Vec<u8>>) -> Result<Vec<Level>, Fault> {
    let (records, _) = model::resolve(&load::load_files(empty).0);
    match records {
        Some(Records { board, .. }) => {
            import::levels(rosters, &board, &Options { begins: true, ..Options::default() })
        }
        None => Ok(Vec::new()),
    }
}

/// Writes what the rosters say into the empty board in `folder`, and tells it. How many rows were not taken; `None` where
/// nothing could be written.
pub(super) fn fill(
    folder: &Path,
    (rosters, levels): (&[Roster], Vec<Level>),
    as_of: AsOf,
    console: &Console,
) -> Result<Option<usize>, Fault> {
    let request = Request { site: folder, as_of, base_url: None, deny_warnings: false };
    let mut open = writing::Open::read(request)?;
    let Some(board) = open.board() else { return Ok(None) };
    let level = levels.last().map(|level| level.name.clone());
    let options = Options { level, begins: true, founds: levels, ..Options::default() };
    let mut understood = import::understand(rosters, board, &options)?;
    // What is refused is told, and can be imported once it is mended.
    let options = writing::Options { partial: true, ..writing::Options::default() };
    let plan = open.plan(&understood.drafts, options)?;
    understood.add(&plan);
    if plan.faults.is_none() {
        writing::write(folder, &plan)?;
    }
    if !console.quiet {
        console.result(&preview::tables(&understood.report, console.lang))?;
        let (end, files) = match plan.faults {
            None => (text!("已写入", "written"), &plan.files[..]),
            Some(_) => (text!("什么都没有写", "nothing was written"), &[][..]),
        };
        console.result(&preview::findings(&understood.report, &plan, (&end, files), console))?;
    }
    if let Some((sources, faults)) = &plan.faults {
        console.diagnostics(&human(faults, sources, console.lang, console.colour_err));
    }
    Ok(plan.faults.is_none().then_some(understood.report.refused.len()))
}
