//! The sheets of a file, one after the other: which are read, as what, and what is told of them.

use std::collections::BTreeSet;

use super::cells::Cells;
use super::draft::{DraftValue, RecordKind};
use super::header::{self, Table};
use super::kinds::{self, Head, heads};
use super::options::Options;
use super::place::Place;
use super::plan::{self, LEFT_OUT, Plan};
use super::ratings;
use super::record_rows::Rows;
use super::report::{ColumnReport, Report, TableReport, UnknownColumn};
use super::rows::{self, Pending};
use super::target::Target;
use super::titles::Titles;
use super::{unrated, values, words};
use crate::diagnostic::Text;
use crate::fault::Fault;
use crate::model::Board;
use crate::table::{Book, Value, letters};
use crate::text;

/// Reads the sheets of files.
pub(super) struct Reader<'a> {
    /// The board that they are read for.
    pub board: &'a Board,
    /// What the caller says of them.
    pub options: &'a Options,
    /// What there is to tell.
    pub report: &'a mut Report,
    /// The records that were read.
    pub found: &'a mut Vec<Pending>,
    /// How many sheets were read.
    pub sheets: usize,
    /// The columns of `--map` that some table has.
    pub mapped: Vec<String>,
}

impl Reader<'_> {
    /// Reads a file's sheets.
    pub(super) fn book(&mut self, file: &str, book: &Book) -> Result<(), Fault> {
        for (zh, en) in &book.notes {
            self.report.note(file, Text { zh: zh.clone(), en: en.clone() });
        }
        for sheet in &book.sheets {
            let place = Place { file, sheet, number: self.sheets };
            let name = sheet.name.trim();
            let is_named = self.options.sheets.iter().any(|wanted| wanted.trim() == name);
            if !is_named && !self.options.sheets.is_empty() {
                continue;
            }
            if self.options.is_own(file, sheet) {
                continue;
            }
            self.sheets += 1;
            if sheet.hidden && !self.options.hidden && !is_named {
                self.report.note(
                    place.whole(),
                    text!(
                        "隐藏的表，没有读；要读就加 --hidden",
                        "a hidden sheet, left out; --hidden reads it"
                    ),
                );
            } else if sheet.cells.is_empty() {
                self.report.note(place.whole(), text!("空表", "an empty sheet"));
            } else {
                self.sheet(place)?;
            }
        }
        Ok(())
    }

    /// After the last file: what was asked for and is nowhere, and that nothing was understood.
    pub(super) fn finish(self) -> Result<(), Fault> {
        if self.sheets == 0 && !self.options.sheets.is_empty() {
            let names = self.options.sheets.join("、");
            return Err(Fault::usage(text!("没有叫“{names}”的表", "there is no sheet called '{names}'")));
        }
        if self.report.tables.is_empty() {
            return Err(nothing(self.report));
        }
        match self.options.map.iter().find(|(column, _)| !self.mapped.contains(column)) {
            None => Ok(()),
            Some((column, _)) => Err(Fault::usage(text!(
                "--map：没有列“{column}”；写表头或列号，如 --map 手机=电话、--map H=电话",
                "--map: there is no column '{column}': name it by header or letter, as in --map 手机=电话 or --map H=phone"
            ))),
        }
    }

    fn sheet(&mut self, place: Place<'_>) -> Result<(), Fault> {
        let sheet = place.sheet;
        let cells = Cells::new(sheet);
        let schemes = &self.board.ground.schemes;
        let dimensions: Vec<String> = schemes
            .iter()
            .flat_map(|scheme| &scheme.dimensions)
            .flat_map(|dimension| [words::normal(&dimension.name).0, dimension.id.value.clone()])
            .collect();
        let mapped: Vec<String> =
            self.options.map.iter().map(|(column, _)| words::normal(column).0).collect();
        let is_known = |word: &str| {
            words::is_known(word)
                || super::dates::month(word).is_some()
                || dimensions.iter().chain(&mapped).any(|known| known == word)
        };
        let tables = header::tables(&cells, &is_known);
        let told = |report: &Report| report.tables.len() + report.refused.len();
        let before = told(self.report);
        for table in &tables {
            self.table(place, &cells, table)?;
        }
        if told(self.report) == before {
            let message = match tables.is_empty() {
                true => text!(
                    "没有找到表头，没有读；在上面加一行列名，如“姓名、职务、电话”",
                    "no header was found, so it is left out: put a row of column names above, such as 姓名, 职务, 电话"
                ),
                false => text!(
                    "看不出登记的是什么，没有读；用 --as 指明，例如 --as 责任人",
                    "it is not clear what this lists, so it is left out: say so, as in --as members"
                ),
            };
            self.report.note(place.whole(), message);
        }
        Ok(())
    }

    fn table(&mut self, place: Place<'_>, cells: &Cells<'_>, table: &Table) -> Result<(), Fault> {
        let heads = heads(table, &self.options.map);
        self.mapped.extend(mapped(&heads, &self.options.map));
        let titles = Titles { sheet: &place.sheet.name, above: &table.titles, file: place.file };
        let whole = place.whole();
        let wanted = self.options.kind;
        if wanted.is_none_or(|kind| kind == RecordKind::Rating)
            && let Some(plan) =
                ratings::plan(&heads, &titles, &self.board.ground.schemes, self.options, &whole, self.report)?
        {
            let mut rows = Rows::new(cells, place);
            let numbers: Vec<u32> = serials(&heads);
            let read = rows.of(table, &numbers, self.options.hidden, self.report);
            let count = ratings::read(&plan, &read, &mut rows, self.report, self.found);
            self.told_ratings(place, &heads, &plan, count);
            return Ok(());
        }
        if wanted.is_none()
            && let Some(remedy) = unrated::remedy(&heads, &titles, !self.board.ground.schemes.is_empty())
        {
            let Text { zh, en } = &remedy;
            return match self.options.begins {
                false => Err(Fault::usage(text!("{whole}：{zh}", "{whole}: {en}"))),
                true => {
                    self.report.refuse(whole, remedy);
                    Ok(())
                }
            };
        }
        let Some(kind) = wanted.or_else(|| kinds::kind(&heads, &titles.all())) else { return Ok(()) };
        let filled: BTreeSet<u32> =
            table.rows.iter().flat_map(|row| cells.row(*row)).map(|cell| cell.column).collect();
        let is_serial = |column: u32| is_serial(cells, table, column);
        let mut plan = plan::plan(kind, &heads, &is_serial, &|column| filled.contains(&column), &whole)?;
        self.hidden_columns(place, &mut plan);
        let mut rows = Rows::new(cells, place);
        let idle = plan.columns.iter().filter(|planned| matches!(planned.target, Target::Idle));
        let numbers: Vec<u32> = idle.map(|planned| planned.column.at).collect();
        let first = self.found.len();
        let lines = rows.of(table, &numbers, self.options.hidden, self.report);
        let count = rows::read(&plan, &mut rows, &lines, self.report, self.found);
        if let Some(grid) = titles.place(&self.board.ground) {
            self.found[first..].iter_mut().for_each(|next| next.sheet_grid = Some(grid.to_owned()));
        }
        let named: BTreeSet<u32> = plan.columns.iter().map(|planned| planned.column.at).collect();
        for column in filled.difference(&named) {
            let letters = letters(*column);
            self.unknown(place, format!("{letters}（没有表头）"));
        }
        self.told(place, &plan, first, count);
        Ok(())
    }

    /// Columns that the office hid: what they hold may stay below `private`, and is not published.
    fn hidden_columns(&mut self, place: Place<'_>, plan: &mut Plan) {
        for planned in &mut plan.columns {
            if self.options.hidden || !place.sheet.hidden_columns.contains(&planned.column.at) {
                continue;
            }
            let at = format!("{}!{}", place.whole(), letters(planned.column.at));
            match planned.target {
                Target::Private(..) => self
                    .report
                    .note(at, text!("隐藏的列，记在“内部”", "a hidden column, kept below `private`")),
                Target::Key(..) => {
                    let why = text!(
                        "隐藏的列，没有读；要读就加 --hidden",
                        "a hidden column, left out; --hidden reads it"
                    );
                    self.report.note(at, why);
                    planned.target = Target::Unknown(None);
                }
                _ => {}
            }
        }
    }

    fn unknown(&mut self, place: Place<'_>, column: String) {
        let (file, sheet) = (place.file.to_owned(), place.sheet.name.clone());
        self.report.unknown.push(UnknownColumn { file, sheet, column });
    }

    fn told(&mut self, place: Place<'_>, plan: &Plan, first: usize, rows: usize) {
        let mut columns = Vec::with_capacity(plan.columns.len());
        for planned in &plan.columns {
            let header = planned.column.header();
            let mut report = ColumnReport {
                letters: letters(planned.column.at),
                header: header.clone(),
                target: None,
                sample: None,
            };
            match &planned.target {
                Target::Key(slot, key) => {
                    let kind = if *slot == 0 { plan.kind } else { RecordKind::Member };
                    let (zh, en) = (key.zh, key.en);
                    report.target = Some(match &plan.slots[*slot] {
                        plan::Slot::Row => text!("{zh}", "{en}"),
                        plan::Slot::Lead(title) | plan::Slot::Post(title) | plan::Slot::Coverer(title) => {
                            text!("{title}的{zh}", "{en} of {title}")
                        }
                    });
                    let named = |planned: &&plan::Planned| matches!(planned.target, Target::Key(of, key) if of == *slot && key.en == "name");
                    // Whoever is named beside the row is known by the column.
                    let named = plan.columns.iter().find(named).filter(|_| *slot > 0);
                    let named = named.map(|planned| planned.column.at);
                    report.sample = self.sample(kind, key.en, named, first);
                }
                Target::Private(_, label) => report.target = Some(text!("内部：{label}", "private: {label}")),
                Target::Village => {
                    report.target = Some(text!("（分清同名的网格）", "(tells grids of one name apart)"))
                }
                Target::Idle => report.target = Some(text!("（不用）", "(not needed)")),
                Target::Unknown(why) => {
                    if let Some(Text { zh, en }) = why {
                        let at = format!("{}!{}", place.whole(), report.letters);
                        self.report.note(at, text!("“{header}”没有读：{zh}", "`{header}` is left out: {en}"));
                    }
                    self.unknown(place, header);
                }
            }
            columns.push(report);
        }
        let (file, sheet) = (place.file.to_owned(), place.sheet.name.clone());
        self.report.tables.push(TableReport { file, sheet, kind: plan.kind, rows, columns });
    }

    /// The first value under a key, if it may be shown; of those whom the column `named` names, else of the rows.
    fn sample(&self, kind: RecordKind, en: &str, named: Option<u32>, first: usize) -> Option<String> {
        let is_it = |next: &&Pending| named.map_or(next.is_row, |at| !next.is_row && next.cell.2 == at);
        let mut records = self.found[first..].iter().filter(|next| next.draft.kind == kind).filter(is_it);
        if en == "id" {
            return records.find_map(|next| next.draft.id.clone());
        }
        records.find_map(|next| next.draft.get(en)).map(shown)
    }

    fn told_ratings(&mut self, place: Place<'_>, heads: &[Head<'_>], plan: &ratings::Plan<'_>, rows: usize) {
        let mut columns = Vec::with_capacity(heads.len());
        for head in heads {
            let at = head.column.at;
            let header = head.column.header();
            let score = plan.scores.iter().find(|(column, ..)| *column == at);
            let target = match score {
                Some((_, _, month)) => Some(text!("得分 {month}", "scores {month}")),
                None if at == plan.subject => Some(text!("对象", "subject")),
                None if is_idle(head) => Some(text!("（不用）", "(not needed)")),
                None => None,
            };
            if target.is_none() {
                self.unknown(place, header.clone());
            }
            columns.push(ColumnReport { letters: letters(at), header, target, sample: None });
        }
        let (file, sheet) = (place.file.to_owned(), place.sheet.name.clone());
        self.report.tables.push(TableReport { file, sheet, kind: RecordKind::Rating, rows, columns });
    }
}

