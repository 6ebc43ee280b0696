//! Files as office programs write them (`tests/attachments`), and files that mean harm.

mod hidden;
mod texts;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::sample::Dice;

/// Who is named in all of them, and who wrote them.
const NAME: &str = "徐德丽";
const PHONE: &str = "13906480894";
const AUTHORS: [&str; 2] = ["王小明", "李大明"];

macro_rules! sample {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../tests/attachments/", $name)).as_slice())
    };
}

const READ: [(&str, &[u8]); 8] = [
    sample!("roster.xlsx"),
    sample!("roster.docx"),
    sample!("roster.pptx"),
    sample!("roster.ods"),
    sample!("roster.odt"),
    sample!("roster.odp"),
    sample!("roster.pdf"),
    sample!("packed.pdf"),
];

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet, which is called 表.
fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    let workbook =
        r#"<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let relations =
        r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#;
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>").as_bytes()),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>").as_bytes(),
        ),
    ])
}

#[track_caller]
fn text(name: &str, bytes: &[u8]) -> String {
    read(name, bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}")).reading.text().to_owned()
}

#[track_caller]
fn why(name: &str, bytes: &[u8]) -> Why {
    read(name, bytes).map(|found| found.reading.text().to_owned()).expect_err(name).why
}

/// Where `wanted` stands.
fn places(reading: &Reading, wanted: &str) -> Vec<String> {
    reading.text().match_indices(wanted).map(|(at, _)| reading.place(at, &|_| true).0).collect()
}

#[test]
fn every_place_of_a_name_is_found_in_files_of_every_kind() {
    let expected: [&[&str]; 8] = [
        &["东街!C12", "东街的页眉、公式等", "隐藏!B2", "东街的批注!B3"],
        &["正文第2段", "正文第3段", "正文的删去的文字", "批注第1段", "页眉第1段"],
        &["第1张幻灯片第2段", "备注1第1段"],
        &["东街!B3", "东街!C12", "隐藏!B2", "页眉页脚第1段"],
        &["正文第1段", "正文第4段", "正文第4段", "正文第5段", "页眉页脚第1段"],
        &["正文第2段", "正文第3段"],
        &["第1页"; 8],
        &["第1页", "第2页", "书签、批注和表单", "附.txt 第1行"],
    ];
    for ((name, bytes), expected) in READ.into_iter().zip(expected) {
        let found = read(name, bytes).unwrap();
        assert_eq!(places(&found.reading, NAME), expected, "{name}");
        assert!(found.reading.text().contains(PHONE), "{name}");
    }
}

#[test]
fn authors_are_read_and_not_published() {
    for (name, bytes) in READ {
        let found = read(name, bytes).unwrap();
        assert!(found.reading.text().contains(AUTHORS[0]), "{name}");
        let made = found.bytes.unwrap();
        let again = read(name, &made).unwrap();
        for author in AUTHORS {
            assert!(!again.reading.text().contains(author), "{name}");
        }
        // Nothing else is lost, and there is nothing more to take out.
        assert_eq!(places(&again.reading, NAME), places(&found.reading, NAME), "{name}");
        assert_eq!(again.bytes.unwrap_or(made.clone()), made, "{name}");
    }
}

