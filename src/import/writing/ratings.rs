//! Ratings, entry by entry, into the sheets that the board has. What is approved is published, and no file changes it.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::import::draft::{Draft, DraftValue, Field, RecordKind};
use crate::load::kind::ValueKind;
use crate::load::records::RawEntry;
use crate::load::tree::{Data, Node};
use crate::model::settings::{Dimension, Scheme};
use crate::private::Private;
use crate::text;

use super::merge::{Merge, Part, part_place};
use super::record::{Stuck, Writing};
use super::same::{entry, text};
use super::stock::is_zh;
use super::told::Change;
use super::yaml::{Yaml, said};

/// An entry of a sheet on the board.
#[derive(Clone, Copy)]
struct Rated<'a> {
    record: usize,
    node: &'a Node<'a>,
    is_approved: bool,
}

impl<'a> Merge<'a> {
    /// Takes the entries that the board has, or has a sheet for. Those that it has no sheet for, by draft.
    pub(super) fn ratings(&mut self) -> Vec<(usize, Vec<Vec<Field>>)> {
        let mut new = Vec::new();
        for (at, draft) in self.drafts.iter().enumerate() {
            if draft.kind == RecordKind::Rating && !self.is_out(at) {
                let left = self.rating(at, draft);
                new.extend((!left.is_empty()).then_some((at, left)));
            }
        }
        new
    }

    fn rating(&mut self, at: usize, draft: &'a Draft) -> Vec<Vec<Field>> {
        let Some(DraftValue::Records(entries)) = draft.get("entries") else { return Vec::new() };
        let mark = &self.marks[at].0[0];
        let stage = self.names.field(&draft.fields, "stage").unwrap_or_default();
        let own = self.stock.by(RecordKind::Rating, mark);
        let mut sheets: Vec<(usize, bool)> = own.iter().map(|sheet| (*sheet, stage == "approved")).collect();
        let own = own.first().copied();
        // What was proposed may have been approved since.
        if stage == "proposed" {
            let approved = (mark.0, mark.1.replace("\u{1e}proposed", "\u{1e}approved"));
            sheets.extend(self.stock.by(RecordKind::Rating, &approved).iter().map(|sheet| (*sheet, true)));
        }
        let mut known: FxHashMap<String, Rated<'a>> = FxHashMap::default();
        for (record, is_approved) in sheets {
            if own == Some(record) {
                self.places.push((self.known(record).1.span, (at, None)));
            }
            for node in self.entries(record) {
                if let Some(subject) = subject(|en| self.names.entry(node, RawEntry::KEYS, en)) {
                    known.entry(subject).or_insert(Rated { record, node, is_approved });
                }
            }
        }
        let mut left = Vec::new();
        for (index, fields) in entries.iter().enumerate() {
            let part = (at, Some(index));
            if self.without.contains(&part) {
                continue;
            }
            let cell = part_place(self.drafts, part);
            let found = subject(|en| self.names.field(fields, en)).and_then(|subject| known.get(&subject));
            match (found.copied(), own) {
                (Some(rated), _) => self.rated(part, rated, fields, cell),
                (None, Some(sheet)) => self.add_entry(at, sheet, fields, cell),
                (None, None) => left.push(fields.clone()),
            }
        }
        left
    }

    fn entries(&self, record: usize) -> &'a [Node<'a>] {
        let (_, node) = self.known(record);
        match entry(node, RecordKind::Rating.key("entries")).map(|entries| &entries.value.data) {
            Some(Data::List(items)) => items,
            _ => &[],
        }
    }

    fn scheme(&self, draft: usize) -> Option<&'a Scheme> {
        match self.names.field(&self.drafts[draft].fields, "scheme") {
            Some(id) => self.board.ground.schemes.iter().find(|scheme| text(&scheme.id.value) == id),
            None => self.board.ground.schemes.first(),
        }
    }

    /// Takes an entry that the board has.
    fn rated(&mut self, part: Part, rated: Rated<'a>, fields: &[Field], cell: String) {
        self.places.push((rated.node.span, part));
        self.met.insert(rated.record);
        let scheme = self.scheme(part.0);
        let mut is_other = false;
        let written = self.write(rated.record, cell.clone(), |writing| {
            writing.fields(rated.node, fields, true)?;
            writing.scores(rated.node, fields, scheme)?;
            is_other = rated.is_approved && !writing.changes.is_empty();
            if is_other { Err(Stuck::default()) } else { Ok(()) }
        });
        match written {
            Err(_) if is_other => {
                let who = who(fields);
                let why = text!(
                    "“{who}”这个月的评分已经核定，与文件里的不同，没有改；要改，先在记录里把阶段改回拟定",
                    "the rating of {who} is approved and differs from the file: it is left alone; to change it, set its stage back to proposed in the records"
                );
                self.refuse(part, cell, why);
            }
            Err(stuck) => self.stuck(part, stuck),
            Ok(()) => {}
        }
    }

    /// Takes an entry that a sheet of the board lacks.
    fn add_entry(&mut self, draft: usize, sheet: usize, fields: &[Field], cell: String) {
        let (_, node) = self.known(sheet);
        let Some(list) = entry(node, RecordKind::Rating.key("entries")) else { return };
        let scores = |node| entry(node, RawEntry::KEYS.iter().find(|key| key.en == "scores")?);
        let last = self.entries(sheet).last().and_then(scores);
        let in_order =
            self.scheme(draft).filter(|_| last.is_some_and(|last| matches!(last.value.data, Data::List(_))));
        let item = entry_yaml(fields, in_order, is_zh(node, RecordKind::Rating.keys()));
        let who = who(fields);
        // It has no anchor: nothing of the list is written anew.
        let _ = self.write(sheet, cell, |writing| {
            writing.pen.append(&list.value, &item);
            writing.changes.push(Change { key: text!("{who}", "{who}"), values: None });
            Ok(())
        });
        self.met.insert(sheet);
    }
}

