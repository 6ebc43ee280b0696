//! What was kept was finished: an outcome and its last percentage must not contradict each other.

use super::*;

rules! {
    /// Kept at less than 100 %.
    pub RULE: "outcome-unfinished", Warning;
    what "承诺写了“已兑现”，最后的进度却不到 100%。"
        "A commitment is said to be kept, but its last progress is below 100%.";
    why "补一条 100% 的进展，或把结果改为“部分兑现”。"
        "Add a progress entry of 100, or say that it was partly kept.";
    example "\
members:
  - name: 王芳
commitments:
  - by: 王芳
    title: 装路灯
    target: 12 盏
    made: 2026-01-10
    due: 2026-09-30
    progress:
<       - {date: 2026-03-01, percent: 80}
>       - {date: 2026-03-01, percent: 100}
    outcome: kept
#            ^^^^
    evaluation: 村民代表会议认可
";
}

/// Compares the outcome with the last percentage told.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for record in &board.commitments {
        let Some(outcome) = record.last_outcome().filter(|outcome| outcome.value == Outcome::Kept) else {
            continue;
        };
        let last = record.progress.iter().rev().find_map(|step| step.percent.as_ref());
        let Some(percent) = last.filter(|percent| percent.value < 100) else { continue };
        let (title, reached) = (naming::commitment(record), percent.value);
        let message = text!(
            "承诺“{title}”写了“已兑现”，最后的进度却是 {reached}%",
            "commitment {title} is said to be kept, but its last progress is {reached}%"
        );
        let help = text!(
            "补一条 100% 的进展，或把结果改为“部分兑现”。",
            "Add a progress entry of 100, or say that it was partly kept."
        );
        let related = text!("最后的进度", "the last progress");
        out.push(Diagnostic::new(&RULE, outcome.span, message).help(help).related(percent.span, related));
    }
}