#[test]
fn what_cannot_be_looked_through_is_refused_with_its_reason() {
    let encrypted = include_bytes!("../../tests/attachments/encrypted.xlsx");
    assert_eq!(why("a.xlsx", encrypted), Why::Encrypted);
    assert_eq!(why("a.pdf", include_bytes!("../../tests/attachments/encrypted.pdf")), Why::Encrypted);
    assert_eq!(why("a.pdf", include_bytes!("../../tests/attachments/scan.pdf")), Why::Pictures);
    for (name, bytes, expected) in [
        ("a.doc", &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], Why::Old("docx")),
        ("a.et", b"x", Why::Old("xlsx")),
        ("a.xls", b"<html><table>", Why::Old("xlsx")),
        ("a.rar", b"Rar!", Why::Unknown),
        ("a", b"text", Why::Unknown),
        ("a.csv", b"PK\x03\x04", Why::Misnamed),
        ("a.docx", b"plain text", Why::Misnamed),
        ("a.docx", READ[3].1, Why::Misnamed),
        ("a.pdf", b"%PDF-1.7\n", Why::Broken),
        ("a.txt", b"\xff\x00\xff\xff\x81", Why::Encoding),
        ("a.html", b"", Why::Active("HTML")),
        ("a.txt", b"\n <!DOCTYPE html>", Why::Active("HTML")),
        ("a.xml", b"<a/>", Why::Active("HTML")),
        ("a.bat", b"dir", Why::Active("script")),
        ("a.pdf", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", Why::Active("program")),
    ] {
        assert_eq!(why(name, bytes), expected, "{name}");
    }
    let macros = zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/vbaProject.bin", b"\xd0\xcf")]);
    assert_eq!(why("a.xlsm", &macros), Why::Active("macros"));
    let embedded =
        zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11")]);
    assert_eq!(why("a.docx", &embedded), Why::Embedded);
}

#[test]
fn a_refusal_tells_which_file_within_it_is() {
    let inner = zipped(&[("a.txt", b"a"), ("b.doc", b"b")]);
    let outer = zipped(&[("sub/", b""), ("x.txt", b"x"), ("in.zip", &inner)]);
    assert_eq!(read("out.zip", &outer).unwrap_err(), Refusal { within: vec![2, 2], why: Why::Old("docx") });
    let page = zipped(&[("page.htm", b"<p>")]);
    assert_eq!(read("out.zip", &page).unwrap_err().why, Why::Active("HTML"));
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let sheet = r#"<row><c r="B2" t="s"><v>1</v></c><c><v>1.3906480894E10</v></c></row>
        <row r="9"><c t="inlineStr"><is><r><t>欧阳</t></r><r><t>德茂</t></r></is></c><c t="str"><f>"a"&amp;"b"</f><v>a&#38;b</v></c></row>"#;
    let strings = "<si><t>没有用到</t></si><si><r><t>徐</t></r><r><t>德丽</t></r><rPh><t>XU</t></rPh></si>";
    let found = read("a.xlsx", &workbook(sheet, strings)).unwrap().reading;
    for (wanted, place) in [
        (NAME, "表!B2"),
        (PHONE, "表!C2"),
        ("欧阳德茂", "表!A9"),
        ("a&b", "表!B9"),
        ("没有用到", "没有显示的文字"),
    ] {
        assert_eq!(places(&found, wanted), [place], "{wanted} in {}", found.text());
    }
}

#[test]
fn one_far_cell_and_many_empty_rows_cost_nothing() {
    let rows: String = (1..=300_000).map(|row| format!("<row r=\"{row}\"/>")).collect();
    let sheet = format!("{rows}<row><c r=\"XFD1048576\" t=\"str\"><v>远</v></c></row>");
    let found = read("a.xlsx", &workbook(&sheet, "")).unwrap().reading;
    assert_eq!(places(&found, "远"), ["表!XFD1048576"]);
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let mut deep = zipped(&[("a.txt", b"a")]);
    for _ in 0..6 {
        deep = zipped(&[("a.zip", &deep)]);
    }
    assert_eq!(why("a.zip", &deep), Why::TooDeep);
    let most = |left: u64, name: &str, bytes: &[u8]| {
        let mut look = Look::new(file);
        look.left = left;
        file(&mut look, name, bytes).err().map(|refusal| refusal.why)
    };
    // One large part, and many that are large together.
    let large = zipped(&[("a.txt", &b"a".repeat(100_000))]);
    let many = zipped(&[("1.zip", &large), ("2.zip", &large), ("3.zip", &large)]);
    assert_eq!(most(99_999, "a.zip", &large), Some(Why::TooLarge));
    assert_eq!(most(250_000, "a.zip", &many), Some(Why::TooLarge));
    assert_eq!(most(350_000, "a.zip", &many), None);
    // A zip file that states less than it holds.
    let mut liar = large.clone();
    let stated = 100_000u32.to_le_bytes();
    while let Some(at) = liar.windows(4).position(|bytes| bytes == stated) {
        liar[at..at + 4].copy_from_slice(&9u32.to_le_bytes());
    }
    assert!(matches!(most(50_000, "a.zip", &liar), Some(Why::TooLarge | Why::Broken)));
    // A page, and what holds objects.
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&b" ".repeat(100_000)).unwrap();
    let packed = packed.finish().unwrap();
    for kind in ["/Type/ObjStm/N 1/First 9", "/Subtype/Form"] {
        let head = format!("9 0 obj<<{kind}/Filter/FlateDecode/Length {}>>stream\n", packed.len());
        let more = [head.as_bytes(), &packed, b"\nendstream endobj"].concat();
        let bytes = [&pdf(b"BT /F 12 Tf (text) Tj ET", HELVETICA, "")[..], &more].concat();
        assert_eq!(most(50_000, "a.pdf", &bytes), Some(Why::TooLarge), "{kind}");
        assert_eq!(most(500_000, "a.pdf", &bytes), None, "{kind}");
    }
}

