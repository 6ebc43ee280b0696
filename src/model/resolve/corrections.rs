//! 更正: those of every record, by where that stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::load::RawPage;
use crate::load::records::{Raw, RawCorrection};
use crate::load::site::RawSite;
use crate::load::values::List;
use crate::model::board::Correction;
use crate::source::{At, Span};

/// What a record has under `corrections`.
pub(super) type RawCorrections = Option<At<List<RawCorrection>>>;

/// Those of one record; what lacks a part was reported.
pub(super) fn of(raw: &RawCorrections) -> Vec<Correction> {
    let each = raw.iter().flat_map(|list| &list.value.0).filter_map(|at| {
        let RawCorrection { date, key, reason, at } = &at.value;
        Some(Correction { date: date.clone()?, key: key.clone()?, reason: reason.clone()?, at: *at })
    });
    let mut each: Vec<Correction> = each.collect();
    each.sort_by(|a, b| (a.date.value, &a.key.value).cmp(&(b.date.value, &b.key.value)));
    each
}

/// Those of all records but ratings.
pub(super) fn all(
    site: &RawSite,
    raw: &[Arc<Raw>],
    pages: &[Arc<RawPage>],
) -> BTreeMap<Span, Vec<Correction>> {
    let mut found = BTreeMap::new();
    let mut add = |at: Span, raw: &RawCorrections| {
        if raw.is_some() {
            found.insert(at, of(raw));
        }
    };
    for item in site.disclosures.iter().flat_map(|list| &list.value.0) {
        add(item.value.at, &item.value.corrections);
    }
    macro_rules! each {
        ($($kind:ident)*) => {$(
            for one in raw.iter().filter_map(|raw| raw.$kind.as_ref()).flat_map(|list| &list.value.0) {
                add(one.value.at, &one.value.corrections);
            }
        )*};
    }
    each!(grids members commitments activities replies);
    for page in pages {
        add(page.at, &page.front.corrections);
    }
    found
}
