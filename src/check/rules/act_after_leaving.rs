//! Who has left, or what was dissolved, neither promises nor acts any more.

use super::*;

rules! {
    /// A commitment or activity of a member or grid after its term.
    pub RULE: "act-after-leaving", Error;
    what "责任人离任（或网格撤并）之后还有新的承诺或台账。"
        "A commitment or an activity is dated after the term of its member or grid ended.";
    why "日期或人写错了。由接任的人承诺、办理的，写接任的人。"
        "The date or the person is wrong. What the successor promised or did belongs to the successor.";
    example "\
members:
  - {name: 王芳, to: 2025-12-31}
commitments:
<   - {by: 王芳, title: 装路灯, target: 12 盏, made: 2026-01-10, due: 2026-09-30}
< #                                                  ^^^^^^^^^^
>   - {by: 王芳, title: 装路灯, target: 12 盏, made: 2025-01-10, due: 2025-09-30}
";
}

/// Compares the date with the end of the subject's own term.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for act in acts::of(board) {
        let term = acts::term(board, act.by);
        let Some(to) = term.end().filter(|to| to.value < act.date.value) else { continue };
        let (who, end, day) = (naming::subject(board, act.by), to.value, act.date.value);
        let (zh, en) = (act.what.zh, act.what.en);
        let message = text!(
            "{who} 到 {end} 为止，却在 {day} {zh}",
            "the term of {who} ended on {end}, yet they {en} on {day}"
        );
        let help = text!("改正日期，或写接任的人。", "Correct the date, or name the successor.");
        let related = text!("到这一天为止", "the term ended on this day");
        out.push(Diagnostic::new(&RULE, act.date.span, message).help(help).related(to.span, related));
    }
}
