//! Bytes into text: UTF-8, else by BOM UTF-16, else GB18030, with advice; what was lost is an error.

use std::ops::Range;

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::{garbled, rules};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use crate::text;

/// The text of a file. Problems have places in that text.
pub fn decode(file: SourceId, bytes: Vec<u8>, out: &mut Diagnostics) -> String {
    let (text, legacy) = match bytes.as_slice() {
        [0xff, 0xfe, ..] => (UTF_16LE.decode_with_bom_removal(&bytes).0.into_owned(), Some("UTF-16")),
        [0xfe, 0xff, ..] => (UTF_16BE.decode_with_bom_removal(&bytes).0.into_owned(), Some("UTF-16")),
        _ if is_utf16(&bytes, 1) => {
            (UTF_16LE.decode_without_bom_handling(&bytes).0.into_owned(), Some("UTF-16"))
        }
        _ if is_utf16(&bytes, 0) => {
            (UTF_16BE.decode_without_bom_handling(&bytes).0.into_owned(), Some("UTF-16"))
        }
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), None),
            Err(error) => not_utf8(error.as_bytes()),
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

/// Whether `bytes` is UTF-16 without a mark: keys and colons then have a zero at every other byte, `high` of a pair.
fn is_utf16(bytes: &[u8], high: usize) -> bool {
    let zeros = bytes.iter().enumerate().filter(|(_, byte)| **byte == 0);
    let (mut count, mut all_high) = (0, true);
    for (at, _) in zeros {
        count += 1;
        all_high &= at % 2 == high;
    }
    bytes.len().is_multiple_of(2) && all_high && count * 8 > bytes.len()
}

/// GB18030, unless the bytes are UTF-8 that was damaged here and there: then nearly every character is still whole.
fn not_utf8(bytes: &[u8]) -> (String, Option<&'static str>) {
    let damaged = String::from_utf8_lossy(bytes);
    let bad = damaged.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let whole = damaged.chars().filter(|c| c.len_utf8() == 3).count() - bad;
    if whole > 4 * bad {
        return (damaged.into_owned(), None);
    }
    (GB18030.decode_without_bom_handling(bytes).0.into_owned(), Some("GB18030"))
}

/// Reports the first place of each sign that characters were lost, and how many there are.
fn lost(file: SourceId, text: &str, out: &mut Diagnostics) {
    let help = text!("找回原稿，另存为 UTF-8 再来。", "Go back to the original and save it as UTF-8.");
    let mut tell = |found: Vec<Range<usize>>, zh: &str, en: &str| {
        let Some(first) = found.first() else { return };
        let (zh_more, en_more) = match found.len() {
            1 => (String::new(), String::new()),
            count => (format!("，全文件共 {count} 处"), format!(", one of {count} places in this file")),
        };
        let message = text!("{zh}{zh_more}", "{en}{en_more}");
        let span = Span::new(file, first.clone());
        out.push(Diagnostic::new(&rules::ENCODING_INVALID, span, message).help(help.clone()));
    };
    let signs = |sign: char| text.match_indices(sign).map(|(at, sign)| at..at + sign.len()).collect();
    tell(signs('\0'), "这里有 NUL 字节，不是文本", "a NUL byte stands here: this is no text");
    match garbled::find(text) {
        found if found.is_empty() => tell(
            signs(char::REPLACEMENT_CHARACTER),
            "这里有丢失的字（U+FFFD）",
            "a character was lost here (U+FFFD)",
        ),
        found => tell(found, "这里是乱码", "garbled text stands here"),
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
        assert_eq!(read(&utf16[2..]), (text.into(), vec!["encoding-legacy"]));
        assert_eq!(read(&GB18030.encode(text).0), (text.into(), vec!["encoding-legacy"]));
    }

    #[test]
    fn lost_characters_are_errors() {
        assert_eq!(read("a\u{fffd}b".as_bytes()).1, ["encoding-invalid"]);
        assert_eq!(read("锟斤拷".as_bytes()).1, ["encoding-invalid"]);
        assert_eq!(read(b"a\0b").1, ["encoding-invalid"]);
        // One byte broke off a UTF-8 file: it is no GB18030 all the same.
        let mut bytes = "村名: 土岭底村\n发布单位: 村委会\n".as_bytes().to_vec();
        bytes.remove(3);
        let (text, rules) = read(&bytes);
        assert_eq!((text.contains("土岭底村"), rules), (true, vec!["encoding-invalid"]));
    }
}
