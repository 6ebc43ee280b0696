//! One character of what is looked for, and what stands before it.

/// What stands between a character and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    #[default]
    None,
    /// A sign that joins.
    Joint,
    /// A space or a sign that parts.
    Break,
}

/// One character of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// As it is compared: `3` for 三, ３ and 3.
    pub char: char,
    /// As it is read aloud: 三 for 三, `3` for 3.
    pub read: char,
    /// What stands before it.
    pub gap: Gap,
}

impl Unit {
    /// A digit or a Latin letter that was written as such: too common to find anything by.
    pub(super) fn is_light(self) -> bool {
        self.read.is_ascii()
    }

    /// Whether it is a digit, in whatever script.
    pub(super) fn is_digit(self) -> bool {
        self.char.is_ascii_digit()
    }

    /// Whether it begins a number after `before`.
    pub(super) fn begins_number(self, before: Unit) -> bool {
        self.is_digit() && (!before.is_digit() || self.gap != Gap::None)
    }
}
