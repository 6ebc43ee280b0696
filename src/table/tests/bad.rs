//! Files that cannot be read: each is told for what it is.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::xls::{compound, record};
use super::{open_workbook, refused, sound, workbook, workbook_with, zipped};

#[test]
fn what_is_no_table_is_told_for_what_it_is() {
    let workbook = workbook("<row><c><v>1</v></c></row>");
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let open = open_workbook("", "<table:table table:name='甲'/>");
    let encrypted = zipped(&[
        ("content.xml", "x"),
        (
            "META-INF/manifest.xml",
            "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
        ),
    ]);
    for (bytes, expected) in [
        (Vec::new(), "is empty"),
        (half(&workbook), "broken"),
        (half(&open), "broken"),
        (b"PK\x03\x04".to_vec(), "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "broken"),
        (encrypted, "password"),
        (zipped(&[("word/document.xml", ""), ("[Content_Types].xml", "")]), "document of Word"),
        (zipped(&[("a.txt", "")]), "an archive (zip)"),
        (zipped(&[("xl/workbook.bin", ""), ("[Content_Types].xml", "")]), "xlsb"),
        (zipped(&[("[Content_Types].xml", "")]), "no table"),
        (zipped(&[("content.xml", "<office:text><text:p>甲</text:p></office:text>")]), "no table"),
        (b"%PDF-1.7\n\xe2\xe3".to_vec(), "a PDF file"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0".to_vec(), "a picture (JPEG)"),
        (b"{\\rtf1}".to_vec(), "a document (RTF)"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n".to_vec(), "MHTML"),
        (b"<html><body>no</body></html>".to_vec(), "no table"),
        (b"\x09\x08\x08\x00\x00\x05\x10\x00".to_vec(), "Excel 4.0"),
        (b"a\0b\x01\0c".to_vec(), "data file"),
    ] {
        let why = refused(&bytes);
        assert!(why.contains(expected), "{expected}: {why}");
    }
    // What begins like something else and is text all the same.
    for text in ["BM编号,姓名\n", "MZ,PK\n", "PK,II\n"] {
        assert_eq!(sound(text.as_bytes()).sheets[0].cells.len(), 2, "{text}");
    }
}

#[test]
fn xml_that_makes_no_sense_is_broken() {
    let deep = "<a>".repeat(300);
    for sheet in [
        "<sheetData><row><c><v>1</v>",
        "<sheetData><row></c></row></sheetData>",
        "<sheetData><row r='9999999'/></sheetData>",
        "<sheetData><row><c r='XFE1'><v>1</v></c></row></sheetData>",
        "<sheetData><row><c r='A0'><v>1</v></c></row></sheetData>",
        &deep,
    ] {
        let why = refused(&workbook_with(sheet, "", ""));
        assert!(why.contains("broken"), "{sheet}: {why}");
    }
    let entities = "<!DOCTYPE a [<!ENTITY b 'c'>]><office:document-content/>";
    assert!(refused(&zipped(&[("content.xml", entities)])).contains("broken"));
}

/// A zip file of one part, whose list says that it unpacks to `stated` bytes.
fn packed(name: &str, packed: &[u8], stated: u32) -> Vec<u8> {
    let mut head = Vec::new();
    for field in [0, packed.len() as u32, stated] {
        head.extend(field.to_le_bytes());
    }
    head.extend((name.len() as u16).to_le_bytes());
    let local = [b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0", &head[..], b"\0\0", name.as_bytes(), packed].concat();
    let listed = [b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0", &head[..], &[0; 16], name.as_bytes()].concat();
    let mut file = [&local[..], &listed, b"PK\x05\x06\0\0\0\0\x01\0\x01\0"].concat();
    file.extend((listed.len() as u32).to_le_bytes());
    file.extend((local.len() as u32).to_le_bytes());
    file.extend([0, 0]);
    file
}

fn deflated(pieces: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    for piece in pieces {
        encoder.write_all(&piece).unwrap();
    }
    encoder.finish().unwrap()
}

#[test]
#[cfg_attr(debug_assertions, ignore = "half a gigabyte takes minutes unoptimised")]
fn a_bomb_is_told_whatever_its_list_says() {
    let (start, blanks) = (b"<office:document-content>".to_vec(), b"<a/>".repeat(1 << 18));
    let bomb = deflated(std::iter::once(start).chain((0..600).map(|_| blanks.clone())));
    for (stated, expected) in
        [(100, "broken"), (600 << 20, "more than is read"), (u32::MAX - 1, "more than is read")]
    {
        let why = refused(&packed("content.xml", &bomb, stated));
        assert!(why.contains(expected), "{stated}: {why}");
    }
}

#[test]
fn what_holds_too_much_is_told() {
    // One text without an end.
    let start = b"<office:document-content>".to_vec();
    let long = deflated(std::iter::once(start).chain((0..20).map(|_| vec![b'a'; 1 << 20])));
    let why = refused(&packed("content.xml", &long, 21 << 20));
    assert!(why.contains("more than is read"), "{why}");
    let row = "<table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='1000'><text:p>甲</text:p></table:table-cell></table:table-row>";
    let sheet = format!("<table:table table:name='甲'>{row}</table:table>");
    assert!(refused(&open_workbook("", &sheet)).contains("more than is read"));
    let spans = format!("<table><tr>{}</tr></table>", "<td colspan=1000>a".repeat(20));
    assert!(refused(spans.as_bytes()).contains("more than is read"));
    let text = format!("<si><t>{}</t></si>", "a".repeat(1 << 20));
    let cell = "<c t='s'><v>0</v></c>".repeat(70);
    let sheet = format!("<sheetData><row>{cell}</row></sheetData>");
    assert!(refused(&workbook_with(&sheet, "", &text)).contains("more than is read"));
}

/// Every file cut off or with a byte changed anywhere is read or refused, and nothing else happens.
#[test]
fn damaged_files_do_no_harm() {
    let records = [
        record(0x0809, &[0, 6, 5, 0]),
        record(0x00e0, &[0, 0, 14, 0]),
        record(0x00fc, &[0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 13, 1, 0, 1, 0, 0, 0, 65, 66, 0, 0, 0, 0, 0]),
        record(0x003c, &[0, 1, 0, 0, 65]),
        record(0x0085, &[60, 0, 0, 0, 0, 0, 1, 0, 65]),
        record(0x000a, &[]),
    ]
    .concat();
    let files = [
        workbook("<row r='1'><c r='A1' t='s'><v>0</v></c><c s='1'><f>1</f><v>1</v></c></row>"),
        open_workbook(
            "",
            "<table:table table:name='甲'><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row></table:table>",
        ),
        compound(&[("Workbook", &records)]),
        "<table><tr><td rowspan=2>甲&nbsp;<td colspan=2>乙</table>".into(),
        "a,\"b\"\"\nc\",d\r\n\r\n1;2\t3".into(),
    ];
    for file in &files {
        // What a compound file has of other streams' room is left out.
        let step = 1 + file.len() / 600;
        for at in (0..file.len()).step_by(step) {
            let _ = super::read("a", &file[..at]);
            for value in [0, 1, b'<', b'"', 0x7f, 0xff] {
                let mut changed = file.clone();
                changed[at] = value;
                let _ = super::read("a", &changed);
            }
        }
    }
}
