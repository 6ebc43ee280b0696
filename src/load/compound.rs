//! Values with a form of their own: private details, scores, tolerances, star rules, severities.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::rules;
use super::scalars::scalar;
use super::shape::{Choice, Context, Decode, ValueKind, read, shape};
use super::spelling;
use super::syntax;
use super::tree::{Data, Node};
use super::values::{List, choice, choices};
use crate::diagnostic::{Diagnostic, Said, Severity};
use crate::private::Private;
use crate::source::{At, Span};
use crate::text;

/// What stands below a member's `private` key: every scalar with its keys.
#[derive(Clone, Debug)]
pub struct Details(pub Vec<Detail>);

/// The same of a household, where every value has a key.
#[derive(Clone, Debug)]
pub struct KeyedDetails(pub Vec<Detail>);

/// One scalar below a `private` key. Its keys may name somebody as well, so nothing of it is printed.
#[derive(Clone, PartialEq)]
pub struct Detail {
    /// Its keys from `private` down, e.g. `户主`; list items have none of their own.
    pub path: Arc<[String]>,
    /// Its text.
    pub value: Private<Arc<str>>,
    /// Where it stands (never to be shown with its line).
    pub at: Span,
}

impl std::fmt::Debug for Detail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[private]")
    }
}

impl Decode for Details {
    const KIND: ValueKind = ValueKind::Private;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Details> {
        details(node, cx).map(Details)
    }
}

impl Decode for KeyedDetails {
    const KIND: ValueKind = ValueKind::PrivateMap;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<KeyedDetails> {
        let colons = match node.data {
            Data::Scalar { quoted: false, .. } => syntax::colons(cx.text, node.span),
            _ => Vec::new(),
        };
        if matches!(node.data, Data::List(_) | Data::Scalar { .. }) && colons.is_empty() {
            let message = text!("住户的内部信息没有键", "the private details of a household have no keys");
            let help = text!(
                "写成一组“键: 值”，例如“内部: {{户主: ……, 电话: ……}}”；有键才知道是什么，发布前才查得到。",
                "Write a mapping, as in `private: {{户主: …, 电话: …}}`: by its key it is known what is looked for before publishing."
            );
            cx.hidden.push(node.span);
            // An empty list is not given.
            if !node.is_blank() {
                cx.out.push(Diagnostic::new(&rules::VALUE_TYPE, node.span, message).help(help).hidden());
            }
            return None;
        }
        details(node, cx).map(KeyedDetails)
    }
}

