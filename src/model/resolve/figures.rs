//! Figures worth publishing.

use super::super::board::{Counted, Figure, FigurePart};
use super::super::register::Gaps;
use super::super::settings::Network;
use super::Names;
use super::lookup::{Named, admit};
use super::settings::level_named;
use crate::diagnostic::Diagnostics;
use crate::load::records::{RawCounted, RawFigure};

/// Figures, sorted by id. One whose parts, level or grid could not be read is faulty: it is not compared.
pub fn resolve(
    raw: Vec<&RawFigure>,
    names: &Names,
    networks: &[Network],
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Vec<Figure> {
    let named = raw.into_iter().filter_map(|raw| {
        raw.value.as_ref()?;
        Some((Named::new(raw.id.as_ref(), raw.name.as_ref()?), raw))
    });
    let (_, admitted) = admit(named.collect(), RawFigure::WHAT, out);
    let one = |(named, raw): (Named, &RawFigure)| {
        let mark = out.mark();
        let parts = raw.parts.iter().flat_map(|at| &at.value.0).filter_map(|at| {
            let grid = at.value.grid.as_ref().and_then(|grid| names.grid(grid, out)).map(|at| at.value);
            let (name, value) = (at.value.name.as_ref()?, at.value.value.clone()?);
            Some(FigurePart { name: name.value.clone(), value, grid })
        });
        let parts = parts.collect();
        let figure = Figure {
            id: named.id,
            name: raw.name.clone()?,
            section: raw.section.as_ref().map(|at| at.value.clone()),
            value: raw.value.clone()?,
            unit: raw.unit.as_ref().map(|at| at.value.clone()),
            approx: raw.approx.as_ref().is_some_and(|at| at.value),
            parts,
            of: raw.of.clone(),
            percent: raw.percent.clone(),
            counts: raw.counts.clone().map(|at| at.map(counted)),
            level: raw.level.as_ref().and_then(|level| level_named(level, networks, out)),
            kind: raw.kind.as_ref().map(|at| at.value.clone()),
            grid: raw.grid.as_ref().and_then(|grid| names.grid(grid, out)),
            date: raw.date.as_ref().map(|at| at.value),
            source: raw.source.as_ref().map(|at| at.value.clone()),
            note: raw.note.as_ref().map(|at| at.value.clone()),
            at: raw.at,
        };
        if out.errors_since(mark) {
            gaps.faulty.insert(raw.at);
        }
        Some(figure)
    };
    admitted.into_iter().filter_map(one).collect()
}

fn counted(raw: RawCounted) -> Counted {
    match raw {
        RawCounted::Grids => Counted::Grids,
        RawCounted::Households => Counted::Households,
        RawCounted::Members => Counted::Members,
        RawCounted::PartyMembers => Counted::PartyMembers,
        RawCounted::Services => Counted::Services,
        RawCounted::Categories => Counted::Categories,
    }
}
