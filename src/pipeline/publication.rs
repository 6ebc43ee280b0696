//! A publication (公布): what a build makes, and what it says recorded beside `content/`.

use std::path::Path;
use std::sync::Arc;

use super::stages::adjust;
use crate::calendar::AsOf;
use crate::diagnostic::{Diagnostics, Text};
use crate::fault::Fault;
use crate::model::settings::Settings;
use crate::model::{Board, Records};
use crate::publication::keys::{PrivateKey, PublicKey, Signed};
use crate::publication::merge::{Beyond, merge, withdrawn};
use crate::publication::{About, Change, Entry, Key, Record, Withdrawn, changes, files, folder, proof};
use crate::render::Artifacts;
use crate::review::review;
use crate::site::{self, view::Table};
use crate::text;

/// What is asked of a publication.
#[derive(Debug)]
pub struct Publication<'a> {
    /// What the clerk wrote about it.
    pub note: Option<String>,
    /// What the checkpoint is signed with.
    pub key: Option<PrivateKey>,
    /// Another copy of the record, whose publications come first.
    pub merged: Option<&'a Record>,
}

/// What a publication recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its number.
    pub number: u32,
    /// Whether it is new; else nothing had changed since.
    pub is_new: bool,
    /// How many records were added, changed and removed.
    pub counts: [usize; 3],
    /// How many publications of another copy were merged.
    pub merged: usize,
}

/// A publication that begins.
#[derive(Clone, Copy)]
pub(super) struct Begun<'p> {
    pub(super) publication: &'p Publication<'p>,
    /// Whether there is something new even where no record is other than before.
    pub(super) is_new: bool,
}

/// A publication on its way: the record with it, before it is sealed.
pub(super) struct Entered<'p> {
    publication: &'p Publication<'p>,
    record: Arc<Record>,
    /// How many publications stand in the folder.
    known: usize,
    counts: [usize; 3],
    merged: usize,
    /// Whether the files are other than the last publication listed, though nothing is new that is recorded.
    pub(super) is_other: bool,
}

/// The program, as a publication names it.
const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

impl<'p> Entered<'p> {
    /// The record with what `records` say on `day` on top, which the board then shows.
    pub(super) fn new(
        Begun { publication, is_new }: Begun<'p>,
        records: &mut Records,
        day: AsOf,
        diagnostics: &mut Diagnostics,
    ) -> Result<Entered<'p>, Fault> {
        let board = &records.board;
        let known = board.record.clone();
        must_be_signable(publication, records)?;
        if let Some(last) = known.as_ref().and_then(|record| record.last()).filter(|last| last.date > day.0) {
            return Err(ran_backwards(last.number, last.date.to_string(), day));
        }
        let origin = origin(publication, records);
        let mut record = known.clone();
        let mut merged = 0;
        for Beyond { entry, changes } in beyond(known.as_deref(), publication.merged)? {
            let (number, date) = (entry.number, entry.date);
            let own = entry.note.as_deref().map(|note| format!("：{note}")).unwrap_or_default();
            let about = About {
                date: day.0,
                program: PROGRAM.to_owned(),
                note: Some(format!("并入另一份副本的第 {number} 次公布（{date}）{own}")),
                origin: origin.clone(),
            };
            record = Some(Arc::new(add(record.as_deref(), about, changes, Some((None, publication)))?));
            merged += 1;
        }
        let rows = site::recorded(board, day, &site::tables(board, day), record.as_deref());
        let found = changed(record.as_deref(), &rows);
        if let Some(record) = &record {
            diagnostics.append(reviewed(record, &found, &rows, day, &board.ground.settings));
        }
        let mut counts = [0; 3];
        found.iter().for_each(|change| counts[change.op as usize] += 1);
        let is_same = |record: &Record| {
            let last = record.last();
            let same_note =
                publication.note.is_none() || last.is_some_and(|last| last.note == publication.note);
            let same_key = |last: &Entry| {
                let key = publication.key.as_ref().and_then(|key| PublicKey::read(&key.public()));
                key.is_none_or(|key| key.signed(&last.checkpoint) == Signed::Good)
            };
            let same_day = last.is_some_and(|last| last.date == day.0 && same_key(last));
            !is_new && merged == 0 && found.is_empty() && same_note && same_day
        };
        let record = match record {
            Some(record) if is_same(&record) => record,
            before => {
                let about = About {
                    date: day.0,
                    program: PROGRAM.to_owned(),
                    note: publication.note.clone(),
                    origin,
                };
                Arc::new(add(before.as_deref(), about, found, None)?)
            }
        };
        let known = known.map_or(0, |record| record.entries.len());
        let mut shown = board.as_ref().clone();
        shown.record = Some(record.clone());
        records.board = Arc::new(shown);
        Ok(Entered { publication, record, known, counts, merged, is_other: false })
    }

    /// Writes the checkpoint over all files of the site, and adds the log to them.
    pub(super) fn seal(&mut self, records: &Records, artifacts: &mut Artifacts) -> Result<(), Fault> {
        let list = proof::list(artifacts.iter().map(|(path, bytes)| (path, &bytes[..])));
        match self.is_new() {
            true => seal(Arc::make_mut(&mut self.record), Some(list), self.publication)?,
            false => self.is_other = list != self.record.pages,
        }
        add_log_of(&self.record, records, artifacts);
        Ok(())
    }

    fn is_new(&self) -> bool {
        self.record.entries.len() > self.known
    }

    /// Puts the publication into the folder `record/` of `site`.
    pub(super) fn write(&self, site: &Path) -> Result<(), Fault> {
        match self.is_new() {
            true => folder::write(&folder::of(site), &self.record, self.known),
            false => Ok(()),
        }
    }

    /// What to tell of it.
    pub(super) fn told(&self) -> Recorded {
        let number = self.record.entries.len() as u32;
        Recorded { number, is_new: self.is_new(), counts: self.counts, merged: self.merged }
    }
}

