//! Commitments in full, and the pages that list them by state, person, grid and year.

use std::cmp::Reverse;

use crate::calendar::Month;
use crate::model::board::{Commitment, GridIx, MemberIx, Subject};
use crate::status::commitments::CommitmentState;

use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::tables::ROWS;
use crate::site::urls::{self, PromiseOrder, Target};
use crate::site::view::{
    CommitmentGroup, CommitmentItem, CommitmentsView, Link, OrderLink, PagerPart, ProgressStep, Verdict,
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
        let place = self.facts.promise(at);
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
            anchor: urls::anchor(self.facts.board, place).unwrap_or_default(),
            href: self.href(place),
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
            proofs: progress.iter().map(|step| step.evidence.len()).sum(),
            percent: progress.iter().find_map(|step| step.percent),
            progress,
            evaluation: record.evaluation.clone(),
        }
    }
}

/// More groups than these are not named at the top of the page.
const NAMED: usize = 16;

/// What commitments are put together by, in the order in which the groups stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Head {
    State(CommitmentState),
    Year(Reverse<i32>),
    Member(MemberIx),
    Grid(GridIx),
    None,
}

fn head(facts: &Facts, order: PromiseOrder, at: usize) -> Head {
    let record = facts.board.commitment(at);
    match (order, record.by.value) {
        (PromiseOrder::State, _) => Head::State(record.state(facts.day)),
        (PromiseOrder::Year, _) => Head::Year(Reverse(Month::of(record.made.value).year())),
        (PromiseOrder::Person, Subject::Member(member)) => Head::Member(member),
        (PromiseOrder::Person, Subject::Grid(grid)) => Head::Grid(grid),
        (PromiseOrder::Grid, _) => grid_of(facts, record).map_or(Head::None, Head::Grid),
    }
}

/// The pages that list all commitments.
pub(in crate::site) fn targets(facts: &Facts) -> impl Iterator<Item = Target> + use<> {
    let pages = facts.promises().len().div_ceil(ROWS);
    let first = [Target::Commitments(PromiseOrder::State, 0)];
    let all = PromiseOrder::ALL.into_iter();
    let all = all.flat_map(move |order| (0..pages).map(move |number| Target::Commitments(order, number)));
    first.into_iter().filter(move |_| pages == 0).chain(all)
}

/// Page `number` of all commitments in `order`.
pub(in crate::site) fn page(facts: &Facts, order: PromiseOrder, number: usize) -> CommitmentsView {
    let target = |number| Target::Commitments(order, number);
    let desk = Desk::new(facts, target(number));
    let mut all: Vec<(Head, usize)> =
        facts.promises().iter().map(|&at| (head(facts, order, at), at)).collect();
    all.sort_by_key(|(head, _)| *head);
    let groups: Vec<(usize, &[(Head, usize)])> = all
        .chunk_by(|a, b| a.0 == b.0)
        .scan(0, |start, group| Some((std::mem::replace(start, *start + group.len()), group)))
        .collect();
    let shown = number * ROWS..(number + 1) * ROWS;
    let part = |at: usize| {
        let group = group(&desk, all[at].0);
        PagerPart { first: group.head.map(|head| head.name), state: group.state, ..PagerPart::default() }
    };
    let whole = |&(start, members): &(usize, &[(Head, usize)])| {
        let group = group(&desk, members[0].0);
        let href = desk.place(target(start / ROWS), &group.anchor);
        CommitmentGroup { href, count: members.len(), continued: start < shown.start, ..group }
    };
    let here = |of: &(usize, &[(Head, usize)])| {
        let (start, members) = *of;
        let items = members.iter().zip(start..).filter(|(_, place)| shown.contains(place));
        let items: Vec<CommitmentItem> = items.map(|((_, at), _)| desk.commitment(*at)).collect();
        (!items.is_empty()).then(|| CommitmentGroup { items, ..whole(of) })
    };
    let is_short = groups.len() <= NAMED;
    let order_link = |other: PromiseOrder| OrderLink {
        code: other.code(),
        href: desk.href(Target::Commitments(other, 0)),
        current: other == order,
    };
    CommitmentsView {
        page: desk.frame("commitments", None, Vec::new()),
        site: facts.site.clone(),
        total: all.len(),
        order: order.code(),
        orders: PromiseOrder::ALL.into_iter().filter(|_| !all.is_empty()).map(order_link).collect(),
        index: groups.iter().filter(|_| is_short).map(whole).collect(),
        groups: groups.iter().filter_map(here).collect(),
        pager: desk.pager(number, (0..all.len()).step_by(ROWS).map(part).collect(), target),
    }
}

