//! Whether any two of many keys are one and the same, told without a table of them: on nearly every board none are, and
//! there are as many as households.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// Whether two of `keys` may be equal; if not, none are.
pub fn may_be_among<K: Hash>(keys: impl Iterator<Item = K>) -> bool {
    let digest = |key: K| {
        let mut hasher = FxHasher::default();
        key.hash(&mut hasher);
        hasher.finish()
    };
    let mut digests: Vec<u64> = keys.map(digest).collect();
    digests.sort_unstable();
    digests.windows(2).any(|pair| pair[0] == pair[1])
}

#[cfg(test)]
mod tests {
    use super::may_be_among;

    #[test]
    fn twins_are_found_and_others_are_not_taken_for_some() {
        let ids = |count: usize| (0..count).map(|at| format!("h-{at:05}"));
        assert!(!may_be_among(ids(20_000)));
        assert!(may_be_among(ids(20_000).chain(["h-00777".to_owned()])));
    }
}
