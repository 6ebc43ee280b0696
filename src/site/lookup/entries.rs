//! Every household and everybody responsible as they can be found, in blocks of neighbours. A block is what a browser
//! loads at once: the largest grids of at most [`BLOCK`] of them, so that a changed one changes its own block and no other.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::board::{GridIx, HouseholdIx, MemberIx};

use super::sounds::Sounds;
use super::text::{Spellings, spellings};
use crate::site::tracking::facts::Facts;

/// A grid of at most so many is one block with all below it.
const BLOCK: usize = 64;
/// A grid of more without one below is several blocks.
const LARGEST: usize = 256;

/// One search loads no more blocks …
const MOST_BLOCKS: usize = 12;
/// … and of large blocks no more than hold so many households, about 16 KB compressed, but always
/// [`LEAST_BLOCKS`].
const MOST_LOADED: usize = 400;
const LEAST_BLOCKS: usize = 2;

/// All that can be found, in blocks.
pub(super) struct Entries {
    /// Households in the order of the tree.
    pub blocks: Vec<Arc<Block>>,
    /// People in the order of the tree.
    pub crowds: Vec<Arc<Crowd>>,
    /// How their texts are read.
    pub sounds: Sounds,
}

/// Households that are loaded together.
#[derive(Debug)]
pub(super) struct Block {
    /// The grid that parts it from others: its households are there or below.
    pub grid: GridIx,
    /// Where its households are, each combination of grids once.
    pub homes: Vec<Home>,
    /// The villagers' groups named in it, with all texts under which each is found.
    pub groups: Vec<(String, Vec<Spellings>)>,
    /// By grid, then by door.
    pub entries: Vec<Entry>,
    /// How its texts are read.
    pub sounds: Sounds,
}

/// The grids a household is in.
#[derive(Debug)]
pub(super) struct Home {
    /// One a network, those in force; the first one decides the block.
    pub grids: Vec<GridIx>,
    /// The names of these grids and of all above.
    pub places: Vec<Spellings>,
}

/// One household.
#[derive(Debug)]
pub(super) struct Entry {
    pub household: HouseholdIx,
    /// Index into the block's homes.
    pub home: usize,
    /// Index into the block's groups.
    pub group: Option<usize>,
    /// Door, and the public label where the board shows labels.
    pub own: Vec<Spellings>,
    /// What links call it, which is known by the whole of it only.
    pub id: Spellings,
}

/// People that are loaded together.
#[derive(Debug)]
pub(super) struct Crowd {
    /// By grid, then in the order of the records.
    pub people: Vec<Person>,
    /// How their texts are read.
    pub sounds: Sounds,
}

/// Somebody responsible.
#[derive(Debug)]
pub(super) struct Person {
    pub member: MemberIx,
    /// The name, also in the language of the edition.
    pub names: Vec<Spellings>,
    /// The title, and each post behind the name of its grid.
    pub posts: Vec<Spellings>,
}

impl Entries {
    pub(super) fn new(blocks: Vec<Arc<Block>>, crowds: Vec<Arc<Crowd>>) -> Entries {
        let mut sounds = Sounds::default();
        let all = blocks.iter().map(|block| &block.sounds).chain(crowds.iter().map(|crowd| &crowd.sounds));
        all.for_each(|those| sounds.take(those));
        Entries { blocks, crowds, sounds }
    }

    /// How many blocks one search may load: so many that even the largest ones are not too much.
    pub(super) fn at_once(&self) -> usize {
        let people = self.crowds.iter().map(|crowd| crowd.people.len());
        let mut sizes: Vec<usize> =
            self.blocks.iter().map(|block| block.entries.len()).chain(people).collect();
        sizes.sort_unstable_by_key(|&size| Reverse(size));
        let fits = |&count: &usize| sizes.iter().take(count).sum::<usize>() <= MOST_LOADED;
        (LEAST_BLOCKS..=MOST_BLOCKS).rev().find(fits).unwrap_or(LEAST_BLOCKS)
    }
}

impl Block {
    /// All texts in it, shared ones once.
    pub(super) fn all_texts(&self) -> impl Iterator<Item = &Spellings> {
        let own = self.entries.iter().flat_map(|entry| entry.own.iter().chain([&entry.id]));
        let groups = self.groups.iter().flat_map(|(_, group)| group);
        own.chain(groups).chain(self.homes.iter().flat_map(|home| &home.places))
    }
}

impl Crowd {
    /// All texts in it.
    pub(super) fn all_texts(&self) -> impl Iterator<Item = &Spellings> {
        self.people.iter().flat_map(|person| person.names.iter().chain(&person.posts))
    }
}

/// The households or members of one block, and the grid that parts them from others.
pub(super) type GridPart<T> = (GridIx, Vec<T>);

