//! A bulletin (通报) for the wall.

use std::cmp::Reverse;

use crate::calendar::{Cycle, Period};
use crate::model::board::SchemeIx;

use super::super::urls::Target;
use super::super::view::{BulletinEntry, BulletinSheet, Poster, PosterView, SheetEntry, SheetKind};
use super::{Press, Published, Unknown, Wanted};
use crate::site::pages::bulletin;
use crate::site::tracking::facts::Facts;

/// The bulletins asked for: of a scheme or all, of a period or the newest of every length.
pub(super) fn find(facts: &Facts, wanted: &Wanted) -> Result<Vec<(SchemeIx, Period)>, Unknown> {
    let board = facts.board;
    let named =
        |scheme: &SchemeIx, text: &str| board[*scheme].id.value == text || board[*scheme].name == text;
    let schemes: Vec<SchemeIx> = match &wanted.scheme {
        None => facts.schemes().collect(),
        Some(text) => {
            let found = facts.schemes().find(|scheme| named(scheme, text));
            let ids = || facts.schemes().map(|scheme| board[scheme].id.value.clone()).collect();
            vec![found.ok_or_else(|| Unknown::Scheme(text.clone(), ids()))?]
        }
    };
    let mut found = Vec::new();
    for &scheme in &schemes {
        let published = || facts.published(scheme);
        match wanted.period {
            Some(period) => found.extend(published().find(|known| *known == period).map(|at| (scheme, at))),
            None => {
                let cycles = [Cycle::Month, Cycle::Quarter, Cycle::HalfYear, Cycle::Year];
                let newest = |cycle| published().filter(|period| period.cycle() == cycle).max();
                found.extend(cycles.into_iter().filter_map(newest).map(|period| (scheme, period)));
            }
        }
    }
    match wanted.period {
        Some(period) if found.is_empty() => {
            let published = schemes.into_iter().map(|scheme| published(facts, scheme, period));
            Err(Unknown::Bulletin(period, published.collect()))
        }
        _ => Ok(found),
    }
}

fn published(facts: &Facts, scheme: SchemeIx, asked: Period) -> Published {
    let mut periods: Vec<Period> = facts.published(scheme).collect();
    periods
        .sort_by_key(|period| (period.cycle() != asked.cycle(), Reverse(period.last_day()), period.length()));
    let scheme = &facts.board[scheme];
    Published { id: scheme.id.value.clone(), name: scheme.name.clone(), periods }
}

/// `bulletin-SCHEME-PERIOD.pdf`
pub(super) fn sheet(press: &Press, scheme: SchemeIx, period: Period) -> Option<Poster> {
    let facts = press.facts;
    let page = bulletin::page(facts, facts.sheet(scheme, period)?);
    let title = format!("{} {period} · {}", page.scheme.name, facts.board.settings.title);
    let missing = page.months.iter().filter(|month| month.approved == 0);
    let view = BulletinSheet {
        frame: press.frame(SheetKind::Bulletin, title, Target::Bulletin(scheme, period)),
        dimensions: page.scheme.dimensions.iter().map(|dimension| dimension.name.clone()).collect(),
        of: page.scheme.of,
        show_stars: page.scheme.show_stars,
        show_scores: page.scheme.show_scores,
        ranking: page.scheme.ranking,
        full_marks: page.scheme.full_marks,
        scheme: page.scheme.name,
        period: page.period,
        cycle: page.cycle,
        rated: page.rated,
        subjects: page.subjects,
        missing: missing.map(|month| month.period.clone()).collect(),
        entries: page.entries.iter().cloned().map(entry).collect(),
        unrated: page.unrated.into_iter().map(|subject| subject.name).collect(),
    };
    Some(Poster {
        name: format!("bulletin-{}-{period}", facts.board[scheme].id.value),
        kind: SheetKind::Bulletin,
        view: PosterView::Bulletin(Box::new(view)),
        photos: Vec::new(),
    })
}

fn entry(entry: BulletinEntry) -> SheetEntry {
    SheetEntry {
        name: entry.subject.name,
        rank: entry.rank,
        stars: entry.stars,
        total: entry.total,
        scores: entry.scores,
        missing: entry.missing,
        note: entry.note,
    }
}
