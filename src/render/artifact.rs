//! What a build makes: paths with bytes, sorted.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::attachment::Reading;
use crate::blob::Blob;
use crate::source::Span;

/// Every file of the finished site, by its path relative to the output folder (with `/`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Artifacts {
    files: BTreeMap<String, Blob>,
    texts: BTreeMap<String, Said>,
    folder: Option<String>,
}

/// What a file says whose bytes hide it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Text(String),
    /// An attachment, with the record that names it.
    Attachment(Arc<Reading>, Span),
}

impl Artifacts {
    /// Adds a file. Two pages claiming one path is a fault of the planning stage, so the later wins silently
    /// only in tests: `debug_assert` tells.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Blob>) {
        let path = path.into();
        let replaced = self.files.insert(path, bytes.into());
        debug_assert!(replaced.is_none(), "two artifacts claim one path");
    }

    /// Adds a file whose bytes hide the `text` in it, such as a PDF.
    pub fn add_with_text(&mut self, path: impl Into<String>, bytes: impl Into<Blob>, text: String) {
        let path = path.into();
        self.texts.insert(path.clone(), Said::Text(text));
        self.add(path, bytes);
    }

    /// Adds an attachment that a record names `at` that place.
    pub fn add_attachment(&mut self, path: &str, bytes: impl Into<Blob>, reading: Arc<Reading>, at: Span) {
        self.texts.insert(path.to_owned(), Said::Attachment(reading, at));
        self.add(path, bytes);
    }

    /// What the attachment at `path` says, and which record names it.
    pub fn attachment(&self, path: &str) -> Option<(&Reading, Span)> {
        match self.texts.get(path)? {
            Said::Attachment(reading, at) => Some((reading, *at)),
            Said::Text(_) => None,
        }
    }

    /// Adds `more` at the end of the file at `path`, if there is one.
    pub fn append(&mut self, path: &str, more: &[u8]) {
        if let Some(bytes) = self.files.get_mut(path).filter(|_| !more.is_empty()) {
            *bytes = [&bytes[..], more].concat().into();
        }
    }

    /// Notes where the site will lie on its host, `/cun/`, as `404.html` has it.
    pub fn serve_below(&mut self, folder: &str) {
        self.folder = Some(folder.to_owned());
    }

    /// Where the site will lie on its host, if that is known.
    pub fn folder(&self) -> Option<&str> {
        self.folder.as_deref()
    }

    /// The text of a file whose bytes hide it.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(|said| match said {
            Said::Text(text) => text,
            Said::Attachment(reading, _) => reading.text(),
        })
    }

    /// Paths at which the two have something else, or only one has anything, sorted.
    pub fn differing<'a>(&'a self, other: &'a Artifacts) -> impl Iterator<Item = &'a str> {
        let (mut own, mut others) = (self.files.iter().peekable(), other.files.iter().peekable());
        std::iter::from_fn(move || {
            loop {
                let only_one = match (own.peek(), others.peek()) {
                    (Some((path, _)), Some((known, _))) if path == known => {
                        let ((path, bytes), (_, before)) = own.next().zip(others.next())?;
                        if bytes == before {
                            continue;
                        }
                        return Some(path.as_str());
                    }
                    (Some((path, _)), Some((known, _))) if path > known => others.next(),
                    (None, _) => others.next(),
                    (Some(_), _) => own.next(),
                };
                return only_one.map(|(path, _)| path.as_str());
            }
        })
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Blob)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&Blob> {
        self.files.get(path)
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
