//! What a theme consists of and where each part comes from: for whoever is about to change one.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "lists and copies files of themes")]

mod export;
mod why;

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

use crate::fault::Fault;
use crate::text;
use crate::theme::Theme;

pub use export::{export, exportable};
pub use why::{PagePart, PartRole, Unknown, why};

/// Where a file of a theme comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileOrigin {
    /// Compiled into the program, in the built-in theme of this name.
    BuiltIn(String),
    /// The board's, in place of a built-in file.
    Overridden,
    /// The board's own; nothing built in has this path.
    Own,
}

/// A theme that a board may name in `site.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What `site.yaml` calls it.
    pub name: String,
    /// Whether it is compiled in.
    pub is_builtin: bool,
    /// How many files of it lie in the board's `themes/`.
    pub files: usize,
}

/// Every theme that the board in the folder `site` could use, by name.
pub fn list(site: &Path) -> Result<Vec<Listed>, Fault> {
    let builtin = Theme::names();
    let mut names: BTreeSet<String> = builtin.clone();
    let folder = site.join("themes");
    let reading = |error: &std::io::Error| Fault::machine(&text!("读取", "read"), &folder, error);
    match std::fs::read_dir(&folder) {
        Ok(entries) => {
            for entry in entries {
                let entry = entry.map_err(|error| reading(&error))?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if entry.path().is_dir() && !name.starts_with('.') {
                    names.insert(name);
                }
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(reading(&error)),
    }
    let listed = names.into_iter().map(|name| {
        let walk = WalkDir::new(folder.join(&name)).into_iter().filter_map(Result::ok);
        let files = walk.filter(|entry| entry.file_type().is_file()).count();
        Listed { is_builtin: builtin.contains(&name), files, name }
    });
    Ok(listed.collect())
}

/// Where the file `path` of the theme `name` comes from, for the board in the folder `site`.
fn origin(site: &Path, name: &str, path: &str) -> FileOrigin {
    let builtin = Theme::origin(name, path);
    let has_own = site.join("themes").join(name).join(path).is_file();
    match (has_own, builtin) {
        (false, Some(theme)) => FileOrigin::BuiltIn(theme),
        (true, Some(_)) => FileOrigin::Overridden,
        (_, None) => FileOrigin::Own,
    }
}
