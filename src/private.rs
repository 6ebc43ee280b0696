//! A value that must never be published: it cannot be printed, compared in templates or serialised by accident.

use std::fmt;

/// Holds a private value. There is no `Display`, `Serialize` or `Deref`; `Debug` shows a placeholder. Two can be
/// compared with each other, to know whether anything changed.
#[derive(Clone, PartialEq)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Locks `value` in.
    pub fn new(value: T) -> Private<T> {
        Private(value)
    }

    /// The value, for rules and internal reports only. Nothing below `check` in the pipeline may call this; the
    /// layering test keeps it so.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[private]")
    }
}
