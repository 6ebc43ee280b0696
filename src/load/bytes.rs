//! How large a file may be, and what is told of one that is not read.

use std::io;

use super::rules;
use crate::diagnostic::{Diagnostic, Text};
use crate::source::Span;
use crate::text;

/// Largest record file or page, in bytes.
pub(super) const MAX_TEXT: u64 = 32 << 20;
/// Largest picture or other file that a record names, in bytes.
pub(super) const MAX_ASSET: u64 = 64 << 20;

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

/// `bytes`, unless there are more than `limit`.
pub(super) fn within(bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, Refused> {
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
