//! What happened to a record, as pages tell it.

use similar::{ChangeTag, TextDiff};

use serde_json::Value;

use crate::characters::is_han;
use crate::publication::{Fields, HEAD, Key, Op, Reason, Record, Step, Withdrawn};
use crate::site::data;
use crate::site::pages::desk::Desk;
use crate::site::pages::open_data::{CHINESE, foreign, nearer};
use crate::site::urls::Target;
use crate::site::view::{
    ChangeItem, FieldChange, FieldKind, FieldLabel, Link, ReasonView, TextChange, WithdrawnView,
};

/// Fields that say what another field says better.
const SILENT: [&str; 9] =
    ["id", "page", "lead", "by", "by_kind", "scheme", "subject", "subject_kind", "cadence"];

/// Longer texts are told word by word.
const SHORT: usize = 24;

/// So many characters around a change are shown of a long text.
const AROUND: usize = 16;

/// Fewer characters than these are not worth leaving out.
const FEW: usize = 10;

/// So many characters of a question are its title.
const TITLE: usize = 40;

impl Desk<'_> {
    /// What happened to a record at `step`.
    pub(crate) fn recorded_change(&self, record: &Record, step: Step) -> ChangeItem {
        let version = record.version(step);
        let steps = record.history(&version.key);
        let before = steps.iter().take_while(|&&other| other != step).last().copied();
        let now = record.told(step);
        let empty = Fields::new();
        let was = before.map_or(&empty, |before| record.told(before));
        let told = if version.op == Op::Removed { was } else { &**now };
        let kind = version.key.kind.as_str();
        let names = now.keys().chain(was.keys().filter(|name| !now.contains_key(*name)));
        let is_told = |name: &&String| !SILENT.contains(&name.as_str()) && now.get(*name) != was.get(*name);
        let changed = names.filter(is_told).filter(|_| version.op == Op::Changed);
        ChangeItem {
            kind: kind.to_owned(),
            title: self.title_of(&version.key, told),
            about: about(kind, told),
            period: told
                .get("period")
                .and_then(Value::as_str)
                .filter(|_| kind == "ratings")
                .map(str::to_owned),
            fields: changed.map(|name| self.field(kind, name, was.get(name), now.get(name))).collect(),
            reasons: version.reasons.iter().map(|reason| self.reason(kind, reason)).collect(),
            withdrawn: version.withdrawn.as_ref().map(|withdrawn| self.withdrawn(kind, withdrawn)),
        }
    }

    fn title_of(&self, key: &Key, fields: &Fields) -> Option<Link> {
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        let name = match key.kind.as_str() {
            "ratings" => text("subject_name"),
            "replies" => text("question"),
            "activities" => text("title").or_else(|| text("cadence_name")),
            "figures" => text("name"),
            _ => text("name").or_else(|| text("title")),
        };
        let name = name?;
        let short: String = name.chars().take(TITLE).collect();
        let name = if short.len() < name.len() { format!("{short}…") } else { short };
        Some(Link { name, href: self.page_of(key, fields) })
    }

    /// The page of a record, where it has one now.
    fn page_of(&self, key: &Key, fields: &Fields) -> Option<String> {
        let places = self.facts.changes();
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        let grid = |id: &str| places.grid(id).map(Target::Grid);
        let member = |id: &str| {
            let found = places.member(id)?;
            self.facts.has_page(found).then_some(Target::Member(found))
        };
        let target = match key.kind.as_str() {
            "grids" => grid(&key.id),
            "figures" => grid(text("grid")?),
            "members" => member(&key.id),
            "ratings" => match text("subject_kind") {
                Some("grid") => grid(text("subject")?),
                _ => member(text("subject")?),
            },
            "commitments" => places.commitment(&key.id).map(|at| self.facts.promise(at)),
            "disclosures" => Some(Target::Disclosures),
            "replies" => Some(Target::Replies),
            "notices" => places.notice(&key.id).map(Target::Page),
            _ => None,
        };
        target.map(|target| self.href(target))
    }

    /// What a field of the open data is called on this page.
    pub(crate) fn label(&self, kind: &str, name: &str) -> FieldLabel {
        let page = self.facts.edition.language;
        let Some(field) = data::columns(kind).iter().find(|field| field.name == name) else {
            return FieldLabel { name: name.to_owned(), language: None };
        };
        let language = nearer(page);
        let name = if language == CHINESE { field.zh.to_owned() } else { field.name.replace('_', " ") };
        FieldLabel { name, language: foreign(page, language) }
    }

    fn field(&self, kind: &str, name: &str, was: Option<&Value>, now: Option<&Value>) -> FieldChange {
        let (code, was) = self.value(kind, name, was);
        let (now_code, now) = self.value(kind, name, now);
        let parts = match (&was, &now) {
            (Some(was), Some(now)) if was.chars().count().max(now.chars().count()) > SHORT => {
                compared(was, now)
            }
            _ => Vec::new(),
        };
        let label = self.label(kind, name);
        FieldChange { label, kind: if now.is_some() { now_code } else { code }, was, now, parts }
    }

    /// A value as it is read, and what it is.
    pub(crate) fn value(
        &self,
        kind: &str,
        name: &str,
        value: Option<&Value>,
    ) -> (&'static str, Option<String>) {
        let field = data::columns(kind).iter().find(|field| field.name == name);
        let is_chinese = nearer(self.facts.edition.language) == CHINESE;
        let word = |text: &str| {
            let of = field.into_iter().flat_map(|field| field.words).find(|(code, _)| *code == text);
            match of {
                Some((_, zh)) if is_chinese => (*zh).to_owned(),
                Some((code, _)) => code.replace('_', " "),
                None => text.to_owned(),
            }
        };
        match value {
            None | Some(Value::Null) => ("text", None),
            Some(Value::Bool(flag)) => ("flag", Some(flag.to_string())),
            Some(Value::String(text)) if field.is_some_and(|field| field.kind == FieldKind::Date) => {
                ("date", Some(text.clone()))
            }
            Some(Value::String(text)) => ("text", Some(word(text))),
            Some(other) => ("text", Some(other.to_string())),
        }
    }

    fn reason(&self, kind: &str, Reason { date, key, reason }: &Reason) -> ReasonView {
        ReasonView { date: date.to_string(), label: self.label(kind, key), reason: reason.clone() }
    }

    /// What was withdrawn; of a publication that can be its note alone, which is not named.
    pub(crate) fn withdrawn(&self, kind: &str, withdrawn: &Withdrawn) -> WithdrawnView {
        WithdrawnView {
            date: withdrawn.date.to_string(),
            reason: withdrawn.reason.clone(),
            fields: match kind {
                HEAD => Vec::new(),
                _ => withdrawn.fields.iter().map(|name| self.label(kind, name)).collect(),
            },
        }
    }
}

