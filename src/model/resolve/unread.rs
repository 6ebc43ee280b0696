//! What follows from a part of a file that could not be read is not told again: that a record in it is missing.

use std::collections::HashSet;

use super::super::register::Gaps;
use super::super::romanise::romanise;
use super::super::rules;
use crate::diagnostic::Diagnostics;
use crate::load::Loaded;
use crate::load::records::{Raw, RawFront};
use crate::load::recover::Unread;
use crate::load::shape::Key;
use crate::load::site::RawSite;

/// Stands for any number of records.
const UNCOUNTED: usize = 1 << 32;

/// Longest name from which an id is made, in characters.
const LONGEST: usize = 40;

/// Notes of which kinds records may be missing.
pub fn note(loaded: &Loaded, gaps: &mut Gaps) {
    for part in &loaded.unread {
        let is = |names| is_of(part, names);
        gaps.grids |= is(["grids", "网格"]);
        gaps.staff |= is(["members", "责任人"]);
        gaps.members |= is(["members", "责任人"])
            && ["covers", "包联户"].iter().any(|key| words(loaded, part).contains(key));
        gaps.households += usize::from(is(["households", "住户"]));
        gaps.schemes |= is(["schemes", "评分办法"]);
        // Of a whole file nobody knows how many records it holds.
        if is_anywhere(part) {
            gaps.households += UNCOUNTED;
        }
    }
}

/// How many rating records may be missing, at the least.
pub fn ratings(loaded: &Loaded) -> usize {
    loaded.unread.iter().filter(|part| is_of(part, ["ratings", "评分"])).count()
}

/// Whether records under a key of these names may stand in `part`: a line that slipped out to the margin may have taken
/// any records with it.
fn is_of(part: &Unread, names: [&str; 2]) -> bool {
    is_anywhere(part) || names.contains(&part.key.as_str())
}

fn is_anywhere(part: &Unread) -> bool {
    let is_known = |keys: &[Key]| keys.iter().any(|key| key.en == part.key || key.zh == part.key);
    !is_known(Raw::KEYS) && !is_known(RawSite::KEYS) && !is_known(RawFront::KEYS)
}

/// Drops complaints about references to what the unread parts name, and to records that were left out for a fault of
/// their own.
pub fn excuse(loaded: &Loaded, out: &mut Diagnostics) {
    let excused = [rules::REFERENCE_UNKNOWN.name, rules::RANGE_INVALID.name];
    if loaded.faulty.is_empty() && loaded.unread.is_empty()
        || !out.iter().any(|problem| excused.contains(&problem.rule.name))
    {
        return;
    }
    let named = named(loaded);
    out.retain_mut(|problem| {
        let text = &loaded.sources.get(problem.span.file).text;
        let typed = text.get(problem.span.range()).unwrap_or_default();
        let is_named = || typed.split("..").any(|word| named.contains(word.trim_matches(['"', '\'', ' '])));
        !(excused.contains(&problem.rule.name) && is_named())
    });
}

/// What could be the name or id of a record that is missing.
fn named(loaded: &Loaded) -> HashSet<String> {
    let mut named: HashSet<String> = HashSet::new();
    let mut add = |word: &str| {
        if word.chars().nth(LONGEST).is_none() {
            named.insert(romanise(word));
        }
        named.insert(word.to_owned());
    };
    for part in &loaded.unread {
        words(loaded, part).split(is_between).filter(|word| !word.is_empty()).for_each(&mut add);
    }
    macro_rules! faulty {
        ($from:expr, $($list:ident: $($name:ident)?),*) => {$(
            for record in $from.$list.iter().flat_map(|list| &list.value.0).map(|at| &at.value) {
                if loaded.faulty.contains(&record.at) {
                    record.id.iter().for_each(|id| add(&id.value.0));
                    $(record.$name.iter().for_each(|name| add(name.value.as_ref()));)?
                }
            }
        )*};
    }
    for raw in &loaded.records {
        faulty!(raw, grids: name, members: name, households: );
    }
    if let Some(site) = &loaded.site {
        faulty!(site, networks: name, schemes: name, cadences: name, disclosures: name);
    }
    named
}

fn words<'l>(loaded: &'l Loaded, part: &Unread) -> &'l str {
    &loaded.sources.get(part.span.file).text[part.span.range()]
}

/// Signs that stand between words of records; ids hold `-`, `_` and `.`, names hold dots.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ':' | '：' | ',' | '，' | '、' | '[' | ']' | '{' | '}' | '"' | '\'' | '#')
}
