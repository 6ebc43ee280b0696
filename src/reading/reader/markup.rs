//! Tags and comments, as a reader comes upon them.

use std::ops::Range;

use super::Reader;
use crate::reading::gap;
use crate::reading::tags::{self, Does, between};
use crate::reading::text::Format;

impl Reader {
    /// Parts the text as a tag does.
    fn part(&mut self, (gap, part): Does) {
        let stream = &mut self.streams[0];
        stream.gap = stream.gap.max(gap);
        if let Some(part) = part {
            stream.tables.part(part, stream.units.len());
        }
    }

    /// What begins with `<` at byte `at`; how many bytes of it were read.
    pub(super) fn tag(&mut self, bytes: &[u8], at: usize) -> usize {
        if self.format == Format::Markup
            && self.now == 0
            && let Some(length) = self.known_tag(bytes, at)
        {
            return length;
        }
        let rest = &bytes[at + 1..];
        if self.format != Format::Markup {
            return self.short_tag(bytes, at, b"<", b">").unwrap_or_else(|| {
                self.skip(gap::MARK);
                1
            });
        }
        let is_closing = rest.first() == Some(&b'/');
        let name = tags::name(rest);
        let is_tag = !name.is_empty() || matches!(rest.first(), Some(b'!' | b'?'));
        if !is_tag {
            self.skip(gap::MARK);
            return 1;
        }
        self.is_comment = rest.starts_with(b"!--");
        let is_gloss = [&b"rt"[..], b"rp", b"ruby"].iter().any(|gloss| gloss.eq_ignore_ascii_case(name));
        let does = match self.is_comment {
            true => (gap::JOINED, None),
            false => (between(name), tags::part(name, is_closing)),
        };
        self.part(does);
        if is_gloss {
            self.is_gloss = !is_closing && name.len() == 2 && !name.eq_ignore_ascii_case(b"rb");
        } else if !self.is_comment && self.now == 0 {
            self.tags.remember(rest, does);
        }
        (self.now, self.quote) = (1, 0);
        self.streams[1].gap = gap::END;
        1 + usize::from(is_closing) + if self.is_comment { 3 } else { name.len() }
    }

    /// Passes over a short tag between `open` and `close`, as in scripts, or where a page shows it; how many bytes it has.
    pub(super) fn short_tag(&mut self, bytes: &[u8], at: usize, open: &[u8], close: &[u8]) -> Option<usize> {
        let rest = bytes[at..].strip_prefix(open)?;
        let (length, gap) = tags::short(rest, close)?;
        self.skip(gap);
        let first = at + open.len();
        Some(open.len() + self.aside(bytes, first..first + length) + close.len())
    }

    /// Passes over a tag at byte `at` that was read before; how many bytes it has.
    fn known_tag(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let tag = &bytes[at + 1..];
        let tag = &tag[..memchr::memchr(b'>', tag)?];
        let does = self.tags.known(tag)?;
        self.part(does);
        if at >= self.next_seam {
            self.mark_seam(at + tag.len() + 2);
        }
        Some(tag.len() + 2)
    }

    /// Reads `range` beside the text; how many bytes these are.
    pub(super) fn aside(&mut self, bytes: &[u8], range: Range<usize>) -> usize {
        let now = std::mem::replace(&mut self.now, 1);
        self.streams[1].gap = gap::END;
        self.go_on(bytes, range.start, range.end);
        self.streams[1].gap = gap::END;
        (self.now, self.quote) = (now, 0);
        range.len()
    }

    /// A `>`, behind all that stands `before`.
    pub(super) fn close(&mut self, before: &[u8]) {
        let is_end = self.quote == 0 && (!self.is_comment || before.ends_with(b"--"));
        if self.format != Format::Markup || self.now == 0 || !is_end {
            return self.skip(gap::MARK);
        }
        self.is_comment = false;
        self.now = usize::from(self.is_gloss);
        self.streams[1].gap = gap::END;
    }
}
