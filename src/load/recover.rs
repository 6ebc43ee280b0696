//! A file with faults in its YAML, read as far as it can be: entry by entry, the unreadable ones left out.
//!
//! Entries are told apart by the column in which their block begins. That is sound: YAML wants whatever continues an
//! entry (wrapped and quoted text, text blocks, brackets) further in, so nothing that belongs to an entry can be
//! taken for another one, and no record is invented.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::context::Unread;
use super::names::Names;
use super::tree::{self, Data, Entry, Node};
use super::{rules, syntax};
use crate::diagnostic::Diagnostics;
use crate::source::{SourceId, Span};

/// All of `range`, none of which could be read.
pub(super) fn whole(names: &Names, file: SourceId, text: &str, range: Range<usize>) -> Unread {
    let is_public = keys_are_public(names, &text[range.clone()]);
    Unread { span: Span::new(file, range), key: String::new(), is_public }
}

/// Reads the document in `range` of `text` and every problem of it.
pub(super) fn read<'s>(
    names: &'s Names,
    file: SourceId,
    text: &'s str,
    range: Range<usize>,
    out: &mut Diagnostics,
) -> (Option<Node<'s>>, Vec<Unread>) {
    let mut found = Diagnostics::default();
    let node = tree::parse(file, text, range.clone(), None, &mut found);
    if !found.has_errors() {
        return (node, Vec::new());
    }
    let whole = whole(names, file, text, range.clone());
    let mut rescue =
        Rescue { names, file, text, anchors: anchors(text), out: Diagnostics::default(), unread: Vec::new() };
    let fault = first_fault(&found);
    match rescue.block(range, BlockPlace { depth: 0, key: "", is_public: true, starts_line: true }, fault) {
        Some(node) if !is_final(&found) && rescue.out.has_errors() => {
            out.append(rescue.out);
            (Some(node), rescue.unread)
        }
        _ => {
            out.append(found);
            (None, vec![whole])
        }
    }
}

/// Whether nothing after these faults is worth reading: a limit, or a second document.
fn is_final(found: &Diagnostics) -> bool {
    let names = [rules::LIMIT_EXCEEDED.name, rules::YAML_DOCUMENT_EXTRA.name];
    found.iter().any(|problem| names.contains(&problem.rule.name))
}

/// Where the first of these faults was noticed, in bytes.
fn first_fault(found: &Diagnostics) -> usize {
    found.iter().next().map_or(0, |problem| problem.span.start as usize)
}

/// All that looks like the name of an anchor.
fn anchors(text: &str) -> HashSet<&str> {
    let is_part = |c: &char| !c.is_whitespace() && !",[]{}".contains(*c);
    let length = |name: &str| name.chars().take(100).take_while(is_part).map(char::len_utf8).sum::<usize>();
    text.match_indices('&').map(|(at, _)| &text[at + 1..]).map(|name| &name[..length(name)]).collect()
}

/// Where in the document a block stands.
#[derive(Clone, Copy)]
struct BlockPlace<'s> {
    depth: usize,
    key: &'s str,
    is_public: bool,
    /// Whether the block begins with its line; a record after `- ` does not.
    starts_line: bool,
}

struct Rescue<'s> {
    names: &'s Names,
    file: SourceId,
    text: &'s str,
    /// Names defined anywhere in the document.
    anchors: HashSet<&'s str>,
    out: Diagnostics,
    unread: Vec<Unread>,
}

/// A block cut into its entries.
struct Block {
    is_list: bool,
    /// How far in it stands.
    column: usize,
    entries: Vec<Range<usize>>,
}

