//! Tables as CSV (which Excel opens by double click) and JSON, and the Frictionless package that describes them.

use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::csv;
use crate::site::Site;
use crate::site::view::{Cell, Field, FieldKind, Table};

use super::artifact::Artifacts;
use super::reuse::Index;

/// Adds `data/*.csv`, `data/*.json` and `data/datapackage.json`.
pub(super) fn add(artifacts: &mut Artifacts, site: &Site, last: Option<&Index<'_>>) {
    let chinese = site.language.to_ascii_lowercase().starts_with("zh");
    let files = site.tables.iter().flat_map(|table| [(table, "csv"), (table, "json")]).collect::<Vec<_>>();
    let made = files.into_par_iter().map(|(table, kind)| {
        let path = format!("data/{}.{kind}", table.code);
        let make = || if kind == "csv" { csv_file(table, chinese) } else { json(table) };
        let kept = last.and_then(|last| last.table(table, &path));
        let bytes = kept.unwrap_or_else(|| make().into_bytes().into());
        (path, bytes)
    });
    for (path, bytes) in made.collect::<Vec<(String, Arc<[u8]>)>>() {
        artifacts.add(path, bytes);
    }
    artifacts.add("data/datapackage.json", package(site, chinese).into_bytes());
}

/// The head of a column: Chinese where the board is, because people open these files.
fn head(field: &Field, chinese: bool) -> &'static str {
    if chinese { field.zh } else { field.name }
}

fn csv_file(table: &Table, chinese: bool) -> String {
    let heads: Vec<&str> = table.fields.iter().map(|field| head(field, chinese)).collect();
    csv::file(&heads, table.rows.iter().map(|row| row.iter().map(csv_cell).collect()))
}

fn csv_cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => csv::text(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// A list of objects, one a line, so that two editions can be compared line by line.
fn json(table: &Table) -> String {
    let row = |row: &Vec<Cell>| {
        let pairs = table.fields.iter().zip(row);
        let pairs: Vec<String> =
            pairs.map(|(field, cell)| format!("\"{}\":{}", field.name, json_cell(field, cell))).collect();
        format!("{{{}}}", pairs.join(","))
    };
    let rows: Vec<String> = table.rows.iter().map(row).collect();
    match rows.is_empty() {
        true => "[]\n".to_string(),
        false => format!("[\n{}\n]\n", rows.join(",\n")),
    }
}

fn json_cell(field: &Field, cell: &Cell) -> String {
    match cell {
        // A decimal is text only until here: through a binary float it could come out as another.
        Cell::Text(number) if field.kind == FieldKind::Number => number.clone(),
        Cell::Text(text) => Value::from(text.as_str()).to_string(),
        Cell::Whole(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Empty => "null".to_string(),
    }
}

fn package(site: &Site, chinese: bool) -> String {
    let field = |field: &Field| {
        let title = if chinese { field.name } else { field.zh };
        json!({ "name": head(field, chinese), "title": title, "type": field.kind })
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
    let package = json!({
        "name": "gongkailan",
        "title": site.title,
        "profile": "data-package",
        "resources": resources,
    });
    format!("{package:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[Field] = &[
        Field { name: "title", zh: "事项", kind: FieldKind::String },
        Field { name: "total", zh: "总分", kind: FieldKind::Number },
        Field { name: "count", zh: "次数", kind: FieldKind::Integer },
    ];

    fn table() -> Table {
        let rows = vec![
            vec!["修路，\"三号\"\n段".into(), "92.5".into(), 3_u32.into()],
            vec!["=1+1".into(), Cell::Empty, Cell::Empty],
        ];
        Table { code: "x", title: "表", fields: FIELDS, rows }
    }

    #[test]
    fn csv_opens_in_a_spreadsheet_and_runs_nothing() {
        assert_eq!(
            csv_file(&table(), true),
            "\u{feff}事项,总分,次数\r\n\"修路，\"\"三号\"\"\n段\",92.5,3\r\n'=1+1,,\r\n"
        );
    }

    #[test]
    fn json_keeps_types_and_order() {
        let made = json(&table());
        let read: Value = serde_json::from_str(&made).unwrap();
        assert_eq!(read[0]["total"], 92.5);
        assert_eq!(read[1]["total"], Value::Null);
        assert!(made.contains("{\"title\":\"=1+1\",\"total\":null,\"count\":null}"));
    }
}
