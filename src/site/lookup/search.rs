//! A query answered from all that can be found at once, as the terminal does it. The script in the browser finds the
//! same, from the few blocks that it loads.

use std::collections::BTreeMap;

use super::entries::{Block, Crowd, Entries, Entry, Person};
use super::loose::{Loose, SCATTERED};
use super::matching::{EARLIER, Fit, NEAR, WHOLE, Word, WordPart};
use super::sounds::Sounds;
use super::text::{Spellings, spellings, words};
use super::unit::Unit;

/// More answers are counted, not shown.
pub(super) const MOST: usize = 20;
/// More people are counted, not shown.
pub(super) const MOST_PEOPLE: usize = 8;

/// A text that others share fits all of it, and a part of it.
const SHARED: (u8, u8) = (4, 5);
/// A number does not fit.
const ALMOST: u8 = 8;
/// Added to the rank of what is only near.
const BEHIND: u8 = 128;

/// Where something is: its block, and its place therein.
pub(super) type EntryPlace = (usize, usize);

/// What was found of one kind.
#[derive(Debug, Default)]
pub(super) struct Hits {
    /// How many fit.
    pub total: usize,
    /// How many fit but for a number.
    pub near: usize,
    /// The best that fit, then those that are near.
    pub best: Vec<EntryPlace>,
}

/// What was found.
pub(super) struct FoundEntries {
    pub households: Hits,
    /// None of them is only near.
    pub people: Hits,
    /// Whether the best of the people fits better than the best household.
    pub people_first: bool,
}

impl FoundEntries {
    fn new(households: Vec<Vec<Rank>>, people: Vec<Vec<Rank>>) -> FoundEntries {
        let least = |ranks: &[Vec<Rank>]| ranks.iter().flatten().flatten().min().copied();
        let (home, person) = (least(&households), least(&people));
        FoundEntries {
            households: hits(households, MOST),
            people: hits(people, MOST_PEOPLE),
            people_first: person.is_some_and(|person| home.is_none_or(|home| person < home)),
        }
    }
}

/// The words of a query.
struct Query {
    words: Vec<Word>,
    /// All of them as one, where they are several.
    whole: Option<Word>,
    /// Numbers that were typed more than once, with how often.
    repeated: Vec<(Word, usize)>,
    /// As an id.
    id: Spellings,
}

impl Query {
    fn new(text: &str) -> Query {
        let (words, whole) = words(text);
        let words: Vec<Word> = words.into_iter().map(Word::new).collect();
        let number =
            |word: &Word| word.number().map(|units| units.iter().map(|unit| unit.char).collect::<String>());
        let numbers: Vec<Option<String>> = words.iter().map(number).collect();
        let times = |at: usize| numbers.iter().filter(|number| **number == numbers[at]).count();
        let repeated = (0..words.len())
            .filter(|&at| numbers[at].is_some() && !numbers[..at].contains(&numbers[at]))
            .map(|at| (Word::new(words[at].spellings.clone()), times(at)))
            .filter(|(_, times)| *times > 1);
        Query { repeated: repeated.collect(), words, whole: whole.map(Word::new), id: spellings(text) }
    }
}

/// How well all words fit together, from [`BEHIND`] on only nearly; `None` where one does not.
type Rank = Option<u8>;

