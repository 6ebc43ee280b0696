//! What `import` understood, refused and changed: a table for people, JSON for programs.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::console::Console;
use crate::diagnostic::visible::visible;
use crate::diagnostic::{Lang, Text};
use crate::import::report::{Finding, Report, TableReport, gathered};
use crate::import::writing::{Item, Plan};
use crate::mend::Rewrite;
use crate::text;

/// So many places of one cause are told, unless all are asked for.
const PLACES: usize = 3;
/// So many records of a sort are listed, unless all are.
const LISTED: usize = 20;

/// How every table was understood, column by column.
pub(super) fn tables(report: &Report, lang: Lang) -> String {
    report.tables.iter().map(|table| one_table(table, lang)).collect()
}

fn one_table(table: &TableReport, lang: Lang) -> String {
    let sheet = table.sheet.trim();
    let place = if sheet.is_empty() { table.file.clone() } else { format!("{}!{sheet}", table.file) };
    let (list, rows) = (table.kind.list(), table.rows);
    let (zh, en) = (list.zh, list.en);
    let title = text!("{place}：{zh}，读了 {rows} 行", "{place}: {en}, {rows} rows read");
    let heads = [text!("列", "column"), text!("表头", "header"), text!("记在", "key"), text!("例", "sample")];
    let mut rows = vec![heads.map(|head| head.get(lang).to_owned())];
    let left_out = text!("（没有读）", "(left out)");
    rows.extend(table.columns.iter().map(|column| {
        let target = column.target.as_ref().unwrap_or(&left_out).get(lang).to_owned();
        [column.letters.clone(), column.header.clone(), target, column.sample.clone().unwrap_or_default()]
    }));
    format!("{}\n{}\n", visible(title.get(lang)), columns(&rows))
}

/// Rows with their cells under each other, however wide characters are.
fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let shown = |cell: &String| visible(&cell.replace(['\n', '\t'], " ")).into_owned();
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(shown).collect()).collect();
    let width = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("  {cell}{}", " ".repeat(width - cell.width())));
        format!("{}\n", cells.collect::<String>().trim_end())
    };
    rows.iter().map(line).collect()
}

/// What is refused, noted, left out and changed, and how it ended: with the files that `end` speaks of.
pub(super) fn findings(
    report: &Report,
    plan: &Plan,
    (end, files): (&Text, &[Rewrite]),
    console: &Console,
) -> String {
    let (lang, all) = (console.lang, console.verbose);
    let mut out = String::new();
    let mut section = |title: Text, lines: Vec<String>| {
        if !lines.is_empty() {
            out += &format!("{}\n", title.get(lang));
            lines.iter().for_each(|line| out += &format!("  {}\n", visible(line)));
        }
    };
    let unknown = report.unknown.iter().map(|unknown| {
        let sheet = unknown.sheet.trim();
        let sheet = if sheet.is_empty() { String::new() } else { format!("!{sheet}") };
        format!("{}{sheet}  {}", unknown.file, unknown.column)
    });
    section(text!("没有读的列", "Columns left out"), unknown.collect());
    let count = report.refused.len();
    section(text!("不能登记（{count} 处）", "Refused ({count})"), told(&report.refused, lang, all));
    section(text!("提示", "Notes"), told(&report.notes, lang, all));
    section(text!("新增", "New"), items(&plan.added, lang, all));
    section(text!("有改动", "Changed"), items(&plan.changed, lang, all));
    section(text!("表里没有了", "Gone from the tables"), items(&plan.gone, lang, all));
    let (added, changed, gone, same) =
        (plan.added.len(), plan.changed.len(), plan.gone.len(), plan.unchanged);
    let counts = text!(
        "新增 {added}，有改动 {changed}，没有变 {same}，表里没有了 {gone}",
        "{added} new, {changed} changed, {same} unchanged, {gone} gone"
    );
    let files: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let files = if files.is_empty() { String::new() } else { format!(": {}", files.join(", ")) };
    out + &format!("{}\n{}{}\n", counts.get(lang), end.get(lang), visible(&files))
}

/// Each cause once, with its places.
fn told(findings: &[Finding], lang: Lang, all: bool) -> Vec<String> {
    let one = |(message, places): (&Text, Vec<&str>)| {
        let shown = if all { places.len() } else { places.len().min(PLACES) };
        let mut list = places[..shown].join(", ");
        if shown < places.len() {
            let count = places.len();
            list += text!(" 等 {count} 处", " and others, {count} in all").get(lang);
        }
        format!("{list}  {}", message.get(lang))
    };
    gathered(findings).into_iter().map(one).collect()
}

/// Records by what they are called, with the keys that change. Their values are not told: some are nobody's business.
fn items(items: &[Item], lang: Lang, all: bool) -> Vec<String> {
    let one = |item: &Item| {
        let kind = item.kind.list();
        let kind = if lang == Lang::Zh { kind.zh } else { kind.en };
        let keys: Vec<&str> = item.keys.iter().map(|change| change.key.get(lang)).collect();
        let line = item.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("{kind}  {}  {}{line}  {}", item.name, item.file, keys.join(", ")).trim_end().to_owned()
    };
    let listed = if all { items.len() } else { LISTED };
    let mut lines: Vec<String> = items.iter().take(listed).map(one).collect();
    if items.len() > listed {
        let rest = items.len() - listed;
        lines.push(
            text!("另有 {rest} 条；加 --verbose 全部列出", "and {rest} more; --verbose lists all")
                .get(lang)
                .to_owned(),
        );
    }
    lines
}

/// The contract's JSON.
pub(super) fn json(report: &Report, plan: &Plan, is_written: bool, lang: Lang) -> String {
    let findings = |findings: &[Finding]| -> Vec<Value> {
        let one = |finding: &Finding| json!({"place": finding.place, "message": finding.message.get(lang)});
        findings.iter().map(one).collect()
    };
    let unknown = |unknown: &crate::import::report::UnknownColumn| json!({"sheet": unknown.sheet.trim(), "column": unknown.column});
    let files: Vec<&str> = plan.files.iter().filter(|_| is_written).map(|file| file.path.as_str()).collect();
    let value = json!({
        "version": 1,
        "read": report.read(),
        "refused": findings(&report.refused),
        "unknown_columns": report.unknown.iter().map(unknown).collect::<Vec<_>>(),
        "notes": findings(&report.notes),
        "added": plan.added.len(),
        "changed": plan.changed.len(),
        "gone": plan.gone.len(),
        "files": files,
    });
    format!("{value:#}\n")
}
