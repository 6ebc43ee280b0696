//! One map of the grids below a place (一张网图): outlines of their boundary files, drawn to fit a page and a size.

use crate::boundary::area::{self, Ring};
use crate::model::board::{GridIx, NetworkIx};

use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::view::{MapPlace, MapView};

/// Width of a drawing in its own units: a phone shows it about one to one.
const WIDTH: f64 = 360.0;
/// Highest drawing.
const HEIGHT: f64 = 480.0;
/// Free space around it.
const EDGE: f64 = 4.0;
/// Most bytes of all outlines together: as much as a small photo.
const BUDGET: usize = 24_000;
/// Room that one Han character of a label needs.
const LETTER: f64 = 15.0;
/// Height of a label and the lead's name below it.
const LINES: f64 = 36.0;

/// The map of a network: its single root's children, else its roots. `None` without boundaries.
pub(in crate::site) fn of_network(desk: &Desk, network: NetworkIx) -> Option<MapView> {
    let facts = desk.facts;
    let roots: Vec<GridIx> = facts.roots(network).filter(|&root| facts.in_force(root)).collect();
    match roots[..] {
        [root] => of_grid(desk, root),
        _ => drawn(desk, &roots),
    }
}

/// The map of a grid: the grids below it as far as they have boundaries, else its own outline.
pub(in crate::site) fn of_grid(desk: &Desk, grid: GridIx) -> Option<MapView> {
    let facts = desk.facts;
    let below = facts.board[grid].children.iter().copied().filter(|&child| facts.in_force(child));
    let below: Vec<GridIx> = below.collect();
    drawn(desk, &below).or_else(|| drawn(desk, &[grid]))
}

fn drawn(desk: &Desk, grids: &[GridIx]) -> Option<MapView> {
    let outlined: Vec<(GridIx, Vec<Vec<Ring>>)> =
        grids.iter().filter_map(|&grid| Some((grid, outline(desk.facts, grid)?))).collect();
    let frame = Frame::around(outlined.iter().flat_map(|(_, areas)| areas.iter().flatten()))?;
    let areas: Vec<Vec<Vec<Ring>>> = outlined.iter().map(|(_, areas)| frame.place(areas)).collect();
    let paths = within_budget(&areas);
    let places: Vec<MapPlace> = (outlined.iter().zip(areas).zip(paths).enumerate())
        .filter_map(|(index, (((grid, _), areas), path))| {
            let node = desk.node(*grid);
            let largest = areas.iter().max_by(|a, b| size(a).total_cmp(&size(b)))?;
            let ((x, y), room) = area::roomiest(largest, LINES)?;
            let shown = desk.facts.edition.shown(&node.name);
            let fits = width(shown) * LETTER <= room;
            Some(MapPlace {
                label: if fits { shown.to_owned() } else { (index + 1).to_string() },
                numbered: !fits,
                name: node.name,
                href: node.href,
                lead_title: node.lead_title,
                lead: node.lead.map(|lead| lead.name),
                path,
                x: format!("{x:.0}"),
                y: format!("{y:.0}"),
            })
        })
        .collect();
    let (width, height) = (frame.width.ceil() as u32, frame.height.ceil() as u32);
    (!places.is_empty()).then_some(MapView { width, height, places })
}

/// How many square letters wide a name is; most others are half as wide.
fn width(name: &str) -> f64 {
    name.chars().map(|c| if c < '\u{2e80}' { 0.6 } else { 1.0 }).sum()
}

fn outline(facts: &Facts, grid: GridIx) -> Option<Vec<Vec<Ring>>> {
    let asset = facts.board[grid].boundary?;
    facts.board[asset].boundary.as_ref().map(|boundary| boundary.areas.clone())
}

fn size(rings: &[Ring]) -> f64 {
    rings.first().map_or(0.0, |outer| area::doubled(outer))
}

