//! Households in blocks that the shown sums tell apart. Whatever is added up or subtracted of these sums weighs all
//! households of a block alike, so it tells nothing of a part of one. Each sum that is shown cuts some blocks in two.

use rust_decimal::Decimal;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// How many people there are: each household has some.
    People,
    /// How many households or people are of a kind: each block's own count must not be small either.
    Kind,
    /// An amount, of which only the group matters.
    Amount,
}

/// As many households as nobody counted: a grid without a list.
pub(super) const UNCOUNTED: u32 = 1 << 20;

#[derive(Clone, Debug)]
struct Block {
    /// How many elements and households it has.
    elements: u32,
    weight: u64,
    /// Whether a shown sum is about it: the households of which none speaks need not be many.
    is_told: bool,
    /// What is counted in it, where subtracting leads to it.
    value: Option<Decimal>,
}

/// The blocks of some elements, which are a household or a grid without a list each.
#[derive(Debug)]
pub(super) struct Blocks<'w> {
    weights: &'w [u32],
    least: u32,
    measure: Measure,
    /// The block of each element.
    of: Vec<u32>,
    blocks: Vec<Block>,
    /// For each block how much of it a group holds; all zero between two groups.
    held: Vec<(u32, u64)>,
}

/// How a group cuts the blocks.
#[derive(Debug)]
pub(super) struct Cut {
    /// The blocks it holds a part of, with the part's elements, weight and count.
    parts: Vec<(u32, u32, u64, Option<Decimal>)>,
    /// The blocks it holds whole.
    whole: Vec<u32>,
}

impl<'w> Blocks<'w> {
    /// One block, of which nothing is told.
    pub(super) fn new(weights: &'w [u32], least: u32, measure: Measure) -> Blocks<'w> {
        let weight = weights.iter().map(|&weight| u64::from(weight)).sum();
        let all = Block { elements: weights.len() as u32, weight, is_told: false, value: None };
        Blocks { weights, least, measure, of: vec![0; weights.len()], blocks: vec![all], held: vec![(0, 0)] }
    }

    /// Shows the count of `group`, unless something small could be worked out then.
    pub(super) fn admit(&mut self, group: &[u32], value: Option<Decimal>) -> bool {
        let cut = self.cut(group, value);
        cut.map(|cut| self.apply(group, cut)).is_some()
    }

    /// How the count of `group` would cut the blocks; `None` where that would tell something small.
    pub(super) fn cut(&mut self, group: &[u32], value: Option<Decimal>) -> Option<Cut> {
        let mut touched: Vec<u32> = Vec::new();
        for &element in group {
            let block = self.of[element as usize];
            let held = &mut self.held[block as usize];
            if held.0 == 0 {
                touched.push(block);
            }
            held.0 += 1;
            held.1 += u64::from(self.weights[element as usize]);
        }
        let held = |block: u32| self.held[block as usize];
        let (parts, whole): (Vec<u32>, Vec<u32>) = touched.iter().partition(|&&block| {
            let known = &self.blocks[block as usize];
            held(block).0 < known.elements || !known.is_told
        });
        let parts: Vec<(u32, u32, u64)> =
            parts.into_iter().map(|block| (block, held(block).0, held(block).1)).collect();
        touched.iter().for_each(|&block| self.held[block as usize] = (0, 0));
        let weight: u64 = group.iter().map(|&element| u64::from(self.weights[element as usize])).sum();
        if value.is_some_and(|value| self.tells(value, weight)) {
            return None;
        }
        let known: Option<Decimal> = whole.iter().map(|&block| self.blocks[block as usize].value).sum();
        // Where it cuts several blocks, how much is in which part is not told by it alone.
        let in_part = value.zip(known).map(|(value, known)| value - known).filter(|_| parts.len() == 1);
        if self.measure == Measure::Kind && parts.len() > 1 {
            return None;
        }
        let is_few = |weight: u64| weight > 0 && weight < u64::from(self.least);
        for &(block, elements, weight) in &parts {
            let block = &self.blocks[block as usize];
            let rest = block.weight - weight;
            let in_rest = block.value.zip(in_part).map(|(all, part)| all - part);
            if is_few(weight) || in_part.is_some_and(|count| self.tells(count, weight)) {
                return None;
            }
            let is_cut = block.is_told && elements < block.elements;
            if is_cut && (is_few(rest) || in_rest.is_some_and(|count| self.tells(count, rest))) {
                return None;
            }
        }
        let parts = parts.into_iter().map(|(block, elements, weight)| (block, elements, weight, in_part));
        Some(Cut { parts: parts.collect(), whole })
    }

    /// Cuts the blocks.
    pub(super) fn apply(&mut self, group: &[u32], cut: Cut) {
        let mut moved: Vec<(u32, u32)> = Vec::new();
        for (block, elements, weight, value) in cut.parts {
            let new = self.blocks.len() as u32;
            let old = &mut self.blocks[block as usize];
            old.elements -= elements;
            old.weight -= weight;
            old.value = old.value.zip(value).map(|(all, part)| all - part);
            self.blocks.push(Block { elements, weight, is_told: true, value });
            self.held.push((0, 0));
            moved.push((block, new));
        }
        moved.sort_unstable();
        for &element in group {
            let of = &mut self.of[element as usize];
            if let Ok(at) = moved.binary_search_by_key(of, |(old, _)| *old) {
                *of = moved[at].1;
            }
        }
        debug_assert!(cut.whole.iter().all(|&block| self.blocks[block as usize].is_told));
    }

    /// Whether a count in a block of `weight` households tells something of one of them, or is small itself.
    fn tells(&self, value: Decimal, weight: u64) -> bool {
        let is_small = value > Decimal::ZERO && value < Decimal::from(self.least);
        match self.measure {
            Measure::Amount => false,
            Measure::Kind => is_small,
            // Hardly more than one in each: a sum of just one would say so by being hidden, were others not hidden too.
            Measure::People => {
                let is_counted = (1..u64::from(UNCOUNTED)).contains(&weight);
                let is_sparse = value < Decimal::from(weight + u64::from(self.least));
                is_small || is_counted && is_sparse && !value.is_sign_negative()
            }
        }
    }
}
