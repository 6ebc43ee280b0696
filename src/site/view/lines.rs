//! Lines of a long page, in parts that change apart from each other.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::worded::{Translate, Worded};

/// Lines one after the other; parts may be those of an earlier page.
#[derive(Clone, Debug)]
pub struct Lines<T>(pub Vec<Arc<Vec<T>>>);

impl<T> Lines<T> {
    /// All lines.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flat_map(|part| part.iter())
    }
}

impl<T: PartialEq> PartialEq for Lines<T> {
    fn eq(&self, other: &Lines<T>) -> bool {
        // Equality of what is behind `Arc`s compares every line, even of the very same parts.
        let same = |(one, other): (&Arc<Vec<T>>, &Arc<Vec<T>>)| Arc::ptr_eq(one, other) || one == other;
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(same)
    }
}

impl<T: Serialize> Serialize for Lines<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<T: Worded + Clone> Worded for Lines<T> {
    fn word(&mut self, into: &Translate<'_>) {
        self.0.iter_mut().for_each(|part| Arc::make_mut(part).word(into));
    }
}
