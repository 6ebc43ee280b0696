//! A number that was found harmless.

use serde::Serialize;

/// A number that may be shown, beside all others that are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Shown<T>(pub(super) T);

impl<T> Shown<T> {
    /// The number.
    pub fn get(&self) -> &T {
        &self.0
    }

    /// The number itself.
    pub fn into_inner(self) -> T {
        self.0
    }

    /// The number, written otherwise.
    pub fn map<U>(self, write: impl FnOnce(T) -> U) -> Shown<U> {
        Shown(write(self.0))
    }
}

/// The sum of numbers that are all shown tells no more than they do.
impl std::iter::Sum for Shown<u32> {
    fn sum<I: Iterator<Item = Shown<u32>>>(numbers: I) -> Shown<u32> {
        Shown(numbers.map(|shown| shown.0).sum())
    }
}
