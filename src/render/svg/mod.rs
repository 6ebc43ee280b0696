//! Drawings made at build time: stars, progress bars, trends. They have classes and no style: the theme colours them.

mod line;
mod trend;

use std::fmt::Write;

use serde::Deserialize;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::strings::Strings;

/// The strings that drawings take from the theme.
#[cfg(test)]
pub(super) const KEYS: &[&str] =
    &["star_word", "point_word", "percent_word", "unpublished", "trend_unrated", "trend_title", "trend_sep"];

/// How many stars, as a [`StarsView`](crate::site::view::StarsView) tells it.
#[derive(Deserialize)]
struct Lit {
    lit: u32,
    of: u32,
}

#[derive(Deserialize)]
struct StarsArgs {
    stars: Option<Lit>,
    #[serde(default)]
    shared: bool,
}

#[derive(Deserialize)]
struct ShapesArgs {
    rows: Vec<Lit>,
}

#[derive(Deserialize)]
struct BarArgs {
    percent: Option<u32>,
}

#[derive(Deserialize)]
struct TrendArgs {
    history: trend::History,
}

#[derive(Deserialize)]
struct LineArgs {
    points: Vec<trend::Point>,
}

#[derive(Deserialize)]
struct WordsArgs {
    point: trend::Point,
}

/// Registers `stars(stars, shared)`, `progress_bar(percent)`, `trend_chart(history)` and `trend_line(points)`, each of
/// which draws nothing for null, `star_shapes(rows)` and `in_words(point)`.
pub(super) fn register(tera: &mut Tera, strings: &Strings) {
    let words = strings.clone();
    let usual = [false, true].map(|shared| -> Vec<Value> {
        let drawn = |lit| Value::safe_string(&row(&words, lit, USUAL_STARS, shared));
        (0..=USUAL_STARS).map(drawn).collect()
    });
    tera.register_function("stars", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        let StarsArgs { stars, shared } = args.deserialize()?;
        Ok(match stars {
            Some(Lit { lit, of: USUAL_STARS }) => {
                usual[usize::from(shared)][lit.min(USUAL_STARS) as usize].clone()
            }
            Some(stars) => Value::safe_string(&row(&words, stars.lit, stars.of, shared)),
            None => Value::safe_string(""),
        })
    });
    tera.register_function("star_shapes", |args: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&shapes(&args.deserialize::<ShapesArgs>()?.rows)))
    });
    let words = strings.clone();
    tera.register_function("progress_bar", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        let drawn = args.deserialize::<BarArgs>()?.percent.map(|percent| progress_bar(&words, percent));
        Ok(Value::safe_string(&drawn.unwrap_or_default()))
    });
    let words = strings.clone();
    tera.register_function("trend_line", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&line::line(&words, &args.deserialize::<LineArgs>()?.points)))
    });
    let words = strings.clone();
    tera.register_function("in_words", move |args: Kwargs, _: &State| -> TeraResult<String> {
        Ok(line::in_words(&words, &args.deserialize::<WordsArgs>()?.point))
    });
    let words = strings.clone();
    tera.register_function("trend_chart", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&trend::chart(&words, &args.deserialize::<TrendArgs>()?.history)))
    });
}

/// The commonest row, drawn beforehand: a large board shows tens of thousands.
const USUAL_STARS: u32 = 5;

/// More stars than this are told in words only.
const MOST_STARS: u32 = 10;

/// A row of stars and their number in words. The stars of a `shared` row are those of [`shapes`].
fn row(strings: &Strings, lit: u32, of: u32, shared: bool) -> String {
    let mut drawn = String::from("<span class=\"stars\">");
    if of <= MOST_STARS {
        let width = 24 * of;
        let _ = write!(drawn, "<svg class=\"star-row\" viewBox=\"0 0 {width} 24\" aria-hidden=\"true\">");
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
fn shapes(rows: &[Lit]) -> String {
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

fn star_word(strings: &Strings, lit: u32) -> String {
    strings.fill("star_word", &[("n", &strings.numeral(lit))]).unwrap_or_else(|| lit.to_string())
}

/// The outline of a star from its upper tip on.
const STAR: &str = "2.6l2.5 6.5 7 .4-5.4 4.4 1.8 6.8-5.9-3.8-5.9 3.8 1.8-6.8-5.4-4.4 7-.4z";

/// A bar with its percentage in text.
fn progress_bar(strings: &Strings, percent: u32) -> String {
    let percent = percent.min(100);
    let said = strings.fill("percent_word", &[("n", &percent.to_string())]).unwrap_or(format!("{percent}%"));
    format!(
        "<span class=\"progress\"><svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\"><rect class=\"bar-fill\" width=\"{percent}\" height=\"10\"/></svg>\
         <span class=\"bar-text\">{}</span></span>",
        escape(&said)
    )
}

/// Text as markup; what XML does not allow at all is left out.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

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

    #[test]
    fn a_bar_never_passes_its_end() {
        let drawn = progress_bar(&Strings::default(), 140);
        assert!(drawn.contains("width=\"100\"") && drawn.contains(">100%<") && !drawn.contains("style"));
    }
}
