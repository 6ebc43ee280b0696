//! What the keys of a record hold: nothing where they are missing.

use crate::load::values::{List, Several};
use crate::source::At;

/// The value of a key.
pub(super) fn text<T: Clone>(raw: &Option<At<T>>) -> Option<T> {
    raw.as_ref().map(|at| at.value.clone())
}

/// The items of a list.
pub(super) fn list<T>(raw: &Option<At<List<T>>>) -> &[At<T>] {
    raw.as_ref().map_or(&[], |list| list.value.0.as_slice())
}

/// The items of one or several, each with its place.
pub(super) fn placed<T>(raw: &Option<At<Several<T>>>) -> &[At<T>] {
    raw.as_ref().map_or(&[], |several| several.value.0.as_slice())
}

/// The texts of one or several.
pub(super) fn texts(raw: &Option<At<Several<String>>>) -> Vec<String> {
    placed(raw).iter().map(|at| at.value.clone()).collect()
}
