//! What one rendering leaves to the next: what is shown the same again keeps its bytes.
//!
//! A page's bytes are a function of its view and of what [`used`](super::used) tells of its template. So where both are
//! the same, the last bytes at that path are those that would be made; nothing is guessed from which record was edited.

use std::sync::Arc;

use serde_json::Value;

use crate::blob::Blob;
use crate::reuse::{Known, Made};
use crate::site::view::{PageView, Shard};

use super::data::TableCache;
use super::rare::RareOf;

/// The last files, each with what it was made of.
#[derive(Debug, Default)]
pub struct RenderCache {
    /// By path; what could not be rendered is told and made anew.
    pub(super) pages: Known<String, Result<WrittenPage, tera::Error>>,
    /// By path: the pages that tell of the tables' files.
    pub(super) data_pages: Known<String, Result<WrittenPage, tera::Error>>,
    /// By path.
    pub(super) shards: Known<String, Made<Arc<Shard>, Blob>>,
    pub(super) tables: TableCache,
    pub(super) rare: RareOf,
    /// Whether there is no next rendering: views are not kept.
    pub(super) forgets: bool,
}

impl RenderCache {
    /// One for a rendering that none follows.
    pub fn once() -> RenderCache {
        RenderCache { forgets: true, ..RenderCache::default() }
    }
}

/// A finished page, and what it was made of.
#[derive(Clone, Debug)]
pub(super) struct WrittenPage {
    /// What it shows; `None` where none asks any more.
    pub view: Option<Arc<PageView>>,
    /// What it was made with beside its view.
    pub digest: Option<blake3::Hash>,
    pub bytes: Blob,
    /// Why it was rendered, if it was.
    pub why: Option<Why>,
}

/// A page that was rendered, and why its last rendering could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// Its path in the output.
    pub path: String,
    /// Why.
    pub why: Why,
}

/// Why a page was rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing was kept: the first run, or its templates, the strings or the language changed.
    Theme,
    /// There was no such page.
    New,
    /// These parts of what it shows changed, if that was worked out.
    Shows(Vec<String>),
}

/// The parts of the view that differ, sorted.
pub(super) fn parts(before: &PageView, now: &PageView) -> Vec<String> {
    let fields = |view| match serde_json::to_value(view) {
        Ok(Value::Object(fields)) => fields,
        _ => Default::default(),
    };
    // These are no part of what the page's own template is given.
    let entries_differ = matches!((before, now),
        (PageView::Bulletin(before), PageView::Bulletin(now)) if before.entries != now.entries);
    let (before, now) = (fields(before), fields(now));
    let mut names: Vec<String> = now
        .iter()
        .filter(|(name, value)| before.get(*name) != Some(value))
        .map(|(name, _)| name.clone())
        .collect();
    names.extend(before.keys().filter(|name| !now.contains_key(*name)).cloned());
    names.extend(entries_differ.then(|| "entries".to_owned()));
    names.sort();
    names
}
