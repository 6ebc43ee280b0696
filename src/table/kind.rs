//! What a file is, by its bytes alone: offices rename freely.

use super::refusal::Why;
use crate::attachment::Package;

/// How a file is read.
pub(super) enum Kind<'b> {
    /// Excel since 2007.
    Workbook(Package<'b>),
    /// LibreOffice.
    Open(Package<'b>),
    /// What Excel was before 2007: files within one file.
    Compound,
    /// A web page.
    Page,
    /// Excel's XML of 2003.
    Xml2003,
    Text,
}

/// Files that are no tables, by how they begin.
const OTHERS: [(&[u8], &str, &str); 10] = [
    (b"\x89PNG", "图片（PNG）", "a picture (PNG)"),
    (b"\xff\xd8\xff", "图片（JPEG）", "a picture (JPEG)"),
    (b"GIF8", "图片（GIF）", "a picture (GIF)"),
    (b"BM", "图片（BMP）", "a picture (BMP)"),
    (b"II*\0", "图片（TIFF）", "a picture (TIFF)"),
    (b"MM\0*", "图片（TIFF）", "a picture (TIFF)"),
    (b"{\\rtf", "文档（RTF）", "a document (RTF)"),
    (b"MZ", "程序", "a program"),
    (b"\x7fELF", "程序", "a program"),
    (b"SQLite format 3", "数据库文件（SQLite）", "a database (SQLite)"),
];

const ARCHIVES: [(&[u8], &str); 3] = [(b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"), (b"\x1f\x8b", "gzip")];

/// Packages that are no tables, by a part that each has.
const PACKAGES: [(&str, &str, &str); 6] = [
    ("word/document.xml", "Word 文档（docx）", "a document of Word (docx)"),
    ("ppt/presentation.xml", "演示文稿（pptx）", "a presentation (pptx)"),
    ("META-INF/container.xml", "电子书（epub）", "a book (epub)"),
    ("OFD.xml", "版式文件（OFD）", "a document of pages (OFD)"),
    ("AndroidManifest.xml", "手机程序（apk）", "an app (apk)"),
    ("META-INF/MANIFEST.MF", "程序（jar）", "a program (jar)"),
];

pub(super) fn of(bytes: &[u8]) -> Result<Kind<'_>, Why> {
    let head = &bytes[..bytes.len().min(4096)];
    let holds = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
    if bytes.is_empty() {
        return Err(Why::Empty);
    }
    if [b"PK\x03\x04", b"PK\x05\x06"].iter().any(|mark| bytes.starts_with(*mark)) {
        return package(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(Kind::Compound);
    }
    // Excel before 1995 wrote its records without anything around them.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04..=0x08, 0x00, ..]) {
        return Err(Why::Format("Excel 4.0"));
    }
    if head[..head.len().min(1024)].windows(5).any(|at| at == b"%PDF-") {
        return Err(Why::Other("PDF 文件", "a PDF file"));
    }
    // What begins with two letters may be text.
    let is_other = |start: &[u8]| bytes.starts_with(start) && (start.len() > 2 || head.contains(&0));
    if let Some((_, zh, en)) = OTHERS.iter().find(|(start, ..)| is_other(start)) {
        return Err(Why::Other(zh, en));
    }
    if let Some((_, kind)) = ARCHIVES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Why::Archive(kind));
    }
    if bytes.starts_with(b"RIFF") && holds(b"WEBP") {
        return Err(Why::Other("图片（WebP）", "a picture (WebP)"));
    }
    // What matters of a page is ASCII, in UTF-16 with zeros between.
    let head: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let holds = |mark: &[u8]| memchr::memmem::find(&head, mark).is_some();
    let starts = |mark: &[u8]| head.trim_ascii_start().starts_with(mark);
    if holds(b"urn:schemas-microsoft-com:office:spreadsheet") && holds(b"<?xml") {
        return Ok(Kind::Xml2003);
    }
    if starts(b"mime-version:") || holds(b"content-type: multipart/related") {
        return Err(Why::Format("网页归档 MHTML"));
    }
    if [b"<html".as_slice(), b"<table", b"<!doctype html", b"<tr", b"<body"].iter().any(|mark| holds(mark)) {
        return Ok(Kind::Page);
    }
    Ok(Kind::Text)
}

fn package(bytes: &[u8]) -> Result<Kind<'_>, Why> {
    let package = Package::open(bytes)?;
    let has = |name: &str| package.find(name).is_some();
    if let Some((_, zh, en)) = PACKAGES.iter().find(|(part, ..)| has(part)) {
        return Err(Why::Other(zh, en));
    }
    if has("xl/workbook.bin") {
        return Err(Why::Format("xlsb"));
    }
    if has("[Content_Types].xml") || has("xl/workbook.xml") {
        return Ok(Kind::Workbook(package));
    }
    if has("content.xml") {
        return Ok(Kind::Open(package));
    }
    if has("Index/Document.iwa") || has("Index.zip") {
        return Err(Why::Format("Numbers"));
    }
    Err(Why::Archive("zip"))
}
