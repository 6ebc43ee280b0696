//! How lists are read, with the problem told where several items were written as one.

use super::shape::{Context, Decode, Kind, read};
use super::tree::{Data, Node};
use super::{rules, syntax};
use crate::diagnostic::Diagnostic;
use crate::source::{At, Span};
use crate::text;

/// Items of a list, each with its place.
#[derive(Clone, Debug)]
pub struct List<T>(pub Vec<At<T>>);

impl<T: Decode> Decode for List<T> {
    const KIND: Kind = Kind::List(&T::KIND);

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
        one_item(node, items, cx);
        Some(List(items.iter().filter_map(|item| read(item, cx)).collect()))
    }
}

/// Warns of items of a list between brackets that hold full-width commas: they were meant as several. Which they are.
fn one_item(node: &Node<'_>, items: &[Node<'_>], cx: &mut Context<'_>) -> Vec<Span> {
    let mut told = Vec::new();
    let is_flow = cx.text[node.span.range()].starts_with('[');
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
        cx.out.push(Diagnostic::new(&rules::LIST_COMMA, place, message).help(help));
        told.push(item.span);
    }
    told
}

/// One value, or a list of them.
#[derive(Clone, Debug)]
pub struct Several<T>(pub Vec<At<T>>);

impl<T: Decode> Decode for Several<T> {
    const KIND: Kind = Kind::Several(&T::KIND);

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Several<T>> {
        match &node.data {
            Data::List(items) => {
                let told = one_item(node, items, cx);
                // That nothing is called by both names at once is the same fault.
                let is_told =
                    |item: &&Node<'_>| matches!(T::KIND, Kind::Reference(_)) && told.contains(&item.span);
                Some(Several(
                    items.iter().filter(|item| !is_told(item)).filter_map(|item| read(item, cx)).collect(),
                ))
            }
            Data::Scalar { text, quoted: false }
                if matches!(T::KIND, Kind::Reference(_)) && text.contains([',', '，', '、', '；']) =>
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
