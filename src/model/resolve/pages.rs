//! Pages and notices: front matter, titles, ids; drafts are resolved and left out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

use super::super::board::{Markdown, Page, PageIx, PageKind, PageVersion};
use super::super::register::Gaps;
use super::super::rules::{ID_DUPLICATE, PAGE_ORIGINAL_MISSING};
use super::super::settings::Settings;
use super::assets::Assets;
use super::languages;
use super::lookup::{NamedRecord, admit, missing};
use super::names::Names;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::filename;
use crate::load::context::Unread;
use crate::load::records::RawFront;
use crate::load::values::MarkdownText;
use crate::load::{RawPage, rules};
use crate::markdown;
use crate::source::{At, Span};
use crate::suggest::closest;
use crate::text;

/// Pages with an id and a title, sorted by id, drafts left out.
pub(super) struct Admitted<'l> {
    pages: Vec<(NamedRecord, Titled<'l>)>,
    /// Their texts in further languages, with the page that each belongs to.
    versions: Vec<(PageIx, At<String>, Titled<'l>)>,
}

struct Titled<'l> {
    raw: &'l RawPage,
    title: At<String>,
    /// Where the text begins once a heading that repeats the title is taken off.
    body_from: usize,
}

impl Admitted<'_> {
    /// The index of each page by the paths of the files that it was read from.
    pub(super) fn paths(&self) -> BTreeMap<String, PageIx> {
        let own = self.pages.iter().zip(0..).map(|((_, page), at)| (page, PageIx(at)));
        let versions = self.versions.iter().map(|(at, _, page)| (page, *at));
        own.chain(versions).map(|(page, at)| (page.raw.path.clone(), at)).collect()
    }
}

/// Gives every page its id and title.
pub(super) fn admitted<'l>(
    raw: &'l [Arc<RawPage>],
    unread: &[Unread],
    settings: &Settings,
    out: &mut Diagnostics,
) -> Admitted<'l> {
    let own = languages::canonical(&settings.language);
    let mut named = Vec::new();
    let mut translated: Vec<(At<String>, At<String>, Titled<'l>)> = Vec::new();
    for page in raw {
        let Some(titled) = titled(page, unread, out) else { continue };
        let language = page.front.language.clone().filter(|at| languages::canonical(&at.value) != own);
        let Some(id) = id(page, language.as_ref(), out) else { continue };
        match language {
            Some(language) => translated.push((id, language, titled)),
            None => named.push((NamedRecord { id, derived: false, name: None, hint: None }, titled)),
        }
    }
    let (_, mut pages) = admit(named, RawFront::WHAT, out);
    let is_draft = |page: &Titled<'_>| page.raw.front.draft.as_ref().is_some_and(|draft| draft.value);
    let all: BTreeSet<String> = pages.iter().map(|(named, _)| named.id.value.clone()).collect();
    pages.retain(|(_, page)| !is_draft(page));
    let mut versions: Vec<(PageIx, At<String>, Titled<'l>)> = Vec::new();
    for (id, language, page) in translated.into_iter().filter(|(_, _, page)| !is_draft(page)) {
        if !all.contains(&id.value) {
            out.push(without_original(&id, &language, &all));
            continue;
        }
        let Some(index) = languages::known(&language, settings, out) else { continue };
        // Nobody sees a draft, nor its translation.
        let Some(at) = pages.iter().position(|(named, _)| named.id.value == id.value) else { continue };
        let (at, language) =
            (PageIx(at as u32), At::new(settings.languages[index].value.clone(), language.span));
        match versions.iter().find(|(known, code, _)| *known == at && code.value == language.value) {
            Some((_, first, _)) => {
                let (id, code) = (&id.value, &language.value);
                let message =
                    text!("页面“{id}”的 {code} 译文有两份", "page `{id}` has two translations into {code}");
                let diagnostic = Diagnostic::new(&ID_DUPLICATE, language.span, message)
                    .help(text!("留下一份。", "Keep one of them."))
                    .related(first.span, text!("第一份在这里", "the first one is here"));
                out.push(diagnostic);
            }
            None => versions.push((at, language, page)),
        }
    }
    Admitted { pages, versions }
}

fn without_original(id: &At<String>, language: &At<String>, all: &BTreeSet<String>) -> Diagnostic {
    let typed = &id.value;
    let message = text!("没有编号是“{typed}”的原页", "there is no original page with the id `{typed}`");
    let help = match closest(typed, all.iter().map(String::as_str)) {
        Some(guess) => {
            text!("是不是“{guess}”？编号要与原页相同。", "Did you mean `{guess}`? Both have the same id.")
        }
        None => text!("给译文写上原页的编号。", "Give the translation the id of its original."),
    };
    Diagnostic::new(&PAGE_ORIGINAL_MISSING, language.span, message).help(help)
}

/// The title given, else the first heading.
fn titled<'l>(page: &'l Arc<RawPage>, unread: &[Unread], out: &mut Diagnostics) -> Option<Titled<'l>> {
    let heading = first_heading(&page.body.text);
    let (title, body_from) = match (&page.front.title, heading) {
        (Some(title), Some((text, end))) if text.trim() == title.value.trim() => (title.clone(), end),
        (Some(title), _) => (title.clone(), 0),
        (None, Some((text, end))) => {
            let at = page.body.places.span(page.at.file, 0..end).unwrap_or(page.body_at);
            (At::new(text, at), end)
        }
        (None, None) => {
            // It may stand in what could not be read.
            if unread.iter().all(|part| part.span.file != page.at.file) {
                missing(RawFront::KEYS, "title", page.at, &RawFront::WHAT, Some(&page.stem), out);
            }
            return None;
        }
    };
    Some(Titled { raw: page, title, body_from })
}

