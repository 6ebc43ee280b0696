//! SARIF 2.1.0: what code-scanning services and editors exchange.

use serde_json::{Value, json};

use super::json::encode;
use super::{Diagnostic, Diagnostics, Lang, Rule};
use crate::source::{Sources, Span};

/// All problems as a SARIF log of one run. Its rules are those that were met, by name. `prefix` leads from where
/// files are looked for to the site folder (empty, or ending in `/`).
pub fn sarif(diagnostics: &Diagnostics, sources: &Sources, lang: Lang, prefix: &str) -> String {
    let mut rules: Vec<&'static Rule> = diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);

    let results: Vec<Value> =
        diagnostics.iter().map(|diagnostic| result(diagnostic, &rules, (sources, prefix), lang)).collect();
    let descriptors: Vec<Value> = rules.iter().map(|rule| descriptor(rule, lang)).collect();
    let language = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    };
    encode(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": descriptors,
            }},
            "language": language,
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

/// SARIF's levels are called as our severities are.
fn descriptor(rule: &Rule, lang: Lang) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.what.get(lang) },
        "fullDescription": { "text": rule.why.get(lang) },
        "defaultConfiguration": { "level": rule.severity.name() },
    })
}

fn result(diagnostic: &Diagnostic, rules: &[&'static Rule], files: (&Sources, &str), lang: Lang) -> Value {
    let mut text = diagnostic.message.get(lang).to_owned();
    if let Some(help) = &diagnostic.help {
        text += &format!("\n{}", help.get(lang));
    }
    let related: Vec<Value> = diagnostic
        .others(lang, usize::MAX)
        .enumerate()
        .map(|(index, (span, label))| {
            json!({
                "id": index,
                "physicalLocation": location(span, files),
                "message": { "text": label },
            })
        })
        .collect();
    json!({
        "ruleId": diagnostic.rule.name,
        "ruleIndex": rules.partition_point(|rule| rule.name < diagnostic.rule.name),
        "level": diagnostic.severity.name(),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(diagnostic.span, files) }],
        "relatedLocations": related,
    })
}

fn location(span: Span, (sources, prefix): (&Sources, &str)) -> Value {
    let at = sources.position(span);
    json!({
        "artifactLocation": { "uri": uri(&format!("{prefix}{}", sources.get(span.file).path)) },
        "region": {
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
            "endColumn": at.end_column,
        },
    })
}

/// A relative URI reference: all but unreserved characters and `/` percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(byte.into()),
            byte if byte.is_ascii_alphanumeric() => out.push(byte.into()),
            byte => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn rules_met_results_and_places() {
        let (diagnostics, sources) = sample::board();
        let log: Value = serde_json::from_str(&sarif(&diagnostics, &sources, Lang::Zh, "")).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let names: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        assert_eq!(names, ["board-empty", "grid-unknown", "phone-bad", "text-odd"]);
        assert_eq!(
            run["results"][1],
            json!({
                "ruleId": "grid-unknown",
                "ruleIndex": 1,
                "level": "error",
                "message": { "text": "网格“g1”不存在\n写成 g-1" },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": "content/%E7%8E%8B%E5%AE%B6%E6%B9%BE.yaml" },
                    "region": { "startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 9 },
                }}],
                "relatedLocations": [{
                    "id": 0,
                    "physicalLocation": {
                        "artifactLocation": { "uri": "content/%E7%8E%8B%E5%AE%B6%E6%B9%BE.yaml" },
                        "region": { "startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 10 },
                    },
                    "message": { "text": "最接近的网格在此" },
                }],
            })
        );
        assert_eq!(run["results"][2]["level"], "note");
    }
}
