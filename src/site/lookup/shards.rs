//! Households, people and keys as files for the browser.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::board::{GridIx, HouseholdIx, MemberIx};

use super::super::urls::Target;
use super::super::view::{
    ChainLine, Directory, DoorRow, Doors, HomeGrid, PersonCard, Responder, Shard, ShardData,
};
use super::entries::{Block, Crowd, Entries, Entry, Home, Part, block, parts, sounds};
use super::grams::{self, Bucket, Index};
use super::pages::cover;
use super::people;
use super::search::{MOST, MOST_PEOPLE};
use super::sounds::Sounds;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::noted::Noted;
use crate::site::tracking::notes::Changed;

/// The last files.
#[derive(Debug, Default)]
pub(in crate::site) struct LookupCache {
    doors: Files<Block>,
    people: Files<Crowd>,
    keys: Vec<Arc<Shard>>,
    index: Index,
    sounds: Arc<Sounds>,
}

/// Blocks of one kind.
#[derive(Debug)]
struct Files<B> {
    /// The grid of each block and the numbers of what is in it; their indexes may have been others'.
    parts: Vec<(GridIx, Vec<u32>)>,
    blocks: Vec<Noted<Made<B>>>,
    shards: Vec<Noted<Shard>>,
}

impl<B> Default for Files<B> {
    fn default() -> Files<B> {
        Files { parts: Vec::new(), blocks: Vec::new(), shards: Vec::new() }
    }
}

/// One block, and by which keys it is found: neither tells who answers.
#[derive(Debug)]
struct Made<B> {
    block: Arc<B>,
    keys: BTreeSet<String>,
}

impl<B: Send + Sync> Files<B> {
    /// The files of `parts`, those of which all that was read says the same from `before`: a block as `make` makes it, and
    /// then `shard` of it.
    fn again<T: Sync>(
        facts: &Facts,
        before: &Files<B>,
        changed: Option<&Changed>,
        parts: &[Part<T>],
        number: impl Fn(&T) -> u32,
        make: impl Fn(&Facts, &Part<T>) -> Made<B> + Sync,
        shard: impl Fn(&Facts, usize, &B, &[T]) -> Shard + Sync,
    ) -> Files<B> {
        let number = |part: &Part<T>| (part.0, part.1.iter().map(&number).collect());
        let numbered: Vec<(GridIx, Vec<u32>)> = parts.iter().map(number).collect();
        let again = |(at, part): (usize, &Part<T>)| {
            let known = before.blocks.get(at).filter(|_| before.parts.get(at) == numbered.get(at));
            let made = Noted::again(known, changed, facts, |facts| Some(make(facts, part)))?;
            let same = known.filter(|known| Arc::ptr_eq(&known.made, &made.made));
            let shard = Noted::again(same.and(before.shards.get(at)), changed, facts, |facts| {
                Some(shard(facts, at, &made.made.block, &part.1))
            })?;
            Some((made, shard))
        };
        let both: Vec<_> = parts.par_iter().enumerate().filter_map(again).collect();
        let (blocks, shards) = both.into_iter().unzip();
        Files { parts: numbered, blocks, shards }
    }

    fn all(&self) -> Vec<Arc<B>> {
        self.blocks.iter().map(|noted| noted.made.block.clone()).collect()
    }

    /// Whether the blocks are read as those of `before`, as `sounds` tells.
    fn sound_like(&self, before: &Files<B>, sounds: impl Fn(&B) -> &Sounds) -> bool {
        let alike = |(a, b): (&Noted<Made<B>>, &Noted<Made<B>>)| {
            Arc::ptr_eq(&a.made, &b.made) || sounds(&a.made.block).are_of_same(sounds(&b.made.block))
        };
        self.blocks.len() == before.blocks.len() && self.blocks.iter().zip(&before.blocks).all(alike)
    }

    /// The keys of each block, and those it had in `before` where they may be others.
    fn keys<'f>(&'f self, before: &'f Files<B>) -> impl Iterator<Item = BlockKeys<'f>> {
        let same = move |at: usize, noted: &Noted<Made<B>>| {
            before.blocks.get(at).is_some_and(|before| Arc::ptr_eq(&before.made, &noted.made))
        };
        self.blocks.iter().enumerate().map(move |(at, noted)| BlockKeys {
            now: &noted.made.keys,
            before: before.blocks.get(at).filter(|_| !same(at, noted)).map(|before| &before.made.keys),
        })
    }
}

/// The keys of a block.
struct BlockKeys<'f> {
    now: &'f BTreeSet<String>,
    /// Those it had; `None` where they are the same.
    before: Option<&'f BTreeSet<String>>,
}

