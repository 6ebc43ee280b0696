//! What the tables of keys and of rules say, for editors and for people: JSON Schema, the format reference, the rules.

mod guide;
mod rules;
mod schema;

pub use guide::guide;
pub use rules::{rule_index, rule_page};
pub use schema::{Document, schema};
