//! One language in which the site is published: the folder of its pages, and what the records' texts are in it.

use crate::model::board::{PageIx, PageVersion, Translations};

use super::urls::{self, Origin, Target};
use super::view::{Edition as EditionView, SAID, Worded, Wording};
use crate::site::tracking::seen::Seen;

/// The board's own language, or a further one.
#[derive(Clone, Copy)]
pub(super) struct Edition<'a> {
    board: Seen<'a>,
    /// BCP 47.
    pub language: &'a str,
    /// `None` for the board's own.
    translations: Option<&'a Translations>,
}

impl<'a> Edition<'a> {
    /// The board's own.
    pub(super) fn own(board: Seen<'a>) -> Edition<'a> {
        Edition { board, language: &board.settings.language, translations: None }
    }

    /// The further ones, in the order written.
    pub(super) fn further(board: Seen<'a>) -> impl Iterator<Item = Edition<'a>> {
        let edition = move |translations: &'a Translations| Edition {
            board,
            language: &translations.language,
            translations: Some(translations),
        };
        board.translations.iter().map(edition)
    }

    /// The same, reading from `board`.
    pub(super) fn reading<'b>(self, board: Seen<'b>) -> Edition<'b>
    where
        'a: 'b,
    {
        Edition { board, ..self }
    }

    /// Whether this is the board's own.
    pub(super) fn is_own(&self) -> bool {
        self.translations.is_none()
    }

    /// The path of `target`: what is published once lies at the top, all else in the language's folder.
    pub(super) fn path(&self, target: Target) -> String {
        let path = urls::path(self.board, target);
        if self.is_own() || target.is_shared() { path } else { format!("{}/{path}", self.language) }
    }

    /// What `text` of the records is in this language, where it is not what is written.
    pub(super) fn said(&self, text: &str) -> Option<&'a str> {
        self.translations?.of(text)
    }

    /// `text` as it is shown in this language.
    pub(super) fn shown<'t>(&self, text: &'t str) -> &'t str
    where
        'a: 't,
    {
        self.said(text).unwrap_or(text)
    }

    /// `view` with the records' texts in this language.
    pub(super) fn worded<V: Worded>(&self, view: V) -> V {
        self.put(view, false)
    }

    /// A page with the records' texts in this language; those that nobody translated are marked.
    pub(super) fn worded_page<V: Worded>(&self, view: V) -> V {
        self.put(view, true)
    }

    fn put<V: Worded>(&self, mut view: V, marks: bool) -> V {
        if !self.is_own() {
            view.word(Wording { said: &|text| self.said(text), marks });
        }
        view
    }

    /// The title of a page as it was written in this language, else the original.
    pub(super) fn title(&self, page: PageIx) -> String {
        match self.version(page) {
            Some(version) => format!("{SAID}{}", version.title.value),
            None => self.board.page(page).title.value.clone(),
        }
    }

    /// The page's text in this language, if it was written.
    pub(super) fn version(&self, page: PageIx) -> Option<&'a PageVersion> {
        self.translations?;
        self.board.page(page).versions.iter().find(|version| version.language.value == self.language)
    }

    /// The language of what the records say, where it is another one.
    pub(super) fn original_language(&self) -> Option<String> {
        (!self.is_own()).then(|| self.board.settings.language.clone())
    }

    /// Where `target` is in every language, seen from the page at `from`; empty for a board in one language.
    pub(super) fn all(&self, target: Target, from: &Origin) -> Vec<EditionView> {
        if self.board.translations.is_empty() {
            return Vec::new();
        }
        // What is published once has no counterpart: then the other's home is the next best.
        let counterpart = if target.is_shared() { Target::Home } else { target };
        let base_url = self.board.settings.base_url.as_ref().filter(|_| !target.is_shared());
        let view = |edition: Edition<'a>| {
            let current = edition.language == self.language;
            let path = edition.path(if current { target } else { counterpart });
            EditionView {
                language: edition.language.to_owned(),
                href: from.link(&path),
                current,
                address: base_url.map(|base| urls::absolute(base, &path)),
            }
        };
        [Edition::own(self.board)].into_iter().chain(Edition::further(self.board)).map(view).collect()
    }
}
