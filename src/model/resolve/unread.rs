//! What follows from a part of a file that could not be read is not told again: that a record in it is missing.

use std::collections::HashSet;

use super::super::register::Gaps;
use super::super::romanise::romanise;
use super::super::rules;
use crate::diagnostic::Diagnostics;
use crate::load::Loaded;
use crate::load::recover::Unread;

/// Stands for any number of records.
const UNCOUNTED: usize = 1 << 32;

/// Notes of which kinds records may be missing.
pub fn note(loaded: &Loaded, gaps: &mut Gaps) {
    for part in &loaded.unread {
        let is = |names: [&str; 2]| part.key.is_empty() || names.contains(&part.key.as_str());
        gaps.grids |= is(["grids", "网格"]);
        gaps.members |= is(["members", "责任人"])
            && ["covers", "包联户"].iter().any(|key| words(loaded, part).contains(key));
        gaps.households += usize::from(is(["households", "住户"]));
        gaps.sheets += usize::from(is(["ratings", "评分"]));
        // Of a whole file nobody knows how many records it holds.
        if part.key.is_empty() {
            gaps.households += UNCOUNTED;
        }
    }
}

/// Drops complaints about references to what the unread parts name.
pub fn excuse(loaded: &Loaded, out: &mut Diagnostics) {
    if loaded.unread.is_empty() {
        return;
    }
    let mut named: HashSet<String> = HashSet::new();
    for part in &loaded.unread {
        let text = words(loaded, part);
        for word in text.split(is_between).filter(|word| !word.is_empty()) {
            named.insert(romanise(word));
            named.insert(word.to_owned());
        }
    }
    let excused = [rules::REFERENCE_UNKNOWN.name, rules::RANGE_INVALID.name];
    out.retain_mut(|problem| {
        let text = &loaded.sources.get(problem.span.file).text;
        let typed = text.get(problem.span.range()).unwrap_or_default();
        let is_named = || typed.split("..").any(|word| named.contains(word.trim_matches(['"', '\'', ' '])));
        !(excused.contains(&problem.rule.name) && is_named())
    });
}

fn words<'l>(loaded: &'l Loaded, part: &Unread) -> &'l str {
    &loaded.sources.get(part.span.file).text[part.span.range()]
}

/// Signs that stand between words of records; ids hold `-`, `_` and `.`, names hold dots.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ':' | '：' | ',' | '，' | '、' | '[' | ']' | '{' | '}' | '"' | '\'' | '#')
}
