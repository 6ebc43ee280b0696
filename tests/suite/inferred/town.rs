//! Made-up boards of one to three networks over the same households, and what is so in them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::harness::Site;

/// SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}

/// A grid as it was made up.
pub struct Grid {
    pub id: String,
    pub parent: Option<usize>,
    pub network: usize,
    /// Households below it; of a grid without a list one that stands for all of its own.
    pub members: BTreeSet<usize>,
    pub unlisted: bool,
}

/// A made-up board: what is so, which its files must not tell.
pub struct Town {
    pub least: usize,
    pub grids: Vec<Grid>,
    /// How many people are in each household, or grid without a list.
    pub people: Vec<u32>,
    /// How many households each of those is.
    pub weights: Vec<usize>,
    /// Whether each household is of the kind that figures count; of a grid without a list how many.
    pub kinds: Vec<u32>,
    /// Where figures stand.
    pub has_figure: Vec<bool>,
    /// What the grid's count of visits is: a grid, a day of the month, how often.
    pub visits: Vec<(usize, usize, u32)>,
}

impl Town {
    pub fn new(dice: &mut Dice) -> Town {
        let households = 5 + dice.roll(14);
        let mut town = Town {
            least: 2 + dice.roll(4),
            grids: Vec::new(),
            people: (0..households).map(|_| 1 + dice.roll(6) as u32).collect(),
            weights: vec![1; households],
            kinds: (0..households).map(|_| u32::from(dice.roll(3) == 0)).collect(),
            has_figure: Vec::new(),
            visits: Vec::new(),
        };
        let networks = 1 + dice.roll(3);
        for network in 0..networks {
            town.network(network, households, dice);
        }
        for grid in 0..town.grids.len() {
            let weight: usize = town.grids[grid].members.iter().map(|&at| town.weights[at]).sum();
            town.has_figure.push(weight > 0);
            for _ in 0..dice.roll(4) {
                town.visits.push((grid, 1 + dice.roll(28), 1 + dice.roll(9) as u32));
            }
        }
        town
    }

    /// A root, sometimes grids between, and leaves, over most or all households in a row, a little shuffled.
    fn network(&mut self, network: usize, households: usize, dice: &mut Dice) {
        let root = self.grids.len();
        let id = |at: usize| format!("n{network}-{at}");
        let bare = |id, parent| Grid { id, parent, network, members: BTreeSet::new(), unlisted: false };
        self.grids.push(bare(id(0), None));
        let between = 1 + dice.roll(2);
        let mut leaves = Vec::new();
        for middle in 0..between {
            let parent = self.grids.len();
            self.grids.push(bare(id(10 + middle), Some(root)));
            for leaf in 0..1 + dice.roll(3) {
                leaves.push(self.grids.len());
                self.grids.push(bare(id(100 + middle * 10 + leaf), Some(parent)));
            }
        }
        // Sometimes a leaf is not written down but declared.
        let declared = leaves[dice.roll(leaves.len())];
        if dice.roll(3) == 0 && leaves.len() > 1 {
            let weight = 1 + dice.roll(9);
            self.grids[declared].unlisted = true;
            self.people.push(weight as u32 * 3 + dice.roll(3) as u32);
            self.weights.push(weight);
            self.kinds.push(dice.roll(weight + 1) as u32);
            self.put(declared, self.people.len() - 1);
        }
        let listed: Vec<usize> = leaves.into_iter().filter(|&leaf| !self.grids[leaf].unlisted).collect();
        let offset = dice.roll(3);
        for household in 0..households {
            if network > 0 && dice.roll(10) == 0 {
                continue;
            }
            let in_row = (household + offset) * listed.len() / (households + offset);
            let leaf = if dice.roll(8) == 0 { dice.roll(listed.len()) } else { in_row };
            self.put(listed[leaf], household);
        }
    }

