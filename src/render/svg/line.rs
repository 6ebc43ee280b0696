//! A line of a few results, small enough to stand in a table; the words stand beside it.

use std::fmt::Write;

use serde::Deserialize;

use super::super::strings::Strings;
use super::escape::escape;
use super::stars::star_word;
use super::trend::{Point, description, points_word, title};

const STEP: f64 = 18.0;
const HEIGHT: f64 = 42.0;
const EDGE: f64 = 7.0;
/// Where the plot begins, right of its scale.
const LEFT: f64 = 28.0;

/// What the heights mean, as a [`ScaleView`](crate::site::view::ScaleView) tells it.
#[derive(Deserialize)]
pub(super) struct Scale {
    low: f64,
    high: f64,
}

/// The line between the ends of its scale; nothing where there are not two points. A period without a result is a gap with
/// a short bar below, one out of office a gap alone.
pub(super) fn line(strings: &Strings, points: &[Point], scale: &Scale) -> String {
    let Some(title) = title(strings, points).filter(|_| points.len() > 1) else { return String::new() };
    let width = LEFT + STEP * points.len() as f64;
    let mut drawn = format!(
        "<svg class=\"line\" viewBox=\"0 0 {width} {HEIGHT}\" role=\"img\"><title>{}</title><desc>{}</desc>",
        escape(&title),
        escape(&description(strings, points, |point| in_words(strings, point))),
    );
    let y = |value: f64| EDGE + (scale.high - value) * (HEIGHT - 2.0 * EDGE) / (scale.high - scale.low);
    for end in [scale.high, scale.low] {
        let (at, label) = (y(end), y(end) + 4.5);
        let _ = write!(
            drawn,
            "<line class=\"trend-grid\" x1=\"{LEFT}\" x2=\"{width}\" y1=\"{at}\" y2=\"{at}\"/><text \
             class=\"line-scale\" x=\"{}\" y=\"{label}\" text-anchor=\"end\">{end}</text>",
            LEFT - 4.0
        );
    }
    let mut runs: Vec<Vec<String>> = vec![Vec::new()];
    let mut last = None;
    for (at, point) in points.iter().enumerate() {
        let x = LEFT + STEP * (at as f64 + 0.5);
        match point.value() {
            Some(value) => {
                last = Some((x, y(value)));
                runs.last_mut().into_iter().for_each(|run| run.push(format!("{x},{:.1}", y(value))));
            }
            None => {
                let (from, to) = (x - 5.0, x + 5.0);
                if !point.is_absent() {
                    let _ = write!(
                        drawn,
                        "<line class=\"line-gap\" x1=\"{from}\" x2=\"{to}\" y1=\"{0}\" y2=\"{0}\"/>",
                        // Not at the foot, where it would look like no points.
                        y((scale.low + scale.high) / 2.0)
                    );
                }
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

/// How a result stands to the one before, as a [`ChangeView`](crate::site::view::ChangeView) tells it.
#[derive(Deserialize)]
pub(super) struct Change {
    state: String,
    by: f64,
}

/// A change as text: `升一星`, `持平`, `低2.5分`.
pub(super) fn change_in_words(strings: &Strings, change: &Change) -> String {
    let by = match change.state.starts_with("stars") {
        true => strings.numeral(change.by as u32),
        false => change.by.to_string(),
    };
    let key = format!("change_{}", change.state);
    strings.fill(&key, &[("n", &by)]).unwrap_or_else(|| change.state.clone())
}

/// A result as text: `四星`, `87.5分`, `四星 87.5分`, or that it is not published.
pub(super) fn in_words(strings: &Strings, point: &Point) -> String {
    if point.is_absent() {
        return strings.get("blank").unwrap_or("—").to_string();
    }
    let stars = point.stars.as_ref().map(|stars| star_word(strings, stars.lit));
    let total = point.total.map(|total| points_word(strings, total));
    let said: Vec<String> = [stars, total].into_iter().flatten().collect();
    match said.is_empty() {
        true => strings.get("unpublished").unwrap_or("—").to_string(),
        false => said.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(yaml: &str) -> Vec<Point> {
        serde_json::from_str(yaml).unwrap()
    }

    #[test]
    fn a_line_has_a_scale_and_gaps_where_somebody_was_missed() {
        let points = points(
            r#"[{"period": "2026-01", "state": "absent"}, {"period": "2026-02", "state": "rated", "stars": {"lit": 4, "of": 5}},
                {"period": "2026-03", "state": "missing"}, {"period": "2026-04", "state": "rated", "stars": {"lit": 5, "of": 5}}]"#,
        );
        let strings =
            Strings::of([("unpublished", "未公布"), ("star_word", "{n}星"), ("numerals", "零一二三四五")]);
        let drawn = line(&strings, &points, &Scale { low: 0.0, high: 5.0 });
        assert!(drawn.contains(">5</text>") && drawn.contains(">0</text>"), "{drawn}");
        assert_eq!(drawn.matches("line-gap").count(), 1, "not for who was not in office");
        assert!(drawn.contains("2026-01 —; 2026-02 四星; 2026-03 未公布; 2026-04 五星"), "{drawn}");
    }

    #[test]
    fn a_change_is_told_in_words() {
        let strings = Strings::of([
            ("change_stars_up", "升{n}星"),
            ("change_points_down", "低{n}分"),
            ("numerals", "零一二"),
        ]);
        let told = |state: &str, by| change_in_words(&strings, &Change { state: state.into(), by });
        assert_eq!(told("stars_up", 2.0), "升二星");
        assert_eq!(told("points_down", 2.5), "低2.5分");
    }
}
