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
mod internal;
mod kind;
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

use std::io::Read;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, MutexGuard};

use crate::characters::turning;
use crate::picture;

pub use internal::is_report;
pub use kind::is_table_or_text;
pub use reading::Reading;
pub use refusal::{Refusal, Why};

use kind::AttachmentKind;
use reading::{Inner, PartName};

/// Most bytes that one file may unpack to in all, and one part of it.
const MOST: u64 = 512 << 20;
const MOST_OF_A_PART: u64 = 160 << 20;
/// From how many unpacked bytes on files are read one at a time.
const HUGE: u64 = 32 << 20;
/// How deep files may lie within files.
const DEEPEST: usize = 4;
/// What shows pictures and fewer characters than this is taken for pictures of pages.
const FEW: usize = 20;

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
        let mut look = Look::default();
        let bytes = look.file(name, bytes)?;
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

/// A look through a file, and the files within it.
struct Look {
    reading: Reading,
    within: Arc<[Inner]>,
    /// How many bytes may still be unpacked.
    left: u64,
    /// Held once a file turns out to be large.
    held: Option<MutexGuard<'static, ()>>,
}

impl Default for Look {
    fn default() -> Look {
        Look { reading: Reading::default(), within: Arc::new([]), left: MOST, held: None }
    }
}

/// What is published in place of a file's bytes; `None` for these themselves.
type Made = Result<Option<Vec<u8>>, Refusal>;

impl Look {
    fn file(&mut self, name: &str, bytes: &[u8]) -> Made {
        match kind::of(name, bytes)? {
            AttachmentKind::Text => text::read(self, bytes),
            AttachmentKind::Pdf => pdf::read(self, bytes),
            AttachmentKind::Office => office::read(self, bytes),
            AttachmentKind::OpenDocument => opendocument::read(self, bytes),
            AttachmentKind::Zip => package::read(self, bytes),
            AttachmentKind::Picture(format) => self.picture(format, bytes),
        }
    }

    /// A file within the file; `number` is its own among its neighbours.
    fn inner(&mut self, number: usize, name: &str, bytes: &[u8]) -> Made {
        if self.within.len() >= DEEPEST {
            return Err(Why::TooDeep.into());
        }
        let outer = self.within.clone();
        let inner = Inner { number, name: name.to_owned() };
        self.within = outer.iter().cloned().chain([inner]).collect();
        let made = self.file(name, bytes).map_err(|mut refusal| {
            refusal.within.insert(0, number);
            refusal
        });
        self.within = outer;
        made
    }

    /// A picture within the file.
    fn picture(&mut self, format: picture::ImageFormat, bytes: &[u8]) -> Made {
        self.reading.pictures += 1;
        let bare = picture::bare(format, bytes).ok_or(Why::Broken)?;
        Ok((bare != bytes).then_some(bare))
    }

    /// The picture of its first page that a file carries for lists of files: it may be of an earlier day, and nobody can
    /// read it here. A white spot takes its place.
    fn thumbnail(&self, format: picture::ImageFormat) -> Made {
        Ok(Some(picture::blank(format).ok_or(Why::Broken)?))
    }

    fn begin(&mut self, part: PartName) -> Result<(), Why> {
        self.reading.begin(&self.within.clone(), part)
    }

    /// A part of its own for `text`, unless it says nothing.
    fn whole(&mut self, part: PartName, text: &str) -> Result<(), Why> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.begin(part)?;
        self.reading.say(text)
    }

    /// All that `packed` unpacks to; about `stated` bytes, if that can be believed.
    fn unpacked(&mut self, packed: impl Read, stated: u64) -> Result<Vec<u8>, Why> {
        let most = self.left.min(MOST_OF_A_PART);
        if stated > most {
            return Err(Why::TooLarge);
        }
        if self.held.is_none() && MOST - self.left + stated > HUGE {
            self.held = Some(one_at_a_time());
        }
        let mut bytes = Vec::with_capacity(stated as usize);
        packed.take(most + 1).read_to_end(&mut bytes).map_err(|_| Why::Broken)?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(Why::TooLarge);
        }
        self.left -= length;
        if self.held.is_none() && MOST - self.left > HUGE {
            self.held = Some(one_at_a_time());
        }
        Ok(bytes)
    }

    /// How many pictures and how much text there is so far.
    fn so_far(&self) -> (usize, usize) {
        (self.reading.pictures, self.reading.text().len())
    }

    /// Refuses a file that since `before` shows nothing but pictures.
    fn must_say_something(&self, (pictures, length): (usize, usize)) -> Result<(), Why> {
        let has_pictures = self.reading.pictures > pictures;
        let said = self.reading.text().get(length..).unwrap_or_default();
        let says_little = said.chars().filter(|c| !c.is_whitespace()).take(FEW).count() < FEW;
        if has_pictures && says_little { Err(Why::Pictures) } else { Ok(()) }
    }
}

fn one_at_a_time() -> MutexGuard<'static, ()> {
    static HELD: Mutex<()> = Mutex::new(());
    HELD.lock().unwrap_or_else(|held| held.into_inner())
}
