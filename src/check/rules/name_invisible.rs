//! Characters that nobody sees make two names that look alike differ, or turn a line around.

use super::*;
use crate::characters;

rules! {
    /// Zero-width and direction characters, control characters.
    pub RULE: "name-invisible", Error;
    what "名称里有看不见的字符（零宽字符、异体选择符、方向控制符、空白字母等），或者文字里有把顺序倒过来的控制符。"
        "A name holds invisible characters: zero-width or blank ones, selectors of variants, direction or control characters; or a text holds one that turns it around.";
    why "多半是从网页或聊天里复制来的。看上去一样的名字会查不到；倒过来写的文字，看着是一样，实际是另一样。`gongkailan check --fix` 可以删去。"
        "Usually pasted from a web page or chat. Names that look the same are not found, and what is turned around is not what it looks like. `gongkailan check --fix` removes them.";
    example "\
members:
<   - name: \"张\\u200b三\"
< #         ^^^^^^^^^^^^
>   - name: 张三
";
}

/// Looks at every name, door and id.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    texts.unusual().for_each(|text| {
        if text.speech != Speech::Name {
            return turned(&text, texts.board).into_iter().for_each(|problem| out.push(problem));
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

/// A text in which something stands in another order than it is seen.
fn turned(text: &PublicText<'_>, board: &Ground) -> Option<Diagnostic> {
    let (start, length, c) = match characters::turning(text.text) {
        Some((at, c)) => (at, c.len_utf8(), c),
        None => entity(text.text).filter(|_| text.is_markdown)?,
    };
    let (zh, en) = text.named(board);
    let code = u32::from(c);
    let message = text!(
        "{zh}里有把文字倒过来的控制符 U+{code:04X}",
        "{en} holds U+{code:04X}, which turns text around"
    );
    let help =
        text!("删去它，按读的顺序写。", "Delete it, and write the text in the order in which it is read.");
    Some(Diagnostic::new(&RULE, text.place(start..start + length), message).help(help))
}

/// Where such a character is written as `&#x202e;`, how long that is, and the character.
fn entity(text: &str) -> Option<(usize, usize, char)> {
    text.match_indices("&#").find_map(|(at, mark)| {
        let number = &text[at + mark.len()..];
        let number = &number[..number.bytes().take(12).position(|byte| byte == b';')?];
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        let c = code.ok().and_then(char::from_u32).filter(|c| matches!(c, '\u{202d}' | '\u{202e}'))?;
        Some((at, mark.len() + number.len() + 1, c))
    })
}
