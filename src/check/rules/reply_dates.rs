//! A question is asked before it is due or answered, and none of it lies ahead.

use super::*;

rules! {
    /// Answered or due before it was asked, or not yet.
    pub RULE: "reply-dates", Error;
    what "回音的日期前后颠倒，或还没有到。" "A reply's dates are out of order, or lie ahead.";
    why "答复日期、答复期限都在提出日期之后；答复用了几天是照这些日期算的。还没有到的日期只提醒。"
        "Due and answered come after asked: how long it took is computed from these. Dates that lie ahead are a warning.";
    example "\
replies:
<   - asked: 2026-03-03
>   - asked: 2026-02-03
    question: 路灯何时修好？
    answered: 2026-02-20
#             ^^^^^^^^^^
    answer: 已经修好。
";
}

/// Compares the three dates of every reply.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for reply in &board.replies {
        let asked = &reply.asked;
        let question = naming::shown(&reply.question.value);
        let due = reply.due.iter().map(|due| (due, ("答复期限", "due")));
        let answered = reply.answered.iter().map(|answered| (answered, ("答复日期", "answered")));
        for (date, (zh, en)) in due.chain(answered).filter(|(date, _)| date.value < asked.value) {
            let (day, first) = (date.value, asked.value);
            let message = text!(
                "“{question}”的{zh} {day} 早于提出日期 {first}",
                "\"{question}\": `{en}` is {day}, before it was asked on {first}"
            );
            let help = text!("改正其中一个日期。", "Correct one of the dates.");
            let related = text!("提出日期在这里", "asked here");
            out.push(Diagnostic::new(&RULE, date.span, message).help(help).related(asked.span, related));
        }
        // One date ahead is enough to say: the other follows from it.
        let mut told = std::iter::once(asked).chain(&reply.answered);
        if let Some(date) = told.find(|date| date.value > as_of.0) {
            let day = date.value;
            let message = text!("“{question}”的日期 {day} 还没有到", "\"{question}\": {day} is yet to come");
            let help = text!("改正日期。", "Correct the date.");
            out.push(Diagnostic::new(&RULE, date.span, message).severity(Severity::Warning).help(help));
        }
    }
}