/// All files; none for a board without households. What read nothing that says something else now is the last one; with
/// all blocks the keys are.
pub(in crate::site) fn shards(
    facts: &Facts,
    cache: &mut LookupCache,
    changed: Option<&Changed>,
) -> Vec<Arc<Shard>> {
    if facts.board.households().is_empty() {
        *cache = LookupCache::default();
        return Vec::new();
    }
    let doors = Files::again(
        facts,
        &cache.doors,
        changed,
        &parts(facts),
        |&household| facts.board.number(household),
        |facts, part| {
            let block = block(facts, part);
            let ids = block.entries.iter().map(|entry| &entry.id);
            Made { keys: grams::keys(block.all_texts(), ids, &block.sounds), block: Arc::new(block) }
        },
        |facts, at, block, households| {
            let doors = doors(&Desk::new(facts, Target::Lookup), block, households);
            shard(facts, Target::LookupDoors(at), format!("doors-{at}"), ShardData::Doors(doors))
        },
    );
    let crowds = Files::again(
        facts,
        &cache.people,
        changed,
        &people::parts(facts),
        |member| member.0,
        |facts, (_, members)| {
            let crowd = people::crowd(facts, members);
            let ids = std::iter::empty();
            Made { keys: grams::keys(crowd.all_texts(), ids, &crowd.sounds), block: Arc::new(crowd) }
        },
        |facts, at, _, members| {
            let desk = Desk::new(facts, Target::Lookup);
            let rows = members.iter().map(|&member| people::row(&desk, member)).collect();
            shard(facts, Target::LookupPeople(at), format!("people-{at}"), ShardData::People(rows))
        },
    );
    let same_sounds = doors.sound_like(&cache.doors, |block| &block.sounds)
        && crowds.sound_like(&cache.people, |crowd| &crowd.sounds);
    if !same_sounds {
        cache.sounds = Arc::new(sounds(&doors.all(), &crowds.all()));
    }
    let entries = Entries { blocks: doors.all(), crowds: crowds.all(), sounds: cache.sounds.clone() };
    let is_as_long =
        doors.blocks.len() == cache.doors.blocks.len() && crowds.blocks.len() == cache.people.blocks.len();
    let keys: Vec<BlockKeys> = doors.keys(&cache.doors).chain(crowds.keys(&cache.people)).collect();
    // A search may load all blocks where they are few.
    let (index, files) = match keys.len() <= entries.at_once() {
        true => (Index::default(), Vec::new()),
        false => rekeyed(facts, std::mem::take(&mut cache.index), &cache.keys, &keys, is_as_long),
    };
    (cache.index, cache.keys) = (index, files);
    let directory = directory(&Desk::new(facts, Target::Lookup), &entries, cache.keys.len());
    let directory = shard(facts, Target::LookupDirectory, "directory".to_owned(), directory);
    let mut shards = vec![Arc::new(directory)];
    shards.extend(cache.keys.iter().cloned());
    shards.extend(doors.shards.iter().chain(&crowds.shards).map(|noted| noted.made.clone()));
    (cache.doors, cache.people) = (doors, crowds);
    shards
}

/// The index of blocks with `keys` and its files, out of the last ones where the blocks are the same many.
fn rekeyed(
    facts: &Facts,
    mut index: Index,
    files: &[Arc<Shard>],
    keys: &[BlockKeys],
    is_as_long: bool,
) -> (Index, Vec<Arc<Shard>>) {
    let file = |at: usize, keys: Bucket| {
        Arc::new(shard(facts, Target::LookupKeys(at), format!("keys-{at}"), ShardData::Keys(keys)))
    };
    let mut files = files.to_vec();
    let mut changed = keys.iter().enumerate().filter_map(|(at, keys)| Some((at, keys.before?, keys.now)));
    let is_renewed = is_as_long
        && index.count() == keys.len()
        && changed.all(|(at, before, now)| {
            let Some(changes) = index.renew(at, before, now) else { return false };
            for (bucket, changes) in changes {
                let ShardData::Keys(mut keys) = files[bucket].data.clone() else { return false };
                for (key, list) in changes {
                    match list {
                        Some(list) => drop(keys.insert(key, list)),
                        None => drop(keys.remove(&key)),
                    }
                }
                files[bucket] = file(bucket, keys);
            }
            true
        });
    if is_renewed {
        return (index, files);
    }
    let of_blocks: Vec<&BTreeSet<String>> = keys.iter().map(|keys| keys.now).collect();
    let (index, buckets) = Index::new(&of_blocks);
    (index, buckets.into_iter().enumerate().map(|(at, keys)| file(at, keys)).collect())
}

fn shard(facts: &Facts, target: Target, name: String, data: ShardData) -> Shard {
    facts.edition.worded(Shard { path: facts.edition.path(target), name, data })
}

