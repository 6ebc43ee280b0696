//! What of a board is told: everything, or what is out on a day, with counts as far as they may be shown. There is no
//! way from here to the register.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::calendar::{AsOf, NaiveDate};
use crate::characters;
use crate::diagnostic::{Lang, Said};
use crate::load::kind::Key;
use crate::load::relinked;
use crate::model::Board;
use crate::model::board::{
    AssetIx, GridIx, HouseholdIx, Markdown, MemberIx, Named, Outcome, SchemeIx, Subject,
};
use crate::model::order::natural;
use crate::source::{Sources, Span};
use crate::status::duties::Duties;
use crate::status::keys::Keys;
use crate::status::posts::posts;
use crate::status::suppression::{ShownAct, Suppression};

use super::sheet::{Cell, Sheet};

/// A table of keys, and one of its English keys.
pub(super) type Step = (&'static [Key], &'static str);

/// A board, and what of it is told.
pub(super) struct Told<'b> {
    pub board: &'b Board,
    pub lang: Lang,
    sources: &'b Sources,
    out: Option<Out>,
    grids: Vec<&'b str>,
    members: Vec<&'b str>,
    schemes: Vec<&'b str>,
    named: BTreeMap<Span, &'b Named>,
}

/// What is out.
struct Out {
    day: AsOf,
    counts: Suppression,
    acts: Vec<Option<ShownAct>>,
    households: Keys,
}

/// The numbers of a figure.
#[derive(Default)]
pub(super) struct Numbers {
    pub value: Decimal,
    pub of: Option<Decimal>,
    pub percent: Option<Decimal>,
    pub parts: Vec<Decimal>,
}

impl<'b> Told<'b> {
    /// Everything.
    pub(super) fn all(board: &'b Board, sources: &'b Sources) -> Told<'b> {
        let is_chinese = board.ground.settings.language.to_ascii_lowercase().starts_with("zh");
        Told {
            board,
            sources,
            lang: if is_chinese { Lang::Zh } else { Lang::En },
            out: None,
            grids: called(board.ground.grids.iter().map(|grid| (&*grid.id.value, &*grid.name.value))),
            members: called(
                board.ground.members.iter().map(|member| (&*member.id.value, &*member.name.value)),
            ),
            schemes: called(board.ground.schemes.iter().map(|scheme| (&*scheme.id.value, &*scheme.name))),
            named: named(board),
        }
    }

    /// What is out on `day`.
    pub(super) fn out(board: &'b Board, sources: &'b Sources, day: AsOf) -> Told<'b> {
        let counts = Suppression::of(&board.ground, day);
        let acts = Duties::new(&board.ground, &posts(&board.ground), day).acts;
        let out = Out { day, counts, acts, households: Keys::Ids };
        Told { out: Some(out), ..Told::all(board, sources) }
    }

    /// The same, with households called as the site calls them.
    pub(super) fn public(board: &'b Board, sources: &'b Sources, day: AsOf) -> Told<'b> {
        let mut told = Told::out(board, sources, day);
        if let Some(out) = &mut told.out {
            out.households = Keys::new(&board.ground);
        }
        told
    }

    /// A sheet in the board's language, named by the keys on the way to its records.
    pub(super) fn sheet(&self, way: &[Step]) -> Sheet {
        let names = way.iter().filter_map(|(keys, en)| keys.iter().find(|key| key.en == *en));
        let names: Vec<&str> = names.map(|key| Said { zh: key.zh, en: key.en }.get(self.lang)).collect();
        Sheet::new(self.lang, names.join("."))
    }

    /// Whether what bears this date is told.
    pub(super) fn has_come(&self, date: NaiveDate) -> bool {
        self.out.as_ref().is_none_or(|out| date <= out.day.0)
    }

    /// Whether what ends then is still told.
    pub(super) fn still_stands(&self, end: NaiveDate) -> bool {
        self.out.as_ref().is_none_or(|out| end >= out.day.0)
    }

    /// The day on which only some is told.
    pub(super) fn day(&self) -> Option<AsOf> {
        self.out.as_ref().map(|out| out.day)
    }

    /// How many people a grid declares.
    pub(super) fn population(&self, grid: GridIx) -> Option<u32> {
        let declared = self.board[grid].declared_population.as_ref().map(|at| at.value);
        let is_shown = |out: &Out| out.counts.population[grid.0 as usize].is_some();
        declared.filter(|_| self.out.as_ref().is_none_or(is_shown))
    }

    /// The figure number `at` of a grid.
    pub(super) fn figure(&self, grid: GridIx, at: usize) -> Option<Numbers> {
        let figure = &self.board[grid].figures[at];
        let Some(out) = &self.out else {
            return Some(Numbers {
                value: figure.value.value,
                of: figure.of.as_ref().map(|of| of.value),
                percent: figure.percent.as_ref().map(|percent| percent.value),
                parts: figure.parts.iter().map(|(_, value)| *value).collect(),
            });
        };
        let shown = out.counts.figures[grid.0 as usize].iter().find(|shown| shown.at == at)?;
        Some(Numbers {
            value: *shown.value.get(),
            of: shown.of.map(|of| *of.get()),
            percent: shown.percent.map(|percent| *percent.get()),
            parts: shown.parts.iter().map(|value| *value.get()).collect(),
        })
    }

    /// How often the activity number `at` was done, and was to be.
    pub(super) fn act(&self, at: usize) -> (Option<u32>, Option<u32>) {
        let activity = &self.board.ground.activities[at];
        let Some(out) = &self.out else { return (Some(activity.count), activity.planned) };
        let shown = out.acts[at];
        (shown.map(|act| *act.count.get()), shown.and_then(|act| act.planned).map(|planned| *planned.get()))
    }

    /// What to write for a grid.
    pub(super) fn grid(&self, at: GridIx) -> &'b str {
        self.grids[at.0 as usize]
    }

    /// What to write for a member.
    pub(super) fn member(&self, at: MemberIx) -> &'b str {
        self.members[at.0 as usize]
    }

    /// What a household is called: where ids say more than a number, its door.
    pub(super) fn household(&self, at: HouseholdIx) -> &str {
        match &self.out {
            Some(out) => out.households.of(&self.board.ground, at),
            None => &self.board[at].id.value,
        }
    }

    /// All households; by their doors where these are what they are called.
    pub(super) fn households(&self) -> Vec<HouseholdIx> {
        let mut all: Vec<HouseholdIx> = self.board.ground.household_ids().collect();
        if matches!(&self.out, Some(Out { households: Keys::Doors(_), .. })) {
            all.sort_by(|&a, &b| natural(self.household(a), self.household(b)));
        }
        all
    }

    /// What to write for a rating scheme.
    pub(super) fn scheme(&self, at: SchemeIx) -> &'b str {
        self.schemes[at.0 as usize]
    }

    /// What to write for the grid that something is about.
    pub(super) fn as_grid(&self, subject: Option<Subject>) -> Cell {
        match subject {
            Some(Subject::Grid(grid)) => self.grid(grid).into(),
            _ => Cell::Empty,
        }
    }

    /// What to write for the member that something is about.
    pub(super) fn as_member(&self, subject: Option<Subject>) -> Cell {
        match subject {
            Some(Subject::Member(member)) => self.member(member).into(),
            _ => Cell::Empty,
        }
    }

    /// What to write for whoever something is about.
    pub(super) fn subject(&self, subject: Subject) -> Cell {
        match subject {
            Subject::Grid(grid) => self.grid(grid).into(),
            Subject::Member(member) => self.member(member).into(),
        }
    }

    /// The text with its links as seen from `content/`.
    pub(super) fn markdown(&self, text: &Markdown) -> Cell {
        let path = &self.sources.get(text.at.file).path;
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        relinked(&text.text, folder, "content").into()
    }

    /// The file as seen from `content/`.
    pub(super) fn file(&self, at: AssetIx) -> &'b str {
        let path = &self.board.ground[at].path;
        path.strip_prefix("content/").unwrap_or(path)
    }

    /// Whom the record at `at` names on purpose.
    pub(super) fn named(&self, at: Span) -> Cell {
        Cell::lines(self.named.get(&at).iter().flat_map(|named| &named.names).map(|name| &name.value))
    }

    /// What requires that.
    pub(super) fn basis(&self, at: Span) -> Cell {
        self.named.get(&at).map(|named| &named.basis).into()
    }
}

