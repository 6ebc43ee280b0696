//! References put right, and records left out that lack what they need.

use rayon::prelude::*;

use super::draft::{DraftValue, Field, RecordKind};
use super::names;
use super::options::Options;
use super::refer::Known;
use super::report::Report;
use super::rows::{CHUNK, Pending, left_out};
use super::words;
use crate::diagnostic::Text;
use crate::fault::Fault;
use crate::load::kind::{Key, Need, ValueKind};
use crate::model::Board;
use crate::text;

/// `found` with references that hold, without records that lack what they need. What only an option can say is asked for.
pub(super) fn settle(
    mut found: Vec<Pending>,
    known: &Known,
    options: &Options,
    report: &mut Report,
) -> Result<Vec<Pending>, Fault> {
    let told = found.par_chunks_mut(CHUNK).map(|some| {
        let mut report = Report::default();
        for next in some {
            let fields = std::mem::take(&mut next.draft.fields);
            let near = next.village.clone();
            let mut of = Of { known, kind: next.draft.kind, near, report: &mut report };
            next.draft.fields = of.fields(fields, next.draft.kind.keys()).0;
        }
        report
    });
    told.collect::<Vec<_>>().into_iter().for_each(|told| report.extend(told));
    let mut sound = Vec::with_capacity(found.len());
    for mut next in found {
        if next.draft.kind == RecordKind::Grid
            && known.on_board(&next).is_none()
            && next.draft.get("level").is_none()
        {
            let level = level(&next, known, options)?;
            let key = RecordKind::Grid.key("level");
            let at = next.draft.fields.partition_point(|field| ["name", "network"].contains(&field.key.en));
            next.draft
                .fields
                .insert(at, Field { key, value: DraftValue::Reference(level), place: String::new() });
        }
        if is_whole(&next, known, report) {
            sound.push(next);
        }
    }
    Ok(sound)
}

/// Fills in where a row belongs that does not say it, nor the board: in the grid after which its sheet is called. Of a
/// household this tells grids of one name apart.
pub(super) fn lies_in_its_sheet(next: &mut Pending, board: &Board) {
    let Some(grid) = next.sheet_grid.take().filter(|_| next.is_row && next.village.is_none()) else { return };
    let draft = &mut next.draft;
    let name = draft.text("name");
    let is_placed = || {
        board.ground.members.iter().any(|member| Some(&*member.name.value) == name && member.grid.is_some())
    };
    match draft.kind {
        RecordKind::Household => next.village = Some(grid),
        RecordKind::Member if draft.get("grid").is_none() && !is_placed() => {
            let (key, place) = (RecordKind::Member.key("grid"), next.place.clone());
            draft.fields.push(Field { key, value: DraftValue::Reference(grid), place });
        }
        _ => {}
    }
}

/// The record whose references are looked for.
struct Of<'a> {
    known: &'a Known,
    kind: RecordKind,
    /// The place that its row is about: the grid once that is known, before it the village.
    near: Option<String>,
    report: &'a mut Report,
}

impl Of<'_> {
    /// `fields` with references as they are written, and whether none that is needed is missing.
    fn fields(&mut self, fields: Vec<Field>, keys: &'static [Key]) -> (Vec<Field>, bool) {
        let mut kept = Vec::with_capacity(fields.len());
        let mut is_whole = true;
        let is_place = |field: &Field| field.key.en == "grid";
        let (places, others): (Vec<Field>, Vec<Field>) = fields.into_iter().partition(is_place);
        for mut field in places.into_iter().chain(others) {
            let kind = match &field.key.kind {
                ValueKind::Several(inner) | ValueKind::List(inner) => inner,
                kind => kind,
            };
            let value = std::mem::replace(&mut field.value, DraftValue::Truth(false));
            let read = match (kind, value) {
                (ValueKind::Reference(what), value) => self.reference(value, what, &field),
                (ValueKind::Record(inner), DraftValue::Records(records)) => {
                    let records = records.into_iter().filter_map(|record| {
                        let (record, is_whole) = self.fields(record, inner);
                        is_whole.then_some(record)
                    });
                    Some(DraftValue::Records(records.collect()))
                }
                (_, value) => Some(value),
            };
            if let (true, Some(DraftValue::Reference(grid))) = (is_place(&field), &read) {
                self.near = Some(grid.clone());
            }
            match read {
                Some(DraftValue::Records(records)) if records.is_empty() => {}
                Some(value) => kept.push(Field { value, ..field }),
                None => is_whole &= !is_needed(field.key, keys),
            }
        }
        kept.sort_by_key(|field| keys.iter().position(|key| key.en == field.key.en));
        (kept, is_whole)
    }

    /// References as they are written; what refers to nothing is told and left out.
    fn reference(&mut self, value: DraftValue, what: &str, field: &Field) -> Option<DraftValue> {
        match value {
            DraftValue::Reference(word) => match self.known.refer(what, &word, self.near.as_deref()) {
                Ok(written) => Some(DraftValue::Reference(written)),
                Err(why) => {
                    // Rows of residents may be shifted: what looks like a name is not repeated.
                    let is_hidden = self.kind == RecordKind::Household && names::people(&word).is_ok();
                    let why = match is_hidden {
                        true => text!(
                            "没有写在这一格里的网格或责任人；写错了就改正，没有登记的先导入它的表（--as 网格、--as 责任人）",
                            "there is no grid or member as this cell has it: mend it, or first import the table that has it (--as grids, --as members)"
                        ),
                        false => why,
                    };
                    tell(field, why, self.kind, self.report);
                    None
                }
            },
            DraftValue::List(values) => {
                let mut read: Vec<DraftValue> = Vec::new();
                for value in values {
                    read.extend(self.reference(value, what, field).filter(|value| !read.contains(value)));
                }
                match read.len() {
                    0 => None,
                    1 => read.pop(),
                    _ => Some(DraftValue::List(read)),
                }
            }
            other => Some(other),
        }
    }
}