/// A PDF file of one page with this content and these fonts, and more objects from 10 on.
fn pdf(content: &[u8], fonts: &str, more: &str) -> Vec<u8> {
    let head = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[3 0 R]/MediaBox[0 0 600 800]>>endobj\n\
         3 0 obj<</Type/Page/Contents 4 0 R/Resources<</Font<<{fonts}>>>>>>endobj\n4 0 obj<</Length {}>>stream\n",
        content.len()
    );
    [
        head.as_bytes(),
        content,
        b"\nendstream endobj\n",
        more.as_bytes(),
        b"\ntrailer<</Root 1 0 R/Info 9 0 R>>\n",
    ]
    .concat()
}

const HELVETICA: &str = "/F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

#[test]
fn pages_are_read_as_they_are_shown() {
    // Letter by letter, out of order, in two strings: a phone all the same.
    let content =
        b"BT /F 12 Tf 100 700 Td (139) Tj 20.0 0 Td (0648) Tj [(08) -10 (94)] TJ 0 -14 Td (next) Tj ET";
    let found = text("a.pdf", &pdf(content, HELVETICA, ""));
    assert!(found.contains(PHONE) && found.contains("next"), "{found}");
    // Below what is drawn first.
    let content = b"BT /F 12 Tf 1 0 0 1 100 600 Tm (0648) Tj 1 0 0 1 80 600 Tm (139) Tj 1 0 0 1 127 600 Tm (0894) Tj ET";
    let found = text("a.pdf", &pdf(content, HELVETICA, ""));
    assert!(found.contains(PHONE), "{found}");
    // By the numbers of Adobe's collection, and by the encoding of the system.
    let table = hayro_cmap::load_embedded(hayro_cmap::CMapName::UniGbUtf16H).unwrap();
    let table = hayro_cmap::CMap::parse(table, hayro_cmap::load_embedded).unwrap();
    let glyph = |c: char| table.lookup_cid_code(c as u32, 2).unwrap() as u16;
    for (encoding, bytes) in [
        ("UniGB-UCS2-H", NAME.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()),
        ("UniGB-UTF16-H", NAME.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("GBK-EUC-H", encoding_rs::GB18030.encode(NAME).0.into_owned()),
        ("Identity-H", NAME.chars().flat_map(|c| glyph(c).to_be_bytes()).collect()),
    ] {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let font = format!(
            "/F<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[<</CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)>>>>]>>"
        );
        let found = text("a.pdf", &pdf(format!("BT /F 12 Tf <{hex}> Tj ET").as_bytes(), &font, ""));
        assert!(found.contains(NAME), "{encoding}: {found}");
    }
}

#[test]
fn characters_that_nobody_can_tell_are_refused() {
    let font = "/F<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>>>]>>";
    assert_eq!(why("a.pdf", &pdf(b"BT /F 12 Tf <00010002> Tj ET", font, "")), Why::Fonts);
    let font = "/F<</Type/Font/Subtype/Type3/Encoding<</Differences[1/g1/g2]>>>>";
    assert_eq!(why("a.pdf", &pdf(b"BT /F 12 Tf (\x01\x02) Tj ET", font, "")), Why::Fonts);
    assert_eq!(why("a.pdf", &pdf(b"BT /None 12 Tf (abc) Tj ET", HELVETICA, "")), Why::Fonts);
    // Drawn, not set.
    let drawn = "0 0 m 1 1 2 2 3 3 c f ".repeat(500);
    assert_eq!(why("a.pdf", &pdf(drawn.as_bytes(), HELVETICA, "")), Why::Pictures);
}

#[test]
fn what_an_edit_left_behind_is_read_too() {
    let old = pdf(b"BT /F 12 Tf (13906480894) Tj ET", HELVETICA, "");
    let edit = b"4 0 obj<</Length 32>>stream\nBT /F 12 Tf (nothing here) Tj ET \nendstream endobj\n";
    let found = text("a.pdf", &[&old[..], edit].concat());
    assert!(found.contains("nothing here") && found.contains(PHONE), "{found}");
}

#[test]
fn strings_of_a_file_are_read_in_every_encoding_and_authors_left_out() {
    let more = "9 0 obj<</Author<FEFF738B5C0F660E>/Company 10 0 R/Producer(x)>>endobj\n\
         10 0 obj(\\347\\216\\213\\345\\260\\217\\346\\230\\216)endobj\n\
         11 0 obj<</Type/Annot/Subtype/Text/Rect[0 0 1 1]/T<FEFF738B5C0F660E>/Contents<FEFF5F9065B74E3D>>>endobj";
    let content = b"BT /F 12 Tf (a page with enough of text) Tj ET";
    let bytes = pdf(content, HELVETICA, &more.replace("65B7", "5FB7"));
    let found = read("a.pdf", &bytes).unwrap();
    assert_eq!(places(&found.reading, "王小明").len(), 3, "{}", found.reading.text());
    assert_eq!(places(&found.reading, "王小明")[0], "元数据 Author");
    assert_eq!(places(&found.reading, NAME), ["书签、批注和表单"]);
    let made = found.bytes.unwrap();
    assert_eq!(made.len(), bytes.len());
    let again = read("a.pdf", &made).unwrap();
    assert_eq!(places(&again.reading, "王小明"), [""; 0]);
    assert_eq!(places(&again.reading, NAME).len(), 1);
    // A seal over the whole file would break.
    let sealed = pdf(content, HELVETICA, &format!("{more}\n12 0 obj<</ByteRange[0 1 2 3]>>endobj"));
    assert_eq!(why("a.pdf", &sealed), Why::Author);
}

#[test]
fn damaged_files_never_bring_the_program_down() {
    let mut dice = Dice(7);
    let mut roll = |sides: usize| dice.roll(sides);
    let text =
        pdf(b"BT /F 12 Tf 100 700 Td (139) Tj [(08) -10 (94)] TJ ET q 1 0 0 1 0 0 cm Q", HELVETICA, "");
    let samples: Vec<(&str, &[u8])> = READ.into_iter().chain([("text.pdf", &text[..])]).collect();
    for (name, bytes) in samples {
        // Those that take long are tried less often.
        let times = if name.ends_with("pdf") { 60 } else { 6 };
        for _ in 0..times {
            let mut bytes = bytes.to_vec();
            for _ in 0..1 + roll(8) {
                let at = roll(bytes.len());
                bytes[at] = roll(256) as u8;
            }
            bytes.truncate(bytes.len() - roll(3) * roll(bytes.len() / 3));
            let _ = read(name, &bytes);
        }
    }
}
