//! What is looked for: the telling parts of every private value, record by record.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::secrets::{Owner, Secret, drafts};
use super::seek::Units;
use super::sense::{Sense, Told, is_digit};
use super::telling;
use crate::calendar::AsOf;
use crate::ends::places;
use crate::load::compound::Detail;
use crate::model::Register;
use crate::model::board::{HouseholdIx, MemberIx, Subject};
use crate::model::register::{PrivateHousehold, PrivateMember, StageEntry};
use crate::reuse::Made;

/// How many records may share a remark of few letters before it is a phrase and no secret, and how many letters are few.
const SHARED: usize = 3;
const FEW: usize = 12;
/// A text that a page holds by mere chance more often than once in so many counts only beside a word of its kind.
const CHANCE: f64 = 1_000.0;
/// How many days people alive were born on.
const DAYS: f64 = 25_000.0;
/// Pages name few days before this year by chance.
const YOUNG: &str = "2000";
/// The most digits of a number that two people may share by chance.
const SHORT_NUMBER: usize = 8;

/// Every telling part of every private value.
#[derive(Debug)]
pub(super) struct Gathered {
    /// What it was gathered from.
    pub register: Arc<Register>,
    as_of: AsOf,
    households: Vec<Parts>,
    members: Vec<Parts>,
    /// What the remarks on somebody tell that are not published.
    drafts: Drafts,
}

/// What remarks tell, and the remarks.
type Drafts = Made<Vec<(Subject, String)>, Vec<(Subject, Parts)>>;

/// The telling parts of one record's values.
type Parts = Arc<[SecretPart]>;

#[derive(Debug, PartialEq)]
struct SecretPart {
    text: Units,
    sense: Sense,
    detail: Option<usize>,
}

/// One text that no finished file may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub text: Units,
    /// The kind of it.
    pub sense: Sense,
    /// Whether a word of its kind must stand near.
    pub by_chance: bool,
}

impl Wanted {
    /// Whether it is a remark with a number, as addresses are.
    pub(super) fn may_be_address(&self) -> bool {
        matches!(self.sense, Sense::Remark | Sense::ShortRemark)
            && self.text.iter().any(|unit| is_digit(*unit))
    }
}

impl Gathered {
    /// All of `register`, and whether that may be other texts than when `before` was gathered. Records that say what they
    /// said then are not taken apart again.
    pub(super) fn again(register: &Arc<Register>, as_of: AsOf, before: Option<Gathered>) -> (Gathered, bool) {
        let before = before.filter(|before| before.as_of == as_of);
        let last = before.as_ref();
        let households = gathered(
            &register.held.households,
            last.map(|last| (&last.register.held.households[..], &last.households[..])),
            |one, other| Arc::ptr_eq(one, other) || are_told_alike(&one.details, &other.details),
            |private: &Arc<PrivateHousehold>| parts_of(&private.details, as_of).collect(),
        );
        let members = gathered(
            &register.held.members,
            last.map(|last| (&last.register.held.members[..], &last.members[..])),
            |one, other| one.phone == other.phone && are_told_alike(&one.details, &other.details),
            |private| of_member(private, as_of),
        );
        let remark = |entry: &StageEntry| Some((entry.subject.value, entry.note.as_ref()?.value.clone()));
        let told = |note: &str| telling::of_text(note).into_iter().map(|told| part(told, None)).collect();
        let remarks = drafts(register).filter_map(remark).collect();
        let drafts = Made::again(last.map(|last| &last.drafts), remarks, |remarks: &Vec<_>| {
            remarks.iter().map(|(subject, note)| (*subject, told(note))).collect()
        });
        let is_new = !last.is_some_and(|last| {
            tell_alike(&households, &last.households)
                && tell_alike(&members, &last.members)
                && last.drafts.of == drafts.of
        });
        (Gathered { register: register.clone(), as_of, households, members, drafts }, is_new)
    }

    /// The parts of all values in their order, with whose they are.
    fn all(&self) -> impl Iterator<Item = (Owner, &SecretPart)> {
        let households =
            self.households.iter().zip(0..).map(|(parts, at)| (Owner::Household(HouseholdIx(at)), parts));
        let members = self.members.iter().zip(0..).map(|(parts, at)| (Owner::Member(MemberIx(at)), parts));
        let drafts = self.drafts.value.iter().map(|(subject, parts)| (Owner::Draft(*subject), parts));
        let owned = households.chain(members).chain(drafts);
        owned.flat_map(|(owner, parts)| parts.iter().map(move |part| (owner, part)))
    }

