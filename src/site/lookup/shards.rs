//! Households, people and keys as files for the browser.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::board::{GridIx, HouseholdIx, MemberIx};

use super::super::urls::Target;
use super::super::view::{
    ChainLine, Directory, DoorRow, Doors, HomeGrid, PersonCard, Responder, Shard, ShardData,
};
use super::entries::{Block, Crowd, Entries, Entry, GridPart, Home, block, parts};
use super::grams::{self, Bucket, Index};
use super::matters::{self, Told};
use super::pages::cover;
use super::people;
use super::search::{MOST, MOST_PEOPLE};
use super::sounds::Sounds;
use crate::reuse::Known;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::noted::Noted;
use crate::site::tracking::notes::Changed;

/// The last files.
#[derive(Debug, Default)]
pub(in crate::site) struct LookupCache {
    doors: Files<Block>,
    people: Files<Crowd>,
    matters: Files<Told>,
    keys: Vec<Arc<Shard>>,
    index: Index,
}

/// Blocks of one kind, by their number.
type Files<B> = Known<usize, BlockFile<B>>;

/// One block and its file.
#[derive(Debug)]
struct BlockFile<B> {
    /// The numbers of where it is and of what is in it; their indexes may have been others'.
    part: Vec<u32>,
    block: Noted<Keyed<B>>,
    shard: Noted<Shard>,
}

/// One block, and by which keys it is found: neither tells who answers.
#[derive(Debug)]
struct Keyed<B> {
    block: Arc<B>,
    keys: BTreeSet<String>,
}

/// Makes the `files` of `parts`, but for those of which all that was read says the same: a block as `make` makes it, and then
/// `shard` of it. Those that were come back.
fn renew<P: Sync, B: Send + Sync>(
    files: &mut Files<B>,
    facts: &Facts,
    changed: Option<&Changed>,
    parts: &[P],
    numbers: impl Fn(&P) -> Vec<u32> + Sync,
    make: impl Fn(&Facts, &P) -> Keyed<B> + Sync,
    shard: impl Fn(&Facts, usize, &B, &P) -> Shard + Sync,
) -> Files<B> {
    files.renew(parts.par_iter().enumerate(), |&at, part, before| {
        let numbers = numbers(part);
        let known = before.filter(|before| before.part == numbers);
        let block = known.map(|known| &known.block);
        let block = Noted::again(block, changed, facts, |facts| Some(make(facts, part)))?;
        let same = known.filter(|known| Arc::ptr_eq(&known.block.made, &block.made));
        let shard = Noted::again(same.map(|known| &known.shard), changed, facts, |facts| {
            Some(shard(facts, at, &block.made.block, part))
        })?;
        Some(BlockFile { part: numbers, block, shard })
    })
}

/// The numbers of a part of the tree.
fn numbers<T>((grid, all): &GridPart<T>, number: impl Fn(&T) -> u32) -> Vec<u32> {
    [grid.0].into_iter().chain(all.iter().map(number)).collect()
}

fn all<B: Send + Sync>(files: &Files<B>) -> Vec<Arc<B>> {
    files.values().map(|file| file.block.made.block.clone()).collect()
}

/// The keys of each block, and those it had in `before` where they may be others.
fn keys<'f, B: Send + Sync>(
    files: &'f Files<B>,
    before: &'f Files<B>,
) -> impl Iterator<Item = BlockKeys<'f>> {
    files.iter().map(|(at, BlockFile { block, .. })| {
        let before = before.get(at).map(|before| &before.block.made);
        let before = before.filter(|before| !Arc::ptr_eq(before, &block.made)).map(|before| &before.keys);
        BlockKeys { now: &block.made.keys, before }
    })
}

/// The keys of a block.
struct BlockKeys<'f> {
    now: &'f BTreeSet<String>,
    /// Those it had; `None` where they are the same.
    before: Option<&'f BTreeSet<String>>,
}

