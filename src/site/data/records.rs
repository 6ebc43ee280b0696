//! Tables of what was promised, rated, done, disclosed and answered.

use rust_decimal::Decimal;

use crate::calendar::NaiveDate;
use crate::markdown::spoken;
use crate::model::board::{
    Activity, Commitment, Figure, GridIx, Outcome, Page, PageIx, RatingEntry, RatingSheet, Reply, SchemeIx,
    Subject,
};
use crate::model::settings::Disclosure;

use crate::status;
use crate::status::commitments::CommitmentState;
use crate::status::suppression::Shown;

use super::super::results::Line;
use super::super::urls::{self, Target};
use super::super::view::{Cell, Field, FieldKind, Number, Rows};
use super::columns::{
    ANSWERED, CYCLES, DISCLOSED, OUTCOMES, STATUSES, SUBJECTS, date, day, field, text, whole, word,
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
    word("by_kind", "承诺方", SUBJECTS)
        .about("承诺方是网格还是责任人", "whether a grid or a member promised"),
    text("by", "承诺人编号").about("承诺方的编号", "id of who promised"),
    text("by_name", "承诺人").about("承诺方的名称", "name of who promised"),
    text("title", "事项"),
    text("kind", "类别"),
    text("baseline", "基数"),
    text("target", "目标"),
    date("made", "承诺日期"),
    date("due", "完成期限"),
    word("state", "状态", STATUSES)
        .about("在这一天办到哪一步", "where it stands on the day the site was made for"),
    whole("percent", "进度").about("最近一次进展报的百分之几", "percentage told by the latest progress"),
    date("told", "最近进展").about("最近一次报进展的日期", "date of the latest progress"),
    date("judged", "结果日期").about("最近一次认定结果的日期", "date of the latest verdict"),
    word("verdicts", "结果经过", OUTCOMES)
        .about("历次认定的结果，日期=结果，用分号隔开", "all verdicts as date=verdict, parted by semicolons"),
    text("evaluation", "评诺"),
];

/// `data/commitments`
pub(super) fn commitments(facts: &Facts) -> Rows {
    let row = |record: &Commitment| -> [Cell; COMMITMENTS.len()] {
        let Commitment {
            id,
            by,
            title,
            kind,
            baseline,
            target,
            made,
            due,
            evaluation,
            // Told by the state and the verdicts.
            progress: _,
            outcome: _,
            // On pages alone.
            detail: _,
            is_stand_in: _,
            at: _,
        } = record;
        let percent = record.told(facts.day).rev().find_map(|step| step.percent.as_ref()).map(|at| at.value);
        let verdicts: Vec<_> = record
            .verdicts()
            .filter(|(date, _)| *date <= facts.day.0)
            .map(|(date, outcome)| (date, outcome.value))
            .collect();
        let [by_kind, by, by_name] = subject(facts, by.value);
        [
            (&id.value).into(),
            by_kind,
            by,
            by_name,
            (&title.value).into(),
            kind.as_ref().into(),
            baseline.as_ref().map(|at| &at.value).into(),
            target.as_ref().map(|at| &at.value).into(),
            made.value.to_string().into(),
            day(due),
            record.state(facts.day).code().into(),
            percent.into(),
            record.latest(facts.day).map(|step| step.date.value.to_string()).into(),
            verdicts.last().map(|(date, _)| date.to_string()).into(),
            (!verdicts.is_empty()).then(|| told_verdicts(&verdicts)).into(),
            evaluation.as_ref().into(),
        ]
    };
    let made = status::commitments::made(facts.board.commitments(), facts.day);
    made.map(|(_, record)| row(record).into()).collect()
}

/// `2025-07-01=broken; 2025-10-08=kept`
fn told_verdicts(verdicts: &[(NaiveDate, Outcome)]) -> String {
    let told =
        verdicts.iter().map(|(date, outcome)| format!("{date}={}", CommitmentState::from(*outcome).code()));
    told.collect::<Vec<String>>().join("; ")
}

