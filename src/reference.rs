//! JSON Schema 2020-12 of record files, `site.yaml` and front matter, from the table of keys.
//!
//! Editors point at the narrowest fault only where a schema leaves no choice, so `anyOf` stands only where a
//! required key has two names; everything else is types, enumerations and `if`.

use serde_json::{Map, Value, json};

use crate::load::compound::{RawBand, RawPerDimension};
use crate::load::kind::{Choice, Key, Need, ValueKind};
use crate::load::records::{Raw, RawFront};
use crate::load::site::RawSite;

/// Which kind of file a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// Record files.
    Records,
    /// `site.yaml`
    Site,
    /// The front matter of pages and notices.
    Page,
}

/// The schema of `document`.
pub fn schema(document: Document) -> Value {
    let (keys, title) = match document {
        Document::Records => (Raw::KEYS, "公开栏 记录文件 · gongkailan records"),
        Document::Site => (RawSite::KEYS, "公开栏 site.yaml · gongkailan settings"),
        Document::Page => (RawFront::KEYS, "公开栏 页面设置 · gongkailan front matter"),
    };
    let mut root = record(keys);
    root.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("title".into(), json!(title));
    Value::Object(root)
}

/// A mapping with these keys, each under either of its names but not under both.
fn record(keys: &[Key]) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut either = Map::new();
    let mut required = Vec::new();
    for key in keys {
        let mut value = kind(&key.kind, key.need == Need::Required);
        if let Value::Object(value) = &mut value {
            value.insert("title".into(), json!(format!("{} · {}", key.zh, key.en)));
            value.insert("description".into(), json!(format!("{} · {}", key.doc.zh, key.doc.en)));
            if !key.example.is_empty() {
                value.insert("examples".into(), json!([key.example]));
            }
        }
        properties.insert(key.en.into(), value.clone());
        properties.insert(key.zh.into(), value);
        either.insert(key.en.into(), json!({"properties": {key.zh: false}}));
        if key.need == Need::Required {
            required.push(json!({"anyOf": [{"required": [key.en]}, {"required": [key.zh]}]}));
        }
    }
    let mut record = Map::new();
    record.insert("type".into(), json!("object"));
    record.insert("properties".into(), Value::Object(properties));
    record.insert("additionalProperties".into(), json!(false));
    record.insert("dependentSchemas".into(), Value::Object(either));
    if !required.is_empty() {
        record.insert("allOf".into(), Value::Array(required));
    }
    record
}

/// An empty value is 'not given': fine unless the key is required.
fn types(names: &[&str], required: bool) -> Value {
    let mut names: Vec<&str> = names.to_vec();
    if !required {
        names.push("null");
    }
    json!(names)
}

