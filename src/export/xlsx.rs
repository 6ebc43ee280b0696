//! Sheets as an Excel workbook: the same bytes for the same sheets.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    ColNum, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, RowNum,
    Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::sheet::{Cell, Column, Form, Sheet};
use crate::calendar::NaiveDate;
use crate::diagnostic::{Lang, Said};
use crate::fault::Fault;
use crate::text;

/// Most UTF-16 units in a cell, and rows on a sheet, of Excel.
const LONGEST: usize = 32_767;
const MOST_ROWS: usize = 1_048_576;
/// From how many characters on older programs show `####` for a cell that is formatted as text.
const LONG: usize = 255;
/// How many rows below the last one have drop-down lists, too.
const SPARE: RowNum = 1_000;

/// Formats of cells.
struct Formats {
    notice: Format,
    head: Format,
    /// Digits stay as they are typed, and nothing becomes a formula.
    text: Format,
    long: Format,
    date: Format,
}

impl Formats {
    fn new() -> Formats {
        let top = || Format::new().set_align(FormatAlign::Top).set_text_wrap();
        Formats {
            notice: Format::new().set_bold().set_font_color(0xC0_00_00),
            head: top().set_bold().set_background_color(0xE7_E6_E6),
            text: top().set_num_format("@"),
            long: top().set_quote_prefix(),
            date: top().set_num_format("yyyy-mm-dd"),
        }
    }
}

/// `sheets` as a workbook.
pub fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, Fault> {
    sheets.iter().try_for_each(fits)?;
    workbook(sheets).map_err(|error| {
        Fault::new(text!("程序错误：写不成表格（{error}）", "a fault of this program: no workbook ({error})"))
    })
}

/// Refuses what Excel cannot hold.
fn fits(sheet: &Sheet) -> Result<(), Fault> {
    let name = &sheet.name;
    let instead = text!("用 -o 写到文件夹（CSV）", "write to a folder (CSV) with -o");
    let (zh, en) = (instead.zh, instead.en);
    if sheet.len() + 2 > MOST_ROWS {
        return Err(Fault::usage(text!(
            "“{name}”的行数超过 Excel 的上限：{zh}",
            "`{name}` has more rows than Excel can hold: {en}"
        )));
    }
    let is_long = |cell: &Cell| matches!(cell, Cell::Text(text) if text.encode_utf16().count() > LONGEST);
    let found =
        sheet.cells.iter().enumerate().find_map(|(row, cells)| Some((row, cells.iter().position(is_long)?)));
    let Some((row, column)) = found else { return Ok(()) };
    let (row, head) = (row + 1, &sheet.columns[column].head);
    Err(Fault::usage(text!(
        "“{name}”第 {row} 条的“{head}”超过 Excel 一格的上限（{LONGEST} 字）：{zh}",
        "`{head}` of record {row} on `{name}` is longer than a cell of Excel can be ({LONGEST} characters): {en}"
    )))
}

fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // When it was made would make each file another.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let author = env!("CARGO_PKG_NAME");
    book.set_properties(&DocProperties::new().set_author(author).set_creation_datetime(&made));
    let formats = Formats::new();
    for sheet in sheets {
        write(sheet, &formats, book.add_worksheet())?;
    }
    book.save_to_buffer()
}

fn write(sheet: &Sheet, formats: &Formats, to: &mut Worksheet) -> Result<(), XlsxError> {
    to.set_name(&sheet.name)?;
    if let Some(notice) = sheet.notice() {
        to.write_string_with_format(0, 0, notice, &formats.notice)?;
    }
    let head = RowNum::from(sheet.notice().is_some());
    to.set_freeze_panes(head + 1, 1)?;
    for (column, at) in sheet.columns.iter().zip(0..) {
        let cells = sheet.cells.iter().map(|row| &row[usize::from(at)]);
        to.set_column_width(at, width(column, cells))?;
        match column.form {
            Form::Date => drop(to.set_column_format(at, &formats.date)?),
            Form::Text | Form::Choice(_) => drop(to.set_column_format(at, &formats.text)?),
            Form::Number | Form::Score(_) => {}
        }
        to.write_string_with_format(head, at, &column.head, &formats.head)?;
        if let Some(rule) = rule(column.form, sheet.lang)? {
            to.add_data_validation(head + 1, at, head + sheet.len() as RowNum + SPARE, at, &rule)?;
        }
    }
    for (cells, row) in sheet.cells.iter().zip(head + 1..) {
        for (cell, at) in cells.iter().zip(0..) {
            write_cell(cell, formats, to, (row, at))?;
        }
    }
    Ok(())
}

fn write_cell(
    cell: &Cell,
    formats: &Formats,
    to: &mut Worksheet,
    (row, at): (RowNum, ColNum),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty | Cell::Word(_) => {}
        Cell::Text(text) if text.chars().count() > LONG => {
            to.write_string_with_format(row, at, text, &formats.long)?;
        }
        Cell::Text(text) => drop(to.write_string_with_format(row, at, text, &formats.text)?),
        Cell::Number(number) => match exact(*number) {
            Some(value) => drop(to.write_number(row, at, value)?),
            None => drop(to.write_string(row, at, number.normalize().to_string())?),
        },
        Cell::Date(date) => match serial(*date) {
            Some(serial) => drop(to.write_number_with_format(row, at, serial, &formats.date)?),
            None => drop(to.write_string(row, at, date.to_string())?),
        },
        Cell::Flag(flag) => drop(to.write_boolean(row, at, *flag)?),
    }
    Ok(())
}

/// The number as Excel keeps it, where that is the same one.
fn exact(number: Decimal) -> Option<f64> {
    let value = number.to_f64()?;
    (Decimal::from_f64_retain(value)?.round_sf(15)? == number.normalize()).then_some(value)
}

/// The day as Excel counts it; it is wrong about those before March 1900.
fn serial(date: NaiveDate) -> Option<f64> {
    let days = (date - NaiveDate::from_ymd_opt(1899, 12, 30)?).num_days();
    (61..2_958_466).contains(&days).then_some(days as f64)
}

/// What a column takes, as Excel checks it.
fn rule(form: Form, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
    Ok(match form {
        Form::Choice(choices) => {
            let words = choices.iter().map(|choice| Said { zh: choice.zh, en: choice.en }.get(lang));
            Some(DataValidation::new().allow_list_strings(&words.collect::<Vec<&str>>())?)
        }
        Form::Score(max) => {
            let range = DataValidationRule::Between(0.0, max.to_f64().unwrap_or(f64::MAX));
            Some(DataValidation::new().allow_decimal_number(range))
        }
        Form::Text | Form::Date | Form::Number => None,
    })
}

/// So wide that most of its cells are seen.
fn width<'c>(column: &Column, cells: impl Iterator<Item = &'c Cell>) -> f64 {
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0),
        Cell::Empty | Cell::Word(_) => 0,
        Cell::Number(_) | Cell::Date(_) | Cell::Flag(_) => 10,
    };
    let widest = cells.map(cell).chain([column.head.width()]).max().unwrap_or(0);
    (widest + 2).clamp(6, 50) as f64
}
