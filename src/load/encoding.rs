//! The text of a file, with advice where it is no UTF-8; what was lost is an error.

use std::ops::Range;

use super::rules;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::encoding::decode;
use crate::encoding::garbled::{self, Garbled};
use crate::ends::same_ends;
use crate::source::{SourceId, Span};
use crate::text;

/// A text with what there is to doubt of it.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    /// What the file says.
    pub text: String,
    /// What is told of it once it is known which places are private.
    pub doubts: Vec<Doubt>,
}

/// Another reading of a place.
#[derive(Debug)]
pub(super) struct Doubt {
    place: Span,
    other: String,
    is_of_whole_file: bool,
}

impl Doubt {
    /// What is told: both readings, unless the place `is_private`.
    pub(super) fn diagnostic(&self, text: &str, is_private: bool) -> Diagnostic {
        let (said, other) = (&text[self.place.range()], &self.other);
        if self.is_of_whole_file {
            let (zh, en) = match is_private {
                true => (String::new(), String::new()),
                false => {
                    (format!("：读作“{said}”，不是“{other}”"), format!(": it reads `{said}`, not `{other}`"))
                }
            };
            let message = text!(
                "文件看来是 GB18030 编码，碰巧也读得成 UTF-8，已按 GB18030 读出{zh}",
                "the file seems to be encoded as GB18030, though it can be read as UTF-8 by chance, and was read so{en}"
            );
            return Diagnostic::new(&rules::ENCODING_LEGACY, Span::file(self.place.file), message)
                .help(text!("请另存为 UTF-8。", "Save it as UTF-8."));
        }
        let message = match is_private {
            true => text!("这里也许是乱码", "garbled text may stand here"),
            false => text!(
                "“{said}”也许是乱码，原文是“{other}”",
                "`{said}` may be garbled text that was `{other}`"
            ),
        };
        let help = text!("是就改过来；本来就这样写，不用管。", "If so, mend it; if it is meant, leave it.");
        Diagnostic::new(&rules::ENCODING_DOUBTFUL, self.place, message).help(help)
    }

    /// Where it is in doubt.
    pub(super) fn place(&self) -> Span {
        self.place
    }
}

/// The text of a file. Problems have places in that text. Lines that also stand in the `sound` text are sound.
pub(super) fn decode(file: SourceId, bytes: Vec<u8>, sound: Option<&str>, out: &mut Diagnostics) -> Decoded {
    let decode::Decoded { text, legacy, by_chance } = decode::decode(bytes);
    let doubt = |read: decode::ByChance| Doubt {
        place: Span::new(file, read.place),
        other: read.other,
        is_of_whole_file: true,
    };
    let mut doubts: Vec<Doubt> = by_chance.into_iter().map(doubt).collect();
    if let Some(name) = legacy {
        let message =
            text!("文件是 {name} 编码，已读出", "the file is encoded as {name}; it was read all the same");
        let help = text!("请另存为 UTF-8。", "Save it as UTF-8.");
        out.push(Diagnostic::new(&rules::ENCODING_LEGACY, Span::file(file), message).help(help));
    }
    let lines = sound.map_or(0..text.len(), |sound| differing_lines(sound, &text));
    lost(file, lines.start, &text[lines], &mut doubts, out);
    Decoded { text, doubts }
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

/// Reports the first place of each sign that characters of `text`, which begins at byte `start`, were lost, and how many
/// there are; what is less than certain is added to `doubts`.
fn lost(file: SourceId, start: usize, text: &str, doubts: &mut Vec<Doubt>, out: &mut Diagnostics) {
    let help = text!("找回原稿，另存为 UTF-8 再来。", "Go back to the original and save it as UTF-8.");
    let span = |range: &Range<usize>| Span::new(file, start + range.start..start + range.end);
    let mut tell = |found: Vec<Range<usize>>, zh: &str, en: &str| {
        let Some(first) = found.first() else { return };
        let (zh_more, en_more) = match found.len() {
            1 => (String::new(), String::new()),
            count => (format!("，全文件共 {count} 处"), format!(", one of {count} places in this file")),
        };
        let message = text!("{zh}{zh_more}", "{en}{en_more}");
        out.push(Diagnostic::new(&rules::ENCODING_INVALID, span(first), message).help(help.clone()));
    };
    let signs = |sign: char| text.match_indices(sign).map(|(at, sign)| at..at + sign.len()).collect();
    tell(signs('\0'), "这里有 NUL 字节，不是文本", "a NUL byte stands here: this is no text");
    let (mut garbled, mut doubtful): (Vec<Garbled>, Vec<Garbled>) =
        garbled::find(text).into_iter().partition(|place| place.is_certain);
    // The mark of UTF-8, read as GBK together with the first letter.
    if start == 0 && text.starts_with('锘') {
        doubtful.retain(|place| place.range.start > 0);
        garbled.insert(0, Garbled { range: 0..'锘'.len_utf8(), meant: String::new(), is_certain: true });
    }
    match garbled.is_empty() {
        true => tell(
            signs(char::REPLACEMENT_CHARACTER),
            "这里有丢失的字（U+FFFD）",
            "a character was lost here (U+FFFD)",
        ),
        false => {
            let places = garbled.into_iter().map(|place| place.range).collect();
            tell(places, "这里是乱码", "garbled text stands here")
        }
    }
    doubts.extend(doubtful.into_iter().map(|place| Doubt {
        place: span(&place.range),
        other: place.meant,
        is_of_whole_file: false,
    }));
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<&'static str>) {
        let mut out = Diagnostics::default();
        let text = decode(SourceId::SITE, bytes.to_vec(), None, &mut out).text;
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
