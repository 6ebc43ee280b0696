//! Files that records name: looked through as a reader would see them, refused where that is not possible, published
//! under names that every disk keeps.

use std::io::{Cursor, Write};

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::diagnostic::Severity;
use gongkailan::pipeline::{self, Made, Request};
use gongkailan::site::urls::{encode, relative};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::harness::{Site, root, tree};

/// What a household keeps to itself.
const NAME: &str = "徐德丽";
const PHONE: &str = "13906480894";

/// A village in which nobody but household h-2 knows these.
fn village() -> Site {
    let site = Site::village();
    site.edit(
        "content/records.yaml",
        "door: 2号, grid: g-1}",
        &format!("door: 2号, grid: g-1, private: {{户主: {NAME}, 电话: {PHONE}}}}}"),
    );
    site
}

/// The same with a page that names these files.
pub fn with_files(files: &[(&str, &[u8])]) -> Site {
    let site = village();
    let links: String = files.iter().map(|(name, _)| format!("[附件]({})\n", encode(name))).collect();
    site.write("content/page.md", format!("# 说明\n\n{links}"));
    files.iter().for_each(|(name, bytes)| site.write(&format!("content/{name}"), bytes));
    site
}

/// A file as an office program wrote it.
fn sample(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/attachments").join(name)).unwrap()
}

pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn made(site: &Site) -> Made {
    let as_of = AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
    let request = Request { site: site.path(), as_of, base_url: None, deny_warnings: false };
    pipeline::make(&request, &mut |_| {}).unwrap()
}

/// What is told: severity, rule, place, message in Chinese, advice.
pub fn told(made: &Made) -> Vec<String> {
    let told = made.diagnostics.iter().map(|problem| {
        let at = made.sources.position(problem.span);
        let path = &made.sources.get(problem.span.file).path;
        let (severity, rule, message) = (problem.severity, problem.rule.name, &problem.message.zh);
        let help = problem.help.as_ref().map_or("", |help| &help.zh);
        format!("{severity} {rule} {path}:{}: {message} → {help}", at.line)
    });
    told.collect()
}

/// Nothing is published, and it is told at the link why: these words are in the report, and no private value is.
#[track_caller]
fn refused(files: &[(&str, &[u8])], words: &[&str]) {
    let made = made(&with_files(files));
    let report = told(&made).join("\n");
    assert!(made.artifacts.is_none(), "{report}");
    assert!(report.contains(" content/page.md:3: "), "{report}");
    for word in words {
        assert!(report.contains(word), "no {word} in\n{report}");
    }
    for private in [NAME, PHONE] {
        assert!(!report.contains(private), "{report}");
    }
}

#[test]
fn a_roster_is_an_error_that_names_file_sheet_and_cell() {
    let roster = sample("roster.xlsx");
    let words = [
        "error private-leaked content/page.md:3: 附件“花名册.xlsx”里有 2 项内部信息",
        "东街!C12（住户 h-2 的户主）",
        "东街!D12（住户 h-2 的电话）",
    ];
    refused(&[("花名册.xlsx", &roster)], &words);
    let site = with_files(&[("花名册.xlsx", &roster)]);
    let ran = site.run(&["build", "--lang", "en"]).exits(1);
    let told = "the attachment `花名册.xlsx` holds 2 private values: 东街!C12 (户主 of household h-2), 东街!D12 (电话";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    assert!(!site.public().exists());
    for private in [NAME, PHONE] {
        assert!(!ran.stderr.contains(private) && !ran.stdout.contains(private), "{}", ran.stderr);
    }
}

#[test]
fn files_of_every_kind_are_looked_through() {
    for (name, place) in [
        ("roster.docx", "正文第2段"),
        ("roster.pptx", "第1张幻灯片第2段"),
        ("roster.ods", "东街!"),
        ("roster.odt", "正文第"),
        ("roster.odp", "正文第2段"),
        ("roster.pdf", "第1页"),
        ("packed.pdf", "第1页"),
    ] {
        refused(&[(name, &sample(name))], &["error private-leaked", name, place]);
    }
    let text = format!("户主,电话\n{NAME},{PHONE}\n");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes().to_vec(), encoding_rs::GB18030.encode(&text).0.into_owned(), utf16] {
        refused(&[("名单.csv", &bytes)], &["error private-leaked", "名单.csv", "第2行"]);
    }
    let inner = zipped(&[("花名册.xlsx", &sample("roster.xlsx"))]);
    let outer = zipped(&[("说明.txt", "说明".as_bytes()), ("内部.zip", &inner)]);
    refused(&[("证据.zip", &outer)], &["error private-leaked", "内部.zip › 花名册.xlsx!东街!C12"]);
}

