//! Commitments in full, and the pages that list them by state, person, grid and year.

use std::cmp::Reverse;

use crate::model::board::{Commitment, GridIx, RatingEntry, SchemeIx, Subject};

use crate::site::changes::pages as changes;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::tracking::orders::Head;
use crate::site::tracking::tables::ROWS;
use crate::site::urls::{self, PromiseOrder, Target};
use crate::site::view::{
    CommitmentGroup, CommitmentItem, CommitmentsView, KindRating, KindResult, Link, Number, OrderLink,
    PagerPart, ProgressStep, Shard, ShardData, Verdict,
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

    /// One commitment in its line alone.
    fn promise_line(&self, at: usize) -> CommitmentItem {
        let (progress, verdicts) = (Vec::new(), Vec::new());
        let whole = self.commitment(at);
        CommitmentItem { progress, verdicts, detail: None, evaluation: None, baseline: None, ..whole }
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
            history: changes::history(self, "commitments", &record.id.value),
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

/// How `kind` was rated, in the newest bulletin of each scheme with a dimension of that name.
fn ratings(desk: &Desk, kind: &str) -> Vec<KindRating> {
    let one = |scheme: SchemeIx| {
        let dimension = desk.facts.board[scheme].dimensions.iter().position(|one| one.name == kind)?;
        let period = desk.facts.units(scheme).next_back()?;
        let sheet = desk.facts.sheet(scheme, period)?;
        let result = |entry: &RatingEntry| KindResult {
            subject: desk.subject(entry.subject),
            lit: entry.stars.as_ref().and_then(|stars| stars.by_dimension.get(dimension).copied()),
            score: entry.scores.get(dimension).copied().map(Number::score),
        };
        let mut results: Vec<KindResult> = sheet.entries.iter().map(result).collect();
        let (rated, first) = (results.len(), results.first()?.clone());
        if first.lit.is_none() && first.score.is_none() {
            return None;
        }
        let lit = first.lit.map(|_| results.iter().filter(|result| result.lit == Some(true)).count());
        results.truncate(if rated > NAMED { 0 } else { rated });
        let level = desk.level_of_subjects(sheet.entries.iter().map(|entry| entry.subject));
        let info = desk.scheme(scheme);
        let href = Some(desk.href(Target::Bulletin(scheme, period)));
        let scheme = Link { name: info.name, href };
        Some(KindRating { scheme, period: period.to_string(), of: info.of, level, rated, lit, results })
    };
    desk.facts.schemes().filter_map(one).collect()
}

/// The pages that list all commitments.
pub(in crate::site) fn targets(facts: &Facts) -> impl Iterator<Item = Target> + use<> {
    let pages = facts.promises().len().div_ceil(ROWS);
    let first = [Target::Commitments(PromiseOrder::State, 0)];
    let all = facts.promise_orders().into_iter();
    let all = all.flat_map(move |order| (0..pages).map(move |number| Target::Commitments(order, number)));
    first.into_iter().filter(move |_| pages == 0).chain(all)
}

/// Which commitments stand on which page in the order of states; `None` where all stand on one.
pub(in crate::site) fn pages(facts: &Facts) -> Option<Shard> {
    let ids = facts.promises().iter().map(|&at| facts.board.commitment(at).id.value.clone());
    let pages: Vec<Vec<String>> = ids.collect::<Vec<_>>().chunks(ROWS).map(<[String]>::to_vec).collect();
    let path = facts.edition.path(Target::CommitmentPages);
    (pages.len() > 1).then(|| Shard { path, name: "pages".to_owned(), data: ShardData::Pages(pages) })
}

/// Page `number` of all commitments in `order`.
pub(in crate::site) fn page(facts: &Facts, order: PromiseOrder, number: usize) -> CommitmentsView {
    let target = |number| Target::Commitments(order, number);
    let desk = Desk::new(facts, target(number));
    let (kinds, all) = (facts.promise_kinds(), facts.promises_by(order));
    let groups: Vec<(usize, &[(Head, usize)])> = all
        .chunk_by(|a, b| a.0 == b.0)
        .scan(0, |start, group| Some((std::mem::replace(start, *start + group.len()), group)))
        .collect();
    let shown = number * ROWS..(number + 1) * ROWS;
    // A long list is told in full once, not in every order.
    let brief = order != PromiseOrder::State && all.len() > ROWS;
    let item = |at| if brief { desk.promise_line(at) } else { desk.commitment(at) };
    let part = |at: usize| {
        let group = group(&desk, kinds, all[at * ROWS].0);
        PagerPart { first: group.head.map(|head| head.name), state: group.state, ..PagerPart::default() }
    };
    let whole = |&(start, members): &(usize, &[(Head, usize)])| {
        let group = group(&desk, kinds, members[0].0);
        let href = desk.place(target(start / ROWS), &group.anchor);
        CommitmentGroup { href, count: members.len(), continued: start < shown.start, ..group }
    };
    let here = |of: &(usize, &[(Head, usize)])| {
        let (start, members) = *of;
        let items = members.iter().zip(start..).filter(|(_, place)| shown.contains(place));
        let items: Vec<CommitmentItem> = items.map(|((_, at), _)| item(*at)).collect();
        (!items.is_empty()).then(|| {
            let kind = if let Head::Kind(at) = members[0].0 { kinds.get(at) } else { None };
            let ratings = kind.map(|kind| ratings(&desk, kind)).unwrap_or_default();
            CommitmentGroup { items, ratings, ..whole(of) }
        })
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
        brief,
        order: order.code(),
        orders: facts.promise_orders().into_iter().filter(|_| !all.is_empty()).map(order_link).collect(),
        index: groups.iter().filter(|_| is_short).map(whole).collect(),
        groups: groups.iter().filter_map(here).collect(),
        pages_href: (order == PromiseOrder::State && all.len() > ROWS)
            .then(|| desk.href(Target::CommitmentPages)),
        pager: desk.pager(number, all.len().div_ceil(ROWS), part, target),
    }
}

/// The group under `head`, with nothing in it.
fn group(desk: &Desk, kinds: &[String], head: Head) -> CommitmentGroup {
    let of_subject = |subject| {
        let link = desk.subject(subject);
        (None, Some(Link { name: link.name, href: link.href }), format!("{}-{}", link.kind, link.id))
    };
    let (state, head, anchor) = match head {
        Head::State(state) => (Some(state), None, state.code().to_owned()),
        Head::Kind(at) => {
            let kind = &kinds[at];
            let anchor = kind.split_whitespace().collect::<Vec<&str>>().join("-");
            (None, Some(Link { name: kind.clone(), href: None }), format!("kind-{anchor}"))
        }
        Head::Year(Reverse(year)) => {
            (None, Some(Link { name: year.to_string(), href: None }), format!("year-{year}"))
        }
        Head::Member(member) => of_subject(Subject::Member(member)),
        Head::Grid(grid) => of_subject(Subject::Grid(grid)),
        Head::None => (None, None, "other".to_owned()),
    };
    let (href, ratings, items) = (String::new(), Vec::new(), Vec::new());
    CommitmentGroup { state, head, ratings, anchor, href, count: 0, continued: false, items }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture::{on, village};
    use crate::status::commitments::CommitmentState;

    #[test]
    fn the_nearest_deadline_comes_first_and_progress_waits_for_its_day() {
        let board = village(
            "",
            "commitments:
  - {id: a, by: 张三, title: 甲, made: 2026-01-01, due: 2026-06-30, progress: [{date: 2026-02-01, percent: 30}, {date: 2026-05-01, percent: 70}]}
  - {id: b, by: 张三, title: 乙, kind: 修路, made: 2026-01-01, due: 2026-03-31}
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
        assert_eq!(heads(PromiseOrder::Kind), [named("修路", 1), (None, 2)]);
        assert_eq!(heads(PromiseOrder::Year), [named("2026", 2), named("2025", 1)]);
        assert_eq!(heads(PromiseOrder::Person), [named("张三", 2), named("二网格", 1)]);
        assert_eq!(heads(PromiseOrder::Grid), [named("一网格", 2), named("二网格", 1)]);
    }

    #[test]
    fn a_kind_stands_with_how_it_was_rated_and_without_kinds_there_is_no_such_order() {
        let scheme = |show: &str| {
            format!(
                "schemes: [{{id: s, name: 五治, subject: grid, dimensions: [{{id: a, name: 法治, max: 20}}, {{id: b, name: 德治, max: 20}}], stars: {{per_dimension: 0.9}}, show: {show}}}]\n"
            )
        };
        let records = "commitments:
  - {id: a, grid: g1, title: 甲, kind: 安全, made: 2026-01-01}
  - {id: b, grid: g2, title: 乙, kind: 德治, made: 2026-01-01}
  - {id: c, grid: g2, title: 丙, kind: 法治, made: 2026-01-01}
ratings: [{month: 2026-01, stage: approved, entries: [{grid: g1, scores: [20, 17]}, {grid: g2, scores: [18, 10]}]}]
";
        let told = |show: &str| {
            let board = village(&scheme(show), records);
            on(&board, "2026-02-01", |facts| {
                let view = page(facts, PromiseOrder::Kind, 0);
                let rated = |group: &CommitmentGroup| {
                    let one = group.ratings.first().map(|rating| {
                        let first = &rating.results[0];
                        (rating.lit, first.lit, first.score.map(|score| score.to_string()))
                    });
                    (group.head.as_ref().unwrap().name.clone(), one)
                };
                view.groups.iter().map(rated).collect::<Vec<_>>()
            })
        };
        let named = |name: &str, rated| (name.to_owned(), rated);
        assert_eq!(
            told("both"),
            [
                named("法治", Some((Some(2), Some(true), Some("20".to_owned())))),
                named("德治", Some((Some(0), Some(false), Some("17".to_owned())))),
                named("安全", None)
            ]
        );
        assert_eq!(told("stars")[0], named("法治", Some((Some(2), Some(true), None))), "scores stay inside");
        let board = village("", "commitments: [{id: a, by: 张三, title: 甲, made: 2026-01-01}]\n");
        on(&board, "2026-02-01", |facts| assert!(!facts.promise_orders().contains(&PromiseOrder::Kind)));
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
