//! Emphasis, paired anew after pulldown-cmark: by CommonMark's rules (6.2 and its "algorithm for parsing nested
//! emphasis") with the CJK-friendly amendments (specification.md of tats-u/markdown-cjk-friendly), which let
//! `**（试行）**村` be bold, and with [`masks`], which leave `138****5678` alone.
//!
//! pulldown-cmark decides deep inside which signs may begin or end emphasis, so what it took for emphasis is taken apart
//! here, into runs of signs as they are written. All that binds tighter (code, links, escapes) stays as it was found.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::masks;
use super::runs::{Run, Side};

/// An event with the bytes that it was made of.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

#[derive(Debug)]
enum Piece<'a> {
    Event(Placed<'a>),
    Run(usize),
}

/// One paragraph, heading or cell.
#[derive(Debug)]
struct Leaf<'a> {
    source: &'a str,
    pieces: Vec<Piece<'a>>,
    runs: Vec<Run>,
    /// Up to where what was added reaches.
    end: Option<usize>,
    /// The first run of each link that is open.
    links: Vec<usize>,
}

impl<'a> Leaf<'a> {
    fn new(source: &'a str) -> Leaf<'a> {
        Leaf { source, pieces: Vec::new(), runs: Vec::new(), end: None, links: Vec::new() }
    }

    fn add(&mut self, (event, range): Placed<'a>) {
        match &event {
            Event::Start(Tag::Emphasis) => self.signs(range.start..range.start + 1),
            Event::End(TagEnd::Emphasis) => self.signs(range.end - 1..range.end),
            Event::Start(Tag::Strong) => self.signs(range.start..range.start + 2),
            Event::End(TagEnd::Strong) => self.signs(range.end - 2..range.end),
            Event::Start(Tag::Strikethrough) => self.signs(range.start..range.start + self.tildes(&range)),
            Event::End(TagEnd::Strikethrough) => self.signs(range.end - self.tildes(&range)..range.end),
            Event::Text(text) if **text == self.source[range.clone()] => self.text(range),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                self.event(event, range);
                self.links.push(self.runs.len());
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                // Its range is the whole link's.
                self.event(event, range);
                let first = self.links.pop().unwrap_or_default();
                self.pair(first);
            }
            _ => self.event(event, range),
        }
    }

    fn tildes(&self, range: &Range<usize>) -> usize {
        let struck = &self.source[range.clone()];
        if struck.starts_with("~~") && struck.ends_with("~~") { 2 } else { 1 }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let end = match event {
            Event::Start(_) => None,
            _ => Some(range.end),
        };
        self.push(Piece::Event((event, range)), end);
    }

    fn push(&mut self, piece: Piece<'a>, end: Option<usize>) {
        if let Some(&Piece::Run(last)) = self.pieces.last() {
            let run = &mut self.runs[last];
            run.after = Side::of(self.source[run.range.end..].chars().next());
        }
        self.pieces.push(piece);
        self.end = end;
    }

    fn text(&mut self, range: Range<usize>) {
        // The backslash of an escape belongs to nothing.
        let is_escaped = self.source[..range.start].ends_with('\\') && self.end != Some(range.start);
        let mut plain = range.start;
        for (at, byte) in self.source[range.clone()].bytes().enumerate() {
            let at = range.start + at;
            if matches!(byte, b'*' | b'_' | b'~') && !(is_escaped && at == range.start) {
                self.plain(plain..at);
                self.signs(at..at + 1);
                plain = at + 1;
            }
        }
        self.plain(plain..range.end);
    }

