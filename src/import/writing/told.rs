//! What is told of records that are taken in.

use crate::diagnostic::Text;
use crate::import::draft::RecordKind;

/// A value that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its key.
    pub key: Text,
    /// What was written and what is; `None` where it is not to be shown.
    pub values: Option<(String, String)>,
}

/// A record that is new, changes, or is gone from the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: RecordKind,
    /// What it is called.
    pub name: String,
    /// Where the file says it; empty for what is gone.
    pub place: String,
    /// The file of the board, relative to the site folder.
    pub file: String,
    /// The line on which it begins there, unless it is new.
    pub line: Option<usize>,
    /// What changes.
    pub keys: Vec<Change>,
}
