//! Households: doors to the board, people and details to the register; who covers whom.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::board::{GridIx, Household, HouseholdIx, Member, MemberIx};
use super::super::register::{Gaps, PrivateHousehold};
use super::super::rules;
use super::super::settings::Privacy;
use super::lookup::{NamedRecord, admit};
use super::names::{HouseholdNames, Names};
use super::ranges::{Ranges, in_order, meant_range};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ends;
use crate::load::records::{RawHousehold, RawMember};
use crate::load::values::Id;
use crate::source::{At, SourceId, Span};
use crate::text;

/// Households that have an id of their own, in its order.
pub(super) type Admitted<'r> = Vec<(&'r At<Id>, &'r RawHousehold)>;

/// Households that have an id of their own, sorted.
pub(super) fn admitted<'r>(
    raw: &[&'r RawHousehold],
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> (HouseholdNames, Admitted<'r>) {
    let named = raw.iter().filter_map(|&household| {
        household.door.as_ref()?;
        let id = household.id.as_ref()?;
        Some((NamedRecord::by_id(id), (id, household)))
    });
    let (lookup, admitted) = admit(named.collect(), RawHousehold::WHAT, out);
    gaps.households += raw.len() - admitted.len();
    let ranges = Ranges::new(lookup.ids());
    (HouseholdNames { lookup, ranges }, admitted.into_iter().map(|(_, admitted)| admitted).collect())
}

/// How many are resolved beside others: it decides how many guesses are made at what was meant, so it is the same on
/// every machine.
const BESIDE: usize = 1_000;

/// Resolved households: what they say in public, what they hold back, whether there was nothing else to say of them.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub public: Vec<Arc<Household>>,
    pub private: Vec<Arc<PrivateHousehold>>,
    pub silent: Vec<bool>,
}

/// The households that were resolved last.
#[derive(Clone, Copy)]
pub(super) struct LastHouseholds<'b> {
    pub public: &'b [Arc<Household>],
    pub private: &'b [Arc<PrivateHousehold>],
    pub silent: &'b [bool],
    /// The files in which the records are the same.
    pub files: &'b BTreeSet<SourceId>,
}

impl LastHouseholds<'_> {
    /// What was made of the record written there, which is number `at` of `count`: as far from the beginning or from the
    /// end it was then. A record is known by its file and its place in it.
    fn of(&self, written: Span, at: usize, count: usize) -> Option<(Arc<Household>, Arc<PrivateHousehold>)> {
        let is_same = |at: &usize| self.silent[*at] && self.public[*at].at == written;
        let mut places = ends::places(at, count, self.silent.len());
        let at = places.find(is_same).filter(|_| self.files.contains(&written.file))?;
        Some((self.public[at].clone(), self.private[at].clone()))
    }
}

