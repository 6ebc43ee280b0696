//! `gongkailan new`: files and records to be filled in, or with what the options say.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Subcommand;

use super::adding;
use super::args::{AS_OF, SITE};
use super::clock::{as_of, parse_day, parse_month};
use super::console::Console;
use super::fields::Fields;
use super::outcome::Outcome;
use crate::calendar::{Month, NaiveDate};
use crate::diagnostic::human::human;
use crate::fault::Fault;
use crate::import::draft::RecordKind;
use crate::load::records::{RawCommitment, RawFront, RawMember};
use crate::mend::{self, Rewrite};
use crate::model::Records;
use crate::pipeline::{self, Request, Trial, Tried};
use crate::source::{SourceId, Sources};
use crate::start::{self, Answer, MonthFile, Nothing};
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
    #[command(
        about = "一篇公告或页面，日期写今天；没给正文的是草稿 | A notice or page, dated today; a draft where no text is given"
    )]
    Notice(NoticeArgs),
    #[command(about = "一个责任人 | A member")]
    Member(MemberArgs),
    #[command(about = "一项承诺，承诺日期写今天 | A commitment, made today")]
    Commitment(CommitmentArgs),
}

/// Where something new is made, and on which day.
#[derive(Debug, clap::Args)]
struct PlaceArgs {
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    site: PathBuf,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, help = AS_OF)]
    as_of: Option<NaiveDate>,
}

impl PlaceArgs {
    fn request(&self) -> Result<Request<'_>, Fault> {
        Ok(Request { site: &self.site, as_of: as_of(self.as_of)?, base_url: None, deny_warnings: false })
    }
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
    #[command(flatten)]
    place: PlaceArgs,
}

/// `gongkailan new notice`
#[derive(Debug, clap::Args)]
struct NoticeArgs {
    #[command(flatten)]
    front: Fields<RawFront>,
    #[arg(long, value_name = "TEXT", help = "正文（Markdown） | What it says (Markdown)")]
    text: Option<String>,
    #[command(flatten)]
    place: PlaceArgs,
}

/// `gongkailan new member`
#[derive(Debug, clap::Args)]
struct MemberArgs {
    #[command(flatten)]
    member: Fields<RawMember>,
    #[command(flatten)]
    place: PlaceArgs,
}

/// `gongkailan new commitment`
#[derive(Debug, clap::Args)]
struct CommitmentArgs {
    #[command(flatten)]
    commitment: Fields<RawCommitment>,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn run(args: &NewArgs, console: &Console) -> Result<Outcome, Fault> {
    match &args.what {
        New::Month(args) => month(args, console),
        New::Notice(args) => notice(args, console),
        New::Member(MemberArgs { member, place }) => {
            let kind = (RecordKind::Member, RawMember::WHAT);
            adding::record(&place.request()?, kind, &member.answers, console)
        }
        New::Commitment(CommitmentArgs { commitment, place }) => {
            let request = place.request()?;
            let mut answers = commitment.answers.clone();
            if !answers.iter().any(|answer| answer.key.en == "made") {
                answers.push(Answer::new(RawCommitment::KEYS, "made", request.as_of.0.to_string()));
            }
            let place = |answer: &Answer| RawCommitment::KEYS.iter().position(|key| key.en == answer.key.en);
            answers.sort_by_key(place);
            let kind = (RecordKind::Commitment, RawCommitment::WHAT);
            adding::record(&request, kind, &answers, console)
        }
    }
}

fn month(args: &MonthArgs, console: &Console) -> Result<Outcome, Fault> {
    let request = args.place.request()?;
    let (sources, diagnostics, records) = pipeline::records(&request, &mut |_| {})?;
    let Some(Records { board, register }) = records else {
        console.diagnostics(&human(&diagnostics, &sources, console.lang, console.colour_err));
        console.progress(&text!("先改正错误，再新建", "mend the errors first"));
        return Ok(Outcome::Errors);
    };
    let scheme = args.scheme.as_deref();
    let records = (&*board.ground, &*register);
    let made = start::month(records, &sources, request.as_of, args.month, scheme, console.lang);
    let made = made.map_err(|nothing| refused(nothing, &sources))?;
    let schemas = start::schemas(request.site);
    let file = |made: &MonthFile| {
        let line = schemas.map(|folder| start::editor_line(&made.path, folder)).unwrap_or_default();
        Rewrite { path: made.path.clone(), before: None, after: (line + &made.text).into_bytes() }
    };
    mend::rewrite(request.site, &made.iter().map(file).collect::<Vec<_>>())?;
    for MonthFile { path, month, subjects: count, .. } in made.iter().filter(|_| !console.quiet) {
        let done = text!(
            "已写好 {path}：{month}，{count} 个对象，等着填分\n",
            "wrote {path}: {month}, {count} subjects, scores to be filled in\n"
        );
        console.result(done.get(console.lang))?;
    }
    Ok(Outcome::Done)
}

fn notice(args: &NoticeArgs, console: &Console) -> Result<Outcome, Fault> {
    let request = args.place.request()?;
    let mut trial = Trial::new(request);
    let mut before = trial.read(&BTreeMap::new())?;
    let Some(records) = before.records.clone() else {
        let errors = before.errors_beyond(&Tried::default());
        console.diagnostics(&human(&errors, &before.loaded.sources, console.lang, console.colour_err));
        console.progress(&text!("先改正 site.yaml，再新建", "mend site.yaml first"));
        return Ok(Outcome::Errors);
    };
    let sources = &before.loaded.sources;
    let lang = start::language_of(&sources.get(SourceId::SITE).text, console.lang);
    let (answers, text) = (args.front.answers.clone(), args.text.as_deref());
    let made = start::notice((&records.board, sources), answers, text, request.as_of.0, lang);
    adding::page(request.site, (&mut trial, &before), (&made.path, made.text), console)?;
    if !console.quiet {
        let path = &made.path;
        let done = match text {
            Some(_) => text!("已写好 {path}\n", "wrote {path}\n"),
            None => text!(
                "已写好 {path}：是草稿，写好正文、删去“草稿”一行才会公布\n",
                "wrote {path}: a draft; write its text and remove the line `draft` to publish it\n"
            ),
        };
        console.result(done.get(console.lang))?;
    }
    Ok(Outcome::Done)
}

fn refused(nothing: Nothing, sources: &Sources) -> Fault {
    Fault::usage(match nothing {
        Nothing::NoScheme(known) if known.is_empty() => text!(
            "site.yaml 里没有评分办法；先写上“评分办法”：编号、名称、维度（写法见样例：gongkailan init 样例）",
            "site.yaml has no rating scheme: write one under `schemes`, with id, name and dimensions (as those of an example: gongkailan init example)"
        ),
        Nothing::NoScheme(known) => {
            let (zh, en) = (known.join("、"), known.join(", "));
            text!(
                "site.yaml 里没有这个评分办法；--scheme 可以是 {zh}",
                "site.yaml has no such rating scheme: --scheme is one of {en}"
            )
        }
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
