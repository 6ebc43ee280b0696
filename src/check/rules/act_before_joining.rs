//! Who is not yet in office, or not yet set up, neither promises nor acts.

use super::*;

rules! {
    /// A commitment or activity of a member or grid before its term.
    pub RULE: "act-before-joining", Error;
    what "责任人到任（或网格启用）之前就有承诺或台账。"
        "A commitment or an activity is dated before the term of its member or grid began.";
    why "日期、人（网格）或起始日期有一个写错了。前任承诺、办理的，写前任。"
        "The date, the subject or the beginning of the term is wrong. What the predecessor promised or did belongs to the predecessor.";
    example "\
members:
  - {name: 王芳, from: 2026-01-01}
commitments:
<   - {by: 王芳, title: 装路灯, target: 12 盏, made: 2025-12-10, due: 2026-09-30}
< #                                                  ^^^^^^^^^^
>   - {by: 王芳, title: 装路灯, target: 12 盏, made: 2026-01-10, due: 2026-09-30}
";
}

/// Compares the date with the beginning of the subject's own term.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for act in acts::of(board) {
        let term = acts::term(board, act.by);
        let Some(from) = term.begin().filter(|from| act.date.value < from.value) else { continue };
        let (who, start, day) = (naming::subject(board, act.by), from.value, act.date.value);
        let (zh, en) = (act.what.zh, act.what.en);
        let message = text!(
            "{who} 从 {start} 起，却在 {day} {zh}",
            "the term of {who} began on {start}, yet they {en} on {day}"
        );
        let help = text!("改正日期，或写前任。", "Correct the date, or name the predecessor.");
        let related = text!("从这一天起", "the term began on this day");
        out.push(Diagnostic::new(&RULE, act.date.span, message).help(help).related(from.span, related));
    }
}
