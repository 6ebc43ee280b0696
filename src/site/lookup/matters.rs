//! All else that villagers look for: grids, boards below with their grids and people, services, notices, promises, pages,
//! what must be disclosed, questions. In blocks like households, but with what their pages say, which is looked for as it is
//! written.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::markdown::{count_parts, spoken_parts};
use crate::model::board::{DisclosureIx, GridIx, Markdown, PageIx};
use crate::status::replies::sorted;

use super::super::urls::Target;
use super::super::view::MatterRow;
use super::below::{self, Below};
use super::entries::found_by;
use super::grams;
use super::people;
use super::sounds::Sounds;
use super::text::units;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;

/// One search loads no more blocks of them.
pub(super) const MOST_BLOCKS: usize = 5;
/// No more of a kind are shown.
pub(super) const MOST: usize = 5;
/// Bytes of one block before compression, about.
const BLOCK: usize = 2400;
/// What a row takes beside its texts.
const ROW: usize = 60;

/// Of which kinds they are, in the order in which answers stand.
pub(super) const KINDS: [&str; 10] = [
    "grids",
    "boards",
    "board_grids",
    "board_people",
    "services",
    "notices",
    "commitments",
    "pages",
    "disclosures",
    "replies",
];

/// Something to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Matter {
    Grid(GridIx),
    Below(Below),
    Service(usize),
    Page(PageIx),
    Promise(usize),
    Disclosure(DisclosureIx),
    Reply(usize),
}

/// One with a part of its text: a long text is in several blocks.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    matter: Matter,
    part: usize,
    /// What its long text says, which whoever needs it first works out for all of its pieces.
    spoken: Arc<OnceLock<Vec<String>>>,
}

/// Pieces of one of [`KINDS`] that are loaded together.
pub(super) type Sheaf = (usize, Vec<Piece>);

/// What a block of them says.
#[derive(Debug)]
pub(super) struct Told {
    /// As in [`Sheaf`].
    pub kind: usize,
    pub rows: Vec<MatterRow>,
    /// How their texts are read.
    pub sounds: Sounds,
}

/// All of them by kind, each kind as its own page lists it.
pub(super) fn all(facts: &Facts) -> [Vec<Matter>; KINDS.len()] {
    let board = facts.board;
    let roots = facts.networks().flat_map(|network| facts.roots(network).collect::<Vec<_>>());
    let grids = roots.flat_map(|root| facts.subtree(root)).filter(|&grid| facts.in_force(grid));
    let pages = |pages: &[PageIx]| pages.iter().copied().map(Matter::Page).collect();
    let below = |all: Vec<Below>| all.into_iter().map(Matter::Below).collect();
    let (waiting, answered) = sorted(board.replies(), facts.day);
    [
        grids.map(Matter::Grid).collect(),
        below(below::boards(facts)),
        below(below::grids(facts)),
        below(below::people(facts)),
        (0..board.services().len()).map(Matter::Service).collect(),
        pages(facts.notices()),
        facts.promises().iter().copied().map(Matter::Promise).collect(),
        pages(facts.standing_pages()),
        facts.catalogue().map(Matter::Disclosure).collect(),
        waiting.into_iter().chain(answered).map(Matter::Reply).collect(),
    ]
}

/// Whether there is anything to be found, households and people as well.
pub(super) fn is_searchable(facts: &Facts) -> bool {
    !facts.board.households().is_empty()
        || all(facts).iter().any(|matters| !matters.is_empty())
        || !people::parts(facts).is_empty()
}

