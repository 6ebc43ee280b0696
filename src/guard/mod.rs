//! The last look before publishing: no finished file may hold a private value, however it came there.
//!
//! Types keep the register out of reach of pages ([`crate::model::Private`]); this finds what a person typed twice,
//! once as a private value and once where everybody reads it. Every value that is telling enough ([`telling`]) is
//! looked for in every file and its name, in one pass of one automaton, behind whatever escapes a format uses
//! ([`plain`]). A value that is also a public fact is no leak where that fact stands ([`facts`]).

mod facts;
mod plain;
mod rule;
mod secrets;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, Input, MatchKind};
use rayon::prelude::*;

use crate::calendar::AsOf;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::model::{Board, Register};
use crate::render::Artifacts;
use crate::source::{SourceId, Sources, Span};
use crate::text;

use facts::Facts;
use secrets::Secret;

/// The rule of this stage.
pub static RULES: &[&Rule] = &[&rule::PRIVATE_LEAKED];

/// Files that hold no text: pictures were drawn or stripped when they were read.
const WITHOUT_TEXT: [&str; 8] = [".jpg", ".jpeg", ".png", ".webp", ".woff2", ".woff", ".ttf", ".otf"];

/// What the last look found, file by file: what it depends on is the file's bytes, what is looked for and what
/// excuses it.
#[derive(Debug, Default)]
pub struct Memory {
    /// What the secrets were gathered from.
    register: Option<(Arc<Register>, AsOf)>,
    secrets: Arc<Vec<Secret>>,
    automaton: Option<AhoCorasick>,
    facts: Vec<u8>,
    files: BTreeMap<String, (Arc<[u8]>, Arc<Found>)>,
}

/// Every private value that `artifacts` hold, once each, and every excuse that was needed.
pub fn scan(
    artifacts: &Artifacts,
    board: &Board,
    register: &Arc<Register>,
    sources: &Sources,
    as_of: AsOf,
) -> Diagnostics {
    rescan(artifacts, board, register, sources, as_of, &mut Memory::default())
}

/// The same with what the last look found: a file with the same bytes is not looked through again, unless something
/// else is looked for.
pub fn rescan(
    artifacts: &Artifacts,
    board: &Board,
    register: &Arc<Register>,
    sources: &Sources,
    as_of: AsOf,
    memory: &mut Memory,
) -> Diagnostics {
    let mut out = Diagnostics::default();
    let gathered = memory.register.as_ref();
    let is_gathered = gathered.is_some_and(|(last, day)| *day == as_of && secrets::is_same(last, register));
    let secrets = match is_gathered {
        true => memory.secrets.clone(),
        false => Arc::new(secrets::collect(register, as_of)),
    };
    let same = || memory.secrets.iter().map(Secret::sought).eq(secrets.iter().map(Secret::sought));
    let is_known = memory.automaton.is_some() && (is_gathered || same());
    if !is_known {
        *memory = Memory::default();
        let patterns = secrets.iter().map(|secret| secret.text.as_bytes());
        // Only a memory's worth of patterns could make this fail; then nothing is published either.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns);
        memory.automaton = automaton.ok();
    }
    memory.secrets = secrets.clone();
    memory.register = Some((register.clone(), as_of));
    let Some(automaton) = &memory.automaton else {
        let message = text!("内部信息太多，无法核对", "too many private values to be looked for");
        out.push(Diagnostic::new(&rule::PRIVATE_LEAKED, Span::BOARD, message));
        return out;
    };
    let facts = Facts::new(board, &secrets, automaton);
    let digest = facts.digest();
    if digest != memory.facts {
        memory.files.clear();
        memory.facts = digest;
    }
    let search = Search { secrets: &secrets, automaton, facts: &facts, reach: facts.reach(&secrets) };
    let files: Vec<(&str, &Arc<[u8]>)> = artifacts.iter().collect();
    let look = |&(path, bytes): &(&str, &Arc<[u8]>)| match memory.files.get(path) {
        Some((known, found)) if Arc::ptr_eq(known, bytes) || known == bytes => found.clone(),
        Some((known, found)) if found.is_nothing() && artifacts.text(path).is_none() => {
            Arc::new(search.changed(path, known, bytes))
        }
        _ => Arc::new(search.file(path, artifacts.text(path).map_or(&bytes[..], str::as_bytes))),
    };
    let found: Vec<Arc<Found>> = files.par_iter().map(look).collect();

    let mut leaks: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut excused: BTreeMap<usize, usize> = BTreeMap::new();
    for ((path, _), found) in files.iter().zip(&found) {
        found.leaks.keys().for_each(|secret| leaks.entry(*secret).or_default().push(path));
        found.excuses.keys().for_each(|excuse| *excused.entry(*excuse).or_default() += 1);
    }
    for (secret, paths) in leaks {
        out.push(rule::leak(&secrets[secret], board, &paths, culprit(&secrets[secret], sources)));
    }
    for (excuse, files) in excused {
        let excuse = &board.settings.privacy.excused[excuse];
        out.push(rule::excused(excuse, files));
    }
    let looked = files.into_iter().zip(found);
    memory.files = looked.map(|((path, bytes), found)| (path.to_owned(), (bytes.clone(), found))).collect();
    out
}

