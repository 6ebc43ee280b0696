//! What the table of keys says, for editors and for people: JSON Schema and the format reference.

mod guide;
mod schema;

pub use guide::guide;
pub use schema::{Document, schema};
