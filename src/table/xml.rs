//! A part that is XML, event by event while it is unpacked: no more of it is held than the longest piece of text.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::refusal::Why;
use crate::attachment::{Package, decoded};

/// Longest piece: a tag with its attributes, or text between two tags.
const LONGEST: u64 = 16 << 20;
/// As how many bytes a piece counts beside its own: many short ones take longer than a long one.
const PIECE: u64 = 8;
/// How deep elements may lie within each other.
const DEEPEST: u32 = 200;
/// Longest part that is held as a whole because it is not UTF-8.
const LONGEST_OTHER: u64 = 32 << 20;

/// How many bytes may still be unpacked of a file.
pub(super) type Budget = Rc<Cell<u64>>;

pub(super) struct Xml<'p> {
    reader: Reader<Box<dyn BufRead + 'p>>,
    buffer: Vec<u8>,
    /// How long the piece may be that is read now, and all that is still to come.
    piece: Budget,
    all: Budget,
    depth: u32,
}

/// Bytes that run out where one of the budgets does.
struct Limited<R> {
    inner: R,
    piece: Budget,
    all: Budget,
}

impl<'p> Xml<'p> {
    /// What `part` unpacks to, at most `all` bytes.
    pub(super) fn new(part: impl Read + 'p, all: &Budget) -> Result<Xml<'p>, Why> {
        let piece = Budget::new(Cell::new(LONGEST));
        let mut part = Limited { inner: BufReader::new(part), piece: piece.clone(), all: all.clone() };
        let start = part.fill_buf().map_err(why)?;
        let start = &start[..start.len().min(200)];
        let is_utf8 = !start.starts_with(&[0xff, 0xfe])
            && !start.starts_with(&[0xfe, 0xff])
            && memchr::memmem::find(start, b"encoding=").is_none_or(|at| {
                let label = start[at..].get(10..15).unwrap_or_default();
                label.eq_ignore_ascii_case(b"utf-8")
            });
        let source: Box<dyn BufRead + 'p> = match is_utf8 {
            true => Box::new(part),
            false => {
                piece.set(LONGEST_OTHER);
                let mut bytes = Vec::new();
                part.read_to_end(&mut bytes).map_err(why)?;
                let (text, _) = decoded(&bytes)?;
                Box::new(io::Cursor::new(text.into_owned()))
            }
        };
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Ok(Xml { reader, buffer: Vec::new(), piece, all: all.clone(), depth: 0 })
    }

    /// The part of a package called `name`, if there is one.
    pub(super) fn part(
        package: &'p mut Package<'_>,
        name: &str,
        all: &Budget,
    ) -> Result<Option<Xml<'p>>, Why> {
        let Some(index) = package.find(name) else { return Ok(None) };
        Xml::new(package.unpacking(index)?, all).map(Some)
    }

    /// What comes next. A part that ends within an element is broken.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Why> {
        self.buffer.clear();
        self.piece.set(LONGEST);
        self.all.set(self.all.get().saturating_sub(PIECE));
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => why(io::Error::from(error.kind())),
            _ => Why::Broken,
        })?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(Why::Broken),
            // Nobody needs entities of one's own here.
            Event::DocType(text) if text.contains("<!ENTITY") => return Err(Why::Broken),
            _ => {}
        }
        if self.depth > DEEPEST { Err(Why::Broken) } else { Ok(event) }
    }
}

fn why(error: io::Error) -> Why {
    if error.kind() == io::ErrorKind::FileTooLarge { Why::TooLarge } else { Why::Broken }
}

impl<R: BufRead> BufRead for Limited<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece.get() == 0 || self.all.get() == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        for budget in [&self.piece, &self.all] {
            budget.set(budget.get().saturating_sub(count as u64));
        }
        self.inner.consume(count);
    }
}

impl<R: BufRead> Read for Limited<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(to)?;
        self.consume(count);
        Ok(count)
    }
}

/// Whether an attribute says yes.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true")
}
