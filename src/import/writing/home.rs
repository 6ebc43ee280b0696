//! Files that records name, as they are seen from the file in which the record stands.

use crate::import::draft::{DraftValue, Field};
use crate::load::kind::ValueKind;
use crate::load::{relinked, seen_from};

/// `fields` with the files that they name from `content/` on as they are seen from the file at `path`.
pub(super) fn at_home(path: &str, fields: Vec<Field>) -> Vec<Field> {
    let (folder, _) = path.rsplit_once('/').unwrap_or_default();
    let one = |mut field: Field| {
        let far = |value: DraftValue| match (&field.key.kind, value) {
            (ValueKind::File | ValueKind::Several(ValueKind::File), DraftValue::Text(file)) => {
                DraftValue::Text(seen_from(folder, &format!("content/{file}")))
            }
            (ValueKind::Markdown, DraftValue::Text(text)) => {
                DraftValue::Text(relinked(&text, "content", folder))
            }
            (_, value) => value,
        };
        field.value = match field.value {
            DraftValue::List(items) => DraftValue::List(items.into_iter().map(far).collect()),
            DraftValue::Records(records) => {
                DraftValue::Records(records.into_iter().map(|fields| at_home(path, fields)).collect())
            }
            value => far(value),
        };
        field
    };
    fields.into_iter().map(one).collect()
}
