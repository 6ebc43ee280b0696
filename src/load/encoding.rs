//! Bytes into text: UTF-8, else by BOM UTF-16, else GB18030, with advice; what was lost is an error.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::rules;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use crate::text;

/// The text of a file. Problems have places in that text.
pub fn decode(file: SourceId, bytes: Vec<u8>, out: &mut Diagnostics) -> String {
    let (text, legacy) = match bytes.as_slice() {
        [0xff, 0xfe, ..] => (UTF_16LE.decode_with_bom_removal(&bytes).0.into_owned(), Some("UTF-16")),
        [0xfe, 0xff, ..] => (UTF_16BE.decode_with_bom_removal(&bytes).0.into_owned(), Some("UTF-16")),
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), None),
            Err(error) => {
                (GB18030.decode_without_bom_handling(error.as_bytes()).0.into_owned(), Some("GB18030"))
            }
        },
    };
    if let Some(name) = legacy {
        let message =
            text!("文件是 {name} 编码，已读出", "the file is encoded as {name}; it was read all the same");
        let help = text!("请另存为 UTF-8。", "Save it as UTF-8.");
        out.push(Diagnostic::new(&rules::ENCODING_LEGACY, Span::file(file), message).help(help));
    }
    lost(file, &text, out);
    text
}

/// Reports the first place of each sign that characters were lost.
fn lost(file: SourceId, text: &str, out: &mut Diagnostics) {
    let help = text!("找回原稿，另存为 UTF-8 再来。", "Go back to the original and save it as UTF-8.");
    if let Some(at) = text.find('\u{fffd}') {
        let span = Span::new(file, at..at + '\u{fffd}'.len_utf8());
        let message = text!("这里有丢失的字（U+FFFD）", "a character was lost here (U+FFFD)");
        out.push(Diagnostic::new(&rules::ENCODING_INVALID, span, message).help(help.clone()));
    }
    if let Some(at) = text.find("锟斤拷") {
        let span = Span::new(file, at..at + "锟斤拷".len());
        let message = text!("这里是乱码", "garbled text stands here");
        out.push(Diagnostic::new(&rules::ENCODING_INVALID, span, message).help(help.clone()));
    }
    if let Some(at) = text.find('\0') {
        let message = text!("这里有 NUL 字节，不是文本", "a NUL byte stands here: this is no text");
        out.push(Diagnostic::new(&rules::ENCODING_INVALID, Span::new(file, at..at + 1), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<&'static str>) {
        let mut out = Diagnostics::default();
        let text = decode(SourceId::SITE, bytes.to_vec(), &mut out);
        (text, out.iter().map(|diagnostic| diagnostic.rule.name).collect())
    }

    #[test]
    fn each_encoding_reads_as_the_same_text() {
        let text = "标题: 土岭底村\n";
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read(text.as_bytes()), (text.into(), vec![]));
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()), (text.into(), vec![]));
        assert_eq!(read(&utf16), (text.into(), vec!["encoding-legacy"]));
        assert_eq!(read(&GB18030.encode(text).0), (text.into(), vec!["encoding-legacy"]));
    }

    #[test]
    fn lost_characters_are_errors() {
        assert_eq!(read("a\u{fffd}b".as_bytes()).1, ["encoding-invalid"]);
        assert_eq!(read("锟斤拷".as_bytes()).1, ["encoding-invalid"]);
        assert_eq!(read(b"a\0b").1, ["encoding-invalid"]);
    }
}
