//! A query answered from all households at once, as the terminal does it. The script in the browser finds the same,
//! from the few blocks that it loads.

use super::entries::{Block, Entries};
use super::matching::Word;
use super::text::{Spellings, words};

/// More answers are counted, not shown.
pub(super) const MOST: usize = 20;

/// Where a household is: its block, and its place therein.
pub(super) type Place = (usize, usize);

/// What was found.
pub(super) struct Found {
    /// How many households fit.
    pub total: usize,
    /// The best [`MOST`] of them.
    pub best: Vec<Place>,
}

/// Households in which every word of `query` fits into some text, those first into which the words fit best.
pub(super) fn search(entries: &Entries, query: &str) -> Found {
    let words: Vec<Word> = words(query).into_iter().map(Word::new).collect();
    let mut found: Vec<(u32, Place)> = Vec::new();
    if !words.is_empty() {
        for (at, block) in entries.blocks.iter().enumerate() {
            let ranks = ranks(entries, block, &words);
            let fits = ranks.into_iter().enumerate();
            found.extend(fits.filter_map(|(entry, rank)| rank.map(|rank| (rank, (at, entry)))));
        }
    }
    found.sort_unstable();
    Found { total: found.len(), best: found.into_iter().take(MOST).map(|(_, place)| place).collect() }
}

/// How well all words together fit each household of `block`.
fn ranks(entries: &Entries, block: &Block, words: &[Word]) -> Vec<Option<u32>> {
    let mut ranks = vec![Some(0); block.entries.len()];
    for word in words {
        let rank = |text: &Spellings| word.rank(text, &entries.sounds);
        let homes: Vec<Option<u8>> =
            block.homes.iter().map(|home| home.places.iter().filter_map(rank).min()).collect();
        let groups: Vec<Option<u8>> =
            block.groups.iter().map(|(_, group)| group.iter().filter_map(rank).min()).collect();
        for (sum, entry) in ranks.iter_mut().zip(&block.entries).filter(|(sum, _)| sum.is_some()) {
            let group = entry.group.and_then(|group| groups[group]);
            let own = entry.own.iter().filter_map(rank);
            let best = own.chain(group).chain(homes[entry.home]).min();
            *sum = sum.zip(best).map(|(sum, rank)| sum + u32::from(rank));
        }
    }
    ranks
}
