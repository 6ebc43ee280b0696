//! Lines such as `[注]: 以上数字由镇财政所提供。`: CommonMark takes them for the definition of a link, and shows nothing.
//!
//! In a text with Chinese in it only what leads somewhere and is made use of is a definition; the others are shown as
//! they are written.

use std::collections::HashSet;
use std::ops::Range;

use super::code::Code;
use super::script::is_cjk;

/// What looks like the definition of a link.
#[derive(Debug)]
pub(super) struct Definition<'a> {
    /// From its bracket to the end of its last line, the title's.
    pub range: Range<usize>,
    /// Between the brackets.
    pub label: &'a str,
    /// Where it leads.
    pub destination: &'a str,
    /// What follows.
    pub title: &'a str,
}

/// All of them, also those in code.
pub(super) fn all(text: &str) -> Vec<Definition<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begin = start + line.len() - content(line).len();
        start += line.len();
        found.extend(definition(text, begin, start));
    }
    found
}

/// A line without the marks of the lists and quotations that it stands in.
fn content(line: &str) -> &str {
    let mut rest = line.trim_start_matches([' ', '\t']);
    loop {
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let marked = match rest.len() - number.len() {
            0 => rest.strip_prefix(['-', '+', '*']).filter(|rest| rest.starts_with([' ', '\t'])),
            1..=9 => number.strip_prefix(['.', ')']).filter(|rest| rest.starts_with([' ', '\t'])),
            _ => None,
        };
        match marked.or_else(|| rest.strip_prefix('>')) {
            Some(inner) => rest = inner.trim_start_matches([' ', '\t']),
            None => return rest,
        }
    }
}

fn definition(text: &str, begin: usize, line_end: usize) -> Option<Definition<'_>> {
    let line = text[begin..line_end].strip_prefix('[')?;
    let (label, rest) = line.split_once("]:")?;
    if label.trim().is_empty() || label.starts_with('^') || label.contains(['[', ']']) {
        return None;
    }
    // What it leads to may stand in the next line.
    let (rest, mut end) = match rest.trim().is_empty() {
        true => (text[line_end..].split('\n').next()?, next_line(text, line_end)),
        false => (rest, line_end),
    };
    let rest = rest.trim();
    let (destination, title) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let title = title.trim_start();
    let close = match title.chars().next() {
        Some('(') => ')',
        Some(quote @ ('"' | '\'')) => quote,
        _ => '\n',
    };
    // A title may go on in further lines, up to an empty one.
    let mut said = title.get(1..).unwrap_or_default();
    while close != '\n' && !said.contains(close) && end < text.len() && !text[end..].starts_with(['\n', '\r'])
    {
        let next = next_line(text, end);
        said = &text[end..next];
        end = next;
    }
    let end = begin + text[begin..end].trim_end().len();
    Some(Definition { range: begin..end, label, destination, title })
}

fn next_line(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at + 1)
}

/// The labels that `text` refers to, in lower case.
pub(super) fn used(text: &str) -> HashSet<String> {
    let mut used = HashSet::new();
    for (at, _) in text.match_indices('[') {
        let rest = &text[at + 1..];
        let Some(end) = rest.find(['[', ']']).filter(|end| rest[*end..].starts_with(']')) else { continue };
        if !rest[end + 1..].starts_with(':') {
            used.insert(rest[..end].to_lowercase());
        }
    }
    used
}

/// The bytes of `text` before which a backslash makes text of a definition that is none.
pub(super) fn shown(text: &str) -> Vec<usize> {
    if !text.contains("]:") || !text.contains(is_cjk) {
        return Vec::new();
    }
    let (mut found, used) = (all(text), used(text));
    found.retain(|found| !(is_address(found.destination) && used.contains(&found.label.to_lowercase())));
    if found.is_empty() {
        return Vec::new();
    }
    let code = Code::of(text);
    found.iter().map(|found| found.range.start).filter(|at| !code.has(*at)).collect()
}

/// Whether a destination can be one: an address, a path, or a file.
fn is_address(destination: &str) -> bool {
    let file = destination.split(['#', '?']).next().unwrap_or_default();
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (1..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.starts_with(|c: char| c.is_ascii_alphabetic());
    let scheme = destination.split_once(':').map_or("", |(scheme, _)| scheme);
    let has_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_file || has_scheme || destination.starts_with(['#', '<']) || destination.contains('/')
}