/// What stands beside the title.
fn about(kind: &str, fields: &Fields) -> Vec<String> {
    let names: &[&str] = match kind {
        "ratings" => &["scheme_name"],
        "commitments" => &["by_name"],
        "members" => &["title"],
        "figures" => &["grid_name", "part"],
        "activities" => &["by_name"],
        _ => &[],
    };
    names.iter().filter_map(|name| Some(fields.get(*name)?.as_str()?.to_owned())).collect()
}

/// Two texts in one, word by word, without what both have far from what they do not.
fn compared(was: &str, now: &str) -> Vec<TextChange> {
    let (was, now) = (words(was), words(now));
    let diff = TextDiff::from_slices(&was, &now);
    let mut parts: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match parts.last_mut().filter(|(tag, _)| *tag == change.tag()) {
            Some((_, text)) => text.push_str(change.value()),
            None => parts.push((change.tag(), change.value().to_owned())),
        }
    }
    let count = parts.len();
    let part = |(at, (tag, text)): (usize, (ChangeTag, String))| -> Vec<TextChange> {
        let one = |op, text| TextChange { op, text };
        match tag {
            ChangeTag::Delete => vec![one("gone", text)],
            ChangeTag::Insert => vec![one("new", text)],
            ChangeTag::Equal => {
                let length = text.chars().count();
                let (head, tail) = (if at > 0 { AROUND } else { 0 }, if at + 1 < count { AROUND } else { 0 });
                if length < head + tail + FEW {
                    return vec![one("same", text)];
                }
                let first: String = text.chars().take(head).collect();
                let last: String = text.chars().skip(length - tail).collect();
                [one("same", first), one("cut", String::new()), one("same", last)]
                    .into_iter()
                    .filter(|part| part.op == "cut" || !part.text.is_empty())
                    .collect()
            }
        }
    };
    parts.into_iter().enumerate().flat_map(part).collect()
}

/// A Han character is a word; elsewhere letters and digits in a row are one, so that no number is torn.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_run = |c: char| c.is_alphanumeric() && !is_han(c);
        let end =
            if is_run(first) { rest.find(|c| !is_run(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (word, after) = rest.split_at(end);
        words.push(word);
        rest = after;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_and_no_word_is_torn() {
        let told = |was, now| {
            let parts = compared(was, now);
            parts.iter().map(|part| format!("{}:{}", part.op, part.text)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told("装路灯 24 盏", "装路灯 214 盏"), "same:装路灯  gone:24 new:214 same: 盏");
        assert_eq!(told("two lamps", "ten lamps"), "gone:two new:ten same: lamps");
        assert_eq!(told("户户全部接通", "户户大部接通"), "same:户户 gone:全 new:大 same:部接通");
    }
}
