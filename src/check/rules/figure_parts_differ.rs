//! A figure given with its parts is their sum.

use rust_decimal::Decimal;

use super::*;

/// Sum and parts differ.
pub static RULE: Rule = Rule {
    name: "figure-parts-differ",
    severity: Severity::Error,
    fixed: false,
    what: Said {
        zh: "数据与各组成部分的合计不符。", en: "A figure differs from the sum of its parts."
    },
    why: Said {
        zh: "公开的数一加就能对上，才有人信。约数不核对。",
        en: "Readers add up what is published. Rough numbers are not compared.",
    },
    bad: "\
figures:
  - name: 党支部
    value: 28
#          ^^
    parts: [{name: 村支部, value: 10}, {name: 机关支部, value: 17}]
",
    good: "\
figures:
  - name: 党支部
    value: 28
    parts: [{name: 村支部, value: 10}, {name: 机关支部, value: 18}]
",
};

/// Adds up the parts of every figure.
pub fn check(board: &Board, register: &Register, _: AsOf, out: &mut Diagnostics) {
    let exact = board.figures.iter().filter(|figure| !figure.approx && !figure.parts.is_empty());
    for figure in exact.filter(|figure| !register.gaps.is_faulty(figure.at)) {
        let sum: Decimal = figure.parts.iter().map(|part| part.value.value).sum();
        let value = figure.value.value;
        if sum == value {
            continue;
        }
        let name = naming::shown(&figure.name.value);
        let (value, sum) = (value.normalize(), sum.normalize());
        let message = text!(
            "“{name}”写的是 {value}，各部分合计 {sum}",
            "\"{name}\" is given as {value}, but its parts add up to {sum}"
        );
        let help = text!("改正总数，或补齐组成部分。", "Correct the figure, or its parts.");
        out.push(Diagnostic::new(&RULE, figure.value.span, message).help(help));
    }
}
