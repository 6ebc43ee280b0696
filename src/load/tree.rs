//! YAML events into a tree in which every node knows its place; limits are set here, on purpose.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span as EventSpan};

use super::rules;
use super::syntax;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use crate::text;

/// Most nodes that one file may have, aliases expanded. A township of 10,000 households has about 250,000.
pub const MAX_NODES: usize = 4_000_000;
/// Most nodes that aliases may add to one file.
pub const MAX_ALIASED: usize = 100_000;
/// Deepest nesting.
pub const MAX_DEPTH: usize = 32;

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// Where it is written; for an alias, where its anchor's value is written.
    pub span: Span,
    /// What it is.
    pub data: Data<'s>,
}

/// The three kinds of YAML values.
#[derive(Clone, Debug)]
pub enum Data<'s> {
    /// Nothing, `~` or `null`: not given.
    Empty,
    /// What could not be read, as was reported: see [`super::recover`].
    Lost,
    /// Text as typed; whether it stood in quotes or a block.
    Scalar {
        /// After YAML's own unescaping.
        text: Cow<'s, str>,
        /// Not a plain scalar.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node<'s>>),
    /// Keys in the order written.
    Map(Vec<Entry<'s>>),
}

/// One key and its value.
#[derive(Clone, Debug)]
pub struct Entry<'s> {
    /// The key's text.
    pub key: Cow<'s, str>,
    /// Where the key is written.
    pub key_span: Span,
    /// Its value.
    pub value: Node<'s>,
}

impl Node<'_> {
    /// Whether nothing is given: no value, empty quotes, or a list of such.
    pub fn is_blank(&self) -> bool {
        match &self.data {
            Data::Empty => true,
            Data::Scalar { text, .. } => text.trim().is_empty(),
            Data::List(items) => items.iter().all(Node::is_blank),
            Data::Map(_) | Data::Lost => false,
        }
    }

    /// Whether a part of it could not be read.
    pub fn has_lost(&self) -> bool {
        match &self.data {
            Data::Lost => true,
            Data::List(items) => items.iter().any(Node::has_lost),
            Data::Map(entries) => entries.iter().any(|entry| entry.value.has_lost()),
            Data::Empty | Data::Scalar { .. } => false,
        }
    }

    /// The place to show when the whole record is at fault: its first key, or itself.
    pub fn head(&self) -> Span {
        match &self.data {
            Data::Map(entries) => entries.first().map_or(self.span, |entry| entry.key_span),
            Data::List(items) => items.first().map_or(self.span, Node::head),
            _ => self.span,
        }
    }
}

/// Reads the document that `range` of `text` is. An error ends it: the tree would be guesswork. Where `range` is only a
/// part of a document, its anchors may be those that stand `elsewhere`.
pub fn parse<'s>(
    file: SourceId,
    text: &'s str,
    range: Range<usize>,
    elsewhere: Option<&HashSet<&str>>,
    out: &mut Diagnostics,
) -> Option<Node<'s>> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        block_nesting_limit: MAX_DEPTH * 4,
        flow_nesting_limit: MAX_DEPTH * 4,
    };
    let base = range.start;
    let source = &text[range];
    let events = Parser::new_from_str_with_options(source, options);
    let mut builder = Builder {
        file,
        base,
        source,
        elsewhere,
        anchors: Vec::new(),
        nodes: 0,
        aliased: 0,
        private: Vec::new(),
    };
    let before = out.count(crate::diagnostic::Severity::Error);
    let node = builder.document(events, out);
    (out.count(crate::diagnostic::Severity::Error) == before).then_some(node).flatten()
}

struct Builder<'s, 'e> {
    file: SourceId,
    /// Byte at which `source` begins in the file.
    base: usize,
    source: &'s str,
    /// Names that may be defined outside `source`.
    elsewhere: Option<&'e HashSet<&'e str>>,
    anchors: Vec<(usize, Option<Node<'s>>)>,
    nodes: usize,
    aliased: usize,
    /// Values of `private` keys read so far.
    private: Vec<Range<u32>>,
}

/// A collection that is still open.
struct Open<'s> {
    anchor: usize,
    start: usize,
    data: Data<'s>,
    key: Option<(Cow<'s, str>, Span)>,
}

impl<'s> Builder<'s, '_> {
    fn span(&self, span: &EventSpan) -> Span {
        let start = span.start.byte_offset().unwrap_or(0).min(self.source.len());
        let end = span.end.byte_offset().unwrap_or(start).clamp(start, self.source.len());
        // A block's span runs on to the next token; the place shown should end with its last character.
        let shown = self.source[start..end].trim_end().len();
        Span::new(self.file, self.base + start..self.base + start + shown)
    }

