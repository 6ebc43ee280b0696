//! Lines of a long page, in parts that change apart from each other.

use std::sync::Arc;

/// Lines one after the other; parts may be those of an earlier page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines<T>(pub Vec<Arc<Vec<T>>>);

impl<T> Default for Lines<T> {
    fn default() -> Lines<T> {
        Lines(Vec::new())
    }
}

impl<T> Lines<T> {
    /// All lines.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flat_map(|part| part.iter())
    }
}