pub(super) const RATINGS: &[Field] = &[
    text("scheme", "办法编号").about("按哪个办法评，办法的编号", "id of the scheme it was rated by"),
    text("scheme_name", "办法").about("办法的名称", "name of the scheme"),
    text("period", "期间").about(
        "哪一期：2026-03 是月，2026-q1 是季，2026-h1 是半年，2026 是年",
        "which period: 2026-03 a month, 2026-q1 a quarter, 2026-h1 a half-year, 2026 a year",
    ),
    word("cycle", "周期", CYCLES).about("这一期有多长", "how long the period is"),
    word("subject_kind", "对象", SUBJECTS)
        .about("评的是网格还是责任人", "whether a grid or a member was rated"),
    text("subject", "对象编号").about("被评的编号", "id of who was rated"),
    text("subject_name", "对象名称").about("被评的名称", "name of who was rated"),
    whole("stars", "星级").about("得了几颗星", "stars awarded"),
    whole("stars_of", "满星").about("最多几颗星", "stars that could be had"),
    field("total", "总分", FieldKind::Number)
        .about("总分；办法不公布分数的空着", "total; empty where the scheme does not publish scores"),
    text("scores", "各项得分")
        .about("各项得分，维度=得分，用分号隔开", "scores as dimension=score, parted by semicolons"),
    whole("rank", "名次").about("名次；办法不排名的空着", "rank; empty where the scheme does not rank"),
    whole("months_rated", "公布月数").about("这一期里公布了几个月", "how many of its months were published"),
    text("note", "说明"),
];

/// `data/ratings`: some `entries` of a published bulletin.
pub(super) fn results(facts: &Facts, sheet: &RatingSheet, entries: &[RatingEntry]) -> Rows {
    let (scheme, period) = (sheet.scheme, sheet.period);
    let record = &facts.board[scheme];
    let row = |entry: &RatingEntry| -> [Cell; RATINGS.len()] {
        let RatingEntry { subject: of, stars, months, note, rank, total: _, scores: _ } = entry;
        let line = Line::new(facts, sheet, entry);
        let [subject_kind, subject, subject_name] = subject(facts, *of);
        [
            (&record.id.value).into(),
            (&record.name).into(),
            period.to_string().into(),
            codes::cycle(period.cycle()).into(),
            subject_kind,
            subject,
            subject_name,
            stars.as_ref().map(|stars| stars.lit).into(),
            stars.as_ref().map(|stars| stars.of).into(),
            line.total().map(|total| total.to_string()).into(),
            scores(facts, scheme, &line.scores()).into(),
            (*rank).into(),
            months.len().into(),
            note.as_ref().into(),
        ]
    };
    entries.iter().map(|entry| row(entry).into()).collect()
}

fn scores(facts: &Facts, scheme: SchemeIx, scores: &[Number]) -> Option<String> {
    let named = facts.board[scheme].dimensions.iter().zip(scores);
    let named: Vec<String> = named.map(|(dimension, score)| format!("{}={score}", dimension.name)).collect();
    (!named.is_empty()).then(|| named.join("; "))
}

pub(super) const ACTIVITIES: &[Field] = &[
    date("date", "日期"),
    text("cadence", "频次编号").about("属于哪项频次制度，制度的编号", "id of the cadence it belongs to"),
    text("cadence_name", "频次").about("频次制度的名称", "name of the cadence"),
    word("by_kind", "主体", SUBJECTS).about("做的是网格还是责任人", "whether a grid or a member did it"),
    text("by", "主体编号").about("谁做的，编号", "id of who did it"),
    text("by_name", "主体名称").about("谁做的，名称", "name of who did it"),
    text("title", "事项"),
    whole("count", "次数").about("做了几次", "how many times"),
    whole("planned", "应做").about("这一期应做几次", "how many times its period owes"),
    text("note", "说明"),
];

