//! What counts as input: `content/`, `themes/` and `record/`, without the names that reading skips.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// The folders of a site that are read, and the signs with which names in them begin that are not.
const READ: [(&str, &[u8]); 3] = [("content", b".~_"), ("themes", b".~"), ("record", b".")];

/// One site folder.
#[derive(Clone, Debug)]
pub(super) struct Input {
    site: PathBuf,
    /// The same and its two folders with links resolved: some systems name these in events.
    real: Vec<(PathBuf, &'static [u8])>,
}

impl Input {
    /// The input of the site folder `site`, which need not exist.
    pub(super) fn of(site: &Path) -> Input {
        let site = std::path::absolute(site).unwrap_or_else(|_| site.to_owned());
        let real =
            READ.iter().filter_map(|(name, skipped)| Some((site.join(name).canonicalize().ok()?, *skipped)));
        Input { real: real.collect(), site }
    }

    /// The site folder, absolute.
    pub(super) fn site(&self) -> &Path {
        &self.site
    }

    /// Whether what happens at `path` may change what is read.
    pub(super) fn holds(&self, path: &Path) -> bool {
        if let Ok(below) = path.strip_prefix(&self.site) {
            let mut parts = below.components();
            let Some(Component::Normal(first)) = parts.next() else { return true };
            let read = READ.iter().find(|(name, _)| first == OsStr::new(name));
            return read.is_some_and(|(_, skipped)| parts.all(|part| !is_skipped(part.as_os_str(), skipped)));
        }
        // A folder above, or one that a link leads to.
        self.site.starts_with(path)
            || self.real.iter().any(|(real, skipped)| match path.strip_prefix(real) {
                Ok(below) => below.components().all(|part| !is_skipped(part.as_os_str(), skipped)),
                Err(_) => real.starts_with(path),
            })
    }

    /// Every folder whose entries are read, and the nearest one that exists above what is missing.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let mut folders: Vec<PathBuf> =
            self.site.ancestors().find(|folder| folder.is_dir()).into_iter().map(Path::to_owned).collect();
        let below = self.entries().filter(|entry| entry.file_type().is_dir() || entry.depth() == 0);
        folders.extend(below.map(DirEntry::into_path).filter(|path| path.is_dir()));
        // A link can be led elsewhere, and the folder behind it can be replaced.
        let behind = READ.iter().map(|(name, _)| self.site.join(name)).filter(|path| path.is_symlink());
        folders.extend(behind.filter_map(|link| Some(link.canonicalize().ok()?.parent()?.to_owned())));
        folders
    }

    /// The two folders that a system which watches whole trees is asked to watch.
    pub(super) fn trees(&self) -> impl Iterator<Item = PathBuf> {
        READ.iter().map(|(name, _)| self.site.join(name)).filter(|path| path.is_dir())
    }

    /// Everything below both folders, and they themselves, in an order of its own.
    pub(super) fn entries(&self) -> impl Iterator<Item = DirEntry> {
        READ.iter().flat_map(|(name, skipped)| {
            let walk = WalkDir::new(self.site.join(name)).sort_by_file_name().into_iter();
            walk.filter_entry(|entry| entry.depth() == 0 || !is_skipped(entry.file_name(), skipped)).flatten()
        })
    }
}

fn is_skipped(name: &OsStr, skipped: &[u8]) -> bool {
    name.as_encoded_bytes().first().is_some_and(|first| skipped.contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_counts_and_droppings_and_output_do_not() {
        let input = Input::of(Path::new("/nowhere/site"));
        for path in [
            "",
            "content",
            "content/site.yaml",
            "content/2026/3月.yaml",
            "themes/x/assets/a.css",
            "themes/x/_a.html",
        ] {
            assert!(input.holds(&Path::new("/nowhere/site").join(path)), "{path}");
        }
        for path in [
            "public",
            "public/index.html",
            ".public.gongkailan-new",
            "README.md",
            "content/.site.yaml.swp",
            "content/~$名册.yaml",
            "content/_drafts/a.yaml",
            "content/.git/index",
            "themes/.git/x",
        ] {
            assert!(!input.holds(&Path::new("/nowhere/site").join(path)), "{path}");
        }
        assert!(input.holds(Path::new("/nowhere")), "the folder above went away");
        assert!(!input.holds(Path::new("/nowhere/other")));
    }

    #[test]
    fn folders_of_what_is_missing_are_those_above_it() {
        let folder = tempfile::tempdir().unwrap();
        let input = Input::of(&folder.path().join("a/b"));
        assert_eq!(input.folders(), [folder.path()]);
        std::fs::create_dir_all(folder.path().join("a/b/content/.git/x")).unwrap();
        std::fs::create_dir_all(folder.path().join("a/b/content/2026")).unwrap();
        let site = folder.path().join("a/b");
        assert_eq!(input.folders(), [site.clone(), site.join("content"), site.join("content/2026")]);
    }
}
