//! Commitments in full, and the page that lists them by state, member, grid and year.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::calendar::Month;
use crate::model::board::{Commitment, GridIx, Subject};
use crate::status::commitments::{made, sorted};

use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::urls::{self, Target};
use crate::site::view::{
    CommitmentGroup, CommitmentItem, CommitmentList, CommitmentMention, CommitmentsView, Link, ProgressStep,
    Verdict,
};

/// The grid a commitment belongs to: the grid that promised, or the member's.
fn grid_of(facts: &Facts, commitment: &Commitment) -> Option<GridIx> {
    match commitment.by.value {
        Subject::Grid(grid) => Some(grid),
        Subject::Member(member) => facts.board[member].grid.as_ref().map(|at| at.value),
    }
}

impl Desk<'_> {
    /// The commitments of one subject.
    pub(crate) fn commitments_of(&self, subject: Subject) -> Vec<CommitmentItem> {
        let own = self.facts.commitments(subject).iter();
        own.map(|&at| self.commitment(at)).collect()
    }

    /// One commitment in full.
    pub(crate) fn commitment(&self, at: usize) -> CommitmentItem {
        let day = self.facts.day;
        let record = self.facts.board.commitment(at);
        let progress: Vec<ProgressStep> = record
            .told(day)
            .rev()
            .map(|step| ProgressStep {
                date: step.date.value.to_string(),
                percent: step.percent.as_ref().map(|percent| percent.value),
                note: step.note.as_ref().map(|note| note.value.clone()),
                evidence: step.evidence.iter().map(|&asset| self.picture(asset)).collect(),
                outcome: step.outcome.as_ref().map(|outcome| outcome.value.into()),
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
            due: record.due.as_ref().map(|due| due.value.to_string()),
            state: record.state(day),
            days_overdue: record.days_overdue(day),
            verdicts: record
                .verdicts()
                .filter(|(date, _)| *date <= day.0)
                .map(|(date, outcome)| Verdict { date: date.to_string(), state: outcome.value.into() })
                .collect(),
            percent: progress.iter().find_map(|step| step.percent),
            progress,
            evaluation: record.evaluation.clone(),
        }
    }
}

/// `commitments/index.html`
pub(in crate::site) fn page(facts: &Facts) -> CommitmentsView {
    let desk = Desk::new(facts, Target::Commitments);
    let all = sorted(facts.board.commitments(), facts.day);
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
    for (at, commitment) in made(facts.board.commitments(), facts.day) {
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
    let commitments = desk.facts.board.commitments();
    items.sort_by_key(|&at| commitments[at].made.value);
    let mention = |at: usize| CommitmentMention {
        title: commitments[at].title.value.clone(),
        href: desk.href(Target::Commitment(at)),
        state: commitments[at].state(desk.facts.day),
    };
    CommitmentList { head, anchor, items: items.into_iter().map(mention).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture::{on, village};

    #[test]
    fn the_nearest_deadline_comes_first_and_progress_waits_for_its_day() {
        let board = village(
            "",
            "commitments:
  - {id: a, by: 张三, title: 甲, made: 2026-01-01, due: 2026-06-30, progress: [{date: 2026-02-01, percent: 30}, {date: 2026-05-01, percent: 70}]}
  - {id: b, by: 张三, title: 乙, made: 2026-01-01, due: 2026-03-31}
  - {id: c, grid: g2, title: 丙, made: 2025-01-01, outcome: kept}
",
        );
        let view = |day: &str| on(&board, day, page);
        let order = |view: &CommitmentsView| -> Vec<(&'static str, String)> {
            let line = |item: &CommitmentItem| (item.state.code(), item.id.clone());
            view.groups.iter().flat_map(|group| &group.items).map(line).collect()
        };
        let owned = |state, id: &str| (state, id.to_string());
        let march = view("2026-03-31");
        assert_eq!(order(&march), [owned("doing", "a"), owned("not_started", "b"), owned("kept", "c")]);
        assert_eq!(march.groups[0].items[0].percent, Some(30));
        let july = view("2026-07-01");
        assert_eq!(order(&july)[..2], [owned("overdue", "b"), owned("overdue", "a")]);
        assert_eq!(july.groups[0].items[1].days_overdue, Some(1));
        assert_eq!(
            july.by_year.iter().map(|list| list.head.name.as_str()).collect::<Vec<_>>(),
            ["2026", "2025"]
        );
        assert_eq!(july.by_grid.len(), 2);
        assert_eq!(july.by_member[0].items.len(), 2);
    }
}
