//! Who has left is rated no more.

use super::*;

rules! {
    /// Rated for a month after the term ended.
    pub RULE: "rating-after-leaving", Error;
    what "责任人（或网格）终止之后的月份还有评分。"
        "A member or grid is rated for a month after its term ended.";
    why "月份、对象或终止日期有一个写错了。离任当月可以评。"
        "The month, the subject or the end of the term is wrong. The month of leaving may be rated.";
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
  - {name: 王芳, to: 2025-12-31}
ratings:
<   - {month: 2026-01, stage: approved, entries: [{member: 王芳, scores: [90]}]}
< #                                                        ^^^^
>   - {month: 2025-12, stage: approved, entries: [{member: 王芳, scores: [90]}]}
";
}

/// Compares the month with the end of the subject's term.
pub fn check(board: &Board, register: &Register, _: AsOf, out: &mut Diagnostics) {
    for sheet in &register.ratings {
        for entry in &sheet.entries {
            let term = match entry.subject.value {
                Subject::Member(member) => &board[member].term,
                Subject::Grid(grid) => &board[grid].term,
            };
            let month = sheet.month.value;
            let Some(to) = term.end().filter(|to| to.value < month.first_day()) else { continue };
            let (who, end) = (naming::subject(&board.ground, entry.subject.value), to.value);
            let message = text!(
                "{who} 到 {end} 为止，却有 {month} 的评分",
                "{who} ended on {end}, yet is rated for {month}"
            );
            let help = text!(
                "改正月份或对象，或改正终止日期。",
                "Correct the month, the subject or the end of the term."
            );
            let related = text!("到这一天为止", "the term ended on this day");
            out.push(
                Diagnostic::new(&RULE, entry.subject.span, message).help(help).related(to.span, related),
            );
        }
    }
}
