//! The text of a single value, and what is told where it is none or is spelt otherwise.

use super::context::Context;
use super::rules;
use super::spelling::{self, Spelled};
use super::tree::{Data, Node};
use crate::characters;
use crate::diagnostic::{Cause, Diagnostic, Said, Text};
use crate::text;

/// The text of a scalar of one line, or a complaint. What runs on may be a line that slipped below another key: it is not
/// repeated.
pub(super) fn word<'n>(node: &'n Node<'_>, wanted: &Said, cx: &mut Context<'_>) -> Option<&'n str> {
    if let Data::Scalar { quoted: false, .. } = &node.data
        && cx.text[node.span.range()].trim().contains('\n')
    {
        let (zh, en) = (wanted.zh, wanted.en);
        let message = text!(
            "这里应写{zh}，接在后面的一行不是这个键的",
            "{en} is wanted here; the line that follows belongs to no key"
        );
        let help = text!(
            "把值写在冒号后面的同一行；下一行若是另一项，补上它的键。",
            "Write the value behind its colon; give the next line a key of its own."
        );
        cx.hidden.push(node.span);
        cx.out.push(Diagnostic::new(&rules::VALUE_TYPE, node.span, message).help(help));
        return None;
    }
    scalar(node, wanted, cx)
}

/// The text of a scalar, or a complaint that `wanted` was expected.
pub(super) fn scalar<'n>(node: &'n Node<'_>, wanted: &Said, cx: &mut Context<'_>) -> Option<&'n str> {
    match &node.data {
        Data::Scalar { text, .. } => Some(text),
        Data::Empty | Data::Lost => None,
        Data::List(_) => wrong_type(node, wanted, &Said { zh: "列表", en: "a list" }, cx),
        Data::Map(_) => wrong_type(node, wanted, &Said { zh: "一组键值", en: "a mapping" }, cx),
    }
}

fn wrong_type<T>(node: &Node<'_>, wanted: &Said, found: &Said, cx: &mut Context<'_>) -> Option<T> {
    let (wanted_zh, wanted_en, found_zh, found_en) = (wanted.zh, wanted.en, found.zh, found.en);
    let message = text!("这里应写{wanted_zh}，却是{found_zh}", "{wanted_en} is wanted here, not {found_en}");
    let help = text!(
        "检查是不是多了“- ”、括号或缩进；文字里有冒号时请加引号。",
        "Look for a stray `- `, bracket or indentation; put text that holds a colon in quotes."
    );
    cx.out.push(Diagnostic::new(&rules::VALUE_TYPE, node.span, message).help(help));
    None
}

/// Reports a tolerated spelling as a note.
pub(super) fn settle<T>(spelled: Spelled<T>, node: &Node<'_>, cx: &mut Context<'_>) -> T {
    if let Some(regular) = spelled.regular {
        let Data::Scalar { text, .. } = &node.data else { return spelled.value };
        let message = text!("“{text}”读作 {regular}", "`{text}` is read as {regular}");
        let note = Diagnostic::new(&rules::SPELLING_NORMALISED, node.span, message);
        cx.out.push(fixed(note.cause(Cause::form("spelling", text)), node, regular, cx));
    }
    spelled.value
}

/// `problem` with `regular` as what to write for the text of `node`, where it is written as it is read and stays so.
pub(super) fn fixed(
    mut problem: Diagnostic,
    node: &Node<'_>,
    regular: String,
    cx: &Context<'_>,
) -> Diagnostic {
    if let Some(span) = cx.written(node).filter(|_| spelling::is_plain(&regular)) {
        problem.span = span;
        problem = problem.fix(regular);
    }
    problem
}

/// What to do about a character that nobody sees, if `text` holds one.
pub(super) fn unseen(text: &str) -> Option<Text> {
    let code = u32::from(characters::invisible(text)?.1);
    Some(text!(
        "里面有看不见的字符 U+{code:04X}，删去它。",
        "It holds an invisible character, U+{code:04X}: delete it."
    ))
}

/// What most keys take.
pub(super) const TEXT: Said = Said { zh: "文字", en: "text" };
