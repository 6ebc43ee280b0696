//! Bytes into text: UTF-8, else by BOM UTF-16, else GB18030, with advice; what was lost is an error.

use std::ops::Range;

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::{garbled, rules};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ends::same_ends;
use crate::source::{SourceId, Span};
use crate::text;

/// The text of a file. Problems have places in that text. Lines that also stand in the `sound` text are sound.
pub fn decode(file: SourceId, bytes: Vec<u8>, sound: Option<&str>, out: &mut Diagnostics) -> String {
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
    let lines = sound.map_or(0..text.len(), |sound| differing_lines(sound, &text));
    lost(file, lines.start, &text[lines], out);
    text
}

/// From the first line of `new` that differs from that of `old` to the last one.
fn differing_lines(old: &str, new: &str) -> Range<usize> {
    let (before, after) = same_ends(old.as_bytes(), new.as_bytes());
    let is_break = |byte: &u8| *byte == b'\n';
    let bytes = new.as_bytes();
    let start = bytes[..before].iter().rposition(is_break).map_or(0, |at| at + 1);
    let end =
        bytes[new.len() - after..].iter().position(is_break).map_or(new.len(), |at| new.len() - after + at);
    start..end
}

/// Whether `bytes` is UTF-16 without a mark: keys and colons then have a zero at every other byte, `high` of a pair.
fn is_utf16(bytes: &[u8], high: usize) -> bool {
    if memchr::memchr(0, bytes).is_none() {
        return false;
    }
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

/// Reports the first place of each sign that characters of `text`, which begins at byte `start`, were lost, and how many
/// there are.
fn lost(file: SourceId, start: usize, text: &str, out: &mut Diagnostics) {
    let help = text!("找回原稿，另存为 UTF-8 再来。", "Go back to the original and save it as UTF-8.");
    let mut tell = |found: Vec<Range<usize>>, zh: &str, en: &str| {
        let Some(first) = found.first() else { return };
        let (zh_more, en_more) = match found.len() {
            1 => (String::new(), String::new()),
            count => (format!("，全文件共 {count} 处"), format!(", one of {count} places in this file")),
        };
        let message = text!("{zh}{zh_more}", "{en}{en_more}");
        let span = Span::new(file, start + first.start..start + first.end);
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
        let text = decode(SourceId::SITE, bytes.to_vec(), None, &mut out);
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

    #[test]
    fn what_was_lost_in_a_line_that_changed_is_told_at_its_place() {
        let sound = "村名: 土岭底村\n电话: 1\n书记: 张三\n";
        let told = |text: &str, sound: Option<&str>| {
            let mut out = Diagnostics::default();
            decode(SourceId::SITE, text.as_bytes().to_vec(), sound, &mut out);
            out.iter().map(|problem| (problem.span, problem.message.en.clone())).collect::<Vec<_>>()
        };
        for (from, to) in [
            ("1", "锟斤拷"),
            ("土岭底", "鍦熷箔搴曟潙"),
            ("三", "\u{fffd}"),
            ("\n书记: 张三", "\0"),
            ("村名", "\u{fffd}村名"),
            ("张三\n", "锟斤拷"),
        ] {
            let text = sound.replacen(from, to, 1);
            let fresh = told(&text, None);
            assert_eq!((told(&text, Some(sound)), fresh.len()), (fresh.clone(), 1), "{text}");
        }
        assert_eq!(told(sound, Some("锟")), []);
        assert_eq!(told(sound, Some(sound)), []);
    }
}
