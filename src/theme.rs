//! What a theme consists of, and the themes compiled in.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::blob::Blob;
use crate::filename;
use crate::source::SourceId;

/// The files of a theme by their path within it (`templates/base.html`, `assets/style.css`, `strings/zh-CN.yaml`).
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Every file, overrides in place of what they override.
    pub files: BTreeMap<String, ThemeFile>,
    /// What those of them say whose bytes hide it.
    pub texts: BTreeMap<String, String>,
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
        filename::is_id(name)
    }

    /// Puts the compiled-in files of the theme `name` over those here.
    pub fn put(&mut self, name: &str) {
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
