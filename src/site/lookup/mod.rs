//! Who covers my household: the pages, and what finds a household by whatever part of it somebody types.
//!
//! - [`pages`]: the entry, and a plain list for every leaf grid
//! - [`text`], [`matching`]: how texts are compared; `themes/default/assets/lookup.js` is the same in the browser
//! - [`entries`]: all households in blocks; [`search`]: a query answered from all of them, for the terminal
//! - [`grams`]: which blocks can hold an answer; [`shards`]: blocks and keys as files for the browser

mod answer;
mod entries;
mod grams;
mod matching;
mod pages;
mod search;
mod shards;
mod text;

pub(super) use answer::who;
pub(super) use pages::{Cover, cover, example, index, page};
pub(super) use shards::{Memory, shards};
