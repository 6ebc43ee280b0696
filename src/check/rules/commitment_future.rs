//! What has been promised or done lies in the past.

use super::*;

rules! {
    /// Made, or worked at, after the as-of date.
    pub RULE: "commitment-future", Warning;
    what "承诺日期或进展日期还没有到。" "A commitment was made, or worked at, on a day yet to come.";
    why "还没有发生的事不应写成已经发生。日期写错了就改正；用 --as-of 看以前的公开栏时可以不理会。"
        "What has not happened should not be told as done. Correct the date; ignore this when `--as-of` shows an earlier day.";
    example "\
members:
  - name: 王芳
commitments:
  - by: 王芳
    title: 装路灯
    target: 12 盏
    made: 2026-01-10
    due: 2099-12-31
    progress:
<       - {date: 2099-02-01, percent: 10}
< #              ^^^^^^^^^^
>       - {date: 2026-02-01, percent: 10}
";
}

/// Looks at every date told of a commitment but `due`. When the promise itself is yet to come, that is the fault.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for record in &board.commitments {
        let title = naming::commitment(record);
        let help = text!("改正日期。", "Correct the date.");
        if record.made.value > as_of.0 {
            let day = record.made.value;
            let message = text!(
                "承诺“{title}”的承诺日期 {day} 还没有到",
                "commitment {title} was made on {day}, a day yet to come"
            );
            out.push(Diagnostic::new(&RULE, record.made.span, message).help(help));
            continue;
        }
        for step in record.progress.iter().filter(|step| step.date.value > as_of.0) {
            let day = step.date.value;
            let message = text!(
                "承诺“{title}”的进展日期 {day} 还没有到",
                "progress of commitment {title} is told for {day}, a day yet to come"
            );
            out.push(Diagnostic::new(&RULE, step.date.span, message).help(help.clone()));
        }
    }
}
