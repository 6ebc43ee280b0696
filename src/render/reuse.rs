//! The last finished site: what is shown the same again keeps its bytes.
//!
//! A page's bytes are a function of its view and of what [`used`] tells of its template. So where both are
//! the same, the last bytes at that path are those that would be made; nothing is guessed from which record was edited.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::blob::Blob;
use crate::site::Site;
use crate::site::view::{BulletinView, PageView, Shard};

use super::artifact::Artifacts;
use super::data;
use super::lines;
use super::rare;
use super::used;

/// What pages are made with, by language and template.
pub(super) type Digests = BTreeMap<String, used::Digests>;

/// A site with its files.
#[derive(Debug)]
pub struct Last {
    /// What the pages said.
    pub site: Site,
    /// How they said it.
    pub artifacts: Arc<Artifacts>,
    /// What they were made with.
    pub(super) digests: Digests,
    /// Which rare characters they show.
    pub(super) rare: rare::KnownRare,
    /// Its open data.
    pub(super) written: data::WrittenTables,
    /// Lines of its bulletins.
    pub(super) lines: lines::KnownLines,
}

impl Last {
    pub(super) fn data(&self) -> data::LastTable<'_> {
        data::LastTable { artifacts: &self.artifacts, written: &self.written }
    }
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

/// The last site by path.
pub(super) struct Index<'l> {
    artifacts: &'l Artifacts,
    pages: FxHashMap<&'l str, &'l Arc<PageView>>,
    shards: FxHashMap<&'l str, &'l Arc<Shard>>,
    lines: &'l lines::KnownLines,
    digests: (&'l Digests, &'l Digests),
}

impl<'l> Index<'l> {
    /// `last` by path, for pages that are made with what `digests` tells.
    pub(super) fn new(last: &'l Last, digests: &'l Digests) -> Index<'l> {
        Index {
            artifacts: &last.artifacts,
            pages: last.site.pages.iter().map(|page| (page.frame().path.as_str(), page)).collect(),
            shards: last.site.shards.iter().map(|shard| (shard.path.as_str(), shard)).collect(),
            lines: &last.lines,
            digests: (&last.digests, digests),
        }
    }

    /// The bytes of `page` if it shows what it showed, else why not.
    pub(super) fn page(&self, page: &Arc<PageView>, explain: bool) -> Result<Blob, Why> {
        let path = page.frame().path.as_str();
        let before = self.pages.get(path).ok_or(Why::New)?;
        let of = |digests: &'l Digests| digests.get(&page.frame().language)?.get(page.template());
        let (made_with, make_with) = (of(self.digests.0), of(self.digests.1));
        if make_with.is_none() || made_with != make_with {
            return Err(Why::Theme);
        }
        match self.artifacts.get(path) {
            Some(bytes) if is_same(before, page) => Ok(bytes.clone()),
            _ if explain => Err(Why::Shows(parts(before, page))),
            _ => Err(Why::Shows(Vec::new())),
        }
    }

    /// What the bulletin at the path of `page` showed, and its lines.
    pub(super) fn lines(&self, page: &PageView) -> Option<(&'l BulletinView, &'l lines::WrittenLines)> {
        let path = page.frame().path.as_str();
        let PageView::Bulletin(before) = &***self.pages.get(path)? else { return None };
        Some((before, self.lines.get(path)?))
    }

    /// The bytes of `shard`, if it says what it said.
    pub(super) fn shard(&self, shard: &Arc<Shard>) -> Option<Blob> {
        let before = self.shards.get(shard.path.as_str())?;
        is_same(before, shard).then(|| self.artifacts.get(&shard.path).cloned()).flatten()
    }
}

/// The very same, or equal.
fn is_same<T: PartialEq>(before: &Arc<T>, now: &Arc<T>) -> bool {
    Arc::ptr_eq(before, now) || before == now
}

/// The parts of the view that differ, sorted.
fn parts(before: &PageView, now: &PageView) -> Vec<String> {
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
