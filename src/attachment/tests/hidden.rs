//! What no reader shows of a file: names and remarks of its parts, comments of its source, symbols and fields.

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
