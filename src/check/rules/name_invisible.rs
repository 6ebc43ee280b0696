//! Characters that nobody sees make two names that look alike differ, or turn a line around.

use super::*;

/// Zero-width and direction characters, control characters.
pub static RULE: Rule = Rule {
    name: "name-invisible",
    severity: Severity::Error,
    fixed: false,
    what: Said {
        zh: "名称里有看不见的字符（零宽字符、方向控制符等）。",
        en: "A name holds invisible characters: zero-width, direction or control characters.",
    },
    why: Said {
        zh: "多半是从网页或聊天里复制来的。看上去一样的名字会查不到。删去重打这个名称。",
        en: "Usually pasted from a web page or chat. Names that look the same are not found. Delete the name and type it again.",
    },
    bad: "\
members:
  - name: \"张\\u200b三\"
#         ^^^^^^^^^^^^
",
    good: "\
members:
  - name: 张三
",
};

/// Looks at every name, door and id.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    texts.unusual().for_each(|text| {
        if text.speech != Speech::Name {
            return;
        }
        let Some((at, c)) = text.text.char_indices().find(|(_, c)| is_invisible(*c)) else { return };
        let (zh, en) = text.named(texts.board);
        let code = u32::from(c);
        let message =
            text!("{zh}里有看不见的字符 U+{code:04X}", "{en} holds an invisible character, U+{code:04X}");
        let help = text!("删去重打。", "Delete it and type it again.");
        out.push(Diagnostic::new(&RULE, text.place(at..at + c.len_utf8()), message).help(help));
    });
}

pub(in crate::check) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{3164}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
