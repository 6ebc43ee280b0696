//! Drawings made at build time: stars, progress bars, trends. They have classes and no style: the theme colours them.

mod escape;
mod line;
mod stars;
mod trend;

use serde::Deserialize;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::strings::Strings;
pub(super) use escape::escape;
use stars::{Lit, row};
pub(super) use stars::{STAR_ROW, STARS, draw_stars};

/// How a mark begins, which a page may show many times.
pub(super) const MARK: &str = "<svg class=\"shape\"";

/// The strings that drawings take from the theme.
#[cfg(test)]
pub(super) const KEYS: &[&str] = &[
    "star_word",
    "point_word",
    "percent_word",
    "unpublished",
    "blank",
    "trend_unrated",
    "trend_title",
    "trend_sep",
    "change_same",
    "change_stars_up",
    "change_stars_down",
    "change_points_up",
    "change_points_down",
    "change_unknown",
];

#[derive(Deserialize)]
struct StarsArgs {
    stars: Option<Lit>,
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
    scale: Option<line::Scale>,
}

#[derive(Deserialize)]
struct ChangeArgs {
    change: line::Change,
}

#[derive(Deserialize)]
struct WordsArgs {
    point: trend::Point,
}

/// The commonest row, drawn beforehand: a large board shows tens of thousands.
const USUAL_STARS: u32 = 5;

/// Registers `stars(stars)`, `progress_bar(percent)`, `trend_chart(history)` and `trend_line(points, scale)`, each of which
/// draws nothing for null, `in_words(point)` and `change_in_words(change)`;
/// and the filter `star_word`, for how many are lit.
pub(super) fn register(tera: &mut Tera, strings: &Strings) {
    let words = strings.clone();
    let drawn = |lit| Value::safe_string(&row(&words, lit, USUAL_STARS));
    let usual: Vec<Value> = (0..=USUAL_STARS).map(drawn).collect();
    tera.register_function("stars", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(match args.deserialize::<StarsArgs>()?.stars {
            Some(Lit { lit, of: USUAL_STARS }) => usual[lit.min(USUAL_STARS) as usize].clone(),
            Some(stars) => Value::safe_string(&row(&words, stars.lit, stars.of)),
            None => Value::safe_string(""),
        })
    });
    let words = strings.clone();
    tera.register_filter("star_word", move |lit: u32, _: Kwargs, _: &State| stars::star_word(&words, lit));
    let words = strings.clone();
    tera.register_function("progress_bar", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        let drawn = args.deserialize::<BarArgs>()?.percent.map(|percent| progress_bar(&words, percent));
        Ok(Value::safe_string(&drawn.unwrap_or_default()))
    });
    let words = strings.clone();
    tera.register_function("trend_line", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        let LineArgs { points, scale } = args.deserialize()?;
        let drawn = scale.map(|scale| line::line(&words, &points, &scale));
        Ok(Value::safe_string(&drawn.unwrap_or_default()))
    });
    let words = strings.clone();
    tera.register_function("change_in_words", move |args: Kwargs, _: &State| -> TeraResult<String> {
        Ok(line::change_in_words(&words, &args.deserialize::<ChangeArgs>()?.change))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_never_passes_its_end() {
        let drawn = progress_bar(&Strings::default(), 140);
        assert!(drawn.contains("width=\"100\"") && drawn.contains(">100%<") && !drawn.contains("style"));
    }
}
