//! `gongkailan report`: the internal view, to stdout and nowhere else.

use std::path::PathBuf;

use clap::ValueEnum;

use super::args::{AS_OF, SITE};
use super::clock::{parse_day, parse_period};
use super::console::Console;
use super::outcome::Outcome;
use super::report::Progress;
use crate::calendar::{NaiveDate, Period};
use crate::diagnostic::human::human;
use crate::fault::Fault;
use crate::pipeline::{self, Request};
use crate::report::{NoScheme, Question, csv, json, table};
use crate::text;

/// `gongkailan report`
#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    #[arg(
        value_name = "PERIOD",
        value_parser = parse_period,
        help = "期间：2026-03、2026-q1、2026-h1 或 2026；默认最近一个有评分的月份 | 2026-03, 2026-q1, 2026-h1 or 2026; the newest rated month by default"
    )]
    period: Option<Period>,
    #[arg(long, value_name = "ID", help = "只报告一个评分办法 | One rating scheme only")]
    scheme: Option<String>,
    #[arg(
        long,
        value_name = "table|csv|json",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true,
        help = "报告的写法，默认 table | How the report is written; table by default"
    )]
    format: ReportFormat,
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    site: PathBuf,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, help = AS_OF)]
    as_of: Option<NaiveDate>,
}

/// A value of `report --format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For a terminal.
    Table,
    /// For a spreadsheet.
    Csv,
    /// For programs.
    Json,
}

pub(super) fn run(args: &ReportArgs, console: &Console) -> Result<Outcome, Fault> {
    let as_of = super::clock::as_of(args.as_of)?;
    let request = Request { site: &args.site, as_of, base_url: None, deny_warnings: false };
    let question = Question { scheme: args.scheme.clone(), period: args.period };
    let mut progress = Progress::new(console);
    let told = pipeline::report(&request, &question, &mut |stage| progress.begin(stage))?;
    drop(progress);
    let lang = console.lang;
    match told.answer {
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
