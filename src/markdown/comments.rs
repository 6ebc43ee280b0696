//! Comments of a clerk's own, which nobody else is to read: `<!-- … -->`, and definitions used for one, `[//]: # (…)`.
//!
//! They are cut out of a text before anything else looks at it. One that is never closed reaches to the end, wherever it
//! begins; only what is code, or escaped as `\<!--`, is none.

use std::collections::HashSet;
use std::ops::Range;

use super::code::Code;
use super::definitions::{self, Definition};

/// How often a text is looked through anew: a comment may hide where code begins. What is left then is cut off.
const ROUNDS: usize = 8;

/// A text without its comments.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// What is left.
    pub text: String,
    /// What was taken out of the original, in its order: each comment with blanks or the line that were only for it.
    pub gaps: Vec<Range<usize>>,
    /// Where comments begin in the original.
    pub comments: Vec<usize>,
}

/// `text` without its comments; `None` where there are none.
pub fn cut(text: &str) -> Option<Cut> {
    if !text.contains("<!--") && !text.contains("]:") {
        return None;
    }
    let mut cut = Cut { text: text.to_owned(), gaps: Vec::new(), comments: Vec::new() };
    for round in 0..=ROUNDS {
        let found = find(&cut.text, round == ROUNDS);
        if found.is_empty() {
            break;
        }
        let placed = |(at, gap): (usize, Range<usize>)| {
            (cut.original(at), cut.original(gap.start)..cut.original_end(gap.end))
        };
        let (comments, gaps): (Vec<_>, Vec<_>) = found.into_iter().map(placed).unzip();
        cut.comments.extend(comments);
        cut.gaps.extend(gaps);
        cut.gaps.sort_by_key(|gap| (gap.start, gap.end));
        let mut at = 0;
        cut.text.clear();
        for gap in &cut.gaps {
            cut.text.push_str(text.get(at..gap.start).unwrap_or_default());
            at = at.max(gap.end);
        }
        cut.text.push_str(&text[at..]);
    }
    cut.comments.sort_unstable();
    (!cut.gaps.is_empty()).then_some(cut)
}

impl Cut {
    /// Where byte `at` of what is left stands in the original.
    fn original(&self, at: usize) -> usize {
        self.gaps.iter().fold(at, |at, gap| if gap.start <= at { at + gap.len() } else { at })
    }

    fn original_end(&self, at: usize) -> usize {
        match at {
            0 => 0,
            _ => self.original(at - 1) + 1,
        }
    }
}

/// Where comments of `text` begin, and what to cut for them.
fn find(text: &str, all: bool) -> Vec<(usize, Range<usize>)> {
    let mut starts: Vec<(usize, Option<usize>)> =
        text.match_indices("<!--").map(|(at, _)| (at, None)).collect();
    let defined = definitions::all(text);
    let used = if defined.is_empty() { HashSet::new() } else { definitions::used(text) };
    let hidden = defined.into_iter().filter(|found| is_comment(found, &used));
    starts.extend(hidden.map(|found| (found.range.start, Some(found.range.end))));
    if starts.is_empty() {
        return Vec::new();
    }
    starts.sort_unstable();
    let code = Code::of(text);
    let is_escaped = |at: usize| text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, end) in starts {
        if found.last().is_some_and(|(_, gap)| at < gap.end) || code.has(at) || is_escaped(at) {
            continue;
        }
        // `<!-->` is one, too.
        let end = end.or_else(|| text[at + 2..].find("-->").map(|found| at + 2 + found + 3));
        let end = if all { text.len() } else { end.unwrap_or(text.len()) };
        found.push((at, with_blanks(text, at..end)));
    }
    found
}

/// A comment with the blanks that would be too many without it; with its whole line where nothing else stands there.
fn with_blanks(text: &str, comment: Range<usize>) -> Range<usize> {
    let blank = [' ', '\t'];
    let start = text[..comment.start].trim_end_matches(blank).len();
    let rest = text[comment.end..].trim_start_matches(blank);
    let end = text.len() - rest.len();
    let begins_line = start == 0 || text[..start].ends_with('\n');
    let ends_line = rest.is_empty() || rest.starts_with(['\n', '\r']);
    match (begins_line, ends_line) {
        (true, true) => {
            let line_break = rest.find('\n').map_or(rest.len(), |at| at + 1);
            start..end + line_break
        }
        (true, false) => comment.start..end,
        (false, true) => start..comment.end,
        (false, false) => comment,
    }
}

/// Whether a definition leads nowhere and says something: nobody sees it, and that is what it is for.
fn is_comment(definition: &Definition<'_>, used: &HashSet<String>) -> bool {
    let is_marked = matches!(definition.label, "//" | "comment" | "注释");
    let is_said = definition.title.starts_with(['(', '"', '\'']);
    matches!(definition.destination, "#" | "<>")
        && (is_marked || is_said && !used.contains(&definition.label.to_lowercase()))
}
