//! Where a place lies: its areas out of a GeoJSON file (RFC 7946), and nothing else that such a file may say.
//!
//! Names, notes and points in the file are left out of what is published: a surveyor's file often holds more than its
//! outline.

pub mod area;

use serde::{Deserialize, Serialize};

use area::Ring;

/// Most corners of one file: far above what a village's outline needs, below what slows a build.
pub const MAX_CORNERS: usize = 200_000;

/// The areas of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary {
    /// Polygons: an outer ring each, then its holes. Corners are longitude and latitude in degrees.
    pub areas: Vec<Vec<Ring>>,
}

/// Why a file says no boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no GeoJSON.
    Syntax,
    /// It holds points or lines only.
    NoArea,
    /// A corner is no longitude and latitude in degrees: most often metres of a national grid.
    NotDegrees,
    /// More than [`MAX_CORNERS`].
    TooManyCorners(usize),
}

/// What is understood of GeoJSON.
#[derive(Deserialize)]
#[serde(tag = "type")]
enum Read {
    FeatureCollection {
        features: Vec<Read>,
    },
    Feature {
        geometry: Option<Box<Read>>,
    },
    GeometryCollection {
        geometries: Vec<Read>,
    },
    Polygon {
        coordinates: Vec<Vec<Corner>>,
    },
    MultiPolygon {
        coordinates: Vec<Vec<Vec<Corner>>>,
    },
    #[serde(other)]
    Other,
}

/// Longitude and latitude; what may follow, a height, is left out.
#[derive(Deserialize)]
#[serde(try_from = "Vec<f64>")]
struct Corner(f64, f64);

impl TryFrom<Vec<f64>> for Corner {
    type Error = &'static str;

    fn try_from(numbers: Vec<f64>) -> Result<Corner, &'static str> {
        match numbers[..] {
            [east, north, ..] => Ok(Corner(east, north)),
            _ => Err("longitude and latitude"),
        }
    }
}

/// What is published.
#[derive(Serialize)]
struct Written<'a> {
    r#type: &'static str,
    coordinates: &'a [Vec<Ring>],
}

impl Boundary {
    /// Reads a file.
    pub fn read(bytes: &[u8]) -> Result<Boundary, Refusal> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let read: Read = serde_json::from_slice(bytes).map_err(|_| Refusal::Syntax)?;
        let mut areas = Vec::new();
        gather(read, &mut areas);
        areas.retain(|rings| rings.first().is_some_and(|outer| outer.len() >= 4));
        if areas.is_empty() {
            return Err(Refusal::NoArea);
        }
        let corners = || areas.iter().flatten().flatten();
        let is_degree = |&(east, north): &(f64, f64)| east.abs() <= 180.0 && north.abs() <= 90.0;
        match corners().count() {
            count if count > MAX_CORNERS => Err(Refusal::TooManyCorners(count)),
            _ if !corners().all(is_degree) => Err(Refusal::NotDegrees),
            _ => Ok(Boundary { areas }),
        }
    }

    /// The areas alone, as GeoJSON.
    pub fn bytes(&self) -> Vec<u8> {
        let written = Written { r#type: "MultiPolygon", coordinates: &self.areas };
        // Finite numbers into memory: this cannot fail.
        serde_json::to_vec(&written).unwrap_or_default()
    }
}

fn gather(read: Read, areas: &mut Vec<Vec<Ring>>) {
    let ring = |ring: Vec<Corner>| ring.into_iter().map(|Corner(east, north)| (east, north)).collect();
    let mut area = |rings: Vec<Vec<Corner>>| areas.push(rings.into_iter().map(ring).collect());
    match read {
        Read::Polygon { coordinates } => area(coordinates),
        Read::MultiPolygon { coordinates } => coordinates.into_iter().for_each(area),
        Read::FeatureCollection { features: several } | Read::GeometryCollection { geometries: several } => {
            several.into_iter().for_each(|one| gather(one, areas));
        }
        Read::Feature { geometry } => {
            if let Some(geometry) = geometry {
                gather(*geometry, areas);
            }
        }
        Read::Other => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "[[[112,36],[112.1,36],[112.1,36.1],[112,36.1],[112,36]]]";

    #[test]
    fn only_the_areas_of_a_file_are_kept() {
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[
              {{"type":"Feature","properties":{{"户主":"李机密"}},"geometry":{{"type":"Polygon","coordinates":{SQUARE}}}}},
              {{"type":"Feature","properties":{{}},"geometry":{{"type":"Point","coordinates":[112,36]}}}},
              {{"type":"Feature","properties":{{}},"geometry":null}}]}}"#
        );
        let boundary = Boundary::read(text.as_bytes()).unwrap();
        assert_eq!(boundary.areas.len(), 1);
        let written = String::from_utf8(boundary.bytes()).unwrap();
        assert!(!written.contains("机密") && !written.contains("Point"), "{written}");
        assert_eq!(Boundary::read(written.as_bytes()), Ok(boundary));
    }

    #[test]
    fn what_is_no_boundary_is_refused() {
        let read = |text: &str| Boundary::read(text.as_bytes()).unwrap_err();
        assert_eq!(read("没有"), Refusal::Syntax);
        assert_eq!(read(r#"{"type":"Point","coordinates":[112,36]}"#), Refusal::NoArea);
        let metres = SQUARE.replace("112", "38412345").replace("36", "4012345");
        assert_eq!(read(&format!(r#"{{"type":"Polygon","coordinates":{metres}}}"#)), Refusal::NotDegrees);
    }
}