/// The id given, else the file's name: of a translation without its language, `about` for `about.en.md`.
fn id(page: &RawPage, language: Option<&At<String>>, out: &mut Diagnostics) -> Option<At<String>> {
    let ending = |language: &At<String>| page.stem.len().checked_sub(language.value.len() + 1);
    let stem = language.and_then(|language| {
        let (stem, code) = page.stem.split_at_checked(ending(language)?)?;
        code.strip_prefix('.').filter(|code| code.eq_ignore_ascii_case(&language.value)).map(|_| stem)
    });
    let id = match &page.front.id {
        Some(id) => return Some(At::new(id.value.0.clone(), id.span)),
        None => At::new(stem.unwrap_or(&page.stem).nfc().collect::<String>(), page.at),
    };
    if !filename::is_id(&id.value) {
        let stem = &page.stem;
        let message = text!("文件名“{stem}”不能当编号", "the file name `{stem}` cannot be an id");
        let help = text!(
            "在设置里写上编号，例如“编号: notice-1”，或改文件名。",
            "Give the page an id, such as `id: notice-1`, or rename the file."
        );
        out.push(Diagnostic::new(&rules::ID_INVALID, id.span, message).help(help));
        return None;
    }
    Some(id)
}

/// The text of a first-level heading that opens the page, and where it ends.
fn first_heading(text: &str) -> Option<(String, usize)> {
    let text = markdown::MarkdownSource::new(text);
    let mut events = text.read().events.into_iter();
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
pub(super) fn resolve(
    admitted: Admitted<'_>,
    names: &Names,
    assets: &mut Assets<'_>,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Vec<Page> {
    let one = |(named, page): (NamedRecord, Titled<'_>)| {
        let front = &page.raw.front;
        let mark = out.mark();
        let page = Page {
            id: named.id,
            kind: front.kind.as_ref().map_or(PageKind::Page, |kind| kind.value),
            date: front.date.clone(),
            section: front.section.as_ref().map(|at| at.value.clone()),
            disclosure: front.disclosure.as_ref().and_then(|item| names.disclosure(item, out)),
            period: front.period.clone(),
            expires: front.expires.clone(),
            grid: front.grid.as_ref().and_then(|grid| names.grid(grid, out)),
            order: front.order.as_ref().map(|order| order.value),
            body: body(&page, assets, out),
            title: page.title,
            versions: Vec::new(),
            at: page.raw.at,
        };
        if out.errors_since(mark) || gaps.is_faulty(front.at) {
            gaps.faulty.insert(page.at);
        }
        page
    };
    let mut pages: Vec<Page> = admitted.pages.into_iter().map(one).collect();
    for (at, language, page) in admitted.versions {
        let body = body(&page, assets, out);
        let version = PageVersion { language, title: page.title, body, at: page.raw.at };
        pages[at.0 as usize].versions.push(version);
    }
    pages
}

/// The text of a page, with its links resolved.
fn body(page: &Titled<'_>, assets: &mut Assets<'_>, out: &mut Diagnostics) -> Markdown {
    let text = page.raw.body.text[page.body_from..].to_owned();
    let places = page.raw.body.places.after(page.body_from);
    let whole = page.raw.body_at;
    let at =
        places.span(whole.file, 0..text.len()).map_or(whole, |first| Span { start: first.start, ..whole });
    let body = MarkdownText { text, folder: page.raw.body.folder.clone(), places };
    assets.markdown(&body, at, out)
}
