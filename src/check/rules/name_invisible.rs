//! Characters that nobody sees make two names that look alike differ, or turn a line around.

use super::*;
use crate::characters;

/// Zero-width and direction characters, control characters.
pub static RULE: Rule = Rule {
    name: "name-invisible",
    severity: Severity::Error,
    fixed: false,
    what: Said {
        zh: "名称里有看不见的字符（零宽字符、异体选择符、方向控制符、空白字母等）。",
        en: "A name holds invisible characters: zero-width or blank ones, selectors of variants, direction or control characters.",
    },
    why: Said {
        zh: "多半是从网页或聊天里复制来的。看上去一样的名字会查不到。`gongkailan check --fix` 可以删去。",
        en: "Usually pasted from a web page or chat. Names that look the same are not found. `gongkailan check --fix` removes them.",
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
        let Some((range, c)) = characters::invisible(text.text) else { return };
        let (zh, en) = text.named(texts.board);
        let (code, plain) = (u32::from(c), characters::plain(text.text));
        let shown = naming::shown(&plain);
        let message =
            text!("{zh}里有看不见的字符 U+{code:04X}", "{en} holds an invisible character, U+{code:04X}");
        let help = text!("删去它，写成“{shown}”。", "Delete it: write `{shown}`.");
        let first = text.place(range.start..range.start + c.len_utf8());
        let problem = Diagnostic::new(&RULE, first, message).help(help);
        // All of them at once, where the text is written as it is read.
        let place = text.place(range.clone());
        out.push(match place.range().len() == range.len() {
            true => problem.at(place).fix(characters::plain(&text.text[range])),
            false => problem,
        });
    });
}
