//! Every household as it can be found, in blocks of neighbours. A block is what a browser loads at once: the largest
//! grids of at most [`BLOCK`] households, so that a changed household changes its own block and no other.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::board::{GridIx, HouseholdIx};

use super::super::facts::Facts;
use super::matching::Sounds;
use super::text::{Spellings, spellings};

/// A grid of at most so many households is one block with all below it.
const BLOCK: usize = 64;
/// A leaf grid of more households is several blocks.
const LARGEST: usize = 256;

/// One search loads no more blocks …
const MOST_BLOCKS: usize = 12;
/// … and of large blocks no more than hold so many households, about 16 KB compressed, but always
/// [`LEAST_BLOCKS`].
const MOST_LOADED: usize = 400;
const LEAST_BLOCKS: usize = 2;

/// All households of the board, in blocks.
pub(super) struct Entries {
    /// In the order of the tree.
    pub blocks: Vec<Arc<Block>>,
    /// How their texts are read.
    pub sounds: Arc<Sounds>,
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
    /// Door, what links call it, and the public label where the board shows labels.
    pub own: Vec<Spellings>,
}

impl Entries {
    /// How many blocks one search may load: so many that even the largest ones are not too much.
    pub fn at_once(&self) -> usize {
        let mut sizes: Vec<usize> = self.blocks.iter().map(|block| block.entries.len()).collect();
        sizes.sort_unstable_by_key(|&size| Reverse(size));
        let fits = |&count: &usize| sizes.iter().take(count).sum::<usize>() <= MOST_LOADED;
        (LEAST_BLOCKS..=MOST_BLOCKS).rev().find(fits).unwrap_or(LEAST_BLOCKS)
    }
}

impl Block {
    /// All texts in it, shared ones once.
    pub fn all_texts(&self) -> impl Iterator<Item = &Spellings> {
        let own = self.entries.iter().flat_map(|entry| &entry.own);
        let groups = self.groups.iter().flat_map(|(_, group)| group);
        own.chain(groups).chain(self.homes.iter().flat_map(|home| &home.places))
    }
}

/// The households of one block, and the grid that parts them from others.
pub(super) type Part = (GridIx, Vec<HouseholdIx>);

/// All households of the board.
pub(super) fn entries(facts: &Facts) -> Entries {
    let blocks = parts(facts).into_par_iter().map(|part| Arc::new(block(facts, &part))).collect();
    together(blocks)
}

/// `blocks` with how all their texts are read.
fn together(blocks: Vec<Arc<Block>>) -> Entries {
    let sounds = Arc::new(sounds(&blocks));
    Entries { blocks, sounds }
}

/// How all texts of `blocks` are read.
pub(super) fn sounds(blocks: &[Arc<Block>]) -> Sounds {
    let mut sounds = Sounds::default();
    for block in blocks {
        sounds.take(&block.sounds);
    }
    sounds
}

/// Which households are one block.
pub(super) fn parts(facts: &Facts) -> Vec<Part> {
    let mut listed = vec![Vec::new(); facts.board.grids().len()];
    for grid in facts.board.grid_ids() {
        let here = facts.listed(grid).iter().copied();
        listed[grid.0 as usize].extend(here.filter(|&at| first_grid(facts, at) == Some(grid)));
    }
    let roots = facts.networks().flat_map(|network| facts.roots(network).collect::<Vec<_>>());
    let mut parts = Vec::new();
    for root in roots {
        part(facts, root, &listed, &mut parts);
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
fn part(facts: &Facts, grid: GridIx, listed: &[Vec<HouseholdIx>], parts: &mut Vec<Part>) {
    let subtree = facts.subtree(grid);
    let count: usize = subtree.iter().map(|grid| listed[grid.0 as usize].len()).sum();
    if count <= BLOCK {
        let households: Vec<HouseholdIx> =
            subtree.iter().flat_map(|grid| &listed[grid.0 as usize]).copied().collect();
        parts.extend((count > 0).then_some((grid, households)));
        return;
    }
    let own = &listed[grid.0 as usize];
    // By a digest of what it is called, so that the others stay where they are when one is added.
    let pieces = own.len().div_ceil(LARGEST).next_power_of_two();
    for piece in 0..pieces {
        let is_here = |household: &&HouseholdIx| {
            let key = facts.key(**household).as_bytes();
            blake3::hash(key).as_bytes()[0] as usize % pieces == piece
        };
        let households: Vec<HouseholdIx> = own.iter().filter(is_here).copied().collect();
        parts.extend((!households.is_empty()).then_some((grid, households)));
    }
    for &child in &facts.board[grid].children {
        part(facts, child, listed, parts);
    }
}

/// The texts under which `name` is found: as it is written, and as this edition shows it.
fn found_by(facts: &Facts, name: &str) -> impl Iterator<Item = Spellings> {
    [Some(name), facts.edition.said(name)]
        .into_iter()
        .flatten()
        .map(spellings)
        .collect::<Vec<_>>()
        .into_iter()
}

/// One block.
pub(super) fn block(facts: &Facts, (grid, households): &Part) -> Block {
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
                block.groups.push((group.clone(), found_by(facts, group).collect()));
                block.groups.len() - 1
            })
        });
        let own = [Some(&*record.door.value), Some(facts.key(household)), record.label.as_deref()];
        let own = own.into_iter().flatten().map(spellings).collect();
        block.entries.push(Entry { household, home, group, own });
    }
    let mut sounds = Sounds::default();
    for text in block.all_texts() {
        sounds.learn(text);
    }
    block.sounds = sounds;
    block
}
