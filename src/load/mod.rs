//! Files into raw records with places.

pub mod theme;
