//! Tables as CSV (which Excel opens by double click: heads and words are those of the board's language) and JSON (for
//! programs: the same words on every board), and the Frictionless package that describes them.

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::blob::Blob;
use crate::csv;
use crate::reuse::{Known, Made, Same};
use crate::site::Site;
use crate::site::view::{Cell, Field, FieldKind, Rows, Table};

use super::artifact::Artifacts;

/// The last tables.
#[derive(Debug, Default)]
pub(super) struct TableCache {
    /// The parts of each table, by its code and their number; made of their rows in the language.
    parts: Known<(&'static str, usize), TablePart>,
    /// Its two files, by its code; made of their heads and parts: comparing megabytes takes as long as making a page.
    files: Known<&'static str, TableFiles>,
}

type TablePart = Made<(Arc<Rows>, bool), Arc<WrittenRows>>;
type TableFiles = Made<(String, Vec<Same<WrittenRows>>), [Blob; 2]>;

/// Some rows, written.
#[derive(Debug)]
struct WrittenRows {
    csv: String,
    json: String,
}

/// Adds `data/*.csv`, `data/*.json` and `data/datapackage.json`; parts that were written before are not written again.
pub(super) fn add(artifacts: &mut Artifacts, site: &Site, TableCache { parts, files }: &mut TableCache) {
    let chinese = site.language.to_ascii_lowercase().starts_with("zh");
    let rows = site.tables.par_iter().flat_map_iter(|table| {
        let rows = table.parts.iter().enumerate();
        rows.map(move |(at, rows)| ((table.code, at), (rows.clone(), table.fields)))
    });
    parts.renew(rows, |_, (rows, fields), before| {
        Made::again(before, (rows, chinese), |(rows, _)| Arc::new(written(rows, fields, chinese)))
    });
    files.renew(site.tables.par_iter().map(|table| (table.code, table)), |code, table, before| {
        let own = parts.iter().filter(|((of, _), _)| of == code);
        let parts = own.map(|(_, made)| Same(made.value.clone())).collect();
        Made::again(before, (csv::head(&heads(table, chinese)), parts), |(head, parts)| {
            let parts: Vec<&WrittenRows> = parts.iter().map(|part| &*part.0).collect();
            [csv_file(head, &parts).into(), json_file(&parts).into()]
        })
    });
    for (code, made) in files.iter() {
        for (kind, file) in ["csv", "json"].into_iter().zip(&made.value) {
            artifacts.add(format!("data/{code}.{kind}"), file.clone());
        }
    }
    artifacts.add("data/datapackage.json", package(site, chinese).into_bytes());
}

/// How many bytes the files of each table have, CSV and JSON.
pub(super) fn sizes<'t>(
    site: &'t Site,
    cache: &'t TableCache,
) -> impl Iterator<Item = (&'t Table, [usize; 2])> {
    let bytes = |code| cache.files.get(code).map(|made| made.value.each_ref().map(|file| file.len()));
    site.tables.iter().filter_map(move |table| Some((table, bytes(&table.code)?)))
}

fn written(rows: &Rows, fields: &[Field], chinese: bool) -> WrittenRows {
    WrittenRows { csv: csv_rows(rows, fields, chinese), json: json_rows(rows, fields) }
}

/// The head of a column: Chinese where the board is, because people open these files.
fn head(field: &Field, chinese: bool) -> &'static str {
    if chinese { field.zh } else { field.name }
}

fn heads(table: &Table, chinese: bool) -> Vec<&'static str> {
    table.fields.iter().map(|field| head(field, chinese)).collect()
}

fn csv_file(head: &str, parts: &[&WrittenRows]) -> String {
    let rows: Vec<&str> = parts.iter().map(|part| &*part.csv).collect();
    joined(head, &rows, "", "")
}

/// `rows` with `between` them, in memory taken once: a township's are megabytes.
fn joined(head: &str, rows: &[&str], between: &str, tail: &str) -> String {
    let length = rows.iter().map(|rows| rows.len() + between.len()).sum::<usize>();
    let mut file = String::with_capacity(head.len() + length + tail.len());
    file.push_str(head);
    for (at, rows) in rows.iter().enumerate() {
        file.push_str(if at > 0 { between } else { "" });
        file.push_str(rows);
    }
    file.push_str(tail);
    file
}

fn csv_rows(rows: &Rows, fields: &[Field], chinese: bool) -> String {
    let mut written = String::new();
    for row in rows {
        csv::add_row(
            &mut written,
            fields.iter().zip(row).map(|(field, cell)| csv_cell(field, cell, chinese)),
        );
    }
    written
}

/// What yes and no are called on Chinese boards.
const YES_NO: [&str; 2] = ["是", "否"];

