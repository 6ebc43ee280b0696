//! The form of records: their keys with both names, and the kinds of values.

use crate::diagnostic::Said;

/// What kind of value a key takes.
#[derive(Debug)]
pub enum ValueKind {
    /// Text as typed.
    Text,
    /// Markdown text.
    Markdown,
    /// Letters, digits, `-`, `_`, `.`
    Id,
    /// A phone number.
    Phone,
    /// 是/否, true/false.
    Bool,
    /// A whole number from 0.
    Count,
    /// A decimal number.
    Number,
    /// A number or a percentage.
    Tolerance,
    /// `2026-03-31`
    Date,
    /// `2026-03`
    Month,
    /// `2026-03`, `2026-q1`, `2026-h1`, `2026`
    Period,
    /// A day or a month.
    DayOrMonth,
    /// One of these words.
    Choice(&'static [Choice]),
    /// The id or unique name of a record of this kind (English singular).
    Reference(&'static str),
    /// A file below `content/`.
    File,
    /// Anything, never published.
    Private,
    /// A mapping, never published.
    PrivateMap,
    /// A list.
    List(&'static ValueKind),
    /// One value or a list of them.
    Several(&'static ValueKind),
    /// A mapping with these keys.
    Record(&'static [Key]),
    /// Numbers by name, or a list of numbers.
    Scores,
    /// Numbers by name.
    Numbers,
    /// Rule names to severities.
    Severities,
    /// Texts by text.
    Texts,
    /// Star bands, or `per_dimension`.
    Stars,
}

impl ValueKind {
    /// Whether a value fits into a cell of a table: no list of records, nothing with keys of somebody's own.
    pub fn fits_a_cell(&self) -> bool {
        !matches!(self, ValueKind::List(_) | ValueKind::Private | ValueKind::PrivateMap)
    }
}

/// One word of a choice, with both names.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// English.
    pub en: &'static str,
    /// 中文
    pub zh: &'static str,
}

/// Whether a key must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// Never, or only under a condition that the resolver knows.
    Optional,
}

/// One key of a record.
#[derive(Debug)]
pub struct Key {
    /// English name.
    pub en: &'static str,
    /// Chinese name.
    pub zh: &'static str,
    /// ValueKind of value.
    pub kind: ValueKind,
    /// Whether it must be given.
    pub need: Need,
    /// What it means.
    pub doc: Said,
    /// A value as one would type it.
    pub example: &'static str,
}
