//! Whatever is shown is added up and subtracted until nothing more comes of it.

use rust_decimal::Decimal;

use super::blocks::{Blocks, Measure, UNCOUNTED};
use super::{Act, Ledger};

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

/// Sums in echelon form: what can be worked out of them is what can be made of these rows.
#[derive(Default)]
struct Echelon(Vec<Vec<Decimal>>);

impl Echelon {
    fn reduced(&self, mut row: Vec<Decimal>) -> Vec<Decimal> {
        for known in &self.0 {
            let Some(lead) = known.iter().position(|x| !x.is_zero()) else { continue };
            let times = row[lead] / known[lead];
            row.iter_mut().zip(known).for_each(|(x, y)| *x = (*x - times * y).round_dp(12));
        }
        row
    }

    fn add(&mut self, row: Vec<Decimal>) {
        let row = self.reduced(row);
        if row.iter().any(|x| !x.is_zero()) {
            self.0.push(row);
        }
    }

    fn tells(&self, row: Vec<Decimal>) -> bool {
        self.reduced(row).iter().all(Decimal::is_zero)
    }
}

fn indicator(count: usize, group: &[u32]) -> Vec<Decimal> {
    (0..count as u32).map(|at| if group.contains(&at) { Decimal::ONE } else { Decimal::ZERO }).collect()
}

#[test]
fn no_sum_over_a_few_comes_of_any_family_of_groups() {
    let mut dice = Dice(18);
    let mut admitted = 0;
    for _ in 0..3_000 {
        let count = 6 + dice.roll(7) as usize;
        let least = 2 + dice.roll(3) as u32;
        let weights = vec![1; count];
        let mut blocks = Blocks::new(&weights, least, Measure::People);
        let mut echelon = Echelon::default();
        // Intervals and mixtures, so that some lie in each other and some cross.
        for _ in 0..1 + dice.roll(8) {
            let from = dice.roll(count as u64) as u32;
            let to = from + 1 + dice.roll(count as u64 - u64::from(from)) as u32;
            let is_loose = dice.roll(3) == 0;
            let group: Vec<u32> = (0..count as u32)
                .filter(|at| if is_loose { dice.roll(2) == 0 } else { (from..to).contains(at) })
                .collect();
            if blocks.admit(&group, None) {
                admitted += usize::from(!group.is_empty());
                echelon.add(indicator(count, &group));
            }
        }
        for few in 1..1u32 << count {
            if few.count_ones() < least {
                let group: Vec<u32> = (0..count as u32).filter(|at| few >> at & 1 == 1).collect();
                assert!(!echelon.tells(indicator(count, &group)), "{group:?} of {count}");
            }
        }
    }
    assert!(admitted > 3_000, "{admitted}");
}

#[test]
fn no_sum_over_a_few_comes_of_any_three_of_all_groups_there_are() {
    const COUNT: usize = 4;
    let group = |code: u32| (0..COUNT as u32).filter(|at| code >> at & 1 == 1).collect::<Vec<u32>>();
    let all = 1u32 << COUNT;
    for code in 0..all.pow(3) {
        let family = [code % all, code / all % all, code / all.pow(2)].map(group);
        for least in [2, 3] {
            let mut blocks = Blocks::new(&[1; COUNT], least, Measure::People);
            let mut echelon = Echelon::default();
            for group in &family {
                if blocks.admit(group, None) {
                    echelon.add(indicator(COUNT, group));
                }
            }
            for few in (1..all).filter(|few| few.count_ones() < least) {
                assert!(!echelon.tells(indicator(COUNT, &group(few))), "{few:b} of {family:?}");
            }
        }
    }
}

#[test]
fn nested_groups_are_told_as_far_as_what_is_left_is_many() {
    let weights = vec![1; 20];
    let mut blocks = Blocks::new(&weights, 5, Measure::People);
    let group = |range: std::ops::Range<u32>| range.collect::<Vec<u32>>();
    let mut admit = |range, value: u32| blocks.admit(&group(range), Some(value.into()));
    assert!(admit(0..20, 60));
    assert!(admit(0..10, 30));
    assert!(admit(0..10, 30), "the same again tells nothing new");
    assert!(!admit(10..16, 20), "four are left");
    assert!(admit(10..15, 17), "five are left");
    assert!(admit(15..20, 13));
    assert!(!admit(0..4, 12));
    assert!(admit(3..8, 12), "five and five");
    assert!(!admit(0..5, 12), "three of the one five and two of the other");
}

#[test]
fn counts_that_leave_each_hardly_more_than_one_are_not_told() {
    let weights = vec![1; 12];
    let all: Vec<u32> = (0..12).collect();
    let shown = |value: u32| Blocks::new(&weights, 5, Measure::People).admit(&all, Some(value.into()));
    assert!(shown(30) && shown(17));
    assert!(!shown(12), "one in each");
    assert!(!shown(13) && !shown(16), "or that it is hidden would say one in each");
    assert!(!shown(0), "nobody in any");
    assert!(!shown(4), "small itself");
    let uncounted = [UNCOUNTED];
    assert!(Blocks::new(&uncounted, 5, Measure::People).admit(&[0], Some(7.into())));
}

