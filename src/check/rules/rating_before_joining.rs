//! Who has not come yet is not rated yet.

use super::*;

rules! {
    /// Rated for a month before the term began.
    pub RULE: "rating-before-joining", Warning;
    what "责任人（或网格）起始之前的月份已有评分。"
        "A member or grid is rated for a month before its term began.";
    why "月份或起始日期可能写错了。同一人换过岗位的，起始日期写最早的那次。"
        "The month or the beginning may be wrong. For somebody who changed posts, the member's own `from` is the first.";
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
  - {name: 王芳, from: 2026-02-01}
ratings:
<   - {month: 2026-01, stage: approved, entries: [{member: 王芳, scores: [90]}]}
< #                                                        ^^^^
>   - {month: 2026-02, stage: approved, entries: [{member: 王芳, scores: [90]}]}
";
}

/// Compares the month with the beginning of the subject's term.
pub fn check(board: &Board, register: &Register, _: AsOf, out: &mut Diagnostics) {
    for sheet in &register.ratings {
        for entry in &sheet.entries {
            let term = match entry.subject.value {
                Subject::Member(member) => &board[member].term,
                Subject::Grid(grid) => &board[grid].term,
            };
            let month = sheet.month.value;
            let Some(from) = term.begin().filter(|from| from.value > month.last_day()) else {
                continue;
            };
            let (who, begin) = (naming::subject(&board.ground, entry.subject.value), from.value);
            let message = text!(
                "{who} 从 {begin} 起，却有 {month} 的评分",
                "{who} begins on {begin}, yet is rated for {month}"
            );
            let help = text!("改正月份，或改正起始日期。", "Correct the month or the beginning.");
            let related = text!("从这一天起", "the term begins on this day");
            out.push(
                Diagnostic::new(&RULE, entry.subject.span, message).help(help).related(from.span, related),
            );
        }
    }
}
