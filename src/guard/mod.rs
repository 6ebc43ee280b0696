//! The last look before publishing: no finished file may hold a private value, however it came there.
//!
//! Types keep the register out of reach of pages ([`crate::private::Private`]); this finds what a person typed twice,
//! once as a private value and once where everybody reads it. Every value that is telling enough ([`telling`]) is
//! looked for among the letters of every file and of its name ([`crate::reading`]), all in one pass ([`seek`]); its kind
//! says what counts ([`sense`]). A value that is also a public fact is no leak where that fact stands ([`facts`]).
//! `docs/privacy.md` tells it to those who keep a board.

mod attached;
mod facts;
mod gathered;
mod names;
mod people;
mod places;
mod public;
mod rule;
mod secrets;
mod seek;
mod sense;
mod sought;
mod telling;
#[cfg(test)]
mod tests;
mod traces;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::blob::Blob;
use crate::calendar::AsOf;
use crate::diagnostic::{Diagnostics, Rule};
use crate::ends::same_ends;
use crate::model::{Board, Register};
use crate::reading::{Format, Letters, Reader, Seam};
use crate::render::Artifacts;
use crate::reuse::Known;
use crate::source::Sources;

pub(crate) use people::DOUBLE;

use gathered::Gathered;
use places::culprits;
use public::Excuse;
use secrets::Secret;
use sought::{Layer, Sought, SoughtText};
use traces::Traces;

/// The rules of this stage.
pub static RULES: &[&Rule] = &[&rule::PRIVATE_LEAKED, &rule::NAMED_ON_PURPOSE];

/// Files that hold no text: pictures were drawn or stripped when they were read.
const WITHOUT_TEXT: [&str; 8] = [".jpg", ".jpeg", ".png", ".webp", ".woff2", ".woff", ".ttf", ".otf"];

/// What the last look found, file by file: what it depends on is the file's bytes, what is looked for and what
/// excuses it.
#[derive(Debug, Default)]
pub struct LookCache {
    gathered: Option<Gathered>,
    sought: Sought,
    files: Known<String, (Blob, Looked)>,
    /// Of the texts of these files; `None` until something new was to be looked for in old files.
    traces: Option<Traces>,
}

/// A cache that knows what to look for in files that are made of the same records: without that there is no looking.
#[derive(Debug)]
pub struct Ready {
    gathered: Gathered,
    cache: LookCache,
}

/// What a look at a file found.
#[derive(Clone, Debug, Default)]
struct Looked {
    hits: Arc<Hits>,
    /// Where reading it could begin again.
    seams: Arc<[Seam]>,
}

/// What one file holds: numbers of targets that leak, or that an excuse lets pass.
type Hits = BTreeSet<(u32, Option<Excuse>)>;

/// Every private value that `artifacts` hold, once each, and every excuse that was needed.
pub fn scan(
    artifacts: &Artifacts,
    board: &Board,
    register: &Arc<Register>,
    sources: &Sources,
    as_of: AsOf,
) -> Diagnostics {
    LookCache::default().gather(board, register, as_of).look(artifacts, board, sources)
}

impl LookCache {
    /// Works out what to look for; the files need not be made yet.
    pub fn gather(mut self, board: &Board, register: &Arc<Register>, as_of: AsOf) -> Ready {
        let known = self.gathered.take();
        let labels = |register: &Register| -> Vec<_> {
            register.held.households.iter().filter_map(|private| private.label.clone()).collect()
        };
        let same_labels = known.as_ref().is_some_and(|known| {
            Arc::ptr_eq(&known.register.held, &register.held) || labels(&known.register) == labels(register)
        });
        let (gathered, is_new) = Gathered::again(register, as_of, known);
        self.sought.aim(&gathered, is_new || !same_labels, &board.ground);
        Ready { gathered, cache: self }
    }
}

impl Ready {
    /// The cache alone, for the next run.
    pub fn keep(self) -> LookCache {
        LookCache { gathered: Some(self.gathered), ..self.cache }
    }