    /// Each text once, in the order of owners, in the first of the kinds that it is of.
    pub(super) fn wanted(&self) -> Vec<Wanted> {
        let mut by_text: FxHashMap<&[u16], usize> = FxHashMap::default();
        // With the number of records that have it, and the last of these.
        let mut list: Vec<(&SecretPart, Sense, usize, Owner)> = Vec::new();
        for (owner, part) in self.all() {
            match by_text.entry(&part.text) {
                Entry::Occupied(known) => {
                    let (_, sense, owners, last) = &mut list[*known.get()];
                    *sense = part.sense.min(*sense);
                    *owners += usize::from(std::mem::replace(last, owner) != owner);
                }
                Entry::Vacant(free) => {
                    free.insert(list.len());
                    list.push((part, part.sense, 1, owner));
                }
            }
        }
        list.retain(|(part, sense, owners, _)| !is_phrase(&part.text, *sense, *owners));
        let mut of_kind: FxHashMap<(Sense, usize), f64> = FxHashMap::default();
        for (kind, _) in list.iter().filter_map(|(part, sense, ..)| space(&part.text, *sense)) {
            *of_kind.entry(kind).or_default() += 1.0;
        }
        let wanted = |(part, sense, ..): (&SecretPart, Sense, usize, Owner)| {
            let chance = space(&part.text, sense).is_some_and(|(kind, all)| of_kind[&kind] * CHANCE > all);
            let by_chance = chance || is_short_day(&part.text, sense);
            Wanted { text: part.text.clone(), sense, by_chance }
        };
        list.into_iter().map(wanted).collect()
    }

    /// Whose `text` is.
    pub(super) fn secret(&self, text: &Units) -> Option<Secret> {
        let (place, (owner, part)) = self.all().enumerate().find(|(_, (_, part))| part.text == *text)?;
        Some(Secret { text: text.clone(), owner, detail: part.detail, place })
    }
}

/// The kind within which a short text may stand for another by chance, and how many texts are of that kind.
fn space(text: &[u16], sense: Sense) -> Option<((Sense, usize), f64)> {
    let numbers = |digits: usize| ((sense, digits), 9.0 * 10f64.powi(digits as i32 - 1));
    match sense {
        _ if is_short_day(text, sense) => None,
        // Every day is told in several forms.
        Sense::Day(..) | Sense::WrittenDay if text.iter().copied().lt(YOUNG.encode_utf16()) => None,
        Sense::Day(..) | Sense::WrittenDay => Some(((Sense::WrittenDay, 0), 4.0 * DAYS)),
        Sense::Number if text.len() <= SHORT_NUMBER => Some(numbers(text.len())),
        Sense::Sum => {
            let digits = text.iter().filter(|unit| is_digit(**unit)).count();
            let zeros = text.iter().rev().take_while(|unit| **unit == u16::from(b'0')).count();
            Some(numbers(digits - zeros))
        }
        _ => None,
    }
}

/// Whether a day has two digits of its year: 56年3月2日.
fn is_short_day(text: &[u16], sense: Sense) -> bool {
    sense == Sense::WrittenDay && !text.iter().take(3).all(|unit| is_digit(*unit))
}

/// The parts of each of `list`; a record like one of those `known`, at the same place from the front or from the back,
/// keeps its own.
fn gathered<R: Sync>(
    list: &[R],
    known: Option<(&[R], &[Parts])>,
    is_same: impl Fn(&R, &R) -> bool + Sync,
    make: impl Fn(&R) -> Parts + Sync,
) -> Vec<Parts> {
    let (before, parts) = known.unwrap_or_default();
    let one = |(at, record): (usize, &R)| {
        let same = |at: &usize| is_same(&before[*at], record);
        places(at, list.len(), before.len()).find(same).map_or_else(|| make(record), |at| parts[at].clone())
    };
    list.par_iter().enumerate().map(one).collect()
}

/// Whether both tell the same, of whatever record.
fn tell_alike(one: &[Parts], other: &[Parts]) -> bool {
    let telling = |list: &'_ [Parts]| list.iter().filter(|parts| !parts.is_empty()).count();
    let pairs =
        one.iter().filter(|parts| !parts.is_empty()).zip(other.iter().filter(|parts| !parts.is_empty()));
    telling(one) == telling(other)
        && pairs.into_iter().all(|(one, other)| Arc::ptr_eq(one, other) || one == other)
}

/// Whether both say the same, wherever.
fn are_told_alike(one: &[Detail], other: &[Detail]) -> bool {
    let same = |(one, other): (&Detail, &Detail)| one.path == other.path && one.value == other.value;
    one.len() == other.len() && one.iter().zip(other).all(same)
}

fn of_member(private: &PrivateMember, as_of: AsOf) -> Parts {
    let phone = private.phone.iter().flat_map(|phone| telling::of_number(phone.value.reveal()));
    phone.map(|told| part(told, None)).chain(parts_of(&private.details, as_of)).collect()
}

fn parts_of(details: &[Detail], as_of: AsOf) -> impl Iterator<Item = SecretPart> {
    let one = move |(number, detail)| {
        telling::of_detail(detail, as_of).into_iter().map(move |told| part(told, Some(number)))
    };
    details.iter().enumerate().flat_map(one)
}

fn part((text, sense): Told, detail: Option<usize>) -> SecretPart {
    SecretPart { text, sense, detail }
}

/// Whether a remark of few letters is what many records say, or a sum one that many have: a rate, as of a subsidy.
fn is_phrase(text: &[u16], sense: Sense, owners: usize) -> bool {
    let is_remark = matches!(sense, Sense::Remark | Sense::ShortRemark);
    owners >= SHARED
        && (sense == Sense::Sum || is_remark && text.len() <= FEW && !text.iter().any(|unit| is_digit(*unit)))
}
