//! Tables within a sheet: where a header stands, what its columns are called, and which rows are below it.

use std::collections::BTreeMap;

use super::cells::{Cells, word};
use super::words::normal;
use crate::table::{Cell, Value};

/// A header is looked for in so many rows that hold anything.
const SEARCHED: usize = 40;
/// Most rows of one header.
const TALLEST: u32 = 3;

/// A table of a sheet.
#[derive(Debug)]
pub(super) struct Table {
    /// What stands above the header, from the top.
    pub titles: Vec<String>,
    /// Its columns, left to right.
    pub columns: Vec<Column>,
    /// Rows below the header, each of which holds something.
    pub rows: Vec<u32>,
}

/// A column with a header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// From 0.
    pub at: u32,
    /// What stands above its own header, where the header has several rows.
    pub group: String,
    /// Its own header, blanks taken out.
    pub own: String,
}

impl Column {
    /// Its header with the one above.
    pub(super) fn header(&self) -> String {
        if self.group.is_empty() { self.own.clone() } else { format!("{}/{}", self.group, self.own) }
    }
}

/// The tables of a sheet. `is_known` says whether a word, without blanks and brackets, is one of a header.
pub(super) fn tables(cells: &Cells<'_>, is_known: &dyn Fn(&str) -> bool) -> Vec<Table> {
    let rows = cells.rows();
    let mut tables: Vec<Table> = Vec::new();
    let mut titles = Vec::new();
    let mut at = 0;
    while let Some(&row) = rows.get(at) {
        let is_searched = !tables.is_empty() || at < SEARCHED;
        if is_searched && let Some((top, bottom)) = header_at(cells, row, is_known, tables.is_empty()) {
            let columns = columns(cells, top, bottom);
            let is_again = tables.last().is_some_and(|table| repeats(&table.columns, &columns));
            if !is_again {
                // The header of groups was taken for a title; and the next table's title for a row of the one before.
                let taken = rows[..at].iter().rev().take_while(|row| **row >= top).count();
                titles.truncate(titles.len().saturating_sub(taken));
                if let Some(table) = tables.last_mut() {
                    titles = title_rows(cells, &mut table.rows);
                }
                tables.push(Table { titles: std::mem::take(&mut titles), columns, rows: Vec::new() });
            }
            at += rows[at..].iter().take_while(|row| **row <= bottom).count();
            continue;
        }
        match tables.last_mut() {
            Some(table) => table.rows.push(row),
            None => titles.push(title(cells, row)),
        }
        at += 1;
    }
    tables
}

/// What a row says as a title.
fn title(cells: &Cells<'_>, row: u32) -> String {
    cells.row(row).iter().map(word).collect::<Vec<_>>().join(" ")
}

/// Takes the last of `rows` as titles, as long as each holds one text only.
fn title_rows(cells: &Cells<'_>, rows: &mut Vec<u32>) -> Vec<String> {
    let mut titles = Vec::new();
    while let Some(row) = rows.pop_if(|row| cells.row(*row).len() == 1) {
        titles.insert(0, title(cells, row));
    }
    titles
}

/// The first and last row of the header to which `row` belongs.
fn header_at(
    cells: &Cells<'_>,
    row: u32,
    is_known: &dyn Fn(&str) -> bool,
    is_first: bool,
) -> Option<(u32, u32)> {
    let written = cells.row(row);
    // In the middle of a table most rows are told by their first cell.
    let is_head = |cell: &Cell| {
        let word = word(cell);
        // Nothing is called by a number; most rows begin with one.
        !word.bytes().all(|byte| byte.is_ascii_digit()) && is_known(&normal(&word).0)
    };
    if !is_first && !written.first().is_some_and(is_head) {
        return None;
    }
    let is_group_above =
        |cell: &Cell| cells.area(row, cell.column).is_some_and(|(area, _)| area.rows.0 < area.rows.1);
    let known = known(written, is_known)?;
    let is_rich = known >= 4 || known * 3 >= written.len();
    if known < 2 || !is_rich || (!is_first && known < 3) {
        return None;
    }
    let mut top = row;
    let mut bottom = row;
    if let Some(above) = row.checked_sub(1).filter(|above| is_first && is_group(cells, *above, row)) {
        top = above;
    }
    if written.iter().any(is_group_above) {
        let ends =
            written.iter().filter_map(|cell| cells.area(row, cell.column)).map(|(area, _)| area.rows.1);
        bottom = ends.max().unwrap_or(row).min(row + TALLEST - 1);
    } else if is_second(cells, row, is_known) {
        bottom = row + 1;
    }
    Some((top, bottom))
}

/// How many of the cells are words of a header; none where one of them can only be data.
fn known(written: &[Cell], is_known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let mut count = 0;
    for cell in written {
        match &cell.value {
            Value::Text(text) if text.chars().filter(char::is_ascii_digit).count() < 7 => {
                count += usize::from(is_known(&normal(text).0));
            }
            Value::Date(_) => count += 1,
            _ => return None,
        }
    }
    Some(count)
}

