//! `gongkailan import`: rosters out of spreadsheets into the records, with a preview of what was understood.

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;

use super::args::{AS_OF, SITE};
use super::clock;
use super::clock::{parse_day, parse_period};
use super::console::Console;
use super::outcome::Outcome;
use super::preview;
use super::usage::Wrong;
use crate::calendar::{NaiveDate, Period};
use crate::diagnostic::human::human;
use crate::fault::Fault;
use crate::import::draft::RecordKind;
use crate::import::{self, Understood, writing};
use crate::load::kind::Choice;
use crate::pipeline::Request;
use crate::table::{self, Book, Unreadable};
use crate::text;

/// `gongkailan import`
#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    #[arg(
        value_name = "FILE",
        required = true,
        help = "表格文件：xlsx、xlsm、xls、ods、csv、tsv | Spreadsheets: xlsx, xlsm, xls, ods, csv, tsv"
    )]
    files: Vec<PathBuf>,
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    site: PathBuf,
    #[arg(
        long = "as",
        value_name = "KIND",
        value_parser = parse_kind,
        help = "表里登记的是什么：网格、责任人、住户、承诺、评分、台账、回音、服务事项；默认按表头认 | What the tables list: grids, members, households, commitments, ratings, activities, replies, services; told by their headers by default"
    )]
    kind: Option<RecordKind>,
    #[arg(
        long,
        value_name = "NAME",
        help = "只读这张表（可以给几次） | Read this sheet only (may be given several times)"
    )]
    sheet: Vec<String>,
    #[arg(
        long,
        value_name = "COLUMN=KEY",
        value_parser = parse_map,
        help = "这一列（表头或列号）记在哪个键；private 记在“内部”，- 不读 | Under which key a column goes (header or letter); private goes below `private`, - is left out"
    )]
    map: Vec<(String, String)>,
    #[arg(long, value_name = "ID", help = "评分表按哪个评分办法 | By which scheme a rating sheet is rated")]
    scheme: Option<String>,
    #[arg(
        long,
        value_name = "STAGE",
        value_parser = parse_stage,
        help = "评分是哪个阶段：自评、互评、群众参评、拟定、核定 | The stage of ratings: self, peer, public, proposed, approved"
    )]
    stage: Option<&'static Choice>,
    #[arg(
        long,
        value_name = "YYYY-MM|YYYY",
        value_parser = parse_period,
        help = "评分是哪个月；各月并列的表写年份 | The month of ratings; the year where months stand side by side"
    )]
    month: Option<Period>,
    #[arg(long, value_name = "LEVEL", help = "新网格的层级 | The level of grids that are new")]
    level: Option<String>,
    #[arg(long, help = "隐藏的表、行、列也读 | Read hidden sheets, rows and columns as well")]
    hidden: bool,
    #[arg(long, help = "只看会登记什么，不动文件 | Only show what would be written")]
    dry_run: bool,
    #[arg(long, help = "有的行不能登记，也写入其余的 | Write the rest even where rows are refused")]
    partial: bool,
    #[arg(
        long,
        help = "表里不再有的责任人和住户，到今天为止 | End members and households that the tables no longer list"
    )]
    prune: bool,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, help = AS_OF)]
    as_of: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "human|json",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        help = "结果的写法，默认 human | How the result is written; human by default"
    )]
    format: ImportFormat,
}

/// A value of `import --format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ImportFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

fn parse_kind(text: &str) -> Result<RecordKind, Wrong> {
    let is_it = |kind: &RecordKind| {
        let list = kind.list();
        text == list.zh || text == list.en || Some(text) == list.en.strip_suffix('s')
    };
    RecordKind::ALL.into_iter().find(is_it).ok_or_else(|| {
        let zh = RecordKind::ALL.map(|kind| kind.list().zh).join("、");
        let en = RecordKind::ALL.map(|kind| kind.list().en).join(", ");
        Wrong(text!("可以是 {zh}", "it is one of {en}"))
    })
}

fn parse_stage(text: &str) -> Result<&'static Choice, Wrong> {
    import::stage(text).ok_or_else(|| {
        Wrong(text!(
            "可以是自评、互评、群众参评、拟定、核定",
            "it is one of self, peer, public, proposed, approved"
        ))
    })
}

