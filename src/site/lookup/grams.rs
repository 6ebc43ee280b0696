//! Which blocks can hold what is searched for: for every pair of neighbouring sounds, the blocks in which it occurs.
//!
//! Keys are of two kinds. Sounds: a syllable (`wang`) or two neighbours of which at least one is no mere digit or
//! letter (`wang wu`, `wu 3`). Initials: two or three of them (`#ww`, `#h-0`), two only where not both are digits.
//! The script in the browser takes keys out of a query in the same way; a key too many here costs bytes, a key too
//! few loses an answer.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::sounds::Sounds;
use super::text::Spellings;
use super::unit::Unit;

/// Characters of one file before compression, about.
const BUCKET: usize = 1500;
/// A list of more stretches than this would not narrow a search enough to be worth loading.
const MOST_RUNS: usize = 1024;
/// Stands for all blocks.
const EVERYWHERE: &str = "*";

/// The keys of one file, each with its blocks as [`written`].
pub(super) type Bucket = BTreeMap<String, String>;

/// Every key with the blocks in which it occurs.
#[derive(Debug, Default)]
pub(super) struct Index {
    blocks: FxHashMap<String, Vec<usize>>,
    /// How many blocks there are.
    count: usize,
    /// Characters of all files.
    size: usize,
    /// How many files there are.
    files: usize,
}

impl Index {
    /// Over blocks with these keys. Also its files.
    pub(super) fn new(of_blocks: &[&BTreeSet<String>]) -> (Index, Vec<Bucket>) {
        let count = of_blocks.len();
        let mut blocks: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, keys) in of_blocks.iter().enumerate() {
            for key in *keys {
                match blocks.get_mut(key) {
                    Some(blocks) => blocks.push(at),
                    None => drop(blocks.insert(key.clone(), vec![at])),
                }
            }
        }
        let lists: Vec<(&String, String)> =
            blocks.par_iter().map(|(key, blocks)| (key, written(blocks, count))).collect();
        let size = lists.iter().map(|(key, list)| weight(key, list)).sum();
        let files = Index::files(size);
        let mut buckets = vec![Bucket::new(); files];
        for (key, list) in lists {
            buckets[bucket(key, files)].insert(key.clone(), list);
        }
        (Index { blocks, count, size, files }, buckets)
    }

    /// Of how many blocks it is.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    fn files(size: usize) -> usize {
        size.div_ceil(BUCKET).next_power_of_two()
    }

    /// The same once block `at` has the keys `now` and not those of `before`. What becomes of which keys in each file
    /// that changes: their blocks, or nothing. `None` when all files are others; the index is of no use then.
    pub(super) fn renew(
        &mut self,
        at: usize,
        before: &BTreeSet<String>,
        now: &BTreeSet<String>,
    ) -> Option<BTreeMap<usize, BTreeMap<String, Option<String>>>> {
        let mut changes: BTreeMap<usize, BTreeMap<String, Option<String>>> = BTreeMap::new();
        for key in before.symmetric_difference(now) {
            let blocks = self.blocks.entry(key.clone()).or_default();
            if !blocks.is_empty() {
                self.size -= weight(key, &written(blocks, self.count));
            }
            match blocks.binary_search(&at) {
                Ok(place) => drop(blocks.remove(place)),
                Err(place) => blocks.insert(place, at),
            }
            let list = (!blocks.is_empty()).then(|| written(blocks, self.count));
            match &list {
                Some(list) => self.size += weight(key, list),
                None => drop(self.blocks.remove(key)),
            }
            changes.entry(bucket(key, self.files)).or_default().insert(key.clone(), list);
        }
        (Index::files(self.size) == self.files).then_some(changes)
    }
}

/// About how many characters a key takes.
fn weight(key: &str, list: &str) -> usize {
    key.len() + list.len() + 6
}

/// In which of so many files a key is.
fn bucket(key: &str, files: usize) -> usize {
    digest(key) as usize % files
}

/// FNV-1a over UTF-16, which is what a script can do quickly.
fn digest(key: &str) -> u32 {
    key.encode_utf16().fold(0x811c_9dc5, |digest, unit| (digest ^ u32::from(unit)).wrapping_mul(0x0100_0193))
}

/// The keys of one block: of all its `texts`, and of those `ids` that are too short to have one otherwise.
pub(super) fn keys<'t>(
    texts: impl Iterator<Item = &'t Spellings>,
    ids: impl Iterator<Item = &'t Spellings>,
    sounds: &Sounds,
) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let initials = |unit: &Unit| -> BTreeSet<char> {
        let spoken = spoken(unit, sounds).into_iter();
        spoken.filter_map(|(sound, _)| sound.chars().next()).filter(char::is_ascii).collect()
    };
    // The texts of a block begin alike: what stood in one of them brings nothing new in another.
    let mut seen: FxHashSet<[(char, char); 3]> = FxHashSet::default();
    for units in texts.flatten() {
        for at in 0..units.len() {
            let sign = |at: usize| units.get(at).map_or(('\0', '\0'), |unit| (unit.char, unit.read));
            if !seen.insert([sign(at), sign(at + 1), sign(at + 2)]) {
                continue;
            }
            let next = units.get(at + 1).map(|unit| spoken(unit, sounds)).unwrap_or_default();
            for (sound, is_heavy) in spoken(&units[at], sounds) {
                if is_heavy {
                    keys.insert(sound.to_owned());
                }
                for &(next, _) in next.iter().filter(|(_, next_is_heavy)| is_heavy || *next_is_heavy) {
                    keys.insert(format!("{sound} {next}"));
                }
            }
            let [Some(b), c] = [1, 2].map(|more| units.get(at + more).map(initials)) else { continue };
            for a in initials(&units[at]) {
                for b in &b {
                    if a.is_ascii_lowercase() || b.is_ascii_lowercase() {
                        keys.insert(format!("#{a}{b}"));
                    }
                    keys.extend(c.iter().flatten().map(|c| format!("#{a}{b}{c}")));
                }
            }
        }
    }
    keys.extend(ids.filter_map(short));
    keys
}