/// Who is rated, by what is said below `member` and `grid`.
fn subject(says: impl Fn(&str) -> Option<String>) -> Option<String> {
    let member = says("member").map(|member| format!("member {member}"));
    member.or_else(|| says("grid").map(|grid| format!("grid {grid}")))
}

/// Who is rated, as the file says it.
pub(super) fn who(fields: &[Field]) -> String {
    let field = fields.iter().find(|field| ["member", "grid"].contains(&field.key.en));
    field.map(|field| said(&field.value, true)).unwrap_or_default()
}

/// An entry as it is written; its scores as a list where a `scheme` gives their order and none is missing.
fn entry_yaml(fields: &[Field], scheme: Option<&Scheme>, is_zh: bool) -> Yaml {
    let mut written = Yaml::fields(fields, is_zh);
    if let (Yaml::Map(pairs), Some(scheme)) = (&mut written, scheme) {
        for (field, pair) in fields.iter().zip(pairs) {
            let DraftValue::Scores(scores) = &field.value else { continue };
            let in_order = scheme.dimensions.iter().map(|one| Some(Yaml::Plain(score(scores, one)?)));
            if let Some(list) = in_order.collect() {
                pair.1 = Yaml::List(list);
            }
        }
    }
    written
}

/// The score of a dimension as it is written.
fn score(scores: &[(String, Private<Decimal>)], dimension: &Dimension) -> Option<String> {
    let (_, score) = scores.iter().find(|(name, _)| is_of(name, dimension))?;
    Some(score.reveal().normalize().to_string())
}

fn is_of(name: &str, dimension: &Dimension) -> bool {
    [&dimension.name, &dimension.id.value].iter().any(|own| text(own) == text(name))
}

impl<'a> Writing<'_, 'a> {
    /// The scores among `fields` into those of the entry `node`.
    fn scores(&mut self, node: &'a Node<'a>, fields: &[Field], scheme: Option<&Scheme>) -> Result<(), Stuck> {
        let dimensions = scheme.map_or(&[][..], |scheme| &scheme.dimensions);
        for field in fields {
            let DraftValue::Scores(scores) = &field.value else { continue };
            let found = entry(node, field.key);
            let mut added = Vec::new();
            for (index, dimension) in dimensions.iter().enumerate() {
                let Some(score) = score(scores, dimension) else { continue };
                let is_same = |old: &Node<'_>| self.names.node(&ValueKind::Number, old) == [&*score];
                let value = Yaml::Plain(score.clone());
                let written = match found.map(|found| &found.value.data) {
                    Some(Data::List(items)) if let Some(old) = items.get(index) => match is_same(old) {
                        true => continue,
                        false => self.pen.set_item(old, &value),
                    },
                    Some(Data::Map(entries))
                        if let Some(old) = entries.iter().find(|one| is_of(&one.key, dimension)) =>
                    {
                        match (is_same(&old.value), found) {
                            (false, Some(found)) => self.pen.set(&found.value, old, &value),
                            _ => continue,
                        }
                    }
                    _ => {
                        added.push((dimension.name.clone(), value));
                        Ok(())
                    }
                };
                written.map_err(|_| Stuck::at(field))?;
                self.note_hidden(&dimension.name);
            }
            match found {
                _ if added.is_empty() => {}
                Some(found) if matches!(found.value.data, Data::Map(_)) => {
                    self.pen.add_keys(&found.value, &added)
                }
                Some(found) => self.pen.set(node, found, &Yaml::Map(added)).map_err(|_| Stuck::at(field))?,
                None => {
                    let key = super::yaml::name(field.key, self.is_zh).to_owned();
                    self.pen.add_keys(node, &[(key, Yaml::Map(added))]);
                }
            }
        }
        Ok(())
    }
}
