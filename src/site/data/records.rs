//! Tables of what was promised, rated, done, disclosed and answered.

use rust_decimal::Decimal;

use crate::calendar::NaiveDate;
use crate::model::board::{GridIx, Outcome, RatingEntry, RatingSheet, Reply, SchemeIx, Subject};

use crate::status;
use crate::status::commitments::CommitmentState;
use crate::status::suppression::Shown;

use super::super::results::Line;
use super::super::view::{Cell, Field, FieldKind, Number, Rows};
use super::columns::{
    ANSWERED, CYCLES, DISCLOSED, OUTCOMES, STATUSES, SUBJECTS, date, field, text, whole, word,
};
use crate::site::pages::codes;
use crate::site::tracking::facts::Facts;

fn subject(facts: &Facts, subject: Subject) -> [Cell; 3] {
    let (kind, id, name) = match subject {
        Subject::Grid(at) => ("grid", &facts.board[at].id, &facts.board[at].name),
        Subject::Member(at) => ("member", &facts.board[at].id, &facts.board[at].name),
    };
    [kind.into(), (&id.value).into(), (&name.value).into()]
}

pub(super) const COMMITMENTS: &[Field] = &[
    text("id", "编号"),
    word("by_kind", "承诺方", SUBJECTS),
    text("by", "承诺人编号"),
    text("by_name", "承诺人"),
    text("title", "事项"),
    text("kind", "类别"),
    text("baseline", "基数"),
    text("target", "目标"),
    date("made", "承诺日期"),
    date("due", "完成期限"),
    word("state", "状态", STATUSES),
    whole("percent", "进度"),
    date("told", "最近进展"),
    date("judged", "结果日期"),
    word("verdicts", "结果经过", OUTCOMES),
    text("evaluation", "评诺"),
];

/// `data/commitments`
pub(super) fn commitments(facts: &Facts) -> Rows {
    let row = |record: &crate::model::board::Commitment| {
        let percent = record.told(facts.day).rev().find_map(|step| step.percent.as_ref()).map(|at| at.value);
        let verdicts: Vec<_> = record
            .verdicts()
            .filter(|(date, _)| *date <= facts.day.0)
            .map(|(date, outcome)| (date, outcome.value))
            .collect();
        let mut row: Vec<Cell> = vec![(&record.id.value).into()];
        row.extend(subject(facts, record.by.value));
        row.extend([
            (&record.title.value).into(),
            record.kind.as_ref().into(),
            record.baseline.as_ref().map(|at| &at.value).into(),
            record.target.as_ref().map(|at| &at.value).into(),
            record.made.value.to_string().into(),
            record.due.as_ref().map(|at| at.value.to_string()).into(),
            record.state(facts.day).code().into(),
            percent.into(),
            record.latest(facts.day).map(|step| step.date.value.to_string()).into(),
            verdicts.last().map(|(date, _)| date.to_string()).into(),
            (!verdicts.is_empty()).then(|| told_verdicts(&verdicts)).into(),
            record.evaluation.as_ref().into(),
        ]);
        row
    };
    status::commitments::made(facts.board.commitments(), facts.day).map(|(_, record)| row(record)).collect()
}

/// `2025-07-01=broken; 2025-10-08=kept`
fn told_verdicts(verdicts: &[(NaiveDate, Outcome)]) -> String {
    let told =
        verdicts.iter().map(|(date, outcome)| format!("{date}={}", CommitmentState::from(*outcome).code()));
    told.collect::<Vec<String>>().join("; ")
}

pub(super) const RATINGS: &[Field] = &[
    text("scheme", "办法编号"),
    text("scheme_name", "办法"),
    text("period", "期间"),
    word("cycle", "周期", CYCLES),
    word("subject_kind", "对象", SUBJECTS),
    text("subject", "对象编号"),
    text("subject_name", "对象名称"),
    whole("stars", "星级"),
    whole("stars_of", "满星"),
    field("total", "总分", FieldKind::Number),
    text("scores", "各项得分"),
    whole("rank", "名次"),
    whole("months_rated", "公布月数"),
    text("note", "说明"),
];

/// `data/ratings`: some `entries` of a published bulletin.
pub(super) fn results(facts: &Facts, sheet: &RatingSheet, entries: &[RatingEntry]) -> Rows {
    let (scheme, period) = (sheet.scheme, sheet.period);
    let record = &facts.board[scheme];
    let row = |entry: &RatingEntry| {
        let line = Line::new(facts, sheet, entry);
        let mut row: Vec<Cell> = vec![
            (&record.id.value).into(),
            (&record.name).into(),
            period.to_string().into(),
            codes::cycle(period.cycle()).into(),
        ];
        row.extend(subject(facts, entry.subject));
        row.extend([
            entry.stars.as_ref().map(|stars| stars.lit).into(),
            entry.stars.as_ref().map(|stars| stars.of).into(),
            line.total().map(|total| total.to_string()).into(),
            scores(facts, scheme, &line.scores()).into(),
            entry.rank.into(),
            entry.months.len().into(),
            entry.note.as_ref().into(),
        ]);
        row
    };
    entries.iter().map(row).collect()
}

fn scores(facts: &Facts, scheme: SchemeIx, scores: &[Number]) -> Option<String> {
    let named = facts.board[scheme].dimensions.iter().zip(scores);
    let named: Vec<String> = named.map(|(dimension, score)| format!("{}={score}", dimension.name)).collect();
    (!named.is_empty()).then(|| named.join("; "))
}

