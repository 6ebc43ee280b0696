//! Who covers which household. It may be written at the member or at the household; it is changed where it stands now.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::import::draft::{Draft, DraftValue, Field, RecordKind};
use crate::model::board::{HouseholdIx, MemberIx, NetworkIx};
use crate::model::order::last_number;
use crate::source::{At, Span};

use super::matching::Fate;
use super::merge::{Merge, Part, place};
use super::record::Stuck;
use super::same::{entry, text};

/// Somebody who covers households: of the board, or new in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Board(MemberIx),
    New(usize),
}

/// Ids of households by the text before and after their last number.
#[derive(Default)]
struct Listed(BTreeMap<(String, String), BTreeMap<u64, Vec<String>>>);

impl Listed {
    fn add(&mut self, id: &str) {
        let (before, number, after) = last_number(id).unwrap_or((id, 0, ""));
        let alike = self.0.entry((before.to_owned(), after.to_owned())).or_default();
        alike.entry(number).or_default().push(id.to_owned());
    }

    /// The households that `reference` means: one, or a range.
    fn expand(&self, reference: &str) -> Vec<String> {
        let ends = reference
            .split_once("..")
            .map(|(first, last)| (last_number(first.trim()), last_number(last.trim())));
        let Some((Some((before, first, after)), Some((_, last, _)))) = ends else {
            return vec![text(reference)];
        };
        let alike = self.0.get(&(before.to_owned(), after.to_owned()));
        let within = alike.filter(|_| first <= last).map(|alike| alike.range(first..=last));
        within.into_iter().flatten().flat_map(|(_, ids)| ids.iter().cloned()).collect()
    }

    /// References to all of `ids`: ranges for three and more in a row.
    fn compress(&self, ids: &BTreeSet<String>) -> Vec<String> {
        let mut references = Vec::new();
        let mut known = 0;
        for alike in self.0.values() {
            let all: Vec<&String> = alike.values().flatten().collect();
            for run in all.split(|id| !ids.contains(*id)) {
                known += run.len();
                match run {
                    [first, _, .., last] => references.push(format!("{first}..{last}")),
                    few => references.extend(few.iter().map(|id| (*id).clone())),
                }
            }
        }
        // What is not listed is told by the check.
        if known < ids.len() {
            let listed: BTreeSet<&String> = self.0.values().flat_map(BTreeMap::values).flatten().collect();
            references.extend(ids.iter().filter(|id| !listed.contains(id)).cloned());
        }
        references
    }
}

/// Everybody and every household that may be named.
struct Known {
    listed: Listed,
    households: FxHashMap<String, HouseholdIx>,
    members: FxHashMap<String, MemberIx>,
    new: FxHashMap<String, usize>,
}

/// What changes, gathered before anything is written.
#[derive(Default)]
struct Plan {
    /// What members of the board cover in the end, and by what of the file that is said.
    covers: BTreeMap<MemberIx, (BTreeSet<String>, Part)>,
    /// Members of whom the file lists what they cover.
    told: BTreeSet<MemberIx>,
    /// Who covers households at which that is written.
    covered_by: BTreeMap<HouseholdIx, (Vec<String>, Part)>,
    /// Households that members no longer cover, because another does.
    released: Vec<(MemberIx, String, Part)>,
}

impl<'a> Merge<'a> {
    /// Who covers whom, for records that the board has. New records say it themselves.
    pub(super) fn coverage(&mut self) {
        let says = |draft: &Draft| draft.get("covers").is_some() || draft.get("covered_by").is_some();
        if !self.drafts.iter().any(says) {
            return;
        }
        let known = self.nameable();
        let mut plan = Plan::default();
        let taken = || self.drafts.iter().enumerate().filter(|(at, _)| !self.is_out(*at));
        taken().for_each(|(at, draft)| self.by_member(at, draft, &known, &mut plan));
        taken().for_each(|(at, draft)| self.by_household(at, draft, &known, &mut plan));
        for (member, household, part) in std::mem::take(&mut plan.released) {
            // Whose own row says so keeps it: who is right is asked by the check.
            if !plan.told.contains(&member) {
                self.covers(&mut plan, member, part).remove(&household);
            }
        }
        self.write_coverage(plan, &known.listed);
    }

