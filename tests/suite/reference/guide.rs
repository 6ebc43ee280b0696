//! The format reference in `docs/format.md`: one table a record kind, from the table of keys.

use std::fmt::Write;

use gongkailan::load::kind::{Key, Need, ValueKind};
use gongkailan::load::records::{Raw, RawFront};
use gongkailan::load::site::RawSite;

/// The tables of `docs/format.md`, as Markdown.
pub(super) fn guide() -> String {
    let mut text = String::new();
    section(&mut text, "site.yaml", RawSite::KEYS);
    for key in Raw::KEYS {
        if let ValueKind::List(ValueKind::Record(keys)) = key.kind {
            section(&mut text, &format!("{} {}", key.en, key.zh), keys);
        }
    }
    section(&mut text, "page / notice（.md 的设置）", RawFront::KEYS);
    text
}

fn section(text: &mut String, title: &str, keys: &[Key]) {
    let _ = writeln!(text, "### {title}\n");
    let _ = writeln!(text, "| key | 键 | value | 意思 · meaning | 例 example |\n|---|---|---|---|---|");
    for key in keys {
        let required = if key.need == Need::Required { "（必填 required）" } else { "" };
        let example = if key.example.is_empty() { String::new() } else { format!("`{}`", key.example) };
        let (en, zh, value) = (key.en, key.zh, value(&key.kind));
        let _ = writeln!(
            text,
            "| {en} | {zh} | {value} | {}{required} · {} | {example} |",
            key.doc.zh, key.doc.en
        );
    }
    text.push('\n');
    for key in keys {
        if let Some(nested) = nested(&key.kind) {
            section(text, &format!("{title} › {} {}", key.en, key.zh), nested);
        }
    }
}

/// The keys of a record within a record.
fn nested(kind: &ValueKind) -> Option<&'static [Key]> {
    match kind {
        ValueKind::Record(keys) => Some(keys),
        ValueKind::List(item) | ValueKind::Several(item) => nested(item),
        _ => None,
    }
}

fn value(kind: &ValueKind) -> String {
    match kind {
        ValueKind::Text => "文字 text".into(),
        ValueKind::Markdown => "Markdown".into(),
        ValueKind::Id => "编号 id".into(),
        ValueKind::Phone => "电话 phone".into(),
        ValueKind::Bool => "是/否 true/false".into(),
        ValueKind::Count => "整数 whole number".into(),
        ValueKind::Number => "数字 number".into(),
        ValueKind::Tolerance => "数字或百分数 number or %".into(),
        ValueKind::Date => "日期 date".into(),
        ValueKind::Month => "月份 month".into(),
        ValueKind::Period => "期间 period".into(),
        ValueKind::DayOrMonth => "日期或月份 day or month".into(),
        ValueKind::Choice(choices) => {
            choices.iter().map(|choice| format!("{} {}", choice.en, choice.zh)).collect::<Vec<_>>().join("、")
        }
        ValueKind::Reference(to) => format!("引用 reference → {to}"),
        ValueKind::File => "文件 file".into(),
        ValueKind::Private => "任意，不公布 anything, never published".into(),
        ValueKind::PrivateMap => "一组键，不公布 mapping, never published".into(),
        ValueKind::List(item) => format!("列表 list：{}", value(item)),
        ValueKind::Several(item) => format!("一个或列表 one or a list：{}", value(item)),
        ValueKind::Record(_) => "一组键 mapping".into(),
        ValueKind::Scores => "名称: 分数，或按顺序的列表 scores".into(),
        ValueKind::Numbers => "名称: 分数 numbers by name".into(),
        ValueKind::Severities => "规则: 级别 rule: severity".into(),
        ValueKind::Texts => "原文: 译文 original: translation".into(),
        ValueKind::Stars => "[{min, stars}] 或 or {per_dimension}".into(),
    }
}
