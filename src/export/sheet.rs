//! A sheet: heads with what their columns take, and rows of typed cells.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::calendar::{Month, NaiveDate, Period};
use crate::csv;
use crate::diagnostic::{Lang, Said};
use crate::load::kind::{Choice, Key, ValueKind};
use crate::source::At;

/// How the names of internal sheets end.
const ENDING: Said = Said { zh: "（内部）", en: " (internal)" };
/// What stands above the heads of an internal sheet; `attachment` knows it by this.
const NOTICE: Said =
    Said { zh: "内部资料：只供内部使用，不得公开", en: "Internal data: not to be published" };
/// Yes and no.
const FLAGS: &[Choice] = &[Choice { en: "TRUE", zh: "是" }, Choice { en: "FALSE", zh: "否" }];
/// Most UTF-16 units that the name of a sheet may have.
const LONGEST: usize = 31;

/// The name of a sheet without what says that it is internal.
pub fn bare(name: &str) -> &str {
    let endings = [ENDING.zh, ENDING.en];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// Whether `text` is what stands above the heads of an internal sheet.
pub fn is_notice(text: &str) -> bool {
    [NOTICE.zh, NOTICE.en].contains(&text)
}

/// A table with a name.
#[derive(Debug)]
pub struct Sheet {
    /// What stands on its tab.
    pub name: String,
    pub(super) lang: Lang,
    pub(super) columns: Vec<Column>,
    pub(super) cells: Vec<Vec<Cell>>,
    stem: String,
    month: Option<Month>,
    is_internal: bool,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    /// The English key of what stands in it.
    key: &'static str,
    pub head: String,
    pub form: Form,
}

/// What cells of a column are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    Text,
    Date,
    Number,
    /// One of these words.
    Choice(&'static [Choice]),
    /// A number from 0 to this.
    Score(Decimal),
}

/// One cell.
#[derive(Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(Decimal),
    Date(NaiveDate),
    Flag(bool),
    /// One of the column's words, by the English one.
    Word(&'static str),
}

impl Sheet {
    /// Without columns or rows.
    pub(super) fn new(lang: Lang, stem: impl Into<String>) -> Sheet {
        let (name, stem) = (String::new(), stem.into());
        Sheet { name, lang, columns: Vec::new(), cells: Vec::new(), stem, month: None, is_internal: false }
    }

    /// With one more column.
    pub(super) fn column(mut self, key: &'static str, head: impl Into<String>, form: Form) -> Sheet {
        self.columns.push(Column { key, head: head.into(), form });
        self
    }

    /// With a column that says to which record of `what` a row belongs.
    pub(super) fn of(self, key: &'static str, what: Said) -> Sheet {
        let head = what.get(self.lang);
        self.column(key, head, Form::Text)
    }

    /// With a column for each of `keys` that fits into one, but for `except`.
    pub(super) fn keys(mut self, keys: &'static [Key], except: &[&str]) -> Sheet {
        for key in keys.iter().filter(|key| !except.contains(&key.en)) {
            if !key.kind.fits_a_cell() {
                continue;
            }
            let head = Said { zh: key.zh, en: key.en }.get(self.lang);
            self = self.column(key.en, head, form(&key.kind));
        }
        self
    }

    /// With a row for each of `records`, of which `cell` tells what stands under a key.
    pub(super) fn fill<R>(
        mut self,
        records: impl IntoIterator<Item = R>,
        cell: impl Fn(&'static str, &R) -> Cell,
    ) -> Sheet {
        for record in records {
            let row = self.columns.iter().map(|column| cell(column.key, &record)).collect();
            self.push(row);
        }
        self
    }

    /// One more row, a cell a column.
    pub(super) fn push(&mut self, row: Vec<Cell>) {
        let lang = self.lang;
        let told = |(cell, column): (Cell, &Column)| cell.told(column.form, lang);
        self.cells.push(row.into_iter().zip(&self.columns).map(told).collect());
    }

    /// The same, named after what it is about as well.
    pub(super) fn about(self, name: &str) -> Sheet {
        Sheet { stem: format!("{}.{name}", self.stem), ..self }
    }

    /// The same as an internal one.
    pub(super) fn internal(self) -> Sheet {
        Sheet { is_internal: true, ..self }
    }

    /// The same for a month.
    pub(super) fn of_month(self, month: Month) -> Sheet {
        Sheet { month: Some(month), ..self }
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// How many rows it has below its heads.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it is of use without rows: to be filled in.
    pub(super) fn is_form(&self) -> bool {
        !self.is_internal && !self.stem.contains('.')
    }

    /// What the first row says where it must not be published.
    pub fn notice(&self) -> Option<&'static str> {
        self.is_internal.then(|| NOTICE.get(self.lang))
    }

    /// The heads of its columns.
    pub(super) fn heads(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.head.as_str()).collect()
    }

    /// Its rows as CSV has them.
    pub(super) fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = String>> {
        let cell = |cell: &Cell| match cell {
            Cell::Empty | Cell::Word(_) => String::new(),
            Cell::Text(text) => csv::text(text),
            Cell::Number(number) => number.normalize().to_string(),
            Cell::Date(date) => date.to_string(),
            Cell::Flag(flag) => flag.to_string(),
        };
        self.cells.iter().map(move |row| row.iter().map(cell))
    }
}

/// Gives every sheet a name of its own that spreadsheet programs and disks take.
pub(super) fn name_apart(sheets: &mut [Sheet]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for sheet in sheets {
        let month = sheet.month.map(|month| format!(".{month}")).unwrap_or_default();
        let ending = if sheet.is_internal { ENDING.get(sheet.lang) } else { "" };
        let is_refused = |c: char| c.is_control() || r#"[]:*?/\<>|"'"#.contains(c);
        let stem: String = sheet.stem.chars().map(|c| if is_refused(c) { '_' } else { c }).collect();
        let number = |number: usize| if number > 1 { format!("~{number}") } else { String::new() };
        let name = |again: usize| {
            let tail = format!("{}{month}{ending}", number(again));
            let mut left = LONGEST - tail.encode_utf16().count();
            let fits = |c: &char| left.checked_sub(c.len_utf16()).map(|rest| left = rest).is_some();
            format!("{}{tail}", stem.chars().take_while(fits).collect::<String>().trim_end())
        };
        let name = (1..).map(name).find(|name| taken.insert(name.to_lowercase()));
        sheet.name = name.unwrap_or_default();
    }
}

impl PartialEq for Sheet {
    /// Whether both say the same.
    fn eq(&self, other: &Sheet) -> bool {
        self.cells == other.cells
    }
}

fn form(kind: &'static ValueKind) -> Form {
    match kind {
        ValueKind::Date => Form::Date,
        ValueKind::Count | ValueKind::Number => Form::Number,
        ValueKind::Choice(choices) => Form::Choice(choices),
        ValueKind::Bool => Form::Choice(FLAGS),
        _ => Form::Text,
    }
}

impl Cell {
    /// A key that nobody thought of. Every row of its kind ends here, so that tests fail on it.
    pub(super) fn unknown(key: &str) -> Cell {
        unreachable!("nothing is exported under `{key}`")
    }

    /// Texts, one a line.
    pub(super) fn lines<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Cell {
        let texts: Vec<T> = texts.into_iter().collect();
        texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("\n").into()
    }

    /// Without what is not seen at its ends.
    pub(super) fn trimmed(self) -> Cell {
        match self {
            Cell::Text(text) => text.trim().into(),
            cell => cell,
        }
    }

    /// References.
    pub(super) fn references<'n>(names: impl IntoIterator<Item = &'n str>) -> Cell {
        names.into_iter().collect::<Vec<&str>>().join("、").into()
    }

    fn told(self, form: Form, lang: Lang) -> Cell {
        match (self, form) {
            (Cell::Text(text), _) if text.is_empty() => Cell::Empty,
            (Cell::Word(word), Form::Choice(choices)) => {
                let choice = choices.iter().find(|choice| choice.en == word);
                choice.map_or(Cell::Empty, |choice| Said { zh: choice.zh, en: choice.en }.get(lang).into())
            }
            (Cell::Flag(flag), _) if lang == Lang::Zh => FLAGS[usize::from(!flag)].zh.into(),
            (cell, _) => cell,
        }
    }
}

/// It may be somebody's private detail.
impl std::fmt::Debug for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[cell]")
    }
}

macro_rules! cells {
    ($($type:ty: $value:ident => $cell:expr;)*) => {$(
        impl From<$type> for Cell {
            fn from($value: $type) -> Cell {
                $cell
            }
        }
    )*};
}

cells! {
    String: text => Cell::Text(text);
    &String: text => Cell::Text(text.clone());
    &str: text => Cell::Text(text.to_owned());
    Decimal: number => Cell::Number(number);
    u32: number => Cell::Number(number.into());
    NaiveDate: date => Cell::Date(date);
    Month: month => Cell::Text(month.to_string());
    Period: period => Cell::Text(period.to_string());
    bool: flag => Cell::Flag(flag);
}

impl<T: Clone + Into<Cell>> From<&At<T>> for Cell {
    fn from(at: &At<T>) -> Cell {
        at.value.clone().into()
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Cell {
        cell.map_or(Cell::Empty, T::into)
    }
}
