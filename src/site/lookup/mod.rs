//! Who covers my household: the pages, and what finds a household by whatever part of it somebody types.
//!
//! - [`pages`]: the entry, and a plain list for every leaf grid
//! - [`text`], [`numerals`], [`sounds`], [`matching`], [`loose`]: how texts are compared; in the browser
//!   `themes/default/assets/lookup.js` does the same
//! - [`entries`], [`people`]: all that can be found, in blocks; [`search`]: a query answered from all of them, for the
//!   terminal
//! - [`grams`]: which blocks can hold an answer; [`mod@shards`]: blocks and keys as files for the browser

mod answer;
mod entries;
mod grams;
mod loose;
mod matching;
mod numerals;
mod pages;
mod people;
mod search;
mod shards;
mod sounds;
mod text;
mod unit;

pub(super) use answer::who;
pub(super) use pages::{Cover, cover, example, index, page};
pub(super) use shards::{LookupCache, shards};
