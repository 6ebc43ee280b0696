//! `poster` of `site.yaml`, resolved.

use super::super::rules;
use super::super::settings::{PaperSize, Poster, Service};
use super::values::{list, text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::site::{RawCards, RawOrientation, RawPoster, RawService, RawSite};
use crate::source::At;
use crate::text;

/// Most millimetres of bleed that a print shop could ask for.
const MOST_BLEED: u32 = 10;

/// The settings of paper, A2 upright where nothing is said.
pub(super) fn resolve(raw: &RawSite, out: &mut Diagnostics) -> Poster {
    let raw = raw.poster.as_ref().map(|at| &at.value);
    let of = |pick: fn(&RawPoster) -> bool| raw.is_some_and(pick);
    let bleed = raw.and_then(|raw| raw.bleed.as_ref());
    if let Some(At { value, span }) = bleed.filter(|at| at.value > MOST_BLEED) {
        let message = text!("出血 {value} 毫米太多了", "a bleed of {value} mm is too much");
        let help = text!(
            "写 0 到 {MOST_BLEED} 之间的毫米数，印刷厂一般要 3。",
            "Write 0 to {MOST_BLEED} millimetres; print shops usually ask for 3."
        );
        out.push(Diagnostic::new(&rules::BLEED_RANGE, *span, message).help(help));
    }
    Poster {
        size: raw.and_then(|raw| text(&raw.size)).unwrap_or(PaperSize::A2),
        landscape: of(|raw| text(&raw.orientation) == Some(RawOrientation::Landscape)),
        bleed: bleed.map_or(0, |at| at.value),
        archive: of(|raw| text(&raw.archive) == Some(true)),
        card_each_household: !of(|raw| text(&raw.cards) == Some(RawCards::Grid)),
        services: raw.map_or(&[][..], |raw| list(&raw.services)).iter().filter_map(service).collect(),
    }
}

fn service(raw: &At<RawService>) -> Option<Service> {
    let At { value, .. } = raw;
    let (name, phone) = (text(&value.name)?, text(&value.phone)?);
    Some(Service { name, phone, note: text(&value.note), at: value.at })
}
