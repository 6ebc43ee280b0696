//! What one resolving leaves to the next. Records are resolved again when something that they are made of was read
//! anew; results, where a score of theirs was. What there was to say of the ground is said again with it; of rating
//! files only those are kept of which there was nothing to say.

use std::sync::Arc;

use super::super::BaseUrl;
use super::super::board::Ground;
use super::super::rating::{self, are_same};
use super::super::register::Held;
use super::households;
use super::names::Names;
use super::ratings::Rated;
use crate::blob::Blob;
use crate::diagnostic::Diagnostics;
use crate::load::records::Raw;
use crate::load::site::RawSite;
use crate::load::{Loaded, RawPage};
use crate::source::Span;

/// The ground, what is held back of it, and by which names it is known.
#[derive(Clone, Debug)]
pub(super) struct Grounded {
    pub ground: Arc<Ground>,
    pub held: Arc<Held>,
    pub names: Arc<Names>,
    /// Of what each household was made.
    pub origins: Arc<Vec<households::Origin>>,
}

/// The last resolving.
#[derive(Debug, Default)]
pub struct ResolveCache {
    pub(super) known: Option<Resolved>,
    /// The rating records of each file; they hold while the names and the schemes do.
    pub(super) rated: Vec<Rated>,
    pub(super) results: rating::ResultCache,
    /// The last ground but one.
    spent: Option<Resolved>,
}

/// All but the ratings.
#[derive(Debug)]
pub struct Resolved {
    basis: Basis,
    pub(super) made: Grounded,
    told: Diagnostics,
}

/// All that the ground is made of.
#[derive(Debug)]
pub(super) struct Basis {
    site: Arc<RawSite>,
    base_url: Option<BaseUrl>,
    /// Excuses name files.
    paths: Vec<String>,
    records: Vec<Arc<Raw>>,
    pages: Vec<Arc<RawPage>>,
    assets: Vec<Named>,
}

/// A file that records name: its path, its bytes, where it is named first.
type Named = (String, Blob, Span);

impl Basis {
    /// That of `loaded`; `None` where something could not be read, and what it would have been is guessed.
    pub(super) fn of(loaded: &Loaded, base_url: Option<&BaseUrl>) -> Option<Basis> {
        if !loaded.faulty.is_empty() || !loaded.unread.is_empty() {
            return None;
        }
        let asset = |(path, asset): (&String, &crate::load::fit::Asset)| {
            (path.clone(), asset.fit.bytes.clone(), asset.at)
        };
        Some(Basis {
            site: loaded.site.clone()?,
            base_url: base_url.cloned(),
            paths: loaded.sources.iter().map(|(_, source)| source.path.clone()).collect(),
            records: loaded.records.iter().filter(|raw| !tells_ratings_only(raw)).cloned().collect(),
            pages: loaded.pages.clone(),
            assets: loaded.assets.iter().map(asset).collect(),
        })
    }

    fn is_same(&self, other: &Basis) -> bool {
        let is_same_asset = |(one, other): (&Named, &Named)| {
            one.0 == other.0 && one.1.is_shared(&other.1) && one.2 == other.2
        };
        Arc::ptr_eq(&self.site, &other.site)
            && self.base_url == other.base_url
            && self.paths == other.paths
            && are_same(&self.records, &other.records)
            && are_same(&self.pages, &other.pages)
            && self.assets.len() == other.assets.len()
            && self.assets.iter().zip(&other.assets).all(is_same_asset)
    }
}

impl ResolveCache {
    /// The ground and what there was to say of it, if it was made of `basis`.
    pub(super) fn grounded(&self, basis: Option<&Basis>) -> Option<(Grounded, Diagnostics)> {
        let known = self.known.as_ref().zip(basis).filter(|(known, basis)| known.basis.is_same(basis));
        known.map(|(known, _)| (known.made.clone(), known.told.clone()))
    }

    /// Remembers another ground, if it has a basis. What is known of ratings holds while these mean the same.
    pub(super) fn settle(&mut self, basis: Option<Basis>, made: &Grounded, told: &Diagnostics) {
        let known = basis.map(|basis| Resolved { basis, made: made.clone(), told: told.clone() });
        let holds = self.known.as_ref().zip(known.as_ref()).is_some_and(|(before, now)| {
            Arc::ptr_eq(&before.basis.site, &now.basis.site)
                && before.made.names.rate_alike(&now.made.names)
                && before.made.held.gaps == now.made.held.gaps
        });
        if !holds {
            self.rated = Vec::new();
            self.results = rating::ResultCache::default();
        }
        self.spent = std::mem::replace(&mut self.known, known);
    }

    /// What is not needed any more, to be freed when there is time.
    pub fn spent(&mut self) -> Option<Resolved> {
        self.spent.take()
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
