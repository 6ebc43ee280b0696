//! Which encoding a text was written in: the likeliest reading of bytes, how likely it is, and places that were read in
//! the wrong one.

pub mod decode;
pub mod garbled;
pub mod likelihood;
