//! Text as a reader takes it in: its letters and digits in one spelling, and how far apart they stand.
//!
//! Escapes mean what they mean, marks of markup are not seen, `王` is one character in every form and script variant, and
//! a digit is a digit however it is drawn. What stands between two letters is kept as a [`gap`], from nothing at all to
//! punctuation, so that whoever compares can pass over blanks and still know what touches what. What only programs read
//! (the inside of tags, comments, the readings of a ruby) is read beside the text, not in it.

mod escapes;
mod letters;

use std::ops::Range;

use escapes::{Meant, escaped};
use letters::{Folded, GAPS, SEVERAL, TABLE};

pub use letters::is_han;

/// What may stand between two letters, from the closest to the farthest.
pub mod gap {
    /// Nothing that is seen.
    pub const JOINED: u8 = 0;
    /// Dots, dashes, quotation marks.
    pub const DOT: u8 = 1;
    /// Blanks and brackets.
    pub const SPACE: u8 = 2;
    /// A line's end.
    pub const LINE: u8 = 3;
    /// The border of a cell, a paragraph, a list item.
    pub const BORDER: u8 = 4;
    /// Any other mark.
    pub const MARK: u8 = 5;
    /// The text's end.
    pub const END: u8 = 6;
}

/// Of a letter's note the bits that are its gap; whether it was a Han character.
const GAP: u8 = 7;
const HAN: u8 = 8;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// HTML, XML, SVG: tags.
    Markup,
    /// Tables of values between commas.
    Table,
    /// Style sheets.
    Style,
    /// Scripts, JSON and all else.
    Plain,
    /// The name of a file.
    Path,
}

impl Format {
    /// That of the file at `path`.
    pub fn of(path: &str) -> Format {
        match path.rsplit('.').next().unwrap_or_default() {
            "html" | "htm" | "xml" | "svg" | "xhtml" => Format::Markup,
            "csv" | "tsv" => Format::Table,
            "css" => Format::Style,
            _ => Format::Plain,
        }
    }
}

/// Letters in their order.
#[derive(Debug, Default)]
pub struct Letters {
    units: Vec<u16>,
    /// For each the gap before it, and whether it is Han.
    notes: Vec<u8>,
    /// For each its first byte, if asked for.
    places: Vec<u32>,
    /// The gap so far.
    gap: u8,
}

impl Letters {
    /// The letters as units of UTF-16.
    pub fn units(&self) -> &[u16] {
        &self.units
    }

    /// What stands before letter `at`; before the first and behind the last it is the end.
    pub fn gap(&self, at: usize) -> u8 {
        match self.notes.get(at) {
            Some(note) if at > 0 => note & GAP,
            _ => gap::END,
        }
    }

    /// Whether letter `at` is written as a Han character.
    pub fn is_han(&self, at: usize) -> bool {
        self.notes.get(at).is_some_and(|note| note & HAN != 0)
    }

    /// First bytes of the letters in `range` and of the one behind; only where places are kept.
    pub fn place(&self, range: Range<usize>, end: usize) -> Range<usize> {
        let at = |index: usize| self.places.get(index).map_or(end, |at| *at as usize);
        at(range.start)..at(range.end)
    }

    fn clear(&mut self) {
        self.units.clear();
        self.notes.clear();
        self.places.clear();
        self.gap = gap::END;
    }
}

/// A place at which a text can be read as from its beginning, but for the gap there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seam {
    /// The byte.
    pub at: u32,
    /// How many letters of the text stand before it.
    pub letters: u32,
    gap: u8,
}

impl Seam {
    /// Whether what follows is read alike behind both.
    pub fn is_like(&self, other: &Seam) -> bool {
        self.gap == other.gap
    }

    /// The same so many bytes and letters further on.
    pub fn moved(&self, bytes: i64, letters: i64) -> Seam {
        let moved = |at: u32, by: i64| (i64::from(at) + by) as u32;
        Seam { at: moved(self.at, bytes), letters: moved(self.letters, letters), ..*self }
    }
}

/// Seams are this far apart.
const SEAMS: usize = 2048;
/// A mark of emphasis as long as this is none: 138****5678.
const STARS: usize = 4;
/// The longest tag in what is no markup, and the longest address of a link.
const SHORT_TAG: usize = 40;
const LONGEST_LINK: usize = 500;

