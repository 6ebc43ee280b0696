//! The files that records name: they must exist and lie below `content/`, also after following links. Pictures are
//! made fit to be published, maps stripped to their outlines, and other files looked through, as soon as they are read, so
//! that no more than what is published is ever held.

#![expect(clippy::disallowed_methods, reason = "finds the files that records name")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::attachments::{self, Reviews};
use super::bytes::{self, Refused};
use super::cache::{Content, KnownAsset, ReadCache};
use super::context::NamedFile;
use super::fit::{Asset, Fit, Unfit};
use super::numerals::numbers;
use super::rules;
use super::site::RawReview;
use super::whole::{FileReader, Stamp};
use crate::attachment::{self, Attachment, paperwork};
use crate::blob::Blob;
use crate::boundary::{self, Boundary};
use crate::diagnostic::{Cause, Diagnostic, Diagnostics};
use crate::picture::{self, Refusal};
use crate::source::{At, Span};
use crate::suggest::closest;
use crate::text;

/// Of how many missing files it is guessed which one was meant.
const GUESSED: usize = 1_000;

/// Where such files come from.
pub trait Files: Sync {
    /// The bytes of the file at `path` (relative to the site folder), or why there are none.
    fn bytes(&self, path: &str) -> Result<Vec<u8>, Missing>;

    /// What tells the file's content without opening it, where that is certain.
    fn stamp(&self, _: &str) -> Option<Stamp> {
        None
    }
}

/// Why a named file cannot be had.
#[derive(Debug)]
pub enum Missing {
    /// It is not there.
    None,
    /// It lies outside `content/`.
    Outside,
    /// It was not read.
    Refused(Refused),
}

/// The folder of a site on disk.
#[derive(Debug)]
pub struct OnDisk<'r> {
    /// Where it is.
    pub root: &'r Path,
    /// When and how far files are whole.
    pub reading: &'r FileReader,
}

impl OnDisk<'_> {
    /// Where the file really is.
    fn place(&self, path: &str) -> Result<PathBuf, Missing> {
        let inside = self.root.join("content").canonicalize().unwrap_or_default();
        let target = self.root.join(path).canonicalize().map_err(|_| Missing::None)?;
        if target.starts_with(&inside) { Ok(target) } else { Err(Missing::Outside) }
    }
}

impl Files for OnDisk<'_> {
    fn bytes(&self, path: &str) -> Result<Vec<u8>, Missing> {
        self.reading.read(&self.place(path)?, bytes::MAX_ASSET).map_err(Missing::Refused)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        Stamp::at_rest(&self.place(path).ok()?, self.reading.now())
    }
}

/// Reads every file of `named` once; `others` are the paths of all files there are, sorted, `reviews` those that somebody
/// looked at. What is in the first cache is not worked through again; what is read goes into the second.
pub fn read(
    files: &impl Files,
    named: Vec<At<NamedFile>>,
    others: &[String],
    reviews: &[At<RawReview>],
    (before, now): (&ReadCache, &mut ReadCache),
    out: &mut Diagnostics,
) -> BTreeMap<String, Asset> {
    let is_there = |path: &String| others.binary_search(path).is_ok();
    let mut seen = BTreeSet::new();
    let is_due = |at: &At<NamedFile>| at.value.is_certain || is_there(&at.value.path);
    let named = named.into_iter().filter(is_due).map(|at| At::new(at.value.path, at.span));
    let first: Vec<At<String>> = named.filter(|at| seen.insert(at.value.clone())).collect();
    let one = |(index, At { value: path, span }): (usize, At<String>)| {
        // Each guess at what was meant looks at every file.
        let guesses = if index < GUESSED { others } else { &[] };
        let asset = match is_there(&path) {
            true => asset(files, &path, before),
            false => Err(Missing::None),
        };
        let asset = asset.map_err(|missing| absent(missing, &path, span, others, guesses));
        (path, span, asset)
    };
    let read: Vec<(String, Span, Result<KnownAsset, Diagnostic>)> =
        first.into_par_iter().enumerate().map(one).collect();
    let mut assets = BTreeMap::new();
    let mut reviews = Reviews::new(reviews);
    for (path, at, asset) in read {
        let asset = match asset {
            Ok(asset) => asset,
            Err(problem) => {
                out.push(problem);
                now.guesses = others.to_vec();
                continue;
            }
        };
        match &asset.made {
            Ok(fit) => {
                attachments::told(fit, &path, at, out);
                assets.insert(path.clone(), Asset { fit: fit.clone(), at });
            }
            Err(Unfit::Picture(refusal)) => out.push(unfit(*refusal, &path, at)),
            Err(Unfit::Boundary(refusal)) => out.push(unbounded(refusal, &path, at)),
            Err(Unfit::Attachment(refusal, fit)) => {
                let digest = attachments::digest(&asset.content.hash);
                if reviews.admit(refusal, &path, at, &digest, out) {
                    assets.insert(path.clone(), Asset { fit: fit.clone(), at });
                }
            }
        }
        now.assets.insert(path, asset);
    }
    reviews.finish(&assets, others, out);
    now.unused =
        others.iter().filter(|path| paperwork(path).is_some() && !seen.contains(*path)).cloned().collect();
    assets
}

