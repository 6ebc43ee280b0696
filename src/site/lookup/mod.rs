//! Who covers my household, and where anything else stands: the pages, and what finds it by whatever part of it somebody
//! types.
//!
//! - [`pages`]: the entry, and a plain list for every leaf grid; [`mod@contents`]: all that can be found, without scripts
//! - [`text`], [`numerals`], [`sounds`], [`matching`], [`loose`]: how texts are compared; in the browser
//!   `themes/default/assets/lookup.js` does the same
//! - [`entries`], [`people`]: households and people, in blocks; [`search`]: a query answered from all of them, for the
//!   terminal
//! - [`matters`]: all else that can be found, in blocks; [`below`]: what of it boards below published
//! - [`grams`]: which blocks can hold an answer; [`mod@shards`]: blocks and keys as files for the browser

mod answer;
mod below;
mod contents;
mod entries;
mod grams;
mod loose;
mod matching;
mod matters;
mod numerals;
mod pages;
mod people;
mod search;
mod shards;
mod sounds;
mod text;
mod unit;

pub(super) use answer::who;
pub(super) use contents::contents;
pub(super) use pages::{Cover, cover, example, index, page};
pub(super) use shards::{LookupCache, shards};
