//! The theme's bytes: the one compiled in, overridden file by file from `themes/NAME/`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use walkdir::WalkDir;

use super::rules;
use super::values::is_valid_id;
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

/// The built-in theme with the files of `themes/NAME/` over it. A theme other than `default` must exist.
pub fn load(
    root: &Path,
    wanted: Option<&At<String>>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Theme, Fault> {
    let mut theme = Theme::builtin();
    let name = wanted.map_or("default", |name| name.value.as_str());
    let folder = root.join("themes").join(name);
    if !is_valid_id(name) || (name != "default" && !folder.is_dir()) {
        let span = wanted.map_or(Span::BOARD, |name| name.span);
        let message = text!("没有主题“{name}”", "there is no theme `{name}`");
        let help = text!(
            "主题放在 themes/{name}/；去掉这个键就用自带的主题。",
            "Themes lie in themes/{name}/; without this key the built-in one is used."
        );
        out.push(Diagnostic::new(&rules::THEME_UNKNOWN, span, message).help(help));
        return Ok(theme);
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
        let bytes = std::fs::read(entry.path()).map_err(|error| unreadable(&error))?;
        let source = std::str::from_utf8(&bytes)
            .ok()
            .filter(|_| !path.starts_with("assets/"))
            .map(|text| sources.add(Source::new(format!("themes/{name}/{path}"), text)));
        theme.files.insert(path, ThemeFile { bytes: bytes.into(), source });
    }
    Ok(theme)
}

fn unreadable(error: &dyn std::fmt::Display) -> Fault {
    Fault::new(text!("读不了主题：{error}", "cannot read the theme: {error}"))
}