/// The word for an outcome.
pub(super) fn outcome(outcome: Outcome) -> Cell {
    Cell::Word(match outcome {
        Outcome::Kept => "kept",
        Outcome::Partly => "partly",
        Outcome::Broken => "broken",
        Outcome::Changed => "changed",
    })
}

/// By what records refer to each of these (id, name): the name where it is plain and no other bears it or has it for
/// its id.
pub(super) fn called<'b>(records: impl Iterator<Item = (&'b str, &'b str)> + Clone) -> Vec<&'b str> {
    let mut borne: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, name) in records.clone() {
        *borne.entry(name).or_default() += 1;
        *borne.entry(id).or_default() += usize::from(id != name);
    }
    let is_plain = |name: &str| {
        name.chars().all(|c| c.is_alphanumeric() || matches!(c, '·' | '-')) && characters::plain(name) == name
    };
    records.map(|(id, name)| if borne[name] == 1 && is_plain(name) { name } else { id }).collect()
}

/// Whom records name on purpose, by where the record begins: its list stands behind that and before the next record.
fn named(board: &Board) -> BTreeMap<Span, &Named> {
    let mut heads: BTreeSet<Span> = board.ground.grids.iter().map(|grid| grid.at).collect();
    heads.extend(board.ground.commitments.iter().map(|commitment| commitment.at));
    heads.extend(board.ground.activities.iter().map(|activity| activity.at));
    heads.extend(board.ground.replies.iter().map(|reply| reply.at));
    heads.extend(board.ground.pages.iter().map(|page| page.at));
    heads.extend(board.ground.pages.iter().flat_map(|page| &page.versions).map(|version| version.at));
    let head = |named: &Named| heads.range(..=named.at).next_back().copied();
    board.ground.named.iter().filter_map(|named| Some((head(named)?, named))).collect()
}
