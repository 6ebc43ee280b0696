//! What pulldown-cmark is asked to read, and what of a text is code by it.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// All that Markdown has here beside CommonMark.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
}

/// What is code because somebody marked it so; what is merely indented may be so by chance.
#[derive(Debug)]
pub(super) struct Code(Vec<Range<usize>>);

impl Code {
    pub(super) fn of(text: &str) -> Code {
        let events = Parser::new_ext(text, options()).into_offset_iter();
        let is_code = |event: &Event<'_>| {
            matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))))
        };
        Code(events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect())
    }

    pub(super) fn has(&self, at: usize) -> bool {
        let before = self.0.partition_point(|range| range.start <= at);
        before.checked_sub(1).is_some_and(|last| self.0[last].contains(&at))
    }
}
