//! Commitments, the ledger and the replies.

use std::collections::BTreeMap;

use super::super::board::{Activity, Commitment, MemberIx, Progress, Reply, Subject};
use super::super::order::natural;
use super::super::register::{Gaps, Stray};
use super::super::romanise::romanise;
use super::super::rules;
use super::assets::Assets;
use super::lookup::{NamedRecord, admit};
use super::names::Names;
use crate::calendar::NaiveDate;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::records::{RawActivity, RawCommitment, RawProgress, RawReply};
use crate::source::At;
use crate::text;

/// Commitments, sorted by id. One with a fault is looked at as well, so that whatever else is wrong with it is told.
pub(super) fn commitments(
    raw: Vec<&RawCommitment>,
    names: &Names,
    assets: &mut Assets<'_>,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Vec<Commitment> {
    let (given, unnamed): (Vec<_>, Vec<_>) = raw.into_iter().partition(|raw| raw.id.is_some());
    let records = given.into_iter().filter_map(|raw| Some((NamedRecord::by_id(raw.id.as_ref()?), raw)));
    let (taken, mut admitted) = admit(records.collect(), RawCommitment::WHAT, out);
    // Ids nobody wrote are made from the title; equal titles are told apart by the order of what they say.
    let mut by_slug: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for raw in unnamed {
        let title = raw.title.as_ref().map_or("", |title| &title.value);
        let made = raw.made.as_ref().map(|made| made.value);
        let slug: String = romanise(title).chars().take(60).collect();
        let slug = slug.trim_end_matches('-').to_owned();
        let who = raw.by.as_ref().map(|at| &at.value.0).or(raw.grid.as_ref().map(|at| &at.value.0));
        by_slug.entry(slug).or_default().push((made, who, title, raw));
    }
    for (slug, mut same) in by_slug {
        same.sort_by(|a, b| (a.0, a.1, a.2, a.3.at).cmp(&(b.0, b.1, b.2, b.3.at)));
        let mut number = 0;
        for (_, _, _, raw) in same {
            let id = loop {
                number += 1;
                let id = match (slug.is_empty(), number) {
                    (true, _) => format!("c-{number}"),
                    (false, 1) => slug.clone(),
                    (false, _) => format!("{slug}-{number}"),
                };
                if taken.by_id(&id).is_none() {
                    break id;
                }
            };
            let named = NamedRecord { id: At::new(id, raw.at), derived: true, name: None, hint: None };
            admitted.push((named, raw));
        }
    }
    admitted.sort_by(|(a, _), (b, _)| natural(&a.id.value, &b.id.value));
    admitted.into_iter().map(|(named, raw)| commitment(named, raw, names, assets, gaps, out)).collect()
}

fn commitment(
    named: NamedRecord,
    raw: &RawCommitment,
    names: &Names,
    assets: &mut Assets<'_>,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Commitment {
    let by = names.subject(raw.by.as_ref(), raw.grid.as_ref(), raw.at, gaps, out);
    let steps = raw.progress.iter().flat_map(|at| &at.value.0);
    let mut progress: Vec<Progress> = steps.filter_map(|at| step(&at.value, assets, out)).collect();
    // A file that was named and not found was reported: the commitment is not without evidence for that.
    let found: usize = progress.iter().map(|step| step.evidence.len()).sum();
    let files = |at: &At<RawProgress>| at.value.evidence.as_ref().map_or(0, |files| files.value.0.len());
    if found != raw.progress.iter().flat_map(|at| &at.value.0).map(files).sum::<usize>() {
        gaps.faulty.insert(raw.at);
    }
    progress.sort_by_key(|step| {
        let percent = step.percent.as_ref().map(|percent| percent.value);
        (step.date.value, percent, step.outcome.as_ref().map(|outcome| outcome.value))
    });
    Commitment {
        is_stand_in: by.is_none() || raw.made.is_none(),
        by: by.unwrap_or_else(|| At::new(Subject::Member(MemberIx(0)), raw.at)),
        title: raw.title.clone().unwrap_or_else(|| named.id.clone()),
        id: named.id,
        detail: raw.detail.as_ref().map(|at| assets.markdown(&at.value, at.span, out)),
        kind: raw.kind.as_ref().map(|at| at.value.clone()),
        baseline: raw.baseline.clone(),
        target: raw.target.clone(),
        made: raw.made.clone().unwrap_or_else(|| At::new(NaiveDate::MIN, raw.at)),
        due: raw.due.clone(),
        progress,
        outcome: raw.outcome.clone(),
        evaluation: raw.evaluation.as_ref().map(|at| at.value.clone()),
        at: raw.at,
    }
}

