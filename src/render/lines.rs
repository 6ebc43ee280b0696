//! The lines of a bulletin, rendered some at a time: of one with hundreds of lines, a change makes only its part again.

use std::sync::Arc;

use rayon::prelude::*;
use tera::{Context, Tera, Value};

use crate::site::view::{BulletinEntry, BulletinView};

/// What the page's template calls the lines of each of [`BulletinView::PARTS`].
const NAMES: [&str; 2] = ["rows", "month_rows"];

/// The rendered lines of one bulletin, part by part.
pub(super) type WrittenLines = Vec<LinesPart>;

/// Some lines, and what the templates made of them.
#[derive(Clone, Debug)]
pub(super) struct LinesPart {
    entries: Arc<Vec<BulletinEntry>>,
    html: [Arc<str>; 2],
}

/// The lines of `view`, each part from `before` where that shows the same beside the same. `context` is what the page
/// shows beside them; the templates that make the lines are those `before` was made with.
pub(super) fn write(
    tera: &Tera,
    view: &BulletinView,
    context: &Context,
    before: Option<(&BulletinView, &WrittenLines)>,
) -> Result<WrittenLines, tera::Error> {
    let before = before.filter(|(before, _)| before.is_alike(view)).map_or(&[][..], |(_, written)| written);
    let part = |(at, entries): (usize, &Arc<Vec<BulletinEntry>>)| {
        if let Some(known) = before.get(at).filter(|known| known.entries == *entries) {
            return Ok(LinesPart { entries: entries.clone(), html: known.html.clone() });
        }
        let mut context = context.clone();
        context.insert("entries", &**entries);
        let [rows, months] = BulletinView::PARTS.map(|template| tera.render(template, &context));
        Ok(LinesPart { entries: entries.clone(), html: [rows?.into(), months?.into()] })
    };
    view.entries.0.par_iter().enumerate().map(part).collect()
}

/// Puts `written` into the page's `context`.
pub(super) fn put(written: &WrittenLines, context: &mut Context) {
    for (kind, name) in NAMES.into_iter().enumerate() {
        let whole: String = written.iter().map(|part| &*part.html[kind]).collect();
        context.insert_value(name, Value::safe_string(&whole));
    }
}
