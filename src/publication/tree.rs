//! The Merkle tree over all versions (RFC 6962), as the tiles and the checkpoint of C2SP (`tlog-tiles`, `tlog-checkpoint`).

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use tlog_tiles::{
    Checkpoint, Error, Hash, HashReader, Tile, check_tree, prove_tree, stored_hashes, tree_hash,
};

use super::digest::Digest;

/// How many levels of the tree a tile holds; that of C2SP.
const HEIGHT: u8 = 8;

/// How many leaves a full tile has.
const WIDTH: u64 = 1 << HEIGHT;

/// How the line of a checkpoint begins that says which files were published with it.
const PAGES: &str = "pages ";

/// All hashes of a tree, and the entries under them.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    entries: Vec<Digest>,
    stored: Hashes,
}

#[derive(Clone, Debug, Default)]
struct Hashes(Vec<Hash>);

impl HashReader for Hashes {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let one = |&index: &u64| self.0.get(index as usize).copied().ok_or(Error::IndexesNotInTree);
        indexes.iter().map(one).collect()
    }
}

/// The root of a tree of some size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Root {
    /// How many leaves.
    pub size: u64,
    /// The hash over all of them.
    pub hash: Digest,
}

impl Root {
    /// Its first eight characters, as they stand on paper.
    pub fn short(&self) -> String {
        self.hash.0[..4].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Tree {
    /// How many leaves.
    pub fn size(&self) -> u64 {
        self.entries.len() as u64
    }

    /// The entry of leaf `at`.
    pub fn entry(&self, at: u64) -> Option<Digest> {
        self.entries.get(at as usize).copied()
    }

    /// One leaf more.
    pub fn add(&mut self, entry: Digest) {
        // The hashes that it completes are read from those that are here.
        let hashes = stored_hashes(self.size(), &entry.0, &self.stored).unwrap_or_default();
        self.stored.0.extend(hashes);
        self.entries.push(entry);
    }

    /// The root of the first `size` leaves; `None` where there are not so many.
    pub fn root(&self, size: u64) -> Option<Root> {
        if size > self.size() {
            return None;
        }
        let hash = match size {
            0 => return Some(Root { size, hash: Digest(Sha256::digest([]).into()) }),
            _ => tree_hash(size, &self.stored).ok()?,
        };
        Some(Root { size, hash: Digest(hash.0) })
    }

    /// Whether this tree grew out of the one with the root `old`, by a proof that is checked as a stranger would.
    pub fn grew_from(&self, old: Root) -> bool {
        let Some(own) = self.root(self.size()) else { return false };
        if old.size == 0 || old.size > own.size {
            return old.size == 0 && self.root(0) == Some(old);
        }
        prove_tree(own.size, old.size, &self.stored).is_ok_and(|proof| {
            check_tree(&proof, own.size, Hash(own.hash.0), old.size, Hash(old.hash.0)).is_ok()
        })
    }

    /// Every tile below `tile/`: hashes level by level, and the entries.
    pub fn tiles(&self) -> BTreeMap<String, Vec<u8>> {
        let mut tiles = BTreeMap::new();
        for tile in Tile::new_tiles(HEIGHT, 0, self.size()) {
            let Ok(bytes) = tile.read_data(&self.stored) else { continue };
            tiles.insert(path(&tile), bytes);
        }
        for (at, entries) in self.entries.chunks(WIDTH as usize).enumerate() {
            let mut tile = Tile::new(HEIGHT, 0, at as u64, entries.len() as u32, false);
            tile.set_is_data();
            let bundle = entries.iter().flat_map(|entry| [&[0, 32][..], &entry.0].concat());
            tiles.insert(path(&tile), bundle.collect());
        }
        tiles
    }
}

/// Where a tile lies below `log/`. The library names it as Go's checksum database does, with its height.
fn path(tile: &Tile) -> String {
    let path = tile.path();
    let path = path.strip_prefix("tile/8/").unwrap_or(&path);
    format!("tile/{}", path.replacen("data/", "entries/", 1))
}

/// The tree of the entries that lie in the bundles below `tile/entries/`, read by `file`; the path of one that is missing or
/// not as it should be.
pub fn read(size: u64, file: &mut dyn FnMut(&str) -> Option<Vec<u8>>) -> Result<Tree, String> {
    let mut tree = Tree::default();
    for at in 0..size.div_ceil(WIDTH) {
        let width = (size - at * WIDTH).min(WIDTH);
        let mut tile = Tile::new(HEIGHT, 0, at, width as u32, false);
        tile.set_is_data();
        let path = path(&tile);
        let bytes = file(&path).ok_or_else(|| path.clone())?;
        // Each entry stands behind its length, two bytes.
        let entries = bytes.chunks(2 + 32);
        for entry in entries.clone() {
            let entry = entry.strip_prefix(&[0, 32]).and_then(|entry| entry.try_into().ok());
            tree.add(Digest(entry.ok_or_else(|| path.clone())?));
        }
        if entries.len() as u64 != width {
            return Err(path);
        }
    }
    Ok(tree)
}

/// What a checkpoint says, without its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whose log it is.
    pub origin: String,
    /// Its root.
    pub root: Root,
    /// BLAKE3 of the list of files published with it.
    pub pages: Option<String>,
}

impl Said {
    /// As it is signed.
    pub fn text(&self) -> Option<String> {
        let extension = self.pages.as_ref().map_or(String::new(), |pages| format!("{PAGES}{pages}\n"));
        let hash = Hash(self.root.hash.0);
        let checkpoint = Checkpoint::new(&self.origin, self.root.size, hash, &extension).ok()?;
        String::from_utf8(checkpoint.to_bytes()).ok()
    }

    /// Out of a checkpoint, its signatures left out.
    pub fn read(checkpoint: &str) -> Option<Said> {
        let (text, _) = checkpoint.split_once("\n\n")?;
        let checkpoint = Checkpoint::from_bytes(format!("{text}\n").as_bytes()).ok()?;
        let pages = checkpoint.extension().lines().find_map(|line| line.strip_prefix(PAGES));
        Some(Said {
            origin: checkpoint.origin().to_owned(),
            root: Root { size: checkpoint.size(), hash: Digest(checkpoint.hash().0) },
            pages: pages.map(str::to_owned),
        })
    }
}