/// What the next publication of `board` would change without saying why, as severe as the board's settings make it.
pub(super) fn review_of(board: &Board, tables: &[Table], day: AsOf) -> Diagnostics {
    let Some(record) = &board.record else { return Diagnostics::default() };
    let rows = site::recorded(board, day, tables, Some(record));
    reviewed(record, &changed(Some(record), &rows), &rows, day, &board.ground.settings)
}

fn changed(record: Option<&Record>, rows: &[(Key, site::Recorded)]) -> Vec<Change> {
    changes(record, rows.iter().map(|(key, recorded)| (key, &recorded.row)))
}

fn reviewed(
    record: &Record,
    changes: &[Change],
    rows: &[(Key, site::Recorded)],
    day: AsOf,
    settings: &Settings,
) -> Diagnostics {
    let mut found = review(record, changes, rows, day);
    adjust(&mut found, settings);
    found
}

/// Adds the files of the log, where the board has one.
pub(super) fn add_log(records: &Records, artifacts: &mut Artifacts) {
    if let Some(record) = &records.board.record {
        add_log_of(record, records, artifacts);
    }
}

fn add_log_of(record: &Record, records: &Records, artifacts: &mut Artifacts) {
    let key = records.board.ground.settings.record_key.as_ref().map(|key| &key.value);
    for (path, bytes) in files(record, key) {
        artifacts.add(path, bytes);
    }
}

