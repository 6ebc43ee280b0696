//! Which runs of bytes stand anywhere in the finished files: what holds none of them need not be looked for.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many bytes a run has: two Han characters, and what tells three from two.
const RUNS: [usize; 2] = [6, 8];
/// The longest run: whoever enters a part of a text enters as much more on each side.
pub(super) const LONGEST: usize = RUNS[1];
/// Places for runs; a township's site of 50 MB takes a tenth of them.
const BITS: usize = 1 << 25;

/// Runs of the files so far. One that stood in a file that is gone stays: it costs a needless look, no more.
#[derive(Debug)]
pub(super) struct Traces(Vec<AtomicU64>);

impl Traces {
    pub fn new() -> Traces {
        Traces((0..BITS / 64).map(|_| AtomicU64::new(0)).collect())
    }

    /// Enters all runs of `text`.
    pub fn add(&self, text: &[u8]) {
        for at in (0..text.len()).filter(|&at| begins(text[at])) {
            let runs = RUNS.iter().filter_map(|length| text.get(at..at + length));
            runs.for_each(|run| self.enter(run));
        }
    }

    fn enter(&self, run: &[u8]) {
        let (word, bit) = place(run);
        let word = &self.0[word];
        // Most are there already, and a look is cheaper than a write that others wait for.
        if word.load(Ordering::Relaxed) & bit == 0 {
            word.fetch_or(bit, Ordering::Relaxed);
        }
    }

    /// Whether `text` may stand in a file; `false` is certain.
    pub fn may_hold(&self, text: &[u8]) -> bool {
        let length = if text.len() < RUNS[1] { RUNS[0] } else { RUNS[1] };
        text.windows(length).filter(|run| begins(run[0])).all(|run| {
            let (word, bit) = place(run);
            self.0[word].load(Ordering::Relaxed) & bit != 0
        })
    }
}

/// Whether a run begins with this byte: a digit, or the first of a character beyond ASCII. Markup is most of a page, and
/// nothing that is looked for is.
fn begins(byte: u8) -> bool {
    byte.is_ascii_digit() || byte >= 0xc0
}

/// The word and bit of a run.
fn place(run: &[u8]) -> (usize, u64) {
    let mut bytes = [0; 8];
    bytes[..run.len()].copy_from_slice(run);
    let hash = (u64::from_le_bytes(bytes) ^ run.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    let at = hash as usize % BITS;
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_file_is_never_denied() {
        let traces = Traces::new();
        let text = "前沟1号赵铁柱，电话13900002222";
        traces.add(text.as_bytes());
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (index, &start) in starts.iter().enumerate() {
            for &end in &starts[index..] {
                assert!(traces.may_hold(&text.as_bytes()[start..end]), "{}", &text[start..end]);
            }
        }
        for other in ["赵铁国", "王芳", "铁柱电话", "13900002223", "1390000222"] {
            let stands = text.contains(other);
            assert_eq!(traces.may_hold(other.as_bytes()), stands, "{other}");
        }
    }
}
