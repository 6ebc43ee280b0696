//! Reads bytes into letters.

mod markup;

use super::ascii::*;
use super::escapes::{Meant, escaped};
use super::gap;
use super::letters::{self, Folded, GAPS, SEVERAL, TABLE, han_code};
use super::tags::Tags;
use super::text::{Format, Letters, Seam};

/// Seams are this far apart.
const SEAMS: usize = 2048;
/// A mark of emphasis as long as this is none: 138****5678.
const STARS: usize = 4;
/// Attributes whose values people come upon one after the other.
const SHOWN: [&[u8]; 3] = [b"alt=", b"title=", b"aria-label="];
/// The longest address of a link.
const LONGEST_LINK: usize = 500;

/// Reads one text after the other.
#[derive(Debug, Default)]
pub struct Reader {
    /// The text, and what stands beside it.
    streams: [Letters; 2],
    /// Which of both is being read.
    now: usize,
    format: Format,
    /// The quotation mark that is open in a tag.
    quote: u8,
    is_comment: bool,
    is_gloss: bool,
    keeps_places: bool,
    /// Letters that stand before what was read.
    before: u32,
    seams: Vec<Seam>,
    next_seam: usize,
    /// What need not be read again.
    tags: Tags,
    table: &'static [u16],
}

impl Reader {
    /// One that knows where each letter stands.
    pub fn placed() -> Reader {
        Reader { keeps_places: true, ..Reader::default() }
    }

    /// Reads all of a text.
    pub fn read(&mut self, bytes: &[u8], format: Format) {
        self.begin(format, Seam { at: 0, letters: 0, gap: gap::END });
        self.go_on(bytes, 0, bytes.len());
    }

    /// Forgets what need not be read again: tags that were read before are passed over, since whoever found nothing in one
    /// finds nothing in its like.
    pub fn forget(&mut self) {
        self.tags = Tags::default();
    }

    /// Begins at a seam.
    pub fn begin(&mut self, format: Format, seam: Seam) {
        self.streams.iter_mut().for_each(Letters::clear);
        self.streams[0].gap = seam.gap;
        (self.now, self.quote, self.is_comment, self.is_gloss) = (0, 0, false, false);
        (self.format, self.before) = (format, seam.letters);
        self.seams.clear();
        self.table = &TABLE;
        self.next_seam = seam.at as usize + SEAMS;
    }

    /// The text's letters, and those beside it.
    pub fn streams(&self) -> &[Letters; 2] {
        &self.streams
    }

    /// The same, for good.
    pub fn into_streams(self) -> [Letters; 2] {
        self.streams
    }

    /// Where reading could begin again.
    pub fn seams(&self) -> &[Seam] {
        &self.seams
    }

    /// How many letters of the text were read.
    pub fn count(&self) -> usize {
        self.streams[0].units.len()
    }

    /// The same, with those before.
    pub fn total(&self) -> usize {
        self.before as usize + self.count()
    }

    /// What a seam here would be.
    pub fn seam(&self, at: usize) -> Option<Seam> {
        let gap = self.streams[0].gap;
        // What heads a column stands far from its cells: a table is read as a whole.
        let is_within = self.format.has_rows() || self.streams[0].tables.is_within();
        let is_one = self.now == 0 && gap >= gap::BORDER && !is_within;
        let letters = self.before + self.streams[0].units.len() as u32;
        is_one.then_some(Seam { at: at as u32, letters, gap })
    }

