//! What a file of `content/` turned out to hold, and what that brings along: places that are never shown, files that it
//! names.

use std::sync::Arc;

use super::context::{Context, NamedFile, Unread};
use super::links::{local_links, unread_links};
use super::records::{Raw, RawFront, Stage};
use super::rules;
use super::site::RawSite;
use super::values::MarkdownText;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{At, Span};
use crate::text;

/// What a file turned out to hold.
#[derive(Debug)]
pub(super) enum Content {
    /// Settings.
    Site(Arc<RawSite>),
    /// Records.
    Records(Arc<Raw>),
    /// A page or notice.
    Page(Arc<RawPage>),
    /// Nothing that can be used; the problems tell.
    Nothing,
}

/// A Markdown file.
#[derive(Clone, Debug)]
pub struct RawPage {
    /// What stands between the `---` lines.
    pub front: RawFront,
    /// The rest.
    pub body: MarkdownText,
    /// Where the body begins.
    pub body_at: Span,
    /// File name without its extension.
    pub stem: String,
    /// Path relative to the site folder.
    pub path: String,
    /// The file's beginning.
    pub at: Span,
}

/// A file with its problems.
#[derive(Debug)]
pub(super) struct ReadFile {
    /// Decoded.
    pub text: Arc<str>,
    /// What it holds.
    pub content: Content,
    /// Problems.
    pub problems: Diagnostics,
    /// Places never to be shown.
    pub hidden: Vec<Span>,
    /// Files it names.
    pub files: Vec<At<NamedFile>>,
    /// Records in which an error was found, by their places.
    pub faulty: Vec<Span>,
    /// What could not be read of it.
    pub unread: Vec<Unread>,
}

/// Notes which places of `raw` are never to be shown and which files its texts name.
pub(super) fn gather(raw: &Raw, cx: &mut Context<'_>) {
    // What is not approved is internal, also where another part of its line is at fault.
    let stages = raw.ratings.iter().flat_map(|list| &list.value.0).map(|at| &at.value);
    let is_approved = |stage: &At<Stage>| stage.value == Stage::Approved;
    for draft in stages.filter(|rating| !rating.stage.as_ref().is_some_and(is_approved)) {
        for entry in draft.entries.iter().flat_map(|list| &list.value.0).map(|at| &at.value) {
            cx.hidden.extend(entry.note.as_ref().map(|note| note.span));
            cx.hidden.extend(entry.scores.as_ref().map(|scores| scores.span));
        }
    }
    for text in markdown_texts(raw) {
        name_links(&text.value, text.span, cx);
    }
}

/// Every Markdown text of a record file.
fn markdown_texts(raw: &Raw) -> impl Iterator<Item = &At<MarkdownText>> {
    let grids = raw.grids.iter().flat_map(|list| &list.value.0).filter_map(|grid| grid.value.note.as_ref());
    let details =
        raw.commitments.iter().flat_map(|list| &list.value.0).filter_map(|one| one.value.detail.as_ref());
    let answers =
        raw.replies.iter().flat_map(|list| &list.value.0).filter_map(|one| one.value.answer.as_ref());
    grids.chain(details).chain(answers)
}

/// Notes the files that a Markdown text at `span` links to.
pub(super) fn name_links(text: &MarkdownText, span: Span, cx: &mut Context<'_>) {
    for range in unread_links(&text.text) {
        let written = text.text[range.clone()].trim();
        let message = text!(
            "链接“{written}”里有空格，读成了文字",
            "the link `{written}` holds a blank and is read as text"
        );
        let help = text!("用尖括号括起来：(<{written}>)", "Put it into angle brackets: (<{written}>)");
        let span = text.places.span(cx.file, range).unwrap_or(span);
        cx.out.push(Diagnostic::new(&rules::LINK_BLANK, span, message).help(help));
    }
    for link in local_links(&text.text, &text.folder) {
        let span = text.places.span(cx.file, link.range.clone()).unwrap_or(span);
        match link.path {
            Some(path) if path.ends_with(".md") => {}
            Some(path) => {
                let is_certain = !link.may_be_page;
                cx.files.push(At::new(NamedFile { path, is_certain }, span));
            }
            None if link.may_be_page => {}
            None => {
                let destination = &link.destination;
                let message = text!(
                    "链接“{destination}”通到 content/ 外面",
                    "the link `{destination}` leads out of content/"
                );
                let help = text!(
                    "把文件复制到 content/ 里，写相对路径。",
                    "Copy the file into content/ and write a relative path."
                );
                cx.out.push(Diagnostic::new(&rules::FILE_OUTSIDE, span, message).help(help));
            }
        }
    }
}
