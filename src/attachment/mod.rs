//! What a file that records name says, sheet by sheet and page by page, and its bytes as they may be published.
//!
//! Everything in the file is read, not only what is seen at first: hidden sheets and rows, comments, deleted text,
//! headers, properties, files within it. What cannot be read is refused with the reason ([`Refusal`]), never passed over.
//! Names of authors and editors are taken out of what is published. All of it within limits: a file can unpack to far
//! more than it seems to hold.
//!
//! - [`kind`]: what a file is, by its name and its bytes
//! - [`text`]: plain text, whose encoding must be beyond [`doubt`], with what is [`wrapped`] in it; [`pdf`]; [`package`]: everything that is a zip file
//! - [`office`], [`sheets`], [`opendocument`]: what the parts of such a package are; [`xml`] reads each of them
//! - [`reading`]: the text with its places

mod days;
mod doubt;
mod element;
mod internal;
mod kind;
mod look;
mod office;
mod opendocument;
mod package;
mod pdf;
mod reading;
mod refusal;
mod sheets;
#[cfg(test)]
mod tests;
mod text;
mod wrapped;
mod xml;

use std::panic::{self, AssertUnwindSafe};

use crate::characters::turning;

pub(crate) use element::{attribute, local};
pub(crate) use package::Package;
pub(crate) use reading::cell;
pub(crate) use sheets::resolved;
pub(crate) use xml::{decoded, meant};

pub use internal::is_report;
pub use kind::{Paperwork, paperwork};
pub use reading::Reading;
pub use refusal::{Refusal, Why};

use kind::AttachmentKind;
use look::{Look, Made};

/// A file as it may be published.
#[derive(Debug)]
pub struct Attachment {
    /// What it says.
    pub reading: Reading,
    /// Its bytes, where they differ from those it had.
    pub bytes: Option<Vec<u8>>,
}

/// Looks through the file called `name`.
pub fn read(name: &str, bytes: &[u8]) -> Result<Attachment, Refusal> {
    let read = || {
        let mut look = Look::new(file);
        let bytes = file(&mut look, name, bytes)?;
        if is_report(look.reading.text()) {
            return Err(Why::Report.into());
        }
        if turning(look.reading.text()).is_some() {
            return Err(Why::Turned.into());
        }
        Ok(Attachment { reading: look.reading, bytes })
    };
    // A library may stumble over what nobody expected in a file.
    panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(Why::Broken.into()))
}

fn file(look: &mut Look, name: &str, bytes: &[u8]) -> Made {
    match kind::of(name, bytes)? {
        AttachmentKind::Text => text::read(look, bytes),
        AttachmentKind::Pdf => pdf::read(look, bytes),
        AttachmentKind::Office => office::read(look, bytes),
        AttachmentKind::OpenDocument => opendocument::read(look, bytes),
        AttachmentKind::Zip => package::read(look, bytes),
        AttachmentKind::Picture(format) => look.picture(format, bytes),
    }
}
