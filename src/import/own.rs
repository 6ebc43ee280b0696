//! Sheets as `export` writes them (its head tells how): known by their names and heads, and read back word for word.

mod value;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::cells::Cells;
use super::draft::{Draft, DraftValue, Field, RecordKind};
use super::place::Place;
use super::report::{ColumnReport, Report, TableReport};
use crate::diagnostic::Text;
use crate::export;
use crate::load::kind::{Key, ValueKind};
use crate::load::records::{Raw, RawEntry, RawFront};
use crate::load::site::RawSite;
use crate::private::Private;
use crate::table::{Cell, Sheet, Value, letters};
use crate::text;
use value::{number, value, written};

/// A sheet of ours.
struct Own<'s> {
    place: Place<'s>,
    kind: RecordKind,
    /// The keys that lead from a record of the kind to what rows are; none where they are such records.
    way: Vec<&'static Key>,
    /// The row of its heads.
    head: u32,
    columns: Vec<(u32, Column)>,
}

/// What stands in a column.
enum Column {
    /// Whose a row is: the record, then one within it.
    Parent,
    Key(&'static Key),
    /// Something below `private`.
    Private(String),
    /// A score of this name, below this key of an entry.
    Score(&'static Key, String),
}

/// What sheets of ours said.
#[derive(Default)]
pub(super) struct Read {
    pub drafts: Vec<Draft>,
    /// Drafts by kind and id or name.
    known: BTreeMap<(RecordKind, String), usize>,
}

/// Whether `sheet` is one of ours.
pub(super) fn is_own(file: &str, sheet: &Sheet) -> bool {
    let place = Place { file, sheet, number: 0 };
    is_elsewhere(place) || is_published(sheet) || Own::of(place).is_some()
}

/// Whether it holds results as they were published, whatever it is called now. They do not come back.
fn is_published(sheet: &Sheet) -> bool {
    let heads: Vec<&str> = Cells::new(sheet).row(0).iter().filter_map(word).collect();
    [["办法", "期间"], ["scheme", "period"]].iter().any(|first| heads.starts_with(first))
}

/// Whether it is a sheet of ours whose content belongs elsewhere.
fn is_elsewhere(place: Place<'_>) -> bool {
    let called = |keys: &'static [Key], en: &str| key(keys, en).map(|key| [key.en, key.zh]);
    let lists = [called(RawSite::KEYS, "disclosures"), called(Raw::KEYS, "translations")];
    let lists = lists.into_iter().flatten().chain([[RawFront::WHAT.en, RawFront::WHAT.zh]]);
    stem(place).is_some_and(|name| lists.flatten().any(|known| known == name))
}

/// What a sheet is called, a text table by its file.
fn stem(place: Place<'_>) -> Option<&str> {
    let name = match place.sheet.name.is_empty() {
        true => place.file.rsplit_once('.')?.0,
        false => &place.sheet.name,
    };
    Some(export::bare(name))
}

/// Reads those of `sheets` that are ours: records first, then what lies within them.
pub(super) fn read(sheets: &[(&str, &Sheet)], report: &mut Report) -> Vec<Draft> {
    let places = sheets.iter().enumerate().map(|(number, (file, sheet))| Place { file, sheet, number });
    for place in places.clone().filter(|place| is_elsewhere(*place)) {
        report.note(
            place.whole(),
            text!(
                "不从表格导入：页面写在 .md 文件里，公开目录写在 site.yaml 里，译文写在记录里",
                "not taken from a table: pages are .md files, disclosures stand in site.yaml, translations in the records"
            ),
        );
    }
    for place in places.clone().filter(|place| is_published(place.sheet)) {
        report.note(
            place.whole(),
            text!(
                "是公布过的评分结果，不导入；要导入评分，用不加 --public 的 export 导出的表",
                "results as they were published, left out: ratings come back from what `export` writes without --public"
            ),
        );
    }
    let mut own: Vec<Own> = places.filter_map(Own::of).collect();
    own.sort_by_key(|sheet| sheet.way.len());
    let mut read = Read::default();
    own.iter().for_each(|sheet| sheet.read(&mut read, report));
    let mut drafts = read.drafts;
    drafts.iter_mut().for_each(|draft| in_order(&mut draft.fields, draft.kind.keys()));
    drafts
}

fn in_order(fields: &mut [Field], keys: &'static [Key]) {
    fields.sort_by_key(|field| keys.iter().position(|key| key.en == field.key.en));
}

/// The key of `keys` that is called `name` in either language.
fn key(keys: &'static [Key], name: &str) -> Option<&'static Key> {
    keys.iter().find(|key| [key.en, key.zh].contains(&name))
}

/// The keys of the records in the list under `key`.
fn within(key: &'static Key) -> Option<&'static [Key]> {
    match key.kind {
        ValueKind::List(ValueKind::Record(keys)) => Some(keys),
        _ => None,
    }
}

/// What a cell says as text.
fn word(cell: &Cell) -> Option<&str> {
    match &cell.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

impl<'s> Own<'s> {
    fn of(place: Place<'s>) -> Option<Own<'s>> {
        let sheet = place.sheet;
        let mut parts = stem(place)?.split('.');
        let first = parts.next()?;
        let is_called = |kind: &RecordKind| [kind.list().en, kind.list().zh].contains(&first);
        let kind = RecordKind::ALL.into_iter().find(is_called)?;
        let (mut way, mut keys) = (Vec::new(), kind.keys());
        for part in parts.take_while(|_| kind != RecordKind::Rating) {
            let next = key(keys, part)?;
            keys = within(next)?;
            way.push(next);
        }
        let cells = Cells::new(sheet);
        let notice = cells.own(0, 0).and_then(word).is_some_and(export::is_notice);
        let head = u32::from(notice);
        let mut columns = Vec::new();
        for cell in cells.row(head) {
            columns.push((cell.column, Column::of(word(cell)?, columns.len() < way.len(), kind, keys)?));
        }
        let is_whole = columns.len() > way.len() + 1;
        is_whole.then_some(Own { place, kind, way, head, columns })
    }
}

impl Column {
    fn of(head: &str, is_parent: bool, kind: RecordKind, keys: &'static [Key]) -> Option<Column> {
        if is_parent {
            return Some(Column::Parent);
        }
        if let Some(key) = key(keys, head).filter(|key| key.kind.fits_a_cell()) {
            return Some(Column::Key(key));
        }
        if kind == RecordKind::Rating {
            if let Some(key) = key(RawEntry::KEYS, head) {
                return Some(Column::Key(key));
            }
            // `得分.学习（20分）`
            let (first, rest) = head.split_once('.')?;
            let (name, _) = rest.rsplit_once(['（', '('])?;
            return Some(Column::Score(key(RawEntry::KEYS, first)?, name.trim_end().to_owned()));
        }
        let (first, rest) = head.split_once('.').unwrap_or((head, ""));
        let private = key(keys, first).filter(|key| key.en == "private")?;
        // A plain text is a note.
        let note = if private.zh == first { "备注" } else { "note" };
        Some(Column::Private(if rest.is_empty() { note } else { rest }.to_owned()))
    }
}

impl Own<'_> {
    fn read(&self, read: &mut Read, report: &mut Report) {
        let cells = Cells::new(self.place.sheet);
        let mut rows = 0;
        for row in cells.rows().into_iter().filter(|row| *row > self.head) {
            match self.row(&cells, row) {
                Ok(told) => match self.take(row, told.without_doors(), read) {
                    Ok(()) => rows += 1,
                    Err(why) => report.refuse(self.place.cell(row, 0), why),
                },
                Err(faults) => faults
                    .into_iter()
                    .for_each(|(column, why)| report.refuse(self.place.cell(row, column), why)),
            }
        }
        let column = |(at, _): &(u32, Column)| {
            let header = cells.own(self.head, *at).and_then(word).unwrap_or_default().to_owned();
            let target = Some(text!("{header}", "{header}"));
            ColumnReport { letters: letters(*at), header, target, sample: None }
        };
        let columns = self.columns.iter().map(column).collect();
        let (file, sheet) = (self.place.file.to_owned(), self.place.sheet.name.clone());
        report.tables.push(TableReport { file, sheet, kind: self.kind, rows, columns });
    }

    /// What a row says.
    fn row(&self, cells: &Cells<'_>, row: u32) -> Result<Told, Vec<(u32, Text)>> {
        let (mut told, mut faults) = (Told::default(), Vec::new());
        for (at, column) in &self.columns {
            let Some(cell) = cells.own(row, *at) else { continue };
            let place = self.place.cell(row, *at);
            let is_text_table = self.place.sheet.name.is_empty();
            let said = match column {
                Column::Parent => written(cell, is_text_table).map(|whose| told.parents.push(whose)),
                Column::Key(key) => value(self.kind, key, cell, is_text_table)
                    .map(|value| told.fields.push(Field { key, value, place })),
                Column::Private(key) => written(cell, is_text_table).map(|said| {
                    let lines = said.split('\n').map(str::to_owned).collect();
                    told.private.push((key.clone(), Private::new(lines)));
                }),
                Column::Score(key, name) => number(cell).map(|score| {
                    let score = (name.clone(), Private::new(score));
                    match told.scores.iter_mut().find(|(known, _)| known.en == key.en) {
                        Some((_, scores)) => scores.push(score),
                        None => told.scores.push((key, vec![score])),
                    }
                }),
            };
            faults.extend(said.err().map(|why| (*at, why)));
        }
        if faults.is_empty() { Ok(told) } else { Err(faults) }
    }
}

/// Scores by the names of their dimensions.
type Scores = Vec<(String, Private<Decimal>)>;

/// What a row says.
#[derive(Default)]
struct Told {
    parents: Vec<String>,
    fields: Vec<Field>,
    private: Vec<(String, Private<Vec<String>>)>,
    scores: Vec<(&'static Key, Scores)>,
}

impl Told {
    fn text(&self, en: &str) -> Option<String> {
        let field = self.fields.iter().find(|field| field.key.en == en)?;
        match &field.value {
            DraftValue::Text(text) | DraftValue::Reference(text) => Some(text.clone()),
            DraftValue::Month(month) => Some(month.to_string()),
            DraftValue::Choice(choice) => Some(choice.en.to_owned()),
            _ => None,
        }
    }

    /// Without households that are called by grid and door, as public sheets do where ids say more than a number: such a
    /// row is known by its door, and who covers it stands there.
    fn without_doors(mut self) -> Told {
        let is_door = |value: &DraftValue| match value {
            DraftValue::Text(text) | DraftValue::Reference(text) => text.contains('/'),
            DraftValue::List(values) => {
                values.iter().any(|value| matches!(value, DraftValue::Reference(text) if text.contains('/')))
            }
            _ => false,
        };
        self.fields.retain(|field| !(["id", "covers"].contains(&field.key.en) && is_door(&field.value)));
        self
    }

    fn take_out(&mut self, en: &[&str]) -> Vec<Field> {
        let (out, rest) =
            std::mem::take(&mut self.fields).into_iter().partition(|field| en.contains(&field.key.en));
        self.fields = rest;
        out
    }
}

impl Own<'_> {
    /// Adds what row `row` says to what was read.
    fn take(&self, row: u32, mut told: Told, read: &mut Read) -> Result<(), Text> {
        let row = self.place.row(row);
        if self.kind == RecordKind::Rating {
            return self.rate(row, told, read);
        }
        let Some(last) = self.way.last() else {
            let id = told.text("id");
            let id_place = told.take_out(&["id"]).pop().map(|field| field.place).unwrap_or_default();
            let known = id.clone().and_then(|id| read.known.get(&(self.kind, id)).copied());
            let at = known.unwrap_or(read.drafts.len());
            if known.is_none() {
                let names = [id.clone(), told.text("name")].into_iter().flatten();
                read.known.extend(names.map(|name| ((self.kind, name), at)));
                read.drafts.push(Draft {
                    kind: self.kind,
                    rows: Vec::new(),
                    id,
                    id_place,
                    fields: Vec::new(),
                    private: Vec::new(),
                });
            }
            let draft = &mut read.drafts[at];
            draft.rows.push(row);
            draft.private.append(&mut told.private);
            let is_new = |field: &Field| draft.fields.iter().all(|known| known.key.en != field.key.en);
            let new: Vec<Field> = told.fields.into_iter().filter(is_new).collect();
            draft.fields.extend(new);
            return Ok(());
        };
        let missing =
            || text!("这张表里没有它属于的那条记录", "the record it belongs to is not in this file");
        let whose = told.parents.first().cloned().ok_or_else(missing)?;
        let at = *read.known.get(&(self.kind, whose)).ok_or_else(missing)?;
        let draft = &mut read.drafts[at];
        draft.rows.push(row);
        let mut fields = &mut draft.fields;
        for (key, name) in self.way.iter().zip(told.parents.iter().skip(1)) {
            let records = records(fields, key);
            let is_it = |record: &&mut Vec<Field>| {
                record.iter().any(|field| matches!(&field.value, DraftValue::Text(text) if text == name))
            };
            fields = records.iter_mut().find(is_it).ok_or_else(missing)?;
        }
        in_order(&mut told.fields, within(last).unwrap_or_default());
        records(fields, last).push(told.fields);
        Ok(())
    }

    /// Adds an entry to its rating; one without a score is not filled in.
    fn rate(&self, row: super::draft::Row, mut told: Told, read: &mut Read) -> Result<(), Text> {
        if told.scores.is_empty() {
            return Ok(());
        }
        let head = told.take_out(&["scheme", "month", "stage"]);
        let name = ["scheme", "month", "stage"].map(|en| {
            let field = head.iter().find(|field| field.key.en == en);
            field
                .and_then(|field| Told { fields: vec![field.clone()], ..Told::default() }.text(en))
                .unwrap_or_default()
        });
        let known = (self.kind, name.join(" "));
        let at = *read.known.entry(known).or_insert(read.drafts.len());
        if at == read.drafts.len() {
            read.drafts.push(Draft {
                kind: self.kind,
                rows: Vec::new(),
                id: None,
                id_place: String::new(),
                fields: head,
                private: Vec::new(),
            });
        }
        let draft = &mut read.drafts[at];
        draft.rows.push(row);
        for (key, scores) in told.scores {
            told.fields.push(Field { key, value: DraftValue::Scores(scores), place: String::new() });
        }
        in_order(&mut told.fields, RawEntry::KEYS);
        records(&mut draft.fields, self.kind.key("entries")).push(told.fields);
        Ok(())
    }
}

/// The records under `key`, which is added where it is not there.
fn records<'f>(fields: &'f mut Vec<Field>, key: &'static Key) -> &'f mut Vec<Vec<Field>> {
    let at = fields.iter().position(|field| field.key.en == key.en).unwrap_or(fields.len());
    if at == fields.len() {
        fields.push(Field { key, value: DraftValue::Records(Vec::new()), place: String::new() });
    }
    match &mut fields[at].value {
        DraftValue::Records(records) => records,
        _ => unreachable!("a list of records"),
    }
}
