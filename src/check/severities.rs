//! A severity set for a rule that does not exist changes nothing, silently.

use super::naming;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity, rules};
use crate::model::settings::Settings;
use crate::suggest::closest;
use crate::text;

rules! {
    /// `severity` names no rule.
    pub RULE_UNKNOWN: "rule-unknown", Error, fixed;
    what "级别设置里写了不存在的规则，或降低了不能降低的规则。"
        "The severity setting names a rule that does not exist, or lowers one that cannot be lowered.";
    why "拼错的规则名不起作用。`gongkailan explain` 列出所有规则。读不出记录的错误不能降低。"
        "A misspelt name has no effect. `gongkailan explain` lists all rules. Faults that leave a record unreadable cannot be lowered.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
severity:
<   rating-gaps: off
< # ^^^^^^^^^^^
>   rating-gap: off
";
}

/// The rules on settings of rules.
pub static RULES: &[&Rule] = &[&RULE_UNKNOWN];

/// Looks every name of the setting up among all rules that are `known`, those of the later stages too.
pub fn check(settings: &Settings, known: &[&'static Rule], out: &mut Diagnostics) {
    for (name, severity) in &settings.severity {
        let shown = naming::shown(&name.value);
        let problem = match known.iter().find(|rule| rule.name == name.value) {
            None => {
                let message = text!("没有名为“{shown}”的规则", "there is no rule {shown}");
                let help = match closest(&name.value, known.iter().map(|rule| rule.name)) {
                    Some(guess) => text!("是不是 {guess}？", "Did you mean {guess}?"),
                    None => text!(
                        "规则名写在每条问题前面的方括号里；`gongkailan explain` 列出所有规则。",
                        "A rule's name stands in brackets before each problem; `gongkailan explain` lists all rules."
                    ),
                };
                Diagnostic::new(&RULE_UNKNOWN, name.span, message).help(help)
            }
            Some(rule) if rule.fixed && *severity != Some(Severity::Error) => {
                let message = text!(
                    "规则“{shown}”不能降低：不改正就读不出记录，或者泄露身份",
                    "rule {shown} cannot be lowered: without it a record cannot be read, or an identity is told"
                );
                let help = text!("去掉这一行，改正出错的地方。", "Remove this line and mend the fault.");
                Diagnostic::new(&RULE_UNKNOWN, name.span, message).help(help)
            }
            Some(_) => continue,
        };
        out.push(problem);
    }
}
