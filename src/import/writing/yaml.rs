//! Values and records as YAML that a person would have written: one line where that is short, quotes where YAML or another
//! program that reads it would need them.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use crate::calendar::NaiveDate;
use crate::load::kind::{Key, ValueKind};
use crate::load::values::is_like_boolean;
use crate::private::Private;

use crate::import::draft::{Draft, DraftValue, Field};

/// So many columns a line may have before what it holds is spread over several.
const WIDTH: usize = 100;

/// A piece of YAML.
#[derive(Clone, PartialEq)]
pub(super) enum Yaml {
    /// What is to be read as text by every program.
    Text(String),
    /// A number, a day, a word: as it stands.
    Plain(String),
    /// A list.
    List(Vec<Yaml>),
    /// Keys and values, in order.
    Map(Vec<(String, Yaml)>),
}

/// The name of `key` in the language of the records.
pub(super) fn name(key: &Key, is_zh: bool) -> &'static str {
    if is_zh { key.zh } else { key.en }
}

impl Yaml {
    /// What `value` is written as.
    pub(super) fn of(value: &DraftValue, is_zh: bool) -> Yaml {
        match value {
            DraftValue::Text(text) | DraftValue::Reference(text) => Yaml::Text(text.clone()),
            DraftValue::List(items) => Yaml::List(items.iter().map(|item| Yaml::of(item, is_zh)).collect()),
            DraftValue::Records(records) => {
                Yaml::List(records.iter().map(|fields| Yaml::fields(fields, is_zh)).collect())
            }
            DraftValue::Scores(scores) => {
                let one = |(name, score): &(String, Private<Decimal>)| {
                    (name.clone(), Yaml::Plain(score.reveal().normalize().to_string()))
                };
                Yaml::Map(scores.iter().map(one).collect())
            }
            DraftValue::Private(inner) => Yaml::of(inner.reveal(), is_zh),
            plain => Yaml::Plain(said(plain, is_zh)),
        }
    }

    /// The value of `field`; where several may be given, one stands by itself.
    pub(super) fn field(field: &Field, is_zh: bool) -> Yaml {
        match (&field.key.kind, &field.value) {
            (ValueKind::Several(_), DraftValue::List(items)) if items.len() == 1 => {
                Yaml::of(&items[0], is_zh)
            }
            (_, value) => Yaml::of(value, is_zh),
        }
    }

    /// A record within a record.
    pub(super) fn fields(fields: &[Field], is_zh: bool) -> Yaml {
        let one = |field: &Field| (name(field.key, is_zh).to_owned(), Yaml::field(field, is_zh));
        Yaml::Map(fields.iter().map(one).collect())
    }

    /// A whole record of these `fields`, with `id` unless it is made from the name.
    pub(super) fn record(draft: &Draft, fields: &[Field], id: Option<&str>, is_zh: bool) -> Yaml {
        let Yaml::Map(fields) = Yaml::fields(fields, is_zh) else { return Yaml::Map(Vec::new()) };
        let id = id.map(|id| (name(draft.kind.key("id"), is_zh).to_owned(), Yaml::Text(id.to_owned())));
        let mut pairs: Vec<(String, Yaml)> = id.into_iter().chain(fields).collect();
        if !draft.private.is_empty() {
            pairs.push((name(draft.kind.key("private"), is_zh).to_owned(), Yaml::details(&draft.private)));
        }
        Yaml::Map(pairs)
    }

    /// What goes below a private key.
    pub(super) fn details(private: &[(String, Private<Vec<String>>)]) -> Yaml {
        Yaml::Map(private.iter().map(|(key, values)| (key.clone(), Yaml::detail(values))).collect())
    }

    /// The values of one private detail.
    pub(super) fn detail(values: &Private<Vec<String>>) -> Yaml {
        match &values.reveal()[..] {
            [one] => Yaml::Text(one.clone()),
            several => Yaml::List(several.iter().cloned().map(Yaml::Text).collect()),
        }
    }

    fn is_map(&self) -> bool {
        matches!(self, Yaml::Map(_))
    }

