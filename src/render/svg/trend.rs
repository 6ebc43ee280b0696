//! A year's results as a line with dots; a month that was not published is a gap, never a zero.

use std::fmt::Write;

use serde::Deserialize;

use super::super::strings::Strings;
use super::super::words;
use super::escape::escape;
use super::stars::{Lit, MOST_STARS, star_word};

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 170.0;
const LEFT: f64 = 42.0;
const RIGHT: f64 = 8.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 32.0;

/// What a chart takes of a [`RatingHistory`](crate::site::view::RatingHistory).
#[derive(Deserialize)]
pub(super) struct History {
    points: Vec<Point>,
}

/// A period and its result.
#[derive(Deserialize)]
pub(super) struct Point {
    period: String,
    state: String,
    pub(super) stars: Option<Lit>,
    pub(super) total: Option<f64>,
}

impl Point {
    /// Its height: stars where there are any, else points.
    pub(super) fn value(&self) -> Option<f64> {
        self.stars.as_ref().map(|stars| stars.lit.into()).or(self.total)
    }

    /// Whether nobody was in office to be rated.
    pub(super) fn is_absent(&self) -> bool {
        self.state == "absent"
    }
}

/// What the heights mean.
struct Scale {
    low: f64,
    high: f64,
    step: f64,
    of_stars: bool,
}

impl Scale {
    /// In stars where there are any, else in points, rounded outwards to tens.
    fn of(points: &[Point]) -> Scale {
        let stars: Vec<&Lit> = points.iter().filter_map(|point| point.stars.as_ref()).collect();
        let most = stars.iter().map(|stars| stars.of).max().unwrap_or_default();
        if (1..=MOST_STARS).contains(&most) {
            let low = if most == 1 || stars.iter().any(|stars| stars.lit == 0) { 0.0 } else { 1.0 };
            return Scale { low, high: most.into(), step: 1.0, of_stars: true };
        }
        let totals: Vec<f64> = points.iter().filter_map(|point| point.total).collect();
        let low = totals.iter().copied().fold(f64::INFINITY, f64::min);
        let high = totals.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let low = if low.is_finite() { (low / 10.0).floor() * 10.0 } else { 0.0 };
        let high = if high.is_finite() { (high / 10.0).ceil() * 10.0 } else { 100.0 }.max(low + 10.0);
        Scale { low, high, step: (high - low) / 2.0, of_stars: false }
    }

    fn value(&self, point: &Point) -> Option<f64> {
        match self.of_stars {
            true => point.stars.as_ref().map(|stars| stars.lit.min(self.high as u32).into()),
            false => point.total,
        }
    }

    fn y(&self, value: f64) -> f64 {
        TOP + (self.high - value) * (HEIGHT - TOP - BOTTOM) / (self.high - self.low)
    }
}

/// The chart; nothing when there is nothing to draw.
pub(super) fn chart(strings: &Strings, history: &History) -> String {
    let points = &history.points;
    let Some(title) = title(strings, points) else { return String::new() };
    let scale = Scale::of(points);
    let mut drawn = format!(
        "<svg class=\"trend\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\"><title>{}</title><desc>{}</desc>",
        escape(&title),
        escape(&description(strings, points, |point| said(strings, &scale, point))),
    );
    grid(&mut drawn, strings, &scale);
    let step = (WIDTH - LEFT - RIGHT) / points.len() as f64;
    let x = |at: usize| LEFT + step * (at as f64 + 0.5);
    drawn.push_str("<g class=\"trend-scale\" text-anchor=\"middle\">");
    for (at, point) in points.iter().enumerate() {
        let label = escape(short(&point.period));
        let _ = write!(drawn, "<text x=\"{:.1}\" y=\"{}\">{label}</text>", x(at), HEIGHT - 10.0);
    }
    drawn.push_str("</g>");
    let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for (at, point) in points.iter().enumerate() {
        match scale.value(point) {
            Some(value) => runs.last_mut().into_iter().for_each(|run| run.push((x(at), scale.y(value)))),
            None => {
                gap(&mut drawn, &said(strings, &scale, point), x(at), step);
                runs.push(Vec::new());
            }
        }
    }
    lines(&mut drawn, &runs);
    drawn + "</svg>"
}

/// From when to when the points are; `None` when there are none.
pub(super) fn title(strings: &Strings, points: &[Point]) -> Option<String> {
    let [from, to] = [points.first()?, points.last()?].map(|point| words::period(strings, &point.period));
    let title = strings.fill("trend_title", &[("from", &from), ("to", &to)]);
    Some(title.unwrap_or(format!("{from} – {to}")))
}

