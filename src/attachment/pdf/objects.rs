//! The objects of a PDF file, and how they refer to each other.

use std::collections::HashMap;
use std::ops::Range;

use super::syntax::{Dict, Value};

/// A PDF file.
pub(super) struct File<'b> {
    pub bytes: &'b [u8],
    /// Every version of every object, in the order of the file.
    pub objects: Vec<Object>,
    /// The last version of each, by its number.
    pub latest: HashMap<u32, usize>,
    pub trailers: Vec<Dict>,
    /// What stands between objects and behind the last.
    pub between: Vec<Range<usize>>,
    /// Objects are packed in streams as well: these unpacked, with the objects that hold them.
    pub packed: Vec<(usize, Vec<u8>)>,
}

/// An object, or a former version of one.
pub(super) struct Object {
    pub number: u32,
    pub value: Value,
    /// Where its data stand, if it has any.
    pub stream: Option<Range<usize>>,
    /// In which of the packed streams it stands.
    pub packed: Option<usize>,
}

impl File<'_> {
    /// The last version of an object.
    pub(super) fn object(&self, number: u32) -> Option<&Object> {
        self.latest.get(&number).map(|index| &self.objects[*index])
    }

    /// What `value` is, or refers to.
    pub(super) fn resolved<'v>(&'v self, value: &'v Value) -> &'v Value {
        let mut value = value;
        for _ in 0..16 {
            let Value::Ref(number) = value else { return value };
            match self.object(*number) {
                Some(object) => value = &object.value,
                None => return &Value::Null,
            }
        }
        &Value::Null
    }

    pub(super) fn get<'v>(&'v self, dict: &'v Dict, key: &str) -> Option<&'v Value> {
        Some(self.resolved(dict.get(key)?)).filter(|value| **value != Value::Null)
    }

    pub(super) fn dict<'v>(&'v self, dict: &'v Dict, key: &str) -> Option<&'v Dict> {
        self.get(dict, key)?.dict()
    }
}
