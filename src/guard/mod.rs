//! The last look before publishing: no finished file may hold a private value, however it came there.
//!
//! Types keep the register out of reach of pages ([`crate::model::Private`]); this finds what a person typed twice,
//! once as a private value and once where everybody reads it. Every value that is telling enough ([`telling`]) is
//! looked for in every file and its name, all in one pass ([`seek`]), behind whatever escapes a format uses
//! ([`plain`]). A value that is also a public fact is no leak where that fact stands ([`facts`]).

mod facts;
mod plain;
mod rule;
mod secrets;
mod seek;
mod telling;
#[cfg(test)]
mod tests;
mod traces;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::blob::Blob;
use crate::calendar::AsOf;
use crate::diagnostic::{Diagnostics, Rule};
use crate::ends::same_ends;
use crate::model::{Board, Ground, Register};
use crate::render::Artifacts;
use crate::source::{SourceId, Sources, Span};

use facts::Around;
use secrets::{Gathered, Secret};
use seek::Seeker;
use telling::Stand;
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
    /// The records of which no private value was looked for where they say it themselves: no score is such a fact.
    ground: Option<Arc<Ground>>,
    files: BTreeMap<String, (Blob, Arc<Hits>)>,
    /// Of the texts of these files; `None` until something new was to be looked for in old files.
    traces: Option<Traces>,
}

/// A memory that knows what to look for in files that are made of the same records: without that there is no looking.
#[derive(Debug)]
pub struct Ready {
    gathered: Gathered,
    memory: Memory,
}

/// What is looked for.
#[derive(Debug, Default)]
struct Sought {
    /// One a secret.
    targets: Vec<Target>,
    seeker: Seeker,
    /// Public facts that hold a secret, by the secret.
    around: BTreeMap<usize, Vec<Around>>,
    /// The number of each target. Only looked up.
    numbers: FxHashMap<Sign, u32>,
    /// The target of each number. Only looked up.
    by_number: FxHashMap<u32, usize>,
    /// How many targets there ever were.
    count: u32,
    /// Numbers of those that were not looked for yet.
    fresh: BTreeSet<u32>,
    /// How many bytes around the beginning of a hit can decide what it counts for.
    reach: usize,
}

/// One secret, as it is looked for.
#[derive(Clone, Debug)]
struct Target {
    sign: Sign,
    /// The same while the same is looked for, and never another's.
    number: u32,
}

/// All that decides what is found of a secret in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Sign {
    text: Arc<str>,
    stand: Stand,
    around: Vec<Around>,
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
        let before = self.gathered.take();
        let known = before.as_ref().map(|before| before.secrets.clone());
        let gathered = Gathered::again(register, as_of, before);
        let is_same = known.is_some_and(|known| Arc::ptr_eq(&known, &gathered.secrets));
        let is_settled = is_same && self.ground.is_some_and(|known| Arc::ptr_eq(&known, &board.ground));
        if !is_settled {
            self.sought.aim(&gathered.secrets, is_same, board);
        }
        self.ground = Some(board.ground.clone());
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
        let Ready { gathered, memory } = self;
        let files: Vec<File<'_>> =
            artifacts.iter().map(|(path, bytes)| File { path, bytes, text: artifacts.text(path) }).collect();
        if memory.traces.is_none() && !memory.files.is_empty() && !memory.sought.fresh.is_empty() {
            let traces = Traces::new();
            files.par_iter().for_each(|file| file.leave(&traces));
            memory.traces = Some(traces);
        }
        let traces = memory.traces.as_ref();
        let fresh = memory.sought.search_fresh(traces);
        let search = memory.sought.search();
        let look = |file: &File<'_>| -> Arc<Hits> {
            let (known, hits) = match memory.files.get(file.path) {
                Some((known, hits)) if file.text.is_none() || known == file.bytes => (known, hits),
                _ => {
                    traces.iter().for_each(|traces| file.leave(traces));
                    return Arc::new(search.file(file));
                }
            };
            let mut more = match &fresh {
                Some((seeker, targets)) => Search { seeker, targets, ..search }.file(file),
                None => Hits::new(),
            };
            match () {
                () if known == file.bytes && more.is_empty() => return hits.clone(),
                () if known == file.bytes => more.extend(hits.iter()),
                // Where the hits stood is not known any more.
                () if !hits.is_empty() => {
                    traces.iter().for_each(|traces| file.leave(traces));
                    more = search.file(file);
                }
                () => more.extend(search.changed(file, known, traces)),
            }
            Arc::new(more)
        };
        let found: Vec<Arc<Hits>> = files.par_iter().map(look).collect();
        let out = memory.sought.report(gathered, &files, &found, board, sources);
        let looked = files.into_iter().zip(found);
        memory.files =
            looked.map(|(file, hits)| (file.path.to_owned(), (file.bytes.clone(), hits))).collect();
        memory.sought.fresh.clear();
        out
    }
}

