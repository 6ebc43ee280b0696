//! How many households and people a grid has: as its lists say, and of each grid below without a list as declared.

use crate::calendar::AsOf;
use crate::model::board::{Grid, GridIx, Ground};

/// What is added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// 户数
    Households,
    /// 人口
    People,
}

impl Total {
    /// What the grid declares.
    pub fn declared(self, grid: &Grid) -> Option<u32> {
        let declared = match self {
            Total::Households => &grid.declared_households,
            Total::People => &grid.declared_population,
        };
        declared.as_ref().map(|at| at.value)
    }

    /// What the households listed in the grid and below add up to; `None` where one of them gives no number.
    fn listed(self, grid: &Grid) -> Option<u32> {
        match self {
            Total::Households => u32::try_from(grid.households.len()).ok(),
            Total::People => grid.listed_population,
        }
    }
}

impl Ground {
    /// What the records below a grid add up to, whatever it declares itself: its list, else the grids straight below.
    /// `None` without a list while one of those grids tells nothing; beside a list such a grid counts as 0.
    pub fn found(&self, of: Total, grid: GridIx, day: AsOf) -> Option<u32> {
        let record = &self[grid];
        let has_list = !record.households.is_empty();
        if record.children.is_empty() {
            return of.listed(record).filter(|_| has_list);
        }
        let mut sum = if has_list { of.listed(record)? } else { 0 };
        for &child in &record.children {
            let below = &self[child];
            match self.total(of, child, day) {
                // What is listed below is in the list above already.
                Some(total) if !below.households.is_empty() => {
                    sum += total.saturating_sub(of.listed(below).unwrap_or(total));
                }
                Some(total) if self.in_force(child, day) => sum += total,
                None if !has_list && self.in_force(child, day) => return None,
                _ => {}
            }
        }
        Some(sum)
    }

    /// Whether every grid below tells its number. One of the lowest level without a list has no households; one above
    /// it was not written down yet, so that sums over it would be too small.
    pub fn is_told(&self, of: Total, grid: GridIx, day: AsOf) -> bool {
        let record = &self[grid];
        let is_lowest = record.level + 1 == self[record.network].levels.len();
        let tells = is_lowest || !record.households.is_empty() || of.declared(record).is_some();
        let mut below = record.children.iter().filter(|&&child| self.in_force(child, day));
        match record.children.is_empty() {
            true => tells,
            false => of.declared(record).is_some() || below.all(|&child| self.is_told(of, child, day)),
        }
    }

    /// What a grid has: what the records below it add up to, else what it declares.
    pub fn total(&self, of: Total, grid: GridIx, day: AsOf) -> Option<u32> {
        self.found(of, grid, day).or_else(|| of.declared(&self[grid]))
    }
}
