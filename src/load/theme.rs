//! The theme's bytes: the one compiled in, overridden file by file from `themes/NAME/`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::SourceId;

/// The files of a theme by their path within it (`templates/base.html`, `assets/style.css`, `strings/zh-CN.yaml`).
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Every file, overrides in place of what they override.
    pub files: BTreeMap<String, ThemeFile>,
}

/// One file of a theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Its content.
    pub bytes: Arc<[u8]>,
    /// Where an override was read from, so that its faults have a place; `None` for a built-in file.
    pub source: Option<SourceId>,
}

#[derive(rust_embed::RustEmbed)]
#[folder = "themes/default/"]
#[exclude = ".*"]
struct Builtin;

impl Theme {
    /// The theme compiled into the program.
    pub fn builtin() -> Theme {
        let file = |path: std::borrow::Cow<'static, str>| {
            let bytes = Builtin::get(&path)?.data;
            Some((path.into_owned(), ThemeFile { bytes: bytes.into(), source: None }))
        };
        Theme { files: Builtin::iter().filter_map(file).collect() }
    }
}