#[test]
fn who_wrote_a_file_is_looked_at_too() {
    // 徐德丽, as UTF-16 in hexadecimal digits.
    let author = "9 0 obj<</Author<FEFF5F905FB74E3D>>>endobj";
    let pdf = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[3 0 R]>>endobj\n\
         3 0 obj<</Type/Page/MediaBox[0 0 9 9]>>endobj\n{author}\ntrailer<</Root 1 0 R/Info 9 0 R>>\n"
    );
    refused(&[("a.pdf", pdf.as_bytes())], &["error private-leaked", "元数据 Author（住户 h-2 的户主）"]);
}

#[test]
fn what_cannot_be_looked_through_says_so_and_what_to_do() {
    for (name, bytes, words) in [
        ("a.xlsx", sample("encrypted.xlsx"), ["要密码才能打开", "去掉密码再保存"]),
        ("a.pdf", sample("encrypted.pdf"), ["要密码才能打开", "去掉密码再保存"]),
        ("a.pdf", sample("scan.pdf"), ["整页的图片", "带文字的 PDF"]),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), ["旧格式", "另存为 docx"]),
        ("a.7z", b"7z\xbc\xaf\x27\x1c".to_vec(), ["格式认不出", "另存为 xlsx"]),
        (
            "a.zip",
            zipped(&[("b.zip", &zipped(&[("x.doc", b"x")]))]),
            ["a.zip 的第1个文件 的第1个文件", "docx"],
        ),
    ] {
        let told = ["error attachment-unreadable", "请人看过以后写进 site.yaml", words[0], words[1]];
        refused(&[(name, &bytes)], &told);
    }
}

#[test]
fn a_review_lets_through_what_was_reviewed_and_no_other_version() {
    let site = with_files(&[("旧账.doc", b"old")]);
    let report = told(&made(&site)).join("\n");
    let digest = report.split("摘要: ").nth(1).unwrap().split('}').next().unwrap().to_owned();
    let settings = std::fs::read_to_string(site.path().join("content/site.yaml")).unwrap();
    let review = |digest: &str| {
        let entry = format!("附件: [{{文件: 旧账.doc, 审核人: 王芳, 日期: 2026-03-01{digest}}}]\n");
        site.write("content/site.yaml", format!("{settings}{entry}"));
    };
    review(&format!(", 摘要: {digest}"));
    let first = made(&site);
    let report = told(&first).join("\n");
    assert!(report.contains("note attachment-review content/site.yaml"), "{report}");
    assert_eq!(&**first.artifacts.unwrap().get("files/旧账.doc").unwrap(), b"old");
    site.write("content/旧账.doc", "another");
    let report = told(&made(&site)).join("\n");
    assert!(
        report.contains("error attachment-unreadable content/page.md:3: “旧账.doc”在审核以后变了"),
        "{report}"
    );
    review("");
    assert!(made(&site).artifacts.is_some());
    // What the program can look through, and what is not there, needs none.
    site.write("content/旧账.doc", "another");
    site.edit("content/page.md", &encode("旧账.doc"), "账.txt");
    site.write("content/账.txt", "账");
    let report = told(&made(&site)).join("\n");
    assert!(report.contains("warning attachment-review") && report.contains("没有被引用"), "{report}");
    site.edit("content/site.yaml", "旧账.doc", "账.txt");
    assert!(told(&made(&site)).join("\n").contains("已经由程序查过"));
    site.edit("content/site.yaml", "账.txt", "没有.doc");
    assert!(told(&made(&site)).join("\n").contains("没有文件 content/没有.doc"));
}

