//! What no reader shows of a file: names and remarks of its parts, comments of its source, symbols and fields.

use std::collections::BTreeMap;
use std::io::Read;

use zip::ZipArchive;

use super::*;

fn document(body: &str) -> Vec<u8> {
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.as_bytes())])
}

#[test]
fn names_and_remarks_of_parts_are_read() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.set_comment(format!("户主 {NAME}")).unwrap();
    let options = SimpleFileOptions::default();
    for (name, bytes) in
        [("[Content_Types].xml", "<Types/>"), ("word/徐德丽/a.xml", "<a/>"), ("word/13906480894.xml", "<a/>")]
    {
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let found = read("a.docx", &bytes).unwrap();
    assert_eq!(places(&found.reading, NAME)[..2], ["文件名", "文件名"]);
    assert!(places(&found.reading, PHONE).contains(&"文件名".to_owned()));
    // What lies behind the parts is not published, nor is the remark on the whole.
    let made = read("a.docx", &[&bytes[..], b" 13906480896"].concat());
    let made = made.unwrap().bytes.unwrap();
    for hidden in ["13906480896", "户主"] {
        assert!(memchr::memmem::find(&made, hidden.as_bytes()).is_none(), "{hidden}");
    }
}

#[test]
fn symbols_fields_and_names_of_elements_are_read() {
    let symbols = |codes: &[u32]| {
        codes
            .iter()
            .map(|code| format!("<w:r><w:sym w:font=\"a\" w:char=\"{code:X}\"/></w:r>"))
            .collect::<String>()
    };
    let name: Vec<u32> = NAME.chars().map(u32::from).collect();
    let phone: Vec<u32> = PHONE.bytes().map(|digit| 0xf000 + u32::from(digit)).collect();
    for (body, wanted) in [
        (format!("<w:p>{}</w:p>", symbols(&name)), NAME),
        (format!("<w:p>{}</w:p>", symbols(&phone)), PHONE),
        ("<w:p><w:r><w:instrText>QUOTE 徐德</w:instrText></w:r><w:r><w:instrText>丽</w:instrText></w:r></w:p>".into(), NAME),
        ("<w:p><户主徐德丽/></w:p>".into(), NAME),
        ("<w:p><a 徐德丽=\"1\"/></w:p>".into(), NAME),
    ] {
        assert!(text("a.docx", &document(&body)).contains(wanted), "{body}");
    }
    let drawing = [b"\xd7\xcd\xc6\x9a\0\0".as_slice(), &encoding_rs::GB18030.encode(NAME).0, b"\0"].concat();
    let bytes = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "word/document.xml",
            "<w:p><w:t>一段说明，二十个字以上，才不算只有图片的文件。</w:t></w:p>".as_bytes(),
        ),
        ("word/media/image1.wmf", &drawing),
    ]);
    assert_eq!(places(&read("a.docx", &bytes).unwrap().reading, NAME), ["图里的文字"]);
}

/// The parts of a package as it is published.
fn published(name: &str, parts: &[(&str, &[u8])]) -> BTreeMap<String, String> {
    let bytes = read(name, &zipped(parts)).unwrap().bytes.unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let part = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned())
    };
    (0..count).map(part).collect()
}