/// A value as the preview shows it: what is private, or may be, does not stand there.
fn shown(value: &DraftValue) -> String {
    match value {
        DraftValue::Text(text) | DraftValue::Reference(text) => {
            let short: String = text.chars().take(16).collect();
            if short.len() < text.len() { format!("{short}…") } else { short }
        }
        DraftValue::Whole(number) => number.to_string(),
        DraftValue::Number(number) => number.to_string(),
        DraftValue::Truth(truth) => if *truth { "是" } else { "否" }.to_owned(),
        DraftValue::Day(day) => day.to_string(),
        DraftValue::Month(month) => month.to_string(),
        DraftValue::Choice(choice) => choice.zh.to_owned(),
        DraftValue::List(values) => values.first().map(shown).unwrap_or_default(),
        DraftValue::Records(_) | DraftValue::Scores(_) | DraftValue::Private(_) => "■■■".to_owned(),
    }
}

/// The columns of `--map` that `heads` have.
fn mapped(heads: &[Head<'_>], map: &[(String, String)]) -> Vec<String> {
    let is_here = |column: &str| {
        heads.iter().any(|head| {
            let letters = letters(head.column.at);
            letters.eq_ignore_ascii_case(column)
                || head.column.header() == column
                || words::normal(&head.column.own).0 == words::normal(column).0
        })
    };
    map.iter().filter(|(column, _)| is_here(column)).map(|(column, _)| column.clone()).collect()
}

fn is_idle(head: &Head<'_>) -> bool {
    head.word == LEFT_OUT || matches!(words::meaning(RecordKind::Rating, &head.word), Some(words::Word::Idle))
}

/// Columns that do not make a row one of a rating.
fn serials(heads: &[Head<'_>]) -> Vec<u32> {
    heads.iter().filter(|head| is_idle(head)).map(|head| head.column.at).collect()
}

/// Whether a column only numbers the rows: 1, 2, 3.
fn is_serial(cells: &Cells<'_>, table: &Table, column: u32) -> bool {
    let numbers: Vec<f64> = table
        .rows
        .iter()
        .filter_map(|row| cells.own(*row, column))
        .filter_map(|cell| match &cell.value {
            Value::Number(number) => Some(number.value),
            value => values::written(value).ok()?.parse().ok(),
        })
        .collect();
    numbers.len() >= 2
        && numbers.first() == Some(&1.0)
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1.0)
}

/// Nothing in the files is a table of records.
fn nothing(report: &Report) -> Fault {
    let told = |of: fn(&Text) -> &str| -> String {
        report
            .refused
            .iter()
            .chain(&report.notes)
            .take(3)
            .map(|note| format!("\n  {}  {}", note.place, of(&note.message)))
            .collect()
    };
    let (zh, en) = (told(|text| &text.zh), told(|text| &text.en));
    Fault::usage(text!(
        "没有认出一张可以导入的表；表头要写列名，如“姓名、职务、电话”或“户编号、门牌、网格”；也可用 --as 指明是什么表{zh}",
        "no table to import was found: its header must name the columns, such as 姓名, 职务, 电话, or 户编号, 门牌, 网格; --as says what it lists{en}"
    ))
}
