//! Rows that mean one and the same record become one; what they disagree about is told.

use std::collections::HashMap;

use super::draft::{DraftValue, Field, RecordKind};
use super::report::Report;
use super::rows::Pending;
use crate::load::numerals::in_digits;
use crate::text;

/// Whether two records are one.
enum Verdict {
    /// They are.
    Same,
    /// They are two.
    Two,
    /// Nobody can tell, or it must not be: why, Chinese and English.
    Unclear(&'static str, &'static str),
}

/// `found` with every record once.
pub(super) fn combine(found: Vec<Pending>, report: &mut Report) -> Vec<Pending> {
    let mut kept: Vec<Pending> = Vec::new();
    let mut known: HashMap<(RecordKind, String), Vec<usize>> = HashMap::new();
    'each: for next in found {
        let names = names(&next);
        let mut candidates: Vec<usize> = names
            .iter()
            .flat_map(|name| known.get(&(next.draft.kind, name.clone())).into_iter().flatten().copied())
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut unclear = None;
        for at in candidates {
            match verdict(&kept[at], &next) {
                Verdict::Same => {
                    merge(&mut kept[at], next, report);
                    continue 'each;
                }
                Verdict::Two => {}
                Verdict::Unclear(zh, en) => unclear = unclear.or(Some((at, zh, en))),
            }
        }
        if let Some((at, zh, en)) = unclear {
            let other = &kept[at].place;
            report.refuse(next.place, text!("{zh}（{other}）", "{en} ({other})"));
            continue;
        }
        for name in names {
            known.entry((next.draft.kind, name)).or_default().push(kept.len());
        }
        kept.push(next);
    }
    kept
}

/// What may tell that a record is another one once more.
fn names(pending: &Pending) -> Vec<String> {
    let draft = &pending.draft;
    let text = |en: &str| draft.text(en).map(|text| in_digits(text).into_owned());
    let mut names: Vec<String> = draft.id.iter().map(|id| format!("id {}", id.to_lowercase())).collect();
    match draft.kind {
        RecordKind::Member | RecordKind::Grid | RecordKind::Service => names.extend(text("name")),
        RecordKind::Household => names.extend(text("door")),
        RecordKind::Commitment => names.extend(text("title")),
        RecordKind::Rating => {
            let Some(DraftValue::Month(month)) = draft.get("month") else { return names };
            names.push(month.to_string());
        }
        RecordKind::Activity | RecordKind::Reply => {}
    }
    names
}

fn verdict(first: &Pending, next: &Pending) -> Verdict {
    let (a, b) = (&first.draft, &next.draft);
    let agree = |en: &str| match (a.get(en), b.get(en)) {
        (Some(one), Some(other)) => Some(one == other),
        _ => None,
    };
    if first.cell == next.cell && a.kind != RecordKind::Rating {
        return Verdict::Same;
    }
    let ids = a.id.as_ref().zip(b.id.as_ref()).map(|(one, other)| one.to_lowercase() == other.to_lowercase());
    match a.kind {
        RecordKind::Household => match (ids, agree("door"), agree("grid")) {
            (Some(true), Some(false), _) => {
                Verdict::Unclear("户编号重复，另一处是别的门牌", "the id stands elsewhere with another door")
            }
            (Some(true), ..) => Verdict::Same,
            (Some(false), ..) | (_, _, Some(false)) => Verdict::Two,
            (None, ..) => match head(first).zip(head(next)).map(|(one, other)| one == other) {
                Some(false) => {
                    Verdict::Unclear("门牌重复；写上户编号才分得清", "the door stands elsewhere: give ids")
                }
                _ => Verdict::Same,
            },
        },
        RecordKind::Member => member(first, next, ids, &agree),
        RecordKind::Grid => match (ids, agree("parent")) {
            (Some(true), _) if agree("name") == Some(false) => Verdict::Unclear(
                "网格编号重复，另一处是别的名称",
                "the id stands elsewhere with another name",
            ),
            (Some(false), _) | (None, Some(false)) => Verdict::Two,
            _ if first.village != next.village => Verdict::Two,
            _ => Verdict::Same,
        },
        RecordKind::Commitment => match (agree("by"), agree("grid")) {
            (Some(false), _) | (_, Some(false)) | (None, None) => Verdict::Two,
            _ => Verdict::Same,
        },
        RecordKind::Rating => match ["scheme", "month", "stage"].iter().all(|en| agree(en) == Some(true)) {
            true => Verdict::Same,
            false => Verdict::Two,
        },
        RecordKind::Service => Verdict::Same,
        RecordKind::Activity | RecordKind::Reply => Verdict::Two,
    }
}