/// Outlines as SVG paths, coarser and coarser until all of them fit into the budget.
fn within_budget(places: &[Vec<Vec<Ring>>]) -> Vec<String> {
    let mut tolerance = 0.3;
    loop {
        let paths: Vec<String> = places.iter().map(|areas| path(areas, tolerance)).collect();
        // Nothing finer than a tenth of the drawing is left to lose then.
        if paths.iter().map(String::len).sum::<usize>() <= BUDGET || tolerance > WIDTH / 10.0 {
            return paths;
        }
        tolerance *= 1.5;
    }
}

/// Rings too small to be seen at this tolerance are left out, except the largest area's outer one.
fn path(areas: &[Vec<Ring>], tolerance: f64) -> String {
    let largest = areas.iter().filter_map(|rings| rings.first());
    let largest = largest.max_by(|a, b| area::doubled(a).total_cmp(&area::doubled(b)));
    let mut path = String::new();
    for ring in areas.iter().flatten() {
        let mut simple = area::simplified(ring, tolerance);
        if simple.is_empty() && largest == Some(ring) {
            simple.clone_from(ring);
        }
        for (index, (x, y)) in simple.iter().take(simple.len().saturating_sub(1)).enumerate() {
            path += if index == 0 { "M" } else { "L" };
            path += &format!("{x:.1} {y:.1}");
        }
        if !simple.is_empty() {
            path.push('Z');
        }
    }
    path
}

/// From degrees to the drawing: north is up, and a degree east is as much shorter as it is at that latitude.
struct Frame {
    west: f64,
    north: f64,
    /// Units a degree east.
    across: f64,
    /// Units a degree north.
    along: f64,
    width: f64,
    height: f64,
}

impl Frame {
    /// `None` when nothing lies in it.
    fn around<'a>(rings: impl Iterator<Item = &'a Ring>) -> Option<Frame> {
        let (mut west, mut east) = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
        for &(x, y) in rings.flatten() {
            (west, east) = (west.min(x), east.max(x));
            (south, north) = (south.min(y), north.max(y));
        }
        let shrink = ((south + north) / 2.0).to_radians().cos().max(0.01);
        let (wide, high) = ((east - west) * shrink, north - south);
        if !(wide > 0.0 && high > 0.0) {
            return None;
        }
        let along = ((WIDTH - 2.0 * EDGE) / wide).min((HEIGHT - 2.0 * EDGE) / high);
        let (width, height) = (wide * along + 2.0 * EDGE, high * along + 2.0 * EDGE);
        Some(Frame { west, north, across: along * shrink, along, width, height })
    }

    fn place(&self, areas: &[Vec<Ring>]) -> Vec<Vec<Ring>> {
        let corner = |&(x, y): &(f64, f64)| {
            (EDGE + (x - self.west) * self.across, EDGE + (self.north - y) * self.along)
        };
        let ring = |ring: &Ring| ring.iter().map(corner).collect();
        areas.iter().map(|rings| rings.iter().map(ring).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_outline_fits_into_its_size() {
        let circle = |corners: usize| -> Ring {
            let at = |step: usize| std::f64::consts::TAU * (step % corners) as f64 / corners as f64;
            let wave = |angle: f64| 1.0 + 0.01 * (angle * 400.0).sin();
            (0..=corners)
                .map(at)
                .map(|angle| {
                    (angle.cos() * wave(angle) * 0.1 + 112.0, angle.sin() * wave(angle) * 0.1 + 36.0)
                })
                .collect()
        };
        let areas = vec![vec![circle(20_000)]];
        let frame = Frame::around(areas.iter().flatten()).unwrap();
        assert!((frame.width - WIDTH).abs() < 0.01 || (frame.height - HEIGHT).abs() < 0.01);
        assert!((frame.across / frame.along - 36_f64.to_radians().cos()).abs() < 0.001);
        let places: Vec<Vec<Vec<Ring>>> = (0..30).map(|_| frame.place(&areas)).collect();
        let paths = within_budget(&places);
        let bytes: usize = paths.iter().map(String::len).sum();
        assert!(bytes <= BUDGET && bytes > BUDGET / 8, "{bytes}");
        assert!(paths.iter().all(|path| path.starts_with('M') && path.ends_with('Z')));
    }
}
