//! Pictures in names print as empty boxes, and nobody can type them into the look-up.

use super::*;

rules! {
    /// Emoji in a name.
    pub RULE: "name-emoji", Warning;
    what "名称里有表情符号。" "A name holds an emoji.";
    why "海报字体里没有表情符号，查找时也打不出来。去掉它。"
        "Poster fonts have none, and nobody types one when searching. Remove it.";
    example "\
members:
<   - name: 张三🌟
< #             ^^
>   - name: 张三
";
}

/// Looks at every name, door and id.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    texts.unusual().for_each(|text| {
        if text.speech != Speech::Name {
            return;
        }
        let Some((at, c)) = text.text.char_indices().find(|(_, c)| is_emoji(*c)) else { return };
        let (zh, en) = text.named(texts.board);
        let message = text!("{zh}里有表情符号", "{en} holds an emoji");
        let help = text!("去掉它。", "Remove it.");
        out.push(Diagnostic::new(&RULE, text.place(at..at + c.len_utf8()), message).help(help));
    });
}

pub(in crate::check) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}')
}