fn details(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Detail>> {
    cx.hidden.push(node.span);
    let mut found = Vec::new();
    collect(node, &mut Vec::new(), &mut found, cx);
    Some(found)
}

fn collect(node: &Node<'_>, path: &mut Vec<String>, found: &mut Vec<Detail>, cx: &mut Context<'_>) {
    match &node.data {
        Data::Empty | Data::Lost => {}
        Data::Scalar { text, quoted } => {
            cx.hidden.push(node.span);
            let faults =
                if *quoted || !path.is_empty() { Vec::new() } else { syntax::colons(cx.text, node.span) };
            if !faults.is_empty() {
                return faults.into_iter().for_each(|fault| cx.out.push(fault));
            }
            found.push(Detail {
                path: path.as_slice().into(),
                value: Private::new(text.as_ref().into()),
                at: node.span,
            });
        }
        Data::List(items) => items.iter().for_each(|item| collect(item, path, found, cx)),
        Data::Map(entries) => {
            let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
            for entry in entries {
                // A key without a value whose name holds one: nothing would be looked for in what is published.
                if let Some(fault) =
                    syntax::odd_key(&entry.key, matches!(entry.value.data, Data::Empty), entry.key_span)
                {
                    cx.hidden.push(entry.key_span);
                    cx.out.push(fault);
                    continue;
                }
                let first = *seen.entry(&entry.key).or_insert(entry.key_span);
                if first != entry.key_span && !cx.is_full() {
                    let message =
                        text!("内部信息里同一个键写了两次", "a key is given twice among private details");
                    let diagnostic = Diagnostic::new(&rules::KEY_DUPLICATE, entry.key_span, message)
                        .help(text!("留下一个。", "Keep one of them."))
                        .related(first, text!("第一次写在这里", "first given here"));
                    cx.out.push(diagnostic);
                }
                path.push(entry.key.to_string());
                collect(&entry.value, path, found, cx);
                path.pop();
            }
        }
    }
}

/// Scores by dimension (or source): by name, or in the scheme's order. Scores of drafts are internal, so
/// nothing here is echoed.
#[derive(Clone, Debug)]
pub enum Scores {
    /// Name and score.
    Named(Vec<NamedNumber>),
    /// In order.
    Listed(Vec<Option<At<Private<Decimal>>>>, Span),
}

impl Decode for Scores {
    const KIND: ValueKind = ValueKind::Scores;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Scores> {
        match &node.data {
            Data::List(items) => {
                let undivided = items.iter().filter(|_| cx.text[node.span.range()].starts_with('['));
                if let Some(fault) = undivided
                    .filter_map(|item| syntax::undivided(&cx.text[item.span.range()], item.span))
                    .next()
                {
                    cx.out.push(fault);
                    return None;
                }
                Some(Scores::Listed(items.iter().map(|item| read(item, cx)).collect(), node.span))
            }
            _ => NamedNumbers::decode(node, cx).map(|named| Scores::Named(named.0)),
        }
    }
}

/// Numbers by name.
#[derive(Clone, Debug)]
pub struct NamedNumbers(pub Vec<NamedNumber>);

/// A name and its number.
pub type NamedNumber = (At<String>, Option<At<Private<Decimal>>>);

impl Decode for NamedNumbers {
    const KIND: ValueKind = ValueKind::Numbers;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<NamedNumbers> {
        let Data::Map(entries) = &node.data else {
            let faults = match node.data {
                Data::Scalar { quoted: false, .. } => syntax::colons(cx.text, node.span),
                _ => Vec::new(),
            };
            if !faults.is_empty() {
                faults.into_iter().for_each(|fault| cx.out.push(fault));
                return None;
            }
            let message = text!("这里应写“名称: 分数”", "scores are wanted here as `name: number` lines");
            let help = text!(
                "例如“得分: {{学习: 90, 服务: 85}}”，或按顺序写成列表。",
                "For example `scores: {{study: 90, service: 85}}`, or a list in order."
            );
            cx.out.push(Diagnostic::new(&rules::VALUE_TYPE, node.span, message).help(help));
            return None;
        };
        let is_empty = |entry: &super::tree::Entry<'_>| matches!(entry.value.data, Data::Empty);
        let odd =
            entries.iter().filter_map(|entry| syntax::odd_key(&entry.key, is_empty(entry), entry.key_span));
        let odd: Vec<Diagnostic> = odd.collect();
        if !odd.is_empty() {
            odd.into_iter().for_each(|fault| cx.out.push(fault));
            return None;
        }
        let one = |entry: &super::tree::Entry<'_>, cx: &mut Context<'_>| {
            (At::new(entry.key.to_string(), entry.key_span), read(&entry.value, cx))
        };
        Some(NamedNumbers(entries.iter().map(|entry| one(entry, cx)).collect()))
    }
}

/// 允差: a number, or a share of the target.
#[derive(Clone, Copy, Debug)]
pub enum Tolerance {
    /// So many.
    Number(Decimal),
    /// So many hundredths of the target.
    Percent(Decimal),
}

impl Decode for Tolerance {
    const KIND: ValueKind = ValueKind::Tolerance;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Tolerance> {
        let typed = scalar(node, &Said { zh: "数字或百分数", en: "a number or a percentage" }, cx)?;
        let narrowed = spelling::narrow(typed);
        let percent = narrowed.strip_suffix('%').map(str::trim);
        match spelling::number(percent.unwrap_or(&narrowed), &[]) {
            Some(read) if percent.is_some() => Some(Tolerance::Percent(read.value)),
            Some(read) => Some(Tolerance::Number(read.value)),
            None => Decimal::decode(node, cx).map(Tolerance::Number),
        }
    }
}

shape! {
    /// One band of stars.
    RawBand "star band" "星级档" {
        min: Decimal, "min" "下限", Required, "总分达到多少", "from this total on", "90";
        stars: u32, "stars" "星级", Required, "给几颗星", "so many stars", "5";
    }
}

shape! {
    /// One star a dimension.
    RawPerDimension "star rule" "星级办法" {
        share: Tolerance, "per_dimension" "单项", Required, "单项达到满分的多少得一颗星", "a star for each dimension from this share of its maximum on", "80%";
    }
}

/// 星级: bands on the total, or one star a dimension.
#[derive(Clone, Debug)]
pub enum RawStars {
    /// Bands.
    Bands(List<RawBand>),
    /// A share of each maximum.
    PerDimension(RawPerDimension),
}

impl Decode for RawStars {
    const KIND: ValueKind = ValueKind::Stars;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<RawStars> {
        match node.data {
            Data::Map(_) => RawPerDimension::decode(node, cx).map(RawStars::PerDimension),
            Data::Scalar { .. } => {
                let message = text!("星级要写成几档", "stars are given as bands");
                let help = text!(
                    "例如“星级: [{{下限: 90, 星级: 5}}, {{下限: 0, 星级: 1}}]”；一个维度一颗星写“星级: {{单项: 80%}}”。",
                    "For example `stars: [{{min: 90, stars: 5}}, {{min: 0, stars: 1}}]`; a star a dimension is `stars: {{per_dimension: 80%}}`."
                );
                cx.out.push(Diagnostic::new(&rules::VALUE_TYPE, node.span, message).help(help));
                None
            }
            _ => List::decode(node, cx).map(RawStars::Bands),
        }
    }
}

choices! {
    /// A severity, or off.
    Level { Off = "off" "关闭", Note = "note" "提示", Warning = "warning" "警告", Error = "error" "错误" }
}

impl Level {
    /// `None` is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Note => Some(Severity::Note),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// 级别: rule names to severities.
#[derive(Clone, Debug)]
pub struct Severities(pub Vec<(At<String>, At<Level>)>);

impl Decode for Severities {
    const KIND: ValueKind = ValueKind::Severities;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Severities> {
        let Data::Map(entries) = &node.data else {
            let message =
                text!("这里应写“规则名: 级别”", "severities are wanted here as `rule: level` lines");
            cx.out.push(Diagnostic::new(&rules::VALUE_TYPE, node.span, message));
            return None;
        };
        let one = |entry: &super::tree::Entry<'_>, cx: &mut Context<'_>| {
            let level = read(&entry.value, cx)?;
            Some((At::new(entry.key.to_string(), entry.key_span), level))
        };
        Some(Severities(entries.iter().filter_map(|entry| one(entry, cx)).collect()))
    }
}
