//! The last look before publishing: no finished file may hold a private value, however it came there.
//!
//! Types keep the register out of reach of pages ([`crate::model::Private`]); this finds what a person typed twice,
//! once as a private value and once where everybody reads it. Every value that is telling enough ([`telling`]) is
//! looked for in every file and its name, all in one pass ([`seek`]), behind whatever escapes a format uses
//! ([`plain`]). A value that is also a public fact is no leak where that fact stands ([`facts`]).

mod facts;
mod gathered;
mod plain;
mod rule;
mod secrets;
mod seek;
mod sought;
mod telling;
#[cfg(test)]
mod tests;
mod traces;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::blob::Blob;
use crate::calendar::AsOf;
use crate::diagnostic::{Diagnostics, Rule};
use crate::ends::same_ends;
use crate::model::{Board, Register};
use crate::render::Artifacts;
use crate::source::{SourceId, Sources, Span};

use facts::Around;
use gathered::Gathered;
use secrets::Secret;
use sought::{Layer, Sought, Target};
use traces::Traces;

/// The rule of this stage.
pub static RULES: &[&Rule] = &[&rule::PRIVATE_LEAKED];

/// Files that hold no text: pictures were drawn or stripped when they were read.
const WITHOUT_TEXT: [&str; 8] = [".jpg", ".jpeg", ".png", ".webp", ".woff2", ".woff", ".ttf", ".otf"];

/// What the last look found, file by file: what it depends on is the file's bytes, what is looked for and what
/// excuses it.
#[derive(Debug, Default)]
pub struct Memory {
    gathered: Option<Gathered>,
    sought: Sought,
    files: BTreeMap<String, (Blob, Looked)>,
    /// Of the texts of these files; `None` until something new was to be looked for in old files.
    traces: Option<Traces>,
}

/// A memory that knows what to look for in files that are made of the same records: without that there is no looking.
#[derive(Debug)]
pub struct Ready {
    gathered: Gathered,
    memory: Memory,
}

/// What a look at a file found.
#[derive(Clone, Debug)]
struct Looked {
    hits: Arc<Hits>,
    /// Whether it is known to hold no escape.
    is_bare: bool,
}

/// What one file holds: numbers of targets that leak, or that an excuse lets pass.
type Hits = BTreeSet<(u32, Option<usize>)>;

/// Every private value that `artifacts` hold, once each, and every excuse that was needed.
pub fn scan(
    artifacts: &Artifacts,
    board: &Board,
    register: &Arc<Register>,
    sources: &Sources,
    as_of: AsOf,
) -> Diagnostics {
    Memory::default().gather(board, register, as_of).look(artifacts, board, sources)
}

impl Memory {
    /// Works out what to look for; the files need not be made yet.
    pub fn gather(mut self, board: &Board, register: &Arc<Register>, as_of: AsOf) -> Ready {
        let (gathered, touched) = Gathered::again(register, as_of, self.gathered.take());
        self.sought.aim(&gathered, touched, &board.ground);
        Ready { gathered, memory: self }
    }
}

impl Ready {
    /// The memory alone, for the next run.
    pub fn keep(self) -> Memory {
        Memory { gathered: Some(self.gathered), ..self.memory }
    }

    /// Every private value that `artifacts` hold, once each, and every excuse that was needed. A file with the same bytes
    /// as at the last look is looked through only for what was not looked for then.
    pub fn look(&mut self, artifacts: &Artifacts, board: &Board, sources: &Sources) -> Diagnostics {
        let memory = &mut self.memory;
        let file = |(path, bytes)| File { path, bytes, text: artifacts.text(path), is_bare: false };
        let files: Vec<File<'_>> = artifacts.iter().map(file).collect();
        if memory.traces.is_none() && !memory.files.is_empty() && !memory.sought.fresh.is_empty() {
            let traces = Traces::new();
            files.par_iter().for_each(|file| file.leave(&traces));
            memory.traces = Some(traces);
        }
        let traces = memory.traces.as_ref();
        let fresh = memory.sought.not_yet(traces);
        let search = Search { layers: &memory.sought.layers(), reach: memory.sought.reach() };
        let look = |file: &File<'_>| -> Looked {
            let (known, looked) = match memory.files.get(file.path) {
                Some((known, looked)) if file.text.is_none() || known == file.bytes => (known, looked),
                _ => {
                    traces.iter().for_each(|traces| file.leave(traces));
                    return search.file(file);
                }
            };
            let is_same = known == file.bytes;
            let file = &File { is_bare: is_same && looked.is_bare, ..*file };
            let of_fresh = match &fresh {
                Some((seeker, targets)) => {
                    Search { layers: &[Layer { seeker, targets }], ..search }.file(file).hits
                }
                None => Arc::default(),
            };
            let now = match () {
                () if is_same => looked.clone(),
                // Where the hits stood is not known any more.
                () if !looked.hits.is_empty() => {
                    traces.iter().for_each(|traces| file.leave(traces));
                    return search.file(file);
                }
                () => search.changed(file, (known, looked), traces),
            };
            match of_fresh.is_empty() {
                true => now,
                false => Looked { hits: Arc::new(&*of_fresh | &*now.hits), ..now },
            }
        };
        let found: Vec<Looked> = files.par_iter().map(look).collect();
        let out = self.report(&files, &found, board, sources);
        let memory = &mut self.memory;
        let looked = files.into_iter().zip(found);
        memory.files =
            looked.map(|(file, looked)| (file.path.to_owned(), (file.bytes.clone(), looked))).collect();
        memory.sought.fresh.clear();
        out
    }

    /// What was found, secret by secret and excuse by excuse.
    fn report<'a>(
        &self,
        files: &[File<'a>],
        found: &[Looked],
        board: &Board,
        sources: &Sources,
    ) -> Diagnostics {
        let mut out = Diagnostics::default();
        let mut leaks: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        let mut excused: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for (file, looked) in files.iter().zip(found) {
            for (number, excuse) in looked.hits.iter() {
                match (self.memory.sought.target(*number), excuse) {
                    // What is no secret any more.
                    (None, _) => {}
                    (Some(_), None) => leaks.entry(*number).or_default().push(file.path),
                    (Some(_), Some(excuse)) => drop(excused.entry(*excuse).or_default().insert(file.path)),
                }
            }
        }
        let gathered = &self.gathered;
        let secret = |(number, paths): (u32, Vec<&'a str>)| {
            let sign = &self.memory.sought.target(number)?.sign;
            Some((gathered.secret(&sign.text, sign.stand)?, paths))
        };
        let mut leaks: Vec<(Secret, Vec<&str>)> = leaks.into_iter().filter_map(secret).collect();
        leaks.sort_by_key(|(secret, _)| secret.place);
        for (secret, paths) in leaks {
            let (key, at) = secret.written(&gathered.register);
            out.push(rule::leak(&secret, (key, at), board, &paths, culprit(&secret, at, sources)));
        }
        for (excuse, files) in excused {
            let excuse = &board.settings.privacy.excused[excuse];
            out.push(rule::excused(excuse, files.len()));
        }
        out
    }
}

