//! A problem, and all of them.

use std::borrow::Cow;

use super::rule::Rule;
use super::text::{Severity, Text};
use crate::source::{Sources, Span};

/// A second place that belongs to a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: Text,
}

/// What problems of one rule have in common although their messages differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cause {
    /// What is at fault, e.g. `grid`.
    pub of: &'static str,
    /// Which of them, or how it is written.
    pub value: String,
}

impl Cause {
    /// The way `text` is written: problems with values of one form have one cause. Digits of one width are alike.
    pub fn form(of: &'static str, text: &str) -> Cause {
        let one = |c: char| match c {
            '0'..='9' => '9',
            '０'..='９' => '９',
            other => other,
        };
        Cause { of, value: text.chars().map(one).collect() }
    }
}

/// A further place of the same cause.
#[derive(Clone, Debug)]
pub struct Also {
    /// Where.
    pub span: Span,
    /// What to write there instead, where that is certain.
    pub fix: Option<String>,
}

/// One problem: what, where, and what to do. Private values never enter its texts.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule it breaks.
    pub rule: &'static Rule,
    /// How bad it is; the rule's own severity until the board's settings change it.
    pub severity: Severity,
    /// Names the record, the value (unless private) and the fault.
    pub message: Text,
    /// The narrowest place at fault.
    pub span: Span,
    /// The remedy.
    pub help: Option<Text>,
    /// Conflicting places.
    pub related: Vec<Related>,
    /// Whether the text at `span` must not be shown, because it holds personal data: see [`Diagnostics::hide`].
    pub hidden: bool,
    /// What to write at `span` instead, where that is certain.
    pub fix: Option<String>,
    /// What it has in common with others of the rule that say something else.
    pub cause: Option<Cause>,
    /// Further places of the same cause, in order: see [`Diagnostics::gather`].
    pub also: Vec<Also>,
}

impl Diagnostic {
    /// A problem of `rule` at `span`.
    pub fn new(rule: &'static Rule, span: Span, message: Text) -> Diagnostic {
        Diagnostic {
            rule,
            severity: rule.severity,
            message: message.cut(),
            span,
            help: None,
            related: Vec::new(),
            hidden: false,
            fix: None,
            cause: None,
            also: Vec::new(),
        }
    }

    /// Adds the remedy.
    pub fn help(mut self, help: Text) -> Diagnostic {
        self.help = Some(help.cut());
        self
    }

    /// Adds a remedy when there is one.
    pub fn maybe_help(self, help: Option<Text>) -> Diagnostic {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    /// Adds a conflicting place.
    pub fn related(mut self, span: Span, message: Text) -> Diagnostic {
        self.related.push(Related { span, message });
        self
    }

    /// Forbids showing the text it points at.
    pub fn hidden(mut self) -> Diagnostic {
        self.hidden = true;
        self
    }

    /// Says what to write at the place instead, where that is certain.
    pub fn fix(mut self, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(replacement.into());
        self
    }

    /// Moves it to `span`.
    pub fn at(mut self, span: Span) -> Diagnostic {
        self.span = span;
        self
    }

    /// Says what it has in common with others of the rule that say something else.
    pub fn cause(mut self, cause: Cause) -> Diagnostic {
        self.cause = Some(cause);
        self
    }

    /// Raises or lowers this one problem against its rule's severity.
    pub fn severity(mut self, severity: Severity) -> Diagnostic {
        self.severity = severity;
        self
    }
}

/// All problems of a stage or a run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    pub(super) list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all problems of `other`.
    pub fn append(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    /// The problems.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Where the list ends now: see [`Diagnostics::errors_since`].
    pub fn mark(&self) -> usize {
        self.list.len()
    }

    /// Whether an error was added since `mark`.
    pub fn errors_since(&self, mark: usize) -> bool {
        self.list[mark..].iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many problems of `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether anything here forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Keeps what `keep` approves; it may change the problem.
    pub fn retain_mut(&mut self, keep: impl FnMut(&mut Diagnostic) -> bool) {
        self.list.retain_mut(keep);
    }

    /// Says everything through `mask`, which leaves out what must not be repeated.
    pub fn reword(&mut self, mask: impl Fn(&str) -> Cow<'_, str>) {
        let said = |text: &mut Text| {
            for said in [&mut text.zh, &mut text.en] {
                if let Cow::Owned(masked) = mask(said) {
                    *said = masked;
                }
            }
        };
        for problem in &mut self.list {
            said(&mut problem.message);
            problem.help.iter_mut().for_each(said);
            problem.related.iter_mut().for_each(|related| said(&mut related.message));
        }
    }

    /// Makes `sources` hide the places that must not be shown.
    pub fn hide(&self, sources: &mut Sources) {
        for diagnostic in self.list.iter().filter(|diagnostic| diagnostic.hidden) {
            sources.hide(diagnostic.span);
            // A private value may stand at either place.
            diagnostic.related.iter().for_each(|related| sources.hide(related.span));
        }
    }

    /// Sorts by file and place and drops exact repetitions, so that output never depends on reading order.
    pub fn sort(&mut self, sources: &Sources) {
        self.list.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.span.start, d.span.end, d.rule.name);
            (sources.get(a.span.file).path.as_str(), key(a), &a.message.en).cmp(&(
                sources.get(b.span.file).path.as_str(),
                key(b),
                &b.message.en,
            ))
        });
        self.list.dedup_by(|a, b| a.rule.name == b.rule.name && a.span == b.span && a.message == b.message);
    }
}
