//! `gongkailan at`: the public records as they stood on a day, as data files.

use std::path::PathBuf;

use super::args::SITE;
use super::clock::parse_day;
use super::console::Console;
use super::outcome::Outcome;
use super::publish::no_record;
use crate::calendar::NaiveDate;
use crate::csv;
use crate::fault::Fault;
use crate::publication::{folder, rows};
use crate::publish::{Folder, place};
use crate::render::Artifacts;
use crate::site;
use crate::text;

/// `gongkailan at`
#[derive(Debug, clap::Args)]
pub(super) struct AtArgs {
    #[arg(value_name = "DATE", value_parser = parse_day, help = "哪一天，写成 2026-03-31 | Which day, as in 2026-03-31")]
    date: NaiveDate,
    #[arg(short, long, value_name = "OUT", help = "写到哪个文件夹 | Into which folder")]
    out: PathBuf,
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    site: PathBuf,
}

pub(super) fn run(args: &AtArgs, console: &Console) -> Result<Outcome, Fault> {
    let AtArgs { date, out, site } = args;
    let record = folder::read(&folder::of(site))?.ok_or_else(|| no_record(site))?;
    let Some(entry) = record.entries.iter().rev().find(|entry| entry.date <= *date) else {
        let first = record.entries.first().map(|entry| entry.date.to_string()).unwrap_or_default();
        return Err(Fault::usage(text!(
            "{date} 那天还没有公布过，第一次公布是 {first}",
            "nothing was published by {date}: the first publication was on {first}"
        )));
    };
    let all = record.published_at(*date);
    let mut artifacts = Artifacts::default();
    let mut count = 0;
    for (kind, _) in rows::TABLES {
        let columns = site::columns(kind);
        let (mut json, mut sheet) =
            (Vec::new(), csv::head(&columns.iter().map(|field| field.name).collect::<Vec<_>>()));
        for (_, fields) in all.iter().filter(|(key, _)| key.kind == kind) {
            count += 1;
            // Text and numbers: this cannot fail.
            json.push(serde_json::to_string(&**fields).unwrap_or_default());
            let cells = columns.iter().map(|field| match fields.get(field.name) {
                None => String::new(),
                Some(serde_json::Value::String(text)) => csv::text(text),
                Some(other) => other.to_string(),
            });
            csv::add_row(&mut sheet, cells);
        }
        if !json.is_empty() {
            artifacts.add(format!("{kind}.json"), format!("[\n{}\n]\n", json.join(",\n")).into_bytes());
            artifacts.add(format!("{kind}.csv"), sheet.into_bytes());
        }
    }
    place(&artifacts, &Folder::open(site, out)?)?;
    let (number, published, out) = (entry.number, entry.date, out.display());
    console.progress(&text!(
        "{date} 时公布着的 {count} 条记录（第 {number} 次公布，{published}）写到 {out}；依法撤下的不在其中",
        "the {count} records that stood published on {date} (publication {number}, {published}) are in {out}, without what was withdrawn"
    ));
    Ok(Outcome::Done)
}