    fn document(
        &mut self,
        events: Parser<'s, granit_parser::StrInput<'s>>,
        out: &mut Diagnostics,
    ) -> Option<Node<'s>> {
        let mut stack: Vec<Open<'s>> = Vec::new();
        let mut root = None;
        let mut documents = 0;
        for event in events {
            let (event, at) = match event {
                Ok(event) => event,
                Err(error) => {
                    out.push(syntax::explain(self.file, self.base, self.source, &error));
                    return None;
                }
            };
            let span = self.span(&at);
            if let Some(tag) = at.tag_span() {
                let span = self.span(&tag);
                let help = text!("去掉以“!”开头的标签。", "Remove the tag (the word that begins with `!`).");
                out.push(
                    Diagnostic::new(
                        &rules::YAML_TAG,
                        span,
                        text!("记录里不用 YAML 标签", "YAML tags are not used in records"),
                    )
                    .help(help),
                );
            }
            let node = match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        let help = text!(
                            "把“---”之后的内容放进另一个文件。",
                            "Put what follows `---` into a file of its own."
                        );
                        let message = text!(
                            "一个文件只能有一份文档，这里又开始了一份",
                            "one document a file, and here begins another"
                        );
                        out.push(Diagnostic::new(&rules::YAML_DOCUMENT_EXTRA, span, message).help(help));
                        return None;
                    }
                    continue;
                }
                Event::Scalar(text, style, anchor, _) => {
                    let plain = style == ScalarStyle::Plain;
                    let empty = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                    let data = if empty { Data::Empty } else { Data::Scalar { text, quoted: !plain } };
                    let node = Node { span, data };
                    self.anchor(anchor, &node);
                    node
                }
                Event::SequenceStart(_, anchor, _) => {
                    self.open(&mut stack, anchor, at.start.byte_offset(), Data::List(Vec::new()), span, out)?;
                    continue;
                }
                Event::MappingStart(_, anchor, _) => {
                    self.open(&mut stack, anchor, at.start.byte_offset(), Data::Map(Vec::new()), span, out)?;
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let Some(open) = stack.pop() else { continue };
                    let end = at.end.byte_offset().unwrap_or(open.start).clamp(open.start, self.source.len());
                    let shown = self.source[open.start..end].trim_end().len();
                    let span = Span::new(self.file, self.base + open.start..self.base + open.start + shown);
                    let node = Node { span, data: open.data };
                    self.anchor(open.anchor, &node);
                    node
                }
                Event::Alias(id) => self.alias(id, span, &stack, out)?,
                Event::UnresolvedAlias(name)
                    if self.elsewhere.is_some_and(|names| names.contains(&*name)) =>
                {
                    Node { span, data: Data::Lost }
                }
                Event::UnresolvedAlias(_) => {
                    // The name is not repeated: it may be a private value that begins with `*`.
                    let message = text!(
                        "“*”引用的名字没有在前面定义",
                        "`*` refers to a name that is not defined above"
                    );
                    let help = text!(
                        "以 * 开头的文字在 YAML 里是引用；若是普通文字，请加引号。",
                        "Text beginning with `*` is a reference in YAML; put plain text in quotes."
                    );
                    out.push(Diagnostic::new(&rules::YAML_SYNTAX, span, message).help(help));
                    return None;
                }
                _ => continue,
            };
            self.nodes += 1;
            if self.nodes + self.aliased > MAX_NODES {
                let message = text!(
                    "文件超过 {MAX_NODES} 个值的上限",
                    "the file has more than {MAX_NODES} values, the limit"
                );
                let help = text!("按村或按月拆成几个文件。", "Split it by village or month.");
                out.push(Diagnostic::new(&rules::LIMIT_EXCEEDED, span, message).help(help));
                return None;
            }
            match stack.last_mut() {
                None => root = Some(node),
                Some(open) => self.place(open, node, out),
            }
        }
        root
    }

    fn open(
        &self,
        stack: &mut Vec<Open<'s>>,
        anchor: usize,
        start: Option<usize>,
        data: Data<'s>,
        span: Span,
        out: &mut Diagnostics,
    ) -> Option<()> {
        if stack.len() >= MAX_DEPTH {
            let message =
                text!("嵌套超过 {MAX_DEPTH} 层的上限", "nested deeper than {MAX_DEPTH} levels, the limit");
            let help = text!(
                "记录最多只需五六层，请检查缩进。",
                "Records need five or six levels at most: check the indentation."
            );
            out.push(Diagnostic::new(&rules::LIMIT_EXCEEDED, span, message).help(help));
            return None;
        }
        stack.push(Open { anchor, start: start.unwrap_or(0).min(self.source.len()), data, key: None });
        Some(())
    }

    /// Puts a finished node into the collection it belongs to.
    fn place(&mut self, open: &mut Open<'s>, node: Node<'s>, out: &mut Diagnostics) {
        match (&mut open.data, open.key.take()) {
            (Data::List(items), _) => items.push(node),
            (Data::Map(entries), Some((key, key_span))) => {
                if matches!(&*key, "private" | "内部") {
                    self.private.push(node.span.start..node.span.end);
                }
                entries.push(Entry { key, key_span, value: node });
            }
            (Data::Map(_), None) => match node.data {
                Data::Scalar { text, quoted } => {
                    if text == "<<" && !quoted {
                        let message =
                            text!("记录里不用合并键“<<”", "merge keys (`<<`) are not used in records");
                        let help = text!("把内容写全。", "Write the keys out.");
                        out.push(Diagnostic::new(&rules::YAML_MERGE_KEY, node.span, message).help(help));
                    }
                    open.key = Some((text, node.span));
                }
                _ => {
                    let message = text!("键必须是文字", "a key must be text");
                    let help = text!(
                        "若值以 [ 或 {{ 开头，请加引号。",
                        "Put a value that begins with `[` or `{{` in quotes."
                    );
                    out.push(Diagnostic::new(&rules::KEY_NOT_TEXT, node.head(), message).help(help));
                    open.key = Some((Cow::Borrowed(""), node.span));
                }
            },
            _ => {}
        }
    }

    fn anchor(&mut self, id: usize, node: &Node<'s>) {
        if id != 0 {
            self.anchors.push((id, Some(node.clone())));
        }
    }

    fn alias(
        &mut self,
        id: usize,
        span: Span,
        stack: &[Open<'s>],
        out: &mut Diagnostics,
    ) -> Option<Node<'s>> {
        let found = self.anchors.iter().rev().find(|(anchor, _)| *anchor == id);
        let Some(node) = found.and_then(|(_, node)| node.clone()) else {
            let message = text!("引用了还没有写完的值", "an alias inside the value it refers to");
            out.push(Diagnostic::new(&rules::YAML_SYNTAX, span, message));
            return None;
        };
        self.aliased += size(&node);
        if self.aliased > MAX_ALIASED {
            let message = text!(
                "引用（*）展开后超过 {MAX_ALIASED} 个值的上限",
                "aliases expand to more than {MAX_ALIASED} values, the limit"
            );
            let help = text!("把内容写全，不用引用。", "Write the values out instead of aliasing them.");
            out.push(Diagnostic::new(&rules::LIMIT_EXCEEDED, span, message).help(help));
            return None;
        }
        let inside =
            |open: &Open| open.key.as_ref().is_some_and(|(key, _)| matches!(&**key, "private" | "内部"));
        let is_private =
            self.private.iter().any(|range| range.start <= node.span.start && node.span.end <= range.end)
                || found_in_open(stack, node.span);
        if is_private && !stack.iter().any(inside) {
            let message = text!(
                "引用把“内部”里的值带进了公开的键",
                "an alias carries a private value into a public key"
            );
            let help = text!(
                "公开的内容请单独写明，不要引用内部信息。",
                "Write the public value out; never alias private ones."
            );
            out.push(Diagnostic::new(&rules::ALIAS_PRIVATE, span, message).help(help));
            return None;
        }
        Some(Node { span: node.span, data: node.data })
    }
}

/// Whether `span` lies in a `private` value that is still being read.
fn found_in_open(stack: &[Open<'_>], span: Span) -> bool {
    stack.iter().any(|open| {
        open.key
            .as_ref()
            .is_some_and(|(key, at)| matches!(&**key, "private" | "内部") && span.start >= at.end)
    })
}

fn size(node: &Node<'_>) -> usize {
    match &node.data {
        Data::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Data::Map(entries) => 1 + entries.iter().map(|entry| size(&entry.value)).sum::<usize>(),
        _ => 1,
    }
}
