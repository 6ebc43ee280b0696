//! What is looked for: the telling parts of every private value, record by record.

use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::secrets::{Owner, Secret, Wanted, drafts, seen};
use super::telling::{self, Stand};
use crate::calendar::AsOf;
use crate::ends::places;
use crate::model::Register;
use crate::model::board::{HouseholdIx, MemberIx, Subject};
use crate::model::register::{Detail, PrivateHousehold, PrivateMember, StageEntry, StageSheet};

/// How many records may share a text of few words before it is a word and no secret, and how many characters are few.
const SHARED: usize = 3;
const FEW: usize = 8;

/// Keys below which a person is named.
const NAMES: [&str; 24] = [
    "户主",
    "姓名",
    "名字",
    "曾用名",
    "配偶",
    "妻",
    "丈夫",
    "子女",
    "儿子",
    "女儿",
    "孩子",
    "父亲",
    "母亲",
    "监护人",
    "家属",
    "成员",
    "联系人",
    "name",
    "head",
    "spouse",
    "child",
    "parent",
    "guardian",
    "contact",
];

/// Keys that hold one of a few words for all.
const CATEGORIES: [&str; 9] =
    ["类别", "类型", "性质", "身份类", "状态", "标签", "category", "kind", "status"];

/// Every telling part of every private value.
#[derive(Debug)]
pub(super) struct Gathered {
    /// What it was gathered from.
    pub register: Arc<Register>,
    as_of: AsOf,
    households: Vec<Parts>,
    members: Vec<Parts>,
    /// The remarks on somebody that are not published, and what they tell.
    remarks: Vec<(Subject, String)>,
    drafts: Vec<(Subject, Parts)>,
}

/// The telling parts of one record's values.
type Parts = Arc<[Part]>;

#[derive(Debug)]
struct Part {
    text: Arc<str>,
    stand: Stand,
    is_name: bool,
    detail: Option<usize>,
}

impl Gathered {
    /// All of `register`, and the texts that may be others' than when `before` was gathered; without those, all may be.
    /// Records that say what they said then are not taken apart again.
    pub fn again(
        register: &Arc<Register>,
        as_of: AsOf,
        before: Option<Gathered>,
    ) -> (Gathered, Option<BTreeSet<Arc<str>>>) {
        let before = before.filter(|before| before.as_of == as_of);
        let last = before.as_ref();
        let mut touched = BTreeSet::new();
        let households = gathered(
            &register.households,
            last.map(|last| (&last.register.households[..], &last.households[..])),
            |one, other| {
                Arc::ptr_eq(one, other)
                    || one.label == other.label && are_told_alike(&one.details, &other.details)
            },
            |private| of_household(private, as_of),
            &mut touched,
        );
        let members = gathered(
            &register.members,
            last.map(|last| (&last.register.members[..], &last.members[..])),
            |one, other| one.phone == other.phone && are_told_alike(&one.details, &other.details),
            |private| of_member(private, as_of),
            &mut touched,
        );
        let is_known = before.is_some();
        let remarks = match last {
            Some(last) if are_same(&register.ratings, &last.register.ratings) => last.remarks.clone(),
            _ => {
                let remark =
                    |entry: &StageEntry| Some((entry.subject.value, entry.note.as_ref()?.value.clone()));
                drafts(register).filter_map(remark).collect()
            }
        };
        let (drafts, same_drafts) = match before {
            Some(last) if last.remarks == remarks => (last.drafts, true),
            _ => {
                let parts = |(subject, note): &(Subject, String)| {
                    (*subject, parts(telling::of_text(note, as_of), false, None).collect())
                };
                (remarks.iter().map(parts).collect(), false)
            }
        };
        let gathered = Gathered { register: register.clone(), as_of, households, members, remarks, drafts };
        (gathered, Some(touched).filter(|_| is_known && same_drafts))
    }

    /// The parts of all values in their order, with whose they are.
    fn all(&self) -> impl Iterator<Item = (Owner, &Part)> {
        let households =
            self.households.iter().zip(0..).map(|(parts, at)| (Owner::Household(HouseholdIx(at)), parts));
        let members = self.members.iter().zip(0..).map(|(parts, at)| (Owner::Member(MemberIx(at)), parts));
        let drafts = self.drafts.iter().map(|(subject, parts)| (Owner::Draft(*subject), parts));
        let owned = households.chain(members).chain(drafts);
        owned.flat_map(|(owner, parts)| parts.iter().map(move |part| (owner, part)))
    }

    /// Each text once, in the order of owners: it counts wherever it does for any, and is a name if it is anyone's. Only
    /// those `among` these, where they are given.
    pub fn wanted(&self, among: Option<&BTreeSet<Arc<str>>>) -> Vec<Wanted> {
        let mut by_text: FxHashMap<&str, usize> = FxHashMap::default();
        // With the number of records that have it, and the last of these.
        let mut list: Vec<(Wanted, usize, Owner)> = Vec::new();
        let among: Option<FxHashSet<&str>> = among.map(|among| among.iter().map(|text| &**text).collect());
        let is_asked = |part: &Part| among.as_ref().is_none_or(|among| among.contains(&*part.text));
        for (owner, part) in self.all().filter(|(_, part)| is_asked(part)) {
            match by_text.entry(&part.text) {
                Entry::Occupied(known) => {
                    let (known, owners, last) = &mut list[*known.get()];
                    known.stand = known.stand.min(part.stand);
                    known.is_name |= part.is_name;
                    *owners += usize::from(std::mem::replace(last, owner) != owner);
                }
                Entry::Vacant(free) => {
                    free.insert(list.len());
                    let &Part { stand, is_name, .. } = part;
                    list.push((Wanted { text: part.text.clone(), stand, is_name }, 1, owner));
                }
            }
        }
        let telling = list.into_iter().filter(|(wanted, owners, _)| !is_word(wanted, *owners));
        telling.map(|(wanted, ..)| wanted).collect()
    }