/// Whether nothing is left to say without `key`: whom a rating or a post is about.
fn is_needed(key: &Key, keys: &[Key]) -> bool {
    let is_inner = keys.iter().any(|other| ["scores", "post"].contains(&other.en));
    key.need == Need::Required || is_inner && ["member", "grid"].contains(&key.en)
}

/// A note, or a refusal where the record cannot be without it.
fn tell(field: &Field, why: Text, kind: RecordKind, report: &mut Report) {
    let is_rated = kind == RecordKind::Rating;
    let is_subject = kind == RecordKind::Commitment && ["by", "grid"].contains(&field.key.en);
    let (Text { zh, en }, key_zh, key_en) = (why, field.key.zh, field.key.en);
    match field.key.need == Need::Required || is_rated || is_subject {
        true => report.refuse(field.place.clone(), text!("“{key_zh}”：{zh}", "`{key_en}`: {en}")),
        false => report.note(field.place.clone(), left_out(field.key, Text { zh, en })),
    }
}

/// The level of a grid that is new: by the option, or because its column is called after one.
fn level(next: &Pending, known: &Known, options: &Options) -> Result<String, Fault> {
    let ask = |_| {
        let names = known.level_names();
        let place = &next.place;
        Fault::usage(text!(
            "{place} 是新的网格，表里没有写层级；加 --level，可以是 {names}",
            "{place} is a new grid, and the table does not say its level: add --level, one of {names}"
        ))
    };
    match &options.level {
        Some(level) => known.level(level).map_err(Fault::usage),
        None => {
            let (word, _) = words::normal(&next.called);
            known.level(word.trim_end_matches("名称").trim_end_matches('名')).map_err(ask)
        }
    }
}

/// Whether the record has all that it needs; else its row is refused, unless what is missing was told.
fn is_whole(next: &Pending, known: &Known, report: &mut Report) -> bool {
    let draft = &next.draft;
    if known.on_board(next).is_some() {
        return true;
    }
    if draft.kind == RecordKind::Rating {
        return draft.get("entries").is_some();
    }
    let missing = |key: &&Key| key.need == Need::Required && key.en != "id" && draft.get(key.en).is_none();
    let mut missing: Vec<&Key> = draft.kind.keys().iter().filter(missing).collect();
    let level = draft.text("level").unwrap_or_default();
    if draft.kind == RecordKind::Grid && draft.get("parent").is_none() && !known.is_top(level) {
        missing.push(RecordKind::Grid.key("parent"));
    }
    if draft.kind == RecordKind::Commitment && draft.get("by").is_none() && draft.get("grid").is_none() {
        missing.push(RecordKind::Commitment.key("by"));
    }
    if missing.is_empty() {
        return true;
    }
    let row = next.draft.rows.first().map(|row| row.row);
    let is_told = row.is_some_and(|row| report.is_row_refused(&next.place, row));
    if !is_told {
        let zh: Vec<&str> = missing.iter().map(|key| key.zh).collect();
        let en: Vec<&str> = missing.iter().map(|key| key.en).collect();
        let (zh, en) = (zh.join("、"), en.join(", "));
        let message = match draft.text("name").filter(|_| draft.kind == RecordKind::Grid) {
            Some(name) => text!(
                "网格“{name}”缺“{zh}”，或写的不能用；在表里加一列，如“所属村”",
                "grid `{name}` lacks `{en}`, or it cannot be used: give it a column, such as 所属村"
            ),
            None => text!("缺“{zh}”，或写的不能用", "`{en}` is missing, or cannot be used"),
        };
        report.refuse(next.place.clone(), message);
    }
    false
}