#[test]
fn pages_scripts_and_programs_are_refused_whoever_looked_at_them() {
    for (name, bytes) in [
        ("intro.html", &b"<!doctype html><script>alert(1)</script>"[..]),
        ("intro.htm", b"plain"),
        ("data.xml", b"<a/>"),
        ("run.bat", b"del *.*"),
        ("a.txt", b"<html><script>alert(1)</script>"),
        ("setup.exe", b"MZ"),
        ("a.zip", &zipped(&[("setup.exe", b"MZ")])),
    ] {
        refused(&[(name, bytes)], &["error attachment-refused", "不能作附件发布"]);
        let site = with_files(&[(name, bytes)]);
        let settings = std::fs::read_to_string(site.path().join("content/site.yaml")).unwrap();
        let review = format!("attachments: [{{file: {name}, reviewed_by: 王芳, date: 2026-03-01}}]\n");
        site.write("content/site.yaml", format!("{settings}{review}"));
        assert!(made(&site).artifacts.is_none(), "{name}");
    }
    // A link to a page of the finished site, or beside it, is none to a file here.
    let site = village();
    site.write("content/page.md", "# 说明\n\n[首页](../../index.html) [外面](../../../portal.html)\n");
    assert!(made(&site).artifacts.is_some());
}

#[test]
fn numbers_of_people_in_files_are_told_with_their_cells() {
    let rows = "姓名,证号,卡号,电话\n甲,11010519491231002X,5555555555554444,13700000001\n乙,110105194912310038,,13700000002\n";
    let report = told(&made(&with_files(&[("补贴.csv", rows.as_bytes())]))).join("\n");
    for told in [
        "error personal-id content/page.md:3: 附件“补贴.csv”里有身份证号：第2行",
        "error personal-bank-card content/page.md:3: 附件“补贴.csv”里有银行卡号：第2行",
        "warning personal-phone content/page.md:3: 附件“补贴.csv”里有手机号：第2行、第3行",
    ] {
        assert!(report.contains(told), "no {told} in\n{report}");
    }
    assert!(!report.contains("13700000001") && !report.contains("11010519491231002X"), "{report}");
}

#[test]
fn authors_are_not_published() {
    let site = Site::village();
    site.write("content/page.md", "# 说明\n\n[表](roster.xlsx) [文](roster.docx) [页](roster.pdf)\n");
    for name in ["roster.xlsx", "roster.docx", "roster.pdf"] {
        site.write(&format!("content/{name}"), sample(name));
    }
    let made = made(&site);
    let artifacts = made.artifacts.clone().unwrap_or_else(|| panic!("{:?}", told(&made)));
    for name in ["roster.xlsx", "roster.docx", "roster.pdf"] {
        let published = artifacts.get(&format!("files/{name}")).unwrap();
        let read = gongkailan::attachment::read(name, published).unwrap();
        assert!(!read.reading.text().contains("王小明") && !read.reading.text().contains("李大明"), "{name}");
    }
}

#[test]
fn a_sheet_named_after_somebody_is_called_by_its_number() {
    let mut bytes = workbook(NAME);
    refused(&[("a.xlsx", &bytes)], &["第1个工作表!A1"]);
    bytes = zipped(&[(&format!("{NAME}.txt"), PHONE.as_bytes())]);
    refused(&[("a.zip", &bytes)], &["第1个文件 第1行"]);
}

/// A workbook whose one sheet is called `name` and holds a phone.
fn workbook(name: &str) -> Vec<u8> {
    let workbook =
        format!(r#"<workbook xmlns:r="r"><sheets><sheet name="{name}" r:id="a"/></sheets></workbook>"#);
    let sheet =
        format!(r#"<worksheet><sheetData><row><c r="A1"><v>{PHONE}</v></c></row></sheetData></worksheet>"#);
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", br#"<R><R Id="a" Target="worksheets/s.xml"/></R>"#),
        ("xl/worksheets/s.xml", sheet.as_bytes()),
    ])
}

#[test]
fn published_names_are_kept_by_every_disk() {
    let text = b"text".as_slice();
    let names = [
        "会议 10:30.txt",
        "图?.txt",
        "a<b>.txt",
        "a*b.txt",
        "CON.txt",
        "aux/x.txt",
        "dir./a.txt",
        "a .txt ",
        "é.txt",
        "e\u{301}.txt",
        "b.txt",
        "B.TXT",
        "（一）.txt",
    ];
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, text)).collect();
    let made = made(&with_files(&files));
    let artifacts = made.artifacts.clone().unwrap_or_else(|| panic!("{:?}", told(&made)));
    let published: Vec<&str> = artifacts.iter().filter_map(|(path, _)| path.strip_prefix("files/")).collect();
    assert_eq!(
        published,
        [
            "B.TXT",
            "CON_.txt",
            "a-b-2.txt",
            "a-b.txt",
            "a.txt",
            "aux_/x.txt",
            "b-2.txt",
            "dir/a.txt",
            "é-2.txt",
            "é.txt",
            "一.txt",
            "会议-10-30.txt",
            "图.txt"
        ]
    );
    // Links follow.
    let page = String::from_utf8(artifacts.get("pages/page/index.html").unwrap().to_vec()).unwrap();
    for name in &published {
        let href = relative("pages/page/index.html", &format!("files/{name}"));
        assert!(page.contains(&format!("href=\"{href}\"")), "no {href} in {page}");
    }
}

