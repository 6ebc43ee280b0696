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

/// The recorded rows of the table `kind` by their keys, in the order of the table.
pub fn keyed(kind: &str, rows: impl Iterator<Item = Fields>) -> Vec<(Key, Fields)> {
    let Some((_, columns)) = TABLES.iter().find(|(table, _)| *table == kind) else { return Vec::new() };
    let mut known: HashMap<String, usize> = HashMap::new();
    let is_recorded =
        |row: &Fields| kind != "ratings" || row.get("cycle").and_then(Value::as_str) == Some("month");
    let counting = COUNTING.iter().find(|(table, _)| *table == kind).map_or(&[][..], |(_, columns)| *columns);
    let rows = rows.filter(is_recorded).map(|mut row| {
        row.retain(|name, _| !counting.contains(&name.as_str()));
        let part = |column: &&str| row.get(*column).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut id = columns.iter().map(part).collect::<Vec<_>>().join("/");
        let count = known.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            id += &format!("/{count}");
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
    Some(keyed(kind, rows.into_iter().map(fields)))
}