/// What bytes of ASCII are, where they are neither gaps nor letters.
const TAG: u8 = 0x10;
const CLOSE: u8 = 0x11;
const ESCAPE: u8 = 0x12;
const QUOTE: u8 = 0x13;
const STAR: u8 = 0x14;
const COMMA: u8 = 0x15;
const SLASH: u8 = 0x16;
const NEWLINE: u8 = 0x17;
const LINK: u8 = 0x18;
const OTHER: u8 = 0x19;
const LEAST_LETTER: u8 = 0x30;

/// A gap, one of the above, or a letter.
const ASCII: [u8; 128] = {
    let mut table = [gap::MARK; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            // What is typed for a digit, and looks like it.
            b'o' | b'O' => b'0',
            b'i' | b'I' | b'l' | b'L' => b'1',
            letter @ (b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => letter.to_ascii_lowercase(),
            b'-' | b'_' | b'.' | b'@' | b'~' => gap::DOT,
            b' ' | b'(' | b')' => gap::SPACE,
            b'\t' | b'|' => gap::BORDER,
            b'`' | 0 => gap::JOINED,
            b'\n' | b'\r' | 0xb | 0xc => NEWLINE,
            b'<' => TAG,
            b'>' => CLOSE,
            b'%' | b'\\' | b'&' => ESCAPE,
            b'"' | b'\'' => QUOTE,
            b'*' => STAR,
            b',' => COMMA,
            b'/' => SLASH,
            b']' => LINK,
            _ => gap::MARK,
        };
        byte += 1;
    }
    table
};

/// The gap that a tag of this `name` makes.
fn between(name: &[u8]) -> u8 {
    const INLINE: [&[u8]; 35] = [
        b"a", b"b", b"i", b"u", b"s", b"em", b"strong", b"span", b"mark", b"small", b"big", b"font", b"sub",
        b"sup", b"code", b"kbd", b"samp", b"var", b"q", b"cite", b"dfn", b"abbr", b"ins", b"del", b"label",
        b"time", b"data", b"bdi", b"bdo", b"ruby", b"rb", b"rt", b"rp", b"wbr", b"tspan",
    ];
    match name {
        b"br" | b"BR" => gap::LINE,
        _ if INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name)) => gap::JOINED,
        _ => gap::BORDER,
    }
}

/// Reads one text after the other.
#[derive(Debug)]
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
}

impl Default for Reader {
    fn default() -> Reader {
        Reader {
            streams: Default::default(),
            now: 0,
            format: Format::Plain,
            quote: 0,
            is_comment: false,
            is_gloss: false,
            keeps_places: false,
            before: 0,
            seams: Vec::new(),
            next_seam: 0,
        }
    }
}

