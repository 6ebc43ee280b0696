//! The bytes of one file: of a regular file only, and of one that is not larger than what it may be.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::rules;
use crate::diagnostic::{Diagnostic, Text};
use crate::source::Span;
use crate::text;

/// Largest record file or page, in bytes.
pub const MAX_TEXT: u64 = 32 << 20;
/// Largest picture or other file that a record names, in bytes.
pub const MAX_ASSET: u64 = 64 << 20;

/// Why a file was not read.
#[derive(Debug)]
pub enum Refused {
    /// A device, a pipe, a folder: reading it might never end.
    NotAFile,
    /// Larger than this many bytes.
    TooLarge(u64),
    /// The system's own refusal.
    System(io::Error),
}

/// Reads the file at `path` unless it is larger than `limit` bytes. What its metadata tells is not read at all.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Refused> {
    let found = fs::metadata(path).map_err(Refused::System)?;
    if !found.is_file() {
        return Err(Refused::NotAFile);
    }
    if found.len() > limit {
        return Err(Refused::TooLarge(limit));
    }
    let mut bytes = Vec::with_capacity(found.len() as usize);
    // A file may grow while it is read.
    let file = File::open(path).map_err(Refused::System)?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(Refused::System)?;
    within(bytes, limit)
}

/// `bytes`, unless there are more than `limit`.
pub fn within(bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, Refused> {
    if bytes.len() as u64 > limit { Err(Refused::TooLarge(limit)) } else { Ok(bytes) }
}

impl Refused {
    /// The problem, told at `span`, of the file shown as `path`; `advice` is for one that is too large.
    pub fn diagnostic(self, path: &str, span: Span, advice: Text) -> Diagnostic {
        match self {
            Refused::NotAFile => {
                let message =
                    text!("“{path}”不是普通文件，不读", "`{path}` is no ordinary file and is not read");
                let help = text!("把文件本身放在这里。", "Put the file itself here.");
                Diagnostic::new(&rules::FILE_UNREADABLE, span, message).help(help)
            }
            Refused::TooLarge(limit) => {
                let megabytes = limit >> 20;
                let message = text!(
                    "“{path}”超过 {megabytes} MB 的上限",
                    "`{path}` is larger than {megabytes} MB, the limit"
                );
                Diagnostic::new(&rules::LIMIT_EXCEEDED, span, message).help(advice)
            }
            Refused::System(error) => {
                let message = text!("打不开“{path}”：{error}", "cannot open `{path}`: {error}");
                Diagnostic::new(&rules::FILE_UNREADABLE, span, message)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large");
        // Sparse: it has a length and no content.
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert!(matches!(read(&path, MAX_TEXT), Err(Refused::TooLarge(MAX_TEXT))));
        assert!(matches!(read(folder.path(), MAX_TEXT), Err(Refused::NotAFile)));
        assert!(matches!(read(&folder.path().join("none"), MAX_TEXT), Err(Refused::System(_))));
    }
}
