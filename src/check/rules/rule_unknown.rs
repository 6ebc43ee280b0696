//! A severity set for a rule that does not exist changes nothing, silently.

use super::*;
use crate::load::closest;

/// `severity` names no rule.
pub static RULE: Rule = Rule {
    name: "rule-unknown",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "级别设置里写了不存在的规则，或降低了不能降低的规则。",
        en: "The severity setting names a rule that does not exist, or lowers one that cannot be lowered.",
    },
    why: Said {
        zh: "拼错的规则名不起作用。`gongkailan explain` 列出所有规则。读不出记录的错误不能降低。",
        en: "A misspelt name has no effect. `gongkailan explain` lists all rules. Faults that leave a record unreadable cannot be lowered.",
    },
    bad: "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
severity:
  rating-gaps: off
# ^^^^^^^^^^^
",
    good: "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
severity:
  rating-gap: off
",
};

/// Looks every name of the setting up in the table of rules.
pub fn check(board: &Board, _: &Register, _: AsOf, out: &mut Diagnostics) {
    for (name, severity) in &board.settings.severity {
        let shown = naming::shown(&name.value);
        let known = table::all().find(|rule| rule.name == name.value);
        let problem = match known {
            None => {
                let message = text!("没有名为“{shown}”的规则", "there is no rule {shown}");
                Diagnostic::new(&RULE, name.span, message).maybe_help(
                    closest(&name.value, table::all().map(|rule| rule.name))
                        .map(|guess| text!("是不是 {guess}？", "Did you mean {guess}?")),
                )
            }
            Some(rule) if rule.fixed && *severity != Some(Severity::Error) => {
                let message = text!(
                    "规则“{shown}”不能降低：不改正就读不出记录，或者泄露身份",
                    "rule {shown} cannot be lowered: without it a record cannot be read, or an identity is told"
                );
                let help = text!("去掉这一行，改正出错的地方。", "Remove this line and mend the fault.");
                Diagnostic::new(&RULE, name.span, message).help(help)
            }
            Some(_) => continue,
        };
        out.push(problem);
    }
}