    /// Every private value that `artifacts` hold, once each, and every excuse that was needed. A file with the same bytes
    /// as at the last look is looked through only for what was not looked for then.
    pub fn look(&mut self, artifacts: &Artifacts, board: &Board, sources: &Sources) -> Diagnostics {
        let cache = &mut self.cache;
        let file = |(path, bytes)| File { path, bytes, text: artifacts.text(path) };
        let files: Vec<File<'_>> = artifacts.iter().map(file).collect();
        if cache.traces.is_none() && cache.files.values().next().is_some() && !cache.sought.fresh.is_empty() {
            let traces = Traces::new();
            files.par_iter().for_each_init(Reader::default, |reader, file| {
                file.read(reader, |letters| {
                    traces.add(letters.units());
                    false
                });
            });
            cache.traces = Some(traces);
        }
        let traces = cache.traces.as_ref();
        let fresh = cache.sought.not_yet(traces);
        let search = Search { layer: &cache.sought.all, reach: cache.sought.reach(), traces };
        // What one of them passes over it has read for the same texts before.
        let look =
            |[reader, for_fresh]: &mut [Reader; 2], file: &File<'_>, before: Option<&(Blob, Looked)>| {
                let known = before.filter(|(known, _)| file.text.is_none() || known == file.bytes);
                let Some((known, looked)) = known else { return search.file(reader, file) };
                let is_same = known == file.bytes;
                let of_fresh = match fresh.seeker.is_empty() {
                    true => Arc::default(),
                    false => Search { layer: &fresh, traces: None, ..search }.file(for_fresh, file).hits,
                };
                let now = match () {
                    () if is_same => looked.clone(),
                    // Where the hits stood is not known any more.
                    () if !looked.hits.is_empty() => return search.file(reader, file),
                    () => search.changed(reader, file, (known, looked)),
                };
                match of_fresh.is_empty() {
                    true => now,
                    false => Looked { hits: Arc::new(&*of_fresh | &*now.hits), ..now },
                }
            };
        let wanted = files.par_iter().map(|file| (file.path.to_owned(), file));
        cache.files.renew_with(wanted, Default::default, |readers, _, file, before| {
            (file.bytes.clone(), look(readers, file, before))
        });
        cache.sought.fresh.clear();
        self.report(artifacts, &files, board, sources)
    }

    /// What was found in `files`, secret by secret and excuse by excuse.
    fn report<'a>(
        &self,
        artifacts: &Artifacts,
        files: &[File<'a>],
        board: &Board,
        sources: &Sources,
    ) -> Diagnostics {
        let mut out = Diagnostics::default();
        let mut attached: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        let mut leaks: BTreeMap<u32, Vec<&File<'a>>> = BTreeMap::new();
        let mut excused: BTreeMap<Excuse, (BTreeSet<&str>, BTreeSet<u32>)> = BTreeMap::new();
        for (file, (_, looked)) in files.iter().zip(self.cache.files.values()) {
            for (number, excuse) in looked.hits.iter() {
                match (self.cache.sought.target(*number), excuse) {
                    // What is no secret any more.
                    (None, _) => {}
                    (Some(_), None) if artifacts.attachment(file.path).is_some() => {
                        attached.entry(file.path).or_default().push(*number);
                    }
                    (Some(_), None) => leaks.entry(*number).or_default().push(file),
                    (Some(_), Some(excuse)) => {
                        let (files, secrets) = excused.entry(*excuse).or_default();
                        files.insert(file.path);
                        secrets.insert(*number);
                    }
                }
            }
        }
        let gathered = &self.gathered;
        let secret = |(number, files): (u32, Vec<_>)| {
            let target = self.cache.sought.target(number)?;
            Some((gathered.secret(&target.sign.wanted.text)?, target, files))
        };
        let mut leaks: Vec<(Secret, &SoughtText, Vec<&File<'a>>)> =
            leaks.into_iter().filter_map(secret).collect();
        leaks.sort_by_key(|(secret, ..)| secret.place);
        // A value is told once, whatever parts of it were found.
        leaks.dedup_by(|(secret, _, files), (first, _, of_first)| {
            let is_same = (secret.owner, secret.detail) == (first.owner, first.detail);
            if is_same {
                of_first.append(files);
            }
            is_same
        });
        let written: Vec<_> = leaks.iter().map(|(secret, ..)| secret.written(&gathered.register)).collect();
        let own = leaks.iter().zip(&written).map(|((_, target, _), (_, at))| (*target, *at));
        let culprits = culprits(&own.collect::<Vec<_>>(), sources);
        for (((secret, _, mut files), (key, at)), culprit) in leaks.into_iter().zip(written).zip(culprits) {
            files.sort_by_key(|file| file.path);
            files.dedup_by_key(|file| file.path);
            let shown = files.first().map_or_else(Default::default, |file| self.told(file.path));
            out.push(rule::leak(&secret, (key, at), &board.ground, (shown, files.len()), culprit));
        }
        for (path, numbers) in attached {
            let secrets = numbers.into_iter().filter_map(|number| secret((number, Vec::new())));
            let mut secrets: Vec<(Secret, &SoughtText)> =
                secrets.map(|(secret, target, _)| (secret, target)).collect();
            secrets.sort_by_key(|(secret, _)| secret.place);
            if let Some((reading, at)) = artifacts.attachment(path).filter(|_| !secrets.is_empty()) {
                let may_show = |name: &str| self.may_show(name);
                out.push(attached::leak(
                    (path, reading, at),
                    &secrets,
                    &board.ground,
                    &gathered.register,
                    &may_show,
                ));
            }
        }
        for (excuse, (files, secrets)) in excused {
            out.push(match excuse {
                Excuse::Word(at) => rule::excused(&board.ground.settings.privacy.excused[at], files.len()),
                Excuse::Named(at) => rule::named(&board.ground.named[at], secrets.len()),
            });
        }
        out
    }

    /// `name`, a path or what people call something; `…` where that would tell a private value.
    fn told<'n>(&self, name: &'n str) -> &'n str {
        if self.may_show(name) { name } else { "…" }
    }

    fn may_show(&self, name: &str) -> bool {
        let search = Search { layer: &self.cache.sought.all, reach: 0, traces: None };
        let mut hits = Hits::new();
        let mut reader = Reader::default();
        reader.read(name.as_bytes(), Format::Path);
        for letters in reader.streams() {
            search.letters(letters, &mut hits);
        }
        hits.iter().all(|(_, excuse)| excuse.is_some())
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
    /// What it says; nothing for a picture.
    fn said(&self) -> (&[u8], Format) {
        match self.text {
            Some(text) => (text.as_bytes(), Format::of_text(self.path)),
            None if WITHOUT_TEXT.iter().any(|kind| self.path.ends_with(kind)) => (&[], Format::Plain),
            None => (self.bytes, Format::of(self.path)),
        }
    }

    /// Hands the letters of its name and of what it says to `visit`, which says whether it found anything; where reading
    /// could begin again.
    fn read(&self, reader: &mut Reader, mut visit: impl FnMut(&Letters) -> bool) -> Arc<[Seam]> {
        for (text, format) in [(self.path.as_bytes(), Format::Path), self.said()] {
            reader.read(text, format);
            let found = reader.streams().each_ref().map(&mut visit);
            if found.contains(&true) {
                reader.forget();
            }
        }
        reader.seams().into()
    }
}

