//! Where each column of a table goes: to which record of a row, under which key, below `private`, or nowhere.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::draft::RecordKind::{self, *};
use super::header::Column;
use super::kinds::Head;
use super::target::Target;
use super::twice::twice;
use super::words::{self, Word, meaning};
use crate::fault::Fault;
use crate::load::kind::Key;
use crate::text;

/// How one table is read.
#[derive(Debug)]
pub(super) struct Plan {
    /// What a row is.
    pub kind: RecordKind,
    /// The records that a row holds; the first is the row itself.
    pub slots: Vec<Slot>,
    /// The columns, left to right.
    pub columns: Vec<Planned>,
}

/// What a record of a row is to the first one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// The row itself.
    Row,
    /// Who leads the grid of the row.
    Lead(String),
    /// Who holds this post of the grid of the row.
    Post(String),
    /// Who covers the household of the row.
    Coverer(String),
}

/// A column and where it goes.
#[derive(Debug)]
pub(super) struct Planned {
    /// The column.
    pub column: Column,
    /// Where it goes.
    pub target: Target,
}

/// What `--map` calls a column that is left out.
pub(super) const LEFT_OUT: &str = "-";

/// Where the columns of a table of `kind` go. `is_serial` says whether a column only numbers the rows, and `is_filled`
/// whether it holds anything.
pub(super) fn plan(
    kind: RecordKind,
    heads: &[Head<'_>],
    is_serial: &dyn Fn(u32) -> bool,
    is_filled: &dyn Fn(u32) -> bool,
    place: &str,
) -> Result<Plan, Fault> {
    let mut planner = Planner { kind, heads, slots: vec![Slot::Row], near: Near::Nobody, weak: Vec::new() };
    if kind == Member {
        planner.near = Near::Slot(0);
    }
    let mut targets: Vec<Target> =
        heads.iter().enumerate().map(|(at, head)| planner.target(at, head)).collect();
    planner.settle(&mut targets);
    for (head, target) in heads.iter().zip(&mut targets) {
        if matches!(target, Target::Key(0, key) if key.en == "id") && is_serial(head.column.at) {
            *target = Target::Idle;
        }
        if head.is_mapped && matches!(target, Target::Unknown(_)) && head.word != LEFT_OUT {
            let (header, key, what) = (head.column.header(), &head.word, kind.list());
            let (zh, en) = (what.zh, what.en);
            return Err(Fault::usage(text!(
                "--map：{place} 的“{header}”不能读作“{key}”，{zh}没有这个键",
                "--map: '{header}' in {place} cannot be read as '{key}': {en} have no such key"
            )));
        }
    }
    twice(heads, &mut targets, is_filled, place)?;
    let columns = heads.iter().zip(targets);
    let columns = columns.map(|(head, target)| Planned { column: head.column.clone(), target }).collect();
    Ok(Plan { kind, slots: planner.slots, columns })
}

/// Of whom the columns to the left speak.
#[derive(Clone, Copy, PartialEq)]
enum Near {
    /// One of the row's records.
    Slot(usize),
    /// Somebody who is not taken.
    Other,
    /// Nobody.
    Nobody,
}

struct Planner<'p, 't> {
    kind: RecordKind,
    heads: &'p [Head<'t>],
    slots: Vec<Slot>,
    near: Near,
    /// Columns that may stand for a key if no better one does.
    weak: Vec<(usize, &'static Key)>,
}

impl Planner<'_, '_> {
    fn has_private(&self) -> bool {
        matches!(self.kind, Member | Household)
    }

    fn slot(&mut self, slot: Slot) -> usize {
        self.slots.iter().position(|known| *known == slot).unwrap_or_else(|| {
            self.slots.push(slot);
            self.slots.len() - 1
        })
    }

    fn target(&mut self, at: usize, head: &Head<'_>) -> Target {
        if head.is_mapped && [LEFT_OUT, "private", "内部"].contains(&&*head.word) {
            return if head.word == LEFT_OUT { Target::Idle } else { self.private(head) };
        }
        if let Some((person, detail)) = &head.detail {
            return match self.named(person) {
                Some(slot) => self.detail(slot, detail, head),
                None => Target::Unknown(None),
            };
        }
        if self.kind != Member && words::is_person(&head.group) {
            let Some(slot) = self.person(&head.group) else { return Target::Unknown(None) };
            self.near = Near::Slot(slot);
            return match slot {
                0 if words::is_name(&head.word) => self.subject(),
                0 => Target::Unknown(None),
                _ => self.detail(slot, &head.word, head),
            };
        }
        if self.kind == Member && self.names_row() == Some(at) {
            return Target::Key(0, Member.key("name"));
        }
        if self.kind == Member && self.is_of_resident(at) {
            return Target::Unknown(Some(text!(
                "左边是住户或家属，看不出是谁的；把它移到责任人的旁边，或用 --map 指明",
                "it stands beside a resident or relative: move it beside the member whose it is, or use --map"
            )));
        }
        match head.meaning(self.kind) {
            Some(Word::Key(key)) if ["covered_by", "lead"].contains(&key.en) => {
                let title = words::post(&head.column.own).to_owned();
                let slot = self.slot(if key.en == "lead" { Slot::Lead(title) } else { Slot::Coverer(title) });
                self.near = Near::Slot(slot);
                Target::Key(slot, Member.key("name"))
            }
            Some(Word::Key(key)) => {
                let is_other_area = key.en == "area_km2" && words::is_other_area(&head.bracket);
                self.leave(head);
                match is_other_area {
                    true => Target::Unknown(Some(text!(
                        "面积要用平方公里",
                        "areas are wanted in square kilometres"
                    ))),
                    false => Target::Key(0, key),
                }
            }
            Some(Word::Person) if self.kind != Member => match self.person(&head.word) {
                Some(slot) => {
                    self.near = Near::Slot(slot);
                    match slot {
                        0 => self.subject(),
                        _ => Target::Key(slot, Member.key("name")),
                    }
                }
                None => {
                    self.near = Near::Other;
                    Target::Unknown(None)
                }
            },
            _ if self.kind == Household && words::is_name(&head.word) => self.private(head),
            _ if self.kind != Member && words::is_of_person(&head.word) => self.attribute(head),
            Some(Word::Village) => Target::Village,
            Some(Word::Idle) => Target::Idle,
            Some(Word::Private) => self.private(head),
            Some(Word::Weak(key)) => {
                self.leave(head);
                self.weak.push((at, key));
                Target::Unknown(None)
            }
            Some(Word::Person) | None => {
                self.leave(head);
                Target::Unknown(None)
            }
        }
    }

    /// What stands behind this column speaks of the row again, or of nobody.
    fn leave(&mut self, head: &Head<'_>) {
        if self.kind != Member {
            let is_owner = self.kind == Household && head.word.contains("户主");
            self.near = if is_owner { Near::Slot(0) } else { Near::Nobody };
        }
    }

    /// The record of the row that `word` names, if it is taken.
    fn person(&mut self, word: &str) -> Option<usize> {
        let title = words::post(word).to_owned();
        match self.kind {
            Household if words::is_coverer(word) => Some(self.slot(Slot::Coverer(title))),
            Grid => {
                let leads = words::is_lead(word);
                let has_lead =
                    self.slots.iter().any(|slot| matches!(slot, Slot::Lead(lead) if *lead != title));
                Some(self.slot(if leads && !has_lead { Slot::Lead(title) } else { Slot::Post(title) }))
            }
            Commitment | Activity => Some(0),
            _ => None,
        }
    }

    /// Who promises, or who acted.
    fn subject(&self) -> Target {
        let en = if self.kind == Commitment { "by" } else { "member" };
        let is_said =
            |head: &Head<'_>| matches!(head.meaning(self.kind), Some(Word::Key(key)) if key.en == en);
        match self.heads.iter().any(is_said) {
            true => Target::Unknown(None),
            false => Target::Key(0, self.kind.key(en)),
        }
    }

    /// Whether the phone in a list of members may be that of a resident or relative, who is named before it.
    fn is_of_resident(&self, at: usize) -> bool {
        let name = self.names_row();
        let before = (0..at)
            .rev()
            .find(|before| Some(*before) == name || words::names_resident(&self.heads[*before].word));
        let head = &self.heads[at];
        !head.is_mapped && words::PHONES.contains(&&*head.word) && before.is_some() && before != name
    }

    /// The column that names the member whom a row is: one that says that it holds names, else one of people.
    fn names_row(&self) -> Option<usize> {
        let is_name = |head: &Head<'_>| words::is_name(&head.word) || head.word == "name";
        let is_person = |head: &Head<'_>| words::is_person(&head.word);
        self.heads.iter().position(is_name).or_else(|| self.heads.iter().position(is_person))
    }

    /// A detail of whoever was named before it.
    fn attribute(&mut self, head: &Head<'_>) -> Target {
        let is_phone = words::PHONES.contains(&&*head.word);
        match (self.near, self.kind) {
            (Near::Slot(0), Household) => self.private_of_household(head),
            // The header above says of whom it speaks.
            (_, Household) if !head.group.is_empty() => self.private_of_household(head),
            (Near::Slot(slot), _) if slot > 0 => self.detail(slot, &head.word, head),
            (Near::Other, _) => Target::Unknown(None),
            (_, Household) => {
                let covers = self
                    .heads
                    .iter()
                    .any(|head| words::is_coverer(&head.word) || words::is_coverer(&head.group));
                match covers && is_phone {
                    true => Target::Unknown(Some(text!(
                        "看不出是户主的还是包联人的；把它移到那个人的旁边，或用 --map 指明",
                        "it may be the household's or that of who covers it: move it beside that person, or use --map"
                    ))),
                    false => self.private_of_household(head),
                }
            }
            (_, Grid) => {
                let persons =
                    |head: &&Head<'_>| words::is_person(&head.word) || words::is_person(&head.group);
                match self.heads.iter().filter(persons).count() {
                    1 if self.slots.len() == 2 => self.detail(1, &head.word, head),
                    _ => Target::Unknown(None),
                }
            }
            _ => Target::Unknown(None),
        }
    }

    fn private_of_household(&self, head: &Head<'_>) -> Target {
        let is_private =
            words::PHONES.contains(&&*head.word) || matches!(head.meaning(Household), Some(Word::Private));
        if is_private { Target::Private(0, head.column.own.clone()) } else { Target::Unknown(None) }
    }

    /// The record of whoever a column called `person` names.
    fn named(&mut self, person: &str) -> Option<usize> {
        let is_it = |head: &Head<'_>| words::post(&head.word) == person;
        match self.kind {
            Member => self.names_row().filter(|at| is_it(&self.heads[*at])).map(|_| 0),
            _ => self.person(person).filter(|slot| *slot > 0 && self.heads.iter().any(is_it)),
        }
    }

    /// What `word`, in the header `head`, says of the person in `slot`.
    fn detail(&self, slot: usize, word: &str, head: &Head<'_>) -> Target {
        match meaning(Member, word) {
            Some(Word::Key(key) | Word::Weak(key)) if !["grid", "covers", "id"].contains(&key.en) => {
                Target::Key(slot, key)
            }
            Some(Word::Person) => Target::Key(slot, Member.key("name")),
            Some(Word::Private) => Target::Private(slot, head.column.own.clone()),
            _ => Target::Unknown(None),
        }
    }

    fn private(&mut self, head: &Head<'_>) -> Target {
        let is_mine = matches!(self.near, Near::Slot(slot) if slot > 0) && words::is_of_person(&head.word);
        match (self.near, self.has_private()) {
            (Near::Slot(slot), _) if is_mine => Target::Private(slot, head.column.own.clone()),
            (_, true) => {
                self.leave(head);
                if self.kind == Household && words::is_name(&head.word) {
                    self.near = Near::Slot(0);
                }
                Target::Private(0, head.column.own.clone())
            }
            (_, false) => {
                self.leave(head);
                Target::Unknown(Some(text!(
                    "不公开的内容，这类记录没有“内部”",
                    "it is private, and these records have no `private`"
                )))
            }
        }
    }

    /// Keys that only a second-best column says, and the place that stands above.
    fn settle(&mut self, targets: &mut [Target]) {
        let is_key =
            |target: &Target, wanted: &Key| matches!(target, Target::Key(0, key) if key.en == wanted.en);
        let mut weak: BTreeMap<&str, Vec<(usize, &'static Key)>> = BTreeMap::new();
        for (at, key) in self.weak.drain(..) {
            weak.entry(key.en).or_default().push((at, key));
        }
        for columns in weak.into_values() {
            let is_said = targets.iter().any(|target| is_key(target, columns[0].1));
            for &(at, key) in &columns {
                let head = &self.heads[at];
                targets[at] = match (is_said, columns.len()) {
                    (false, 1) => Target::Key(0, key),
                    (true, _) if key.en == "door" => Target::Private(0, head.column.own.clone()),
                    (true, _) => Target::Unknown(None),
                    (false, _) => {
                        let (zh, en) = (key.zh, key.en);
                        Target::Unknown(Some(text!(
                            "几列都可以读作“{zh}”；用 --map 选一列",
                            "several columns may be read as `{en}`: choose one with --map"
                        )))
                    }
                };
            }
        }
        // 承诺内容 is all that many tables say.
        if self.kind == Commitment && !targets.iter().any(|target| is_key(target, Commitment.key("title"))) {
            let detail = targets.iter_mut().find(|target| is_key(target, Commitment.key("detail")));
            detail.into_iter().for_each(|target| *target = Target::Key(0, Commitment.key("title")));
        }
        let place = match self.kind {
            Grid => "parent",
            Member | Household | Commitment | Activity => "grid",
            Rating | Reply | Service => return,
        };
        let place = self.kind.key(place);
        let is_said = targets.iter().any(|target| is_key(target, place));
        let village = targets.iter().position(|target| matches!(target, Target::Village));
        // Who promises or acts is known by the grid; that of a promise is the member's.
        let by = ["by", "member"]
            .iter()
            .any(|en| targets.iter().any(|target| matches!(target, Target::Key(0, key) if key.en == *en)));
        let is_subject = matches!(self.kind, Commitment | Activity) && by;
        if let Some(village) = village.filter(|_| !is_said && !is_subject) {
            targets[village] = Target::Key(0, place);
        }
        if is_subject {
            targets
                .iter_mut()
                .filter(|target| is_key(target, place))
                .for_each(|target| *target = Target::Idle);
        }
    }
}
