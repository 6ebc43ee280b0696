//! One value for every problem, in both languages and with its place; how it is shown is the siblings' matter.

pub mod example;
mod gather;
pub mod github;
pub mod human;
pub mod json;
mod problem;
mod rule;
#[cfg(test)]
mod sample;
pub mod sarif;
pub mod short;
pub mod summary;
mod text;
pub mod visible;

pub use gather::SHOWN;
pub use problem::{Also, Cause, Diagnostic, Diagnostics, Related};
pub use rule::Rule;
pub(crate) use rule::rules;
pub use text::{Lang, Said, Severity, Text};