/// Looks for what is to be found.
#[derive(Clone, Copy)]
struct Search<'s> {
    layer: &'s Layer,
    reach: usize,
    traces: Option<&'s Traces>,
}

impl Search<'_> {
    /// Looks through a file and its name.
    fn file(&self, reader: &mut Reader, file: &File<'_>) -> Looked {
        let mut hits = Hits::new();
        let seams = file.read(reader, |letters| self.letters(letters, &mut hits));
        Looked { hits: Arc::new(hits), seams }
    }

    /// Looks through a file that held nothing `before`: what it has in common with that, and what is out of reach of
    /// the rest, holds nothing now.
    fn changed(&self, reader: &mut Reader, file: &File<'_>, (before, looked): (&[u8], &Looked)) -> Looked {
        let (bytes, format) = file.said();
        let (front, back) = same_ends(before, file.bytes);
        let seams = &looked.seams;
        let letters_at =
            |at: usize| seams.iter().rfind(|seam| seam.at as usize <= at).map_or(0, |seam| seam.letters);
        // As many letters before the change as can decide what a hit in it counts for.
        let least = (letters_at(front) as usize).checked_sub(self.reach);
        let first = seams.iter().rposition(|seam| least.is_some_and(|least| seam.letters as usize <= least));
        let Some(first) = first else { return self.file(reader, file) };
        let begin = seams[first];
        reader.begin(format, begin);
        let mut at = reader.go_on(bytes, begin.at as usize, bytes.len() - back);
        let changed = reader.count();
        // And as many behind it, as far as where the old text could be read anew as well.
        let moved = |seam: &Seam| (seam.at as usize + bytes.len()).checked_sub(before.len());
        let behind = seams.iter().filter(|seam| seam.at as usize > before.len() - back);
        let mut rest: &[Seam] = &[];
        for (seam, to) in behind.filter_map(|seam| Some((seam, moved(seam)?))) {
            if to < at {
                continue;
            }
            at = reader.go_on(bytes, at, to);
            let is_enough = reader.count() - changed >= self.reach;
            if is_enough && at == to && reader.seam(at).is_some_and(|now| now.is_like(seam)) {
                let index = seams.iter().position(|other| other == seam).unwrap_or(seams.len());
                rest = &seams[index..];
                break;
            }
        }
        if rest.is_empty() {
            reader.go_on(bytes, at, bytes.len());
        }
        let mut hits = Hits::new();
        let found = reader.streams().each_ref().map(|letters| self.letters(letters, &mut hits));
        if found.contains(&true) {
            reader.forget();
        }
        let grown = reader.total() as i64 - rest.first().map_or(0, |seam| i64::from(seam.letters));
        let longer = bytes.len() as i64 - before.len() as i64;
        let kept = seams[..=first].iter().copied().chain(reader.seams().iter().copied());
        let last = rest.first().and_then(moved).unwrap_or(bytes.len());
        let kept = kept.filter(|seam| (seam.at as usize) < last);
        let seams = kept.chain(rest.iter().map(|seam| seam.moved(longer, grown))).collect();
        Looked { hits: Arc::new(hits), seams }
    }

    /// Looks through letters; whether there is anything that is looked for, be it for nothing.
    fn letters(&self, letters: &Letters, hits: &mut Hits) -> bool {
        if let Some(traces) = self.traces {
            traces.add(letters.units());
        }
        let mut is_any = false;
        self.layer.seeker.each(letters.units(), |target, at| {
            let SoughtText { sign, number } = &self.layer.targets[target];
            hits.extend(sign.leaks(letters, at).map(|excuse| (*number, excuse)));
            is_any = true;
        });
        is_any
    }
}
