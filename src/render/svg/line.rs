//! A line of a few results, small enough to stand in a table; the words stand beside it.

use std::fmt::Write;

use super::super::strings::Strings;
use super::escape::escape;
use super::stars::star_word;
use super::trend::{Point, Scale, description, points_word, title};

const STEP: f64 = 18.0;
const HEIGHT: f64 = 32.0;
const EDGE: f64 = 5.0;

/// The line; nothing where there are not two points. A period without a result is a gap with a short bar below.
pub(super) fn line(strings: &Strings, points: &[Point]) -> String {
    let Some(title) = title(strings, points).filter(|_| points.len() > 1) else { return String::new() };
    let scale = Scale::of(points);
    let width = STEP * points.len() as f64;
    let mut drawn = format!(
        "<svg class=\"line\" viewBox=\"0 0 {width} {HEIGHT}\" role=\"img\"><title>{}</title><desc>{}</desc>",
        escape(&title),
        escape(&description(strings, &scale, points)),
    );
    let y = |value: f64| EDGE + (scale.high - value) * (HEIGHT - 2.0 * EDGE) / (scale.high - scale.low);
    let mut runs: Vec<Vec<String>> = vec![Vec::new()];
    let mut last = None;
    for (at, point) in points.iter().enumerate() {
        let x = STEP * (at as f64 + 0.5);
        match scale.value(point) {
            Some(value) => {
                last = Some((x, y(value)));
                runs.last_mut().into_iter().for_each(|run| run.push(format!("{x},{:.1}", y(value))));
            }
            None => {
                let (from, to) = (x - 5.0, x + 5.0);
                let _ = write!(
                    drawn,
                    "<line class=\"line-gap\" x1=\"{from}\" x2=\"{to}\" y1=\"{HEIGHT}\" y2=\"{HEIGHT}\"/>"
                );
                runs.push(Vec::new());
            }
        }
    }
    for run in runs.iter().filter(|run| !run.is_empty()) {
        // A single month between two gaps is a dot: a line of no length with round ends.
        let points = if run.len() == 1 { [run[0].as_str(); 2].join(" ") } else { run.join(" ") };
        let _ = write!(drawn, "<polyline class=\"trend-line\" points=\"{points}\"/>");
    }
    if let Some((x, y)) = last {
        let _ = write!(drawn, "<circle class=\"trend-last\" cx=\"{x}\" cy=\"{y:.1}\" r=\"3\"/>");
    }
    drawn + "</svg>"
}

/// A result as text: `四星`, `87.5分`, `四星 87.5分`, or that it is not published.
pub(super) fn in_words(strings: &Strings, point: &Point) -> String {
    let stars = point.stars.as_ref().map(|stars| star_word(strings, stars.lit));
    let total = point.total.map(|total| points_word(strings, total));
    let said: Vec<String> = [stars, total].into_iter().flatten().collect();
    match said.is_empty() {
        true => strings.get("unpublished").unwrap_or("—").to_string(),
        false => said.join(" "),
    }
}
