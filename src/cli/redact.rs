//! `gongkailan redact`: withdraws what was published from the record (依法撤下).

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::args::{AS_OF, SITE};
use super::clock::{self, parse_day};
use super::console::Console;
use super::outcome::Outcome;
use super::publish::no_record;
use crate::calendar::NaiveDate;
use crate::fault::Fault;
use crate::publication::replay::Record;
use crate::publication::{HEAD, Key, Redaction, elsewhere, folder, redact, rows, telling};
use crate::site;
use crate::suggest::closest;
use crate::text;

/// `gongkailan redact`
#[derive(Debug, clap::Args)]
pub(super) struct RedactArgs {
    #[arg(
        value_name = "KIND",
        help = "哪类记录：网格、责任人、承诺、评分、台账、公开目录、回音、公告、数据；公布（撤下那次的说明） | Kind of record: grid, member, commitment, rating, activity, disclosure, reply, notice, figure; or publication, for its note"
    )]
    kind: String,
    #[arg(
        value_name = "ID",
        help = "编号，网站上“公开留痕”里写着 | Its id, as the page of changes tells it"
    )]
    id: String,
    #[arg(
        long = "field",
        value_name = "KEY",
        help = "只撤下这一项，可写几次 | Only this field; may be given several times"
    )]
    fields: Vec<String>,
    #[arg(long, value_name = "TEXT", help = "为什么撤下，会公开 | Why; it is published")]
    reason: String,
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    site: PathBuf,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, help = AS_OF)]
    as_of: Option<NaiveDate>,
}

/// What can be withdrawn of a publication itself.
const NOTE: &str = "note";

/// What the kinds of records are called beside the names of their tables.
const KINDS: [(&str, &[&str]); 11] = [
    ("grids", &["grid", "网格"]),
    ("members", &["member", "责任人"]),
    ("commitments", &["commitment", "承诺"]),
    ("ratings", &["rating", "评分"]),
    ("activities", &["activity", "台账"]),
    ("disclosures", &["disclosure", "公开目录", "公开事项"]),
    ("replies", &["reply", "回音"]),
    ("notices", &["notice", "公告"]),
    ("boards", &["board", "下级公开栏"]),
    ("figures", &["figure", "数据"]),
    (HEAD, &["publication", "公布"]),
];

pub(super) fn run(args: &RedactArgs, console: &Console) -> Result<Outcome, Fault> {
    let date = clock::as_of(args.as_of)?.0;
    let _held = folder::hold(&args.site)?;
    let folder = folder::of(&args.site);
    let mut record = folder::read(&folder)?.ok_or_else(|| no_record(&args.site))?;
    let kind = kind(&args.kind)?;
    let key = Key { kind: kind.to_owned(), id: args.id.clone() };
    if record.history(&key).is_empty() {
        return Err(unknown(&record, &key));
    }
    let reason = args.reason.trim();
    if reason.is_empty() {
        return Err(Fault::usage(text!("要写为什么撤下", "say why it is withdrawn")));
    }
    let fields: Result<Vec<String>, Fault> = match kind {
        // The rest of its head is what the log hangs on.
        HEAD => Ok(vec![NOTE.to_owned()]),
        _ => args.fields.iter().map(|field| column(kind, field)).collect(),
    };
    let redaction = Redaction { key, fields: fields?, date, reason: reason.to_owned() };
    let texts = telling(&record, &redaction);
    let touched = redact(&mut record, &redaction);
    // What is left must still be what the checkpoints were made of.
    Record::of(record.entries.clone(), record.pages.clone()).map_err(|_| {
        Fault::new(text!(
            "程序错误：撤下以后对不上，没有改动",
            "a fault of this program: the rest would not agree, and nothing was changed"
        ))
    })?;
    folder::rewrite(&folder, touched.iter().map(|&at| &record.entries[at]))?;
    let count = touched.len();
    let (kind, id) = (&redaction.key.kind, &redaction.key.id);
    console.progress(&match count {
        0 => text!("{kind}/{id} 已经撤下，没有可改的", "{kind}/{id} was withdrawn already, and nothing was left to do"),
        _ => text!(
            "已从 {count} 次公布里撤下 {kind}/{id}；日志里的位置还在，网页会写明“已依法撤下”。\n\
             content/ 里还有的，下次公布会再公布出去：先在那里删掉，再运行 gongkailan publish。\n\
             版本管理和别人手里的旧副本里还有，要另外处理。",
            "{kind}/{id} is withdrawn from {count} publications; its place in the log stays, and the page says that it was withdrawn.\n\
             What is still in content/ would be published again: remove it there, then run `gongkailan publish`.\n\
             Version control and copies that others made still hold it and are to be dealt with apart."
        ),
    });
    tell_elsewhere(&record, &texts, &redaction.reason, args, console);
    Ok(Outcome::Done)
}

