//! `--format json`: the machine's form, part of the contract.

use serde::Serialize;

use super::visible::is_treacherous;
use super::{Diagnostics, Lang, Severity};
use crate::source::{Sources, Span};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    help: Option<&'a str>,
    related: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// All problems as one line of JSON. `end_column` is one past the last character; `help` is null when there is none.
pub fn json(diagnostics: &Diagnostics, sources: &Sources, lang: Lang) -> String {
    let file = |span: Span| sources.get(span.file).path.as_str();
    let entries = diagnostics.iter().map(|diagnostic| {
        let at = sources.position(diagnostic.span);
        let related = diagnostic.others(lang, usize::MAX).map(|(span, message)| {
            let at = sources.position(span);
            Place { file: file(span), line: at.line, column: at.column, message }
        });
        Entry {
            rule: diagnostic.rule.name,
            severity: diagnostic.severity.name(),
            message: diagnostic.message.get(lang),
            file: file(diagnostic.span),
            line: at.line,
            column: at.column,
            end_line: at.end_line,
            end_column: at.end_column,
            help: diagnostic.help.as_ref().map(|help| help.get(lang)),
            related: related.collect(),
        }
    });
    let report = Report {
        version: 1,
        errors: diagnostics.count(Severity::Error),
        warnings: diagnostics.count(Severity::Warning),
        notes: diagnostics.count(Severity::Note),
        diagnostics: entries.collect(),
    };
    encode(&report)
}

/// `value` as one line of JSON in which no character can disturb a terminal: they stand as `\u202e`.
pub(super) fn encode(value: &impl Serialize) -> String {
    // Serialising strings and numbers into memory cannot fail: no maps with other keys, no writer.
    let plain = serde_json::to_string(value).unwrap_or_default();
    let mut out = String::with_capacity(plain.len() + 1);
    for c in plain.chars() {
        // Outside of strings JSON is ASCII, so whatever is treacherous stands within one.
        if is_treacherous(c) {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_whole_report_in_the_contract_s_keys() {
        let (diagnostics, sources) = sample::board();
        let expected = concat!(
            r#"{"version":1,"errors":2,"warnings":1,"notes":1,"diagnostics":["#,
            r#"{"rule":"board-empty","severity":"warning","message":"看板没有公告","file":"content/site.yaml","#,
            r#""line":1,"column":1,"end_line":1,"end_column":1,"help":null,"related":[]},"#,
            r#"{"rule":"grid-unknown","severity":"error","message":"网格“g1”不存在","file":"content/王家湾.yaml","#,
            r#""line":3,"column":7,"end_line":3,"end_column":9,"help":"写成 g-1","#,
            r#""related":[{"file":"content/王家湾.yaml","line":2,"column":7,"message":"最接近的网格在此"}]},"#,
            r#"{"rule":"text-odd","severity":"note","message":"名称里有看不见的字符 \u202e","#,
            r#""file":"content/王家湾.yaml","line":4,"column":8,"end_line":4,"end_column":9,"help":null,"related":[]},"#,
            r#"{"rule":"phone-bad","severity":"error","message":"电话少一位","file":"content/王家湾.yaml","#,
            r#""line":6,"column":8,"end_line":6,"end_column":10,"help":"补全电话","#,
            r#""related":[{"file":"content/王家湾.yaml","line":5,"column":7,"message":"属于这一户"}]}]}"#,
            "\n"
        );
        assert_eq!(json(&diagnostics, &sources, Lang::Zh), expected);
    }

    #[test]
    fn no_problems_are_still_a_report() {
        let (_, sources) = sample::board();
        let empty = json(&Diagnostics::default(), &sources, Lang::En);
        assert_eq!(empty, "{\"version\":1,\"errors\":0,\"warnings\":0,\"notes\":0,\"diagnostics\":[]}\n");
    }
}
