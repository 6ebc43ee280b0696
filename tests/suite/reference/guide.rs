//! The format reference in `docs/format.md`: one table a record kind, from the table of keys.

use std::fmt::Write;

use gongkailan::load::kind::{Key, Kind, Need};
use gongkailan::load::records::{Raw, RawFront};
use gongkailan::load::site::RawSite;

/// The tables of `docs/format.md`, as Markdown.
pub(super) fn guide() -> String {
    let mut text = String::new();
    section(&mut text, "site.yaml", RawSite::KEYS);
    for key in Raw::KEYS {
        if let Kind::List(Kind::Record(keys)) = key.kind {
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
fn nested(kind: &Kind) -> Option<&'static [Key]> {
    match kind {
        Kind::Record(keys) => Some(keys),
        Kind::List(item) | Kind::Several(item) => nested(item),
        _ => None,
    }
}

fn value(kind: &Kind) -> String {
    match kind {
        Kind::Text => "文字 text".into(),
        Kind::Markdown => "Markdown".into(),
        Kind::Id => "编号 id".into(),
        Kind::Phone => "电话 phone".into(),
        Kind::Bool => "是/否 true/false".into(),
        Kind::Count => "整数 whole number".into(),
        Kind::Number => "数字 number".into(),
        Kind::Tolerance => "数字或百分数 number or %".into(),
        Kind::Date => "日期 date".into(),
        Kind::Month => "月份 month".into(),
        Kind::Period => "期间 period".into(),
        Kind::DayOrMonth => "日期或月份 day or month".into(),
        Kind::Choice(choices) => {
            choices.iter().map(|choice| format!("{} {}", choice.en, choice.zh)).collect::<Vec<_>>().join("、")
        }
        Kind::Reference(to) => format!("引用 reference → {to}"),
        Kind::File => "文件 file".into(),
        Kind::Private => "任意，不公布 anything, never published".into(),
        Kind::PrivateMap => "一组键，不公布 mapping, never published".into(),
        Kind::List(item) => format!("列表 list：{}", value(item)),
        Kind::Several(item) => format!("一个或列表 one or a list：{}", value(item)),
        Kind::Record(_) => "一组键 mapping".into(),
        Kind::Scores => "名称: 分数，或按顺序的列表 scores".into(),
        Kind::Numbers => "名称: 分数 numbers by name".into(),
        Kind::Severities => "规则: 级别 rule: severity".into(),
        Kind::Texts => "原文: 译文 original: translation".into(),
        Kind::Stars => "[{min, stars}] 或 or {per_dimension}".into(),
    }
}
