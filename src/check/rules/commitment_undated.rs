//! A promise without a date can never be overdue, and never be kept.

use super::*;

rules! {
    /// No `due`.
    pub RULE: "commitment-undated", Warning;
    what "承诺没有写完成期限。" "A commitment has no due date.";
    why "没有期限就无从监督。写上“完成期限”（due），哪怕是年底。"
        "Without a date nobody can hold anybody to it. Write `due`, be it the end of the year.";
    example "\
members:
  - name: 王芳
commitments:
<   - {by: 王芳, title: 装路灯, target: 12 盏, made: 2026-01-10}
< #                     ^^^^^^
>   - {by: 王芳, title: 装路灯, target: 12 盏, made: 2026-01-10, due: 2026-09-30}
";
}

/// Looks at every commitment.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    let lacks = |record: &&Commitment| record.due.is_none() && !register.gaps.is_faulty(record.at);
    for record in board.commitments.iter().filter(lacks) {
        let title = naming::commitment(record);
        let message = text!("承诺“{title}”没有写完成期限", "commitment {title} has no due date");
        let help = text!("写上“完成期限”（due），例如 2026-12-31。", "Write `due`, for example 2026-12-31.");
        out.push(Diagnostic::new(&RULE, record.title.span, message).help(help));
    }
}