    fn nameable(&self) -> Known {
        let mut known = Known {
            listed: Listed::default(),
            households: FxHashMap::default(),
            members: FxHashMap::default(),
            new: FxHashMap::default(),
        };
        for at in self.board.ground.all_household_ids() {
            let id = text(&self.board[at].id.value);
            known.listed.add(&id);
            known.households.insert(id, at);
        }
        known.members.extend(self.board.ground.member_ids().map(|at| (text(&self.board[at].id.value), at)));
        for (at, draft) in self.drafts.iter().enumerate().filter(|(at, _)| self.fates[*at] == Fate::New) {
            let id = draft.id.as_deref().map(text);
            match draft.kind {
                RecordKind::Household => id.iter().for_each(|id| known.listed.add(id)),
                RecordKind::Member => {
                    let names = id.into_iter().chain(draft.text("name").map(text));
                    for name in names {
                        known.new.entry(name).or_insert(at);
                    }
                }
                _ => {}
            }
        }
        known
    }

    /// What `member` is to cover, to be changed.
    fn covers<'p>(&self, plan: &'p mut Plan, member: MemberIx, part: Part) -> &'p mut BTreeSet<String> {
        let now = || self.board[member].covers.iter().map(|at| text(&self.board[*at].id.value)).collect();
        &mut plan.covers.entry(member).or_insert_with(|| (now(), part)).0
    }

    fn who(&self, reference: &str, known: &Known) -> Option<Who> {
        let id = text(&self.names.id("member", reference));
        let of_board = known.members.get(&id).map(|at| Who::Board(*at));
        of_board.or_else(|| known.new.get(&text(reference)).map(|at| Who::New(*at)))
    }

    /// The network for which somebody answers.
    fn network(&self, who: Who, household: HouseholdIx) -> Option<NetworkIx> {
        let own = match who {
            Who::Board(member) => self.board[member].grid.as_ref().map(|grid| grid.value),
            Who::New(draft) => {
                let grid = self.names.field(&self.drafts[draft].fields, "grid");
                grid.and_then(|grid| self.grids.get(&grid).copied())
            }
        };
        let first = || self.board[household].grids.first().map(|grid| grid.value);
        own.or_else(first).map(|grid| self.board[grid].network)
    }

    fn by_member(&self, at: usize, draft: &Draft, known: &Known, plan: &mut Plan) {
        let covers = draft.get("covers").filter(|_| draft.kind == RecordKind::Member);
        let Some(references) = covers.map(references) else { return };
        let part = (at, None);
        let who = match self.fates[at] {
            Fate::Known(record) => match self.members.get(&self.known(record).1.head()) {
                Some(member) => Who::Board(*member),
                None => return,
            },
            _ => Who::New(at),
        };
        let now: BTreeSet<HouseholdIx> = match who {
            Who::Board(member) => self.board[member].covers.iter().copied().collect(),
            Who::New(_) => BTreeSet::new(),
        };
        let mut wanted = BTreeSet::new();
        for id in references.iter().flat_map(|reference| known.listed.expand(reference)) {
            let Some(&household) = known.households.get(&id) else {
                wanted.insert(id);
                continue;
            };
            let record = &self.board[household];
            let others: Vec<Who> = record.covered_by.iter().map(|at| Who::Board(at.value)).collect();
            let own = self.network(who, household);
            let is_rival = |other: &Who| *other != who && self.network(*other, household) == own;
            if !others.is_empty() && !others.contains(&who) {
                let stay = others.iter().filter(|other| !is_rival(other)).chain([&who]);
                plan.covered_by.insert(household, (stay.map(|who| self.reference(*who)).collect(), part));
            }
            let rivals =
                record.covered_from.iter().map(|at| at.value).filter(|at| is_rival(&Who::Board(*at)));
            plan.released.extend(rivals.map(|rival| (rival, id.clone(), part)));
            if now.contains(&household) || others.is_empty() {
                wanted.insert(id);
            }
        }
        if let Who::Board(member) = who {
            plan.told.insert(member);
            *self.covers(plan, member, part) = wanted;
        }
    }

    fn by_household(&self, at: usize, draft: &Draft, known: &Known, plan: &mut Plan) {
        let covered_by = draft.get("covered_by").filter(|_| draft.kind == RecordKind::Household);
        let (Some(references), Fate::Known(record)) = (covered_by.map(references), &self.fates[at]) else {
            return;
        };
        let Some(&household) = self.households.get(&self.known(*record).1.head()) else { return };
        let wanted: Vec<Option<Who>> =
            references.iter().map(|reference| self.who(reference, known)).collect();
        let record = &self.board[household];
        let is_elsewhere = record.covered_by.is_empty() && !record.covered_from.is_empty();
        let now = if is_elsewhere { &record.covered_from } else { &record.covered_by };
        let sorted = |all: &mut dyn Iterator<Item = Option<Who>>| all.collect::<BTreeSet<Option<Who>>>();
        let of_now = |at: &At<MemberIx>| Some(Who::Board(at.value));
        if sorted(&mut now.iter().map(of_now)) == sorted(&mut wanted.iter().copied()) {
            return;
        }
        let (part, id) = ((at, None), text(&record.id.value));
        let gone = record.covered_from.iter().filter(|at| !wanted.contains(&of_now(at))).map(|at| at.value);
        plan.released.extend(gone.map(|member| (member, id.clone(), part)));
        match wanted[..] {
            // It stands at members, and stays there.
            [Some(Who::Board(member))] if is_elsewhere => drop(self.covers(plan, member, part).insert(id)),
            _ => drop(plan.covered_by.insert(household, (references, part))),
        }
    }

    fn write_coverage(&mut self, plan: Plan, listed: &Listed) {
        let (member_at, household_at) =
            (self.records_at(RecordKind::Member), self.records_at(RecordKind::Household));
        for (member, (wanted, part)) in plan.covers {
            let now: BTreeSet<String> =
                self.board[member].covers.iter().map(|at| text(&self.board[*at].id.value)).collect();
            let Some(&record) = member_at.get(&self.board[member].at).filter(|_| now != wanted) else {
                continue;
            };
            let draft = &self.drafts[part.0];
            let own = draft.get("covers").map(references).unwrap_or_default();
            let is_own = own.iter().flat_map(|one| listed.expand(one)).collect::<BTreeSet<_>>() == wanted;
            let written = if is_own { own } else { listed.compress(&wanted) };
            self.write_references(record, part, "covers", written);
        }
        for (household, (references, part)) in plan.covered_by {
            if let Some(&record) = household_at.get(&self.board[household].at) {
                self.write_references(record, part, "covered_by", references);
            }
        }
    }

    /// Writes a list of references below a key of a record of the board.
    fn write_references(&mut self, record: usize, part: Part, en: &str, references: Vec<String>) {
        let key = self.stock.records[record].kind.key(en);
        let field = self.drafts[part.0].fields.iter().find(|field| field.key.en == en);
        let place = field.map(|field| field.place.clone()).filter(|place| !place.is_empty());
        let place = place.unwrap_or_else(|| self::place(&self.drafts[part.0]));
        let value = DraftValue::List(references.into_iter().map(DraftValue::Reference).collect());
        let field = Field { key, value, place: place.clone() };
        let node = self.known(record).1;
        let written = self.write(record, place, |writing| match entry(node, key) {
            Some(found) => writing.value(node, found, &field, false).map_err(|_| Stuck::at(&field)),
            None => {
                writing.add(node, &field);
                Ok(())
            }
        });
        if let Err(stuck) = written {
            self.stuck(part, stuck);
        }
    }

    /// By what a member is referred to: the name, unless others bear it.
    fn reference(&self, who: Who) -> String {
        match who {
            Who::Board(member) => {
                let member = &self.board[member];
                let (id, name) = (&member.id.value, &member.name.value);
                let is_known = self.names.id("member", name) == text(id);
                if is_known { name.clone() } else { id.clone() }
            }
            Who::New(at) => self.drafts[at].text("name").unwrap_or_default().to_owned(),
        }
    }

    /// The records of this kind by where they begin.
    fn records_at(&self, kind: RecordKind) -> FxHashMap<Span, usize> {
        let all = self.stock.records.iter().enumerate().filter(|(_, known)| known.kind == kind);
        all.map(|(at, known)| (known.node.head(), at)).collect()
    }
}

/// The references that `value` lists.
fn references(value: &DraftValue) -> Vec<String> {
    match value {
        DraftValue::List(items) => items.iter().flat_map(references).collect(),
        DraftValue::Reference(one) | DraftValue::Text(one) => vec![one.clone()],
        _ => Vec::new(),
    }
}
