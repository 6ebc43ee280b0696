//! `gongkailan report`: the internal view, to stdout and nowhere else.

use super::Outcome;
use super::args::{ReportArgs, ReportFormat};
use super::console::Console;
use super::report::Progress;
use crate::diagnostic::human::human;
use crate::fault::Fault;
use crate::pipeline::{self, Request};
use crate::report::{NoScheme, Question, csv, json, table};
use crate::text;

pub(super) fn run(args: &ReportArgs, console: &Console) -> Result<Outcome, Fault> {
    let as_of = super::clock::as_of(args.as_of)?;
    let request = Request { site: &args.site, as_of, base_url: None, deny_warnings: false };
    let question = Question { scheme: args.scheme.clone(), period: args.period };
    let mut progress = Progress::new(console);
    let told = pipeline::report(&request, &question, &mut |stage| progress.begin(stage))?;
    drop(progress);
    let lang = console.lang;
    match told.report {
        Some(Ok(report)) => {
            let text = match args.format {
                ReportFormat::Table => table(&report, lang),
                ReportFormat::Csv => csv(&report, lang),
                ReportFormat::Json => json(&report),
            };
            console.result(&text)?;
            Ok(Outcome::Done)
        }
        Some(Err(NoScheme(guess))) => Err(unknown(args.scheme.as_deref().unwrap_or_default(), guess)),
        None => {
            console.diagnostics(&human(&told.diagnostics, &told.sources, lang, console.colour_err));
            console.progress(&text!("记录有错，没有报告", "the records have errors: no report"));
            Ok(Outcome::Errors)
        }
    }
}

fn unknown(scheme: &str, guess: Option<String>) -> Fault {
    Fault::usage(match guess {
        Some(guess) => text!(
            "没有评分办法“{scheme}”，是不是“{guess}”？",
            "there is no scheme '{scheme}'; did you mean '{guess}'?"
        ),
        None => text!(
            "没有评分办法“{scheme}”，办法写在 site.yaml 里",
            "there is no scheme '{scheme}'; schemes stand in site.yaml"
        ),
    })
}
