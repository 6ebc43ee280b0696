//! `theme export`: built-in files as the beginning of the board's own.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{FileOrigin, origin};
use crate::fault::Fault;
use crate::suggest::closest;
use crate::text;
use crate::theme::Theme;

/// The built-in files that the theme `name` of the board in the folder `site` is made of, by path, with their origin.
pub fn exportable(site: &Path, name: &str) -> Vec<(String, FileOrigin)> {
    let theme = Theme::built_in(name);
    theme.files.into_keys().map(|path| (path.clone(), origin(site, name, &path))).collect()
}

/// Copies the built-in `files` into `themes/NAME/` of the board in the folder `site`; returns the paths written.
/// Either all names are known and none is there yet, or nothing is written.
pub fn export(site: &Path, name: &str, files: &[String]) -> Result<Vec<PathBuf>, Fault> {
    let theme = Theme::built_in(name);
    let folder = site.join("themes").join(name);
    let mut found = Vec::new();
    for path in files {
        let Some(file) = theme.files.get(path) else { return Err(unknown(path, &theme)) };
        let to = folder.join(path);
        if to.symlink_metadata().is_ok() {
            return Err(already(&to));
        }
        found.push((to, &file.bytes));
    }
    for (to, bytes) in &found {
        let writing = |error: std::io::Error| match error.kind() {
            ErrorKind::AlreadyExists => already(to),
            _ => Fault::machine(&text!("写入", "write"), to, &error),
        };
        fs::create_dir_all(to.parent().unwrap_or(&folder)).map_err(writing)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(to).map_err(writing)?;
        file.write_all(bytes).map_err(writing)?;
    }
    Ok(found.into_iter().map(|(to, _)| to).collect())
}

fn already(path: &Path) -> Fault {
    let path = path.display();
    Fault::usage(text!(
        "已有 {path}，不覆盖；要重新开始，先把它移走",
        "{path} is there already and is not overwritten; move it away to begin anew"
    ))
}

fn unknown(path: &str, theme: &Theme) -> Fault {
    match closest(path, theme.files.keys().map(String::as_str)) {
        Some(guess) => Fault::usage(text!(
            "主题里没有文件“{path}”，是不是“{guess}”？",
            "the theme has no file '{path}'; did you mean '{guess}'?"
        )),
        None => Fault::usage(text!(
            "主题里没有文件“{path}”；gongkailan theme export 列出全部",
            "the theme has no file '{path}'; gongkailan theme export lists them all"
        )),
    }
}
