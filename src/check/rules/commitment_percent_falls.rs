//! Progress that falls back is usually a slip, and always needs a word.

use super::*;

rules! {
    /// A later percentage below an earlier one.
    pub RULE: "commitment-percent-falls", Warning;
    what "承诺的进度比前一次低。" "A commitment's progress is lower than before.";
    why "多半是写错了。确实退回的，在说明里讲明原因，结果写“已调整”。"
        "Usually a slip. If it did fall back, say why in the note and set the outcome to changed.";
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
<       - {date: 2026-02-01, percent: 60}
<       - {date: 2026-03-01, percent: 40}
< #                                   ^^
>       - {date: 2026-02-01, percent: 40}
>       - {date: 2026-03-01, percent: 60}
";
}

/// Compares each percentage with the one before; a commitment that was changed may fall back.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    for record in board.commitments.iter().filter(|record| !register.gaps.is_faulty(record.at)) {
        if record.last_outcome().is_some_and(|outcome| outcome.value == Outcome::Changed) {
            continue;
        }
        let percents: Vec<&At<u32>> =
            record.progress.iter().filter_map(|step| step.percent.as_ref()).collect();
        for pair in percents.windows(2).filter(|pair| pair[1].value < pair[0].value) {
            let (title, before, after) = (naming::commitment(record), pair[0].value, pair[1].value);
            let message = text!(
                "承诺“{title}”的进度从 {before}% 退到 {after}%",
                "progress of commitment {title} falls from {before}% to {after}%"
            );
            let help = text!("改正数字，或在说明里讲明原因。", "Correct the number, or say why in the note.");
            let related = text!("前一次在这里", "before");
            out.push(Diagnostic::new(&RULE, pair[1].span, message).help(help).related(pair[0].span, related));
        }
    }
}