impl Sought {
    /// Looks for `secrets`, which are the very same as before or not, where no fact of `board` stands around them.
    fn aim(&mut self, secrets: &[Secret], is_same: bool, board: &Ground) {
        if !is_same {
            self.seeker = Seeker::new(secrets.iter().map(|secret| secret.text.clone()));
        }
        let around = facts::around(board, secrets, &self.seeker);
        if is_same && around == self.around {
            return;
        }
        let mut numbers = FxHashMap::default();
        let target = |(at, secret): (usize, &Secret)| {
            let around = around.get(&at).cloned().unwrap_or_default();
            let sign = Sign { text: secret.text.clone(), stand: secret.stand, around };
            let number = self.numbers.get(&sign).copied().unwrap_or_else(|| {
                self.count += 1;
                self.fresh.insert(self.count);
                self.count
            });
            numbers.insert(sign.clone(), number);
            Target { sign, number }
        };
        self.targets = secrets.iter().enumerate().map(target).collect();
        self.by_number = self.targets.iter().enumerate().map(|(at, target)| (target.number, at)).collect();
        self.fresh.retain(|number| self.by_number.contains_key(number));
        let facts = around.values().flatten().map(|fact| fact.text.len());
        let longest = secrets.iter().map(|secret| secret.text.len()).chain(facts).max().unwrap_or(0);
        // The longest secret or fact, and the characters that touch it.
        self.reach = 2 * longest + 2 * char::MAX.len_utf8();
        (self.around, self.numbers) = (around, numbers);
    }

    /// The search for everything.
    fn search(&self) -> Search<'_> {
        Search { seeker: &self.seeker, targets: &self.targets, reach: self.reach }
    }

    /// What was not looked for yet and may stand in a file that left its `traces`; `None` where that is nothing.
    fn search_fresh(&self, traces: Option<&Traces>) -> Option<(Seeker, Vec<Target>)> {
        let fresh = self.fresh.iter().map(|number| &self.targets[self.by_number[number]]);
        let may_stand =
            |target: &&Target| traces.is_some_and(|traces| traces.may_hold(target.sign.text.as_bytes()));
        let targets: Vec<Target> = fresh.filter(may_stand).cloned().collect();
        let seeker = || Seeker::new(targets.iter().map(|target| target.sign.text.clone()));
        (!targets.is_empty()).then(|| (seeker(), targets.clone()))
    }

    /// What was found, secret by secret and excuse by excuse.
    fn report(
        &self,
        gathered: &Gathered,
        files: &[File<'_>],
        found: &[Arc<Hits>],
        board: &Board,
        sources: &Sources,
    ) -> Diagnostics {
        let mut out = Diagnostics::default();
        let mut leaks: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        let mut excused: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for (file, hits) in files.iter().zip(found) {
            for (number, excuse) in hits.iter() {
                match (self.by_number.get(number), excuse) {
                    // What is no secret any more.
                    (None, _) => {}
                    (Some(secret), None) => leaks.entry(*secret).or_default().push(file.path),
                    (Some(_), Some(excuse)) => drop(excused.entry(*excuse).or_default().insert(file.path)),
                }
            }
        }
        for (secret, paths) in leaks {
            let secret = &gathered.secrets[secret];
            let (key, at) = secret.written(&gathered.register);
            out.push(rule::leak(secret, (key, at), board, &paths, culprit(secret, at, sources)));
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
}

impl File<'_> {
    /// What it says, behind all escapes; nothing for a picture.
    fn said(&self) -> Cow<'_, [u8]> {
        match has_text(self.path) {
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
    seeker: &'s Seeker,
    targets: &'s [Target],
    reach: usize,
}

impl Search<'_> {
    /// Looks through a file and its name.
    fn file(&self, file: &File<'_>) -> Hits {
        let mut hits = Hits::new();
        for text in [plain::plain(file.path.as_bytes()), file.said()] {
            self.text(&text, 0..text.len(), &mut hits);
        }
        hits
    }

    /// Looks through a file that held nothing `before`: what it has in common with that, and what is out of reach of
    /// the rest, holds nothing now.
    fn changed(&self, file: &File<'_>, before: &[u8], traces: Option<&Traces>) -> Hits {
        let mut hits = Hits::new();
        if !has_text(file.path) {
            return hits;
        }
        let bytes = file.bytes;
        let (front, back) = same_ends(before, bytes);
        // What may hold a hit, and as much more on both sides as can decide what that counts for.
        let reach = self.reach * plain::LONGEST;
        let part = plain::widened(bytes, front..bytes.len() - back, reach);
        let whole = plain::widened(bytes, part.clone(), reach);
        let [lead, text] = [whole.start..part.start, part.clone()].map(|range| plain::plain(&bytes[range]));
        traces.iter().for_each(|traces| traces.add(&text));
        let part = lead.len()..lead.len() + text.len();
        self.text(&plain::plain(&bytes[whole]), part, &mut hits);
        hits
    }

    /// Looks through a part of a text.
    fn text(&self, text: &[u8], part: Range<usize>, hits: &mut Hits) {
        self.seeker.each(text, part, |target, at| {
            let Target { sign, number } = &self.targets[target];
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
