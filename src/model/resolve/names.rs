//! By which names records refer to each other.

use super::super::board::{CadenceIx, DisclosureIx, GridIx, HouseholdIx, MemberIx, Subject};
use super::super::register::Gaps;
use super::super::rules;
use super::lookup::Lookup;
use super::ranges::Ranges;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::values::{CadenceRef, DisclosureRef, GridRef, MemberRef};
use crate::source::{At, Span};
use crate::text;

/// What references are resolved against.
#[derive(Debug)]
pub(super) struct Names {
    pub networks: Lookup,
    pub grids: Lookup,
    pub members: Lookup,
    pub households: HouseholdNames,
    pub schemes: Lookup,
    pub cadences: Lookup,
    pub disclosures: Lookup,
}

/// By which ids households are known.
#[derive(Debug)]
pub(super) struct HouseholdNames {
    /// Each by its id.
    pub lookup: Lookup,
    pub ranges: Ranges,
}

macro_rules! references {
    ($($name:ident($of:ty) $lookup:ident => $index:ident;)*) => {$(
        pub(super) fn $name(&self, reference: &At<$of>, out: &mut Diagnostics) -> Option<At<$index>> {
            let index = self.$lookup.find(&reference.value.0, reference.span, out)?;
            Some(At::new($index(index), reference.span))
        }
    )*};
}

impl Names {
    pub(super) fn lookups(&self) -> [&Lookup; 7] {
        let Names { networks, grids, members, households, schemes, cadences, disclosures } = self;
        [networks, grids, members, &households.lookup, schemes, cadences, disclosures]
    }

    references! {
        grid(GridRef) grids => GridIx;
        member(MemberRef) members => MemberIx;
        cadence(CadenceRef) cadences => CadenceIx;
        disclosure(DisclosureRef) disclosures => DisclosureIx;
    }

    /// The member or the grid a record is about: exactly one of them is given.
    pub(super) fn subject(
        &self,
        member: Option<&At<MemberRef>>,
        grid: Option<&At<GridRef>>,
        at: Span,
        gaps: &Gaps,
        out: &mut Diagnostics,
    ) -> Option<At<Subject>> {
        match (member, grid) {
            (Some(member), None) => self.member(member, out).map(|found| found.map(Subject::Member)),
            (None, Some(grid)) => self.grid(grid, out).map(|found| found.map(Subject::Grid)),
            (Some(member), Some(grid)) => {
                let message = text!("责任人和网格只能写一个", "either a member or a grid, not both");
                let diagnostic = Diagnostic::new(&rules::SUBJECT_DOUBLE, grid.span, message)
                    .help(text!("留下一个。", "Keep one of them."))
                    .related(member.span, text!("责任人写在这里", "the member stands here"));
                out.push(diagnostic);
                None
            }
            // It may stand in what could not be read.
            (None, None) if gaps.is_faulty(at) => None,
            (None, None) => {
                let message = text!("没有写是哪个责任人或网格的", "neither a member nor a grid is given");
                let help = text!("加上责任人或网格。", "Add a member or a grid.");
                out.push(Diagnostic::new(&rules::SUBJECT_DOUBLE, at, message).help(help));
                None
            }
        }
    }

    /// Whether the grids and members that records refer to are called and counted as in `other`.
    pub(super) fn rate_alike(&self, other: &Names) -> bool {
        self.grids.is_same(&other.grids) && self.members.is_same(&other.members)
    }

    pub(super) fn household(&self, id: &str, span: Span, out: &mut Diagnostics) -> Option<HouseholdIx> {
        self.households.lookup.find(id, span, out).map(HouseholdIx)
    }
}
