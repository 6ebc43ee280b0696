//! One record of the board with what the file says of it: values that mean the same stay, others are written anew.

use rustc_hash::FxHashMap;

use crate::diagnostic::Text;
use crate::import::draft::{Draft, DraftValue, Field, RecordKind};
use crate::load::kind::{Key, ValueKind};
use crate::load::records::RawPost;
use crate::load::tree::{Data, Entry, Node};
use crate::private::Private;
use crate::text;

use super::pen::{Anchored, Pen};
use super::same::{Names, entry, text};
use super::stock::is_zh;
use super::told::Change;
use super::yaml::{Yaml, name};

/// What cannot be changed by itself: where the file says it, and the key.
#[derive(Default)]
pub(super) struct Stuck {
    pub place: String,
    pub key: (&'static str, &'static str),
}

impl Stuck {
    /// At the key and the cell of `field`.
    pub(super) fn at(field: &Field) -> Stuck {
        Stuck { place: field.place.clone(), key: (field.key.zh, field.key.en) }
    }
}

/// Changes in one record.
pub(super) struct Writing<'w, 'a> {
    pub names: &'a Names,
    pub text: &'a str,
    pub pen: &'w mut Pen<'a>,
    pub is_zh: bool,
    pub lead_title: Option<&'a str>,
    /// What was changed so far.
    pub changes: Vec<Change>,
}

impl<'w, 'a> Writing<'w, 'a> {
    /// What `draft` says into the record `node`; `fields` are its own as they are seen from there.
    pub(super) fn record(
        &mut self,
        draft: &Draft,
        fields: &[Field],
        node: &'a Node<'a>,
    ) -> Result<(), Stuck> {
        self.fields(node, fields, false)?;
        match &draft.private[..] {
            [] => Ok(()),
            details => self.private(draft.kind.key("private"), details, node),
        }
    }

    /// What `fields` say into the mapping `node`; what changes is not shown when it `is_hidden`.
    pub(super) fn fields(
        &mut self,
        node: &'a Node<'a>,
        fields: &[Field],
        is_hidden: bool,
    ) -> Result<(), Stuck> {
        let mut added = Vec::new();
        for field in fields {
            let key = field.key;
            // Who covers whom may stand at either end: see `coverage`. Entries of ratings: see `ratings`.
            if ["covers", "covered_by", "entries", "scores"].contains(&key.en) {
                continue;
            }
            let written = match entry(node, key) {
                Some(found) => match (&key.kind, &field.value) {
                    (ValueKind::List(ValueKind::Record(keys)), DraftValue::Records(records)) => {
                        self.nested(node, found, (field, records), keys, is_hidden)?;
                        Ok(())
                    }
                    _ => self.value(node, found, field, is_hidden),
                },
                None if key.en == "lead"
                    && let Some(post) = self.lead_post(node) =>
                {
                    self.lead(post, field)
                }
                None => {
                    self.note(field, "", is_hidden);
                    added.push((name(key, self.is_zh).to_owned(), Yaml::field(field, self.is_zh)));
                    Ok(())
                }
            };
            written.map_err(|_| Stuck::at(field))?;
        }
        self.pen.add_keys(node, &added);
        Ok(())
    }

    /// What `field` says as the value `found` in the mapping `node`.
    pub(super) fn value(
        &mut self,
        node: &Node<'_>,
        found: &Entry<'_>,
        field: &Field,
        is_hidden: bool,
    ) -> Result<(), Anchored> {
        let kind = &field.key.kind;
        let wanted = self.names.value(kind, &field.value);
        let old = self.names.node(kind, &found.value);
        if same_items(&wanted, &old) {
            return Ok(());
        }
        let values = match (&field.value, &found.value.data) {
            (value, Data::List(items)) => {
                let items: Vec<Vec<String>> = items.iter().map(|item| self.names.node(kind, item)).collect();
                let all = match value {
                    DraftValue::List(values) => values.iter().collect(),
                    one => vec![one],
                };
                Some((items, all))
            }
            _ => None,
        };
        match values {
            Some((items, all)) => {
                let kept: Vec<bool> =
                    items.iter().map(|item| item.iter().all(|one| wanted.contains(one))).collect();
                let stay: Vec<&String> =
                    items.iter().zip(&kept).filter(|(_, kept)| **kept).flat_map(|(item, _)| item).collect();
                let new = all.into_iter().zip(&wanted).filter(|(_, said)| !stay.contains(said));
                let new: Vec<Yaml> = new.map(|(value, _)| Yaml::of(value, self.is_zh)).collect();
                self.pen.set_list(node, found, &new, &kept)?;
            }
            None => self.pen.set(node, found, &Yaml::field(field, self.is_zh))?,
        }
        let old = match &found.value.data {
            Data::Empty => "",
            _ => self.text.get(found.value.span.range()).unwrap_or_default(),
        };
        self.note(field, old, is_hidden);
        Ok(())
    }

