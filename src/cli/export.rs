//! `gongkailan export`: the records as a workbook or as CSV files.

use std::path::{Path, PathBuf};

use super::args::{AS_OF, SITE};
use super::clock::{parse_day, parse_month};
use super::console::Console;
use super::outcome::Outcome;
use super::report::Progress;
use super::usage::Wrong;
use crate::calendar::{Month, NaiveDate};
use crate::diagnostic::human::human;
use crate::export::{self, KINDS, Kind, Sheet};
use crate::fault::Fault;
use crate::model::Records;
use crate::pipeline::{self, Request};
use crate::publish::{Folder, place_new};
use crate::render::Artifacts;
use crate::text;

/// `gongkailan export`
#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    #[arg(
        value_name = "KIND",
        value_parser = parse_kind,
        help = "只导出这几类：网格、责任人、住户、承诺、评分、台账、回音、服务事项、译文、页面、公开目录 | These kinds only: grids, members, households, commitments, ratings, activities, replies, services, translations, pages, disclosures"
    )]
    kind: Vec<&'static Kind>,
    #[arg(
        short,
        long,
        value_name = "FILE.xlsx|DIR",
        help = "写成一个 .xlsx 文件，或往文件夹里写 CSV，一张表一个 | A file that ends in .xlsx, or a folder for CSV files, one a sheet"
    )]
    out: PathBuf,
    #[arg(long, help = "只导出可以公开的 | Only what may be published")]
    public: bool,
    #[arg(
        long,
        value_name = "YYYY-MM",
        value_parser = parse_month,
        conflicts_with = "public",
        help = "打分表填哪个月，默认下一个要评的月份 | The month of the form for ratings; by default the next that is rated"
    )]
    month: Option<Month>,
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    site: PathBuf,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, help = AS_OF)]
    as_of: Option<NaiveDate>,
}

fn parse_kind(text: &str) -> Result<&'static Kind, Wrong> {
    let names = |at: usize| KINDS.iter().map(|kind| kind.names[at]).collect::<Vec<&str>>();
    Kind::named(text).ok_or_else(|| {
        let (zh, en) = (names(1).join("、"), names(0).join(", "));
        Wrong(text!("有这些：{zh}", "there are: {en}"))
    })
}

pub(super) fn run(args: &ExportArgs, console: &Console) -> Result<Outcome, Fault> {
    if args.month.is_some() && !args.kind.is_empty() && !args.kind.iter().any(|kind| kind.is_ratings()) {
        return Err(Fault::usage(text!(
            "--month 只管评分，要导出的却没有评分：去掉 --month，或加上 ratings",
            "--month is about ratings, which are not asked for: leave it out, or add ratings"
        )));
    }
    let (folder, name) = destination(args)?;
    let as_of = super::clock::as_of(args.as_of)?;
    let request = Request { site: &args.site, as_of, base_url: None, deny_warnings: false };
    let mut progress = Progress::new(console);
    let (sources, diagnostics, records) = pipeline::records(&request, &mut |stage| progress.begin(stage))?;
    drop(progress);
    let Some(Records { board, register }) = records else {
        console.diagnostics(&human(&diagnostics, &sources, console.lang, console.colour_err));
        console.progress(&text!("记录有错，没有导出", "the records have errors: nothing is exported"));
        return Ok(Outcome::Errors);
    };
    if let Some(month) =
        args.month.filter(|month| !board.ground.schemes.iter().any(|one| one.rates_in(*month)))
    {
        return Err(Fault::usage(text!(
            "没有哪个评分办法在 {month} 评分：用 --month 另写一个月份",
            "no scheme rates in {month}: name another month with --month"
        )));
    }
    let sheets = match args.public {
        true => export::public(&board, &sources, as_of, &args.kind),
        false => export::whole(&board, &register, &sources, as_of, &args.kind, args.month),
    };
    if sheets.is_empty() {
        return Err(Fault::usage(text!("没有可以导出的记录", "there are no records to export")));
    }
    let mut files = Artifacts::default();
    match name {
        Some(name) => files.add(name, export::xlsx(&sheets)?),
        None => export::csv(&sheets).into_iter().for_each(|(name, bytes)| files.add(name, bytes)),
    }
    let placed = place_new(&files, &folder)?;
    if !console.quiet {
        let told = told(&args.out, &sheets, placed.written.is_empty());
        console.result(told.get(console.lang))?;
    }
    Ok(Outcome::Done)
}

/// Into which folder it goes, and under which name where it is one file.
fn destination(args: &ExportArgs) -> Result<(Folder, Option<String>), Fault> {
    let out = &args.out;
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    if ["xls", "xlsm", "xlsb", "ods", "et", "csv", "tsv", "txt", "zip"].contains(&ending.as_str()) {
        return Err(Fault::usage(text!(
            "不写 .{ending}：用 -o 写一个 .xlsx 文件名，或一个文件夹（里面是 CSV）",
            ".{ending} is not written: give -o a name that ends in .xlsx, or a folder (for CSV)"
        )));
    }
    let is_file = ending == "xlsx";
    let name = out.file_name().and_then(|name| name.to_str()).filter(|_| is_file).map(str::to_owned);
    let folder = match is_file {
        true => out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")),
        false => out,
    };
    let folder = if args.public { Folder::any(folder) } else { Folder::apart(&args.site, folder) };
    Ok((folder?, name))
}

fn told(out: &Path, sheets: &[Sheet], is_same: bool) -> crate::diagnostic::Text {
    let (out, count) = (out.display(), sheets.len());
    let rows: usize = sheets.iter().map(Sheet::len).sum();
    let internal = sheets.iter().filter(|sheet| sheet.notice().is_some()).count();
    let (zh, en) = match internal {
        0 => (String::new(), String::new()),
        _ => (
            format!("；其中 {internal} 张是内部的，不得公开"),
            format!("; {internal} of them are internal and must not be published"),
        ),
    };
    match is_same {
        true => text!(
            "{out} 没有变化：{count} 张表，{rows} 行{zh}\n",
            "{out} is unchanged: {count} sheets, {rows} rows{en}\n"
        ),
        false => {
            text!(
                "已写 {out}：{count} 张表，{rows} 行{zh}\n",
                "wrote {out}: {count} sheets, {rows} rows{en}\n"
            )
        }
    }
}