/// `data/activities`
pub(super) fn activities(facts: &Facts) -> Rows {
    let row = |(at, record): (usize, &Activity)| -> [Cell; ACTIVITIES.len()] {
        // Counts are told as they may be.
        let Activity { date, cadence, by, title, note, count: _, planned: _, at: _ } = record;
        let act = facts.act(at);
        let cadence = &facts.board[cadence.value];
        let [by_kind, by, by_name] =
            by.as_ref().map_or([Cell::Empty, Cell::Empty, Cell::Empty], |at| subject(facts, at.value));
        [
            date.value.to_string().into(),
            (&cadence.id.value).into(),
            (&cadence.name).into(),
            by_kind,
            by,
            by_name,
            title.as_ref().into(),
            act.map(|act| act.count).into(),
            act.and_then(|act| act.planned).into(),
            note.as_ref().map(|note| &note.value).into(),
        ]
    };
    let all = facts.board.activities().iter().enumerate();
    let done = all.filter(|(_, activity)| activity.date.value <= facts.day.0);
    done.map(|activity| row(activity).into()).collect()
}

pub(super) const DISCLOSURES: &[Field] = &[
    text("id", "编号"),
    text("name", "名称"),
    text("section", "栏目"),
    text("basis", "依据"),
    word("every", "频次", CYCLES),
    word("state", "状态", DISCLOSED)
        .about("在这一天公开了没有", "whether it is published on the day the site was made for"),
    whole("overdue", "逾期期数").about("逾期没有公开的有几期", "how many periods are overdue"),
    text("next_period", "待公开期间").about("接下来要公开哪一期", "which period is to be published next"),
    date("next_due", "应公开日期").about("这一期最晚哪天公开", "by when that is due"),
    date("last_date", "最近公开日期").about("最近一次公开的日期", "date of the latest publication"),
    text("last_period", "最近公开期间").about("最近一次公开的是哪一期", "period of the latest publication"),
    text("last_title", "最近公开").about("最近一次公开的标题", "title of the latest publication"),
];

/// `data/disclosures`
pub(super) fn disclosures(facts: &Facts) -> Rows {
    let row = |item| -> [Cell; DISCLOSURES.len()] {
        let Disclosure {
            id,
            name,
            section,
            every,
            basis,
            // Told by the state and by what is due next.
            days: _,
            from: _,
            at: _,
        } = &facts.board[item];
        let status = facts.disclosure(item);
        let next = status.next();
        let last = status.pages.last().map(|&page| facts.board.page(page));
        [
            (&id.value).into(),
            name.into(),
            section.as_ref().into(),
            basis.as_ref().into(),
            every.map_or("once", codes::cycle).into(),
            status.state.code().into(),
            status.late().into(),
            next.and_then(|owed| owed.period).map(|period| period.to_string()).into(),
            next.map(|owed| owed.due.to_string()).into(),
            last.and_then(|last| Some(last.date.as_ref()?.value.to_string())).into(),
            last.and_then(|last| Some(last.period.as_ref()?.value.to_string())).into(),
            last.map(|last| &last.title.value).into(),
        ]
    };
    facts.catalogue().map(|item| row(item).into()).collect()
}

pub(super) const REPLIES: &[Field] = &[
    date("asked", "提出日期"),
    text("topic", "主题"),
    text("question", "问题"),
    date("due", "答复期限"),
    date("answered", "答复日期"),
    text("answer", "答复"),
    word("state", "状态", ANSWERED)
        .about("在这一天答复了没有", "whether it is answered on the day the site was made for"),
    whole("days", "用时天数")
        .about("答复用了几天；还没答复的，等了几天", "days until the answer, or waited so far"),
    whole("days_late", "超期天数").about("超过期限几天", "days beyond the time limit"),
];

