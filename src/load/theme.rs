//! The theme's bytes: those compiled in, overridden file by file from `themes/NAME/`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use walkdir::WalkDir;

use super::bytes::Refused;
use super::rules;
use super::values::is_valid_id;
use super::whole::Reading;
use crate::blob::Blob;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fault::Fault;
use crate::source::{At, Source, SourceId, Sources, Span};
use crate::text;

/// The files of a theme by their path within it (`templates/base.html`, `assets/style.css`, `strings/zh-CN.yaml`).
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Every file, overrides in place of what they override.
    pub files: BTreeMap<String, ThemeFile>,
}

/// One file of a theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Its content; what is compiled in is never copied, because fonts are large.
    pub bytes: Blob,
    /// Where an override was read from, so that its faults have a place; `None` for a built-in file.
    pub source: Option<SourceId>,
}

#[derive(rust_embed::RustEmbed)]
#[folder = "themes/"]
struct Builtin;

impl Builtin {
    /// Paths of the files of themes, without what is told to those who work on them. The macro could leave those out
    /// itself, by patterns for which two more crates of regular expressions are compiled.
    fn paths() -> impl Iterator<Item = Cow<'static, str>> {
        let is_part = |path: &Cow<'static, str>| {
            !path.contains("/.") && ![".md", ".py", ".txt"].iter().any(|ending| path.ends_with(ending))
        };
        Builtin::iter().filter(is_part)
    }
}

/// The theme that all others complete.
pub const DEFAULT: &str = "default";

impl Theme {
    /// The theme compiled into the program.
    pub fn builtin() -> Theme {
        let mut theme = Theme::default();
        theme.put(DEFAULT);
        theme
    }

    /// The files compiled in that the theme `name` is made of: its own over the default theme's.
    pub fn built_in(name: &str) -> Theme {
        let mut theme = Theme::builtin();
        theme.put(name);
        theme
    }

    /// The built-in theme from which the theme `name` takes the file at `path`, unless the board has its own.
    pub fn origin(name: &str, path: &str) -> Option<String> {
        let has = |theme: &str| Builtin::paths().any(|known| known == format!("{theme}/{path}"));
        [name, DEFAULT].into_iter().find(|theme| has(theme)).map(str::to_owned)
    }

    /// Whether `name` may be the name of a theme: it is one folder below `themes/`.
    pub fn is_name(name: &str) -> bool {
        is_valid_id(name)
    }

    /// Puts the compiled-in files of the theme `name` over those here.
    fn put(&mut self, name: &str) {
        for path in Builtin::paths() {
            let within = path.strip_prefix(name).and_then(|rest| rest.strip_prefix('/'));
            if let Some((within, file)) = within.zip(Builtin::get(&path)) {
                self.files.insert(within.to_owned(), ThemeFile { bytes: file.data.into(), source: None });
            }
        }
    }

    /// Names of the themes compiled in.
    pub fn names() -> BTreeSet<String> {
        Builtin::paths().filter_map(|path| path.split_once('/').map(|(name, _)| name.to_owned())).collect()
    }
}

/// The built-in theme with the files of `themes/NAME/` over it. The theme must be built in, or lie there.
pub fn load(
    root: &Path,
    wanted: Option<&At<String>>,
    reading: &Reading,
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
        theme.files.insert(path, ThemeFile { bytes: bytes.into(), source });
    }
    Ok(theme)
}

fn unreadable(error: &dyn std::fmt::Display) -> Fault {
    Fault::new(text!("读不了主题：{error}", "cannot read the theme: {error}"))
}
