//! What is recorded: publications, and the versions of records in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::digest::{Digest, Salt};
use crate::calendar::NaiveDate;

/// The kind of the leaf that says of a publication itself when and how it was made. No table is called so.
pub const HEAD: &str = "publication";

/// The values of a version by their names, as in the open data; what is null there is left out.
pub type Fields = BTreeMap<String, Value>;

fn is_empty(fields: &Arc<Fields>) -> bool {
    fields.is_empty()
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// It was not published before.
    Added,
    /// It says something else.
    Changed,
    /// It is not published any more.
    Removed,
}

/// Which record: the table of the open data, and its key in that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// `grids`, `members`, … as in `data/`.
    pub kind: String,
    /// Its id; where records of a kind have none, what tells them apart.
    pub id: String,
}

/// A record as it became public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Line", into = "Line")]
pub struct Version {
    /// Which record.
    pub key: Key,
    /// What happened.
    pub op: Op,
    /// What keeps a small value from being guessed from its digest. None where something was withdrawn.
    pub salt: Option<Salt>,
    /// What it says: all of it when it was added, else what is new or other than before.
    pub set: Arc<Fields>,
    /// What it says no more.
    pub unset: Vec<String>,
    /// Why it was corrected (更正), by what was corrected.
    pub reasons: Vec<Reason>,
    /// What was withdrawn of it since.
    pub withdrawn: Option<Withdrawn>,
}

/// A version as it is written. Flattening would read each line twice.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    kind: String,
    id: String,
    op: Op,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<Salt>,
    #[serde(default, skip_serializing_if = "is_empty")]
    set: Arc<Fields>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unset: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<Reason>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Withdrawn>,
}

impl From<Line> for Version {
    fn from(line: Line) -> Version {
        let Line { kind, id, op, salt, set, unset, reasons, withdrawn } = line;
        Version { key: Key { kind, id }, op, salt, set, unset, reasons, withdrawn }
    }
}

impl From<Version> for Line {
    fn from(version: Version) -> Line {
        let Version { key: Key { kind, id }, op, salt, set, unset, reasons, withdrawn } = version;
        Line { kind, id, op, salt, set, unset, reasons, withdrawn }
    }
}

/// Why a published value was put right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reason {
    /// 日期
    pub date: NaiveDate,
    /// 事项: the column that was wrong.
    pub key: String,
    /// 原因
    pub reason: String,
}

/// What was withdrawn of a version (依法撤下), and what keeps its leaf provable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// When.
    pub date: NaiveDate,
    /// Why.
    pub reason: String,
    /// Which fields; none where all of it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// The digest of all fields, which is the leaf's entry; only where all were withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Digest>,
    /// The digests of the fields that were withdrawn.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub digests: BTreeMap<String, Digest>,
    /// The salts of the fields that are left.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub salts: BTreeMap<String, Digest>,
}

/// One publication.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// 1, 2, …
    pub number: u32,
    /// When it was made public.
    pub date: NaiveDate,
    /// The program and its version.
    pub program: String,
    /// What the clerk wrote about it.
    pub note: Option<String>,
    /// The versions it added, the head's first, the others by kind, id.
    pub versions: Vec<Version>,
    /// The checkpoint with the log's own signature: a signed note as C2SP has it. The head of the next publication holds its
    /// digest.
    pub checkpoint: String,
    /// The lines with which others countersigned it since.
    pub cosigned: String,
}

impl Entry {
    /// The checkpoint with all signatures.
    pub fn signed(&self) -> String {
        format!("{}{}", self.checkpoint, self.cosigned)
    }
}
