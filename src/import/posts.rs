//! People beside a row's record, as its fields hold them: one or several, in posts or vacant.

use super::draft::{DraftValue, Field, RecordKind};
use crate::load::kind::ValueKind;

/// One value alone, several as a list.
pub(super) fn one_or_list(mut values: Vec<DraftValue>) -> DraftValue {
    match values.len() {
        1 => values.remove(0),
        _ => DraftValue::List(values),
    }
}

/// A post of a grid with who holds it, or vacant.
pub(super) fn post(title: &str, holder: Option<DraftValue>, place: &str) -> Vec<Field> {
    let ValueKind::List(ValueKind::Record(keys)) = RecordKind::Grid.key("posts").kind else {
        return Vec::new();
    };
    let field = |en: &str, value| {
        keys.iter().find(|key| key.en == en).map(|key| Field { key, value, place: place.to_owned() })
    };
    let held = match holder {
        Some(holder) => field("member", holder),
        None => field("vacant", DraftValue::Truth(true)),
    };
    field("post", DraftValue::Text(title.to_owned())).into_iter().chain(held).collect()
}

/// Adds posts to those that `fields` hold.
pub(super) fn add_posts(fields: &mut Vec<Field>, posts: impl Iterator<Item = Vec<Field>>, place: &str) {
    let posts: Vec<Vec<Field>> = posts.collect();
    if posts.is_empty() {
        return;
    }
    match fields.iter_mut().find(|field| field.key.en == "posts") {
        Some(Field { value: DraftValue::Records(known), .. }) => known.extend(posts),
        _ => fields.push(Field {
            key: RecordKind::Grid.key("posts"),
            value: DraftValue::Records(posts),
            place: place.to_owned(),
        }),
    }
}

/// The name of a member.
pub(super) fn name_field(name: &str, place: &str) -> Field {
    let value = DraftValue::Text(name.to_owned());
    Field { key: RecordKind::Member.key("name"), value, place: place.to_owned() }
}