/// The letters of a short text.
pub fn letters(text: &str) -> Letters {
    let mut reader = Reader::default();
    reader.read(text.as_bytes(), Format::Plain);
    let [text, _] = reader.streams;
    text
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

    /// Begins at a seam.
    pub fn begin(&mut self, format: Format, seam: Seam) {
        self.streams.iter_mut().for_each(Letters::clear);
        self.streams[0].gap = seam.gap;
        (self.now, self.quote, self.is_comment, self.is_gloss) = (0, 0, false, false);
        (self.format, self.before) = (format, seam.letters);
        self.seams.clear();
        self.next_seam = seam.at as usize + SEAMS;
    }

    /// The text's letters, and those beside it.
    pub fn streams(&self) -> &[Letters; 2] {
        &self.streams
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
        let is_one = self.now == 0 && gap >= gap::BORDER;
        let letters = self.before + self.streams[0].units.len() as u32;
        is_one.then_some(Seam { at: at as u32, letters, gap })
    }

    /// Reads on from byte `at` until byte `to` was reached; where that is.
    pub fn go_on(&mut self, bytes: &[u8], mut at: usize, to: usize) -> usize {
        while at < to {
            let byte = bytes[at];
            let value = ASCII.get(usize::from(byte)).copied().unwrap_or(OTHER);
            at += match value {
                LEAST_LETTER.. => {
                    self.push(u16::from(value), false, at);
                    1
                }
                0..=5 => {
                    self.skip(value);
                    if value == gap::MARK && at >= self.next_seam {
                        self.mark_seam(at + 1);
                    }
                    1
                }
                OTHER => self.character(&bytes[at..], at),
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
                        self.skip(gap::MARK);
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
                    self.skip(match self.format {
                        Format::Table => gap::BORDER,
                        _ if groups && !is_digit(bytes.get(at + 4)) => gap::DOT,
                        _ => gap::MARK,
                    });
                    1
                }
                SLASH => {
                    self.skip(if self.format == Format::Path { gap::BORDER } else { gap::DOT });
                    1
                }
                NEWLINE => {
                    self.skip(if self.format == Format::Table { gap::BORDER } else { gap::LINE });
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

    fn push(&mut self, unit: u16, is_han: bool, at: usize) {
        let stream = &mut self.streams[self.now];
        stream.units.push(unit);
        stream.notes.push(stream.gap | if is_han { HAN } else { 0 });
        stream.gap = gap::JOINED;
        if self.keeps_places {
            stream.places.push(at as u32);
        }
    }

    fn skip(&mut self, gap: u8) {
        let stream = &mut self.streams[self.now];
        stream.gap = stream.gap.max(gap);
    }

    fn mark_seam(&mut self, at: usize) {
        if let Some(seam) = self.seam(at) {
            self.seams.push(seam);
            self.next_seam = at + SEAMS;
        }
    }

    /// A character beyond ASCII; how many bytes it has.
    fn character(&mut self, rest: &[u8], at: usize) -> usize {
        if let &[a @ 0xe1..=0xef, b, c, ..] = rest
            && b & 0xc0 == 0x80
            && c & 0xc0 == 0x80
        {
            let code = u32::from(a & 0xf) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f);
            let value = TABLE[code as usize];
            if value > GAPS {
                self.push(value, is_han_code(code), at);
                return 3;
            }
            if value < SEVERAL {
                self.skip(value as u8);
                if value == u16::from(gap::MARK) && at >= self.next_seam {
                    self.mark_seam(at + 3);
                }
                return 3;
            }
        }
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
        let is_han = is_han(c);
        let value = TABLE.get(c as usize).copied().unwrap_or(SEVERAL);
        if value > GAPS {
            return self.push(value, is_han, at);
        }
        if value < SEVERAL {
            return self.skip(value as u8);
        }
        for piece in letters::pieces(c) {
            match piece {
                Folded::Letter(c) => {
                    c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| self.push(*unit, is_han, at));
                }
                Folded::Gap(gap) => self.skip(gap),
                Folded::Several => {}
            }
        }
    }

    /// What begins with `<` at byte `at`; how many bytes of it were read.
    fn tag(&mut self, bytes: &[u8], at: usize) -> usize {
        let rest = &bytes[at + 1..];
        let is_closing = rest.first() == Some(&b'/');
        let name = &rest[usize::from(is_closing)..];
        let name = &name[..name.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count()];
        let is_tag = !name.is_empty() || matches!(rest.first(), Some(b'!' | b'?'));
        if self.format != Format::Markup {
            // Scripts compare with it, too: there a tag is short and has little in it.
            let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/ =\"'-".contains(byte);
            let end = rest.iter().take(SHORT_TAG).position(|byte| !is_plain(byte));
            let end = end.filter(|end| !name.is_empty() && rest[*end] == b'>');
            self.skip(if end.is_some() { between(name) } else { gap::MARK });
            return end.map_or(1, |end| self.aside(bytes, at + 1..at + 1 + end) + 2);
        }
        if !is_tag {
            self.skip(gap::MARK);
            return 1;
        }
        self.is_comment = rest.starts_with(b"!--");
        let gap = if self.is_comment { gap::JOINED } else { between(name) };
        self.streams[0].gap = self.streams[0].gap.max(gap);
        match name {
            b"rt" | b"rp" | b"RT" | b"RP" => self.is_gloss = !is_closing,
            b"ruby" if is_closing => self.is_gloss = false,
            _ => {}
        }
        (self.now, self.quote) = (1, 0);
        self.streams[1].gap = gap::END;
        1 + usize::from(is_closing) + if self.is_comment { 3 } else { name.len() }
    }

    /// Reads `range` beside the text; how many bytes these are.
    fn aside(&mut self, bytes: &[u8], range: Range<usize>) -> usize {
        let now = std::mem::replace(&mut self.now, 1);
        self.streams[1].gap = gap::END;
        self.go_on(bytes, range.start, range.end);
        self.streams[1].gap = gap::END;
        (self.now, self.quote) = (now, 0);
        range.len()
    }

    /// A `>`, behind all that stands `before`.
    fn close(&mut self, before: &[u8]) {
        let is_end = self.quote == 0 && (!self.is_comment || before.ends_with(b"--"));
        if self.format != Format::Markup || self.now == 0 || !is_end {
            return self.skip(gap::MARK);
        }
        self.is_comment = false;
        self.now = usize::from(self.is_gloss);
        self.streams[1].gap = gap::END;
    }
}

fn is_han_code(code: u32) -> bool {
    matches!(code, 0x4e00..=0x9fff) || char::from_u32(code).is_some_and(is_han)
}

#[cfg(test)]
mod tests;
