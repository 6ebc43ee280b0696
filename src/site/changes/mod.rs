//! The open data as the publication record has it: row by row, with why anything was put right.

pub(super) mod pages;
pub(super) mod places;
mod rows;
mod told;

pub use rows::{Recorded, recorded};
