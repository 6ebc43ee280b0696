//! A row of stars, and their number in words.

use std::fmt::Write;

use serde::Deserialize;

use super::super::strings::Strings;
use super::escape::escape;

/// How many stars, as a [`StarsView`](crate::site::view::StarsView) tells it.
#[derive(Deserialize)]
pub(super) struct Lit {
    pub lit: u32,
    pub of: u32,
}

/// More stars than this are told in words only.
pub(super) const MOST_STARS: u32 = 10;

/// How a row of stars begins.
pub(in crate::render) const STAR_ROW: &str = "<svg class=\"star-row\"";
/// How the name of what a row of stars refers to begins.
pub(in crate::render) const STARS: &str = "stars-";

/// A row of stars and their number in words. The stars are those that [`draw_stars`] draws once for a whole page.
pub(super) fn row(strings: &Strings, lit: u32, of: u32) -> String {
    let mut drawn = String::from("<span class=\"stars\">");
    if of <= MOST_STARS {
        let width = 24 * of;
        // A star of any row is as wide as one of another. Old phones know no `href` without its prefix.
        let _ = write!(
            drawn,
            "{STAR_ROW} viewBox=\"0 0 {width} 24\" width=\"{:.2}em\" aria-hidden=\"true\">\
             <use xlink:href=\"#{STARS}{lit}-{of}\"/></svg>",
            1.28 * f64::from(of)
        );
    }
    let _ = write!(drawn, "<span class=\"star-word\">{}</span></span>", escape(&star_word(strings, lit)));
    drawn
}

/// Adds the stars of a row of `of` of which `lit` are lit.
pub(in crate::render) fn draw_stars(drawn: &mut String, lit: u32, of: u32) {
    for at in 0..of.min(MOST_STARS) {
        let class = if at < lit { "star-lit" } else { "star-off" };
        let _ = write!(drawn, "<path class=\"star {class}\" d=\"M{} {STAR}\"/>", 24 * at + 12);
    }
}

/// How many are lit, in words.
pub(super) fn star_word(strings: &Strings, lit: u32) -> String {
    strings.fill("star_word", &[("n", &strings.numeral(lit))]).unwrap_or_else(|| lit.to_string())
}

/// The outline of a star from its upper tip on.
const STAR: &str = "2.6l2.5 6.5 7 .4-5.4 4.4 1.8 6.8-5.9-3.8-5.9 3.8 1.8-6.8-5.4-4.4 7-.4z";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_are_shapes_with_a_word_beside_them() {
        let strings = Strings::of([("star_word", "{n}星"), ("numerals", "零一二三四五")]);
        let drawn = row(&strings, 4, 5);
        assert!(drawn.contains("#stars-4-5") && drawn.contains(">四星<"));
        assert!(!row(&strings, 3, 4_000_000_000).contains("<svg"));
        let mut stars = String::new();
        draw_stars(&mut stars, 4, 5);
        assert_eq!(stars.matches("star-lit").count(), 4);
        assert_eq!(stars.matches("star-off").count(), 1);
        assert!(stars.contains("d=\"M108 2.6l2.5 6.5"));
    }
}
