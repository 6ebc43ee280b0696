//! Pages and notices: front matter, titles, ids; drafts are resolved and left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

use super::super::board::{Page, PageIx, PageKind};
use super::super::register::Gaps;
use super::Names;
use super::assets::Assets;
use super::lookup::{Named, admit, missing};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::records::{RawFront, RawPageKind};
use crate::load::values::{MarkdownText, is_valid_id};
use crate::load::{RawPage, markdown_options, rules};
use crate::source::{At, Span};
use crate::text;

/// Pages with an id and a title, sorted by id, drafts left out.
pub struct Admitted<'l> {
    pages: Vec<(Named, Titled<'l>)>,
}

struct Titled<'l> {
    raw: &'l RawPage,
    title: At<String>,
    /// Where the text begins once a heading that repeats the title is taken off.
    body_from: usize,
}

impl Admitted<'_> {
    /// The index of each page by the path it was read from.
    pub fn paths(&self) -> BTreeMap<String, PageIx> {
        self.pages.iter().zip(0..).map(|((_, page), at)| (page.raw.path.clone(), PageIx(at))).collect()
    }
}

/// Gives every page its id and title.
pub fn admitted<'l>(raw: &'l [Arc<RawPage>], out: &mut Diagnostics) -> Admitted<'l> {
    let named = raw.iter().filter_map(|page| {
        let heading = first_heading(&page.body.text);
        let (title, body_from) = match (&page.front.title, heading) {
            (Some(title), Some((text, end))) if text.trim() == title.value.trim() => (title.clone(), end),
            (Some(title), _) => (title.clone(), 0),
            (None, Some((text, end))) => {
                let start = page.body_at.range().start;
                (At::new(text, Span::new(page.at.file, start..start + end)), end)
            }
            (None, None) => {
                missing(RawFront::KEYS, "title", page.at, &RawFront::WHAT, Some(&page.stem), out);
                return None;
            }
        };
        let id = match &page.front.id {
            Some(id) => At::new(id.value.0.clone(), id.span),
            None => At::new(page.stem.nfc().collect(), page.at),
        };
        if !is_valid_id(&id.value) {
            let stem = &page.stem;
            let message = text!("文件名“{stem}”不能当编号", "the file name `{stem}` cannot be an id");
            let help = text!(
                "在设置里写上编号，例如“编号: notice-1”，或改文件名。",
                "Give the page an id, such as `id: notice-1`, or rename the file."
            );
            out.push(Diagnostic::new(&rules::ID_INVALID, id.span, message).help(help));
            return None;
        }
        Some((Named { id, derived: false, name: None, hint: None }, Titled { raw: page, title, body_from }))
    });
    let (_, mut pages) = admit(named.collect(), RawFront::WHAT, out);
    pages.retain(|(_, page)| !page.raw.front.draft.as_ref().is_some_and(|draft| draft.value));
    Admitted { pages }
}

/// The text of a first-level heading that opens the page, and where it ends.
fn first_heading(text: &str) -> Option<(String, usize)> {
    let mut events = Parser::new_ext(text, markdown_options()).into_offset_iter();
    let (Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), range) = events.next()? else {
        return None;
    };
    let mut title = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => title.push_str(&text),
            Event::End(TagEnd::Heading(_)) => break,
            _ => {}
        }
    }
    Some((title, range.end))
}

/// Resolves what pages refer to. Drafts were left out, and so are their faults: nobody sees them yet.
pub fn resolve(
    admitted: Admitted<'_>,
    names: &Names,
    assets: &mut Assets<'_>,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Vec<Page> {
    let one = |(named, page): (Named, Titled<'_>)| {
        let front = &page.raw.front;
        let text = page.raw.body.text[page.body_from..].to_owned();
        let body = MarkdownText { text, folder: page.raw.body.folder.clone() };
        let start = page.raw.body_at.range().start + page.body_from;
        let at = Span::new(page.raw.at.file, start..page.raw.body_at.range().end);
        let mark = out.mark();
        let page = Page {
            id: named.id,
            title: page.title,
            kind: match front.kind.as_ref().map(|kind| kind.value) {
                Some(RawPageKind::Notice) => PageKind::Notice,
                _ => PageKind::Page,
            },
            date: front.date.clone(),
            section: front.section.as_ref().map(|at| at.value.clone()),
            disclosure: front.disclosure.as_ref().and_then(|item| names.disclosure(item, out)),
            period: front.period.clone(),
            expires: front.expires.clone(),
            grid: front.grid.as_ref().and_then(|grid| names.grid(grid, out)),
            order: front.order.as_ref().map(|order| order.value),
            body: assets.markdown(&body, at, true, out),
            at: page.raw.at,
        };
        if out.errors_since(mark) || gaps.is_faulty(front.at) {
            gaps.faulty.insert(page.at);
        }
        page
    };
    admitted.pages.into_iter().map(one).collect()
}