pub(super) const ACTIVITIES: &[Field] = &[
    date("date", "日期"),
    text("cadence", "频次编号"),
    text("cadence_name", "频次"),
    word("by_kind", "主体", SUBJECTS),
    text("by", "主体编号"),
    text("by_name", "主体名称"),
    text("title", "事项"),
    whole("count", "次数"),
    whole("planned", "应做"),
    text("note", "说明"),
];

/// `data/activities`
pub(super) fn activities(facts: &Facts) -> Rows {
    let row = |(at, record): (usize, &crate::model::board::Activity)| {
        let act = facts.act(at);
        let cadence = &facts.board[record.cadence.value];
        let by = record.by.as_ref().map(|at| subject(facts, at.value));
        let mut row: Vec<Cell> =
            vec![record.date.value.to_string().into(), (&cadence.id.value).into(), (&cadence.name).into()];
        row.extend(by.unwrap_or([Cell::Empty, Cell::Empty, Cell::Empty]));
        row.extend([
            record.title.as_ref().into(),
            act.map(|act| act.count).into(),
            act.and_then(|act| act.planned).into(),
            record.note.as_ref().map(|note| &note.value).into(),
        ]);
        row
    };
    let all = facts.board.activities().iter().enumerate();
    let done = all.filter(|(_, activity)| activity.date.value <= facts.day.0);
    done.map(row).collect()
}

pub(super) const DISCLOSURES: &[Field] = &[
    text("id", "编号"),
    text("name", "名称"),
    text("section", "栏目"),
    text("basis", "依据"),
    word("every", "频次", CYCLES),
    word("state", "状态", DISCLOSED),
    whole("overdue", "逾期期数"),
    text("next_period", "待公开期间"),
    date("next_due", "应公开日期"),
    date("last_date", "最近公开日期"),
    text("last_period", "最近公开期间"),
    text("last_title", "最近公开"),
];

/// `data/disclosures`
pub(super) fn disclosures(facts: &Facts) -> Rows {
    let row = |item| {
        let record = &facts.board[item];
        let status = facts.disclosure(item);
        let next = status.next();
        let last = status.pages.last().map(|&page| facts.board.page(page));
        vec![
            (&record.id.value).into(),
            (&record.name).into(),
            record.section.as_ref().into(),
            record.basis.as_ref().into(),
            record.every.map_or("once", codes::cycle).into(),
            status.state.code().into(),
            status.late().into(),
            next.and_then(|owed| owed.period).map(|period| period.to_string()).into(),
            next.map(|owed| owed.due.to_string()).into(),
            last.and_then(|last| Some(last.date.as_ref()?.value.to_string())).into(),
            last.and_then(|last| Some(last.period.as_ref()?.value.to_string())).into(),
            last.map(|last| &last.title.value).into(),
        ]
    };
    facts.catalogue().map(row).collect()
}

pub(super) const REPLIES: &[Field] = &[
    date("asked", "提出日期"),
    text("topic", "主题"),
    text("question", "问题"),
    date("due", "答复期限"),
    date("answered", "答复日期"),
    text("answer", "答复"),
    word("state", "状态", ANSWERED),
    whole("days", "用时天数"),
    whole("days_late", "超期天数"),
];

/// `data/replies`
pub(super) fn replies(facts: &Facts) -> Rows {
    let row = |record: &Reply| {
        let status = record.status(facts.day);
        let answer = record.answer.as_ref().filter(|_| status.state.is_answered());
        vec![
            record.asked.value.to_string().into(),
            record.topic.as_ref().into(),
            (&record.question.value).into(),
            record.due.as_ref().map(|at| at.value.to_string()).into(),
            status.answered.map(|date| date.to_string()).into(),
            answer.map(|answer| &answer.text).into(),
            status.state.code().into(),
            status.days.into(),
            status.days_late.into(),
        ]
    };
    status::replies::asked(facts.board.replies(), facts.day).map(|(_, record)| row(record)).collect()
}

pub(super) const FIGURES: &[Field] = &[
    text("grid", "网格编号"),
    text("grid_name", "网格"),
    text("name", "名称"),
    text("part", "组成"),
    field("value", "数值", FieldKind::Number),
    text("unit", "单位"),
    field("approx", "约数", FieldKind::Boolean),
    field("of", "总数", FieldKind::Number),
    field("percent", "占比", FieldKind::Number),
];

/// `data/figures`: a row a figure, then one for each of its parts.
pub(super) fn figures(facts: &Facts) -> Rows {
    let of_grid = |at: GridIx| -> Vec<Vec<Cell>> {
        let grid = &facts.board[at];
        let rows = facts.figures(at).flat_map(|(figure, shown)| {
            let row = |part: Option<&String>, value: Shown<Decimal>| -> Vec<Cell> {
                let of = shown.of.filter(|_| part.is_none());
                let percent = shown.percent.filter(|_| part.is_none());
                vec![
                    (&grid.id.value).into(),
                    (&grid.name.value).into(),
                    (&figure.name.value).into(),
                    part.into(),
                    value.map(codes::number).into(),
                    figure.unit.as_ref().into(),
                    figure.approx.into(),
                    of.map(|of| of.map(codes::number)).into(),
                    percent.map(|percent| percent.map(codes::number)).into(),
                ]
            };
            let parts = figure.parts.iter().zip(&shown.parts);
            let parts = parts.map(|((name, _), &value)| row(Some(name), value));
            std::iter::once(row(None, shown.value)).chain(parts).collect::<Vec<_>>()
        });
        rows.collect()
    };
    facts.board.grid_ids().flat_map(of_grid).collect()
}