fn grid(drawn: &mut String, strings: &Strings, scale: &Scale) {
    let lines = ((scale.high - scale.low) / scale.step).round() as u32;
    let mut labels = String::new();
    drawn.push_str("<path class=\"trend-grid\" d=\"");
    for line in 0..=lines {
        let value = scale.low + scale.step * f64::from(line);
        let y = scale.y(value);
        // Beside the plot is room for two characters: 五星, but not “5-star”.
        let stars = scale.of_stars.then(|| star_word(strings, value as u32));
        let label = stars.filter(|word| word.chars().count() <= 2).unwrap_or_else(|| format!("{value}"));
        let _ = write!(drawn, "M{LEFT} {y:.1}H{}", WIDTH - RIGHT);
        let (x, y) = (LEFT - 8.0, y + 5.0);
        let _ = write!(labels, "<text x=\"{x}\" y=\"{y:.1}\">{}</text>", escape(&label));
    }
    let _ = write!(drawn, "\"/><g class=\"trend-scale\" text-anchor=\"end\">{labels}</g>");
}

/// A period without a result: a column of its own, with the word written downwards where it fits.
fn gap(drawn: &mut String, word: &str, x: f64, step: f64) {
    let _ = write!(
        drawn,
        "<rect class=\"trend-gap\" x=\"{:.1}\" y=\"{}\" width=\"{:.1}\" height=\"{}\"/>",
        x - step / 2.0 + 2.0,
        TOP - 6.0,
        step - 4.0,
        HEIGHT - TOP - BOTTOM + 12.0
    );
    if word.chars().count() <= 5 {
        for (at, c) in word.chars().enumerate() {
            let y = TOP + 36.0 + 17.0 * at as f64;
            let c = escape(&c.to_string());
            let _ = write!(
                drawn,
                "<text class=\"trend-gap-word\" x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{c}</text>"
            );
        }
    }
}

fn lines(drawn: &mut String, runs: &[Vec<(f64, f64)>]) {
    for run in runs.iter().filter(|run| run.len() > 1) {
        let points: Vec<String> = run.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = write!(drawn, "<polyline class=\"trend-line\" points=\"{}\"/>", points.join(" "));
    }
    let dots: Vec<&(f64, f64)> = runs.iter().flatten().collect();
    for (at, (x, y)) in dots.iter().enumerate() {
        let (class, radius) =
            if at + 1 == dots.len() { ("trend-dot trend-last", "6") } else { ("trend-dot", "4.5") };
        let _ = write!(drawn, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\"/>");
    }
}

/// Every point in words.
pub(super) fn description(strings: &Strings, points: &[Point], said: impl Fn(&Point) -> String) -> String {
    let told = points.iter().map(|point| {
        let period = words::period(strings, &point.period);
        format!("{period} {}", said(point))
    });
    told.collect::<Vec<String>>().join(strings.get("trend_sep").unwrap_or("; "))
}

fn said(strings: &Strings, scale: &Scale, point: &Point) -> String {
    let missing = || {
        let key = if point.state == "unrated" { "trend_unrated" } else { "unpublished" };
        strings.get(key).unwrap_or("—").to_string()
    };
    match (&point.stars, point.total) {
        (Some(stars), _) if scale.of_stars => star_word(strings, stars.lit),
        (_, Some(total)) if !scale.of_stars => points_word(strings, total),
        _ => missing(),
    }
}

/// `87.5分`
pub(super) fn points_word(strings: &Strings, total: f64) -> String {
    let total = total.to_string();
    strings.fill("point_word", &[("n", &total)]).unwrap_or(total)
}

/// The part of a period that tells neighbours apart: `3` of `2026-03`, `1` of `2026-q1`, `2026` of a year.
fn short(period: &str) -> &str {
    let tail = period.rsplit('-').next().unwrap_or(period);
    tail.trim_start_matches(['q', 'h', '0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(period: &str, lit: Option<u32>, total: Option<f64>) -> Point {
        Point {
            period: period.into(),
            state: if lit.is_some() || total.is_some() { "rated".into() } else { "missing".into() },
            stars: lit.map(|lit| Lit { lit, of: 5 }),
            total,
        }
    }

    #[test]
    fn a_missing_month_breaks_the_line() {
        let strings =
            Strings::of([("unpublished", "未公布"), ("star_word", "{n}星"), ("numerals", "零一二三四五")]);
        let points = vec![
            point("2026-01", Some(4), None),
            point("2026-02", Some(5), None),
            point("2026-03", None, None),
        ];
        let drawn = chart(&strings, &History { points });
        assert_eq!(drawn.matches("trend-gap\"").count(), 1);
        assert_eq!(drawn.matches("<polyline").count(), 1);
        assert_eq!(drawn.matches("<circle").count(), 2);
        assert!(drawn.contains("<desc>2026-01 四星; 2026-02 五星; 2026-03 未公布</desc>"), "{drawn}");
        assert!(drawn.contains("role=\"img\"") && !drawn.contains("style=") && !drawn.contains("NaN"));
    }

    #[test]
    fn scores_have_a_scale_of_their_own() {
        let points = vec![point("2026-01", None, Some(87.5)), point("2026-02", None, Some(87.5))];
        let drawn = chart(&Strings::default(), &History { points });
        assert!(drawn.contains(">80<") && drawn.contains(">90<") && !drawn.contains("NaN"));
        assert!(chart(&Strings::default(), &History { points: Vec::new() }).is_empty());
        let missing = chart(&Strings::default(), &History { points: vec![point("2026", None, None)] });
        assert!(!missing.contains("NaN") && !missing.contains("inf"));
    }
}