/// What lists show of `matter`, without what its page says.
pub(super) fn row(desk: &Desk, matter: Matter) -> MatterRow {
    let facts = desk.facts;
    let board = facts.board;
    let new = |title: &str, target, line: Vec<String>, date: Option<String>| MatterRow {
        title: title.to_owned(),
        href: desk.href(target),
        line,
        date,
        text: Vec::new(),
        written: None,
    };
    match matter {
        Matter::Grid(grid) => {
            let above = desk.above(grid).into_iter().map(|link| link.name).collect();
            new(&board[grid].name.value, Target::Grid(grid), above, None)
        }
        Matter::Below(below) => below.shown(desk),
        Matter::Service(at) => {
            let service = &board.services()[at];
            let line = service.category.iter().cloned().collect();
            let row = new(&service.name.value, Target::Services, line, None);
            MatterRow { href: desk.place(Target::Services, &format!("s-{}", service.id.value)), ..row }
        }
        Matter::Page(page) => {
            let notice = desk.notice(page);
            let line = notice.grid.map(|grid| grid.name).into_iter().chain(notice.section).collect();
            let written = facts.edition.version(page).map(|_| board[page].title.value.clone());
            MatterRow { written, ..new(&notice.title, Target::Page(page), line, notice.date) }
        }
        Matter::Promise(at) => {
            let promise = board.commitment(at);
            let by = desk.subject(promise.by.value).name;
            let due = promise.due.as_ref().map(|due| due.value.to_string());
            new(&promise.title.value, facts.promise(at), vec![by], due)
        }
        Matter::Disclosure(item) => {
            let record = &board[item];
            let line = record.section.iter().cloned().collect();
            new(&record.name, Target::Disclosure(item), line, None)
        }
        Matter::Reply(at) => {
            let reply = &board.replies()[at];
            let line = reply.topic.iter().cloned().collect();
            new(&reply.question.value, Target::Reply(at), line, Some(reply.asked.value.to_string()))
        }
    }
}

/// What the page of `matter` says beside its title: short texts, and the long one.
fn texts<'f>(facts: &'f Facts, matter: Matter) -> (Vec<&'f str>, Option<&'f str>) {
    let board = &facts.board;
    let long = |text: Option<&'f Markdown>| text.map(|text| facts.edition.shown(&text.text));
    let (short, long): (Vec<&str>, Option<&str>) = match matter {
        Matter::Grid(grid) => {
            let grid = &board[grid];
            let names = grid.aka.iter().chain(&grid.merged_from).chain(&grid.place);
            (names.map(String::as_str).collect(), long(grid.note.as_ref()))
        }
        Matter::Below(below) => (below.texts(facts), None),
        Matter::Service(at) => {
            let service = &board.services()[at];
            let further = [&service.time_limit, &service.fee, &service.window, &service.note];
            let texts = service.materials.iter().chain(further.into_iter().flatten());
            (texts.map(String::as_str).collect(), None)
        }
        Matter::Page(page) => match facts.edition.version(page) {
            Some(version) => (Vec::new(), Some(&version.body.text)),
            None => (Vec::new(), long(Some(&board[page].body))),
        },
        Matter::Promise(at) => {
            let promise = board.commitment(at);
            let goal = [&promise.baseline, &promise.target].into_iter().flatten().map(|text| &text.value);
            let steps = promise.told(facts.day).filter_map(|step| step.note.as_ref());
            let steps = steps.map(|note| &note.value).chain(&promise.evaluation);
            let texts = promise.kind.iter().chain(goal).chain(steps);
            (texts.map(String::as_str).collect(), long(promise.detail.as_ref()))
        }
        Matter::Disclosure(item) => (board[item].basis.iter().map(String::as_str).collect(), None),
        Matter::Reply(at) => {
            let reply = &board.replies()[at];
            let is_answered = reply.status(facts.day).state.is_answered();
            (Vec::new(), long(reply.answer.as_ref().filter(|_| is_answered)))
        }
    };
    (short.into_iter().map(|text| facts.edition.shown(text)).collect(), long)
}

/// What the records call it.
fn name<'f>(facts: &'f Facts, matter: Matter) -> &'f str {
    let board = &facts.board;
    match matter {
        Matter::Grid(grid) => &board[grid].name.value,
        Matter::Below(below) => below.name(facts),
        Matter::Service(at) => &board.services()[at].name.value,
        Matter::Page(page) => &board[page].title.value,
        Matter::Promise(at) => &board.commitment(at).title.value,
        Matter::Disclosure(item) => &board[item].name,
        Matter::Reply(at) => &board.replies()[at].question.value,
    }
}

