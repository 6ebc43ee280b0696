//! Files that records name, and the Markdown links between pages and to files.

use std::collections::BTreeMap;

use super::super::board::{Asset, AssetIx, LinkTarget, Markdown, PageIx};
use super::pages::Admitted;
use crate::load::assets::Asset as LoadedAsset;
use crate::load::compound::FileRef;
use crate::load::local_links;
use crate::load::values::MarkdownText;
use crate::source::{At, Span};

/// Collects the files that are really used, each once, sorted by path.
pub struct Assets<'l> {
    loaded: &'l BTreeMap<String, LoadedAsset>,
    /// Indices are positions in the sorted list of all loaded files, so that they do not depend on who asks first.
    index: BTreeMap<&'l str, u32>,
    pages: BTreeMap<String, PageIx>,
}

impl<'l> Assets<'l> {
    /// Over the files that were found.
    pub fn new(loaded: &'l BTreeMap<String, LoadedAsset>) -> Assets<'l> {
        let index = loaded.keys().zip(0..).map(|(path, at)| (path.as_str(), at)).collect();
        Assets { loaded, index, pages: BTreeMap::new() }
    }

    /// Tells where each published page was read from.
    pub fn set_pages(&mut self, pages: &Admitted<'_>) {
        self.pages = pages.paths();
    }

    /// The file, unless it is missing (which was reported when it was looked for).
    pub fn file(&mut self, reference: Option<&At<FileRef>>) -> Option<AssetIx> {
        self.index.get(reference?.value.0.as_str()).copied().map(AssetIx)
    }

    /// A Markdown text with its links resolved; `at` is where it stands.
    pub fn markdown(&mut self, text: &MarkdownText, at: Span) -> Markdown {
        let links = local_links(&text.text, &text.folder)
            .into_iter()
            .filter_map(|link| {
                let path = link.path?;
                let page = self.pages.get(&path).copied().map(LinkTarget::Page);
                let target = page
                    .or_else(|| self.index.get(path.as_str()).copied().map(AssetIx).map(LinkTarget::Asset));
                Some((link.destination, target?))
            })
            .collect();
        Markdown { text: text.text.clone(), links, at }
    }

    /// All files, by path.
    pub fn into_list(self) -> Vec<Asset> {
        let asset = |(path, asset): (&String, &LoadedAsset)| Asset {
            path: path.clone(),
            bytes: asset.bytes.clone(),
            picture: asset.picture,
            at: asset.at,
        };
        self.loaded.iter().map(asset).collect()
    }
}