/// A finished file.
struct File<'a> {
    path: &'a str,
    bytes: &'a Blob,
    /// Its text, where its bytes hide that.
    text: Option<&'a str>,
    /// Whether it is known to hold no escape.
    is_bare: bool,
}

impl File<'_> {
    /// What it says, behind all escapes; nothing for a picture.
    fn said(&self) -> Cow<'_, [u8]> {
        match has_text(self.path) {
            true if self.is_bare => Cow::Borrowed(self.text.map_or(self.bytes, str::as_bytes)),
            true => plain::plain(self.text.map_or(self.bytes, str::as_bytes)),
            false => Cow::Borrowed(&[]),
        }
    }

    /// Enters what it says and its name into `traces`.
    fn leave(&self, traces: &Traces) {
        traces.add(&plain::plain(self.path.as_bytes()));
        traces.add(&self.said());
    }
}

/// Looks for what is to be found.
#[derive(Clone, Copy)]
struct Search<'s> {
    layers: &'s [Layer<'s>],
    reach: usize,
}

impl Search<'_> {
    /// Looks through a file and its name.
    fn file(&self, file: &File<'_>) -> Looked {
        let mut hits = Hits::new();
        let said = file.said();
        for text in [&plain::plain(file.path.as_bytes()), &said] {
            self.text(text, 0..text.len(), &mut hits);
        }
        Looked { hits: Arc::new(hits), is_bare: matches!(said, Cow::Borrowed(_)) }
    }

    /// Looks through a file that held nothing `before`: what it has in common with that, and what is out of reach of
    /// the rest, holds nothing now.
    fn changed(&self, file: &File<'_>, before: (&[u8], &Looked), traces: Option<&Traces>) -> Looked {
        let (before, looked) = before;
        if !has_text(file.path) {
            return looked.clone();
        }
        let mut hits = Hits::new();
        let bytes = file.bytes;
        let (front, back) = same_ends(before, bytes);
        // What may hold a hit, and as much more on both sides as can decide what that counts for.
        let reach = self.reach * plain::LONGEST;
        let part = plain::widened(bytes, front..bytes.len() - back, reach);
        let whole = plain::widened(bytes, part.clone(), reach);
        let [lead, text] = [whole.start..part.start, part.clone()].map(|range| plain::plain(&bytes[range]));
        traces.iter().for_each(|traces| traces.add(&text));
        let is_bare = looked.is_bare && matches!(text, Cow::Borrowed(_));
        let part = lead.len()..lead.len() + text.len();
        self.text(&plain::plain(&bytes[whole]), part, &mut hits);
        Looked { hits: Arc::new(hits), is_bare }
    }

    /// Looks through a part of a text.
    fn text(&self, text: &[u8], part: Range<usize>, hits: &mut Hits) {
        for Layer { seeker, targets } in self.layers {
            seeker.each(text, part.clone(), |target, at| {
                let Some(Target { sign, number }) = &targets[target] else { return };
                if telling::stands(sign.stand, text, at..at + sign.text.len()) {
                    match sign.around.iter().find(|fact| fact.stands(text, at)) {
                        Some(Around { excuse: None, .. }) => {}
                        Some(Around { excuse, .. }) => drop(hits.insert((*number, *excuse))),
                        None => drop(hits.insert((*number, None))),
                    }
                }
            });
        }
    }
}

fn has_text(path: &str) -> bool {
    !WITHOUT_TEXT.iter().any(|kind| path.ends_with(kind))
}

/// Where somebody typed the value a second time, if it stands in a file word for word.
fn culprit(secret: &Secret, own: Span, sources: &Sources) -> Option<Span> {
    let place = |(id, text): (SourceId, &str)| {
        text.match_indices(&*secret.text)
            .map(|(at, _)| Span::new(id, at..at + secret.text.len()))
            .filter(|span| telling::stands(secret.stand, text.as_bytes(), span.range()))
            .find(|span| *span != own && !sources.is_hidden(*span))
    };
    sources.iter().map(|(id, source)| (id, &*source.text)).find_map(place)
}
