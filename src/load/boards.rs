//! Boards below this one: what was published into their folders.

#![expect(clippy::disallowed_methods, reason = "finds out where folders are")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::paths::has_scheme;
use super::rules;
use super::site::{RawBoard, RawSite};
use super::whole::Stamp;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::published::{self, MAX_FILE, Reading, Refusal};
use crate::source::At;
use crate::text;

/// A folder, and how its files were.
#[derive(Clone, Debug)]
pub(super) struct KnownBoard {
    /// Only where all of them were at rest.
    stamps: Option<Vec<Option<Stamp>>>,
    /// The manifest, and how it was when it was looked for.
    manifest: (PathBuf, Option<Stamp>),
    pub(super) reading: Arc<Reading>,
}

impl KnownBoard {
    /// Whether the manifest is another since.
    pub(super) fn has_news(&self) -> bool {
        Stamp::now(&self.manifest.0) != self.manifest.1
    }
}

/// Reads what is published in the folders that `site` names. What is as it was `before` is not read again.
pub(super) fn read(
    root: &Path,
    site: &RawSite,
    before: &BTreeMap<String, KnownBoard>,
    now: SystemTime,
    out: &mut Diagnostics,
) -> BTreeMap<String, KnownBoard> {
    let mut known = BTreeMap::new();
    let mut places: Vec<(PathBuf, &At<String>)> = Vec::new();
    let boards = site.boards.iter().flat_map(|list| &list.value.0);
    for RawBoard { from, .. } in boards.map(|at| &at.value) {
        let Some(from) = from else { continue };
        let typed = from.value.replace('\\', "/");
        if typed.starts_with('/') || has_scheme(&typed) {
            let message = text!(
                "“{typed}”不是从看板文件夹算起的路径",
                "`{typed}` is no path seen from the site folder"
            );
            let help = text!(
                "写相对路径，例如 ../qinglong/public。",
                "Write a relative path, such as ../qinglong/public."
            );
            out.push(Diagnostic::new(&rules::BOARD_UNPUBLISHED, from.span, message).help(help));
            continue;
        }
        let folder = root.join(&typed);
        let place = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        if root.join("public").canonicalize().is_ok_and(|own| own == place) {
            let message = text!(
                "“{typed}”是这个公开栏自己发布的文件夹",
                "`{typed}` is where this board itself is published"
            );
            let help = text!(
                "写下级公开栏发布的文件夹。",
                "Name the folder into which the board below is published."
            );
            out.push(Diagnostic::new(&rules::BOARD_ITSELF, from.span, message).help(help));
            continue;
        }
        if let Some((_, first)) = places.iter().find(|(known, _)| *known == place) {
            let message = text!(
                "“{typed}”已经列过，户数会算两遍",
                "`{typed}` is listed already: everything in it would count twice"
            );
            let help =
                text!("删去一条，或改正它的来源。", "Remove one of them, or correct where it is published.");
            let problem = Diagnostic::new(&rules::BOARD_TWICE, from.span, message).help(help);
            out.push(problem.related(first.span, text!("第一次在这里", "first listed here")));
            continue;
        }
        places.push((place, from));
        let last = before.get(&from.value);
        let stamps: Vec<Option<Stamp>> =
            published::files(&folder).map(|file| Stamp::at_rest(&file, now)).collect();
        // A manifest at rest is there; of the tables some may not be.
        let stamps = Some(stamps).filter(|stamps| stamps[0].is_some());
        let file = published::manifest_of(&folder);
        let manifest = (file.clone(), Stamp::now(&file));
        let one = match last.filter(|last| stamps.is_some() && last.stamps == stamps) {
            Some(last) => KnownBoard { manifest, ..last.clone() },
            None => {
                let reading = published::read(&folder, last.map(|last| &last.reading));
                KnownBoard { stamps, manifest, reading }
            }
        };
        if let Err(refusal) = &one.reading.found {
            out.push(told(refusal, from, &typed));
        }
        known.insert(from.value.clone(), one);
    }
    known
}

/// Why nothing of a folder is used, and what helps.
fn told(refusal: &Refusal, from: &At<String>, typed: &str) -> Diagnostic {
    let again = text!(
        "请它重新 gongkailan build 一次，再整个拷来；在此之前它显示为“未更新”。",
        "Have it built again with `gongkailan build` and copied as a whole; until then it is shown as not updated."
    );
    let (rule, message, help) = match refusal {
        Refusal::Missing => (
            &rules::BOARD_UNPUBLISHED,
            text!("“{typed}”里没有发布好的公开栏", "nothing is published in `{typed}`"),
            text!(
                "写 gongkailan build 发布出来的文件夹（里面有 .gongkailan.json），或先发布它；在此之前它显示为“未更新”。",
                "Name the folder that `gongkailan build` wrote (it holds .gongkailan.json), or publish it first; until then it is shown as not updated."
            ),
        ),
        Refusal::Damaged(file) => (
            &rules::BOARD_DAMAGED,
            text!(
                "“{typed}/{file}”和发布时不一样，或读不了",
                "`{typed}/{file}` is not as it was published, or cannot be read"
            ),
            again,
        ),
        Refusal::TooLarge(file) => {
            let megabytes = MAX_FILE >> 20;
            (
                &rules::BOARD_DAMAGED,
                text!(
                    "“{typed}/{file}”超过 {megabytes} MB 的上限",
                    "`{typed}/{file}` is larger than {megabytes} MB, the limit"
                ),
                again,
            )
        }
        Refusal::Version => (
            &rules::BOARD_VERSION,
            text!(
                "“{typed}”是别的版本发布的，读不懂",
                "`{typed}` was published by another version, and is not understood"
            ),
            text!(
                "用同一版的 gongkailan 重新发布它；在此之前它显示为“未更新”。",
                "Publish it again with the same version; until then it is shown as not updated."
            ),
        ),
    };
    Diagnostic::new(rule, from.span, message).help(help)
}