/// Tells where else the record still says what was withdrawn, with the commands that withdraw it there.
fn tell_elsewhere(
    record: &Record,
    texts: &BTreeSet<String>,
    reason: &str,
    args: &RedactArgs,
    console: &Console,
) {
    let found = elsewhere(record, texts);
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "'"));
    let site = match args.site.to_str() {
        Some(".") | None => String::new(),
        Some(site) => format!(" -s {}", quoted(site)),
    };
    let command = |(key, names): (&Key, &BTreeSet<String>)| {
        let fields: String = names.iter().map(|name| format!(" --field {name}")).collect();
        let (kind, id) = (&key.kind, if key.id.contains(' ') { quoted(&key.id) } else { key.id.clone() });
        format!("\n  gongkailan redact {kind} {id}{fields} --reason {}{site}", quoted(reason))
    };
    if !found.is_empty() {
        let commands: String = found.iter().map(command).collect();
        console.progress(&text!(
            "同样的文字公开记录里还有。也要撤下的，运行：{commands}",
            "The record says the same elsewhere. What is to be withdrawn there too, withdraw with:{commands}"
        ));
    }
}

fn kind(given: &str) -> Result<&'static str, Fault> {
    let typed = given.trim().to_lowercase();
    let is_it = |(table, names): &&(&str, &[&str])| *table == typed || names.contains(&typed.as_str());
    KINDS.iter().find(is_it).map(|(table, _)| *table).ok_or_else(|| {
        let zh: Vec<&str> = KINDS.iter().filter_map(|(_, names)| names.get(1)).copied().collect();
        let en: Vec<&str> = KINDS.iter().filter_map(|(_, names)| names.first()).copied().collect();
        let (zh, en) = (zh.join("、"), en.join(", "));
        Fault::usage(text!(
            "没有“{given}”这类记录，有的是：{zh}",
            "there is no kind of record called `{given}`; there is: {en}"
        ))
    })
}

fn column(kind: &str, given: &str) -> Result<String, Fault> {
    site::column(kind, given).map(str::to_owned).ok_or_else(|| {
        let names: Vec<(&str, &str)> =
            site::columns(kind).iter().map(|field| (field.zh, field.name)).collect();
        let zh = names.iter().map(|(zh, _)| *zh).collect::<Vec<_>>().join("、");
        let en = names.iter().map(|(_, en)| *en).collect::<Vec<_>>().join(", ");
        Fault::usage(text!(
            "没有“{given}”这一项，有的是：{zh}",
            "there is no field `{given}`; there is: {en}"
        ))
    })
}

fn unknown(record: &Record, Key { kind, id }: &Key) -> Fault {
    let ids: Vec<&str> = record.keys().filter(|key| key.kind == *kind).map(|key| key.id.as_str()).collect();
    let guess = closest(id, ids.iter().copied());
    let (zh, en) = match guess {
        Some(guess) => (format!("，是不是 {guess}？"), format!("; did you mean {guess}?")),
        None => match rows::TABLES.iter().find(|(table, columns)| table == kind && columns.len() > 1) {
            Some((_, columns)) => {
                let form = columns.join("/").to_uppercase();
                (format!("；这类记录写成 {form}"), format!("; records of this kind are written {form}"))
            }
            None => (String::new(), String::new()),
        },
    };
    Fault::usage(text!(
        "公开记录里没有 {kind}/{id}：没有公布过，或已经撤下{zh}",
        "the record has no {kind}/{id}: it was never published, or was withdrawn{en}"
    ))
}