fn step(raw: &RawProgress, assets: &mut Assets<'_>, out: &mut Diagnostics) -> Option<Progress> {
    if let Some(percent) = raw.percent.as_ref().filter(|percent| percent.value > 100) {
        let value = percent.value;
        let message = text!("进度 {value}% 超过 100%", "progress of {value}% is above 100%");
        let help = text!("写 0 到 100；超额完成写在说明里。", "Write 0 to 100; say more in the note.");
        out.push(Diagnostic::new(&rules::PERCENT_INVALID, percent.span, message).help(help));
    }
    let files = raw.evidence.iter().flat_map(|at| &at.value.0);
    Some(Progress {
        date: raw.date.clone()?,
        percent: raw.percent.clone(),
        note: raw.note.clone(),
        evidence: files.filter_map(|file| assets.file(Some(file))).collect(),
        outcome: raw.outcome.clone(),
    })
}

/// The ledger, sorted by date and what it says.
pub(super) fn activities(
    raw: Vec<&RawActivity>,
    names: &Names,
    gaps: &mut Gaps,
    strays: &mut Vec<Stray>,
    out: &mut Diagnostics,
) -> Vec<Activity> {
    let mut activities: Vec<Activity> = raw
        .into_iter()
        .filter_map(|raw| {
            let mark = out.mark();
            let by = match (&raw.member, &raw.grid) {
                (None, None) => None,
                (member, grid) => names.subject(member.as_ref(), grid.as_ref(), raw.at, gaps, out),
            };
            if out.errors_since(mark) {
                gaps.faulty.insert(raw.at);
            }
            let cadence = raw.cadence.as_ref().and_then(|cadence| names.cadence(cadence, out));
            let Some((date, cadence)) = raw.date.clone().zip(cadence) else {
                let texts = [(&raw.title, ("事项", "title")), (&raw.note, ("说明", "note"))];
                strays.extend(
                    texts.into_iter().filter_map(|(text, key)| Some(Stray::plain(text.as_ref()?, key))),
                );
                return None;
            };
            Some(Activity {
                date,
                cadence,
                by,
                title: raw.title.as_ref().map(|at| at.value.clone()),
                count: raw.count.as_ref().map_or(1, |at| at.value),
                planned: raw.planned.as_ref().map(|at| at.value),
                note: raw.note.clone(),
                at: raw.at,
            })
        })
        .collect();
    activities.sort_by(|a, b| {
        let key = |one: &Activity| (one.date.value, one.cadence.value, one.by.as_ref().map(|by| by.value));
        let note = |one: &Activity| one.note.as_ref().map(|note| note.value.clone());
        // Counts last: they may not be shown, and the order of rows is.
        let counts = |one: &Activity| (one.count, one.planned);
        (key(a), &a.title, note(a), counts(a)).cmp(&(key(b), &b.title, note(b), counts(b)))
    });
    activities
}

/// The replies wall, sorted by date and question.
pub(super) fn replies(
    raw: Vec<&RawReply>,
    assets: &mut Assets<'_>,
    strays: &mut Vec<Stray>,
    out: &mut Diagnostics,
) -> Vec<Reply> {
    let mut replies: Vec<Reply> = raw
        .into_iter()
        .filter_map(|raw| {
            let answer = raw.answer.as_ref().map(|at| assets.markdown(&at.value, at.span, out));
            let Some((asked, question)) = raw.asked.clone().zip(raw.question.clone()) else {
                let texts = [(&raw.topic, ("主题", "topic")), (&raw.question, ("问题", "question"))];
                strays.extend(
                    texts.into_iter().filter_map(|(text, key)| Some(Stray::plain(text.as_ref()?, key))),
                );
                strays.extend(answer.map(|answer| Stray {
                    text: answer,
                    key: ("答复", "answer"),
                    is_markdown: true,
                }));
                return None;
            };
            Some(Reply {
                asked,
                topic: raw.topic.as_ref().map(|at| at.value.clone()),
                question,
                due: raw.due.clone(),
                answered: raw.answered.clone(),
                answer,
                at: raw.at,
            })
        })
        .collect();
    replies.sort_by(|a, b| (a.asked.value, &a.question.value).cmp(&(b.asked.value, &b.question.value)));
    replies
}
