//! Rows of the open data as records: what tells them apart, and what of them is recorded.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::{Fields, Key};

/// The tables that are recorded, each with the columns that tell its rows apart. Where two rows agree in them, the second is
/// the second of those.
pub const TABLES: [(&str, &[&str]); 10] = [
    ("grids", &["id"]),
    ("members", &["id"]),
    ("commitments", &["id"]),
    // Months alone: all longer periods are worked out from them.
    ("ratings", &["scheme", "period", "subject_kind", "subject"]),
    ("activities", &["date", "cadence", "by_kind", "by"]),
    ("disclosures", &["id"]),
    ("replies", &["asked"]),
    ("notices", &["id"]),
    ("boards", &["id"]),
    ("figures", &["grid", "name", "part"]),
];

/// Columns that only count the days until the site was made: every publication would change them.
const COUNTING: [(&str, &[&str]); 1] = [("replies", &["days", "days_late"])];

/// Whether the column `name` of the table `kind` is recorded.
pub fn is_recorded(kind: &str, name: &str) -> bool {
    !COUNTING.iter().any(|(table, columns)| *table == kind && columns.contains(&name))
}

/// The recorded rows of the table `kind` by their keys, in the order of the table; `text` tells what stands in a column.
pub fn keyed<R>(
    kind: &str,
    rows: impl Iterator<Item = R>,
    text: impl for<'r> Fn(&'r R, &str) -> Option<&'r str>,
) -> Vec<(Key, R)> {
    let Some((_, columns)) = TABLES.iter().find(|(table, _)| *table == kind) else { return Vec::new() };
    let mut known: HashMap<String, usize> = HashMap::new();
    let rows = rows.filter(|row| kind != "ratings" || text(row, "cycle") == Some("month"));
    let rows = rows.map(|row| {
        let mut id = String::new();
        for column in *columns {
            id.push_str(if id.is_empty() { "" } else { "/" });
            id.push_str(text(&row, column).unwrap_or_default());
        }
        // Ids are unique by themselves.
        if columns.len() > 1 || *columns != ["id"] {
            let count = known.entry(id.clone()).or_default();
            *count += 1;
            if *count > 1 {
                id += &format!("/{count}");
            }
        }
        (Key { kind: kind.to_owned(), id }, row)
    });
    rows.collect()
}

/// A row without what is empty, its numbers in one form.
pub fn fields(row: impl IntoIterator<Item = (String, Value)>) -> Fields {
    let filled = row.into_iter().filter(|(_, value)| !value.is_null());
    filled.map(|(name, value)| (name, whole(value))).collect()
}

/// `92.0` is 92.
fn whole(value: Value) -> Value {
    let number = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15);
    match (&value, number) {
        (Value::Number(_), Some(number)) => Value::from(number as i64),
        _ => value,
    }
}

/// The rows of `data/KIND.json`; `None` where it is no such file.
pub fn parsed(kind: &str, json: &[u8]) -> Option<Vec<(Key, Fields)>> {
    let rows: Vec<BTreeMap<String, Value>> = serde_json::from_slice(json).ok()?;
    let rows = rows.into_iter().map(|row| {
        let mut row = fields(row);
        row.retain(|name, _| is_recorded(kind, name));
        row
    });
    Some(keyed(kind, rows, |row, name| row.get(name).and_then(Value::as_str)))
}
