//! A share is worked out again: no more than the whole, and the percentage that division gives.

use rust_decimal::{Decimal, RoundingStrategy};

use super::*;

rules! {
    /// More than the whole, or another percentage.
    pub RULE: "figure-share-differs", Error;
    what "数据大于它的总数，或占比算得不对。"
        "A figure is larger than what it is a part of, or its percentage is wrong.";
    why "占比按数值除以总数、照写的小数位数四舍五入核对；约数允许差一个百分点。"
        "The percentage is the value by the whole, rounded to as many places as are written; a rough number may be one point off.";
    example "\
grids:
  - id: g1
    name: 东网格
    level: grid
    lead: 王芳
    figures:
<       - {name: 成立理事会的屋场, value: 157, of: 167, percent: 93.0}
< #                                                              ^^^^
<       - {name: 通自来水的户数, value: 90, of: 85}
< #                                     ^^
>       - {name: 成立理事会的屋场, value: 157, of: 167, percent: 94.0}
>       - {name: 通自来水的户数, value: 80, of: 85}
members:
  - name: 王芳
";
}

/// Divides every figure that has a whole.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for figure in board.grids.iter().flat_map(|grid| &grid.figures) {
        let (Some(of), value) = (&figure.of, figure.value.value) else { continue };
        let name = naming::shown(&figure.name.value);
        if value > of.value {
            let (value, whole) = (value.normalize(), of.value.normalize());
            let message =
                text!("“{name}”是 {value}，大于总数 {whole}", "\"{name}\" is {value}, more than {whole}");
            let help = text!("改正其中一个。", "Correct one of them.");
            let related = text!("总数写在这里", "the whole");
            out.push(Diagnostic::new(&RULE, figure.value.span, message).help(help).related(of.span, related));
            continue;
        }
        let Some(percent) = &figure.percent else { continue };
        let Some(share) = (value * Decimal::ONE_HUNDRED).checked_div(of.value) else { continue };
        let given = percent.value;
        let found = share.round_dp_with_strategy(given.scale(), RoundingStrategy::MidpointAwayFromZero);
        let is_right = if figure.approx { (share - given).abs() <= Decimal::ONE } else { found == given };
        if !is_right {
            let message = text!(
                "“{name}”的占比写的是 {given}%，算出来是 {found}%",
                "\"{name}\" is given as {given}%, and works out as {found}%"
            );
            let help = text!("改正占比、数值或总数。", "Correct the percentage, the value or the whole.");
            out.push(Diagnostic::new(&RULE, percent.span, message).help(help));
        }
    }
}
