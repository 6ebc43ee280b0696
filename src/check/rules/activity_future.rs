//! The ledger tells what was done, not what is planned.

use super::*;

rules! {
    /// Dated after the as-of date.
    pub RULE: "activity-future", Warning;
    what "台账的日期还没有到。" "An activity is dated on a day yet to come.";
    why "台账只记做过的事。日期写错了就改正；计划请写成公告。"
        "The ledger holds what was done. Correct the date; announce plans in a notice.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
cadences:
  - {id: visit, name: 走访, every: month, by: member}
-- content/records.yaml --
members:
  - name: 王芳
activities:
<   - {date: 2099-01-05, cadence: visit, member: 王芳, count: 8}
< #          ^^^^^^^^^^
>   - {date: 2026-01-05, cadence: visit, member: 王芳, count: 8}
";
}

/// Looks at every entry of the ledger.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for activity in board.activities.iter().filter(|activity| activity.date.value > as_of.0) {
        let (day, name) = (activity.date.value, naming::shown(&board[activity.cadence.value].name));
        let message = text!(
            "“{name}”的台账日期 {day} 还没有到",
            "an activity of {name} is dated {day}, a day yet to come"
        );
        let help = text!("改正日期；计划请写成公告。", "Correct the date; announce plans in a notice.");
        out.push(Diagnostic::new(&RULE, activity.date.span, message).help(help));
    }
}