    /// On one line.
    pub(super) fn flow(&self) -> String {
        match self {
            Yaml::Text(text) => scalar(text, Place::Flow),
            Yaml::Plain(text) => text.clone(),
            Yaml::List(items) => {
                let item = |item: &Yaml| match item {
                    Yaml::Text(text) => scalar(text, Place::Item),
                    other => other.flow(),
                };
                format!("[{}]", items.iter().map(item).collect::<Vec<_>>().join(", "))
            }
            Yaml::Map(pairs) => {
                let pair =
                    |(key, value): &(String, Yaml)| format!("{}: {}", scalar(key, Place::Flow), value.flow());
                format!("{{{}}}", pairs.iter().map(pair).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Behind a key or a dash that stands in `column`: on its line, or on lines below it.
    fn behind(&self, column: usize, used: usize) -> String {
        match self {
            Yaml::Text(text) if text.contains('\n') && is_block(text) => {
                let indent = " ".repeat(column + 2);
                let lines = text.trim_end().lines().map(|line| match line.is_empty() {
                    true => "\n".to_owned(),
                    false => format!("\n{indent}{line}"),
                });
                format!(" |{}", lines.collect::<String>())
            }
            Yaml::Text(text) => format!(" {}", scalar(text, Place::Block)),
            Yaml::Plain(text) => format!(" {text}"),
            Yaml::List(items) if !items.iter().any(Yaml::is_map) && self.fits(used) => {
                format!(" {}", self.flow())
            }
            // All in one way.
            Yaml::List(items) => {
                let is_short = items.iter().all(|item| item.fits(column + 4));
                items.iter().map(|item| item.item(column + 2, is_short)).collect()
            }
            Yaml::Map(pairs) if pairs.is_empty() || self.fits(used) => format!(" {}", self.flow()),
            Yaml::Map(_) => format!("\n{}{}", " ".repeat(column + 2), self.lines(column + 2)),
        }
    }

    /// `key: value` in `column`, where the line may begin with the key.
    pub(super) fn pair(key: &str, value: &Yaml, column: usize) -> String {
        let key = scalar(key, Place::Block);
        let behind = match value {
            // Several details are easier to read, and to add to, one below the other.
            Yaml::Map(pairs)
                if pairs.len() > 1 && !pairs.iter().all(|(_, value)| matches!(value, Yaml::Plain(_))) =>
            {
                format!("\n{}{}", " ".repeat(column + 2), value.lines(column + 2))
            }
            value => value.behind(column, column + key.width() + 2),
        };
        format!("{key}:{behind}")
    }

    /// The keys and values of a mapping, each on lines of its own in `column`; the first begins where it is put.
    pub(super) fn lines(&self, column: usize) -> String {
        let Yaml::Map(pairs) = self else { return self.flow() };
        let lines: Vec<String> = pairs.iter().map(|(key, value)| Yaml::pair(key, value, column)).collect();
        lines.join(&format!("\n{}", " ".repeat(column)))
    }

    /// An item of a list with its dashes in `column`, on a line of its own where it `is_short`.
    pub(super) fn item(&self, column: usize, is_short: bool) -> String {
        let rest = match self {
            Yaml::Map(_) if is_short => format!(" {}", self.flow()),
            Yaml::Map(_) => format!(" {}", self.lines(column + 2)),
            other => other.behind(column, column + 2),
        };
        format!("\n{}-{rest}", " ".repeat(column))
    }

    /// Whether it may stand on one line of which so many columns are used.
    pub(super) fn fits(&self, used: usize) -> bool {
        let flow = self.flow();
        !flow.contains("\\n") && used + flow.width() <= WIDTH
    }
}

/// A single value as it is typed; empty for what is none.
pub(super) fn said(value: &DraftValue, is_zh: bool) -> String {
    match value {
        DraftValue::Text(text) | DraftValue::Reference(text) => text.clone(),
        DraftValue::Whole(number) => number.to_string(),
        DraftValue::Number(number) => number.normalize().to_string(),
        DraftValue::Truth(truth) => match (truth, is_zh) {
            (true, true) => "是",
            (false, true) => "否",
            (true, false) => "true",
            (false, false) => "false",
        }
        .to_owned(),
        DraftValue::Day(day) => day.format("%Y-%m-%d").to_string(),
        DraftValue::Month(month) => month.to_string(),
        DraftValue::Choice(choice) => if is_zh { choice.zh } else { choice.en }.to_owned(),
        DraftValue::Private(inner) => said(inner.reveal(), is_zh),
        DraftValue::List(_) | DraftValue::Records(_) | DraftValue::Scores(_) => String::new(),
    }
}

/// Where a scalar stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// Behind a key on a line of its own.
    Block,
    /// Between braces.
    Flow,
    /// Between brackets: a Chinese comma may have been meant to divide items, and is asked about.
    Item,
}

/// `text` as YAML reads it back.
pub(super) fn scalar(text: &str, place: Place) -> String {
    match is_plain(text, place) && !is_taken_for_another(text) {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// In double quotes.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether `text` without quotes is itself in YAML.
fn is_plain(text: &str, place: Place) -> bool {
    let may_begin = |c: char| c.is_alphanumeric() || matches!(c, '（' | '《' | '【' | '〔' | '「');
    let breaks = |c: char| match c {
        ',' | '[' | ']' | '{' | '}' => place != Place::Block,
        '，' | '、' | '；' => place == Place::Item,
        c => c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}'),
    };
    text.starts_with(may_begin)
        && !text.ends_with(|c: char| c.is_whitespace() || c == ':')
        && !text.contains(breaks)
        && ![": ", " #", ":,", "<!--"].iter().any(|sign| text.contains(sign))
}

/// Whether another program would take `text` for a truth value, a number that it is not, or a day: `yes`, `0978`, an
/// identity number of which it would lose digits, `1e5`, `2026-03-31`.
fn is_taken_for_another(text: &str) -> bool {
    if is_like_boolean(text) || ["y", "n", "~"].contains(&&*text.to_lowercase()) {
        return true;
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return [".inf", ".nan"].contains(&&*text.to_lowercase());
    }
    let is_exact = |number: Decimal| text.len() <= 15 && number.normalize().to_string() == text;
    let is_number = text.bytes().all(|byte| byte.is_ascii_hexdigit() || b"._+-xo:".contains(&byte));
    match text.parse() {
        Ok(number) => !is_exact(number),
        Err(_) if text.parse::<NaiveDate>().is_ok() => true,
        // 1e5, 0x1f, 1_000, 12:30; and not 0355-7830012, 2026-03.
        Err(_) => is_number && (text.parse::<f64>().is_ok() || text.contains(['_', 'x', 'o', ':'])),
    }
}

/// Whether lines of `text` stay as they are below `|`.
fn is_block(text: &str) -> bool {
    let is_line = |line: &str| !line.starts_with([' ', '\t']) && !line.contains(|c: char| c.is_control());
    text.lines().all(is_line) && text.lines().next().is_some_and(|line| !line.is_empty())
}
