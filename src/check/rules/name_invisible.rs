//! Characters that nobody sees make two names that look alike differ.

use super::*;
use crate::characters;

rules! {
    /// Zero-width characters, control characters, letters that are blank.
    pub RULE: "name-invisible", Error;
    what "名称里有看不见的字符（零宽字符、异体选择符、空白字母等）。"
        "A name holds invisible characters: zero-width or blank ones, selectors of variants, control characters.";
    why "多半是从网页或聊天里复制来的。看上去一样的名字会查不到。`gongkailan check --fix` 可以删去。"
        "Usually pasted from a web page or chat. Names that look the same are not found. `gongkailan check --fix` removes them.";
    example "\
members:
<   - name: \"张\\u200b三\"
< #         ^^^^^^^^^^^^
>   - name: 张三
";
}

/// Looks at every name, door and id; those that are turned around are another rule's.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    let names = texts.unusual().filter(|text| text.speech == Speech::Name);
    let straight = names.filter(|name| characters::turning(name.text).is_none());
    straight.filter_map(|name| problem(&RULE, &name, texts.board)).for_each(|problem| out.push(problem));
}

/// That a name holds invisible characters, and how it is written without them.
pub(super) fn problem(
    rule: &'static crate::diagnostic::Rule,
    text: &PublicText<'_>,
    board: &Ground,
) -> Option<Diagnostic> {
    let (range, c) = characters::invisible(text.text)?;
    let (zh, en) = text.named(board);
    let (code, plain) = (u32::from(c), characters::plain(text.text));
    let shown = naming::shown(&plain);
    let message =
        text!("{zh}里有看不见的字符 U+{code:04X}", "{en} holds an invisible character, U+{code:04X}");
    let help = text!("删去它，写成“{shown}”。", "Delete it: write `{shown}`.");
    let first = text.place(range.start..range.start + c.len_utf8());
    let problem = Diagnostic::new(rule, first, message).help(help);
    // All of them at once, where the text is written as it is read.
    let place = text.place(range.clone());
    Some(match place.range().len() == range.len() {
        true => problem.at(place).fix(characters::plain(&text.text[range])),
        false => problem,
    })
}
