//! All objects of a PDF file, found by looking for them and not by its table: what was changed since is in the file still,
//! and is read as well.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use memchr::memmem;

use super::super::{Look, Why};
use super::filters;
use super::objects::{File, Object};
use super::syntax::{Dict, Lexer, Value};

/// Most objects in a file.
const MOST_OBJECTS: usize = 1_000_000;

impl<'b> File<'b> {
    pub(super) fn read(look: &mut Look, bytes: &'b [u8]) -> Result<File<'b>, Why> {
        let mut file = File {
            bytes,
            objects: Vec::new(),
            latest: HashMap::new(),
            trailers: Vec::new(),
            between: Vec::new(),
            packed: Vec::new(),
        };
        file.scan()?;
        let tables = file.objects.iter().filter_map(|object| object.value.dict());
        let is_table = |dict: &&Dict| dict.is("Type", "XRef") || dict.has("Root") && dict.has("Size");
        let tables: Vec<Dict> = tables.filter(is_table).cloned().collect();
        file.trailers.extend(tables);
        if file.trailers.iter().any(|trailer| trailer.has("Encrypt")) {
            return Err(Why::Encrypted);
        }
        file.unpack(look)?;
        for (index, object) in file.objects.iter().enumerate() {
            file.latest.insert(object.number, index);
        }
        Ok(file)
    }

    /// Finds what stands in the file itself.
    fn scan(&mut self) -> Result<(), Why> {
        let mut at = 0;
        while let Some(found) = memmem::find(&self.bytes[at..], b"obj").map(|found| at + found) {
            self.trailer(at..found)?;
            at = found + 3;
            let Some(number) = number_before(self.bytes, found) else { continue };
            let mut lexer = Lexer::new(self.bytes, at, true);
            let Some(value) = lexer.next()? else { continue };
            if matches!(value, Value::Word(_)) {
                continue;
            }
            at = lexer.at;
            lexer.skip_blanks();
            let mut stream = None;
            if let Value::Dict(dict) = &value
                && self.bytes[lexer.at..].starts_with(b"stream")
            {
                let range = self.stream(dict, lexer.at + "stream".len());
                at = range.end;
                stream = Some(range);
            }
            self.objects.push(Object { number, value, stream, packed: None });
            if self.objects.len() > MOST_OBJECTS {
                return Err(Why::TooLarge);
            }
        }
        self.trailer(at..self.bytes.len())
    }

    fn trailer(&mut self, range: Range<usize>) -> Result<(), Why> {
        self.between.push(range.clone());
        let starts: Vec<usize> = memmem::find_iter(&self.bytes[range.clone()], b"trailer").collect();
        for start in starts {
            let mut lexer = Lexer::new(self.bytes, range.start + start + "trailer".len(), true);
            if let Some(Value::Dict(dict)) = lexer.next()? {
                self.trailers.push(dict);
            }
        }
        Ok(())
    }

    /// Where the data of a stream stand that begin behind its word.
    fn stream(&self, dict: &Dict, at: usize) -> Range<usize> {
        let rest = &self.bytes[at..];
        let start = at
            + match rest {
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => 0,
            };
        let length = match dict.get("Length") {
            Some(Value::Ref(number)) => self.length(*number),
            Some(value) => value.count(),
            None => None,
        };
        if let Some(end) = length.and_then(|length| start.checked_add(length))
            && let Some(behind) = self.bytes.get(end..)
            && behind.trim_ascii_start().starts_with(b"endstream")
        {
            return start..end;
        }
        let data = &self.bytes[start..];
        start..start + memmem::find(data, b"endstream").unwrap_or(data.len())
    }

    /// A length that is an object of its own.
    fn length(&self, number: u32) -> Option<usize> {
        let name = format!("{number} 0 obj");
        memmem::find_iter(self.bytes, &name).find_map(|at| {
            let is_whole = at == 0 || !self.bytes[at - 1].is_ascii_digit();
            let value = Lexer::new(self.bytes, at + name.len(), true).next().ok()??;
            value.count().filter(|_| is_whole)
        })
    }

    /// Finds what is packed in streams.
    fn unpack(&mut self, look: &mut Look) -> Result<(), Why> {
        let mut objects = Vec::with_capacity(self.objects.len());
        for object in std::mem::take(&mut self.objects) {
            let holds = object.value.dict().filter(|dict| dict.is("Type", "ObjStm"));
            let mut inner = Vec::new();
            if let Some((dict, range)) = holds.zip(object.stream.clone()) {
                let data = filters::decoded(look, self, dict, &self.bytes[range])?;
                let first = dict.get("First").and_then(Value::count).unwrap_or(0);
                let mut lexer = Lexer::new(&data, 0, true);
                let mut places = Vec::new();
                while lexer.at < first.min(data.len()) {
                    match (lexer.next()?, lexer.next()?) {
                        (Some(number), Some(place)) => places.extend(number.count().zip(place.count())),
                        _ => break,
                    }
                }
                let packed = self.packed.len();
                for (number, place) in places {
                    let Some(at) = first.checked_add(place).filter(|at| *at < data.len()) else { continue };
                    if let Some(value) = Lexer::new(&data, at, true).next()? {
                        let number = number as u32;
                        inner.push(Object { number, value, stream: None, packed: Some(packed) });
                    }
                }
                self.packed.push((objects.len(), data));
            }
            objects.push(object);
            objects.append(&mut inner);
            if objects.len() > MOST_OBJECTS {
                return Err(Why::TooLarge);
            }
        }
        self.objects = objects;
        Ok(())
    }

    /// A stream unpacked: that of the object with this number.
    pub(super) fn data(&self, look: &mut Look, number: u32) -> Result<Option<Vec<u8>>, Why> {
        let Some(object) = self.object(number) else { return Ok(None) };
        self.data_of(look, object)
    }

    pub(super) fn data_of(&self, look: &mut Look, object: &Object) -> Result<Option<Vec<u8>>, Why> {
        match (&object.value, &object.stream) {
            (Value::Dict(dict), Some(range)) => {
                filters::decoded(look, self, dict, &self.bytes[range.clone()]).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The numbers of the pages in their order, each with what it inherits.
    pub(super) fn pages(&self) -> Vec<(u32, Vec<&Dict>)> {
        let mut pages = Vec::new();
        let mut seen = HashSet::new();
        for trailer in self.trailers.iter().rev() {
            let root = self.dict(trailer, "Root");
            if let Some(Value::Ref(top)) = root.and_then(|root| root.get("Pages")) {
                self.walk(*top, &mut Vec::new(), &mut seen, &mut pages);
            }
        }
        // What no tree leads to is a page all the same.
        for object in &self.objects {
            if object.value.dict().is_some_and(|dict| dict.is("Type", "Page")) && seen.insert(object.number) {
                pages.push((object.number, Vec::new()));
            }
        }
        pages
    }

    fn walk<'f>(
        &'f self,
        number: u32,
        above: &mut Vec<&'f Dict>,
        seen: &mut HashSet<u32>,
        pages: &mut Vec<(u32, Vec<&'f Dict>)>,
    ) {
        if above.len() > 60 || !seen.insert(number) {
            return;
        }
        let Some(dict) = self.object(number).and_then(|object| object.value.dict()) else { return };
        match self.get(dict, "Kids") {
            Some(kids) => {
                above.push(dict);
                for kid in kids.members() {
                    if let Value::Ref(kid) = kid {
                        self.walk(*kid, above, seen, pages);
                    }
                }
                above.pop();
            }
            None => pages.push((number, above.iter().rev().copied().collect())),
        }
    }
}

/// The number of an object whose word `obj` stands at `at`.
fn number_before(bytes: &[u8], at: usize) -> Option<u32> {
    let before = &bytes[at.saturating_sub(24)..at];
    let mut words =
        before.rsplit(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).filter(|word| !word.is_empty());
    let is_apart = before.last().is_none_or(|byte| byte.is_ascii_whitespace() || byte.is_ascii_digit());
    let generation = words.next().filter(|_| is_apart)?;
    std::str::from_utf8(generation).ok()?.parse::<u32>().ok()?;
    let number = words.next()?;
    let digits = number.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
    std::str::from_utf8(&number[digits..]).ok()?.parse().ok()
}
