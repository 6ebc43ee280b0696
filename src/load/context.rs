//! What reading a file collects beside its records.

use super::names::Names;
use super::tree::{Data, Entry, Node};
use crate::diagnostic::Diagnostics;
use crate::source::{At, SourceId, Span};

/// What reading a file collects beside its records.
#[derive(Debug)]
pub struct Context<'d> {
    /// The names of all keys that there are.
    pub(super) names: &'static Names,
    /// The file.
    pub file: SourceId,
    /// Its text.
    pub text: &'d str,
    /// Its folder relative to the site folder, e.g. `content/ratings`.
    pub folder: &'d str,
    /// Problems.
    pub out: Diagnostics,
    /// Places whose text must never be shown.
    pub hidden: Vec<Span>,
    /// Files named, by their path relative to the site folder.
    pub files: Vec<At<NamedFile>>,
    /// Records and lists in which an error was found, by their places.
    pub faulty: Vec<Span>,
    /// What could not be read of the file.
    pub unread: Vec<Unread>,
}

/// A part of a file that could not be read; the fault is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where.
    pub span: Span,
    /// The file's key it stands under (`members`), as written; empty when that is not known.
    pub key: String,
    /// Whether its lines may be shown: only below keys that are known and public.
    pub is_public: bool,
}

/// A file that a record or a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// Its path relative to the site folder.
    pub path: String,
    /// Whether it must be there. A link that ends in `.html` may lead to a page of the finished site.
    pub is_certain: bool,
}

/// Most problems of one file that are told: a file with more is of another kind altogether.
pub const MAX_PROBLEMS: usize = 10_000;

impl<'d> Context<'d> {
    /// Before anything of `file` is read, of which `out` is known.
    pub(super) fn new(
        names: &'static Names,
        file: SourceId,
        text: &'d str,
        folder: &'d str,
        out: Diagnostics,
    ) -> Context<'d> {
        Context {
            names,
            file,
            text,
            folder,
            out,
            hidden: Vec::new(),
            files: Vec::new(),
            faulty: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Whether so much is wrong that the rest need not be told.
    pub fn is_full(&self) -> bool {
        self.out.mark() >= MAX_PROBLEMS
    }

    /// Hides what nobody will read below `node`, but for the values of keys that are known and public.
    pub fn conceal(&mut self, node: &Node<'_>) {
        match &node.data {
            Data::List(items) => items.iter().for_each(|item| self.conceal(item)),
            Data::Map(entries) => entries.iter().for_each(|entry| self.conceal_entry(entry)),
            _ => {}
        }
    }

    pub(super) fn conceal_entry(&mut self, entry: &Entry<'_>) {
        match self.names.is_public(&entry.key) {
            true => self.conceal(&entry.value),
            false => self.hidden.push(entry.value.span),
        }
    }

    /// Where the text of a scalar is written, without its quotes, when it is written exactly as it is read. What has
    /// an anchor may be read elsewhere as another kind of value.
    pub fn written(&self, node: &Node<'_>) -> Option<Span> {
        let Data::Scalar { text, quoted } = &node.data else { return None };
        let range = node.span.range();
        let before = self.text.get(..range.start)?.trim_end();
        if before.rsplit([' ', '\n', '\t', '[', '{', ',']).next().is_some_and(|word| word.starts_with('&')) {
            return None;
        }
        let inner = if *quoted { range.start + 1..range.end.checked_sub(1)? } else { range };
        (self.text.get(inner.clone()) == Some(&**text)).then(|| Span::new(node.span.file, inner))
    }
}