/// What one file holds, by index.
#[derive(Debug, Default)]
struct Found {
    leaks: BTreeMap<usize, ()>,
    excuses: BTreeMap<usize, ()>,
}

impl Found {
    fn is_nothing(&self) -> bool {
        self.leaks.is_empty() && self.excuses.is_empty()
    }
}

/// What is looked for, and what excuses it.
struct Search<'s> {
    secrets: &'s [Secret],
    automaton: &'s AhoCorasick,
    facts: &'s Facts<'s>,
    /// How many bytes around the beginning of a hit can decide what it counts for.
    reach: usize,
}

impl Search<'_> {
    /// Looks through a file and its name.
    fn file(&self, path: &str, bytes: &[u8]) -> Found {
        let mut found = Found::default();
        let name = plain::plain(path.as_bytes());
        self.text(&name, 0..name.len(), &mut found);
        if has_text(path) {
            let text = plain::plain(bytes);
            self.text(&text, 0..text.len(), &mut found);
        }
        found
    }

    /// Looks through a file that held nothing `before`: what it has in common with that, and what is out of reach of
    /// the rest, holds nothing now.
    fn changed(&self, path: &str, before: &[u8], bytes: &[u8]) -> Found {
        let mut found = Found::default();
        if has_text(path) {
            let (before, text) = (plain::plain(before), plain::plain(bytes));
            let front = in_common(before.chunks(BLOCK).zip(text.chunks(BLOCK)), before.iter().zip(&*text));
            let rest = (&before[front..], &text[front..]);
            let back = in_common(
                rest.0.rchunks(BLOCK).zip(rest.1.rchunks(BLOCK)),
                rest.0.iter().rev().zip(rest.1.iter().rev()),
            );
            let end = (text.len() - back + self.reach).min(text.len());
            self.text(&text, front.saturating_sub(self.reach)..end, &mut found);
        }
        found
    }

    /// Looks through a part of a text.
    fn text(&self, text: &[u8], part: Range<usize>, found: &mut Found) {
        let mut from = part.start;
        while let Some(hit) = self.automaton.find(Input::new(text).range(from..part.end)) {
            let secret = hit.pattern().as_usize();
            let is_told = telling::stands(self.secrets[secret].stand, text, hit.range());
            match self.facts.around(secret, text, hit.start()) {
                _ if !is_told => {}
                Some(facts::Around { excuse: Some(excuse) }) => drop(found.excuses.insert(excuse, ())),
                Some(_) => {}
                None => drop(found.leaks.insert(secret, ())),
            }
            // A hit that counts for nothing must not swallow one that begins within it.
            from = hit.start() + 1;
        }
    }
}

fn has_text(path: &str) -> bool {
    !WITHOUT_TEXT.iter().any(|kind| path.ends_with(kind))
}

/// How many bytes are compared at a time.
const BLOCK: usize = 4096;

/// How many bytes are equal until the first that is not: whole blocks first.
fn in_common<'t>(
    blocks: impl Iterator<Item = (&'t [u8], &'t [u8])>,
    bytes: impl Iterator<Item = (&'t u8, &'t u8)>,
) -> usize {
    let same = blocks.take_while(|(one, other)| one.len() == BLOCK && one == other).count() * BLOCK;
    same + bytes.skip(same).take_while(|(one, other)| one == other).count()
}

/// Where somebody typed the value a second time, if it stands in a file word for word.
fn culprit(secret: &Secret, sources: &Sources) -> Option<Span> {
    let place = |(id, text): (SourceId, &str)| {
        text.match_indices(&secret.text)
            .map(|(at, _)| Span::new(id, at..at + secret.text.len()))
            .filter(|span| telling::stands(secret.stand, text.as_bytes(), span.range()))
            .find(|span| *span != secret.at && !sources.is_hidden(*span))
    };
    sources.iter().map(|(id, source)| (id, &*source.text)).find_map(place)
}
