//! 公示姓名 of pages and records, with the texts in which they count.

use std::sync::Arc;

use super::super::board::Named;
use super::super::rules;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::RawPage;
use crate::load::records::Raw;
use crate::load::values::{List, MarkdownText, Several};
use crate::markdown::{spoken, spoken_parts};
use crate::reading::letters;
use crate::source::At;
use crate::text;

/// Everyone who is named on purpose, page by page and record by record.
pub(super) fn named(raw: &[Arc<Raw>], pages: &[Arc<RawPage>], out: &mut Diagnostics) -> Vec<Named> {
    let mut found = Vec::new();
    let mut add =
        |named: &Option<At<Several<String>>>, basis: &Option<At<String>>, texts: &[Option<String>]| {
            let Some(list) = named else { return };
            found.extend(one(list, basis.as_ref(), texts.iter().flatten().cloned().collect(), out));
        };
    for page in pages.iter().filter(|page| !page.front.draft.as_ref().is_some_and(|draft| draft.value)) {
        let front = &page.front;
        add(&front.named, &front.basis, &with(&page.body.text, [plain(&front.title)]));
    }
    for raw in raw {
        for record in list(&raw.grids) {
            add(&record.named, &record.basis, &markdown(&record.note, [plain(&record.place)]));
        }
        for record in list(&raw.commitments) {
            let steps = list(&record.progress).map(|step| plain(&step.note));
            let own = [&record.title, &record.baseline, &record.target, &record.evaluation].map(plain);
            add(&record.named, &record.basis, &markdown(&record.detail, own.into_iter().chain(steps)));
        }
        for record in list(&raw.activities) {
            add(&record.named, &record.basis, &[plain(&record.title), plain(&record.note)]);
        }
        for record in list(&raw.replies) {
            let own = [plain(&record.topic), plain(&record.question)];
            add(&record.named, &record.basis, &markdown(&record.answer, own));
        }
    }
    found
}

fn list<T>(records: &Option<At<List<T>>>) -> impl Iterator<Item = &T> {
    records.iter().flat_map(|at| &at.value.0).map(|at| &at.value)
}

fn plain(text: &Option<At<String>>) -> Option<String> {
    text.as_ref().map(|at| at.value.clone())
}

fn markdown(
    text: &Option<At<MarkdownText>>,
    others: impl IntoIterator<Item = Option<String>>,
) -> Vec<Option<String>> {
    with(text.as_ref().map_or("", |at| &at.value.text), others)
}

/// What `text` says beside `others`: as a whole, and in the parts in which the look-up has a long one.
fn with(text: &str, others: impl IntoIterator<Item = Option<String>>) -> Vec<Option<String>> {
    let parts = spoken_parts(text);
    let parts = if parts.len() > 1 { parts } else { Vec::new() };
    [spoken(text)].into_iter().chain(parts).map(Some).chain(others).collect()
}

fn one(
    list: &At<Several<String>>,
    basis: Option<&At<String>>,
    texts: Vec<String>,
    out: &mut Diagnostics,
) -> Option<Named> {
    let basis = basis.map(|at| at.value.trim()).filter(|basis| !basis.is_empty());
    let Some(basis) = basis else {
        let message = text!("写了“公示姓名”，没有写“依据”", "people are `named` without a `basis`");
        let help =
            text!("加上一行“依据”，写明按哪条规定点名。", "Add `basis`: what requires that they are named.");
        out.push(Diagnostic::new(&rules::NAMED_WITHOUT_BASIS, list.span, message).help(help));
        return None;
    };
    let names = list.value.0.clone();
    let read: Vec<Vec<u16>> = texts.iter().map(|text| letters(text).units().to_vec()).collect();
    for name in &names {
        let wanted = letters(&name.value);
        let stands =
            |text: &Vec<u16>| text.windows(wanted.units().len().max(1)).any(|part| part == wanted.units());
        if !read.iter().any(stands) {
            let message =
                text!("“公示姓名”里的这个姓名不在正文里", "this name below `named` is not in the text");
            let help = text!(
                "核对姓名；不再点名的，从“公示姓名”里删去。",
                "Check the name; one that is named no more goes from `named`."
            );
            out.push(Diagnostic::new(&rules::NAMED_ABSENT, name.span, message).help(help));
        }
    }
    Some(Named { names, basis: basis.to_owned(), texts, at: list.span })
}
