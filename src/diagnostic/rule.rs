//! What a rule is: its name, its severity, and what `explain` says about it.

use super::example::is_caret;
use super::text::{Said, Severity};

/// One rule, named after the fault. Declared once, by [`rules!`], beside the code that finds the fault.
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
    /// A board that breaks the rule, and the same mended, as `diff` writes them: `< ` before lines of the one, `> ` before
    /// those of the other, nothing before what both have. See [`super::example`] for the files of a board. A comment line of
    /// carets (`# ^^^^`) stands under each fault, counted in terminal columns (a Han character is two wide), and is only in
    /// the first one.
    pub example: &'static str,
}

impl Rule {
    /// The example that breaks the rule; empty where none can be written down.
    pub fn bad(&self) -> String {
        self.example(|line| match line.strip_prefix("> ") {
            Some(_) => None,
            None => Some(line.strip_prefix("< ").unwrap_or(line)),
        })
    }

    /// The same, mended.
    pub fn good(&self) -> String {
        self.example(|line| match line.strip_prefix("> ") {
            None if line.starts_with("< ") || is_caret(line) => None,
            mended => Some(mended.unwrap_or(line)),
        })
    }

    fn example(&self, line: impl Fn(&'static str) -> Option<&'static str>) -> String {
        let example: &'static str = self.example;
        example.split_inclusive('\n').filter_map(line).collect()
    }
}

/// Declares rules, each by its name and severity, `fixed` where that cannot be lowered, and then what [`Rule`] says of it in
/// Chinese and English.
macro_rules! rules {
    ($(
        $(#[$doc:meta])*
        $visible:vis $rule:ident: $name:literal, $severity:ident $(, $fixed:ident)?;
        what $what_zh:literal $what_en:literal;
        why $why_zh:literal $why_en:literal;
        example $example:literal;
    )*) => {$(
        $(#[$doc])*
        $visible static $rule: $crate::diagnostic::Rule = $crate::diagnostic::Rule {
            name: $name,
            severity: $crate::diagnostic::Severity::$severity,
            fixed: !stringify!($($fixed)?).is_empty(),
            what: $crate::diagnostic::Said { zh: $what_zh, en: $what_en },
            why: $crate::diagnostic::Said { zh: $why_zh, en: $why_en },
            example: $example,
        };
    )*};
}
pub(crate) use rules;
