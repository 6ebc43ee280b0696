//! Changes in one file's text: only what is said otherwise is written anew, in the way in which the record around it is
//! written; comments, order and layout stay.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::load::tree::{Data, Entry, Node};
use crate::source::{SourceId, Span};

use super::yaml::{Place, Yaml, quoted, scalar};

/// Why a value is not changed: an anchor, or what refers to one, would change elsewhere as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchored;

/// The changes of one file.
#[derive(Debug)]
pub(super) struct Pen<'s> {
    file: SourceId,
    text: &'s str,
    is_crlf: bool,
    /// Places, how deep in the layout what is put there stands, and that.
    edits: Vec<(Span, usize, String)>,
    /// Ends of collections between brackets at which something was put.
    continued: FxHashSet<u32>,
}

impl<'s> Pen<'s> {
    /// Nothing changed yet.
    pub(super) fn new(file: SourceId, text: &'s str) -> Pen<'s> {
        let is_crlf = text.contains("\r\n");
        Pen { file, text, is_crlf, edits: Vec::new(), continued: FxHashSet::default() }
    }

    /// Another one for the same file, for changes that may be given up or made beside others.
    pub(super) fn blank(&self) -> Pen<'s> {
        Pen { edits: Vec::new(), continued: FxHashSet::default(), ..*self }
    }

    /// The changes of `other` as well; it has none at places where this one has any.
    pub(super) fn extend(&mut self, other: Pen<'s>) {
        self.edits.extend(other.edits);
        self.continued.extend(other.continued);
    }

    /// How many changes there are.
    pub(super) fn mark(&self) -> usize {
        self.edits.len()
    }

    /// Gives up the changes since `mark`.
    pub(super) fn back_to(&mut self, mark: usize) {
        for (span, ..) in self.edits.drain(mark..) {
            self.continued.remove(&span.start);
        }
    }

    /// The changes in the order of their places. Of what is put behind one line the innermost comes first.
    pub(super) fn done(mut self) -> Vec<(Span, String)> {
        self.edits.sort_by_key(|(span, depth, _)| (span.start, span.end > span.start, Reverse(*depth)));
        self.edits.into_iter().map(|(span, _, text)| (span, text)).collect()
    }

    fn put(&mut self, at: Range<usize>, text: &str) {
        self.put_deep(at, 0, text);
    }

    /// Puts `text`, which begins with a line break, behind the line that ends at byte `at`: a key in its column, or an item
    /// with its dash there.
    fn put_below(&mut self, at: usize, column: usize, text: &str) {
        let is_item = text.trim_start().starts_with("- ");
        self.put_deep(at..at, 2 * column + usize::from(is_item), text);
    }

    fn put_deep(&mut self, at: Range<usize>, depth: usize, text: &str) {
        let text = match self.is_crlf {
            true => text.replace('\n', "\r\n"),
            false => text.to_owned(),
        };
        self.edits.push((Span::new(self.file, at), depth, text));
    }

