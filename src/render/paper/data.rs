//! What a template is given: `/sheet.json` and `/words.json`, read by it as values. No text becomes Typst
//! source.

use serde::Serialize;

use crate::render::strings::Strings;
use crate::site::view::{PosterView, View};

/// `/sheet.json`: the view.
pub(super) fn sheet(view: &PosterView) -> Vec<u8> {
    json(viewed(view))
}

/// `/words.json`: the theme's words by key.
pub(super) fn words(strings: &Strings) -> Vec<u8> {
    json(strings.map())
}

/// The one way onto paper: only a [`View`] fits.
fn viewed<V: View>(view: &V) -> &V {
    view
}

/// Strings, numbers and lists into memory: this cannot fail.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