impl<'s> Rescue<'s> {
    /// The list or mapping in `range`; `None` when there is neither. A `fault` is known in it.
    fn block(&mut self, range: Range<usize>, at: BlockPlace<'s>, fault: usize) -> Option<Node<'s>> {
        if at.depth > tree::MAX_DEPTH {
            return None;
        }
        let block = cut(self.text, range.clone(), at.starts_line)?;
        let span = Span::new(self.file, range);
        let mut node =
            Node { span, data: if block.is_list { Data::List(Vec::new()) } else { Data::Map(Vec::new()) } };
        if at.starts_line {
            self.several(&block, at, fault, &mut node);
        } else {
            (0..block.entries.len()).for_each(|index| self.one(&block, index, at, &mut node));
        }
        Some(node)
    }

    /// Reads neighbouring entries at once, and around those with a fault: the denser the faults, the fewer at a time,
    /// so that no text is read more than a few times. The first `fault` is known already.
    fn several(&mut self, block: &Block, at: BlockPlace<'s>, fault: usize, into: &mut Node<'s>) {
        let end = block.entries.len();
        let (mut next, mut step) = (0, end);
        let mut known = Some(fault);
        while next < end {
            let last = next.saturating_add(step).min(end);
            let range = block.entries[next].start..block.entries[last - 1].end;
            let fault = match known.take() {
                Some(fault) => fault,
                None => {
                    let mut found = Diagnostics::default();
                    let node = self.parse(range, &mut found);
                    if node.is_some_and(|node| self.add(node, block, into)) {
                        next = last;
                        step = step.saturating_mul(4);
                        continue;
                    }
                    first_fault(&found)
                }
            };
            let before = block.entries[next..last].partition_point(|entry| entry.start <= fault);
            let index = next + before.saturating_sub(1);
            // What stands before the fault is sound, unless it was told later than it began.
            let range = block.entries[next].start..block.entries[index].start;
            let sound = if next < index { self.parse(range, &mut Diagnostics::default()) } else { None };
            if next < index && !sound.is_some_and(|node| self.add(node, block, into)) {
                (next..index).for_each(|index| self.one(block, index, at, into));
            }
            self.one(block, index, at, into);
            next = index + 1;
            step = 1;
        }
    }

    fn parse(&self, range: Range<usize>, found: &mut Diagnostics) -> Option<Node<'s>> {
        tree::parse(self.file, self.text, range, Some(&self.anchors), found)
    }

    /// Reads one entry; where it has a fault, what stands below it.
    fn one(&mut self, block: &Block, index: usize, at: BlockPlace<'s>, into: &mut Node<'s>) {
        let range = block.entries[index].clone();
        let mut found = Diagnostics::default();
        let node = self.parse(range.clone(), &mut found);
        if let Some(node) = node
            && self.add(node, block, into)
        {
            return;
        }
        let line = self.text[range.clone()].lines().find(|line| is_content(line)).unwrap_or_default();
        let start = range.start + self.text[range.clone()].find(line).unwrap_or(0);
        let key = if block.is_list { "" } else { typed_key(line) };
        let is_public = at.is_public && (block.is_list || self.names.is_public(key));
        let below = BlockPlace {
            depth: at.depth + 1,
            key: if at.depth == 0 { key } else { at.key },
            is_public,
            starts_line: !block.is_list,
        };
        let column = line.len() - line.trim_start_matches(' ').len();
        let is_item = after_dash(line).is_some() && column == block.column;
        let is_astray = block.is_list && at.starts_line && !is_item;
        let inside = match block.is_list {
            true if is_astray => None,
            true => after_dash(line).map(|skip| start + skip..range.end),
            false => value_below(line).then(|| (start + line.len()).min(range.end)..range.end),
        };
        let problems = self.out.mark();
        let lost = self.unread.len();
        let node = inside
            .and_then(|inside| self.block(inside, below, first_fault(&found)))
            .filter(|_| self.out.errors_since(problems));
        let span = Span::new(self.file, range.start..range.start + self.text[range.clone()].trim_end().len());
        let value = node.unwrap_or_else(|| {
            self.unread.truncate(lost);
            let is_public = is_public && keys_are_public(self.names, &self.text[span.range()]);
            self.unread.push(Unread { span, key: below.key.to_owned(), is_public });
            if is_astray {
                found = Diagnostics::default();
            }
            if !found.has_errors() {
                found.push(syntax::no_entry(self.file, start, line, block.is_list));
            }
            self.out.append(std::mem::take(&mut found));
            Node { span, data: Data::Lost }
        });
        let indent = line.len() - line.trim_start().len();
        // A key may begin behind a quotation mark.
        let begin = start + indent + line[indent..].find(key).unwrap_or(0);
        let key_span = Span::new(self.file, begin..begin + key.len());
        match &mut into.data {
            Data::Map(entries) => entries.push(Entry { key: Cow::Borrowed(key), key_span, value }),
            Data::List(items) => items.push(value),
            _ => {}
        }
    }