/// Adds the keys of a text that is looked for as it is written, not by how it may be read: neighbours, and of digits
/// and letters two with a letter among them, or three. A character alone, or two digits, find nothing in it.
pub(super) fn written_keys(units: &[Unit], sounds: &Sounds, keys: &mut BTreeSet<String>) {
    // What the script takes for the sound of a character is the first one of the alphabet.
    let sound = |unit: &Unit| -> (String, bool) {
        let first = if unit.char.is_ascii() { None } else { sounds.of(*unit).iter().min() };
        (first.cloned().unwrap_or_else(|| unit.char.to_string()), !unit.char.is_ascii())
    };
    let read: Vec<(String, bool)> = units.iter().map(sound).collect();
    for pair in read.windows(2) {
        let is_letter = |(sound, _): &(String, bool)| sound.starts_with(|c: char| c.is_ascii_lowercase());
        if pair[0].1 || pair[1].1 {
            keys.insert(format!("{} {}", pair[0].0, pair[1].0));
        } else if pair.iter().any(is_letter) {
            keys.insert(format!("#{}{}", pair[0].0, pair[1].0));
        }
    }
    for three in read.windows(3).filter(|three| three.iter().all(|(_, is_heavy)| !is_heavy)) {
        keys.insert(format!("#{}{}{}", three[0].0, three[1].0, three[2].0));
    }
}

/// How a unit may sound, and whether that is enough to find something by.
fn spoken<'s>(unit: &Unit, sounds: &'s Sounds) -> Vec<(&'s str, bool)> {
    let readings = sounds.of(*unit);
    let itself = readings.is_empty() || unit.char.is_ascii();
    let itself = itself.then(|| (sounds.itself(*unit), !unit.char.is_ascii()));
    readings.iter().map(|reading| (reading.as_str(), true)).chain(itself).collect()
}

/// The key of an id that is too short for any other.
fn short(id: &Spellings) -> Option<String> {
    let units = id.first().filter(|units| units.len() < 3)?;
    Some(units.iter().fold("=".to_owned(), |key, unit| key + &unit.char.to_string()))
}

/// `blocks` as stretches: the gap before each and, where it is longer than one, its length.
fn written(blocks: &[usize], count: usize) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &block in blocks {
        match runs.last_mut() {
            Some((from, length)) if *from + *length == block => *length += 1,
            _ => runs.push((block, 1)),
        }
    }
    if blocks.len() * 2 > count || runs.len() > MOST_RUNS {
        return EVERYWHERE.to_owned();
    }
    let mut list = String::new();
    let mut end = 0;
    for (from, length) in runs {
        number(&mut list, (from - end) * 2 + usize::from(length > 1));
        if length > 1 {
            number(&mut list, length - 2);
        }
        end = from + length;
    }
    list
}

/// Five bits a character, the lowest first; 32 is added while more follow.
fn number(list: &mut String, mut value: usize) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    loop {
        let more = value >= 32;
        list.push(char::from(DIGITS[value % 32 + if more { 32 } else { 0 }]));
        if !more {
            return;
        }
        value /= 32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Dice;

    #[test]
    fn lists_are_stretches_and_gaps() {
        assert_eq!(written(&[0], 100), "A");
        assert_eq!(written(&[3, 4, 5, 40], 100), "HBkC", "gap 3, three of them; gap 34");
        assert_eq!(written(&[0, 1], 3), EVERYWHERE);
    }

    #[test]
    fn what_changes_in_a_block_changes_the_files_as_from_nothing() {
        let mut dice = Dice(7);
        let keys = |dice: &mut Dice| -> BTreeSet<String> {
            (0..5 + dice.roll(20)).map(|_| format!("wang {}", dice.roll(3000))).collect()
        };
        let all = |blocks: &[BTreeSet<String>]| Index::new(&blocks.iter().collect::<Vec<_>>());
        let mut blocks: Vec<BTreeSet<String>> = (0..60).map(|_| keys(&mut dice)).collect();
        let (mut index, mut files) = all(&blocks);
        let mut kept = 0;
        for _ in 0..200 {
            let at = dice.roll(blocks.len());
            let mut now = blocks[at].clone();
            if dice.roll(3) == 0 {
                now.retain(|key| !key.ends_with('3'));
            }
            now.extend(keys(&mut dice));
            let changes = index.renew(at, &blocks[at], &now);
            blocks[at] = now;
            let (fresh, expected) = all(&blocks);
            match changes {
                Some(changes) => {
                    kept += 1;
                    for (file, keys) in changes {
                        for (key, list) in keys {
                            match list {
                                Some(list) => drop(files[file].insert(key, list)),
                                None => drop(files[file].remove(&key)),
                            }
                        }
                    }
                }
                None => (index, files) = all(&blocks),
            }
            assert_eq!((&files, index.size, &index.blocks), (&expected, fresh.size, &fresh.blocks));
        }
        assert!((150..200).contains(&kept), "{kept}: both ways are to be tried");
    }

    #[test]
    fn digests_are_those_of_the_script() {
        assert_eq!(digest(""), 0x811c_9dc5);
        assert_eq!(digest("a"), 0xe40c_292c);
    }
}
