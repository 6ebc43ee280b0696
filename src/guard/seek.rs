//! Finds thousands of texts in one pass, each wherever it stands, also within another.
//!
//! Every text is entered under a hash of its first bytes; at each byte of what is looked through the same hash is asked
//! for (Rabin and Karp). An automaton of the same texts takes many times as long to make, which counts where little is
//! looked through. Few texts are found one after the other.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

/// The most bytes of a text that are hashed.
const LONGEST: usize = 8;
/// So few texts are found sooner one after the other.
const FEW: usize = 4;
/// Bits of the filter for each text: one place in so many passes it by chance.
const SPARE: usize = 64;

/// The texts, by number.
#[derive(Debug, Default)]
pub(super) struct Seeker {
    texts: Vec<Arc<str>>,
    /// One a text, where there are few.
    finders: Vec<Finder<'static>>,
    /// How many first bytes are hashed: no text is shorter.
    width: usize,
    /// Which bytes a text begins with.
    begins: [u64; 4],
    filter: Vec<u64>,
    /// Numbers of the texts with the same first bytes.
    by_key: FxHashMap<u64, Vec<u32>>,
}

impl Seeker {
    /// Looks for `texts`, of which none is empty.
    pub fn new(texts: impl Iterator<Item = Arc<str>>) -> Seeker {
        let texts: Vec<Arc<str>> = texts.collect();
        let width = texts.iter().map(|text| text.len()).min().unwrap_or(LONGEST).clamp(1, LONGEST);
        let bits = (texts.len() * SPARE).next_power_of_two().max(64);
        let mut seeker = Seeker { width, filter: vec![0; bits / 64], ..Seeker::default() };
        seeker.by_key.reserve(texts.len());
        for (number, text) in texts.iter().enumerate() {
            let bytes = text.as_bytes();
            let key = seeker.key(bytes);
            let (word, bit) = seeker.place(key);
            seeker.filter[word] |= bit;
            seeker.begins[usize::from(bytes[0]) / 64] |= 1 << (bytes[0] % 64);
            seeker.by_key.entry(key).or_default().push(number as u32);
        }
        let few = Some(&texts).filter(|texts| texts.len() <= FEW);
        seeker.finders = few.into_iter().flatten().map(|text| Finder::new(&**text).into_owned()).collect();
        seeker.texts = texts;
        seeker
    }

    /// The first bytes as a number.
    fn key(&self, bytes: &[u8]) -> u64 {
        let mut first = [0; LONGEST];
        match bytes.first_chunk::<LONGEST>() {
            Some(chunk) => first = *chunk,
            None => first[..bytes.len()].copy_from_slice(bytes),
        }
        u64::from_le_bytes(first) & (u64::MAX >> (64 - 8 * self.width))
    }

    /// The word and bit of the filter that stand for `key`.
    fn place(&self, key: u64) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let at = hash as usize & (self.filter.len() * 64 - 1);
        (at / 64, 1 << (at % 64))
    }

    /// Tells `found` the number and first byte of every text that stands in that `part` of `within`, in the order of
    /// first bytes.
    pub fn each(&self, within: &[u8], part: Range<usize>, mut found: impl FnMut(usize, usize)) {
        if self.texts.is_empty() {
            return;
        }
        let bytes = &within[..part.end];
        if !self.finders.is_empty() {
            let mut hits = Vec::new();
            for (number, finder) in self.finders.iter().enumerate() {
                let mut from = part.start;
                while let Some(at) = finder.find(&bytes[from..]) {
                    hits.push((from + at, number));
                    from += at + 1;
                }
            }
            hits.sort_unstable();
            return hits.into_iter().for_each(|(at, number)| found(number, at));
        }
        for at in part.start..(part.end + 1).saturating_sub(self.width) {
            let first = bytes[at];
            if self.begins[usize::from(first) / 64] >> (first % 64) & 1 == 0 {
                continue;
            }
            let key = self.key(&bytes[at..]);
            let (word, bit) = self.place(key);
            if self.filter[word] & bit == 0 {
                continue;
            }
            for &number in self.by_key.get(&key).into_iter().flatten() {
                if bytes[at..].starts_with(self.texts[number as usize].as_bytes()) {
                    found(number as usize, at);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Dice;

    /// Every place by looking for each text alone.
    fn slowly(texts: &[Arc<str>], within: &[u8], part: Range<usize>) -> Vec<(usize, usize)> {
        let stands =
            |number: usize, at: usize| within[..part.end][at..].starts_with(texts[number].as_bytes());
        let places = part.clone().flat_map(|at| (0..texts.len()).map(move |number| (number, at)));
        places.filter(|&(number, at)| stands(number, at)).collect()
    }

    #[test]
    fn finds_what_looking_for_each_text_alone_finds() {
        let mut dice = Dice(3);
        let mut roll = |sides: usize| dice.roll(sides);
        let pieces = ["王", "芳", "建", "国", "1", "39", "a", "<td>", "的"];
        let mut all = 0;
        for round in 0..400 {
            let many = if round % 5 == 0 { FEW } else { 30 };
            let mut word = |most: usize| -> String { (0..1 + roll(most)).map(|_| pieces[roll(9)]).collect() };
            let least = if round % 2 == 0 { 1 } else { 6 };
            let mut texts: Vec<Arc<str>> = (0..many).map(|_| word(6).into()).collect();
            texts.retain(|text| text.len() >= least);
            texts.sort();
            texts.dedup();
            let within = word(60).into_bytes();
            let end = roll(within.len() + 1);
            let part = roll(end + 1)..end;
            let mut found = Vec::new();
            let seeker = Seeker::new(texts.iter().cloned());
            seeker.each(&within, part.clone(), |number, at| found.push((number, at)));
            all += found.len();
            assert_eq!(found, slowly(&texts, &within, part), "{texts:?}");
        }
        assert!(all > 500, "{all}");
        Seeker::new([].into_iter()).each(b"abc", 0..3, |_, _| panic!("found nothing to look for"));
    }
}
