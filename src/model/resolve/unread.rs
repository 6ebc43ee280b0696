//! What follows from a part of a file that could not be read is not told again: that a record in it is missing.

use std::collections::HashSet;

use super::super::register::Gaps;
use super::super::romanise::romanise;
use super::super::rules;
use crate::diagnostic::Diagnostics;
use crate::load::context::Unread;
use crate::load::kind::Key;
use crate::load::records::{Raw, RawFront, RawGrid, RawHousehold, RawMember};
use crate::load::site::{RawCadence, RawDisclosure, RawNetwork, RawScheme, RawSite};
use crate::load::{Loaded, is_garbled};

/// Stands for any number of records.
const UNCOUNTED: usize = 1 << 32;

/// Longest name from which an id is made, in characters.
const LONGEST: usize = 40;

/// Notes of which kinds records may be missing.
pub(super) fn note(loaded: &Loaded, gaps: &mut Gaps) {
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
pub(super) fn ratings(loaded: &Loaded) -> usize {
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

/// Drops complaints about references to what the unread parts name, to records that were left out for a fault of their
/// own, and to what nobody knows the names of.
pub(super) fn excuse(loaded: &Loaded, out: &mut Diagnostics) {
    let excused = [rules::REFERENCE_UNKNOWN.name, rules::RANGE_INVALID.name];
    if !out.iter().any(|problem| excused.contains(&problem.rule.name)) {
        return;
    }
    let named = named(loaded);
    out.retain_mut(|problem| {
        let text = &loaded.sources.get(problem.span.file).text;
        let typed = text.get(problem.span.range()).unwrap_or_default();
        let of = problem.cause.as_ref().map_or("household", |cause| cause.of);
        let is_named = || {
            typed.split("..").any(|word| named.words.contains(word.trim_matches(['"', '\'', ' '])))
                || named.may_be_any
                || named.may_be.contains(of)
                || is_garbled(typed)
        };
        !(excused.contains(&problem.rule.name) && is_named())
    });
}

/// What a record that is missing may be called.
#[derive(Default)]
struct Named {
    /// Names and ids, as far as they could be read.
    words: HashSet<String>,
    /// Kinds of records of which one has a name or id that cannot be read.
    may_be: HashSet<&'static str>,
    /// Whether there is a file of records of which nothing could be read.
    may_be_any: bool,
}

fn named(loaded: &Loaded) -> Named {
    let mut named = Named::default();
    let mut add = |word: &str| {
        if word.chars().nth(LONGEST).is_none() {
            named.words.insert(romanise(word));
        }
        named.words.insert(word.to_owned());
    };
    for part in &loaded.unread {
        let path = &loaded.sources.get(part.span.file).path;
        named.may_be_any |= part.span.range().is_empty() && !path.ends_with(".md");
        words(loaded, part).split(is_between).filter(|word| !word.is_empty()).for_each(&mut add);
    }
    macro_rules! faulty {
        ($from:expr, $($list:ident $of:ident: $($name:ident)?),*) => {$(
            for record in $from.$list.iter().flat_map(|list| &list.value.0).map(|at| &at.value) {
                let id = record.id.iter().map(|id| id.value.0.as_str());
                let called: Vec<&str> = id$(.chain(record.$name.iter().map(|name| name.value.as_ref())))?.collect();
                if called.iter().any(|word| is_garbled(word)) {
                    named.may_be.insert($of::WHAT.en);
                }
                if loaded.faulty.contains(&record.at) {
                    called.into_iter().for_each(&mut add);
                }
            }
        )*};
    }
    for raw in &loaded.records {
        faulty!(raw, grids RawGrid: name, members RawMember: name, households RawHousehold: );
    }
    if let Some(site) = &loaded.site {
        faulty!(site, networks RawNetwork: name, schemes RawScheme: name, cadences RawCadence: name, disclosures RawDisclosure: name);
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
