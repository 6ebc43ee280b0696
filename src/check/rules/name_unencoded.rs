//! A private-use character shows a rare name on one machine only, and an empty box everywhere else.

use super::*;

rules! {
    /// Private-use characters; lost ones are `encoding-invalid`.
    pub RULE: "name-unencoded", Error;
    what "名称里有自造字（私用区字符）。" "A name holds a private-use character.";
    why "自造字换一台电脑就变成空框。改用正式编码的字；没有编码的写拼音，或用部件描述（如 ⿰木木）。"
        "A private-use character is an empty box on any other machine. Write the encoded character, its pinyin, or a description such as ⿰木木.";
    example "\
members:
<   - name: \"张\\ue000\"
< #         ^^^^^^^^^^
>   - name: 张喆
";
}

/// Looks at every name, door and id.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    texts.unusual().for_each(|text| {
        if text.speech != Speech::Name {
            return;
        }
        let Some((at, c)) = text.text.char_indices().find(|(_, c)| is_unencoded(*c)) else { return };
        let (zh, en) = text.named(texts.board);
        let code = u32::from(c);
        let message = text!(
            "{zh}里有没有正式编码的字 U+{code:04X}",
            "{en} holds U+{code:04X}, which is no encoded character"
        );
        let help = text!(
            "换成正式编码的字、拼音，或部件描述。",
            "Write the encoded character, its pinyin or a description of its parts."
        );
        out.push(Diagnostic::new(&RULE, text.place(at..at + c.len_utf8()), message).help(help));
    });
}

pub(in crate::check) fn is_unencoded(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}
