//! The files that were read, and places in them: every problem points into one of these.

mod places;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use places::Places;

/// Which file a place is in; an index into [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

impl SourceId {
    /// `content/site.yaml`, which is always the first source, even when the file is missing:
    /// problems of the whole board stand there.
    pub const SITE: SourceId = SourceId(0);
}

/// A range of bytes in one file's decoded text, end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Where problems of the whole board stand: `content/site.yaml` 1:1.
    pub const BOARD: Span = Span { file: SourceId::SITE, start: 0, end: 0 };

    /// The span of bytes `range` of `file`.
    pub fn new(file: SourceId, range: Range<usize>) -> Span {
        Span { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The very beginning of a file: where problems of a whole file stand (1:1).
    pub fn file(file: SourceId) -> Span {
        Span { file, start: 0, end: 0 }
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value together with the place it was written at. Two are equal when they say the same, wherever they stand.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &At<T>) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for At<T> {}

impl<T> At<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> At<T> {
        At { value, span }
    }

    /// The same place with the value changed by `f`.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> At<U> {
        At { value: f(self.value), span: self.span }
    }
}

/// What is written, without the places.
pub fn values<T: Clone>(placed: &[At<T>]) -> Vec<T> {
    placed.iter().map(|at| at.value.clone()).collect()
}

/// Lines and columns as people count them: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column one past the last character.
    pub end_column: usize,
}

/// One file that was read.
#[derive(Debug)]
pub struct Source {
    /// Path relative to the site folder, with `/`.
    pub path: String,
    /// The decoded text; empty for a file that could not be read.
    pub text: Arc<str>,
    /// Byte ranges whose text must never be shown: private values and the values of unknown keys.
    hidden: Vec<Range<u32>>,
    /// The same, sorted, those that touch made one.
    merged: OnceLock<Vec<Range<u32>>>,
    lines: OnceLock<Vec<u32>>,
    /// How many characters begin before each [`BLOCK`]: a file may be one long line.
    blocks: OnceLock<Vec<u32>>,
}

/// Bytes from one count of characters to the next.
const BLOCK: usize = 1024;

impl Source {
    /// A file with its text.
    pub fn new(path: impl Into<String>, text: impl Into<Arc<str>>) -> Source {
        Source {
            path: path.into(),
            text: text.into(),
            hidden: Vec::new(),
            merged: OnceLock::new(),
            lines: OnceLock::new(),
            blocks: OnceLock::new(),
        }
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1)).collect()
        })
    }

    /// Index of the line that holds byte `at`, from 0.
    fn line_of(&self, at: u32) -> usize {
        self.lines().partition_point(|&start| start <= at) - 1
    }

    /// Byte range of line `index` (from 0) without its line break.
    pub fn line_range(&self, index: usize) -> Range<usize> {
        let start = self.lines().get(index).map_or(self.text.len(), |&at| at as usize);
        let end = self.lines().get(index + 1).map_or(self.text.len(), |&at| at as usize);
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    fn line_column(&self, at: u32) -> (usize, usize) {
        let at = (at as usize).min(self.text.len());
        let line = self.line_of(at as u32);
        let start = self.lines()[line] as usize;
        (line + 1, self.characters(at) - self.characters(start) + 1)
    }

    /// How many characters begin before byte `at`.
    fn characters(&self, at: usize) -> usize {
        let begin = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        let blocks = self.blocks.get_or_init(|| {
            let counts = self.text.as_bytes().chunks(BLOCK).scan(0, |sum, block| {
                let before = *sum;
                *sum += begin(block) as u32;
                Some(before)
            });
            counts.collect()
        });
        let block = at / BLOCK;
        let Some(before) = blocks.get(block) else { return begin(self.text.as_bytes()) };
        *before as usize + begin(&self.text.as_bytes()[block * BLOCK..at])
    }

    /// Whether hidden text touches the bytes from `first` to `last`.
    fn is_hidden(&self, first: u32, last: u32) -> bool {
        let merged = self.merged.get_or_init(|| {
            let mut sorted = self.hidden.clone();
            sorted.sort_unstable_by_key(|range| (range.start, range.end));
            let mut merged: Vec<Range<u32>> = Vec::new();
            for range in sorted {
                match merged.last_mut() {
                    Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                    _ => merged.push(range),
                }
            }
            merged
        });
        let at = merged.partition_point(|range| range.end < first);
        merged.get(at).is_some_and(|range| range.start <= last)
    }
}

