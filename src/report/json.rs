//! The report for programs: the same keys in every language.

use rust_decimal::Decimal;
use serde_json::{Number, Value, json};

use super::findings::{LateKind, Mark, Report, SchemeReport, Who};
use super::ratings::STAGES;
use crate::calendar::Month;
use crate::model::board::Subject;
use crate::model::register::Stage;

/// The report as JSON, complete with its line break.
pub fn json(report: &Report) -> String {
    let idle = report.idle.iter();
    let idle = idle.map(|idle| with(who(&idle.who), json!({ "grid": idle.grid, "earlier": idle.earlier })));
    let vacancies = report.vacancies.iter().map(|vacancy| {
        let since = vacancy.since.map(|day| day.to_string());
        let (post, lead, backup) = (&vacancy.post, vacancy.is_lead, &vacancy.backup);
        with(who(&vacancy.grid), json!({ "post": post, "lead": lead, "last_held": since, "backup": backup }))
    });
    let late = report.late.iter().map(|late| {
        let kind = match late.kind {
            LateKind::Commitment => "commitment",
            LateKind::Disclosure => "disclosure",
            LateKind::Cadence => "cadence",
            LateKind::Reply => "reply",
        };
        let owed = late.owed;
        let (period, due) = (late.period.map(|period| period.to_string()), late.due.map(|due| due.to_string()));
        json!({ "kind": kind, "title": late.title, "who": late.who, "period": period, "owed": owed, "due": due })
    });
    let whole = json!({
        "version": 1,
        "as_of": report.as_of.to_string(),
        "period": report.period.map(|period| period.to_string()),
        "schemes": report.schemes.iter().map(scheme).collect::<Vec<Value>>(),
        "without_commitments": idle.collect::<Vec<Value>>(),
        "vacancies": vacancies.collect::<Vec<Value>>(),
        "overdue": late.collect::<Vec<Value>>(),
    });
    format!("{whole:#}\n")
}

fn scheme(scheme: &SchemeReport) -> Value {
    let rows = scheme.rows.iter().map(|row| {
        let marks = row.marks.iter().zip(&STAGES);
        let marks =
            marks.filter_map(|(mark, &at)| Some((stage(at).to_owned(), of_mark(mark.as_ref()?, scheme))));
        with(
            who(&row.who),
            json!({ "month": row.month.to_string(), "stages": Value::Object(marks.collect()) }),
        )
    });
    let below = scheme.below.iter().map(|below| {
        let (period, stage) = (below.period.to_string(), stage(below.stage));
        let (total, short) = (number(below.total), number(below.short));
        with(who(&below.who), json!({ "period": period, "stage": stage, "total": total, "short_by": short }))
    });
    let absent = scheme.absent.iter();
    let absent = absent.map(|absent| with(who(&absent.who), json!({ "months": months(&absent.months) })));
    json!({
        "id": scheme.id,
        "name": scheme.name,
        "threshold": scheme.threshold.map(number),
        "ratings": rows.collect::<Vec<Value>>(),
        "below_threshold": below.collect::<Vec<Value>>(),
        "missing_months": months(&scheme.missing),
        "not_approved": absent.collect::<Vec<Value>>(),
    })
}

fn of_mark(mark: &Mark, scheme: &SchemeReport) -> Value {
    let scores = scheme.dimensions.iter().zip(&mark.scores);
    let scores = scores.map(|(name, score)| (name.clone(), score.map_or(Value::Null, number)));
    json!({
        "total": mark.total.map(number),
        "scores": Value::Object(scores.collect()),
        "sources": mark.sources.map(number),
        "note": mark.note,
    })
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::SelfRated => "self",
        Stage::Peer => "peer",
        Stage::Public => "public",
        Stage::Proposed => "proposed",
        Stage::Approved => "approved",
    }
}

fn who(who: &Who) -> Value {
    let kind = match who.subject {
        Subject::Grid(_) => "grid",
        Subject::Member(_) => "member",
    };
    json!({ "kind": kind, "id": who.id, "name": who.name })
}

/// The keys of both objects, those of `first` before.
fn with(mut first: Value, more: Value) -> Value {
    if let (Value::Object(first), Value::Object(more)) = (&mut first, more) {
        first.extend(more);
    }
    first
}

fn months(months: &[Month]) -> Vec<String> {
    months.iter().map(Month::to_string).collect()
}

/// A decimal as a number, written as it is read.
fn number(decimal: Decimal) -> Value {
    let text = super::table::number(decimal);
    text.parse::<Number>().map_or(Value::String(text), Value::Number)
}
