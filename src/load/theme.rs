//! The files of the board's theme: those compiled in, overridden file by file from `themes/NAME/`.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "finds the files of a theme")]

use std::path::Path;

use walkdir::WalkDir;

use super::bytes::Refused;
use super::whole::FileReader;
use super::{attachments, rules};
use crate::attachment::{self, Attachment, Refusal, Why};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fault::Fault;
use crate::picture;
use crate::source::{At, Source, Sources, Span};
use crate::text;
use crate::theme::{DEFAULT, Theme, ThemeFile};

/// What fonts begin with.
const FONTS: [&[u8]; 6] = [b"wOF2", b"wOFF", b"OTTO", b"\0\x01\0\0", b"true", b"ttcf"];

/// The built-in theme with the files of `themes/NAME/` over it. The theme must be built in, or lie there.
pub fn load(
    root: &Path,
    wanted: Option<&At<String>>,
    reading: &FileReader,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Theme, Fault> {
    let mut theme = Theme::builtin();
    let name = wanted.map_or(DEFAULT, |name| name.value.as_str());
    let folder = root.join("themes").join(name);
    let names = Theme::names();
    if !Theme::is_name(name) || (!names.contains(name) && !folder.is_dir()) {
        let span = wanted.map_or(Span::BOARD, |name| name.span);
        let message = text!("没有主题“{name}”", "there is no theme `{name}`");
        let known = names.into_iter().collect::<Vec<_>>().join(", ");
        let help = text!(
            "自带的主题有 {known}；自己的主题放在 themes/{name}/。",
            "Built in are {known}; a theme of your own lies in themes/{name}/."
        );
        out.push(Diagnostic::new(&rules::THEME_UNKNOWN, span, message).help(help));
        return Ok(theme);
    }
    if name != DEFAULT {
        theme.put(name);
    }
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with(['.', '~'])
    };
    let walk = WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(visible);
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 => break,
            Err(error) => return Err(unreadable(&error)),
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let path =
            entry.path().strip_prefix(&folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let bytes = match reading.read(entry.path(), u64::MAX) {
            Ok(bytes) => bytes,
            Err(Refused::System(error)) => return Err(unreadable(&error)),
            Err(_) => continue,
        };
        let source = std::str::from_utf8(&bytes)
            .ok()
            .filter(|_| !path.starts_with("assets/") && !path.starts_with("fonts/"))
            .map(|text| sources.add(Source::new(format!("themes/{name}/{path}"), text)));
        let bytes = match path.starts_with("assets/").then(|| published(&path, &bytes)).transpose() {
            Ok(made) => {
                let ThemeAsset { bytes: made, text } = made.unwrap_or_default();
                theme.texts.extend(text.map(|text| (path.clone(), text)));
                made.unwrap_or(bytes)
            }
            Err(refusal) => {
                let place = Span::file(sources.add(Source::new(format!("themes/{name}/{path}"), "")));
                out.push(unfit(&refusal, &path, place));
                bytes
            }
        };
        theme.files.insert(path, ThemeFile { bytes: bytes.into(), source });
    }
    Ok(theme)
}

/// What is published of a file.
#[derive(Default)]
struct ThemeAsset {
    /// Its bytes, where they differ from those it had.
    bytes: Option<Vec<u8>>,
    /// What it says, where its bytes hide that from the last look.
    text: Option<String>,
}

/// What is published of a file below `assets/`: text as it is, for the last look reads it; pictures without what is not
/// seen; fonts and icons as they are; all else as attachments are, without their authors.
fn published(path: &str, bytes: &[u8]) -> Result<ThemeAsset, Refusal> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match picture::kind(path, bytes) {
        Some(Ok(format)) => {
            let bare = picture::bare(format, bytes).ok_or(Why::Broken)?;
            return Ok(ThemeAsset { bytes: Some(bare), text: None });
        }
        Some(Err(picture::Refusal::Format(_))) if !ending.starts_with("svg") => {
            return Ok(ThemeAsset::default());
        }
        Some(Err(picture::Refusal::Broken)) => return Err(Why::Broken.into()),
        _ => {}
    }
    let is_font = FONTS.iter().any(|magic| bytes.starts_with(magic));
    match ending.as_str() {
        "woff2" | "woff" | "ttf" | "otf" if is_font => return Ok(ThemeAsset::default()),
        "woff2" | "woff" | "ttf" | "otf" => return Err(Why::Misnamed.into()),
        _ => {}
    }
    if std::str::from_utf8(bytes).is_ok() && ending != "pdf" {
        return Ok(ThemeAsset::default());
    }
    let Attachment { reading, bytes } =
        attachment::read(name, bytes).map_err(|refusal| match refusal.why {
            // Scripts are what a theme is made of.
            Why::Active(_) if refusal.within.is_empty() => Why::Encoding.into(),
            _ => refusal,
        })?;
    Ok(ThemeAsset { bytes, text: Some(reading.text().to_owned()) })
}

fn unfit(refusal: &Refusal, path: &str, place: Span) -> Diagnostic {
    let (zh, en) = attachments::named(refusal, path);
    let advice = refusal.why.advice();
    Diagnostic::new(&rules::THEME_UNREADABLE, place, refusal.why.told((&zh, &en))).help(advice)
}

fn unreadable(error: &dyn std::fmt::Display) -> Fault {
    Fault::new(text!("读不了主题：{error}", "cannot read the theme: {error}"))
}
