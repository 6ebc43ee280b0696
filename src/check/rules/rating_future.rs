//! A month that has not begun cannot have been rated.

use super::*;

rules! {
    /// Approved before the month began.
    pub RULE: "rating-future", Error;
    what "核定了还没有开始的月份。" "A month that has not begun is approved.";
    why "月份多半写错了。当月可以评，未来的月份只能先写其他阶段。"
        "The month is probably wrong. The running month may be rated; a coming one may have drafts only.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
schemes:
  - {id: star, name: 星级评定, subject: member, dimensions: [{id: work, name: 实绩, max: 100}]}
-- content/records.yaml --
members:
  - name: 王芳
ratings:
<   - month: 2099-01
< #          ^^^^^^^
>   - month: 2026-01
    stage: approved
    entries:
      - {member: 王芳, scores: [90]}
";
}

/// Looks at approved sheets.
pub fn check(board: &Board, register: &Register, as_of: AsOf, out: &mut Diagnostics) {
    for sheet in register.ratings.iter().filter(|sheet| sheet.stage.value == Stage::Approved) {
        let month = sheet.month.value;
        if month.first_day() <= as_of.0 {
            continue;
        }
        let name = naming::shown(&board[sheet.scheme].name);
        let message = text!(
            "“{name}”核定了 {month}，而今天算作 {as_of}",
            "{name}: {month} is approved, but the as-of date is {as_of}"
        );
        let help = text!("改正月份，或换一个阶段。", "Correct the month, or choose another stage.");
        out.push(Diagnostic::new(&RULE, sheet.month.span, message).help(help));
    }
}
