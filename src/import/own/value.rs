//! What a cell of a sheet that `export` wrote says.

use rust_decimal::Decimal;

use crate::csv;
use crate::diagnostic::Text;
use crate::import::draft::{DraftValue, RecordKind};
use crate::import::values;
use crate::load::kind::{Key, ValueKind};
use crate::load::spelling;
use crate::private::Private;
use crate::table::{Cell, Value};
use crate::text;

/// What a cell says as text; CSV guards what a spreadsheet would run.
pub(super) fn written(cell: &Cell, is_text_table: bool) -> Result<String, Text> {
    let Value::Text(text) = &cell.value else { return values::written(&cell.value) };
    let bare = text.strip_prefix('\'').filter(|rest| is_text_table && csv::runs(rest));
    Ok(bare.unwrap_or(text).to_owned())
}

/// What a cell says as a number.
pub(super) fn number(cell: &Cell) -> Result<Decimal, Text> {
    let typed = values::written(&cell.value)?;
    let read = spelling::number(&typed, &["分", "%"]).map(|spelled| spelled.value);
    read.ok_or_else(|| text!("这里应写数字", "a number is wanted here"))
}

/// What a cell says for a key.
pub(super) fn value(
    kind: RecordKind,
    key: &'static Key,
    cell: &Cell,
    is_text_table: bool,
) -> Result<DraftValue, Text> {
    let typed = || written(cell, is_text_table);
    let wanted = |zh: &str, en: &str| text!("这里应写{zh}", "{en} is wanted here");
    let one = |inner: &ValueKind, text: &str| match inner {
        ValueKind::Reference(_) => DraftValue::Reference(text.to_owned()),
        _ => DraftValue::Text(text.to_owned()),
    };
    let value = match &key.kind {
        ValueKind::Several(inner) => {
            let divider = if matches!(inner, ValueKind::Reference(_)) {
                &['、', '，', ',', '\n'][..]
            } else {
                &['\n']
            };
            let typed = typed()?;
            DraftValue::List(
                typed.split(divider).filter(|part| !part.is_empty()).map(|part| one(inner, part)).collect(),
            )
        }
        ValueKind::Date => match &cell.value {
            Value::Date(day) => DraftValue::Day(*day),
            _ => spelling::date(&typed()?)
                .map(|day| DraftValue::Day(day.value))
                .map_err(|_| wanted("日期", "a date"))?,
        },
        ValueKind::Month => spelling::month(&typed()?)
            .map(|month| DraftValue::Month(month.value))
            .map_err(|_| wanted("月份", "a month"))?,
        ValueKind::Number => DraftValue::Number(number(cell)?),
        ValueKind::Count => {
            DraftValue::Whole(u32::try_from(number(cell)?).map_err(|_| wanted("整数", "a whole number"))?)
        }
        ValueKind::Bool => match (&cell.value, &*typed()?) {
            (Value::Truth(truth), _) => DraftValue::Truth(*truth),
            (_, "是" | "true" | "TRUE") => DraftValue::Truth(true),
            (_, "否" | "false" | "FALSE") => DraftValue::Truth(false),
            _ => return Err(wanted("是或否", "true or false")),
        },
        ValueKind::Choice(choices) => {
            let typed = typed()?;
            let found = choices.iter().find(|choice| [choice.en, choice.zh].contains(&&*typed));
            DraftValue::Choice(found.ok_or_else(|| wanted("下拉列表里的词", "a word of the list"))?)
        }
        kind => one(kind, &typed()?),
    };
    let is_concealed = matches!(key.kind, ValueKind::Phone)
        || kind == RecordKind::Household && ["people", "label"].contains(&key.en);
    Ok(if is_concealed { DraftValue::Private(Private::new(Box::new(value))) } else { value })
}