    /// Whose `text` is.
    pub fn secret(&self, text: &Arc<str>, stand: Stand) -> Option<Secret> {
        let (place, (owner, part)) = self.all().enumerate().find(|(_, (_, part))| part.text == *text)?;
        Some(Secret { text: text.clone(), stand, owner, detail: part.detail, place })
    }
}

/// The parts of each of `list`; a record like one of those `known`, at the same place from the front or from the back,
/// keeps its own. The texts of all others, and of those `known` that are nobody's or somebody else's as well now, are
/// `touched`.
fn gathered<R: Sync>(
    list: &[R],
    known: Option<(&[R], &[Parts])>,
    is_same: impl Fn(&R, &R) -> bool + Sync,
    make: impl Fn(&R) -> Parts + Sync,
    touched: &mut BTreeSet<Arc<str>>,
) -> Vec<Parts> {
    let (before, parts) = known.unwrap_or_default();
    let one = |(at, record): (usize, &R)| {
        let same = |at: &usize| is_same(&before[*at], record);
        match places(at, list.len(), before.len()).find(same) {
            Some(at) => (parts[at].clone(), Some(at)),
            None => (make(record), None),
        }
    };
    let made: Vec<(Parts, Option<usize>)> = list.par_iter().enumerate().map(one).collect();
    if known.is_some() {
        let mut is_used = vec![false; parts.len()];
        let mut touch = |parts: &Parts| touched.extend(parts.iter().map(|part| part.text.clone()));
        for (parts, from) in &made {
            if from.is_none_or(|from| std::mem::replace(&mut is_used[from], true)) {
                touch(parts);
            }
        }
        parts.iter().zip(is_used).filter(|(_, is_used)| !is_used).for_each(|(parts, _)| touch(parts));
    }
    made.into_iter().map(|(parts, _)| parts).collect()
}

/// Whether both say the same, wherever.
fn are_told_alike(one: &[Detail], other: &[Detail]) -> bool {
    let same = |(one, other): (&Detail, &Detail)| one.path == other.path && one.value == other.value;
    one.len() == other.len() && one.iter().zip(other).all(same)
}

fn are_same(sheets: &[Arc<StageSheet>], before: &[Arc<StageSheet>]) -> bool {
    sheets.len() == before.len() && sheets.iter().zip(before).all(|(one, other)| Arc::ptr_eq(one, other))
}

fn of_household(private: &PrivateHousehold, as_of: AsOf) -> Parts {
    let label = private.label.iter().flat_map(|label| {
        let found = telling::of_name(label.value.reveal(), as_of);
        parts(found, true, None)
    });
    label.chain(of_details(&private.details, as_of)).collect()
}

fn of_member(private: &PrivateMember, as_of: AsOf) -> Parts {
    let phone = private.phone.iter().flat_map(|phone| {
        let found = telling::of_text(phone.value.reveal(), as_of);
        parts(found, false, None)
    });
    phone.chain(of_details(&private.details, as_of)).collect()
}

fn of_details(details: &[Detail], as_of: AsOf) -> impl Iterator<Item = Part> {
    let one = move |(number, detail)| {
        let (found, is_name) = of_detail(detail, as_of);
        parts(found, is_name, Some(number))
    };
    details.iter().enumerate().flat_map(one)
}

fn parts(found: Vec<(String, Stand)>, is_name: bool, detail: Option<usize>) -> impl Iterator<Item = Part> {
    let part = move |(text, stand): (String, Stand)| {
        let text = seen(&text);
        (!text.is_empty()).then(|| Part { text: text.into(), stand, is_name, detail })
    };
    found.into_iter().filter_map(part)
}

/// What a value below 内部 tells, and whether that is a name; nothing for one of a few words that many have.
fn of_detail(detail: &Detail, as_of: AsOf) -> (Vec<(String, Stand)>, bool) {
    let said = |words: &[&str]| {
        detail.path.iter().any(|key| {
            let key = key.to_lowercase();
            words.iter().any(|word| key.contains(word))
        })
    };
    let value = detail.value.reveal();
    let is_name = said(&NAMES);
    match is_name {
        true => (telling::of_name(value, as_of), true),
        false if said(&CATEGORIES) && value.chars().count() <= FEW => (Vec::new(), false),
        false => (telling::of_text(value, as_of), false),
    }
}

fn is_word(secret: &Wanted, owners: usize) -> bool {
    !secret.is_name
        && owners >= SHARED
        && secret.text.chars().count() <= FEW
        && !secret.text.contains(|c: char| c.is_ascii_digit())
}
