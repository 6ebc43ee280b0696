//! Files that records name, and the Markdown links between pages and to files.

use std::collections::BTreeMap;

use super::super::board::{Asset, AssetIx, LinkTarget, Markdown, PageIx};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::filename;
use crate::load::fit::Asset as LoadedAsset;
use crate::load::paths::FileRef;
use crate::load::values::MarkdownText;
use crate::load::{local_links, rules};
use crate::source::{At, Span};
use crate::text;

/// Collects the files that are really used, each once, sorted by path.
pub(super) struct Assets<'l> {
    loaded: &'l BTreeMap<String, LoadedAsset>,
    /// Indices are positions in the sorted list of all loaded files, so that they do not depend on who asks first.
    index: BTreeMap<&'l str, u32>,
    pages: BTreeMap<String, PageIx>,
}

impl<'l> Assets<'l> {
    /// Over the files that were found.
    pub(super) fn new(loaded: &'l BTreeMap<String, LoadedAsset>) -> Assets<'l> {
        let index = loaded.keys().zip(0..).map(|(path, at)| (path.as_str(), at)).collect();
        Assets { loaded, index, pages: BTreeMap::new() }
    }

    /// Tells where each published page was read from.
    pub(super) fn set_pages(&mut self, pages: BTreeMap<String, PageIx>) {
        self.pages = pages;
    }

    /// The file, unless it is missing (which was reported when it was looked for).
    pub(super) fn file(&mut self, reference: Option<&At<FileRef>>) -> Option<AssetIx> {
        self.index.get(reference?.value.0.as_str()).copied().map(AssetIx)
    }

    /// The file, which must be a picture.
    pub(super) fn picture(
        &mut self,
        reference: Option<&At<FileRef>>,
        out: &mut Diagnostics,
    ) -> Option<AssetIx> {
        let (named, found) = reference.zip(self.file(reference))?;
        let path = &named.value.0;
        if self.loaded.get(path).is_some_and(|asset| asset.fit.picture.is_some()) {
            return Some(found);
        }
        let message = text!("“{path}”不是图片", "`{path}` is no picture");
        let help = text!("换成 JPEG、PNG 或 WebP 图片。", "Name a JPEG, PNG or WebP picture.");
        out.push(Diagnostic::new(&rules::PICTURE_FORMAT, named.span, message).help(help));
        None
    }

    /// The file, which must be the map of an area.
    pub(super) fn boundary(
        &mut self,
        reference: Option<&At<FileRef>>,
        out: &mut Diagnostics,
    ) -> Option<AssetIx> {
        let (named, found) = reference.zip(self.file(reference))?;
        let path = &named.value.0;
        if self.loaded.get(path).is_some_and(|asset| asset.fit.boundary.is_some()) {
            return Some(found);
        }
        let message = text!("“{path}”不是 GeoJSON 文件", "`{path}` is no GeoJSON file");
        let help = text!(
            "从地图软件里导出 GeoJSON，扩展名写 .geojson。",
            "Export it from the map program as GeoJSON, with a name that ends in `.geojson`."
        );
        out.push(Diagnostic::new(&rules::BOUNDARY_UNREADABLE, named.span, message).help(help));
        None
    }

    /// A Markdown text, which stands at `at`, with its links resolved.
    pub(super) fn markdown(&mut self, text: &MarkdownText, at: Span, out: &mut Diagnostics) -> Markdown {
        let mut links = Vec::new();
        for link in local_links(&text.text, &text.folder) {
            let Some(path) = link.path else { continue };
            let page = self.pages.get(&path).copied().map(LinkTarget::Page);
            let asset = || self.index.get(path.as_str()).copied().map(AssetIx).map(LinkTarget::Asset);
            match page.or_else(asset) {
                Some(target) => links.push((link.destination, target)),
                // Other missing files were reported when they were looked for.
                None if path.ends_with(".md") => {
                    let span = text.places.span(at.file, link.range).unwrap_or(at);
                    let destination = &link.destination;
                    let message = text!(
                        "链接“{destination}”没有对应的页面",
                        "the link `{destination}` leads to no page"
                    );
                    let help = text!(
                        "路径从这个文件所在的文件夹算起；草稿不公布，也不能链接。",
                        "Paths start at this file's folder; drafts are not published and cannot be linked to."
                    );
                    out.push(Diagnostic::new(&rules::FILE_MISSING, span, message).help(help));
                }
                None => {}
            }
        }
        Markdown { text: text.text.clone(), links, at, places: text.places.clone() }
    }

    /// All files, by path.
    pub(super) fn into_list(self) -> Vec<Asset> {
        let shown = |path: &'l String| path.strip_prefix("content/").unwrap_or(path);
        let named = |(path, asset): (&'l String, &LoadedAsset)| {
            (shown(path), asset.fit.picture.map(|picture| picture.ending))
        };
        let named: Vec<_> = self.loaded.iter().map(named).collect();
        let asset = |((path, asset), published): ((&String, &LoadedAsset), String)| Asset {
            path: path.clone(),
            published,
            bytes: asset.fit.bytes.clone(),
            picture: asset.fit.picture,
            boundary: asset.fit.boundary.clone(),
            reading: asset.fit.reading.clone(),
            at: asset.at,
        };
        self.loaded.iter().zip(filename::published(&named)).map(asset).collect()
    }
}
