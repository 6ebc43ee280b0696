//! Long lists: which part of one a page shows, and in which other orders there are pages of it.

use serde::Serialize;

use crate::status::commitments::CommitmentState;

/// Where a page stands among those of its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// From 1.
    pub number: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// How many pages there are.
    pub count: usize,
    /// All pages, this one too; of very many those beside this one, and some at equal distances.
    pub parts: Vec<PagerPart>,
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PagerPart {
    /// Which page it is, from 1.
    pub number: usize,
    /// Its address.
    pub href: String,
    /// The head under which it begins.
    pub first: Option<String>,
    /// The state with which it begins.
    pub state: Option<CommitmentState>,
}

/// A list in another order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderLink {
    /// `state`, `person`, `grid`, `year`, `name`, `result`.
    pub code: &'static str,
    /// Its first page.
    pub href: String,
    /// Whether this page shows it.
    pub current: bool,
}
