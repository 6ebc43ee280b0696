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
