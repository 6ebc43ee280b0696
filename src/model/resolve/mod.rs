//! Raw records into the board and the register: one fallible step, every problem told.

mod assets;
mod grids;
mod households;
mod languages;
mod lookup;
mod members;
mod pages;
mod poster;
mod privacy;
mod promises;
mod ratings;
mod schemes;
mod services;
mod settings;
mod unread;

use std::sync::Arc;

use super::board::{Board, CadenceIx, DisclosureIx, GridIx, HouseholdIx, MemberIx, Subject};
use super::register::{Gaps, Register};
use super::{Records, rules};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::load::records::Raw;
use crate::load::values::{CadenceRef, DisclosureRef, GridRef, List, MemberRef};
use crate::source::{At, Span};
use crate::text;

use assets::Assets;
use lookup::Lookup;

/// Resolves everything that was loaded. `None` when `site.yaml` does not even tell the networks;
/// otherwise the records that could be resolved, with [`Gaps`] saying where some are missing.
pub fn resolve(loaded: &Loaded) -> (Option<Records>, Diagnostics) {
    let mut out = Diagnostics::default();
    let mut gaps = Gaps { faulty: loaded.faulty.clone(), ..Gaps::default() };
    unread::note(loaded, &mut gaps);
    let records = loaded.site.as_ref().and_then(|site| {
        let settings = settings::resolve(site, &loaded.sources, &mut gaps, &mut out)?;
        Some(everything(loaded, settings, gaps, &mut out))
    });
    unread::excuse(loaded, &mut out);
    (records, out)
}

/// What references are resolved against.
struct Names {
    grids: Lookup,
    members: Lookup,
    households: Lookup,
    schemes: Lookup,
    cadences: Lookup,
    disclosures: Lookup,
}

impl Names {
    fn grid(&self, reference: &At<GridRef>, out: &mut Diagnostics) -> Option<At<GridIx>> {
        let index = self.grids.find(&reference.value.0, reference.span, out)?;
        Some(At::new(GridIx(index), reference.span))
    }

    fn member(&self, reference: &At<MemberRef>, out: &mut Diagnostics) -> Option<At<MemberIx>> {
        let index = self.members.find(&reference.value.0, reference.span, out)?;
        Some(At::new(MemberIx(index), reference.span))
    }

    fn cadence(&self, reference: &At<CadenceRef>, out: &mut Diagnostics) -> Option<At<CadenceIx>> {
        let index = self.cadences.find(&reference.value.0, reference.span, out)?;
        Some(At::new(CadenceIx(index), reference.span))
    }

    fn disclosure(&self, reference: &At<DisclosureRef>, out: &mut Diagnostics) -> Option<At<DisclosureIx>> {
        let index = self.disclosures.find(&reference.value.0, reference.span, out)?;
        Some(At::new(DisclosureIx(index), reference.span))
    }

    /// The member or the grid a record is about: exactly one of them is given.
    fn subject(
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
}

/// All records of one kind, over all files.
fn all<T>(raw: &[Arc<Raw>], list: impl Fn(&Raw) -> &Option<At<List<T>>>) -> Vec<&T> {
    raw.iter().filter_map(|raw| list(raw).as_ref()).flat_map(|at| &at.value.0).map(|at| &at.value).collect()
}

fn everything(
    loaded: &Loaded,
    settings: settings::Resolved,
    mut gaps: Gaps,
    out: &mut Diagnostics,
) -> Records {
    let raw = &loaded.records;
    let (grid_names, raw_grids) = grids::admitted(all(raw, |raw| &raw.grids), &mut gaps, out);
    let (member_names, raw_members) = members::admitted(all(raw, |raw| &raw.members), out);
    let (household_names, raw_households) =
        households::admitted(all(raw, |raw| &raw.households), &mut gaps, out);
    let names = Names {
        grids: grid_names,
        members: member_names,
        households: household_names,
        schemes: settings.scheme_lookup,
        cadences: settings.cadence_lookup,
        disclosures: settings.disclosure_lookup,
    };
    let mut assets = Assets::new(&loaded.assets);
    let pages = pages::admitted(&loaded.pages, &loaded.unread, &settings.settings, out);
    assets.set_pages(&pages);

    let mut grids = grids::resolve(
        raw_grids,
        &names,
        &settings.networks,
        &settings.network_lookup,
        &mut assets,
        &mut gaps,
        out,
    );
    let privacy = settings.settings.privacy.clone();
    let (mut members, private_members) = members::resolve(raw_members, &names, &privacy, &mut assets, out);
    let (mut households, private_households) =
        households::resolve(raw_households, &names, &privacy, &mut gaps, out);
    households::connect(&mut households, &mut members, all(raw, |raw| &raw.members), &names, &mut gaps, out);
    grids::count(&mut grids, &households, &private_households);
    let commitments =
        promises::commitments(all(raw, |raw| &raw.commitments), &names, &mut assets, &mut gaps, out);
    let activities = promises::activities(all(raw, |raw| &raw.activities), &names, &mut gaps, out);
    let replies = promises::replies(all(raw, |raw| &raw.replies), &mut assets, out);
    let services = services::resolve(all(raw, |raw| &raw.services), out);
    let stages = ratings::stages(all(raw, |raw| &raw.ratings), &names, &settings.schemes, &mut gaps, out);
    let ratings = super::rating::sheets(&settings.schemes, &stages);
    let pages = pages::resolve(pages, &names, &mut assets, &mut gaps, out);
    let translations = languages::translations(all(raw, |raw| &raw.translations), &settings.settings, out);
    let board = Board {
        settings: settings.settings,
        networks: settings.networks,
        schemes: settings.schemes,
        cadences: settings.cadences,
        disclosures: settings.disclosures,
        grids,
        members,
        households,
        commitments,
        ratings,
        activities,
        replies,
        services,
        pages,
        translations,
        assets: assets.into_list(),
    };
    let register = Register {
        households: private_households,
        members: private_members,
        ratings: stages,
        thresholds: settings.thresholds,
        gaps,
    };
    Records { board: Arc::new(board), register: Arc::new(register) }
}

impl Names {
    fn household(&self, id: &str, span: Span, out: &mut Diagnostics) -> Option<HouseholdIx> {
        self.households.find(id, span, out).map(HouseholdIx)
    }
}
