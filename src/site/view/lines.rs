//! Lines of a long page, in parts that change apart from each other.

use std::sync::Arc;

/// Lines one after the other; parts may be those of an earlier page.
#[derive(Clone, Debug)]
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

impl<T: PartialEq> PartialEq for Lines<T> {
    fn eq(&self, other: &Lines<T>) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&other.0).all(|(one, other)| say_the_same(one, other))
    }
}

/// Whether two parts say the same.
pub fn say_the_same<T: PartialEq>(one: &Arc<Vec<T>>, other: &Arc<Vec<T>>) -> bool {
    // Equality of what is behind `Arc`s compares every line, even of the very same parts.
    Arc::ptr_eq(one, other) || one == other
}
