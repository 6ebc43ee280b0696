//! Runs of signs that may mark emphasis, and what two of them are together.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::script::{is_cjk, is_punctuation};

/// What stands before or after a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    /// `None` at the end of a line.
    pub c: Option<char>,
    is_punctuation: bool,
    is_cjk: bool,
}

impl Side {
    pub(super) fn of(c: Option<char>) -> Side {
        Side { c, is_punctuation: c.is_some_and(is_punctuation), is_cjk: c.is_some_and(is_cjk) }
    }

    /// What `text` ends in: a variation selector belongs to the character before it.
    pub(super) fn end_of(text: &str) -> Side {
        let mut back = text.chars().rev();
        let last = back.next();
        match last {
            Some('\u{fe00}'..='\u{fe0e}') => {
                let of = Side::of(back.next());
                let is_wide_quote = last == Some('\u{fe01}') && matches!(of.c, Some('“' | '”' | '‘' | '’'));
                Side { is_cjk: of.is_cjk || is_wide_quote, ..of }
            }
            Some('\u{e0100}'..='\u{e01ef}') => Side { is_cjk: true, ..Side::of(last) },
            _ => Side::of(last),
        }
    }

    pub(super) fn is_space(self) -> bool {
        self.c.is_none_or(char::is_whitespace)
    }

    pub(super) fn is_foreign_punctuation(self) -> bool {
        self.is_punctuation && !self.is_cjk
    }
}

/// One or several of the same sign, side by side.
#[derive(Debug)]
pub(super) struct Run {
    /// `*`, `_` or `~`
    pub sign: u8,
    /// Where it is written.
    pub range: Range<usize>,
    /// What stands before it.
    pub before: Side,
    /// What stands behind it.
    pub after: Side,
    /// Whether it may begin emphasis.
    pub opens: bool,
    /// Whether it may end some.
    pub closes: bool,
    /// What its signs end, from the first on.
    pub ends: Vec<Marked>,
    /// What they begin, from the last on.
    pub starts: Vec<Marked>,
    /// Whether it was looked at: what stands in a link is a text of its own.
    pub is_done: bool,
}

/// What signs mark.
#[derive(Clone, Copy, Debug)]
pub(super) enum Marked {
    Emphasis,
    Strong,
    Strikethrough { signs: usize },
}

impl Marked {
    pub(super) fn signs(self) -> usize {
        match self {
            Marked::Emphasis => 1,
            Marked::Strong => 2,
            Marked::Strikethrough { signs } => signs,
        }
    }

    pub(super) fn start(self) -> Tag<'static> {
        match self {
            Marked::Emphasis => Tag::Emphasis,
            Marked::Strong => Tag::Strong,
            Marked::Strikethrough { .. } => Tag::Strikethrough,
        }
    }
}

impl Run {
    /// How many signs it has.
    pub(super) fn signs(&self) -> usize {
        self.range.len()
    }

    /// Those that neither end nor begin anything.
    pub(super) fn literal(&self) -> Range<usize> {
        let taken = |spans: &[Marked]| spans.iter().map(|span| span.signs()).sum::<usize>();
        self.range.start + taken(&self.ends)..self.range.end - taken(&self.starts)
    }

    /// Decides what it may do by what stands around it.
    pub(super) fn flank(&mut self) {
        let (before, after) = (self.before, self.after);
        let left = !after.is_space()
            && (!after.is_foreign_punctuation()
                || before.is_space()
                || before.is_punctuation
                || before.is_cjk);
        let right = !before.is_space()
            && (!before.is_foreign_punctuation() || after.is_space() || after.is_punctuation || after.is_cjk);
        (self.opens, self.closes) = match (self.sign, self.signs()) {
            (b'*', _) => (left, right),
            // pulldown-cmark's way.
            (b'~', 2) => (!after.is_space(), right),
            (b'~', 3..) => (false, false),
            // Not within a word.
            _ => (left && (!right || before.is_punctuation), right && (!left || after.is_punctuation)),
        };
    }

    /// What this and a later run are together.
    pub(super) fn pair(&self, closer: &Run) -> Option<Marked> {
        let (signs, others) = (self.signs(), closer.signs());
        if self.sign != closer.sign || !self.opens {
            return None;
        }
        if self.sign == b'~' {
            return (signs == others).then_some(Marked::Strikethrough { signs });
        }
        // The rule of three: `*a**b*` is no `*a*` beside `*b*`.
        let ambiguous = (self.closes || closer.opens) && (signs + others).is_multiple_of(3);
        if ambiguous && !(signs.is_multiple_of(3) && others.is_multiple_of(3)) {
            return None;
        }
        match self.literal().len().min(closer.literal().len()) {
            1 => Some(Marked::Emphasis),
            _ => Some(Marked::Strong),
        }
    }
}
