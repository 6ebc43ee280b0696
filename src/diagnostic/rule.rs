//! What a rule is: its name, its severity, and what `explain` says about it.

use super::text::{Said, Severity};

/// One rule, named after the fault. Declared once, beside the code that finds the fault.
///
/// `bad` and `good` are boards: record YAML that is read as `content/records.yaml`, or several files each
/// after a line `-- content/FILE --` (see [`super::example`]). Without a `site.yaml` of their own they get a small one
/// with one network `grid` of the levels `village` and `grid`. In `bad`, a comment line of carets (`# ^^^^`) stands under each
/// fault, counted in terminal columns (a Han character is two wide).
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, part of the contract.
    pub name: &'static str,
    /// What it is unless the board's `severity` says otherwise.
    pub severity: Severity,
    /// Whether the fault leaves a record unreadable, so that no setting can lower it.
    pub fixed: bool,
    /// What is wrong.
    pub what: Said,
    /// Why it matters and what to do.
    pub why: Said,
    /// An example that breaks the rule.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
}
