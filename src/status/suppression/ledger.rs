//! How often something was done. A row of the ledger and the sum of a period are both shown, so that a small row could
//! be what is left of a sum: it takes others with it, or the sum.

use super::shown::Shown;

/// A row of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// 次数
    pub count: u32,
    /// 应做
    pub planned: Option<u32>,
}

/// How often, and how often it was to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownAct {
    /// 次数
    pub count: Shown<u32>,
    /// 应做
    pub planned: Option<Shown<u32>>,
}

impl ShownAct {
    /// Not once, which no row is behind.
    pub const NEVER: ShownAct = ShownAct { count: Shown(0), planned: None };
}

/// Which rows and sums are shown.
#[derive(Debug)]
pub struct Ledger<'a> {
    acts: &'a [Act],
    sums: &'a [Vec<usize>],
    least: u32,
    hidden: Vec<bool>,
    shut: Vec<bool>,
}

impl<'a> Ledger<'a> {
    /// Decides for `acts`, of which each of `sums` adds up some.
    pub fn of(acts: &'a [Act], sums: &'a [Vec<usize>], least: u32) -> Ledger<'a> {
        let mut ledger =
            Ledger { acts, sums, least, hidden: vec![false; acts.len()], shut: vec![false; sums.len()] };
        ledger.decide();
        ledger
    }

    /// What is shown of a row.
    pub fn row(&self, at: usize) -> Option<ShownAct> {
        (!self.hidden[at]).then(|| shown(self.acts[at]))
    }

    /// What is shown of a sum.
    pub fn sum(&self, at: usize) -> Option<ShownAct> {
        (!self.shut[at]).then(|| shown(self.added(at)))
    }

    /// What a sum really is, to be judged by and not to be shown; the most that was to be done counts.
    pub fn added(&self, at: usize) -> Act {
        let acts = || self.sums[at].iter().map(|&row| self.acts[row]);
        Act { count: acts().map(|act| act.count).sum(), planned: acts().filter_map(|act| act.planned).max() }
    }

    fn is_small(&self, act: Act) -> bool {
        let is_small = |count: u32| (1..self.least).contains(&count);
        is_small(act.count) || act.planned.is_some_and(is_small)
    }

    fn decide(&mut self) {
        let mut holders = vec![0usize; self.acts.len()];
        self.sums.iter().flatten().for_each(|&row| holders[row] += 1);
        for row in 0..self.acts.len() {
            self.hidden[row] = self.is_small(self.acts[row]);
        }
        // Whatever is hidden can only make more be hidden, so this ends.
        let mut again = true;
        while again {
            again = false;
            for at in 0..self.sums.len() {
                if self.shut[at] || self.is_safe(at, &holders) {
                    continue;
                }
                again = true;
                let shown = self.sums[at].iter().copied().filter(|&row| !self.hidden[row]);
                let is_own = self.sums[at].iter().all(|&row| !self.hidden[row] || holders[row] == 1);
                match shown.min_by_key(|&row| (self.acts[row].count, row)) {
                    Some(row) if is_own && !self.is_small(self.added(at)) => self.hidden[row] = true,
                    _ => {
                        self.shut[at] = true;
                        self.sums[at].iter().for_each(|&row| self.hidden[row] = true);
                    }
                }
            }
        }
    }

    /// Whether a sum can be shown beside the rows that are: the hidden ones are several, come to no small count, are not
    /// all as small or as large as they can be, and are no other sum's.
    fn is_safe(&self, at: usize, holders: &[usize]) -> bool {
        let hidden = || self.sums[at].iter().copied().filter(|&row| self.hidden[row]);
        let (rows, count) = (hidden().count() as u32, hidden().map(|row| self.acts[row].count).sum::<u32>());
        let all_small = hidden().all(|row| (1..self.least).contains(&self.acts[row].count));
        let are_most = all_small && count == rows * self.least.saturating_sub(1);
        let is_kept = rows > 1 && count >= self.least && count > rows && !are_most;
        !self.is_small(self.added(at)) && (rows == 0 || is_kept && hidden().all(|row| holders[row] == 1))
    }
}

fn shown(act: Act) -> ShownAct {
    ShownAct { count: Shown(act.count), planned: act.planned.map(Shown) }
}