#[test]
fn kinds_are_told_while_no_difference_is_small() {
    let weights = vec![1; 30];
    let mut blocks = Blocks::new(&weights, 5, Measure::Kind);
    let group = |range: std::ops::Range<u32>| range.collect::<Vec<u32>>();
    let mut admit = |range, value: u32| blocks.admit(&group(range), Some(value.into()));
    assert!(admit(0..30, 14));
    assert!(!admit(0..20, 11), "three in the rest");
    assert!(admit(10..20, 7));
    assert!(!admit(0..10, 5), "two in the rest");
    assert!(!admit(5..25, 9), "it crosses, and nobody knows how much is where");
    assert!(!Blocks::new(&weights, 5, Measure::Kind).admit(&group(0..30), Some(3.into())));
    assert!(Blocks::new(&weights, 5, Measure::Kind).admit(&group(0..30), Some(0.into())));
}

/// How often each hidden row can have been, as far as the shown rows and sums say; counts up to `most`.
fn possible(ledger: &Ledger, acts: &[Act], sums: &[Vec<usize>], most: u32) -> Vec<Vec<u32>> {
    let mut found = vec![Vec::new(); acts.len()];
    let mut counts = vec![1u32; acts.len()];
    loop {
        let fits_rows =
            (0..acts.len()).all(|at| ledger.row(at).is_none_or(|act| *act.count.get() == counts[at]));
        let added = |rows: &Vec<usize>| rows.iter().map(|&row| counts[row]).sum::<u32>();
        let fits = fits_rows
            && sums
                .iter()
                .enumerate()
                .all(|(at, rows)| ledger.sum(at).is_none_or(|act| *act.count.get() == added(rows)));
        if fits {
            for (found, &count) in found.iter_mut().zip(&counts) {
                if !found.contains(&count) {
                    found.push(count);
                }
            }
        }
        let Some(next) = counts.iter().position(|&count| count < most) else { return found };
        counts[next] += 1;
        counts[..next].fill(1);
    }
}

#[test]
fn no_small_row_of_a_ledger_can_be_worked_out() {
    const MOST: u32 = 5;
    let overlapping: &[&[Vec<usize>]] = &[
        &[vec![0, 1, 2, 3]],
        &[vec![0, 1], vec![2, 3]],
        &[vec![0, 1], vec![1, 2], vec![0, 2], vec![3]],
        &[vec![0, 1, 2, 3], vec![0, 1]],
    ];
    for sums in overlapping {
        for code in 0..MOST.pow(4) {
            let count = |at: u32| 1 + code / MOST.pow(at) % MOST;
            let acts: Vec<Act> = (0..4).map(|at| Act { count: count(at), planned: None }).collect();
            for least in [2, 3, 4] {
                let ledger = Ledger::of(&acts, sums, least);
                let possible = possible(&ledger, &acts, sums, 2 * MOST);
                for (at, act) in acts.iter().enumerate().filter(|(_, act)| act.count < least) {
                    assert_eq!(ledger.row(at), None);
                    assert!(possible[at].len() > 1, "{act:?} of {acts:?} in {sums:?}, {least}");
                }
                for at in 0..sums.len() {
                    assert!(ledger.sum(at).is_none_or(|act| *act.count.get() >= least));
                }
            }
        }
    }
}

#[test]
fn a_sum_stays_while_small_rows_have_company() {
    let act = |count, planned: Option<u32>| Act { count, planned };
    let shown = |acts: &[Act]| -> (Vec<Option<u32>>, Option<u32>) {
        let sums = [(0..acts.len()).collect::<Vec<_>>()];
        let ledger = Ledger::of(acts, &sums, 5);
        let rows = (0..acts.len()).map(|at| ledger.row(at).map(|act| *act.count.get()));
        (rows.collect(), ledger.sum(0).map(|act| *act.count.get()))
    };
    // Three households, visited three times.
    assert_eq!(shown(&[act(3, Some(3))]), (vec![None], None));
    assert_eq!(shown(&[act(7, Some(8))]), (vec![Some(7)], Some(7)));
    assert_eq!(shown(&[act(30, None), act(12, None), act(4, None)]), (vec![Some(30), None, None], Some(46)));
    assert_eq!(shown(&[act(7, None), act(1, None)]), (vec![None, None], Some(8)));
    assert_eq!(shown(&[act(1, None); 6]), (vec![None; 6], None), "each of six can only be one");
    assert_eq!(shown(&[act(7, Some(3))]), (vec![None], None), "how many it was to be is a count too");
}
