//! The chain of those responsible, rendered by itself and put into its page: where nothing but that changes, the rest of
//! the page is taken over.

use std::ops::Range;

use tera::{Context, Tera, Value};

use crate::site::view::{ChainView, PageView};

/// What the page's template calls it, …
pub(super) const NAME: &str = "chain_cards";
/// … and what it is made of, which the template is not given then: so the rest of the page cannot depend on it.
pub(super) const VARIABLE: &str = "chain";
/// Stands in its place while the page is rendered: no text holds characters that are none.
const MARK: &str = "\u{fdd0}chain\u{fdd1}";

/// Where it stands in a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    ranges: Vec<Range<usize>>,
    /// Whether there is anything to be shown: a template may ask for that.
    is_shown: bool,
}

/// A whole page, of which `context` holds the view.
pub(super) fn page(
    tera: &Tera,
    page: &PageView,
    chain: &ChainView<'_>,
    mut context: Context,
) -> Result<(Vec<u8>, Places), tera::Error> {
    let html = cards(tera, chain)?;
    let is_shown = !html.is_empty();
    context.remove(VARIABLE);
    context.insert_value(NAME, Value::safe_string(if is_shown { MARK } else { "" }));
    let framed = tera.render(page.template(), &context)?;
    let parts = framed.split(MARK).map(str::as_bytes);
    Ok(joined(parts, html.as_bytes(), is_shown))
}

/// The page `before`, in which the chain stood at `places`, with another chain; `None` where that is no matter of places.
pub(super) fn again(
    tera: &Tera,
    chain: &ChainView<'_>,
    (before, places): (&[u8], &Places),
) -> Result<Option<(Vec<u8>, Places)>, tera::Error> {
    let html = cards(tera, chain)?;
    if html.is_empty() == places.is_shown {
        return Ok(None);
    }
    let starts = [0].into_iter().chain(places.ranges.iter().map(|range| range.end));
    let ends = places.ranges.iter().map(|range| range.start).chain([before.len()]);
    let parts = starts.zip(ends).map(|(start, end)| &before[start..end]);
    Ok(Some(joined(parts, html.as_bytes(), places.is_shown)))
}

/// The chain for a template that is given what it is made of as well.
pub(super) fn whole(tera: &Tera, chain: &ChainView<'_>) -> Result<Value, tera::Error> {
    Ok(Value::safe_string(&cards(tera, chain)?))
}

/// Nothing where there is nobody above.
fn cards(tera: &Tera, chain: &ChainView<'_>) -> Result<String, tera::Error> {
    if chain.chain.is_empty() {
        return Ok(String::new());
    }
    tera.render(PageView::CHAIN, &super::context(chain)?)
}

/// `parts` with `html` between them.
fn joined<'p>(
    parts: impl Iterator<Item = &'p [u8]> + Clone,
    html: &[u8],
    is_shown: bool,
) -> (Vec<u8>, Places) {
    let (count, length) =
        parts.clone().fold((0, 0), |(count, length), part| (count + 1, length + part.len()));
    let mut page = Vec::with_capacity(length + (count - 1) * html.len());
    let mut ranges = Vec::new();
    for (at, part) in parts.enumerate() {
        if at > 0 {
            ranges.push(page.len()..page.len() + html.len());
            page.extend_from_slice(html);
        }
        page.extend_from_slice(part);
    }
    (page, Places { ranges, is_shown })
}