#[test]
fn a_file_that_exists_is_not_said_to_lie_elsewhere() {
    let site = village();
    site.write("content/会议 10:30.txt", "纪要");
    site.write("content/a10:30.txt", "纪要");
    site.write(
        "content/page.md",
        "# 说明\n\n[一](会议%2010:30.txt) [二](会议 10:30.txt) [三](./a10:30.txt)\n",
    );
    let first = made(&site);
    let report = told(&first).join("\n");
    assert!(
        report.contains("warning link-blank content/page.md:3: 链接“会议 10:30.txt”里有空格"),
        "{report}"
    );
    assert_eq!(first.artifacts.unwrap().iter().filter(|(path, _)| path.starts_with("files/")).count(), 2);
    site.edit(
        "content/records.yaml",
        "    target: 1.2 公里",
        "    target: 1.2 公里\n    progress: [{date: 2026-03-01, evidence: \"a10:30.txt\"}]",
    );
    let report = told(&made(&site)).join("\n");
    assert!(report.contains("写成“./a10:30.txt”"), "{report}");
}

#[test]
fn a_photo_is_named_after_what_it_is() {
    let site = village();
    let mut jpeg = Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    site.write("content/a.png", jpeg.into_inner());
    site.edit("content/records.yaml", "name: 张三", "photo: a.png, name: 张三");
    let artifacts = made(&site).artifacts.unwrap();
    assert!(artifacts.get("files/a.jpg").is_some() && artifacts.get("files/a.png").is_none());
    // A photo is a picture.
    site.write("content/a.pdf", sample("packed.pdf"));
    site.edit("content/records.yaml", "photo: a.png", "photo: a.pdf");
    let report = told(&made(&site)).join("\n");
    assert!(report.contains("error picture-format content/records.yaml"), "{report}");
}

#[test]
fn tables_and_texts_that_nothing_names_are_told_of() {
    let site = village();
    for name in
        ["花名册.xlsx", "households.csv", "公告.doc", "sub/说明.txt", "_旧.xlsx", "~$花名册.xlsx", "照片.jpg"]
    {
        site.write(&format!("content/{name}"), "x");
    }
    let made = made(&site);
    let unused: Vec<String> = told(&made).into_iter().filter(|told| told.contains("file-unused")).collect();
    let places: Vec<&str> =
        unused.iter().map(|told| told.split_whitespace().nth(2).unwrap().trim_end_matches(":1:")).collect();
    let expected =
        ["content/households.csv", "content/sub/说明.txt", "content/公告.doc", "content/花名册.xlsx"];
    assert_eq!(places, expected, "{unused:?}");
    let advice: Vec<&str> =
        made.diagnostics.iter().map(|told| told.help.as_ref().unwrap().zh.as_str()).collect();
    assert!(advice[0].contains("gongkailan import content/households.csv "), "{advice:?}");
    assert!(advice[1].contains("new notice") && advice[2].contains("new notice"), "{advice:?}");
    assert!(advice[3].contains("gongkailan import content/花名册.xlsx "), "{advice:?}");
    assert!(made.artifacts.is_some() && made.diagnostics.count(Severity::Warning) == 0, "{:?}", told(&made));
}

#[test]
fn what_is_published_is_what_was_looked_through() {
    // Bytes between the parts of a package, and litter, are not carried along.
    let mut bytes = zipped(&[("说明.txt", "说明".as_bytes()), ("__MACOSX/._x", b"mac")]);
    let hidden = b"hidden words of nobody";
    bytes.splice(0..0, b"PK\x03\x04".iter().chain(hidden).copied());
    let site = with_files(&[("a.zip", &bytes)]);
    site.run(&["build", "-q"]).exits(0);
    let published = tree(&site.public());
    let published = &published["files/a.zip"];
    assert!(!published.windows(hidden.len()).any(|at| at == hidden));
    assert!(!published.windows(8).any(|at| at == b"__MACOSX"));
}
