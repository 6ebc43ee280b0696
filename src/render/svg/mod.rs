//! Drawings made at build time: stars, progress bars, trends. They have classes and no style: the theme colours them.

mod trend;

use std::fmt::Write;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::strings::Strings;

/// Registers `stars(lit, of)`, `progress_bar(percent)` and `trend_chart(points)`.
pub(super) fn register(tera: &mut Tera, strings: &Strings) {
    let words = strings.clone();
    tera.register_function("stars", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        let (lit, of) = (args.must_get::<u32>("lit")?, args.must_get::<u32>("of")?);
        Ok(Value::safe_string(&stars(&words, lit, of)))
    });
    let words = strings.clone();
    tera.register_function("progress_bar", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&progress_bar(&words, args.must_get::<u32>("percent")?)))
    });
    let words = strings.clone();
    tera.register_function("trend_chart", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&trend::chart(&words, &args.deserialize()?)))
    });
}

/// More stars than this are told in words only.
const MOST_STARS: u32 = 10;

/// A row of stars and their number in words.
fn stars(strings: &Strings, lit: u32, of: u32) -> String {
    let mut drawn = String::from("<span class=\"stars\">");
    if of <= MOST_STARS {
        let width = 24 * of;
        let _ = write!(drawn, "<svg class=\"star-row\" viewBox=\"0 0 {width} 24\" aria-hidden=\"true\">");
        for at in 0..of {
            let class = if at < lit { "star-lit" } else { "star-off" };
            let _ = write!(drawn, "<path class=\"star {class}\" d=\"{}\"/>", star(24 * at));
        }
        drawn.push_str("</svg>");
    }
    let _ = write!(drawn, "<span class=\"star-word\">{}</span></span>", escape(&star_word(strings, lit)));
    drawn
}

fn star_word(strings: &Strings, lit: u32) -> String {
    strings.fill("star_word", &[("n", &strings.numeral(lit))]).unwrap_or_else(|| lit.to_string())
}

/// The outline of one star of a row, `left` from the row's beginning. The corners were worked out once, so that no
/// machine's sine decides over bytes.
fn star(left: u32) -> String {
    const CORNERS: [(u32, u32); 10] = [
        (120, 26), (145, 91), (215, 95), (161, 139), (179, 207), (120, 169), (61, 207), (79, 139), (25, 95), (95, 91),
    ];
    let mut path = String::new();
    for (at, (x, y)) in CORNERS.into_iter().enumerate() {
        let x = x + left * 10;
        let _ = write!(path, "{}{}.{} {}.{}", if at == 0 { 'M' } else { 'L' }, x / 10, x % 10, y / 10, y % 10);
    }
    path + "Z"
}

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
        let drawn = stars(&strings, 4, 5);
        assert_eq!(drawn.matches("star-lit").count(), 4);
        assert_eq!(drawn.matches("star-off").count(), 1);
        assert!(drawn.contains("d=\"M12.0 2.6L14.5 9.1") && drawn.contains(">四星<"));
        assert!(!stars(&strings, 3, 4_000_000_000).contains("<svg"));
    }

    #[test]
    fn a_bar_never_passes_its_end() {
        let drawn = progress_bar(&Strings::default(), 140);
        assert!(drawn.contains("width=\"100\"") && drawn.contains(">100%<") && !drawn.contains("style"));
    }
}
