//! Raw records into the board and the register: one fallible step, every problem told.

mod assets;
mod boards;
mod cache;
mod corrections;
mod grids;
mod guess;
mod households;
mod languages;
mod lookup;
mod members;
mod named;
mod names;
mod pages;
mod placeholders;
mod poster;
mod privacy;
mod promises;
mod ranges;
mod ratings;
mod schemes;
mod services;
mod settings;
mod unread;
mod values;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::board::{Board, Ground};
use super::register::{Gaps, Held, Register, Stage};
use super::{BaseUrl, Records};
use crate::diagnostic::Diagnostics;
use crate::load::Loaded;
use crate::load::records::Raw;
use crate::load::values::List;
use crate::source::{At, SourceId, Span};

pub use cache::ResolveCache;
pub use lookup::from_name as id_from_name;

use assets::Assets;
use cache::{Basis, Grounded};
use names::Names;

/// Resolves everything that was loaded. `None` when `site.yaml` does not even tell the networks;
/// otherwise the records that could be resolved, with [`Gaps`] saying where some are missing.
pub fn resolve(loaded: &Loaded) -> (Option<Records>, Diagnostics) {
    resolve_again(loaded, None, &mut ResolveCache::default())
}

/// The same with `base_url` in place of the board's own, and with the last resolving: see [`cache`].
pub fn resolve_again(
    loaded: &Loaded,
    base_url: Option<&BaseUrl>,
    cache: &mut ResolveCache,
) -> (Option<Records>, Diagnostics) {
    let mut out = Diagnostics::default();
    let basis = Basis::of(loaded, base_url);
    let grounded = match cache.grounded(basis.as_ref()) {
        Some((made, told)) => {
            out.append(told);
            Some(made)
        }
        None => {
            let before = cache.ground.as_ref().map(|known| (&known.value.0, known.of.kept(loaded)));
            let made = ground(loaded, base_url, before, &mut out);
            made.inspect(|made| cache.settle(basis, made, &out))
        }
    };
    let names = grounded.as_ref().map(|made| made.names.clone());
    let records = grounded.map(|Grounded { ground, held, names, silent: _ }| {
        let (stages, unrated) =
            ratings::stages(loaded, &names, &ground.schemes, &held.gaps, &mut cache.rated, &mut out);
        let ratings = super::rating::sheets(&ground.schemes, &stages, &mut cache.results);
        let approved = stages.iter().filter(|sheet| sheet.stage.value == Stage::Approved);
        let rating_corrections = approved
            .filter(|sheet| !sheet.corrections.is_empty())
            .map(|sheet| ((sheet.scheme, sheet.month.value), sheet.corrections.clone()))
            .collect();
        let board = Board { ground, ratings, rating_corrections, record: loaded.record.clone() };
        let register = Register { held, ratings: stages, unrated };
        Records { board: Arc::new(board), register: Arc::new(register) }
    });
    unread::excuse(loaded, &mut out);
    names.inspect(|names| guess::advise(&names.lookups(), &mut out));
    (records, out)
}

/// All records of one kind, over all files.
fn all<T>(raw: &[Arc<Raw>], list: impl Fn(&Raw) -> &Option<At<List<T>>>) -> Vec<&T> {
    raw.iter().filter_map(|raw| list(raw).as_ref()).flat_map(|at| &at.value.0).map(|at| &at.value).collect()
}

/// Those of `all` that are not `among` the admitted, if they are fewer; each is known by where it stands.
fn left_out<'r, T>(
    all: &[&'r T],
    among: impl ExactSizeIterator<Item = &'r T>,
    place: impl Fn(&T) -> Span,
) -> Vec<&'r T> {
    if among.len() == all.len() {
        return Vec::new();
    }
    let among: HashSet<Span> = among.map(&place).collect();
    all.iter().copied().filter(|one| !among.contains(&place(one))).collect()
}

