//! An outcome is a claim: a photo, a document or the villagers' own evaluation bears it out.

use super::*;

rules! {
    /// Kept, or settled before its day, and nothing shows it.
    pub RULE: "outcome-without-evidence", Warning;
    what "承诺写了“已兑现”或“部分兑现”，或不到期限就写了结果，却没有佐证，也没有评诺。"
        "A commitment is said to be kept or partly kept, or settled before it is due, with neither evidence nor evaluation.";
    why "村民要看得见结果。在进展里附上“佐证”（evidence，照片或文件），或在“评诺”（evaluation）里写明谁怎样评议的。"
        "Villagers should be able to see it. Attach `evidence` to a progress entry, or tell in `evaluation` who judged it and how.";
    example "\
members:
  - name: 王芳
commitments:
  - by: 王芳
    title: 装路灯
    target: 12 盏
    made: 2026-01-10
    due: 2026-09-30
    outcome: kept
#            ^^^^
>     evaluation: 3 月 20 日村民代表会议评议，20 人中 19 人认可
";
}

/// Looks at commitments with a good outcome, and at those with any outcome before their day.
pub fn check(board: &Ground, register: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for record in &board.commitments {
        let Some(outcome) = record.last_outcome() else { continue };
        // Without a day of its own, an outcome was told on the as-of date at the latest.
        let told = record.verdicts().next_back().map_or(as_of.0, |(date, _)| date);
        let early = record.due.as_ref().filter(|due| told < due.value);
        let (zh, en) = match outcome.value {
            Outcome::Kept => ("已兑现", "kept"),
            Outcome::Partly => ("部分兑现", "partly kept"),
            Outcome::Broken | Outcome::Changed if early.is_none() => continue,
            Outcome::Broken => ("未兑现", "broken"),
            Outcome::Changed => ("已调整", "changed"),
        };
        let shown =
            record.evaluation.is_some() || record.progress.iter().any(|step| !step.evidence.is_empty());
        if shown || register.gaps.is_faulty(record.at) {
            continue;
        }
        let title = naming::commitment(record);
        let (early_zh, early_en) =
            if early.is_some() { ("不到期限就", " before it is due") } else { ("", "") };
        let message = text!(
            "承诺“{title}”{early_zh}写了“{zh}”，却没有佐证，也没有评诺",
            "commitment {title} is said to be {en}{early_en}, with neither evidence nor evaluation"
        );
        let help = text!(
            "在进展里附上“佐证”（evidence），或写“评诺”（evaluation）。",
            "Attach `evidence` to a progress entry, or write `evaluation`."
        );
        let problem = Diagnostic::new(&RULE, outcome.span, message).help(help);
        out.push(match early {
            Some(due) => problem.related(due.span, text!("期限在这里", "due on this day")),
            None => problem,
        });
    }
}