/// Households and people into whose texts every word of `query` fits, those first into which the words fit best. Only
/// where none does, words are taken apart; and only where that finds nothing either, a whole id counts.
pub(super) fn search(entries: &Entries, text: &str) -> FoundEntries {
    let query = Query::new(text);
    if query.words.is_empty() {
        return FoundEntries::new(Vec::new(), Vec::new());
    }
    let sounds = &entries.sounds;
    let strict: Vec<Vec<Rank>> = entries.blocks.iter().map(|block| strict(block, &query, sounds)).collect();
    let of_people = |is_loose| -> Vec<Vec<Rank>> {
        entries.crowds.iter().map(|crowd| people(crowd, &query, sounds, is_loose)).collect()
    };
    let people = of_people(false);
    if has_any(&strict) || has_any(&people) {
        return FoundEntries::new(strict, people);
    }
    let mut ranks = strict;
    for (block, ranks) in entries.blocks.iter().zip(&mut ranks) {
        for (rank, loose) in ranks.iter_mut().zip(loose(block, &query, sounds)) {
            *rank = loose.or(*rank);
        }
    }
    let people = of_people(true);
    if !has_any(&ranks) && !has_any(&people) {
        let is_named = |entry: &Entry| !entry.id.is_empty() && entry.id.first() == query.id.first();
        for (block, ranks) in entries.blocks.iter().zip(&mut ranks) {
            let named = block.entries.iter().zip(ranks).filter(|(entry, _)| is_named(entry));
            named.for_each(|(_, rank)| *rank = Some(0));
        }
    }
    FoundEntries::new(ranks, people)
}

/// Whether anything fits, not only nearly.
fn has_any(ranks: &[Vec<Rank>]) -> bool {
    ranks.iter().flatten().flatten().any(|&rank| rank < BEHIND)
}

fn hits(ranks: Vec<Vec<Rank>>, most: usize) -> Hits {
    let mut found: Vec<(u8, EntryPlace)> = Vec::new();
    for (block, ranks) in ranks.into_iter().enumerate() {
        let fits = ranks.into_iter().enumerate();
        found.extend(fits.filter_map(|(at, rank)| rank.map(|rank| (rank, (block, at)))));
    }
    found.sort_unstable();
    let total = found.iter().take_while(|(rank, _)| *rank < BEHIND).count();
    let best = found.iter().take(most).map(|(_, place)| *place).collect();
    Hits { total, near: found.len() - total, best }
}

/// How well a word fits into texts that belong to one household or person alone.
fn own(fit: Option<Fit>) -> Rank {
    fit.map(|fit| if fit < NEAR { fit } else { ALMOST })
}

/// How well a word fits into a text that others share.
fn shared(fit: Option<Fit>) -> Rank {
    fit.map(|fit| match fit {
        WHOLE => SHARED.0,
        NEAR => ALMOST,
        _ => SHARED.1,
    })
}

fn best<'t>(texts: impl IntoIterator<Item = &'t Spellings>, rank: impl Fn(&Spellings) -> Rank) -> Rank {
    texts.into_iter().filter_map(rank).min()
}

/// How well each word fits each household of `block`.
fn by_word(block: &Block, query: &Query, sounds: &Sounds) -> Vec<Vec<Rank>> {
    let of = |word: &Word| {
        let common = |text: &Spellings| shared(word.fit(text, sounds));
        let homes: Vec<Rank> = block.homes.iter().map(|home| best(&home.places, common)).collect();
        let groups: Vec<Rank> = block.groups.iter().map(|(_, group)| best(group, common)).collect();
        let entries = block.entries.iter().map(|entry| {
            let itself = best(&entry.own, |text| own(word.fit(text, sounds)));
            let group = entry.group.and_then(|group| groups[group]);
            itself.into_iter().chain(group).chain(homes[entry.home]).min()
        });
        entries.collect()
    };
    query.words.iter().map(of).collect()
}

/// How well the words together fit each household of `block`, each of them into some text as it was typed.
fn strict(block: &Block, query: &Query, sounds: &Sounds) -> Vec<Rank> {
    let by_word = by_word(block, query, sounds);
    let rank = |at: usize| {
        let rank = together(by_word.iter().map(|ranks| ranks[at]))?;
        if rank >= BEHIND || lacks(block, at, query, sounds) {
            return Some(rank | BEHIND);
        }
        // In one piece in the door, or at least in the order typed.
        let door = &block.entries[at].own[0];
        let whole = query.whole.as_ref().map_or(rank, |whole| match whole.fit(door, sounds) {
            Some(fit) if fit < NEAR => fit,
            _ if Loose::of(whole).is_door(0, door, sounds) => EARLIER,
            _ => rank,
        });
        Some(whole.min(rank))
    };
    (0..block.entries.len()).map(rank).collect()
}