    /// Notes that the value under `field` was changed from `old`.
    fn note(&mut self, field: &Field, old: &str, is_hidden: bool) {
        let is_shown = !is_hidden
            && !matches!(field.value, DraftValue::Private(_))
            && !matches!(field.key.kind, ValueKind::Phone);
        let short = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.changes.push(Change {
            key: Text { zh: field.key.zh.to_owned(), en: field.key.en.to_owned() },
            values: is_shown.then(|| (short(old), Yaml::field(field, self.is_zh).flow())),
        });
    }

    /// The post of the lead that has not ended, where the lead is written as a post.
    fn lead_post(&self, grid: &'a Node<'a>) -> Option<&'a Node<'a>> {
        let Data::List(posts) = &entry(grid, RecordKind::Grid.key("posts"))?.value.data else { return None };
        let title = text(self.lead_title?);
        let says = |post: &Node<'_>, en: &str| self.names.entry(post, RawPost::KEYS, en);
        posts.iter().find(|post| says(post, "post").as_ref() == Some(&title) && says(post, "to").is_none())
    }

    /// Whom `field` names into the `post` of the lead.
    fn lead(&mut self, post: &'a Node<'a>, field: &Field) -> Result<(), Anchored> {
        let key = |en: &str| RawPost::KEYS.iter().find(|key| key.en == en);
        let (Some(member), Some(vacant)) = (key("member"), key("vacant")) else { return Ok(()) };
        if let Some(found) = entry(post, member) {
            return self.value(post, found, field, false);
        }
        self.note(field, "", false);
        let is_zh = is_zh(post, RawPost::KEYS);
        let (member, who) = (name(member, is_zh), Yaml::field(field, is_zh));
        match entry(post, vacant) {
            Some(vacant) => self.pen.replace(vacant, member, &who),
            None => {
                self.pen.add_keys(post, &[(member.to_owned(), who)]);
                Ok(())
            }
        }
    }

