//! Which encoding a text was written in: how likely a reading is, and places that were read in the wrong one.

pub mod garbled;
pub mod likelihood;
