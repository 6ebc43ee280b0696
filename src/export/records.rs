//! Sheets of what was promised, done, asked, offered, translated, put up and is to be disclosed.

use super::sheet::{Cell, Form, Sheet};
use super::told::{Told, called, outcome};
use crate::calendar::Cycle;
use crate::diagnostic::Said;
use crate::load::records::*;
use crate::load::site::{RawDisclosure, RawSite};
use crate::model::board::{Activity, Commitment, Page, PageKind, PageVersion, Reply};

/// 承诺 and its progress.
pub(super) fn commitments(told: &Told) -> Vec<Sheet> {
    let made = || told.board.ground.commitments.iter().filter(|one| told.has_come(one.made.value));
    let step = |commitment: &Commitment, at: usize| told.has_come(commitment.progress[at].date.value);
    let has_all = |commitment: &Commitment| (0..commitment.progress.len()).all(|at| step(commitment, at));
    let way = (Raw::KEYS, "commitments");
    let commitments = told.sheet(&[way]).keys(RawCommitment::KEYS, &[]).fill(made(), |key, one| match key {
        "id" => (&one.id).into(),
        "by" => told.as_member(Some(one.by.value)),
        "grid" => told.as_grid(Some(one.by.value)),
        "title" => (&one.title).into(),
        "detail" => one.detail.as_ref().map(|detail| told.markdown(detail)).into(),
        "kind" => one.kind.as_ref().into(),
        "baseline" => one.baseline.as_ref().into(),
        "target" => one.target.as_ref().into(),
        "made" => (&one.made).into(),
        "due" => one.due.as_ref().into(),
        // What was judged later is not out.
        "outcome" => one.outcome.as_ref().filter(|_| has_all(one)).map(|at| outcome(at.value)).into(),
        "evaluation" => one.evaluation.as_ref().into(),
        "named" => told.named(one.at),
        "basis" => told.basis(one.at),
        key => Cell::unknown(key),
    });
    let steps = made().flat_map(|one| {
        let told = (0..one.progress.len()).filter(move |&at| step(one, at));
        told.map(move |at| (one, &one.progress[at]))
    });
    let progress = told.sheet(&[way, (RawCommitment::KEYS, "progress")]);
    let progress = progress.of("commitment", RawCommitment::WHAT).keys(RawProgress::KEYS, &[]);
    let progress = progress.fill(steps, |key, (of, step)| match key {
        "commitment" => (&of.id).into(),
        "date" => (&step.date).into(),
        "percent" => step.percent.as_ref().into(),
        "note" => step.note.as_ref().into(),
        "evidence" => Cell::lines(step.evidence.iter().map(|file| told.file(*file))),
        "outcome" => step.outcome.as_ref().map(|at| outcome(at.value)).into(),
        key => Cell::unknown(key),
    });
    vec![commitments, progress]
}

/// 台账
pub(super) fn activities(told: &Told) -> Vec<Sheet> {
    let cadences = called(told.board.ground.cadences.iter().map(|one| (&*one.id.value, &*one.name)));
    let all = told.board.ground.activities.iter().enumerate();
    let done = all.filter(|(_, one): &(usize, &Activity)| told.has_come(one.date.value));
    let sheet = told.sheet(&[(Raw::KEYS, "activities")]).keys(RawActivity::KEYS, &[]);
    let sheet = sheet.fill(done, |key, &(at, one)| match key {
        "date" => (&one.date).into(),
        "cadence" => cadences[one.cadence.value.0 as usize].into(),
        "grid" => told.as_grid(one.by.as_ref().map(|by| by.value)),
        "member" => told.as_member(one.by.as_ref().map(|by| by.value)),
        "title" => one.title.as_ref().into(),
        "count" => told.act(at).0.into(),
        "planned" => told.act(at).1.into(),
        "note" => one.note.as_ref().into(),
        "named" => told.named(one.at),
        "basis" => told.basis(one.at),
        key => Cell::unknown(key),
    });
    vec![sheet]
}

/// 回音
pub(super) fn replies(told: &Told) -> Vec<Sheet> {
    let asked = told.board.ground.replies.iter().filter(|reply| told.has_come(reply.asked.value));
    let is_answered = |reply: &Reply| reply.answered.as_ref().is_none_or(|at| told.has_come(at.value));
    let sheet = told.sheet(&[(Raw::KEYS, "replies")]).keys(RawReply::KEYS, &[]);
    let sheet = sheet.fill(asked, |key, reply| match key {
        "asked" => (&reply.asked).into(),
        "topic" => reply.topic.as_ref().into(),
        "question" => (&reply.question).into(),
        "due" => reply.due.as_ref().into(),
        "answered" => reply.answered.as_ref().filter(|_| is_answered(reply)).into(),
        "answer" => {
            reply.answer.as_ref().filter(|_| is_answered(reply)).map(|answer| told.markdown(answer)).into()
        }
        "named" => told.named(reply.at),
        "basis" => told.basis(reply.at),
        key => Cell::unknown(key),
    });
    vec![sheet]
}

