//! Rings of corners on a plane: fewer corners for the same shape, how large it is, and where its name fits.

/// Corners in order; the last is the first again.
pub type Ring = Vec<(f64, f64)>;

/// Twice the area, positive whichever way the ring runs.
pub fn doubled(ring: &[(f64, f64)]) -> f64 {
    ring.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum::<f64>().abs()
}

/// The ring without corners that lie within `tolerance` of the line between their neighbours (Douglas and Peucker);
/// a ring that would become a line has none left.
pub fn simplified(ring: &[(f64, f64)], tolerance: f64) -> Ring {
    let last = ring.len().saturating_sub(1);
    if last < 3 {
        return Ring::new();
    }
    // A ring begins where it ends: it is cut at the corner farthest from its first.
    let far = (0..=last).max_by(|&a, &b| apart(ring[0], ring[a]).total_cmp(&apart(ring[0], ring[b])));
    let far = far.unwrap_or(last);
    let mut keeps = vec![false; ring.len()];
    for at in [0, far, last] {
        keeps[at] = true;
    }
    let mut open = vec![(0, far), (far, last)];
    while let Some((from, to)) = open.pop() {
        let farthest = (from + 1..to)
            .map(|at| (at, from_line(ring[at], ring[from], ring[to])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, distance)) = farthest
            && distance > tolerance
        {
            keeps[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    let kept: Ring = ring.iter().zip(keeps).filter(|(_, keeps)| *keeps).map(|(corner, _)| *corner).collect();
    if kept.len() < 4 { Ring::new() } else { kept }
}

/// A place within the outer ring, and outside of the holes, in the middle of the widest band across of that `height`:
/// where a name stands best, and how wide the band is. Where no band is as high, the widest stretch. `None` for a ring
/// without area.
pub fn roomiest(rings: &[Ring], height: f64) -> Option<((f64, f64), f64)> {
    let outer = rings.first()?;
    let low = outer.iter().map(|corner| corner.1).fold(f64::INFINITY, f64::min);
    let high = outer.iter().map(|corner| corner.1).fold(f64::NEG_INFINITY, f64::max);
    let widest = |height: f64| {
        let mut best: Option<((f64, f64), f64)> = None;
        // Lines off the edges: there a shape is narrow, or a name would stick out.
        for step in 6..=26 {
            let part = f64::from(step) / 32.0;
            let across = low + (high - low) * part;
            for (from, to) in band(rings, across, height) {
                // Of stretches about as wide, the one nearest to the middle.
                let worth = (to - from) * (1.0 - (part - 0.5).abs() / 2.0);
                if best.is_none_or(|(_, known)| worth > known) {
                    best = Some((((from + to) / 2.0, across), worth));
                }
            }
        }
        best
    };
    widest(height).or_else(|| widest(0.0))
}

/// The stretches that lie inside all the way from half of `height` above the line `across` to half below.
fn band(rings: &[Ring], across: f64, height: f64) -> Vec<(f64, f64)> {
    let lines = if height > 0.0 { [-0.5, -0.25, 0.0, 0.25, 0.5].as_slice() } else { &[0.0] };
    let mut common: Vec<(f64, f64)> = vec![(f64::NEG_INFINITY, f64::INFINITY)];
    for line in lines {
        let mut cuts: Vec<f64> =
            rings.iter().flat_map(|ring| crossings(ring, across + height * line)).collect();
        cuts.sort_by(f64::total_cmp);
        let inside = |&(from, to): &(f64, f64)| -> Vec<(f64, f64)> {
            let both = cuts.chunks_exact(2).map(|pair| (pair[0].max(from), pair[1].min(to)));
            both.filter(|(from, to)| from < to).collect()
        };
        common = common.iter().flat_map(inside).collect();
    }
    common
}

fn crossings(ring: &[(f64, f64)], across: f64) -> impl Iterator<Item = f64> + '_ {
    ring.windows(2).filter(move |pair| (pair[0].1 > across) != (pair[1].1 > across)).map(move |pair| {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        x1 + (across - y1) / (y2 - y1) * (x2 - x1)
    })
}

fn apart(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// How far a corner lies from the stretch between two others.
fn from_line(corner: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    if length == 0.0 {
        return apart(corner, from);
    }
    let along = (((corner.0 - from.0) * dx + (corner.1 - from.1) * dy) / length).clamp(0.0, 1.0);
    apart(corner, (from.0 + along * dx, from.1 + along * dy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle(corners: usize) -> Ring {
        let at = |step: usize| std::f64::consts::TAU * step as f64 / corners as f64;
        (0..=corners)
            .map(|step| (at(step % corners).cos() * 100.0, at(step % corners).sin() * 100.0))
            .collect()
    }

    #[test]
    fn fewer_corners_for_the_same_shape() {
        let ring = circle(3_600);
        let kept = simplified(&ring, 0.5);
        assert!((20..80).contains(&kept.len()), "{}", kept.len());
        assert_eq!(kept.first(), kept.last());
        assert!((doubled(&kept) / doubled(&ring) - 1.0).abs() < 0.01);
        assert_eq!(simplified(&ring, 1_000.0), Ring::new(), "nothing is left of it");
        assert_eq!(simplified(&[(0.0, 0.0), (1.0, 0.0), (0.0, 0.0)], 0.1), Ring::new());
    }

    #[test]
    fn a_name_stands_inside() {
        let ring = circle(360);
        let ((x, y), _) = roomiest(std::slice::from_ref(&ring), 0.0).unwrap();
        assert!(x.abs() < 1.0 && y.abs() < 20.0);
        // A crescent: the middle of its frame lies outside of it.
        let hole: Ring = ring.iter().map(|(x, y)| (x * 0.8 + 30.0, y * 0.8)).collect();
        let ((x, y), _) = roomiest(&[ring, hole], 0.0).unwrap();
        assert!((x - 30.0).hypot(y) > 80.0, "in the hole: {x} {y}");
    }

    #[test]
    fn a_name_of_two_lines_has_room_above_and_below() {
        // A wide ledge of 20 beside a tower: one line fits the ledge, two lines of 30 only the tower.
        let ring: Ring = vec![
            (0.0, 40.0),
            (0.0, 60.0),
            (200.0, 60.0),
            (200.0, 0.0),
            (140.0, 0.0),
            (140.0, 40.0),
            (0.0, 40.0),
        ];
        let ((x, _), _) = roomiest(std::slice::from_ref(&ring), 0.0).unwrap();
        assert_eq!(x, 100.0);
        let ((x, y), width) = roomiest(std::slice::from_ref(&ring), 30.0).unwrap();
        assert_eq!(x, 170.0);
        assert!((15.0..=45.0).contains(&y) && width <= 60.0, "{y} {width}");
        let (flat, _) = roomiest(&[ring], 500.0).unwrap();
        assert_eq!(flat.0, 100.0, "too high for any place: as for one line");
    }
}
