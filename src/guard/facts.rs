//! Public facts that may equal, or hold, a private value: where one of them stands, nothing leaks ([`super::public`] says
//! which they are).

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::gathered::Wanted;
use super::public::{
    Excuse, Fact, but_of_households, days, name, numbers, of_grid, of_household, of_member, settings,
};
use super::seek::{self, Seeker, Units};
use super::telling;
use crate::ends::same_ends_by;
use crate::model::{Ground, Register};
use crate::reading::{Letters, gap, letters};

/// Letters on each side of a name that is public where it stands in its own text.
const NEIGHBOURS: usize = 4;

/// A fact that holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Around {
    /// Its letters.
    pub text: Units,
    /// From which of them on the secret stands.
    offset: usize,
    /// Whether nothing may touch it before and behind: there its own text ends.
    ends: [bool; 2],
    /// Which excuse it is, when it is one of the board's own.
    pub excuse: Option<Excuse>,
}

impl Around {
    /// Whether it stands around letter `at`, where its secret was found.
    pub(super) fn stands(&self, letters: &Letters, at: usize) -> bool {
        let start = at.checked_sub(self.offset);
        start.is_some_and(|start| {
            let end = start + self.text.len();
            letters.units()[start..].starts_with(&self.text)
                && (!self.ends[0] || start == 0 || letters.gap(start) > gap::JOINED)
                && (!self.ends[1] || end == letters.units().len() || letters.gap(end) > gap::JOINED)
        })
    }
}

/// The facts that hold secrets, by the secret; and the secrets that are facts themselves.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub around: BTreeMap<usize, Vec<Around>>,
    pub public: FxHashSet<usize>,
}

/// The facts of `board` that hold any of the secrets that are `wanted`, which `seeker` finds.
pub(super) fn around(board: &Ground, register: &Register, wanted: &[Wanted], seeker: &Seeker) -> Facts {
    let holds = |fact: Fact<'_>| -> Vec<(usize, Around)> {
        let text = seek::text(&letters(fact.text));
        let mut found = Vec::new();
        seeker.each(&text, |secret, offset| {
            if fact.excuses(&wanted[secret]) {
                found.push((
                    secret,
                    Around { text: text.clone(), offset, ends: [false; 2], excuse: fact.excuse },
                ));
            }
        });
        found
    };
    let labels = register.held.households.iter().filter_map(|private| private.label.as_ref());
    let labels = labels.map(|label| name(label.value.reveal()));
    let facts = but_of_households(board);
    let mut found: Vec<(usize, Around)> = facts.into_iter().chain(labels).flat_map(holds).collect();
    let of_households =
        board.households.par_iter().flat_map_iter(|household| of_household(household).flat_map(holds));
    found.par_extend(of_households);
    let mut facts = Facts::default();
    for (secret, fact) in found {
        match fact.text == wanted[secret].text && fact.excuse.is_none() {
            true => drop(facts.public.insert(secret)),
            false => facts.around.entry(secret).or_default().push(fact),
        }
    }
    let by_text: FxHashMap<&[u16], usize> = wanted.iter().map(|wanted| &*wanted.text).zip(0..).collect();
    let public = numbers(board).chain(days(board).into_iter().flat_map(telling::of_day));
    facts.public.extend(public.filter_map(|(text, _)| by_text.get(&*text)));
    let places = Places::of(board);
    let spelled = wanted.iter().enumerate().filter(|(_, wanted)| places.spell(wanted));
    facts.public.extend(spelled.map(|(secret, _)| secret));
    for (at, named) in board.named.iter().enumerate() {
        for text in named.texts.iter().map(|text| letters(text)) {
            let text = text.units();
            for name in named.names.iter().map(|name| letters(&name.value)) {
                let length = name.units().len().max(1);
                let Some(secret) = by_text.get(name.units()) else { continue };
                let starts = (0..text.len()).filter(|start| text[*start..].starts_with(name.units()));
                facts.around.entry(*secret).or_default().extend(starts.map(|start| {
                    let first = start.saturating_sub(NEIGHBOURS);
                    let last = (start + length + NEIGHBOURS).min(text.len());
                    Around {
                        text: text[first..last].into(),
                        offset: start - first,
                        ends: [first == 0, last == text.len()],
                        excuse: Some(Excuse::Named(at)),
                    }
                }));
            }
        }
    }
    facts.around.values_mut().for_each(|around| {
        let mut seen = FxHashSet::default();
        around.retain(|fact| seen.insert(fact.clone()));
    });
    facts
}

/// What addresses of the board's own doors are made of.
struct Places {
    doors: FxHashSet<Units>,
    /// Names of grids and groups, and the board's own address.
    before: Vec<Units>,
}

impl Places {
    fn of(board: &Ground) -> Places {
        let text = |text: &String| seek::text(&letters(text));
        let grids = board.grids.iter().map(|grid| &grid.name.value);
        let groups = board.households.iter().filter_map(|household| household.group.as_ref());
        let before: FxHashSet<&String> = grids.chain(groups).chain(&board.settings.address).collect();
        let mut before: Vec<Units> = before.into_iter().map(text).filter(|text| !text.is_empty()).collect();
        before.sort();
        Places {
            doors: board.households.iter().map(|household| text(&household.door.value)).collect(),
            before,
        }
    }

    /// Whether a remark is a door behind names of the board's places, and tells nothing else.
    fn spell(&self, wanted: &Wanted) -> bool {
        wanted.may_be_address() && self.is_door(&wanted.text)
    }

    fn is_door(&self, text: &[u16]) -> bool {
        self.doors.contains(text)
            || self
                .before
                .iter()
                .any(|place| text.strip_prefix(&**place).is_some_and(|rest| self.is_door(rest)))
    }
}

/// Of how many records of a kind it is told what changed.
const SOME: usize = 32;

/// The letters of facts that only one of both boards has, or tells elsewhere; `None` where these are more than those of
/// some records.
pub(super) fn differing(one: &Ground, other: &Ground) -> Option<Vec<Units>> {
    let same_rest = one.settings == other.settings
        && settings(one) == settings(other)
        && one.translations == other.translations
        && one.named == other.named
        && days(one) == days(other);
    if !same_rest {
        return None;
    }
    let of_grids = between(&one.grids, &other.grids, |a, b| of_grid(a).eq(of_grid(b)));
    let of_members = between(&one.members, &other.members, |a, b| of_member(a).eq(of_member(b)));
    let of_households = between(&one.households, &other.households, |a, b| {
        Arc::ptr_eq(a, b) || of_household(a).eq(of_household(b))
    });
    // What a name is in another language counts for as long as somebody bears it, and a number in all its forms.
    let few = [of_grids.len(), of_households.len()].iter().all(|count| *count <= SOME);
    (of_members.is_empty() && few).then(|| {
        let households = of_households.into_iter().flat_map(|household| of_household(household));
        let facts = of_grids.into_iter().flat_map(of_grid).chain(households);
        facts.map(|fact| seek::text(&letters(fact.text))).collect()
    })
}

/// The records of both between what is the same at the beginning and at the end.
fn between<'b, R>(one: &'b [R], other: &'b [R], is_same: impl Fn(&R, &R) -> bool) -> Vec<&'b R> {
    let (front, back) = same_ends_by(one, other, is_same);
    one[front..one.len() - back].iter().chain(&other[front..other.len() - back]).collect()
}
