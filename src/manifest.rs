//! `.gongkailan.json`: what a folder says that was published into it, whoever reads that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Its name at the top of a published folder.
pub const NAME: &str = ".gongkailan.json";

/// The form in which it is written.
pub const VERSION: u32 = 1;

/// Who wrote it.
const PROGRAM: &str = env!("CARGO_PKG_NAME");

/// The paths of all published files with the BLAKE3 of each, sorted.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest<F = BTreeMap<String, String>> {
    program: String,
    /// See [`VERSION`].
    pub version: u32,
    /// The files.
    pub files: F,
}

impl Manifest {
    /// That of `files`.
    pub fn of(files: BTreeMap<String, String>) -> Manifest {
        Manifest { program: PROGRAM.to_owned(), version: VERSION, files }
    }

    /// As it is written.
    pub fn bytes(&self) -> Vec<u8> {
        // Strings and numbers into memory: this cannot fail.
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }
}

impl<F> Manifest<F> {
    /// Whether this program wrote it.
    pub fn is_ours(&self) -> bool {
        self.program == PROGRAM
    }
}