    /// Records within a record: those that are known by what they say first are changed, others added.
    fn nested(
        &mut self,
        node: &Node<'_>,
        found: &'a Entry<'a>,
        (field, records): (&Field, &[Vec<Field>]),
        keys: &'static [Key],
        is_hidden: bool,
    ) -> Result<(), Stuck> {
        let items: &[Node<'_>] = if let Data::List(items) = &found.value.data { items } else { &[] };
        if items.is_empty() {
            let all = Yaml::List(records.iter().map(|fields| Yaml::fields(fields, self.is_zh)).collect());
            return self.pen.set(node, found, &all).map_err(|_| Stuck::at(field));
        }
        let first_said = |fields: &[Field]| self.names.field(fields, fields.first()?.key.en);
        let firsts: Vec<Option<String>> = records.iter().map(|fields| first_said(fields)).collect();
        let mut by_first: FxHashMap<Option<String>, Vec<&'a Node<'a>>> = FxHashMap::default();
        let Some(first_key) = records.first().and_then(|fields| fields.first()).map(|field| field.key.en)
        else {
            return Ok(());
        };
        for item in items {
            by_first.entry(self.names.entry(item, keys, first_key)).or_default().push(item);
        }
        for (fields, first) in records.iter().zip(&firsts) {
            let alike = by_first.get(first).map_or(&[][..], Vec::as_slice);
            let member = self.names.field(fields, "member");
            let same = alike.iter().find(|item| self.names.entry(item, keys, "member") == member);
            // Of one title there may be several posts.
            let is_only = alike.len() == 1 && firsts.iter().filter(|other| *other == first).count() == 1;
            match same.or(alike.first().filter(|_| is_only)) {
                Some(item) => self.fields(item, fields, is_hidden)?,
                None => {
                    fields.first().into_iter().for_each(|field| self.note(field, "", is_hidden));
                    self.pen.append(&found.value, &Yaml::fields(fields, self.is_zh));
                }
            }
        }
        Ok(())
    }

    /// Private `details` below `key` of the record `node`.
    pub(super) fn private(
        &mut self,
        key: &'static Key,
        details: &[(String, Private<Vec<String>>)],
        node: &'a Node<'a>,
    ) -> Result<(), Stuck> {
        let stuck = |()| Stuck { place: String::new(), key: (key.zh, key.en) };
        let found = entry(node, key);
        let Some((found, Data::Map(entries))) = found.map(|found| (found, &found.value.data)) else {
            let mut all = Yaml::details(details);
            details.iter().for_each(|(key, _)| self.note_hidden(key));
            match (found, found.map(|found| &found.value.data), &mut all) {
                // A remark without a key keeps its words.
                (Some(found), Some(Data::Scalar { text: remark, .. }), Yaml::Map(pairs)) => {
                    let word = if self.is_zh { "备注" } else { "note" };
                    pairs.insert(0, (word.to_owned(), Yaml::Text(remark.to_string())));
                    self.pen.set(node, found, &all).map_err(|_| stuck(()))?;
                }
                (Some(found), ..) => self.pen.set(node, found, &all).map_err(|_| stuck(()))?,
                (None, ..) => self.pen.add_keys(node, &[(name(key, self.is_zh).to_owned(), all)]),
            }
            return Ok(());
        };
        let mut added = Vec::new();
        for (key, values) in details {
            let wanted: Vec<String> = values.reveal().iter().map(|value| text(value)).collect();
            match entries.iter().find(|entry| text(&entry.key) == text(key)) {
                Some(old) if same_items(&wanted, &self.names.node(&ValueKind::Text, &old.value)) => continue,
                Some(old) => self.pen.set(&found.value, old, &Yaml::detail(values)).map_err(|_| stuck(()))?,
                // Details within details are one column each in a table: 家庭.子女.姓名.
                None if key.contains('.')
                    && let within @ [_, ..] = &*self.within(&found.value, key) =>
                {
                    match same_items(&wanted, within) {
                        true => continue,
                        false => return Err(stuck(())),
                    }
                }
                None => added.push((key.clone(), Yaml::detail(values))),
            }
            self.note_hidden(key);
        }
        self.pen.add_keys(&found.value, &added);
        Ok(())
    }

    /// What is said under the dotted `key` below `node`, through lists and mappings.
    fn within(&self, node: &Node<'_>, key: &str) -> Vec<String> {
        match &node.data {
            Data::List(items) => items.iter().flat_map(|item| self.within(item, key)).collect(),
            Data::Map(entries) => {
                let below = |entry: &Entry<'_>| match key.strip_prefix(&*entry.key) {
                    Some("") => self.names.node(&ValueKind::Text, &entry.value),
                    Some(rest) => {
                        rest.strip_prefix('.').map_or(Vec::new(), |rest| self.within(&entry.value, rest))
                    }
                    None => Vec::new(),
                };
                entries.iter().flat_map(below).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Adds what `field` says, of which the record `node` says nothing.
    pub(super) fn add(&mut self, node: &Node<'_>, field: &Field) {
        self.note(field, "", false);
        self.pen.add_keys(node, &[(name(field.key, self.is_zh).to_owned(), Yaml::field(field, self.is_zh))]);
    }

    pub(super) fn note_hidden(&mut self, key: &str) {
        self.changes.push(Change { key: text!("{key}", "{key}"), values: None });
    }
}

/// Whether both say the same, in whatever order.
pub(super) fn same_items(one: &[String], other: &[String]) -> bool {
    let sorted = |items: &[String]| {
        let mut items = items.to_vec();
        items.sort_unstable();
        items
    };
    one.len() == other.len() && (one == other || sorted(one) == sorted(other))
}
