//! The manifest of what is published; it marks a folder as ours.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};

use crate::blob::Blob;
use crate::fault::Fault;
use crate::manifest::Manifest;
pub(super) use crate::manifest::NAME;
use crate::render::artifact::Artifacts;
use crate::text;

/// How the names begin that this program gives to what passes within the folder: a lock, a stage.
pub(super) const OWN: &str = ".gongkailan-";

/// Every file to be published by its path, the manifest among them.
pub(super) type Plan = BTreeMap<String, Blob>;

/// The artifacts and their manifest.
pub(super) fn with_manifest(artifacts: &Artifacts) -> Result<Plan, Fault> {
    let mut plan: Plan = artifacts.iter().map(|(path, bytes)| (path.to_owned(), bytes.clone())).collect();
    if let Some(path) = plan.keys().find(|path| !is_well_formed(path)) {
        return Err(Fault::new(text!(
            "程序错误：输出路径“{path}”不合法",
            "a fault of this program: bad output path '{path}'"
        )));
    }
    let files = plan.par_iter().map(|(path, bytes)| (path.clone(), blake3::hash(bytes).to_hex().to_string()));
    let manifest = Manifest::of(files.collect());
    plan.insert(NAME.to_owned(), manifest.bytes().into());
    Ok(plan)
}

/// Whether `folder` holds a manifest that this program wrote.
pub(super) fn is_in(folder: &Path) -> bool {
    read::<Ours>(folder).is_some()
}

/// What the manifest in `folder` says of its files.
fn read<F: DeserializeOwned>(folder: &Path) -> Option<F> {
    let bytes = std::fs::read(folder.join(NAME)).ok()?;
    let manifest: Manifest<F> = serde_json::from_slice(&bytes).ok()?;
    manifest.is_ours().then_some(manifest.files)
}

/// The hash of each file that the manifest in `folder` lists.
pub(super) fn hashes(folder: &Path) -> Option<BTreeMap<String, String>> {
    read(folder)
}

/// The manifest for the time in which files of the old site and of the planned one lie side by side in `folder`.
pub(super) fn of_both(plan: &Plan, folder: &Path) -> Blob {
    let planned = plan.get(NAME).map(|bytes| serde_json::from_slice::<Manifest>(bytes));
    match (planned, read::<BTreeMap<String, String>>(folder)) {
        (Some(Ok(mut both)), Some(old)) => {
            for (path, hash) in old {
                both.files.entry(path).or_insert(hash);
            }
            both.bytes().into()
        }
        _ => plan.get(NAME).cloned().unwrap_or_default(),
    }
}

/// What at the top of a published folder is this program's. All else there is the user's, and is never deleted.
#[derive(Debug, Default)]
pub(super) struct Ours(BTreeSet<String>);

impl Ours {
    /// That of `folder`, by its manifest. Without one only the program's own names are ours.
    pub(super) fn of(folder: &Path) -> Ours {
        read(folder).unwrap_or_default()
    }

    /// Whether the entry `name` is ours.
    pub(super) fn holds(&self, name: &OsStr) -> bool {
        let is_of_the_program = name == NAME || name.as_encoded_bytes().starts_with(OWN.as_bytes());
        is_of_the_program || name.to_str().is_some_and(|name| self.0.contains(name))
    }
}

/// Read from the files of a manifest: of many paths only the few first parts are kept.
impl<'de> Deserialize<'de> for Ours {
    fn deserialize<D: Deserializer<'de>>(files: D) -> Result<Ours, D::Error> {
        #[derive(Deserialize)]
        struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

        struct Tops;
        impl<'de> Visitor<'de> for Tops {
            type Value = Ours;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("paths with their hashes")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut files: A) -> Result<Ours, A::Error> {
                let mut tops = BTreeSet::new();
                let mut last = String::new();
                while let Some((Text(path), Text(_))) = files.next_entry()? {
                    if top(&path) != last {
                        last = top(&path).to_owned();
                        tops.insert(last.clone());
                    }
                }
                Ok(Ours(tops))
            }
        }
        files.deserialize_map(Tops)
    }
}

/// The first part of a path.
pub(super) fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// Relative, with `/`, no way out of the folder. Names beginning with `.` at the top are not the site's.
fn is_well_formed(path: &str) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && name != "." && name != ".." && !name.contains(['\\', '\0']);
    path.split('/').all(is_name) && !path.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_lists_paths_and_hashes_in_order() {
        let mut artifacts = Artifacts::default();
        artifacts.add("网格/index.html", b"b".as_slice());
        artifacts.add("index.html", b"a".as_slice());
        let plan = with_manifest(&artifacts).unwrap();
        let a = blake3::hash(b"a").to_hex();
        let b = blake3::hash(b"b").to_hex();
        let expected = format!(
            "{{\n  \"program\": \"gongkailan\",\n  \"version\": 1,\n  \"files\": {{\n    \
             \"index.html\": \"{a}\",\n    \"网格/index.html\": \"{b}\"\n  }}\n}}\n"
        );
        assert_eq!(std::str::from_utf8(&plan[NAME]).unwrap(), expected);
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        for path in ["../x", "/x", "a//b", "a/./b", "a\\b", "", ".gongkailan.json", ".git/x"] {
            let mut artifacts = Artifacts::default();
            artifacts.add(path, b"".as_slice());
            assert!(with_manifest(&artifacts).is_err(), "{path}");
        }
    }
}
