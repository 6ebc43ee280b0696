//! Sheets for tests, written as tables of text.

use std::collections::BTreeSet;

use crate::table::{Area, Book, Cell, Number, Sheet, Value};

/// A sheet of `rows`. Numbers become numbers; `|` joins a cell to the one on its left, `^` to the one above.
pub(super) fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let mut sheet = Sheet {
        name: name.to_owned(),
        hidden: false,
        cells: Vec::new(),
        merged: Vec::new(),
        hidden_rows: BTreeSet::new(),
        hidden_columns: BTreeSet::new(),
    };
    let joined = |row: usize, column: usize, sign: &str| {
        rows.get(row).and_then(|cells| cells.get(column)).is_some_and(|text| *text == sign)
    };
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            if ["", "|", "^"].contains(text) {
                continue;
            }
            let (mut last_row, mut last_column) = (row, column);
            while joined(last_row + 1, column, "^") {
                last_row += 1;
            }
            while joined(row, last_column + 1, "|") {
                last_column += 1;
            }
            let (row, column) = (row as u32, column as u32);
            let area = Area { rows: (row, last_row as u32), columns: (column, last_column as u32) };
            if area.rows.0 < area.rows.1 || area.columns.0 < area.columns.1 {
                sheet.merged.push(area);
            }
            sheet.cells.push(Cell { row, column, value: value(text), formula: false });
        }
    }
    sheet
}

fn value(text: &str) -> Value {
    match text.parse::<f64>() {
        Ok(value) if !text.starts_with('0') || text == "0" || text.starts_with("0.") => {
            Value::Number(Number { value, least_digits: 1, percent: false })
        }
        _ if text.starts_with('#') => Value::Error(text.to_owned()),
        _ => match text.strip_prefix('\'') {
            Some(text) => Value::Text(text.to_owned()),
            None => Value::Text(text.to_owned()),
        },
    }
}

/// A file of these sheets.
pub(super) fn book(sheets: Vec<Sheet>) -> Book {
    Book { sheets, notes: Vec::new() }
}

/// A township with two villages of two grids each.
pub(super) fn town() -> std::sync::Arc<crate::model::Board> {
    const SITE: &str = "\
title: 柳河镇
publisher: 柳河镇人民政府
networks:
  - {id: net, name: 综治网格, levels: [{id: town, name: 镇}, {id: village, name: 村}, {id: grid, name: 网格, lead_title: 网格长}]}
schemes:
  - {id: stars, name: 五星评定, subject: member, dimensions: [{id: learn, name: 学习星, max: 20}, {id: work, name: 实绩星, max: 20}]}
  - {id: points, name: 党员积分, subject: member, dimensions: [{id: points, name: 积分, max: 100}]}
cadences:
  - {id: visit, name: 走访, every: month, by: member, from: 2026-01}
";
    const RECORDS: &str = "\
grids:
  - {id: liuhe, name: 柳河镇, level: town}
  - {id: dong, name: 东村, level: village, parent: liuhe}
  - {id: xi, name: 西村, level: village, parent: liuhe}
  - {id: dong-1, name: 一网格, level: grid, parent: dong, lead: 王芳}
  - {id: dong-2, name: 东二网格, level: grid, parent: dong, lead: 王芳}
  - {id: xi-1, name: 一网格, level: grid, parent: xi, lead: 李强}
members:
  - {name: 王芳, grid: dong-1}
  - {name: 李强, grid: xi-1}
households:
  - {id: h-01, door: 上街1号, grid: dong-1}
  - {id: h-02, door: 上街2号, grid: dong-1}
  - {id: h-03, door: 上街3号, grid: dong-1}
  - {id: h-11, door: 河边1号, grid: xi-1}
";
    crate::site::fixture::board(&[("site.yaml", SITE), ("records.yaml", RECORDS)])
}