/// All files of one run.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file; the first added must be `content/site.yaml`.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.files.push(source);
        SourceId(self.files.len() as u32 - 1)
    }

    /// Gives a file its text once it was read.
    pub fn set_text(&mut self, id: SourceId, text: impl Into<Arc<str>>) {
        let source = &mut self.files[id.0 as usize];
        *source = Source::new(std::mem::take(&mut source.path), text);
    }

    /// The file `id`.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// Every file with its id, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.files.iter().enumerate().map(|(index, source)| (SourceId(index as u32), source))
    }

    /// Notes that the text at `span` must never be shown.
    pub fn hide(&mut self, span: Span) {
        let source = &mut self.files[span.file.0 as usize];
        source.hidden.push(span.start..span.end);
        source.merged = OnceLock::new();
    }

    /// Whether a line touched by `span` holds text that must never be shown.
    pub fn is_hidden(&self, span: Span) -> bool {
        let source = self.get(span.file);
        let first = source.line_range(source.line_of(span.start)).start as u32;
        let last = source.line_range(source.line_of(span.end.max(span.start))).end as u32;
        source.is_hidden(first, last)
    }

    /// Whether the lines touched by `span` may be shown: they hold no hidden text, and nothing in the shape of a mobile
    /// number or an ID number, be it in a comment.
    pub fn is_shown(&self, span: Span) -> bool {
        let source = self.get(span.file);
        let first = source.line_range(source.line_of(span.start)).start;
        let last = source.line_range(source.line_of(span.end.max(span.start))).end;
        !self.is_hidden(span) && !tells_a_number(&source.text[first..last])
    }

    /// Lines and columns of `span`.
    pub fn position(&self, span: Span) -> Position {
        let source = self.get(span.file);
        let (line, column) = source.line_column(span.start);
        let (end_line, end_column) = source.line_column(span.end.max(span.start));
        Position { line, column, end_line, end_column }
    }
}

/// Whether `text` holds eleven digits that begin as mobile numbers do, or eighteen places with the day of a birth.
fn tells_a_number(text: &str) -> bool {
    let mut runs = text.split(|c: char| !c.is_ascii_alphanumeric());
    runs.any(|run| {
        let digits = run.bytes().take_while(u8::is_ascii_digit).count();
        match (digits, run.len()) {
            (11, 11) => run.starts_with('1') && run.as_bytes()[1] >= b'3',
            (17 | 18, 18) => {
                ["19", "20"].contains(&&run[6..8]) && run[10..12] <= *"12" && run[12..14] <= *"31"
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_tells_a_number_is_not_shown() {
        let mut sources = Sources::default();
        let text = "a: 1 # 王某 13711112222\nb: 14043119700101123X\ncode: 140431203201\n";
        let id = sources.add(Source::new("a", text));
        let shown = |line: &str| {
            let at = text.find(line).unwrap();
            sources.is_shown(Span::new(id, at..at + 1))
        };
        assert!(!shown("a:") && !shown("b:") && shown("code:"));
    }

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("content/site.yaml", "标题: 甲\r\n发布单位: 乙\n"));
        let at = sources.get(id).text.find('乙').unwrap();
        let found = sources.position(Span::new(id, at..at + 3));
        assert_eq!(found, Position { line: 2, column: 7, end_line: 2, end_column: 8 });
        assert_eq!(sources.get(id).line_range(0), 0..11);
    }

    #[test]
    fn columns_are_right_far_into_a_long_line() {
        let mut sources = Sources::default();
        let text = format!("甲\n{}乙", "丙a".repeat(5000));
        let id = sources.add(Source::new("a", text.as_str()));
        let at = text.find('乙').unwrap();
        let found = sources.position(Span::new(id, at..text.len()));
        assert_eq!((found.line, found.column, found.end_column), (2, 10_001, 10_002));
    }

    #[test]
    fn a_line_with_a_hidden_value_is_hidden_as_a_whole() {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a", "x: 1\ny: secret\nz: 3\n"));
        sources.hide(Span::new(id, 8..14));
        assert!(sources.is_hidden(Span::new(id, 5..6)));
        assert!(!sources.is_hidden(Span::new(id, 0..1)));
        assert!(!sources.is_hidden(Span::new(id, 15..16)));
    }
}