/// What a key of this kind takes.
fn kind(kind_of: &ValueKind, required: bool) -> Value {
    // YAML reads 13800138000, 007 and 是-less words as numbers or booleans: text keys take them as typed.
    let text = || json!({"type": types(&["string", "number", "boolean"], required)});
    let spelled = |names: &[&str], pattern: &str| json!({"type": types(names, required), "pattern": pattern});
    match kind_of {
        ValueKind::Text
        | ValueKind::Markdown
        | ValueKind::Phone
        | ValueKind::Reference(_)
        | ValueKind::File => text(),
        ValueKind::Id => {
            json!({"type": types(&["string", "number"], required), "pattern": r"^[^\s/\\:*?\x22<>|.]([^\s/\\:*?\x22<>|]*[^\s/\\:*?\x22<>|.])?$"})
        }
        ValueKind::Bool => words(&[json!(true), json!(false), json!("是"), json!("否")], required),
        ValueKind::Count => {
            let mut count = spelled(&["integer", "string"], r"^\s*[0-9０-９]+\s*[户人次天个%％]?\s*$");
            count["minimum"] = json!(0);
            count
        }
        ValueKind::Number => {
            spelled(&["number", "string"], r"^\s*-?[0-9０-９]+([.．。][0-9０-９]+)?\s*分?\s*$")
        }
        ValueKind::Tolerance => {
            spelled(&["number", "string"], r"^\s*[0-9０-９]+([.．][0-9０-９]+)?\s*[%％]?\s*$")
        }
        ValueKind::Date => spelled(&["string"], &format!(r"^\s*{YEAR}{}\s*[日号]?\s*$", day())),
        ValueKind::Month => spelled(&["string", "number"], &format!(r"^\s*{YEAR}{}\s*月?\s*$", month())),
        ValueKind::Period => spelled(
            &["string", "number"],
            &format!(
                r"^\s*[0-9０-９]{{4}}\s*(年?|[-－]\s*([qQ][1-4]|[hH][12])|{SIGN}\s*{}\s*月?)\s*$",
                month()
            ),
        ),
        ValueKind::DayOrMonth => spelled(&["string", "number"], r"^\s*[0-9０-９]{4}\s*[-/.年－／．—]"),
        ValueKind::Choice(choices) => words(&names_of(choices), required),
        ValueKind::List(item) => json!({"type": types(&["array"], required), "items": kind(item, false)}),
        ValueKind::Several(item) => json!({
            "if": {"type": "array"},
            "then": {"items": kind(item, false)},
            "else": kind(item, required),
        }),
        ValueKind::Record(keys) => {
            let mut nested = record(keys);
            nested.insert("type".into(), types(&["object"], required));
            Value::Object(nested)
        }
        ValueKind::Private => json!({}),
        ValueKind::PrivateMap => json!({"type": types(&["object"], required)}),
        ValueKind::Scores => json!({
            "type": types(&["array", "object"], required),
            "items": kind(&ValueKind::Number, false),
            "additionalProperties": kind(&ValueKind::Number, false),
        }),
        ValueKind::Numbers => {
            json!({"type": types(&["object"], required), "additionalProperties": kind(&ValueKind::Number, false)})
        }
        ValueKind::Severities => {
            let levels = ["off", "note", "warning", "error", "关闭", "提示", "警告", "错误"];
            json!({"type": types(&["object"], required), "additionalProperties": {"enum": levels}})
        }
        ValueKind::Texts => {
            json!({"type": types(&["object"], required), "additionalProperties": kind(&ValueKind::Text, false)})
        }
        ValueKind::Stars => json!({
            "if": {"type": "array"},
            "then": {"items": record(RawBand::KEYS)},
            "else": kind(&ValueKind::Record(RawPerDimension::KEYS), required),
        }),
    }
}

/// What stands between year, month and day.
const SIGN: &str = "[-/.年月－／．\u{2010}-\u{2015}\u{2212}]";
/// A year and the sign after it.
const YEAR: &str = "[0-9０-９]{4}\\s*[-/.年月－／．\u{2010}-\u{2015}\u{2212}]\\s*";

/// Any of these digits, of either width.
fn digit(digits: &str) -> String {
    let wide = digits.chars().filter_map(|digit| char::from_u32(digit as u32 + 0xfee0));
    format!("[{digits}{}]", wide.collect::<String>())
}

fn month() -> String {
    format!("({}?{}|{}{})", digit("0"), digit("123456789"), digit("1"), digit("012"))
}

/// A month and a day that it has; of February the 29th, too.
fn day() -> String {
    let any = digit("0123456789");
    let short = format!("{}?{}|{}{any}", digit("0"), digit("123456789"), digit("12"));
    let (zero, one, three) = (digit("0"), digit("1"), digit("3"));
    let sign = format!(r"\s*{SIGN}\s*");
    format!(
        "(({zero}?{}|{one}{}){sign}({short}|{three}{})|({zero}?{}|{one}{one}){sign}({short}|{three}{zero})|{zero}?{}{sign}({short}))",
        digit("13578"),
        digit("02"),
        digit("01"),
        digit("469"),
        digit("2"),
    )
}

fn names_of(choices: &[Choice]) -> Vec<Value> {
    choices.iter().flat_map(|choice| [json!(choice.en), json!(choice.zh)]).collect()
}

fn words(words: &[Value], required: bool) -> Value {
    let mut words = words.to_vec();
    if !required {
        words.push(Value::Null);
    }
    json!({"enum": words})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_there_under_both_names_with_its_meaning() {
        let records = schema(Document::Records);
        let members = &records["properties"]["members"]["items"];
        assert_eq!(members, &records["properties"]["责任人"]["items"]);
        for name in ["phone", "电话"] {
            let phone = &members["properties"][name];
            assert_eq!(phone["type"], json!(["string", "number", "boolean", "null"]));
            assert!(phone["description"].as_str().unwrap().contains("consent"));
        }
        assert_eq!(members["additionalProperties"], json!(false));
    }
}
