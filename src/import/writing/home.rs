//! Files that records name, as they are seen from the file in which the record stands.

use std::borrow::Cow;

use crate::import::draft::{DraftValue, Field};
use crate::load::kind::ValueKind;
use crate::load::{relinked, seen_from};

/// `fields` with the files that they name from `content/` on as they are seen from the file at `path`.
pub(super) fn at_home<'f>(path: &str, fields: Cow<'f, [Field]>) -> Cow<'f, [Field]> {
    match fields.iter().any(|field| names_files(&field.key.kind)) {
        true => Cow::Owned(moved(path, fields.into_owned())),
        false => fields,
    }
}

/// Whether values of this kind, or some within them, name files.
fn names_files(kind: &ValueKind) -> bool {
    match kind {
        ValueKind::File | ValueKind::Markdown => true,
        ValueKind::Several(inner) | ValueKind::List(inner) => names_files(inner),
        ValueKind::Record(keys) => keys.iter().any(|key| names_files(&key.kind)),
        _ => false,
    }
}

fn moved(path: &str, fields: Vec<Field>) -> Vec<Field> {
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
                DraftValue::Records(records.into_iter().map(|fields| moved(path, fields)).collect())
            }
            value => far(value),
        };
        field
    };
    fields.into_iter().map(one).collect()
}