/// Whether the row `above` holds headers of groups over the header in `row`.
fn is_group(cells: &Cells<'_>, above: u32, row: u32) -> bool {
    let heads = cells.row(above);
    let reaches = |cell: &Cell| {
        cells
            .area(above, cell.column)
            .is_some_and(|(area, _)| area.rows.1 >= row || area.columns.0 < area.columns.1)
    };
    heads.len() >= 2
        && heads.iter().any(reaches)
        && heads.iter().all(|cell| matches!(cell.value, Value::Text(_)))
}

/// Whether the row below `row` is the second one of a header without merged cells, as text tables have it.
fn is_second(cells: &Cells<'_>, row: u32, is_known: &dyn Fn(&str) -> bool) -> bool {
    let below = cells.row(row + 1);
    let is_head = |cell: &Cell| matches!(&cell.value, Value::Text(text) if !text.contains(|c: char| c.is_ascii_digit()));
    let first = cells.row(row).first().map(|cell| cell.column);
    let spreads = below.iter().any(|cell| cells.own(row, cell.column).is_none());
    let is_named = below.iter().any(|cell| is_known(&normal(&word(cell)).0));
    // The leftmost column, a number or a name, has its header in the first row.
    below.first().map(|cell| cell.column) > first && spreads && is_named && below.iter().all(is_head)
}

/// The columns of the header in the rows from `top` to `bottom`.
fn columns(cells: &Cells<'_>, top: u32, bottom: u32) -> Vec<Column> {
    let mut found: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
    for row in top..=bottom {
        for cell in cells.row(row) {
            let last = match cells.area(row, cell.column) {
                Some((area, _)) => area.columns.1.min(area.columns.0 + 50),
                None => cell.column,
            };
            for column in cell.column..=last {
                found.entry(column).or_default().push(cell);
            }
        }
    }
    // A group's header that is not merged stands over its first column only.
    let mut group: Option<&Cell> = None;
    let mut columns = Vec::with_capacity(found.len());
    for (at, mut heads) in found {
        match heads.as_slice() {
            [head] if head.row > top => heads.splice(0..0, group).for_each(drop),
            [head, ..] => group = (heads.len() > 1).then_some(*head),
            [] => {}
        }
        let mut words: Vec<String> = heads.into_iter().map(word).filter(|word| !word.is_empty()).collect();
        words.dedup();
        let Some(own) = words.pop() else { continue };
        columns.push(Column { at, group: words.join("/"), own });
    }
    columns
}

/// Whether `columns` are the header once more, as at the top of each printed page.
fn repeats(header: &[Column], columns: &[Column]) -> bool {
    let same = columns.iter().filter(|column| header.iter().any(|head| head == *column)).count();
    same * 2 > header.len()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::sheet;
    use super::super::words;
    use super::*;

    fn read(rows: &[&[&str]]) -> Vec<(Vec<String>, Vec<u32>)> {
        let sheet = sheet("", rows);
        let tables = tables(&Cells::new(&sheet), &words::is_known);
        tables
            .into_iter()
            .map(|table| (table.columns.iter().map(Column::header).collect(), table.rows))
            .collect()
    }

    #[test]
    fn a_header_is_found_below_titles() {
        let title: &[&str] = &["枫渡镇花名册", "|", "|"];
        let blank: &[&str] = &[];
        let found = read(&[
            title,
            blank,
            blank,
            blank,
            blank,
            blank,
            blank,
            blank,
            &["姓名", "职务", "电话"],
            &["张三", "主任"],
        ]);
        assert_eq!(found, [(vec!["姓名".into(), "职务".into(), "电话".into()], vec![9])]);
    }

    #[test]
    fn a_header_of_two_rows_names_groups_merged_or_not() {
        let merged = read(&[&["联系党员", "|", "网格"], &["姓名", "电话", "^"], &["张三"]]);
        let plain = read(&[&["网格", "联系党员", ""], &["", "姓名", "电话"], &["一网格", "张三"]]);
        assert_eq!(merged, [(vec!["联系党员/姓名".into(), "联系党员/电话".into(), "网格".into()], vec![2])]);
        assert_eq!(plain, [(vec!["网格".into(), "联系党员/姓名".into(), "联系党员/电话".into()], vec![2])]);
    }

    #[test]
    fn a_header_that_comes_again_is_no_row_and_another_one_begins_a_table() {
        let head: &[&str] = &["姓名", "职务", "电话"];
        let found = read(&[
            head,
            &["张三", "主任"],
            head,
            &["李四", "委员"],
            &["户编号", "门牌", "户主"],
            &["h-1", "1号", "王五"],
        ]);
        assert_eq!(found.len(), 2);
        assert_eq!((&found[0].1, &found[1].1), (&vec![1, 3], &vec![5]));
    }

    #[test]
    fn data_is_no_header() {
        assert!(read(&[&["张三", "13800138000"], &["李四", "13800138001"]]).is_empty());
        assert_eq!(read(&[&["姓名", "职务", "电话"], &["江涛", "网格长", "党员"]])[0].1, [1]);
    }
}
