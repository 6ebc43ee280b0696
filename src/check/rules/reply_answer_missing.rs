//! An answer is a text with a day: one without the other is half an answer.

use super::*;

rules! {
    /// A date without an answer, or an answer without a date.
    pub RULE: "reply-answer-missing", Warning;
    what "回音写了答复日期却没有答复，或有答复却没有日期。"
        "A reply has a date of answer but no answer, or an answer without its date.";
    why "只有日期，村民看到的是一个空的答复；只有答复，算不出用了几天。两样都写上，还没有答复就都不写。"
        "With a date alone villagers see an empty answer; with a text alone nobody knows how long it took. Give both, or neither.";
    example "\
replies:
  - asked: 2026-02-03
    question: 路灯何时修好？
    answered: 2026-02-20
#             ^^^^^^^^^^
>     answer: 已经修好。
  - asked: 2026-02-03
    question: 水费何时公示？
#             ^^^^^^^^^^^^^^
<     answer: 本月底前。
";
}

/// Looks at every reply.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    for reply in board.replies.iter().filter(|reply| !register.gaps.is_faulty(reply.at)) {
        let question = naming::shown(&reply.question.value);
        let problem = match (&reply.answered, &reply.answer) {
            (Some(answered), None) => {
                let message = text!(
                    "“{question}”写了答复日期，却没有答复",
                    "\"{question}\" has a date of answer, but no answer"
                );
                let help = text!("写上“答复”（answer），或去掉日期。", "Write `answer`, or remove the date.");
                Diagnostic::new(&RULE, answered.span, message).help(help)
            }
            (None, Some(_)) => {
                let message = text!(
                    "“{question}”有答复，却没有答复日期",
                    "\"{question}\" is answered, but without a date"
                );
                let help = text!("写上“答复日期”（answered）。", "Write `answered`.");
                Diagnostic::new(&RULE, reply.question.span, message).help(help)
            }
            _ => continue,
        };
        out.push(problem);
    }
}
