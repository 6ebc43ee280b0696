//! An outcome told twice is told alike: the record's own is the last one told with its day.

use super::*;

rules! {
    /// The record's outcome is not the last one of its progress.
    pub RULE: "outcome-differs", Error;
    what "承诺的结果和进展里最后一次认定的结果不同，或同一天认定了两种结果。"
        "A commitment's outcome is not the last one told in its progress, or one day tells two.";
    why "结果后来改了，就在进展里再写一条，带上日期和新的结果：两次的日期都会公开，谁也不用猜哪个算数。"
        "When an outcome is revised, add a progress entry with the day and the new outcome: both days are published, and nobody has to guess which holds.";
    example "\
members:
  - name: 王芳
commitments:
  - by: 王芳
    title: 装路灯
    target: 12 盏
    made: 2025-01-10
    due: 2025-09-30
    progress:
<       - {date: 2025-09-30, outcome: broken}
>       - {date: 2025-09-30, percent: 60, outcome: broken}
>       - {date: 2025-12-20, percent: 100, outcome: kept}
    outcome: kept
#            ^^^^
    evaluation: 村民代表会议认可
";
}

/// Compares the record's outcome with the last dated one, and dated ones of one day with each other.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for record in &board.commitments {
        let title = naming::commitment(record);
        let told: Vec<_> = record.verdicts().collect();
        for pair in
            told.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[0].1.value != pair[1].1.value)
        {
            let day = pair[0].0;
            let message = text!(
                "承诺“{title}”在 {day} 认定了两种结果",
                "commitment {title} is judged in two ways on {day}"
            );
            let help = text!("留下一个，或改正日期。", "Keep one, or correct the date.");
            let related = text!("另一个在这里", "the other one");
            out.push(
                Diagnostic::new(&RULE, pair[1].1.span, message).help(help).related(pair[0].1.span, related),
            );
        }
        let (Some(own), Some((day, last))) = (&record.outcome, told.last()) else { continue };
        if own.value == last.value {
            continue;
        }
        let message = text!(
            "承诺“{title}”的结果和 {day} 认定的不同",
            "the outcome of commitment {title} is not the one told on {day}"
        );
        let help = text!(
            "改正其中一个；后来改了的，在进展里再写一条，带上日期和结果。",
            "Correct one of them; when it was revised, add a progress entry with its day and outcome."
        );
        let related = text!("最后一次认定在这里", "the last one told");
        out.push(Diagnostic::new(&RULE, own.span, message).help(help).related(last.span, related));
    }
}
