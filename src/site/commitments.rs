//! Commitments in full, and the page that lists them by state, member, grid and year.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::calendar::{AsOf, Month};
use crate::model::Board;
use crate::model::board::{Commitment, GridIx, Subject};

use super::codes;
use super::desk::Desk;
use super::facts::Facts;
use super::urls::{self, Target};
use super::view::{
    CommitmentGroup, CommitmentItem, CommitmentList, CommitmentMention, CommitmentsView, Link, ProgressStep,
};

/// The states in the order a villager cares about.
const ORDER: [&str; 7] = ["overdue", "doing", "not_started", "partly", "broken", "changed", "kept"];

/// Indices of all commitments, as lists show them: by state, the nearest deadline first, what is settled newest
/// first.
pub(super) fn sorted(board: &Board, day: AsOf) -> Vec<usize> {
    let mut found: Vec<usize> = (0..board.commitments.len()).collect();
    found.sort_by_key(|&at| {
        let commitment = &board.commitments[at];
        let state = codes::status(commitment.status(day));
        let due = commitment.due.as_ref().map(|due| due.value);
        let settled = commitment.outcome.as_ref().map(|_| {
            let told = commitment.latest(day).map(|step| step.date.value);
            Reverse(told.or(due).unwrap_or(commitment.made.value))
        });
        (ORDER.iter().position(|known| *known == state), settled, due.is_none(), due)
    });
    found
}

/// The grid a commitment belongs to: the grid that promised, or the member's.
fn grid_of(facts: &Facts, commitment: &Commitment) -> Option<GridIx> {
    match commitment.by.value {
        Subject::Grid(grid) => Some(grid),
        Subject::Member(member) => facts.board[member].grid.as_ref().map(|at| at.value),
    }
}

impl Desk<'_> {
    /// The commitments of one subject.
    pub fn commitments_of(&self, subject: Subject) -> Vec<CommitmentItem> {
        let own = self.facts.commitments.get(&subject).into_iter().flatten();
        own.map(|&at| self.commitment(at)).collect()
    }

    /// One commitment in full.
    pub fn commitment(&self, at: usize) -> CommitmentItem {
        let day = self.facts.day;
        let record = &self.facts.board.commitments[at];
        let state = codes::status(record.status(day));
        let due = record.due.as_ref().map(|due| due.value);
        let told = record.progress.iter().filter(|step| step.date.value <= day.0);
        let progress: Vec<ProgressStep> = told
            .rev()
            .map(|step| ProgressStep {
                date: step.date.value.to_string(),
                percent: step.percent.as_ref().map(|percent| percent.value),
                note: step.note.clone(),
                evidence: step.evidence.iter().map(|&asset| self.picture(asset)).collect(),
            })
            .collect();
        CommitmentItem {
            id: record.id.value.clone(),
            anchor: urls::anchor(self.facts.board, Target::Commitment(at)).unwrap_or_default(),
            href: self.href(Target::Commitment(at)),
            by: self.subject(record.by.value),
            grid: grid_of(self.facts, record).map(|grid| self.grid(grid)),
            title: record.title.value.clone(),
            detail: record.detail.as_ref().map(|detail| self.markdown(detail)),
            kind: record.kind.clone(),
            baseline: record.baseline.as_ref().map(|text| text.value.clone()),
            target: record.target.as_ref().map(|text| text.value.clone()),
            made: record.made.value.to_string(),
            due: due.map(|due| due.to_string()),
            state,
            days_overdue: due.filter(|_| state == "overdue").map(|due| (day.0 - due).num_days()),
            percent: progress.iter().find_map(|step| step.percent),
            progress,
            evaluation: record.evaluation.clone(),
        }
    }
}

/// `commitments/index.html`
pub(super) fn page(facts: &Facts) -> CommitmentsView {
    let desk = Desk::new(facts, Target::Commitments);
    let all = sorted(facts.board, facts.day);
    let mut groups: Vec<CommitmentGroup> = Vec::new();
    for &at in &all {
        let item = desk.commitment(at);
        match groups.last_mut().filter(|group| group.state == item.state) {
            Some(group) => group.items.push(item),
            None => groups.push(CommitmentGroup { state: item.state, items: vec![item] }),
        }
    }
    let (by_member, by_grid, by_year) = lists(&desk);
    CommitmentsView {
        page: desk.frame("commitments", None, Vec::new()),
        site: facts.site.clone(),
        total: all.len(),
        groups,
        by_member,
        by_grid,
        by_year,
    }
}

/// The same commitments by member, grid and year, as short lines.
fn lists(desk: &Desk) -> (Vec<CommitmentList>, Vec<CommitmentList>, Vec<CommitmentList>) {
    let facts = desk.facts;
    let mut members: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
    let mut grids: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
    let mut years: BTreeMap<Reverse<i32>, Vec<usize>> = BTreeMap::new();
    for (at, commitment) in facts.board.commitments.iter().enumerate() {
        if let subject @ Subject::Member(_) = commitment.by.value {
            members.entry(subject).or_default().push(at);
        }
        if let Some(grid) = grid_of(facts, commitment) {
            grids.entry(Subject::Grid(grid)).or_default().push(at);
        }
        years.entry(Reverse(Month::of(commitment.made.value).year())).or_default().push(at);
    }
    let of_subject = |(subject, items): (Subject, Vec<usize>)| {
        let head = desk.subject(subject);
        let anchor = format!("{}-{}", head.kind, head.id);
        list(desk, Link { name: head.name, href: head.href }, anchor, items)
    };
    let of_year = |(Reverse(year), items): (Reverse<i32>, Vec<usize>)| {
        list(desk, Link { name: year.to_string(), href: None }, format!("year-{year}"), items)
    };
    (
        members.into_iter().map(of_subject).collect(),
        grids.into_iter().map(of_subject).collect(),
        years.into_iter().map(of_year).collect(),
    )
}

fn list(desk: &Desk, head: Link, anchor: String, mut items: Vec<usize>) -> CommitmentList {
    let commitments = &desk.facts.board.commitments;
    items.sort_by_key(|&at| commitments[at].made.value);
    let mention = |at: usize| CommitmentMention {
        title: commitments[at].title.value.clone(),
        href: desk.href(Target::Commitment(at)),
        state: codes::status(commitments[at].status(desk.facts.day)),
    };
    CommitmentList { head, anchor, items: items.into_iter().map(mention).collect() }
}
