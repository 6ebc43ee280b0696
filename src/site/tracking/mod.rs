//! What each page read of the board, record by record, so that a page is planned again only if some of that changed.

pub(super) mod cache;
pub(super) mod compare;
pub(super) mod facts;
#[cfg(test)]
mod keys;
mod listed;
pub(super) mod noted;
pub(super) mod notes;
pub(super) mod numbering;
pub(super) mod orders;
pub(super) mod seen;
pub(super) mod tables;
