//! Which runs of letters stand anywhere in the finished files: what holds none of them need not be looked for.

use std::sync::atomic::{AtomicU64, Ordering};

use super::sense::is_digit;

/// How many letters a run has: the shortest name, and what tells longer texts apart.
const RUNS: [usize; 2] = [2, 4];
/// Places for runs; a township's site of 50 MB takes a tenth of them.
const BITS: usize = 1 << 25;

/// Runs of the files so far. One that stood in a file that is gone stays: it costs a needless look, no more.
#[derive(Debug)]
pub(super) struct Traces(Vec<AtomicU64>);

impl Traces {
    pub(super) fn new() -> Traces {
        Traces((0..BITS / 64).map(|_| AtomicU64::new(0)).collect())
    }

    /// Enters all runs of `letters`.
    pub(super) fn add(&self, letters: &[u16]) {
        for at in (0..letters.len()).filter(|&at| begins(letters[at])) {
            let runs = RUNS.iter().filter_map(|length| letters.get(at..at + length));
            runs.for_each(|run| self.enter(run));
        }
    }

    fn enter(&self, run: &[u16]) {
        let (word, bit) = place(run);
        let word = &self.0[word];
        // Most are there already, and a look is cheaper than a write that others wait for.
        if word.load(Ordering::Relaxed) & bit == 0 {
            word.fetch_or(bit, Ordering::Relaxed);
        }
    }

    /// Whether `text` may stand in a file; `false` is certain.
    pub(super) fn may_hold(&self, text: &[u16]) -> bool {
        let length = if text.len() < RUNS[1] { RUNS[0] } else { RUNS[1] };
        text.windows(length).filter(|run| begins(run[0])).all(|run| {
            let (word, bit) = place(run);
            self.0[word].load(Ordering::Relaxed) & bit != 0
        })
    }
}

/// Whether a run begins with this letter: a digit or one beyond ASCII. Names in markup are most of a page, and few texts
/// that are looked for are Latin.
fn begins(unit: u16) -> bool {
    is_digit(unit) || unit >= 0x80
}

/// The word and bit of a run.
fn place(run: &[u16]) -> (usize, u64) {
    let number = run.iter().fold(0u64, |sum, unit| sum << 16 | u64::from(*unit));
    let hash = (number ^ (run.len() as u64) << 61).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    let at = hash as usize % BITS;
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_file_is_never_denied() {
        let traces = Traces::new();
        let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        let text = units("前沟1号赵铁柱，电话13900002222");
        traces.add(&text);
        for start in 0..text.len() {
            for end in start + 1..=text.len() {
                assert!(traces.may_hold(&text[start..end]));
            }
        }
        for other in ["赵铁国", "王芳", "铁柱电话", "13900002223", "1390000221"] {
            assert!(!traces.may_hold(&units(other)), "{other}");
        }
    }
}
