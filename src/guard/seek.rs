//! Finds thousands of texts in one pass, each wherever it stands, also within another.
//!
//! Every text is entered under its first letters; at each letter of what is looked through these are asked for (Rabin
//! and Karp). Texts that begin alike are in order, and each knows the longest one that it begins with: one search by
//! halves finds all that stand at a place, however many begin alike. An automaton of the same texts takes many times as
//! long to make, which counts where little is looked through.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::reading::Letters;

/// What is looked for: units of UTF-16.
pub(super) type Units = Arc<[u16]>;

/// Letters to be looked for.
pub(super) fn text(letters: &Letters) -> Units {
    letters.units().into()
}

/// Longer texts are entered under so many letters, shorter ones under two.
const LONG: usize = 4;
const SHORT: usize = 2;
/// Bits of the filter for each text: one place in so many passes it by chance.
const SPARE: usize = 32;

/// The texts, by number.
#[derive(Debug, Default)]
pub(super) struct Seeker {
    texts: Vec<Units>,
    /// Which letters a text begins with.
    begins: Vec<u64>,
    tiers: [Tier; 2],
}

/// The texts of some lengths.
#[derive(Debug, Default)]
struct Tier {
    width: usize,
    filter: Vec<u64>,
    /// Where in `order` the texts are that begin with these letters. Only looked up.
    by_key: FxHashMap<u64, Range<u32>>,
    /// Numbers of texts in the order of these, each with the place of the longest one that it begins with.
    order: Vec<(u32, u32)>,
}

const NONE: u32 = u32::MAX;

impl Seeker {
    /// Looks for `texts`, of which none is shorter than two letters.
    pub(super) fn new(texts: impl Iterator<Item = Units>) -> Seeker {
        let texts: Vec<Units> = texts.collect();
        let mut begins = vec![0u64; 1024];
        for text in &texts {
            begins[usize::from(text[0]) / 64] |= 1 << (text[0] % 64);
        }
        let tier = |width: usize, has: &dyn Fn(usize) -> bool| {
            Tier::new(
                &texts,
                width,
                (0..texts.len() as u32).filter(|at| has(texts[*at as usize].len())).collect(),
            )
        };
        let tiers = [tier(SHORT, &|length| length < LONG), tier(LONG, &|length| length >= LONG)];
        Seeker { begins, tiers, texts }
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Tells `found` the number and first letter of every text that stands in `within`.
    pub(super) fn each(&self, within: &[u16], mut found: impl FnMut(usize, usize)) {
        if self.texts.is_empty() {
            return;
        }
        for (at, first) in within.iter().enumerate() {
            if self.begins[usize::from(*first) / 64] >> (first % 64) & 1 == 0 {
                continue;
            }
            let rest = &within[at..];
            self.tiers.iter().for_each(|tier| tier.at(&self.texts, rest, |number| found(number, at)));
        }
    }
}

impl Tier {
    fn new(texts: &[Units], width: usize, mut numbers: Vec<u32>) -> Tier {
        let text = |number: u32| &texts[number as usize];
        numbers.sort_unstable_by(|a, b| text(*a).cmp(text(*b)));
        let bits = (numbers.len() * SPARE).next_power_of_two().max(64);
        let mut tier = Tier { width, filter: vec![0; bits / 64], ..Tier::default() };
        // What the last one begins with, the longest last.
        let mut open: Vec<u32> = Vec::new();
        for (place, number) in (0..).zip(numbers) {
            while open
                .last()
                .is_some_and(|last| !text(number).starts_with(text(tier.order[*last as usize].0)))
            {
                open.pop();
            }
            tier.order.push((number, open.last().copied().unwrap_or(NONE)));
            open.push(place);
            let key = key(text(number), width);
            let (word, bit) = tier.place(key);
            tier.filter[word] |= bit;
            tier.by_key.entry(key).or_insert(place..place).end = place + 1;
        }
        tier
    }

    fn at(&self, texts: &[Units], rest: &[u16], mut found: impl FnMut(usize)) {
        if self.order.is_empty() || rest.len() < self.width {
            return;
        }
        let key = key(rest, self.width);
        let (word, bit) = self.place(key);
        if self.filter[word] & bit == 0 {
            return;
        }
        let Some(range) = self.by_key.get(&key) else { return };
        let alike = &self.order[range.start as usize..range.end as usize];
        let text = |number: u32| &*texts[number as usize];
        // The last one that is not behind what stands here in the order, or one that it begins with.
        let behind = alike.partition_point(|(number, _)| text(*number) <= rest);
        let Some(mut place) = (range.start + behind as u32).checked_sub(1).filter(|at| *at >= range.start)
        else {
            return;
        };
        let last = text(self.order[place as usize].0);
        let common = last.iter().zip(rest).take_while(|(one, other)| one == other).count();
        while place != NONE {
            let (number, next) = self.order[place as usize];
            if text(number).len() <= common {
                found(number as usize);
            }
            place = next;
        }
    }

    /// The word and bit of the filter that stand for `key`.
    fn place(&self, key: u64) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let at = hash as usize & (self.filter.len() * 64 - 1);
        (at / 64, 1 << (at % 64))
    }
}

/// The first letters as a number.
fn key(letters: &[u16], width: usize) -> u64 {
    match letters {
        [a, b, c, d, ..] if width == LONG => {
            u64::from(*a) << 48 | u64::from(*b) << 32 | u64::from(*c) << 16 | u64::from(*d)
        }
        _ => u64::from(letters[0]) << 16 | u64::from(letters[1]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Dice;

    #[test]
    fn finds_what_looking_for_each_text_alone_finds() {
        let mut dice = Dice(3);
        let mut roll = |sides: usize| dice.roll(sides);
        let pieces = ["王", "芳", "建国", "1", "39", "a", "的", "的的"];
        let mut all = 0;
        for round in 0..400 {
            let mut word = |most: usize| -> Vec<u16> {
                let text: String =
                    (0..1 + roll(most)).map(|_| pieces[roll(if round % 2 == 0 { 8 } else { 3 })]).collect();
                text.encode_utf16().collect()
            };
            let mut texts: Vec<Units> =
                (0..30).map(|_| word(6).into()).filter(|text: &Units| text.len() > 1).collect();
            texts.sort();
            texts.dedup();
            let within = word(60);
            let mut found = Vec::new();
            Seeker::new(texts.iter().cloned()).each(&within, |number, at| found.push((at, number)));
            found.sort_unstable();
            let stands = |at: usize, number: usize| within[at..].starts_with(&texts[number]);
            let slowly = (0..within.len()).flat_map(|at| (0..texts.len()).map(move |number| (at, number)));
            let slowly: Vec<(usize, usize)> = slowly.filter(|&(at, number)| stands(at, number)).collect();
            all += found.len();
            assert_eq!(found, slowly, "{texts:?}");
        }
        assert!(all > 500, "{all}");
        Seeker::default().each(&[97, 98], |_, _| panic!("found nothing to look for"));
    }
}