    /// Reads on from byte `at` until byte `to` was reached; where that is.
    pub fn go_on(&mut self, bytes: &[u8], mut at: usize, to: usize) -> usize {
        while at < to {
            let byte = bytes[at];
            let value = ASCII.get(usize::from(byte)).copied().unwrap_or(OTHER);
            at += match value {
                LEAST_LETTER.. => match self.shown(&bytes[at..to]) {
                    0 => self.latin(&bytes[at..to], at),
                    length => length,
                },
                0..=5 => {
                    self.skip(value);
                    if value == gap::BORDER {
                        self.separate(byte);
                    }
                    if value == gap::MARK && at >= self.next_seam {
                        self.mark_seam(at + 1);
                    }
                    1
                }
                OTHER => match self.han(&bytes[at..to], at) {
                    0 => self.character(&bytes[at..], at),
                    length => length,
                },
                TAG if self.now == 0 || self.is_gloss => self.tag(bytes, at),
                TAG => {
                    self.skip(gap::MARK);
                    1
                }
                CLOSE => {
                    self.close(&bytes[..at]);
                    if at >= self.next_seam {
                        self.mark_seam(at + 1);
                    }
                    1
                }
                ESCAPE if bytes[at..].starts_with(b"&lt;") => {
                    self.short_tag(bytes, at, b"&lt;", b"&gt;").unwrap_or_else(|| {
                        self.skip(gap::MARK);
                        4
                    })
                }
                ESCAPE => match escaped(&bytes[at..], self.format == Format::Style) {
                    Some((length, Meant::Char(c))) => {
                        self.take(c, at);
                        length
                    }
                    Some((length, Meant::Gap(gap))) => {
                        self.skip(gap);
                        length
                    }
                    None => {
                        self.skip(gap::MARK);
                        1
                    }
                },
                QUOTE => {
                    if self.now == 1 && self.format == Format::Markup && !self.is_comment {
                        match self.quote {
                            0 => self.quote = byte,
                            open if open == byte => self.quote = 0,
                            _ => {}
                        }
                        self.skip(gap::BORDER);
                    } else {
                        self.skip(gap::DOT);
                    }
                    1
                }
                STAR => {
                    let run = bytes[at..].iter().take_while(|byte| **byte == b'*').count();
                    self.skip(if run < STARS { gap::JOINED } else { gap::MARK });
                    run
                }
                COMMA => {
                    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
                    let is_within = at > 0 && is_digit(bytes.get(at - 1));
                    let groups = is_within && (1..4).all(|more| is_digit(bytes.get(at + more)));
                    let groups = groups && !is_digit(bytes.get(at + 4));
                    if self.format == Format::Table && !(groups && is_quoted(&bytes[..at])) {
                        self.skip(gap::BORDER);
                        self.separate(byte);
                    } else {
                        self.skip(if groups { gap::DOT } else { gap::MARK });
                    }
                    if at >= self.next_seam {
                        self.mark_seam(at + 1);
                    }
                    1
                }
                SLASH | NEWLINE => {
                    self.skip(match (value, self.format) {
                        (SLASH, Format::Path) | (NEWLINE, Format::Table) => gap::BORDER,
                        (SLASH, _) => gap::DOT,
                        _ => gap::LINE,
                    });
                    if byte == b'\n' && self.format.has_rows() && self.now == 0 {
                        let stream = &mut self.streams[0];
                        stream.tables.line(stream.units.len(), self.format == Format::Text);
                    }
                    1
                }
                // A link's address is no part of what it says.
                LINK => {
                    self.skip(gap::MARK);
                    let is_address = self.format == Format::Plain && bytes.get(at + 1) == Some(&b'(');
                    let rest = if is_address { &bytes[at + 2..] } else { &[][..] };
                    let end = rest.iter().take(LONGEST_LINK).position(|byte| matches!(byte, b')' | b'\n'));
                    end.map_or(1, |end| self.aside(bytes, at + 2..at + 2 + end) + 2)
                }
                _ => unreachable!("every value is one of those"),
            };
        }
        at
    }

    #[inline]
    fn push(&mut self, unit: u16, han: u8, at: usize) {
        let stream = &mut self.streams[self.now];
        stream.units.push(unit);
        stream.notes.push(stream.gap | han);
        stream.gap = gap::JOINED;
        if self.keeps_places {
            stream.places.push(at as u32);
        }
    }

    fn skip(&mut self, gap: u8) {
        let stream = &mut self.streams[self.now];
        stream.gap = stream.gap.max(gap);
    }