    fn put(&mut self, leaf: usize, member: usize) {
        let mut at = Some(leaf);
        while let Some(grid) = at {
            self.grids[grid].members.insert(member);
            at = self.grids[grid].parent;
        }
    }

    pub fn sum(&self, grid: usize, of: &[u32]) -> u32 {
        self.grids[grid].members.iter().map(|&member| of[member]).sum()
    }

    /// Its records; declared totals are right.
    pub fn lay_out(&self, site: &Site, dice: &mut Dice) {
        let networks = 1 + self.grids.iter().map(|grid| grid.network).max().unwrap_or(0);
        let mut text =
            format!("title: 甲\npublisher: 乙\nprivacy: {{small_counts: {}}}\nnetworks:\n", self.least);
        for at in 0..networks {
            let levels = [("t", "乡"), ("v", "村"), ("g", "网格")];
            let levels = levels.map(|(id, name)| format!("{{id: {id}{at}, name: {name}{at}}}")).join(", ");
            let _ = writeln!(text, "  - {{id: n{at}, name: 网{at}, levels: [{levels}]}}");
        }
        text += "cadences:\n";
        for at in 0..networks {
            for (id, level) in ["t", "v", "g"].into_iter().enumerate() {
                let _ = writeln!(
                    text,
                    "  - {{id: c{at}-{id}, name: 走访{at}{id}, every: month, by: {level}{at}}}"
                );
            }
        }
        site.write("content/site.yaml", text);
        let mut text = String::from("members: [{name: 王芳}]\ngrids:\n");
        for (at, grid) in self.grids.iter().enumerate() {
            let network = grid.network;
            let level = match grid.parent.map(|parent| self.grids[parent].parent.is_some()) {
                None => "t",
                Some(false) => "v",
                Some(true) => "g",
            };
            let _ = write!(
                text,
                "  - {{id: {}, name: 格{}, lead: 王芳, level: {level}{network}",
                grid.id, grid.id
            );
            match grid.parent {
                None => drop(write!(text, ", network: n{network}")),
                Some(parent) => drop(write!(text, ", parent: {}", self.grids[parent].id)),
            }
            if grid.unlisted || dice.roll(4) == 0 && !grid.members.is_empty() {
                let _ = write!(text, ", population: {}", self.sum(at, &self.people));
            }
            if grid.unlisted {
                let weights: usize = grid.members.iter().map(|&member| self.weights[member]).sum();
                let _ = write!(text, ", households: {weights}");
            }
            if self.has_figure[at] {
                let _ = write!(
                    text,
                    ", figures: [{{name: 种烟户, value: {}, unit: 户}}]",
                    self.sum(at, &self.kinds)
                );
            }
            text += "}\n";
        }
        text += "households:\n";
        for household in 0..self.weights.len() {
            let leaf = |grid: &&Grid| {
                let below = self
                    .grids
                    .iter()
                    .any(|other| other.parent.is_some_and(|parent| self.grids[parent].id == grid.id));
                !below && !grid.unlisted && grid.members.contains(&household)
            };
            let own: Vec<&str> = self.grids.iter().filter(leaf).map(|grid| grid.id.as_str()).collect();
            if !own.is_empty() {
                let (people, grids) = (self.people[household], own.join(", "));
                let _ = writeln!(
                    text,
                    "  - {{id: h-{household}, door: {household}号, grid: [{grids}], people: {people}}}"
                );
            }
        }
        text += "activities:\n";
        for (at, (grid, day, count)) in self.visits.iter().enumerate() {
            let record = &self.grids[*grid];
            let level =
                record.parent.map_or(0, |parent| 1 + usize::from(self.grids[parent].parent.is_some()));
            let _ = writeln!(
                text,
                "  - {{date: 2026-03-{day:02}, cadence: c{}-{level}, grid: {}, title: 走访{at}, count: {count}}}",
                record.network, record.id
            );
        }
        site.write("content/records.yaml", text);
    }
}
