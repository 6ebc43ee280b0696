//! A look through a file and the files within it, and how much of it there may be.

use std::io::Read;
use std::sync::{Arc, Mutex, MutexGuard};

use super::reading::{Inner, PartName, Reading};
use super::refusal::{Refusal, Why};
use crate::picture;

/// Most bytes that one file may unpack to in all, and one part of it.
const MOST: u64 = 512 << 20;
const MOST_OF_A_PART: u64 = 160 << 20;
/// From how many unpacked bytes on files are read one at a time.
const HUGE: u64 = 32 << 20;
/// How deep files may lie within files.
const DEEPEST: usize = 4;
/// What shows pictures and fewer characters than this is taken for pictures of pages.
pub(super) const FEW: usize = 20;

/// A look through a file, and the files within it.
pub(super) struct Look {
    /// What was read so far.
    pub reading: Reading,
    /// Reads a file that lies within another.
    file: ReadFile,
    within: Arc<[Inner]>,
    /// How many bytes may still be unpacked.
    pub left: u64,
    /// Held once a file turns out to be large.
    held: Option<MutexGuard<'static, ()>>,
}

/// What is published in place of a file's bytes; `None` for these themselves.
pub(super) type Made = Result<Option<Vec<u8>>, Refusal>;

/// How any file is read: see [`file`](super::file).
type ReadFile = fn(&mut Look, &str, &[u8]) -> Made;

impl Look {
    /// The beginning of a look that reads files within files by `file`.
    pub(super) fn new(file: ReadFile) -> Look {
        Look { reading: Reading::default(), file, within: Arc::new([]), left: MOST, held: None }
    }

    /// A file within the file; `number` is its own among its neighbours.
    pub(super) fn inner(&mut self, number: usize, name: &str, bytes: &[u8]) -> Made {
        if self.within.len() >= DEEPEST {
            return Err(Why::TooDeep.into());
        }
        let outer = self.within.clone();
        let inner = Inner { number, name: name.to_owned() };
        self.within = outer.iter().cloned().chain([inner]).collect();
        let made = (self.file)(self, name, bytes).map_err(|mut refusal| {
            refusal.within.insert(0, number);
            refusal
        });
        self.within = outer;
        made
    }

    /// A picture within the file.
    pub(super) fn picture(&mut self, format: picture::ImageFormat, bytes: &[u8]) -> Made {
        self.reading.pictures += 1;
        let bare = picture::bare(format, bytes).ok_or(Why::Broken)?;
        Ok((bare != bytes).then_some(bare))
    }

    /// The picture of its first page that a file carries for lists of files: it may be of an earlier day, and nobody can
    /// read it here. A white spot takes its place.
    pub(super) fn thumbnail(&self, format: picture::ImageFormat) -> Made {
        Ok(Some(picture::blank(format).ok_or(Why::Broken)?))
    }

    pub(super) fn begin(&mut self, part: PartName) -> Result<(), Why> {
        self.reading.begin(&self.within.clone(), part)
    }

    /// A part of its own for `text`, unless it says nothing.
    pub(super) fn whole(&mut self, part: PartName, text: &str) -> Result<(), Why> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.begin(part)?;
        self.reading.say(text)
    }

    /// All that `packed` unpacks to; about `stated` bytes, if that can be believed.
    pub(super) fn unpacked(&mut self, packed: impl Read, stated: u64) -> Result<Vec<u8>, Why> {
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
    pub(super) fn so_far(&self) -> (usize, usize) {
        (self.reading.pictures, self.reading.text().len())
    }

    /// Refuses a file that since `before` shows nothing but pictures.
    pub(super) fn must_say_something(&self, (pictures, length): (usize, usize)) -> Result<(), Why> {
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
