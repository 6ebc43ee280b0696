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

/// A row of stars and their number in words. The stars of a `shared` row are those of [`shapes`].
pub(super) fn row(strings: &Strings, lit: u32, of: u32, shared: bool) -> String {
    let mut drawn = String::from("<span class=\"stars\">");
    if of <= MOST_STARS {
        let width = 24 * of;
        // A star of any row is as wide as one of another.
        let _ = write!(
            drawn,
            "<svg class=\"star-row\" viewBox=\"0 0 {width} 24\" width=\"{:.2}em\" aria-hidden=\"true\">",
            1.28 * f64::from(of)
        );
        match shared {
            // Old phones know no `href` without its prefix.
            true => {
                let _ = write!(drawn, "<use xlink:href=\"#stars-{lit}-{of}\"/>");
            }
            false => paths(&mut drawn, lit, of),
        }
        drawn.push_str("</svg>");
    }
    let _ = write!(drawn, "<span class=\"star-word\">{}</span></span>", escape(&star_word(strings, lit)));
    drawn
}

fn paths(drawn: &mut String, lit: u32, of: u32) {
    for at in 0..of {
        let class = if at < lit { "star-lit" } else { "star-off" };
        let _ = write!(drawn, "<path class=\"star {class}\" d=\"M{} {STAR}\"/>", 24 * at + 12);
    }
}

/// The stars of each of `rows`, drawn once for all rows of a long page that show as many; nothing for no rows.
pub(super) fn shapes(rows: &[Lit]) -> String {
    let mut drawn = String::new();
    for Lit { lit, of } in rows.iter().filter(|row| row.of <= MOST_STARS) {
        let _ = write!(drawn, "<g id=\"stars-{lit}-{of}\">");
        paths(&mut drawn, *lit, *of);
        drawn.push_str("</g>");
    }
    match drawn.is_empty() {
        true => drawn,
        false => {
            format!(
                "<svg class=\"visually-hidden\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>{drawn}</defs></svg>"
            )
        }
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
        let drawn = row(&strings, 4, 5, false);
        assert_eq!(drawn.matches("star-lit").count(), 4);
        assert_eq!(drawn.matches("star-off").count(), 1);
        assert!(drawn.contains("d=\"M108 2.6l2.5 6.5") && drawn.contains(">四星<"));
        assert!(!row(&strings, 3, 4_000_000_000, false).contains("<svg"));
    }

    #[test]
    fn shared_stars_are_drawn_once_and_look_the_same() {
        let strings = Strings::of([("star_word", "{n}星"), ("numerals", "零一二三四五")]);
        let (own, shared) = (row(&strings, 2, 3, false), row(&strings, 2, 3, true));
        let shapes = shapes(&[Lit { lit: 2, of: 3 }, Lit { lit: 1, of: 4_000_000_000 }]);
        let stars =
            shapes.split("id=\"stars-2-3\">").nth(1).and_then(|rest| rest.split("</g>").next()).unwrap();
        assert_eq!(shared.replace("<use xlink:href=\"#stars-2-3\"/>", stars), own);
        assert_eq!(shapes.matches("<g ").count(), 1, "what is told in words only has no shape");
        assert_eq!(super::shapes(&[]), "");
    }
}