/// How `texts` are read.
pub(super) fn sounds_of<'t>(texts: impl Iterator<Item = &'t Spellings>) -> Sounds {
    let mut sounds = Sounds::default();
    texts.for_each(|text| sounds.learn(text));
    sounds
}

/// Which households are one block.
pub(super) fn parts(facts: &Facts) -> Vec<GridPart<HouseholdIx>> {
    let mut listed = vec![Vec::new(); facts.board.grids().len()];
    for grid in facts.board.grid_ids() {
        let here = facts.listed(grid).iter().copied();
        listed[grid.0 as usize].extend(here.filter(|&at| first_grid(facts, at) == Some(grid)));
    }
    parted(facts, &listed, |household| facts.key(household))
}

/// Which of those `listed` in each grid are one block.
pub(super) fn parted<'f, T: Copy>(
    facts: &Facts,
    listed: &[Vec<T>],
    id: impl Fn(T) -> &'f str + Copy,
) -> Vec<GridPart<T>> {
    let roots = facts.networks().flat_map(|network| facts.roots(network).collect::<Vec<_>>());
    let mut parts = Vec::new();
    for root in roots {
        part(facts, root, listed, id, &mut parts);
    }
    parts
}

/// The grids of `household` that are in force, else those written.
pub(super) fn grids(facts: &Facts, household: HouseholdIx) -> Vec<GridIx> {
    let written: Vec<GridIx> = facts.board[household].grids.iter().map(|grid| grid.value).collect();
    let current: Vec<GridIx> = written.iter().copied().filter(|&grid| facts.in_force(grid)).collect();
    if current.is_empty() { written } else { current }
}

/// The first of them.
fn first_grid(facts: &Facts, household: HouseholdIx) -> Option<GridIx> {
    let mut written = facts.board[household].grids.iter().map(|grid| grid.value);
    let first = written.clone().next();
    written.find(|&grid| facts.in_force(grid)).or(first)
}

/// Parts `grid` and all below it into blocks.
fn part<'f, T: Copy>(
    facts: &Facts,
    grid: GridIx,
    listed: &[Vec<T>],
    id: impl Fn(T) -> &'f str + Copy,
    parts: &mut Vec<GridPart<T>>,
) {
    let subtree = facts.subtree(grid);
    let count: usize = subtree.iter().map(|grid| listed[grid.0 as usize].len()).sum();
    if count <= BLOCK {
        let all = subtree.iter().flat_map(|grid| &listed[grid.0 as usize]).copied().collect();
        parts.extend((count > 0).then_some((grid, all)));
        return;
    }
    let own = &listed[grid.0 as usize];
    // By a digest of what it is called, so that the others stay where they are when one is added.
    let pieces = own.len().div_ceil(LARGEST).next_power_of_two();
    for piece in 0..pieces {
        let is_here = |one: &T| blake3::hash(id(*one).as_bytes()).as_bytes()[0] as usize % pieces == piece;
        let here: Vec<T> = own.iter().copied().filter(is_here).collect();
        parts.extend((!here.is_empty()).then_some((grid, here)));
    }
    for &child in &facts.board[grid].children {
        part(facts, child, listed, id, parts);
    }
}

/// The texts under which `name` is found: as it is written, and as this edition shows it.
pub(super) fn found_by(facts: &Facts, name: &str) -> Vec<Spellings> {
    [Some(name), facts.edition.said(name)].into_iter().flatten().map(spellings).collect()
}

/// One block.
pub(super) fn block(facts: &Facts, (grid, households): &GridPart<HouseholdIx>) -> Block {
    let board = facts.board;
    let mut block = Block {
        grid: *grid,
        homes: Vec::new(),
        groups: Vec::new(),
        entries: Vec::new(),
        sounds: Sounds::default(),
    };
    let mut homes: BTreeMap<Vec<GridIx>, usize> = BTreeMap::new();
    for &household in households {
        let record = &board[household];
        let grids = grids(facts, household);
        let home = *homes.entry(grids.clone()).or_insert_with(|| {
            let above = grids.iter().flat_map(|&grid| board.ancestry(grid));
            let places = above.flat_map(|grid| found_by(facts, &board[grid].name.value)).collect();
            block.homes.push(Home { grids, places });
            block.homes.len() - 1
        });
        let group = record.group.as_ref().map(|group| {
            block.groups.iter().position(|(known, _)| known == group).unwrap_or_else(|| {
                block.groups.push((group.clone(), found_by(facts, group)));
                block.groups.len() - 1
            })
        });
        let own = [Some(&record.door.value), record.label.as_ref()];
        let own = own.into_iter().flatten().map(|text| spellings(text)).collect();
        block.entries.push(Entry { household, home, group, own, id: spellings(facts.key(household)) });
    }
    block.sounds = sounds_of(block.all_texts());
    block
}