/// Two of one name: one person or two.
fn member(
    first: &Pending,
    next: &Pending,
    ids: Option<bool>,
    agree: &dyn Fn(&str) -> Option<bool>,
) -> Verdict {
    let numbers = number(first).zip(number(next)).map(|(one, other)| one == other);
    match (ids, numbers, agree("phone"), agree("grid")) {
        (Some(same), ..) | (None, Some(same), ..) if same => Verdict::Same,
        (Some(false), ..) | (None, Some(false), ..) => Verdict::Two,
        (.., Some(true), _) => Verdict::Same,
        (.., Some(false), Some(false)) => Verdict::Two,
        (.., Some(false), _) => Verdict::Unclear(
            "同名而电话不同，分不清是不是一个人；写上编号",
            "the same name with another phone, one person or two: give ids",
        ),
        (.., None, Some(false)) => Verdict::Unclear(
            "同名而网格不同，分不清是不是一个人；写上电话或编号",
            "the same name in another grid, one person or two: give phones or ids",
        ),
        (.., None, _) => Verdict::Same,
    }
}

/// The person's number, which is never told.
fn number(pending: &Pending) -> Option<String> {
    let (_, values) = pending
        .draft
        .private
        .iter()
        .find(|(label, _)| label.contains("身份证") || label.contains("证件号"))?;
    values.reveal().first().map(|number| number.to_uppercase())
}

/// The head of a household.
fn head(pending: &Pending) -> Option<&String> {
    let (_, values) =
        pending.draft.private.iter().find(|(label, _)| label.contains("户主") || label.contains("姓名"))?;
    values.reveal().first()
}

/// Adds what `next` says beside `first`. What they disagree about stays as it was said first.
fn merge(first: &mut Pending, next: Pending, report: &mut Report) {
    let is_again =
        first.is_row && next.is_row && first.cell != next.cell && first.draft.kind != RecordKind::Rating;
    let mut differing: Vec<&'static crate::load::kind::Key> = Vec::new();
    for field in next.draft.fields {
        let Some(known) = first.draft.fields.iter_mut().find(|known| known.key.en == field.key.en) else {
            first.draft.fields.push(field);
            continue;
        };
        let key = field.key;
        match (&mut known.value, field.value) {
            (DraftValue::Records(entries), DraftValue::Records(more)) => {
                more.into_iter().for_each(|entry| add(entries, entry, report));
            }
            (DraftValue::List(values), DraftValue::List(more)) => {
                more.into_iter().for_each(|value| {
                    if !values.contains(&value) {
                        values.push(value)
                    }
                });
            }
            (known, value) if *known != value => differing.push(key),
            _ => {}
        }
    }
    for (label, values) in next.draft.private {
        match first.draft.private.iter_mut().find(|(known, _)| *known == label) {
            None => first.draft.private.push((label, values)),
            Some((_, known)) if *known != values => {
                let mut all = known.reveal().clone();
                all.extend(values.reveal().iter().filter(|value| !known.reveal().contains(value)).cloned());
                *known = crate::private::Private::new(all);
            }
            Some(_) => {}
        }
    }
    let kind = first.draft.kind;
    first.draft.fields.sort_by_key(|field| kind.keys().iter().position(|key| key.en == field.key.en));
    first.draft.rows.extend(next.draft.rows);
    if first.draft.id.is_none() {
        (first.draft.id, first.draft.id_place) = (next.draft.id, next.draft.id_place);
    }
    first.sheet_grid = first.sheet_grid.take().or(next.sheet_grid);
    first.is_row |= next.is_row;
    let other = &first.place;
    let zh: Vec<&str> = differing.iter().map(|key| key.zh).collect();
    let en: Vec<&str> = differing.iter().map(|key| key.en).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    if !differing.is_empty() {
        report.note(
            next.place,
            text!(
                "与 {other} 是同一个；{zh} 不同，以先写的为准",
                "the same as {other}; {en} differ, and the first is kept"
            ),
        );
    } else if is_again {
        report.note(next.place, text!("与 {other} 是同一个，合成一条", "the same as {other}: taken as one"));
    }
}

/// Adds a record within a record: of one who is rated twice the first entry stays.
pub(super) fn add(entries: &mut Vec<Vec<Field>>, entry: Vec<Field>, report: &mut Report) {
    let named = |entry: &[Field]| {
        entry
            .iter()
            .find(|field| matches!(field.value, DraftValue::Reference(_)))
            .map(|field| field.value.clone())
    };
    let is_rated = |entry: &[Field]| entry.iter().any(|field| matches!(field.value, DraftValue::Scores(_)));
    if entries.contains(&entry) {
        return;
    }
    if is_rated(&entry) && entries.iter().any(|known| named(known) == named(&entry)) {
        let place = entry.first().map(|field| field.place.clone()).unwrap_or_default();
        report
            .refuse(place, text!("同一个对象在这个月评了两次", "the same one is rated twice in this month"));
        return;
    }
    entries.push(entry);
}