fn csv_cell(field: &Field, cell: &Cell, chinese: bool) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) if chinese && !field.words.is_empty() => csv::text(&in_chinese(text, field)),
        Cell::Text(text) => csv::text(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Flag(flag) if chinese => YES_NO[usize::from(!flag)].to_owned(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// The machine's words in Chinese: `overdue`, or several with what they are of, as in `2025-07-01=broken; …`.
fn in_chinese(text: &str, field: &Field) -> String {
    let word = |word: &str| -> String {
        let found = field.words.iter().find(|(code, _)| *code == word);
        found.map_or(word, |(_, zh)| *zh).to_owned()
    };
    let one = |part: &str| match part.rsplit_once('=') {
        Some((of, code)) => format!("{of}={}", word(code)),
        None => word(part),
    };
    text.split("; ").map(one).collect::<Vec<_>>().join("; ")
}

/// A list of objects, one a line, so that two editions can be compared line by line.
fn json_file(parts: &[&WrittenRows]) -> String {
    let rows: Vec<&str> = parts.iter().map(|part| &*part.json).filter(|rows| !rows.is_empty()).collect();
    match rows.is_empty() {
        true => "[]\n".to_owned(),
        false => joined("[\n", &rows, ",\n", "\n]\n"),
    }
}

fn json_rows(rows: &Rows, fields: &[Field]) -> String {
    let mut written = String::new();
    for row in rows {
        written.push_str(if written.is_empty() { "{" } else { ",\n{" });
        for (at, (field, cell)) in fields.iter().zip(row).enumerate() {
            let comma = if at > 0 { "," } else { "" };
            // Writing into a string cannot fail.
            let _ = write!(written, "{comma}\"{}\":{}", field.name, json_cell(field, cell));
        }
        written.push('}');
    }
    written
}

fn json_cell<'c>(field: &Field, cell: &'c Cell) -> Cow<'c, str> {
    match cell {
        // A decimal is text only until here: through a binary float it could come out as another.
        Cell::Text(number) if field.kind == FieldKind::Number => number.into(),
        // A text can always be written.
        Cell::Text(text) => serde_json::to_string(text).unwrap_or_default().into(),
        Cell::Whole(number) => number.to_string().into(),
        Cell::Flag(flag) => flag.to_string().into(),
        Cell::Empty => "null".into(),
    }
}

fn package(site: &Site, chinese: bool) -> String {
    let field = |field: &Field| {
        let title = if chinese { field.name } else { field.zh };
        let mut described = json!({ "name": head(field, chinese), "title": title, "type": field.kind });
        if chinese && field.kind == FieldKind::Boolean {
            described["trueValues"] = json!([YES_NO[0]]);
            described["falseValues"] = json!([YES_NO[1]]);
        }
        described
    };
    let mut resources = Vec::new();
    for table in &site.tables {
        let fields: Vec<Value> = table.fields.iter().map(field).collect();
        resources.push(json!({
            "name": table.code,
            "title": table.title,
            "path": format!("{}.csv", table.code),
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "schema": { "fields": fields, "missingValues": [""] },
        }));
        // Without a schema of its own: the same rows, and validators read JSON tables only with an extension.
        resources.push(json!({
            "name": format!("{}-json", table.code),
            "title": table.title,
            "path": format!("{}.json", table.code),
            "profile": "data-resource",
            "format": "json",
            "mediatype": "application/json",
            "encoding": "utf-8",
        }));
    }
    let mut package = json!({
        "name": "gongkailan",
        "id": site.id,
        "title": site.title,
        "publisher": site.publisher,
        "as_of": site.as_of,
        "profile": "data-package",
        "resources": resources,
    });
    if !site.ids_below.is_empty() {
        package["ids_below"] = json!(site.ids_below);
    }
    if let Some(web) = &site.web {
        package["homepage"] = json!(web.home);
    }
    format!("{package:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[Field] = &[
        Field { name: "title", zh: "事项", kind: FieldKind::String, words: &[], about: None },
        Field { name: "total", zh: "总分", kind: FieldKind::Number, words: &[], about: None },
        Field { name: "count", zh: "次数", kind: FieldKind::Integer, words: &[], about: None },
        Field {
            name: "state",
            zh: "状态",
            kind: FieldKind::String,
            words: &[("kept", "已兑现")],
            about: None,
        },
        Field { name: "vacant", zh: "空缺", kind: FieldKind::Boolean, words: &[], about: None },
    ];

    fn table() -> Table {
        let rows = vec![
            vec!["修路，\"三号\"\n段".into(), "92.5".into(), 3_u32.into(), "kept".into(), true.into()],
            vec!["=1+1".into(), Cell::Empty, Cell::Empty, "2025-07-01=kept; x".into(), false.into()],
        ];
        Table {
            code: "x",
            title: "表",
            fields: FIELDS,
            parts: rows.into_iter().map(|row| Arc::new(vec![row])).collect(),
        }
    }

    fn parts(table: &Table, chinese: bool) -> Vec<WrittenRows> {
        table.parts.iter().map(|rows| written(rows, table.fields, chinese)).collect()
    }

    fn csv_of(table: &Table, chinese: bool) -> String {
        let parts = parts(table, chinese);
        csv_file(&csv::head(&heads(table, chinese)), &parts.iter().collect::<Vec<_>>())
    }

    #[test]
    fn csv_opens_in_a_spreadsheet_and_runs_nothing() {
        assert_eq!(
            csv_of(&table(), true),
            "\u{feff}事项,总分,次数,状态,空缺\r\n\"修路，\"\"三号\"\"\n段\",92.5,3,已兑现,是\r\n'=1+1,,,2025-07-01=已兑现; x,否\r\n"
        );
        assert_eq!(
            csv_of(&table(), false),
            "\u{feff}title,total,count,state,vacant\r\n\"修路，\"\"三号\"\"\n段\",92.5,3,kept,true\r\n'=1+1,,,2025-07-01=kept; x,false\r\n"
        );
    }

    #[test]
    fn json_keeps_types_and_order() {
        let made = json_file(&parts(&table(), true).iter().collect::<Vec<_>>());
        let read: Value = serde_json::from_str(&made).unwrap();
        assert_eq!(read[0]["total"], 92.5);
        assert_eq!(read[1]["total"], Value::Null);
        assert!(made.contains("{\"title\":\"=1+1\",\"total\":null,\"count\":null,\"state\":"));
    }
}
