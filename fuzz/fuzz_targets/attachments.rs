//! A file that a record names: the first byte says which, the others are the file, or one part of a package.
#![no_main]

use std::io::{Cursor, Write};

use gongkailan::attachment;
use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A name, and the part of a package that the bytes are; empty where they are the file itself.
const KINDS: [(&str, &str); 9] = [
    ("a.pdf", ""),
    ("a.csv", ""),
    ("a.xlsx", ""),
    ("a.xlsx", "xl/worksheets/sheet1.xml"),
    ("a.xlsx", "xl/sharedStrings.xml"),
    ("a.docx", "word/document.xml"),
    ("a.docx", "docProps/custom.xml"),
    ("a.ods", "content.xml"),
    ("a.zip", "b.pdf"),
];

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="a" r:id="a"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<R><R Id="a" Target="worksheets/sheet1.xml"/></R>"#;

fn packed(part: &str, bytes: &[u8]) -> Vec<u8> {
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("content.xml", b"<office:document-content/>"),
        (part, bytes),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let is_wanted = |name: &str| part != "b.pdf" && name != "content.xml" && name != part;
    for (name, bytes) in parts[..4].iter().filter(|(name, _)| is_wanted(name)).chain(&parts[4..]) {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a zip file");
        writer.write_all(bytes).expect("a zip file");
    }
    writer.finish().expect("a zip file").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let (name, part) = KINDS[usize::from(*first) % KINDS.len()];
    let file = if part.is_empty() { rest.to_vec() } else { packed(part, rest) };
    let Ok(found) = attachment::read(name, &file) else { return };
    let text = found.reading.text();
    for (at, _) in text.char_indices().step_by(7) {
        let (zh, en) = found.reading.place(at, &|name| name.len() > 3);
        assert_eq!(zh.is_empty(), en.is_empty());
    }
    // What is published can be read again, and there is nothing more to take out.
    let Some(made) = found.bytes else { return };
    let again = attachment::read(name, &made).expect("what was made can be read");
    assert!(again.bytes.is_none_or(|again| again == made), "made again it is another");
    assert!(again.reading.text().len() <= text.len(), "what was made says more");
});