    /// Adds what was read to the block it belongs to; `false` when it is something else.
    fn add(&mut self, node: Node<'s>, block: &Block, into: &mut Node<'s>) -> bool {
        match (node.data, &mut into.data) {
            (Data::List(mut found), Data::List(items)) if block.is_list => items.append(&mut found),
            (Data::Map(mut found), Data::Map(entries)) if !block.is_list => entries.append(&mut found),
            (Data::Empty, _) => {}
            _ => return false,
        }
        true
    }
}

/// Cuts a block at the lines that begin in its column.
fn cut(text: &str, range: Range<usize>, starts_line: bool) -> Option<Block> {
    let mut column = None;
    let mut is_list = false;
    let mut entries: Vec<Range<usize>> = Vec::new();
    let mut at = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if !is_content(line) || line.trim_end() == "---" {
            continue;
        }
        let begins_item = after_dash(line).is_some() || syntax::lacks_space(line.trim_start_matches(' '));
        let Some(column) = column else {
            if line[indent..].starts_with('\t') {
                return None;
            }
            is_list = begins_item;
            let own = if starts_line {
                0
            } else {
                text[..start].rfind('\n').map_or(start, |found| start - found - 1)
            };
            column = Some(own + indent);
            entries.push(start..range.end);
            continue;
        };
        // Nothing in a list stands in its column but items; what does is one that was mistyped. So is an item further out.
        let is_entry = match is_list {
            true => indent == column || (indent < column && begins_item),
            // A line that begins with a colon gives the value of `? key` above it.
            false => indent == column && !begins_item && !line[indent..].starts_with(':'),
        };
        if is_entry && !line[indent..].starts_with(['\t', '\u{3000}', '\u{a0}']) {
            if let Some(last) = entries.last_mut() {
                last.end = start;
            }
            entries.push(start..range.end);
        }
    }
    column.map(|column| Block { is_list, column, entries })
}

fn is_content(line: &str) -> bool {
    let body = line.trim();
    !body.is_empty() && !body.starts_with('#')
}

/// How many bytes `line` has up to what follows its `- `, if it has one.
fn after_dash(line: &str) -> Option<usize> {
    let body = line.trim_start_matches(' ');
    let rest = body.strip_prefix('-')?;
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    let is_item = blank > 0 || rest.trim_end().is_empty();
    is_item.then(|| line.len() - rest.len() + blank)
}

/// The key that a line seems to begin with.
fn typed_key(line: &str) -> &str {
    let body = line.trim();
    let end = body.find([':', '：']).unwrap_or(0);
    body[..end].trim().trim_matches(['"', '\''])
}

/// Whether the value of the line's key stands in the lines below it.
fn value_below(line: &str) -> bool {
    let after = line.split_once(": ").map(|(_, after)| after);
    match after {
        Some(after) => after.trim_start().is_empty() || after.trim_start().starts_with('#'),
        None => line.trim_end().ends_with(':'),
    }
}

/// Whether all that looks like a key in `text` is known and public, so that its lines may be shown.
fn keys_are_public(names: &Names, text: &str) -> bool {
    let mut colons = text.match_indices([':', '：']);
    // A line without a key may have lost it.
    let is_asked = |line: &str| line.trim().strip_prefix('?').is_some_and(|key| names.is_public(key.trim()));
    let has_key = |line: &str| line.contains([':', '：']) || is_asked(line);
    !names.names_private(text)
        && text.lines().filter(|line| is_content(line)).all(has_key)
        && colons.all(|(at, _)| {
            // `private : x` and `? private` above `: x` are keys as well.
            let before = text[..at].trim_end();
            let part = before.rsplit(['\n', '\r', '{', '[', ',', '，', ':', '：']).next().unwrap_or_default();
            let key = part.trim_start_matches([' ', '\t', '-', '?', '#']);
            // Behind another key of the same line its value comes first.
            let is_behind = before[..before.len() - part.len()].ends_with([':', '：']);
            let key = if is_behind { key.rsplit(' ').next().unwrap_or_default() } else { key };
            let key = key.trim_matches(['"', '\'']);
            key.is_empty() || key.bytes().all(|byte| byte.is_ascii_digit()) || names.is_public(key)
        })
}

#[cfg(test)]
mod tests;
