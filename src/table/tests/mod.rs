//! Tables are made in each format and read back.

mod bad;
mod ods;
mod page;
mod rosters;
mod text;
mod xls;
mod xlsx;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Book, Cell, Sheet, Value, letters, read};

/// A cell's value with its kind, as these tests compare them.
fn said(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => {
            let digits =
                if number.least_digits > 1 { format!(" {}", number.least_digits) } else { String::new() };
            format!("#{}{digits}{}", number.value, if number.percent { " %" } else { "" })
        }
        Value::Date(day) => format!("@{day}"),
        Value::Truth(is_true) => format!("?{is_true}"),
        Value::Error(error) => format!("!{error}"),
    }
}

/// `A1=甲`; what a formula made has `:=`.
fn shown(cell: &Cell) -> String {
    let sign = if cell.formula { ":=" } else { "=" };
    format!("{}{}{sign}{}", letters(cell.column), cell.row + 1, said(&cell.value))
}

/// All cells of a sheet.
fn cells(sheet: &Sheet) -> Vec<String> {
    sheet.cells.iter().map(shown).collect()
}

/// The value at a place such as `C12`.
fn at(sheet: &Sheet, place: &str) -> String {
    let cell = sheet.cells.iter().find(|cell| format!("{}{}", letters(cell.column), cell.row + 1) == place);
    cell.map(|cell| said(&cell.value)).unwrap_or_default()
}

fn sound(bytes: &[u8]) -> Book {
    read("花名册", bytes).unwrap_or_else(|why| panic!("{}", why.1))
}

/// Why a file is not read, in English.
fn refused(bytes: &[u8]) -> String {
    let why = read("花名册.xlsx", bytes).expect_err("a file that is not read");
    assert!(why.0.contains("花名册.xlsx") && why.1.contains("花名册.xlsx"), "{} {}", why.0, why.1);
    why.1
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet; `styles` and `strings` are the insides of these parts.
fn workbook_with(sheet: &str, styles: &str, strings: &str) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="东街" sheetId="1" r:id="a"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<R><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="b" Type="x/styles" Target="styles.xml"/>
            <Relationship Id="c" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></R>"#,
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet>{sheet}</worksheet>")),
        ("xl/styles.xml", &format!("<styleSheet>{styles}</styleSheet>")),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
    ])
}

fn workbook(rows: &str) -> Vec<u8> {
    workbook_with(&format!("<sheetData>{rows}</sheetData>"), "", "")
}

/// A table of LibreOffice with these styles and sheets.
fn open_workbook(styles: &str, sheets: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body>\
         <office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}
