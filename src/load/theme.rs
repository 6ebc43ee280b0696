//! The files of the board's theme: those compiled in, overridden file by file from `themes/NAME/`.

use std::path::Path;

use walkdir::WalkDir;

use super::bytes::Refused;
use super::rules;
use super::whole::Reading;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fault::Fault;
use crate::source::{At, Source, Sources, Span};
use crate::text;
use crate::theme::{DEFAULT, Theme, ThemeFile};

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
