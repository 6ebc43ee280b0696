//! The last finished site: what is shown the same again keeps its bytes.
//!
//! A page's bytes are a function of its view, its template and the theme's strings. So with the same [`Renderer`]
//! (`super::Renderer::suits`) a view equal to the last one at that path has the last one's bytes; nothing is guessed
//! from which record was edited.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::site::Site;
use crate::site::view::{PageView, Shard, Table};

use super::artifact::Artifacts;

/// A site with its files.
#[derive(Debug)]
pub struct Last {
    /// What the pages said.
    pub site: Site,
    /// How they said it.
    pub artifacts: Artifacts,
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
    /// Nothing was kept: the first run, or the theme's templates, strings or the language changed.
    Theme,
    /// There was no such page.
    New,
    /// These parts of what it shows changed, if that was worked out.
    Shows(Vec<String>),
}

/// The last site by path.
pub(super) struct Index<'l> {
    artifacts: &'l Artifacts,
    pages: BTreeMap<&'l str, &'l PageView>,
    shards: BTreeMap<&'l str, &'l Shard>,
    tables: BTreeMap<&'l str, &'l Table>,
}

impl<'l> Index<'l> {
    pub(super) fn new(last: &'l Last) -> Index<'l> {
        Index {
            artifacts: &last.artifacts,
            pages: last.site.pages.iter().map(|page| (page.frame().path.as_str(), page)).collect(),
            shards: last.site.shards.iter().map(|shard| (shard.path.as_str(), shard)).collect(),
            tables: last.site.tables.iter().map(|table| (table.code, table)).collect(),
        }
    }

    /// The bytes of `page` if it shows what it showed, else why not.
    pub(super) fn page(&self, page: &PageView, explain: bool) -> Result<Arc<[u8]>, Why> {
        let path = page.frame().path.as_str();
        let before = self.pages.get(path).ok_or(Why::New)?;
        match self.artifacts.get(path) {
            Some(bytes) if *before == page => Ok(bytes.clone()),
            _ if explain => Err(Why::Shows(parts(before, page))),
            _ => Err(Why::Shows(Vec::new())),
        }
    }

    /// The bytes of `shard`, if it says what it said.
    pub(super) fn shard(&self, shard: &Shard) -> Option<Arc<[u8]>> {
        let before = self.shards.get(shard.path.as_str())?;
        (*before == shard).then(|| self.artifacts.get(&shard.path).cloned()).flatten()
    }

    /// The bytes of `table` at `path`, if it holds what it held.
    pub(super) fn table(&self, table: &Table, path: &str) -> Option<Arc<[u8]>> {
        let before = self.tables.get(table.code)?;
        (*before == table).then(|| self.artifacts.get(path).cloned()).flatten()
    }
}

/// The parts of the view that differ, sorted.
fn parts(before: &PageView, now: &PageView) -> Vec<String> {
    let fields = |view| match serde_json::to_value(view) {
        Ok(Value::Object(fields)) => fields,
        _ => Default::default(),
    };
    let (before, now) = (fields(before), fields(now));
    let mut names: Vec<String> = now
        .iter()
        .filter(|(name, value)| before.get(*name) != Some(value))
        .map(|(name, _)| name.clone())
        .collect();
    names.extend(before.keys().filter(|name| !now.contains_key(*name)).cloned());
    names.sort();
    names
}
