//! A map of grids, drawn when the site is made.

use serde::Serialize;

/// Outlines with links; the lists beside it say the same in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapView {
    /// Of the drawing, in its own units.
    pub width: u32,
    /// The same.
    pub height: u32,
    /// What is drawn, in the order of the tree.
    pub places: Vec<MapPlace>,
}

/// One grid on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapPlace {
    /// The grid's name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// What its lead is called.
    pub lead_title: String,
    /// The lead's name; null when there is nobody.
    pub lead: Option<String>,
    /// The outline, an SVG path.
    pub path: String,
    /// What is written on it: its name, or its number in the legend where the name does not fit.
    pub label: String,
    /// Whether the label is a number.
    pub numbered: bool,
    /// Where the middle of the label stands, whole units.
    pub x: String,
    /// The same.
    pub y: String,
}
