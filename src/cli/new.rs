//! `gongkailan new month`: the rating file of the next month, to be filled in.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use clap::Subcommand;

use super::args::{AS_OF, SITE};
use super::clock::{parse_day, parse_month};
use super::console::Console;
use super::outcome::Outcome;
use crate::calendar::{Month, NaiveDate};
use crate::diagnostic::human::human;
use crate::fault::Fault;
use crate::model::Records;
use crate::pipeline::{self, Request};
use crate::source::Sources;
use crate::start::{self, Nothing};
use crate::text;

/// `gongkailan new`
#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    #[command(subcommand)]
    what: New,
}

/// What can be made.
#[derive(Debug, Subcommand)]
enum New {
    #[command(
        about = "下个月的评分文件：列好每个对象，等着填分 | Next month's rating file: every subject, scores to be filled in"
    )]
    Month(MonthArgs),
}

/// `gongkailan new month`
#[derive(Debug, clap::Args)]
struct MonthArgs {
    #[arg(
        long,
        value_name = "YYYY-MM",
        value_parser = parse_month,
        help = "哪个月；默认最近一次评分的下一个月 | Which month; by default the one after the last that was rated"
    )]
    month: Option<Month>,
    #[arg(long, value_name = "ID", help = "只用一个评分办法 | One rating scheme only")]
    scheme: Option<String>,
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    site: PathBuf,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, help = AS_OF)]
    as_of: Option<NaiveDate>,
}

pub(super) fn run(args: &NewArgs, console: &Console) -> Result<Outcome, Fault> {
    let New::Month(args) = &args.what;
    let as_of = super::clock::as_of(args.as_of)?;
    let request = Request { site: &args.site, as_of, base_url: None, deny_warnings: false };
    let (sources, diagnostics, records) = pipeline::records(&request, &mut |_| {})?;
    let Some(Records { board, register }) = records else {
        console.diagnostics(&human(&diagnostics, &sources, console.lang, console.colour_err));
        console.progress(&text!("先改正错误，再新建", "mend the errors first"));
        return Ok(Outcome::Errors);
    };
    let scheme = args.scheme.as_deref();
    let made = start::month(&board.ground, &register, as_of, args.month, scheme, console.lang);
    let made = made.map_err(|nothing| refused(nothing, &sources))?;
    let path = args.site.join(&made.path);
    let writing = |error| Fault::machine(&text!("写入", "write"), &path, &error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(writing)?;
    }
    // A board that `init` made, and the demonstration, keep schemas for editors.
    let schemas = ["schema", "docs/schema"].into_iter().find(|folder| args.site.join(folder).is_dir());
    let text = schemas.map(|folder| start::editor_line(&made.path, folder)).unwrap_or_default() + &made.text;
    match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map_err(writing)?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let path = &made.path;
            return Err(Fault::usage(text!(
                "“{path}”已经有了，没有改动它",
                "{path} is there already and is left alone"
            )));
        }
        Err(error) => return Err(writing(error)),
    }
    if !console.quiet {
        let (path, month, count) = (&made.path, made.month, made.subjects);
        let done = text!(
            "已写好 {path}：{month}，{count} 个对象，等着填分\n",
            "wrote {path}: {month}, {count} subjects, scores to be filled in\n"
        );
        console.result(done.get(console.lang))?;
    }
    Ok(Outcome::Done)
}

fn refused(nothing: Nothing, sources: &Sources) -> Fault {
    Fault::usage(match nothing {
        Nothing::NoScheme => text!("site.yaml 里没有这个评分办法", "site.yaml has no such rating scheme"),
        Nothing::Rated(month) => text!(
            "{month} 已经有评分了；用 --month 指明别的月份",
            "{month} has ratings already; name another month with --month"
        ),
        Nothing::Unfilled { month, subjects, at } => {
            let path = &sources.get(at.file).path;
            text!(
                "{path} 里 {month} 的评分还有 {subjects} 个对象没有填；填好再建下一个月，或用 --month 指明月份",
                "{path} is not filled in: subjects without a score in {month}: {subjects}; fill it in before the next month, or name one with --month"
            )
        }
        Nothing::NoSubject => text!("没有可以评的责任人或网格", "there is no member or grid to be rated"),
    })
}