    /// Ends a cell where lines are rows.
    fn separate(&mut self, mark: u8) {
        if self.format.has_rows() && self.now == 0 {
            let is_tab = mark == b'\t' && self.format == Format::Text;
            let stream = &mut self.streams[0];
            stream.tables.separate(stream.units.len(), is_tab);
        }
    }

    fn mark_seam(&mut self, at: usize) {
        if let Some(seam) = self.seam(at) {
            self.seams.push(seam);
            self.next_seam = at + SEAMS;
        }
    }

    /// Passes over the name of an attribute that is shown, in a tag that `rest` goes on with; how many bytes it has.
    fn shown(&mut self, rest: &[u8]) -> usize {
        if self.now == 0 || self.quote != 0 || self.is_comment || self.format != Format::Markup {
            return 0;
        }
        let name = SHOWN.iter().find(|name| rest.starts_with(name));
        name.map_or(0, |name| {
            self.skip(gap::BORDER);
            name.len()
        })
    }

    /// Latin letters and digits, of which there is one; how many.
    fn latin(&mut self, rest: &[u8], at: usize) -> usize {
        let stream = &mut self.streams[self.now];
        let mut length = 0;
        for byte in rest {
            let value = ASCII.get(usize::from(*byte)).copied().unwrap_or(OTHER);
            if value < LEAST_LETTER {
                break;
            }
            stream.units.push(u16::from(value));
            stream.notes.push(stream.gap);
            stream.gap = gap::JOINED;
            if self.keeps_places {
                stream.places.push((at + length) as u32);
            }
            length += 1;
        }
        length
    }

    /// Characters of three bytes, as Han characters and their punctuation are; how many bytes they have together.
    fn han(&mut self, rest: &[u8], at: usize) -> usize {
        let stream = &mut self.streams[self.now];
        let mut length = 0;
        for bytes in rest.chunks_exact(3) {
            let &[a @ 0xe1..=0xef, b, c] = bytes else { break };
            if (b ^ 0x80) & 0xc0 != 0 || (c ^ 0x80) & 0xc0 != 0 {
                break;
            }
            let code = u32::from(a & 0xf) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f);
            let value = self.table[code as usize];
            if value > GAPS {
                stream.units.push(value);
                stream.notes.push(stream.gap | han_code(code));
                stream.gap = gap::JOINED;
                if self.keeps_places {
                    stream.places.push((at + length) as u32);
                }
            } else if value < SEVERAL {
                stream.gap = stream.gap.max(value as u8);
                // A seam may be here.
                if at + length >= self.next_seam {
                    length += 3;
                    break;
                }
            } else {
                break;
            }
            length += 3;
        }
        if at + length >= self.next_seam {
            self.mark_seam(at + length);
        }
        length
    }

    /// A character beyond ASCII; how many bytes it has.
    fn character(&mut self, rest: &[u8], at: usize) -> usize {
        let c = rest[..rest.len().min(4)].utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        match c {
            Some(c) => {
                self.take(c, at);
                c.len_utf8()
            }
            None => {
                self.skip(gap::MARK);
                1
            }
        }
    }

    fn take(&mut self, c: char, at: usize) {
        let han = han_code(c as u32);
        let value = TABLE.get(c as usize).copied().unwrap_or(SEVERAL);
        if value > GAPS {
            return self.push(value, han, at);
        }
        if value < SEVERAL {
            return self.skip(value as u8);
        }
        for piece in letters::pieces(c) {
            match piece {
                Folded::Letter(c) => {
                    c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| self.push(*unit, han, at));
                }
                Folded::Gap(gap) => self.skip(gap),
                Folded::Several => {}
            }
        }
    }
}

/// Whether the number that ends here stands within quotation marks.
fn is_quoted(before: &[u8]) -> bool {
    let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit() || **byte == b',').count();
    before[..before.len() - digits].ends_with(b"\"")
}
