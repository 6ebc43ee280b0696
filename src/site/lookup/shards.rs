//! Households and keys as files for the browser.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::board::{GridIx, HouseholdIx, MemberIx};

use super::super::desk::Desk;
use super::super::facts::Facts;
use super::super::memory::Noted;
use super::super::notes::Changed;
use super::super::urls::Target;
use super::super::view::{
    ChainLine, Directory, DoorRow, Doors, HomeGrid, PersonCard, Responder, Shard, ShardData,
};
use super::entries::{Block, Entries, Entry, Home, Part, block, parts, sounds};
use super::grams::{self, Bucket, Index};
use super::matching::Sounds;
use super::pages::cover;
use super::search::MOST;

/// The last files.
#[derive(Debug, Default)]
pub(in crate::site) struct Memory {
    /// The grid of each block and the numbers of its households; their indexes may have been others'.
    parts: Vec<(GridIx, Vec<u32>)>,
    blocks: Vec<Noted<Made>>,
    doors: Vec<Noted<Shard>>,
    keys: Vec<Arc<Shard>>,
    index: Index,
    sounds: Arc<Sounds>,
}

/// One block, and by which keys it is found: neither tells who answers.
#[derive(Debug)]
struct Made {
    block: Arc<Block>,
    keys: BTreeSet<String>,
}

/// All files; none for a board without households. What read nothing that says something else now is the last one; with
/// all blocks the keys are.
pub(in crate::site) fn shards(
    facts: &Facts,
    memory: &mut Memory,
    changed: Option<&Changed>,
) -> Vec<Arc<Shard>> {
    if facts.board.households().is_empty() {
        *memory = Memory::default();
        return Vec::new();
    }
    let parts = parts(facts);
    let number = |part: &Part| (part.0, part.1.iter().map(|&at| facts.board.number(at)).collect());
    let numbered: Vec<(GridIx, Vec<u32>)> = parts.iter().map(number).collect();
    let again = |(at, part): (usize, &Part)| {
        let known = memory.blocks.get(at).filter(|_| memory.parts.get(at) == numbered.get(at));
        let made = Noted::again(known, changed, facts, |facts| {
            let block = Arc::new(block(facts, part));
            Some(Made { keys: grams::keys(&block), block })
        })?;
        let same = known.filter(|known| Arc::ptr_eq(&known.made, &made.made));
        let doors = Noted::again(same.and(memory.doors.get(at)), changed, facts, |facts| {
            let doors = doors(&Desk::new(facts, Target::Lookup), &made.made.block, &part.1);
            Some(shard(facts, Target::LookupDoors(at), format!("doors-{at}"), ShardData::Doors(doors)))
        })?;
        Some((made, doors))
    };
    let (blocks, doors): (Vec<Noted<Made>>, Vec<Noted<Shard>>) =
        parts.par_iter().enumerate().filter_map(again).collect::<Vec<_>>().into_iter().unzip();
    let sounds_alike = |(a, b): (&Noted<Made>, &Noted<Made>)| {
        Arc::ptr_eq(&a.made, &b.made) || a.made.block.sounds.are_of_same(&b.made.block.sounds)
    };
    let same_sounds =
        blocks.len() == memory.blocks.len() && blocks.iter().zip(&memory.blocks).all(sounds_alike);
    let all: Vec<Arc<Block>> = blocks.iter().map(|noted| noted.made.block.clone()).collect();
    if !same_sounds {
        memory.sounds = Arc::new(sounds(&all));
    }
    let entries = Entries { blocks: all, sounds: memory.sounds.clone() };
    memory.rekey(facts, &entries, &blocks);
    let directory = directory(&Desk::new(facts, Target::Lookup), &entries, memory.keys.len());
    let directory = shard(facts, Target::LookupDirectory, "directory".to_owned(), directory);
    let mut shards = vec![Arc::new(directory)];
    shards.extend(memory.keys.iter().cloned());
    shards.extend(doors.iter().map(|noted| noted.made.clone()));
    (memory.parts, memory.blocks, memory.doors) = (numbered, blocks, doors);
    shards
}

impl Memory {
    /// The keys become those of `blocks`, which are `entries`.
    fn rekey(&mut self, facts: &Facts, entries: &Entries, blocks: &[Noted<Made>]) {
        let file = |at: usize, keys: Bucket| {
            let name = format!("keys-{at}");
            Arc::new(shard(facts, Target::LookupKeys(at), name, ShardData::Keys(keys)))
        };
        // A search may load all blocks where they are few.
        if entries.blocks.len() <= entries.at_once() {
            (self.index, self.keys) = (Index::default(), Vec::new());
            return;
        }
        let changed = self.blocks.iter().zip(blocks).enumerate();
        let mut changed = changed.filter(|(_, (before, now))| !Arc::ptr_eq(&before.made, &now.made));
        let is_renewed = self.index.count() == blocks.len()
            && changed.all(|(at, (before, now))| {
                let Some(changes) = self.index.renew(at, &before.made.keys, &now.made.keys) else {
                    return false;
                };
                for (bucket, changes) in changes {
                    let ShardData::Keys(mut keys) = self.keys[bucket].data.clone() else { return false };
                    for (key, list) in changes {
                        match list {
                            Some(list) => drop(keys.insert(key, list)),
                            None => drop(keys.remove(&key)),
                        }
                    }
                    self.keys[bucket] = file(bucket, keys);
                }
                true
            });
        if !is_renewed {
            let of_blocks: Vec<&BTreeSet<String>> = blocks.iter().map(|noted| &noted.made.keys).collect();
            let (index, buckets) = Index::new(&of_blocks);
            self.index = index;
            self.keys = buckets.into_iter().enumerate().map(|(at, keys)| file(at, keys)).collect();
        }
    }
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
    ShardData::Directory(Directory { blocks, keys, at_once, most: MOST, sounds, places: places.collect() })
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