/// One publication more; sealed at once where it is one of another copy, which no files belong to.
fn add(
    known: Option<&Record>,
    about: About,
    changes: Vec<Change>,
    sealed: Option<(Option<String>, &Publication<'_>)>,
) -> Result<Record, Fault> {
    let mut record = Record::with(known, about, changes).map_err(|_| at_fault())?;
    if let Some((pages, publication)) = sealed {
        seal(&mut record, pages, publication)?;
    }
    Ok(record)
}

fn seal(record: &mut Record, pages: Option<String>, publication: &Publication<'_>) -> Result<(), Fault> {
    record.seal(pages, publication.key.as_ref()).ok_or_else(at_fault)
}

fn at_fault() -> Fault {
    Fault::new(text!(
        "程序错误：这次公布记不下来",
        "a fault of this program: this publication cannot be recorded"
    ))
}

fn beyond<'r>(own: Option<&Record>, other: Option<&'r Record>) -> Result<Vec<Beyond<'r>>, Fault> {
    let Some(other) = other else { return Ok(Vec::new()) };
    let Some(own) = own else {
        return Err(Fault::usage(text!(
            "这里还没有 record/，不用合并：把那一份整个拷来就行",
            "there is no record/ here and nothing to merge: copy the other one as a whole"
        )));
    };
    let first = |record: &Record| record.entries.first().map(|entry| entry.checkpoint.clone());
    if first(own) != first(other) {
        return Err(Fault::usage(text!(
            "那一份不是这个公开栏的副本：两份没有共同的公布，不能合并",
            "that is no copy of this board: the two have nothing in common and cannot be merged"
        )));
    }
    let still = withdrawn(own, other);
    if !still.is_empty() {
        let command = |(Key { kind, id }, there): &(&Key, &Withdrawn)| {
            let fields: String = there.fields.iter().map(|name| format!(" --field {name}")).collect();
            format!("\n  gongkailan redact {kind} {id}{fields} --reason \"{}\"", there.reason)
        };
        let commands: String = still.iter().map(command).collect();
        return Err(Fault::usage(text!(
            "那一份依法撤下过的，这里还在。先撤下，再合并：{commands}",
            "the other copy withdrew what still stands here. Withdraw it, then merge:{commands}"
        )));
    }
    merge(own, other).map_err(|keys| {
        let list: Vec<String> = keys.iter().map(|Key { kind, id }| format!("{kind}/{id}")).collect();
        let (zh, en) = (list.join("、"), list.join(", "));
        Fault::usage(text!(
            "两份副本对这些记录公布的不一样，不能自动合并：{zh}。\n先在 content/ 里定下哪个是对的，只保留一份 record/，再运行 gongkailan publish，不带 --merge；另一份留作备查。",
            "the two copies published different things of these records, and cannot be merged by themselves: {en}.\nDecide in content/ what is right, keep record/ of one copy, and run `gongkailan publish` without --merge; keep the other for reference."
        ))
    })
}

/// Whose log it is: as it began, else by the key, else by the board's address.
fn origin(publication: &Publication<'_>, records: &Records) -> String {
    let settings = &records.board.ground.settings;
    let began = records.board.record.as_ref().map(|record| record.origin.clone());
    let by_key = || publication.key.as_ref().map(|key| key.name().to_owned());
    let by_address = || {
        let home = settings.base_url.as_ref()?.as_str();
        Some(home.split_once("://")?.1.trim_end_matches('/').to_owned())
    };
    began.or_else(by_key).or_else(by_address).unwrap_or_else(|| "gongkailan".to_owned())
}

/// The key that is given must be the one that the site tells.
fn must_be_signable(publication: &Publication<'_>, records: &Records) -> Result<(), Fault> {
    let told = records.board.ground.settings.record_key.as_ref().map(|key| key.value.text());
    match (publication.key.as_ref().map(PrivateKey::public), told) {
        (None, None) => Ok(()),
        (Some(own), Some(told)) if own == told => Ok(()),
        (Some(own), Some(_)) => Err(Fault::usage(text!(
            "这把钥匙不是 site.yaml 里写的那一把：它的公钥是 {own}",
            "this key is not the one in site.yaml: its public key is {own}"
        ))),
        (Some(own), None) => Err(Fault::usage(text!(
            "site.yaml 里没有写公钥，别人核对不了签名。请加上：\nrecord: {{key: {own}}}",
            "site.yaml tells no public key, so nobody could check the signature. Add:\nrecord: {{key: {own}}}"
        ))),
        (None, Some(_)) => Err(Fault::usage(text!(
            "site.yaml 写了公钥，公布要签名：用 --key 写钥匙文件的位置",
            "site.yaml tells a public key, so a publication is to be signed: say where the key file is with --key"
        ))),
    }
}

fn ran_backwards(number: u32, date: String, day: AsOf) -> Fault {
    let day = day.to_string();
    Fault::usage(text!(
        "上次（第 {number} 次）公布是 {date}，这次的日期 {day} 反而更早：检查电脑的日期，或用 --as-of 写公布的日期",
        "the last publication, number {number}, was on {date}, and this one would be of {day}, which is earlier: check the clock of this computer, or give the day with --as-of"
    ))
}

/// How a record is called in messages.
pub fn counted(counts: [usize; 3]) -> Text {
    let [added, changed, removed] = counts;
    text!(
        "新增 {added} 条，改动 {changed} 条，撤下 {removed} 条",
        "{added} added, {changed} changed, {removed} taken down"
    )
}
