//! Characters that turn a text around: what is seen is not what is written, nor what the last look reads.

use super::*;
use crate::characters::{is_unseen, turning};

rules! {
    /// Overrides of direction; marks and beginnings of right-to-left text between Han characters or digits.
    pub RULE: "text-turned", Error, fixed;
    what "文字里有把顺序倒过来的控制符（U+202E、U+202D，或夹在汉字、数字中间的方向符）。"
        "A text holds a character that turns it around: U+202E, U+202D, or a mark of direction between Han characters or digits.";
    why "看见的和写下的不是一样的，倒着写的内部信息就查不出来，所以不能降低。`gongkailan check --fix` 可以从名称里删去。"
        "What is seen is not what is written, and a private value that is written backwards cannot be found, so this cannot be lowered. `gongkailan check --fix` removes them from names.";
    example "\
members:
  - name: 张三
<     pledge: \"看望\\u202e国建李\"
< #           ^^^^^^^^^^^^^^^^^^
>     pledge: 看望李建国
";
}

/// Looks at every text that people read.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    for text in texts.unusual() {
        let problem = match text.speech {
            Speech::Name if turning(text.text).is_some() => {
                name_invisible::problem(&RULE, &text, texts.board)
            }
            _ => turned(&text, texts.board),
        };
        problem.into_iter().for_each(|problem| out.push(problem));
    }
}

/// A text in which something stands in another order than it is seen.
fn turned(text: &PublicText<'_>, board: &Ground) -> Option<Diagnostic> {
    let (start, length, c) = match turning(text.text) {
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

/// Where such a character is written as `&#x202e;` or `&rlm;`, how long that is, and the character.
fn entity(text: &str) -> Option<(usize, usize, char)> {
    let mut meant = String::new();
    let mut entities = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices('&') {
        let rest = &text[at + 1..];
        let Some(name) = rest.bytes().take(12).position(|byte| byte == b';').map(|end| &rest[..end]) else {
            continue;
        };
        if let Some(c) = named(name).filter(|c| is_unseen(*c)) {
            meant += &text[from..at];
            entities.push((meant.len(), at, name.len() + 2));
            meant.push(c);
            from = at + name.len() + 2;
        }
    }
    meant += &text[from..];
    let (turns, c) = turning(&meant)?;
    let (_, at, length) = entities.iter().find(|(place, ..)| *place == turns).or(entities.first())?;
    Some((*at, *length, c))
}

/// The character that an entity of this name means, if it could turn a text.
fn named(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else { return (name == "rlm").then_some('\u{200f}') };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}