fn asset(files: &impl Files, path: &str, before: &ReadCache) -> Result<KnownAsset, Missing> {
    // Spelling counts, also where the file system would not mind: the site is served elsewhere.
    let stamp = files.stamp(path);
    let same = before.assets.get(path);
    if let Some(same) = same.filter(|same| stamp.is_some() && same.content.stamp == stamp) {
        return Ok(same.clone());
    }
    let bytes = files.bytes(path)?;
    let content = Content { hash: blake3::hash(&bytes), stamp, length: bytes.len() as u64 };
    if let Some(same) = same.filter(|same| same.content.hash == content.hash) {
        return Ok(KnownAsset { content, ..same.clone() });
    }
    Ok(KnownAsset { content, made: made(path, bytes).map(Arc::new) })
}

/// What is published of a file with these bytes.
fn made(path: &str, bytes: Vec<u8>) -> Result<Fit, Unfit> {
    let whole = |bytes: Blob| Fit { bytes, picture: None, boundary: None, reading: None };
    if path.to_ascii_lowercase().ends_with(".geojson") {
        let boundary = Boundary::read(&bytes).map_err(Unfit::Boundary)?;
        return Ok(Fit { boundary: Some(Arc::new(boundary.clone())), ..whole(boundary.bytes().into()) });
    }
    if let Some(kind) = picture::kind(path, &bytes) {
        let prepared = kind.and_then(|format| picture::prepare(format, bytes));
        let (bytes, picture) = prepared.map_err(Unfit::Picture)?;
        return Ok(Fit { picture: Some(picture), ..whole(bytes.into()) });
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    match attachment::read(name, &bytes) {
        Ok(Attachment { reading, bytes: made }) => {
            Ok(Fit { reading: Some(Arc::new(reading)), ..whole(made.unwrap_or(bytes).into()) })
        }
        Err(refusal) => Err(Unfit::Attachment(refusal, Arc::new(whole(bytes.into())))),
    }
}

/// The file that is meant by `path`, if one is like it: of the same name elsewhere, else in the same folder, with another
/// ending or a slip in the name. Numbers tell pictures of one kind apart: they are no slips.
fn meant<'g>(path: &str, guesses: &'g [String]) -> Option<&'g str> {
    fn parts(path: &str) -> (&str, &str, &str) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        (folder, name, name.rsplit_once('.').map_or(name, |(stem, _)| stem))
    }
    let is_picture = |path: &str| picture::kind(path, &[]).is_some();
    let guesses = guesses.iter().map(String::as_str);
    let guesses: Vec<&str> = guesses.filter(|guess| is_picture(guess) == is_picture(path)).collect();
    let only = |is_it: &dyn Fn(&str) -> bool| {
        let mut found = guesses.iter().copied().filter(|guess| is_it(guess));
        found.next().filter(|_| found.next().is_none())
    };
    let (folder, name, stem) = parts(path);
    let is_beside = |guess: &str| parts(guess).0 == folder;
    let near = |guess: &str| is_beside(guess) && numbers(parts(guess).2) == numbers(stem);
    let like = closest(stem, guesses.iter().filter(|guess| near(guess)).map(|guess| parts(guess).2));
    only(&|guess| parts(guess).1.to_lowercase() == name.to_lowercase())
        .or_else(|| only(&|guess| is_beside(guess) && parts(guess).2.to_lowercase() == stem.to_lowercase()))
        .or_else(|| only(&|guess| near(guess) && Some(parts(guess).2) == like))
}