fn parse_map(text: &str) -> Result<(String, String), Wrong> {
    let parts = text.rsplit_once('=').map(|(column, key)| (column.trim().to_owned(), key.trim().to_owned()));
    parts
        .filter(|(column, key)| !column.is_empty() && !key.is_empty())
        .ok_or_else(|| Wrong(text!("写成 列=键，例如 手机=电话", "write COLUMN=KEY, as in H=phone")))
}

pub(super) fn run(args: &ImportArgs, console: &Console) -> Result<Outcome, Fault> {
    let as_of = clock::as_of(args.as_of)?;
    let request = Request { site: &args.site, as_of, base_url: None, deny_warnings: false };
    let (files, open) = rayon::join(
        || args.files.iter().map(read).collect::<Result<Vec<_>, Fault>>(),
        || writing::Open::read(request),
    );
    let (files, mut open) = (files?, open?);
    let Some(board) = open.board() else {
        let (sources, errors) = open.errors();
        console.diagnostics(&human(&errors, &sources, console.lang, console.colour_err));
        console.progress(&text!("先改正公开栏的错误，再导入", "mend the errors of the board first"));
        return Ok(Outcome::Errors);
    };
    let mut understood = import::understand(&files, board, &options(args))?;
    let is_held = !args.partial && !understood.report.refused.is_empty();
    let options = writing::Options { prune: args.prune, partial: args.partial };
    let plan = open.plan(&understood.drafts, options)?;
    understood.add(&plan);
    let is_refused =
        is_held || plan.faults.is_some() || !args.partial && !understood.report.refused.is_empty();
    let is_written = !is_refused && !args.dry_run;
    if is_written {
        writing::write(&args.site, &plan)?;
    }
    tell(args, &understood, &plan, is_written, console)?;
    if let Some((sources, faults)) = &plan.faults {
        console.diagnostics(&human(faults, sources, console.lang, console.colour_err));
    }
    Ok(if is_refused { Outcome::Errors } else { Outcome::Done })
}

/// Reads a file of tables.
pub(super) fn read(path: &PathBuf) -> Result<(String, Book), Fault> {
    let bytes = fs::read(path).map_err(|error| Fault::machine(&text!("读取", "read"), path, &error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match table::read(&name, &bytes) {
        Ok(book) => Ok((name, book)),
        Err(Unreadable(zh, en)) => Err(Fault::usage(text!("{zh}", "{en}"))),
    }
}

fn options(args: &ImportArgs) -> import::Options {
    let (month, year) = match args.month {
        Some(Period::Month(month)) => (Some(month), Some(month.year())),
        Some(period) => (None, Some(period.first_month().year())),
        None => (None, None),
    };
    import::Options {
        kind: args.kind,
        sheets: args.sheet.clone(),
        map: args.map.clone(),
        scheme: args.scheme.clone(),
        stage: args.stage,
        month,
        year,
        level: args.level.clone(),
        hidden: args.hidden,
        begins: false,
        founds: Vec::new(),
    }
}

fn tell(
    args: &ImportArgs,
    understood: &Understood,
    plan: &writing::Plan,
    is_written: bool,
    console: &Console,
) -> Result<(), Fault> {
    if args.format == ImportFormat::Json {
        return console.result(&preview::json(&understood.report, plan, is_written, console.lang));
    }
    if !console.quiet {
        console.result(&preview::tables(&understood.report, console.lang))?;
    }
    let (end, files) = match (is_written, args.dry_run, args.partial) {
        _ if is_written && plan.files.is_empty() => {
            (text!("没有变，什么都没有写", "nothing differs, and nothing was written"), &[][..])
        }
        (true, ..) => (text!("已写入", "written"), &plan.files[..]),
        (false, true, _) => (text!("只是预览，没有动文件", "a preview: no file was touched"), &[][..]),
        (false, false, true) => (text!("没有动文件", "no file was touched"), &[][..]),
        (false, false, false) => {
            let end = text!(
                "有的行不能登记，没有动文件；改好表再导入，或加 --partial 先写入其余的",
                "some rows are refused, and no file was touched: mend the table, or write the rest with --partial"
            );
            (end, &[][..])
        }
    };
    console.result(&preview::findings(&understood.report, plan, (&end, files), console))
}