fn directory(desk: &Desk, entries: &Entries, keys: usize) -> ShardData {
    let board = desk.facts.board;
    let mut sounds: BTreeMap<String, String> = BTreeMap::new();
    for (c, readings) in entries.sounds.iter() {
        for reading in readings {
            sounds.entry(reading.clone()).or_default().push(c);
        }
    }
    let mut places: Vec<(GridIx, usize, usize)> = Vec::new();
    for (at, block) in entries.blocks.iter().enumerate() {
        let place = board[block.grid].parent.unwrap_or(block.grid);
        match places.last_mut().filter(|(known, ..)| *known == place) {
            Some((_, _, count)) => *count += 1,
            None => places.push((place, at, 1)),
        }
    }
    let places = places.into_iter().map(|(grid, at, count)| (board[grid].name.value.clone(), at, count));
    let blocks = entries.blocks.len();
    let at_once = entries.at_once();
    ShardData::Directory(Directory {
        blocks,
        people: entries.crowds.len(),
        keys,
        at_once,
        most: MOST,
        most_people: MOST_PEOPLE,
        sounds,
        places: places.collect(),
    })
}

/// The people of one block, each once.
#[derive(Default)]
struct People {
    places: BTreeMap<String, usize>,
    people: Vec<Responder>,
}

impl People {
    fn place(&mut self, card: &PersonCard) -> usize {
        *self.places.entry(card.id.clone()).or_insert_with(|| {
            self.people.push(Responder {
                name: card.name.clone(),
                title: card.title.clone(),
                party: card.party_member,
                href: card.href.clone(),
                phone: card.phone.as_ref().map(|phone| phone.text.clone()),
                tel: card.phone.as_ref().and_then(|phone| phone.href.clone()),
                pledge: card.pledge.clone(),
                stars: card.stars.as_ref().map(|stars| (stars.lit, stars.of)),
            });
            self.people.len() - 1
        })
    }
}

/// The `households` of `block`: its own indexes may be those of an earlier board.
fn doors(desk: &Desk, block: &Block, households: &[HouseholdIx]) -> Doors {
    let mut people = People::default();
    let homes = block.homes.iter().map(|home| home_grids(desk, home, &mut people)).collect();
    let entries = block.entries.iter().zip(households);
    let rows = entries.map(|(entry, &at)| row(desk, block, (entry, at), &mut people)).collect();
    let groups = block.groups.iter().map(|(group, _)| group.clone()).collect();
    Doors { homes, groups, written: Vec::new(), people: people.people, rows }
}

fn home_grids(desk: &Desk, home: &Home, people: &mut People) -> Vec<HomeGrid> {
    let board = desk.facts.board;
    let several = board.networks.len() > 1;
    let view = |&grid: &GridIx| HomeGrid {
        name: board[grid].name.value.clone(),
        href: desk.href(Target::Grid(grid)),
        list: desk.href(Target::LookupGrid(grid)),
        network: several.then(|| board[board[grid].network].name.clone()),
        above: desk.above(grid).into_iter().map(|link| link.name).collect(),
        written: Vec::new(),
        chain: chain(desk, grid, people),
    };
    home.grids.iter().map(view).collect()
}

fn chain(desk: &Desk, grid: GridIx, people: &mut People) -> Vec<ChainLine> {
    let mut lines = Vec::new();
    for card in desk.chain(grid, |link| link.grid == grid, |member| desk.person(member)) {
        let Some(link) = card.grid else { continue };
        lines.push(ChainLine {
            post: card.post.unwrap_or_default(),
            grid: link.name,
            href: link.href.unwrap_or_default(),
            who: card.people.first().map(|person| people.place(person)),
            backup: card.backup.map(|person| people.place(&person)),
            own: card.current,
        });
    }
    lines
}

fn row(
    desk: &Desk,
    block: &Block,
    (entry, household): (&Entry, HouseholdIx),
    people: &mut People,
) -> DoorRow {
    let record = &desk.facts.board[household];
    let grids = &block.homes[entry.home].grids;
    let named = |&grid: &GridIx| -> Vec<usize> {
        let cover = cover(desk.facts, household, grid);
        let members: &[MemberIx] = if cover.by == "household" { &cover.people } else { &[] };
        members.iter().map(|&member| people.place(&desk.person(member))).collect()
    };
    let mut named: Vec<Vec<usize>> = grids.iter().map(named).collect();
    if named.iter().all(Vec::is_empty) {
        named.clear();
    }
    DoorRow {
        id: desk.facts.key(household).to_owned(),
        door: record.door.value.clone(),
        home: entry.home,
        group: entry.group,
        label: record.label.clone(),
        named,
    }
}