fn absent(missing: Missing, path: &str, span: Span, others: &[String], guesses: &[String]) -> Diagnostic {
    match missing {
        Missing::None => {
            let shown = path.strip_prefix("content/").unwrap_or(path);
            let message = text!("没有文件 content/{shown}", "there is no file content/{shown}");
            let help = match meant(path, guesses) {
                Some(guess) => text!("是不是 {guess}？", "Did you mean {guess}?"),
                None => text!(
                    "路径从写它的文件所在的文件夹算起，大小写要一致。",
                    "Paths start at the folder of the file that names them; case counts."
                ),
            };
            let problem = Diagnostic::new(&rules::FILE_MISSING, span, message).help(help);
            // All that should stand in a folder which is not there.
            let folder = path.rfind('/').map_or("", |at| &path[..=at]);
            match others.iter().any(|other| other.starts_with(folder)) {
                true => problem,
                false => problem.cause(Cause { of: "folder", value: folder.to_owned() }),
            }
        }
        Missing::Outside => {
            let message =
                text!("“{path}”是通到 content/ 外面的链接", "`{path}` is a link that leads out of content/");
            let help = text!("把文件本身复制进来。", "Copy the file itself in.");
            Diagnostic::new(&rules::FILE_OUTSIDE, span, message).help(help)
        }
        Missing::Refused(refused) => {
            let advice = text!("把它压缩，或拆成几份。", "Compress it, or split it into several.");
            refused.diagnostic(path, span, advice)
        }
    }
}

fn unfit(refusal: Refusal, path: &str, span: Span) -> Diagnostic {
    match refusal {
        Refusal::Format(name) => {
            let message = text!(
                "“{path}”是 {name} 图片，不能发布",
                "`{path}` is a {name} picture, which is not published"
            );
            let help = text!("另存为 JPEG、PNG 或 WebP。", "Save it as JPEG, PNG or WebP.");
            Diagnostic::new(&rules::PICTURE_FORMAT, span, message).help(help)
        }
        Refusal::Broken => {
            let message =
                text!("图片“{path}”已损坏，或不是图片", "the picture `{path}` is broken, or is none");
            let help = text!(
                "重新传一份原图；先在电脑上打开看看。",
                "Copy the original again, and open it to see that it is whole."
            );
            Diagnostic::new(&rules::PICTURE_BROKEN, span, message).help(help)
        }
        Refusal::TooManyPixels(width, height) => {
            let most = picture::MAX_PIXELS / 1_000_000;
            let message = text!(
                "图片“{path}”有 {width}×{height} 像素，超过 {most} 百万像素的上限",
                "the picture `{path}` has {width}×{height} pixels, more than {most} million, the limit"
            );
            let help = text!("先缩小再用。", "Shrink it first.");
            Diagnostic::new(&rules::PICTURE_OVERSIZED, span, message).help(help)
        }
    }
}

fn unbounded(refusal: &boundary::Refusal, path: &str, span: Span) -> Diagnostic {
    let (message, help) = match refusal {
        boundary::Refusal::Syntax => (
            text!("“{path}”不是 GeoJSON", "`{path}` is no GeoJSON"),
            text!(
                "从地图软件里重新导出，格式选 GeoJSON。",
                "Export it again from the map program, as GeoJSON."
            ),
        ),
        boundary::Refusal::NoArea => (
            text!("“{path}”里没有面，只有点或线", "`{path}` holds no area, only points or lines"),
            text!("把边界画成闭合的面再导出。", "Draw the boundary as a closed area and export it again."),
        ),
        boundary::Refusal::NotDegrees => (
            text!("“{path}”的坐标不是经纬度", "the coordinates of `{path}` are not longitude and latitude"),
            text!(
                "导出时坐标系选 WGS 84 或 CGCS2000 的经纬度，单位是度。",
                "Export in degrees, as WGS 84 or CGCS2000."
            ),
        ),
        boundary::Refusal::TooManyCorners(count) => {
            let most = boundary::MAX_CORNERS;
            (
                text!(
                    "“{path}”有 {count} 个折点，超过 {most} 的上限",
                    "`{path}` has {count} corners, more than {most}, the limit"
                ),
                text!("先在地图软件里简化。", "Simplify it in the map program first."),
            )
        }
    };
    Diagnostic::new(&rules::BOUNDARY_UNREADABLE, span, message).help(help)
}
