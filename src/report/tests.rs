//! What the report says of a small village.