#[test]
fn fonts_within_office_files_are_left_out_with_what_leads_to_them() {
    let fonts = format!("\0\x01\0\0{NAME}").into_bytes();
    let relations = r#"<Relationships><Relationship Id="rId1" Type="http://a.example/relationships/font" Target="fonts/font1.odttf"/><Relationship Id="rId2" Type="http://a.example/relationships/theme" Target="theme.xml"/></Relationships>"#;
    let table = r#"<w:fonts><w:font w:name="a"><w:charset w:val="86"/><w:embedRegular r:id="rId1" w:fontKey="{0}"/><w:embedBold r:id="rId1" /></w:font></w:fonts>"#;
    let slides = r#"<p:presentation><p:embeddedFontLst><p:embeddedFont><p:font typeface="a"/><p:regular r:id="rId1"/></p:embeddedFont></p:embeddedFontLst></p:presentation>"#;
    let parts = published(
        "a.docx",
        &[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", b"<w:p><w:t>a</w:t></w:p>"),
            ("word/fontTable.xml", table.as_bytes()),
            ("word/_rels/fontTable.xml.rels", relations.as_bytes()),
            ("word/fonts/font1.odttf", &fonts),
            ("ppt/presentation.xml", slides.as_bytes()),
            ("ppt/fonts/font1.fntdata", &fonts),
        ],
    );
    assert!(parts.keys().all(|name| !name.contains("/fonts/")), "{parts:?}");
    let expected = r#"<w:fonts><w:font w:name="a"><w:charset w:val="86"/></w:font></w:fonts>"#;
    assert_eq!(parts["word/fontTable.xml"], expected);
    let relations = &parts["word/_rels/fontTable.xml.rels"];
    assert!(!relations.contains("rId1") && relations.contains("rId2"), "{relations}");
    assert!(!parts["ppt/presentation.xml"].contains("regular"), "{parts:?}");
    // LibreOffice goes by its list of parts: its file is saved again without fonts.
    let font = [("content.xml", &b"<p/>"[..]), ("Fonts/Font_1.ttf", &fonts)];
    assert_eq!(why("a.odt", &zipped(&font)), Why::Embedded);
}

#[test]
fn settings_of_open_documents_that_nobody_can_read_are_left_out() {
    let hidden = [&[0xff, 0xfe, 0xff, 1][..], NAME.as_bytes()].concat();
    let settings = r#"<config:config-item config:name="PrinterName" config:type="string">彩色</config:config-item><config:config-item config:name="PrinterSetup" config:type="base64Binary">lAH+/1BERgAA</config:config-item>"#;
    let parts = published(
        "a.odt",
        &[
            ("content.xml", b"<p>a</p>"),
            ("settings.xml", settings.as_bytes()),
            ("Configurations2/accelerator/current.xml", b""),
            ("Configurations2/images/Bitmaps/a.bin", &hidden),
            ("layout-cache", &hidden),
        ],
    );
    assert_eq!(parts["Configurations2/images/Bitmaps/a.bin"], "");
    assert_eq!(parts["layout-cache"], "");
    let settings = &parts["settings.xml"];
    assert!(
        settings.contains("彩色") && settings.contains("PrinterSetup") && !settings.contains("lAH"),
        "{settings}"
    );
}

#[test]
fn what_stands_beside_the_objects_of_a_pdf_is_read() {
    let content = b"BT /F 12 Tf (a page with enough of text) Tj ET";
    for more in [
        format!("% {NAME}\n"),
        format!("9 0 obj<</A 1 % {NAME}\n>>endobj"),
        format!("9 0 obj<</A/{NAME}>>endobj"),
        format!("9 0 obj<</{NAME} 1>>endobj"),
        "9 0 obj<</A/#D0#EC#B5#C2#C0#F6>>endobj".to_owned(),
        format!("{NAME}\n"),
    ] {
        let bytes = pdf(content, HELVETICA, &more);
        assert!(text("a.pdf", &bytes).contains(NAME), "{more}");
    }
    let bytes = [pdf(content, HELVETICA, ""), format!("\n%%EOF\n{PHONE}").into_bytes()].concat();
    assert!(text("a.pdf", &bytes).contains(PHONE));
}

#[test]
fn a_pdf_that_runs_something_is_refused() {
    let content = b"BT /F 12 Tf (a page with enough of text) Tj ET";
    for more in [
        "9 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj",
        "9 0 obj<</OpenAction<</S/Launch/F(a.exe)>>>>endobj",
        "9 0 obj<</AA<</O<</S/SubmitForm/F(http://a.example)>>>>>>endobj",
    ] {
        let found = why("a.pdf", &pdf(content, HELVETICA, more));
        assert_eq!(found, Why::Active("JavaScript"), "{more}");
    }
    // Where it opens is no program.
    text(
        "a.pdf",
        &pdf(content, HELVETICA, "9 0 obj<</OpenAction[3 0 R/Fit]/AA<</O<</S/GoTo/D[3 0 R/Fit]>>>>>>endobj"),
    );
}