/// All files; none where nothing can be found. What read nothing that says something else now is the last one; with
/// all blocks the keys are.
pub(in crate::site) fn shards(
    facts: &Facts,
    cache: &mut LookupCache,
    changed: Option<&Changed>,
) -> Vec<Arc<Shard>> {
    if !matters::is_searchable(facts) {
        *cache = LookupCache::default();
        return Vec::new();
    }
    let LookupCache { doors, people: crowds, matters, keys: files, index } = cache;
    let last_doors = renew(
        doors,
        facts,
        changed,
        &parts(facts),
        |part| numbers(part, |&household| facts.board.number(household)),
        |facts, part| {
            let block = block(facts, part);
            let ids = block.entries.iter().map(|entry| &entry.id);
            Keyed { keys: grams::keys(block.all_texts(), ids, &block.sounds), block: Arc::new(block) }
        },
        |facts, at, block, (_, households)| {
            let rows = self::doors(&Desk::new(facts, Target::Lookup), block, households);
            shard(facts, Target::LookupDoors(at), format!("doors-{at}"), ShardData::Doors(rows))
        },
    );
    let last_crowds = renew(
        crowds,
        facts,
        changed,
        &people::parts(facts),
        |part| numbers(part, |member| member.0),
        |facts, (_, members)| {
            let crowd = people::crowd(facts, members);
            let ids = std::iter::empty();
            Keyed { keys: grams::keys(crowd.all_texts(), ids, &crowd.sounds), block: Arc::new(crowd) }
        },
        |facts, at, _, (_, members)| {
            let desk = Desk::new(facts, Target::Lookup);
            let rows = members.iter().map(|&member| people::row(&desk, member)).collect();
            shard(facts, Target::LookupPeople(at), format!("people-{at}"), ShardData::People(rows))
        },
    );
    let last_matters = renew(
        matters,
        facts,
        changed,
        &matters::parts(facts),
        |(kind, pieces)| {
            [*kind as u32].into_iter().chain(pieces.iter().flat_map(|piece| piece.numbers())).collect()
        },
        |facts, (kind, pieces)| {
            let (told, keys) = matters::told(facts, *kind, pieces);
            Keyed { keys, block: Arc::new(told) }
        },
        |facts, at, told, _| {
            let rows = ShardData::Matters(told.rows.clone());
            shard(facts, Target::LookupMatters(at), format!("matters-{at}"), rows)
        },
    );
    let (entries, told) = (Entries::new(all(doors), all(crowds)), all(matters));
    let is_as_long = [doors.len(), crowds.len(), matters.len()]
        == [last_doors.len(), last_crowds.len(), last_matters.len()];
    let of_entries = keys(doors, &last_doors).chain(keys(crowds, &last_crowds));
    let keys: Vec<BlockKeys> = of_entries.chain(keys(matters, &last_matters)).collect();
    // A search may load all blocks where they are few.
    let are_few = doors.len() + crowds.len() <= entries.at_once() && told.len() <= matters::MOST_BLOCKS;
    (*index, *files) = match are_few {
        true => (Index::default(), Vec::new()),
        false => rekeyed(facts, std::mem::take(index), files, &keys, is_as_long),
    };
    let directory = directory(&Desk::new(facts, Target::Lookup), &entries, &told, files.len());
    let directory = shard(facts, Target::LookupDirectory, "directory".to_owned(), directory);
    let mut shards = vec![Arc::new(directory)];
    shards.extend(files.iter().cloned());
    shards.extend(doors.values().map(|file| file.shard.made.clone()));
    shards.extend(crowds.values().map(|file| file.shard.made.clone()));
    shards.extend(matters.values().map(|file| file.shard.made.clone()));
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

fn directory(desk: &Desk, entries: &Entries, told: &[Arc<Told>], keys: usize) -> ShardData {
    let board = desk.facts.board;
    let mut known = Sounds::default();
    [&entries.sounds]
        .into_iter()
        .chain(told.iter().map(|told| &told.sounds))
        .for_each(|those| known.take(those));
    let mut sounds: BTreeMap<String, String> = BTreeMap::new();
    for (c, readings) in known.iter() {
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
    let matters = told.chunk_by(|one, next| one.kind == next.kind);
    ShardData::Directory(Directory {
        blocks: entries.blocks.len(),
        people: entries.crowds.len(),
        matters: matters.map(|those| (matters::KINDS[those[0].kind], those.len())).collect(),
        keys,
        at_once: entries.at_once(),
        matters_at_once: matters::MOST_BLOCKS,
        most: MOST,
        most_people: MOST_PEOPLE,
        most_matters: matters::MOST,
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
