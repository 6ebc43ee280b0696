//! `gongkailan check`: the report of all problems, to stdout; with `--fix` the certain ones are mended first.

use super::args::{Format, InputArgs};
use super::console::Console;
use super::outcome::Outcome;
use super::report;
use crate::diagnostic::summary::summary;
use crate::fault::Fault;
use crate::mend;
use crate::pipeline::{self, Made};
use crate::text;

/// `gongkailan check`
#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    input: InputArgs,
    #[arg(
        long,
        help = "把有把握的（全角数字、日期写法等）改进文件里，并列出改动 | Write what is certain (full-width digits, dates …) into the files, and show it"
    )]
    fix: bool,
    #[arg(
        long,
        requires = "fix",
        help = "只列出 --fix 会改什么，不动文件 | Only show what --fix would change"
    )]
    dry_run: bool,
}

pub(super) fn run(args: &CheckArgs, console: &Console) -> Result<Outcome, Fault> {
    let input = &args.input;
    let request = report::request(input)?;
    let mut progress = report::Progress::new(console);
    let mut made = pipeline::make(&request, &mut |stage| progress.begin(stage))?;
    if args.fix && fix(args, &made, console)? {
        made = pipeline::make(&request, &mut |stage| progress.begin(stage))?;
    }
    drop(progress);
    let is_silent = console.quiet && made.diagnostics.iter().len() == 0 && input.format == Format::Human;
    if !is_silent {
        console.result(&report::write(&made, input, console.lang, console.colour_out))?;
    }
    if matches!(input.format, Format::Short | Format::Github) {
        let line = summary(&made.diagnostics, console.lang);
        console.progress(&text!("{line}", "{line}"));
    }
    report::begin(&made, console);
    if !made.is_refused(request.deny_warnings) {
        return Ok(Outcome::Done);
    }
    if report::only_warnings(&made) {
        console.progress(&text!("--deny-warnings 不许有警告", "--deny-warnings allows no warnings"));
    }
    Ok(Outcome::Errors)
}

/// Shows what can be mended and, unless only that is asked for, writes it. Whether anything was written.
fn fix(args: &CheckArgs, made: &Made, console: &Console) -> Result<bool, Fault> {
    let plan = mend::plan(&args.input.site, &made.diagnostics, &made.sources)?;
    for path in &plan.refused {
        console.progress(&text!(
            "“{path}”不是 UTF-8，没有改动；先另存为 UTF-8",
            "{path} is not UTF-8 and is left alone: save it as UTF-8 first"
        ));
    }
    let is_human = args.input.format == Format::Human;
    let colour = if is_human { console.colour_out } else { console.colour_err };
    let shown: String =
        plan.patches.iter().map(|patch| mend::diff(patch, &made.sources, console.lang, colour)).collect();
    if !shown.is_empty() && is_human {
        console.result(&format!("{shown}\n"))?;
    } else {
        console.diagnostics(&shown);
    }
    let (count, files) = (plan.count(), plan.patches.len());
    if args.dry_run {
        console.progress(&text!(
            "会改 {files} 个文件的 {count} 处",
            "{count} places in {files} files would be changed"
        ));
        return Ok(false);
    }
    for patch in &plan.patches {
        mend::write(&args.input.site, patch)?;
    }
    console
        .progress(&text!("改了 {files} 个文件的 {count} 处", "{count} places in {files} files were changed"));
    Ok(count > 0)
}
