//! Households and keys as files for the browser.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::board::{GridIx, MemberIx};

use super::super::desk::Desk;
use super::super::facts::Facts;
use super::super::urls::Target;
use super::super::view::{
    ChainLine, Directory, DoorRow, Doors, HomeGrid, PersonCard, Responder, Shard, ShardData,
};
use super::entries::{Block, Entries, Entry, Home, entries};
use super::grams;
use super::pages::cover;
use super::search::MOST;

/// All files; none for a board without households.
pub(in crate::site) fn shards(facts: &Facts) -> Vec<Shard> {
    if facts.board.households.is_empty() {
        return Vec::new();
    }
    let entries = entries(facts);
    let keys = grams::buckets(&entries);
    let desk = Desk::new(facts, Target::Lookup);
    let directory = directory(&desk, &entries, keys.len());
    let mut shards = vec![shard(facts, Target::LookupDirectory, "directory".to_owned(), directory)];
    shards.extend(
        keys.into_iter().enumerate().map(|(at, keys)| {
            shard(facts, Target::LookupKeys(at), format!("keys-{at}"), ShardData::Keys(keys))
        }),
    );
    let blocks = entries.blocks.par_iter().enumerate();
    let doors = blocks.map(|(at, block)| {
        shard(facts, Target::LookupDoors(at), format!("doors-{at}"), ShardData::Doors(doors(&desk, block)))
    });
    shards.extend(doors.collect::<Vec<Shard>>());
    shards
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

fn doors(desk: &Desk, block: &Block) -> Doors {
    let mut people = People::default();
    let homes = block.homes.iter().map(|home| home_grids(desk, home, &mut people)).collect();
    let rows = block.entries.iter().map(|entry| row(desk, block, entry, &mut people)).collect();
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
    for card in desk.chain(grid, |link| link.grid == grid) {
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

fn row(desk: &Desk, block: &Block, entry: &Entry, people: &mut People) -> DoorRow {
    let record = &desk.facts.board[entry.household];
    let grids = &block.homes[entry.home].grids;
    let named = |&grid: &GridIx| -> Vec<usize> {
        let cover = cover(desk.facts, entry.household, grid);
        let members: &[MemberIx] = if cover.by == "household" { &cover.people } else { &[] };
        members.iter().map(|&member| people.place(&desk.person(member))).collect()
    };
    let mut named: Vec<Vec<usize>> = grids.iter().map(named).collect();
    if named.iter().all(Vec::is_empty) {
        named.clear();
    }
    DoorRow {
        id: record.id.value.clone(),
        door: record.door.value.clone(),
        home: entry.home,
        group: entry.group,
        label: record.label.clone(),
        named,
    }
}
