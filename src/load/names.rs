//! Chinese names of keys across all records: a key known elsewhere under another name here is recognised.

use super::records::{Raw, RawFront};
use super::shape::{Key, Kind};
use super::site::RawSite;

/// The name this record gives to the key that `word` names in another record, if any: 名称 for a member is 姓名.
pub fn same_meaning(word: &str, keys: &'static [Key]) -> Option<&'static str> {
    let mut found = None;
    let mut look = |table: &'static [Key]| {
        for key in table.iter().filter(|key| key.zh == word) {
            found = found.or_else(|| keys.iter().find(|mine| mine.en == key.en && mine.zh != word));
        }
    };
    for table in [Raw::KEYS, RawFront::KEYS, RawSite::KEYS] {
        walk(table, &mut look);
    }
    found.map(|key| key.zh)
}

/// Calls `look` with `table` and every table nested in it.
fn walk(table: &'static [Key], look: &mut impl FnMut(&'static [Key])) {
    look(table);
    for key in table {
        let mut kind = &key.kind;
        while let Kind::List(inner) | Kind::Several(inner) = kind {
            kind = inner;
        }
        if let Kind::Record(nested) = kind {
            walk(nested, look);
        }
    }
}
