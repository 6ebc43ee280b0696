//! The hall's screen: which slides there are, in which order.

use crate::model::board::{GridIx, PageIx};
use crate::model::settings::{Kiosk, KioskPart};
use crate::status::commitments::sorted;

use crate::site::lookup;
use crate::site::pages::desk::Desk;
use crate::site::pages::home;
use crate::site::pages::services;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{BulletinEntry, GridNode, KioskView, ServiceCategory, Shard, ShardData, Slide};

/// At most so many notices.
const NOTICES: usize = 24;
/// Grids are told level by level from the top, as long as these are no more.
const CARDS: usize = 60;
/// Results, grids, services and promises on one slide.
const RESULTS: usize = 10;
const GRIDS: usize = 6;
const SERVICES: usize = 8;
const PROMISES: usize = 4;
/// At most so many places to begin a search with.
const PLACES: usize = 12;

/// `kiosk/index.html`
pub(in crate::site) fn page(facts: &Facts, kiosk: &Kiosk) -> KioskView {
    let desk = Desk::new(facts, Target::Kiosk);
    let mut slides = vec![Slide::Welcome { figures: home::figures(facts) }];
    for part in &kiosk.show {
        slides.extend(match part {
            KioskPart::Notices => notices(&desk, kiosk),
            KioskPart::Bulletins => bulletins(&desk),
            KioskPart::Cover => cover(&desk),
            KioskPart::Services => offers(facts),
            KioskPart::Commitments => promises(&desk),
        });
    }
    let view = KioskView {
        page: desk.frame("kiosk", None, Vec::new()),
        site: facts.site.clone(),
        slide_seconds: kiosk.slide_seconds,
        idle_seconds: kiosk.idle_seconds,
        touch: kiosk.touch && !facts.board.households().is_empty(),
        example: lookup::example(facts),
        places: places(facts),
        pulse: String::new(),
        slides,
    };
    timed(view)
}

/// The view with the digest of what it shows.
pub(in crate::site) fn timed(mut view: KioskView) -> KioskView {
    view.pulse.clear();
    let told = serde_json::to_vec(&view).expect("views hold texts and numbers only");
    view.pulse = blake3::hash(&told).to_hex()[..16].to_owned();
    view
}

/// The file that tells the script whether there is something new.
pub(in crate::site) fn pulse(facts: &Facts, view: &KioskView) -> Shard {
    Shard {
        path: facts.edition.path(Target::KioskPulse),
        name: "pulse".to_owned(),
        data: ShardData::Pulse(view.pulse.clone()),
    }
}

/// Notices in force by section, the newest first in each; sections that the settings do not name come last.
fn notices(desk: &Desk, kiosk: &Kiosk) -> Vec<Slide> {
    let facts = desk.facts;
    let mut current: Vec<PageIx> =
        facts.notices().iter().copied().filter(|&page| !facts.is_expired(page)).take(NOTICES).collect();
    let place = |page: &PageIx| {
        let section = facts.board[*page].section.as_ref();
        let known = kiosk.sections.iter().position(|name| Some(name) == section);
        known.unwrap_or(kiosk.sections.len())
    };
    current.sort_by_key(place);
    let slide = |page: PageIx| {
        let record = &facts.board[page];
        let (section, body) = (record.section.clone(), desk.body(page));
        Slide::Notice { section, notice: desk.notice(page), body }
    };
    current.into_iter().map(slide).collect()
}

/// Parts of at most `size`, each with its number and how many there are.
fn parts<T: Clone>(list: &[T], size: usize) -> impl Iterator<Item = (Vec<T>, usize, usize)> {
    let parts = list.len().div_ceil(size);
    // Equal parts: no slide with a single line after a full one.
    let size = list.len().div_ceil(parts.max(1)).max(1);
    list.chunks(size).enumerate().map(move |(at, chunk)| (chunk.to_vec(), at + 1, parts))
}

fn bulletins(desk: &Desk) -> Vec<Slide> {
    let newest = desk.facts.schemes().filter_map(|scheme| home::newest(desk.facts, scheme));
    let slides = newest.flat_map(|sheet| {
        let slide = |(entries, part, parts)| Slide::Bulletin {
            scheme: desk.scheme(sheet.scheme),
            period: sheet.period.to_string(),
            entries,
            part,
            parts,
        };
        let entries: Vec<BulletinEntry> =
            sheet.entries.iter().map(|entry| desk.entry(sheet, entry, false)).collect();
        parts(&entries, RESULTS).map(slide).collect::<Vec<_>>()
    });
    slides.collect()
}

