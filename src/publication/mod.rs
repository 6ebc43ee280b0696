//! The publication record (公开记录): what was made public when, version by version, in a log to which one can only add.
//!
//! ```text
//! record/000001.jsonl   one publication: its head, a line a version, the checkpoint
//! record/000001.pages   the files of the last publication with the BLAKE3 of each
//! ```
//!
//! Every version of a public record is a leaf of a Merkle tree (RFC 6962) whose entries are salted digests ([`commit`]), so
//! that the tree says nothing of a version whose content and salt are gone. Tiles and checkpoint are those of C2SP
//! ([`tree`]).

pub mod commit;
mod digest;
pub mod folder;
pub mod keys;
mod lines;
pub mod merge;
mod next;
pub mod proof;
pub mod public;
mod redact;
pub mod replay;
pub mod rows;
pub mod tree;
mod version;

pub use digest::{Digest, Salt};
pub use next::{About, Change, Row, changes};
pub use public::files;
pub use redact::{Redaction, elsewhere, redact, telling};
pub use replay::{Record, Step};
pub use version::{Entry, Fields, HEAD, Key, Op, Reason, Version, Withdrawn};
