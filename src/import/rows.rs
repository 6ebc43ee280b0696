//! The rows of a table as records.

use rayon::prelude::*;

use super::draft::{Draft, DraftValue, Field, RecordKind};
use super::names::{self, Who};
use super::place::Place;
use super::plan::{Plan, Slot};
use super::posts::{add_posts, name_field, one_or_list, post};
use super::record_rows::Rows;
use super::report::Report;
use super::residents::Residents;
use super::target::Target;
use super::values;
use crate::diagnostic::Text;
use crate::load::kind::{Key, Need};
use crate::private::Private;
use crate::table::Cell;
use crate::text;

/// So many rows or records are read by one thread at a time.
pub(super) const CHUNK: usize = 256;

/// A record that was read, with what is needed to know whom it means.
#[derive(Debug)]
pub(super) struct Pending {
    /// The record; its references are written as in the table.
    pub draft: Draft,
    /// The place of the cell that names it.
    pub place: String,
    /// The village of its row.
    pub village: Option<String>,
    /// The grid of the board after which its sheet is called.
    pub sheet_grid: Option<String>,
    /// The header above that cell.
    pub called: String,
    /// The sheet, among all, and the cell that names it, which may be merged over several rows.
    pub cell: (usize, u32, u32),
    /// Whether it is what its row is about, and not only somebody named there.
    pub is_row: bool,
}

/// The records in the `rows` with these numbers, and how many of those were taken.
pub(super) fn read(
    plan: &Plan,
    rows: &mut Rows<'_>,
    numbers: &[u32],
    report: &mut Report,
    found: &mut Vec<Pending>,
) -> usize {
    let place = rows.place;
    let cells = numbers.iter().map(|row| {
        let cells = plan.columns.iter().map(|planned| rows.cell(*row, planned.column.at));
        (*row, cells.collect())
    });
    // What 同上 means is known then, and rows are read beside each other.
    let cells: Vec<(u32, Vec<Option<&Cell>>)> = cells.collect();
    let read = cells.par_chunks(CHUNK).map(|rows| {
        let (mut report, mut found) = (Report::default(), Vec::new());
        let taken = rows.iter().filter(|(row, cells)| one(plan, place, *row, cells, &mut report, &mut found));
        (taken.count(), report, found)
    });
    let read: Vec<_> = read.collect();
    let mut count = 0;
    for (taken, told, records) in read {
        count += taken;
        report.extend(told);
        found.extend(records);
    }
    count
}

/// Reads the records in one row, and whether it was taken.
fn one(
    plan: &Plan,
    place: Place<'_>,
    row: u32,
    cells: &[Option<&Cell>],
    report: &mut Report,
    found: &mut Vec<Pending>,
) -> bool {
    let mut line = Line {
        plan,
        place,
        row,
        records: plan.slots.iter().map(|_| Record::default()).collect(),
        village: None,
        residents: Residents::default(),
    };
    for (planned, cell) in plan.columns.iter().zip(cells) {
        let Some(cell) = cell else { continue };
        match &planned.target {
            Target::Key(slot, key) => line.value(*slot, key, planned.column.at, cell, report),
            Target::Private(slot, label) => {
                line.residents.add(&planned.column.own, cell);
                line.private(*slot, label, planned.column.at, cell, report);
            }
            Target::Village => {
                line.village = values::written(&cell.value).ok().map(|name| values::tight(&name))
            }
            Target::Unknown(_) => line.residents.add(&planned.column.own, cell),
            Target::Idle => {}
        }
    }
    line.finish(report, found)
}

/// What one record of a row has so far.
#[derive(Default)]
struct Record {
    fields: Vec<Field>,
    private: Vec<(String, Private<Vec<String>>)>,
    id: Option<String>,
    id_place: String,
    /// The names of people in the cell that names it.
    names: Vec<String>,
    is_vacant: bool,
    /// Required keys whose cells are unclear, with the place and what is told.
    unclear: Vec<(&'static Key, String, Text)>,
    /// The cell that names it.
    cell: Option<(u32, u32)>,
}

struct Line<'a> {
    plan: &'a Plan,
    place: Place<'a>,
    row: u32,
    records: Vec<Record>,
    village: Option<String>,
    /// The people of whom the row speaks and who are not to be shown.
    residents: Residents,
}

