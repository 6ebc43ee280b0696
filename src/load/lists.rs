//! How lists are read, with the problem told where several items were written as one.

use super::shape::{Context, Decode, ValueKind, read};
use super::tree::{Data, Node};
use super::{rules, syntax};
use crate::diagnostic::Diagnostic;
use crate::source::{At, Span};
use crate::text;

/// Items of a list, each with its place.
#[derive(Clone, Debug)]
pub struct List<T>(pub Vec<At<T>>);

impl<T: Decode> Decode for List<T> {
    const KIND: ValueKind = ValueKind::List(&T::KIND);

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<List<T>> {
        let Data::List(items) = &node.data else {
            if let Data::Scalar { quoted: false, .. } = node.data {
                let faults = syntax::colons(cx.text, node.span);
                if !faults.is_empty() {
                    faults.into_iter().for_each(|fault| cx.out.push(fault));
                    return None;
                }
            }
            if node.has_lost() {
                return None;
            }
            if let Data::Map(entries) = &node.data
                && let Some(fault) =
                    entries.first().and_then(|first| syntax::odd_key(&first.key, false, first.key_span))
            {
                cx.out.push(fault);
                return None;
            }
            let message = text!("这里应写列表", "a list is wanted here");
            let help = text!(
                "每一项前面写“- ”，下一层再多缩进两个空格。",
                "Begin each item with `- `, two spaces further in."
            );
            cx.out.push(Diagnostic::new(&rules::VALUE_TYPE, node.head(), message).help(help));
            return None;
        };
        let mark = cx.out.mark();
        let list = List(items_of(node, items, cx));
        if cx.out.errors_since(mark) || node.has_lost() {
            cx.faulty.push(node.span);
        }
        Some(list)
    }
}

/// Reads the items of a list. One that is told here is not read: what it would say is the same fault.
fn items_of<T: Decode>(node: &Node<'_>, items: &[Node<'_>], cx: &mut Context<'_>) -> Vec<At<T>> {
    let told = one_item(node, items, &T::KIND, cx);
    let mut read_items = Vec::with_capacity(items.len());
    for item in items {
        if matches!(T::KIND, ValueKind::Record(_)) && item.is_blank() && !matches!(item.data, Data::Lost) {
            nothing(item, cx);
        } else if !told.contains(&item.span) {
            read_items.extend(read(item, cx));
        }
    }
    read_items
}

/// Tells of a dash in a list of records that nothing follows.
fn nothing(item: &Node<'_>, cx: &mut Context<'_>) {
    if cx.is_full() {
        return;
    }
    let start = item.span.start as usize;
    // The dash, which stands before it.
    let place = cx.text[..start].rfind('-').filter(|at| cx.text[*at + 1..start].trim().is_empty());
    let span = place.map_or(item.span, |at| Span::new(item.span.file, at..at + 1));
    let message = text!("这个“- ”后面没有内容", "nothing follows this `- `");
    let help = text!("补上这一条记录，或删去这一行。", "Write the record, or remove the line.");
    cx.out.push(Diagnostic::new(&rules::RECORD_EMPTY, span, message).help(help));
}

/// Tells of items of a list between brackets that hold full-width commas: they were meant as several. Where the items are
/// texts, one may be meant; which others there are.
fn one_item(node: &Node<'_>, items: &[Node<'_>], kind: &ValueKind, cx: &mut Context<'_>) -> Vec<Span> {
    let mut told = Vec::new();
    let is_flow = cx.text[node.span.range()].starts_with('[');
    let is_text = matches!(kind, ValueKind::Text | ValueKind::Markdown);
    for item in items.iter().filter(|_| is_flow) {
        let Data::Scalar { text, quoted: false } = &item.data else { continue };
        let Some((at, comma)) = text.char_indices().find(|(_, c)| matches!(c, '，' | '、' | '；')) else {
            continue;
        };
        let start = cx.written(item).map(|span| span.start as usize + at);
        let place =
            start.map_or(item.span, |start| Span::new(item.span.file, start..start + comma.len_utf8()));
        let message = text!(
            "“{comma}”不分隔列表，这里读成一项",
            "`{comma}` does not divide a list: this is read as one item"
        );
        let help = text!(
            "用半角逗号分隔；本来就是一项，请加引号。",
            "Divide items by ordinary commas; put quotes around what is one item."
        );
        let rule = if is_text { &rules::LIST_COMMA } else { &rules::VALUE_TYPE };
        cx.out.push(Diagnostic::new(rule, place, message).help(help));
        told.extend((!is_text).then_some(item.span));
    }
    told
}

/// One value, or a list of them.
#[derive(Clone, Debug)]
pub struct Several<T>(pub Vec<At<T>>);

impl<T: Decode> Decode for Several<T> {
    const KIND: ValueKind = ValueKind::Several(&T::KIND);

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Several<T>> {
        match &node.data {
            Data::List(items) => Some(Several(items_of(node, items, cx))),
            Data::Scalar { text, quoted: false }
                if matches!(T::KIND, ValueKind::Reference(_)) && text.contains([',', '，', '、', '；']) =>
            {
                let message = text!("几项写在一起，读成了一项", "several items are written as one");
                let help = text!(
                    "写成列表，用半角逗号分隔：[甲, 乙]。",
                    "Write a list, divided by ordinary commas: [甲, 乙]."
                );
                cx.out.push(Diagnostic::new(&rules::VALUE_TYPE, node.span, message).help(help));
                None
            }
            Data::Scalar { text, quoted: false } if syntax::lacks_space(text) => {
                syntax::colons(cx.text, node.span).into_iter().for_each(|fault| cx.out.push(fault));
                None
            }
            _ => read(node, cx).map(|one| Several(vec![one])),
        }
    }
}
