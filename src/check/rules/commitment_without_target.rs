//! A promise says what will be there when it is kept.

use super::*;

rules! {
    /// No `target`.
    pub RULE: "commitment-without-target", Warning;
    what "承诺没有写目标。" "A commitment has no target.";
    why "没有目标就说不清算不算兑现。写上“目标”（target），最好是数目，如“12 盏”“全部 85 户”。"
        "Without a target nobody can say whether it was kept. Write `target`, best as a number: 12 lamps, all 85 households.";
    example "\
members:
  - name: 王芳
commitments:
<   - {by: 王芳, title: 装路灯, made: 2026-01-10, due: 2026-09-30}
< #                     ^^^^^^
>   - {by: 王芳, title: 装路灯, target: 12 盏, made: 2026-01-10, due: 2026-09-30}
";
}

/// Looks at every commitment.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    let lacks = |record: &&Commitment| record.target.is_none() && !register.gaps.is_faulty(record.at);
    for record in board.commitments.iter().filter(lacks) {
        let title = naming::commitment(record);
        let message = text!("承诺“{title}”没有写目标", "commitment {title} has no target");
        let help = text!("写上“目标”（target），最好是数目。", "Write `target`, best as a number.");
        out.push(Diagnostic::new(&RULE, record.title.span, message).help(help));
    }
}
