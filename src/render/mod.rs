//! Views into bytes.

pub mod artifact;
