//! What the last reading found, so that the next one parses only files whose content is another.
//!
//! A file's reading depends on its path, its kind, its number among the files (places hold it) and its bytes. Where
//! these are the same, the reading is. Bytes are compared by their BLAKE3 hash; a file whose length, times and
//! identity are those of the last reading is not even opened, unless it was touched so shortly before that reading
//! that a second change could bear the same time. Of a file that is one list only the records that changed are parsed.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use super::boards::KnownBoard;
use super::bytes::Refused;
use super::file;
use super::find::{FileKind, FoundFile};
use super::fit::{Fit, Unfit};
use super::outcome::ReadFile;
use super::record::KnownRecord;
use super::whole::Stamp;
use crate::source::SourceId;
use crate::theme::Theme;

/// All that was read, by path relative to the site folder.
#[derive(Debug, Default)]
pub struct ReadCache {
    pub(super) files: BTreeMap<String, KnownFile>,
    pub(super) assets: BTreeMap<String, KnownAsset>,
    pub(super) theme: Theme,
    /// What the boards below published, by their folders.
    pub(super) boards: BTreeMap<String, KnownBoard>,
    /// What was published so far.
    pub(super) record: KnownRecord,
    /// The other files below `content/`, where they had a say: in what was meant by a file that is missing.
    pub(super) guesses: Vec<String>,
    /// Whether what was read may be half of what is being written.
    pub(super) is_doubtful: bool,
    /// Files that were emptied, removed, or lost more than half of their text, with the length they had: many programs
    /// do that just before they write.
    pub(super) lost: BTreeMap<String, u64>,
    /// Tables and texts that nothing names.
    pub(super) unused: Vec<String>,
}

/// A record file or page.
#[derive(Clone, Debug)]
pub(super) struct KnownFile {
    pub(super) id: SourceId,
    kind: FileKind,
    content: Content,
    /// The hash of its text, whatever its encoding.
    pub(super) text: blake3::Hash,
    pub(super) read: Arc<ReadFile>,
}

/// A picture or another file that records name, and what became of it.
#[derive(Clone, Debug)]
pub(super) struct KnownAsset {
    pub(super) content: Content,
    pub(super) made: Result<Arc<Fit>, Unfit>,
}

impl ReadCache {
    /// Reads a file, unless it is known. `now` is when that happens.
    pub(super) fn file(
        &self,
        found: &FoundFile,
        id: SourceId,
        now: SystemTime,
        bytes: impl FnOnce(&FoundFile) -> Result<Vec<u8>, Refused>,
    ) -> KnownFile {
        let known = self.files.get(&found.path).filter(|known| known.kind == found.kind && known.id == id);
        let stamp = Stamp::at_rest(&found.on_disk, now);
        if let Some(known) = known.filter(|known| stamp.is_some() && known.content.stamp == stamp) {
            return known.clone();
        }
        let bytes = bytes(found);
        let hash = match &bytes {
            Ok(bytes) => blake3::hash(bytes),
            Err(refused) => blake3::hash(format!("{refused:?}").as_bytes()),
        };
        let length = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        let content = Content { hash, stamp, length };
        if let Some(known) = known.filter(|known| known.content.hash == hash) {
            return KnownFile { content, ..known.clone() };
        }
        let read = file::read(found, id, bytes, known.map(|known| &*known.read));
        let text = blake3::hash(read.text.as_bytes());
        KnownFile { id, kind: found.kind, content, text, read: Arc::new(read) }
    }