/// The grids below each grid, level by level.
fn cover(desk: &Desk) -> Vec<Slide> {
    let facts = desk.facts;
    let mut slides = Vec::new();
    for network in facts.current_networks() {
        let mut told = 0;
        let mut level: Vec<GridIx> = facts.roots(network).filter(|&root| facts.in_force(root)).collect();
        while !level.is_empty() {
            let below = |grid: GridIx| -> Vec<GridIx> {
                let children = facts.board[grid].children.iter().copied();
                children.filter(|&child| facts.in_force(child)).collect()
            };
            let next: Vec<GridIx> = level.iter().flat_map(|&grid| below(grid)).collect();
            told += next.len();
            if told > CARDS {
                break;
            }
            for &grid in &level {
                let nodes: Vec<GridNode> = below(grid).into_iter().map(|child| desk.node(child)).collect();
                let slide =
                    |(grids, part, parts)| Slide::Cover { above: desk.node(grid), grids, part, parts };
                slides.extend(parts(&nodes, GRIDS).map(slide));
            }
            level = next;
        }
    }
    slides
}

/// Whole categories together as long as they fit; a long one goes on.
fn offers(facts: &Facts) -> Vec<Slide> {
    let mut screens: Vec<Vec<ServiceCategory>> = Vec::new();
    for category in services::categories(facts) {
        for (items, _, _) in parts(&category.items, SERVICES) {
            let filled = |screen: &Vec<ServiceCategory>| -> usize {
                screen.iter().map(|category| category.items.len()).sum()
            };
            let piece = ServiceCategory { name: category.name.clone(), items };
            match screens.last_mut().filter(|screen| filled(screen) + piece.items.len() <= SERVICES) {
                Some(screen) => screen.push(piece),
                None => screens.push(vec![piece]),
            }
        }
    }
    let count = screens.len();
    let slide = |(at, categories)| Slide::Services { categories, part: at + 1, parts: count };
    screens.into_iter().enumerate().map(slide).collect()
}

fn promises(desk: &Desk) -> Vec<Slide> {
    let board = desk.facts.board;
    let day = desk.facts.day;
    let is_open = |at: &usize| board.commitment(*at).verdict(day).is_none();
    let open: Vec<usize> = sorted(board.commitments(), day).into_iter().filter(is_open).collect();
    let items: Vec<_> = open.into_iter().map(|at| desk.commitment(at)).collect();
    parts(&items, PROMISES).map(|(items, part, parts)| Slide::Commitments { items, part, parts }).collect()
}

/// The highest grids that are several, by name.
fn places(facts: &Facts) -> Vec<String> {
    let Some(network) = facts.current_networks().next() else { return Vec::new() };
    let mut level: Vec<GridIx> = facts.roots(network).filter(|&root| facts.in_force(root)).collect();
    while level.len() == 1 {
        let children = facts.board[level[0]].children.iter().copied();
        level = children.filter(|&child| facts.in_force(child)).collect();
    }
    level.into_iter().take(PLACES).map(|grid| facts.board[grid].name.value.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture::{on, village};

    fn kiosk() -> Kiosk {
        Kiosk {
            slide_seconds: 5,
            idle_seconds: 9,
            show: vec![KioskPart::Cover],
            sections: Vec::new(),
            touch: true,
        }
    }

    #[test]
    fn a_changed_board_has_another_pulse_and_an_equal_one_the_same() {
        let (board, other) = (village("", ""), village("", ""));
        let pulse = |board, day: &str| on(board, day, |facts| page(facts, &kiosk()).pulse);
        assert_eq!(pulse(&board, "2026-01-31"), pulse(&other, "2026-01-31"));
        assert_ne!(pulse(&board, "2026-01-31"), pulse(&board, "2026-02-01"), "a term ended");
    }

    #[test]
    fn lists_are_parted_evenly() {
        let sizes = |count: usize| -> Vec<usize> {
            parts(&vec![0; count], 6).map(|(part, _, _)| part.len()).collect()
        };
        assert!(sizes(0).is_empty());
        assert_eq!(sizes(6), [6]);
        assert_eq!(sizes(7), [4, 3]);
    }
}