impl Line<'_> {
    fn kind(&self, slot: usize) -> RecordKind {
        if slot == 0 { self.plan.kind } else { RecordKind::Member }
    }

    fn value(&mut self, slot: usize, key: &'static Key, column: u32, cell: &Cell, report: &mut Report) {
        let kind = self.kind(slot);
        let place = self.place.cell(self.row, column);
        let record = &mut self.records[slot];
        if is_naming(kind, key) && record.cell.is_none() {
            record.cell = Some((cell.row, cell.column));
        }
        if key.en == "name" && kind == RecordKind::Member {
            let text = values::written(&cell.value);
            if text.as_ref().is_ok_and(|text| names::has_remark(text)) {
                let why = text!("括号里的没有读", "what stands in brackets is left out");
                report.note(place.clone(), why);
            }
            match text.as_deref().map_err(Text::clone).and_then(names::people) {
                Ok(Who::People(names)) => record.names = names,
                Ok(Who::Vacant) => record.is_vacant = true,
                Err(_) if text.is_ok_and(|text| values::is_nothing(&text)) => {}
                Err(why) => record.unclear.push((key, place, why)),
            }
            return;
        }
        match values::read(kind, key, cell) {
            Ok(None) => {}
            Ok(Some(DraftValue::Text(id))) if key.en == "id" => {
                (record.id, record.id_place) = (Some(id), place)
            }
            Ok(Some(value)) => record.fields.push(Field { key, value, place }),
            Err(why) if key.need == Need::Required => record.unclear.push((key, place, why)),
            Err(why) => report.note(place, left_out(key, why)),
        }
    }

    fn private(&mut self, slot: usize, label: &str, column: u32, cell: &Cell, report: &mut Report) {
        match values::private(label, cell) {
            Ok(values) if values.is_empty() => {}
            Ok(values) => self.records[slot].private.push((label.to_owned(), Private::new(values))),
            Err(why) => {
                let Text { zh, en } = why;
                report.note(
                    self.place.cell(self.row, column),
                    text!("“{label}”没有读：{zh}", "`{label}` is left out: {en}"),
                );
            }
        }
    }

    /// Hands over the records; whether the row itself is one.
    fn finish(mut self, report: &mut Report, found: &mut Vec<Pending>) -> bool {
        let first = self.plan.columns.first().map_or(0, |planned| planned.column.at);
        let mut row = std::mem::take(&mut self.records[0]);
        let place = match row.cell {
            Some((_, column)) => self.place.cell(self.row, column),
            None => self.place.cell(self.row, first),
        };
        self.conceal(&mut row, &place, report);
        let is_misnamed = row.unclear.iter().any(|(key, ..)| key.en == "id");
        for (key, at, why) in row.unclear.drain(..) {
            let (Text { zh, en }, key_zh, key_en) = (why, key.zh, key.en);
            report.refuse(at, text!("“{key_zh}”读不出：{zh}", "`{key_en}` cannot be read: {en}"));
        }
        let before = report.refused.len();
        let is_refused = self.is_refused(&row, &place, report) || report.refused.len() > before;
        if is_refused || is_misnamed {
            return false;
        }
        if self.plan.kind == RecordKind::Member {
            row.fields.insert(0, name_field(&row.names[0], &place));
        }
        for slot in 1..self.plan.slots.len() {
            let record = std::mem::take(&mut self.records[slot]);
            self.beside(slot, record, &mut row, report, found);
        }
        let cell = row.cell.unwrap_or((self.row, first));
        found.push(self.pending(self.plan.kind, row, place, cell, true));
        true
    }

    /// Takes out what names somebody whom the row keeps private: a door called after the head of the household.
    fn conceal(&mut self, row: &mut Record, place: &str, report: &mut Report) {
        let near = row.fields.iter().filter(|field| field.key.en == "grid").map(|field| &field.value);
        self.residents.leave_places(near, self.village.as_deref());
        let why = || {
            text!(
                "里面有这一行里不公开的人的姓名；改写成不带姓名的",
                "it names somebody of this row who is not to be shown: write it without the name"
            )
        };
        let kind = self.plan.kind;
        if row.id.take_if(|id| self.residents.are_in(id)).is_some() {
            row.unclear.push((kind.key("id"), place.to_owned(), why()));
        }
        let names = |field: &mut Field| self.residents.are_in_any(&field.value);
        for field in row.fields.extract_if(.., names) {
            match field.key.need == Need::Required || is_naming(kind, field.key) {
                true => row.unclear.push((field.key, field.place, why())),
                false => report.note(field.place, left_out(field.key, why())),
            }
        }
    }

    /// Refuses a row that is nobody's and nothing's.
    fn is_refused(&self, row: &Record, place: &str, report: &mut Report) -> bool {
        let has = |en: &str| row.fields.iter().any(|field| field.key.en == en);
        let message = match self.plan.kind {
            RecordKind::Member if row.is_vacant => {
                text!("空缺，不是一个人；没有登记", "a vacancy, and no person: not taken")
            }
            RecordKind::Member if row.names.len() > 1 => {
                text!("一格里有几个人；每人写一行", "several people in one cell: give each a row")
            }
            RecordKind::Member if row.names.is_empty() => text!("这一行没有姓名", "this row has no name"),
            RecordKind::Household if row.id.is_none() && !has("door") => {
                text!("这一行既没有户编号也没有门牌", "this row has neither an id nor a door")
            }
            RecordKind::Grid if row.id.is_none() && !has("name") => {
                text!("这一行没有网格名称", "this row has no grid's name")
            }
            RecordKind::Commitment if !has("title") => text!("这一行没有承诺事项", "this row has no title"),
            RecordKind::Service if !has("name") => text!("这一行没有事项名称", "this row has no name"),
            RecordKind::Reply if !has("question") => text!("这一行没有问题", "this row has no question"),
            RecordKind::Activity if !has("date") => text!("这一行没有日期", "this row has no date"),
            _ => return false,
        };
        // What is wrong with the cell was told.
        if !report.is_refused(place) {
            report.refuse(place, message);
        }
        true
    }

    /// A person of the row, and what that person is to it.
    fn beside(
        &self,
        slot: usize,
        record: Record,
        row: &mut Record,
        report: &mut Report,
        found: &mut Vec<Pending>,
    ) {
        for (_, at, why) in &record.unclear {
            let (zh, en) = (&why.zh, &why.en);
            report.note(at.clone(), text!("没有读：{zh}", "left out: {en}"));
        }
        if let (true, Some(field)) = (record.names.is_empty(), record.fields.first()) {
            let why = text!("看不出是谁的，没有读", "it is not clear whose this is: left out");
            report.note(field.place.clone(), why);
        }
        let Some((top, column)) = record.cell else { return };
        let place = self.place.cell(self.row, column);
        let people = || record.names.iter().map(|name| DraftValue::Reference(name.clone()));
        match &self.plan.slots[slot] {
            Slot::Row => {}
            Slot::Coverer(_) if record.names.is_empty() => {}
            Slot::Coverer(_) => {
                let key = RecordKind::Household.key("covered_by");
                row.fields.push(Field { key, value: one_or_list(people().collect()), place: place.clone() });
            }
            Slot::Lead(_) if record.names.len() > 1 => {
                report.note(place, text!("负责人只能是一个人，没有读", "a grid has one lead: left out"));
                return;
            }
            Slot::Lead(_) if !record.is_vacant => {
                row.fields.extend(people().map(|value| Field {
                    key: RecordKind::Grid.key("lead"),
                    value,
                    place: place.clone(),
                }));
            }
            Slot::Lead(title) | Slot::Post(title) => {
                let holders: Vec<Option<DraftValue>> = match record.is_vacant {
                    true => vec![None],
                    false => people().map(Some).collect(),
                };
                let posts = holders.into_iter().map(|holder| post(title, holder, &place));
                add_posts(&mut row.fields, posts, &place);
            }
        }
        let mut record = record;
        if let [name] = record.names.as_slice() {
            record.fields.insert(0, name_field(name, &place));
            found.push(self.pending(RecordKind::Member, record, place, (top, column), false));
        } else if record.names.len() > 1 && !record.fields.is_empty() {
            report.note(
                place,
                text!("有几个人，电话等分不清是谁的，没有读", "several people: whose phone and other details these are is unclear, and they are left out"),
            );
        }
    }

    fn pending(
        &self,
        kind: RecordKind,
        record: Record,
        place: String,
        (row, column): (u32, u32),
        is_row: bool,
    ) -> Pending {
        let order = |field: &Field| kind.keys().iter().position(|key| key.en == field.key.en);
        let mut fields = record.fields;
        fields.sort_by_key(order);
        let rows = vec![self.place.row(self.row)];
        let draft =
            Draft { kind, rows, id: record.id, id_place: record.id_place, fields, private: record.private };
        let named = self.plan.columns.iter().find(|planned| planned.column.at == column);
        let called = named.map(|planned| planned.column.own.clone()).unwrap_or_default();
        let cell = (self.place.number, row, column);
        Pending { draft, place, village: self.village.clone(), sheet_grid: None, called, cell, is_row }
    }
}

/// Whether `key` says which record it is.
fn is_naming(kind: RecordKind, key: &Key) -> bool {
    match kind {
        RecordKind::Household => ["id", "door"].contains(&key.en),
        RecordKind::Commitment => key.en == "title",
        RecordKind::Reply => key.en == "question",
        RecordKind::Activity => key.en == "date",
        _ => key.en == "name",
    }
}

/// What is told of a value that is left out.
pub(super) fn left_out(key: &Key, why: Text) -> Text {
    let (Text { zh, en }, key_zh, key_en) = (why, key.zh, key.en);
    text!("“{key_zh}”没有读：{zh}", "`{key_en}` is left out: {en}")
}
