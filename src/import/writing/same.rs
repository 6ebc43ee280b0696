//! What values mean, whatever way they are written: two that mean the same are not changed, and records are known by them.

use rustc_hash::FxHashMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::characters;
use crate::load::kind::{Key, ValueKind};
use crate::load::spelling;
use crate::load::tree::{Data, Entry, Node};
use crate::model::Board;

use super::yaml::said;
use crate::import::draft::{DraftValue, Field};

/// Stands between the items of a list.
pub(super) const BETWEEN: char = '\u{1f}';
/// What may follow a number.
const UNITS: [&str; 7] = ["分", "户", "人", "次", "天", "%", "个"];

/// The ids of what references name.
#[derive(Debug, Default)]
pub(super) struct Names(FxHashMap<&'static str, FxHashMap<String, String>>);

impl Names {
    /// Those of `board`. A name that several bear is none.
    pub(super) fn of(board: &Board) -> Names {
        let mut names = Names::default();
        names.add("grid", board.ground.grids.iter().map(|one| (&*one.id.value, Some(&*one.name.value))));
        names.add("member", board.ground.members.iter().map(|one| (&*one.id.value, Some(&*one.name.value))));
        names.add("household", board.ground.households.iter().map(|one| (&*one.id.value, None)));
        names.add("network", board.ground.networks.iter().map(|one| (&*one.id.value, Some(&*one.name))));
        names.add("scheme", board.ground.schemes.iter().map(|one| (&*one.id.value, Some(&*one.name))));
        names.add("cadence", board.ground.cadences.iter().map(|one| (&*one.id.value, Some(&*one.name))));
        let levels = board.ground.networks.iter().flat_map(|network| &network.levels);
        names.add("level", levels.map(|one| (&*one.id.value, Some(&*one.name))));
        names
    }

    fn add<'b>(&mut self, what: &'static str, all: impl Iterator<Item = (&'b str, Option<&'b str>)> + Clone) {
        let by = self.0.entry(what).or_default();
        let mut borne: FxHashMap<String, usize> = FxHashMap::default();
        for name in all.clone().filter_map(|(_, name)| name) {
            *borne.entry(text(name)).or_default() += 1;
        }
        for (id, name) in all.clone() {
            if let Some(name) = name.map(text).filter(|name| borne[name] == 1 || what == "level") {
                by.insert(name, text(id));
            }
        }
        // An id goes before the same name of another.
        by.extend(all.map(|(id, _)| (text(id), text(id))));
    }

    /// The id of the record that `reference` names, if there is one; else the reference.
    pub(super) fn id(&self, what: &str, reference: &str) -> String {
        let reference = text(reference);
        self.0.get(what).and_then(|by| by.get(&reference)).cloned().unwrap_or(reference)
    }

    /// What a single value of this kind means.
    pub(super) fn scalar(&self, kind: &ValueKind, typed: &str) -> String {
        let word = typed.trim();
        let read = match kind {
            ValueKind::List(inner) | ValueKind::Several(inner) => return self.scalar(inner, word),
            ValueKind::Reference(what) => return self.id(what, word),
            ValueKind::Bool => match word {
                "是" | "true" | "True" | "TRUE" => Some("true".to_owned()),
                "否" | "false" | "False" | "FALSE" => Some("false".to_owned()),
                _ => None,
            },
            ValueKind::Count | ValueKind::Number => {
                spelling::number(word, &UNITS).map(|read| read.value.normalize().to_string())
            }
            ValueKind::Date => spelling::date(word).ok().map(|read| read.value.to_string()),
            ValueKind::Month => spelling::month(word).ok().map(|read| read.value.to_string()),
            ValueKind::Phone => Some(spelling::phone(word).value),
            ValueKind::Choice(words) => {
                words.iter().find(|one| one.en == word || one.zh == word).map(|one| one.en.to_owned())
            }
            _ => None,
        };
        read.unwrap_or_else(|| text(word))
    }

    /// What `value` means under a key of this kind; of a list its items in their order.
    pub(super) fn value(&self, kind: &ValueKind, value: &DraftValue) -> Vec<String> {
        match value {
            DraftValue::List(items) => items.iter().flat_map(|item| self.value(kind, item)).collect(),
            DraftValue::Private(inner) => self.value(kind, inner.reveal()),
            other => vec![self.scalar(kind, &said(other, true))],
        }
    }

    /// The same for what is written.
    pub(super) fn node(&self, kind: &ValueKind, node: &Node<'_>) -> Vec<String> {
        match &node.data {
            Data::Scalar { text, .. } if !node.is_blank() => vec![self.scalar(kind, text)],
            Data::List(items) => items.iter().flat_map(|item| self.node(kind, item)).collect(),
            _ => Vec::new(),
        }
    }

    /// What `fields` say under the key with this English name.
    pub(super) fn field(&self, fields: &[Field], en: &str) -> Option<String> {
        let field = fields.iter().find(|field| field.key.en == en)?;
        joined(self.value(&field.key.kind, &field.value))
    }

    /// What the mapping `node` says under the key with this English name.
    pub(super) fn entry(&self, node: &Node<'_>, keys: &'static [Key], en: &str) -> Option<String> {
        let key = keys.iter().find(|key| key.en == en)?;
        joined(self.node(&key.kind, &entry(node, key)?.value))
    }
}

/// What is said under `key` in the mapping `node`.
pub(super) fn entry<'n, 's>(node: &'n Node<'s>, key: &Key) -> Option<&'n Entry<'s>> {
    let Data::Map(entries) = &node.data else { return None };
    entries.iter().find(|entry| entry.key == key.en || entry.key == key.zh)
}

fn joined(mut items: Vec<String>) -> Option<String> {
    items.sort_unstable();
    (!items.is_empty()).then(|| items.join(&BETWEEN.to_string()))
}

/// A text as it is compared: 张 三 is 张三, lines run on.
pub(super) fn text(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return text.to_owned();
    }
    let plain = characters::plain(text);
    let text = match is_nfc_quick(plain.chars()) {
        IsNormalized::Yes => plain,
        _ => plain.nfc().collect(),
    };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = spelling::joined(&words).unwrap_or(words);
    spelling::name(&words).0
}