/// The group under `head`, with nothing in it.
fn group(desk: &Desk, head: Head) -> CommitmentGroup {
    let of_subject = |subject| {
        let link = desk.subject(subject);
        (None, Some(Link { name: link.name, href: link.href }), format!("{}-{}", link.kind, link.id))
    };
    let (state, head, anchor) = match head {
        Head::State(state) => (Some(state), None, state.code().to_owned()),
        Head::Year(Reverse(year)) => {
            (None, Some(Link { name: year.to_string(), href: None }), format!("year-{year}"))
        }
        Head::Member(member) => of_subject(Subject::Member(member)),
        Head::Grid(grid) => of_subject(Subject::Grid(grid)),
        Head::None => (None, None, "other".to_owned()),
    };
    let (href, items) = (String::new(), Vec::new());
    CommitmentGroup { state, head, anchor, href, count: 0, continued: false, items }
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
        let view = |day: &str| on(&board, day, |facts| page(facts, PromiseOrder::State, 0));
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
        let heads = |order| -> Vec<(Option<String>, usize)> {
            let view = on(&board, "2026-07-01", |facts| page(facts, order, 0));
            let head = |group: &CommitmentGroup| group.head.as_ref().map(|head| head.name.clone());
            view.groups.iter().map(|group| (head(group), group.items.len())).collect()
        };
        let named = |name: &str, count| (Some(name.to_owned()), count);
        assert_eq!(heads(PromiseOrder::Year), [named("2026", 2), named("2025", 1)]);
        assert_eq!(heads(PromiseOrder::Person), [named("张三", 2), named("二网格", 1)]);
        assert_eq!(heads(PromiseOrder::Grid), [named("一网格", 2), named("二网格", 1)]);
    }

    #[test]
    fn a_long_list_goes_on_over_pages_and_every_promise_is_found_on_its_own() {
        let promise = |n: usize| {
            let (outcome, due) = (["", ", outcome: kept"][n % 2], 1 + n % 28);
            format!(
                "  - {{id: p{n}, by: 张三, title: 第{n}件, made: 2026-01-01, due: 2026-12-{due:02}{outcome}}}\n"
            )
        };
        let records: String = (0..230).map(promise).collect();
        let board = village("", &format!("commitments:\n{records}"));
        on(&board, "2026-07-01", |facts| {
            let pages: Vec<CommitmentsView> =
                (0..3).map(|number| page(facts, PromiseOrder::State, number)).collect();
            assert_eq!(targets(facts).count(), 12, "four orders, three pages each");
            for (number, view) in pages.iter().enumerate() {
                let items = || view.groups.iter().flat_map(|group| &group.items);
                assert!(items().count() <= ROWS);
                assert!(items().all(|item| item.href == format!("#{}", item.anchor)), "page {number}");
            }
            let shown: usize =
                pages.iter().flat_map(|view| &view.groups).map(|group| group.items.len()).sum();
            assert_eq!(shown, 230);
            let second = &pages[1].groups;
            assert_eq!(
                (second[0].state, second[0].continued, second[0].count),
                (Some(CommitmentState::NotStarted), true, 115)
            );
            assert_eq!((second[1].state, second[1].continued), (Some(CommitmentState::Kept), false));
            assert_eq!(pages[0].index[1].href, "2/index.html#kept");
            assert_eq!(
                (&pages[1].pager.previous, &pages[2].pager.next),
                (&Some("../index.html".into()), &None)
            );
            let of = Desk::new(facts, Target::Home).commitments_of(facts.board.commitment(0).by.value);
            let last = pages[2].groups[0].items.last().unwrap();
            let from_home = of.iter().find(|item| item.id == last.id).unwrap();
            assert_eq!(from_home.href, format!("commitments/3/index.html#c-{}", last.id));
        });
    }
}
