//! A file of tables: the first byte says which kind, the others are the file, or the part of one that holds its cells.
#![no_main]

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use gongkailan::table::{self, Book};
use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The part of a package that the bytes are; empty where they are the file itself, `Workbook` for that of old Excel.
const PARTS: [&str; 7] = [
    "",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "content.xml",
    "Workbook",
];

/// The other parts of a workbook.
const WORKBOOK: [(&str, &str); 5] = [
    ("[Content_Types].xml", "<Types/>"),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<R><Relationship Id="a" Type="worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="styles" Target="styles.xml"/><Relationship Id="c" Type="sharedStrings" Target="sharedStrings.xml"/></R>"#,
    ),
    ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="a" r:id="a"/></sheets></workbook>"#),
    ("xl/styles.xml", r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c s="1"><v>46054</v></c></row></sheetData></worksheet>"#,
    ),
];

fn packed(part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let others = WORKBOOK.iter().filter(|(name, _)| part != "content.xml" && *name != part);
    for (name, bytes) in others.map(|(name, text)| (*name, text.as_bytes())).chain([(part, bytes)]) {
        writer.start_file(name, SimpleFileOptions::default()).expect("a zip file");
        writer.write_all(bytes).expect("a zip file");
    }
    writer.finish().expect("a zip file").into_inner()
}

fn compound(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    let mut stream = file.create_stream(name).expect("a stream");
    stream.write_all(bytes).expect("a stream");
    drop(stream);
    file.into_inner().into_inner()
}

/// What the types promise.
fn laws(book: &Book) {
    for sheet in &book.sheets {
        let place = |cell: &table::Cell| (cell.row, cell.column);
        assert!(sheet.cells.is_sorted_by(|one, other| place(one) < place(other)), "cells out of order");
        let (rows, columns) = sheet.cells.iter().map(place).unzip::<_, _, BTreeSet<_>, BTreeSet<_>>();
        assert!(sheet.hidden_rows.is_subset(&rows) && sheet.hidden_columns.is_subset(&columns));
        for area in &sheet.merged {
            assert!(area.rows.0 <= area.rows.1 && area.columns.0 <= area.columns.1, "an area without cells");
        }
        for cell in &sheet.cells {
            match &cell.value {
                table::Value::Text(text) => assert!(!text.trim().is_empty(), "a cell that is none"),
                table::Value::Number(number) => assert!(number.value.is_finite() && number.least_digits > 0),
                _ => {}
            }
            table::place("a", sheet, cell.row, cell.column);
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let file = match PARTS[usize::from(*first) % PARTS.len()] {
        "" => rest.to_vec(),
        "Workbook" => compound("Workbook", rest),
        part => packed(part, rest),
    };
    match table::read("a", &file) {
        Ok(book) => laws(&book),
        Err(why) => assert!(!why.0.is_empty() && !why.1.is_empty()),
    }
});
