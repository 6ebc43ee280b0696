//! Records to be, as they were read from a table: all values understood, nothing of them written yet.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::calendar::Month;
use crate::load::kind::{Choice, Key, ValueKind};
use crate::load::records::Raw;
use crate::private::Private;

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// 网格
    Grid,
    /// 责任人
    Member,
    /// 住户
    Household,
    /// 承诺
    Commitment,
    /// 评分
    Rating,
    /// 台账
    Activity,
    /// 回音
    Reply,
    /// 服务事项
    Service,
}

impl RecordKind {
    /// All of them, in the order in which they are written: what others refer to first.
    pub const ALL: [RecordKind; 8] = [
        RecordKind::Grid,
        RecordKind::Member,
        RecordKind::Household,
        RecordKind::Commitment,
        RecordKind::Rating,
        RecordKind::Activity,
        RecordKind::Reply,
        RecordKind::Service,
    ];

    /// The key of a record file below which its records are listed.
    pub fn list(self) -> &'static Key {
        let en = match self {
            RecordKind::Grid => "grids",
            RecordKind::Member => "members",
            RecordKind::Household => "households",
            RecordKind::Commitment => "commitments",
            RecordKind::Rating => "ratings",
            RecordKind::Activity => "activities",
            RecordKind::Reply => "replies",
            RecordKind::Service => "services",
        };
        let found = Raw::KEYS.iter().find(|key| key.en == en);
        found.expect("every kind is a key of a record file")
    }

    /// The keys of its records.
    pub fn keys(self) -> &'static [Key] {
        match self.list().kind {
            ValueKind::List(ValueKind::Record(keys)) => keys,
            _ => unreachable!("a record file holds lists of records"),
        }
    }

    /// The key of its records with this English name.
    pub fn key(self, en: &str) -> &'static Key {
        self.keys().iter().find(|key| key.en == en).expect("a key of this kind")
    }
}

/// One record to be. What several rows say of one record is one draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is.
    pub kind: RecordKind,
    /// The rows it was read from, in their order.
    pub rows: Vec<Row>,
    /// Its id, where the table gives one. Where it does not, the record is known by its name and grid, or by its door;
    /// a household that is new needs an id then, and so does a member whose name has the pinyin of another's.
    pub id: Option<String>,
    /// The cell of its id; empty where none says it.
    pub id_place: String,
    /// What it says, but for `id` and `private`: keys in the order of the reference, each once.
    pub fields: Vec<Field>,
    /// What goes below its `private`, in the order of the columns: what the table calls it (户主, 身份证号), and the values,
    /// mostly one. Only members and households have any.
    pub private: Vec<(String, Private<Vec<String>>)>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The file's name, without folders.
    pub file: String,
    /// The sheet's name; empty in a text table.
    pub sheet: String,
    /// From 0.
    pub row: u32,
}

/// One value of a record.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its key.
    pub key: &'static Key,
    /// Its value.
    pub value: DraftValue,
    /// The cell it was read from, as `花名册.xlsx!东街!C12`; empty where no single cell says it.
    pub place: String,
}

/// Two fields are equal when they say the same, wherever it was read.
impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.key.en == other.key.en && self.value == other.value
    }
}

/// What is written under a key.
#[derive(Clone, PartialEq)]
pub enum DraftValue {
    /// Text, also Markdown; it may have several lines.
    Text(String),
    /// A whole number.
    Whole(u32),
    /// A number as a person would write it.
    Number(Decimal),
    /// 是 or 否
    Truth(bool),
    /// A day.
    Day(NaiveDate),
    /// A month.
    Month(Month),
    /// A word of those that the key allows.
    Choice(&'static Choice),
    /// Another record (or a range of households) by its id, or by a name that one record bears: it is written as it stands.
    Reference(String),
    /// Several values.
    List(Vec<DraftValue>),
    /// Records within the record, each with its own fields: posts, entries of a rating.
    Records(Vec<Vec<Field>>),
    /// A score by the name of its dimension.
    Scores(Vec<(String, Private<Decimal>)>),
    /// A phone, a number of people, a household's label: what must not be told on the terminal, though it is not written
    /// below `private`.
    Private(Private<Box<DraftValue>>),
}

impl DraftValue {
    /// What it refers to: one or several.
    pub fn references(&self) -> Vec<&str> {
        match self {
            DraftValue::Reference(name) => vec![name],
            DraftValue::List(values) => values.iter().flat_map(DraftValue::references).collect(),
            _ => Vec::new(),
        }
    }
}

/// Any value may be somebody's detail in the wrong column.
impl fmt::Debug for DraftValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[value]")
    }
}

impl Draft {
    /// The value under the key with this English name.
    pub fn get(&self, en: &str) -> Option<&DraftValue> {
        self.fields.iter().find(|field| field.key.en == en).map(|field| &field.value)
    }

    /// The text or reference under the key with this English name, unless it is private.
    pub fn text(&self, en: &str) -> Option<&str> {
        match self.get(en)? {
            DraftValue::Text(text) | DraftValue::Reference(text) => Some(text),
            _ => None,
        }
    }
}
