//! What a file is: its name says how a reader opens it, its bytes must agree.

use super::Why;
use crate::picture;

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AttachmentKind {
    Text,
    Pdf,
    /// Word, Excel and PowerPoint since 2007, and WPS in these formats.
    Office,
    /// LibreOffice.
    OpenDocument,
    Zip,
    Picture(picture::ImageFormat),
}

/// What a browser or a computer runs. No review makes it an attachment.
const ACTIVE: [(&str, &[&str]); 3] = [
    (
        "HTML",
        &["html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "hta", "xml", "xsl", "xslt", "svg", "svgz"],
    ),
    (
        "script",
        &[
            "js", "mjs", "cjs", "ts", "vbs", "vbe", "wsf", "wsh", "ps1", "psm1", "bat", "cmd", "sh", "bash",
            "py", "pyw", "rb", "pl", "php", "cgi", "asp", "aspx", "jsp", "lua", "reg", "url", "lnk",
            "desktop", "command", "wasm", "css", "htaccess",
        ],
    ),
    (
        "program",
        &[
            "exe", "com", "msi", "scr", "pif", "dll", "sys", "jar", "class", "apk", "ipa", "app", "deb",
            "rpm", "dmg", "iso", "swf", "xla", "xlam", "ppam",
        ],
    ),
];

/// Old formats, and what to save them as.
const OLD: [(&[&str], &str); 3] = [
    (&["doc", "dot", "wps", "wpt", "rtf"], "docx"),
    (&["xls", "xlt", "et", "ett", "xlsb"], "xlsx"),
    (&["ppt", "pps", "pot", "dps", "dpt"], "pptx"),
];

const TEXT: [&str; 10] = ["txt", "csv", "tsv", "md", "log", "json", "jsonl", "geojson", "ics", "vcf"];
const OFFICE: [&str; 13] =
    ["docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xltx", "xltm", "pptx", "pptm", "ppsx", "potx", "ppsm"];
const OPEN: [&str; 8] = ["odt", "ott", "ods", "ots", "odp", "otp", "odg", "odf"];

/// What the file called `name` is.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<AttachmentKind, Why> {
    let ending = ending(name);
    let ending = ending.as_str();
    if let Some((kind, _)) = ACTIVE.iter().find(|(_, endings)| endings.contains(&ending)) {
        return Err(Why::Active(kind));
    }
    if is_program(bytes) {
        return Err(Why::Active("program"));
    }
    if let Some((_, new)) = OLD.iter().find(|(endings, _)| endings.contains(&ending)) {
        return Err(Why::Old(new));
    }
    if is_page(bytes) {
        return Err(Why::Active("HTML"));
    }
    let is_ole = bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let is_zip = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    let is_pdf = bytes[..bytes.len().min(1024)].windows(5).any(|at| at == b"%PDF-");
    let is = |holds: bool, kind| if holds { Ok(kind) } else { Err(Why::Misnamed) };
    match picture::kind(name, bytes) {
        Some(Ok(format)) => return Ok(AttachmentKind::Picture(format)),
        Some(Err(picture::Refusal::Format(_))) => return Err(Why::Unknown),
        Some(Err(_)) => return Err(Why::Broken),
        None => {}
    }
    if is_ole && OFFICE.contains(&ending) {
        // Office wraps what it encrypts into its old format.
        let wrapped: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_wrapped = memchr::memmem::find(bytes, &wrapped).is_some();
        return Err(if is_wrapped { Why::Encrypted } else { Why::Misnamed });
    }
    match ending {
        _ if TEXT.contains(&ending) && (is_zip || is_pdf || is_ole) => Err(Why::Misnamed),
        _ if TEXT.contains(&ending) => Ok(AttachmentKind::Text),
        _ if OFFICE.contains(&ending) => is(is_zip, AttachmentKind::Office),
        _ if OPEN.contains(&ending) => is(is_zip, AttachmentKind::OpenDocument),
        "zip" => is(is_zip, AttachmentKind::Zip),
        "pdf" => is(is_pdf, AttachmentKind::Pdf),
        _ => Err(Why::Unknown),
    }
}

/// What an office keeps records in before they become YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paperwork {
    /// A table that `import` takes.
    Table,
    /// A table that has to be saved as xlsx first.
    OldTable,
    /// A document or a text.
    Document,
}

/// Whether a file of this name is such a thing, and which.
pub fn paperwork(name: &str) -> Option<Paperwork> {
    let ending = ending(name);
    let ending = ending.as_str();
    match ending {
        "xlsx" | "xlsm" | "xls" | "ods" | "csv" | "tsv" => Some(Paperwork::Table),
        "txt" | "docx" | "docm" | "odt" => Some(Paperwork::Document),
        _ if OLD[1].0.contains(&ending) => Some(Paperwork::OldTable),
        _ if OLD[0].0.contains(&ending) => Some(Paperwork::Document),
        _ => None,
    }
}

/// What stands behind the last dot, in small letters.
fn ending(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.rsplit_once('.').map(|(_, ending)| ending.trim().to_ascii_lowercase()).unwrap_or_default()
}

/// Whether a computer runs it, under whatever name.
fn is_program(bytes: &[u8]) -> bool {
    let is_mach = [0xfeed_face, 0xfeed_facf, 0xcefa_edfe, 0xcffa_edfe, 0xcafe_babe]
        .iter()
        .any(|magic: &u32| bytes.starts_with(&magic.to_be_bytes()));
    // What a program of Windows begins with is followed by a few counts, and not by text.
    let is_windows = bytes.starts_with(b"MZ") && bytes.get(2..64).is_some_and(|head| head.contains(&0));
    is_mach || is_windows || bytes.starts_with(b"\x7fELF") || bytes.starts_with(b"#!")
}

/// Whether a browser may take it for a page, under whatever name.
fn is_page(bytes: &[u8]) -> bool {
    let is_blank = |byte: &u8| byte.is_ascii_whitespace() || b"\xef\xbb\xbf".contains(byte);
    let start = bytes.iter().position(|byte| !is_blank(byte)).unwrap_or(bytes.len());
    let head = bytes[start..bytes.len().min(start + 1024)].to_ascii_lowercase();
    let holds = |mark: &[u8]| memchr::memmem::find(&head, mark).is_some();
    let marks = ["<!doctype html", "<html", "<head", "<body", "<script", "<svg", "<table", "<meta", "<!--"];
    marks.iter().any(|mark| head.starts_with(mark.as_bytes()))
        || head.starts_with(b"<?xml") && (holds(b"<svg") || holds(b"<html") || holds(b"xhtml"))
}