/// Resolves the admitted households. Those of which nothing was read anew since `before`, when the names meant the same,
/// are what they were.
pub(super) fn resolve(
    raw: Admitted<'_>,
    before: Option<LastHouseholds<'_>>,
    names: &Names,
    privacy: &Privacy,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Resolved {
    let count = raw.len();
    let some = |raw: Vec<(usize, (&At<Id>, &RawHousehold))>| {
        let (mut gaps, mut out, mut resolved) =
            (Gaps::default(), Diagnostics::default(), Resolved::default());
        for (at, (id, raw)) in raw {
            let (public, private, is_silent) = match before.and_then(|before| before.of(raw.at, at, count)) {
                Some((public, private)) => (public, private, true),
                None => {
                    let told = (out.mark(), gaps.faulty.len());
                    let (public, private) = one(id, raw, names, privacy, &mut gaps, &mut out);
                    let is_silent = told == (out.mark(), gaps.faulty.len());
                    (Arc::new(public), Arc::new(private), is_silent)
                }
            };
            resolved.public.push(public);
            resolved.private.push(private);
            resolved.silent.push(is_silent);
        }
        (resolved, gaps, out)
    };
    let parts: Vec<_> = raw.into_par_iter().enumerate().chunks(BESIDE).map(some).collect();
    let mut resolved = Resolved::default();
    for (mut part, mut lost, told) in parts {
        resolved.public.append(&mut part.public);
        resolved.private.append(&mut part.private);
        resolved.silent.append(&mut part.silent);
        gaps.households += lost.households;
        gaps.faulty.append(&mut lost.faulty);
        out.append(told);
    }
    resolved
}

fn one(
    id: &At<Id>,
    raw: &RawHousehold,
    names: &Names,
    privacy: &Privacy,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> (Household, PrivateHousehold) {
    let id = At::new(id.value.0.clone(), id.span);
    let (grids, covered_by) = places(raw, names, out);
    if grids.is_empty() || raw.grid.as_ref().is_some_and(|at| at.value.0.len() != grids.len()) {
        gaps.households += 1;
        gaps.faulty.insert(raw.at);
    }
    if raw.covered_by.as_ref().is_some_and(|at| at.value.0.len() != covered_by.len()) {
        gaps.faulty.insert(raw.at);
    }
    let shown = privacy.household_labels;
    let private = PrivateHousehold {
        label: raw.label.clone().filter(|_| !shown),
        people: raw.people.clone(),
        details: raw.private.as_ref().map_or_else(Vec::new, |at| at.value.0.clone()),
    };
    let household = Household {
        door: raw.door.clone().unwrap_or_else(|| id.clone()),
        id,
        label: raw.label.as_ref().filter(|_| shown).map(|label| label.value.reveal().clone()),
        grids,
        group: raw.group.as_ref().map(|at| at.value.clone()),
        covered_by,
        covered_from: Vec::new(),
        to: raw.to.clone(),
        at: raw.at,
    };
    (household, private)
}

/// The grids a household lies in, and who covers it by its own list.
pub(super) fn places(
    raw: &RawHousehold,
    names: &Names,
    out: &mut Diagnostics,
) -> (Vec<At<GridIx>>, Vec<At<MemberIx>>) {
    let written = raw.grid.iter().flat_map(|at| &at.value.0);
    let grids = written.filter_map(|grid| names.grid(grid, out)).collect();
    let covered = raw.covered_by.iter().flat_map(|at| &at.value.0);
    (grids, covered.filter_map(|member| names.member(member, out)).collect())
}

/// Expands the members' `covers` and writes them to both sides. Households that a faulty `covers` seems to mean are
/// noted in `gaps`: that nobody covers them is its consequence.
pub(super) fn connect(
    households: &mut [Arc<Household>],
    members: &mut [Member],
    raw: Vec<&RawMember>,
    names: &Names,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) {
    let HouseholdNames { lookup, ranges } = &names.households;
    let by_place: BTreeMap<Span, usize> =
        members.iter().zip(0..).map(|(member, at)| (member.at, at)).collect();
    let mut covered: FxHashMap<HouseholdIx, Vec<At<MemberIx>>> = FxHashMap::default();
    for raw in raw {
        let own = by_place.get(&raw.at).copied();
        // A member who was dropped has been reported: their list only tells what is missing because of that.
        let mut unheard = Diagnostics::default();
        let out = if own.is_some() { &mut *out } else { &mut unheard };
        let mut covers: Vec<(HouseholdIx, Span)> = Vec::new();
        let mut lost: Vec<HouseholdIx> = Vec::new();
        for reference in raw.covers.iter().flat_map(|at| &at.value.0) {
            let text = reference.value.0.as_str();
            let found = match text.split_once("..") {
                Some((first, last)) if !last.starts_with('.') => {
                    ranges.expand(first.trim(), last.trim(), reference.span, lookup, out)
                }
                _ if let Some((first, last)) = meant_range(text, lookup) => {
                    let last = last.as_ref();
                    let message = text!("“{text}”不是一段户编号", "`{text}` is no range of household ids");
                    let meant = in_order(first, last);
                    let help = text!("一段写成 {meant}。", "Write {meant}.");
                    out.push(Diagnostic::new(&rules::RANGE_INVALID, reference.span, message).help(help));
                    let mut unheard = Diagnostics::default();
                    let meant = ranges.expand(first, last, reference.span, lookup, &mut unheard);
                    Err(meant.unwrap_or_else(|meant| meant))
                }
                _ => Ok(names.household(text, reference.span, out).into_iter().collect()),
            };
            match found {
                Ok(found) => covers.extend(found.into_iter().map(|household| (household, reference.span))),
                Err(meant) => lost.extend(meant),
            }
        }
        covers.sort_by_key(|(household, _)| *household);
        covers.dedup_by_key(|(household, _)| *household);
        covers.retain(|(household, _)| households[household.0 as usize].to.is_none());
        match own {
            Some(own) => {
                for (household, span) in &covers {
                    covered.entry(*household).or_default().push(At::new(MemberIx(own as u32), *span));
                }
                members[own].covers = covers.into_iter().map(|(household, _)| household).collect();
            }
            None => lost.extend(covers.into_iter().map(|(household, _)| household)),
        }
        gaps.faulty.extend(lost.into_iter().map(|household| households[household.0 as usize].at));
    }
    for (household, at) in households.iter_mut().zip(0..) {
        let mut from = covered.remove(&HouseholdIx(at)).unwrap_or_default();
        from.sort_by_key(|at| at.value);
        // The same household may have been covered by others.
        let is_same = |(one, other): (&At<MemberIx>, &At<MemberIx>)| one == other && one.span == other.span;
        let known = &household.covered_from;
        if known.len() != from.len() || !known.iter().zip(&from).all(is_same) {
            Arc::make_mut(household).covered_from = from;
        }
    }
}
