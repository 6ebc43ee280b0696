//! A publication as it is written: a line for its head, a line a version, and at last the checkpoint, so that what was cut
//! off is seen.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Entry, Version};
use crate::calendar::NaiveDate;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    publication: u32,
    date: NaiveDate,
    program: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tail {
    checkpoint: String,
}

/// Why a file is no publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// Its end is missing.
    CutOff,
    /// Marks of a merge by version control are left in it.
    Unmerged,
    /// This line, counted from 1, cannot be read.
    Line(usize),
}

/// As it is written.
pub(super) fn written(entry: &Entry) -> Vec<u8> {
    let head = Head {
        publication: entry.number,
        date: entry.date,
        program: entry.program.clone(),
        note: entry.note.clone(),
    };
    // Texts and numbers into memory: this cannot fail.
    let line = |json: Result<Vec<u8>, _>| [json.unwrap_or_default(), b"\n".to_vec()].concat();
    let mut lines = line(serde_json::to_vec(&head));
    for version in &entry.versions {
        lines.extend(line(serde_json::to_vec(version)));
    }
    lines.extend(line(serde_json::to_vec(&Tail { checkpoint: entry.checkpoint.clone() })));
    lines
}

/// Read back.
pub(super) fn read(text: &str) -> Result<Entry, Unread> {
    let is_mark = |line: &str| ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
    if text.lines().any(is_mark) {
        return Err(Unread::Unmerged);
    }
    let lines: Vec<&str> = text.lines().collect();
    let (Some((head, rest)), true) = (lines.split_first(), text.ends_with('\n')) else {
        return Err(Unread::CutOff);
    };
    let head: Head = serde_json::from_str(head).map_err(|_| Unread::Line(1))?;
    let Some((tail, versions)) = rest.split_last() else { return Err(Unread::CutOff) };
    let tail: Tail = match serde_json::from_str(tail) {
        Ok(tail) => tail,
        Err(_) if serde_json::from_str::<Version>(tail).is_ok() => return Err(Unread::CutOff),
        Err(_) => return Err(Unread::Line(lines.len())),
    };
    let versions: Result<Vec<Version>, Unread> = versions
        .par_iter()
        .enumerate()
        .map(|(at, line)| serde_json::from_str(line).map_err(|_| Unread::Line(at + 2)))
        .collect();
    let Head { publication, date, program, note } = head;
    Ok(Entry { number: publication, date, program, note, versions: versions?, checkpoint: tail.checkpoint })
}