    fn plain(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.event(Event::Text(CowStr::Borrowed(&self.source[range.clone()])), range);
        }
    }

    fn signs(&mut self, range: Range<usize>) {
        let sign = self.source.as_bytes()[range.start];
        if let Some(&Piece::Run(last)) = self.pieces.last()
            && let run = &mut self.runs[last]
            && run.sign == sign
            && run.range.end == range.start
        {
            run.range.end = range.end;
            self.end = Some(range.end);
            return;
        }
        let is_first = match self.pieces.last() {
            None => true,
            Some(Piece::Event((event, _))) => matches!(event, Event::SoftBreak | Event::HardBreak),
            Some(Piece::Run(_)) => false,
        };
        let before = if is_first { Side::of(None) } else { Side::end_of(&self.source[..range.start]) };
        let end = Some(range.end);
        self.push(Piece::Run(self.runs.len()), end);
        self.runs.push(Run {
            sign,
            range,
            before,
            after: Side::of(None),
            opens: false,
            closes: false,
            ends: Vec::new(),
            starts: Vec::new(),
            is_done: false,
        });
    }

    /// Pairs the runs from `first` on that were not looked at yet.
    fn pair(&mut self, first: usize) {
        let mut runs: Vec<&mut Run> = self.runs[first..].iter_mut().filter(|run| !run.is_done).collect();
        for run in &mut runs {
            run.flank();
            run.is_done = true;
        }
        masks::bar(&mut runs, self.source);
        let mut openers: Vec<usize> = Vec::new();
        // Below which no opener fits: by sign, whether the closer opens as well, and its signs modulo three.
        let mut bottoms = [0; 18];
        for closer in 0..runs.len() {
            while runs[closer].closes && !runs[closer].literal().is_empty() {
                let run = &*runs[closer];
                let sign = usize::from(run.sign == b'*') + 2 * usize::from(run.sign == b'_');
                let key = 6 * sign + 3 * usize::from(run.opens) + run.signs() % 3;
                let fits = |&at: &usize| runs[openers[at]].pair(run);
                let found = (bottoms[key]..openers.len()).rev().find_map(|at| Some((at, fits(&at)?)));
                let Some((at, span)) = found else {
                    bottoms[key] = openers.len();
                    break;
                };
                let opener = &mut *runs[openers[at]];
                opener.starts.push(span);
                openers.truncate(at + usize::from(!opener.literal().is_empty()));
                bottoms.iter_mut().for_each(|bottom| *bottom = openers.len().min(*bottom));
                runs[closer].ends.push(span);
            }
            if runs[closer].opens && !runs[closer].literal().is_empty() {
                openers.push(closer);
            }
        }
    }

    /// Hands on what it has become, and the places of signs that look like emphasis and are none.
    fn finish(mut self, events: &mut Vec<Placed<'a>>, failed: &mut Vec<Range<usize>>) {
        self.pair(0);
        failed.extend(masks::failed(&self.runs, self.source));
        for piece in self.pieces {
            match piece {
                Piece::Event(placed) => events.push(placed),
                Piece::Run(run) => {
                    let run = &self.runs[run];
                    let ends = run.ends.iter().map(|span| Event::End(span.start().to_end()));
                    events.extend(ends.map(|end| (end, run.range.clone())));
                    let literal = run.literal();
                    if !literal.is_empty() {
                        let text = CowStr::Borrowed(&self.source[literal.clone()]);
                        events.push((Event::Text(text), literal));
                    }
                    let starts = run.starts.iter().rev().map(|span| Event::Start(span.start()));
                    events.extend(starts.map(|start| (start, run.range.clone())));
                }
            }
        }
    }
}

/// `events` of `source` with emphasis as it is meant, and the places of signs that look like emphasis and are none.
pub(super) fn paired<'a>(events: Vec<Placed<'a>>, source: &'a str) -> (Vec<Placed<'a>>, Vec<Range<usize>>) {
    if !source.contains(['*', '_', '~']) {
        return (events, Vec::new());
    }
    let (mut made, mut failed) = (Vec::with_capacity(events.len()), Vec::new());
    let mut leaf: Option<Leaf> = None;
    let mut is_code = false;
    for (event, range) in events {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            _ => {}
        }
        if is_inline(&event) && !is_code {
            leaf.get_or_insert_with(|| Leaf::new(source)).add((event, range));
        } else {
            if let Some(leaf) = leaf.take() {
                leaf.finish(&mut made, &mut failed);
            }
            made.push((event, range));
        }
    }
    if let Some(leaf) = leaf {
        leaf.finish(&mut made, &mut failed);
    }
    (made, failed)
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_tag(tag.to_end()),
        Event::End(end) => is_inline_tag(*end),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

fn is_inline_tag(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Strong | Strikethrough | Link | Image)
}