/// Which pieces are one block. Where one ends depends on what is in it, so that those behind stay what they are when
/// one is added.
pub(super) fn parts(facts: &Facts) -> Vec<Sheaf> {
    let mut sheaves: Vec<Sheaf> = Vec::new();
    for (kind, matters) in all(facts).into_iter().enumerate() {
        let (mut sheaf, mut size) = (Vec::new(), 0);
        for matter in matters {
            let (short, long) = texts(facts, matter);
            let count = long.map_or(1, count_parts);
            let name = name(facts, matter);
            let is_seam = blake3::hash(name.as_bytes()).as_bytes()[0].is_multiple_of(4);
            let short: usize = short.iter().map(|text| text.len()).sum();
            let row = if matches!(matter, Matter::Below(_)) { ROW + below::ADDRESS } else { ROW };
            let spoken = Arc::new(OnceLock::new());
            for part in 0..count {
                let text = long.map_or(0, str::len) / count + if part == 0 { short } else { 0 };
                let more = row + name.len() + text;
                if size + more > BLOCK || (is_seam && size > BLOCK / 2) {
                    sheaves.extend((!sheaf.is_empty()).then(|| (kind, std::mem::take(&mut sheaf))));
                    size = 0;
                }
                sheaf.push(Piece { matter, part, spoken: spoken.clone() });
                size += more;
            }
        }
        sheaves.extend((!sheaf.is_empty()).then_some((kind, sheaf)));
    }
    sheaves
}

impl Piece {
    /// What tells it from others.
    pub(super) fn numbers(&self) -> [u32; 3] {
        let at = match self.matter {
            Matter::Below(below) => {
                let [board, at] = below.numbers();
                return [board, at, self.part as u32];
            }
            Matter::Grid(GridIx(at)) | Matter::Page(PageIx(at)) | Matter::Disclosure(DisclosureIx(at)) => at,
            Matter::Service(at) | Matter::Promise(at) | Matter::Reply(at) => at as u32,
        };
        [0, at, self.part as u32]
    }
}

/// One block, and the keys by which it is found: titles by all that they sound like, other texts as they are written.
pub(super) fn told(facts: &Facts, kind: usize, pieces: &[Piece]) -> (Told, BTreeSet<String>) {
    let desk = Desk::new(facts, Target::Lookup);
    let mut told = Told { kind, rows: Vec::new(), sounds: Sounds::default() };
    let (mut titles, mut others) = (Vec::new(), Vec::new());
    for &Piece { matter, part, ref spoken } in pieces {
        let mut row = row(&desk, matter);
        let (short, long) = texts(facts, matter);
        row.text.extend(short.into_iter().filter(|_| part == 0).map(str::to_owned));
        row.text.extend(long.map(|long| spoken.get_or_init(|| spoken_parts(long))[part].clone()));
        row.text.iter_mut().for_each(|text| *text = text.split_whitespace().collect::<Vec<_>>().join(" "));
        row.text.retain(|text| !text.is_empty());
        titles.extend(found_by(facts, name(facts, matter)));
        if let (Matter::Page(page), Some(_)) = (matter, &row.written) {
            titles.extend(
                facts.edition.version(page).map(|version| super::text::spellings(&version.title.value)),
            );
        }
        let line = row.line.iter().map(|text| facts.edition.shown(text));
        others.extend(line.chain(row.text.iter().map(String::as_str)).map(units));
        told.rows.push(row);
    }
    titles.iter().for_each(|title| told.sounds.learn(title));
    others.iter().for_each(|text| told.sounds.learn_units(text));
    let mut keys = grams::keys(titles.iter(), std::iter::empty(), &told.sounds);
    others.iter().for_each(|text| grams::written_keys(text, &told.sounds, &mut keys));
    (told, keys)
}