/// The words' ranks as one.
fn together(ranks: impl Iterator<Item = Rank>) -> Rank {
    let mut sum = 0;
    let mut is_near = false;
    for rank in ranks {
        let rank = rank?;
        sum += rank;
        is_near |= rank == ALMOST;
    }
    Some(if is_near { sum | BEHIND } else { sum })
}

/// Whether the texts of a household hold a number less often than it was typed.
fn lacks(block: &Block, at: usize, query: &Query, sounds: &Sounds) -> bool {
    let entry = &block.entries[at];
    query.repeated.iter().any(|(word, times)| {
        let count =
            |text: &Spellings| text.iter().map(|units| occurrences(word, units, sounds)).max().unwrap_or(0);
        let group = entry.group.map(|group| block.groups[group].1.iter().map(count).max().unwrap_or(0));
        let others = entry.own.iter().chain(&block.homes[entry.home].places);
        others.map(count).sum::<usize>() + group.unwrap_or(0) < *times
    })
}

/// How often `word` stands in `text`.
fn occurrences(word: &Word, text: &[Unit], sounds: &Sounds) -> usize {
    let Some(units) = word.spellings.last() else { return 0 };
    let part = WordPart::of(units);
    let ends = std::iter::successors(part.end(text, 0, sounds), |&from| part.end(text, from, sounds));
    ends.count()
}

/// As [`strict`], for words that may be taken apart; what is only near is not told.
fn loose(block: &Block, query: &Query, sounds: &Sounds) -> Vec<Rank> {
    let by_word = by_word(block, query, sounds);
    let words: Vec<Loose> = query.words.iter().map(Loose::of).collect();
    // What of each word is told by the places and the group, which many households share.
    let mut places: BTreeMap<(usize, Option<usize>), Vec<Vec<bool>>> = BTreeMap::new();
    let rank = |at: usize| {
        let entry = &block.entries[at];
        let places = places.entry((entry.home, entry.group)).or_insert_with(|| {
            let group = entry.group.into_iter().flat_map(|group| &block.groups[group].1);
            let texts: Vec<&Spellings> = block.homes[entry.home].places.iter().chain(group).collect();
            words.iter().map(|word| word.places(&texts, sounds)).collect()
        });
        let word = |number: usize| {
            let typed = by_word[number][at].filter(|&rank| rank < ALMOST);
            typed.or_else(|| words[number].fit(&entry.own[0], &places[number], sounds))
        };
        let rank = together((0..words.len()).map(word))?;
        (!lacks(block, at, query, sounds)).then_some(rank)
    };
    (0..block.entries.len()).map(rank).collect()
}

/// How well the words fit everybody in `crowd`; what is only near is not told.
fn people(crowd: &Crowd, query: &Query, sounds: &Sounds, is_loose: bool) -> Vec<Rank> {
    let rank = |person: &Person| {
        let named = |fit: Option<Fit>| own(fit).map(|rank| if rank < ALMOST { rank.min(1) } else { rank });
        let word = |word: &Word| {
            let name = best(&person.names, |text| named(word.fit(text, sounds)));
            let post = best(&person.posts, |text| shared(word.fit(text, sounds)));
            let typed = name.into_iter().chain(post).min().filter(|&rank| rank < ALMOST);
            typed.or_else(|| {
                let texts: Vec<&Spellings> = person.names.iter().chain(&person.posts).collect();
                let word = Loose::of(word);
                (is_loose && word.is_told(&texts, sounds)).then_some(SCATTERED)
            })
        };
        let rank = together(query.words.iter().map(word))?;
        let whole = query.whole.as_ref();
        let whole = whole.and_then(|whole| best(&person.names, |text| named(whole.fit(text, sounds))));
        Some(whole.filter(|&rank| rank < ALMOST).map_or(rank, |whole| whole.min(rank)))
    };
    crowd.people.iter().map(rank).collect()
}