/// All that no score changes; `None` when `site.yaml` does not even tell the networks. `before` is what was made last, and in
/// which files the records are still the same.
fn ground(
    loaded: &Loaded,
    base_url: Option<&BaseUrl>,
    before: Option<(&Grounded, BTreeSet<SourceId>)>,
    out: &mut Diagnostics,
) -> Option<Grounded> {
    let mut gaps = Gaps { faulty: loaded.faulty.clone(), ..Gaps::default() };
    unread::note(loaded, &mut gaps);
    let mut settings = settings::resolve(loaded.site.as_ref()?, &loaded.sources, &mut gaps, out)?;
    placeholders::check(loaded, base_url.is_none() && settings.settings.base_url.is_some(), out);
    if let Some(base_url) = base_url {
        settings.settings.base_url = Some(base_url.clone());
    }
    let raw = &loaded.records;
    let (all_grids, all_members) = (all(raw, |raw| &raw.grids), all(raw, |raw| &raw.members));
    let all_households = all(raw, |raw| &raw.households);
    let (grid_names, raw_grids) = grids::admitted(&all_grids, &mut gaps, out);
    let (member_names, raw_members) = members::admitted(&all_members, out);
    let (household_names, raw_households) = households::admitted(&all_households, &mut gaps, out);
    let names = Names {
        networks: settings.network_lookup,
        grids: grid_names,
        members: member_names,
        households: household_names,
        schemes: settings.scheme_lookup,
        cadences: settings.cadence_lookup,
        disclosures: settings.disclosure_lookup,
    };
    for grid in left_out(&all_grids, raw_grids.iter().map(|(_, grid)| *grid), |grid| grid.at) {
        grids::look_at(grid, &names, out);
    }
    for member in left_out(&all_members, raw_members.iter().map(|(_, member)| *member), |member| member.at) {
        member.grid.as_ref().and_then(|grid| names.grid(grid, out));
    }
    for household in
        left_out(&all_households, raw_households.iter().map(|(_, household)| *household), |household| {
            household.at
        })
    {
        households::places(household, &names, out);
    }
    let mut assets = Assets::new(&loaded.assets);
    let pages = pages::admitted(&loaded.pages, &loaded.unread, &settings.settings, out);
    assets.set_pages(pages.paths());

    let privacy = settings.settings.privacy.clone();
    let (mut lost, mut told) = (Gaps::default(), Diagnostics::default());
    let before = before.filter(|(before, _)| {
        before.names.rate_alike(&names)
            && before.ground.settings.privacy.household_labels == privacy.household_labels
    });
    let before = before.as_ref().map(|(before, files)| households::LastHouseholds {
        public: &before.ground.households,
        private: &before.held.households,
        silent: &before.silent,
        files,
    });
    // Households are as many as all else together.
    let ((mut grids, (mut members, private_members)), mut households) = rayon::join(
        || {
            let grids = grids::resolve(raw_grids, &names, &settings.networks, &mut assets, &mut gaps, out);
            (grids, members::resolve(raw_members, &names, &privacy, &mut assets, out))
        },
        || households::resolve(raw_households, before, &names, &privacy, &mut lost, &mut told),
    );
    gaps.households += lost.households;
    gaps.faulty.append(&mut lost.faulty);
    out.append(told);
    households::connect(&mut households.public, &mut members, all_members, &names, &mut gaps, out);
    grids::count(&mut grids, &households.public, &households.private);
    let commitments =
        promises::commitments(all(raw, |raw| &raw.commitments), &names, &mut assets, &mut gaps, out);
    let mut strays = Vec::new();
    let activities =
        promises::activities(all(raw, |raw| &raw.activities), &names, &mut gaps, &mut strays, out);
    let replies = promises::replies(all(raw, |raw| &raw.replies), &mut assets, &mut strays, out);
    let services = services::resolve(all(raw, |raw| &raw.services), out);
    let pages = pages::resolve(pages, &names, &mut assets, &mut gaps, out);
    let translations = languages::translations(all(raw, |raw| &raw.translations), &settings.settings, out);
    let named = named::named(raw, &loaded.pages, out);
    let boards = boards::resolve(loaded.site.as_ref()?, loaded, out);
    let ground = Ground {
        settings: settings.settings,
        networks: settings.networks,
        schemes: settings.schemes,
        cadences: settings.cadences,
        disclosures: settings.disclosures,
        boards,
        grids,
        members,
        households: households.public,
        commitments,
        activities,
        replies,
        services,
        pages,
        named,
        translations,
        assets: assets.into_list(),
        corrections: corrections::all(loaded.site.as_ref()?, raw, &loaded.pages),
    };
    let held = Held {
        households: households.private,
        members: private_members,
        thresholds: settings.thresholds,
        gaps,
        strays,
    };
    let silent = Arc::new(households.silent);
    Some(Grounded { ground: Arc::new(ground), held: Arc::new(held), names: Arc::new(names), silent })
}