/// `data/replies`
pub(super) fn replies(facts: &Facts) -> Rows {
    let row = |record: &Reply| -> [Cell; REPLIES.len()] {
        // What is answered on a later day is told by the state alone.
        let Reply { asked, topic, question, due, answered: _, answer, at: _ } = record;
        let status = record.status(facts.day);
        let answer = answer.as_ref().filter(|_| status.state.is_answered());
        [
            asked.value.to_string().into(),
            topic.as_ref().into(),
            (&question.value).into(),
            day(due),
            status.answered.map(|date| date.to_string()).into(),
            answer.map(|answer| &answer.text).into(),
            status.state.code().into(),
            status.days.into(),
            status.days_late.into(),
        ]
    };
    status::replies::asked(facts.board.replies(), facts.day).map(|(_, record)| row(record).into()).collect()
}

pub(super) const NOTICES: &[Field] = &[
    text("id", "编号"),
    text("title", "标题"),
    date("date", "日期"),
    text("section", "栏目"),
    text("disclosure", "公开事项")
        .about("公开目录里的哪一项，它的编号", "id of the item of the catalogue it discloses"),
    text("period", "期间"),
    date("expires", "到期"),
    text("grid", "网格").about("只与哪个网格有关，网格的编号", "id of the grid it concerns"),
    text("text", "正文").about("正文里的文字", "what it says, without marks and pictures"),
    text("page", "页面").about("这一条在网站上的页面", "its page on this site"),
];

/// `data/notices`
pub(super) fn notices(facts: &Facts) -> Rows {
    let board = facts.board;
    let row = |at: PageIx| -> [Cell; NOTICES.len()] {
        let Page {
            id,
            title,
            date,
            section,
            disclosure,
            period,
            expires,
            grid,
            body,
            // All of these are notices; how they are ordered and translated is for pages.
            kind: _,
            order: _,
            versions: _,
            at: _,
        } = board.page(at);
        [
            (&id.value).into(),
            (&title.value).into(),
            day(date),
            section.as_ref().into(),
            disclosure.as_ref().map(|at| &board[at.value].id.value).into(),
            period.as_ref().map(|at| at.value.to_string()).into(),
            day(expires),
            grid.as_ref().map(|at| &board[at.value].id.value).into(),
            spoken(&body.text).trim().into(),
            urls::path(board, Target::Page(at)).into(),
        ]
    };
    facts.notices().iter().map(|&at| row(at).into()).collect()
}

pub(super) const FIGURES: &[Field] = &[
    text("grid", "网格编号").about("哪个网格的，网格的编号", "id of the grid it is of"),
    text("grid_name", "网格").about("网格的名称", "name of the grid"),
    text("name", "名称"),
    text("part", "组成").about(
        "由几部分组成的，这一行是哪一部分；整个数的空着",
        "which of its parts this row is; empty for the whole figure",
    ),
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
            // Its numbers are told as they may be; what it counts is for the rules.
            let Figure { name, unit, approx, parts, value: _, of: _, percent: _, counts: _ } = figure;
            let row = |part: Option<&String>, value: Shown<Decimal>| -> [Cell; FIGURES.len()] {
                let of = shown.of.filter(|_| part.is_none());
                let percent = shown.percent.filter(|_| part.is_none());
                [
                    (&grid.id.value).into(),
                    (&grid.name.value).into(),
                    (&name.value).into(),
                    part.into(),
                    value.map(codes::number).into(),
                    unit.as_ref().into(),
                    (*approx).into(),
                    of.map(|of| of.map(codes::number)).into(),
                    percent.map(|percent| percent.map(codes::number)).into(),
                ]
            };
            let parts = parts.iter().zip(&shown.parts).map(|((name, _), &value)| row(Some(name), value));
            std::iter::once(row(None, shown.value)).chain(parts).map(Vec::from).collect::<Vec<_>>()
        });
        rows.collect()
    };
    facts.board.grid_ids().flat_map(of_grid).collect()
}
