//! What one run leaves to the next, wherever something is kept: the last values by key are taken, what they were made of is
//! compared, those that differ are made, and all are put back.

use std::borrow::Borrow;
use std::sync::Arc;

use rayon::prelude::*;

/// The last values, in the order of their keys, each of which is there once.
#[derive(Debug)]
pub struct Known<K, V>(Vec<(K, V)>);

impl<K, V> Default for Known<K, V> {
    fn default() -> Known<K, V> {
        Known(Vec::new())
    }
}

impl<K: Ord + Send + Sync, V: Send + Sync> Known<K, V> {
    /// Has `make` make a value of each thing that is `wanted`, side by side, with the last value under its key at hand. From
    /// now on these are the last ones, and no others; those that were come back.
    pub fn renew<W: Send, M: Into<Option<V>>>(
        &mut self,
        wanted: impl IntoParallelIterator<Item = (K, W)>,
        make: impl Fn(&K, W, Option<&V>) -> M + Send + Sync,
    ) -> Known<K, V> {
        self.renew_with(wanted, || (), |(), key, wanted, before| make(key, wanted, before))
    }

    /// The same; each thread has tools of its own.
    pub fn renew_with<T, W: Send, M: Into<Option<V>>>(
        &mut self,
        wanted: impl IntoParallelIterator<Item = (K, W)>,
        tools: impl Fn() -> T + Send + Sync,
        make: impl Fn(&mut T, &K, W, Option<&V>) -> M + Send + Sync,
    ) -> Known<K, V> {
        let last = std::mem::take(self);
        let mut wanted: Vec<(K, W)> = wanted.into_par_iter().collect();
        wanted.sort_by(|(one, _), (other, _)| one.cmp(other));
        let one = |tools: &mut T, (at, (key, wanted)): (usize, (K, W))| {
            // Mostly the same are wanted, and stand where they stood.
            let same = last.0.get(at).filter(|(known, _)| *known == key).map(|(_, value)| value);
            let value = make(tools, &key, wanted, same.or_else(|| last.get(&key))).into()?;
            Some((key, value))
        };
        self.0 = wanted.into_par_iter().enumerate().map_init(tools, one).flatten_iter().collect();
        last
    }

    /// The value under `key`.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.0.binary_search_by(|(known, _)| known.borrow().cmp(key)).ok()?;
        Some(&self.0[at].1)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All values with their keys, in the order of these.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// All values, in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }
}

/// A value, and all that it was made of.
#[derive(Clone, Debug)]
pub struct Made<Of, T> {
    /// What it was made of.
    pub of: Of,
    /// The value.
    pub value: T,
}

impl<Of: PartialEq, T: Clone> Made<Of, T> {
    /// The value of `before` where that was made of the same, else what `make` makes.
    pub fn again(before: Option<&Made<Of, T>>, of: Of, make: impl FnOnce(&Of) -> T) -> Made<Of, T> {
        let value = match before.filter(|before| before.of == of) {
            Some(before) => before.value.clone(),
            None => make(&of),
        };
        Made { of, value }
    }
}

/// A shared value that equals itself and no other: to compare what it says would take as long as to make what is made of it.
#[derive(Debug)]
pub struct Same<T>(pub Arc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Same<T> {
        Same(self.0.clone())
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Same<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn only_what_is_made_of_something_else_is_made_again() {
        let count = AtomicUsize::new(0);
        let mut known: Known<&str, Made<Same<u32>, u32>> = Known::default();
        let [one, two] = [1, 2].map(Arc::new);
        let mut renew = |wanted: &[(&'static str, &Arc<u32>)]| {
            let wanted: Vec<_> = wanted.iter().map(|(key, of)| (*key, Same(Arc::clone(of)))).collect();
            known.renew(wanted, |_, of, before| {
                Made::again(before, of, |of| {
                    count.fetch_add(1, Ordering::Relaxed);
                    *of.0 * 10
                })
            });
            (known.values().map(|made| made.value).collect::<Vec<_>>(), count.swap(0, Ordering::Relaxed))
        };
        assert_eq!(renew(&[("b", &two), ("a", &one)]), (vec![10, 20], 2));
        assert_eq!(renew(&[("a", &one), ("b", &one)]), (vec![10, 10], 1));
        assert_eq!(renew(&[("a", &Arc::new(1))]), (vec![10], 1), "equal, and yet another");
        assert_eq!(renew(&[("b", &one)]), (vec![10], 1), "what is not wanted is forgotten");
    }
}
