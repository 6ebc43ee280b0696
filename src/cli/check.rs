//! `gongkailan check`: the report of all problems, to stdout.

use super::Outcome;
use super::args::{CheckArgs, Format};
use super::console::Console;
use super::report;
use crate::diagnostic::summary::summary;
use crate::fault::Fault;
use crate::pipeline;
use crate::text;

pub(super) fn run(args: &CheckArgs, console: &Console) -> Result<Outcome, Fault> {
    let input = &args.input;
    let request = report::request(input)?;
    let mut progress = report::Progress::new(console);
    let made = pipeline::make(&request, &mut |stage| progress.begin(stage))?;
    drop(progress);
    let is_silent = console.quiet && made.diagnostics.iter().len() == 0 && input.format == Format::Human;
    if !is_silent {
        console.result(&report::write(&made, input, console.lang, console.colour_out))?;
    }
    if matches!(input.format, Format::Short | Format::Github) {
        let line = summary(&made.diagnostics, console.lang);
        console.progress(&text!("{line}", "{line}"));
    }
    if !made.is_refused(request.deny_warnings) {
        return Ok(Outcome::Done);
    }
    if report::only_warnings(&made) {
        console.progress(&text!("--deny-warnings 不许有警告", "--deny-warnings allows no warnings"));
    }
    Ok(Outcome::Errors)
}
