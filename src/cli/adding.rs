//! What `new` adds to a board is checked before it is written: it brings no error, or nothing is written.

use std::collections::BTreeMap;
use std::path::Path;

use super::console::Console;
use super::outcome::Outcome;
use crate::diagnostic::human::human;
use crate::diagnostic::{Diagnostic, Diagnostics, Said, Text};
use crate::fault::Fault;
use crate::import::draft::{Draft, DraftValue, Field, RecordKind};
use crate::import::values;
use crate::import::writing::{self, Options, Plan};
use crate::load::kind::ValueKind;
use crate::mend::{self, Rewrite};
use crate::pipeline::{Request, Trial, Tried};
use crate::start::Answer;
use crate::text;

/// A record of these `answers`, in the file that has others of its kind or in a new one.
pub(super) fn record(
    request: &Request<'_>,
    (kind, what): (RecordKind, Said),
    answers: &[Answer],
    console: &Console,
) -> Result<Outcome, Fault> {
    let draft = draft(kind, answers)?;
    let name = ["name", "title"].into_iter().find_map(|en| draft.text(en)).unwrap_or_default().to_owned();
    let called = draft.id.clone().unwrap_or_else(|| name.clone());
    let mut open = writing::Open::read(*request)?;
    let plan = open.plan(&[draft], Options::default())?;
    if let Some((sources, diagnostics)) = &plan.faults {
        console.diagnostics(&human(diagnostics, sources, console.lang, console.colour_err));
        console.progress(&text!("什么都没有写；先改正错误", "nothing was written: mend the errors first"));
        return Ok(Outcome::Errors);
    }
    let refused: Vec<Text> = plan.refused.iter().map(|told| told.message.clone()).collect();
    if !refused.is_empty() {
        return Err(unwritten(&refused));
    }
    let Plan { added, changed, .. } = &plan;
    let ([item], []) = (&added[..], &changed[..]) else { return Err(known(what, &called, &plan)) };
    writing::write(request.site, &plan)?;
    if !console.quiet {
        let path = &item.file;
        let Said { zh, en } = what;
        let done = text!("已写进 {path}：{zh}“{name}”\n", "wrote into {path}: {en} {name}\n");
        console.result(done.get(console.lang))?;
    }
    tell(&open.brought()?, console);
    Ok(Outcome::Done)
}

/// What is told of the board since something was added.
fn tell(brought: &Diagnostics, console: &Console) {
    sentences(brought).iter().for_each(|said| console.progress(said));
}

/// What is typed as it is written into a record.
fn draft(kind: RecordKind, answers: &[Answer]) -> Result<Draft, Fault> {
    let (mut id, mut fields, mut wrong) = (None, Vec::new(), Vec::new());
    for Answer { key, values } in answers {
        let read: Result<Vec<DraftValue>, Text> =
            values.iter().filter_map(|value| values::typed(kind, key, value).transpose()).collect();
        let (zh, en) = (key.zh, key.en.replace('_', "-"));
        match read {
            Err(Text { zh: why_zh, en: why_en }) => {
                wrong.push(text!("--{en}（{zh}）：{why_zh}", "--{en}: {why_en}"));
            }
            Ok(_) if key.en == "id" => id = values.first().cloned(),
            Ok(several) => {
                let value = match key.kind {
                    ValueKind::Several(_) => {
                        Some(DraftValue::List(several.into_iter().flat_map(parts).collect()))
                    }
                    _ => several.into_iter().next(),
                };
                fields.extend(value.map(|value| Field { key, value, place: String::new() }));
            }
        }
    }
    match wrong.is_empty() {
        true => {
            Ok(Draft { kind, rows: Vec::new(), id, id_place: String::new(), fields, private: Vec::new() })
        }
        false => Err(unwritten(&wrong)),
    }
}

/// What one value of several was read as.
fn parts(value: DraftValue) -> Vec<DraftValue> {
    match value {
        DraftValue::List(parts) => parts,
        one => vec![one],
    }
}

fn known(Said { zh, en }: Said, called: &str, plan: &Plan) -> Fault {
    Fault::usage(match plan.changed.first() {
        Some(item) => {
            let file = &item.file;
            text!(
                "已经有{zh}“{called}”了，在 {file}，没有改动它；要改就改那一条，是另一个就用 --id 另起编号",
                "there is a {en} {called} already, in {file}, and it is left alone: change it there, or give another one its own id with --id"
            )
        }
        None => text!(
            "已经有{zh}“{called}”了，和要加的一样，没有写",
            "there is a {en} {called} already that says the same; nothing was written"
        ),
    })
}

/// A new page with this `text` at `path`, where nothing stands yet.
pub(super) fn page(
    site: &Path,
    (trial, before): (&mut Trial<'_>, &Tried),
    (path, mut text): (&str, String),
    console: &Console,
) -> Result<(), Fault> {
    let with = |text: &str| BTreeMap::from([(path.to_owned(), text.as_bytes().to_vec())]);
    let mut after = Tried::default();
    if !site.join(path).exists() {
        after = trial.read(&with(&text))?;
        let file = after.loaded.sources.iter().find(|(_, source)| source.path == path).map(|(id, _)| id);
        let fixes = file.and_then(|file| mend::remedies(&after.diagnostics).remove(&file));
        if let Some(fixes) = fixes {
            text = mend::apply(&text, &fixes);
            after = trial.read(&with(&text))?;
        }
        let errors = after.errors_beyond(before);
        if !errors.is_empty() {
            return Err(unwritten(&sentences(&errors)));
        }
    }
    mend::rewrite(site, &[Rewrite { path: path.to_owned(), before: None, after: text.into_bytes() }])?;
    tell(&after.told_beyond(before), console);
    Ok(())
}

/// Problems with their remedies.
fn sentences(problems: &Diagnostics) -> Vec<Text> {
    let sentence = |problem: &Diagnostic| {
        let Text { zh, en } = &problem.message;
        match &problem.help {
            Some(Text { zh: help_zh, en: help_en }) => text!("{zh}：{help_zh}", "{en}: {help_en}"),
            None => problem.message.clone(),
        }
    };
    problems.iter().map(sentence).collect()
}

fn unwritten(why: &[Text]) -> Fault {
    let (zh, en): (Vec<&str>, Vec<&str>) =
        why.iter().map(|said| (said.zh.as_str(), said.en.as_str())).unzip();
    let (zh, en) = (zh.join("\n  "), en.join("\n  "));
    Fault::usage(text!("什么都没有写，因为：\n  {zh}", "nothing was written, because:\n  {en}"))
}
