//! What one resolving leaves to the next. Records are resolved again when something that they are made of was read
//! anew; results, where a score of theirs was. What there was to say of records is said again with them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::BaseUrl;
use super::super::board::Ground;
use super::super::rating::ResultCache;
use super::super::register::Held;
use super::names::Names;
use super::ratings::Rated;
use crate::diagnostic::Diagnostics;
use crate::load::fit::{Asset, Fit};
use crate::load::records::Raw;
use crate::load::site::RawSite;
use crate::load::{Loaded, RawPage};
use crate::published::Reading;
use crate::reuse::{Made, Same};
use crate::source::{SourceId, Span};

/// The ground, what is held back of it, and by which names it is known.
#[derive(Clone, Debug)]
pub(super) struct Grounded {
    pub ground: Arc<Ground>,
    pub held: Arc<Held>,
    pub names: Arc<Names>,
    /// Of which households there was nothing to say.
    pub silent: Arc<Vec<bool>>,
}

/// The last resolving.
#[derive(Debug, Default)]
pub struct ResolveCache {
    /// All but the ratings, and what there was to say of it.
    pub(super) ground: Option<Made<Basis, (Grounded, Diagnostics)>>,
    /// These hold while the names and the schemes do.
    pub(super) rated: Rated,
    pub(super) results: ResultCache,
}

/// All that the ground is made of.
#[derive(Debug, PartialEq)]
pub(super) struct Basis {
    site: Same<RawSite>,
    base_url: Option<BaseUrl>,
    /// Excuses name files.
    paths: Vec<String>,
    records: Vec<Same<Raw>>,
    pages: Vec<Same<RawPage>>,
    /// What the boards below published.
    boards: Vec<(String, Same<Reading>)>,
    /// Files that records name: their paths, what they are, where they are named first.
    assets: Vec<(String, Same<Fit>, Span)>,
}

impl Basis {
    /// That of `loaded`; `None` where something could not be read, and what it would have been is guessed.
    pub(super) fn of(loaded: &Loaded, base_url: Option<&BaseUrl>) -> Option<Basis> {
        if !loaded.faulty.is_empty() || !loaded.unread.is_empty() {
            return None;
        }
        let records = loaded.records.iter().filter(|raw| !tells_ratings_only(raw));
        let asset = |(path, asset): (&String, &Asset)| (path.clone(), Same(asset.fit.clone()), asset.at);
        Some(Basis {
            site: Same(loaded.site.clone()?),
            base_url: base_url.cloned(),
            paths: loaded.sources.iter().map(|(_, source)| source.path.clone()).collect(),
            records: records.cloned().map(Same).collect(),
            pages: loaded.pages.iter().cloned().map(Same).collect(),
            boards: loaded.boards.iter().map(|(from, read)| (from.clone(), Same(read.clone()))).collect(),
            assets: loaded.assets.iter().map(asset).collect(),
        })
    }

    /// The files of `loaded` whose records are the very same.
    pub(super) fn kept(&self, loaded: &Loaded) -> BTreeSet<SourceId> {
        let records = loaded.records.iter().cloned().map(Same).filter(|raw| self.records.contains(raw));
        records.map(|raw| raw.0.at.file).collect()
    }
}

impl ResolveCache {
    /// The ground and what there was to say of it, if it was made of `basis`.
    pub(super) fn grounded(&self, basis: Option<&Basis>) -> Option<(Grounded, Diagnostics)> {
        let known = self.ground.as_ref().filter(|known| Some(&known.of) == basis);
        known.map(|known| known.value.clone())
    }

    /// Remembers another ground, if it has a basis. What is known of ratings holds while these mean the same.
    pub(super) fn settle(&mut self, basis: Option<Basis>, made: &Grounded, told: &Diagnostics) {
        let now = basis.map(|of| Made { of, value: (made.clone(), told.clone()) });
        let holds = self.ground.as_ref().zip(now.as_ref()).is_some_and(|(before, now)| {
            let ((known, _), (made, _)) = (&before.value, &now.value);
            before.of.site == now.of.site
                && known.names.rate_alike(&made.names)
                && known.held.gaps == made.held.gaps
        });
        if !holds {
            (self.rated, self.results) = Default::default();
        }
        self.ground = now;
    }
}

/// Whether a file holds nothing but ratings, if that.
fn tells_ratings_only(raw: &Raw) -> bool {
    let Raw {
        grids,
        members,
        households,
        commitments,
        ratings: _,
        activities,
        replies,
        services,
        translations,
        at: _,
    } = raw;
    grids.is_none()
        && members.is_none()
        && households.is_none()
        && commitments.is_none()
        && activities.is_none()
        && replies.is_none()
        && services.is_none()
        && translations.is_none()
}