    /// Remembers a finished reading in place of the last one; the paths of which the two differ, sorted.
    pub(super) fn renew(&mut self, now: ReadCache) -> Vec<String> {
        let before = std::mem::replace(self, now);
        let mut paths = differing(&before.files, &self.files, |a, b| {
            a.kind == b.kind && a.content.hash == b.content.hash
        });
        paths.extend(differing(&before.assets, &self.assets, |a, b| a.content.hash == b.content.hash));
        let files = (&before.theme.files, &self.theme.files);
        paths.extend(differing(files.0, files.1, |a, b| a.bytes == b.bytes));
        paths.extend(differing(&before.boards, &self.boards, |a, b| a.reading == b.reading));
        if before.record.record != self.record.record {
            paths.push("record/".to_owned());
        }
        if before.guesses != self.guesses || before.unused != self.unused {
            paths.push("content/".to_owned());
        }
        paths.sort();
        self.lost = before.lost;
        for (path, known) in before.files {
            self.lost.entry(path).or_insert(known.content.length);
        }
        let length = |path: &String| self.files.get(path).map_or(0, |known| known.content.length);
        self.lost.retain(|path, had| 2 * length(path) < *had);
        paths
    }

    /// Whether what was read last is to be looked at again before it is believed.
    pub fn doubts(&self) -> bool {
        self.is_doubtful || !self.lost.is_empty()
    }

    /// Whether a board below was published since it was read.
    pub fn has_news_below(&self) -> bool {
        self.boards.values().any(KnownBoard::has_news)
    }

    /// What was in doubt has stayed the same.
    pub fn trust(&mut self) {
        (self.is_doubtful, self.lost) = (false, BTreeMap::new());
    }
}

/// The keys at which one of the two has nothing, or both have something else.
fn differing<T>(
    one: &BTreeMap<String, T>,
    other: &BTreeMap<String, T>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<String> {
    let changed = one.iter().filter(|(path, a)| !other.get(*path).is_some_and(|b| same(a, b)));
    let added = other.keys().filter(|path| !one.contains_key(*path));
    changed.map(|(path, _)| path).chain(added).cloned().collect()
}

/// What tells one content of a file from another.
#[derive(Clone, Debug)]
pub(super) struct Content {
    /// BLAKE3 of its bytes.
    pub(super) hash: blake3::Hash,
    /// Only of a file at rest.
    pub(super) stamp: Option<Stamp>,
    /// How many bytes there are.
    pub(super) length: u64,
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::load::reload;

    #[test]
    fn what_lost_more_than_half_is_doubted_until_it_is_back_or_believed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join("content").join(name);
        fs::create_dir(folder.path().join("content")).unwrap();
        let settings =
            "title: 甲\npublisher: 乙\nnetworks:\n  - {id: n, name: 网, levels: [{id: a, name: 村}]}\n";
        fs::write(at("site.yaml"), settings).unwrap();
        let whole =
            "members:\n  - {id: jia, name: 甲一}\n  - {id: yi, name: 乙二}\n  - {id: bing, name: 丙三}\n";
        let half = &whole[..whole.len() / 2 - 1];
        let mut cache = ReadCache::default();
        // Long after: nobody is writing.
        let look = |cache: &mut ReadCache| {
            reload(folder.path(), cache, SystemTime::now() + Duration::from_secs(3600)).unwrap();
            cache.doubts()
        };
        fs::write(at("a.yaml"), whole).unwrap();
        assert!(!look(&mut cache), "a file that is new");
        for lost in [Some(half), Some(""), None] {
            match lost {
                Some(text) => fs::write(at("a.yaml"), text).unwrap(),
                None => fs::remove_file(at("a.yaml")).unwrap(),
            }
            assert!(look(&mut cache), "{lost:?}");
            fs::write(at("site.yaml"), format!("{settings}# {lost:?}\n")).unwrap();
            assert!(look(&mut cache), "{lost:?}, and another file that changed");
            fs::write(at("a.yaml"), whole.replace("甲一", "甲二")).unwrap();
            assert!(!look(&mut cache), "{lost:?}: it is back");
            fs::write(at("a.yaml"), whole).unwrap();
            look(&mut cache);
        }
        fs::write(at("a.yaml"), half).unwrap();
        assert!(look(&mut cache));
        cache.trust();
        assert!(!look(&mut cache), "believed");
    }
}
