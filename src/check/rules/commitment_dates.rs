//! A promise is made, worked at and due, in this order.

use super::*;

rules! {
    /// Due or worked at before it was made.
    pub RULE: "commitment-dates", Error;
    what "承诺的日期前后颠倒：完成期限或进展早于承诺日期。"
        "A commitment's dates are out of order: due, or worked at, before it was made.";
    why "多半是年份写错了。日期不对，进度和逾期都会算错。"
        "Usually a year is wrong. Progress and overdue days would be wrong too.";
    example "\
members:
  - name: 王芳
commitments:
  - by: 王芳
    title: 装路灯
    target: 12 盏
    made: 2026-01-10
<     due: 2025-09-30
< #        ^^^^^^^^^^
>     due: 2026-09-30
    progress:
<       - {date: 2025-12-01, percent: 10}
< #              ^^^^^^^^^^
>       - {date: 2026-02-01, percent: 10}
";
}

/// Compares `made` with the other dates.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for record in &board.commitments {
        let steps = record.progress.iter().map(|step| (&step.date, ("进展", "progress")));
        let due = record.due.iter().map(|due| (due, ("完成期限", "due date")));
        for (date, (key_zh, key_en)) in due.chain(steps).filter(|(date, _)| date.value < record.made.value) {
            let (title, day, made) = (naming::commitment(record), date.value, record.made.value);
            let message = text!(
                "承诺“{title}”的{key_zh}日期 {day} 早于承诺日期 {made}",
                "the {key_en} {day} of commitment {title} lies before {made}, when it was made"
            );
            let help = text!("改正其中一个日期。", "Correct one of the dates.");
            let related = text!("承诺日期在这里", "made here");
            out.push(
                Diagnostic::new(&RULE, date.span, message).help(help).related(record.made.span, related),
            );
        }
    }
}
