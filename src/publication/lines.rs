//! A publication as it is written: a line a version, its head's first, and at last the checkpoint with a sum over it and all
//! lines, so that what was cut off or edited is seen.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Entry, HEAD, Version};

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tail {
    checkpoint: String,
    sum: String,
}

/// Why a file is no publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// Its end is missing.
    CutOff,
    /// Marks of a merge by version control are left in it.
    Unmerged,
    /// It is not as it was written.
    Altered,
    /// This line, counted from 1, cannot be read.
    Line(usize),
}

/// BLAKE3 over the lines of the versions and the checkpoint.
fn sum(lines: &[u8], checkpoint: &str) -> String {
    blake3::Hasher::new().update(lines).update(checkpoint.as_bytes()).finalize().to_hex().to_string()
}

/// As it is written.
pub(super) fn written(entry: &Entry) -> Vec<u8> {
    // Texts and numbers into memory: this cannot fail.
    let line = |json: Result<Vec<u8>, _>| [json.unwrap_or_default(), b"\n".to_vec()].concat();
    let mut lines: Vec<u8> =
        entry.versions.iter().flat_map(|version| line(serde_json::to_vec(version))).collect();
    let checkpoint = entry.checkpoint.clone();
    let tail = Tail { sum: sum(&lines, &checkpoint), checkpoint };
    lines.extend(line(serde_json::to_vec(&tail)));
    lines
}

/// Read back, of a text whose lines end as they were written.
pub(super) fn read(text: &str) -> Result<Entry, Unread> {
    let is_mark = |line: &str| ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
    if text.lines().any(is_mark) {
        return Err(Unread::Unmerged);
    }
    let whole = text.strip_suffix('\n').ok_or(Unread::CutOff)?;
    let at = whole.rfind('\n').ok_or(Unread::CutOff)? + 1;
    let (before, last) = whole.split_at(at);
    let lines: Vec<&str> = before.lines().collect();
    let Tail { checkpoint, sum: said } = match serde_json::from_str(last) {
        Ok(tail) => tail,
        Err(_) if serde_json::from_str::<Version>(last).is_ok() => return Err(Unread::CutOff),
        Err(_) => return Err(Unread::Line(lines.len() + 1)),
    };
    if sum(before.as_bytes(), &checkpoint) != said {
        return Err(Unread::Altered);
    }
    let versions: Result<Vec<Version>, Unread> = lines
        .par_iter()
        .enumerate()
        .map(|(at, line)| serde_json::from_str(line).map_err(|_| Unread::Line(at + 1)))
        .collect();
    of(versions?, checkpoint).ok_or(Unread::Line(1))
}

/// The publication of `versions`, which their head tells.
fn of(versions: Vec<Version>, checkpoint: String) -> Option<Entry> {
    let head = versions.first().filter(|head| head.key.kind == HEAD)?;
    let said = |name: &str| head.set.get(name).and_then(|value| value.as_str());
    Some(Entry {
        number: head.key.id.parse().ok()?,
        date: said("date")?.parse().ok()?,
        program: said("program")?.to_owned(),
        note: said("note").map(str::to_owned),
        checkpoint,
        cosigned: String::new(),
        versions,
    })
}