    /// How far in its line the byte `at` stands.
    fn column(&self, at: usize) -> usize {
        at - self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Where the line ends on which the byte `at` stands.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |length| at + length);
        at + self.text[at..end].trim_end_matches('\r').len()
    }

    fn is_flow(&self, node: &Node<'_>) -> bool {
        self.text[node.span.range()].starts_with(['{', '['])
    }

    /// Where the value of `entry` ends, or what refers to it.
    fn end(&self, entry: &Entry<'_>) -> usize {
        let (key, value) = (entry.key_span.end as usize, entry.value.span.range());
        if value.start >= key && !value.is_empty() {
            return value.end;
        }
        // Nothing, or an alias: what that leads to stands further up.
        let colon = key + self.text[key..].find(':').map_or(0, |at| at + 1);
        let rest = &self.text[colon..];
        let word = rest.trim_start_matches(' ');
        match word.starts_with('*') {
            true => {
                colon + rest.len() - word.len()
                    + word.find([' ', ',', '}', ']', '\r', '\n']).unwrap_or(word.len())
            }
            false => colon,
        }
    }

    /// Puts `text` at the end of the collection `node` between brackets.
    fn put_inside(&mut self, node: &Node<'_>, text: &str) {
        let range = node.span.range();
        let last = match &node.data {
            Data::Map(entries) => entries.last().map(|entry| self.end(entry)),
            Data::List(items) => items.last().map(|item| item.span.end as usize),
            _ => None,
        };
        let trimmed = range.start + 1 + self.text[range.start + 1..range.end - 1].trim_end().len();
        let last = last.filter(|last| range.contains(last)).unwrap_or(trimmed);
        let rest = &self.text[last..range.end - 1];
        let comma = rest.find(',').filter(|at| rest[..*at].trim().is_empty());
        let at = last + comma.map_or(0, |at| at + 1);
        let is_first = self.continued.insert(at as u32);
        let sign = match (is_first, comma) {
            (true, _) if last == range.start + 1 => "",
            (true, Some(_)) => " ",
            _ => ", ",
        };
        self.put(at..at, &format!("{sign}{text}"));
    }

    /// Where the last line of `node` ends. The span of a block runs on over comments to what follows it.
    fn below(&self, mut node: &Node<'_>) -> usize {
        loop {
            node = match &node.data {
                _ if self.is_flow(node) => return self.line_end(node.span.end as usize),
                Data::List(items)
                    if let Some(last) = items.last()
                        && last.span.start >= node.span.start =>
                {
                    last
                }
                Data::Map(entries) if let Some(last) = entries.last() => match &last.value.data {
                    Data::List(_) | Data::Map(_) if self.end(last) == last.value.span.end as usize => {
                        &last.value
                    }
                    _ => return self.line_end(self.end(last)),
                },
                _ => return self.line_end(node.span.end as usize),
            };
        }
    }

    /// Adds keys behind the last one of the mapping `node`.
    pub(super) fn add_keys(&mut self, node: &Node<'_>, pairs: &[(String, Yaml)]) {
        let Data::Map(entries) = &node.data else { return };
        if self.is_flow(node) {
            for (key, value) in pairs {
                let pair = Yaml::Map(vec![(key.clone(), value.clone())]).flow();
                self.put_inside(node, &pair[1..pair.len() - 1]);
            }
            return;
        }
        let Some(first) = entries.first() else { return };
        let column = self.column(first.key_span.start as usize);
        let at = self.below(node);
        for (key, value) in pairs {
            let pair = Yaml::pair(key, value, column);
            self.put_below(at, column, &format!("\n{}{pair}", " ".repeat(column)));
        }
    }

    /// Whether the value of `entry` may be written anew: no other place shares it.
    fn own(&self, entry: &Entry<'_>) -> Result<(), Anchored> {
        let (key, value) = (entry.key_span.end as usize, entry.value.span.start as usize);
        let is_shared = match &entry.value.data {
            Data::Empty => self.text[key..].trim_start_matches([' ', ':']).starts_with(['&', '*']),
            // Nothing but the colon, and where a list or mapping begins on a line of its own its comment.
            _ => self
                .text
                .get(key..value)
                .is_none_or(|between| between.split('#').next().unwrap_or_default().contains(['&', '*'])),
        };
        if is_shared { Err(Anchored) } else { Ok(()) }
    }

    /// Writes `value` in place of the one of `entry` in the mapping `parent`.
    pub(super) fn set(&mut self, parent: &Node<'_>, entry: &Entry<'_>, value: &Yaml) -> Result<(), Anchored> {
        self.own(entry)?;
        let is_flow = self.is_flow(parent);
        let range = entry.value.span.range();
        if matches!(entry.value.data, Data::Empty) && range.is_empty() {
            let end = entry.key_span.end as usize;
            let colon = end + self.text[end..].find(':').map_or(0, |at| at + 1);
            self.put(colon..colon, &format!(" {}", value.flow()));
            return Ok(());
        }
        let column = self.column(entry.key_span.start as usize);
        let text = self.instead(&entry.value, value, column, is_flow);
        self.put(range, &text);
        Ok(())
    }

    /// `value` written the way in which `node` is.
    fn instead(&self, node: &Node<'_>, value: &Yaml, column: usize, is_flow: bool) -> String {
        let old = &self.text[node.span.range()];
        match value {
            Yaml::Text(text) if old.starts_with('"') => quoted(text),
            Yaml::Text(text) if old.starts_with('\'') && !text.contains(['\n', '\r', '\t']) => {
                format!("'{}'", text.replace('\'', "''"))
            }
            // What stood in a block of lines stays one.
            Yaml::Text(text) if old.starts_with(['|', '>']) && !text.trim().is_empty() => {
                let header = old.lines().next().unwrap_or("|").trim_end();
                let indent = " ".repeat(column + 2);
                let lines = text.trim_end().lines().map(|line| format!("\n{indent}{line}"));
                format!("{header}{}", lines.collect::<String>())
            }
            Yaml::Text(text) if !is_flow => {
                let pair = Yaml::pair("k", value, column);
                if text.contains('\n') { pair["k: ".len()..].to_owned() } else { scalar(text, Place::Block) }
            }
            value => value.flow(),
        }
    }

    /// Puts `wanted` into the list of `entry` in the mapping `parent`; which of its items stay is in `kept`, in their order.
    pub(super) fn set_list(
        &mut self,
        parent: &Node<'_>,
        entry: &Entry<'_>,
        wanted: &[Yaml],
        kept: &[bool],
    ) -> Result<(), Anchored> {
        self.own(entry)?;
        let node = &entry.value;
        let items = match &node.data {
            Data::List(items) if !self.is_flow(node) && !items.is_empty() => items,
            Data::List(items) => {
                let stay = items.iter().zip(kept).filter(|(_, kept)| **kept);
                let stay = stay.map(|(item, _)| self.text[item.span.range()].to_owned());
                let new = wanted.iter().map(|item| {
                    let list = Yaml::List(vec![item.clone()]).flow();
                    list[1..list.len() - 1].to_owned()
                });
                let all: Vec<String> = stay.chain(new).collect();
                self.put(node.span.range(), &format!("[{}]", all.join(", ")));
                return Ok(());
            }
            _ => return self.set(parent, entry, &Yaml::List(wanted.to_vec())),
        };
        let mut new = wanted.iter();
        for (item, kept) in items.iter().zip(kept) {
            if *kept {
                continue;
            }
            let column = self.column(item.span.start as usize);
            match new.next() {
                Some(value) => {
                    let text = self.instead(item, value, column, false);
                    self.put(item.span.range(), &text);
                }
                // The line goes, with its dash and what was said beside it.
                None => {
                    let above = &self.text[..item.span.start as usize - column];
                    let above = above.strip_suffix('\n').map_or(above, |above| above.trim_end_matches('\r'));
                    self.put(above.len()..self.below(item), "");
                }
            }
        }
        for value in new {
            self.append(node, value);
        }
        Ok(())
    }

    /// Writes another `key` and `value` in place of `entry`.
    pub(super) fn replace(&mut self, entry: &Entry<'_>, key: &str, value: &Yaml) -> Result<(), Anchored> {
        self.own(entry)?;
        let range = entry.key_span.range().start..entry.value.span.range().end;
        self.put(range, &format!("{key}: {}", value.flow()));
        Ok(())
    }

    /// Writes `value` in place of the item `node` of a list between brackets.
    pub(super) fn set_item(&mut self, node: &Node<'_>, value: &Yaml) -> Result<(), Anchored> {
        let range = node.span.range();
        if range.is_empty() || self.text[range.clone()].starts_with(['&', '*']) {
            return Err(Anchored);
        }
        self.put(range, &value.flow());
        Ok(())
    }

    /// Adds an item at the end of the list `node`, in the way of the last one.
    pub(super) fn append(&mut self, node: &Node<'_>, item: &Yaml) {
        let Data::List(items) = &node.data else { return };
        let last = items.last().filter(|_| !self.is_flow(node));
        let Some(last) = last else {
            let list = Yaml::List(vec![item.clone()]).flow();
            return self.put_inside(node, &list[1..list.len() - 1]);
        };
        let start = last.span.start as usize;
        let dash = self.text[..start].rfind('-').unwrap_or(start);
        let column = self.column(dash);
        let at = self.below(last);
        let is_short = self.is_flow(last) && item.fits(column);
        let text = item.item(column, is_short);
        let gap = if self.are_apart(items) { "\n" } else { "" };
        self.put_below(at, column, &format!("{gap}{text}"));
    }

    /// Whether an empty line stands between the last two of `items`.
    fn are_apart(&self, items: &[Node<'_>]) -> bool {
        let [.., one, other] = items else { return false };
        let between = &self.text[self.below(one)..other.span.start as usize];
        between.lines().skip(1).any(|line| line.trim().is_empty())
    }
}