/// 服务事项
pub(super) fn services(told: &Told) -> Vec<Sheet> {
    let sheet = told.sheet(&[(Raw::KEYS, "services")]).keys(RawService::KEYS, &[]);
    let sheet = sheet.fill(&told.board.ground.services, |key, service| match key {
        "id" => (&service.id).into(),
        "name" => (&service.name).into(),
        "category" => service.category.as_ref().into(),
        "time_limit" => service.time_limit.as_ref().into(),
        "materials" => Cell::lines(&service.materials),
        "fee" => service.fee.as_ref().into(),
        "window" => service.window.as_ref().into(),
        "appointment" => service.appointment.then_some(true).into(),
        "note" => service.note.as_ref().into(),
        key => Cell::unknown(key),
    });
    vec![sheet]
}

/// 译文
pub(super) fn translations(told: &Told) -> Vec<Sheet> {
    let all = told.board.ground.translations.iter();
    let all = all.flat_map(|one| one.texts.iter().map(|(original, text)| (&one.language, original, text)));
    let sheet = told.sheet(&[(Raw::KEYS, "translations")]).keys(RawTranslation::KEYS, &["texts"]);
    let sheet = sheet.of("original", Said { zh: "原文", en: "original" });
    let sheet =
        sheet.keys(RawTranslation::KEYS, &["language"]).fill(all, |key, (language, original, translated)| {
            match key {
                "language" => (*language).into(),
                "original" => (*original).into(),
                "texts" => (&translated.text).into(),
                key => Cell::unknown(key),
            }
        });
    vec![sheet]
}

/// 页面 and notices, each with what it is in further languages.
pub(super) fn pages(told: &Told) -> Vec<Sheet> {
    let disclosures = called(told.board.ground.disclosures.iter().map(|one| (&*one.id.value, &*one.name)));
    let is_out = |page: &&Page| {
        page.date.as_ref().is_none_or(|at| told.has_come(at.value))
            && page.expires.as_ref().is_none_or(|at| told.still_stands(at.value))
    };
    let versions = |page| {
        let versions = |page: &'_ Page| page.versions.len();
        (0..=versions(page)).map(move |at| (page, at.checked_sub(1).map(|at| &page.versions[at])))
    };
    let all = told.board.ground.pages.iter().filter(is_out).flat_map(versions);
    let sheet = Sheet::new(told.lang, RawFront::WHAT.get(told.lang)).keys(RawFront::KEYS, &["draft"]);
    let body = Said { zh: "正文", en: "body" }.get(told.lang);
    let sheet = sheet.column("body", body, Form::Text);
    let sheet =
        sheet.fill(all, |key, (page, version): &(&Page, Option<&PageVersion>)| match (key, version) {
            ("id", _) => (&page.id).into(),
            ("language", version) => version.map(|version| &version.language).into(),
            ("title", Some(version)) => (&version.title).into(),
            ("title", None) => (&page.title).into(),
            ("body", Some(version)) => told.markdown(&version.body).trimmed(),
            ("body", None) => told.markdown(&page.body).trimmed(),
            ("named", None) => told.named(page.at),
            ("named", Some(version)) => told.named(version.at),
            ("basis", None) => told.basis(page.at),
            ("basis", Some(version)) => told.basis(version.at),
            (_, Some(_)) => Cell::Empty,
            ("kind", None) => Cell::Word(match page.kind {
                PageKind::Page => "page",
                PageKind::Notice => "notice",
            }),
            ("date", None) => page.date.as_ref().into(),
            ("section", None) => page.section.as_ref().into(),
            ("disclosure", None) => {
                page.disclosure.as_ref().map(|at| disclosures[at.value.0 as usize]).into()
            }
            ("period", None) => page.period.as_ref().into(),
            ("expires", None) => page.expires.as_ref().into(),
            ("grid", None) => page.grid.as_ref().map(|at| told.grid(at.value)).into(),
            ("order", None) => page.order.into(),
            (key, None) => Cell::unknown(key),
        });
    vec![sheet]
}

/// 公开目录
pub(super) fn disclosures(told: &Told) -> Vec<Sheet> {
    let sheet = told.sheet(&[(RawSite::KEYS, "disclosures")]).keys(RawDisclosure::KEYS, &[]);
    let sheet = sheet.fill(&told.board.ground.disclosures, |key, item| match key {
        "id" => (&item.id).into(),
        "name" => (&item.name).into(),
        "section" => item.section.as_ref().into(),
        "every" => Cell::Word(match item.every {
            Some(Cycle::Month) => "month",
            Some(Cycle::Quarter) => "quarter",
            Some(_) => "year",
            None => "once",
        }),
        "days" => item.days.into(),
        "basis" => item.basis.as_ref().into(),
        "from" => item.from.into(),
        key => Cell::unknown(key),
    });
    vec![sheet]
}
